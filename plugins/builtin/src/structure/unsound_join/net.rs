//! The flow of a unit as workflow nets: where tokens of a case can lie, and what each step does with them.

use handoff_sdk::{EventKind, FlowId, StepId, StepKind, TextOf, Unit};

/// What a step with several arrows that lead to it waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    /// One arrow leads there, or none.
    Pass,
    /// It takes every token as it comes.
    Merge,
    /// It waits until nothing more can come.
    Collect,
    /// It waits for a token on each arrow.
    Join,
}

/// What a step does.
#[derive(Clone, Debug)]
pub(super) struct NetNode {
    pub(super) gate: Gate,
    /// The arrows that lead to it; of several from one step one.
    pub(super) inputs: Vec<FlowId>,
    /// What may come of one token: each the arrows that get one, all at the same time.
    pub(super) outcomes: Vec<Vec<FlowId>>,
    /// It ends whatever else goes on beside it.
    pub(super) ends_all: bool,
    /// Its place in an order in which what leads to it, circles aside, has a smaller one.
    pub(super) order: u32,
}

/// All processes and sub-processes of a unit.
#[derive(Clone, Debug)]
pub(super) struct Net {
    /// By step.
    pub(super) nodes: Vec<NetNode>,
    /// By arrow, the step to which it leads.
    pub(super) targets: Vec<StepId>,
    /// By arrow, the step from which it comes; for that of an event at the border of a step, that step.
    sources: Vec<StepId>,
    /// Where cases begin, process by process and sub-process by sub-process, each a list of beginnings that exclude each other.
    pub(super) beginnings: Vec<Vec<StepId>>,
}

impl Net {
    /// Makes the nets of a unit.
    pub(super) fn new(unit: &Unit<'_>) -> Self {
        let flows = unit.flows();
        let count = unit.steps().len();
        let mut arrows = Arrows { inputs: vec![Vec::new(); count], outputs: vec![Vec::new(); count] };
        for (id, flow) in (0..).zip(flows) {
            arrows.add(unit, id, flow.source, flow.target);
        }
        let labelled = labelled(unit, &arrows);
        let mut net = Self {
            nodes: Vec::with_capacity(count),
            targets: flows.iter().map(|flow| flow.target).collect(),
            sources: flows.iter().map(|flow| flow.source).collect(),
            beginnings: Vec::new(),
        };
        for (id, row) in unit.steps().iter().enumerate() {
            let inputs = std::mem::take(&mut arrows.inputs[id]);
            let gate = match row.kind {
                _ if inputs.len() < 2 => Gate::Pass,
                // Who splits where several arrows come in mostly means to begin the branches and no more.
                StepKind::Parallel if arrows.outputs[id].len() < 2 => Gate::Join,
                StepKind::Parallel | StepKind::Inclusive | StepKind::Complex => Gate::Collect,
                _ => Gate::Merge,
            };
            let outcomes = outcomes(unit, row.kind, &arrows.outputs[id], &labelled);
            net.nodes.push(NetNode { gate, inputs, outcomes, ends_all: false, order: u32::MAX });
        }
        net.add_events(unit);
        net.beginnings = net.begin(unit);
        net.sort();
        net
    }

    /// Adds what events do: those at the border of a step to what may come of it, and those that end all. What a branch beside the
    /// step may bring about itself, a signal or a condition, is left out: it may well end the other branch too.
    fn add_events(&mut self, unit: &Unit<'_>) {
        const ENDS_ALL: [EventKind; 3] = [EventKind::Terminate, EventKind::Error, EventKind::Cancel];
        const COMES_ALONE: [EventKind; 4] =
            [EventKind::Timer, EventKind::Message, EventKind::Error, EventKind::Cancel];
        let mut last = None;
        for event in unit.events() {
            let step = event.step as usize;
            let is_end = unit.steps().get(step).is_some_and(|row| row.kind == StepKind::End);
            self.nodes[step].ends_all |= is_end && event.throws && ENDS_ALL.contains(&event.kind);
            let Some(host) = event.host.filter(|_| COMES_ALONE.contains(&event.kind)) else { continue };
            if last.replace(event.step) == Some(event.step) {
                continue;
            }
            let drawn = self.nodes[step].outcomes.concat();
            for flow in &drawn {
                self.sources[*flow as usize] = host;
            }
            let outcomes = &mut self.nodes[host as usize].outcomes;
            if event.interrupting {
                outcomes.push(drawn);
            } else if let Some(first) = outcomes.first().filter(|_| !drawn.is_empty()) {
                outcomes.push([first.as_slice(), &drawn].concat());
            }
        }
    }

    /// Lists where cases begin. Where no start is drawn and several pieces begin, nobody says how they hang together; nor where an
    /// arrow ends loose, or the lack of one is no fault.
    fn begin(&self, unit: &Unit<'_>) -> Vec<Vec<StepId>> {
        let rows = unit.steps();
        let mut scopes: Vec<Vec<StepId>> = vec![Vec::new(); unit.processes().len() + rows.len()];
        for (id, row) in (0..).zip(rows) {
            let inner = |scope: StepId| unit.processes().len() + scope as usize;
            scopes[row.scope.map_or(row.process as usize, inner)].push(id);
        }
        let begin = |steps: &Vec<StepId>| {
            let row = |id: StepId| &rows[id as usize];
            let is_vague =
                |id: &StepId| row(*id).loose || row(*id).unordered && row(*id).kind != StepKind::Boundary;
            // Where nothing runs at the same time, only a join can go wrong.
            let joins = |id: &StepId| {
                let node = &self.nodes[*id as usize];
                node.gate == Gate::Join || node.outcomes.iter().any(|flows| flows.len() > 1)
            };
            let heads = steps.iter().copied().filter(|id| {
                self.nodes[*id as usize].inputs.is_empty()
                    && !matches!(row(*id).kind, StepKind::Boundary | StepKind::EventSubProcess)
            });
            let (starts, others): (Vec<StepId>, Vec<StepId>) =
                heads.partition(|id| row(*id).kind == StepKind::Start);
            let heads = if starts.is_empty() { others } else { starts };
            let is_clear =
                heads.first().is_some_and(|id| row(*id).kind == StepKind::Start) || heads.len() == 1;
            (is_clear && steps.iter().any(joins) && !steps.iter().any(is_vague)).then_some(heads)
        };
        scopes.iter().filter_map(begin).collect()
    }

    /// Numbers the nodes so that each comes behind those that lead to it, circles aside.
    fn sort(&mut self) {
        let mut left: Vec<StepId> = Vec::new();
        let mut seen = vec![false; self.nodes.len()];
        let mut stack: Vec<(StepId, bool)> =
            self.beginnings.iter().flatten().map(|head| (*head, false)).collect();
        while let Some((step, done)) = stack.pop() {
            if done {
                left.push(step);
            } else if !std::mem::replace(&mut seen[step as usize], true) {
                stack.push((step, true));
                let flows = self.nodes[step as usize].outcomes.iter().flatten();
                stack.extend(flows.map(|flow| (self.targets[*flow as usize], false)));
            }
        }
        for (order, step) in (0..).zip(left.iter().rev()) {
            self.nodes[*step as usize].order = order;
        }
    }

    /// Tells of each arrow whether a token on it can come to one of some, these included, without passing a step.
    pub(super) fn leading(&self, to: &[FlowId], without: StepId) -> Vec<bool> {
        let mut leads = vec![false; self.targets.len()];
        let mut stack = to.to_vec();
        while let Some(flow) = stack.pop() {
            if !std::mem::replace(&mut leads[flow as usize], true) {
                let source = self.sources[flow as usize];
                if source != without {
                    stack.extend(&self.nodes[source as usize].inputs);
                }
            }
        }
        leads
    }

    /// Lists the steps behind a step.
    pub(super) fn behind(&self, step: StepId) -> Vec<StepId> {
        let mut seen = vec![false; self.nodes.len()];
        let mut stack = vec![step];
        let mut found = Vec::new();
        while let Some(step) = stack.pop() {
            for flow in self.nodes[step as usize].outcomes.iter().flatten() {
                let target = self.targets[*flow as usize];
                if !std::mem::replace(&mut seen[target as usize], true) {
                    found.push(target);
                    stack.push(target);
                }
            }
        }
        found
    }
}

/// By step, the arrows at either side of it.
struct Arrows {
    inputs: Vec<Vec<FlowId>>,
    outputs: Vec<Vec<FlowId>>,
}

impl Arrows {
    /// Adds an arrow; two of them between the same steps are one, drawn twice.
    fn add(&mut self, unit: &Unit<'_>, id: FlowId, source: StepId, target: StepId) {
        let scope = |step: StepId| unit.steps().get(step as usize).map(|row| (row.process, row.scope));
        let same =
            |other: &FlowId| unit.flows().get(*other as usize).is_some_and(|flow| flow.source == source);
        let inputs = &mut self.inputs[target as usize];
        if scope(source) == scope(target) && !inputs.iter().any(same) {
            inputs.push(id);
            self.outputs[source as usize].push(id);
        }
    }
}

/// Lists what may come of a token at a step, by the arrows that lead from it.
fn outcomes(unit: &Unit<'_>, kind: StepKind, outgoing: &[FlowId], labelled: &[bool]) -> Vec<Vec<FlowId>> {
    let single = || outgoing.iter().map(|flow| vec![*flow]);
    match kind {
        StepKind::Exclusive | StepKind::EventBased if outgoing.len() > 1 => single().collect(),
        StepKind::Inclusive | StepKind::Complex if outgoing.len() > 1 => {
            single().chain([outgoing.to_vec()]).collect()
        }
        StepKind::Parallel => vec![outgoing.to_vec()],
        _ if outgoing.len() < 2 => vec![outgoing.to_vec()],
        _ => {
            // Without a gateway, labels are conditions, and events are what a case waits for, of which one comes.
            let is_awaited = |flow: &FlowId| {
                let Some(target) = unit.flows().get(*flow as usize).map(|flow| flow.target) else {
                    return false;
                };
                let kind = unit.steps().get(target as usize).map(|row| row.kind);
                let mut links = unit.events().iter().filter(|event| event.kind == EventKind::Link);
                matches!(kind, Some(StepKind::Catch | StepKind::ReceiveTask))
                    && links.all(|event| event.step != target)
            };
            let is_choice = |flow: &&FlowId| {
                let row = unit.flows().get(**flow as usize);
                row.is_some_and(|row| row.conditional || row.otherwise)
            };
            if outgoing.iter().any(|flow| labelled[*flow as usize] || is_awaited(flow)) {
                return single().collect();
            }
            let (choices, always): (Vec<FlowId>, Vec<FlowId>) = outgoing.iter().partition(is_choice);
            if choices.is_empty() {
                return vec![always];
            }
            choices.iter().map(|choice| [always.as_slice(), &[*choice]].concat()).collect()
        }
    }
}

/// Tells of each arrow whether it has a label, where others lead from the same step too.
fn labelled(unit: &Unit<'_>, arrows: &Arrows) -> Vec<bool> {
    let asked: Vec<FlowId> =
        arrows.outputs.iter().filter(|flows| flows.len() > 1).flatten().copied().collect();
    let texts = unit.texts(&asked.iter().copied().map(TextOf::Flow).collect::<Vec<_>>());
    let mut labelled = vec![false; unit.flows().len()];
    for (flow, text) in asked.into_iter().zip(texts) {
        labelled[flow as usize] = !text.trim().is_empty();
    }
    labelled
}
