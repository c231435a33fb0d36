//! A finished check in, one output format out; one file per output.
//!
//! A renderer takes a [`Report`] (and what it needs from outside: a width, the text of a file) and writes into what it
//! is given. None reads a file, the clock or the environment.

#![warn(clippy::disallowed_methods)]

mod cause;
pub mod change;
pub mod csv;
mod customer;
pub mod diff;
pub mod drawing;
pub mod escape;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
mod layout;
pub mod list;
pub mod map;
pub mod markdown;
mod names;
mod note;
mod number;
mod recall;
mod remark;
mod report;
mod rule;
pub mod sarif;
mod sketch;
mod summary;
mod table;
pub mod text;
mod words;

pub use cause::{Cause, Open};
pub use map::{Map, Parts};
pub use note::NoteTitles;
pub use recall::Recall;
pub use report::{
    Border, Carried, Customer, End, File, Handoff, Ignored, Plugin, PluginFailure, PluginStatus, Refusal,
    Report, Sketch,
};
pub use rule::Rule;
pub use summary::{SeverityCounts, Summary};
pub use table::table;
pub use words::title;
