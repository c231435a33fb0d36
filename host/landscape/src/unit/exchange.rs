//! What is sent and received by name, with whoever is on the other side.

use serde::{Deserialize, Serialize};

use super::ids::{DepartmentId, HandoffId, StepId};

/// By what two steps that no arrow joins meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExchangeKind {
    /// From one to one, over a message flow or by its name.
    Message,
    /// From one to whoever listens.
    Signal,
}

/// What is known of the other side of something that is sent or received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Partner {
    /// A step of the landscape is the other side.
    Met,
    /// A pool whose inside nobody sees may be it, the export draws no other party, or it begins a process.
    Open,
    /// Steps elsewhere in the landscape have the name, and none was taken.
    Ambiguous,
    /// It has no name, and nothing leads to or from it, where everybody who could be the other side is drawn.
    Unnamed,
    /// Everybody who could be it is drawn, and nobody is it.
    Missing,
}

/// A message or signal with whoever receives it: one row for each pair, and one for each side that is alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Exchange {
    /// What it is.
    pub kind: ExchangeKind,
    /// The name of the message, signal or message flow; empty where none has one.
    pub name: String,
    /// Who sends; `None` for a pool as a whole, and where nobody is known.
    pub thrower: Option<StepId>,
    /// Who receives; `None` likewise.
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
