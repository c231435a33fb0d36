//! `structure/unreachable-step`: see [`RULE`].

use handoff_sdk::{Argument, Certainty, Options, Part, Place, Reporter, Rule, Severity, StepId, Text, Unit};

/// Finds steps that no path from a start leads to.
///
/// Someone believes that this step protects the case, and it is never done: the check, the message, the handoff behind it do
/// not happen. And nothing that is said about an item there means anything.
///
/// - Wrong: *Inform customer* has an outgoing flow, but none leads to it.
/// - Right: every step is drawn into the flow, or deleted.
///
/// Steps that follow from one another are one finding, at the first of them.
pub(crate) const RULE: Rule = Rule {
    id: "structure/unreachable-step",
    title: "No path from a start leads to a step",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    off: false,
    needs: &[Part::Steps],
    options_schema: "",
    page: include_str!("../cases/unreachable-step.md"),
    texts: &[
        Text {
            key: "one",
            en: "No path from a start leads to {step}: it is never done.",
            de: "Kein Weg führt von einem Start zu {step}: der Schritt wird nie ausgeführt.",
        },
        Text {
            key: "several",
            en: "No path from a start leads to {step}: it and what follows from it are never done ({count} steps).",
            de: "Kein Weg führt von einem Start zu {step}: der Schritt und was ihm folgt werden nie ausgeführt ({count} \
                 Schritte).",
        },
        Text {
            key: "draw",
            en: "Draw the flow that leads to {step}, or delete what is not needed.",
            de: "Den Fluss einzeichnen, der zu {step} führt, oder löschen, was nicht gebraucht wird.",
        },
    ],
    check,
};

/// Above this many unreachable steps in a unit the drawing has no flow to speak of, and asking which step follows from which
/// (a question for each pair) would cost more than it tells.
const PAIRS_WORTH_ASKING: usize = 40;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let steps = (0..).zip(unit.steps());
    let unreachable: Vec<StepId> =
        steps.filter(|(_, step)| !step.reachable && unit.is_ours(step.owner)).map(|(id, _)| id).collect();
    let regions = if unreachable.len() > PAIRS_WORTH_ASKING {
        by_process(unit, &unreachable)
    } else {
        by_flow(unit, &unreachable)
    };
    for region in regions {
        report
            .add(Place::Step(region.head), if region.rest.is_empty() { "one" } else { "several" })
            .help("draw")
            .with("step", Argument::Step(region.head))
            .with("count", Argument::Count(region.rest.len() as u32 + 1))
            .related(&region.rest);
    }
}

/// Unreachable steps that belong together.
struct Region {
    head: StepId,
    rest: Vec<StepId>,
}

/// Groups steps by what follows from what; the head of a region follows from no other head.
fn by_flow(unit: &Unit<'_>, steps: &[StepId]) -> Vec<Region> {
    let follows = |head: StepId, step: StepId| unit.path(head, step, &[]).is_some();
    let mut regions: Vec<Region> = Vec::new();
    for &step in steps {
        if let Some(region) = regions.iter_mut().find(|region| follows(region.head, step)) {
            region.rest.push(step);
            continue;
        }
        let (behind, others) =
            regions.into_iter().partition::<Vec<_>, _>(|region| follows(step, region.head));
        let rest =
            behind.into_iter().flat_map(|region| std::iter::once(region.head).chain(region.rest)).collect();
        regions = others;
        regions.push(Region { head: step, rest });
    }
    regions
}

/// Groups steps by their process; the steps of one stand together.
fn by_process(unit: &Unit<'_>, steps: &[StepId]) -> Vec<Region> {
    let process = |step: StepId| unit.steps().get(step as usize).map(|step| step.process);
    let groups = steps.chunk_by(|&one, &next| process(one) == process(next));
    groups.filter_map(|group| Some(Region { head: *group.first()?, rest: group[1..].to_vec() })).collect()
}
