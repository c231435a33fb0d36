//! What comes from outside the drawn work: items that no step brings into being, and those of which it goes without saying
//! where they come from.

use handoff_model::{Evidence, Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    access::{ItemUse, ItemUses},
    flow::{EdgeKind, Graph},
    identity,
    paths::Paths,
    payload::{Transfers, of},
    unit::{FileId, ItemId, ProcessId, StateId, StepId},
    unit_builder::UnitBuilder,
};

/// The most steps that all walks of one unit may visit; beyond it every maker counts as one that may pass its item on, so
/// that hostile models cost no quadratic time and no gap is hidden.
const MOST_VISITS: usize = 4_000_000;

/// What is known of where items come from.
pub(crate) struct Origins {
    /// For each item, the steps that provide it, in order.
    makers: FxHashMap<ItemId, Vec<StepId>>,
    /// What the first steps of each process take up with the case, where nothing says what the case brings.
    case_items: FxHashSet<(ProcessId, ItemId)>,
    /// The parts that draw several inputs and no output: their way of drawing, and no gaps.
    inputs_only: FxHashSet<FileId>,
    /// The parts that draw how something gets from one step to another.
    wired: FxHashSet<FileId>,
    /// The processes at whose start a form says what it asks for.
    asked: FxHashSet<ProcessId>,
    /// The steps at which an arrow hangs loose, in order.
    loose: Vec<StepId>,
    visits: std::cell::Cell<usize>,
}

impl Origins {
    /// Collects it for a unit.
    pub(crate) fn of(
        draft: &UnitBuilder<'_>,
        uses: &ItemUses,
        graph: &Graph,
        paths: &Paths,
        transfers: &Transfers,
    ) -> Self {
        let mut makers: FxHashMap<ItemId, Vec<StepId>> = FxHashMap::default();
        for one in &uses.provisions {
            makers.entry(one.item).or_default().push(one.step);
        }
        let worked = worked(draft, graph, paths, transfers);
        let declared = outset(draft, uses, Evidence::DataObject);
        let process = |one: &ItemUse| draft.unit.steps[one.step.index()].process;
        let first = uses.needs.iter().filter(|need| !worked[need.step.index()]);
        let case_items = first
            .filter(|need| !declared.contains(&process(need)))
            .map(|need| (draft.unit.steps[need.step.index()].process, need.item))
            .collect();
        let wired = wired(draft, uses, &makers);
        Self {
            makers,
            case_items,
            inputs_only: inputs_only(draft, uses, graph),
            wired,
            asked: outset(draft, uses, Evidence::Form),
            loose: draft.steps().filter(|step| draft.row(*step).loose).collect(),
            visits: std::cell::Cell::new(0),
        }
    }

    /// Returns the steps that provide an item, reached by some flow or not.
    pub(crate) fn makers(&self, item: ItemId) -> &[StepId] {
        self.makers.get(&item).map(Vec::as_slice).unwrap_or_default()
    }

    /// Tells whether a step is the only one that makes what it needs: it edits the thing in place. Where the drawing shows
    /// of other things how they get from one step to the next, or what is read in one state is left in another, the
    /// thing must have come from somewhere.
    pub(crate) fn edited_in_place(&self, draft: &UnitBuilder<'_>, one: &ItemUse, uses: &ItemUses) -> bool {
        let makers = self.makers(one.item);
        let alone = !makers.is_empty() && makers.iter().all(|maker| *maker == one.step);
        let drawn = one.evidence == Evidence::DataObject && !one.variable;
        let others = || uses.needs.iter().any(|need| need.item == one.item && need.step != one.step);
        let mut left = of(&uses.provisions, one.step).iter().filter(|made| made.item == one.item);
        let moved =
            one.state.is_some() && left.all(|made| made.state.is_some_and(|state| Some(state) != one.state));
        alone && !(drawn && (moved || self.wired.contains(&draft.part(one.step).file))) && !others()
    }

    /// Tells whether it goes without saying where an item comes from that nothing provides: a document that stands beside
    /// all cases, one whose name tells its source, what the first step takes up with the case, and whatever is read
    /// where inputs are all that is drawn. What a contract or a specification asks for, somebody has to provide.
    pub(crate) fn goes_without_saying(&self, draft: &UnitBuilder<'_>, one: &ItemUse) -> bool {
        if one.evidence != Evidence::DataObject {
            return false;
        }
        let process = draft.unit.steps[one.step.index()].process;
        let row = &draft.items.rows[one.item.index()];
        let state = one.state.and_then(|state| row.states.get(state.index()));
        let lexicon = draft.shared.lexicon;
        lexicon.is_standing_document(&row.name)
            || state.is_some_and(|state| lexicon.is_standing_document(state))
            || identity::tells_source(&row.name)
            || self.case_items.contains(&(process, one.item))
            || self.inputs_only.contains(&draft.part(one.step).file)
    }

    /// Tells whether a drawn item that nobody makes is one of those that its file shows being handed over inside: others are,
    /// and it is no first step that takes it up.
    pub(crate) fn is_drawn_inside(&self, draft: &UnitBuilder<'_>, one: &ItemUse) -> bool {
        one.evidence == Evidence::DataObject
            && !one.variable
            && one.state.is_none()
            && self.makers(one.item).is_empty()
            && self.wired.contains(&draft.part(one.step).file)
            && !self.goes_without_saying(draft, one)
    }

    /// Tells whether a form at the start of a process says what is known of a case from the outset.
    pub(crate) fn asks(&self, process: ProcessId) -> bool {
        self.asked.contains(&process)
    }

    /// Returns a step at which an arrow hangs loose that may have brought an item from one of its makers, or from elsewhere, to
    /// a step.
    pub(crate) fn loose_end(
        &self,
        (graph, paths): (&Graph, &Paths),
        makers: &[StepId],
        to: StepId,
    ) -> Option<StepId> {
        let mut loose = self.loose.iter().copied();
        loose.find(|end| {
            let brings =
                paths.before(*end).is_empty() && self.leads((graph, paths), [*end], &|step| step == to, None);
            brings || self.leads((graph, paths), makers.iter().copied(), &|step| step == *end, Some(to))
        })
    }

    /// Tells whether some way leads from one of the makers to a step, over messages and calls too, without passing
    /// the steps to be avoided.
    pub(crate) fn leads(
        &self,
        (graph, paths): (&Graph, &Paths),
        from: impl IntoIterator<Item = StepId>,
        wanted: &dyn Fn(StepId) -> bool,
        avoided: Option<StepId>,
    ) -> bool {
        let mut seen: FxHashSet<StepId> = FxHashSet::default();
        let mut open: Vec<StepId> = from.into_iter().collect();
        while let Some(step) = open.pop() {
            if Some(step) == avoided || !seen.insert(step) {
                continue;
            }
            self.visits.set(self.visits.get() + 1);
            if wanted(step) || self.visits.get() > MOST_VISITS {
                return true;
            }
            open.extend(paths.next(step));
            open.extend(paths.transfers(step).iter().map(|index| graph.edges[*index].target));
        }
        false
    }
}

/// For each step, whether an activity or a message lies before it.
fn worked(draft: &UnitBuilder<'_>, graph: &Graph, paths: &Paths, transfers: &Transfers) -> Vec<bool> {
    let mut worked = vec![false; graph.nodes.len()];
    let follow = |step: StepId| {
        let passed = paths.transfers(step).iter().map(|index| graph.edges[*index].target);
        paths.next(step).iter().copied().chain(passed)
    };
    // A sub-process is no work before its own first step.
    let filled: FxHashSet<StepId> =
        draft.steps().filter_map(|step| draft.unit.steps[step.index()].scope).collect();
    let works = |step: &StepId| draft.row(*step).kind.is_activity() && !filled.contains(step);
    let mut open: Vec<StepId> = transfers.received.iter().map(|(step, _)| *step).collect();
    let messages = graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Message { .. }));
    open.extend(messages.map(|edge| edge.target));
    open.extend(draft.steps().filter(works).flat_map(follow));
    while let Some(step) = open.pop() {
        if !std::mem::replace(&mut worked[step.index()], true) {
            open.extend(follow(step));
        }
    }
    worked
}

/// Lists the processes at whose start something of one kind says what is there from the outset: a drawn output, or a form.
fn outset(draft: &UnitBuilder<'_>, uses: &ItemUses, evidence: Evidence) -> FxHashSet<ProcessId> {
    let at_start = uses
        .provisions
        .iter()
        .filter(|one| one.evidence == evidence && draft.row(one.step).kind == StepKind::Start);
    at_start.map(|one| draft.unit.steps[one.step.index()].process).collect()
}

/// Lists the parts in which something drawn is made by one step and needed by another.
fn wired(
    draft: &UnitBuilder<'_>,
    uses: &ItemUses,
    makers: &FxHashMap<ItemId, Vec<StepId>>,
) -> FxHashSet<FileId> {
    let drawn = |one: &&ItemUse| one.evidence == Evidence::DataObject && !one.variable;
    let handed = |one: &&ItemUse| {
        let makers = makers.get(&one.item).map(Vec::as_slice).unwrap_or_default();
        makers.first().is_some_and(|maker| *maker != one.step) && !draft.items.rows[one.item.index()].store
    };
    let needs = uses.needs.iter().filter(drawn).filter(handed);
    needs.map(|one| draft.part(one.step).file).collect()
}

/// Lists the parts in which inputs of several items are all that is drawn. Where a call says what it passes into a part,
/// more is known of its items than that.
fn inputs_only(draft: &UnitBuilder<'_>, uses: &ItemUses, graph: &Graph) -> FxHashSet<FileId> {
    let drawn = |one: &&ItemUse| {
        one.evidence == Evidence::DataObject && !one.variable && !draft.items.rows[one.item.index()].store
    };
    let mut outputs: FxHashSet<FileId> =
        uses.provisions.iter().filter(drawn).map(|one| draft.part(one.step).file).collect();
    let passing = graph
        .edges
        .iter()
        .filter(|edge| matches!(&edge.kind, EdgeKind::Call { facts: Some(facts) } if !facts.is_empty()));
    outputs.extend(passing.map(|edge| draft.part(edge.target).file));
    let mut inputs: FxHashMap<FileId, (ItemId, bool)> = FxHashMap::default();
    for one in uses.needs.iter().filter(drawn) {
        let (first, several) = inputs.entry(draft.part(one.step).file).or_insert((one.item, false));
        *several |= *first != one.item;
    }
    let several = inputs.into_iter().filter(|(_, (_, several))| *several).map(|(part, _)| part);
    several.filter(|part| !outputs.contains(part)).collect()
}

/// Tells whether a step needs what it makes, or its label speaks of changing: it changes the thing and does not bring it
/// into being.
pub(crate) fn updates(
    draft: &UnitBuilder<'_>,
    uses: &ItemUses,
    maker: StepId,
    item: ItemId,
    state: Option<StateId>,
) -> bool {
    // What a step can do without, like the field of a form that it shows and fills in, it may bring into being.
    let same =
        |need: &ItemUse| need.item == item && !need.optional && (state.is_none() || need.state == state);
    of(&uses.needs, maker).iter().any(same)
        || state.is_none() && draft.shared.lexicon.changes(&draft.unit.steps[maker.index()].name)
}
