//! How often an activity runs.

use handoff_model::{Evidence, Loop, StepId};

use super::element::Element;
use super::namespace::Ns;
use super::reader::{BpmnReader, ReferenceTarget, access};
use crate::expression::ExpressionLanguage;

impl<'d> BpmnReader<'d, '_> {
    /// Reads the loop markers of a step, with the engines' additions.
    pub(super) fn repeats(&mut self, step: StepId, node: Element<'d>) {
        for child in node.children().filter(|child| child.space() == Ns::Bpmn) {
            match child.local() {
                "standardLoopCharacteristics" => {
                    let test_before = child.attribute("testBefore") == Some("true");
                    self.model.steps[step].repeats = Loop::While { test_before };
                    if let Some(condition) = child.child(Ns::Bpmn, "loopCondition") {
                        self.condition_reads(step, condition, false);
                    }
                }
                "multiInstanceLoopCharacteristics" => self.each(step, child),
                _ => {}
            }
        }
    }

    fn each(&mut self, step: StepId, node: Element<'d>) {
        let sequential = node.attribute("isSequential") == Some("true");
        let cardinality = node.child(Ns::Bpmn, "loopCardinality");
        let count = cardinality.and_then(|node| node.whole_text().trim().parse::<u64>().ok());
        let surely = count.is_some_and(|count| count > 0);
        self.model.steps[step].repeats = Loop::Each { sequential, surely };
        let (mut locals, mut outputs) = (Vec::new(), Vec::new());
        let family = |name| node.attribute_of(Ns::is_activiti_family, name);
        // The collection is read outside the instances; the element exists only inside them.
        if let Some(collection) = family("collection") {
            if collection.contains(['$', '#']) {
                self.step_reads(step, collection, ExpressionLanguage::Juel, node);
            } else {
                self.step_reads_variable(step, collection, node, false);
            }
        }
        locals.extend(family("elementVariable"));
        for child in node.children() {
            match (child.space(), child.local()) {
                (Ns::Bpmn, "loopCardinality") => self.condition_reads(step, child, false),
                // It is asked each time an instance is done, and sees what that has brought.
                (Ns::Bpmn, "completionCondition") => self.condition_reads(step, child, true),
                (Ns::Bpmn, "inputDataItem" | "outputDataItem") => {
                    locals.extend([child.attribute("id"), child.attribute("name")].into_iter().flatten());
                }
                (Ns::Bpmn, "loopDataInputRef") => match self.find(child.text()) {
                    Some(ReferenceTarget::Item(item, state)) => {
                        let read = access(item, state, Evidence::DataObject, false, child);
                        self.model.steps[step].reads.push(read);
                    }
                    // Activiti and Flowable write the name of a variable here.
                    None => self.step_reads_variable(step, child.text(), child, false),
                    // An input of the step, which its own association fills.
                    Some(_) => {}
                },
                (Ns::Bpmn, "loopDataOutputRef") => match self.find(child.text()) {
                    Some(ReferenceTarget::Item(item, state)) => {
                        let write = access(item, state, Evidence::DataObject, false, child);
                        self.model.steps[step].writes.push(write);
                    }
                    None if !child.text().is_empty() => outputs.push((child.text(), child)),
                    // An output of the step, which its own association empties.
                    _ => {}
                },
                (Ns::Bpmn, "extensionElements") => self.markers(step, child, &mut locals, &mut outputs),
                _ => {}
            }
        }
        for (name, marker) in outputs {
            self.step_gathers(step, name, marker);
        }
        for name in locals.into_iter().chain(["loopCounter"]) {
            self.hide_element(step, name);
        }
    }

    /// Reads what engines say of the instances: the collections they come from and go to, and what is an instance's own.
    fn markers(
        &mut self,
        step: StepId,
        extensions: Element<'d>,
        locals: &mut Vec<&'d str>,
        outputs: &mut Vec<(&'d str, Element<'d>)>,
    ) {
        for marker in extensions.children() {
            if marker.local() == "variableAggregation" {
                outputs.extend(marker.attribute("target").map(|name| (name, marker)));
            }
            if marker.space() != Ns::Zeebe {
                continue;
            }
            if let Some(collection) = marker.attribute("inputCollection") {
                self.step_reads(step, collection, ExpressionLanguage::Feel, marker);
            }
            locals.extend(marker.attribute("inputElement"));
            // What an instance hands to the collection is its own, if it is a variable.
            let handed = marker.attribute("outputElement").and_then(|text| text.strip_prefix('='));
            locals.extend(handed.map(|text| text.split('.').next().unwrap_or(text).trim()));
            outputs.extend(marker.attribute("outputCollection").map(|name| (name, marker)));
        }
    }
}
