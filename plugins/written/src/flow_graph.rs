//! The flow of a unit as far as an order of steps needs it: what comes before and behind each step, in and out of sub-processes.

use std::collections::BTreeMap;

use handoff_sdk::{Exchange, Partner, Step, StepId, StepKind, Unit};

/// Neighbours of each step.
pub(crate) struct FlowGraph<'u> {
    pub(crate) steps: &'u [Step],
    /// Where its arrows lead.
    pub(crate) after: Vec<Vec<StepId>>,
    /// Where the arrows to it come from.
    pub(crate) before: Vec<Vec<StepId>>,
    /// The events at its border.
    pub(crate) boundaries: Vec<Vec<StepId>>,
    /// The step that an event stands at.
    pub(crate) hosts: BTreeMap<StepId, StepId>,
    /// The steps directly in a sub-process.
    pub(crate) inside: Vec<Vec<StepId>>,
    /// What receives or catches what a step sends or throws.
    pub(crate) receivers: Vec<Vec<StepId>>,
    /// What sends or throws what a step receives or catches.
    pub(crate) senders: Vec<Vec<StepId>>,
    /// The process that a call leads to.
    pub(crate) called: BTreeMap<StepId, u32>,
    /// The steps of each process that lie in no sub-process.
    pub(crate) outermost: Vec<Vec<StepId>>,
    /// Steps from which at least two arrows lead that all are taken.
    forks: Vec<bool>,
    /// What a step sends or receives goes to or may come from somebody who is not drawn.
    pub(crate) is_open: Vec<bool>,
}

impl<'u> FlowGraph<'u> {
    /// Reads the flow of a unit.
    pub(crate) fn new(unit: &'u Unit<'_>) -> Self {
        let steps = unit.steps();
        let lists = || vec![Vec::new(); steps.len()];
        let mut graph = Self {
            steps,
            after: lists(),
            before: lists(),
            boundaries: lists(),
            hosts: BTreeMap::new(),
            inside: lists(),
            receivers: lists(),
            senders: lists(),
            called: BTreeMap::new(),
            outermost: vec![Vec::new(); unit.processes().len()],
            forks: vec![false; steps.len()],
            is_open: vec![false; steps.len()],
        };
        for flow in unit.flows() {
            graph.after[flow.source as usize].push(flow.target);
            graph.before[flow.target as usize].push(flow.source);
        }
        for event in unit.events() {
            if let Some(host) = event.host
                && graph.hosts.insert(event.step, host).is_none()
            {
                graph.boundaries[host as usize].push(event.step);
            }
        }
        for (id, step) in (0..).zip(steps) {
            match step.scope {
                Some(scope) => graph.inside[scope as usize].push(id),
                None => graph.outermost[step.process as usize].push(id),
            }
        }
        for exchange in unit.exchanges() {
            graph.add_exchange(exchange);
        }
        let targets = unit.calls().iter().filter_map(|call| Some((call.step, call.process?)));
        graph.called = targets.collect();
        graph.mark_forks(unit);
        graph
    }

    fn add_exchange(&mut self, row: &Exchange) {
        if let (Some(thrower), Some(catcher)) = (row.thrower, row.catcher) {
            self.receivers[thrower as usize].push(catcher);
            self.senders[catcher as usize].push(thrower);
        } else if row.partner != Partner::Missing {
            for end in [row.thrower, row.catcher].into_iter().flatten() {
                self.is_open[end as usize] = true;
            }
        }
    }

    /// A gateway splits as its kind says, and an inclusive one may; of several arrows from anything else all are taken that have no
    /// condition.
    fn mark_forks(&mut self, unit: &Unit<'_>) {
        let mut free = vec![0_usize; self.steps.len()];
        for flow in unit.flows().iter().filter(|flow| !flow.conditional && !flow.otherwise) {
            free[flow.source as usize] += 1;
        }
        for (id, step) in self.steps.iter().enumerate() {
            use StepKind as Kind;
            self.forks[id] = match step.kind {
                Kind::Parallel | Kind::Inclusive | Kind::Complex => self.after[id].len() > 1,
                Kind::Exclusive | Kind::EventBased => false,
                _ => free[id] > 1,
            };
        }
    }

    /// Tells whether all ways from a step are taken, or may be.
    pub(crate) fn is_fork(&self, step: StepId) -> bool {
        self.forks[step as usize]
    }

    /// Tells whether a step waits for all ways to it, or may.
    pub(crate) fn is_join(&self, step: StepId) -> bool {
        use StepKind as Kind;
        let kind = self.steps[step as usize].kind;
        self.before[step as usize].len() > 1
            && matches!(kind, Kind::Parallel | Kind::Inclusive | Kind::Complex)
    }

    /// Tells whether no arrow leads to a step and nothing around it begins it: it begins its process or sub-process.
    pub(crate) fn begins(&self, step: StepId) -> bool {
        let kind = self.steps[step as usize].kind;
        self.before[step as usize].is_empty()
            && !matches!(kind, StepKind::Boundary | StepKind::EventSubProcess)
    }

    /// Lists the steps that begin a process or sub-process.
    pub(crate) fn first<'a>(&'a self, steps: &'a [StepId]) -> impl Iterator<Item = StepId> + 'a {
        steps.iter().copied().filter(|step| self.begins(*step))
    }

    /// Lists the steps with which a process or sub-process ends.
    pub(crate) fn last<'a>(&'a self, steps: &'a [StepId]) -> impl Iterator<Item = StepId> + 'a {
        let is_last = |step: &StepId| {
            let kind = self.steps[*step as usize].kind;
            self.after[*step as usize].is_empty() && kind != StepKind::EventSubProcess
        };
        steps.iter().copied().filter(is_last)
    }

    /// Tells what a step lies in, from the inside out.
    pub(crate) fn around(&self, step: StepId) -> impl Iterator<Item = StepId> {
        let scope = |step: StepId| self.steps.get(step as usize).and_then(|row| row.scope);
        std::iter::successors(scope(step), move |inner| scope(*inner).filter(|outer| outer != inner))
    }
}
