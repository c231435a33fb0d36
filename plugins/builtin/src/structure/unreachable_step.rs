//! `structure/unreachable-step`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, Options, Place, Reporter, Rule, Severity, StepId, StepKind, Unit, ViewPart,
};

/// Finds steps that no path from a start leads to.
///
/// Someone believes that this step protects the case, and it is never done: the check, the message, the handoff behind it do
/// not happen. And nothing that is said about an item there means anything.
///
/// - Wrong: *Inform customer* has an outgoing flow, but none leads to it.
/// - Right: every step is drawn into the flow, or deleted.
///
/// A process is one finding, at the first step of the first piece that hangs loose. Where nothing is done, in a lone gateway or
/// event, and where no step of the process is drawn into a flow, nobody relies on the flow, and nothing is said; nor is it of
/// what a flow from another pool leads to: it is drawn in the wrong way, but a path is there; nor of pieces most of whose steps
/// bear names of a program's parts, as in tests.
pub(crate) const RULE: Rule = Rule {
    id: "structure/unreachable-step",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Steps],
    page: include_str!("../../cases/structure/unreachable-step.md"),
    since: Some("0.1.0"),
    tags: &["flow"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "No path from a start leads to a step",
            de: "Kein Weg von einem Start führt zu einem Schritt",
        }
        "one" {
            en: "No path from a start leads to {step}: no case ever gets there.",
            de: "Kein Weg führt von einem Start zu {step}: Dorthin kommt nie ein Vorgang.",
        }
        "several" {
            en: "No path from a start leads to {step}: no case ever gets there, nor to what follows ({count} steps).",
            de: "Kein Weg führt von einem Start zu {step}: Dorthin und zu dem, was folgt, kommt nie ein Vorgang ({count} Schritte).",
        }
        "pieces" {
            en: "No path from a start leads to {steps}: no case ever gets there, nor to what follows ({count} steps).",
            de: "Kein Weg führt von einem Start zu {steps}: Dorthin und zu dem, was folgt, kommt nie ein Vorgang ({count} \
                 Schritte).",
        }
        "heap" {
            en: "No path from a start leads to {count} steps, among them {steps}: no case ever gets there.",
            de: "Kein Weg führt von einem Start zu {count} Schritten, darunter {steps}: Dorthin kommt nie ein Vorgang.",
        }
        "draw-all" {
            en: "Draw the flows that lead to these steps, or delete what is not needed.",
            de: "Die Flüsse einzeichnen, die zu diesen Schritten führen, oder löschen, was nicht gebraucht wird.",
        }
        "draw" {
            en: "Draw the flow that leads to {step}, or delete what is not needed.",
            de: "Den Fluss einzeichnen, der zu {step} führt, oder löschen, was nicht gebraucht wird.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// Above this many unreachable steps in a unit the drawing has no flow to speak of, and asking which step follows from which
/// (a question for each pair) would cost more than it tells.
const PAIRS_WORTH_ASKING: usize = 40;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let steps = (0..).zip(unit.steps());
    let unreachable: Vec<StepId> =
        steps.filter(|(_, step)| !step.reachable && unit.is_ours(step.owner)).map(|(id, _)| id).collect();
    let asked = unreachable.len() <= PAIRS_WORTH_ASKING;
    let regions = if asked { by_flow(unit, &unreachable) } else { by_process(unit, &unreachable) };
    let mut loose: BTreeMap<u32, Vec<Region>> = BTreeMap::new();
    for region in regions.into_iter().filter(|region| region.steps().any(|step| relied_on(unit, step))) {
        let process = unit.steps().get(region.head as usize).map(|step| step.process);
        loose.entry(process.unwrap_or_default()).or_default().push(region);
    }
    for (process, pieces) in loose {
        let work: Vec<StepId> =
            pieces.iter().flat_map(Region::steps).filter(|step| works(unit, *step)).collect();
        let labels = unit.labels(&work);
        if 2 * labels.iter().filter(|label| is_code(label)).count() > labels.len() {
            continue;
        }
        if pieces.iter().any(|piece| !piece.rest.is_empty()) || flows(unit, process) {
            say(&pieces, asked, report);
        }
    }
}

/// Tells a label that is the name of a program's part and not what a person calls his work: `Dead_2`, `myService`.
fn is_code(label: &str) -> bool {
    let label = label.trim();
    let camel = label.starts_with(|first: char| first.is_ascii_lowercase())
        && label.contains(|letter: char| letter.is_ascii_uppercase());
    !label.contains(char::is_whitespace)
        && (camel || label.contains('_') || label.ends_with(|last: char| last.is_ascii_digit()))
}

/// How many steps a sentence can name.
const NAMED: usize = 3;

/// Reports the loose pieces of one process, where it has been asked which step follows from which or not.
fn say(pieces: &[Region], asked: bool, report: &mut Reporter<'_>) {
    let Some(first) = pieces.first() else { return };
    let heads: Vec<StepId> = pieces.iter().map(|piece| piece.head).collect();
    let count = pieces.iter().map(|piece| piece.rest.len() + 1).sum::<usize>() as u32;
    let is_heap = count > 1 && !asked || heads.len() > 2 * NAMED;
    let text = match (pieces.len(), count) {
        _ if is_heap => "heap",
        (1, 1) => "one",
        (1, _) => "several",
        _ => "pieces",
    };
    let others: Vec<StepId> =
        pieces.iter().flat_map(Region::steps).filter(|step| *step != first.head).collect();
    let finding = report.add(Place::Step(first.head), text);
    let finding = if is_heap {
        // Which of them follows from which has not been asked, or would say nothing.
        let named = pieces.iter().flat_map(Region::steps).take(NAMED).collect();
        finding.help("draw-all").with("steps", Argument::Steps(named))
    } else if pieces.len() == 1 {
        finding.help("draw").with("step", Argument::Step(first.head))
    } else {
        finding.help("draw-all").with("steps", Argument::Steps(heads))
    };
    finding.with("count", Argument::Count(count)).related(&others);
}

/// Tells whether somebody relies on a step: work is done there, or what others do is awaited under a name.
fn relied_on(unit: &Unit<'_>, step: StepId) -> bool {
    let awaits = || {
        let catches = unit.steps().get(step as usize).is_some_and(|row| row.kind == StepKind::Catch);
        let label = if catches { unit.label(step) } else { String::new() };
        !label.trim().is_empty() && !is_code(&label)
    };
    works(unit, step) || awaits()
}

/// Tells whether work is done at a step: it is no event and no gateway.
fn works(unit: &Unit<'_>, step: StepId) -> bool {
    use StepKind::{
        Call, DecisionTask, ManualTask, ReceiveTask, ScriptTask, SendTask, ServiceTask, SubProcess, Task,
        UserTask,
    };
    let kind = unit.steps().get(step as usize).map(|step| step.kind);
    matches!(
        kind,
        Some(
            Task | UserTask
                | ManualTask
                | ServiceTask
                | ScriptTask
                | SendTask
                | ReceiveTask
                | DecisionTask
                | Call
                | SubProcess
        )
    )
}

/// Tells whether some step of a process where work is done is drawn into a flow.
fn flows(unit: &Unit<'_>, process: u32) -> bool {
    let mut steps = (0..).zip(unit.steps());
    steps.any(|(id, step)| step.process == process && step.reachable && works(unit, id))
}

/// Unreachable steps that belong together.
struct Region {
    head: StepId,
    rest: Vec<StepId>,
}

impl Region {
    /// Lists all its steps, the head first.
    fn steps(&self) -> impl Iterator<Item = StepId> + '_ {
        std::iter::once(self.head).chain(self.rest.iter().copied())
    }
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
