//! The small numbers by which the lists of a unit name each other's rows: whatever they are written into names them too.

use serde::{Deserialize, Serialize};

/// A position in [`Unit::steps`](super::Unit::steps), and of the step's node in [`Unit::graph`](super::Unit::graph).
pub use crate::flow::NodeId as StepId;
pub use crate::flow::{FactId, ProcessId};

handoff_model::ids! {
    /// A position in [`Unit::files`](super::Unit::files).
    #[derive(Default, Serialize, Deserialize)]
    pub FileId,
    /// A position in [`Unit::departments`](super::Unit::departments).
    #[derive(Serialize, Deserialize)]
    pub DepartmentId,
    /// A position in [`Unit::items`](super::Unit::items).
    #[derive(Serialize, Deserialize)]
    pub ItemId,
    /// A position in [`Unit::handoffs`](super::Unit::handoffs).
    #[derive(Serialize, Deserialize)]
    pub HandoffId,
    /// A position in [`Item::states`]; which item is meant stands beside it.
    #[derive(Serialize, Deserialize)]
    pub StateId,
}
