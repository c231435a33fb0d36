//! The small numbers by which the lists of a unit name each other's rows: whatever they are written into names them too.

use serde::{Deserialize, Serialize};

/// A position in [`Unit::steps`], and of the step's node in [`Unit::graph`].
pub use crate::flow::NodeId as StepId;

handoff_model::ids! {
    /// A position in [`Unit::departments`].
    #[derive(Serialize, Deserialize)]
    pub DepartmentId,
    /// A position in [`Unit::items`].
    #[derive(Serialize, Deserialize)]
    pub ItemId,
    /// A position in [`Unit::handoffs`].
    #[derive(Serialize, Deserialize)]
    pub HandoffId,
}
