//! What is said of one finding.

use handoff_finding::{Certainty, Finding, Naming, Place, Verdict};
use handoff_landscape::Origin;

use crate::IgnoreReason;
use crate::escape::{name, path, sentence};
use crate::texts::ReportTexts;

/// Of a longer path only this many steps are shown at either end.
const PATH_ENDS: usize = 4;

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

/// Says where it stands that a finding is left out, and until when.
pub(crate) fn reason_place(reason: &IgnoreReason, words: &ReportTexts) -> String {
    let Origin { file, line, column } = reason.origin.clone();
    let at = position(&Place { file, line, column, ..Place::default() });
    let until = reason.until.as_deref().map(|until| format!(" · {}", (words.until)(&name(until))));
    at + &until.unwrap_or_default()
}

/// Shows what a person calls a place.
pub(crate) fn quoted(place: &Place, words: &ReportTexts) -> String {
    match place.naming {
        Naming::Label => words.quoted(&name(&place.name)),
        Naming::Around | Naming::Sign => sentence(&place.name),
    }
}
