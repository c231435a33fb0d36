//! What steps need and what they provide, and why of some needs nobody can tell.

use handoff_model::{Evidence, Span};
use serde::{Deserialize, Serialize};

use super::ids::{DepartmentId, HandoffId, ItemId, StateId, StepId};
use crate::contract::Origin;

/// How surely an item is there when a step needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Availability {
    /// Provided on every path to the step.
    Always,
    /// Provided on some paths to the step, not on all.
    Sometimes,
    /// Only made in a branch that runs at the same time.
    Racing,
    /// Provided only by steps that come after it.
    Late,
    /// Made in a process that never passes it on.
    Elsewhere,
    /// Provided nowhere, or only where no path to the step leads by.
    Never,
    /// A source on the way is undeclared.
    Unknown,
}

/// Why nobody can tell whether a needed item arrives.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UndecidedReason {
    /// Nothing says in which state the item arrives.
    State,
    /// The item is a store, and may hold it from before.
    Store,
    /// The item may be set when the process is started.
    Start,
    /// Code that the export does not show may set the item.
    Code,
    /// The data object has no name.
    NoName,
    /// What runs at the same time cannot be told from the gateways.
    Together,
    /// No start leads to the step.
    Unreached(StepId),
    /// What came before is not declared.
    Before,
    /// A message or signal is not named.
    Message {
        /// It is a signal, not a message.
        signal: bool,
        /// The step or pool that sends it.
        from: MessageSender,
        /// The step at which it arrives.
        to: StepId,
    },
    /// The message that a step receives is not named.
    Received(StepId),
    /// A call does not say what it passes.
    Call(StepId),
    /// A call passes something under a name that the called process does not know.
    Misnamed(StepId),
    /// A flow crosses pools, and says nothing of what it hands over.
    Crossing(StepId, StepId),
    /// The flow comes in at a step from a page that is not in the export.
    Page(StepId),
    /// A start does not say what it brings.
    Silent(StepId),
    /// A step provides the item, but no start leads to it.
    LooseMaker(StepId),
    /// An arrow from or to a step hangs loose, so that nobody can tell what leads where.
    LooseEnd(StepId),
    /// What is entered at a step does not stand in the export.
    Entered(StepId),
    /// What a decision gives back does not stand in the export.
    Decided(StepId),
    /// What a script sets does not stand in the export.
    Scripted(StepId),
    /// A call passes back whatever there is.
    Returned(StepId),
    /// What a step sets does not stand in the export.
    Set(StepId),
}

/// The end of a message or signal at which it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageSender {
    /// A step, by its position in [`Unit::steps`](super::Unit::steps).
    Step(StepId),
    /// A pool as a whole, by its name, if it has one.
    Pool(String),
}

impl UndecidedReason {
    /// Lists the steps that it names.
    pub(crate) fn steps(&self) -> Vec<StepId> {
        match self {
            Self::Unreached(step)
            | Self::Received(step)
            | Self::Call(step)
            | Self::Misnamed(step)
            | Self::Page(step)
            | Self::Silent(step)
            | Self::LooseMaker(step)
            | Self::LooseEnd(step)
            | Self::Entered(step)
            | Self::Decided(step)
            | Self::Scripted(step)
            | Self::Returned(step)
            | Self::Set(step) => vec![*step],
            Self::Crossing(from, to) | Self::Message { from: MessageSender::Step(from), to, .. } => {
                vec![*from, *to]
            }
            Self::Message { from: MessageSender::Pool(_), to, .. } => vec![*to],
            Self::State
            | Self::Store
            | Self::Start
            | Self::Code
            | Self::NoName
            | Self::Together
            | Self::Before => Vec::new(),
        }
    }
}

/// One required input with the verdict on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Need {
    /// The step that needs the item.
    pub step: StepId,
    /// The item that it needs.
    pub item: ItemId,
    /// The state it must be in: a position in [`Item::states`](super::Item::states); `None` for any.
    pub state: Option<StateId>,
    /// Whether the step can do without.
    pub optional: bool,
    /// Where the need is known from.
    pub evidence: Evidence,
    /// The flow whose condition reads it, the first of several: a position in [`Unit::flows`](super::Unit::flows). `None` where the
    /// step needs it for its own work.
    pub flow: Option<u32>,
    /// It is what a call does not pass or take back: see [`Call`](super::Call).
    pub unmapped: bool,
    /// What is said of the form of the item: a position in [`Unit::clauses`](super::Unit::clauses).
    pub clause: Option<u32>,
    /// The id and place of the element that says so (a data association, a form field), where it has one.
    pub element: Option<(String, Span)>,
    /// The contract clause that says so.
    pub origin: Option<Origin>,
    /// The verdict on the item in the required state.
    pub availability: Availability,
    /// The verdict on the item in any state; equal to `availability` where no state is needed.
    pub any_state: Availability,
    /// The states it may arrive in, where a state is needed.
    pub arrives_in: Vec<StateId>,
    /// Required fields that no provider which reaches the step declares, where providers declare fields.
    pub missing_fields: Vec<String>,
    /// The department that the contract expects it from, where it is one of the unit.
    pub expected: Option<DepartmentId>,
    /// The department (or system) that the contract expects it from, under its canonical name.
    pub expected_from: Option<String>,
    /// Steps of one path that shows the verdict, from a start to the step; empty for `Always` and where there is none.
    pub witness: Vec<StepId>,
    /// Who provides it anywhere in the unit.
    pub providers: Vec<StepId>,
    /// For `Unknown`: what is not declared.
    pub undeclared: Option<UndecidedReason>,
    /// For `Unknown`: a position in [`Unit::sources`](super::Unit::sources). Needs of one item that wait for the same declaration
    /// share it.
    pub source: Option<u32>,
    /// The handoff over which it should have come, where there is exactly one last border before the step.
    pub handoff: Option<HandoffId>,
}

/// One item that a step provides, with the steps that may use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Provision {
    /// The step that provides the item.
    pub step: StepId,
    /// The item that it provides.
    pub item: ItemId,
    /// The state it is then in: a position in [`Item::states`](super::Item::states); `None` where nothing says.
    pub state: Option<StateId>,
    /// Whether the step may leave it out.
    pub optional: bool,
    /// Where it is known from that the step provides it.
    pub evidence: Evidence,
    /// What is said of the form of the item: a position in [`Unit::clauses`](super::Unit::clauses).
    pub clause: Option<u32>,
    /// The steps that may use what this step made (needs that it can reach, message, store, process output).
    pub used_by: Vec<StepId>,
    /// It leaves the unit: to the customer, a partner, a process output, a store, an end event's payload, a promised `provides`;
    /// or the last steps make it, which the process is there for.
    pub leaves: bool,
}
