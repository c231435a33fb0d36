//! A rule as reports show it.

use std::collections::BTreeSet;

use handoff_finding::Severity;

use crate::Report;

/// A rule that could be run: its own words, written by whoever wrote the plugin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RulePage<'a> {
    /// Its id, `family/name`.
    pub id: &'a str,
    /// Its own severity; the configuration may have given it another.
    pub severity: Severity,
    /// What it finds, in one line. Untrusted text.
    pub title: &'a str,
    /// Its page, in Markdown. Untrusted text.
    pub page: &'a str,
}

/// Lists the ids of the rules that were run or have found something, sorted.
pub(crate) fn in_force(report: &Report) -> BTreeSet<&str> {
    let ran = report.plugins.iter().flat_map(|plugin| &plugin.rules);
    let found = report.findings.iter().map(|finding| &finding.rule);
    ran.chain(found).map(|rule| &**rule).collect()
}
