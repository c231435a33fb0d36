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
mod handoff;
pub mod html;
mod ignored;
pub mod json;
pub mod junit;
mod layout;
pub mod list;
pub mod map;
pub mod markdown;
mod mend;
mod names;
mod pixels;
mod remark;
mod report;
mod run;
pub mod sarif;
mod summary;
pub mod text;
mod texts;
#[cfg(test)]
mod viewer;
mod wording;

pub use cache::ReportCache;
pub use customer::Customer;
pub use diagnostic::DiagnosticTitles;
pub use finding_group::{FindingGroup, UndecidedGroup};
pub use handoff::{CarriedName, Handoff, HandoffEnd};
pub use ignored::{IgnoreReason, IgnoredFinding};
pub use layout::table;
pub use map::{Map, ResolvedUnits};
pub use mend::{Mend, MendPlan};
pub use report::{Border, Report, RulePage};
pub use run::{FileReport, LoweredFindings, PluginFailure, PluginReport, PluginStatus};
pub use summary::{OmissionCounts, SeverityCounts, Sketch, Summary};
