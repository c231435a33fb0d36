//! jBPM and Kogito: scripts around a step, and globals.

use handoff_model::{Id, Item, ItemKind, ProcessId, StepId};

use super::super::element::Element;
use super::super::namespace::Ns;
use super::super::reader::{BpmnReader, Parameter};

impl<'d> BpmnReader<'d, '_> {
    /// Reads one extension element of a step.
    pub(super) fn jbpm_element(&mut self, step: StepId, node: Element<'d>) {
        match node.local() {
            "onEntry-script" | "onExit-script" => {
                for script in node.children().filter(|child| child.local() == "script") {
                    self.script(step, script.text(), node.attribute("scriptFormat"), script);
                }
            }
            // Kept as attributes of the step.
            "metaData" => {}
            _ => self.left_out(node),
        }
    }

    /// Tells whether jBPM wrote a step, which lists users where others list roles.
    pub(in super::super) fn is_jbpm(&self, step: StepId) -> bool {
        let marked = |node: Element<'d>| node.is_marked(Ns::Drools);
        let process = self.process_nodes[self.model.steps[step].process.index()];
        let (first, end) = self.parameters_of[step.index()];
        self.parameters[first..end].iter().any(Parameter::is_jbpm)
            || marked(self.step_nodes[step.index()])
            || process.is_some_and(marked)
    }

    /// Declares a global: a variable that the engine holds ready for every instance.
    pub(super) fn jbpm_global(&mut self, process: ProcessId, node: Element<'d>) {
        let Some(name) = node.attribute("identifier") else { return };
        let item = self.model.items.push(Item {
            id: String::new(),
            name: name.to_owned(),
            kind: ItemKind::Variable,
            data_type: node.attribute("type").map(str::to_owned),
            fields: Vec::new(),
            collection: false,
            process: Some(process),
            scope: None,
            span: node.span(),
        });
        self.name_variable(process, name, item);
    }
}
