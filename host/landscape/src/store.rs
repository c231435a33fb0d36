//! What passes from one department to another by way of a data store.
//!
//! Who reads a store takes what was put into it last: by the nearest step before it that writes to it, or, where none
//! does, by other processes. Whoever else keeps a copy there hands nothing to everybody who reads it.

use handoff_model::{Access, Id, ItemKind};
use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::{
    handoff::{PendingHandoff, between},
    unit::{DepartmentId, HandoffKind, ItemId, StepId},
    unit_builder::UnitBuilder,
    work_paths::WorkPaths,
};

/// The most steps that all looks backward may visit; beyond it, who wrote last is not asked.
const MOST_VISITS: usize = 2_000_000;

/// The most that all borders together carry through stores.
const MOST_CARRIED: usize = 1_000_000;

/// Who gives and who receives.
type DepartmentPair = (Option<DepartmentId>, Option<DepartmentId>);

/// The steps that use one store.
#[derive(Default)]
struct Store {
    writers: Vec<StepId>,
    readers: Vec<StepId>,
}

/// Adds what goes through stores: to the borders that join two departments anyway, else as borders of their own.
pub(crate) fn borders(draft: &UnitBuilder<'_>, ways: &WorkPaths<'_, '_>, borders: &mut Vec<PendingHandoff>) {
    let stores = stores(draft);
    if stores.is_empty() {
        return;
    }
    let mut past = StepHistory { draft, before: before(draft, ways), visits: 0 };
    let mut joined: FxHashMap<DepartmentPair, Vec<usize>> = FxHashMap::default();
    for (number, border) in borders.iter().enumerate() {
        joined.entry((border.handoff.giver, border.handoff.receiver)).or_default().push(number);
    }
    let mut carried = 0;
    for (item, store) in stores {
        let mut met: FxHashSet<DepartmentPair> = FxHashSet::default();
        for (last, first) in past.pairs(&store) {
            let pair = (draft.owner(last), draft.owner(first));
            if draft.same_department(pair.0, pair.1) || !met.insert(pair) {
                continue;
            }
            match joined.get(&pair) {
                Some(numbers) if carried < MOST_CARRIED => {
                    carried += numbers.len();
                    for number in numbers {
                        borders[*number].stores.push(item);
                    }
                }
                Some(_) => {}
                None => {
                    let own = between(draft, HandoffKind::Store, (last, first), None);
                    borders.extend(own.map(|border| PendingHandoff { stores: vec![item], ..border }));
                }
            }
        }
    }
}

/// Lists who writes and who reads each store.
fn stores(draft: &UnitBuilder<'_>) -> IndexMap<ItemId, Store, FxBuildHasher> {
    let mut stores: IndexMap<ItemId, Store, FxBuildHasher> = IndexMap::default();
    for step in draft.steps() {
        let (row, part) = (draft.row(step), draft.part(step));
        let store = |access: &Access| {
            let item = part.model.items.get(access.item)?;
            (item.kind == ItemKind::Store).then(|| crate::item::mapped(&part.items, access.item))?
        };
        row.writes
            .iter()
            .filter_map(store)
            .for_each(|item| stores.entry(item).or_default().writers.push(step));
        row.reads
            .iter()
            .filter_map(store)
            .for_each(|item| stores.entry(item).or_default().readers.push(step));
    }
    stores.retain(|_, store| !store.writers.is_empty() && !store.readers.is_empty());
    stores
}

/// For each step, the working steps right before it; a sub-process comes before what lies in it.
fn before(draft: &UnitBuilder<'_>, ways: &WorkPaths<'_, '_>) -> Vec<Vec<StepId>> {
    let mut before: Vec<Vec<StepId>> = vec![Vec::new(); draft.unit.steps.len()];
    for step in draft.steps() {
        for arrival in ways.arrivals(step) {
            before[arrival.first.index()].push(step);
        }
        before[step.index()].extend(draft.unit.steps[step.index()].scope);
    }
    before
}

/// What came before a step.
struct StepHistory<'p, 'a> {
    draft: &'p UnitBuilder<'a>,
    before: Vec<Vec<StepId>>,
    visits: usize,
}

impl StepHistory<'_, '_> {
    /// Pairs the writers of a store with those who read what they wrote, in the order of the readers.
    fn pairs(&mut self, store: &Store) -> Vec<(StepId, StepId)> {
        let mut writing: FxHashMap<StepId, Vec<StepId>> = FxHashMap::default();
        for writer in &store.writers {
            let mut at = Some(*writer);
            while let Some(step) = at {
                writing.entry(step).or_default().push(*writer);
                at = self.draft.unit.steps[step.index()].scope.filter(|scope| *scope < step);
            }
        }
        let mut pairs = Vec::new();
        for reader in &store.readers {
            let nearest = self.nearest(*reader, &writing);
            let writers = if nearest.is_empty() { self.elsewhere(*reader, store) } else { nearest };
            pairs.extend(writers.into_iter().map(|writer| (writer, *reader)));
        }
        pairs
    }

    /// The writers nearest before a reader.
    fn nearest(&mut self, reader: StepId, writing: &FxHashMap<StepId, Vec<StepId>>) -> Vec<StepId> {
        let mut found = Vec::new();
        let mut around: FxHashSet<StepId> = FxHashSet::default();
        let mut at = Some(reader);
        while let Some(step) = at {
            around.insert(step);
            at = self.draft.unit.steps[step.index()].scope.filter(|scope| *scope < step);
        }
        let mut seen: FxHashSet<StepId> = FxHashSet::default();
        let mut open = self.before[reader.index()].clone();
        while let Some(step) = open.pop() {
            if !seen.insert(step) || self.visits > MOST_VISITS {
                continue;
            }
            self.visits += 1;
            match writing.get(&step) {
                Some(writers) if !around.contains(&step) => found.extend(writers),
                _ => open.extend(&self.before[step.index()]),
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The writers in other processes; those that only change what they find there give way to those that do not.
    fn elsewhere(&self, reader: StepId, store: &Store) -> Vec<StepId> {
        let process = |step: StepId| self.draft.unit.steps[step.index()].process;
        let others = store.writers.iter().copied().filter(|writer| process(*writer) != process(reader));
        let others: Vec<StepId> = others.collect();
        let changes = |step: &StepId| store.readers.binary_search(step).is_ok();
        let first: Vec<StepId> = others.iter().copied().filter(|step| !changes(step)).collect();
        if first.is_empty() { others } else { first }
    }
}

#[cfg(test)]
mod tests {
    use handoff_model::Id;

    use crate::testing::{department, ids, unit};
    use crate::unit::StepId;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let line = |row: &crate::unit::Handoff| {
            let items: Vec<&str> =
                row.carries.iter().map(|carried| unit.items[carried.item.index()].name.as_str()).collect();
            let ends: Vec<StepId> = row.last.into_iter().chain(row.first).collect();
            format!(
                "{:?} {} to {} ({}): {}",
                row.kind,
                department(&unit, row.giver),
                department(&unit, row.receiver),
                ids(&unit, &ends),
                items.join(", ")
            )
        };
        let found: Vec<String> = unit.handoffs.iter().map(line).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_stored_on_one_side_and_read_on_the_other_declares_the_border() {
        check(
            "store Order book\npool P\n lane Sales\n task Enter | gives Order book\n task Call back\n lane Shipping\n task Plan\n task Pack | needs Order book\nEnter -> Call back -> Plan -> Pack",
            &["Sequence Sales to Shipping (call-back, plan): Order book"],
        );
    }

    #[test]
    fn who_reads_takes_what_was_written_last() {
        check(
            "store Log\npool P\n lane A\n task One | gives Log\n lane B\n task Two | gives Log\n lane C\n task Three | needs Log | gives Log\n lane A\n task Four | needs Log\nOne -> Two -> Three -> Four",
            &[
                "Sequence A to B (one, two): ",
                "Sequence B to C (two, three): Log",
                "Sequence C to A (three, four): Log",
            ],
        );
    }

    #[test]
    fn between_processes_the_store_is_the_border() {
        check(
            "store Log\npool A\n task One | gives Log\npool B\n task Two | needs Log | gives Log\npool C\n task Three | needs Log",
            &["Store A to B (one, two): Log", "Store A to C (one, three): Log"],
        );
    }
}
