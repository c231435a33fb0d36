//! A finished check in, one output format out; one file per output.
//!
//! A renderer takes a [`Report`] (and what it needs from outside: a width, the text of a file) and writes into what it
//! is given. None reads a file, the clock or the environment.

#![warn(clippy::disallowed_methods)]

mod cache;
pub mod change;
pub mod csv;
mod customer;
mod diagnostic;
pub mod diff;
pub mod drawing;
pub mod escape;
mod finding_group;
pub mod fix;
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
mod pixels;
mod remark;
mod report;
mod rule;
pub mod sarif;
mod sketch;
mod summary;
mod table;
pub mod text;
mod texts;
#[cfg(test)]
mod viewer;

pub use cache::ReportCache;
pub use diagnostic::DiagnosticTitles;
pub use finding_group::{FindingGroup, UndecidedGroup};
pub use map::{Map, ResolvedUnits};
pub use report::{
    Border, CarriedName, Customer, FileReport, Handoff, HandoffEnd, IgnoredFinding, PluginFailure,
    PluginReport, PluginStatus, Report, Sketch,
};
pub use rule::RulePage;
pub use summary::{OmissionCounts, SeverityCounts, Summary};
pub use table::table;
