//! Whether some steps surely come before a step, or surely behind it.
//!
//! Both are asked the other way round: can a case get there without them? Of branches that run at the same time a join waits for all, so
//! that one of them is enough; of a choice each way counts. What cannot be told (arrows that end loose, no order on purpose) is no fault.

use handoff_sdk::{StepId, StepKind, Unit};

use crate::flow_graph::FlowGraph;
use crate::gates::GateNetwork;

/// Which steps a case gets to, or goes on from, without one of some steps.
pub(crate) struct Order<'u> {
    graph: FlowGraph<'u>,
    unit: &'u Unit<'u>,
}

impl<'u> Order<'u> {
    pub(crate) fn new(unit: &'u Unit<'_>) -> Self {
        Self { graph: FlowGraph::new(unit), unit }
    }

    /// Finds for each of some steps a way there that passes none of the others; `None` where there is none that is certain.
    pub(crate) fn ways_to(&self, steps: &[StepId], wanted: &[StepId]) -> Vec<Option<Vec<StepId>>> {
        let holds = self.entered(wanted);
        let starts = (0..).zip(self.graph.steps).map(|(id, _)| id);
        let starts: Vec<StepId> = starts.filter(|id| self.is_first(*id) && holds[*id as usize]).collect();
        let way = |step: &StepId| {
            let is_shown = holds[*step as usize] && self.is_ordered(*step);
            let direct = || self.shortest(&starts, std::slice::from_ref(step), wanted);
            let way =
                is_shown.then(|| direct().or_else(|| self.broken_off(&starts, *step, wanted))).flatten();
            // Where nothing at all is drawn before it, its drawing begins late, and its work perhaps not.
            way.filter(|way| way.len() > 1)
        };
        steps.iter().map(way).collect()
    }

    /// Finds for each of some steps a way from there to an end that passes none of the others; `None` where there is none that is
    /// certain.
    pub(crate) fn ways_from(&self, steps: &[StepId], wanted: &[StepId]) -> Vec<Option<Vec<StepId>>> {
        let (holds, count) = (self.left(wanted), self.graph.steps.len());
        let way = |step: &StepId| {
            let process = self.graph.steps[*step as usize].process;
            let ends = (0..).zip(self.graph.steps);
            let ends = ends.filter(|(id, row)| {
                let is_end = row.scope.is_none() && self.graph.after[*id as usize].is_empty();
                row.process == process && is_end && holds[*id as usize]
            });
            let ends: Vec<StepId> = ends.map(|(id, _)| id).collect();
            // What ends the step before it is done is no way on from it.
            let avoided = [wanted, &self.graph.boundaries[*step as usize]].concat();
            let is_drawn =
                [&self.graph.before, &self.graph.after].iter().any(|flows| !flows[*step as usize].is_empty());
            let is_shown = is_drawn && holds[count + *step as usize] && self.is_ordered(*step);
            is_shown.then(|| self.shortest(std::slice::from_ref(step), &ends, &avoided)).flatten()
        };
        steps.iter().map(way).collect()
    }

    /// Finds a way to a step on which an event ends one of the wanted before it is done.
    fn broken_off(&self, starts: &[StepId], step: StepId, wanted: &[StepId]) -> Option<Vec<StepId>> {
        let mut events = self.graph.hosts.iter().filter(|(_, host)| wanted.contains(host));
        events.find_map(|(event, host)| {
            let others: Vec<StepId> = wanted.iter().copied().filter(|other| other != host).collect();
            let mut way = self.shortest(starts, &[*event], &others)?;
            way.extend(self.shortest(&[*event], &[step], wanted)?.into_iter().skip(1));
            Some(way)
        })
    }

    /// Finds the shortest way from one of some steps to one of others, where all of it is drawn.
    fn shortest(&self, from: &[StepId], to: &[StepId], avoiding: &[StepId]) -> Option<Vec<StepId>> {
        /// Beginnings and ends that are tried: more is no longer a picture that people read.
        const TRIED: usize = 16;
        let pairs = from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to)));
        let ways = pairs.take(TRIED).filter_map(|(from, to)| self.unit.path(from, to, avoiding));
        let drawn = ways.filter(|way| way.iter().all(|step| self.is_ordered(*step)));
        drawn.min_by_key(Vec::len)
    }

    /// Tells whether arrows say when a step runs.
    fn is_ordered(&self, step: StepId) -> bool {
        let row = &self.graph.steps[step as usize];
        row.reachable && !row.unordered && !row.loose
    }

    /// Tells whether a case may begin at a step, whatever else is drawn.
    fn is_first(&self, step: StepId) -> bool {
        let (graph, row) = (&self.graph, &self.graph.steps[step as usize]);
        let is_called = graph.called.values().any(|process| *process == row.process);
        let is_sent = !graph.senders[step as usize].is_empty() && !graph.is_open[step as usize];
        graph.begins(step) && row.scope.is_none() && !is_called && !is_sent
    }

    /// Tells of each step whether a case can come to it without one of the wanted steps.
    fn entered(&self, wanted: &[StepId]) -> Vec<bool> {
        let (graph, count) = (&self.graph, self.graph.steps.len());
        let mut network = GateNetwork::new(2 * count);
        let out = |step: StepId| count + step as usize;
        for (id, row) in (0..).zip(graph.steps) {
            let at = id as usize;
            let (before, senders) = (&graph.before[at], &graph.senders[at]);
            if let Some(host) = graph.hosts.get(&id) {
                // What ends a step before it is done ends it also where it is one of the wanted.
                network.any(at, [*host as usize]);
            } else if row.kind == StepKind::EventSubProcess || graph.begins(id) {
                self.begin(id, &mut network);
            } else if graph.is_join(id) {
                network.all(at, before.iter().map(|step| out(*step)));
            } else {
                network.any(at, before.iter().map(|step| out(*step)));
            }
            if !before.is_empty() && !senders.is_empty() && !graph.is_open[at] {
                network.any(at, senders.iter().map(|step| out(*step)));
            }
            network.any(out(id), [at]);
            self.pass(id, &mut network, out);
        }
        for step in self.surely(wanted) {
            network.any(out(step), []);
        }
        network.solve()
    }

    /// Says what lets a step begin that no arrow leads to.
    fn begin(&self, step: StepId, network: &mut GateNetwork) {
        let (graph, count) = (&self.graph, self.graph.steps.len());
        let row = &graph.steps[step as usize];
        if let Some(scope) = row.scope {
            return network.any(step as usize, [scope as usize]);
        }
        if row.kind == StepKind::EventSubProcess {
            let first = graph.first(&graph.outermost[row.process as usize]);
            return network.any(step as usize, first.map(|step| step as usize));
        }
        if !self.is_first(step) {
            let callers = graph.called.iter().filter(|(_, process)| **process == row.process);
            let senders = graph.senders[step as usize].iter().map(|step| count + *step as usize);
            network.any(step as usize, callers.map(|(call, _)| *call as usize).chain(senders));
        }
    }

    /// Says what of a sub-process or called process has to be passed before a step is done.
    fn pass(&self, step: StepId, network: &mut GateNetwork, out: impl Fn(StepId) -> usize) {
        let graph = &self.graph;
        let called = graph.called.get(&step).map(|process| &graph.outermost[*process as usize]);
        let inside = called.unwrap_or(&graph.inside[step as usize]);
        let last: Vec<usize> = graph.last(inside).map(out).collect();
        if last.is_empty() {
            return;
        }
        if inside.iter().any(|inner| graph.is_fork(*inner)) {
            network.all(step as usize + graph.steps.len(), last);
        } else {
            network.any(step as usize + graph.steps.len(), last);
        }
    }

    /// Tells of each step whether a case that comes to it, and (in the second half) of each step whether one that is done with it, can
    /// come to an end without one of the wanted steps.
    fn left(&self, wanted: &[StepId]) -> Vec<bool> {
        let (graph, count) = (&self.graph, self.graph.steps.len());
        let mut network = GateNetwork::new(2 * count);
        for (id, _) in (0..).zip(graph.steps) {
            let at = id as usize;
            let called = graph.called.get(&id).map(|process| &graph.outermost[*process as usize]);
            let inside = called.unwrap_or(&graph.inside[at]);
            let mut body: Vec<usize> = graph.first(inside).map(|step| step as usize).collect();
            if body.is_empty() {
                body.push(count + at);
            }
            body.extend(graph.boundaries[at].iter().map(|event| *event as usize));
            network.any(at, body);
            let after = graph.after[at].iter().map(|step| *step as usize);
            match graph.after[at].len() {
                0 => self.end(id, &mut network),
                _ if graph.is_fork(id) => network.all(count + at, after),
                _ => network.any(count + at, after),
            }
            // What it sends goes on beside it.
            network.all(count + at, graph.receivers[at].iter().map(|step| *step as usize));
        }
        for step in self.surely(wanted) {
            network.any(step as usize, []);
        }
        network.solve()
    }

    /// Says what follows where no arrow leads on.
    fn end(&self, step: StepId, network: &mut GateNetwork) {
        let (graph, count) = (&self.graph, self.graph.steps.len());
        let row = &graph.steps[step as usize];
        let at = count + step as usize;
        if let Some(scope) = row.scope {
            return network.any(at, [count + scope as usize]);
        }
        let callers = graph.called.iter().filter(|(_, process)| **process == row.process);
        network.all(at, callers.map(|(call, _)| count + *call as usize));
    }

    /// Lists the wanted steps, with what is around those that run in no order: nobody can tell whether they run.
    fn surely(&self, wanted: &[StepId]) -> Vec<StepId> {
        let around = wanted.iter().filter(|step| self.graph.steps[**step as usize].unordered);
        let around = around.flat_map(|step| self.graph.around(*step));
        wanted.iter().copied().chain(around).collect()
    }
}
