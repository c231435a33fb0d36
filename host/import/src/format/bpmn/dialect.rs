//! What engines add to BPMN: forms, variable mappings, assignments and code.
//!
//! Attributes and elements are told apart by namespace, one file per family. What an engine runs without showing what
//! it reads and writes makes a step opaque.

mod activiti;
mod attribute;
mod form;
mod jbpm;
mod zeebe;

use handoff_model::{CallTarget, DefinitionKind, Id, ProcessId, StepId, StepKind, TriggerId};

use super::element::{Element, fold};
use super::namespace::{Ns, local_name};
use super::reader::BpmnReader;
use crate::expression::ExpressionLanguage;

impl<'d> BpmnReader<'d, '_> {
    /// Reads the extensions of a step.
    pub(super) fn extensions(&mut self, step: StepId, node: Element<'d>) {
        if self.model.steps[step].kind == StepKind::Call {
            self.call(step, node);
        }
        self.attributes(step, node);
        let all: Vec<_> = extensions_of(node).collect();
        let hidden = self.model.steps[step].opaque;
        let closed = zeebe::maps_out(&all);
        // Mappings come first: what they define is no process variable for everything else in the step.
        for child in all.iter().filter(|child| matches!(child.local(), "inputOutput" | "ioMapping")) {
            match child.space() {
                Ns::Zeebe => self.zeebe_mapping(step, *child),
                _ => self.activiti_mapping(step, *child),
            }
        }
        self.activiti_attributes(step, node);
        let (late, soon): (Vec<_>, Vec<_>) = all.into_iter().partition(|child| runs_when_done(*child));
        for child in soon.into_iter().filter(|child| !matches!(child.local(), "inputOutput" | "ioMapping")) {
            self.extension(step, child);
        }
        for child in late {
            self.when_done(step, |reader| reader.extension(step, child));
        }
        self.model.steps[step].closed |= closed && !hidden;
        if node.attribute_of(|space| space == Ns::Drools, "taskName").is_some()
            || node.attribute_of(|space| space == Ns::Drools, "serviceimplementation").is_some()
        {
            self.model.steps[step].opaque = true;
        }
    }

    fn extension(&mut self, step: StepId, child: Element<'d>) {
        match child.space() {
            space if space.is_activiti_family() => self.activiti_element(step, child),
            Ns::Zeebe => self.zeebe_element(step, child),
            Ns::Drools => self.jbpm_element(step, child),
            _ => self.left_out(child),
        }
    }

    /// Reads the extensions of a process.
    pub(super) fn process_extensions(&mut self, process: ProcessId, node: Element<'d>) {
        for child in extensions_of(node) {
            match (child.space(), child.local()) {
                (Ns::Zeebe, "userTaskForm") => self.embedded_form(child),
                (Ns::Drools, "global") => self.jbpm_global(process, child),
                (space, "executionListener") if space.is_activiti_family() => {
                    self.process_listener(process, child);
                }
                _ => self.left_out(child),
            }
        }
    }

    /// Reads the extensions of an event definition.
    pub(super) fn event_extensions(
        &mut self,
        step: StepId,
        node: Element<'d>,
        kind: DefinitionKind,
        trigger: Option<TriggerId>,
    ) {
        for attribute in
            ["errorCodeVariable", "errorMessageVariable", "errorVariableName", "escalationCodeVariable"]
        {
            if let Some(name) = node.attribute_of(Ns::is_activiti_family, attribute) {
                self.step_writes(step, name, node, false);
            }
        }
        if kind == DefinitionKind::Conditional
            && let Some(name) = node.attribute_of(Ns::is_activiti_family, "variableName")
        {
            self.step_reads_variable(step, name, node, true);
        }
        self.activiti_code(step, node);
        self.attributes(step, node);
        for child in extensions_of(node) {
            if child.space().is_activiti_family() {
                self.activiti_element(step, child);
            } else {
                self.left_out(child);
            }
        }
        if matches!(self.model.steps[step].kind, StepKind::Start | StepKind::Catch | StepKind::Boundary) {
            self.correlation(step, trigger);
        }
    }

    /// Waiting for a message reads the key that tells which one is meant.
    pub(super) fn correlation(&mut self, step: StepId, trigger: Option<TriggerId>) {
        let subscription = trigger.and_then(|trigger| *self.correlations.get(trigger.index())?);
        if let Some(node) = subscription
            && let Some(key) = node.attribute("correlationKey")
            && self.may_share(key.len(), node)
        {
            self.step_reads(step, key, ExpressionLanguage::Feel, node);
        }
    }

    fn call(&mut self, step: StepId, node: Element<'d>) {
        let zeebe =
            extensions_of(node).find(|child| child.space() == Ns::Zeebe && child.local() == "calledElement");
        let reference =
            zeebe.and_then(|zeebe| zeebe.attribute("processId")).or(node.attribute("calledElement"));
        let reference = reference.unwrap_or_default();
        let language = self.language_of(reference, Some(""));
        if let Some(language) = language {
            self.step_reads(step, reference, language, node);
        }
        let (namespace, element) = match (language, zeebe) {
            (Some(_), _) => (None, reference),
            (None, Some(_)) => (None, local_name(reference)),
            (None, None) => self.namespaces.qualified(reference),
        };
        let inherits = node.attribute_of(Ns::is_activiti_family, "inheritVariables") == Some("true");
        let mut called = CallTarget {
            element: element.to_owned(),
            namespace: namespace.map(str::to_owned),
            dynamic: language.is_some(),
            all_in: inherits,
            ..CallTarget::default()
        };
        if let Some(zeebe) = zeebe {
            let passes = |name| zeebe.attribute(name) != Some("false");
            called.all_in = passes("propagateAllParentVariables");
            called.all_out = passes("propagateAllChildVariables");
        }
        self.model.steps[step].called = Some(called);
    }

    /// Adds the groups that do the work, and what an expression that finds groups or persons reads: who does the work is
    /// nothing that is handed over, but whoever wrote it down did not do so in vain.
    ///
    /// A person is no department: who is named as assignee or candidate user owns no step.
    fn assign(&mut self, step: StepId, attribute: &str, names: &str, from: Element<'d>) {
        self.model.steps[step].assigned = true;
        let inside = names.trim().strip_prefix("${").or(names.trim().strip_prefix("#{"));
        let variable = inside.and_then(|text| text.strip_suffix('}'));
        if variable.is_some_and(|name| self.initiators.contains(name.trim())) {
            return;
        }
        if let Some(language) = self.language_of(names, Some("")) {
            self.step_reads_if(step, names, language, from, true);
        } else if attribute == "candidateGroups" {
            self.model.steps[step].resources.extend(listed_names(names));
        }
    }
}

/// Tells what an engine runs when a step has done its work: it sees the results.
fn runs_when_done(extension: Element<'_>) -> bool {
    let ends = matches!(extension.attribute("event"), Some("complete" | "end" | "delete"));
    extension.local() == "onExit-script" || extension.local().ends_with("Listener") && ends
}

/// Walks over what stands in the extension elements of an element.
pub(super) fn extensions_of(node: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    node.children()
        .filter(|child| child.space() == Ns::Bpmn && child.local() == "extensionElements")
        .flat_map(Element::children)
}

/// Splits a list of names at its commas.
pub(super) fn listed_names(names: &str) -> impl Iterator<Item = String> {
    names.split(',').map(fold).filter(|name| !name.is_empty())
}
