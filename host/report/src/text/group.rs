//! Many findings: by rule, with examples as far as there is room. No sentence is ever cut short for want of room.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use handoff_finding::Finding;
use handoff_model::split_state;

use super::finding::{COLUMN, INDENT, also, customer_line, left_out, position, style};
use super::{Context, name, sentence};
use crate::FindingGroup;
use crate::layout::{BOLD, CUSTOMER, DIM, LineBuffer, PLAIN};

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
pub(super) fn show(
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
    (crate::report::remoteness(finding), Reverse(finding.severity))
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
    let first = position(&cause.first.place);
    let others = cause.others.iter().map(|other| also(&cause.first, other, context.words));
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
