//! Where the rows of the lists stand.
//!
//! Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

use super::wire;
use crate::located::{self, LocatedPlace};
use crate::place::UnitNames;

/// Finds what a place points at; `None` where it was not shown.
pub(crate) fn located(shown: UnitNames<'_>, place: wire::Place) -> Option<LocatedPlace> {
    match place {
        wire::Place::Step(number) => located::step(shown, number, shown.unit.steps.get(number as usize)?),
        wire::Place::Handoff(number) => {
            located::handoff(shown, number, shown.unit.handoffs.get(number as usize)?)
        }
        wire::Place::Flow(number) => located::flow(shown, number, shown.unit.flows.get(number as usize)?),
        wire::Place::Exchange(number) => {
            located::exchange(shown, number, shown.unit.exchanges.get(number as usize)?)
        }
        wire::Place::Call(number) => located::call(shown, number, shown.unit.calls.get(number as usize)?),
        wire::Place::Item(number) => located::item(shown, number, shown.unit.items.get(number as usize)?),
        wire::Place::Department(number) => {
            located::department(shown, number, shown.unit.departments.get(number as usize)?)
        }
        wire::Place::Process(number) => {
            located::process(shown, number, shown.unit.processes.get(number as usize)?)
        }
        wire::Place::Promise(number) => {
            located::promise(shown, number, shown.unit.promises.get(number as usize)?)
        }
        wire::Place::Clause(number) => {
            located::clause(shown, number, shown.unit.clauses.get(number as usize)?)
        }
        wire::Place::Entry(number) => {
            located::entry(shown, number, shown.unit.stale_entries.get(number as usize)?)
        }
        wire::Place::Wording(held) => located::wording(shown, held),
    }
}

/// Lists for each kind of place that is a row where its rows stand, in their order.
pub(crate) fn placed(shown: UnitNames<'_>) -> Vec<(&'static str, Vec<Option<LocatedPlace>>)> {
    vec![
        ("step", rows(shown, &shown.unit.steps, located::step)),
        ("handoff", rows(shown, &shown.unit.handoffs, located::handoff)),
        ("flow", rows(shown, &shown.unit.flows, located::flow)),
        ("exchange", rows(shown, &shown.unit.exchanges, located::exchange)),
        ("call", rows(shown, &shown.unit.calls, located::call)),
        ("item", rows(shown, &shown.unit.items, located::item)),
        ("department", rows(shown, &shown.unit.departments, located::department)),
        ("process", rows(shown, &shown.unit.processes, located::process)),
        ("promise", rows(shown, &shown.unit.promises, located::promise)),
        ("clause", rows(shown, &shown.unit.clauses, located::clause)),
        ("entry", rows(shown, &shown.unit.stale_entries, located::entry)),
    ]
}

fn rows<T>(
    shown: UnitNames<'_>,
    rows: &[T],
    located: impl Fn(UnitNames<'_>, u32, &T) -> Option<LocatedPlace>,
) -> Vec<Option<LocatedPlace>> {
    (0..).zip(rows).map(|(number, row)| located(shown, number, row)).collect()
}
