//! Activiti and its descendants Flowable and Camunda 7, which share names and meanings.

use handoff_model::{Evidence, FlowId, Mapping, ProcessId, StepId, StepKind};

use super::super::element::Element;
use super::super::namespace::Ns;
use super::super::reader::{BpmnReader, Field, access};
use super::super::steps::script_language;
use super::extensions_of;
use crate::expression::ExpressionLanguage;

impl<'d> BpmnReader<'d, '_> {
    /// Reads `inputOutput`: inputs exist only inside the step, outputs become process variables.
    pub(super) fn activiti_mapping(&mut self, step: StepId, node: Element<'d>) {
        for parameter in node.children() {
            let Some(name) = parameter.attribute("name") else { continue };
            match parameter.local() {
                // They are filled in their order: what comes later sees what came before.
                "inputParameter" => {
                    self.activiti_value(step, parameter);
                    self.hide(step, name);
                }
                "outputParameter" => self.step_writes(step, name, parameter, false),
                _ => self.left_out(parameter),
            }
        }
    }

    /// Reads what a value (text, script, list or map) is made of.
    fn activiti_value(&mut self, step: StepId, node: Element<'d>) {
        self.step_reads_juel(step, node.text(), node);
        for part in node.descendants() {
            if part.local() == "script" {
                self.step_reads(step, part.text(), script_language(part.attribute("scriptFormat")), part);
            } else {
                self.step_reads_juel(step, part.text(), part);
            }
        }
    }

    fn step_reads_juel(&mut self, step: StepId, text: &str, from: Element<'d>) {
        if text.contains("${") || text.contains("#{") {
            self.step_reads(step, text, ExpressionLanguage::Juel, from);
        }
    }

    /// Reads the attributes of a step.
    pub(super) fn activiti_attributes(&mut self, step: StepId, node: Element<'d>) {
        let of = |name| node.attribute_of(Ns::is_activiti_family, name);
        for attribute in ["assignee", "candidateGroups", "candidateUsers"] {
            if let Some(names) = of(attribute) {
                self.assign(step, attribute, names, node);
            }
        }
        for attribute in ["dueDate", "followUpDate", "skipExpression", "ruleVariablesInput"] {
            if let Some(text) = of(attribute) {
                self.step_reads_juel(step, text, node);
            }
        }
        if let Some(name) = of("initiator") {
            self.step_writes(step, name, node, false);
        }
        for attribute in ["resultVariable", "resultVariableName"] {
            if let Some(name) = of(attribute) {
                self.step_writes(step, name, node, false);
            }
        }
        let is_form = matches!(self.model.steps[step].kind, StepKind::UserTask | StepKind::Start);
        // The fields of a form kept elsewhere are not shown.
        if is_form && ["formKey", "formRef", "formHandlerClass"].into_iter().any(|name| of(name).is_some()) {
            self.model.steps[step].opaque = true;
        }
        self.activiti_code(step, node);
    }

    /// Tells code that an engine runs for a step or event definition.
    pub(super) fn activiti_code(&mut self, step: StepId, node: Element<'d>) {
        /// What names code, or a decision or case that this reader does not see into.
        const CODE: [&str; 9] = [
            "class",
            "delegateExpression",
            "expression",
            "type",
            "topic",
            "decisionRef",
            "rules",
            "resource",
            "caseRef",
        ];
        let of = |name| node.attribute_of(Ns::is_activiti_family, name);
        if CODE.into_iter().any(|name| of(name).is_some()) {
            self.model.steps[step].opaque = true;
        }
        // A delegate expression names the code; only a plain one hands variables to it.
        if let Some(text) = of("expression") {
            self.step_reads_juel(step, text, node);
        }
    }

    /// Reads one extension element of a step.
    pub(super) fn activiti_element(&mut self, step: StepId, node: Element<'d>) {
        match node.local() {
            "formData" => {
                for field in node.children().filter(|field| field.local() == "formField") {
                    self.camunda_field(step, field);
                }
            }
            "formProperty" => self.form_property(step, node),
            "in" | "out" => self.passed(step, node),
            "executionListener" | "taskListener" => {
                self.model.steps[step].opaque = true;
                let expression = node.attribute("expression").unwrap_or_default();
                self.step_reads_juel(step, expression, node);
                for name in crate::expression::writes(expression) {
                    self.step_writes(step, &name, node, false);
                }
                for script in node.children().filter(|child| child.local() == "script") {
                    self.script(step, script.text(), script.attribute("scriptFormat"), script);
                }
            }
            "connector" => {
                self.model.steps[step].opaque = true;
                for mapping in node.children().filter(|child| child.local() == "inputOutput") {
                    self.activiti_mapping(step, mapping);
                }
            }
            "field" => {
                self.step_reads_juel(step, node.attribute("expression").unwrap_or_default(), node);
                self.activiti_value(step, node);
            }
            "eventInParameter" => {
                if let Some(name) = node.attribute("source") {
                    self.step_reads_juel(step, name, node);
                }
            }
            "eventOutParameter" => {
                if let Some(name) = node.attribute("target") {
                    self.step_writes(step, name, node, false);
                }
            }
            // Kept as attributes of the step.
            "properties" => {}
            _ => self.left_out(node),
        }
    }

    /// Reads a listener at the beginning of a process: what it sets is there from the start.
    pub(super) fn process_listener(&mut self, process: ProcessId, node: Element<'d>) {
        if node.attribute("event").is_some_and(|event| event != "start") {
            return;
        }
        for name in listener_writes(node) {
            let item = self.variable(process, &name, node.span());
            let given = access(item, None, Evidence::Form, false, node);
            self.model.processes[process].inputs.push(given);
        }
    }

    /// Reads a listener on a sequence flow: what it sets is there behind the step that the flow leaves, on this way.
    pub(in super::super) fn flow_listeners(&mut self, flow: FlowId, node: Element<'d>, only: bool) {
        let source = self.model.flows[flow].source;
        let listeners = extensions_of(node).filter(|child| child.local() == "executionListener");
        for listener in listeners.filter(|child| child.space().is_activiti_family()) {
            self.model.steps[source].opaque = true;
            for name in listener_writes(listener) {
                self.step_writes(source, &name, listener, !only);
            }
        }
    }

    fn camunda_field(&mut self, step: StepId, node: Element<'d>) {
        let Some(key) = node.attribute("id") else { return };
        let constraints: Vec<_> = node
            .descendants()
            .filter(|child| child.local() == "constraint")
            .filter_map(|child| child.attribute("name"))
            .collect();
        self.step_reads_juel(step, node.attribute("defaultValue").unwrap_or_default(), node);
        let field = Field {
            key: key.to_owned(),
            data_type: node.attribute("type").map(str::to_owned),
            readable: true,
            writable: !constraints.contains(&"readonly"),
            may_stay_empty: false,
        };
        self.form_field(step, &field, node);
    }

    fn form_property(&mut self, step: StepId, node: Element<'d>) {
        let Some(key) = node.attribute("variable").or(node.attribute("id")) else { return };
        let mut field = Field {
            key: key.to_owned(),
            data_type: node.attribute("type").map(str::to_owned),
            readable: node.attribute("readable") != Some("false"),
            writable: node.attribute("writable") != Some("false"),
            may_stay_empty: node.attribute("required") == Some("false"),
        };
        // A field shown by an expression has no variable of its own to show.
        if let Some(expression) = node.attribute("expression") {
            self.step_reads_juel(step, expression, node);
            field.readable = false;
        }
        self.form_field(step, &field, node);
    }

    /// Reads `in` and `out`: what is passed to a called process, or along with a signal.
    fn passed(&mut self, step: StepId, node: Element<'d>) {
        let into = node.local() == "in";
        if node.attribute("variables") == Some("all") {
            if let Some(called) = &mut self.model.steps[step].called {
                *if into { &mut called.all_in } else { &mut called.all_out } = true;
            }
            return;
        }
        let expression = node.attribute("sourceExpression").or(node.attribute("businessKey"));
        let source = node.attribute("source");
        if into {
            match (source, expression) {
                (Some(name), _) => self.step_reads_variable(step, name, node, false),
                (None, Some(text)) => self.step_reads_juel(step, text, node),
                (None, None) => {}
            }
        }
        let Some(target) = node.attribute("target") else { return };
        if !into {
            self.step_writes(step, target, node, false);
        }
        let from = source.map(str::to_owned).or_else(|| {
            let names = crate::expression::reads(expression?, ExpressionLanguage::Juel);
            names.into_iter().next().map(|read| read.name)
        });
        if let Some(called) = &mut self.model.steps[step].called {
            let mapping = Mapping { from, to: target.to_owned(), span: node.span() };
            if into { &mut called.inputs } else { &mut called.outputs }.push(mapping);
        }
    }
}

/// Lists the variables that a listener sets by its expression or script.
fn listener_writes(node: Element<'_>) -> Vec<String> {
    let mut names = crate::expression::writes(node.attribute("expression").unwrap_or_default());
    for script in node.children().filter(|child| child.local() == "script") {
        names.extend(crate::expression::writes(script.text()));
    }
    names
}
