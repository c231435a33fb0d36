//! What tools write about a step beside BPMN: attributes of their namespaces, and properties by name.

use handoff_model::{Omission, Span, StepAttribute, StepId};

use super::super::code;
use super::super::element::Element;
use super::super::namespace::Ns;
use super::super::reader::BpmnReader;
use super::extensions_of;
use crate::limits;

/// The elements that are one property: those of Camunda, the headers of Zeebe, the fields of Activiti and Flowable, and the
/// properties of jBPM, Signavio and Bizagi.
const PROPERTIES: [&str; 6] =
    ["property", "header", "field", "metaData", "signavioMetaData", "BizagiProperty"];

/// The elements that hold properties. What else holds some, like the field of a form, has them for itself.
const HOLDERS: [&str; 3] = ["properties", "taskHeaders", "BizagiExtensions"];

impl<'d> BpmnReader<'d, '_> {
    /// Keeps what a tool wrote about a step, or about what an event of it waits for: the attributes of the element, then its
    /// properties.
    pub(super) fn attributes(&mut self, step: StepId, node: Element<'d>) {
        for (space, written, local, value) in node.foreign_attributes() {
            // What XML itself says of an element, and how it is drawn, is no property of a step.
            if !matches!(space, Ns::Bpmn | Ns::Diagram) && !matches!(written, "xml" | "xsi") {
                let prefix = space.prefix().unwrap_or(written);
                self.attribute(step, local, node.span(), &format!("{prefix}:{local}"), value);
            }
        }
        for child in extensions_of(node) {
            if child.space() == Ns::Zeebe
                && child.local() == "taskSchedule"
                && let Some(due) = child.attribute("dueDate")
            {
                self.attribute(step, child.local(), child.span(), "zeebe:dueDate", due);
            }
            let is_holder = HOLDERS.contains(&child.local());
            let inside = child.descendants().filter(|_| is_holder);
            for property in std::iter::once(child).chain(inside) {
                if PROPERTIES.contains(&property.local())
                    && let Some(name) = first(property, &["name", "key", "metaKey"])
                {
                    let text = property.whole_text();
                    let value = first(property, &["value", "metaValue", "stringValue", "expression"]);
                    self.attribute(step, property.local(), property.span(), name, value.unwrap_or(&text));
                }
            }
        }
    }

    /// Keeps one attribute; one without a value says nothing. `local` is what the export calls it.
    fn attribute(&mut self, step: StepId, local: &'d str, span: Span, name: &str, value: &str) {
        let kept = &mut self.model.steps[step].attributes;
        if value.is_empty() {
            return;
        }
        if kept.len() < limits::MAX_STEP_ATTRIBUTES && name.len().max(value.len()) <= limits::MAX_NAME {
            kept.push(StepAttribute { name: name.to_owned(), value: value.to_owned() });
        } else {
            self.notes.tally(code::EXTENSION, local, span, |local, count| {
                Omission::LeftOut(local.to_owned(), count).into()
            });
        }
    }
}

/// Returns the first of some attributes that an element has.
fn first<'d>(node: Element<'d>, names: &[&str]) -> Option<&'d str> {
    names.iter().find_map(|name| node.attribute(name))
}
