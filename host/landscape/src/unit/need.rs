//! What steps need and what they provide.

use handoff_model::{Evidence, Span};
use serde::{Deserialize, Serialize};

use super::{DepartmentId, HandoffId, ItemId, StepId};
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

/// One required input with the verdict on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Need {
    /// The step that needs the item.
    pub step: StepId,
    /// The item that it needs.
    pub item: ItemId,
    /// The state it must be in: a position in [`Item::states`](super::Item::states); `None` for any.
    pub state: Option<u32>,
    /// Whether the step can do without.
    pub optional: bool,
    /// Where the need is known from.
    pub evidence: Evidence,
    /// The flow whose condition reads it, the first of several: a position in [`Unit::flows`](super::Unit::flows). `None` where the
    /// step needs it for its own work.
    pub flow: Option<u32>,
    /// It is what a call does not pass or take back: see [`Call`](super::Call).
    pub unmapped: bool,
    /// The id and place of the element that says so (a data association, a form field), where it has one.
    pub element: Option<(String, Span)>,
    /// The contract clause that says so.
    pub origin: Option<Origin>,
    /// The verdict on the item in the required state.
    pub availability: Availability,
    /// The verdict on the item in any state; equal to `availability` where no state is needed.
    pub any_state: Availability,
    /// The states it may arrive in, where a state is needed.
    pub arrives_in: Vec<u32>,
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
    pub undeclared: Option<crate::UndecidedReason>,
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
    pub state: Option<u32>,
    /// Whether the step may leave it out.
    pub optional: bool,
    /// Where it is known from that the step provides it.
    pub evidence: Evidence,
    /// The steps that may use what this step made (needs that it can reach, message, store, process output).
    pub used_by: Vec<StepId>,
    /// It leaves the unit: to the customer, a partner, a process output, a store, an end event's payload, a promised `provides`;
    /// or the last steps make it, which the process is there for.
    pub leaves: bool,
}
