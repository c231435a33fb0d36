//! `lean/pass-through`

use handoff_sdk::{
    Argument, Certainty, Handoff, ItemId, Options, Place, Reporter, Rule, Severity, StepId, StepKind, Unit,
    ViewPart,
};

/// What the rule says about itself. Its page, with the cases that test it, is `cases/pass-through.md`.
pub const RULE: Rule = Rule {
    id: "lean/pass-through",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Handoffs, ViewPart::Needs],
    page: include_str!("../cases/pass-through.md"),
    texts: handoff_sdk::texts! {
        "title" {
            en: "A department only passes work on",
        }
        "passes" {
            en: "{department} gets {items} from {giver} and passes it on to {receiver} as it came: {step} adds nothing.",
            de: "{department} bekommt {items} von {giver} und gibt es so an {receiver} weiter, wie es kam: {step} fügt nichts hinzu.",
        }
        "direct" {
            en: "Let {giver} hand it to {receiver} directly, or write down what {department} adds.",
            de: "{giver} direkt an {receiver} übergeben lassen, oder aufschreiben, was {department} hinzufügt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for arrival in unit.handoffs() {
        let (Some(step), Some(department)) = (arrival.first, arrival.receiver) else { continue };
        for departure in unit.handoffs().iter().filter(|departure| departure.last == Some(step)) {
            let items = unchanged(unit, step, departure);
            if !is_detour(unit, arrival, departure) || items.is_empty() || decides(unit, step, departure) {
                continue;
            }
            report
                .add(Place::Step(step), "passes")
                .between(arrival.giver, departure.receiver)
                .with("department", Argument::Department(department))
                .with("items", Argument::Texts(unit.item_names(&items)))
                .with("step", Argument::Step(step))
                .help("direct");
        }
    }
}

/// Tells whether work of ours goes from one department over a second to a third.
fn is_detour(unit: &Unit<'_>, arrival: &Handoff, departure: &Handoff) -> bool {
    let all_known = arrival.giver.is_some() && departure.receiver.is_some();
    // Back to where it came from is an answer, not a detour.
    all_known && departure.receiver != arrival.giver && unit.is_ours(arrival.receiver)
}

/// Lists what a step needs and the next one needs again; nothing where the step makes anything of its own.
fn unchanged(unit: &Unit<'_>, step: StepId, departure: &Handoff) -> Vec<ItemId> {
    let Some(next) = departure.first else { return Vec::new() };
    if unit.provisions().iter().any(|provision| provision.step == step) {
        return Vec::new();
    }
    let needed = |at: StepId| unit.needs().iter().filter(move |need| need.step == at);
    let mut items: Vec<ItemId> = needed(step)
        .filter(|here| needed(next).any(|there| (there.item, there.state) == (here.item, here.state)))
        .map(|need| need.item)
        .collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// Tells whether the case may end without the next department: then the step decides something, which is work.
fn decides(unit: &Unit<'_>, step: StepId, departure: &Handoff) -> bool {
    let Some(next) = departure.first else { return true };
    let process = unit.steps()[step as usize].process;
    let mut ends =
        (0..).zip(unit.steps()).filter(|(_, end)| end.kind == StepKind::End && end.process == process);
    ends.any(|(end, _)| unit.path(step, end, &[next]).is_some())
}
