//! How surely an item is there when a step needs it, as far as anybody can tell.

use handoff_model::{Evidence, Id, StepKind};
use rustc_hash::FxHashMap;

use crate::{
    access::{ItemUse, ItemUses},
    alternative,
    facts::{OPAQUE, OPEN},
    flow::{self, EdgeKind, FactAvailability, Graph, Solution},
    handoff::PendingHandoff,
    item::Fact,
    origin::{self, Origins},
    paths::Paths,
    payload::{Transfers, of, starts},
    source::OpenSources,
    speech::Speech,
    unit::{Availability, FactId, HandoffId, ItemId, ProcessId, StepId, UndecidedReason},
    unit_builder::UnitBuilder,
};

/// How many steps at which something comes in unsaid are asked after what they are called.
const MOST_UNSAID: usize = 64;

/// Everything a verdict rests on.
pub(crate) struct NeedJudge<'j, 'a> {
    pub(crate) draft: &'j UnitBuilder<'a>,
    pub(crate) uses: &'j ItemUses,
    pub(crate) graph: &'j Graph,
    pub(crate) solution: &'j Solution,
    pub(crate) paths: &'j Paths,
    pub(crate) transfers: &'j Transfers,
    pub(crate) borders: &'j [PendingHandoff],
    /// The steps that do not say what they bring.
    pub(crate) sources: OpenSources,
    /// What comes from outside.
    pub(crate) origins: Origins,
    /// For each event that a message reaches, the processes that send it.
    pub(crate) senders: FxHashMap<StepId, Vec<ProcessId>>,
}

/// Lists, for each event that a message reaches, the processes that send it.
pub(crate) fn senders(draft: &UnitBuilder<'_>, graph: &Graph) -> FxHashMap<StepId, Vec<ProcessId>> {
    let mut senders: FxHashMap<StepId, Vec<ProcessId>> = FxHashMap::default();
    for edge in graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Message { .. })) {
        if receives(draft.row(edge.target).kind) {
            senders.entry(edge.target).or_default().push(draft.unit.steps[edge.source.index()].process);
        }
    }
    senders
}

/// Tells the steps that receive what they write.
pub(crate) fn receives(kind: StepKind) -> bool {
    matches!(kind, StepKind::Start | StepKind::Catch | StepKind::Boundary | StepKind::ReceiveTask)
}

/// A verdict and, where nothing can be decided, why.
pub(crate) type NeedVerdict = (Availability, Option<UndecidedReason>);

/// What is looked up for every need.
pub(crate) struct NeedIndex {
    /// For each fact that messages bring by themselves, where they bring it.
    pub(crate) brought: FxHashMap<FactId, Vec<StepId>>,
    /// The borders into each step.
    pub(crate) borders: FxHashMap<StepId, Vec<HandoffId>>,
}

impl NeedJudge<'_, '_> {
    pub(crate) fn process(&self, step: StepId) -> ProcessId {
        self.draft.unit.steps[step.index()].process
    }

    /// Judges one fact, and doubts the verdict where something on the way is not declared. What undoes the work of an activity
    /// begins with what is there when that is done.
    pub(crate) fn judge(&self, one: &ItemUse, fact: Fact, known: &NeedIndex) -> NeedVerdict {
        let undone = self.draft.undone.get(&one.step).copied();
        let moved = undone.map(|step| ItemUse { step, ..one.clone() });
        let one = moved.as_ref().unwrap_or(one);
        let step = one.step;
        let Some(number) = self.draft.items.known_fact(fact) else { return (Availability::Never, None) };
        if undone.is_some() && self.solution.may_out(self.graph, step, number) {
            return (Availability::Always, None);
        }
        // A condition is read when the work of its step is done.
        if one.flow.is_some() && self.solution.must_out(self.graph, step, number) {
            return (Availability::Always, None);
        }
        let verdict = self.verdict(one, fact, number);
        let row = &self.draft.items.rows[one.item.index()];
        // A store holds what was put there before, by whomever.
        if verdict == Availability::Always
            || row.store
            || self.is_settled(one, fact, verdict, known.brought.get(&number))
        {
            return (Availability::Always, None);
        }
        let makers = self.solution.makers(number);
        let process = self.process(step);
        let led = |step: &StepId| self.solution.reachable(*step);
        if verdict != Availability::Sometimes
            && !one.variable
            && led(&step)
            && !makers.iter().any(led)
            && !known.brought.contains_key(&number)
            && let Some(loose) = self.loose_maker(one, fact)
        {
            return (
                Availability::Unknown,
                Some(self.doubt(one).unwrap_or(UndecidedReason::LooseMaker(loose))),
            );
        }
        let begun = makers.iter().any(|maker| self.process(*maker) == process && !self.updates(*maker, fact));
        let mapped = self.mapped(step, verdict, number);
        // A form at the start says what is known from the outset: nothing else is set before the process begins.
        let asked = self.origins.asks(process) && !self.solution.may_in(step, OPAQUE);
        let late = verdict == Availability::Late && !self.begins_closed(one, number, process);
        let unset = (!begun || late) && !mapped && !asked;
        // Where the caller has it and keeps it back, nobody supposes that people enter it once more.
        let kept_back = mapped && verdict == Availability::Elsewhere && !self.sources.coded(process);
        if one.variable && (unset || !kept_back && self.solution.may_in(step, OPAQUE)) {
            let nearest = self.sources.any(self.draft, self.transfers, step);
            return (Availability::Unknown, Some(nearest.unwrap_or(UndecidedReason::Start)));
        }
        let verdict = self.blame(one, fact, verdict, begun, known.brought.contains_key(&number));
        if matches!(verdict, Availability::Never | Availability::Elsewhere) {
            if let Some(reason) = self.doubt(one) {
                let known = verdict == Availability::Never && self.is_owed_inside(one);
                return (if known { verdict } else { Availability::Unknown }, Some(reason));
            }
            let ways = (self.graph, self.paths);
            if let Some(end) = self.origins.loose_end(ways, self.origins.makers(one.item), step) {
                return (Availability::Unknown, Some(UndecidedReason::LooseEnd(end)));
            }
            if verdict == Availability::Never
                && begun
                && let Some(stray) = self.stray(process, makers, step)
            {
                return (Availability::Unknown, Some(UndecidedReason::Unreached(stray)));
            }
            if verdict == Availability::Never && !begun && self.origins.goes_without_saying(self.draft, one) {
                return (Availability::Always, None);
            }
        }
        let reason = (verdict == Availability::Unknown).then(|| {
            let loose = self.loose_maker(one, fact).filter(|_| self.solution.reachable(step));
            loose.map_or_else(|| self.undecided(step), UndecidedReason::LooseMaker)
        });
        (verdict, reason)
    }

    /// Tells whether an item is to be made inside its process although something unsaid comes in on the way: whatever does so is
    /// called after something else, and of other things the drawing shows who makes them.
    fn is_owed_inside(&self, one: &ItemUse) -> bool {
        let heard = self.draft.items.known_fact(Fact::Hearsay(one.item));
        let process = self.process(one.step);
        let mut unsaid = self.transfers.open.iter().filter(|(step, _)| self.process(**step) == process);
        let is_other = |(step, reason): (&StepId, &UndecidedReason)| {
            matches!(reason, UndecidedReason::Message { .. } | UndecidedReason::Received(_))
                && self.is_of_something_else(*step, one.item)
        };
        self.origins.is_drawn_inside(self.draft, one)
            && !self.transfers.hints.contains_key(&one.item)
            && !heard.is_some_and(|fact| self.solution.may_in(one.step, fact))
            && unsaid.by_ref().take(MOST_UNSAID).all(is_other)
            && unsaid.next().is_none()
    }

    /// Tells whether what comes in unsaid at a step is called after something else than an item.
    pub(crate) fn is_of_something_else(&self, step: StepId, item: ItemId) -> bool {
        let row = self.draft.row(step);
        !row.name.trim().is_empty()
            && !Speech::names(&row.name, &self.draft.items.rows[item.index()].name)
            && !Speech::names_papers(&row.name)
    }

    /// Returns a catching event that nothing leads to, behind which alone an item is made, or needed: it waits for something
    /// beside the case, and nobody can tell which comes first.
    fn stray(&self, process: ProcessId, makers: &[StepId], step: StepId) -> Option<StepId> {
        let starts = starts(self.draft, self.graph, process);
        let (strays, starts): (Vec<StepId>, Vec<StepId>) =
            starts.into_iter().partition(|start| self.draft.row(*start).kind == StepKind::Catch);
        let leads = |from: &[StepId], wanted: &dyn Fn(StepId) -> bool| {
            self.origins.leads((self.graph, self.paths), from.iter().copied(), wanted, None)
        };
        let sides: [&dyn Fn(StepId) -> bool; 2] = [&|one| makers.contains(&one), &|one| one == step];
        let aside = sides.into_iter().find(|side| !leads(&starts, side) && leads(&strays, side))?;
        strays.iter().copied().find(|stray| leads(&[*stray], aside))
    }

    /// Tells whether all starts of a process say what they set, and none of them sets what is made only behind a step: then
    /// nothing else has brought it before.
    fn begins_closed(&self, one: &ItemUse, fact: FactId, process: ProcessId) -> bool {
        let says = |start: &StepId| {
            let made = of(&self.uses.provisions, *start);
            !made.is_empty()
                && !self.draft.row(*start).opaque
                && !self.solution.may_out(self.graph, *start, OPAQUE)
        };
        let starts = starts(self.draft, self.graph, process);
        !starts.is_empty()
            && starts.iter().all(says)
            && !self.sources.filled(process, fact)
            && self.doubt(one).is_none()
    }

    /// Tells whether the mapping of calls decides on a variable that the process of a step does not set itself.
    fn mapped(&self, step: StepId, verdict: Availability, fact: FactId) -> bool {
        let makers = self.solution.makers(fact);
        let (process, mapped) = (self.process(step), &self.transfers.mapped);
        let kept_back = |maker: &StepId| {
            let from = self.process(*maker);
            let call = mapped.returned(from, process);
            mapped.passes(from, process)
                || call.is_some_and(|call| self.solution.follows(self.graph, call, step))
        };
        match verdict {
            Availability::Sometimes => mapped.closed(process),
            Availability::Never => mapped.closed(process) && !self.sources.filled(process, fact),
            Availability::Elsewhere => makers.iter().any(kept_back),
            _ => false,
        }
    }

    /// Returns a step that provides what is needed and to which no start leads.
    fn loose_maker(&self, one: &ItemUse, fact: Fact) -> Option<StepId> {
        let fits = |made: &ItemUse| {
            made.item == one.item
                && match fact {
                    Fact::State(_, state) => made.state.is_none_or(|made| made == state),
                    _ => true,
                }
        };
        let mut makers = self.origins.makers(one.item).iter().copied();
        makers.find(|maker| {
            !self.solution.reachable(*maker) && of(&self.uses.provisions, *maker).iter().any(fits)
        })
    }

    /// Takes makers that cannot be the source of the item out of the verdict: what only changes the thing, what writes down
    /// what it got from here, and what no way leads from.
    fn blame(
        &self,
        one: &ItemUse,
        fact: Fact,
        verdict: Availability,
        begun: bool,
        brought: bool,
    ) -> Availability {
        let makers =
            self.draft.items.known_fact(fact).map(|number| self.solution.makers(number)).unwrap_or_default();
        let updated = !makers.is_empty() && !brought && makers.iter().all(|maker| self.updates(*maker, fact));
        match verdict {
            Availability::Late | Availability::Racing if !begun => Availability::Never,
            Availability::Sometimes if updated => Availability::Never,
            Availability::Elsewhere
                if updated || makers.iter().all(|maker| self.echoes(*maker, one.step)) =>
            {
                Availability::Never
            }
            Availability::Elsewhere => {
                let wanted = |step| step == one.step;
                let leads =
                    self.origins.leads((self.graph, self.paths), makers.iter().copied(), &wanted, None);
                if leads { verdict } else { Availability::Never }
            }
            other => other,
        }
    }

    /// Tells whether a need is met although the flow does not show it.
    fn is_settled(
        &self,
        one: &ItemUse,
        fact: Fact,
        verdict: Availability,
        brought: Option<&Vec<StepId>>,
    ) -> bool {
        if self.uses.wired.contains(&one.item) && verdict > Availability::Sometimes {
            return true;
        }
        if one.evidence == Evidence::Contract || verdict == Availability::Always {
            return false;
        }
        if self.origins.edited_in_place(self.draft, one, self.uses) {
            return true;
        }
        if verdict != Availability::Sometimes {
            return false;
        }
        if let Fact::State(item, state) = fact
            && let Some((sorted, unsorted)) = alternative::sorted(&self.draft.items, item, state)
            && self.solution.must_in(one.step, sorted)
            && unsorted.is_none_or(|unsorted| !self.solution.may_in(one.step, unsorted))
        {
            return true;
        }
        brought.is_none() && self.comes_back(one.step, fact)
    }

    /// Tells whether a step is there before everything that makes what it needs, so that a loop brings it: the first time
    /// round there is none yet, by intent.
    fn comes_back(&self, step: StepId, fact: Fact) -> bool {
        let Some(number) = self.draft.items.known_fact(fact) else { return false };
        let makers = self.solution.makers(number);
        let process = self.process(step);
        let own = |maker: &StepId| self.process(*maker) == process && *maker != step;
        !makers.is_empty()
            && makers.iter().all(own)
            && self.draft.unit.steps[step.index()].scope.is_none()
            && !self.origins.leads(
                (self.graph, self.paths),
                starts(self.draft, self.graph, process),
                &|other| makers.binary_search(&other).is_ok(),
                Some(step),
            )
    }

    /// Tells whether a step needs what it makes: it changes the thing and does not bring it into being.
    fn updates(&self, maker: StepId, fact: Fact) -> bool {
        match fact {
            Fact::Item(item) => origin::updates(self.draft, self.uses, maker, item, None),
            Fact::State(item, state) => origin::updates(self.draft, self.uses, maker, item, Some(state)),
            _ => false,
        }
    }

    /// What the flow says. What an event receives, or a message brings while a task runs, is there when it is needed.
    fn verdict(&self, one: &ItemUse, fact: Fact, number: FactId) -> Availability {
        let step = one.step;
        let receives = receives(self.draft.row(step).kind);
        if fact == Fact::Item(one.item) && self.transfers.received.contains(&(step, one.item))
            || receives && self.solution.must_out(self.graph, step, number)
        {
            return Availability::Always;
        }
        if receives && self.solution.may_out(self.graph, step, number) {
            return Availability::Sometimes;
        }
        match flow::verdict(self.graph, self.solution, step, number) {
            FactAvailability::Always => Availability::Always,
            FactAvailability::Sometimes => Availability::Sometimes,
            FactAvailability::Racing => Availability::Racing,
            FactAvailability::Late => Availability::Late,
            FactAvailability::Elsewhere => Availability::Elsewhere,
            FactAvailability::Never => Availability::Never,
            FactAvailability::Unknown => Availability::Unknown,
        }
    }

    fn undecided(&self, step: StepId) -> UndecidedReason {
        if self.solution.reachable(step) {
            UndecidedReason::Together
        } else {
            UndecidedReason::Unreached(step)
        }
    }

    /// Names the source on the way that does not say what it brings, if there is one.
    fn doubt(&self, one: &ItemUse) -> Option<UndecidedReason> {
        let heard = self.draft.items.known_fact(Fact::Hearsay(one.item));
        let may = |fact: FactId| {
            self.solution.may_in(one.step, fact)
                || self.solution.may_out(self.graph, one.step, fact)
                    && self.transfers.open.contains_key(&one.step)
        };
        let open = may(OPEN);
        if !open && !heard.is_some_and(may) {
            return None;
        }
        if !open && let Some(start) = self.transfers.hints.get(&one.item) {
            return Some(UndecidedReason::Silent(*start));
        }
        let nearest = self.sources.open(self.transfers, one.step);
        Some(nearest.unwrap_or(UndecidedReason::Before))
    }

    /// Tells whether a maker in another process only writes down what it gets from the process of this step.
    pub(crate) fn echoes(&self, maker: StepId, step: StepId) -> bool {
        self.process(maker) != self.process(step)
            && self.senders.get(&maker).is_some_and(|senders| senders.contains(&self.process(step)))
    }
}
