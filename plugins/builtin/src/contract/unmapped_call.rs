//! `contract/unmapped-call`: see [`RULE`].

use handoff_sdk::{
    Argument, Call, Certainty, GapKind, ItemId, Need, Options, Place, Reporter, Rule, Severity, StepId, Unit,
    ViewPart,
};

use crate::shared::gap;

/// Finds a call that does not pass what the called process needs, or does not take back what it provides.
///
/// Caller and called process are often drawn by different departments: each is right, and between them the item is lost. The
/// called process stops or works with an empty field, and the customer waits for what lies one process further.
///
/// - Wrong: *Packing* needs *Delivery address*, and the call passes *Order* only.
/// - Right: the call passes *Order* and *Delivery address*, and takes back *Tracking number*.
///
/// A call that does not say what it passes loses nothing that could be known; what nobody has is not lost at the call.
pub(crate) const RULE: Rule = Rule {
    id: "contract/unmapped-call",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Calls, ViewPart::Gaps],
    page: include_str!("../../cases/contract/unmapped-call.md"),
    since: Some("0.1.0"),
    tags: &["inputs", "calls"],
    related: &["data/missing-input"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A call does not pass what the called process needs, or does not take back what it provides",
            de: "Ein Aufruf übergibt nicht, was der aufgerufene Prozess braucht, oder nimmt nicht zurück, was er bereitstellt",
        }
        "unpassed" {
            en: "{step} does not pass on {items}, which {steps} in {process} cannot work without.",
            de: "Bei {step} wird dem Prozess {process} nicht mitgegeben, was dort bei {steps} gebraucht wird: {items}.",
        }
        "unreturned" {
            en: "{step} does not take back {items} from {process}, which {steps} cannot work without afterwards.",
            de: "Bei {step} wird von {process} nicht zurückgenommen, was danach bei {steps} gebraucht wird: {items}.",
        }
        "pass" {
            en: "Add {items} to what {step} passes to {process}.",
            de: "{items} in das aufnehmen, was {step} an {process} übergibt.",
        }
        "take-back" {
            en: "Add {items} to what {step} takes back from {process}.",
            de: "{items} in das aufnehmen, was {step} von {process} zurücknimmt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let lost: Vec<&Need> = gap::of(unit, GapKind::UnmappedCall).collect();
    for call in unit.calls() {
        let there = |step: StepId| process(unit, step) == call.process;
        let here = |step: StepId| process(unit, step) == process(unit, call.step);
        tell(unit, report, call, &call.unpassed, &needed(&lost, &call.unpassed, there), ["unpassed", "pass"]);
        tell(
            unit,
            report,
            call,
            &call.unreturned,
            &needed(&lost, &call.unreturned, here),
            ["unreturned", "take-back"],
        );
    }
}

fn process(unit: &Unit<'_>, step: StepId) -> Option<u32> {
    unit.steps().get(step as usize).map(|row| row.process)
}

/// Lists the needs that go unmet for one of these items at some steps.
fn needed<'n>(lost: &[&'n Need], items: &[ItemId], at: impl Fn(StepId) -> bool) -> Vec<&'n Need> {
    if items.is_empty() {
        return Vec::new();
    }
    lost.iter().copied().filter(|need| items.contains(&need.item) && at(need.step)).collect()
}

/// Reports what is lost at a call, where somebody of ours needs it.
fn tell(
    unit: &Unit<'_>,
    report: &mut Reporter<'_>,
    call: &Call,
    items: &[ItemId],
    needs: &[&Need],
    [message, help]: [&str; 2],
) {
    let (Some(first), Some(process)) = (needs.first(), call.process) else { return };
    let items: Vec<ItemId> =
        items.iter().copied().filter(|item| needs.iter().any(|need| need.item == *item)).collect();
    let mut steps: Vec<StepId> = needs.iter().map(|need| need.step).collect();
    steps.sort_unstable();
    steps.dedup();
    let worst = needs.iter().map(|need| need.at_most(RULE.severity)).max();
    let certainty = if call.guessed { Certainty::Likely } else { RULE.certainty };
    let (giver, receiver) = match message {
        "unpassed" => (unit.owner(call.step), unit.owner(first.step)),
        _ => (None, unit.owner(first.step)),
    };
    report
        .add(Place::Step(call.step), message)
        .between(giver.filter(|giver| Some(*giver) != receiver), receiver)
        .item(first.item, first.state)
        .witness(&first.witness)
        .reach_from(first.step)
        .with("step", Argument::Step(call.step))
        .with("items", Argument::Items(items))
        .with("process", Argument::Process(process))
        .with("steps", Argument::Steps(steps.clone()))
        .related(&steps)
        .help(help)
        .severity(worst.unwrap_or(RULE.severity))
        .certainty(certainty);
}
