//! What can be said about a flow without knowing what its steps mean: availability, concurrency, paths, reach.
//!
//! This module knows nodes, edges and numbered facts; it knows no departments, items or files.
//!
//! Where an exact answer would cost too much, or the export does not hold it, the analysis answers less surely than
//! the truth, never wrongly. These are all such places; `tests/flow` holds every other answer against brute force.
//!
//! - A join without its split, or whose branches are no blocks, counts on what every branch has; an inclusive join on
//!   what every branch has unless a parallel split sends all of them (`joins.rs`).
//! - Something that can wait for ever is taken to go on: a join whose branch ends early, a message that never comes.
//! - Behind a merge of concurrent branches, and beside branches that nothing awaits (a non-interrupting boundary
//!   event), it is not decided what runs at the same time; nor in inclusive gateways nested beyond a budget
//!   (`concurrency.rs`).
//! - The order that messages impose on steps is not seen; a process that is called from several places is solved once
//!   for all of them (`fixpoint.rs`).
//! - A terminate end may stop the other branches anywhere, so a scope or process with one guarantees nothing that only
//!   they make (`region.rs`).
//! - An event may come before anything in its scope has run, or after all of it, unless only drawn throws trigger it; of
//!   what runs beside such a throw nothing is sure (`throws.rs`).
//! - A signal within a process is awaited, not lost; a state that any step ends is not counted on behind it.
//! - A gap may be followed further than it goes, never less far: see [`reach()`].

mod bit_matrix;
mod concurrency;
mod fixpoint;
mod flow_index;
pub mod graph;
mod joins;
mod longest;
mod loose;
mod path;
mod queue;
mod reach;
mod receive;
mod region;
mod solution;
mod throws;
mod transfer;
mod witness;

#[cfg(test)]
mod tests;

pub use graph::{Edge, EdgeKind, FactId, Gate, Graph, Node, NodeId, NodeKind, ProcessId};
pub use longest::{NodeTimes, TimedPath, WalkBounds, longest};
pub use loose::heads;
pub use path::{every_path_passes, path};
pub use reach::{ReachCertainty, ReachPath, reach};
pub use solution::{FactAvailability, Solution, verdict};
pub use witness::{makers, witness};
