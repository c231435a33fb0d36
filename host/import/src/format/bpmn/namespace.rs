//! The namespaces of BPMN exports.

use rustc_hash::FxHashMap;

use super::schema::Handling;
use crate::xml::{Namespace, Retention};

/// A namespace whose elements mean something to this reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    /// The semantic model of BPMN 2.0.
    Bpmn,
    /// Its diagrams, with the drawing namespaces they use.
    Diagram,
    /// Camunda 7.
    Camunda,
    /// Camunda 8.
    Zeebe,
    /// Activiti.
    Activiti,
    /// Flowable.
    Flowable,
    /// jBPM and Kogito.
    Drools,
    /// Every other.
    Foreign,
}

impl Ns {
    /// Tells the three dialects that descend from Activiti and share most attributes.
    pub(super) fn is_activiti_family(self) -> bool {
        matches!(self, Self::Camunda | Self::Activiti | Self::Flowable)
    }

    /// Returns the usual prefix of a tool that writes attributes on elements of BPMN, whatever the export calls it.
    pub(super) fn prefix(self) -> Option<&'static str> {
        match self {
            Self::Camunda => Some("camunda"),
            Self::Zeebe => Some("zeebe"),
            Self::Activiti => Some("activiti"),
            Self::Flowable => Some("flowable"),
            Self::Drools => Some("drools"),
            Self::Bpmn | Self::Diagram | Self::Foreign => None,
        }
    }
}

/// The one namespace of the final standard.
const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/// Namespaces of drafts that tools of 2010 wrote.
const DRAFTS: [&str; 2] = ["http://schema.omg.org/spec/BPMN/2.0", "http://www.omg.org/bpmn20"];

impl Namespace for Ns {
    fn of_uri(uri: &str) -> Self {
        match uri.trim_end_matches(['/', '#']) {
            MODEL => Self::Bpmn,
            "http://www.omg.org/spec/BPMN/20100524/DI"
            | "http://www.omg.org/spec/DD/20100524/DI"
            | "http://www.omg.org/spec/DD/20100524/DC"
            | "http://www.omg.org/spec/BPMN/non-normative/color/1.0"
            | "http://bpmn.io/schema/bpmn/biocolor/1.0" => Self::Diagram,
            "http://camunda.org/schema/1.0/bpmn" | "http://www.camunda.com/fox" => Self::Camunda,
            "http://camunda.org/schema/zeebe/1.0" => Self::Zeebe,
            "http://activiti.org/bpmn" => Self::Activiti,
            "http://flowable.org/bpmn" => Self::Flowable,
            "http://www.jboss.org/drools" => Self::Drools,
            other if is_model(other) => Self::Bpmn,
            other if other.contains("omg.org/spec/BPMN/") && other.ends_with("/DI") => Self::Diagram,
            _ => Self::Foreign,
        }
    }

    fn of_unbound(prefix: &str, local: Option<&str>) -> Option<Self> {
        match prefix {
            "bpmn" | "bpmn2" | "bpmn20" | "semantic" | "model" => Some(Self::Bpmn),
            "bpmndi" | "omgdi" | "omgdc" | "di" | "dc" => Some(Self::Diagram),
            "camunda" => Some(Self::Camunda),
            "zeebe" => Some(Self::Zeebe),
            "activiti" => Some(Self::Activiti),
            "flowable" => Some(Self::Flowable),
            "drools" => Some(Self::Drools),
            _ => local.filter(|local| is_bpmn_name(local)).map(|_| Self::Bpmn),
        }
    }

    fn matters(self, local: &str) -> bool {
        self == Self::Bpmn && Handling::of(local).is_some_and(Handling::is_whole)
    }
}

/// Tells a namespace of the semantic model: the standard's, a draft's, or one with another date or scheme.
pub(super) fn is_model(uri: &str) -> bool {
    DRAFTS.contains(&uri) || (uri.contains("omg.org/spec/BPMN/") && uri.ends_with("/MODEL"))
}

/// Tells the names that only BPMN uses, for elements whose namespace is lost.
fn is_bpmn_name(local: &str) -> bool {
    const NAMES: [&str; 37] = [
        "definitions",
        "collaboration",
        "participant",
        "messageFlow",
        "process",
        "laneSet",
        "childLaneSet",
        "lane",
        "flowNodeRef",
        "sequenceFlow",
        "incoming",
        "outgoing",
        "conditionExpression",
        "extensionElements",
        "subProcess",
        "adHocSubProcess",
        "callActivity",
        "dataObject",
        "dataObjectReference",
        "dataStore",
        "dataStoreReference",
        "dataInput",
        "dataOutput",
        "dataInputAssociation",
        "dataOutputAssociation",
        "ioSpecification",
        "inputSet",
        "outputSet",
        "itemDefinition",
        "message",
        "signal",
        "escalation",
        "textAnnotation",
        "association",
        "potentialOwner",
        "multiInstanceLoopCharacteristics",
        "standardLoopCharacteristics",
    ];
    NAMES.contains(&local)
        || ["Task", "Event", "Gateway", "EventDefinition"].iter().any(|end| local.ends_with(end))
        || matches!(local, "task" | "transaction" | "sourceRef" | "targetRef" | "documentation")
}

/// How Trisotech's modeller calls what fills the inputs of a step.
pub(super) const BINDINGS: &str = "dataInputBindings";

/// The elements of Signavio and Bizagi that are properties, or hold them.
const FOREIGN_PROPERTIES: [&str; 4] =
    ["signavioMetaData", "BizagiExtensions", "BizagiProperties", "BizagiProperty"];

/// Decides what of an export is read.
pub(super) fn keep(space: Ns, local: &str) -> Retention {
    match space {
        Ns::Diagram | Ns::Bpmn if local == "BPMNDiagram" => Retention::Jump,
        Ns::Foreign if local == BINDINGS || FOREIGN_PROPERTIES.contains(&local) => Retention::Yes,
        Ns::Diagram | Ns::Foreign => Retention::No,
        _ => Retention::Yes,
    }
}

/// Returns the start tag of the root element, up to its `>`; empty where there is none.
pub(super) fn root_tag(text: &str) -> &str {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let end = match rest.as_bytes().get(1) {
            Some(b'?') => "?>",
            Some(b'!') if rest.starts_with("<!--") => "-->",
            // An internal subset holds declarations of its own, each with a `>`.
            Some(b'!') => match rest.find(['[', '>']) {
                Some(at) if rest[at..].starts_with('[') => "]>",
                _ => ">",
            },
            _ => return rest.split_once('>').map_or(rest, |(tag, _)| tag),
        };
        let Some((_, after)) = rest.split_once(end) else { return "" };
        rest = after;
    }
    ""
}

/// Tells whether a root tag is that of a BPMN export.
pub(super) fn is_bpmn_root(tag: &str) -> bool {
    let name =
        tag.trim_start_matches('<').split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or("");
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    match declared(tag, prefix) {
        Some(uri) => is_model(uri.trim().trim_end_matches(['/', '#'])),
        None => matches!(local, "definitions" | "process" | "collaboration"),
    }
}

/// Tells whether the root tag names a draft and not the standard.
pub(super) fn is_old(tag: &str) -> bool {
    !tag.contains(MODEL) && DRAFTS.iter().any(|draft| tag.contains(draft))
}

/// The prefixes that the root element declares, for references that are qualified names.
#[derive(Default)]
pub(super) struct Prefixes<'d> {
    bound: FxHashMap<&'d str, &'d str>,
}

impl<'d> Prefixes<'d> {
    /// Reads the declarations of a root tag.
    pub(super) fn of(tag: &'d str) -> Self {
        let mut bound = FxHashMap::default();
        let mut rest = tag;
        while let Some((name, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let Some(quote) = after.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { break };
            let Some((value, next)) = after[1..].split_once(quote) else { break };
            let name = name.trim_end().rsplit(|letter: char| letter.is_ascii_whitespace()).next();
            if let Some(prefix) = name.and_then(|name| name.strip_prefix("xmlns:")) {
                bound.entry(prefix).or_insert(value.trim());
            }
            rest = next;
        }
        Self { bound }
    }

    /// Splits a reference into its namespace, where it has a prefix that stands for one, and the name in it.
    pub(super) fn qualified<'r>(&self, reference: &'r str) -> (Option<&'r str>, &'r str)
    where
        'd: 'r,
    {
        let local = local_name(reference);
        let before = reference.trim().strip_suffix(local).unwrap_or_default();
        let namespace = match before.strip_prefix('{').and_then(|uri| uri.strip_suffix('}')) {
            Some(uri) => Some(uri.trim()),
            None => before.strip_suffix(':').and_then(|prefix| self.bound.get(prefix).copied()),
        };
        // What is put into the namespace of the standard itself is meant to have none.
        (namespace.filter(|uri| !uri.is_empty() && !is_model(uri.trim_end_matches(['/', '#']))), local)
    }
}

/// Returns what a tag binds a prefix to.
fn declared<'a>(tag: &'a str, prefix: &str) -> Option<&'a str> {
    let attribute = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
    tag.match_indices(&attribute).find_map(|(start, found)| {
        let begins = tag[..start].ends_with(|c: char| c.is_ascii_whitespace());
        let value = tag[start + found.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\'') && begins)?;
        value[1..].split(quote).next()
    })
}

/// Drops the prefix of a qualified name in any of the ways tools write one.
pub(super) fn local_name(reference: &str) -> &str {
    let border = reference.bytes().rposition(|byte| matches!(byte, b'}' | b'#' | b':'));
    reference[border.map_or(0, |border| border + 1)..].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_bpmn_root(root_tag(text)), expected, "{text}");
    }

    #[test]
    fn roots() {
        check("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>", true);
        check(
            "<?xml version='1.0'?><!-- <a> --><!DOCTYPE d [<!ENTITY x '>'>]>\n<x:definitions\n xmlns:x = \"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>",
            true,
        );
        check("<bpmn:definitions id='x'>", true);
        check(
            "<definitions xmlns='http://www.omg.org/spec/DMN/20151101/dmn.xsd' xmlns:b='http://www.omg.org/spec/BPMN/20100524/MODEL'>",
            false,
        );
        check("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>", false);
        check("<definitions xmlns='http://schema.omg.org/spec/BPMN/2.0'>", true);
        check("<html>", false);
        check("nothing", false);
        check("", false);
    }
}
