//! The nodes of the flow.

use crate::{Access, Event, FlowId, LaneId, ProcessId, Span, StepId, TriggerId};
use serde::{Deserialize, Serialize};

/// The kinds of nodes of the flow: activities, events, gateways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are those of BPMN 2.0, chapter 10")]
pub enum StepKind {
    Task,
    UserTask,
    ManualTask,
    ServiceTask,
    ScriptTask,
    SendTask,
    ReceiveTask,
    DecisionTask,
    Call,
    SubProcess,
    EventSubProcess,
    Start,
    End,
    Catch,
    Throw,
    Boundary,
    Exclusive,
    Parallel,
    Inclusive,
    EventBased,
    Complex,
}

impl StepKind {
    /// Tells whether the step routes work and does none.
    pub fn is_gateway(self) -> bool {
        matches!(self, Self::Exclusive | Self::Parallel | Self::Inclusive | Self::EventBased | Self::Complex)
    }

    /// Tells whether the step is an event.
    pub fn is_event(self) -> bool {
        matches!(self, Self::Start | Self::End | Self::Catch | Self::Throw | Self::Boundary)
    }

    /// Tells whether the step does work: a task, a call or a sub-process.
    pub fn is_activity(self) -> bool {
        !self.is_gateway() && !self.is_event()
    }

    /// Tells whether other steps lie inside it.
    pub fn is_scope(self) -> bool {
        matches!(self, Self::SubProcess | Self::EventSubProcess)
    }

    /// Returns the plain word for it, which names a step without a label.
    pub fn name(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::UserTask => "user task",
            Self::ManualTask => "manual task",
            Self::ServiceTask => "service task",
            Self::ScriptTask => "script task",
            Self::SendTask => "send task",
            Self::ReceiveTask => "receive task",
            Self::DecisionTask => "decision task",
            Self::Call => "call",
            Self::SubProcess => "sub-process",
            Self::EventSubProcess => "event sub-process",
            Self::Start => "start event",
            Self::End => "end event",
            Self::Catch => "catch event",
            Self::Throw => "throw event",
            Self::Boundary => "boundary event",
            Self::Exclusive => "exclusive gateway",
            Self::Parallel => "parallel gateway",
            Self::Inclusive => "inclusive gateway",
            Self::EventBased => "event-based gateway",
            Self::Complex => "complex gateway",
        }
    }
}

/// How often an activity runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loop {
    /// It runs once: no loop is marked.
    #[default]
    Once,
    /// As long as a condition holds.
    While {
        /// The condition is tested before the first run, so that the body may not run at all.
        test_before: bool,
    },
    /// Once for each element of a collection, which may be empty.
    Each {
        /// One after the other, not at the same time.
        sequential: bool,
        /// The number of instances is a constant of at least one, so that the body surely runs.
        surely: bool,
    },
}

/// One value passed into or out of a called process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The name on the giving side; `None` for a constant or an expression without variables.
    pub from: Option<String>,
    /// The name on the receiving side.
    pub to: String,
    /// The place of the element that maps it.
    pub span: Span,
}

/// What a call activity calls, and what it passes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallTarget {
    /// The id or name of the called process or global task as written, without prefix; empty when not given.
    pub element: String,
    /// The namespace of that reference, where it has a prefix that stands for one.
    pub namespace: Option<String>,
    /// Whether `element` is an expression and known only at run time.
    pub dynamic: bool,
    /// Every item of the caller is passed in.
    pub all_in: bool,
    /// Every item of the called process is passed back.
    pub all_out: bool,
    /// The single values passed to the called process.
    pub inputs: Vec<Mapping>,
    /// The single values passed back to the caller.
    pub outputs: Vec<Mapping>,
}

/// What a tool wrote about a step beside BPMN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepAttribute {
    /// The name as written. That of an attribute of the element has the usual prefix of the tool, like `camunda:priority`.
    pub name: String,
    /// The value as written, never empty.
    pub value: String,
}

/// A node of the flow: an activity, event or gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The id as written; made up by the reader (and noted) where it was missing.
    pub id: String,
    /// The label, white space folded; empty where there is none.
    pub name: String,
    /// The kind of activity, event or gateway.
    pub kind: StepKind,
    /// The process it lies in, also where sub-processes are between.
    pub process: ProcessId,
    /// The sub-process it lies in, innermost.
    pub scope: Option<StepId>,
    /// The lane it lies in, innermost, named or not.
    pub lane: Option<LaneId>,
    /// The definitions of an event; `None` for activities and gateways.
    pub event: Option<Event>,
    /// For boundary events: the step it is attached to.
    pub attached_to: Option<StepId>,
    /// For send and receive tasks: the message.
    pub message: Option<TriggerId>,
    /// For exclusive, inclusive and complex gateways and activities: the flow taken when no condition holds.
    pub default_flow: Option<FlowId>,
    /// For call activities: what is called.
    pub called: Option<CallTarget>,
    /// For sub-processes: its steps may run in any order.
    pub ad_hoc: bool,
    /// For sub-processes: it is a transaction.
    pub transaction: bool,
    /// How often it runs, by its loop marker.
    pub repeats: Loop,
    /// It only runs to undo other work.
    pub compensation: bool,
    /// The activity whose work it undoes, where a compensation event there points to it.
    pub undoes: Option<StepId>,
    /// A receive task or event-based gateway that starts the process.
    pub instantiates: bool,
    /// The roles and candidate groups named on it, as written; persons are no roles.
    pub resources: Vec<String>,
    /// Someone is named who does it: a role, a person, or whoever an expression finds.
    pub assigned: bool,
    /// The items it needs before it can start.
    pub reads: Vec<Access>,
    /// The items it provides when it is done.
    pub writes: Vec<Access>,
    /// It may read and write variables that the export does not show (Java classes, scripts, external workers).
    pub opaque: bool,
    /// All that it sets stands in the export, even where it is opaque in what it reads: an engine takes over nothing else.
    pub closed: bool,
    /// A sequence flow that begins or ends here was dropped, because its other end leads nowhere: what rests on the ways
    /// to or from this step is not certain.
    pub loose: bool,
    /// It has no shape in a drawing that shows the others: a leftover of the tool, not to be judged.
    pub undrawn: bool,
    /// Its documentation, if any.
    pub documentation: Option<String>,
    /// What the tool wrote about it beside BPMN, in the order of the export.
    pub attributes: Vec<StepAttribute>,
    /// The place of its opening tag.
    pub span: Span,
}

impl Step {
    /// Tells whether the step is an event with a definition of this kind.
    pub fn has(&self, kind: crate::DefinitionKind) -> bool {
        self.event.as_ref().is_some_and(|event| event.has(kind))
    }
}
