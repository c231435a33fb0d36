//! Camunda 8, whose expressions are FEEL after an equals sign.

use handoff_model::{Mapping, StepId};

use super::super::element::Element;
use super::super::namespace::Ns;
use super::super::reader::BpmnReader;
use crate::expression::{self, ExpressionLanguage};

impl<'d> BpmnReader<'d, '_> {
    /// Reads `ioMapping`: inputs exist only inside the step, outputs become process variables.
    pub(super) fn zeebe_mapping(&mut self, step: StepId, node: Element<'d>) {
        for mapping in node.children() {
            let (source, target) = (mapping.attribute("source"), mapping.attribute("target"));
            let (Some(source), Some(target)) = (source, target) else { continue };
            let into = mapping.local() == "input";
            if into {
                if source.starts_with('=') {
                    self.step_reads(step, source, ExpressionLanguage::Feel, mapping);
                }
            } else {
                self.step_writes(step, target, mapping, false);
            }
            if let Some(called) = &mut self.model.steps[step].called {
                let names = expression::reads(source, ExpressionLanguage::Feel);
                let from = names.into_iter().next().map(|read| read.name).filter(|_| source.starts_with('='));
                let mapping = Mapping { from, to: root(target).to_owned(), span: mapping.span() };
                if into {
                    called.inputs.push(mapping);
                } else {
                    // Naming single outputs ends the passing back of all.
                    called.all_out = false;
                    called.outputs.push(mapping);
                }
            }
            // They run in their order: what comes later sees what came before.
            if into {
                self.hide(step, root(target));
            }
        }
    }

    /// Reads one extension element of a step.
    pub(super) fn zeebe_element(&mut self, step: StepId, node: Element<'d>) {
        match node.local() {
            "taskDefinition" | "calledDecision" | "executionListeners" | "taskListeners" => {
                self.model.steps[step].opaque = true;
                for attribute in ["type", "retries", "decisionId"] {
                    self.step_reads_feel(step, node.attribute(attribute), node);
                }
            }
            "script" => self.step_reads_feel(step, node.attribute("expression"), node),
            "assignmentDefinition" => {
                for attribute in ["assignee", "candidateGroups", "candidateUsers"] {
                    if let Some(names) = node.attribute(attribute) {
                        self.assign(step, attribute, names, node);
                    }
                }
            }
            "taskSchedule" => {
                for attribute in ["dueDate", "followUpDate"] {
                    self.step_reads_feel(step, node.attribute(attribute), node);
                }
            }
            "taskHeaders" => self.connector(step, node, "key"),
            "properties" => self.connector(step, node, "name"),
            "formDefinition" => self.zeebe_form(step, node),
            "calledElement" => {}
            _ => self.left_out(node),
        }
        if let Some(name) = node.attribute("resultVariable") {
            self.step_writes(step, name, node, false);
        }
    }

    /// Reads the headers of a connector, which name what its result becomes.
    fn connector(&mut self, step: StepId, node: Element<'d>, key: &str) {
        for header in node.children() {
            let Some(value) = header.attribute("value") else { continue };
            match header.attribute(key) {
                Some("resultVariable") => self.step_writes(step, value, header, false),
                Some("resultExpression") => {
                    for name in expression::keys(value) {
                        self.step_writes(step, &name, header, false);
                    }
                }
                _ => {}
            }
        }
    }

    fn step_reads_feel(&mut self, step: StepId, text: Option<&str>, from: Element<'d>) {
        if let Some(text) = text.filter(|text| text.starts_with('=')) {
            self.step_reads(step, text, ExpressionLanguage::Feel, from);
        }
    }
}

/// Tells whether the mapping of a step says what becomes of its variables: then no others leave the step. A listener may set
/// some by itself.
pub(super) fn maps_out(extensions: &[Element<'_>]) -> bool {
    let zeebe = || extensions.iter().filter(|child| child.space() == Ns::Zeebe);
    let listens = zeebe().any(|child| matches!(child.local(), "executionListeners" | "taskListeners"));
    let mappings = zeebe().filter(|child| child.local() == "ioMapping");
    !listens && mappings.flat_map(|mapping| mapping.children()).any(|mapping| mapping.local() == "output")
}

/// Returns the variable that `order.total` is a part of.
fn root(target: &str) -> &str {
    target.split('.').next().unwrap_or(target).trim()
}
