//! What every part of the BPMN reader shares: the model in the making, ids, references and notes.

use std::collections::hash_map::Entry;
use std::rc::Rc;

use handoff_model::{
    Access, ElementDiagnostic, Evidence, FlowId, Id, ItemId, LaneId, MessageFlowId, Model, Omission,
    ParticipantId, Process, ProcessId, StepId, TriggerId, TriggerKind,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::namespace::{Ns, Prefixes, local_name};
use super::shapes::{DiagramTexts, LineIndex, ShapeIndex};

use super::code;
use super::element::{Element, fold, name};
use crate::diagnostics::DiagnosticSink;
use crate::expression::ExpressionLanguage;
use crate::limits;

/// What an id stands for.
#[derive(Clone, Copy)]
pub(super) enum ReferenceTarget<'d> {
    Process(ProcessId),
    Participant(ParticipantId),
    Lane(LaneId),
    Step(StepId),
    Flow(FlowId),
    MessageFlow(MessageFlowId),
    /// An item, in the state that the drawn reference shows.
    Item(ItemId, Option<&'d str>),
    /// An input or output of a step, as a position in [`BpmnReader::parameters`].
    Parameter(usize),
    Trigger(TriggerId),
    /// A text annotation, as a position in the model's list.
    Annotation(usize),
    /// What a tool made up to have somewhere to point associations at.
    Local,
    /// A definition that is looked into where something refers to it.
    Definition(Element<'d>),
}

/// An element together with where it lies.
#[derive(Clone, Copy)]
pub(super) struct ScopedElement<'d> {
    pub(super) node: Element<'d>,
    pub(super) process: ProcessId,
    pub(super) scope: Option<StepId>,
}

/// An input or output of a step.
pub(super) struct Parameter<'d> {
    pub(super) node: Element<'d>,
    pub(super) step: StepId,
    pub(super) input: bool,
    /// It belongs to every set of inputs or outputs, and is not optional in any.
    pub(super) required: bool,
    /// What is drawn behind it, or the item that stands for it.
    pub(super) item: Option<(ItemId, Option<&'d str>)>,
    /// A constant or expression fills it.
    pub(super) assigned: bool,
}

/// One field of a form, bound to a process variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) key: String,
    /// The type as the form calls it.
    pub(super) data_type: Option<String>,
    pub(super) readable: bool,
    pub(super) writable: bool,
    /// The form says that it need not be filled in; a form that does not say counts as filled in.
    pub(super) may_stay_empty: bool,
}

/// A form that steps share.
pub(super) struct Form {
    pub(super) fields: Vec<Field>,
    /// The bytes it takes in the file.
    pub(super) size: usize,
}

/// Names by the step that hides them.
pub(super) type HiddenNames = FxHashMap<StepId, FxHashSet<String>>;

/// The process variables of an export.
#[derive(Default)]
pub(super) struct Variables {
    pub(super) known: FxHashMap<(ProcessId, String), ItemId>,
    /// The names that mean something else inside a step.
    pub(super) locals: HiddenNames,
    /// Those of them that name one element of a collection.
    pub(super) elements: HiddenNames,
    /// What has been recorded, with its position: a step reads or (`true`) writes a variable once, however often it
    /// names it.
    pub(super) seen: FxHashMap<(StepId, ItemId, bool), usize>,
    /// The step that has done its work when what is being read now runs: it sees what it has written itself.
    pub(super) done: Option<StepId>,
}

/// Everything known while one export is read.
pub(super) struct BpmnReader<'d, 'n> {
    pub(super) model: Model,
    pub(super) notes: DiagnosticSink<'d, 'n>,
    pub(super) targets: FxHashMap<&'d str, ReferenceTarget<'d>>,
    /// The element of each step and participant, by their positions in the model.
    pub(super) step_nodes: Vec<Element<'d>>,
    pub(super) participant_nodes: Vec<Element<'d>>,
    /// The element of each process; a process that was made up around a fragment has none.
    pub(super) process_nodes: Vec<Option<Element<'d>>>,
    pub(super) parameters: Vec<Parameter<'d>>,
    /// The parameters of each step, as positions: the first, and the first that is not its own.
    pub(super) parameters_of: Vec<(usize, usize)>,
    /// The data stores by their names.
    pub(super) stores: FxHashMap<String, ItemId>,
    /// The processes that have steps.
    pub(super) inhabited: FxHashSet<ProcessId>,
    /// The processes that have data objects.
    pub(super) drawing: FxHashSet<ProcessId>,
    /// Triggers that are not to be found by their id alone: named but not declared, or sharing the id of another.
    pub(super) named: FxHashMap<(TriggerKind, String), TriggerId>,
    /// What is resolved once everything has an id.
    pub(super) lane_sets: Vec<ScopedElement<'d>>,
    pub(super) sequence_flows: Vec<ScopedElement<'d>>,
    pub(super) message_flows: Vec<Element<'d>>,
    pub(super) references: Vec<ScopedElement<'d>>,
    pub(super) associations: Vec<Element<'d>>,
    pub(super) conditions: Vec<(FlowId, Element<'d>, ExpressionLanguage)>,
    /// Flows with extensions, which may hold listeners.
    pub(super) heard: Vec<(FlowId, Element<'d>)>,
    pub(super) lane_nodes: Vec<Element<'d>>,
    /// What tells which message of its kind is meant, by the positions of the declared triggers in the model.
    pub(super) correlations: Vec<Option<Element<'d>>>,
    /// The variables in which engines keep who started a case.
    pub(super) initiators: FxHashSet<&'d str>,
    /// The fields of the forms that the file holds, by their ids.
    pub(super) forms: FxHashMap<&'d str, Rc<Form>>,
    /// What has been read again for references to it, of [`limits::MAX_SHARED`].
    shared: usize,
    pub(super) variables: Variables,
    /// What the prefixes of references stand for.
    pub(super) namespaces: Prefixes<'d>,
    /// The language of conditions that do not name theirs.
    pub(super) language: Option<ExpressionLanguage>,
    /// The text of the export, for quick looks at whether shapes have to tell what belongs to what.
    pub(super) text: &'d str,
    pub(super) diagrams: DiagramTexts<'d>,
    pub(super) sheet: Option<Rc<ShapeIndex>>,
    pub(super) lines: Option<LineIndex>,
    /// How many ends of flows have been looked for.
    pub(super) docked: usize,
    /// What stands in an unusual place, with the process around it where there is one.
    pub(super) strays: Vec<(Element<'d>, Option<ProcessId>)>,
}

impl<'d, 'n> BpmnReader<'d, 'n> {
    pub(super) fn new(text: &'d str, diagrams: DiagramTexts<'d>, notes: DiagnosticSink<'d, 'n>) -> Self {
        Self {
            model: Model::default(),
            notes,
            targets: FxHashMap::default(),
            step_nodes: Vec::new(),
            process_nodes: Vec::new(),
            participant_nodes: Vec::new(),
            parameters: Vec::new(),
            parameters_of: Vec::new(),
            stores: FxHashMap::default(),
            inhabited: FxHashSet::default(),
            drawing: FxHashSet::default(),
            named: FxHashMap::default(),
            lane_sets: Vec::new(),
            sequence_flows: Vec::new(),
            message_flows: Vec::new(),
            references: Vec::new(),
            associations: Vec::new(),
            conditions: Vec::new(),
            heard: Vec::new(),
            lane_nodes: Vec::new(),
            correlations: Vec::new(),
            initiators: FxHashSet::default(),
            forms: FxHashMap::default(),
            shared: 0,
            variables: Variables::default(),
            namespaces: Prefixes::default(),
            language: None,
            text,
            diagrams,
            sheet: None,
            lines: None,
            docked: 0,
            strays: Vec::new(),
        }
    }

    /// Registers an element under its id and returns the id the model knows it by.
    pub(super) fn claim(&mut self, node: Element<'d>, target: ReferenceTarget<'d>) -> String {
        let span = node.span();
        let Some(id) = node.attribute("id") else {
            let made_up = format!("{}@{}:{}", node.local(), span.line, span.column);
            self.notes.add(code::MISSING_ID, span, Some(&made_up), || {
                ElementDiagnostic::MissingId { element: node.local().to_owned(), label: name(node) }.into()
            });
            return made_up;
        };
        match self.targets.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(target);
                id.to_owned()
            }
            Entry::Occupied(_) => {
                let made_up = format!("{id}@{}:{}", span.line, span.column);
                self.notes.add(code::DUPLICATE_ID, span, Some(&made_up), || {
                    ElementDiagnostic::DuplicateId { element: node.local().to_owned(), label: name(node) }
                        .into()
                });
                made_up
            }
        }
    }

    /// Registers what may have an id but need not.
    pub(super) fn claim_if_named(&mut self, node: Element<'d>, target: ReferenceTarget<'d>) -> String {
        if node.attribute("id").is_some() { self.claim(node, target) } else { String::new() }
    }

    /// Finds what a reference means: an id as it stands, else a qualified name without its prefix.
    pub(super) fn find(&self, reference: &str) -> Option<ReferenceTarget<'d>> {
        let reference = reference.trim();
        if let Some(target) = self.targets.get(reference) {
            return Some(*target);
        }
        let local = local_name(reference);
        self.targets.get(local).copied()
    }

    /// Finds what a reference means, and notes one that leads nowhere.
    pub(super) fn resolve(&mut self, reference: &str, from: Element<'d>) -> Option<ReferenceTarget<'d>> {
        let target = self.find(reference);
        if target.is_none() {
            self.dangling(from);
        }
        target
    }

    /// Notes a reference that leads nowhere.
    pub(super) fn dangling(&mut self, from: Element<'d>) {
        self.notes.add(code::DANGLING_REFERENCE, from.span(), from.attribute("id"), || {
            ElementDiagnostic::DanglingReference { element: from.local().to_owned(), label: name(from) }
                .into()
        });
    }

    /// Notes a reference to something that cannot stand there.
    pub(super) fn wrong(&mut self, from: Element<'d>) {
        self.notes.add(code::WRONG_REFERENCE, from.span(), from.attribute("id"), || {
            ElementDiagnostic::WrongReference { element: from.local().to_owned(), label: name(from) }.into()
        });
    }

    /// Tells whether something of this size may be read again for one more reference to it.
    pub(super) fn may_share(&mut self, size: usize, from: Element<'d>) -> bool {
        self.shared = self.shared.saturating_add(size);
        let may = self.shared <= limits::MAX_SHARED;
        if !may {
            self.notes.tally(code::SHARED_TOO_OFTEN, from.local(), from.span(), |local, count| {
                Omission::SharedTooOften(local.to_owned(), count).into()
            });
        }
        may
    }

    /// Counts an extension element that is not read. What is left out of BPMN itself `unread` tells, what belongs to
    /// unknown tools the parser.
    pub(super) fn left_out(&mut self, node: Element<'d>) {
        if matches!(node.space(), Ns::Bpmn | Ns::Diagram | Ns::Foreign) {
            return;
        }
        self.notes.tally(code::EXTENSION, node.local(), node.span(), |local, count| {
            Omission::LeftOut(local.to_owned(), count).into()
        });
    }

    /// Tells where a step lies, speaking of one of the elements inside it.
    pub(super) fn placed(&self, step: StepId, node: Element<'d>) -> ScopedElement<'d> {
        let step = &self.model.steps[step];
        ScopedElement { node, process: step.process, scope: step.scope }
    }

    pub(super) fn step_ids(&self) -> impl Iterator<Item = StepId> + use<> {
        (0..self.model.steps.len()).map(StepId::new)
    }

    /// Lists the processes that the file holds, with their elements.
    pub(super) fn written_processes(&self) -> Vec<(ProcessId, Element<'d>)> {
        let numbered = self.process_nodes.iter().enumerate();
        numbered.filter_map(|(index, node)| Some((ProcessId::new(index), (*node)?))).collect()
    }

    pub(super) fn add_process(&mut self, node: Element<'d>) -> ProcessId {
        let id = ProcessId::new(self.model.processes.len());
        let process = Process {
            id: self.claim(node, ReferenceTarget::Process(id)),
            // Some tools say themselves that nobody has named it.
            name: if node.attribute_of(|_| true, "defaultName") == Some("true") {
                String::new()
            } else {
                name(node)
            },
            executable: node.attribute("isExecutable") == Some("true"),
            ad_hoc: node.attribute_of(|space| space == Ns::Drools, "adHoc") == Some("true"),
            global_task: false,
            inputs: Vec::new(),
            outputs: Vec::new(),
            resources: Vec::new(),
            span: node.span(),
        };
        self.process_nodes.push(Some(node));
        self.model.processes.push(process)
    }
}

pub(super) fn access(
    item: ItemId,
    state: Option<&str>,
    evidence: Evidence,
    optional: bool,
    from: Element<'_>,
) -> Access {
    Access {
        item,
        state: state.map(fold),
        evidence,
        optional,
        element: from.attribute("id").map(str::to_owned),
        span: from.span(),
    }
}
