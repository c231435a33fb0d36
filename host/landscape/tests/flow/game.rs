//! The token game: every execution of a small graph with one fact, state by state.
//!
//! It shares nothing with the analysis but the graph. A token carries what it knows: which nodes lie in its past and
//! which makings of the fact it has seen, each alive or ended. Tokens that meet pool what they know; a making that
//! one of them knows to be ended is ended. So an ending acts on the makings that came before it and on no others.

use std::collections::{BTreeSet, HashSet};

use handoff_landscape::flow::{EdgeKind, Gate, Graph, NodeId, NodeKind};

/// What a token knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Known {
    /// Nodes that were started in its past, as bits.
    past: u64,
    /// Makings of the fact by number: alive or ended.
    makings: Vec<(u32, bool)>,
}

impl Known {
    fn holds(&self) -> bool {
        self.makings.iter().any(|(_, alive)| *alive)
    }

    fn pool(&mut self, other: &Known) {
        self.past |= other.past;
        for &(making, alive) in &other.makings {
            match self.makings.iter_mut().find(|(known, _)| *known == making) {
                Some((_, known)) => *known &= alive,
                None => self.makings.push((making, alive)),
            }
        }
    }
}

/// A token on its way into a node, over an edge or (`None`) from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Token {
    node: NodeId,
    edge: Option<u32>,
    known: Known,
    /// Non-interrupting boundary events that have fired, as bits.
    fired: u128,
}

/// A running process, scope or called process.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Instance {
    /// The scope or call activity that runs it.
    node: Option<NodeId>,
    process: u32,
    tokens: Vec<Token>,
    inner: Vec<Instance>,
    /// All that was ever known inside.
    so_far: Known,
    /// What the caller knew.
    caller: Option<Known>,
    /// Event sub-processes and boundary events that have fired, as bits.
    fired: u128,
    /// An interrupting event sub-process has taken over.
    interrupted: bool,
}

/// What all executions together show.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Nodes that started with the fact.
    pub(crate) with: BTreeSet<NodeId>,
    /// Nodes that started without it.
    pub(crate) without: BTreeSet<NodeId>,
    /// Pairs of nodes that were waiting at the same time.
    pub(crate) beside: BTreeSet<(NodeId, NodeId)>,
    /// Pairs of a node and one that started later because of it.
    pub(crate) later: BTreeSet<(NodeId, NodeId)>,
}

/// Plays one graph.
struct Game<'a> {
    graph: &'a Graph,
    seen: Seen,
    states: HashSet<Instance>,
    open: Vec<Instance>,
    next_making: u32,
    track_past: bool,
}

/// Plays all executions; `None` when there are more than `limit` states.
pub(crate) fn play(graph: &Graph, limit: usize) -> Option<Seen> {
    let mut facts = Game::new(graph, false);
    facts.run(limit)?;
    let mut order = Game::new(graph, true);
    order.run(limit)?;
    let mut seen = facts.seen;
    seen.beside = order.seen.beside;
    seen.later = order.seen.later;
    Some(seen)
}

impl<'a> Game<'a> {
    fn new(graph: &'a Graph, track_past: bool) -> Self {
        Self {
            graph,
            seen: Seen::default(),
            states: HashSet::new(),
            open: Vec::new(),
            next_making: 1 << 20,
            track_past,
        }
    }

    fn kind(&self, node: NodeId) -> NodeKind {
        self.graph.nodes[node as usize].kind
    }

    fn nodes(&self, keep: impl Fn(NodeId) -> bool) -> Vec<NodeId> {
        (0..self.graph.nodes.len() as u32).filter(|node| keep(*node)).collect()
    }

    fn flows(&self, keep: impl Fn(NodeId, NodeId) -> bool) -> Vec<(u32, NodeId)> {
        let edges = (0u32..).zip(&self.graph.edges);
        edges
            .filter(|(_, edge)| matches!(edge.kind, EdgeKind::Sequence) && keep(edge.source, edge.target))
            .map(|(id, edge)| (id, edge.target))
            .collect()
    }

    fn run(&mut self, limit: usize) -> Option<()> {
        // Process 0 is started from outside, once for each of its starts; the others are called.
        let given = self.graph.given[0].binary_search(&0).is_ok();
        for start in
            self.nodes(|node| self.in_region(node, None, 0) && matches!(self.kind(node), NodeKind::Start))
        {
            let mut known = Known::default();
            if given {
                self.make(&mut known);
            }
            let mut root = self.instance(None, 0, known.clone());
            self.enter(&mut root, start, None, known);
            self.visit(root);
        }
        while let Some(state) = self.open.pop() {
            if self.states.len() > limit {
                return None;
            }
            self.note_beside(&state);
            for next in self.moves(&state) {
                self.visit(next);
            }
        }
        Some(())
    }

    fn instance(&self, node: Option<NodeId>, process: u32, so_far: Known) -> Instance {
        Instance {
            node,
            process,
            tokens: Vec::new(),
            inner: Vec::new(),
            so_far,
            caller: None,
            fired: 0,
            interrupted: false,
        }
    }

    fn in_region(&self, node: NodeId, scope: Option<NodeId>, process: u32) -> bool {
        let data = &self.graph.nodes[node as usize];
        data.scope == scope && (scope.is_some() || data.process == process)
    }

    fn visit(&mut self, mut state: Instance) {
        self.normalize(&mut state);
        if self.states.insert(state.clone()) {
            self.open.push(state);
        }
    }

    /// Gives makings that no token can tell apart one number, so that loops come to an end.
    fn normalize(&mut self, state: &mut Instance) {
        fn sort(instance: &mut Instance) {
            instance.inner.iter_mut().for_each(sort);
            instance.tokens.sort();
            instance.inner.sort();
        }
        fn each(instance: &mut Instance, act: &mut dyn FnMut(&mut Known)) {
            act(&mut instance.so_far);
            instance.caller.iter_mut().for_each(&mut *act);
            instance.tokens.iter_mut().for_each(|token| act(&mut token.known));
            instance.inner.iter_mut().for_each(|inner| each(inner, act));
        }
        sort(state);
        let mut makings: BTreeSet<u32> = BTreeSet::new();
        each(state, &mut |known| makings.extend(known.makings.iter().map(|(making, _)| *making)));
        let mut patterns: Vec<(Vec<Option<bool>>, u32)> = Vec::new();
        for making in makings {
            let mut pattern = Vec::new();
            each(state, &mut |known| {
                pattern
                    .push(known.makings.iter().find(|(known, _)| *known == making).map(|(_, alive)| *alive));
            });
            let alive = pattern.contains(&Some(true));
            if alive && !patterns.iter().any(|(known, _)| *known == pattern) {
                patterns.push((pattern, making));
            }
        }
        patterns.sort();
        each(state, &mut |known| {
            let new = (0u32..).zip(&patterns).filter_map(|(number, (_, making))| {
                known.makings.iter().find(|(known, _)| known == making).map(|(_, alive)| (number, *alive))
            });
            known.makings = new.collect();
        });
    }

    fn make(&mut self, known: &mut Known) {
        known.makings.push((self.next_making, true));
        self.next_making += 1;
    }

    /// Lets a token arrive at a node.
    fn enter(&mut self, instance: &mut Instance, node: NodeId, edge: Option<u32>, mut known: Known) {
        if self.graph.nodes[node as usize].join == Gate::Exclusive {
            self.start(node, &mut known);
        }
        instance.so_far.pool(&known);
        instance.tokens.push(Token { node, edge, known, fired: 0 });
    }

    /// Notes that a node starts.
    fn start(&mut self, node: NodeId, known: &mut Known) {
        if self.track_past {
            for earlier in (0..64).filter(|bit| known.past >> bit & 1 == 1) {
                self.seen.later.insert((earlier, node));
            }
            known.past |= 1 << node;
            known.makings.clear();
        } else if known.holds() {
            self.seen.with.insert(node);
        } else {
            self.seen.without.insert(node);
        }
    }

    /// Does the work of a node; lists the possible results.
    fn work(&mut self, node: NodeId, known: &Known) -> Vec<Known> {
        let index = node as usize;
        let mut done = known.clone();
        if self.track_past {
            return vec![done];
        }
        if self.graph.ends[index].binary_search(&0).is_ok() {
            done.makings.iter_mut().for_each(|(_, alive)| *alive = false);
        }
        if self.graph.makes[index].binary_search(&0).is_ok() {
            self.make(&mut done);
        }
        let mut results = vec![done.clone()];
        if self.graph.may_make[index].binary_search(&0).is_ok() {
            self.make(&mut done);
            results.push(done);
        }
        results
    }

    /// Lets a token leave a node; lists the possible results.
    fn leave(&mut self, instance: &Instance, node: NodeId, known: &Known) -> Vec<Instance> {
        let mut results = Vec::new();
        for known in self.work(node, known) {
            let mut base = instance.clone();
            base.so_far.pool(&known);
            let flows = self.flows(|source, _| source == node);
            let count = flows.len();
            let choices: Vec<u32> = match self.graph.nodes[node as usize].split {
                _ if count == 0 => vec![0],
                Gate::Exclusive => (0..count).map(|flow| 1 << flow).collect(),
                Gate::Parallel => vec![(1 << count) - 1],
                Gate::Inclusive => (1..1 << count).collect(),
            };
            for choice in choices {
                let mut next = base.clone();
                if matches!(self.kind(node), NodeKind::End { terminate: true }) {
                    next.tokens.clear();
                    next.inner.clear();
                    next.interrupted = true;
                }
                for (bit, (edge, target)) in flows.iter().enumerate() {
                    if choice >> bit & 1 == 1 {
                        self.enter(&mut next, *target, Some(*edge), known.clone());
                    }
                }
                results.push(next);
            }
        }
        results
    }

    /// Lists all states one move away.
    fn moves(&mut self, state: &Instance) -> Vec<Instance> {
        let mut results = Vec::new();
        for at in 0..state.tokens.len() {
            self.move_token(state, at, &mut results);
        }
        self.move_joins(state, &mut results);
        self.move_handlers(state, &mut results);
        for at in 0..state.inner.len() {
            self.move_inner(state, at, &mut results);
        }
        if let Some(scope) =
            state.node.filter(|node| matches!(self.kind(*node), NodeKind::Scope { unordered: true, .. }))
        {
            // One more run of any of its steps, as long as few are running.
            if state.tokens.len() + state.inner.len() < 2 && !state.interrupted {
                for start in self.nodes(|node| {
                    self.in_region(node, Some(scope), 0) && matches!(self.kind(node), NodeKind::Start)
                }) {
                    let mut next = state.clone();
                    self.enter(&mut next, start, None, state.so_far.clone());
                    results.push(next);
                }
            }
        }
        results
    }

    fn boundaries(&self, host: NodeId, interrupting: bool) -> Vec<NodeId> {
        self.nodes(|node| self.kind(node) == NodeKind::Boundary { host, interrupting })
    }

    fn move_token(&mut self, state: &Instance, at: usize, results: &mut Vec<Instance>) {
        let token = state.tokens[at].clone();
        let mut rest = state.clone();
        rest.tokens.remove(at);
        let node = token.node;
        if self.graph.nodes[node as usize].join != Gate::Exclusive {
            return;
        }
        let called = self
            .graph
            .edges
            .iter()
            .find(|edge| edge.source == node && matches!(edge.kind, EdgeKind::Call { .. }));
        match (self.kind(node), called) {
            (NodeKind::Scope { surely, .. }, _) => {
                self.begin(&rest, node, &token.known, results);
                if !surely {
                    results.extend(self.leave(&rest, node, &token.known));
                }
            }
            (NodeKind::EventScope { .. }, _) => self.begin(&rest, node, &token.known, results),
            (_, Some(call)) => {
                let start = call.target;
                let mut next = rest.clone();
                let mut inner =
                    self.instance(Some(node), self.graph.nodes[start as usize].process, token.known.clone());
                inner.caller = Some(token.known.clone());
                // Every call runs a process of its own: what ran in another call is not in its past.
                inner.so_far.past = 0;
                let known = inner.so_far.clone();
                self.enter(&mut inner, start, None, known);
                next.inner.push(inner);
                results.push(next);
            }
            _ => results.extend(self.leave(&rest, node, &token.known)),
        }
        if matches!(self.kind(node), NodeKind::Scope { .. }) {
            return;
        }
        for boundary in self.boundaries(node, true) {
            let mut next = rest.clone();
            self.enter(&mut next, boundary, None, token.known.clone());
            results.push(next);
        }
        for boundary in self.boundaries(node, false) {
            if token.fired >> boundary & 1 == 0 {
                let mut next = state.clone();
                next.tokens[at].fired |= 1 << boundary;
                self.enter(&mut next, boundary, None, token.known.clone());
                results.push(next);
            }
        }
    }

    fn begin(&mut self, rest: &Instance, scope: NodeId, known: &Known, results: &mut Vec<Instance>) {
        let mut next = rest.clone();
        let mut inner = self.instance(Some(scope), rest.process, known.clone());
        if !matches!(self.kind(scope), NodeKind::Scope { unordered: true, .. }) {
            for start in self.nodes(|node| {
                self.in_region(node, Some(scope), 0) && matches!(self.kind(node), NodeKind::Start)
            }) {
                self.enter(&mut inner, start, None, known.clone());
            }
        }
        next.inner.push(inner);
        results.push(next);
    }

    fn move_joins(&mut self, state: &Instance, results: &mut Vec<Instance>) {
        let joins: BTreeSet<NodeId> = state
            .tokens
            .iter()
            .map(|token| token.node)
            .filter(|node| self.graph.nodes[*node as usize].join != Gate::Exclusive)
            .collect();
        for join in joins {
            let flows = self.flows(|_, target| target == join);
            let waiting = |edge: u32| {
                state.tokens.iter().position(|token| token.node == join && token.edge == Some(edge))
            };
            let taken: Vec<usize> = flows.iter().filter_map(|(edge, _)| waiting(*edge)).collect();
            let ready = match self.graph.nodes[join as usize].join {
                Gate::Inclusive => !self.may_come(state, join),
                _ => taken.len() == flows.len(),
            };
            if !ready {
                continue;
            }
            let mut rest = state.clone();
            let mut known = Known::default();
            for at in &taken {
                known.pool(&state.tokens[*at].known);
            }
            let mut at = 0;
            rest.tokens.retain(|_| {
                at += 1;
                !taken.contains(&(at - 1))
            });
            self.start(join, &mut known);
            results.extend(self.leave(&rest, join, &known));
        }
    }

    /// Tells whether a join has to wait: a token elsewhere in the instance may come to it over a flow where none
    /// waits, and cannot come over one where a token waits already.
    fn may_come(&self, state: &Instance, join: NodeId) -> bool {
        let waits =
            |edge: u32| state.tokens.iter().any(|token| token.node == join && token.edge == Some(edge));
        let tokens = state.tokens.iter().map(|token| token.node).filter(|node| *node != join);
        let mut all = tokens.chain(state.inner.iter().filter_map(|inner| inner.node));
        all.any(|node| {
            let mut reached = vec![node];
            let mut over = BTreeSet::new();
            let mut at = 0;
            while at < reached.len() {
                let node = reached[at];
                let mut next: Vec<NodeId> = Vec::new();
                for (edge, target) in self.flows(|source, _| source == node) {
                    if target == join {
                        over.insert(edge);
                    } else {
                        next.push(target);
                    }
                }
                next.extend(self.boundaries(node, true));
                next.extend(self.boundaries(node, false));
                next.retain(|node| !reached.contains(node));
                reached.extend(next);
                at += 1;
            }
            !over.is_empty() && !over.iter().any(|edge| waits(*edge))
        })
    }

    fn move_handlers(&mut self, state: &Instance, results: &mut Vec<Instance>) {
        if state.interrupted {
            return;
        }
        let scope = state.node.filter(|_| state.caller.is_none());
        for handler in self.nodes(|node| self.in_region(node, scope, state.process)) {
            let NodeKind::EventScope { interrupting } = self.kind(handler) else { continue };
            // Twice is enough to see a run that comes after another.
            let bit = if state.fired >> handler & 1 == 0 { handler } else { handler + 64 };
            if state.fired >> bit & 1 == 1 {
                continue;
            }
            let mut next = state.clone();
            next.fired |= 1 << bit;
            if interrupting {
                next.tokens.clear();
                next.inner.clear();
                next.interrupted = true;
            }
            self.enter(&mut next, handler, None, state.so_far.clone());
            results.push(next);
        }
    }

    fn move_inner(&mut self, state: &Instance, at: usize, results: &mut Vec<Instance>) {
        let inner = state.inner[at].clone();
        let Some(node) = inner.node else { return };
        for moved in self.moves(&inner) {
            let mut next = state.clone();
            let mut so_far = moved.so_far.clone();
            if moved.caller.is_some() {
                so_far = Known::default();
            }
            next.so_far.pool(&so_far);
            next.inner[at] = moved;
            results.push(next);
        }
        let mut rest = state.clone();
        rest.inner.remove(at);
        if inner.tokens.is_empty() && inner.inner.is_empty() {
            let known = match &inner.caller {
                None => inner.so_far.clone(),
                Some(caller) => {
                    let mut known = caller.clone();
                    if inner.so_far.holds() {
                        self.make(&mut known);
                    }
                    known
                }
            };
            results.extend(self.leave(&rest, node, &known));
        }
        if inner.caller.is_some() {
            return;
        }
        for boundary in self.boundaries(node, true) {
            let mut next = rest.clone();
            self.enter(&mut next, boundary, None, inner.so_far.clone());
            results.push(next);
        }
        for boundary in self.boundaries(node, false) {
            if inner.fired >> boundary & 1 == 0 {
                let mut next = state.clone();
                next.inner[at].fired |= 1 << boundary;
                self.enter(&mut next, boundary, None, inner.so_far.clone());
                results.push(next);
            }
        }
    }

    /// Notes which nodes wait at the same time.
    fn note_beside(&mut self, state: &Instance) {
        if !self.track_past {
            return;
        }
        // Everything inside one part of the state runs beside everything inside another.
        fn collect(
            instance: &Instance,
            beside: &mut BTreeSet<(NodeId, NodeId)>,
            runs: &dyn Fn(NodeId) -> bool,
        ) -> BTreeSet<NodeId> {
            let mut parts: Vec<BTreeSet<NodeId>> = instance
                .tokens
                .iter()
                .filter(|token| runs(token.node))
                .map(|token| BTreeSet::from([token.node]))
                .collect();
            for inner in &instance.inner {
                let mut part = collect(inner, beside, runs);
                if inner.caller.is_some() {
                    // What a called process knows is its own.
                    part.clear();
                }
                part.extend(inner.node);
                parts.push(part);
            }
            for (index, part) in parts.iter().enumerate() {
                for other in &parts[index + 1..] {
                    for (left, right) in
                        part.iter().flat_map(|left| other.iter().map(move |right| (*left, *right)))
                    {
                        beside.extend([(left, right), (right, left)]);
                    }
                }
            }
            parts.into_iter().flatten().collect()
        }
        // A token that waits at a join has not started it.
        let graph = self.graph;
        collect(state, &mut self.seen.beside, &|node| !is_join(graph, node));
    }
}

/// Tells whether a node waits for several flows.
pub(crate) fn is_join(graph: &Graph, node: NodeId) -> bool {
    let flows =
        graph.edges.iter().filter(|edge| edge.target == node && matches!(edge.kind, EdgeKind::Sequence));
    graph.nodes[node as usize].join != Gate::Exclusive && flows.count() > 1
}
