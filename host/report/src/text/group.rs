//! Many findings: by rule, with examples as far as there is room.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use handoff_finding::Finding;

use super::finding::{INDENT, position, style};
use super::{count, name, sentence};
use crate::layout::{BOLD, DIM, PLAIN, Page, paint};

/// How many examples of each rule are tried, until the groups fit.
const EXAMPLES: [usize; 5] = [8, 3, 2, 1, 0];

/// Adds findings to `page` grouped by rule, within `room` lines; returns how many are only counted.
///
/// Even without room the groups are named, as far as there are not more than half a dozen.
pub(super) fn show(findings: &[&Finding], room: usize, page: &mut Page) -> usize {
    let mut groups: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry((Reverse(finding.severity), &finding.rule)).or_default().push(finding);
    }
    let groups: Vec<Vec<&Finding>> = groups.into_values().collect();
    let mut held_back = 0;
    for examples in EXAMPLES {
        let mut section = page.another();
        held_back = groups.iter().map(|group| show_group(group, examples, &mut section)).sum();
        if section.height() <= room {
            page.blank();
            page.extend(section);
            return held_back;
        }
    }
    show_names(&groups, room, page);
    held_back
}

fn show_group(group: &[&Finding], examples: usize, page: &mut Page) -> usize {
    let Some((first, _)) = group.split_first() else { return 0 };
    if page.height() > 0 && examples > 0 {
        page.blank();
    }
    page.line(0, &title(group));
    // One more is no more trouble than the line that would count it.
    let shown =
        if examples > 0 && group.len() == examples + 1 { group.len() } else { group.len().min(examples) };
    for finding in &group[..shown] {
        page.paragraph(INDENT, PLAIN, &sentence(&finding.message));
        page.paragraph(INDENT + 2, DIM, &position(&finding.place));
    }
    let rest = group.len() - shown;
    if rest > 0 && shown > 0 {
        page.line(INDENT, &format!("… and {rest} more like this"));
    }
    if let Some(help) = first.help.as_deref().filter(|_| shown > 0) {
        page.entry(INDENT, (DIM, "remedy"), INDENT, (PLAIN, &sentence(help)));
    }
    rest
}

/// Names as many groups as there is room for, and counts the others.
fn show_names(groups: &[Vec<&Finding>], room: usize, page: &mut Page) {
    let shown = groups.len().min(room.saturating_sub(2).max(6));
    page.blank();
    for group in &groups[..shown] {
        page.line(0, &title(group));
    }
    if shown < groups.len() {
        let findings = groups[shown..].iter().map(Vec::len).sum();
        let rules = count(groups.len() - shown, "more rule", "more rules");
        page.line(INDENT, &format!("… and {} of {rules}", count(findings, "finding", "findings")));
    }
}

fn title(group: &[&Finding]) -> String {
    let Some(first) = group.first() else { return String::new() };
    let severity = first.severity.name();
    let gap = " ".repeat(INDENT.saturating_sub(severity.len()));
    let times = if group.len() > 1 { format!(" × {}", group.len()) } else { String::new() };
    format!("{}{gap}{}{times}", paint(style(first.severity), severity), paint(BOLD, &name(&first.rule)))
}
