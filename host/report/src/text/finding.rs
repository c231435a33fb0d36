//! One finding: in full, or in one line.

use anstyle::Style;
use handoff_finding::{Certainty, Finding, Place, Severity, Verdict};

use super::{Source, excerpt, name, path, sentence};
use crate::layout::{BOLD, CUSTOMER, DIM, ERROR, INFO, PLAIN, Page, WARNING, paint};

/// Where the text of a finding begins: after the longest severity and two spaces.
pub(super) const INDENT: usize = 9;
/// Where the text beside the labels of a finding begins.
const COLUMN: usize = 9;
/// Of a longer path only this many steps are shown at either end.
const PATH_ENDS: usize = 4;
/// How many places that belong to a finding are shown.
const RELATED: usize = 3;

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
        page.paragraph(INDENT, CUSTOMER, &line);
    }
    match parties(finding) {
        Some(parties) => entry(&mut page, "handoff", Some(parties)),
        None => entry(&mut page, "owner", finding.department.as_deref().map(name)),
    }
    entry(&mut page, "item", finding.item.as_deref().map(name));
    for (label, route) in routes(finding) {
        entry(&mut page, label, Some(route));
    }
    entry(&mut page, "repair", repair(finding));
    places(finding, source, &mut page);
    entry(&mut page, "remedy", finding.help.as_deref().map(sentence));
    entry(&mut page, "rule", Some(rule(finding)));
    page
}

/// Adds a label and its text, where there is one.
fn entry(page: &mut Page, label: &str, text: Option<String>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        page.entry(INDENT, (DIM, label), COLUMN, (PLAIN, &text));
    }
}

/// Adds where the finding is and what belongs to it, with excerpts where they help.
fn places(finding: &Finding, source: Source<'_>, page: &mut Page) {
    entry(page, "place", Some(place(&finding.place)));
    let mut excerpts = page.another();
    excerpt::show(&finding.place, source, INDENT, &mut excerpts);
    for related in finding.related.iter().take(RELATED) {
        if !excerpt::show(related, source, INDENT, &mut excerpts) {
            entry(page, "see", Some(format!("{} {}", position(related), quoted(related))));
        }
    }
    if finding.related.len() > RELATED {
        entry(page, "", Some(format!("… and {} more places", finding.related.len() - RELATED)));
    }
    page.extend(excerpts);
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

/// Shows the path that leads to the gap and the path that leads on to the customer, as one journey where they meet.
fn routes(finding: &Finding) -> Vec<(&'static str, String)> {
    let before = finding.witness.as_slice();
    let on = finding.reach.as_ref().map_or(&[][..], |reach| &reach.path);
    let routes = match (before.last(), on.split_first()) {
        (Some(gap), Some((first, rest))) if gap == first => vec![("path", [before, rest].concat())],
        _ => vec![("path", before.to_vec()), ("reach", on.to_vec())],
    };
    // One step alone is no path: the place says the same.
    let paths = routes.into_iter().filter(|(_, steps)| steps.len() > 1);
    paths.map(|(label, steps)| (label, route(finding, &steps))).collect()
}

fn route(finding: &Finding, steps: &[Place]) -> String {
    let touchpoint = finding.reach.as_ref().filter(|reach| reach.verdict.reaches());
    let touchpoint = touchpoint.and_then(|reach| reach.touchpoint.as_ref());
    let mut shown: Vec<String> = steps
        .iter()
        .map(|step| match (step == &finding.place, Some(step) == touchpoint) {
            (true, true) => format!("{} (gap, customer)", name(&step.name)),
            (true, false) => format!("{} (gap)", name(&step.name)),
            (false, true) => format!("{} (customer)", name(&step.name)),
            (false, false) => name(&step.name),
        })
        .collect();
    if shown.len() > 2 * PATH_ENDS + 1 {
        let left_out = shown.len() - 2 * PATH_ENDS;
        shown.splice(PATH_ENDS..PATH_ENDS + left_out, [format!("… {left_out} steps …")]);
    }
    shown.join(" → ")
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
pub(crate) fn position(place: &Place) -> String {
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
