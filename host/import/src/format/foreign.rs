//! Files that are no process export this program reads, named so that the refusal helps.
//!
//! The content decides; the file name only chooses between what looks the same from outside.

mod binary;

use super::root::Root;
use crate::Refusal;

pub(crate) use binary::binary;

/// What most tools can do instead.
const EXPORT: &str = "export the process as BPMN 2.0 XML";
/// What to do about pictures and documents.
const DRAWING: &str =
    "a picture holds no flow to check: export the process as BPMN 2.0 XML from the tool that drew it";
/// What to do about models of something else.
const BESIDE: &str = "it is not checked: leave it out, and give the process that uses it as BPMN 2.0 XML";

/// A kind of file that is recognised and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Foreign {
    /// The name used in reports, like `dmn`.
    pub(crate) format: &'static str,
    what: &'static str,
    remedy: &'static str,
}

impl Foreign {
    const fn new(format: &'static str, what: &'static str, remedy: &'static str) -> Self {
        Self { format, what, remedy }
    }

    /// Refuses such a file.
    pub(crate) fn refusal(&self) -> Refusal {
        Refusal::of_file(format!("this is {}, not a BPMN process", self.what), self.remedy)
    }
}

/// Root elements by a part of their namespace and by their name; either may be empty, the first row that fits counts.
const ROOTS: [(&str, &str, Foreign); 27] = [
    ("/DMN/", "", Foreign::new("dmn", "a DMN decision model", BESIDE)),
    (
        "/CMMN/",
        "",
        Foreign::new("cmmn", "a CMMN case model", "draw the case as a process and export BPMN 2.0 XML"),
    ),
    ("XPDL1", "", Foreign::new("xpdl", "an XPDL 1 package", EXPORT)),
    ("XPDL2", "", Foreign::new("xpdl", "an XPDL 2 package", EXPORT)),
    ("XPDL", "", Foreign::new("xpdl", "an XPDL package", EXPORT)),
    ("", "Package", Foreign::new("xpdl", "an XPDL package", EXPORT)),
    ("", "pnml", Foreign::new("pnml", "a Petri net (PNML)", EXPORT)),
    ("", "epml", Foreign::new("epml", "an event-driven process chain (EPML)", EXPORT)),
    (
        "",
        "AML",
        Foreign::new("aml", "an ARIS database export (AML)", "ARIS: export the model as BPMN 2.0 XML"),
    ),
    (
        "",
        "ADOXML",
        Foreign::new("adoxml", "an ADONIS export", "ADONIS: export the model as BPMN 2.0 DI (XML)"),
    ),
    ("bpel", "process", Foreign::new("bpel", "a BPEL process", EXPORT)),
    ("jpdl", "", Foreign::new("jpdl", "a jPDL process", "rebuild it in a BPMN 2.0 modeller and export XML")),
    (
        "jbpm.org/4",
        "",
        Foreign::new("jpdl", "a jPDL process", "rebuild it in a BPMN 2.0 modeller and export XML"),
    ),
    ("stp.eclipse.org/bpmn", "", Foreign::new("bpmn1", "a BPMN 1 diagram", EXPORT)),
    (
        "bonitasoft",
        "",
        Foreign::new("bonita", "a Bonita project file", "Bonita: export the diagram as BPMN 2.0"),
    ),
    (
        "",
        "html",
        Foreign::new(
            "html",
            "a web page",
            "a login page or a viewer may have been saved: download the export itself",
        ),
    ),
    ("", "svg", Foreign::new("svg", "a picture (SVG)", DRAWING)),
    ("", "mxfile", Foreign::new("drawio", "a draw.io drawing", DRAWING)),
    ("", "mxGraphModel", Foreign::new("drawio", "a draw.io drawing", DRAWING)),
    ("", "VisioDocument", Foreign::new("vdx", "a Visio drawing", VISIO)),
    ("", "graphml", Foreign::new("graphml", "a GraphML drawing", DRAWING)),
    ("archimate", "", Foreign::new("archimate", "an ArchiMate model", BESIDE)),
    ("XMI", "", Foreign::new("xmi", "a UML or XMI model", EXPORT)),
    ("", "XMI", Foreign::new("xmi", "a UML or XMI model", EXPORT)),
    ("XMLSchema", "schema", Foreign::new("xsd", "an XML schema", BESIDE)),
    ("/wsdl", "definitions", Foreign::new("wsdl", "a web service description (WSDL)", BESIDE)),
    (
        "",
        "project",
        Foreign::new("project", "a project file", "give the process files of the project: BPMN 2.0 XML"),
    ),
];

const VISIO: &str =
    "Visio: export the diagram as BPMN 2.0 XML (by an add-in), or redraw it in a BPMN modeller";

/// JSON by keys that all occur in it.
const JSON: [(&[&str], Foreign); 7] = [
    (
        &["\"childShapes\"", "\"stencil\""],
        Foreign::new(
            "oryx-json",
            "an editor's own JSON (Signavio, Oryx, Activiti)",
            "Signavio: export as BPMN 2.0 XML",
        ),
    ),
    (&["\"specVersion\"", "\"states\""], SERVERLESS),
    (&["\"dsl\"", "\"do\""], SERVERLESS),
    (&["\"StartAt\"", "\"States\""], Foreign::new("step-functions", "an AWS state machine", EXPORT)),
    (&["\"components\"", "\"schemaVersion\""], Foreign::new("form", "a Camunda form", BESIDE)),
    (&["\"excalidraw\""], Foreign::new("excalidraw", "an Excalidraw drawing", DRAWING)),
    (&["\"$schema\""], Foreign::new("json", "a JSON document", EXPORT)),
];

const SERVERLESS: Foreign = Foreign::new("serverless-workflow", "a serverless workflow", EXPORT);
const UNKNOWN_JSON: Foreign = Foreign::new("json", "a JSON document", EXPORT);

/// YAML by keys at the beginning of lines, all of which occur.
const YAML: [&[&str]; 2] = [&["document", "do"], &["specVersion", "states"]];

/// The letters of a name from a file that a refusal shows.
const SHOWN: usize = 120;

/// Names a text that no reader recognised, and refuses it.
pub(crate) fn text(text: &str) -> (&'static str, Refusal) {
    let content = text.trim_start();
    let known = match content.chars().next() {
        None => {
            return ("empty", Refusal::of_file("the file is empty", "export it again and look at its size"));
        }
        Some('<') => match Root::of(content) {
            Some(root) => match of_root(root) {
                Some(known) => Some(known),
                None => return ("unknown", unknown_root(root)),
            },
            None => return ("unknown", Refusal::of_file("this XML has no root element", EXPORT)),
        },
        Some('{' | '[') => Some(of_json(content)),
        Some(_) => YAML.iter().any(|keys| has_keys(content, keys)).then_some(SERVERLESS),
    };
    match known {
        Some(known) => (known.format, known.refusal()),
        None => ("unknown", Refusal::of_file("this is text, but no process that can be read", EXPORT)),
    }
}

fn of_root(root: Root<'_>) -> Option<Foreign> {
    let fits = |(namespace, local, _): &&(&str, &str, Foreign)| {
        root.namespace.contains(namespace) && (local.is_empty() || root.local.eq_ignore_ascii_case(local))
    };
    ROOTS.iter().find(fits).map(|(.., foreign)| *foreign)
}

fn unknown_root(root: Root<'_>) -> Refusal {
    let shown = |text: &str| text.chars().take(SHOWN).collect::<String>();
    let reason = match root.namespace {
        "" => format!("the root element `{}` belongs to no format that can be read", shown(root.local)),
        namespace => format!(
            "the root element `{}` of the namespace `{}` belongs to no format that can be read",
            shown(root.local),
            shown(namespace)
        ),
    };
    Refusal::of_file(reason, EXPORT)
}

fn of_json(text: &str) -> Foreign {
    let fits = |(keys, _): &&(&[&str], Foreign)| keys.iter().all(|key| text.contains(key));
    JSON.iter().find(fits).map_or(UNKNOWN_JSON, |(_, foreign)| *foreign)
}

fn has_keys(text: &str, keys: &[&str]) -> bool {
    keys.iter()
        .all(|key| text.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let (found, refusal) = text(content);
            assert_eq!((found, refusal.reason.as_str()), (format, reason), "{content}");
            assert!(!refusal.remedy.is_empty());
        }
    }
}
