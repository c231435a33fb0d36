//! Who waits for whom, and whether anything ends the wait.

use handoff_model::{DefinitionKind, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    contract::Side,
    draft::Draft,
    flow::{EdgeKind, Graph},
    link::End,
    unit::{DepartmentId, StepId, Wait},
};

/// Finds all waits of our own company, in the order of steps.
pub(crate) fn waits(draft: &Draft<'_>, graph: &Graph) -> Vec<Wait> {
    let known = Known::new(draft, graph);
    let mut waits = Vec::new();
    for step in draft.steps().filter(|step| draft.side(draft.owner(*step)) == Side::Internal) {
        if !known.waits(draft, step) {
            continue;
        }
        let targets = known.targets.get(&step).map(Vec::as_slice).unwrap_or_default();
        let parties = std::iter::once(&step).chain(targets).filter_map(|step| known.parties.get(step));
        let own = draft.owner(step);
        waits.push(Wait {
            step,
            party: parties.copied().find(|party| Some(*party) != own),
            limited: known.limited(draft, step, &mut FxHashSet::default()),
        });
    }
    waits
}

struct Known {
    /// For each event-based gateway, the events it waits for; for others, nothing.
    targets: FxHashMap<StepId, Vec<StepId>>,
    /// Events whose waiting is their gateway's.
    behind: FxHashSet<StepId>,
    /// Steps and scopes with a timer or escalation that ends them from outside.
    timed: FxHashSet<StepId>,
    /// Processes with an event sub-process that starts by a timer.
    timed_processes: FxHashSet<u32>,
    parties: FxHashMap<StepId, DepartmentId>,
    /// For each called process, the call activities.
    callers: FxHashMap<u32, Vec<StepId>>,
}

impl Known {
    fn new(draft: &Draft<'_>, graph: &Graph) -> Self {
        let mut known = Self {
            targets: FxHashMap::default(),
            behind: FxHashSet::default(),
            timed: FxHashSet::default(),
            timed_processes: FxHashSet::default(),
            parties: FxHashMap::default(),
            callers: FxHashMap::default(),
        };
        for edge in &graph.edges {
            match edge.kind {
                EdgeKind::Sequence if draft.row(edge.source).kind == StepKind::EventBased => {
                    known.targets.entry(edge.source).or_default().push(edge.target);
                    known.behind.insert(edge.target);
                }
                EdgeKind::Return { process, .. } => {
                    known.callers.entry(process).or_default().push(edge.target);
                }
                _ => {}
            }
        }
        for step in draft.steps() {
            known.timer(draft, step);
        }
        for passage in draft.passages {
            let End::Step(target) = passage.target else { continue };
            let sender = match passage.source {
                End::Step(at) => draft.step(at).and_then(|step| draft.owner(step)),
                End::Pool(file, pool) => draft.pool_owner(file, pool),
            };
            if let (Some(target), Some(sender)) = (draft.step(target), sender) {
                known.parties.entry(target).or_insert(sender);
            }
        }
        known
    }

    /// Notes what a timer or escalation event puts an end to.
    fn timer(&mut self, draft: &Draft<'_>, step: StepId) {
        let row = draft.row(step);
        let first = draft.part(step).first_step;
        let escalates = row.kind == StepKind::Boundary && row.has(DefinitionKind::Escalation);
        if !row.has(DefinitionKind::Timer) && !escalates {
            return;
        }
        match (row.kind, row.scope) {
            (StepKind::Boundary, _) => self.timed.extend(row.attached_to.map(|host| first + host.0)),
            (StepKind::Start, Some(scope))
                if draft.row(first + scope.0).kind == StepKind::EventSubProcess =>
            {
                match draft.row(first + scope.0).scope {
                    Some(around) => {
                        self.timed.insert(first + around.0);
                    }
                    None => {
                        self.timed_processes.insert(draft.unit.steps[step as usize].process);
                    }
                }
            }
            _ => {}
        }
    }

    fn waits(&self, draft: &Draft<'_>, step: StepId) -> bool {
        let row = draft.row(step);
        let party = [DefinitionKind::Message, DefinitionKind::Signal, DefinitionKind::Conditional];
        match row.kind {
            StepKind::ReceiveTask => !row.instantiates && !self.behind.contains(&step),
            StepKind::EventBased => !row.instantiates,
            StepKind::Catch => !self.behind.contains(&step) && party.iter().any(|kind| row.has(*kind)),
            _ => false,
        }
    }

    /// Looks for a time limit: among the alternatives, on the step, on what is around it, on the calls of its process.
    fn limited(&self, draft: &Draft<'_>, step: StepId, seen: &mut FxHashSet<u32>) -> bool {
        let alternatives = self.targets.get(&step).into_iter().flatten();
        if alternatives
            .clone()
            .any(|target| draft.row(*target).has(DefinitionKind::Timer) || self.timed.contains(target))
        {
            return true;
        }
        let mut at = Some(step);
        while let Some(step) = at {
            if self.timed.contains(&step) {
                return true;
            }
            at = draft.unit.steps[step as usize].scope.filter(|scope| *scope < step);
        }
        let process = draft.unit.steps[step as usize].process;
        if self.timed_processes.contains(&process) {
            return true;
        }
        // A process that is called is limited if every call of it is.
        let callers = self.callers.get(&process).map(Vec::as_slice).unwrap_or_default();
        seen.insert(process)
            && !callers.is_empty()
            && callers.iter().all(|caller| self.limited(draft, *caller, seen))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{department, ids, unit};

    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let line = |row: &crate::unit::Wait| {
            let limited = if row.limited { "limited" } else { "for ever" };
            format!("{} on {} {limited}", ids(&unit, &[row.step]), department(&unit, row.party))
        };
        let found: Vec<String> = unit.waits.iter().map(line).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn who_is_waited_for() {
        check(
            "pool Supplier\npool Shop\n start S\n receive Get parts\n catch message Get bill\n catch timer Night | timer PT8H\n S -> Get parts -> Get bill -> Night\nSupplier ~> Get parts",
            &["get-parts on Supplier for ever", "get-bill on - for ever"],
        );
    }

    #[test]
    fn a_gateway_waits_once_and_a_timer_ends_it() {
        check(
            "pool Supplier\npool Shop\n start S\n event E\n catch message Yes\n catch timer Late | timer P2D\n S -> E -> Yes\n E -> Late\nSupplier ~> Yes",
            &["e on Supplier limited"],
        );
    }

    #[test]
    fn limits_around_the_step() {
        check(
            "process P\n start S\n sub W {\n receive A\n }\n boundary timer T on W | timer P1D\n receive B\n S -> W -> B",
            &["a on - limited", "b on - for ever"],
        );
        check(
            "process P\n start S\n receive A\n S -> A\n event sub X {\n start timer T | timer P1D\n }",
            &["a on - limited"],
        );
        check(
            "process P\n start S\n call C | calls Q\n boundary timer T on C | timer P1D\n S -> C\nprocess Q\n start U\n receive A\n U -> A",
            &["a on - limited"],
        );
    }
}
