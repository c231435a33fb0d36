//! `ownership/unowned-step`: see [`RULE`].

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{
    Argument, Certainty, Options, Part, Place, Reporter, Rule, Severity, Step, StepId, StepKind, Text, Unit,
};

/// Finds work that belongs to no department.
///
/// Nobody can be asked what it needs, and nobody notices when it is not done. It is also where the check goes blind: a handoff
/// has two sides, and one is not named.
///
/// - Wrong: *Ship goods* lies in no lane and no named pool, and no role is given for it.
/// - Right: the step lies in the lane of the department that does it.
///
/// A process that names no department at all is one finding. Gateways and events are no work and need no owner; nor does a
/// sub-process whose steps are drawn, because these do the work.
pub(crate) const RULE: Rule = Rule {
    id: "ownership/unowned-step",
    title: "A step has no department",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    off: false,
    needs: &[Part::Steps],
    options_schema: "",
    page: include_str!("../cases/unowned-step.md"),
    texts: &[
        Text {
            key: "step",
            en: "{step} has no department, although others in the same process have one.",
            de: "{step} hat keine Abteilung, andere Schritte desselben Prozesses dagegen schon.",
        },
        Text {
            key: "process",
            en: "No step of the process that begins with {step} has a department ({count} without), so that no handoff \
                 between departments can be seen in it.",
            de: "Kein Schritt des Prozesses, der mit {step} beginnt, hat eine Abteilung ({count} ohne): Übergaben zwischen \
                 Abteilungen sind darin nicht zu erkennen.",
        },
        Text {
            key: "lane",
            en: "Put it into the lane of the department that does it, or name the role that does.",
            de: "Den Schritt in die Lane der zuständigen Abteilung legen oder die zuständige Rolle angeben.",
        },
        Text {
            key: "lanes",
            en: "Draw a lane for each department, name the pool, or name the roles.",
            de: "Für jede Abteilung eine Lane zeichnen, den Pool benennen oder die Rollen angeben.",
        },
    ],
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let steps = unit.steps();
    let scopes: BTreeSet<StepId> = steps.iter().filter_map(|step| step.scope).collect();
    let owned: BTreeSet<u32> =
        steps.iter().filter(|step| step.owner.is_some()).map(|step| step.process).collect();
    let mut unowned: BTreeMap<u32, Vec<StepId>> = BTreeMap::new();
    for (id, step) in (0..).zip(steps) {
        if step.owner.is_none() && is_work(step) && !scopes.contains(&id) {
            unowned.entry(step.process).or_default().push(id);
        }
    }
    for (process, work) in unowned {
        if owned.contains(&process) {
            for step in work {
                report.add(Place::Step(step), "step").help("lane").with("step", Argument::Step(step));
            }
        } else if let Some(&first) = work.first() {
            report
                .add(Place::Step(first), "process")
                .help("lanes")
                .with("step", Argument::Step(first))
                .with("count", Argument::Count(u32::try_from(work.len()).unwrap_or(u32::MAX)))
                .related(&work[1..]);
        }
    }
}

/// Tells an activity from a gateway or an event.
fn is_work(step: &Step) -> bool {
    use StepKind::{
        Call, DecisionTask, ManualTask, ReceiveTask, ScriptTask, SendTask, ServiceTask, SubProcess, Task,
        UserTask,
    };
    matches!(
        step.kind,
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
}
