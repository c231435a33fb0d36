//! What ends a wait from beside it: a time drawn next to it, or another branch that ends all work.

use handoff_model::{DefinitionKind, Id, Step, StepKind};
use rustc_hash::FxHashMap;

use crate::word_lists::OVERDUE;
use crate::{
    name::{listed, words},
    unit::StepId,
    unit_builder::UnitBuilder,
};

/// Marks the steps whose waiting is ended from beside them.
pub(crate) fn mark(draft: &UnitBuilder<'_>, ended: &mut [bool]) {
    let ways = FlowNeighbours::new(draft);
    for (source, targets) in &ways.after {
        if targets.len() > 1 {
            mark_timed(draft, *source, targets, ended);
        }
    }
    if draft.steps().any(|step| is_terminate(draft.row(step))) {
        ways.mark_terminated(draft, ended);
    }
}

/// Tells whether a label speaks of a time that is over, whatever kind of event it stands on.
pub(crate) fn is_deadline(label: &str) -> bool {
    let words = words(label);
    words.iter().any(|word| listed(OVERDUE, word) || word.ends_with("frist"))
        || words
            .windows(2)
            .any(|pair| matches!(pair, [time, out] if time.starts_with("time") && out == "out"))
}

/// Marks events that stand beside a time behind one split: whoever draws both means that one of them comes.
fn mark_timed(draft: &UnitBuilder<'_>, source: StepId, targets: &[StepId], ended: &mut [bool]) {
    let waits = |step: &StepId| matches!(draft.row(*step).kind, StepKind::Catch | StepKind::ReceiveTask);
    // A time that the split itself waits for is looked at with it.
    let is_choice = draft.row(source).kind == StepKind::EventBased;
    let timed = |step: &StepId| {
        let row = draft.row(*step);
        // A parallel multiple event waits for all it names, the time among it.
        let all = row.event.as_ref().is_some_and(|event| event.parallel_multiple);
        let is_time = row.has(DefinitionKind::Timer) && !is_choice;
        waits(step) && !all && (is_time || is_deadline(&row.name))
    };
    let chooses =
        matches!(draft.row(source).kind, StepKind::Exclusive | StepKind::Inclusive | StepKind::Complex);
    if targets.iter().any(timed) && (!chooses || targets.iter().all(waits)) {
        targets.iter().filter(|step| waits(step)).for_each(|step| ended[step.index()] = true);
    }
}

fn is_terminate(row: &Step) -> bool {
    row.kind == StepKind::End && row.has(DefinitionKind::Terminate)
}

/// Where the ways lead.
struct FlowNeighbours {
    after: FxHashMap<StepId, Vec<StepId>>,
    before: FxHashMap<StepId, Vec<StepId>>,
}

impl FlowNeighbours {
    fn new(draft: &UnitBuilder<'_>) -> Self {
        let (mut after, mut before) = (FxHashMap::<_, Vec<_>>::default(), FxHashMap::<_, Vec<_>>::default());
        let process = |step: StepId| draft.unit.steps[step.index()].process;
        for part in &draft.parts {
            for flow in part.model.flows.rows() {
                let (source, target) = (part.step(flow.source), part.step(flow.target));
                if process(source) == process(target) {
                    after.entry(source).or_default().push(target);
                    before.entry(target).or_default().push(source);
                }
            }
        }
        Self { after, before }
    }

    /// Marks all that some of these lead to, against or along the flow.
    fn flood(of: &FxHashMap<StepId, Vec<StepId>>, mut stack: Vec<StepId>, seen: &mut [bool]) {
        while let Some(step) = stack.pop() {
            if !std::mem::replace(&mut seen[step.index()], true) {
                stack.extend(of.get(&step).into_iter().flatten());
            }
        }
    }

    /// Marks what waits in one branch while another ends all work, whatever comes; and a wait for the sign to stop beside
    /// a branch that never ends by itself.
    fn mark_terminated(&self, draft: &UnitBuilder<'_>, ended: &mut [bool]) {
        let mut before = self.before.clone();
        for step in draft.steps().filter(|step| draft.row(*step).kind == StepKind::Boundary) {
            if let Some(host) = draft.row(step).attached_to {
                before.entry(step).or_default().push(draft.part(step).step(host));
            }
        }
        let reaches = |ends: &dyn Fn(StepId) -> bool| {
            let mut seen = vec![false; ended.len()];
            Self::flood(&before, draft.steps().filter(|step| ends(*step)).collect(), &mut seen);
            seen
        };
        let terminates = reaches(&|step| is_terminate(draft.row(step)));
        let ends = reaches(&|step| !self.after.contains_key(&step) && !is_terminate(draft.row(step)));
        let mut idle = Vec::new();
        for (source, targets) in self.after.iter().filter(|(_, targets)| targets.len() > 1) {
            if is_choice(draft.row(*source)) {
                continue;
            }
            let stops = |step: &StepId| terminates[step.index()] && !ends[step.index()];
            let endless = |step: &StepId| !terminates[step.index()] && !ends[step.index()];
            if targets.iter().any(stops) {
                idle.extend(targets.iter().filter(|step| !terminates[step.index()]));
            }
            if targets.iter().any(endless) {
                let signs = |step: &&StepId| stops(step) && draft.row(**step).kind == StepKind::Catch;
                targets.iter().filter(signs).for_each(|step| ended[step.index()] = true);
            }
        }
        let mut seen = vec![false; ended.len()];
        Self::flood(&self.after, idle, &mut seen);
        ended.iter_mut().zip(seen).for_each(|(ended, seen)| *ended |= seen);
    }
}

fn is_choice(row: &Step) -> bool {
    matches!(row.kind, StepKind::Exclusive | StepKind::Inclusive | StepKind::Complex | StepKind::EventBased)
}

#[cfg(test)]
mod tests {
    use handoff_model::Id;

    use super::is_deadline;
    use crate::testing::unit;

    /// The names of the steps that wait for ever.
    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let open = unit.waits.iter().filter(|wait| !wait.limited);
        let found: Vec<&str> = open.map(|wait| &*unit.steps[wait.step.index()].name).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn labels_that_speak_of_a_time() {
        for label in
            ["Deadline missed", "Frist abgelaufen", "Zahlungsfrist", "Timed out", "Timeout", "Offer expired"]
        {
            assert!(is_deadline(label), "{label}");
        }
        for label in ["", "Payment received", "Time to pay", "Out of stock", "Zahlung eingegangen"] {
            assert!(!is_deadline(label), "{label}");
        }
    }

    #[test]
    fn a_time_beside_the_wait() {
        let split = |split: &str, other: &str| {
            format!(
                "process P\n start S\n task T\n {split} G\n catch message Paid\n catch {other}\n S -> T -> G -> Paid\n G -> Late"
            )
        };
        check(&split("and", "timer Late | timer P2D"), &[]);
        check(&split("xor", "timer Late | timer P2D"), &[]);
        check(&split("event", "message Deadline is over | id Late"), &[]);
        check(&split("and", "message Late"), &["Paid", "Late"]);
        check(
            "process P\n start S\n task T\n xor G\n catch message Paid\n task A\n S -> T -> G -> Paid\n G -> A",
            &["Paid"],
        );
    }

    #[test]
    fn a_branch_that_ends_all_work() {
        let text = |last: &str| {
            format!(
                "process P\n start S\n task T\n and G\n catch message Complaint there\n task Calm\n task Ship\n end {last} Done | id d\n S -> T -> G -> Complaint there -> Calm -> Complaint there\n G -> Ship -> d"
            )
        };
        check(&text("terminate"), &[]);
        check(&text("message"), &["Complaint there"]);
    }

    #[test]
    fn a_sign_to_stop_what_never_ends() {
        check(
            "process P\n start S\n task T\n and G\n catch message Off\n xor J\n task Measure\n end terminate Done\n S -> T -> G -> Off -> Done\n G -> J -> Measure -> J",
            &[],
        );
    }
}
