//! Small random models.

use handoff_landscape::flow::{Edge, EdgeKind, FactId, Gate, Graph, Node, NodeId, NodeKind, ProcessId};
use handoff_model::Id;

/// The one fact of every model.
pub(crate) const FACT: FactId = FactId(0);

/// A random number generator (xorshift64*), the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }

    fn one_in(&mut self, chance: u64) -> bool {
        self.below(chance) == 0
    }
}

/// What a random model may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Menu {
    pub(crate) states: bool,
    pub(crate) scopes: bool,
    pub(crate) boundaries: bool,
    pub(crate) handlers: bool,
    pub(crate) early_ends: bool,
    pub(crate) terminates: bool,
    pub(crate) calls: bool,
    pub(crate) starts: bool,
    pub(crate) messages: bool,
    pub(crate) throws: bool,
    pub(crate) signals: bool,
}

struct Builder<'a> {
    graph: Graph,
    random: &'a mut Random,
    menu: Menu,
    budget: i32,
    process: ProcessId,
}

/// Makes a model of nested blocks.
pub(crate) fn blocks(random: &mut Random, menu: Menu, budget: i32) -> Graph {
    let graph = Graph { facts: 1, given: vec![Vec::new()], ..Graph::default() };
    let mut builder = Builder { graph, random, menu, budget, process: ProcessId(0) };
    if builder.random.one_in(8) {
        builder.graph.given[0].push(FACT);
    }
    builder.body(None, false);
    if menu.throws {
        builder.uncaught();
    }
    if menu.signals {
        builder.signals();
    }
    if menu.calls {
        builder.calls();
    }
    if menu.messages {
        builder.messages();
    }
    builder.graph
}

impl Builder<'_> {
    fn node(&mut self, kind: NodeKind, scope: Option<NodeId>, gate: Gate) -> NodeId {
        self.budget -= 1;
        self.graph.nodes.push(Node { kind, scope, process: self.process, join: gate, split: gate });
        self.graph.makes.push(Vec::new());
        self.graph.may_make.push(Vec::new());
        self.graph.ends.push(Vec::new());
        NodeId(self.graph.nodes.len() as u32 - 1)
    }

    fn flow(&mut self, source: NodeId, target: NodeId) {
        self.graph.edges.push(Edge { source, target, kind: EdgeKind::Sequence });
    }

    fn task(&mut self, scope: Option<NodeId>) -> NodeId {
        let task = self.node(NodeKind::Step, scope, Gate::Exclusive);
        self.work(task);
        task
    }

    fn work(&mut self, task: NodeId) {
        let index = task.index();
        match self.random.below(10) {
            0 | 1 => self.graph.makes[index].push(FACT),
            2 => self.graph.may_make[index].push(FACT),
            3 | 4 if self.menu.states => self.graph.ends[index].push(FACT),
            5 if self.menu.states && self.random.one_in(3) => {
                self.graph.ends[index].push(FACT);
                self.graph.makes[index].push(FACT);
            }
            _ => {}
        }
    }

    /// Fills a scope (or a process) from its start to its end.
    fn body(&mut self, scope: Option<NodeId>, handler: bool) {
        let start = self.node(NodeKind::Start, scope, Gate::Exclusive);
        let (first, last) = self.block(scope, 3);
        if self.menu.starts && scope.is_none() && !handler && self.random.one_in(2) {
            self.start_again(start, first);
        } else {
            self.flow(start, first);
        }
        if !self.random.one_in(3) {
            let terminate = self.menu.terminates && self.random.one_in(3);
            let end = self.node(NodeKind::End { terminate }, scope, Gate::Exclusive);
            self.flow(last, end);
        }
        if self.menu.handlers && !handler && self.budget > 0 && self.random.one_in(3) {
            let interrupting = self.random.one_in(2);
            let event = self.node(NodeKind::EventScope { interrupting }, scope, Gate::Exclusive);
            self.body(Some(event), true);
            let beside =
                |node: &Node| matches!(node.kind, NodeKind::EventScope { .. }) && node.scope == scope;
            self.throw_to(event, scope, &|graph: &Graph, around| {
                around.iter().any(|node| beside(&graph.nodes[node.index()]))
            });
        }
        if scope.is_some() && self.budget > 0 && self.random.one_in(6) {
            self.body_again(scope);
        }
    }

    /// A second start of a process: every case begins at one of them.
    fn start_again(&mut self, start: NodeId, first: NodeId) {
        let merge = self.node(NodeKind::Step, None, Gate::Exclusive);
        self.flow(start, merge);
        self.flow(merge, first);
        let other = self.node(NodeKind::Start, None, Gate::Exclusive);
        let task = self.task(None);
        self.flow(other, task);
        if !self.random.one_in(3) {
            self.flow(task, merge);
        }
    }

    /// A second start in a scope.
    fn body_again(&mut self, scope: Option<NodeId>) {
        let start = self.node(NodeKind::Start, scope, Gate::Exclusive);
        let task = self.task(scope);
        self.flow(start, task);
    }

    /// Builds a block with one way in and one way out.
    fn block(&mut self, scope: Option<NodeId>, depth: u32) -> (NodeId, NodeId) {
        if depth == 0 || self.budget <= 0 {
            let task = self.task(scope);
            return (task, task);
        }
        match self.random.below(12) {
            0..=2 => {
                let (first, middle) = self.block(scope, depth - 1);
                let (next, last) = self.block(scope, depth - 1);
                self.flow(middle, next);
                (first, last)
            }
            3 | 4 => self.branches(scope, depth, Gate::Exclusive),
            5 | 6 => self.branches(scope, depth, Gate::Parallel),
            7 => self.branches(scope, depth, Gate::Inclusive),
            8 => self.repeat(scope, depth),
            9 | 10 if self.menu.scopes => self.scope(scope, depth),
            _ => {
                let task = self.task(scope);
                if self.menu.boundaries && self.random.one_in(2) {
                    self.boundary(scope, task, task)
                } else {
                    (task, task)
                }
            }
        }
    }

    fn branches(&mut self, scope: Option<NodeId>, depth: u32, gate: Gate) -> (NodeId, NodeId) {
        let split = self.node(NodeKind::Step, scope, gate);
        if gate == Gate::Parallel && self.random.one_in(4) {
            // A task with several outgoing flows.
            self.graph.nodes[split.index()].join = Gate::Exclusive;
            self.work(split);
        }
        let join = self.node(NodeKind::Step, scope, gate);
        // An inclusive join awaits all branches of a parallel split as well.
        if gate == Gate::Parallel && self.random.one_in(5) {
            self.graph.nodes[join.index()].join = Gate::Inclusive;
        }
        let count = 2 + self.random.below(2);
        for branch in 0..count {
            if self.random.one_in(6) && branch > 0 {
                self.flow(split, join);
                continue;
            }
            let (first, last) = self.block(scope, depth - 1);
            self.flow(split, first);
            let strict = gate != Gate::Exclusive && self.graph.nodes[join.index()].join != Gate::Parallel;
            if self.menu.early_ends && self.random.one_in(4) && !strict {
                let choice = self.node(NodeKind::Step, scope, Gate::Exclusive);
                let terminate = self.menu.terminates && self.random.one_in(2);
                let end = self.node(NodeKind::End { terminate }, scope, Gate::Exclusive);
                self.flow(last, choice);
                self.flow(choice, end);
                self.flow(choice, join);
            } else {
                self.flow(last, join);
            }
        }
        // A join of exclusive branches may be any merge.
        (split, join)
    }

    fn repeat(&mut self, scope: Option<NodeId>, depth: u32) -> (NodeId, NodeId) {
        let merge = self.node(NodeKind::Step, scope, Gate::Exclusive);
        let (first, last) = self.block(scope, depth - 1);
        let choice = self.node(NodeKind::Step, scope, Gate::Exclusive);
        self.flow(merge, first);
        self.flow(last, choice);
        self.flow(choice, merge);
        // A way out of the loop, even where the body ends here.
        let after = self.node(NodeKind::Step, scope, Gate::Exclusive);
        self.flow(choice, after);
        (merge, after)
    }

    fn scope(&mut self, scope: Option<NodeId>, depth: u32) -> (NodeId, NodeId) {
        let unordered = self.random.one_in(10);
        let kind = NodeKind::Scope { surely: !self.random.one_in(4), unordered };
        let inner = self.node(kind, scope, Gate::Exclusive);
        if self.random.one_in(8) {
            self.work(inner);
        }
        if unordered {
            for _ in 0..2 {
                let task = self.node(NodeKind::Start, Some(inner), Gate::Exclusive);
                self.work(task);
            }
        } else {
            let _ = depth;
            self.body(Some(inner), false);
        }
        if self.menu.boundaries && self.random.one_in(2) {
            self.boundary(scope, inner, inner)
        } else {
            (inner, inner)
        }
    }

    fn boundary(&mut self, scope: Option<NodeId>, host: NodeId, last: NodeId) -> (NodeId, NodeId) {
        let interrupting = self.random.one_in(2);
        let event = self.node(NodeKind::Boundary { host, interrupting }, scope, Gate::Exclusive);
        let (first, end) = self.block(scope, 1);
        self.flow(event, first);
        if matches!(self.graph.nodes[host.index()].kind, NodeKind::Scope { .. }) {
            self.throw_to(event, Some(host), &|_, _| false);
        }
        if interrupting && self.random.one_in(2) {
            let merge = self.node(NodeKind::Step, scope, Gate::Exclusive);
            self.flow(last, merge);
            self.flow(end, merge);
            return (host, merge);
        }
        (host, last)
    }

    /// Lets some nodes inside a scope (or process) throw what an event catches; not where what lies around them is barred.
    fn throw_to(&mut self, event: NodeId, scope: Option<NodeId>, barred: &dyn Fn(&Graph, &[NodeId]) -> bool) {
        if !self.menu.throws || self.random.one_in(3) {
            return;
        }
        let only = !self.random.one_in(4);
        let fits = |node: &NodeId| {
            let mut around = Vec::new();
            let mut at = self.graph.nodes[node.index()].scope;
            while let Some(inner) = at.filter(|_| at != scope) {
                around.push(inner);
                at = self.graph.nodes[inner.index()].scope;
            }
            at == scope && self.can_throw(*node) && !barred(&self.graph, &around)
        };
        let all: Vec<NodeId> = NodeId::all(event.index()).filter(fits).collect();
        for _ in 0..=self.random.below(2) {
            if !all.is_empty() {
                let source = all[self.random.below(all.len() as u64) as usize];
                if self.can_throw(source) {
                    self.graph.edges.push(Edge { source, target: event, kind: EdgeKind::Throw { only } });
                }
            }
        }
    }

    /// Tells whether a node may become one that throws.
    fn can_throw(&self, node: NodeId) -> bool {
        let data = &self.graph.nodes[node.index()];
        let own = |edge: &&Edge| edge.source == node;
        let hosts = |other: &Node| matches!(other.kind, NodeKind::Boundary { host, .. } if host == node);
        matches!(data.kind, NodeKind::Step | NodeKind::End { terminate: false })
            && (data.join, data.split) == (Gate::Exclusive, Gate::Exclusive)
            && self.graph.edges.iter().filter(own).count() < 2
            && !self.graph.edges.iter().filter(own).any(|edge| !matches!(edge.kind, EdgeKind::Sequence))
            && !self.graph.nodes.iter().any(hosts)
    }

    /// Lets some ends inside scopes throw what nothing catches.
    fn uncaught(&mut self) {
        for node in NodeId::all(self.graph.nodes.len()) {
            let data = &self.graph.nodes[node.index()];
            let end = data.kind == NodeKind::End { terminate: false } && data.scope.is_some();
            if end && self.can_throw(node) && self.random.one_in(8) {
                self.graph.uncaught.push(node);
            }
        }
    }

    /// Adds signals inside the process, each from one or two nodes to one.
    fn signals(&mut self) {
        let count = NodeId::new(self.graph.nodes.len());
        for _ in 0..=self.random.below(2) {
            let Some(target) = self.partner(NodeId(0), count, false) else { return };
            for _ in 0..=self.random.below(2) {
                if let Some(source) =
                    self.partner(NodeId(0), count, true).filter(|source| !self.leads(target, *source))
                {
                    self.graph.edges.push(Edge { source, target, kind: EdgeKind::Signal });
                }
            }
        }
    }

    /// Tells whether flows lead from a node to another, or to itself.
    fn leads(&self, from: NodeId, to: NodeId) -> bool {
        let (mut seen, mut stack) = (vec![false; self.graph.nodes.len()], vec![from]);
        while let Some(node) = stack.pop() {
            if !std::mem::replace(&mut seen[node.index()], true) {
                let flows = self.graph.edges.iter().filter(|edge| edge.source == node);
                stack.extend(flows.map(|edge| edge.target));
            }
        }
        seen[to.index()]
    }

    /// Adds a second process and messages between the two.
    fn messages(&mut self) {
        let first = NodeId::new(self.graph.nodes.len());
        self.process = ProcessId(1);
        self.graph.given.push(Vec::new());
        self.budget = 1 + self.random.below(4) as i32;
        self.body(None, true);
        if self.random.one_in(2) {
            let sender = self.partner(NodeId(0), first, true);
            self.message(sender, first);
        }
        for _ in 0..=self.random.below(2) {
            let (one, other) = (self.partner(NodeId(0), first, true), self.partner(first, first, false));
            let (one, other) = if self.random.one_in(3) {
                (self.partner(first, first, true), self.partner(NodeId(0), first, false))
            } else {
                (one, other)
            };
            self.message(one, other);
        }
    }

    /// Picks a node of the first or the second process that may send or receive.
    fn partner(&mut self, from: NodeId, second: NodeId, sends: bool) -> Option<NodeId> {
        let until = if from.0 == 0 { second.index() } else { self.graph.nodes.len() };
        let fits = |node: &NodeId| {
            let data = &self.graph.nodes[node.index()];
            (data.kind == NodeKind::Step || sends && matches!(data.kind, NodeKind::End { .. }))
                && (data.join, data.split) == (Gate::Exclusive, Gate::Exclusive)
                && self.graph.edges.iter().filter(|edge| edge.source == *node).count() < 2
        };
        let all: Vec<NodeId> = NodeId::all(until).skip(from.index()).filter(fits).collect();
        if all.is_empty() { None } else { Some(all[self.random.below(all.len() as u64) as usize]) }
    }

    fn message(&mut self, source: Option<NodeId>, target: impl Into<Option<NodeId>>) {
        let (Some(source), Some(target)) = (source, target.into()) else { return };
        let (facts, brings) = match self.random.below(4) {
            0 => (Vec::new(), vec![FACT]),
            1 => (Vec::new(), Vec::new()),
            _ => (vec![(FACT, FACT)], Vec::new()),
        };
        self.graph.edges.push(Edge { source, target, kind: EdgeKind::Message { facts, brings } });
    }

    /// Turns some tasks into calls of a second process.
    fn calls(&mut self) {
        let callers: Vec<NodeId> = NodeId::all(self.graph.nodes.len())
            .filter(|node| {
                let data = &self.graph.nodes[node.index()];
                let hosts =
                    |other: &Node| matches!(other.kind, NodeKind::Boundary { host, .. } if host == *node);
                data.kind == NodeKind::Step
                    && data.join == Gate::Exclusive
                    && data.split == Gate::Exclusive
                    && !self.graph.nodes.iter().any(hosts)
                    && !self
                        .graph
                        .edges
                        .iter()
                        .any(|edge| edge.source == *node && matches!(edge.kind, EdgeKind::Throw { .. }))
                    && self.graph.edges.iter().filter(|edge| edge.source == *node).count() < 2
            })
            .collect();
        if callers.is_empty() {
            return;
        }
        let start = self.graph.nodes.len() as u32;
        self.process = ProcessId(1);
        self.graph.given.push(Vec::new());
        self.budget = self.budget.max(3);
        self.menu.handlers = false;
        self.body(None, true);
        let count = if self.menu.terminates { 1 + self.random.below(2) } else { 1 };
        for _ in 0..count {
            let caller = callers[self.random.below(callers.len() as u64) as usize];
            if self.graph.edges.iter().any(|edge| edge.source == caller && edge.target == NodeId(start)) {
                continue;
            }
            self.graph.edges.push(Edge {
                source: caller,
                target: NodeId(start),
                kind: EdgeKind::Call { facts: None },
            });
            let kind = EdgeKind::Return { process: ProcessId(1), facts: None };
            self.graph.edges.push(Edge { source: NodeId(start), target: caller, kind });
        }
    }
}

/// Makes a model without any structure.
pub(crate) fn tangle(random: &mut Random, menu: Menu) -> Graph {
    let graph = Graph { facts: 1, given: vec![Vec::new()], ..Graph::default() };
    let mut builder = Builder { graph, random, menu, budget: 0, process: ProcessId(0) };
    builder.node(NodeKind::Start, None, Gate::Exclusive);
    let count = 4 + builder.random.below(5) as u32;
    for _ in 0..count {
        let gate = match builder.random.below(8) {
            0 | 1 => Gate::Parallel,
            2 => Gate::Inclusive,
            _ => Gate::Exclusive,
        };
        let node = builder.node(NodeKind::Step, None, gate);
        if gate == Gate::Exclusive {
            builder.work(node);
        }
    }
    for node in (0..=count).map(NodeId) {
        let flows = if node.0 == 0 { 1 } else { builder.random.below(3) };
        for _ in 0..flows {
            let target = NodeId(1 + builder.random.below(u64::from(count)) as u32);
            if !builder.graph.edges.iter().any(|edge| edge.source == node && edge.target == target) {
                builder.flow(node, target);
            }
        }
    }
    builder.graph
}
