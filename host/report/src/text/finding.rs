//! One finding: in full, or in one line.

use anstyle::Style;
use handoff_finding::{Certainty, Finding, Place, Severity, Verdict};

use super::{Source, excerpt, name, path, sentence};
use crate::layout::{BOLD, DIM, ERROR, INFO, PLAIN, Page, WARNING, paint};

/// Where the text of a finding begins: after the longest severity and two spaces.
pub(super) const INDENT: usize = 9;
/// Where the text beside the labels of a finding begins.
const COLUMN: usize = 9;
/// Of a longer path only this many steps are shown at either end.
const PATH_ENDS: usize = 4;

/// Returns the colour of a severity.
pub(super) fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    }
}

/// Lays out everything that is known about a finding.
pub(super) fn in_full(finding: &Finding, source: Source<'_>, like: &Page) -> Page {
    let mut page = like.another();
    let severity = (style(finding.severity), finding.severity.name());
    page.entry(0, severity, INDENT, (BOLD, &sentence(&finding.message)));
    if let Some(line) = customer_line(finding) {
        page.paragraph(INDENT, PLAIN, &line);
    }
    let mut entry = |label: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            page.entry(INDENT, (DIM, label), COLUMN, (PLAIN, &text));
        }
    };
    match parties(finding) {
        Some(parties) => entry("handoff", Some(parties)),
        None => entry("owner", finding.department.as_deref().map(name)),
    }
    entry("item", finding.item.as_deref().map(name));
    entry("path", journey(finding));
    entry("repair", repair(finding));
    entry("place", Some(place(&finding.place)));
    entry("remedy", finding.help.as_deref().map(sentence));
    entry("rule", Some(rule(finding)));
    for place in std::iter::once(&finding.place).chain(&finding.related) {
        excerpt::show(place, source, INDENT, &mut page);
    }
    page
}

/// Says a finding in the way compilers do.
pub(super) fn in_one_line(finding: &Finding) -> String {
    let severity = paint(style(finding.severity), finding.severity.name());
    let message = sentence(&finding.message);
    format!("{}: {severity}: {message} ({})", position(&finding.place), name(&finding.rule))
}

/// Says where the customer meets the gap.
fn customer_line(finding: &Finding) -> Option<String> {
    let reach = finding.reach.as_ref()?;
    let verb = match reach.verdict {
        Verdict::Certain => "meets",
        Verdict::Possible => "may meet",
        Verdict::None | Verdict::Unknown => return None,
    };
    let at = reach.touchpoint.as_ref().map(|touchpoint| format!(" at {}", quoted(touchpoint)));
    Some(format!("→ The customer {verb} it{}.", at.unwrap_or_default()))
}

fn parties(finding: &Finding) -> Option<String> {
    let side =
        |side: &Option<std::sync::Arc<str>>| side.as_deref().map_or_else(|| "(no department)".into(), name);
    (finding.from.is_some() || finding.to.is_some())
        .then(|| format!("{} → {}", side(&finding.from), side(&finding.to)))
}

/// Joins the path that leads to the gap and the path that leads on to the customer.
fn journey(finding: &Finding) -> Option<String> {
    let on = finding.reach.as_ref().map_or(&[][..], |reach| &reach.path);
    let gap = finding.witness.last().or(on.first())?;
    let on = if on.first() == Some(gap) { &on[1..] } else { on };
    let before = &finding.witness[..finding.witness.len().saturating_sub(1)];
    let mut steps: Vec<String> = before.iter().map(|step| name(&step.name)).collect();
    // One step alone is no path: the place says the same.
    if before.is_empty() && on.is_empty() {
        return None;
    }
    steps.push(format!("{} (gap)", name(&gap.name)));
    steps.extend(on.iter().map(|step| name(&step.name)));
    if let Some(last) = steps.last_mut().filter(|_| !on.is_empty() && super::reaches_customer(finding)) {
        last.push_str(" (customer)");
    }
    if steps.len() > 2 * PATH_ENDS + 1 {
        let left_out = steps.len() - 2 * PATH_ENDS;
        let middle = format!("… {left_out} steps …");
        steps.splice(PATH_ENDS..PATH_ENDS + left_out, [middle]);
    }
    Some(steps.join(" → "))
}

fn repair(finding: &Finding) -> Option<String> {
    let reach = finding.reach.as_ref()?;
    let step = quoted(reach.repaired_by.as_ref()?);
    Some(match reach.verdict {
        Verdict::None => format!("{step} makes up for it before the customer notices"),
        _ => format!("{step} makes up for it on other paths"),
    })
}

fn rule(finding: &Finding) -> String {
    let certainty = match finding.certainty {
        Certainty::Certain => "",
        Certainty::Likely => " (likely: rests on wording)",
        Certainty::Advice => " (advice)",
    };
    format!("{}{certainty}", name(&finding.rule))
}

/// Shows a file with line and column, and the element by its id.
fn place(place: &Place) -> String {
    match place.element.as_deref() {
        Some(element) if !place.file.is_empty() => format!("{} ({})", position(place), name(element)),
        _ => position(place),
    }
}

/// Shows a file with line and column.
pub(super) fn position(place: &Place) -> String {
    let file = if place.file.is_empty() { "handoff".to_owned() } else { path(&place.file) };
    match (place.line, place.column) {
        (0, _) => file,
        (line, 0) => format!("{file}:{line}"),
        (line, column) => format!("{file}:{line}:{column}"),
    }
}

fn quoted(place: &Place) -> String {
    format!("“{}”", name(&place.name))
}
