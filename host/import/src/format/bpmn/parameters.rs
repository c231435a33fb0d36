//! Inputs and outputs of steps and processes, and the associations that connect them with drawn data.

use handoff_model::{
    ElementDiagnostic, Evidence, Id, Item, ItemId, ItemKind, Mapping, Omission, ProcessId, StepId,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::dialect::extensions_of;
use super::element::{Element, fold};
use super::namespace::{BINDINGS, Ns, local_name};
use super::reader::{BpmnReader, Parameter, ReferenceTarget, access};
use super::{code, items, steps};

/// Inputs of jBPM's human tasks and work items that steer the engine and carry no information for the work.
const JBPM_SETTINGS: [&str; 21] = [
    "TaskName",
    "NodeName",
    "Skippable",
    "Priority",
    "Comment",
    "Description",
    "GroupId",
    "ActorId",
    "Content",
    "CreatedBy",
    "Locale",
    "NotStartedReassign",
    "NotCompletedReassign",
    "NotStartedNotify",
    "NotCompletedNotify",
    "BusinessAdministratorId",
    "BusinessAdministratorGroupId",
    "TaskStakeholderId",
    "ExcludedOwnerId",
    "RecipientId",
    "SwimlaneActorId",
];

/// Those of them that name who does the work.
const JBPM_ACTORS: [&str; 3] = ["ActorId", "GroupId", "SwimlaneActorId"];

/// The one of them that names the role which does the work.
const JBPM_GROUP: &str = "GroupId";

impl Parameter<'_> {
    /// Tells whether it is one that jBPM gives to each of its tasks.
    pub(super) fn is_jbpm(&self) -> bool {
        self.node.attribute("name") == Some("TaskName")
    }
}

/// Which parameters every set holds.
struct ParameterSets<'d> {
    count: usize,
    members: FxHashMap<&'d str, usize>,
    optional: FxHashSet<&'d str>,
}

impl<'d> ParameterSets<'d> {
    fn of(owner: Element<'d>, set: &str) -> Self {
        let mut all = Self { count: 0, members: FxHashMap::default(), optional: FxHashSet::default() };
        for node in owner.children().filter(|node| node.space() == Ns::Bpmn && node.local() == set) {
            all.count += 1;
            for reference in node.children().filter(|node| node.space() == Ns::Bpmn) {
                match reference.local() {
                    "dataInputRefs" | "dataOutputRefs" => {
                        *all.members.entry(local_name(reference.text())).or_default() += 1;
                    }
                    // What may still come while the step runs is not needed to start it.
                    "optionalInputRefs"
                    | "optionalOutputRefs"
                    | "whileExecutingInputRefs"
                    | "whileExecutingOutputRefs" => {
                        all.optional.insert(local_name(reference.text()));
                    }
                    _ => {}
                }
            }
        }
        all
    }

    /// Tells what every set holds. Without any set, and of the outputs that no set lists, everything counts.
    fn require(&self, node: Element<'d>, input: bool) -> bool {
        let id = local_name(node.attribute("id").unwrap_or_default());
        let unsaid = self.members.is_empty() && (self.count == 0 || !input);
        let everywhere = unsaid || self.members.get(id).is_some_and(|sets| *sets >= self.count);
        everywhere && !self.optional.contains(id)
    }
}

impl<'d> BpmnReader<'d, '_> {
    /// Declares the inputs and outputs of all processes and steps.
    pub(super) fn declare_parameters(&mut self) {
        let objects = self.model.items.rows().filter(|item| item.kind == ItemKind::Object);
        self.drawing = objects.filter_map(|item| item.process).collect();
        for (id, item) in self.model.items.iter().filter(|(_, item)| item.kind == ItemKind::Store) {
            self.stores.entry(item.name.clone()).or_insert(id);
        }
        for (process, node) in self.written_processes() {
            self.process_parameters(process, node);
        }
        for step in self.step_ids() {
            let node = self.step_nodes[step.index()];
            let first = self.parameters.len();
            let is_global = steps::global_task(node.local()).is_some();
            for owner in node.children().filter(|child| child.space() == Ns::Bpmn) {
                match owner.local() {
                    "ioSpecification" if !is_global => self.step_declares(step, owner),
                    "property" if !self.model.steps[step].kind.is_scope() => {
                        self.property(self.placed(step, owner));
                    }
                    _ => {}
                }
            }
            // Events hold their inputs and outputs themselves.
            self.step_declares(step, node);
            self.parameters_of.push((first, self.parameters.len()));
        }
    }

    fn step_declares(&mut self, step: StepId, owner: Element<'d>) {
        let (mut inputs, mut outputs) = (None, None);
        for node in owner.children().filter(|child| child.space() == Ns::Bpmn) {
            let input = match node.local() {
                "dataInput" => true,
                "dataOutput" => false,
                _ => continue,
            };
            let sets = if input {
                inputs.get_or_insert_with(|| ParameterSets::of(owner, "inputSet"))
            } else {
                outputs.get_or_insert_with(|| ParameterSets::of(owner, "outputSet"))
            };
            let required = sets.require(node, input);
            self.claim_if_named(node, ReferenceTarget::Parameter(self.parameters.len()));
            self.parameters.push(Parameter { node, step, input, required, item: None, assigned: false });
        }
    }

    fn process_parameters(&mut self, process: ProcessId, node: Element<'d>) {
        for owner in
            node.children().filter(|child| child.space() == Ns::Bpmn && child.local() == "ioSpecification")
        {
            let (inputs, outputs) =
                (ParameterSets::of(owner, "inputSet"), ParameterSets::of(owner, "outputSet"));
            for parameter in owner.children().filter(|child| child.space() == Ns::Bpmn) {
                let (input, sets) = match parameter.local() {
                    "dataInput" => (true, &inputs),
                    "dataOutput" => (false, &outputs),
                    _ => continue,
                };
                // What a process is given may come whether or not a set asks for it.
                let optional = !sets.require(parameter, false);
                let item = Item { process: Some(process), ..items::blank(parameter, ItemKind::Parameter) };
                let item = self.add_item(parameter, item);
                let access = access(item, None, Evidence::IoSpecification, optional, parameter);
                let process = &mut self.model.processes[process];
                if input { &mut process.inputs } else { &mut process.outputs }.push(access);
            }
        }
    }

    /// Records what a step needs and provides through its associations and parameters.
    pub(super) fn step_parameters(&mut self, step: StepId, node: Element<'d>) {
        if steps::global_task(node.local()).is_some() {
            // What a global task takes and gives was declared for the process that stands for it.
            let process = &self.model.processes[self.model.steps[step].process];
            self.model.steps[step].reads.extend_from_slice(&process.inputs);
            self.model.steps[step].writes.extend_from_slice(&process.outputs);
            return;
        }
        // Some tools write the associations into the specification of inputs and outputs.
        let inside =
            node.children().filter(|child| child.local() == "ioSpecification").flat_map(Element::children);
        for child in node.children().chain(inside).filter(|child| child.space() == Ns::Bpmn) {
            match child.local() {
                "dataInputAssociation" => self.association(step, child, true),
                "dataOutputAssociation" => self.association(step, child, false),
                _ => {}
            }
        }
        let (first, end) = self.parameters_of[step.index()];
        if first == end {
            return;
        }
        let connected = self.connected(step);
        let is_jbpm = self.parameters[first..end].iter().any(Parameter::is_jbpm);
        for position in first..end {
            let known = &self.parameters[position];
            let name = known.node.attribute("name").unwrap_or_default();
            let setting = is_jbpm && JBPM_SETTINGS.contains(&name);
            if known.item.is_none() && !known.assigned && !setting && !items::is_placeholder(known.node) {
                self.unconnected(position, &connected);
            }
        }
        // What happens inside the step speaks of its inputs, not of what is behind them.
        for position in first..end {
            let known = &self.parameters[position];
            if let Some(name) = known.node.attribute("name").filter(|_| known.input) {
                self.hide(step, name);
            }
        }
    }

    /// Lists by name what a step needs (`true`) and provides through associations.
    fn connected(&self, step: StepId) -> FxHashMap<(bool, String), ItemId> {
        let step = &self.model.steps[step];
        let needs = step.reads.iter().map(|access| (true, access.item));
        let gives = step.writes.iter().map(|access| (false, access.item));
        needs.chain(gives).map(|(input, item)| ((input, self.model.items[item].name.clone()), item)).collect()
    }

    /// Tells whether what nothing drawn is connected with is no fault: where an engine runs a process without any data
    /// objects, or a tool keeps the bindings of a step to itself, an open parameter takes its default or was left empty.
    fn is_engines(&self, step: StepId) -> bool {
        let process = self.model.steps[step].process;
        self.model.processes[process].executable && !self.drawing.contains(&process)
            || extensions_of(self.step_nodes[step.index()]).any(|child| child.local() == BINDINGS)
    }

    /// A parameter that nothing drawn stands behind is an item of its own.
    fn unconnected(&mut self, position: usize, connected: &FxHashMap<(bool, String), ItemId>) {
        let Parameter { node, step, input, required, .. } = self.parameters[position];
        let owner = &self.model.steps[step];
        let (process, scope) = (Some(owner.process), owner.scope);
        let mut item = Item { process, scope, ..items::blank(node, ItemKind::Parameter) };
        if item.name.is_empty() {
            self.notes.tally(code::UNNAMED_PARAMETER, node.local(), node.span(), |local, count| {
                Omission::UnnamedParameter(local.to_owned(), count).into()
            });
            return;
        }
        // A store is one thing for all who name it, drawn to them or not.
        if let Some(store) = self.stores.get(&item.name).copied() {
            self.parameters[position].item = Some((store, None));
            let access = access(store, None, Evidence::DataObject, input && !required, node);
            let step = &mut self.model.steps[step];
            if input { &mut step.reads } else { &mut step.writes }.push(access);
            return;
        }
        // Signavio lets associations leave from the step, beside a declared output of the same name.
        if let Some(same) = connected.get(&(input, item.name.clone())) {
            self.parameters[position].item = Some((*same, None));
            return;
        }
        let (data_type, collection) = self.item_type(item.data_type.as_deref());
        item.data_type = data_type;
        item.collection |= collection;
        node.attribute("id").unwrap_or_default().clone_into(&mut item.id);
        let item = self.model.items.push(item);
        let state = items::state(node);
        self.parameters[position].item = Some((item, state));
        let (evidence, optional) = if self.is_engines(step) {
            (Evidence::Form, true)
        } else {
            (Evidence::IoSpecification, !required)
        };
        let access = access(item, state, evidence, optional, node);
        let step = &mut self.model.steps[step];
        if input { &mut step.reads } else { &mut step.writes }.push(access);
    }

    fn association(&mut self, step: StepId, node: Element<'d>, input: bool) {
        let mut parameter = None;
        // An input comes from what is drawn at its source, an output goes to what is drawn at its target.
        let (mut drawn, mut beside) = (Vec::new(), Vec::new());
        let mut assigned = false;
        for end in node.children().filter(|child| child.space() == Ns::Bpmn) {
            match end.local() {
                // The element of a collection hides whatever else has its name.
                "sourceRef" | "targetRef" if self.is_element(end.text(), step) => assigned = true,
                "sourceRef" | "targetRef" if !end.text().is_empty() => {
                    let is_drawn_side = (end.local() == "sourceRef") == input;
                    match self.resolve(end.text(), end) {
                        Some(ReferenceTarget::Parameter(position))
                            if self.parameters[position].step == step =>
                        {
                            parameter = Some(position);
                        }
                        Some(ReferenceTarget::Item(item, state)) if is_drawn_side => {
                            drawn.push((item, state));
                        }
                        Some(ReferenceTarget::Item(item, state)) => beside.push((item, state)),
                        // Inside a sub-process, its own parameters are what stands behind them.
                        Some(ReferenceTarget::Parameter(position)) => {
                            drawn.extend(self.parameters[position].item);
                        }
                        // The step itself or a name inside it: the end that every association has.
                        Some(ReferenceTarget::Step(_) | ReferenceTarget::Local) => {
                            assigned |= end.local() == "sourceRef";
                        }
                        Some(_) => self.wrong(end),
                        None => {}
                    }
                }
                "assignment" => {
                    assigned = true;
                    self.assignment(step, end, parameter);
                }
                _ => {}
            }
        }
        if drawn.is_empty() && !assigned {
            drawn = beside;
        }
        if let Some(position) = parameter {
            let known = &mut self.parameters[position];
            known.assigned |= assigned;
            known.item = known.item.or(drawn.first().copied());
        }
        if drawn.is_empty() && !assigned && parameter.is_none() {
            self.notes.add(code::EMPTY_ASSOCIATION, node.span(), node.attribute("id"), || {
                ElementDiagnostic::EmptyDataAssociation(node.local().to_owned()).into()
            });
        }
        for (item, state) in drawn {
            self.connect(step, node, input, parameter, item, state);
        }
    }

    fn connect(
        &mut self,
        step: StepId,
        node: Element<'d>,
        input: bool,
        parameter: Option<usize>,
        item: ItemId,
        state: Option<&'d str>,
    ) {
        let parameter = parameter.map(|position| &self.parameters[position]);
        // Tools make up nameless parameters for whatever is drawn; a name shows that someone declared it.
        let name = parameter.and_then(|known| known.node.attribute("name"));
        let required = parameter.is_none_or(|known| known.required);
        let evidence = match self.model.items[item].kind {
            // An engine's variable may be read by code that does not show.
            ItemKind::Variable if !input => Evidence::Form,
            // An input that serves a drawn arrow says no more than the arrow, whatever its invisible name.
            ItemKind::Object | ItemKind::Store => Evidence::DataObject,
            _ if name.is_some() && required => Evidence::IoSpecification,
            _ => Evidence::DataObject,
        };
        let state = state.or(parameter.and_then(|known| items::state(known.node)));
        let access = access(item, state, evidence, !required, node);
        let of = self.model.items[item].name.clone();
        let step = &mut self.model.steps[step];
        if let (Some(called), Some(name)) = (&mut step.called, name) {
            let (inner, span) = (fold(items::cut(name)), node.span());
            if input {
                called.inputs.push(Mapping { from: Some(of), to: inner, span });
            } else {
                called.outputs.push(Mapping { from: Some(inner), to: of, span });
            }
        }
        if input { &mut step.reads } else { &mut step.writes }.push(access);
    }

    /// A constant fills a parameter; an expression reads variables, and may be written to one.
    fn assignment(&mut self, step: StepId, node: Element<'d>, parameter: Option<usize>) {
        if let Some(from) = node.child(Ns::Bpmn, "from") {
            let text = from.whole_text();
            let name = parameter.and_then(|position| self.parameters[position].node.attribute("name"));
            let names_actor = name.is_some_and(|name| JBPM_ACTORS.contains(&name));
            self.model.steps[step].assigned |= names_actor && !text.trim().is_empty();
            if let Some(language) = self.language_of(&text, from.attribute("language").or(Some(""))) {
                self.step_reads(step, &text, language, from);
            } else if name == Some(JBPM_GROUP) {
                let names = text.split(',').map(fold).filter(|name| !name.is_empty());
                self.model.steps[step].resources.extend(names);
            }
        }
        if let Some(to) = node.child(Ns::Bpmn, "to") {
            let text = to.whole_text();
            let inner = text
                .strip_prefix("#{")
                .or_else(|| text.strip_prefix("${"))
                .and_then(|text| text.strip_suffix('}'));
            if let Some(variable) = inner {
                self.step_writes(step, variable, to, false);
            }
        }
    }
}
