//! Files that are no process export this program reads, named so that the refusal helps.
//!
//! The content decides; the file name only chooses between what looks the same from outside.

mod binary;

use handoff_model::{ForeignKind, ForeignRemedy, Refusal, RefusalKind, XmlRefusal};

use super::FormatResult;
use super::root::RootElement;

pub(crate) use binary::binary;

/// A kind of file that is recognised and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ForeignFormat {
    /// The name used in reports, like `dmn`.
    pub(crate) format: &'static str,
    kind: ForeignKind,
    remedy: ForeignRemedy,
    /// It is plainly a process model: whoever gives a folder with it expects it to be checked.
    is_process: bool,
}

impl ForeignFormat {
    /// What is something else than a process.
    const fn other(format: &'static str, kind: ForeignKind, remedy: ForeignRemedy) -> Self {
        Self { format, kind, remedy, is_process: false }
    }

    /// A process model that cannot be read yet.
    const fn process(format: &'static str, kind: ForeignKind, remedy: ForeignRemedy) -> Self {
        Self { format, kind, remedy, is_process: true }
    }

    /// Refuses such a file.
    pub(crate) fn outcome(&self) -> FormatResult {
        let refusal = Refusal::of_file(RefusalKind::Foreign(self.kind, self.remedy));
        FormatResult { format: self.format, result: Err(refusal), is_process: self.is_process }
    }
}

/// Root elements by a part of their namespace and by their name; either may be empty, the first row that fits counts.
const ROOTS: [(&str, &str, ForeignFormat); 33] = [
    ("/DMN/", "", ForeignFormat::other("dmn", ForeignKind::Dmn, ForeignRemedy::Beside)),
    ("/CMMN/", "", ForeignFormat::process("cmmn", ForeignKind::Cmmn, ForeignRemedy::Case)),
    ("XPDL1", "", ForeignFormat::process("xpdl", ForeignKind::Xpdl1, ForeignRemedy::OwnTool)),
    ("XPDL2", "", ForeignFormat::process("xpdl", ForeignKind::Xpdl2, ForeignRemedy::OwnTool)),
    ("XPDL", "", ForeignFormat::process("xpdl", ForeignKind::Xpdl, ForeignRemedy::OwnTool)),
    ("", "pnml", ForeignFormat::process("pnml", ForeignKind::Pnml, ForeignRemedy::Redraw)),
    ("", "epml", ForeignFormat::process("epml", ForeignKind::Epml, ForeignRemedy::Redraw)),
    ("", "AML", ForeignFormat::process("aml", ForeignKind::Aml, ForeignRemedy::Aris)),
    ("", "ADOXML", ForeignFormat::process("adoxml", ForeignKind::Adonis, ForeignRemedy::Adonis)),
    ("bpel", "process", ForeignFormat::process("bpel", ForeignKind::Bpel, ForeignRemedy::Redraw)),
    ("jpdl", "", ForeignFormat::process("jpdl", ForeignKind::Jpdl, ForeignRemedy::Redraw)),
    ("jbpm.org/4", "", ForeignFormat::process("jpdl", ForeignKind::Jpdl, ForeignRemedy::Redraw)),
    ("stp.eclipse.org/bpmn", "", ForeignFormat::process("bpmn1", ForeignKind::Bpmn1, ForeignRemedy::Export)),
    ("bonitasoft.org/ns/studio/process", "", BONITA),
    ("bonitasoft", "", ForeignFormat::other("bonita", ForeignKind::BonitaProject, ForeignRemedy::Beside)),
    ("", "html", ForeignFormat::other("html", ForeignKind::WebPage, ForeignRemedy::Download)),
    ("", "svg", ForeignFormat::other("svg", ForeignKind::Svg, ForeignRemedy::Drawing)),
    ("", "mxfile", DRAWIO),
    ("", "mxGraphModel", DRAWIO),
    ("", "VisioDocument", ForeignFormat::process("vdx", ForeignKind::Visio, ForeignRemedy::Visio)),
    ("", "graphml", ForeignFormat::other("graphml", ForeignKind::GraphMl, ForeignRemedy::Drawing)),
    ("archimate", "", ForeignFormat::other("archimate", ForeignKind::ArchiMate, ForeignRemedy::Beside)),
    ("XMI", "", ForeignFormat::other("xmi", ForeignKind::Xmi, ForeignRemedy::Export)),
    ("", "XMI", ForeignFormat::other("xmi", ForeignKind::Xmi, ForeignRemedy::Export)),
    ("XMLSchema", "schema", ForeignFormat::other("xsd", ForeignKind::XmlSchema, ForeignRemedy::Beside)),
    ("/wsdl", "definitions", ForeignFormat::other("wsdl", ForeignKind::Wsdl, ForeignRemedy::Beside)),
    ("w3.org", "", ForeignFormat::other("xml", ForeignKind::WebXml, ForeignRemedy::Export)),
    ("/POM/", "", ForeignFormat::other("project", ForeignKind::ProjectFile, ForeignRemedy::Project)),
    ("", "project", ForeignFormat::other("project", ForeignKind::ProjectFile, ForeignRemedy::Project)),
    ("sforce.com", "", ForeignFormat::other("package", ForeignKind::PackageList, ForeignRemedy::Beside)),
    (
        "microsoft.com",
        "Package",
        ForeignFormat::other("package", ForeignKind::PackageList, ForeignRemedy::Beside),
    ),
    ("idpf.org", "", ForeignFormat::other("package", ForeignKind::PackageList, ForeignRemedy::Beside)),
    ("nuspec", "", ForeignFormat::other("package", ForeignKind::PackageList, ForeignRemedy::Beside)),
];

const BONITA: ForeignFormat =
    ForeignFormat::process("bonita", ForeignKind::BonitaDiagram, ForeignRemedy::Bonita);
const DRAWIO: ForeignFormat = ForeignFormat::process("drawio", ForeignKind::DrawIo, ForeignRemedy::Redraw);
const POWERDESIGNER: ForeignFormat =
    ForeignFormat::process("powerdesigner", ForeignKind::PowerDesigner, ForeignRemedy::PowerDesigner);

/// XML by words that all stand near its beginning, where the root element does not tell.
const WORDS: [(&[&str], ForeignFormat); 4] = [
    (&["<?PowerDesigner", "BPM_MODEL"], POWERDESIGNER),
    (&["XMI", "bonitasoft.org/ns/studio/process"], BONITA),
    (
        &["Package", "<WorkflowProcess"],
        ForeignFormat::process("xpdl", ForeignKind::Xpdl, ForeignRemedy::OwnTool),
    ),
    (&["Package", "XPDLVersion"], ForeignFormat::process("xpdl", ForeignKind::Xpdl, ForeignRemedy::OwnTool)),
];

/// JSON by keys that all occur in it.
const JSON: [(&[&str], ForeignFormat); 8] = [
    (
        &["\"childShapes\"", "\"stencil\""],
        ForeignFormat::process("oryx-json", ForeignKind::EditorJson, ForeignRemedy::Editor),
    ),
    (&["\"specVersion\"", "\"states\""], SERVERLESS),
    (&["\"dsl\"", "\"do\""], SERVERLESS),
    (
        &["\"StartAt\"", "\"States\""],
        ForeignFormat::process("step-functions", ForeignKind::StepFunctions, ForeignRemedy::Redraw),
    ),
    (
        &["\"components\"", "\"schemaVersion\""],
        ForeignFormat::other("form", ForeignKind::CamundaForm, ForeignRemedy::Beside),
    ),
    (
        &["\"excalidraw\""],
        ForeignFormat::other("excalidraw", ForeignKind::Excalidraw, ForeignRemedy::Drawing),
    ),
    (
        &["omg.org/spec/BPMN/"],
        ForeignFormat::other("json", ForeignKind::JsonWithExport, ForeignRemedy::Unwrap),
    ),
    (&["\"$schema\""], ForeignFormat::other("json", ForeignKind::Json, ForeignRemedy::Export)),
];

const SERVERLESS: ForeignFormat =
    ForeignFormat::process("serverless-workflow", ForeignKind::ServerlessWorkflow, ForeignRemedy::Redraw);
const UNKNOWN_JSON: ForeignFormat = ForeignFormat::other("json", ForeignKind::Json, ForeignRemedy::Export);

/// Plain texts by how lines of theirs begin, all of which occur.
const LINES: [(&[&str], ForeignFormat); 3] = [
    (&["document:", "do:"], SERVERLESS),
    (&["specVersion:", "states:"], SERVERLESS),
    (
        &["BUSINESS PROCESS MODEL <", "INSTANCE <"],
        ForeignFormat::process("adl", ForeignKind::Adl, ForeignRemedy::Adonis),
    ),
];

/// The bytes at the beginning of an XML text in which words are looked for.
const HEAD: usize = 16 * 1024;

/// The letters of a name from a file that a refusal shows.
const SHOWN: usize = 120;

/// How much of a file that was only met must be read to tell whether it is a process model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProbeExtent {
    /// Nothing: it is none.
    Nothing,
    /// Its beginning.
    Beginning,
    /// All of it: names stand at the end of a pack of files.
    Everything,
}

/// Tells by the first bytes of a file how much of it must be read to tell whether it is a process model: most files
/// beside exports are pictures, texts and source code.
pub fn probe(bytes: &[u8]) -> ProbeExtent {
    if binary::is_packed(bytes) {
        return ProbeExtent::Everything;
    }
    let begins = |byte: &u8| matches!(byte, b'<' | b'{' | b'[' | b'"' | b'&' | b'%');
    let text = bytes.trim_ascii_start();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    let is_likely = text.first().is_some_and(begins)
        || crate::encoding::is_wide(bytes)
        || LINES.iter().any(|(begins, _)| {
            let begin = begins[0].as_bytes();
            text.split(|byte| *byte == b'\n').any(|line| line.starts_with(begin))
        });
    if is_likely { ProbeExtent::Beginning } else { ProbeExtent::Nothing }
}

/// Names a text that no reader recognised, and refuses it.
pub(crate) fn text(text: &str) -> FormatResult {
    let content = text.trim_start();
    let known = match content.chars().next() {
        None => {
            return refused("empty", Refusal::of_file(RefusalKind::Empty));
        }
        Some('<') => match RootElement::of(content) {
            Some(root) => match of_root(root)
                .filter(|known| known.format != "xmi")
                .or_else(|| of_words(content))
                .or_else(|| of_root(root))
            {
                Some(known) => Some(known),
                None => return refused("unknown", unknown_root(root)),
            },
            None => return refused("unknown", Refusal::of_file(XmlRefusal::NoRoot)),
        },
        Some('{' | '[') => Some(of_json(content)),
        Some(_) => LINES.iter().find(|(begins, _)| has_lines(content, begins)).map(|(_, known)| *known),
    };
    match known {
        Some(known) => known.outcome(),
        None => refused("unknown", Refusal::of_file(RefusalKind::UnknownText)),
    }
}

fn refused(format: &'static str, refusal: Refusal) -> FormatResult {
    FormatResult { format, result: Err(refusal), is_process: false }
}

fn of_root(root: RootElement<'_>) -> Option<ForeignFormat> {
    let fits = |(namespace, local, _): &&(&str, &str, ForeignFormat)| {
        root.namespace.contains(namespace) && (local.is_empty() || root.local.eq_ignore_ascii_case(local))
    };
    ROOTS.iter().find(fits).map(|(.., foreign)| *foreign)
}

fn of_words(text: &str) -> Option<ForeignFormat> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let fits = |(words, _): &&(&[&str], ForeignFormat)| words.iter().all(|word| head.contains(word));
    WORDS.iter().find(fits).map(|(_, foreign)| *foreign)
}

fn unknown_root(root: RootElement<'_>) -> Refusal {
    let shown = |text: &str| text.chars().take(SHOWN).collect::<String>();
    Refusal::of_file(RefusalKind::UnknownRoot(shown(root.local), shown(root.namespace)))
}

fn of_json(text: &str) -> ForeignFormat {
    let fits = |(keys, _): &&(&[&str], ForeignFormat)| keys.iter().all(|key| text.contains(key));
    JSON.iter().find(fits).map_or(UNKNOWN_JSON, |(_, foreign)| *foreign)
}

fn has_lines(text: &str, begins: &[&str]) -> bool {
    begins.iter().all(|begin| text.lines().any(|line| line.starts_with(begin)))
}

#[cfg(test)]
mod tests {
    use handoff_model::Language;

    use super::*;

    #[test]
    fn glances() {
        for (bytes, expected) in [
            (&b"PK\x03\x04"[..], ProbeExtent::Everything),
            (b"\xef\xbb\xbf <a>", ProbeExtent::Beginning),
            (b"<\0a\0>\0", ProbeExtent::Beginning),
            (b"# a\ndocument:\n", ProbeExtent::Beginning),
            (b"// a\nBUSINESS PROCESS MODEL <a>", ProbeExtent::Beginning),
            (b"import java.util.List;", ProbeExtent::Nothing),
            (b"\x89PNG\r\n\x1a\n", ProbeExtent::Nothing),
            (b"", ProbeExtent::Nothing),
        ] {
            assert_eq!(probe(bytes), expected, "{bytes:?}");
        }
    }

    /// What is plainly a process model, and what only looks like one from afar.
    #[test]
    fn process_models_are_told_from_the_rest() {
        for (content, expected) in [
            ("<pnml>", true),
            ("<mxfile><diagram>7V1bc6M4", true),
            ("<Package><WorkflowProcesses/></Package>", true),
            ("<Package xmlns='http://soap.sforce.com/2006/04/metadata'/>", false),
            ("<package format='2'/>", false),
            ("<?xml version='1.0'?><?PowerDesigner signature=\"BPM_MODEL_XML\"?><Model/>", true),
            ("<?xml version='1.0'?><?PowerDesigner signature=\"PDM_DATA_MODEL_XML\"?><Model/>", false),
            (
                "<xmi:XMI xmlns:xmi='http://www.omg.org/XMI' xmlns:process='http://www.bonitasoft.org/ns/studio/process'>",
                true,
            ),
            ("<uml:Model xmlns:uml='http://www.omg.org/XMI'/>", false),
            ("<svg/>", false),
            ("<project xmlns='http://maven.apache.org/POM/4.0.0'/>", false),
            ("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>", false),
            ("{\"name\": \"a\", \"scripts\": {}}", false),
            ("{\"StartAt\": \"a\", \"States\": {}}", true),
            ("document:\n  dsl: '1.0.3'\ndo:\n", true),
            ("openapi: 3.0.0\npaths:\n", false),
            ("VERSION <4.0>\nBUSINESS PROCESS MODEL <a>\nINSTANCE <b> : <c>", true),
            ("Dear all,", false),
        ] {
            assert_eq!(text(content).is_process, expected, "{content}");
        }
    }

    #[test]
    fn texts_are_named() {
        for (content, format, reason) in [
            ("", "empty", "the file is empty"),
            ("\n \t", "empty", "the file is empty"),
            (
                "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>",
                "dmn",
                "this is a DMN decision model, not a BPMN process",
            ),
            (
                "<c:definitions xmlns:c='http://www.omg.org/spec/CMMN/20151109/MODEL'/>",
                "cmmn",
                "this is a CMMN case model, not a BPMN process",
            ),
            (
                "<Package xmlns='http://www.wfmc.org/2002/XPDL1.0'>",
                "xpdl",
                "this is an XPDL 1 package, not a BPMN process",
            ),
            (
                "<x:Package xmlns:x='http://www.wfmc.org/2004/XPDL2.0alpha'>",
                "xpdl",
                "this is an XPDL 2 package, not a BPMN process",
            ),
            ("<pnml>", "pnml", "this is a Petri net (PNML), not a BPMN process"),
            ("<!DOCTYPE html><HTML>", "html", "this is a web page, not a BPMN process"),
            ("<mxfile host='x'>", "drawio", "this is a draw.io drawing, not a BPMN process"),
            (
                "<svg xmlns='http://www.w3.org/2000/svg'>",
                "svg",
                "this is a picture (SVG), not a BPMN process",
            ),
            (
                "{\"stencil\":{},\"childShapes\":[]}",
                "oryx-json",
                "this is an editor's own JSON (Signavio, Oryx, Activiti), not a BPMN process",
            ),
            ("{}", "json", "this is a JSON document, not a BPMN process"),
            (
                "document:\n  dsl: '1.0.3'\ndo:\n  - a: b",
                "serverless-workflow",
                "this is a serverless workflow, not a BPMN process",
            ),
            (
                "id: a\nspecVersion: '0.8'\nstates:\n",
                "serverless-workflow",
                "this is a serverless workflow, not a BPMN process",
            ),
            (
                "<note xmlns='urn:x'/>",
                "unknown",
                "the root element `note` of the namespace `urn:x` belongs to no format that can be read",
            ),
            ("<note/>", "unknown", "the root element `note` belongs to no format that can be read"),
            ("<!--", "unknown", "this XML has no root element"),
            ("Dear all,", "unknown", "this is text, but no process that can be read"),
        ] {
            let outcome = text(content);
            let refusal = outcome.result.unwrap_err();
            assert_eq!((outcome.format, &*refusal.reason(Language::English)), (format, reason), "{content}");
            assert!(!refusal.remedy(Language::English).is_empty());
        }
    }
}
