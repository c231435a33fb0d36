//! The steps of a unit in the order in which a case comes to them, for rules that follow it over more than one border.

use handoff_sdk::{StepId, StepKind, Unit};

/// Where a case goes from each step: along arrows, into and out of sub-processes, to the events at a step, over messages and into
/// called processes. What leads back round a circle is among it.
pub(crate) struct FlowOrder {
    next: Vec<Vec<StepId>>,
    /// Every step, each before those that follow it but on the way round a circle.
    pub(crate) steps: Vec<StepId>,
    /// The steps to which no arrow leads and which no other brings about: a message that begins a process counts as such a step.
    pub(crate) begins: Vec<StepId>,
    /// The place of each step in `steps`.
    places: Vec<usize>,
}

impl FlowOrder {
    pub(crate) fn new(unit: &Unit<'_>) -> Self {
        let (next, followed) = next(unit);
        let begins = (0..).zip(unit.steps()).filter(|(id, step)| {
            !followed[*id as usize] && step.kind != StepKind::Boundary && step.scope.is_none()
        });
        let begins = begins.map(|(id, _)| id).collect();
        let steps = order(&next, &followed);
        let mut places = vec![0; next.len()];
        for (place, step) in steps.iter().enumerate() {
            places[*step as usize] = place;
        }
        Self { next, steps, begins, places }
    }

    /// Returns the place of a step in the order.
    pub(crate) fn place(&self, step: StepId) -> usize {
        self.places[step as usize]
    }

    /// Lists the steps that follow one, but those that close a circle.
    pub(crate) fn onward(&self, step: StepId) -> impl Iterator<Item = StepId> {
        let place = self.place(step);
        self.next[step as usize].iter().copied().filter(move |next| self.place(*next) > place)
    }

    /// Marks the steps that a case comes to from some steps, these included, without passing some others.
    pub(crate) fn behind(&self, steps: &[StepId], without: &[StepId]) -> Vec<bool> {
        flood(&self.next, steps, without)
    }

    /// Marks the steps from which a case can come to some steps, these included.
    pub(crate) fn before(&self, steps: &[StepId]) -> Vec<bool> {
        let mut before = vec![Vec::new(); self.next.len()];
        for (step, next) in (0..).zip(&self.next) {
            for next in next {
                before[*next as usize].push(step);
            }
        }
        flood(&before, steps, &[])
    }
}

/// Lists what follows each step, and marks the steps to which an arrow leads.
fn next(unit: &Unit<'_>) -> (Vec<Vec<StepId>>, Vec<bool>) {
    let steps = unit.steps();
    let mut next: Vec<Vec<StepId>> = vec![Vec::new(); steps.len()];
    let mut followed = vec![false; steps.len()];
    for flow in unit.flows() {
        next[flow.source as usize].push(flow.target);
        followed[flow.target as usize] = true;
    }
    let drawn: Vec<usize> = next.iter().map(Vec::len).collect();
    for (id, step) in (0..).zip(steps) {
        let Some(scope) = step.scope else { continue };
        if drawn[id as usize] == 0 {
            let mut around = std::iter::successors(Some(scope), |inner| {
                steps[*inner as usize].scope.filter(|outer| outer < inner)
            });
            let left = around.find(|scope| drawn[*scope as usize] > 0);
            let behind = left.map(|scope| next[scope as usize][..drawn[scope as usize]].to_vec());
            next[id as usize].extend(behind.into_iter().flatten());
        }
        if !followed[id as usize] && step.kind != StepKind::Boundary {
            next[scope as usize].push(id);
        }
    }
    for event in unit.events() {
        if let Some(host) = event.host {
            next[host as usize].push(event.step);
        }
    }
    for exchange in unit.exchanges() {
        if let (Some(thrower), Some(catcher)) = (exchange.thrower, exchange.catcher) {
            next[thrower as usize].push(catcher);
        }
    }
    for call in unit.calls() {
        let begins = (0..).zip(steps).filter(|(id, step)| {
            Some(step.process) == call.process && step.scope.is_none() && !followed[*id as usize]
        });
        next[call.step as usize].extend(begins.map(|(id, _)| id));
    }
    (next, followed)
}

/// Orders the steps, those first to which no arrow leads.
fn order(next: &[Vec<StepId>], followed: &[bool]) -> Vec<StepId> {
    let mut seen = vec![false; next.len()];
    let mut order = Vec::with_capacity(next.len());
    let (begins, others): (Vec<StepId>, Vec<StepId>) =
        (0..).take(next.len()).partition(|step: &StepId| !followed[*step as usize]);
    let mut stack: Vec<(StepId, usize)> = Vec::new();
    for root in begins.into_iter().chain(others) {
        if !std::mem::replace(&mut seen[root as usize], true) {
            stack.push((root, 0));
        }
        while let Some((step, place)) = stack.last_mut() {
            let following = next[*step as usize].get(*place).copied();
            *place += 1;
            match following {
                Some(following) if !std::mem::replace(&mut seen[following as usize], true) => {
                    stack.push((following, 0));
                }
                Some(_) => {}
                None => {
                    order.push(*step);
                    stack.pop();
                }
            }
        }
    }
    order.reverse();
    order
}

fn flood(next: &[Vec<StepId>], steps: &[StepId], without: &[StepId]) -> Vec<bool> {
    let (mut seen, mut closed) = (vec![false; next.len()], vec![false; next.len()]);
    for step in without {
        closed[*step as usize] = true;
    }
    let mut stack = steps.to_vec();
    while let Some(step) = stack.pop() {
        if !closed[step as usize] && !std::mem::replace(&mut seen[step as usize], true) {
            stack.extend(&next[step as usize]);
        }
    }
    seen
}
