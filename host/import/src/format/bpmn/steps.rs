//! What lies in a process or sub-process: steps, and what is put aside until all steps are known.

use handoff_model::{Evidence, Id, Loop, ProcessId, Step, StepId, StepKind};

use super::dialect::listed_names;
use super::element::{Element, fold, name};
use super::items::cut;
use super::namespace::Ns;
use super::reader::{BpmnReader, ReferenceTarget, ScopedElement};
use crate::expression::ExpressionLanguage;

impl<'d> BpmnReader<'d, '_> {
    /// Takes one element of a process or sub-process; returns the step, if it is one.
    pub(super) fn content(&mut self, at: ScopedElement<'d>) -> Option<StepId> {
        let node = at.node;
        if node.space() != Ns::Bpmn {
            self.left_out(node);
            return None;
        }
        if let Some(kind) = kind_of(node) {
            return Some(self.step(at, kind));
        }
        match node.local() {
            "sequenceFlow" => self.sequence_flows.push(at),
            "laneSet" => self.lane_set_content(at),
            "association" => self.associations.push(node),
            "textAnnotation" => self.annotation(node),
            "dataObject" | "dataStore" => self.data_object(at),
            "dataObjectReference" | "dataStoreReference" => self.references.push(at),
            "property" => self.property(at),
            // Messages flow inside the collaboration; some tools put them here.
            "messageFlow" => self.message_flows.push(node),
            "process" | "collaboration" | "participant" | "message" | "signal" | "error" | "escalation"
            | "itemDefinition" => self.strays.push((node, None)),
            "group" => {
                self.claim_if_named(node, ReferenceTarget::Local);
                self.left_out(node);
            }
            // What belongs to the process or sub-process itself is read with it.
            local if is_part(local) => {}
            _ => self.left_out(node),
        }
        None
    }

    /// Puts a set of lanes aside, but not the work that some tools write into the lane that does it.
    fn lane_set_content(&mut self, at: ScopedElement<'d>) {
        self.lane_sets.push(at);
        let mut open = vec![at.node.children()];
        while let Some(children) = open.last_mut() {
            match children.next() {
                None => drop(open.pop()),
                Some(node) if matches!(node.local(), "lane" | "laneSet" | "childLaneSet") => {
                    open.push(node.children());
                }
                Some(node) if is_content(node) => self.strays.push((node, Some(at.process))),
                Some(_) => {}
            }
        }
    }

    fn step(&mut self, at: ScopedElement<'d>, kind: StepKind) -> StepId {
        let id = StepId::new(self.model.steps.len());
        let mut step = blank(at.node, kind, at.process, at.scope);
        step.id = self.claim(at.node, ReferenceTarget::Step(id));
        self.inhabited.insert(at.process);
        self.step_nodes.push(at.node);
        self.model.steps.push(step)
    }

    /// Reads what belongs to each step, in an order in which outer steps come first.
    pub(super) fn link_steps(&mut self) {
        for (process, node) in self.written_processes() {
            self.link_process(process, node);
        }
        let initiator = |node: &Element<'d>| node.attribute_of(Ns::is_activiti_family, "initiator");
        self.initiators = self.step_nodes.iter().filter_map(initiator).collect();
        for step in self.step_ids() {
            let node = self.step_nodes[step.index()];
            // Loops and mappings come first: they name what exists only inside the step.
            self.repeats(step, node);
            self.extensions(step, node);
            self.events(step, node);
            self.step_parameters(step, node);
            self.step_parts(step, node);
            self.unseen_form(step);
        }
    }

    /// Whoever does a task of an engine may hand back anything, where no form and no output says what.
    fn unseen_form(&mut self, step: StepId) {
        let (first, end) = self.parameters_of[step.index()];
        let row = &mut self.model.steps[step];
        let says = first != end || row.writes.iter().any(|write| write.evidence == Evidence::Form);
        let runs = self.model.processes[row.process].executable;
        row.opaque |= row.kind == StepKind::UserTask && runs && !says;
    }

    fn link_process(&mut self, process: ProcessId, node: Element<'d>) {
        for child in node.children() {
            if child.space() == Ns::Bpmn && is_performer(child.local()) {
                let names = self.performers(child, false);
                self.model.processes[process].resources.extend(names);
            }
        }
        self.process_extensions(process, node);
    }

    fn step_parts(&mut self, step: StepId, node: Element<'d>) {
        for child in node.children().filter(|child| child.space() == Ns::Bpmn) {
            match child.local() {
                "documentation" => {
                    let text = child.whole_text();
                    let known = self.model.steps[step].documentation.get_or_insert_default();
                    if !known.is_empty() && !text.is_empty() {
                        known.push('\n');
                    }
                    known.push_str(&text);
                }
                "script" => {
                    let language = node.attribute("scriptFormat");
                    let hidden = self.model.steps[step].opaque;
                    self.script(step, child.text(), language, child);
                    let row = &mut self.model.steps[step];
                    let sets = row.writes.iter().any(|write| write.evidence == Evidence::Form);
                    row.closed |= !hidden && sets && crate::expression::shows_writes(child.text());
                }
                "completionCondition" => self.condition_reads(step, child, true),
                local if is_performer(local) => {
                    let persons = self.is_jbpm(step);
                    let names = self.performers(child, persons);
                    let row = &mut self.model.steps[step];
                    row.assigned |= !names.is_empty()
                        || child.children().any(|inside| !inside.whole_text().trim().is_empty());
                    row.resources.extend(names);
                }
                local if is_part(local) || self.model.steps[step].kind.is_scope() => {}
                _ => self.left_out(child),
            }
        }
        let known = &mut self.model.steps[step].documentation;
        *known = known.take().filter(|text| !text.is_empty());
        if let kind @ (StepKind::SendTask | StepKind::ReceiveTask) = self.model.steps[step].kind {
            let message = self.task_message(node, kind == StepKind::SendTask);
            self.model.steps[step].message = message;
            if kind == StepKind::ReceiveTask {
                self.correlation(step, message);
            }
        }
    }

    /// Records what a script reads and writes, and that it may do more.
    pub(super) fn script(&mut self, step: StepId, text: &str, language: Option<&str>, from: Element<'d>) {
        self.model.steps[step].opaque = true;
        let language = script_language(language);
        self.step_reads(step, text, language, from);
        if language == ExpressionLanguage::Script {
            for name in crate::expression::writes(text) {
                self.step_writes(step, &name, from, false);
            }
        }
    }

    /// Records what a condition, timer or similar expression of a step reads.
    pub(super) fn condition_reads(&mut self, step: StepId, expression: Element<'d>, optional: bool) {
        let text = expression.whole_text();
        if let Some(language) = self.language_of(&text, expression.attribute("language")) {
            self.step_reads_if(step, &text, language, expression, optional);
        }
    }

    /// Names the roles that perform: the resource referred to, else what the assignment expression says, where that
    /// does not list `persons`.
    fn performers(&mut self, node: Element<'d>, persons: bool) -> Vec<String> {
        let mut names = Vec::new();
        for child in node.children().filter(|child| child.space() == Ns::Bpmn) {
            match child.local() {
                "resourceRef" => {
                    if let Some(ReferenceTarget::Definition(resource)) = self.resolve(child.text(), child) {
                        names.push(fold(cut(resource.attribute("name").unwrap_or_default())));
                    }
                }
                "resourceAssignmentExpression" | "formalExpression" | "expression" => {
                    names.extend(assigned_roles(&child.whole_text(), persons));
                }
                _ => {}
            }
        }
        if names.is_empty() && !persons {
            names.push(name(node));
        }
        names.retain(|name| !name.is_empty());
        names
    }
}

/// Tells how the script of a format is read; of a template only what it inserts.
pub(super) fn script_language(format: Option<&str>) -> ExpressionLanguage {
    /// Templates that insert what stands in `${...}`.
    const TEMPLATES: [&str; 5] = ["freemarker", "velocity", "template", "xsl", "xquery"];
    let format = format.unwrap_or_default().to_ascii_lowercase();
    match format.as_str() {
        format if format.contains("feel") => ExpressionLanguage::Feel,
        format if TEMPLATES.iter().any(|name| format.contains(name)) => ExpressionLanguage::Juel,
        _ => ExpressionLanguage::Script,
    }
}

/// Lists the roles of an assignment: Activiti and its kin write `user(lead), group(sales)`, and a bare name is a group.
/// Where no group may do it, whoever is named as a user does it.
fn assigned_roles(text: &str, persons: bool) -> Vec<String> {
    let inside = |entry: &str, kind| Some(fold(entry.strip_prefix(kind)?.strip_suffix(')')?));
    let role = |entry: String| match inside(&entry, "group(") {
        None if entry.starts_with("user(") || persons => None,
        group => Some(group.unwrap_or(entry)),
    };
    let roles: Vec<String> = listed_names(text).filter_map(role).collect();
    if !roles.is_empty() || persons {
        return roles;
    }
    listed_names(text).filter_map(|entry| inside(&entry, "user(")).collect()
}

/// A step with what its own attributes say.
pub(super) fn blank(node: Element<'_>, kind: StepKind, process: ProcessId, scope: Option<StepId>) -> Step {
    let is = |name: &str| node.attribute(name) == Some("true");
    Step {
        id: String::new(),
        name: name(node),
        kind,
        process,
        scope,
        lane: None,
        event: None,
        attached_to: None,
        message: None,
        default_flow: None,
        called: None,
        ad_hoc: node.local() == "adHocSubProcess",
        transaction: node.local() == "transaction",
        repeats: Loop::Once,
        compensation: is("isForCompensation"),
        undoes: None,
        instantiates: is("instantiate"),
        resources: Vec::new(),
        assigned: false,
        reads: Vec::new(),
        writes: Vec::new(),
        opaque: false,
        closed: false,
        loose: false,
        undrawn: false,
        documentation: None,
        attributes: Vec::new(),
        span: node.span(),
    }
}

/// Tells which kind of step an element is, if any.
fn kind_of(node: Element<'_>) -> Option<StepKind> {
    Some(match node.local() {
        "task" => StepKind::Task,
        "userTask" => StepKind::UserTask,
        "manualTask" => StepKind::ManualTask,
        "serviceTask" => StepKind::ServiceTask,
        "scriptTask" => StepKind::ScriptTask,
        "sendTask" => StepKind::SendTask,
        "receiveTask" => StepKind::ReceiveTask,
        "businessRuleTask" => StepKind::DecisionTask,
        "callActivity" => StepKind::Call,
        "subProcess" if node.attribute("triggeredByEvent") == Some("true") => StepKind::EventSubProcess,
        "subProcess" | "adHocSubProcess" | "transaction" => StepKind::SubProcess,
        "startEvent" => StepKind::Start,
        "endEvent" => StepKind::End,
        "intermediateCatchEvent" => StepKind::Catch,
        "intermediateThrowEvent" | "implicitThrowEvent" => StepKind::Throw,
        "boundaryEvent" => StepKind::Boundary,
        "exclusiveGateway" => StepKind::Exclusive,
        "parallelGateway" => StepKind::Parallel,
        "inclusiveGateway" => StepKind::Inclusive,
        "eventBasedGateway" => StepKind::EventBased,
        "complexGateway" => StepKind::Complex,
        _ => return None,
    })
}

/// Tells what does work, orders it, or shows data of it, wherever it stands.
pub(super) fn is_content(node: Element<'_>) -> bool {
    let local = node.local();
    let other = matches!(
        local,
        "process"
            | "collaboration"
            | "sequenceFlow"
            | "laneSet"
            | "dataObject"
            | "dataObjectReference"
            | "dataStore"
            | "dataStoreReference"
            | "association"
            | "messageFlow"
            | "textAnnotation"
    );
    node.space() == Ns::Bpmn && (other || kind_of(node).is_some())
}

/// Tells an element that has its meaning only inside a process.
pub(super) fn is_fragment(root: Element<'_>) -> bool {
    kind_of(root).is_some() || matches!(root.local(), "dataObject" | "dataStoreReference" | "laneSet")
}

/// Tells which kind of step a global task stands for.
pub(super) fn global_task(local: &str) -> Option<StepKind> {
    Some(match local {
        "globalTask" => StepKind::Task,
        "globalUserTask" => StepKind::UserTask,
        "globalManualTask" => StepKind::ManualTask,
        "globalScriptTask" => StepKind::ScriptTask,
        "globalBusinessRuleTask" => StepKind::DecisionTask,
        _ => return None,
    })
}

/// Tells the elements that name who performs.
fn is_performer(local: &str) -> bool {
    matches!(local, "performer" | "humanPerformer" | "potentialOwner" | "resourceRole")
}

/// Tells the elements of a step or process that other parts of the reader take.
fn is_part(local: &str) -> bool {
    matches!(
        local,
        "incoming"
            | "outgoing"
            | "documentation"
            | "extensionElements"
            | "ioSpecification"
            | "dataInput"
            | "dataOutput"
            | "inputSet"
            | "outputSet"
            | "dataInputAssociation"
            | "dataOutputAssociation"
            | "property"
            | "eventDefinitionRef"
            | "multiInstanceLoopCharacteristics"
            | "standardLoopCharacteristics"
            | "script"
            | "completionCondition"
    ) || local.ends_with("EventDefinition")
        || is_performer(local)
}
