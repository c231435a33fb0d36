//! What can be said about a flow without knowing what its steps mean: availability, concurrency, paths, reach.
//!
//! This module knows nodes, edges and numbered facts; it knows no departments, items or files.

pub mod graph;

pub use graph::{Edge, EdgeKind, Gate, Graph, Node, NodeId, NodeKind};
