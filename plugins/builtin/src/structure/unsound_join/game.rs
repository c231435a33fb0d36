//! Plays the cases of a net: every way to decide, and of what runs at the same time one order, in which branches meet where they
//! can.

use handoff_sdk::{FlowId, StepId};

use super::net::{Gate, Net, NetNode};

/// The most markings of one beginning that are looked at: those of ten decisions in branches beside each other.
const MARKINGS: usize = 2_000;
/// The most tokens of a case: more of them come of a circle that makes ever new ones.
const TOKENS: usize = 32;

/// A fault of a net.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A join waits for a branch that a case has left for good at a step; none where that branch comes from behind the join only.
    Stuck { join: StepId, left_at: Option<StepId> },
    /// Branches that begin at one step, each with the step of the list, come to a merge one by one.
    Twice { merge: StepId, split: StepId, branches: Vec<StepId> },
}

impl Fault {
    fn step(&self) -> StepId {
        match self {
            Self::Stuck { join, .. } => *join,
            Self::Twice { merge, .. } => *merge,
        }
    }
}

/// The arrows on which tokens lie, sorted; one with several tokens stands there as often.
type Marking = Vec<FlowId>;

/// How a marking came about.
#[derive(Clone, Copy)]
struct Move {
    /// The number of the marking before it; none where a case begins with this one.
    before: Option<usize>,
    /// The step that took a token, and which of its outcomes came of it.
    step: StepId,
    outcome: usize,
}

/// Lists the faults of a net, one a step. What lies behind a join that is stuck is played once that join goes on with whatever comes:
/// else the first fault of a drawing would hide the others.
pub(super) fn faults(net: &mut Net) -> Vec<Fault> {
    let mut found = Vec::new();
    loop {
        let first = found.len();
        play_all(net, &mut found);
        let is_stuck = |fault: &&Fault| matches!(fault, Fault::Stuck { .. });
        let stuck: Vec<StepId> = found[first..].iter().filter(is_stuck).map(Fault::step).collect();
        if stuck.is_empty() {
            return found;
        }
        for join in stuck {
            net.nodes[join as usize].gate = Gate::Collect;
        }
    }
}

/// Adds the faults at steps that have none yet, by beginning; of a beginning with too many cases to play none.
fn play_all(net: &Net, found: &mut Vec<Fault>) {
    for heads in &net.beginnings {
        for &head in heads {
            let mut game = Game { net, heads, head, moves: Vec::new(), seen: Vec::new(), faults: Vec::new() };
            if game.play() {
                let is_new = |fault: &Fault| found.iter().all(|other| other.step() != fault.step());
                game.faults.retain(is_new);
                found.append(&mut game.faults);
            }
        }
    }
}

struct Game<'n> {
    net: &'n Net,
    heads: &'n [StepId],
    head: StepId,
    /// By the number of a marking.
    moves: Vec<Move>,
    /// Sorted.
    seen: Vec<Marking>,
    faults: Vec<Fault>,
}

impl Game<'_> {
    /// Plays all cases that begin at the head; `false` where there are too many.
    fn play(&mut self) -> bool {
        let mut open = Vec::new();
        self.fire(None, &[], self.head, &[], &mut open);
        while let Some((number, marking)) = open.pop() {
            if marking.len() > TOKENS || self.moves.len() > MARKINGS {
                return false;
            }
            self.go_on(number, &marking, &mut open);
        }
        true
    }

    /// Lets one step of a marking take its tokens: what waits for nothing first, then the earliest merge, so that whatever can
    /// come to it has come.
    fn go_on(&mut self, number: usize, marking: &[FlowId], open: &mut Vec<(usize, Marking)>) {
        let step = |flow: &FlowId| self.net.targets[*flow as usize];
        let node = |flow: &FlowId| &self.net.nodes[step(flow) as usize];
        let is_there = |flow: &FlowId| marking.binary_search(flow).is_ok();
        let ready = |flow: &&FlowId| match node(flow).gate {
            Gate::Pass => true,
            Gate::Join => node(flow).inputs.iter().all(is_there),
            Gate::Merge | Gate::Collect => false,
        };
        let merges = |flow: &&FlowId| node(flow).gate != Gate::Join;
        let earliest = |flow: &&FlowId| node(flow).order;
        let free = marking.iter().find(ready);
        let Some(flow) = free.or_else(|| marking.iter().filter(merges).min_by_key(earliest)) else {
            if let Some(flow) = marking.iter().min_by_key(earliest) {
                self.stick(number, step(flow), marking);
            }
            return;
        };
        let (step, node) = (step(flow), node(flow));
        let taken: Vec<FlowId> = match node.gate {
            Gate::Pass => vec![*flow],
            Gate::Join => node.inputs.clone(),
            Gate::Merge | Gate::Collect => {
                marking.iter().copied().filter(|flow| node.inputs.contains(flow)).collect()
            }
        };
        if node.gate == Gate::Merge && taken.len() > 1 {
            self.repeat(number, step, &taken);
        }
        self.fire(Some(number), marking, step, &taken, open);
    }

    /// Takes tokens off a marking and adds each outcome of a step; markings that are new are left open, with their numbers.
    fn fire(
        &mut self,
        before: Option<usize>,
        marking: &[FlowId],
        step: StepId,
        taken: &[FlowId],
        open: &mut Vec<(usize, Marking)>,
    ) {
        let node = &self.net.nodes[step as usize];
        let mut rest = marking.to_vec();
        for flow in taken {
            if let Ok(at) = rest.binary_search(flow) {
                rest.remove(at);
            }
        }
        if node.ends_all {
            return;
        }
        for (outcome, flows) in node.outcomes.iter().enumerate() {
            let mut after = rest.clone();
            for flow in flows {
                let (Ok(at) | Err(at)) = after.binary_search(flow);
                after.insert(at, *flow);
            }
            if let Err(at) = self.seen.binary_search(&after) {
                self.seen.insert(at, after.clone());
                open.push((self.moves.len(), after));
                self.moves.push(Move { before, step, outcome });
            }
        }
    }

    /// Tells whether a fault of a step is found already.
    fn is_found(&self, step: StepId) -> bool {
        self.faults.iter().any(|fault| fault.step() == step)
    }

    /// Lists the moves that led to a marking, the last one first, with what came of each and what might have.
    fn history(&self, number: usize) -> impl Iterator<Item = (StepId, &[FlowId], &NetNode)> {
        let moves = std::iter::successors(self.moves.get(number), |made| self.moves.get(made.before?));
        moves.map(|made| {
            let node = &self.net.nodes[made.step as usize];
            (made.step, node.outcomes[made.outcome].as_slice(), node)
        })
    }

    /// Adds that branches come to a merge one by one.
    fn repeat(&mut self, number: usize, merge: StepId, taken: &[FlowId]) {
        if self.is_found(merge) {
            return;
        }
        let leads = self.net.leading(taken, merge);
        let fault = self.history(number).find_map(|(split, flows, _)| {
            let branches = flows.iter().filter(|flow| leads[**flow as usize]);
            let branches: Vec<StepId> = branches.map(|flow| self.net.targets[*flow as usize]).collect();
            (branches.len() > 1).then_some(Fault::Twice { merge, split, branches })
        });
        self.faults.extend(fault);
    }

    /// Adds that a join waits for what does not come any more; not where another beginning may lead there.
    fn stick(&mut self, number: usize, join: StepId, marking: &[FlowId]) {
        if self.is_found(join) {
            return;
        }
        let node = &self.net.nodes[join as usize];
        let missing = node.inputs.iter().filter(|flow| marking.binary_search(flow).is_err());
        let fault = missing.copied().find_map(|flow| {
            let leads = self.net.leading(&[flow], join);
            let leads_from = |flows: &[FlowId]| flows.iter().any(|flow| leads[*flow as usize]);
            let begins =
                |head: StepId| self.net.nodes[head as usize].outcomes.iter().any(|flows| leads_from(flows));
            if self.heads.iter().any(|head| *head != self.head && begins(*head)) {
                return None;
            }
            if !begins(self.head) {
                let is_behind = node.outcomes.iter().any(|flows| leads_from(flows));
                return is_behind.then_some(Fault::Stuck { join, left_at: None });
            }
            self.history(number).find_map(|(step, flows, node)| {
                let is_left = !leads_from(flows) && node.outcomes.iter().any(|flows| leads_from(flows));
                is_left.then_some(Fault::Stuck { join, left_at: Some(step) })
            })
        });
        self.faults.extend(fault);
    }
}
