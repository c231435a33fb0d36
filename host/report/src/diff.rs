//! The comparison of two states, one file per output.

pub mod json;
pub mod text;
mod words;

use handoff_finding::{Finding, Severity};

use crate::change::{Change, Effect, Entry, State, What};
use crate::report::reaches_customer;
use crate::{Report, SeverityCounts};

/// A finished comparison.
#[derive(Clone, Copy, Debug)]
pub struct Diff<'a> {
    /// What changed.
    pub change: &'a Change,
    /// The old state.
    pub before: State<'a>,
    /// The new state.
    pub after: State<'a>,
    /// What people call the states: paths or revisions.
    pub names: [&'a str; 2],
    /// The tag of the language, like `de`; English where it is not known.
    pub language: &'a str,
}

impl Diff<'_> {
    /// Returns the report of the new state with nothing in it but the findings that are new or worse, for formats that
    /// can only list findings.
    pub fn worse(&self) -> Report {
        let worse = |entry: &Entry| match &entry.what {
            What::Finding(edit, _) if entry.effect != Effect::Improving => {
                edit.after().map(|new| (**new).clone())
            }
            _ => None,
        };
        let findings: Vec<Finding> = self.change.entries.iter().filter_map(worse).collect();
        let mut report = self.after.report.clone();
        let with = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        report.summary.findings = SeverityCounts {
            error: with(Severity::Error),
            warning: with(Severity::Warning),
            info: with(Severity::Info),
        };
        report.summary.reaching_customer =
            findings.iter().filter(|finding| reaches_customer(finding)).count();
        report.findings = findings;
        report
    }

    /// Returns the entries of an effect, in their order.
    fn of(&self, effect: Effect) -> impl Iterator<Item = &Entry> {
        self.change.entries.iter().filter(move |entry| entry.effect == effect)
    }
}

/// The finding that an entry is about, as it is now, else as it was.
fn finding(entry: &Entry) -> Option<&Finding> {
    match &entry.what {
        What::Finding(edit, _) => Some(edit.latest()),
        _ => None,
    }
}

/// The sign of an entry: something came, went, or is another.
fn sign(entry: &Entry) -> &'static str {
    let (before, after) = match &entry.what {
        What::Finding(edit, _) => (edit.before().is_some(), edit.after().is_some()),
        What::Handoff(edit, _) => (edit.before().is_some(), edit.after().is_some()),
        What::Touchpoint(edit) => (edit.before().is_some(), edit.after().is_some()),
        What::Department(edit) | What::File(edit) => (edit.before().is_some(), edit.after().is_some()),
        What::Need(_) => (true, true),
    };
    match (before, after) {
        (false, _) => "+",
        (true, false) => "−",
        (true, true) => "~",
    }
}

/// Where an entry is to be found, and the rule that speaks.
fn place(entry: &Entry) -> Option<(String, Option<&str>)> {
    use crate::text::position;
    match &entry.what {
        What::Finding(edit, _) => Some((position(&edit.latest().place), Some(&edit.latest().rule))),
        What::Need(need) => Some((position(&need.step), None)),
        What::Handoff(edit, _) => Some((position(&edit.latest().place), None)),
        What::Touchpoint(edit) => Some((position(&edit.latest().step), None)),
        What::Department(_) | What::File(_) => None,
    }
}
