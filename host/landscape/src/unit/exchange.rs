//! What is sent and received or thrown and caught, with whoever is on the other side.

use serde::{Deserialize, Serialize};

use super::ids::{DepartmentId, HandoffId, StepId};

/// By what two steps that no arrow joins meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExchangeKind {
    /// From one to one, over a message flow or by its name.
    Message,
    /// From one to whoever listens.
    Signal,
    /// Outwards, to the event that catches it, like the two that follow.
    Error,
    /// What is told to whoever is around the work, which may go on.
    Escalation,
    /// The end of a transaction that is undone.
    Cancellation,
}

impl ExchangeKind {
    /// Tells whether it goes from one to another beside the flow, and not outwards through the scopes around it.
    pub(crate) fn is_sent(self) -> bool {
        matches!(self, Self::Message | Self::Signal)
    }
}

/// What is known of the other side of something that is sent or received, thrown or caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Partner {
    /// A step of the landscape is the other side.
    Met,
    /// A pool whose inside nobody sees may be it, the export draws no other party, or it begins a process; the work at which an
    /// event catches it may throw it, or others may call the process that it leaves.
    Open,
    /// Steps elsewhere in the landscape have the name, and none was taken.
    Ambiguous,
    /// It has no name, and nothing leads to or from it, where everybody who could be the other side is drawn.
    Unnamed,
    /// Everybody who could be it is drawn, and nobody is it.
    Missing,
}

/// What one step sends or throws, with whoever receives or catches it: one row for each pair, and one for each side that is
/// alone. Messages and signals come first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Exchange {
    /// What it is.
    pub kind: ExchangeKind,
    /// The name of what is sent or thrown, else of the message flow or its code; empty where none has one.
    pub name: String,
    /// Who sends or throws; `None` for a pool as a whole, and where nobody is known.
    pub thrower: Option<StepId>,
    /// Who receives, or the event that catches; `None` likewise.
    pub catcher: Option<StepId>,
    /// The department of whoever sends.
    pub giver: Option<DepartmentId>,
    /// The department of whoever receives.
    pub receiver: Option<DepartmentId>,
    /// What is known of the other side.
    pub partner: Partner,
    /// A message flow shows who meets whom.
    pub drawn: bool,
    /// Receiving it begins a process.
    pub begins: bool,
    /// The passage of work that it is, where it crosses a border.
    pub handoff: Option<HandoffId>,
}
