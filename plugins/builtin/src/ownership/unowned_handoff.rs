//! `ownership/unowned-handoff`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, Handoff, HandoffId, HandoffKind, Options, Place, ProcessId, Reporter, Rule,
    Severity, StepId, Unit, ViewPart,
};

/// Finds work that goes to, or comes from, a process of which nothing says whose it is.
///
/// Whoever hands over does not know whom to ask, and whoever gets the work cannot say what is missing, because nobody is named on the
/// other side.
///
/// - Wrong: *Sales* sends the order to a process in a pool without a name, and no lane or role in it says who works there.
/// - Right: the pool is named for the department that works in it.
///
/// Steps without a department in a process that has some are the business of `ownership/unowned-step`. A called process
/// works for its caller, and needs no name; nor does a program that reacts to signals. A process that only talks to pools of which nobody
/// sees the inside is mostly the company's own.
pub(crate) const RULE: Rule = Rule {
    id: "ownership/unowned-handoff",
    severity: Severity::Info,
    certainty: Certainty::Certain,
    off: true,
    needs: &[ViewPart::Handoffs],
    page: include_str!("../../cases/ownership/unowned-handoff.md"),
    since: Some("0.2.0"),
    tags: &["ownership", "handoffs"],
    related: &["ownership/unowned-step"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Work is passed to or from a process that belongs to no department",
            de: "Arbeit geht an einen Prozess oder kommt aus einem, der zu keiner Abteilung gehört",
        }
        "to" {
            en: "{giver} passes work on to {process} at {steps}, and nothing says which department does it there: no named pool, no lane \
                 and no role.",
            de: "{giver} gibt bei {steps} Arbeit an {process} weiter, und nichts sagt, welche Abteilung sie dort erledigt: kein benannter \
                 Pool, keine Lane, keine Rolle.",
        }
        "to-unnamed" {
            en: "{giver} passes work on to another process at {steps}, and nothing says which department does it there: no named pool, no \
                 lane and no role.",
            de: "{giver} gibt bei {steps} Arbeit an einen anderen Prozess weiter, und nichts sagt, welche Abteilung sie dort erledigt: \
                 kein benannter Pool, keine Lane, keine Rolle.",
        }
        "from-unnamed" {
            en: "{receiver} gets work from another process at {steps}, and nothing says which department passes it on there: no named \
                 pool, no lane and no role.",
            de: "{receiver} bekommt bei {steps} Arbeit aus einem anderen Prozess, und nichts sagt, welche Abteilung sie dort weitergibt: \
                 kein benannter Pool, keine Lane, keine Rolle.",
        }
        "from" {
            en: "{receiver} gets work from {process} at {steps}, and nothing says which department passes it on there: no named pool, no \
                 lane and no role.",
            de: "{receiver} bekommt bei {steps} Arbeit aus {process}, und nichts sagt, welche Abteilung sie dort weitergibt: kein benannter \
                 Pool, keine Lane, keine Rolle.",
        }
        "name" {
            en: "Draw a pool that is named for the department, or lanes for those who work there.",
            de: "Einen Pool zeichnen, der nach der Abteilung heißt, oder Lanes für alle, die dort arbeiten.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut has_owner = vec![false; unit.processes().len()];
    for step in unit.steps().iter().filter(|step| step.owner.is_some()) {
        has_owner[step.process as usize] = true;
    }
    // One process without a name is one fault, however much is passed to it and from it.
    let mut passed: BTreeMap<ProcessId, Vec<(HandoffId, &Handoff)>> = BTreeMap::new();
    for (number, handoff) in (0..).zip(unit.handoffs()) {
        let process =
            unowned_end(unit, handoff).and_then(|step| Some(unit.steps().get(step as usize)?.process));
        if let Some(process) =
            process.filter(|process| !has_owner[*process as usize] && is_judged(unit, *process))
        {
            passed.entry(process).or_default().push((number, handoff));
        }
    }
    for (process, handoffs) in &passed {
        tell(unit, report, *process, handoffs);
    }
}

/// Returns the end that no department owns of a message between two steps, one of them ours.
fn unowned_end(unit: &Unit<'_>, handoff: &Handoff) -> Option<StepId> {
    let (last, first) = (handoff.last?, handoff.first?);
    match (handoff.giver, handoff.receiver) {
        _ if handoff.kind != HandoffKind::Message => None,
        (Some(_), None) if unit.is_ours(handoff.giver) => Some(first),
        (None, Some(_)) if unit.is_ours(handoff.receiver) => Some(last),
        _ => None,
    }
}

/// Tells whether a process is drawn as somebody's work: it is no sketch, and nobody calls it.
fn is_judged(unit: &Unit<'_>, process: ProcessId) -> bool {
    unit.processes().get(process as usize).is_some_and(|process| !process.sketch && !process.called)
}

/// The most steps that are named one by one.
const NAMED: usize = 5;

fn tell(unit: &Unit<'_>, report: &mut Reporter<'_>, process: ProcessId, handoffs: &[(HandoffId, &Handoff)]) {
    let Some((number, first)) = handoffs.first() else { return };
    let is_given = first.giver.is_some();
    let same =
        handoffs.iter().filter(|(_, other)| (other.giver, other.receiver) == (first.giver, first.receiver));
    let own_end = |handoff: &Handoff| if is_given { handoff.last } else { handoff.first };
    let mut steps: Vec<StepId> = same.filter_map(|(_, handoff)| own_end(handoff)).collect();
    steps.dedup();
    steps.truncate(NAMED);
    let others = handoffs.iter().flat_map(|(_, handoff)| [handoff.last, handoff.first]).flatten();
    let related: Vec<StepId> = others.collect();
    let is_named = unit.processes().get(process as usize).is_some_and(|row| !row.name.is_empty());
    let key = if is_given { "to" } else { "from" };
    let unnamed = if is_named { "" } else { "-unnamed" };
    report
        .add(Place::Handoff(*number), &[key, unnamed].concat())
        .between(first.giver, first.receiver)
        .with("process", Argument::Process(process))
        .with("steps", Argument::Steps(steps))
        .related(&related)
        .help("name");
}
