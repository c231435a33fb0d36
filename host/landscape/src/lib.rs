//! Models and contracts in; units, handoffs, availability and reach out: the analysis.
//!
//! The words and the method are those of the project's domain page: see `docs/ARCHITECTURE.md`.

pub mod contract;
pub mod flow;
pub mod unit;

pub use contract::{Contract, Origin, Settings};
pub use unit::{Landscape, Unit};
