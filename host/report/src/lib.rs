//! A finished check in, one output format out; one file per output.
//!
//! A renderer takes a [`Report`] (and what it needs from outside: a width, the text of a file) and returns text or
//! writes it into what it is given. None reads a file, the clock or the environment.

pub mod json;
mod report;
mod words;

pub use report::{
    Border, Carried, End, File, Handoff, Plugin, PluginStatus, Refusal, Report, SeverityCounts, Summary,
};
