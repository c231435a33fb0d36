//! How the work of a process goes on: its arrows, and what its events wait for and bring about.

use handoff_model::{DefinitionKind, Span, TimerKind};
use serde::{Deserialize, Serialize};

use super::ids::{ItemId, StepId};

/// An arrow of the sequence flow inside one process; a pair of link events is one too, under no id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Flow {
    /// The id as written in the export; empty for a pair of link events.
    pub id: String,
    /// The label, or empty.
    pub name: String,
    /// The step it leaves.
    pub source: StepId,
    /// The step it enters.
    pub target: StepId,
    /// Its condition as written.
    pub condition: Option<String>,
    /// It is taken where no condition of its source holds.
    pub otherwise: bool,
    /// The items that its condition reads, sorted, each once.
    pub reads: Vec<ItemId>,
    /// Where it stands in the file of its source.
    pub span: Span,
}

/// One definition of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Event {
    /// The step that is the event.
    pub step: StepId,
    /// What it waits for or brings about.
    pub kind: DefinitionKind,
    /// It throws; else it catches.
    pub throws: bool,
    /// For a boundary event: the step it is attached to.
    pub host: Option<StepId>,
    /// It stops its host, or the scope around its event sub-process; false for an event that is neither.
    pub interrupting: bool,
    /// The event waits for all of its definitions, not for one.
    pub together: bool,
    /// How its timer is given, for one that has an expression.
    pub timer: Option<TimerKind>,
    /// The length of its duration, or of one round of its cycle, in seconds: see [`Timer::seconds`](handoff_model::Timer::seconds).
    pub seconds: Option<u64>,
}
