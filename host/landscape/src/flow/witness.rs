//! One concrete path that shows a verdict.

use std::collections::VecDeque;

use handoff_model::Id;

use super::fixpoint::{holds, is_scope};
use super::flow_index::NOWHERE;
use super::path::{WalkPoint, Walker, walk};
use super::{EdgeKind, FactAvailability, FactId, Graph, NodeId, NodeKind, Solution, verdict};

/// Finds a path from a start that shows why a fact is not surely there when a node starts.
///
/// - `Sometimes`: a shortest path on which the fact does not hold. Where branches join, the path stays on one of them;
///   it only passes a join behind which the fact may really be missing, so that the branches beside it need not make
///   the fact either. A scope that makes the fact on some of its ways is walked through on one of the others, if there
///   is one; other scopes in which the node does not lie are passed as one step.
/// - `Late`: a shortest path to the node, and on to the nearest maker.
/// - `Racing`, `Elsewhere`, `Never`: a shortest path to the node (for `Racing`: the maker runs beside its last part).
/// - `Always` and `Unknown`: empty.
pub fn witness(graph: &Graph, solution: &Solution, node: NodeId, fact: FactId) -> Vec<NodeId> {
    match verdict(graph, solution, node, fact) {
        FactAvailability::Always | FactAvailability::Unknown => Vec::new(),
        FactAvailability::Sometimes => lacking(graph, solution, node, fact),
        FactAvailability::Racing | FactAvailability::Elsewhere | FactAvailability::Never => {
            shortest(graph, solution, node)
        }
        FactAvailability::Late => {
            let mut path = shortest(graph, solution, node);
            let maker = |goal| goal != node && Solution::may_make(graph, goal, fact);
            path.extend(walk(graph, solution, node, &|_| false, &maker, false).iter().flatten().skip(1));
            path
        }
    }
}

handoff_model::ids! {
    /// A place on a walk, with whether the fact holds there: twice the number of the place, and one more where it does.
    SearchPoint,
}

/// Stands for "no place" in the table of a search.
const UNSEEN: SearchPoint = SearchPoint(u32::MAX);

/// A walk from the starts: nodes, each with whether the fact holds there.
struct WitnessSearch<'a> {
    walker: Walker<'a>,
    fact: FactId,
    /// Some node ends the fact.
    ended: bool,
    /// The scopes around the goal, which are entered.
    around: Vec<bool>,
    /// The scopes that make the fact on some of their ways, which are walked through; all others are passed.
    open: Vec<bool>,
}

/// Finds a shortest path to a node on which a fact does not hold at the end.
fn lacking(graph: &Graph, solution: &Solution, goal: NodeId, fact: FactId) -> Vec<NodeId> {
    let mut around = vec![false; graph.nodes.len()];
    mark_scopes(graph, goal, &mut around);
    let open = partly_making(graph, solution, &around, fact);
    // The way to an event that catches a throw leads through the scopes around the throw.
    solution.throws.sources.iter().for_each(|source| mark_scopes(graph, *source, &mut around));
    let ended = NodeId::all(graph.nodes.len()).any(|node| holds(&graph.ends, node, fact));
    let walker = Walker { graph, solution, across: false, inside: &[] };
    let mut search = WitnessSearch { walker, fact, ended, around, open };
    search.run(goal).or_else(|| search.past(goal)).unwrap_or_else(|| shortest(graph, solution, goal))
}

/// Marks the scopes around a node.
fn mark_scopes(graph: &Graph, inner: NodeId, around: &mut [bool]) {
    let mut node = inner;
    while let Some(scope) = graph.nodes[node.index()].scope {
        if std::mem::replace(&mut around[scope.index()], true) {
            break;
        }
        node = scope;
    }
}

/// Marks the scopes, other than those around a goal, in which a drawn order decides whether they make a fact.
fn partly_making(graph: &Graph, solution: &Solution, around: &[bool], fact: FactId) -> Vec<bool> {
    let partly = |(node, data): (NodeId, &super::Node)| {
        matches!(data.kind, NodeKind::Scope { unordered: false, .. })
            && !around[node.index()]
            && solution.may_make_whole(graph, node, fact)
            && !solution.surely_makes(graph, node, fact)
    };
    NodeId::number(&graph.nodes).map(partly).collect()
}

impl WitnessSearch<'_> {
    /// Searches once more, past the scopes that make the fact.
    fn past(&mut self, goal: NodeId) -> Option<Vec<NodeId>> {
        if !self.open.contains(&true) {
            return None;
        }
        self.open.fill(false);
        self.run(goal)
    }

    /// Finds a shortest path; a place is the entry of a node or the way out of a scope, each with or without the fact.
    fn run(&self, goal: NodeId) -> Option<Vec<NodeId>> {
        let (graph, solution) = (self.walker.graph, self.walker.solution);
        let mut from = vec![UNSEEN; 4 * graph.nodes.len()];
        let mut queue = VecDeque::new();
        for start in begins(graph, solution, goal) {
            // What a call or a message brings is there as surely as what is given.
            for first in [false, true].into_iter().filter(|has| self.possible(start, *has)) {
                let first = state(start, first);
                if from[first.index()] == UNSEEN {
                    from[first.index()] = first;
                    queue.push_back(first);
                }
            }
        }
        let mut next = Vec::new();
        while let Some(at) = queue.pop_front() {
            if at == state(goal, false) {
                let places = read_back(&from, at).into_iter().map(|at| self.place(at).0);
                // The way out of a scope is no step.
                return Some(places.filter(|(_, out)| !out).map(|(node, _)| node).collect());
            }
            self.next(at, &mut next);
            for &next in &next {
                if from[next.index()] == UNSEEN {
                    from[next.index()] = at;
                    queue.push_back(next);
                }
            }
        }
        None
    }

    /// Returns the node of a place, whether the place is the way out of it, and whether the fact holds there.
    fn place(&self, at: SearchPoint) -> ((NodeId, bool), bool) {
        (self.walker.node(WalkPoint(at.0 / 2)), at.0 % 2 == 1)
    }

    /// Lists the places that directly follow a place.
    fn next(&self, at: SearchPoint, next: &mut Vec<SearchPoint>) {
        next.clear();
        let (shape, throws) = (&self.walker.solution.shape, &self.walker.solution.throws);
        let ((node, out), has) = self.place(at);
        if !out {
            let within = self.around[node.index()] || self.open[node.index()];
            let inner = shape.starts.at(node).iter().chain(shape.handlers.at(node)).filter(|_| within);
            // What runs for each of several is often ended by intent: what has come by then is enough.
            let gathers = self.open[node.index()] && !surely_runs(self.walker.graph, node);
            let events = shape.boundaries.at(node).iter().filter(|_| !gathers);
            let entered = inner.chain(events).filter(|event| !throws.awaits(**event));
            next.extend(entered.filter_map(|event| self.arrive(*event, has)));
        }
        let passed = self.passed(node, has);
        next.extend(throws.catchers(node).iter().filter_map(|event| self.arrive(*event, passed)));
        if out || !self.open[node.index()] {
            next.extend(shape.after.at(node).iter().filter_map(|target| self.arrive(*target, passed)));
            next.extend(self.leave(node, passed));
        }
    }

    /// Returns the state in which control arrives at a node, if it can.
    fn arrive(&self, node: NodeId, has: bool) -> Option<SearchPoint> {
        // Where the fact cannot be missing, something beside the path brings it.
        let mut has = has || !self.possible(node, false);
        // What it awaits may say that the fact is gone.
        if self.loses(node) && self.possible(node, false) {
            has = false;
        }
        self.possible(node, has).then_some(state(node, has))
    }

    /// Returns the way out of the scope around a node after which nothing else follows in it.
    fn leave(&self, node: NodeId, has: bool) -> Option<SearchPoint> {
        let (graph, solution) = (self.walker.graph, self.walker.solution);
        let data = &graph.nodes[node.index()];
        let beside = data.kind == NodeKind::EventScope { interrupting: false };
        let last = solution.shape.after.at(node).is_empty() && !solution.throws.stops(node) && !beside;
        let scope = data.scope.filter(|scope| last && self.open[scope.index()])?;
        Some(state(self.walker.out(scope), has))
    }

    /// Tells whether the fact can hold, or be missing, when a node starts.
    fn possible(&self, node: NodeId, has: bool) -> bool {
        let solution = self.walker.solution;
        if has { solution.may_in(node, self.fact) } else { !solution.must_in(node, self.fact) }
    }

    /// Tells whether a node awaits a signal, after which it may no longer count on what some step ends.
    fn loses(&self, node: NodeId) -> bool {
        let graph = self.walker.graph;
        let mut edges = self.walker.solution.shape.transfers.at(node).iter();
        self.ended && edges.any(|edge| matches!(graph.edges[edge.index()].kind, EdgeKind::Signal))
    }

    /// Tells whether the fact holds after a node that need not make it.
    fn passed(&self, node: NodeId, has: bool) -> bool {
        let (graph, solution) = (self.walker.graph, self.walker.solution);
        if solution.surely_makes(graph, node, self.fact) {
            return true;
        }
        let whole = is_scope(graph.nodes[node.index()].kind) && !self.open[node.index()];
        has && !holds(&graph.ends, node, self.fact) && (!whole || solution.must_out(graph, node, self.fact))
    }
}

/// Tells whether what lies in a scope surely runs.
fn surely_runs(graph: &Graph, scope: NodeId) -> bool {
    matches!(graph.nodes[scope.index()].kind, NodeKind::Scope { surely: true, .. })
}

/// Numbers a place of a search by whether the fact holds there.
fn state(place: impl Into<WalkPoint>, has: bool) -> SearchPoint {
    SearchPoint(2 * place.into().0 + u32::from(has))
}

/// Lists where the paths to a node begin: at the starts and event sub-processes of its process, or at the heads of the
/// pieces that no start leads to.
fn begins(graph: &Graph, solution: &Solution, goal: NodeId) -> Vec<NodeId> {
    let shape = &solution.shape;
    let process = graph.nodes[goal.index()].process;
    if !solution.reachable(goal) {
        let inside =
            |node: &&NodeId| graph.nodes.get(node.index()).is_some_and(|node| node.process == process);
        return graph.loose.iter().filter(inside).copied().collect();
    }
    let region = shape.process(process);
    let handlers = shape.handlers.at(region).iter().filter(|event| !solution.throws.awaits(**event));
    shape.starts.at(region).iter().chain(handlers).copied().collect()
}

/// Finds a shortest path from a start of the process to a node.
fn shortest(graph: &Graph, solution: &Solution, goal: NodeId) -> Vec<NodeId> {
    let shape = &solution.shape;
    let mut from = vec![NOWHERE; graph.nodes.len()];
    let throws = &solution.throws;
    let mut queue = VecDeque::new();
    for start in begins(graph, solution, goal) {
        from[start.index()] = start;
        queue.push_back(start);
    }
    while let Some(node) = queue.pop_front() {
        if node == goal {
            return read_back(&from, node);
        }
        let next = shape.next(node).filter(|next| !throws.awaits(*next));
        for next in next.chain(throws.catchers(node).iter().copied()) {
            if from[next.index()] == NOWHERE {
                from[next.index()] = node;
                queue.push_back(next);
            }
        }
    }
    Vec::new()
}

/// Reads a path backwards off the table of where each of its places was reached from; the first, from itself.
fn read_back<T: Id + PartialEq>(from: &[T], last: T) -> Vec<T> {
    let mut path = vec![last];
    let mut at = last;
    while from[at.index()] != at {
        at = from[at.index()];
        path.push(at);
    }
    path.reverse();
    path
}

/// Lists the makers that explain a verdict: those that run beside the node, or lie behind it, in its process; else all.
pub fn makers(graph: &Graph, solution: &Solution, node: NodeId, fact: FactId) -> Vec<NodeId> {
    let makers = solution.makers(fact).iter().copied();
    match verdict(graph, solution, node, fact) {
        FactAvailability::Racing => {
            makers.filter(|maker| solution.concurrent(graph, node, *maker) == Some(true)).collect()
        }
        FactAvailability::Late => {
            makers.filter(|maker| *maker != node && solution.follows(graph, node, *maker)).collect()
        }
        _ => makers.filter(|maker| !matches!(graph.nodes[maker.index()].kind, NodeKind::Detached)).collect(),
    }
}
