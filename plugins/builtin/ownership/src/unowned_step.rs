//! `ownership/unowned-step`: see [`RULE`].

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
/// sub-process whose steps are drawn, because these do the work. Where only the tasks of people have a department, it comes
/// from the roles named on them: automated steps, which can name none, are left out there.
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
    let mut encloses = vec![false; steps.len()];
    let mut processes: Vec<Process> = Vec::new();
    for step in steps {
        let process = step.process as usize;
        processes.resize_with(processes.len().max(process + 1), Process::default);
        processes[process].has_owner |= step.owner.is_some();
        processes[process].has_lanes |= step.owner.is_some() && is_automated(step.kind);
        if let Some(scope) = step.scope {
            encloses[scope as usize] = true;
        }
    }
    for (id, step) in (0..).zip(steps) {
        if step.owner.is_none() && is_work(step) && !encloses[id as usize] {
            processes[step.process as usize].unowned.push(id);
        }
    }
    for mut process in processes {
        if process.has_owner && !process.has_lanes {
            process.unowned.retain(|&id| !is_automated(steps[id as usize].kind));
        }
        report_process(report, &process);
    }
}

/// What one process says about its departments.
#[derive(Default)]
struct Process {
    /// Some step has one.
    has_owner: bool,
    /// Some automated step has one, which a role on a task cannot give it.
    has_lanes: bool,
    /// The work that has none.
    unowned: Vec<StepId>,
}

/// Reports each step, or the whole process where no step has a department.
fn report_process(report: &mut Reporter<'_>, process: &Process) {
    if process.has_owner {
        for &step in &process.unowned {
            report.add(Place::Step(step), "step").help("lane").with("step", Argument::Step(step));
        }
    } else if let [first, rest @ ..] = process.unowned.as_slice() {
        report
            .add(Place::Step(*first), "process")
            .help("lanes")
            .with("step", Argument::Step(*first))
            .with("count", Argument::Count(rest.len() as u32 + 1))
            .related(rest);
    }
}

/// Tells the work that no person does.
fn is_automated(kind: StepKind) -> bool {
    use StepKind::{DecisionTask, ScriptTask, SendTask, ServiceTask};
    matches!(kind, ServiceTask | ScriptTask | DecisionTask | SendTask)
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
