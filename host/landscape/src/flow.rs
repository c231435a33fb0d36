//! What can be said about a flow without knowing what its steps mean: availability, concurrency, paths, reach.
//!
//! This module knows nodes, edges and numbered facts; it knows no departments, items or files.

mod bits;
mod concurrency;
pub mod graph;
mod joins;
mod path;
mod queue;
mod reach;
mod reading;
mod region;
mod shape;
mod solution;
mod transfer;
mod witness;

#[cfg(test)]
mod tests;

pub use graph::{Edge, EdgeKind, Gate, Graph, Node, NodeId, NodeKind};
pub use path::{every_path_passes, path};
pub use reach::{Met, Trail, reach};
pub use solution::{Solution, Verdict, verdict};
pub use witness::{makers, witness};
