//! Which pool with a partner's name is the company of its export.

use handoff_model::{Id, MessageEnd, Model, ProcessId, StepKind};
use rustc_hash::FxHashSet;

use crate::{contract::Side, lexicon::NameMeaning};

/// Returns the pool with a partner's name that is the company of its export all the same: whose work is drawn where no
/// work of ours is, or where the customer's own message begins it and he sends nothing to us. Of several it is the one
/// that he begins, else one with lanes, else the one with the most steps.
pub(super) fn company(model: &Model, sides: &[Option<(NameMeaning, Side, bool)>]) -> Option<usize> {
    let mut steps = vec![0_usize; model.processes.len()];
    for step in model.steps.rows() {
        if let Some(count) = steps.get_mut(step.process.index()) {
            *count += 1;
        }
    }
    let (spoken, begun) = addressed(model, sides);
    let lanes: FxHashSet<ProcessId> = model.lanes.rows().map(|lane| lane.process).collect();
    let pooled: FxHashSet<ProcessId> = model.participants.rows().filter_map(|pool| pool.process).collect();
    let count = |process: ProcessId| steps.get(process.index()).copied().unwrap_or_default();
    let loose = model.processes.iter().any(|(id, _)| count(id) > 0 && !pooled.contains(&id));
    let (mut ours, mut known, mut best) = (loose, false, None);
    for (pool, (row, side)) in model.participants.rows().zip(sides).enumerate() {
        let Some(process) = row.process.filter(|process| count(*process) > 0) else { continue };
        match side {
            Some((NameMeaning { side: None, .. }, Side::Partner, _)) => {
                let rank = (begun.contains(&process), lanes.contains(&process), count(process));
                if best.is_none_or(|(other, _)| rank > other) {
                    best = Some((rank, pool));
                }
            }
            Some((_, Side::Internal, _)) | None => {
                ours = true;
                known |= spoken.contains(&process);
            }
            Some(_) => {}
        }
    }
    best.filter(|((begun, ..), _)| !ours || *begun && !known).map(|(_, pool)| pool)
}

/// The processes to which a pool that is called a customer sends a message, and those that such a message begins.
fn addressed(
    model: &Model,
    sides: &[Option<(NameMeaning, Side, bool)>],
) -> (FxHashSet<ProcessId>, FxHashSet<ProcessId>) {
    let customer = |pool: usize| matches!(sides.get(pool), Some(Some((_, Side::Customer, _))));
    let customers: FxHashSet<ProcessId> = model
        .participants
        .iter()
        .filter_map(|(id, pool)| pool.process.filter(|_| customer(id.index())))
        .collect();
    let (mut spoken, mut begun) = (FxHashSet::default(), FxHashSet::default());
    for flow in model.message_flows.rows() {
        let his = match flow.source {
            MessageEnd::Pool(pool) => customer(pool.index()),
            MessageEnd::Step(step) => {
                model.steps.get(step).is_some_and(|row| customers.contains(&row.process))
            }
        };
        match flow.target {
            MessageEnd::Step(step) if his => {
                let Some(row) = model.steps.get(step) else { continue };
                spoken.insert(row.process);
                if row.kind == StepKind::Start && row.scope.is_none() || row.instantiates {
                    begun.insert(row.process);
                }
            }
            MessageEnd::Pool(pool) if his => {
                spoken.extend(model.participants.get(pool).and_then(|row| row.process));
            }
            _ => {}
        }
    }
    (spoken, begun)
}
