//! `customer/unconfirmed-commitment`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Concurrency, EventKind, Options, Place, Reporter, Rule, Severity, StepId,
    Touchpoint, Unit, ViewPart,
};

use crate::shared::customer::{is_customer, tellings, words_of_his};
use crate::shared::gap;
use crate::shared::step_hints::{StepHints, wording};

/// Finds work that binds the customer and can begin before he has agreed to it.
///
/// The drawing is still with the customer, and the machine is already cutting: what he then changes is made twice, and he gets what
/// he did not want, or gets it when he is not there.
///
/// - Wrong: *Send drawing* is followed by *Produce part* in one branch and by the wait for the customer's approval in another.
/// - Right: *Produce part* comes behind the approval.
///
/// It is certain where a contract says that a step requires an item in a state into which the customer brings it. Else it is likely: a
/// step shows the customer something that wants his word, his answer is drawn, and work that carries it out can begin without it: he
/// is asked only afterwards, the work begins beside the wait, or his silence is enough. A way around the question by a decision of ours
/// is none: not every order needs a drawing.
pub(crate) const RULE: Rule = Rule {
    id: "customer/unconfirmed-commitment",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Customer],
    page: include_str!("../../cases/customer/unconfirmed-commitment.md"),
    since: Some("0.2.0"),
    tags: &["customer", "inputs"],
    related: &["customer/promise-before-check", "data/possibly-missing-input"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Work begins that the customer has not agreed to",
            de: "Arbeit beginnt, der der Kunde nicht zugestimmt hat",
        }
        "contract" {
            en: "{step} requires {item} from {expected}, and can begin without it.",
            de: "{step} verlangt {item} von {expected} und kann ohne das beginnen.",
        }
        "late" {
            en: "{work} begins before the customer has answered what he is shown at {shown}: his answer is only waited for afterwards, \
                 at {answer}.",
            de: "{work} beginnt, bevor der Kunde zu dem geantwortet hat, was er bei {shown} bekommt: Auf seine Antwort wird erst \
                 danach gewartet, bei {answer}.",
        }
        "beside" {
            en: "{work} can begin while the customer's answer to {shown} is still open: it is waited for in a branch beside it, at \
                 {answer}.",
            de: "{work} kann beginnen, während die Antwort des Kunden auf {shown} noch aussteht: Auf sie wird in einem Zweig daneben \
                 gewartet, bei {answer}.",
        }
        "silence" {
            en: "{work} begins also when the customer does not answer {shown} in time: his silence is taken for a yes.",
            de: "{work} beginnt auch, wenn der Kunde auf {shown} nicht rechtzeitig antwortet: Sein Schweigen gilt als Zustimmung.",
        }
        "unasked" {
            en: "At {shown} the customer is asked for his agreement, and {work} begins without anybody waiting for his answer.",
            de: "Bei {shown} wird der Kunde um seine Zustimmung gebeten, und {work} beginnt, ohne dass jemand seine Antwort abwartet.",
        }
        "wait" {
            en: "Begin {work} only when the customer has agreed.",
            de: "{work} erst beginnen, wenn der Kunde zugestimmt hat.",
        }
        "wait-item" {
            en: "Wait for {item} on every way to {step}.",
            de: "Auf jedem Weg zu {step} auf {item} warten.",
        }
        "ask-again" {
            en: "Ask him again before {work}, or tell him beforehand that his silence counts as a yes.",
            de: "Vor {work} noch einmal nachfragen oder ihm vorher sagen, dass Schweigen als Zustimmung gilt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// The most questions, answers and works of a unit that are held against each other.
const MOST: usize = 8;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut told = Vec::new();
    for (_, need) in unit.gaps().iter().filter(|(kind, need)| gap::is_commitment(unit, *kind, need)) {
        let Some(expected) = need.expected else { continue };
        told.push(need.step);
        report
            .add(Place::Step(need.step), "contract")
            .between(need.expected, unit.owner(need.step))
            .need(need)
            .with("expected", Argument::Department(expected))
            .related(&need.providers)
            .help("wait-item");
    }
    let shown: Vec<&Touchpoint> = tellings(unit).collect();
    if !shown.is_empty() {
        report_drawn(unit, &shown, &told, report);
    }
}

/// Reports what the drawing shows, beside what was said of some steps already: what follows work that begins too soon begins too
/// soon as well, and is not said again.
fn report_drawn(unit: &Unit<'_>, shown: &[&Touchpoint], said: &[StepId], report: &mut Reporter<'_>) {
    let hints = StepHints::new(unit);
    let is_question = |row: &&&Touchpoint| {
        let apart = ["acknowledgement", "refusal"];
        hints.has(row.step, "proposal") && !apart.iter().any(|words| hints.has(row.step, words))
    };
    let questions: Vec<&Touchpoint> = shown.iter().filter(is_question).copied().take(MOST).collect();
    if questions.is_empty() {
        return;
    }
    let (answers, works) = (answers(unit, &hints), works(unit, &hints));
    let mut his = words_of_his(unit);
    his.extend(answers.iter().map(|answer| answer.step));
    let search = BypassSearch { unit, hints, his, answers };
    let bypass = |work: StepId| {
        let mut found = questions.iter().map(|question| (work, *question, search.bypass(question, work)));
        found.find_map(|(work, question, bypass)| Some((work, question, bypass?)))
    };
    let found: Vec<_> = works.into_iter().filter_map(bypass).collect();
    for (work, question, bypass) in &found {
        let mut before = said.iter().copied().chain(found.iter().map(|(other, ..)| *other));
        if said.contains(work) || before.any(|other| other != *work && unit.path(other, *work, &[]).is_some())
        {
            continue;
        }
        report_bypass(unit, *work, question, bypass, report);
    }
}

fn report_bypass(
    unit: &Unit<'_>,
    work: StepId,
    question: &Touchpoint,
    bypass: &Bypass<'_>,
    report: &mut Reporter<'_>,
) {
    let certain = question.certain && bypass.answer.is_none_or(|answer| answer.certain);
    let finding = report
        .add(Place::Step(work), bypass.key)
        .severity(if certain { Severity::Warning } else { Severity::Info })
        .certainty(Certainty::Likely)
        .between(question.customer, unit.owner(work))
        .with("work", Argument::Step(work))
        .with("shown", Argument::Step(question.step))
        .related(&[question.step])
        .witness(&bypass.witness)
        .help(if bypass.key == "silence" { "ask-again" } else { "wait" });
    if let Some(answer) = bypass.answer {
        finding.with("answer", Argument::Step(answer.step)).related(&[answer.step]);
    }
}

/// Where the customer's agreement comes in.
struct Answer {
    step: StepId,
    /// Known from a message or a lane; else from a label only.
    certain: bool,
}

/// Lists where the customer's agreement comes in: with a message, by what he does in a lane beside ours, and where we get it from him.
fn answers(unit: &Unit<'_>, hints: &StepHints<'_>) -> Vec<Answer> {
    const APART: [&str; 3] = ["acknowledgement", "settlement", "fulfilment"];
    let agrees =
        |step: StepId| hints.has(step, "consent") && !APART.iter().any(|words| hints.has(step, words));
    let gets = |step: StepId| ["asking", "collecting"].iter().any(|words| hints.leads(unit, step, words));
    let rows = unit.touchpoints().iter().filter(|row| {
        let is_his = is_customer(unit, unit.owner(row.step)) && unit.works(row.step);
        agrees(row.step) && (row.inbound || is_his || gets(row.step))
    });
    rows.map(|row| Answer { step: row.step, certain: row.certain }).take(MOST).collect()
}

/// Lists the work of ours that carries out what the customer agrees to, by its verb.
fn works(unit: &Unit<'_>, hints: &StepHints<'_>) -> Vec<StepId> {
    const APART: [&str; 7] =
        ["check", "proposal", "consent", "asking", "commitment", "refusal", "acknowledgement"];
    let steps = hints.steps("fulfilment").filter(|step| {
        let row = &unit.steps()[*step as usize];
        let is_work = unit.works(*step) && row.reachable && unit.is_ours(row.owner);
        is_work
            && hints.leads(unit, *step, "fulfilment")
            && !APART.iter().any(|words| hints.has(*step, words))
    });
    steps.take(MOST).collect()
}

/// A way to the work on which the customer has not agreed.
struct Bypass<'a> {
    key: &'static str,
    answer: Option<&'a Answer>,
    witness: Vec<StepId>,
}

/// What finds the ways around the customer's answer.
struct BypassSearch<'u> {
    unit: &'u Unit<'u>,
    hints: StepHints<'u>,
    /// Where he speaks: a way that avoids these is ours alone.
    his: Vec<StepId>,
    answers: Vec<Answer>,
}

impl BypassSearch<'_> {
    fn bypass(&self, question: &Touchpoint, work: StepId) -> Option<Bypass<'_>> {
        let unit = self.unit;
        if work == question.step {
            return None;
        }
        let witness = unit.path(question.step, work, &self.his)?;
        let behind = |step: StepId, other: StepId| unit.path(step, other, &[]).is_some();
        let of_it = self.answers.iter().filter(|answer| behind(question.step, answer.step));
        for answer in of_it {
            let found = |key| Some(Bypass { key, answer: Some(answer), witness: witness.clone() });
            match (behind(work, answer.step), behind(answer.step, work)) {
                (true, false) if self.is_answer(question.step, answer.step) => return found("late"),
                (false, false) if unit.concurrent(&[(answer.step, work)]) == [Concurrency::Possible] => {
                    return found("beside");
                }
                (_, true) if self.goes_by_time(&witness) => return found("silence"),
                _ => {}
            }
        }
        let is_answered = self.his.iter().any(|step| behind(question.step, *step));
        let asks = self.hints.has(question.step, "agreement-request");
        (asks && !is_answered).then_some(Bypass { key: "unasked", answer: None, witness })
    }

    /// Tells whether an agreement that comes in after the work is one to what the customer was shown: both name the same thing, or he
    /// was asked for it. Else it may well be one to the work.
    fn is_answer(&self, question: StepId, answer: StepId) -> bool {
        let (shown, said) = (self.words(question), self.words(answer));
        self.hints.has(question, "agreement-request") || shown.iter().any(|word| said.contains(word))
    }

    /// Returns the words for what the customer is shown in the label of a step and in the names of its messages.
    fn words(&self, step: StepId) -> Vec<String> {
        let hints = self.hints.all(step, "proposal").map(|hint| hint.at);
        hints.map(|at| wording(self.unit, at).to_lowercase()).collect()
    }

    /// Tells whether a way goes on because a time is over.
    fn goes_by_time(&self, way: &[StepId]) -> bool {
        let mut events =
            self.unit.events().iter().filter(|event| event.kind == EventKind::Timer && !event.throws);
        events.any(|event| way.contains(&event.step))
    }
}
