//! BPMN 2.0 XML, as any tool writes it.
//!
//! The path of a text: `xml` (elements) → `declare` and `steps` (everything that can be referred to gets its id) →
//! `flows`, `lanes`, `parameters`, `events`, `dialect` (what refers to it). References are resolved only in the second
//! half, so that the order of a file does not matter. `geometry`, `pools` and `lane_sets` ask the drawing where references
//! are missing or disagree with it. `diagram` is for who draws.

mod associations;
mod code;
mod declare;
mod diagram;
mod dialect;
mod element;
mod events;
mod flows;
mod geometry;
mod ignore_marks;
mod items;
mod lane_sets;
mod lanes;
mod namespace;
mod outline;
mod parameters;
mod pools;
mod reader;
mod repeats;
mod schema;
mod scopes;
mod shapes;
mod steps;
#[cfg(test)]
mod tests;
mod unread;
mod variables;

use handoff_model::{Diagnostic, ElementDiagnostic, Model, Refusal, TextDiagnostic, XmlRefusal};

use super::merge_conflict;
use crate::diagnostics::DiagnosticSink;
use crate::drawing::DrawnModel;
use crate::xml;
pub(crate) use code::CODES;
use diagram::draw;
use element::Element;
use namespace::{Prefixes, root_tag};
use reader::BpmnReader;
use shapes::DiagramTexts;

/// Recognises BPMN 2.0 by the namespace of the root element, or by its name where the namespace is missing.
pub(crate) fn recognises(text: &str) -> bool {
    let root = root_tag(text);
    namespace::is_bpmn_root(root)
}

/// Reads BPMN 2.0 XML, and draws it where that is asked for.
///
/// # Errors
/// Refuses what holds no element to read, what breaks off before every process is complete (half a process would show
/// gaps that are not there), and what exceeds the limits.
pub(crate) fn read(text: &str, draws: bool, notes: &mut Vec<Diagnostic>) -> Result<DrawnModel, Refusal> {
    let mut notes = DiagnosticSink::new(notes);
    let or_merge = |refusal| merge_conflict::spoilt_by_merge(text).unwrap_or(refusal);
    let document = xml::parse(text, namespace::keep, &mut notes).map_err(or_merge)?;
    if let Some(damage) = &document.damage {
        if !damage.whole {
            return Err(or_merge(broken(damage)));
        }
        let code = if damage.truncated { code::TRUNCATED } else { code::MALFORMED };
        notes.add(code, damage.span, None, || TextDiagnostic::Damaged(damage.cause.clone()).into());
    }
    let Some(root) = document.root() else {
        return Err(Refusal::of_file(XmlRefusal::NoElement));
    };
    if namespace::is_old(root_tag(text)) {
        notes.add(code::OLD_NAMESPACE, root.span(), None, || ElementDiagnostic::OldNamespace.into());
    }
    if let Some(stray) = unread::report_unread(root, &mut notes) {
        if merge_conflict::is_escaped_space(stray.text()) {
            return Err(merge_conflict::literal());
        }
        if let Some(refusal) =
            merge_conflict::half_merged(stray.text()).and_then(|_| merge_conflict::half_merged(text))
        {
            return Err(refusal);
        }
    }
    let diagrams = DiagramTexts::among(&document.left_out);
    let (model, mut diagrams) = BpmnReader::new(text, diagrams, notes).read(root);
    let is_empty = model.processes.is_empty()
        && model.participants.is_empty()
        && model.triggers.is_empty()
        && model.items.is_empty();
    match &document.damage {
        _ if !is_empty => {
            let drawing = draws.then(|| draw(root, &diagrams.documents(), &model));
            Ok((model, drawing))
        }
        Some(damage) => Err(broken(damage)),
        None => Err(Refusal::at(root.span(), XmlRefusal::NoProcess)),
    }
}

impl<'d> BpmnReader<'d, '_> {
    /// Reads the whole export below its root element.
    fn read(mut self, root: Element<'d>) -> (Model, DiagramTexts<'d>) {
        self.namespaces = Prefixes::of(root_tag(self.text));
        self.declare(root);
        self.link_references();
        self.declare_parameters();
        self.link_types();
        self.link_participants();
        self.link_flows();
        self.settle_pools();
        self.link_lanes();
        self.lanes_by_shape();
        self.link_steps();
        self.link_conditions();
        self.link_message_flows();
        self.link_associations();
        self.model.ignore_marks = ignore_marks::list(self.text, root);
        self.notes.finish();
        (self.model, self.diagrams)
    }
}

/// Refuses what breaks off too early.
fn broken(damage: &xml::XmlError) -> Refusal {
    Refusal::at(damage.span, XmlRefusal::BreaksOff(damage.cause.clone()))
}
