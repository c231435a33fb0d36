//! `timing/unlimited-wait`: see [`RULE`].

mod deadlock;
mod marks;
mod unanswered;

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{
    Argument, Certainty, Ending, Options, Place, Reporter, Rule, Severity, Side, StepId, StepKind, Unit,
    ViewPart, Wait,
};

use unanswered::NoAnswer;

use crate::transfer::unsent_message;

/// Finds a step that waits for another party with nothing to end the wait.
///
/// If what it waits for is lost or forgotten, the case lies there for ever; nobody sees it, because nobody is late by any
/// rule. The customer calls in the end.
///
/// - Wrong: *Wait for approval* receives a message and has no timer, nor has any sub-process around it.
/// - Right: a timer or an escalation on the wait, beside it behind an event-based gateway, or in a scope around it; another branch
///   that ends all work. A time that only leads back to the wait, and a way for no answer that begins behind it, are none.
///
/// The waits of one process are one finding. A warning needs somebody who can be late: where the customer himself is waited
/// for, where nobody is known who could be, and where the step is drawn as work, the wait is only worth knowing. Two waits
/// that can only be ended by what comes behind the other are told as what they are; so is a wait for somebody who can end
/// without an answer, whoever waits.
pub(crate) const RULE: Rule = Rule {
    id: "timing/unlimited-wait",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Waits],
    page: include_str!("../../cases/timing/unlimited-wait.md"),
    since: Some("0.1.0"),
    tags: &["deadlines", "messages"],
    related: &["timing/promise-exceeded", "customer/silent-ending"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A step waits for another party without a time limit",
            de: "Ein Schritt wartet ohne Frist auf andere",
        }
        "for" {
            en: "{receiver} waits for {giver} at {step}, and no time limit is drawn: if nothing comes, the case stays \
                 there.",
            de: "{receiver} wartet bei {step} auf {giver}, und eine Frist ist nicht gezeichnet: Kommt nichts, bleibt \
                 der Vorgang dort liegen.",
        }
        "for-unowned" {
            en: "A case waits for {giver} at {step}, and no time limit is drawn: if nothing comes, the case stays \
                 there.",
            de: "Ein Vorgang wartet bei {step} auf {giver}, und eine Frist ist nicht gezeichnet: Kommt nichts, bleibt \
                 der Vorgang dort liegen.",
        }
        "own" {
            en: "{receiver} waits at {step} for what {receiver} sends at another step, and no time limit is drawn: if \
                 that never comes, the case stays there.",
            de: "{receiver} wartet bei {step} auf etwas, das {receiver} an anderer Stelle sendet, und eine Frist ist \
                 nicht gezeichnet: Kommt es nie, bleibt der Vorgang dort liegen.",
        }
        "turn" {
            en: "{receiver} has to act at {step}, and no time limit is drawn there, as it is for other work of \
                 {receiver}: if nothing is done, the case stays there.",
            de: "Bei {step} ist {receiver} am Zug, und anders als bei anderer Arbeit von {receiver} ist keine Frist \
                 gezeichnet: Geschieht nichts, bleibt der Vorgang dort liegen.",
        }
        "anyone" {
            en: "{receiver} waits at {step}, and no time limit is drawn: if nothing comes, the case stays there.",
            de: "{receiver} wartet bei {step}, und eine Frist ist nicht gezeichnet: Kommt nichts, bleibt der Vorgang \
                 dort liegen.",
        }
        "anyone-unowned" {
            en: "A case waits at {step}, and no time limit is drawn: if nothing comes, the case stays there.",
            de: "Ein Vorgang wartet bei {step}, und eine Frist ist nicht gezeichnet: Kommt nichts, bleibt der Vorgang \
                 dort liegen.",
        }
        "several-for" {
            en: "A case waits for {giver} at {steps}, and no time limit is drawn: if nothing comes, the case stays \
                 there.",
            de: "Ein Vorgang wartet bei {steps} auf {giver}, und eine Frist ist nicht gezeichnet: Kommt nichts, bleibt \
                 der Vorgang dort liegen.",
        }
        "several" {
            en: "A case waits at {steps}, and no time limit is drawn: if nothing comes, the case stays there.",
            de: "Ein Vorgang wartet bei {steps}, und eine Frist ist nicht gezeichnet: Kommt nichts, bleibt der Vorgang \
                 dort liegen.",
        }
        "several-for-by" {
            en: "{receiver} waits for {giver} at {steps}, and no time limit is drawn: if nothing comes, the case stays \
                 there.",
            de: "{receiver} wartet bei {steps} auf {giver}, und eine Frist ist nicht gezeichnet: Kommt nichts, bleibt \
                 der Vorgang dort liegen.",
        }
        "several-by" {
            en: "{receiver} waits at {steps}, and no time limit is drawn: if nothing comes, the case stays there.",
            de: "{receiver} wartet bei {steps}, und eine Frist ist nicht gezeichnet: Kommt nichts, bleibt der Vorgang \
                 dort liegen.",
        }
        "two-for" {
            en: "{receiver} waits for {first} at {step} and for {second} at {other}, and no time limit is drawn: if \
                 nothing comes, the case stays there.",
            de: "{receiver} wartet bei {step} auf {first} und bei {other} auf {second}, und eine Frist ist nicht \
                 gezeichnet: Kommt nichts, bleibt der Vorgang dort liegen.",
        }
        "many" {
            en: "A case waits at {count} steps, among them {steps}, and no time limit is drawn: if nothing comes, the \
                 case stays there.",
            de: "Ein Vorgang wartet an {count} Stellen, darunter {steps}, und eine Frist ist nicht gezeichnet: Kommt \
                 nichts, bleibt der Vorgang dort liegen.",
        }
        "many-by" {
            en: "{receiver} waits at {count} steps, among them {steps}, and no time limit is drawn: if nothing comes, \
                 the case stays there.",
            de: "{receiver} wartet an {count} Stellen, darunter {steps}, und eine Frist ist nicht gezeichnet: Kommt \
                 nichts, bleibt der Vorgang dort liegen.",
        }
        "deadlock" {
            en: "{receiver} waits for {giver} at {step}, and {giver} waits for {receiver} at {other}: each sends only \
                 when its own wait is over, so that neither ever goes on.",
            de: "{receiver} wartet bei {step} auf {giver}, und {giver} wartet bei {other} auf {receiver}: Jede Seite \
                 sendet erst, wenn ihr eigenes Warten vorbei ist, sodass keine je weiterkommt.",
        }
        "unanswered" {
            en: "{receiver} waits for {giver} at {step}, but {giver} can come to {end} without sending an answer: then \
                 {receiver} waits in vain.",
            de: "{receiver} wartet bei {step} auf {giver}, aber {giver} kann zu {end} kommen, ohne eine Antwort zu \
                 senden: Dann wartet {receiver} vergeblich.",
        }
        "unanswered-unowned" {
            en: "A case waits for {giver} at {step}, but {giver} can come to {end} without sending an answer: then it \
                 waits in vain.",
            de: "Ein Vorgang wartet bei {step} auf {giver}, aber {giver} kann zu {end} kommen, ohne eine Antwort zu \
                 senden: Dann wartet er vergeblich.",
        }
        "unanswered-own" {
            en: "A case waits at {step} for an answer, but whoever is asked can come to {end} without sending one: then \
                 it waits in vain.",
            de: "Ein Vorgang wartet bei {step} auf eine Antwort, aber wer gefragt ist, kann zu {end} kommen, ohne eine \
                 zu senden: Dann wartet er vergeblich.",
        }
        "gone" {
            en: "After {event}, {giver} no longer waits for {receiver}: what comes later goes unanswered, and {receiver} \
                 waits at {step} in vain.",
            de: "Nach {event} wartet {giver} nicht mehr auf {receiver} und beantwortet nichts, was später kommt, sodass \
                 {receiver} bei {step} vergeblich wartet.",
        }
        "gone-unowned" {
            en: "After {event}, {giver} takes nothing more in: a case that asks later waits at {step} in vain.",
            de: "Nach {event} hört {giver} nicht mehr zu und beantwortet nichts, was später kommt, sodass ein Vorgang \
                 bei {step} vergeblich wartet.",
        }
        "gone-own" {
            en: "After {event}, {listener} takes nothing more in: a case that asks later waits at {step} in vain.",
            de: "Nach {event} hört {listener} nicht mehr zu und beantwortet nichts, was später kommt, sodass ein \
                 Vorgang bei {step} vergeblich wartet.",
        }
        "late-way" {
            en: "What happens when nothing comes at {step} is decided only at {other}, and the case gets there only \
                 when something has come: {step} itself has no time limit.",
            de: "Was geschieht, wenn bei {step} nichts kommt, wird erst bei {other} entschieden, und dorthin gelangt \
                 der Vorgang nur, wenn etwas gekommen ist: {step} selbst hat keine Frist.",
        }
        "late-ways" {
            en: "What happens when nothing comes at {steps} is decided only behind them, and the case gets there only \
                 when something has come: the waits themselves have no time limit.",
            de: "Was geschieht, wenn bei {steps} nichts kommt, wird erst danach entschieden, und dorthin gelangt der \
                 Vorgang nur, wenn etwas gekommen ist: Das Warten selbst hat keine Frist.",
        }
        "reminder" {
            en: "When the time at {step} is over, the case only goes on waiting there: if nothing comes, it stays there \
                 for good.",
            de: "Wenn die Zeit bei {step} um ist, wartet der Vorgang dort nur weiter: Kommt nichts, bleibt er dort für \
                 immer liegen.",
        }
        "reminder-again" {
            en: "{time} leads to {work}, and then the case waits at {step} again, over and over: if nothing comes, that \
                 never ends.",
            de: "Auf {time} folgt {work}, und dann wartet der Vorgang wieder bei {step}, immer von neuem: Kommt nichts, \
                 endet das nie.",
        }
        "reminder-beside" {
            en: "{time} only has somebody reminded, and the case goes on waiting at {step}: if nothing comes, it stays \
                 there for good.",
            de: "Auf {time} hin wird nur erinnert, und der Vorgang wartet weiter bei {step}: Kommt nichts, bleibt er \
                 dort für immer liegen.",
        }
        "reminders" {
            en: "What is done when the time at {steps} is over ends nothing, and the case goes on waiting: if nothing \
                 comes, it stays there for good.",
            de: "Was geschieht, wenn die Zeit bei {steps} um ist, beendet nichts, und der Vorgang wartet weiter: Kommt \
                 nichts, bleibt er dort für immer liegen.",
        }
        "answer" {
            en: "Send an answer on every way.", de: "Auf jedem Weg eine Antwort senden."
        }
        "limit" {
            en: "Add a timer or an escalation that says what happens when nothing has come for too long.",
            de: "Einen Timer oder eine Eskalation ergänzen: Was geschieht, wenn zu lange nichts gekommen ist?",
        }
        "still-answer" {
            en: "Set a time limit at {step}, or let what comes after {event} be answered too.",
            de: "Bei {step} eine Frist setzen, oder auch noch beantworten, was nach {event} kommt.",
        }
        "give-up" {
            en: "Say how often this is repeated, and what happens then.",
            de: "Sagen, wie oft sich das wiederholt und was danach geschieht.",
        }
        "beside" {
            en: "Set a time limit at the wait itself, and let the way for no answer begin there.",
            de: "Eine Frist an das Warten selbst setzen und den Weg ohne Antwort dort beginnen lassen.",
        }
        "order" {
            en: "Let one of the two send before it waits.",
            de: "Eine der beiden Seiten senden lassen, bevor sie wartet.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// How many steps a sentence can name.
const NAMED: usize = 3;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let is_open = |wait: &&Wait| {
        let reachable = unit.steps().get(wait.step as usize).is_some_and(|step| step.reachable);
        reachable && !wait.limited
    };
    let (open, theirs): (Vec<&Wait>, Vec<&Wait>) =
        unit.waits().iter().filter(is_open).partition(|wait| unit.is_ours(unit.owner(wait.step)));
    let (mut ends, mut marks) = (unanswered::ProcessEnds::new(unit), marks::Marks::new(unit));
    let pairs = deadlock::pairs(unit, &open);
    for &(step, other) in &pairs {
        report
            .add(Place::Step(step), "deadlock")
            .help("order")
            .between(unit.owner(other), unit.owner(step))
            .with("step", Argument::Step(step))
            .with("other", Argument::Step(other))
            .related(&[other])
            .reach_from(step);
    }
    let is_paired = |wait: &Wait| pairs.iter().any(|&(step, other)| step == wait.step || other == wait.step);
    // What nobody sends a customer at all is the business of the rules for customers.
    let (turns, theirs): (Vec<&Wait>, Vec<&Wait>) = theirs
        .into_iter()
        .filter(|wait| wait.party.is_some())
        .partition(|wait| wait.party == unit.owner(wait.step));
    for wait in theirs {
        // That the case ends there and nobody tells him is said of the end, with where he waits.
        if let Some(end) = ends.without_answer(unit, wait).filter(|no| !is_silent(unit, wait, no.end)) {
            report_unanswered(unit, report, wait, end, WaitWeight::Work);
        }
    }
    // That nothing ever comes where nobody sends it is said of the message.
    let unsent: BTreeSet<StepId> = unsent_message::unsent(unit).iter().map(|message| message.step).collect();
    let mut groups: BTreeMap<(u32, WaitWeight), Vec<&Wait>> = BTreeMap::new();
    let mut marked: BTreeMap<(u32, &str), Vec<(&Wait, StepId)>> = BTreeMap::new();
    for wait in open.into_iter().chain(turns).filter(|wait| !is_paired(wait)) {
        let Some(step) = unit.steps().get(wait.step as usize) else { continue };
        let tone = WaitWeight::of(unit, wait);
        if let Some(end) = ends.without_answer(unit, wait) {
            report_unanswered(unit, report, wait, end, tone);
        } else if let Some(decision) = marks.late_way(wait) {
            marked.entry((step.process, "late-way")).or_default().push((wait, decision));
        } else if let Some(time) = marks.reminder(wait) {
            marked.entry((step.process, "reminder")).or_default().push((wait, time));
        } else if !unsent.contains(&wait.step) {
            groups.entry((step.process, tone)).or_default().push(wait);
        }
    }
    for ((_, key), waits) in marked {
        report_marked(unit, report, key, &waits);
    }
    for ((_, tone), waits) in groups {
        report_group(unit, report, &waits, tone);
    }
}

/// Reports the waits of one process at which a time ends nothing, or behind which, too late, stands a way for the case that
/// nothing comes.
fn report_marked(unit: &Unit<'_>, report: &mut Reporter<'_>, key: &str, waits: &[(&Wait, StepId)]) {
    let [(first, mark), rest @ ..] = waits else { return };
    let steps: Vec<StepId> = waits.iter().map(|(wait, _)| wait.step).collect();
    let alike = rest.iter().all(|(wait, _)| wait.party == first.party);
    let again = unit.path(*mark, first.step, &[]);
    let work = again.iter().flatten().copied().find(|step| *step != first.step && unit.works(*step));
    let (text, help) = match (key, rest.is_empty()) {
        ("reminder", true) if work.is_some() => ("reminder-again", "give-up"),
        ("reminder", true) if again.is_none() => ("reminder-beside", "give-up"),
        ("reminder", true) => ("reminder", "give-up"),
        ("reminder", false) => ("reminders", "give-up"),
        (_, true) => ("late-way", "beside"),
        (_, false) => ("late-ways", "beside"),
    };
    report
        .add(Place::Step(first.step), text)
        .help(help)
        .between(first.party.filter(|_| alike), unit.owner(first.step))
        .with("step", Argument::Step(first.step))
        .with("steps", Argument::Steps(named(unit, &steps)))
        .with("other", Argument::Step(*mark))
        .with("time", Argument::Step(*mark))
        .with("work", Argument::Step(work.unwrap_or(*mark)))
        .related(&steps[1..])
        .severity(Severity::Info)
        .certainty(Certainty::Likely);
}

/// Tells whether it is said of an end of those who are waited for that nobody tells whoever began the case.
fn is_silent(unit: &Unit<'_>, wait: &Wait, end: StepId) -> bool {
    let begins =
        |step: StepId| unit.steps().get(step as usize).is_some_and(|row| row.kind == StepKind::Start);
    let silent =
        |ending: &Ending| ending.step == end && ending.silent && ending.started_at.is_some_and(begins);
    let owner = unit.owner(end);
    unit.is_ours(owner) && owner == wait.party && unit.endings().iter().any(silent)
}

/// Reports a wait for somebody who can end without sending what is waited for.
fn report_unanswered(
    unit: &Unit<'_>,
    report: &mut Reporter<'_>,
    wait: &Wait,
    no: NoAnswer,
    tone: WaitWeight,
) {
    let owner = unit.owner(wait.step);
    // What goes by one name on both sides is not told apart by it.
    let is_own = owner.is_some() && owner == wait.party;
    let key = match no.instead {
        Some(_) if is_own => "gone-own",
        Some(_) if owner.is_none() => "gone-unowned",
        Some(_) => "gone",
        None if is_own => "unanswered-own",
        None if owner.is_none() => "unanswered-unowned",
        None => "unanswered",
    };
    let draft = report
        .add(Place::Step(wait.step), key)
        .help(if no.instead.is_some() { "still-answer" } else { "answer" })
        .between(wait.party, owner)
        .with("step", Argument::Step(wait.step))
        .with("end", Argument::Step(no.end))
        .with("event", Argument::Step(no.instead.unwrap_or(no.end)))
        .related(&[no.instead.unwrap_or(no.end)]);
    let draft = match wait.party.filter(|_| is_own) {
        Some(party) => draft.with("listener", Argument::Department(party)),
        None => draft,
    };
    let draft = if tone == WaitWeight::Customer { draft } else { draft.reach_from(wait.step) };
    // Whether he is asked so late, nobody knows.
    if tone != WaitWeight::Fault || no.instead.is_some() {
        draft.severity(Severity::Info).certainty(Certainty::Likely);
    }
}

/// How much a wait matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WaitWeight {
    /// A department of ours waits for another party, at a step drawn as one that waits.
    Fault,
    /// It is not known who could be late, or it is the department itself that sends and receives: parts of one program may
    /// well do so.
    Hint,
    /// The step is drawn as work; its label, or the message that comes in there, says that it waits.
    Work,
    /// It is the turn of the department itself, to which a time limit is set elsewhere.
    Turn,
    /// The customer himself is waited for: what he does not send, he does not miss.
    Customer,
}

impl WaitWeight {
    fn of(unit: &Unit<'_>, wait: &Wait) -> Self {
        let party = wait.party.and_then(|party| unit.departments().get(party as usize));
        let owner = unit.owner(wait.step);
        let kind = unit.steps().get(wait.step as usize).map(|step| step.kind);
        let is_event = matches!(kind, Some(StepKind::Catch | StepKind::ReceiveTask | StepKind::EventBased));
        match party {
            Some(_) if !is_event && wait.party == owner => Self::Turn,
            Some(party) if party.side == Side::Customer => Self::Customer,
            _ if !is_event => Self::Work,
            None => Self::Hint,
            Some(_) if wait.party == owner => Self::Hint,
            _ => Self::Fault,
        }
    }
}

/// Reports the waits of one process and tone.
fn report_group(unit: &Unit<'_>, report: &mut Reporter<'_>, waits: &[&Wait], tone: WaitWeight) {
    let [first, rest @ ..] = waits else { return };
    let alike = rest.iter().all(|wait| wait.party == first.party);
    let party = first.party.filter(|_| alike);
    let steps: Vec<StepId> = waits.iter().map(|wait| wait.step).collect();
    let owner = if rest.is_empty() { unit.owner(first.step) } else { unit.common_owner(&steps) };
    let two = match waits {
        [one, other] => owner
            .zip(one.party)
            .zip(other.party)
            .filter(|((owner, one), other)| one != other && owner != one && owner != other),
        _ => None,
    };
    let key = match (rest.len() + 1, party) {
        (1, _) => key_of_one(unit, first, tone),
        (2, None) if two.is_some() => "two-for",
        (2..=NAMED, Some(party)) if owner.is_none() => {
            if unit.owner(first.step) == Some(party) {
                "several"
            } else {
                "several-for"
            }
        }
        (2..=NAMED, Some(party)) if Some(party) != owner => "several-for-by",
        (2..=NAMED, _) if owner.is_some() => "several-by",
        (2..=NAMED, _) => "several",
        _ if owner.is_some() => "many-by",
        _ => "many",
    };
    let draft = report
        .add(Place::Step(first.step), key)
        .help("limit")
        .between(party, owner.or_else(|| unit.owner(first.step)))
        .with("step", Argument::Step(first.step))
        .with("steps", Argument::Steps(named(unit, &steps)))
        .with("count", Argument::Count(steps.len() as u32))
        .related(&steps[1..]);
    let draft = match (two, rest) {
        (Some(((_, first), second)), [other]) => draft
            .with("first", Argument::Department(first))
            .with("second", Argument::Department(second))
            .with("other", Argument::Step(other.step)),
        _ => draft,
    };
    let draft = if tone == WaitWeight::Customer { draft } else { draft.reach_from(first.step) };
    let draft = if matches!(tone, WaitWeight::Work | WaitWeight::Turn) {
        draft.certainty(Certainty::Likely)
    } else {
        draft
    };
    if tone != WaitWeight::Fault {
        draft.severity(Severity::Info);
    }
}

/// The text for a single wait.
fn key_of_one(unit: &Unit<'_>, wait: &Wait, tone: WaitWeight) -> &'static str {
    let owner = unit.owner(wait.step);
    match wait.party {
        Some(_) if tone == WaitWeight::Turn => "turn",
        Some(party) if Some(party) == owner => "own",
        Some(_) if owner.is_none() => "for-unowned",
        Some(_) => "for",
        None if owner.is_none() => "anyone-unowned",
        None => "anyone",
    }
}

/// The first steps that a sentence names: of those with one label, the first; of those whose labels differ in their numbers alone,
/// the lowest.
fn named(unit: &Unit<'_>, steps: &[StepId]) -> Vec<StepId> {
    let mut labels = BTreeSet::new();
    let mut first: Vec<(StepId, String)> = steps
        .iter()
        .copied()
        .zip(unit.labels(steps))
        .filter(|(_, label)| label.is_empty() || labels.insert(label.clone()))
        .collect();
    let digits = |label: &str| label.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_number = |letter: char| letter.is_ascii_digit();
    let is_row = |pair: &[(StepId, String)]| {
        pair[0].1.replace(is_number, "") == pair[1].1.replace(is_number, "") && !pair[0].1.is_empty()
    };
    if first.windows(2).all(is_row) {
        first.sort_by_key(|(_, label)| digits(label).parse::<u64>().unwrap_or_default());
    }
    first.into_iter().map(|(step, _)| step).take(NAMED).collect()
}
