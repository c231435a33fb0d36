//! Alternatives among the states of an item: the results of one step, of which the decision behind it tells which it was;
//! and the states in which one step may need it, of which any one will do.

use handoff_model::{Evidence, Id};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    access::{ItemUse, ItemUses},
    flow::{EdgeKind, Gate, Graph},
    item::{Fact, GroupId, ItemTable},
    unit::{FactId, ItemId, StateId, StepId},
    unit_builder::UnitBuilder,
};

/// The number of buckets by which undecided items are told apart: a bound on the facts that every decision ends.
const BUCKETS: u32 = 64;

/// The most groups of states that are kept of one item; the needs of further ones are each judged by themselves.
const MOST_GROUPS: usize = 16;

/// Which items a step may leave in one of several states.
#[derive(Default)]
pub(crate) struct Alternatives {
    states: FxHashSet<(ItemId, StateId)>,
}

impl Alternatives {
    /// Finds the alternatives of a unit, gives them facts, and lets decisions settle them.
    pub(crate) fn find(draft: &mut UnitBuilder<'_>, uses: &ItemUses, graph: &mut Graph) -> Self {
        let mut states = FxHashSet::default();
        let of_one_item =
            |left: &ItemUse, right: &ItemUse| (left.step, left.item) == (right.step, right.item);
        // Of one step only a few provisions are of one item: sorted by item they stand side by side.
        let sorted = |uses: &[ItemUse]| {
            let mut sorted: Vec<ItemUse> = uses.iter().filter(|one| one.state.is_some()).cloned().collect();
            sorted.sort_by_key(|one| (one.step, one.item));
            sorted
        };
        for several in sorted(&uses.provisions).chunk_by(of_one_item).filter(|chunk| chunk.len() > 1) {
            states.extend(several.iter().filter_map(|one| Some((one.item, one.state?))));
        }
        let drawn: Vec<ItemUse> = uses.needs.iter().filter(|one| is_drawn(one)).cloned().collect();
        for several in sorted(&drawn).chunk_by(of_one_item).filter(|chunk| chunk.len() > 1) {
            let group = group(several.iter().filter_map(|one| one.state));
            let groups = draft.items.groups.entry(several[0].item).or_default();
            if groups.len() < MOST_GROUPS && !groups.contains(&group) {
                let number = GroupId::new(groups.len());
                groups.push(group);
                draft.items.fact(Fact::Either(several[0].item, number));
            }
        }
        let found = Self { states };
        found.settle(draft, graph);
        found
    }

    /// Lets every decision end the doubt about which of several states it is.
    fn settle(&self, draft: &mut UnitBuilder<'_>, graph: &mut Graph) {
        let mut sorted: Vec<(ItemId, StateId)> = self.states.iter().copied().collect();
        sorted.sort_unstable();
        let mut buckets = FxHashSet::default();
        for (item, state) in sorted {
            draft.items.fact(Fact::Sorted(item, state));
            buckets.insert(draft.items.fact(unsorted(item)));
        }
        if buckets.is_empty() {
            return;
        }
        let mut ways = vec![0u32; graph.nodes.len()];
        for edge in graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Sequence)) {
            ways[edge.source.index()] += 1;
        }
        for (id, node) in graph.nodes.iter().enumerate() {
            if ways[id] > 1 && node.split != Gate::Parallel {
                graph.ends[id].extend(&buckets);
            }
        }
    }

    /// Writes what a step does to the facts about alternatives.
    pub(crate) fn provide(
        &self,
        draft: &mut UnitBuilder<'_>,
        provisions: &[ItemUse],
        surely: bool,
        graph: &mut Graph,
    ) {
        for one in provisions {
            let Some(state) = one.state else { continue };
            let index = one.step.index();
            let made: Vec<StateId> = provisions
                .iter()
                .filter(|other| other.item == one.item)
                .filter_map(|other| other.state)
                .collect();
            let sure = surely && !one.optional;
            let several = made.iter().any(|other| *other != state);
            if self.states.contains(&(one.item, state)) {
                let sorted = draft.items.fact(Fact::Sorted(one.item, state));
                if sure { graph.makes[index].push(sorted) } else { graph.may_make[index].push(sorted) }
            }
            // Where the flows out of the step itself are conditional, the step decides.
            if several && graph.nodes[index].split != Gate::Inclusive {
                let unsorted = draft.items.fact(unsorted(one.item));
                graph.makes[index].push(unsorted);
            }
            let groups = draft.items.groups.get(&one.item).map(Vec::len).unwrap_or_default();
            for number in GroupId::all(groups) {
                let fits = |state: &StateId| draft.items.groups[&one.item][number.index()].contains(state);
                let (all, any) = (made.iter().all(fits), made.iter().any(fits));
                let either = draft.items.fact(Fact::Either(one.item, number));
                if all && sure {
                    graph.makes[index].push(either);
                } else if any {
                    graph.may_make[index].push(either);
                }
                if !all {
                    graph.ends[index].push(either);
                }
            }
        }
    }
}

/// The fact that some item like this one may still be in one of several states.
fn unsorted(item: ItemId) -> Fact {
    Fact::Unsorted(item.0 % BUCKETS)
}

/// Tells a need that is drawn, perhaps as one of several, from one that somebody has written down.
fn is_drawn(one: &ItemUse) -> bool {
    one.evidence == Evidence::DataObject
}

fn group(states: impl Iterator<Item = StateId>) -> Vec<StateId> {
    let mut group: Vec<StateId> = states.collect();
    group.sort_unstable();
    group.dedup();
    group
}

/// The pairs of facts by which what is known of alternatives passes from one side's item to the other's.
pub(crate) fn pairs(items: &mut ItemTable, from: ItemId, to: ItemId) -> Vec<(FactId, FactId)> {
    let mut pairs = Vec::new();
    for state in StateId::all(items.rows[from.index()].states.len()) {
        let Some(sorted) = items.known_fact(Fact::Sorted(from, state)) else { continue };
        let name = items.rows[from.index()].states[state.index()].clone();
        let other = items.state(to, &name);
        pairs.push((sorted, items.fact(Fact::Sorted(to, other))));
    }
    if !pairs.is_empty() {
        pairs.push((items.fact(unsorted(from)), items.fact(unsorted(to))));
    }
    let groups = items.groups.get(&from).filter(|_| from == to).map(Vec::len).unwrap_or_default();
    for number in GroupId::all(groups) {
        let either = items.fact(Fact::Either(from, number));
        pairs.push((either, either));
    }
    pairs
}

/// The facts with which a need of a state may be met besides the state itself: that a decision has sorted it out, and
/// what would still have to be sorted.
pub(crate) fn sorted(items: &ItemTable, item: ItemId, state: StateId) -> Option<(FactId, Option<FactId>)> {
    let sorted = items.known_fact(Fact::Sorted(item, state))?;
    Some((sorted, items.known_fact(unsorted(item))))
}

/// Lists, for each step that needs an item in several states, the fact that it is there in one of them.
pub(crate) fn eithers(items: &ItemTable, uses: &ItemUses) -> FxHashMap<(StepId, ItemId), FactId> {
    let mut wanted: FxHashMap<(StepId, ItemId), Vec<StateId>> = FxHashMap::default();
    let drawn = uses.needs.iter().filter(|one| is_drawn(one));
    for one in drawn.filter(|one| items.groups.contains_key(&one.item)) {
        wanted.entry((one.step, one.item)).or_default().extend(one.state);
    }
    let fact = |item: ItemId, states: Vec<StateId>| {
        let states = group(states.into_iter());
        let number = items.groups.get(&item)?.iter().position(|group| *group == states)?;
        items.known_fact(Fact::Either(item, GroupId::new(number)))
    };
    wanted
        .into_iter()
        .filter_map(|((step, item), states)| Some(((step, item), fact(item, states)?)))
        .collect()
}
