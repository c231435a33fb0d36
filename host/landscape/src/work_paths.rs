//! The way work takes from one working step to the next.

use handoff_model::{DefinitionKind, FlowId, Id, StepKind};
use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::{
    call::begins_plainly,
    unit::{ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// The sequence flows of a unit, and the way work takes along them.
pub(crate) struct WorkPaths<'d, 'a> {
    draft: &'d UnitBuilder<'a>,
    /// For each step, the flows leaving it: the target and the flow in its export; a pair of links has none.
    outgoing: Vec<Vec<(StepId, Option<FlowId>)>>,
    starts: FxHashMap<StepId, Vec<StepId>>,
    /// For each step, whether it only stands around the work of others.
    frames: Vec<bool>,
    /// For each working step, the first working steps after it.
    arrivals: Vec<Vec<Arrival>>,
}

/// A first working step found from a last one, with the flows that leave and enter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival {
    /// The first working step.
    pub(crate) first: StepId,
    /// The flow that leaves the last one.
    pub(crate) leaving: Option<FlowId>,
    /// The flow that enters the first one.
    pub(crate) entering: Option<FlowId>,
}

/// Tells whether a step does work: gateways, links, and plain intermediate and end events do not.
pub(crate) fn works(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    let definitions = || row.event.iter().flat_map(|event| &event.definitions);
    let defined = definitions().any(|definition| definition.kind != DefinitionKind::Link);
    // A link event only leads the flow on to another page.
    let links = !defined && row.has(DefinitionKind::Link);
    let hollow = row.kind == StepKind::SubProcess && draft.owner(step).is_none();
    !row.kind.is_gateway()
        && !hollow
        && !links
        && (!row.kind.is_event() || row.kind == StepKind::Start || defined)
}

/// Finds the sub-processes in which all work is done by others than those in whose lane they stand, and their plain starts.
fn frames(draft: &UnitBuilder<'_>) -> Vec<bool> {
    let steps = &draft.unit.steps;
    let (mut own, mut others) = (vec![false; steps.len()], vec![false; steps.len()]);
    for step in steps.iter().filter(|step| step.kind.is_activity()) {
        let Some(scope) = step.scope.map(Id::index) else { continue };
        let same = draft.same_department(step.owner, steps[scope].owner);
        own[scope] |= same;
        others[scope] |= !same;
    }
    let frame = |at: usize| {
        let row = &steps[at];
        row.kind == StepKind::SubProcess && row.owner.is_some() && others[at] && !own[at]
    };
    let begins = |at: usize| {
        let row = &steps[at];
        let around = row.scope.map(Id::index).filter(|_| row.kind == StepKind::Start);
        around.is_some_and(|scope| frame(scope) && draft.same_department(row.owner, steps[scope].owner))
    };
    (0..steps.len()).map(|at| frame(at) || begins(at)).collect()
}

impl<'d, 'a> WorkPaths<'d, 'a> {
    /// Reads the sequence flows.
    pub(crate) fn new(draft: &'d UnitBuilder<'a>) -> Self {
        let mut outgoing = vec![Vec::new(); draft.unit.steps.len()];
        let mut entered = vec![false; draft.unit.steps.len()];
        for part in &draft.parts {
            for (id, flow) in part.model.flows.iter() {
                let target = part.step(flow.target);
                outgoing[part.step(flow.source).index()].push((target, Some(id)));
                entered[target.index()] = true;
            }
            for (throw, catch) in &part.connectors.pairs {
                let target = part.step(*catch);
                outgoing[part.step(*throw).index()].push((target, None));
                entered[target.index()] = true;
            }
        }
        let mut starts: FxHashMap<StepId, Vec<StepId>> = FxHashMap::default();
        for step in draft.steps() {
            let row = &draft.unit.steps[step.index()];
            if let Some(scope) =
                row.scope.filter(|_| !entered[step.index()] && row.kind != StepKind::Boundary)
            {
                starts.entry(scope).or_default().push(step);
            }
        }
        let mut ways = Self { draft, outgoing, starts, frames: frames(draft), arrivals: Vec::new() };
        let found = |step| if ways.works(step) { ways.search(step) } else { Vec::new() };
        ways.arrivals = draft.steps().map(found).collect();
        ways
    }

    /// Tells whether a step does work, and is not only the frame around the work of others.
    pub(crate) fn works(&self, step: StepId) -> bool {
        works(self.draft, step) && !self.frames[step.index()]
    }

    /// The steps that directly follow: over flows, into a sub-process that nobody owns, or out of the one around.
    fn onward(&self, step: StepId, inside: bool) -> Vec<(StepId, Option<FlowId>)> {
        let owner = self.draft.owner(step);
        let into = if inside { self.starts.get(&step).map(Vec::as_slice).unwrap_or_default() } else { &[] };
        let inner = into.iter().map(|start| (*start, None));
        let mut found: Vec<(StepId, Option<FlowId>)> = inner.collect();
        let mut at = step;
        // A step that ends its sub-process hands on to what follows that; where both have one owner, the sub-process
        // itself does.
        while self.outgoing[at.index()].is_empty() {
            let scope = self.draft.unit.steps[at.index()].scope;
            let Some(scope) = scope.filter(|scope| *scope < at) else { return found };
            let around = self.draft.owner(scope);
            let stands_for_it = around.is_some() && around == owner && !self.frames[scope.index()];
            if self.draft.row(scope).kind == StepKind::EventSubProcess || stands_for_it {
                return found;
            }
            at = scope;
        }
        found.extend(self.outgoing[at.index()].iter().copied());
        found
    }

    /// The first working steps after a step, through gateways and plain events whoever owns them.
    fn search(&self, last: StepId) -> Vec<Arrival> {
        let mut found: Vec<Arrival> = Vec::new();
        let mut seen: FxHashSet<StepId> = FxHashSet::default();
        let enters = self.draft.row(last).kind == StepKind::SubProcess;
        let mut open: Vec<(StepId, Option<FlowId>, Option<FlowId>)> =
            self.onward(last, enters).into_iter().rev().map(|(step, flow)| (step, flow, flow)).collect();
        while let Some((step, leaving, entering)) = open.pop() {
            if !seen.insert(step) {
                continue;
            }
            if self.works(step) {
                found.push(Arrival { first: step, leaving, entering });
                continue;
            }
            // What passes a frame goes through the work inside, and leaves with it.
            let inner = self.starts.get(&step).filter(|_| self.draft.row(step).kind == StepKind::SubProcess);
            let onward = match inner {
                Some(starts) => starts.iter().map(|start| (*start, None)).collect(),
                None => self.onward(step, false),
            };
            for (next, flow) in onward.into_iter().rev() {
                open.push((next, leaving.or(flow), flow.or(entering)));
            }
        }
        found
    }

    /// The first working steps after a working step.
    pub(crate) fn arrivals(&self, last: StepId) -> &[Arrival] {
        &self.arrivals[last.index()]
    }

    /// The working steps among those of a process or department after which none of them follows.
    pub(crate) fn lasts(&self, steps: &[StepId]) -> Vec<StepId> {
        let belongs: FxHashSet<StepId> = steps.iter().copied().collect();
        let ending =
            |step: &StepId| !self.arrivals(*step).iter().any(|arrival| belongs.contains(&arrival.first));
        self.working(steps, &belongs).into_iter().filter(ending).collect()
    }

    /// The working steps among those of a process or department before which none of them comes.
    pub(crate) fn begins(&self, steps: &[StepId]) -> Vec<StepId> {
        let belongs: FxHashSet<StepId> = steps.iter().copied().collect();
        let all = self.working(steps, &belongs);
        let after = all.iter().flat_map(|step| self.arrivals(*step)).map(|arrival| arrival.first);
        let later: FxHashSet<StepId> = after.collect();
        let first: Vec<StepId> = all.iter().copied().filter(|step| !later.contains(step)).collect();
        // In a circle nothing is first: then every step is.
        if first.is_empty() { all } else { first }
    }

    /// The first and last working steps of a process as its caller sees it. What starts beside running work (boundary
    /// events, event sub-processes, what does not interrupt) takes nothing from the caller and gives nothing back.
    pub(crate) fn called(&self, process: ProcessId) -> (Vec<StepId>, Vec<StepId>) {
        let (draft, steps) = (self.draft, self.draft.steps_of(process));
        let mut aside: FxHashSet<StepId> = FxHashSet::default();
        for step in steps.iter().copied() {
            // A scope stands before what lies in it.
            let around = draft.unit.steps[step.index()].scope;
            let handles = draft.row(step).kind == StepKind::EventSubProcess;
            if handles || around.is_some_and(|scope| aside.contains(&scope)) {
                aside.insert(step);
            }
        }
        let own = |step: &StepId| !aside.contains(step) && draft.row(*step).kind != StepKind::Boundary;
        let firsts = self.entries(steps, own);
        let interrupts = |step: &StepId| {
            let row = draft.row(*step);
            let event = row.event.as_ref().filter(|_| row.kind == StepKind::Boundary);
            event.is_some_and(|event| event.interrupting)
        };
        let caught = steps.iter().copied().filter(interrupts);
        let mut open: Vec<StepId> = firsts.iter().copied().chain(caught).collect();
        let mut met: FxHashSet<StepId> = FxHashSet::default();
        while let Some(step) = open.pop() {
            if met.insert(step) {
                open.extend(self.arrivals(step).iter().map(|arrival| arrival.first));
            }
        }
        let lasts = self.lasts(steps).into_iter().filter(|step| own(step) && met.contains(step)).collect();
        (firsts, lasts)
    }

    /// The steps at which the work of a called process begins: where nothing has to trigger it, if there is such a
    /// place. A beginning that nobody owns belongs to whoever does the first work.
    fn entries(&self, steps: &[StepId], own: impl Fn(&StepId) -> bool) -> Vec<StepId> {
        let draft = self.draft;
        let mut firsts: Vec<StepId> = self.begins(steps).into_iter().filter(&own).collect();
        if firsts.iter().any(|step| begins_plainly(draft.row(*step))) {
            firsts.retain(|step| begins_plainly(draft.row(*step)));
        }
        if steps.iter().all(|step| draft.owner(*step).is_none()) {
            return firsts;
        }
        let mut found: IndexSet<StepId, FxBuildHasher> = IndexSet::default();
        for step in firsts {
            if draft.owner(step).is_none() && draft.row(step).kind.is_event() {
                found.extend(self.arrivals(step).iter().map(|arrival| arrival.first).filter(&own));
            } else {
                found.insert(step);
            }
        }
        found.into_iter().collect()
    }

    /// The working steps among some, without those that lie in a sub-process which stands for them.
    fn working(&self, steps: &[StepId], belongs: &FxHashSet<StepId>) -> Vec<StepId> {
        let kept = |step: &StepId| self.works(*step) && !self.within(*step, belongs);
        steps.iter().copied().filter(kept).collect()
    }

    /// Tells whether a step lies in a sub-process that stands for it.
    fn within(&self, step: StepId, belongs: &FxHashSet<StepId>) -> bool {
        let scope = self.draft.unit.steps[step.index()].scope;
        scope.is_some_and(|scope| {
            belongs.contains(&scope) && (self.works(scope) || self.within(scope, belongs))
        })
    }
}
