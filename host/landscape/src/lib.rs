//! Models and contracts in; units, handoffs, availability and reach out: the analysis.
//!
//! The words and the method are those of the project's domain page: see `docs/ARCHITECTURE.md`.
//!
//! The path of a landscape is [`Landscape::of`]: owners → links → units; of each unit: layout → control → borders →
//! contracts → uses → facts → messages and calls → solution → verdicts → touchpoints, endings, waits.

#![warn(clippy::disallowed_methods)]

mod access;
mod addressee;
mod alike;
mod alternative;
mod arc_map;
mod arrow;
mod asker;
mod beginning;
mod branch;
pub mod by_name;
mod cache;
mod call;
mod carry;
mod catch;
mod clause;
mod connector;
mod contacts;
mod continuation;
pub mod contract;
mod contrast;
mod control;
mod customer;
mod deadline;
mod department;
mod ending;
mod exchange;
mod facts;
mod file_places;
pub mod flow;
mod goals;
mod handoff;
mod hint;
mod hint_vocabulary;
mod identity;
mod indexed_export;
mod item;
mod keys;
mod label;
mod landscape;
mod leg;
mod lexicon;
mod link;
mod link_account;
mod matching;
mod memo;
mod name;
mod need;
mod objection;
mod origin;
mod outcome;
mod paths;
mod payload;
mod phrase;
mod pieces;
mod promise;
mod provision;
mod purpose;
mod question;
mod reason;
mod recipient;
mod reference;
mod refusal;
mod reply;
mod serde_forms;
mod sketch;
mod source;
mod speech;
mod spelling;
mod store;
pub mod telling;
#[cfg(test)]
mod testing;
mod texts;
mod throw_effects;
mod thrown;
mod time;
pub mod title;
mod touchpoint;
mod trigger;
pub mod unit;
mod unit_builder;
mod unit_error;
mod unit_inputs;
mod unit_titles;
mod unmapped;
mod verdict;
mod wait;
mod word_lists;
mod work_paths;

pub use arc_map::ArcMap;
pub use cache::LandscapeCache;
pub use contract::{Contract, Origin, Settings};
pub use customer::names_thing;
pub use hint_vocabulary::HintVocabulary;
pub use landscape::Export;
pub use unit::{Landscape, MessageSender, UndecidedReason, Unit};
pub use unit_error::UnitError;
