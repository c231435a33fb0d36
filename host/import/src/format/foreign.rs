//! Files that are no process export this program reads, named so that the refusal helps.
//!
//! The content decides; the file name only chooses between what looks the same from outside.

mod binary;

use super::FormatResult;
use super::root::RootElement;
use crate::ImportError;

pub(crate) use binary::binary;

/// What most tools can do instead.
const EXPORT: &str = "export the process as BPMN 2.0 XML";
/// What to do about pictures and documents.
const DRAWING: &str =
    "a picture holds no flow to check: export the process as BPMN 2.0 XML from the tool that drew it";
/// What to do about models of something else.
const BESIDE: &str = "it is not checked: leave it out, and give the process that uses it as BPMN 2.0 XML";

/// What to do about models that no tool writes as BPMN.
const REDRAW: &str = "draw the process in a BPMN 2.0 modeller and save it as XML";

/// A kind of file that is recognised and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ForeignFormat {
    /// The name used in reports, like `dmn`.
    pub(crate) format: &'static str,
    what: &'static str,
    remedy: &'static str,
    /// It is plainly a process model: whoever gives a folder with it expects it to be checked.
    is_process: bool,
}

impl ForeignFormat {
    /// What is something else than a process.
    const fn other(format: &'static str, what: &'static str, remedy: &'static str) -> Self {
        Self { format, what, remedy, is_process: false }
    }

    /// A process model that cannot be read yet.
    const fn process(format: &'static str, what: &'static str, remedy: &'static str) -> Self {
        Self { format, what, remedy, is_process: true }
    }

    /// Refuses such a file.
    pub(crate) fn outcome(&self) -> FormatResult {
        let refusal = ImportError::of_file(format!("this is {}, not a BPMN process", self.what), self.remedy);
        FormatResult { format: self.format, result: Err(refusal), is_process: self.is_process }
    }
}

const XPDL: &str = "open it in the tool that wrote it and export it as BPMN 2.0 XML";

/// Root elements by a part of their namespace and by their name; either may be empty, the first row that fits counts.
const ROOTS: [(&str, &str, ForeignFormat); 33] = [
    ("/DMN/", "", ForeignFormat::other("dmn", "a DMN decision model", BESIDE)),
    (
        "/CMMN/",
        "",
        ForeignFormat::process(
            "cmmn",
            "a CMMN case model",
            "draw the case as a process and export BPMN 2.0 XML",
        ),
    ),
    ("XPDL1", "", ForeignFormat::process("xpdl", "an XPDL 1 package", XPDL)),
    ("XPDL2", "", ForeignFormat::process("xpdl", "an XPDL 2 package", XPDL)),
    ("XPDL", "", ForeignFormat::process("xpdl", "an XPDL package", XPDL)),
    ("", "pnml", ForeignFormat::process("pnml", "a Petri net (PNML)", REDRAW)),
    ("", "epml", ForeignFormat::process("epml", "an event-driven process chain (EPML)", REDRAW)),
    (
        "",
        "AML",
        ForeignFormat::process(
            "aml",
            "an ARIS database export (AML)",
            "ARIS: export the model as BPMN 2.0 XML",
        ),
    ),
    (
        "",
        "ADOXML",
        ForeignFormat::process("adoxml", "an ADONIS export", "ADONIS: export the model as BPMN 2.0 DI (XML)"),
    ),
    ("bpel", "process", ForeignFormat::process("bpel", "a BPEL process", REDRAW)),
    ("jpdl", "", ForeignFormat::process("jpdl", "a jPDL process", REDRAW)),
    ("jbpm.org/4", "", ForeignFormat::process("jpdl", "a jPDL process", REDRAW)),
    ("stp.eclipse.org/bpmn", "", ForeignFormat::process("bpmn1", "a BPMN 1 diagram", EXPORT)),
    ("bonitasoft.org/ns/studio/process", "", BONITA),
    ("bonitasoft", "", ForeignFormat::other("bonita", "a Bonita project file", BESIDE)),
    (
        "",
        "html",
        ForeignFormat::other(
            "html",
            "a web page",
            "a login page or a viewer may have been saved: download the export itself",
        ),
    ),
    ("", "svg", ForeignFormat::other("svg", "a picture (SVG)", DRAWING)),
    ("", "mxfile", DRAWIO),
    ("", "mxGraphModel", DRAWIO),
    ("", "VisioDocument", ForeignFormat::process("vdx", "a Visio drawing", VISIO)),
    ("", "graphml", ForeignFormat::other("graphml", "a GraphML drawing", DRAWING)),
    ("archimate", "", ForeignFormat::other("archimate", "an ArchiMate model", BESIDE)),
    ("XMI", "", ForeignFormat::other("xmi", "a UML or XMI model", EXPORT)),
    ("", "XMI", ForeignFormat::other("xmi", "a UML or XMI model", EXPORT)),
    ("XMLSchema", "schema", ForeignFormat::other("xsd", "an XML schema", BESIDE)),
    ("/wsdl", "definitions", ForeignFormat::other("wsdl", "a web service description (WSDL)", BESIDE)),
    ("w3.org", "", ForeignFormat::other("xml", "an XML document of the web", EXPORT)),
    ("/POM/", "", ForeignFormat::other("project", "a project file", PROJECT)),
    ("", "project", ForeignFormat::other("project", "a project file", PROJECT)),
    ("sforce.com", "", ForeignFormat::other("package", "a list of packages", BESIDE)),
    ("microsoft.com", "Package", ForeignFormat::other("package", "a list of packages", BESIDE)),
    ("idpf.org", "", ForeignFormat::other("package", "a list of packages", BESIDE)),
    ("nuspec", "", ForeignFormat::other("package", "a list of packages", BESIDE)),
];

const PROJECT: &str = "give the process files of the project: BPMN 2.0 XML";
const BONITA: ForeignFormat =
    ForeignFormat::process("bonita", "a Bonita diagram", "Bonita Studio: export the diagram as BPMN 2.0");
const DRAWIO: ForeignFormat = ForeignFormat::process("drawio", "a draw.io drawing", REDRAW);
const POWERDESIGNER: ForeignFormat = ForeignFormat::process(
    "powerdesigner",
    "a PowerDesigner process model",
    "PowerDesigner: File > Export > BPMN 2.0 file",
);

/// XML by words that all stand near its beginning, where the root element does not tell.
const WORDS: [(&[&str], ForeignFormat); 4] = [
    (&["<?PowerDesigner", "BPM_MODEL"], POWERDESIGNER),
    (&["XMI", "bonitasoft.org/ns/studio/process"], BONITA),
    (&["Package", "<WorkflowProcess"], ForeignFormat::process("xpdl", "an XPDL package", XPDL)),
    (&["Package", "XPDLVersion"], ForeignFormat::process("xpdl", "an XPDL package", XPDL)),
];

const VISIO: &str =
    "Visio: export the diagram as BPMN 2.0 XML (by an add-in), or redraw it in a BPMN modeller";

/// JSON by keys that all occur in it.
const JSON: [(&[&str], ForeignFormat); 8] = [
    (
        &["\"childShapes\"", "\"stencil\""],
        ForeignFormat::process(
            "oryx-json",
            "an editor's own JSON (Signavio, Oryx, Activiti)",
            "Signavio: Import / Export > Export BPMN 2.0 XML; Activiti and Flowable: export the model",
        ),
    ),
    (&["\"specVersion\"", "\"states\""], SERVERLESS),
    (&["\"dsl\"", "\"do\""], SERVERLESS),
    (
        &["\"StartAt\"", "\"States\""],
        ForeignFormat::process("step-functions", "an AWS state machine", REDRAW),
    ),
    (&["\"components\"", "\"schemaVersion\""], ForeignFormat::other("form", "a Camunda form", BESIDE)),
    (&["\"excalidraw\""], ForeignFormat::other("excalidraw", "an Excalidraw drawing", DRAWING)),
    (
        &["omg.org/spec/BPMN/"],
        ForeignFormat::other("json", "a JSON document with an export in one of its texts", UNWRAP),
    ),
    (&["\"$schema\""], ForeignFormat::other("json", "a JSON document", EXPORT)),
];

const UNWRAP: &str = "save that text itself, unescaped, or export it from the tool as a file";
const SERVERLESS: ForeignFormat =
    ForeignFormat::process("serverless-workflow", "a serverless workflow", REDRAW);
const UNKNOWN_JSON: ForeignFormat = ForeignFormat::other("json", "a JSON document", EXPORT);

/// Plain texts by how lines of theirs begin, all of which occur.
const LINES: [(&[&str], ForeignFormat); 3] = [
    (&["document:", "do:"], SERVERLESS),
    (&["specVersion:", "states:"], SERVERLESS),
    (
        &["BUSINESS PROCESS MODEL <", "INSTANCE <"],
        ForeignFormat::process(
            "adl",
            "an ADONIS export (ADL)",
            "ADONIS: export the model as BPMN 2.0 DI (XML)",
        ),
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
            return refused(
                "empty",
                ImportError::of_file("the file is empty", "export it again and look at its size"),
            );
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
            None => return refused("unknown", ImportError::of_file("this XML has no root element", EXPORT)),
        },
        Some('{' | '[') => Some(of_json(content)),
        Some(_) => LINES.iter().find(|(begins, _)| has_lines(content, begins)).map(|(_, known)| *known),
    };
    match known {
        Some(known) => known.outcome(),
        None => {
            refused("unknown", ImportError::of_file("this is text, but no process that can be read", EXPORT))
        }
    }
}

fn refused(format: &'static str, refusal: ImportError) -> FormatResult {
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

fn unknown_root(root: RootElement<'_>) -> ImportError {
    let shown = |text: &str| text.chars().take(SHOWN).collect::<String>();
    let reason = match root.namespace {
        "" => format!("the root element `{}` belongs to no format that can be read", shown(root.local)),
        namespace => format!(
            "the root element `{}` of the namespace `{}` belongs to no format that can be read",
            shown(root.local),
            shown(namespace)
        ),
    };
    ImportError::of_file(reason, EXPORT)
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
            assert_eq!((outcome.format, refusal.reason.as_str()), (format, reason), "{content}");
            assert!(!refusal.remedy.is_empty());
        }
    }
}
