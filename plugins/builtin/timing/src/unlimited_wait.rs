//! `timing/unlimited-wait`: see [`RULE`].

mod deadlock;

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, Options, Part, Place, Reporter, Rule, Severity, Side, StepId, StepKind, Text, Unit,
    Wait,
};

/// Finds a step that waits for another party with nothing to end the wait.
///
/// If what it waits for is lost or forgotten, the case lies there for ever; nobody sees it, because nobody is late by any
/// rule. The customer calls in the end.
///
/// - Wrong: *Wait for approval* receives a message and has no timer, nor has any sub-process around it.
/// - Right: a timer or an escalation on the wait, beside it behind an event-based gateway, or in a scope around it; another branch
///   that ends all work.
///
/// The waits of one process are one finding. A warning needs somebody who can be late: where the customer himself is waited
/// for, where nobody is known who could be, and where the step is drawn as work, the wait is only worth knowing. Two waits
/// that can only be ended by what comes behind the other are told as what they are; so is a customer who is not answered
/// on every way.
pub(crate) const RULE: Rule = Rule {
    id: "timing/unlimited-wait",
    title: "A step waits for another party without a time limit",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    off: false,
    needs: &[Part::Waits],
    options_schema: "",
    page: include_str!("../cases/unlimited-wait.md"),
    texts: &[
        Text {
            key: "for",
            en: "{receiver} waits at {step} for {giver}, and nothing says what happens if nothing ever comes.",
            de: "{receiver} wartet bei {step} auf {giver}, und nichts sagt, was geschieht, wenn nie etwas kommt.",
        },
        Text {
            key: "for-unowned",
            en: "A case waits at {step} for {giver}, and nothing says what happens if nothing ever comes.",
            de: "Ein Vorgang wartet bei {step} auf {giver}, und nichts sagt, was geschieht, wenn nie etwas kommt.",
        },
        Text {
            key: "own",
            en: "{receiver} waits at {step} for what {receiver} sends at another step, and nothing says what happens if \
                 that never comes.",
            de: "{receiver} wartet bei {step} auf etwas, das {receiver} an anderer Stelle sendet, und nichts sagt, was \
                 geschieht, wenn es nie kommt.",
        },
        Text {
            key: "turn",
            en: "It is the turn of {receiver} at {step}, and nothing says what happens if nothing is ever done there; other \
                 work of {receiver} has its time limit.",
            de: "Bei {step} ist {receiver} am Zug, und nichts sagt, was geschieht, wenn dort nie etwas getan wird; an anderer \
                 Stelle ist {receiver} eine Frist gesetzt.",
        },
        Text {
            key: "anyone",
            en: "{receiver} waits at {step}, and nothing says what happens if nothing ever comes.",
            de: "{receiver} wartet bei {step}, und nichts sagt, was geschieht, wenn nie etwas kommt.",
        },
        Text {
            key: "anyone-unowned",
            en: "A case waits at {step}, and nothing says what happens if nothing ever comes.",
            de: "Ein Vorgang wartet bei {step}, und nichts sagt, was geschieht, wenn nie etwas kommt.",
        },
        Text {
            key: "choice-for",
            en: "{receiver} depends on {giver} at {step}, and nothing says what happens if nothing ever comes.",
            de: "{receiver} hängt bei {step} von {giver} ab, und nichts sagt, was geschieht, wenn nie etwas kommt.",
        },
        Text {
            key: "choice",
            en: "{receiver} gets no further at {step}, and nothing says what happens if nothing ever comes.",
            de: "{receiver} kommt bei {step} nicht weiter, und nichts sagt, was geschieht, wenn nie etwas kommt.",
        },
        Text {
            key: "several-for",
            en: "A case waits for {giver} at {steps}, and nothing says what happens if nothing ever comes.",
            de: "Ein Vorgang wartet auf {giver} bei {steps}, und nichts sagt, was geschieht, wenn nie etwas kommt.",
        },
        Text {
            key: "several",
            en: "A case waits at {steps}, and nothing says what happens if nothing ever comes.",
            de: "Ein Vorgang wartet bei {steps}, und nichts sagt, was geschieht, wenn nie etwas kommt.",
        },
        Text {
            key: "many",
            en: "A case waits at {count} steps, among them {steps}, and nothing says what happens if nothing ever comes.",
            de: "Ein Vorgang wartet an {count} Stellen, darunter {steps}, und nichts sagt, was geschieht, wenn nie etwas \
                 kommt.",
        },
        Text {
            key: "deadlock",
            en: "{receiver} waits at {step} for {giver}, and {giver} waits at {other} for {receiver}: each sends only when \
                 its own wait is over, so that both wait for ever.",
            de: "{receiver} wartet bei {step} auf {giver}, und {giver} wartet bei {other} auf {receiver}: Jede Seite sendet \
                 erst, wenn ihr eigenes Warten vorbei ist, sodass beide für immer warten.",
        },
        Text {
            key: "unanswered",
            en: "{receiver} waits at {step} for {giver}, and not every way there leads to an answer: on the others nothing \
                 is ever sent.",
            de: "{receiver} wartet bei {step} auf {giver}, und nicht jeder Weg führt dort zu einer Antwort: Auf den anderen \
                 wird nie etwas gesendet.",
        },
        Text { key: "answer", en: "Send an answer on every way.", de: "Auf jedem Weg eine Antwort senden." },
        Text {
            key: "limit",
            en: "Add a timer or an escalation that says what happens when nothing has come for too long.",
            de: "Einen Timer oder eine Eskalation ergänzen: Was geschieht, wenn zu lange nichts gekommen ist?",
        },
        Text {
            key: "order",
            en: "Let one of the two send before it waits.",
            de: "Eine der beiden Seiten senden lassen, bevor sie wartet.",
        },
    ],
    check,
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
    report_unanswered(unit, report, &theirs);
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
    let mut groups: BTreeMap<(u32, Tone), Vec<&Wait>> = BTreeMap::new();
    for wait in open {
        let is_paired = pairs.iter().any(|&(step, other)| step == wait.step || other == wait.step);
        if let (false, Some(step)) = (is_paired, unit.steps().get(wait.step as usize)) {
            groups.entry((step.process, Tone::of(unit, wait))).or_default().push(wait);
        }
    }
    for ((_, tone), waits) in groups {
        report_group(unit, report, &waits, tone);
    }
}

/// Reports where a customer waits for an answer that does not come on every way. What nobody sends at all is the business of
/// the rules for customers.
fn report_unanswered(unit: &Unit<'_>, report: &mut Reporter<'_>, waits: &[&Wait]) {
    for wait in waits.iter().filter(|wait| wait.party.is_some()) {
        report
            .add(Place::Step(wait.step), "unanswered")
            .severity(Severity::Info)
            .certainty(Certainty::Likely)
            .help("answer")
            .between(wait.party, unit.owner(wait.step))
            .with("step", Argument::Step(wait.step))
            .reach_from(wait.step);
    }
}

/// How much a wait matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tone {
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

impl Tone {
    fn of(unit: &Unit<'_>, wait: &Wait) -> Self {
        let party = wait.party.and_then(|party| unit.departments().get(party as usize));
        let owner = unit.owner(wait.step);
        let kind = unit.steps().get(wait.step as usize).map(|step| step.kind);
        let is_event = matches!(kind, Some(StepKind::Catch | StepKind::ReceiveTask | StepKind::EventBased));
        match party {
            Some(party) if party.side == Side::Customer => Self::Customer,
            Some(_) if !is_event && wait.party == owner => Self::Turn,
            _ if !is_event => Self::Work,
            None => Self::Hint,
            Some(_) if wait.party == owner => Self::Hint,
            _ => Self::Fault,
        }
    }
}

/// Reports the waits of one process and tone.
fn report_group(unit: &Unit<'_>, report: &mut Reporter<'_>, waits: &[&Wait], tone: Tone) {
    let [first, rest @ ..] = waits else { return };
    let owner = unit.owner(first.step);
    let alike = rest.iter().all(|wait| wait.party == first.party);
    let party = first.party.filter(|_| alike);
    let is_choice =
        unit.steps().get(first.step as usize).is_some_and(|step| step.kind == StepKind::EventBased);
    let key = match (rest.len() + 1, party) {
        // Such a step is called a wait itself.
        (1, Some(party)) if is_choice && owner.is_some_and(|owner| owner != party) => "choice-for",
        (1, None) if is_choice && owner.is_some() => "choice",
        (1, Some(_)) if tone == Tone::Turn => "turn",
        (1, Some(party)) if Some(party) == owner => "own",
        (1, Some(_)) if owner.is_none() => "for-unowned",
        (1, Some(_)) => "for",
        (1, None) if owner.is_none() => "anyone-unowned",
        (1, None) => "anyone",
        (2..=NAMED, Some(party)) if Some(party) != owner => "several-for",
        (2..=NAMED, _) => "several",
        _ => "many",
    };
    let steps: Vec<StepId> = waits.iter().map(|wait| wait.step).collect();
    let named = steps.iter().take(NAMED).copied().collect();
    let draft = report
        .add(Place::Step(first.step), key)
        .help("limit")
        .between(party, owner)
        .with("step", Argument::Step(first.step))
        .with("steps", Argument::Steps(named))
        .with("count", Argument::Count(steps.len() as u32))
        .related(&steps[1..]);
    let draft = if tone == Tone::Customer { draft } else { draft.reach_from(first.step) };
    let draft =
        if matches!(tone, Tone::Work | Tone::Turn) { draft.certainty(Certainty::Likely) } else { draft };
    if tone != Tone::Fault {
        draft.severity(Severity::Info);
    }
}
