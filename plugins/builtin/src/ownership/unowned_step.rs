//! `ownership/unowned-step`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Options, Place, Reporter, Rule, Severity, StepId, StepKind, Unit, ViewPart,
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
/// drawn, because these do the work. What another process does needs none either, and what a machine does only where other such
/// steps of the process lie in lanes. Where lanes are drawn, what lies in none was forgotten. A role named on a step is a thinner sign: there two steps
/// must name one, and a third of all. Else it is a way of drawing: who does them is plain, or decided when the process runs.
pub(crate) const RULE: Rule = Rule {
    id: "ownership/unowned-step",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Steps],
    page: include_str!("../../cases/ownership/unowned-step.md"),
    since: Some("0.1.0"),
    tags: &["ownership"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A step has no department",
            de: "Ein Schritt hat keine Abteilung",
        }
        "step" {
            en: "Nothing says who does {step}: no lane and no role, unlike at other steps of the same process.",
            de: "Wer {step} erledigt, steht nirgends: keine benannte Lane, keine Rolle, anders als bei anderen Schritten \
                 desselben Prozesses.",
        }
        "steps" {
            en: "Nothing says who does {steps}: no lane and no role, unlike at other steps of the same process.",
            de: "Wer {steps} erledigt, steht nirgends: keine benannte Lane, keine Rolle, anders als bei anderen Schritten \
                 desselben Prozesses.",
        }
        "many" {
            en: "Nothing says who does {count} steps, among them {steps}: no lane and no role, unlike at others of the \
                 same process.",
            de: "Wer {count} Schritte erledigt, darunter {steps}, steht nirgends: keine benannte Lane, keine Rolle, anders als \
                 bei anderen desselben Prozesses.",
        }
        "lane" {
            en: "Draw such steps in the lane of the department that does them, or name the role that does.",
            de: "Solche Schritte in die Lane der zuständigen Abteilung zeichnen oder die zuständige Rolle angeben.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let steps = unit.steps();
    let mut encloses = vec![false; steps.len()];
    for scope in steps.iter().filter_map(|step| step.scope) {
        encloses[scope as usize] = true;
    }
    let mut processes: Vec<Process> = Vec::new();
    for ((id, step), encloses) in (0..).zip(steps).zip(encloses) {
        let process = step.process as usize;
        processes.resize_with(processes.len().max(process + 1), Process::default);
        let is_work = is_work(step.kind) && !encloses;
        let process = &mut processes[process];
        match step.owner {
            Some(_) if is_work => process.owned += 1,
            Some(_) => {
                process.has_lanes = true;
                process.has_machines |= is_automated(step.kind);
            }
            None if is_work => {
                process.unowned.push(id);
                process.unstaffed.extend((step.kind != StepKind::Task).then_some(id));
            }
            None if is_automated(step.kind) => process.automated.push(id),
            None => {}
        }
    }
    for process in &processes {
        report_process(report, &process.forgotten());
    }
}

/// What one process says about its departments.
#[derive(Default)]
struct Process {
    /// How much of the work of people has one.
    owned: usize,
    /// Some step has one that no role can give it.
    has_lanes: bool,
    /// The work of people that has none.
    unowned: Vec<StepId>,
    /// Of it, what an engine gives to people by their roles.
    unstaffed: Vec<StepId>,
    /// Some work of machines has one.
    has_machines: bool,
    /// The work of machines that has none.
    automated: Vec<StepId>,
}

impl Process {
    /// Lists what was forgotten: beside lanes all that has no department, beside roles, where they are how the process says who
    /// does the work, what people do by their roles.
    fn forgotten(&self) -> Vec<StepId> {
        let without = self.unstaffed.len();
        match (self.has_lanes, self.owned) {
            (true, 1..) => {
                let automated = self.automated.iter().filter(|_| self.has_machines);
                let mut all: Vec<StepId> = self.unowned.iter().chain(automated).copied().collect();
                all.sort_unstable();
                all
            }
            (false, 2..) if 2 * self.owned >= without => self.unstaffed.clone(),
            _ => Vec::new(),
        }
    }
}

/// How many steps a sentence can name.
const NAMED: usize = 5;

/// Reports the steps without a department of a process where others have one.
fn report_process(report: &mut Reporter<'_>, forgotten: &[StepId]) {
    let [first, rest @ ..] = forgotten else { return };
    let key = match forgotten.len() {
        1 => "step",
        2..=NAMED => "steps",
        _ => "many",
    };
    let named = forgotten.iter().take(NAMED).copied().collect();
    report
        .add(Place::Step(*first), key)
        .help("lane")
        .with("step", Argument::Step(*first))
        .with("steps", Argument::Steps(named))
        .with("count", Argument::Count(forgotten.len() as u32))
        .related(rest);
}

/// Tells the work that people do, so that a department or a role can be named for it.
fn is_work(kind: StepKind) -> bool {
    matches!(kind, StepKind::Task | StepKind::UserTask | StepKind::ManualTask)
}

/// Tells the work of machines, which has a department where the process draws such work in lanes.
fn is_automated(kind: StepKind) -> bool {
    matches!(kind, StepKind::ServiceTask | StepKind::ScriptTask | StepKind::DecisionTask | StepKind::SendTask)
}
