//! Findings: one in full or in one line, many by rule with examples as far as there is room, and what is undecided.
//!
//! No sentence is ever cut short for want of room.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::Style;
use handoff_finding::{Finding, Place, Severity};
use handoff_model::split_state;
use unicode_width::UnicodeWidthStr;

use super::{Context, SourceText, heading};
use crate::escape::{Untrusted, name, path, sentence};
use crate::finding_group::remoteness;
use crate::layout::{BOLD, CUSTOMER, DIM, ERROR, INFO, LineBuffer, PLAIN, WARNING, paint};
use crate::texts::{LONGEST_LABEL, ReportTexts};
use crate::wording::{
    customer_line, declaration, position, quoted, reason_place, repair, routes, rule, shown_steps, subject,
};
use crate::{FindingGroup, IgnoredFinding, Report};

/// Where the text of a finding begins: after the longest severity and two spaces.
pub(super) const INDENT: usize = 9;
/// Where the text beside the labels of a finding begins.
pub(super) const COLUMN: usize = LONGEST_LABEL + 1;
/// How many places that belong to a finding are shown.
const RELATED: usize = 3;
/// A line that begins further to the right than this is shown from its place on only.
const LONGEST_LEAD: usize = 40;
/// How many examples of each rule are tried, and whether with their remedies, until the groups fit.
const LEVELS: [DetailLevel; 5] = [
    DetailLevel { examples: 8, remedies: true },
    DetailLevel { examples: 3, remedies: true },
    DetailLevel { examples: 2, remedies: true },
    DetailLevel { examples: 1, remedies: true },
    BARE,
];
/// The least that says anything.
const BARE: DetailLevel = DetailLevel { examples: 1, remedies: false };
/// How many groups are named even without room.
const LEAST_NAMED: usize = 6;
/// How many places of an example are shown.
const PLACES: usize = 3;

/// Returns the colour of a severity.
fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    }
}

/// Lays out everything that is known about a finding.
pub(super) fn in_full(cause: &FindingGroup, context: Context<'_>, like: &LineBuffer) -> LineBuffer {
    let (finding, words) = (&*cause.first, context.words);
    let mut page = like.another();
    let severity = (style(finding.severity), (words.severity)(finding.severity).one);
    page.entry(0, severity, INDENT, (BOLD, &sentence(&finding.message)));
    if let Some(line) = customer_line(finding, words) {
        page.paragraph(INDENT, CUSTOMER, &line);
    }
    let (label, text) = subject(finding, words);
    entry(&mut page, label, text);
    let routes = routes(finding);
    for (steps, label) in routes.iter().zip([words.path, words.reach]) {
        entry(&mut page, label, Some(route(finding, steps, words)));
    }
    entry(&mut page, words.repair, repair(finding, words));
    entry(&mut page, words.remedy, finding.help.as_deref().map(sentence));
    places(cause, &routes.concat(), context, &mut page);
    page
}

/// Shows another place of a finding, with what it is called and about where that differs from the first.
fn also(first: &Finding, other: &Finding, context: Context<'_>) -> String {
    let words = context.words;
    let called = (other.place.name != first.place.name).then(|| quoted(&other.place, words));
    let item =
        other.item.as_deref().filter(|_| other.item != first.item).map(|item| words.quoted(&name(item)));
    let parts = [Some(spot(other, context.fingerprints)), called, item];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Shows the place of a finding, and by what it is known where that is asked for.
fn spot(finding: &Finding, fingerprints: bool) -> String {
    let print = if fingerprints { format!(" · {}", name(&finding.fingerprint)) } else { String::new() };
    position(&finding.place) + &print
}

/// Adds a label and its text, where there is one.
fn entry(page: &mut LineBuffer, label: &str, text: Option<String>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        page.entry(INDENT, (DIM, label), COLUMN, (PLAIN, &text));
    }
}

/// Adds where the finding is and what belongs to it, with excerpts where they help.
fn places(cause: &FindingGroup, on_path: &[Place], context: Context<'_>, page: &mut LineBuffer) {
    let (finding, words) = (&*cause.first, context.words);
    let (at, rule) = (spot(finding, context.fingerprints), rule(finding, words));
    let both = format!("{at} · {rule}");
    if INDENT + COLUMN + both.width() <= page.width() {
        page.unbroken(INDENT, (DIM, words.place), COLUMN, (PLAIN, &both));
    } else {
        page.unbroken(INDENT, (DIM, words.place), COLUMN, (PLAIN, &at));
        page.entry(INDENT, (DIM, ""), COLUMN, (PLAIN, &rule));
    }
    let shown = if context.all { cause.others.len() } else { cause.others.len().min(RELATED) };
    let labels = std::iter::once(words.also).chain(std::iter::repeat(""));
    for (other, label) in cause.others[..shown].iter().zip(labels) {
        page.unbroken(INDENT, (DIM, label), COLUMN, (PLAIN, &also(finding, other, context)));
    }
    if shown < cause.others.len() {
        entry(page, "", Some(left_out(cause.others.len() - shown, words)));
    }
    let mut excerpts = page.another();
    excerpt(&finding.place, context.source, INDENT, &mut excerpts);
    // What lies on the path has been named there.
    let related: Vec<&Place> = finding.related.iter().filter(|place| !on_path.contains(place)).collect();
    let shown = if context.all { related.len() } else { related.len().min(RELATED) };
    for place in &related[..shown] {
        if !excerpt(place, context.source, INDENT, &mut excerpts) {
            let see = format!("{} {}", position(place), quoted(place, words));
            page.unbroken(INDENT, (DIM, words.see), COLUMN, (PLAIN, &see));
        }
    }
    if shown < related.len() {
        entry(page, "", Some(left_out(related.len() - shown, words)));
    }
    page.extend(excerpts);
}

/// Counts places that are not shown, and says how to see them.
fn left_out(places: usize, words: &ReportTexts) -> String {
    format!("{}: {}", (words.more_places)(places), words.show_places)
}

/// Says a finding in the way compilers do, in the words that editors look for.
pub(super) fn in_one_line(finding: &Finding, fingerprints: bool) -> String {
    let severity = paint(style(finding.severity), finding.severity.name());
    let message = sentence(&finding.message);
    let print = if fingerprints { format!(" [{}]", name(&finding.fingerprint)) } else { String::new() };
    format!("{}: {severity}: {message} ({}){print}", position(&finding.place), name(&finding.rule))
}

fn route(finding: &Finding, steps: &[Place], words: &ReportTexts) -> String {
    let shown = shown_steps(finding, steps, words);
    if shown.len() > 1 { shown.join(" → ") } else { String::new() }
}

/// Adds the line of a place to `page`, with what it points at underlined; tells whether there was one to show.
///
/// Only what people write (contracts, configuration, the text form) is shown: markup that a tool wrote says less than
/// the names in the finding.
fn excerpt(place: &Place, source: SourceText<'_>, indent: usize, page: &mut LineBuffer) -> bool {
    let Some(line) = written_line(place, source) else { return false };
    let split = line.char_indices().nth(place.column as usize - 1).map_or(line.len(), |(index, _)| index);
    let (lead, rest) = line.split_at(split);
    let room = page.width().saturating_sub(indent + 8);
    let mut shown = Untrusted::new(lead).cut(LONGEST_LEAD + 1);
    if shown.width() > LONGEST_LEAD.min(room / 2) {
        "… ".clone_into(&mut shown);
    }
    let start = shown.len();
    shown.push_str(&Untrusted::new(rest.trim_end()).cut(room.saturating_sub(shown.width())));
    let snippet = Snippet::source(shown.as_str())
        .path(path(&place.file))
        .line_start(place.line as usize)
        .annotation(AnnotationKind::Primary.span(start..shown.len()));
    let renderer = Renderer::styled().term_width(page.width());
    for line in renderer.render(&[Group::with_level(Level::INFO).element(snippet)]).lines() {
        page.line(indent, line);
    }
    true
}

fn written_line(place: &Place, source: SourceText<'_>) -> Option<String> {
    let (line, _) = (place.line.checked_sub(1)?, place.column.checked_sub(1)?);
    let text = source(&place.file)?;
    let is_markup = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    text.lines().nth(line as usize).filter(|_| !is_markup).map(str::to_owned)
}

/// How much of a group is shown.
#[derive(Clone, Copy)]
struct DetailLevel {
    examples: usize,
    remedies: bool,
}

/// Adds findings to `page` grouped by rule, within `room` lines; returns how many are only counted. Where places are
/// left out, that stands with them.
///
/// Groups stand as their first findings do: what surely reaches the customer, then what is worse. Even without room they
/// are named, as far as there are not more than half a dozen.
pub(super) fn grouped(
    causes: &[&FindingGroup],
    room: usize,
    context: Context<'_>,
    page: &mut LineBuffer,
) -> usize {
    let mut by_rule: BTreeMap<_, Vec<&FindingGroup>> = BTreeMap::new();
    for cause in causes {
        let finding = &cause.first;
        by_rule.entry((&finding.rule, finding.severity)).or_default().push(*cause);
    }
    let mut groups: Vec<Vec<&FindingGroup>> = by_rule.into_values().collect();
    groups.sort_by_key(|group| group.first().map(|cause| weight(&cause.first)));
    page.blank();
    for level in LEVELS {
        let mut section = page.another();
        let mut held_back = 0;
        for group in &groups {
            let (block, counted) = block(group, level, context, page);
            section.append(block);
            held_back += counted;
        }
        if section.height() < room {
            page.extend(section);
            return held_back;
        }
    }
    show_some(&groups, room, context, page)
}

/// What a group is sorted by before its rule.
fn weight(finding: &Finding) -> impl Ord + use<> {
    (remoteness(finding), Reverse(finding.severity))
}

/// Shows as many groups with an example as there is room for, names others, and counts the rest.
fn show_some(
    groups: &[Vec<&FindingGroup>],
    room: usize,
    context: Context<'_>,
    page: &mut LineBuffer,
) -> usize {
    let named = groups.len().min((room / 3).max(LEAST_NAMED));
    let mut spare = room.saturating_sub(named + 2);
    let mut section = page.another();
    let mut held_back = 0;
    let mut rest = groups;
    while let [group, others @ ..] = rest {
        let (block, counted) = block(group, BARE, context, page);
        // Its title has its line already, and a blank line parts it from the next.
        let Some(left) = spare.checked_sub(block.height()) else { break };
        spare = left;
        held_back += counted;
        section.append(block);
        rest = others;
    }
    let mut titles = section.another();
    let (named, counted) = rest.split_at(rest.len().min(named.saturating_sub(groups.len() - rest.len())));
    for group in named {
        title(group, context, &mut titles);
    }
    held_back += named.iter().chain(counted).map(Vec::len).sum::<usize>();
    if !counted.is_empty() {
        let findings = counted.iter().map(Vec::len).sum();
        titles.line(INDENT, &(context.words.more_rules)(findings, counted.len()));
    }
    section.append(titles);
    page.extend(section);
    held_back
}

/// Lays out a group with its examples; returns how many findings are only counted.
fn block(
    group: &[&FindingGroup],
    level: DetailLevel,
    context: Context<'_>,
    like: &LineBuffer,
) -> (LineBuffer, usize) {
    let mut page = like.another();
    title(group, context, &mut page);
    let help = |cause: &&FindingGroup| cause.first.help.clone();
    let same_help = group.iter().all(|cluster| help(cluster) == group.first().and_then(help));
    // One more is no more trouble than the line that would count it.
    let shown = if group.len() <= level.examples + 1 { group.len() } else { level.examples };
    let mut advised = BTreeSet::new();
    for cause in &group[..shown] {
        example(cause, context, &mut page);
        if level.remedies && !same_help && advised.insert(advice(&cause.first)) {
            remedy(&cause.first, INDENT + 2, context, &mut page);
        }
    }
    let rest = group.len() - shown;
    if rest > 0 {
        page.line(INDENT, &(context.words.more_alike)(rest));
    }
    if let Some(first) = group.first().filter(|_| level.remedies && same_help) {
        remedy(&first.first, INDENT, context, &mut page);
    }
    (page, rest)
}

/// Adds what findings say, and where.
fn example(cause: &FindingGroup, context: Context<'_>, page: &mut LineBuffer) {
    page.paragraph(INDENT, PLAIN, &sentence(&cause.first.message));
    if let Some(line) = customer_line(&cause.first, context.words) {
        page.paragraph(INDENT + 2, CUSTOMER, &line);
    }
    let first = spot(&cause.first, context.fingerprints);
    let others = cause.others.iter().map(|other| also(&cause.first, other, context));
    let places: Vec<String> = std::iter::once(first).chain(others).collect();
    let shown = if places.len() <= PLACES + 1 { places.len() } else { PLACES };
    for place in &places[..shown] {
        page.unbroken(INDENT + 2, (DIM, ""), 0, (DIM, place));
    }
    if shown < places.len() {
        page.paragraph(INDENT + 2, DIM, &left_out(places.len() - shown, context.words));
    }
}

/// Returns a remedy without the names in it: the same advice is given once, with the names of the first example.
fn advice(finding: &Finding) -> Option<String> {
    let item = finding.item.as_deref().unwrap_or_default();
    let names = [item, split_state(item).0, finding.place.name.as_str()];
    let names = names.into_iter().filter(|name| !name.is_empty());
    finding.help.as_ref().map(|help| names.fold(help.clone(), |help, name| help.replace(name, "")))
}

fn remedy(finding: &Finding, indent: usize, context: Context<'_>, page: &mut LineBuffer) {
    if let Some(help) = &finding.help {
        page.entry(indent, (DIM, context.words.remedy), COLUMN, (PLAIN, &sentence(help)));
    }
}

/// Adds the line that names a group and counts its findings.
fn title(group: &[&FindingGroup], context: Context<'_>, page: &mut LineBuffer) {
    let Some(first) = group.first().map(|cause| &cause.first) else { return };
    let severity = (context.words.severity)(first.severity).one;
    let head = match group.len() {
        1 => name(&first.rule),
        findings => format!("{} × {findings}", name(&first.rule)),
    };
    page.entry(0, (style(first.severity), severity), INDENT, (BOLD, &head));
}

/// Lists everything that is ignored, each with why and on whose word.
pub(super) fn ignored(report: &Report, words: &ReportTexts, like: &LineBuffer) -> LineBuffer {
    let mut page = like.another();
    if report.ignored.is_empty() {
        return page;
    }
    page.line(0, &heading(words.ignored_findings, report.ignored.len()));
    page.blank();
    for IgnoredFinding { finding, reasons } in &report.ignored {
        let severity = (style(finding.severity), (words.severity)(finding.severity).one);
        page.entry(0, severity, INDENT, (PLAIN, &sentence(&finding.message)));
        for reason in reasons {
            entry(&mut page, words.reason, Some(sentence(&reason.text)));
            page.unbroken(INDENT, (DIM, ""), COLUMN, (DIM, &reason_place(reason, words)));
        }
        let place = format!("{} · {}", position(&finding.place), rule(finding, words));
        page.unbroken(INDENT, (DIM, words.place), COLUMN, (DIM, &place));
    }
    page
}

/// Lists everything that is undecided.
pub(super) fn undecided(report: &Report, words: &ReportTexts, like: &LineBuffer) -> LineBuffer {
    let mut page = like.another();
    if report.open.is_empty() {
        return page;
    }
    page.line(0, &heading(words.undecided, report.summary.undecided));
    page.blank();
    for open in &report.open {
        page.paragraph(0, BOLD, &declaration(open, words));
        for finding in &open.findings {
            page.paragraph(INDENT, PLAIN, &sentence(&finding.message));
            page.unbroken(INDENT + 2, (DIM, ""), 0, (DIM, &position(&finding.place)));
        }
    }
    page
}
