//! What a native rule sees: the lists of a unit, exactly as the sandbox hands them to a component.

use handoff_landscape::contract::Side;
use handoff_landscape::unit::{self, Unit};
use handoff_model as model;
use handoff_model::Language;
use handoff_sdk as sdk;
use handoff_sdk::{ItemId, Source, StateId, StepId};

/// A unit as the source of a native rule.
pub(crate) struct Native<'a>(pub(crate) &'a Unit);

/// Turns an enum into the one of the same names.
macro_rules! same {
    ($value:expr, $from:ty => $to:ty: $($name:ident)*) => {
        match $value {
            $(<$from>::$name => <$to>::$name,)*
        }
    };
}

fn numbers(steps: &[unit::StepId]) -> Vec<StepId> {
    steps.iter().map(|id| id.0).collect()
}

fn step_ids(numbers: &[StepId]) -> Vec<unit::StepId> {
    numbers.iter().copied().map(unit::StepId).collect()
}

fn evidence(evidence: model::Evidence) -> sdk::Evidence {
    same!(evidence, model::Evidence => sdk::Evidence:
        Contract IoSpecification DataObject Form Message Label Annotation)
}

fn availability(availability: unit::Availability) -> sdk::Availability {
    same!(availability, unit::Availability => sdk::Availability:
        Always Sometimes Racing Late Elsewhere Never Unknown)
}

fn step_kind(kind: model::StepKind) -> sdk::StepKind {
    same!(kind, model::StepKind => sdk::StepKind:
        Task UserTask ManualTask ServiceTask ScriptTask SendTask ReceiveTask DecisionTask Call SubProcess
        EventSubProcess Start End Catch Throw Boundary Exclusive Parallel Inclusive EventBased Complex)
}

fn handoff(handoff: &unit::Handoff) -> sdk::Handoff {
    let carries = handoff.carries.iter().map(|carried| sdk::Carried {
        item: carried.item.0,
        state: carried.state,
        evidence: evidence(carried.evidence),
    });
    sdk::Handoff {
        kind: same!(handoff.kind, unit::HandoffKind => sdk::HandoffKind: Sequence Message Call Event Store),
        giver: handoff.giver.map(|id| id.0),
        receiver: handoff.receiver.map(|id| id.0),
        last: handoff.last.map(|id| id.0),
        first: handoff.first.map(|id| id.0),
        carries: carries.collect(),
        declared: handoff.declared,
        named: handoff.named,
        expected: handoff.expected,
    }
}

fn need(unit: &Unit, need: &unit::Need) -> sdk::Need {
    sdk::Need {
        step: need.step.0,
        item: need.item.0,
        state: need.state,
        optional: need.optional,
        evidence: evidence(need.evidence),
        availability: availability(need.availability),
        any_state: availability(need.any_state),
        arrives_in: need.arrives_in.clone(),
        missing_fields: need.missing_fields.clone(),
        expected_from: need.expected_from.clone(),
        witness: numbers(&need.witness),
        providers: numbers(&need.providers),
        undeclared: unit.undeclared(need, Language::English),
        handoff: need.handoff.map(|id| id.0),
    }
}

fn provision(provision: &unit::Provision) -> sdk::Provision {
    sdk::Provision {
        step: provision.step.0,
        item: provision.item.0,
        state: provision.state,
        optional: provision.optional,
        evidence: evidence(provision.evidence),
        used_by: numbers(&provision.used_by),
        leaves: provision.leaves,
    }
}

fn ending(ending: &unit::Ending) -> sdk::Ending {
    sdk::Ending {
        step: ending.step.0,
        started_at: ending.started_at.map(|id| id.0),
        certain: ending.certain,
        negative: ending.negative,
        silent: ending.silent,
        witness: numbers(&ending.witness),
    }
}

impl Source for Native<'_> {
    fn departments(&self) -> Vec<sdk::Department> {
        let side = |side| same!(side, Side => sdk::Side: Internal Customer Partner);
        let departments = self.0.departments.iter();
        departments.map(|row| sdk::Department { name: row.name.clone(), side: side(row.side) }).collect()
    }

    fn steps(&self) -> Vec<sdk::Step> {
        let step = |step: &unit::Step| sdk::Step {
            kind: step_kind(step.kind),
            owner: step.owner.map(|id| id.0),
            process: step.process,
            scope: step.scope.map(|id| id.0),
            reachable: step.reachable,
        };
        self.0.steps.iter().map(step).collect()
    }

    fn handoffs(&self) -> Vec<sdk::Handoff> {
        self.0.handoffs.iter().map(handoff).collect()
    }

    fn needs(&self, all: bool) -> Vec<sdk::Need> {
        let is_gap = |need: &&unit::Need| {
            need.availability != unit::Availability::Always || !need.missing_fields.is_empty()
        };
        self.0.needs.iter().filter(|row| all || is_gap(row)).map(|row| need(self.0, row)).collect()
    }

    fn provisions(&self) -> Vec<sdk::Provision> {
        self.0.provisions.iter().map(provision).collect()
    }

    fn touchpoints(&self) -> Vec<sdk::Touchpoint> {
        let touchpoint = |row: &unit::Touchpoint| sdk::Touchpoint {
            step: row.step.0,
            customer: row.customer.map(|id| id.0),
            inbound: row.inbound,
            certain: row.certain,
        };
        self.0.touchpoints.iter().map(touchpoint).collect()
    }

    fn endings(&self) -> Vec<sdk::Ending> {
        self.0.endings.iter().map(ending).collect()
    }

    fn waits(&self) -> Vec<sdk::Wait> {
        let wait = |row: &unit::Wait| sdk::Wait {
            step: row.step.0,
            party: row.party.map(|id| id.0),
            limited: row.limited,
        };
        self.0.waits.iter().map(wait).collect()
    }

    fn stale_entries(&self) -> Vec<sdk::StaleEntry> {
        let stale = |row: &unit::StaleEntry| sdk::StaleEntry {
            kind: row.kind.clone(),
            entry: row.entry.clone(),
            suggestion: row.suggestion.clone(),
        };
        self.0.stale.iter().map(stale).collect()
    }

    fn labels(&self, steps: &[StepId]) -> Vec<String> {
        steps.iter().map(|step| self.0.steps[*step as usize].name.clone()).collect()
    }

    fn item_names(&self, items: &[ItemId]) -> Vec<String> {
        items.iter().map(|item| self.0.items[*item as usize].name.clone()).collect()
    }

    fn state_names(&self, item: ItemId, states: &[StateId]) -> Vec<String> {
        let item = &self.0.items[item as usize];
        states.iter().map(|state| item.states[*state as usize].clone()).collect()
    }

    fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        self.0.path(unit::StepId(start), unit::StepId(goal), &step_ids(avoiding)).as_deref().map(numbers)
    }

    fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        self.0.every_path_passes(unit::StepId(start), unit::StepId(goal), &step_ids(through))
    }

    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> sdk::Reach {
        let reach = self.0.reach(unit::StepId(start), lacking.map(|item| (unit::ItemId(item), None)));
        sdk::Reach {
            verdict: same!(reach.verdict, unit::ReachVerdict => sdk::ReachVerdict: Certain Possible None Unknown),
            touchpoint: reach.touchpoint.map(|id| id.0),
            path: numbers(&reach.path),
            repaired_by: reach.repaired_by.map(|id| id.0),
        }
    }
}
