//! The token game: every execution of a small graph with one fact, state by state.
//!
//! It shares nothing with the analysis but the graph. A token carries what it knows: which nodes lie in its past and
//! which makings of the fact it has seen, each alive or ended. Tokens that meet pool what they know; a making that
//! one of them knows to be ended is ended. So an ending acts on the makings that came before it and on no others.
//!
//! Three games are played on a graph, each following one thing only, so that few states have to be told apart: the
//! fact, the order of the nodes, and a gap that one node has.

use std::collections::{BTreeSet, HashSet};

use handoff_landscape::flow::{EdgeKind, FactId, Gate, Graph, NodeId, NodeKind, ProcessId};
use handoff_model::Id;

use crate::generate::FACT;

/// What a token knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct TokenKnowledge {
    /// Nodes that were started in its past, as bits.
    past: u64,
    /// Makings of the fact by number: alive or ended.
    makings: Vec<(u32, bool)>,
    gap: GapState,
}

/// What became of the gap. Where several branches meet, what stands further down here is true of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum GapState {
    /// The token does not come from the node that has the gap.
    #[default]
    Absent,
    /// It does, and carries the gap on.
    Carried,
    /// The fact was made on the way.
    Mended,
    /// A touched node has started with the gap.
    Met,
}

/// What is followed through one game.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Track {
    Fact,
    Order,
    /// The gap of a node, to the touched nodes.
    Gap(NodeId, Vec<bool>),
}

impl TokenKnowledge {
    fn holds(&self) -> bool {
        self.makings.iter().any(|(_, alive)| *alive)
    }

    fn pool(&mut self, other: &TokenKnowledge) {
        self.past |= other.past;
        self.gap = self.gap.max(other.gap);
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
    /// Whether the node has started: a join does not before all have come, a receiver not before it has a message.
    started: bool,
    known: TokenKnowledge,
    /// Non-interrupting boundary events that have fired, as bits.
    fired: u128,
}

/// A running process, scope or called process.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Instance {
    /// The scope or call activity that runs it.
    node: Option<NodeId>,
    process: ProcessId,
    tokens: Vec<Token>,
    inner: Vec<Instance>,
    /// All that was ever known inside.
    so_far: TokenKnowledge,
    /// What the caller knew.
    caller: Option<TokenKnowledge>,
    /// Event sub-processes and boundary events that have fired, as bits.
    fired: u128,
    /// An interrupting event sub-process has taken over.
    interrupted: bool,
    /// Messages that were sent in the last move.
    sent: BTreeSet<Letter>,
    /// The event that catches what was thrown in the last move, [`NOBODY`] where none does; and what was known then.
    thrown: Option<(NodeId, TokenKnowledge)>,
}

/// Stands for the event that catches what nothing catches.
const NOBODY: NodeId = NodeId(u32::MAX);

/// A message on its way: the edge, whether it brings the fact, the gap of the sender, and, of a signal, all that the sender
/// knows. It is never used up.
type Letter = (u32, bool, GapState, TokenKnowledge);

/// All that is going on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct World {
    cases: Vec<Instance>,
    mail: BTreeSet<Letter>,
}

/// What all executions together show.
#[derive(Debug, Default)]
pub(crate) struct GameFacts {
    /// Nodes that started with the fact.
    pub(crate) with: BTreeSet<NodeId>,
    /// Nodes that started without it.
    pub(crate) without: BTreeSet<NodeId>,
    /// Pairs of nodes that were waiting at the same time.
    pub(crate) beside: BTreeSet<(NodeId, NodeId)>,
    /// Pairs of a node and one that started later because of it.
    pub(crate) later: BTreeSet<(NodeId, NodeId)>,
    /// Something waits for ever in some execution.
    pub(crate) stuck: bool,
}

/// What all executions show about a gap.
#[derive(Debug, Default)]
pub(crate) struct GapFate {
    /// Some execution meets it.
    pub(crate) met: bool,
    /// Some execution has it and comes to its end without meeting it.
    pub(crate) avoided: bool,
}

/// Plays one graph.
struct Game<'a> {
    graph: &'a Graph,
    track: Track,
    seen: GameFacts,
    fate: GapFate,
    states: HashSet<World>,
    open: Vec<World>,
    next_making: u32,
    /// The messages of the state that is played on.
    mail: BTreeSet<Letter>,
}

/// Plays all executions; `None` when there are more than `limit` states.
pub(crate) fn play(graph: &Graph, limit: usize) -> Option<GameFacts> {
    let mut facts = Game::new(graph, Track::Fact);
    facts.run(limit)?;
    let mut order = Game::new(graph, Track::Order);
    order.run(limit)?;
    let mut seen = facts.seen;
    seen.beside = order.seen.beside;
    seen.later = order.seen.later;
    Some(seen)
}

/// Follows the gap of a node to the touched nodes in all executions.
pub(crate) fn follow(graph: &Graph, start: NodeId, touch: &[bool], limit: usize) -> Option<GapFate> {
    let mut game = Game::new(graph, Track::Gap(start, touch.to_vec()));
    game.run(limit)?;
    Some(game.fate)
}

impl<'a> Game<'a> {
    fn new(graph: &'a Graph, track: Track) -> Self {
        Self {
            graph,
            track,
            seen: GameFacts::default(),
            fate: GapFate::default(),
            states: HashSet::new(),
            open: Vec::new(),
            next_making: 1 << 20,
            mail: BTreeSet::new(),
        }
    }

    fn kind(&self, node: NodeId) -> NodeKind {
        self.graph.nodes[node.index()].kind
    }

    fn nodes(&self, keep: impl Fn(NodeId) -> bool) -> Vec<NodeId> {
        NodeId::all(self.graph.nodes.len()).filter(|node| keep(*node)).collect()
    }

    fn flows(&self, keep: impl Fn(NodeId, NodeId) -> bool) -> Vec<(u32, NodeId)> {
        let edges = (0u32..).zip(&self.graph.edges);
        edges
            .filter(|(_, edge)| matches!(edge.kind, EdgeKind::Sequence) && keep(edge.source, edge.target))
            .map(|(id, edge)| (id, edge.target))
            .collect()
    }

    fn run(&mut self, limit: usize) -> Option<()> {
        // Every process that is neither called nor begun by a message is started from outside, at one of its starts.
        let called = |process: ProcessId| {
            let into = |target: NodeId| self.graph.nodes[target.index()].process == process;
            self.graph
                .edges
                .iter()
                .any(|edge| matches!(edge.kind, EdgeKind::Call { .. }) && into(edge.target))
        };
        let mut worlds = vec![World::default()];
        for process in ProcessId::all(self.graph.given.len()).filter(|process| !called(*process)) {
            let starts = self.nodes(|node| {
                self.in_region(node, None, process)
                    && matches!(self.kind(node), NodeKind::Start)
                    && !self.receives(node)
            });
            let mut begun = Vec::new();
            for (world, start) in
                worlds.iter().flat_map(|world| starts.iter().map(move |start| (world, *start)))
            {
                let mut world = world.clone();
                world.cases.push(self.begin_case(start, false, GapState::Absent));
                begun.push(world);
            }
            if !begun.is_empty() {
                worlds = begun;
            }
        }
        for world in worlds {
            self.visit(world);
        }
        while let Some(world) = self.open.pop() {
            if self.states.len() > limit {
                return None;
            }
            self.mail.clone_from(&world.mail);
            let mut moved = false;
            for (at, case) in world.cases.iter().enumerate() {
                self.note_beside(case);
                for mut next in self.moves(case) {
                    moved = true;
                    if next.thrown.take().is_some() {
                        next.tokens.clear();
                        next.inner.clear();
                        next.interrupted = true;
                    }
                    let mut world = world.clone();
                    world.cases[at] = next;
                    self.visit(world);
                }
            }
            let done = !world.cases.iter().any(active);
            self.seen.stuck |= !moved && !done;
            let started = |case: &Instance| case.so_far.gap != GapState::Absent;
            self.fate.avoided |= done && world.cases.iter().any(started);
        }
        Some(())
    }

    /// Begins a case of a process.
    fn begin_case(&mut self, start: NodeId, brought: bool, gap: GapState) -> Instance {
        let process = self.graph.nodes[start.index()].process;
        let given = self.graph.given[process.index()].binary_search(&FACT).is_ok();
        let mut known = TokenKnowledge { gap, ..TokenKnowledge::default() };
        if (given || brought) && self.track == Track::Fact {
            self.make(&mut known);
        }
        if brought && known.gap == GapState::Carried {
            known.gap = GapState::Mended;
        }
        let mut case = self.instance(None, process, known.clone());
        self.start(start, &mut known);
        case.so_far.pool(&known);
        case.tokens.push(Token { node: start, edge: None, started: true, known, fired: 0 });
        case
    }

    /// Tells whether messages or signals come to a node.
    fn receives(&self, node: NodeId) -> bool {
        let told = |kind: &EdgeKind| matches!(kind, EdgeKind::Message { .. } | EdgeKind::Signal);
        self.graph.edges.iter().any(|edge| edge.target == node && told(&edge.kind))
    }

    /// Returns the event that catches what a node throws, if it throws.
    fn catcher(&self, node: NodeId) -> Option<NodeId> {
        let throws = |kind: &EdgeKind| matches!(kind, EdgeKind::Throw { .. });
        let mut edges = self.graph.edges.iter().filter(|edge| edge.source == node && throws(&edge.kind));
        let uncaught = self.graph.uncaught.contains(&node).then_some(NOBODY);
        edges.next().map(|edge| edge.target).or(uncaught)
    }

    /// Tells whether an event happens when something is thrown, and at no other time.
    fn awaits(&self, event: NodeId) -> bool {
        let only = |kind: &EdgeKind| matches!(kind, EdgeKind::Throw { only: true });
        self.graph.edges.iter().any(|edge| edge.target == event && only(&edge.kind))
    }

    /// Tells whether an event stops what it stands on.
    fn interrupts(&self, event: NodeId) -> bool {
        event == NOBODY
            || matches!(
                self.kind(event),
                NodeKind::Boundary { interrupting: true, .. } | NodeKind::EventScope { interrupting: true }
            )
    }

    /// Tells whether a node waits for something before it starts.
    fn waits(&self, node: NodeId) -> bool {
        self.graph.nodes[node.index()].join != Gate::Exclusive || self.receives(node)
    }

    fn instance(&self, node: Option<NodeId>, process: ProcessId, so_far: TokenKnowledge) -> Instance {
        Instance {
            node,
            process,
            tokens: Vec::new(),
            inner: Vec::new(),
            so_far,
            caller: None,
            fired: 0,
            interrupted: false,
            sent: BTreeSet::new(),
            thrown: None,
        }
    }

    fn in_region(&self, node: NodeId, scope: Option<NodeId>, process: ProcessId) -> bool {
        let data = &self.graph.nodes[node.index()];
        data.scope == scope && (scope.is_some() || data.process == process)
    }

    /// Takes note of a state unless it is known; messages arrive and begin cases.
    fn visit(&mut self, mut world: World) {
        fn collect(instance: &mut Instance, sent: &mut BTreeSet<Letter>) {
            sent.append(&mut instance.sent);
            instance.inner.iter_mut().for_each(|inner| collect(inner, sent));
        }
        let mut sent = BTreeSet::new();
        world.cases.iter_mut().for_each(|case| collect(case, &mut sent));
        while let Some(letter) = sent.pop_first() {
            let (edge, brought, gap) = (letter.0, letter.1, letter.2);
            let target = self.graph.edges[edge as usize].target;
            let data = &self.graph.nodes[target.index()];
            if world.mail.insert(letter) && matches!(data.kind, NodeKind::Start) && data.scope.is_none() {
                let case = self.begin_case(target, brought, gap);
                world.cases.push(case);
            }
        }
        if world.cases.iter().any(has_met) {
            self.fate.met = true;
            return;
        }
        normalize(&mut world);
        if self.states.insert(world.clone()) {
            self.open.push(world);
        }
    }

    fn make(&mut self, known: &mut TokenKnowledge) {
        known.makings.push((self.next_making, true));
        self.next_making += 1;
    }

    /// Lets a token arrive at a node.
    fn enter(&mut self, instance: &mut Instance, node: NodeId, edge: Option<u32>, mut known: TokenKnowledge) {
        let started = !self.waits(node);
        if started {
            self.start(node, &mut known);
        }
        instance.so_far.pool(&known);
        instance.tokens.push(Token { node, edge, started, known, fired: 0 });
    }

    /// Notes that a node starts.
    fn start(&mut self, node: NodeId, known: &mut TokenKnowledge) {
        match &self.track {
            Track::Order => {
                for earlier in (0..64).filter(|bit| known.past >> bit & 1 == 1) {
                    self.seen.later.insert((NodeId(earlier), node));
                }
                known.past |= 1 << node.0;
            }
            Track::Fact if known.holds() => {
                self.seen.with.insert(node);
            }
            Track::Fact => {
                self.seen.without.insert(node);
            }
            Track::Gap(gap, touch) => {
                if node == *gap && known.gap == GapState::Absent {
                    known.gap = GapState::Carried;
                }
                if touch[node.index()] && known.gap == GapState::Carried {
                    known.gap = GapState::Met;
                }
            }
        }
    }

    /// Does the work of a node; lists the possible results.
    fn work(&mut self, node: NodeId, known: &TokenKnowledge) -> Vec<TokenKnowledge> {
        let has = |lists: &[Vec<FactId>]| lists[node.index()].binary_search(&FACT).is_ok();
        let (makes, may_make, ends) =
            (has(&self.graph.makes), has(&self.graph.may_make), has(&self.graph.ends));
        let mut done = known.clone();
        match &self.track {
            Track::Order => vec![done],
            Track::Gap(gap, _) => {
                let mended = TokenKnowledge { gap: GapState::Mended, ..known.clone() };
                match known.gap {
                    GapState::Carried if node != *gap && makes => vec![mended],
                    GapState::Carried if node != *gap && may_make => vec![done, mended],
                    _ => vec![done],
                }
            }
            Track::Fact => {
                if ends {
                    done.makings.iter_mut().for_each(|(_, alive)| *alive = false);
                }
                if makes {
                    self.make(&mut done);
                }
                let mut results = vec![done.clone()];
                if may_make {
                    self.make(&mut done);
                    results.push(done);
                }
                results
            }
        }
    }

    /// The messages that a node sends when it is done.
    fn letters(&self, node: NodeId, known: &TokenKnowledge) -> Vec<Letter> {
        let edges = (0u32..).zip(&self.graph.edges).filter(|(_, edge)| edge.source == node);
        edges
            .filter_map(|(id, edge)| match &edge.kind {
                EdgeKind::Message { facts, brings } => {
                    let brought = brings.contains(&FACT) || facts.contains(&(FACT, FACT)) && known.holds();
                    Some((id, brought, known.gap, TokenKnowledge::default()))
                }
                EdgeKind::Signal => Some((id, false, known.gap, known.clone())),
                _ => None,
            })
            .collect()
    }

    /// Lets a token leave a node; lists the possible results.
    fn leave(&mut self, instance: &Instance, node: NodeId, known: &TokenKnowledge) -> Vec<Instance> {
        let mut results = Vec::new();
        for known in self.work(node, known) {
            let mut base = instance.clone();
            base.so_far.pool(&known);
            base.sent.extend(self.letters(node, &known));
            let flows = self.flows(|source, _| source == node);
            let count = flows.len();
            let choices: Vec<u32> = match self.graph.nodes[node.index()].split {
                _ if count == 0 => vec![0],
                Gate::Exclusive => (0..count).map(|flow| 1 << flow).collect(),
                Gate::Parallel => vec![(1 << count) - 1],
                Gate::Inclusive => (1..1 << count).collect(),
            };
            let catcher = self.catcher(node);
            let thrown = catcher.map(|event| (event, base.so_far.clone()));
            if catcher.is_some_and(|event| self.interrupts(event)) {
                results.push(Instance { thrown, ..base.clone() });
                if count == 0 {
                    continue;
                }
            } else {
                base.thrown = thrown;
            }
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
        let scope = state.node.filter(|_| state.caller.is_none());
        let mut results = self.plain_moves(state);
        for next in &mut results {
            let handler = next.thrown.take_if(|(event, _)| {
                *event != NOBODY
                    && self.in_region(*event, scope, state.process)
                    && matches!(self.kind(*event), NodeKind::EventScope { .. })
            });
            if let Some((handler, known)) = handler {
                self.handle(next, handler, known);
            }
        }
        results
    }

    /// Lets an event sub-process happen, at most twice if it does not interrupt.
    fn handle(&mut self, state: &mut Instance, handler: NodeId, known: TokenKnowledge) {
        let bit = if state.fired >> handler.0 & 1 == 0 { handler.0 } else { handler.0 + 64 };
        if state.interrupted || state.fired >> bit & 1 == 1 {
            return;
        }
        state.fired |= 1 << bit;
        if self.interrupts(handler) {
            state.tokens.clear();
            state.inner.clear();
            state.interrupted = true;
        }
        self.enter(state, handler, None, known);
    }

    /// Lists all states one move away, with what is thrown still on its way.
    fn plain_moves(&mut self, state: &Instance) -> Vec<Instance> {
        let mut results = Vec::new();
        for at in 0..state.tokens.len() {
            self.move_token(state, at, &mut results);
        }
        self.move_joins(state, &mut results);
        self.move_receivers(state, &mut results);
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
                    self.in_region(node, Some(scope), ProcessId(0))
                        && matches!(self.kind(node), NodeKind::Start)
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
        if !token.started {
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
                    self.instance(Some(node), self.graph.nodes[start.index()].process, token.known.clone());
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
            if token.fired >> boundary.0 & 1 == 0 {
                let mut next = state.clone();
                next.tokens[at].fired |= 1 << boundary.0;
                self.enter(&mut next, boundary, None, token.known.clone());
                results.push(next);
            }
        }
    }

    fn begin(&mut self, rest: &Instance, scope: NodeId, known: &TokenKnowledge, results: &mut Vec<Instance>) {
        let mut next = rest.clone();
        let mut inner = self.instance(Some(scope), rest.process, known.clone());
        if !matches!(self.kind(scope), NodeKind::Scope { unordered: true, .. }) {
            for start in self.nodes(|node| {
                self.in_region(node, Some(scope), ProcessId(0)) && matches!(self.kind(node), NodeKind::Start)
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
            .filter(|token| !token.started)
            .map(|token| token.node)
            .filter(|node| self.graph.nodes[node.index()].join != Gate::Exclusive)
            .collect();
        for join in joins {
            let flows = self.flows(|_, target| target == join);
            let waiting = |edge: u32| {
                let waits = |token: &Token| token.node == join && token.edge == Some(edge) && !token.started;
                state.tokens.iter().position(waits)
            };
            let taken: Vec<usize> = flows.iter().filter_map(|(edge, _)| waiting(*edge)).collect();
            let ready = match self.graph.nodes[join.index()].join {
                Gate::Inclusive => !self.may_come(state, join),
                _ => taken.len() == flows.len(),
            };
            if !ready {
                continue;
            }
            let mut rest = state.clone();
            let mut known = TokenKnowledge::default();
            for at in &taken {
                known.pool(&state.tokens[*at].known);
            }
            let mut at = 0;
            rest.tokens.retain(|_| {
                at += 1;
                !taken.contains(&(at - 1))
            });
            self.start(join, &mut known);
            rest.so_far.pool(&known);
            rest.tokens.push(Token { node: join, edge: None, started: true, known, fired: 0 });
            results.push(rest);
        }
    }

    /// Lets nodes start that have waited for a message: any that was sent will do.
    fn move_receivers(&mut self, state: &Instance, results: &mut Vec<Instance>) {
        for at in 0..state.tokens.len() {
            let node = state.tokens[at].node;
            if state.tokens[at].started || self.graph.nodes[node.index()].join != Gate::Exclusive {
                continue;
            }
            for (edge, brought, gap, heard) in self.mail.clone() {
                if self.graph.edges[edge as usize].target != node {
                    continue;
                }
                let mut next = state.clone();
                let mut known = next.tokens[at].known.clone();
                known.gap = known.gap.max(gap);
                known.pool(&heard);
                if brought {
                    match self.track {
                        Track::Fact => self.make(&mut known),
                        Track::Gap(..) if known.gap == GapState::Carried => known.gap = GapState::Mended,
                        _ => {}
                    }
                }
                self.start(node, &mut known);
                next.so_far.pool(&known);
                next.tokens[at].started = true;
                next.tokens[at].known = known;
                results.push(next);
            }
        }
    }

    /// Tells whether a join has to wait: a token elsewhere in the instance may come to it over a flow where none
    /// waits, and cannot come over one where a token waits already.
    fn may_come(&self, state: &Instance, join: NodeId) -> bool {
        let waits = |edge: u32| {
            state.tokens.iter().any(|token| token.node == join && token.edge == Some(edge) && !token.started)
        };
        let others = state.tokens.iter().filter(|token| token.started || token.node != join);
        let tokens = others.map(|token| token.node);
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
            // Twice is enough to see a run that comes after another.
            let again = state.fired >> (handler.0 + 64) & 1 == 0;
            if matches!(self.kind(handler), NodeKind::EventScope { .. }) && again && !self.awaits(handler) {
                let mut next = state.clone();
                self.handle(&mut next, handler, state.so_far.clone());
                results.push(next);
            }
        }
    }

    fn move_inner(&mut self, state: &Instance, at: usize, results: &mut Vec<Instance>) {
        let inner = state.inner[at].clone();
        let Some(node) = inner.node else { return };
        for moved in self.moves(&inner) {
            let mut next = state.clone();
            let mut so_far = moved.so_far.clone();
            if moved.caller.is_some() {
                so_far =
                    TokenKnowledge { gap: so_far.gap.min(GapState::Carried), ..TokenKnowledge::default() };
            }
            next.so_far.pool(&so_far);
            next.inner[at] = moved;
            if let Some((event, known)) = next.inner[at].thrown.take() {
                self.rise(&mut next, at, event, (known, &state.so_far));
            }
            results.push(next);
        }
        let mut rest = state.clone();
        rest.inner.remove(at);
        if inner.tokens.is_empty() && inner.inner.is_empty() {
            let known = match &inner.caller {
                None => inner.so_far.clone(),
                Some(caller) => {
                    let mut known = caller.clone();
                    // What the node that has the gap gets back carries the fault like all that it makes.
                    if !matches!(self.track, Track::Gap(gap, _) if gap == node) {
                        known.gap = known.gap.max(inner.so_far.gap);
                    }
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
            if self.awaits(boundary) {
                continue;
            }
            let mut next = rest.clone();
            self.enter(&mut next, boundary, None, inner.so_far.clone());
            results.push(next);
        }
        for boundary in self.boundaries(node, false) {
            if !self.awaits(boundary) && inner.fired >> boundary.0 & 1 == 0 {
                let mut next = state.clone();
                next.inner[at].fired |= 1 << boundary.0;
                self.enter(&mut next, boundary, None, inner.so_far.clone());
                results.push(next);
            }
        }
    }

    /// Lets what was thrown inside an inner instance rise to the event that catches it, with what is known inside and
    /// around it.
    fn rise(
        &mut self,
        state: &mut Instance,
        at: usize,
        event: NodeId,
        (mut known, around): (TokenKnowledge, &TokenKnowledge),
    ) {
        let inner = state.inner[at].clone();
        let here = event != NOBODY
            && inner.caller.is_none()
            && matches!(self.kind(event), NodeKind::Boundary { host, .. } if Some(host) == inner.node);
        if self.interrupts(event) {
            state.inner.remove(at);
        } else if here {
            let bit = if inner.fired >> event.0 & 1 == 0 { event.0 } else { event.0 + 64 };
            if inner.fired >> bit & 1 == 1 {
                return;
            }
            state.inner[at].fired |= 1 << bit;
        }
        if here {
            self.enter(state, event, None, known);
        } else {
            known.pool(around);
            state.thrown = Some((event, known));
        }
    }

    /// Notes which nodes wait at the same time.
    fn note_beside(&mut self, state: &Instance) {
        if self.track != Track::Order {
            return;
        }
        // Everything inside one part of the state runs beside everything inside another.
        fn collect(instance: &Instance, beside: &mut BTreeSet<(NodeId, NodeId)>) -> BTreeSet<NodeId> {
            let mut parts: Vec<BTreeSet<NodeId>> = instance
                .tokens
                .iter()
                .filter(|token| token.started)
                .map(|token| BTreeSet::from([token.node]))
                .collect();
            for inner in &instance.inner {
                let mut part = collect(inner, beside);
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
        collect(state, &mut self.seen.beside);
    }
}

/// Tells whether something is still going on.
fn active(instance: &Instance) -> bool {
    !instance.tokens.is_empty() || !instance.inner.is_empty()
}

/// Tells whether the gap has been met.
fn has_met(instance: &Instance) -> bool {
    instance.so_far.gap == GapState::Met || instance.inner.iter().any(has_met)
}

/// Brings a state into one form, and gives makings that no token can tell apart one number, so that loops come to an
/// end.
fn normalize(world: &mut World) {
    fn sort(instance: &mut Instance) {
        instance.inner.iter_mut().for_each(sort);
        instance.tokens.sort();
        instance.inner.sort();
    }
    fn each(instance: &mut Instance, act: &mut dyn FnMut(&mut TokenKnowledge)) {
        act(&mut instance.so_far);
        instance.caller.iter_mut().for_each(&mut *act);
        instance.tokens.iter_mut().for_each(|token| act(&mut token.known));
        instance.inner.iter_mut().for_each(|inner| each(inner, act));
    }
    let all = |world: &mut World, act: &mut dyn FnMut(&mut TokenKnowledge)| {
        world.cases.iter_mut().for_each(|case| each(case, act));
        let mut mail: Vec<Letter> = std::mem::take(&mut world.mail).into_iter().collect();
        for letter in &mut mail {
            act(&mut letter.3);
        }
        world.mail = mail.into_iter().collect();
    };
    world.cases.iter_mut().for_each(sort);
    world.cases.sort();
    let mut makings: BTreeSet<u32> = BTreeSet::new();
    all(world, &mut |known| makings.extend(known.makings.iter().map(|(making, _)| *making)));
    let mut patterns: Vec<(Vec<Option<bool>>, u32)> = Vec::new();
    for making in makings {
        let mut pattern = Vec::new();
        all(world, &mut |known| {
            let found = known.makings.iter().find(|(known, _)| *known == making);
            pattern.push(found.map(|(_, alive)| *alive));
        });
        let alive = pattern.contains(&Some(true));
        if alive && !patterns.iter().any(|(known, _)| *known == pattern) {
            patterns.push((pattern, making));
        }
    }
    patterns.sort();
    all(world, &mut |known| {
        let new = (0u32..).zip(&patterns).filter_map(|(number, (_, making))| {
            known.makings.iter().find(|(known, _)| known == making).map(|(_, alive)| (number, *alive))
        });
        known.makings = new.collect();
    });
}
