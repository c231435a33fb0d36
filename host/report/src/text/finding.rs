//! One finding: in full, or in one line.

use anstyle::Style;
use handoff_finding::{Certainty, Finding, Naming, Place, Severity, Verdict};
use unicode_width::UnicodeWidthStr;

use super::{Context, excerpt, name, path, sentence};
use crate::FindingGroup;
use crate::layout::{BOLD, CUSTOMER, DIM, ERROR, INFO, LineBuffer, PLAIN, WARNING, paint};
use crate::texts::{LONGEST_LABEL, ReportTexts};

/// Where the text of a finding begins: after the longest severity and two spaces.
pub(super) const INDENT: usize = 9;
/// Where the text beside the labels of a finding begins.
pub(super) const COLUMN: usize = LONGEST_LABEL + 1;
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
pub(super) fn also(first: &Finding, other: &Finding, words: &ReportTexts) -> String {
    let called = (other.place.name != first.place.name).then(|| quoted(&other.place, words));
    let item =
        other.item.as_deref().filter(|_| other.item != first.item).map(|item| words.quoted(&name(item)));
    let parts = [Some(position(&other.place)), called, item];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
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
    let (at, rule) = (position(&finding.place), rule(finding, words));
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
        page.unbroken(INDENT, (DIM, label), COLUMN, (PLAIN, &also(finding, other, words)));
    }
    if shown < cause.others.len() {
        entry(page, "", Some(left_out(cause.others.len() - shown, words)));
    }
    let mut excerpts = page.another();
    excerpt::show(&finding.place, context.source, INDENT, &mut excerpts);
    // What lies on the path has been named there.
    let related: Vec<&Place> = finding.related.iter().filter(|place| !on_path.contains(place)).collect();
    let shown = if context.all { related.len() } else { related.len().min(RELATED) };
    for place in &related[..shown] {
        if !excerpt::show(place, context.source, INDENT, &mut excerpts) {
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
pub(super) fn left_out(places: usize, words: &ReportTexts) -> String {
    format!("{}: {}", (words.more_places)(places), words.show_places)
}

/// Says a finding in the way compilers do, in the words that editors look for.
pub(super) fn in_one_line(finding: &Finding) -> String {
    let severity = paint(style(finding.severity), finding.severity.name());
    let message = sentence(&finding.message);
    format!("{}: {severity}: {message} ({})", position(&finding.place), name(&finding.rule))
}

/// Says what is wrong, where the customer meets it and what to do, for outputs with one text for a finding.
pub(crate) fn in_sentences(finding: &Finding, words: &ReportTexts) -> String {
    let help = finding.help.as_deref().map(sentence);
    let parts = [Some(sentence(&finding.message)), customer_line(finding, words), help];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Says where the customer meets the gap.
pub(crate) fn customer_line(finding: &Finding, words: &ReportTexts) -> Option<String> {
    let reach = finding.reach.as_ref()?;
    let says = match reach.verdict {
        Verdict::Certain => words.customer_meets,
        Verdict::Possible => words.customer_may_meet,
        Verdict::None | Verdict::Unknown => return None,
    };
    let at = reach.touchpoint.as_ref().map(|touchpoint| quoted(touchpoint, words));
    Some(format!("→ {}", says(&at.unwrap_or_default())))
}

/// Says between whom, or at whom, the gap is, and what it is about.
pub(crate) fn subject(finding: &Finding, words: &ReportTexts) -> (&'static str, Option<String>) {
    let item = finding.item.as_deref().map(name);
    // A finding with one side only has no handoff to show: nobody gives, or nobody is drawn there.
    let (label, who) = match (&finding.from, &finding.to) {
        (Some(from), Some(to)) => (words.handoff, Some(format!("{} → {}", name(from), name(to)))),
        // Nobody is drawn who gives it: who is named here is the one that lacks it.
        (None, Some(to)) if item.is_some() => (words.needed, Some(name(to))),
        _ => (words.owner, finding.department.as_deref().map(name)),
    };
    match (who, item) {
        (Some(who), Some(item)) => (label, Some(format!("{who}: {item}"))),
        (None, Some(item)) => (words.item, Some(item)),
        (who, None) => (label, who),
    }
}

/// Returns the path that leads to the gap and the path that leads on to the customer: as one journey where one goes on
/// as the other does.
pub(crate) fn routes(finding: &Finding) -> Vec<Vec<Place>> {
    let before = finding.witness.as_slice();
    let on = finding.reach.as_ref().map_or(&[][..], |reach| &reach.path);
    let gap = on.first().and_then(|gap| before.iter().rposition(|step| step == gap));
    let routes = match gap.map(|gap| before.split_at(gap)) {
        Some((_, rest)) if rest.starts_with(on) => vec![before.to_vec()],
        Some((lead, rest)) if on.starts_with(rest) => vec![[lead, on].concat()],
        _ => vec![before.to_vec(), on.to_vec()],
    };
    // One step alone is no path: the place says the same.
    routes.into_iter().filter(|steps| steps.len() > 1).collect()
}

fn route(finding: &Finding, steps: &[Place], words: &ReportTexts) -> String {
    let shown = shown_steps(finding, steps, words);
    if shown.len() > 1 { shown.join(" → ") } else { String::new() }
}

/// Names the steps of a path, with what each is to the finding; of a long path only those at both ends.
pub(crate) fn shown_steps(finding: &Finding, steps: &[Place], words: &ReportTexts) -> Vec<String> {
    let touchpoint = finding.reach.as_ref().filter(|reach| reach.verdict.reaches());
    let touchpoint = touchpoint.and_then(|reach| reach.touchpoint.as_ref());
    let says_something = |step: &&Place| *step == &finding.place || step.naming != Naming::Sign;
    let mut shown: Vec<String> = steps
        .iter()
        .filter(says_something)
        .map(|step| match (step == &finding.place, Some(step) == touchpoint) {
            (true, true) => format!("{} ({})", name(&step.name), words.is_both),
            (true, false) => format!("{} ({})", name(&step.name), words.is_gap),
            (false, true) => format!("{} ({})", name(&step.name), words.is_customer),
            (false, false) => name(&step.name),
        })
        .collect();
    if shown.len() > 2 * PATH_ENDS + 1 {
        let left_out = shown.len() - 2 * PATH_ENDS;
        shown.splice(PATH_ENDS..PATH_ENDS + left_out, [(words.steps_left_out)(left_out)]);
    }
    shown
}

pub(crate) fn repair(finding: &Finding, words: &ReportTexts) -> Option<String> {
    let reach = finding.reach.as_ref()?;
    let step = quoted(reach.repaired_by.as_ref()?, words);
    Some(match reach.verdict {
        Verdict::None => (words.repaired)(&step),
        _ => (words.repaired_elsewhere)(&step),
    })
}

pub(crate) fn rule(finding: &Finding, words: &ReportTexts) -> String {
    let rule = name(&finding.rule);
    match finding.certainty {
        Certainty::Certain => rule,
        Certainty::Likely => format!("{rule} ({})", words.likely),
        Certainty::Advice => format!("{rule} ({})", words.advice),
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

/// Shows what a person calls a place.
pub(crate) fn quoted(place: &Place, words: &ReportTexts) -> String {
    match place.naming {
        Naming::Label => words.quoted(&name(&place.name)),
        Naming::Around | Naming::Sign => sentence(&place.name),
    }
}
