//! Whether what `handoff` says of real exports is true and worth reading: samples for people to judge, and their verdicts.
//!
//! `README.md` beside this crate says how a review is made.

mod draw;
mod fault;
mod finding;
mod gap;
mod picture;
mod verdict;

pub use draw::{SampleSize, draw, exports, place, same, words};
pub use fault::{Fault, PlantedFault};
pub use finding::{CheckedCorpus, Finding, check, read};
pub use gap::{Gap, KINDS, gaps};
pub use picture::{picture, title};
pub use verdict::{Judgement, Verdict, verdicts};
