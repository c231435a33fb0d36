//! Models and contracts in; units, handoffs, availability and reach out: the analysis.
//!
//! The words and the method are those of the project's domain page: see `docs/ARCHITECTURE.md`.
//!
//! The path of a landscape is [`Landscape::of`]: owners → links → units; of each unit: layout → control → borders →
//! contracts → uses → facts → messages and calls → solution → verdicts → touchpoints, endings, waits.

#![warn(clippy::disallowed_methods)]

mod access;
mod alternative;
mod asker;
mod beginning;
mod branch;
pub mod by_name;
mod call;
mod carry;
mod connector;
mod contacts;
pub mod contract;
mod contrast;
mod control;
mod customer;
mod deadline;
mod department;
mod draft;
mod ending;
mod facts;
pub mod flow;
mod goals;
mod group;
mod handoff;
mod heard;
mod identity;
mod item;
mod keys;
mod label;
mod landscape;
mod lexicon;
mod link;
mod matching;
mod memo;
mod name;
mod near;
mod need;
mod objection;
mod origin;
mod outcome;
mod paths;
mod payload;
mod phrase;
mod provision;
mod purpose;
mod question;
mod reason;
mod recall;
mod recipe;
mod reference;
mod reply;
mod sketch;
mod sound;
mod source;
mod speech;
mod store;
pub mod telling;
#[cfg(test)]
mod testing;
mod thrown;
pub mod title;
mod touchpoint;
mod trigger;
pub mod unit;
mod unlinked;
mod verdict;
mod wait;
mod ways;
mod written;

pub use contract::{Contract, Origin, Settings};
pub use landscape::Export;
pub use reason::{Reason, Sender};
pub use recall::Recall;
pub use sound::Unsound;
pub use unit::{Landscape, Unit};
