//! Exports for tests: those that this repository ships, with what is expected of each, and the real ones that may lie beside it.

#![expect(clippy::panic, reason = "a test speaks by panicking, its helpers too")]

mod corpus;
mod expectation;
mod shipped;

pub use corpus::{Corpus, IndexRow, corpus};
pub use expectation::{Expectation, ExpectedFinding, Judgement};
pub use shipped::{Sample, drawn, foreign, shipped};
