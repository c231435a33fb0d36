//! What is said of a whole check: how it ended, what was not checked, and what to know before trusting it.

use std::collections::BTreeSet;

use handoff_finding::{Severity, Verdict};
use handoff_model::{Diagnostic, DiagnosticKind, Omission, Refusal};

use crate::customer::Customer;
use crate::escape::{name, path, sentence};
use crate::finding_group::{reaches_customer, remoteness};
use crate::layout::{ERROR, GOOD, PLAIN, WARNING};
use crate::texts::ReportTexts;
use crate::{
    Border, FileReport, FindingGroup, Mend, MendPlan, PluginReport, PluginStatus, Report, UndecidedGroup,
    names,
};

/// How many of those who are taken for the customer are named.
const NAMED: usize = 3;

/// How many of those who may be the customer are named.
const CANDIDATES: usize = 3;

/// Splits the findings that no baseline knows into those that reach the customer and the others. What the account lists anyway,
/// files and plugins that could not be checked, is in neither.
pub(crate) fn split(report: &Report) -> (Vec<&FindingGroup>, Vec<&FindingGroup>) {
    let refused: BTreeSet<&str> =
        report.files.iter().filter(|file| file.refusal.is_some()).map(|file| &*file.path).collect();
    let failed = report.plugins.iter().any(|plugin| plugin.status != PluginStatus::Run);
    let listed = |cause: &FindingGroup| match &*cause.first.rule {
        "handoff/unreadable-export" => refused.contains(&*cause.first.place.file),
        "handoff/plugin-failed" => failed,
        _ => false,
    };
    let new = report.causes.iter().filter(|cause| !cause.first.known && !listed(cause));
    new.partition(|cause| reaches_customer(&cause.first))
}

/// Lists the findings that the baseline knows.
pub(crate) fn known(report: &Report) -> Vec<&FindingGroup> {
    report.causes.iter().filter(|cause| cause.first.known).collect()
}

/// Counts those that surely reach the customer.
pub(crate) fn surely(gaps: &[&FindingGroup]) -> usize {
    gaps.iter().filter(|gap| remoteness(&gap.first) == 0).count()
}

/// Says what would have to be declared, and how much that decides.
pub(crate) fn declaration(open: &UndecidedGroup, words: &ReportTexts) -> String {
    let declare =
        if open.declare.is_empty() { words.declare_source.to_owned() } else { sentence(&open.declare) };
    (words.decides)(&declare, open.findings.len())
}

/// Counts what is undecided, and says which declaration decides most of it.
pub(crate) fn hint(report: &Report, words: &ReportTexts) -> Option<String> {
    let first = report.open.first()?;
    Some((words.undecided_needs)(report.summary.undecided, &declaration(first, words)))
}

/// Says what to know before trusting a verdict: an empty list of findings need not mean health.
pub(crate) fn remarks(report: &Report, words: &ReportTexts) -> Vec<String> {
    let summary = &report.summary;
    let silent = summary.silent();
    let nothing_wrong = summary.findings.error + summary.findings.warning == 0;
    let mut remarks = Vec::new();
    if no_customer(report) {
        remarks.push((words.name_the_customer)(&line_for_customers(report), &candidates(report, words)));
    }
    remarks.extend(customers(&report.customers, words));
    if summary.unowned_processes > 0 {
        remarks.push((words.unowned)(summary.unowned_processes, summary.unowned_files));
    }
    if !report.sketches.is_empty() && !summary.judges_sketches {
        let files: BTreeSet<&str> = report.sketches.iter().map(|sketch| &*sketch.place.file).collect();
        remarks.push((words.sketches)(report.sketches.len(), files.len()));
    }
    for (plugin, lowered) in report.plugins.iter().filter_map(|plugin| Some((plugin, plugin.lowered?))) {
        remarks.push((words.lowered)(&plugin_name(plugin), lowered));
    }
    for plugin in report.plugins.iter().filter(|plugin| plugin.in_english > 0) {
        remarks.push((words.in_english)(&plugin_name(plugin), plugin.in_english));
    }
    let unread = summary.refused == summary.files;
    if let Some(what) = no_process(report).filter(|_| !unread) {
        remarks.push(what.say(words).to_owned());
        return remarks;
    }
    remarks.extend(plan(&report.plan, words));
    if nothing_wrong && summary.handoffs == 0 && !unread {
        remarks.push(words.no_handoff.to_owned());
    }
    if nothing_wrong && silent > 0 {
        remarks.push((words.nothing_to_check)(silent, weakest_border(report, words).as_deref()));
    }
    if unchecked(report, words).is_some() && !unread {
        remarks.push(words.give_something_to_check.to_owned());
    }
    remarks
}

/// Says which few changes close most of the gaps; `None` where no few do.
fn plan(plan: &MendPlan, words: &ReportTexts) -> Option<String> {
    let mend = |mend: &Mend| {
        let from = mend.from.as_deref().map(name);
        (words.mend)(&words.quoted(&name(&mend.item)), from.as_deref(), mend.closes)
    };
    let mends: Vec<String> = plan.mends.iter().map(mend).collect();
    (!mends.is_empty()).then(|| (words.begin_with)(&mends, plan.closes(), plan.gaps))
}

/// What was given in place of processes.
enum EmptyReason {
    Sketches,
    Choreography,
    Nothing,
}

impl EmptyReason {
    fn say(&self, words: &ReportTexts) -> &'static str {
        match self {
            Self::Sketches => words.only_sketches,
            Self::Choreography => words.only_choreography,
            Self::Nothing => words.no_process,
        }
    }
}

/// Tells what was given where there is no process to judge: then no advice about data or lanes is of use.
fn no_process(report: &Report) -> Option<EmptyReason> {
    let summary = &report.summary;
    let sketches = if summary.judges_sketches { 0 } else { report.sketches.len() };
    if summary.processes > sketches {
        return None;
    }
    let exchanges = |note: &Diagnostic| {
        let DiagnosticKind::Omission(Omission::NotRead { element, .. }) = &note.kind else { return false };
        element.contains("horeography") || element.contains("onversation")
    };
    Some(match sketches {
        0 if report.files.iter().flat_map(|file| &file.notes).any(exchanges) => EmptyReason::Choreography,
        0 => EmptyReason::Nothing,
        _ => EmptyReason::Sketches,
    })
}

/// Names the border with more handoffs that say nothing than any other.
fn weakest_border(report: &Report, words: &ReportTexts) -> Option<String> {
    let silent = |border: &&Border<'_>| border.handoffs.len() - border.declared;
    let borders = report.borders();
    let weakest = borders.iter().max_by_key(silent)?;
    let ties = borders.iter().filter(|border| silent(border) == silent(&weakest)).count();
    if ties > 1 || silent(&weakest) >= report.summary.silent() {
        return None;
    }
    let side = |side: Option<&str>| side.map_or_else(|| words.no_department.to_owned(), name);
    Some(format!("{} → {}", side(weakest.giver), side(weakest.receiver)))
}

/// Says in one line how the check ended, and in which colour.
pub(crate) fn verdict(report: &Report, words: &ReportTexts) -> (anstyle::Style, String) {
    let summary = &report.summary;
    let counts = &summary.findings;
    let counted =
        [(counts.error, Severity::Error), (counts.warning, Severity::Warning), (counts.info, Severity::Info)];
    let mut found: Vec<String> = counted
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, severity)| (words.severity)(severity).count(number))
        .collect();
    let unchecked = unchecked(report, words);
    let plain = unchecked.is_some();
    if found.is_empty() {
        let none = if summary.known > 0 { words.no_new_gaps } else { words.no_gaps };
        found.push(unchecked.unwrap_or_else(|| none.to_owned()));
    }
    let mut verdict = found.join(", ");
    if summary.reaching_customer > 0 {
        let (surely, all) = (summary.surely_reaching_customer, summary.reaching_customer);
        verdict = format!("{verdict}; {}", (words.reaching)(surely, all - surely));
    }
    verdict.push('.');
    if let Some(baseline) = summary.baseline.as_ref().filter(|_| summary.known > 0) {
        verdict = format!("{verdict} {}", (words.known)(summary.known, &path(baseline)));
    }
    if !summary.complete {
        return (ERROR, format!("{verdict} {}", words.incomplete));
    }
    let style = match (counts.error, counts.warning) {
        (0, 0) if plain => PLAIN,
        (0, 0) => GOOD,
        (0, _) => WARNING,
        _ => ERROR,
    };
    (style, verdict)
}

/// Says in figures what was read, handed over and run.
pub(crate) fn figures(report: &Report, words: &ReportTexts) -> Vec<String> {
    let summary = &report.summary;
    let files = words.files.count(summary.files);
    let statuses = (words.statuses)(summary.read, summary.repaired, summary.refused);
    let mut handoffs = words.handoffs.count(summary.handoffs);
    if summary.handoffs > 0 {
        let share = names::percent(summary.declared_handoffs, summary.handoffs);
        handoffs = format!("{handoffs}, {}", (words.share_declared)(share));
    }
    let rules = words.rules.count(summary.rules);
    let failed = (words.plugins_failed)(summary.plugins_failed);
    let mut parts = vec![format!("{files}: {statuses}"), handoffs, format!("{rules}, {failed}")];
    parts.extend((summary.undecided > 0).then(|| (words.undecided_count)(summary.undecided)));
    parts.extend((summary.ignored > 0).then(|| (words.ignored)(summary.ignored, summary.ignored_in_exports)));
    parts.extend((summary.skipped > 0).then(|| (words.skipped)(summary.skipped)));
    parts.extend((summary.excluded > 0).then(|| (words.excluded)(summary.excluded)));
    parts
}

/// Says what could not be checked, where nothing was found and an empty list does not mean health: anything at all, since there
/// was nothing or every rule is off, or any of the handoffs.
pub(crate) fn unchecked(report: &Report, words: &ReportTexts) -> Option<String> {
    let summary = &report.summary;
    let counts = &summary.findings;
    if counts.error + counts.warning + counts.info + summary.known > 0 {
        return None;
    }
    match (summary.checked(), summary.silent()) {
        _ if summary.plugins_run > 0 && summary.rules == 0 => Some(words.no_rule_ran.to_owned()),
        (0, _) => Some(words.nothing_checked.to_owned()),
        (_, silent) if silent > 0 && summary.declared_handoffs == 0 => {
            Some((words.no_handoff_checked)(silent))
        }
        _ => None,
    }
}

/// Tells whether a customer is missed: a gap has nobody to reach, or somebody acts like one.
fn no_customer(report: &Report) -> bool {
    let reaches = report.causes.iter().filter_map(|cause| cause.first.reach.as_ref());
    !report.candidates.is_empty() || reaches.into_iter().any(|reach| reach.verdict == Verdict::Unknown)
}

/// Names who may be the customer.
fn candidates(report: &Report, words: &ReportTexts) -> Vec<String> {
    report.candidates.iter().take(CANDIDATES).map(|candidate| words.quoted(&name(candidate))).collect()
}

/// Writes the line of the configuration that names the customer.
fn line_for_customers(report: &Report) -> String {
    let names: Vec<String> =
        report.candidates.iter().take(CANDIDATES).map(|one| format!("\"{}\"", name(one))).collect();
    let names = if names.is_empty() { "\"…\"".to_owned() } else { names.join(", ") };
    format!("customers = [{names}]")
}

/// Lists the files that were not read.
pub(crate) fn refused(report: &Report) -> impl Iterator<Item = (&FileReport, &Refusal)> {
    report.files.iter().filter_map(|file| file.refusal.as_ref().map(|refusal| (&**file, refusal)))
}

/// Lists the plugins that did not run to their end.
pub(crate) fn failed(report: &Report) -> impl Iterator<Item = &PluginReport> {
    report.plugins.iter().filter(|plugin| plugin.status != PluginStatus::Run)
}

/// Names the place that could not be read.
pub(crate) fn refused_at(file: &FileReport, refusal: &Refusal) -> String {
    at(file, refusal.span)
}

/// Names a place in a file; the file alone where no line is known.
pub(crate) fn at(file: &FileReport, span: handoff_model::Span) -> String {
    match span.line {
        0 => path(&file.path),
        line => format!("{}:{line}:{}", path(&file.path), span.column),
    }
}

/// Names a plugin with its version.
pub(crate) fn plugin_name(plugin: &PluginReport) -> String {
    format!("{} {}", name(&plugin.id.name), name(&plugin.id.version))
}

/// Says every way in which a plugin failed, or why it was refused.
pub(crate) fn causes(plugin: &PluginReport, words: &ReportTexts) -> Vec<String> {
    if plugin.failures.is_empty() {
        return vec![plugin.cause.as_deref().map_or_else(|| words.no_cause.to_owned(), sentence)];
    }
    plugin.failures.iter().map(|failure| sentence(&failure.message)).collect()
}

/// Says why somebody is taken for the customer, where neither the configuration nor the name does; `None` where nobody
/// is in that way.
fn customers(customers: &[Customer], words: &ReportTexts) -> Option<String> {
    let guessed: Vec<&Customer> = customers.iter().filter(|customer| !customer.is_plain()).collect();
    let mut said: Vec<String> = guessed.iter().take(NAMED).map(|one| customer(one, words)).collect();
    let rest = guessed.len().saturating_sub(NAMED);
    said.extend((rest > 0).then(|| (words.more_customers)(rest)));
    (!said.is_empty()).then(|| said.join(" "))
}

/// Says why somebody is taken for the customer.
fn customer(one: &Customer, words: &ReportTexts) -> String {
    let shown = name(&one.department);
    let first = shown.split_whitespace().next().unwrap_or_default().trim_end_matches([',', ':', ';']);
    (words.taken_for_the_customer)(&words.quoted(&shown), one.why, &words.quoted(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Catalogue;
    use handoff_landscape::unit::CustomerReason;
    use handoff_model::Language;

    fn said(language: Language, all: &[(&str, CustomerReason)]) -> Option<String> {
        let customers: Vec<Customer> =
            all.iter().map(|(name, why)| Customer { department: (*name).into(), why: *why }).collect();
        super::customers(&customers, Catalogue::of(language).report)
    }

    #[test]
    fn reasons_that_the_drawing_does_not_show_are_said() {
        let guest = ("Guest food consumption", CustomerReason::Beginning);
        assert_eq!(
            said(Language::English, &[("Customer", CustomerReason::Name), guest]).unwrap(),
            "“Guest food consumption” is taken for the customer: its name begins with “Guest”."
        );
        assert_eq!(
            said(Language::German, &[guest]).unwrap(),
            "„Guest food consumption“ gilt als Kunde: Der Name beginnt mit „Guest“."
        );
        assert_eq!(
            said(Language::English, &[("Branch", CustomerReason::Starter)]).unwrap(),
            "“Branch” is taken for the customer: it begins the case and gets an answer."
        );
        assert_eq!(
            said(Language::German, &[("Kasse", CustomerReason::Pool)]).unwrap(),
            "„Kasse“ gilt als Kunde: Die Lane liegt in einem Pool des Kunden."
        );
    }

    #[test]
    fn what_the_configuration_or_the_name_says_goes_without_saying() {
        assert_eq!(
            said(
                Language::English,
                &[("Customer", CustomerReason::Name), ("Buyer", CustomerReason::Configuration)]
            ),
            None
        );
    }

    #[test]
    fn of_many_the_first_are_named() {
        let all = ["Client A", "Client B", "Client C", "Client D", "Client E"]
            .map(|name| (name, CustomerReason::Beginning));
        let said = said(Language::English, &all).unwrap();
        assert!(said.contains("“Client C”") && !said.contains("“Client D”"), "{said}");
        assert!(
            said.ends_with(" 2 more are taken for customers; `--format json` lists all with the reason."),
            "{said}"
        );
    }
}
