//! The words of the map.

use handoff_landscape::contract::Side;
use handoff_landscape::unit::Availability;

use super::{Noun, ReportTexts};

/// Everything the outputs of the map say of their own, besides the [`ReportTexts`] of all outputs.
pub(crate) struct MapTexts {
    pub(crate) words: &'static ReportTexts,
    pub(crate) title: &'static str,
    pub(crate) side: fn(Side) -> &'static str,
    pub(crate) availability: fn(Availability) -> &'static str,
    pub(crate) departments: Noun,
    pub(crate) steps: Noun,
    /// Needs unmet, and all.
    pub(crate) unmet: fn(usize, usize) -> String,
    pub(crate) no_gaps: &'static str,
    pub(crate) interaction: &'static str,
    pub(crate) idle: &'static str,
    pub(crate) nothing_crosses: &'static str,
    pub(crate) elsewhere: &'static str,
    // The matrix.
    pub(crate) gives_gets: &'static str,
    pub(crate) matrix_legend: &'static str,
    /// Borders, and departments, that are not listed.
    pub(crate) more_borders: fn(usize) -> String,
    pub(crate) more_departments: fn(usize) -> String,
    // The tables.
    pub(crate) department: &'static str,
    /// Supplier, input, whether it is there, process, output, customer.
    pub(crate) sipoc: [&'static str; 6],
    /// Giver, receiver, coverage, items, gaps.
    pub(crate) border_columns: [&'static str; 5],
    pub(crate) missing_fields: &'static str,
    pub(crate) optional: &'static str,
    pub(crate) leaves: &'static str,
    pub(crate) unused: &'static str,
    // The legend.
    pub(crate) all_declared: &'static str,
    pub(crate) some_declared: &'static str,
    pub(crate) none_declared: &'static str,
    pub(crate) more_handoffs: &'static str,
    pub(crate) reaches: &'static str,
}
