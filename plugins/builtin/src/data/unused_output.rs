//! `data/unused-output`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, Evidence, ItemId, Options, Place, Provision, Reporter, Rule, Severity, StepId,
    StepKind, Unit, ViewPart,
};

use crate::shared::words::names;

/// Finds an item that a step provides and that nobody uses.
///
/// Either the work is for nothing, and the customer waits and pays for it; or someone does use it and never said so, and
/// the next change to it will break the receiver without warning.
///
/// - Wrong: *Sales* writes a *Visit report* that no step, message, store or contract takes up.
/// - Right: the step that uses it says so; or the report is no longer written.
///
/// Process variables and forms are left out: what code reads from them does not stand in the export.
pub(crate) const RULE: Rule = Rule {
    id: "data/unused-output",
    severity: Severity::Info,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Provisions],
    page: include_str!("../../cases/data/unused-output.md"),
    since: Some("0.1.0"),
    tags: &["outputs"],
    related: &["terms/synonyms"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "An item is provided and nobody uses it",
            de: "Ein Inhalt wird bereitgestellt, und niemand benutzt ihn",
        }
        "owned" {
            en: "{giver} provides {item} at {step}, but nobody uses it.",
            de: "{giver} stellt {item} bei {step} bereit, aber niemand verwendet das.",
        }
        "unowned" {
            en: "{step} provides {item}, but nobody uses it.",
            de: "{step} stellt {item} bereit, aber niemand verwendet das.",
        }
        "two" {
            en: "{item} and {second} are provided at {steps}, but nobody uses them.",
            de: "{item} und {second} werden bei {steps} bereitgestellt, aber niemand verwendet sie.",
        }
        "three" {
            en: "{item}, {second} and {third} are provided at {steps}, but nobody uses them.",
            de: "{item}, {second} und {third} werden bei {steps} bereitgestellt, aber niemand verwendet sie.",
        }
        "more" {
            en: "{item}, {second}, {third} and {count} more are provided, the first at {step}, but nobody uses them.",
            de: "{item}, {second}, {third} und {count} weitere werden bereitgestellt, zuerst bei {step}, aber niemand verwendet sie.",
        }
        "say-who" {
            en: "If a step uses {item}, draw that. If none does, ask what it is made for.",
            de: "Verwendet ein Schritt {item}, das einzeichnen. Sonst fragen, wozu es gemacht wird.",
        }
        "say-who-all" {
            en: "If steps use them, draw that. If none do, ask what they are made for.",
            de: "Werden sie von Schritten verwendet, das einzeichnen. Sonst fragen, wozu sie gemacht werden.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let process = |step: StepId| unit.steps().get(step as usize).map(|step| step.process);
    // What is needed anywhere in the process is in use: its last state is the result.
    let mut needed: Vec<_> = unit.needs().iter().map(|need| (process(need.step), need.item)).collect();
    needed.sort_unstable();
    // An item that someone needs and misses is the business of the rule that says why.
    let mut missed: Vec<ItemId> = unit.gaps().iter().map(|(_, need)| need.item).collect();
    missed.sort_unstable();
    // Whoever draws several outputs and not one input has a way of drawing, and no waste.
    let mut outputs: Vec<ItemId> =
        unit.provisions().iter().filter(|one| is_drawn(one.evidence)).map(|one| one.item).collect();
    outputs.sort_unstable();
    outputs.dedup();
    if outputs.len() > 1 && !unit.needs().iter().any(|need| is_drawn(need.evidence)) {
        return;
    }
    let mut unused: Vec<&Provision> = unit
        .provisions()
        .iter()
        .filter(|one| {
            is_unused(one)
                && missed.binary_search(&one.item).is_err()
                && needed.binary_search(&(process(one.step), one.item)).is_err()
                && unit.is_ours(unit.owner(one.step))
                && !comes_in(unit, one.step)
        })
        .collect();
    unused.sort_by_key(|one| process(one.step));
    for of_process in unused.chunk_by(|left, right| process(left.step) == process(right.step)) {
        let mut seen = BTreeSet::new();
        let speaking = ProcessLabels::new(unit, of_process);
        let items: Vec<&Provision> = of_process
            .iter()
            .copied()
            .filter(|one| seen.insert(one.item) && !speaking.takes(unit, one))
            .collect();
        tell(unit, report, &items);
    }
}

/// The most later steps that are asked whether an output gets to them.
const MOST_SPEAKING: usize = 16;

/// The labels of the steps of one process: who names an item works on it, even where no arrow is drawn.
struct ProcessLabels {
    steps: Vec<StepId>,
    labels: Vec<String>,
}

impl ProcessLabels {
    fn new(unit: &Unit<'_>, of_process: &[&Provision]) -> Self {
        let process =
            of_process.first().and_then(|one| unit.steps().get(one.step as usize)).map(|row| row.process);
        let own = (0..).zip(unit.steps()).filter(|(_, row)| Some(row.process) == process);
        let steps: Vec<StepId> = own.map(|(id, _)| id).collect();
        let labels = unit.labels(&steps);
        Self { steps, labels }
    }

    /// Tells whether a later step has the item in its label, or an expression that reads what was set before.
    fn takes(&self, unit: &Unit<'_>, one: &Provision) -> bool {
        let Some(item) = unit.item_names(&[one.item]).pop() else { return false };
        let speaks = |label: &str| label.contains("#{") || label.contains("${") || names(label, &item);
        let later = self.steps.iter().zip(&self.labels);
        let mut later = later.filter(|(step, label)| **step != one.step && speaks(label)).take(MOST_SPEAKING);
        later.any(|(step, _)| unit.path(one.step, *step, &[]).is_some())
    }
}

/// Reports the outputs of one process that nobody uses.
fn tell(unit: &Unit<'_>, report: &mut Reporter<'_>, items: &[&Provision]) {
    let Some(first) = items.first() else { return };
    let owner = unit.owner(first.step);
    let key = match items.len() {
        1 if owner.is_some() => "owned",
        1 => "unowned",
        2 => "two",
        3 => "three",
        _ => "more",
    };
    let mut steps: Vec<StepId> = items.iter().map(|one| one.step).collect();
    steps.dedup();
    let mut draft = report
        .add(Place::Step(first.step), key)
        .help(if items.len() == 1 { "say-who" } else { "say-who-all" })
        .between(owner, None)
        .item(first.item, first.state)
        .with("step", Argument::Step(first.step))
        .with("count", Argument::Count(items.len().saturating_sub(3) as u32))
        .related(&steps[1..]);
    if items.len() < 4 {
        draft = draft.with("steps", Argument::Steps(steps));
    }
    for (name, one) in ["second", "third"].into_iter().zip(&items[1..]) {
        draft = draft.with(name, Argument::Item(one.item));
    }
}

fn is_drawn(evidence: Evidence) -> bool {
    matches!(evidence, Evidence::Contract | Evidence::IoSpecification | Evidence::DataObject)
}

/// Tells whether a step makes nothing, but stands for what somebody else has sent: he knows what it is made for.
fn comes_in(unit: &Unit<'_>, step: StepId) -> bool {
    let kind = unit.steps().get(step as usize).map(|row| row.kind);
    matches!(kind, Some(StepKind::Start | StepKind::Catch | StepKind::Boundary))
}

/// Tells whether nobody takes up what is drawn or promised in writing.
fn is_unused(provision: &Provision) -> bool {
    is_drawn(provision.evidence) && !provision.leaves && provision.used_by.is_empty()
}
