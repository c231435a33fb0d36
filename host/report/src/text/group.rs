//! Many findings: by rule, with examples as far as there is room.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use handoff_finding::Finding;
use unicode_width::UnicodeWidthStr;

use super::finding::{INDENT, position, style};
use super::{count, name, sentence};
use crate::escape::Untrusted;
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
    let column = groups.iter().map(|group| head(group).width() + 2).max().unwrap_or(0);
    let mut held_back = 0;
    for examples in EXAMPLES {
        let mut section = page.another();
        held_back = groups.iter().map(|group| show_group(group, examples, column, &mut section)).sum();
        if section.height() <= room {
            page.blank();
            page.extend(section);
            return held_back;
        }
    }
    show_names(&groups, room, column, page);
    held_back
}

fn show_group(group: &[&Finding], examples: usize, column: usize, page: &mut Page) -> usize {
    let Some((first, others)) = group.split_first() else { return 0 };
    let same_help = others.iter().all(|finding| finding.help == first.help);
    if page.height() > 0 && examples > 0 {
        page.blank();
    }
    title(group, if examples == 0 { column } else { 0 }, page);
    // One more is no more trouble than the line that would count it.
    let shown =
        if examples > 0 && group.len() == examples + 1 { group.len() } else { group.len().min(examples) };
    for finding in &group[..shown] {
        page.paragraph(INDENT, PLAIN, &sentence(&finding.message));
        page.paragraph(INDENT + 2, DIM, &position(&finding.place));
        if !same_help {
            remedy(finding, INDENT + 2, page);
        }
    }
    let rest = group.len() - shown;
    if rest > 0 && shown > 0 {
        page.line(INDENT, &format!("… and {rest} more like this"));
    }
    if same_help && shown > 0 {
        remedy(first, INDENT, page);
    }
    rest
}

fn remedy(finding: &Finding, indent: usize, page: &mut Page) {
    if let Some(help) = &finding.help {
        page.entry(indent, (DIM, "remedy"), INDENT, (PLAIN, &sentence(help)));
    }
}

/// Names as many groups as there is room for, and counts the others.
fn show_names(groups: &[Vec<&Finding>], room: usize, column: usize, page: &mut Page) {
    let shown = groups.len().min(room.saturating_sub(2).max(6));
    page.blank();
    for group in &groups[..shown] {
        title(group, column, page);
    }
    if shown < groups.len() {
        let findings = groups[shown..].iter().map(Vec::len).sum();
        let rules = count(groups.len() - shown, "more rule", "more rules");
        page.line(INDENT, &format!("… and {} of {rules}", count(findings, "finding", "findings")));
    }
}

/// Adds the line that names a group, and after `column` columns, if any, the beginning of its first message.
fn title(group: &[&Finding], column: usize, page: &mut Page) {
    let Some(first) = group.first() else { return };
    let severity = first.severity.name();
    let head = head(group);
    let mut line =
        paint(style(first.severity), severity) + &" ".repeat(INDENT.saturating_sub(severity.len()));
    line += &paint(BOLD, &head);
    let room = page.width().saturating_sub(INDENT + column);
    if column > 0 && room > 1 {
        line += &" ".repeat(column.saturating_sub(head.width()));
        line += &paint(DIM, &Untrusted::new(first.message.trim()).cut(room));
    }
    page.line(0, &line);
}

/// The rule of a group and how often it speaks.
fn head(group: &[&Finding]) -> String {
    let rule = group.first().map(|first| name(&first.rule)).unwrap_or_default();
    if group.len() > 1 { format!("{rule} × {}", group.len()) } else { rule }
}
