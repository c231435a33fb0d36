//! The words of the HTML report.

use handoff_landscape::contract::Side;
use handoff_landscape::unit::Availability;
use handoff_model::{Language, Status};

/// What the HTML report says besides the words of the text report.
pub(crate) struct HtmlTexts {
    pub(crate) language: Language,
    pub(crate) title: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) contents: &'static str,
    // Sections.
    pub(crate) summary: &'static str,
    pub(crate) landscape: &'static str,
    pub(crate) departments: &'static str,
    pub(crate) processes: &'static str,
    pub(crate) handoffs: &'static str,
    pub(crate) files: &'static str,
    pub(crate) plugins: &'static str,
    pub(crate) rules: &'static str,
    // The summary.
    /// Gaps that surely reach the customer, and all that at least may.
    pub(crate) reach_customer: fn(usize, usize) -> &'static str,
    pub(crate) say_what: &'static str,
    pub(crate) no_reach: &'static str,
    // Findings.
    pub(crate) show_path: &'static str,
    pub(crate) show_place: &'static str,
    pub(crate) explain: &'static str,
    pub(crate) folded: fn(usize) -> String,
    // Departments.
    pub(crate) side: fn(Side) -> Option<&'static str>,
    pub(crate) needs_of: fn(&str) -> String,
    pub(crate) needs: &'static str,
    pub(crate) at_step: &'static str,
    pub(crate) verdict: &'static str,
    pub(crate) giver: &'static str,
    pub(crate) finding: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) availability: fn(Availability) -> &'static str,
    pub(crate) fields_missing: fn(&str) -> String,
    pub(crate) optional: &'static str,
    pub(crate) all_met: fn(usize) -> String,
    pub(crate) met: fn(usize) -> String,
    pub(crate) no_needs: &'static str,
    // Drawings.
    pub(crate) drawing_of: fn(&str) -> String,
    pub(crate) laid_out: &'static str,
    pub(crate) left_out: fn(usize) -> String,
    pub(crate) undrawn: fn(usize) -> String,
    pub(crate) not_drawn: fn(usize) -> String,
    pub(crate) no_source: &'static str,
    pub(crate) trails_left_out: fn(usize) -> String,
    pub(crate) elsewhere: &'static str,
    pub(crate) way_to_gap: &'static str,
    pub(crate) way_to_customer: &'static str,
    pub(crate) met_here: &'static str,
    // Tables.
    pub(crate) file: &'static str,
    pub(crate) format: &'static str,
    pub(crate) tool: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) status: fn(Status) -> &'static str,
    pub(crate) plugin: &'static str,
    pub(crate) rules_run: &'static str,
    pub(crate) fuel: &'static str,
    pub(crate) none: &'static str,
}
