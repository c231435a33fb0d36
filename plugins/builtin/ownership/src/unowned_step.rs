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
/// A process that names no department at all is no finding, but a line in the account of the report: it may be work of one
/// department, or a program. Gateways and events are no work and need no owner; nor does a sub-process whose steps are
/// drawn, because these do the work. Where only the tasks of people have a department, it comes from the roles named on
/// them: steps that can name none, because a machine or another process does them, are left out there, and so are all where
/// most steps of their kind name none: who does them is then decided when the process runs.
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
            en: "{step} has no department, although other steps of the same process have one.",
            de: "{step} hat keine Abteilung, andere Schritte desselben Prozesses dagegen schon.",
        },
        Text {
            key: "steps",
            en: "{steps} have no department, although other steps of the same process have one.",
            de: "{steps} haben keine Abteilung, andere Schritte desselben Prozesses dagegen schon.",
        },
        Text {
            key: "many",
            en: "{count} steps have no department, among them {steps}, although other steps of the same process have one.",
            de: "{count} Schritte haben keine Abteilung, darunter {steps}, andere desselben Prozesses dagegen schon.",
        },
        Text {
            key: "lane",
            en: "Put what has none into the lane of the department that does it, or name the role that does.",
            de: "Was keine hat, in die Lane der zuständigen Abteilung legen oder die zuständige Rolle angeben.",
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
        processes[process].has_lanes |= step.owner.is_some() && !can_name_role(step.kind);
        if step.owner.is_some() && can_name_role(step.kind) {
            processes[process].by_role.push(step.kind);
        }
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
            process.keep_forgotten(steps);
        }
        report_process(report, &process);
    }
}

/// What one process says about its departments.
#[derive(Default)]
struct Process {
    /// Some step has one.
    has_owner: bool,
    /// Some step has one that no role can give it.
    has_lanes: bool,
    /// The kinds of the steps that have one and could name a role.
    by_role: Vec<StepKind>,
    /// The work that has none.
    unowned: Vec<StepId>,
}

impl Process {
    /// Keeps of the work without a department what was forgotten: where most steps of a kind name a role.
    fn keep_forgotten(&mut self, steps: &[Step]) {
        let kind = |id: StepId| steps[id as usize].kind;
        let unowned = self.unowned.clone();
        let without = |of: StepKind| unowned.iter().filter(|&&id| kind(id) == of).count();
        let with = |of: StepKind| self.by_role.iter().filter(|&&kind| kind == of).count();
        self.unowned.retain(|&id| without(kind(id)) <= with(kind(id)));
    }
}

/// How many steps a sentence can name.
const NAMED: usize = 3;

/// Reports the steps without a department of a process where others have one.
fn report_process(report: &mut Reporter<'_>, process: &Process) {
    let [first, rest @ ..] = process.unowned.as_slice() else { return };
    if !process.has_owner {
        return;
    }
    let key = match process.unowned.len() {
        1 => "step",
        2..=NAMED => "steps",
        _ => "many",
    };
    let named = process.unowned.iter().take(NAMED).copied().collect();
    report
        .add(Place::Step(*first), key)
        .help("lane")
        .with("step", Argument::Step(*first))
        .with("steps", Argument::Steps(named))
        .with("count", Argument::Count(process.unowned.len() as u32))
        .related(rest);
}

/// Tells the work on which a role can be named, because people do it.
fn can_name_role(kind: StepKind) -> bool {
    matches!(kind, StepKind::Task | StepKind::UserTask | StepKind::ManualTask)
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
