//! `data/missing-input`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Availability, Certainty, Evidence, GapKind, ItemId, Need, Options, Place, Provision, Reporter,
    Rule, Severity, StepId, Unit, ViewPart,
};

use crate::shared::gap;
use crate::shared::way;
use crate::shared::words::{names, shares_noun, words};

/// The most steps that speak of an item and are asked whether they stand just before its reader.
const MOST_NAMED: usize = 16;

/// Beginnings of verbs with which a step makes what it is named after.
const MAKING: &[&str] = &[
    "creat",
    "develop",
    "draft",
    "write",
    "compil",
    "generat",
    "elabor",
    "erstell",
    "entwickel",
    "verfass",
    "erarbeit",
    "ausarbeit",
    "opracow",
    "stworz",
    "sporządz",
    "rédig",
    "crée",
    "redact",
];

/// Finds a required item that no path brings to the step that needs it.
///
/// The receiver can only guess, ask back or let the case lie, and does so for every case; the customer meets the result
/// as delay, or as the wrong parcel.
///
/// - Wrong: *Shipping* needs *Delivery address*, and no step makes it, or only one in a pool that never passes it on.
/// - Right: *Sales* provides *Delivery address* before the work crosses to *Shipping*.
///
/// A data object that is drawn and made nowhere may still come from outside: then it is one warning for all such objects of
/// a process, whose remedy is to name the sources; where the process draws no outputs at all, or a message called after
/// something else may bring it, an info. It is an error where a
/// contract or an io-specification asks for the item, or where it is made and what passes over the border is declared
/// without it.
pub(crate) const RULE: Rule = Rule {
    id: "data/missing-input",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Gaps],
    page: include_str!("../../cases/data/missing-input.md"),
    since: Some("0.1.0"),
    tags: &["inputs"],
    related: &["data/possibly-missing-input", "data/late-input", "data/undecidable-input"],
    evidence: &[
        Evidence::Contract,
        Evidence::IoSpecification,
        Evidence::DataObject,
        Evidence::Form,
        Evidence::Message,
    ],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A required item is provided on no path before the step that needs it",
            de: "Ein benötigter Inhalt wird auf keinem Weg vor dem Schritt bereitgestellt, der ihn braucht",
        }
        "nobody" {
            en: "{receiver} needs {item} at {step}, but nobody provides it.",
            de: "{receiver} braucht {item} bei {step}, aber niemand stellt das bereit.",
        }
        "nobody-unowned" {
            en: "{step} needs {item}, but nobody provides it.",
            de: "{step} braucht {item}, aber niemand stellt das bereit.",
        }
        "giver" {
            en: "{receiver} needs {item} at {step}, but {giver} provides it only at {providers}, from where it does not get here.",
            de: "{receiver} braucht {item} bei {step}, aber {giver} stellt das nur bei {providers} bereit, von wo es nicht hierher gelangt.",
        }
        "giver-unowned" {
            en: "{step} needs {item}, but {giver} provides it only at {providers}, from where it does not get here.",
            de: "{step} braucht {item}, aber {giver} stellt das nur bei {providers} bereit, von wo es nicht hierher gelangt.",
        }
        "itself" {
            en: "{receiver} needs {item} at {step}, but provides it itself only at {providers}, from where it does not get here.",
            de: "{receiver} braucht {item} bei {step}, aber stellt das selbst nur bei {providers} bereit, von wo es nicht hierher gelangt.",
        }
        "itself-unowned" {
            en: "{step} needs {item}, but provides it itself only at {providers}, from where it does not get here.",
            de: "{step} braucht {item}, aber stellt das selbst nur bei {providers} bereit, von wo es nicht hierher gelangt.",
        }
        "several" {
            en: "{receiver} needs {item} at {step}, but it is provided only at {providers}, from where it does not get here.",
            de: "{receiver} braucht {item} bei {step}, aber das wird nur bei {providers} bereitgestellt, von wo es nicht hierher gelangt.",
        }
        "several-unowned" {
            en: "{step} needs {item}, but it is provided only at {providers}, from where it does not get here.",
            de: "{step} braucht {item}, aber das wird nur bei {providers} bereitgestellt, von wo es nicht hierher gelangt.",
        }
        "other-way-giver" {
            en: "{receiver} needs {item} at {step}, but on the way there nobody provides it: {giver} does so only at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber auf dem Weg dorthin stellt das niemand bereit: {giver} tut es nur bei {providers}.",
        }
        "other-way-giver-unowned" {
            en: "{step} needs {item}, but on the way there nobody provides it: {giver} does so only at {providers}.",
            de: "{step} braucht {item}, aber auf dem Weg dorthin stellt das niemand bereit: {giver} tut es nur bei {providers}.",
        }
        "other-way-itself" {
            en: "{receiver} needs {item} at {step}, but on the way there does not provide it itself: that happens only at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber stellt das auf dem Weg dorthin nicht selbst bereit: es geschieht nur bei {providers}.",
        }
        "other-way-itself-unowned" {
            en: "{step} needs {item}, but on the way there does not provide it itself: that happens only at {providers}.",
            de: "{step} braucht {item}, aber stellt das auf dem Weg dorthin nicht selbst bereit: es geschieht nur bei {providers}.",
        }
        "other-way-several" {
            en: "{receiver} needs {item} at {step}, but on the way there nobody provides it: that happens only at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber auf dem Weg dorthin stellt das niemand bereit: es geschieht nur bei {providers}.",
        }
        "other-way-several-unowned" {
            en: "{step} needs {item}, but on the way there nobody provides it: that happens only at {providers}.",
            de: "{step} braucht {item}, aber auf dem Weg dorthin stellt das niemand bereit: es geschieht nur bei {providers}.",
        }
        "broken-off" {
            en: "{receiver} needs {item} at {step}, but when {event} comes, it has not been provided yet at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber wenn {event} eintritt, ist das bei {providers} noch nicht bereitgestellt.",
        }
        "broken-off-unowned" {
            en: "{step} needs {item}, but when {event} comes, it has not been provided yet at {providers}.",
            de: "{step} braucht {item}, aber wenn {event} eintritt, ist das bei {providers} noch nicht bereitgestellt.",
        }
        "no-source" {
            en: "{receiver} needs {item} at {step}, but nothing says where it comes from.",
            de: "{receiver} braucht {item} bei {step}, aber nichts sagt, woher das kommt.",
        }
        "no-source-unowned" {
            en: "{step} needs {item}, but nothing says where it comes from.",
            de: "{step} braucht {item}, aber nichts sagt, woher das kommt.",
        }
        "reversed" {
            en: "{receiver} needs {item} at {step}, but by its name this step makes it, and nobody else does: the arrow seems to point the wrong way.",
            de: "{receiver} braucht {item} bei {step}, aber seinem Namen nach entsteht das erst in diesem Schritt, und nirgends sonst: der Pfeil zeigt wohl in die falsche Richtung.",
        }
        "reversed-unowned" {
            en: "{step} needs {item}, but by its name this step makes it, and nobody else does: the arrow seems to point the wrong way.",
            de: "{step} braucht {item}, aber seinem Namen nach entsteht das erst in diesem Schritt, und nirgends sonst: der Pfeil zeigt wohl in die falsche Richtung.",
        }
        "turn" {
            en: "Turn the arrow between {step} and {item} round; if {step} does read {item}, let a step before provide it.",
            de: "Den Pfeil zwischen {step} und {item} umdrehen; wird {item} bei {step} wirklich gelesen, das davor bereitstellen.",
        }
        "no-sources-2" {
            en: "Nothing says where {item} and {second} come from, needed at {step}.",
            de: "Nichts sagt, woher {item} und {second} kommen, gebraucht bei {step}.",
        }
        "no-sources-3" {
            en: "Nothing says where {item}, {second} and {third} come from, needed at {step}.",
            de: "Nichts sagt, woher {item}, {second} und {third} kommen, gebraucht bei {step}.",
        }
        "no-sources-more" {
            en: "Nothing says where {item}, {second}, {third} and {count} more come from, needed at {step}.",
            de: "Nichts sagt, woher {item}, {second}, {third} und {count} weitere kommen, gebraucht bei {step}.",
        }
        "apart-2" {
            en: "Nothing says where {item} (needed at {step}) and {second} (needed at {second-step}) come from.",
            de: "Nichts sagt, woher {item} (gebraucht bei {step}) und {second} (gebraucht bei {second-step}) kommen.",
        }
        "apart-3" {
            en: "Nothing says where {item} (needed at {step}), {second} (at {second-step}) and {third} (at {third-step}) come from.",
            de: "Nichts sagt, woher {item} (gebraucht bei {step}), {second} (bei {second-step}) und {third} (bei {third-step}) kommen.",
        }
        "apart-more" {
            en: "Nothing says where {item} (needed at {step}), {second} (at {second-step}), {third} (at {third-step}) and {count} more come from.",
            de: "Nichts sagt, woher {item} (gebraucht bei {step}), {second} (bei {second-step}), {third} (bei {third-step}) und {count} weitere kommen.",
        }
        "name-source" {
            en: "Let a step before {step} provide {item}; if it comes from outside, name its source in the configuration.",
            de: "Einen Schritt vor {step} {item} bereitstellen lassen; kommt das von außen, die Quelle in der Konfiguration nennen.",
        }
        "name-sources" {
            en: "Let steps before provide them; name the source of what comes from outside in the configuration.",
            de: "Schritte davor das bereitstellen lassen; von dem, was von außen kommt, die Quelle in der Konfiguration nennen.",
        }
        "one-name" {
            en: "If it is what {maker} provides as {other}, give both the same name; else let a step before {step} provide it, or name its source in the configuration.",
            de: "Ist es das, was {maker} als {other} bereitstellt, beiden denselben Namen geben; sonst einen Schritt vor {step} es bereitstellen lassen oder die Quelle in der Konfiguration nennen.",
        }
        "on-the-way" {
            en: "Let a step on the way to {step} provide {item}, or let {step} do without it.",
            de: "{item} auf dem Weg zu {step} bereitstellen lassen, oder bei {step} ohne auskommen.",
        }
        "pass-on" {
            en: "Pass {item} on to {step}: with the message or the call, in a shared store, or on the way through the process.",
            de: "{item} an {step} weitergeben: mit der Nachricht oder dem Aufruf, in einem gemeinsamen Speicher oder auf dem Weg durch den Prozess.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut drawn: Vec<&Need> = Vec::new();
    let mut made: BTreeSet<ItemId> = BTreeSet::new();
    for need in gap::of(unit, GapKind::Missing) {
        if need.providers.is_empty() && need.evidence == Evidence::DataObject {
            if makes(unit, need) {
                made.insert(need.item);
                reversed(unit, report, need);
            } else if !goes_without_saying(unit, need) {
                drawn.push(need);
            }
            continue;
        }
        if !need.providers.is_empty()
            && need.providers.iter().all(|maker| process(unit, *maker) == process(unit, need.step))
        {
            other_way(unit, report, need);
            continue;
        }
        let help = if need.providers.is_empty() { "name-source" } else { "pass-on" };
        gap::report(unit, report, need).help(help).severity(severity(unit, need));
    }
    // Who else lacks what is drawn the wrong way round has been told.
    drawn.retain(|need| !made.contains(&need.item));
    // What a process draws without a source has one cause and one remedy.
    let of = |need: &Need| process(unit, need.step);
    drawn.sort_by_key(|need| of(need));
    for needs in drawn.chunk_by(|left, right| of(left) == of(right)) {
        without_source(unit, report, needs);
    }
}

fn process(unit: &Unit<'_>, step: StepId) -> Option<u32> {
    unit.steps().get(step as usize).map(|step| step.process)
}

/// Reports what the same process provides on another way only: there is nobody who could pass it on.
fn other_way(unit: &Unit<'_>, report: &mut Reporter<'_>, need: &Need) {
    let severity = severity(unit, need);
    if let Some(event) = way::breaks_off(unit, need) {
        let draft = gap::report_as("broken-off", unit, report, need);
        draft.help("on-the-way").with("event", Argument::Step(event)).severity(severity);
        return;
    }
    let clause = match unit.common_owner(&need.providers) {
        Some(giver) if unit.owner(need.step) == Some(giver) => "other-way-itself",
        Some(_) => "other-way-giver",
        None => "other-way-several",
    };
    gap::report_as(clause, unit, report, need).help("on-the-way").severity(severity);
}

/// Tells whether the label of the step that reads an item says that the step makes it: its arrow points the wrong way.
fn makes(unit: &Unit<'_>, need: &Need) -> bool {
    let Some(item) = unit.item_names(&[need.item]).pop() else { return false };
    let label = unit.label(need.step);
    let making = words(&label).first().is_some_and(|verb| MAKING.iter().any(|stem| verb.starts_with(stem)));
    making && names(&label, &item)
}

/// Reports an arrow that points the wrong way, where others rely on what it should bring.
fn reversed(unit: &Unit<'_>, report: &mut Reporter<'_>, need: &Need) {
    let others = unit.needs().iter().filter(|other| other.item == need.item && other.step != need.step);
    let mut others: Vec<StepId> = others.map(|other| other.step).collect();
    others.dedup();
    if !others.is_empty() {
        let draft = gap::report_as("reversed", unit, report, need);
        draft.help("turn").severity(Severity::Warning).related(&others);
    }
}

/// Tells whether labels say where a drawn item comes from: where no outputs are drawn at all, the step just before speaks of
/// it.
fn goes_without_saying(unit: &Unit<'_>, need: &Need) -> bool {
    let Some(item) = unit.item_names(&[need.item]).pop() else { return false };
    let outputs = unit.provisions().iter().any(|provision| provision.evidence == Evidence::DataObject);
    !outputs && before(unit, need.step, &item)
}

/// Tells whether a step just before another, with nothing but gateways and events between, has the noun of an item in its
/// label.
fn before(unit: &Unit<'_>, step: StepId, item: &str) -> bool {
    let process = unit.steps().get(step as usize).map(|step| step.process);
    let others: Vec<StepId> = (0..)
        .zip(unit.steps())
        .filter(|(id, row)| *id != step && Some(row.process) == process && unit.works(*id))
        .map(|(id, _)| id)
        .collect();
    let labels = unit.labels(&others);
    let named = others.iter().zip(&labels).filter(|(_, label)| shares_noun(label, item));
    let near = |other: StepId| {
        let way = unit.path(other, step, &[]).unwrap_or_default();
        !way.is_empty() && way.iter().all(|on| *on == step || *on == other || !unit.works(*on))
    };
    named.take(MOST_NAMED).any(|(other, _)| near(*other))
}

/// Reports the drawn items of one process that come from nowhere.
fn without_source(unit: &Unit<'_>, report: &mut Reporter<'_>, needs: &[&Need]) {
    let mut seen = BTreeSet::new();
    let items: Vec<&Need> = needs.iter().copied().filter(|need| seen.insert(need.item)).collect();
    let Some(first) = items.first() else { return };
    let outputs = unit.provisions().iter().any(|provision| provision.evidence == Evidence::DataObject);
    // What comes in without a word of what it brings may bring this too.
    let doubted = items.iter().any(|need| need.undeclared.is_some());
    let severity = if outputs && !doubted { Severity::Warning } else { Severity::Info };
    let certainty = if doubted { Certainty::Likely } else { Certainty::Certain };
    let mut steps: Vec<StepId> = needs.iter().map(|need| need.step).collect();
    steps.dedup();
    if items.len() == 1 {
        let draft = gap::report_as("no-source", unit, report, first);
        let draft = draft.severity(severity).certainty(certainty).related(&steps[1..]);
        match look_alike(unit, first) {
            Some(other) => draft
                .help("one-name")
                .with("maker", Argument::Step(other.step))
                .with("other", Argument::Item(other.item)),
            None => draft.help("name-source"),
        };
        return;
    }
    let together = items.iter().all(|need| need.step == first.step);
    let draft = report
        .add(Place::Step(first.step), several(items.len(), together))
        .between(None, unit.owner(first.step))
        .need(first)
        .with("count", Argument::Count(items.len().saturating_sub(3) as u32))
        .related(&steps)
        .help("name-sources")
        .severity(severity)
        .certainty(certainty);
    let others = [("second", "second-step"), ("third", "third-step")].into_iter().zip(&items[1..]);
    others.fold(draft, |draft, ((name, step), need)| {
        let draft = draft.with(name, Argument::Item(need.item));
        if together { draft } else { draft.with(step, Argument::Step(need.step)) }
    });
}

/// Returns the sentence for several items, all needed at one step or not.
fn several(items: usize, together: bool) -> &'static str {
    match (items, together) {
        (2, true) => "no-sources-2",
        (3, true) => "no-sources-3",
        (_, true) => "no-sources-more",
        (2, false) => "apart-2",
        (3, false) => "apart-3",
        (_, false) => "apart-more",
    }
}

/// Finds what is provided under a name that differs from that of the need in its spelling or a suffix only.
fn look_alike<'u>(unit: &'u Unit<'_>, need: &Need) -> Option<&'u Provision> {
    let provisions = unit.provisions();
    let mut items: Vec<ItemId> = provisions.iter().map(|provision| provision.item).collect();
    items.sort_unstable();
    items.dedup();
    items.retain(|item| *item != need.item);
    let wanted = words(&unit.item_names(&[need.item]).pop()?);
    let names = unit.item_names(&items);
    let (item, _) = items.iter().zip(&names).find(|(_, name)| alike(&wanted, &words(name)))?;
    provisions.iter().find(|provision| provision.item == *item)
}

fn alike(left: &[String], right: &[String]) -> bool {
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let longer = short.len() > 1 && long.len() == short.len() + 1 && long.starts_with(short);
    longer || distance(&left.concat(), &right.concat()) <= 2
}

/// Counts the letters that two names differ in; names shorter than six letters or very different in length are far apart.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().min(right.len()) < 6 || left.len().abs_diff(right.len()) > 2 || left.len() > 100 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, char) in left.iter().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], at + 1);
        for (to, other) in right.iter().enumerate() {
            let changed = corner + usize::from(char != other);
            corner = row[to + 1];
            row[to + 1] = changed.min(row[to] + 1).min(corner + 1);
        }
    }
    row[right.len()]
}

/// Tells an item that is asked for in writing, or made and left out of what is declared to pass, from one that may have come
/// along.
fn severity(unit: &Unit<'_>, need: &Need) -> Severity {
    let written = matches!(need.evidence, Evidence::Contract | Evidence::IoSpecification);
    let declared = || {
        let handoff = unit.handoffs().get(need.handoff? as usize)?;
        Some(handoff.carries.iter().any(|carried| {
            !matches!(carried.evidence, Evidence::Message | Evidence::Label | Evidence::Annotation)
        }))
    };
    let left_out = need.availability == Availability::Elsewhere && declared() == Some(true);
    need.at_most(if written || left_out { Severity::Error } else { Severity::Warning })
}
