//! Calls of other processes, with what is lost at them.

use serde::{Deserialize, Serialize};

use super::ids::{ItemId, ProcessId, StepId};

/// A call of another process; a call that may mean several is one row for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Call {
    /// The call activity.
    pub step: StepId,
    /// The process that is called: a position in [`Unit::processes`](super::Unit::processes). `None` where it is not loaded,
    /// ambiguous, or known only at run time.
    pub process: Option<ProcessId>,
    /// The process was taken by its name.
    pub guessed: bool,
    /// The call does not say what it passes and takes back: nothing is known to be missing.
    pub silent: bool,
    /// What the called process requires and the call does not pass, in the order of the needs, each once.
    pub unpassed: Vec<ItemId>,
    /// What the called process provides, somebody behind the call needs, and the call does not take back, in the same order.
    pub unreturned: Vec<ItemId>,
}
