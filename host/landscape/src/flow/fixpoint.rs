//! The fixpoint of one reading, *must* or *may*: which facts hold when a node is entered.

use handoff_model::Id;

use super::bit_matrix::{self, BitMatrix};
use super::flow_index::{FlowIndex, NONE};
use super::joins::Joins;
use super::queue::Queue;
use super::throws::Throws;
use super::transfer::{self, FixpointMode};
use super::{EdgeKind, Gate, Graph, NodeId, NodeKind};

/// What every reading works on.
#[derive(Clone, Copy, Debug)]
pub(super) struct FixpointContext<'a> {
    pub(super) graph: &'a Graph,
    pub(super) shape: &'a FlowIndex,
    pub(super) joins: &'a Joins,
    pub(super) throws: &'a Throws,
}

/// The solution of one reading.
///
/// A row of `entry` has one lane, or three where the graph ends facts or throws are caught: the facts that hold; and, as
/// a transfer, what was done since the split whose branch the node lies in (else since its region began). Only with the
/// latter can a join tell a fact that a branch made from one that it merely did not end.
#[derive(Clone, Debug)]
pub(super) struct Fixpoint {
    pub(super) mode: FixpointMode,
    pub(super) words: usize,
    lanes: usize,
    /// By node: what holds when control arrives, before any message does.
    pub(super) entry: BitMatrix,
    /// By event that only drawn throws trigger, in the order of [`Throws::caught`]: what is done from the beginning of the
    /// region around it to the throw, as a transfer.
    pub(super) thrown: BitMatrix,
    /// By node: the number of its row in the next tables, or `NONE`.
    pub(super) slot: Vec<u32>,
    /// Facts that messages and calls bring to a node.
    pub(super) brought: BitMatrix,
    /// Facts that some step ends and of which no signal that a node awaits says that they still hold (*must* only).
    pub(super) lost: BitMatrix,
    /// Facts that come back from a called process.
    pub(super) returned: BitMatrix,
    /// Transfers of scopes and call activities.
    pub(super) inner: BitMatrix,
    /// By region, two rows: what may be made (*may*) or ended (*must*) at any moment inside, first without and then
    /// with interrupting event sub-processes.
    pub(super) spill: BitMatrix,
    /// Facts that some node ends.
    pub(super) ended: Vec<u64>,
}

impl Fixpoint {
    /// Solves one reading.
    ///
    /// What scopes do and what called processes return depends on what messages bring into them, and the reverse;
    /// so both are solved in turn until nothing changes. Every turn can only shrink (*must*) or grow (*may*) the rows.
    pub(super) fn of(base: FixpointContext<'_>, mode: FixpointMode) -> Self {
        let mut reading = Self::start(base, mode);
        // Without a fact there is nothing to solve.
        if reading.words == 0 {
            return reading;
        }
        loop {
            reading.summarize(base);
            let before = reading.brought.clone();
            reading.run(base);
            let (returned, thrown) = (reading.returns(base), reading.thrown(base));
            if before == reading.brought && returned == reading.returned && thrown == reading.thrown {
                return reading;
            }
            (reading.returned, reading.thrown) = (returned, thrown);
        }
    }

    /// Makes the tables, all at the start of the fixpoint.
    fn start(base: FixpointContext<'_>, mode: FixpointMode) -> Self {
        let FixpointContext { graph, shape, throws, .. } = base;
        let words = bit_matrix::words(graph.facts);
        let plain = graph.ends.iter().all(Vec::is_empty) && throws.caught.is_empty();
        let lanes = if plain { 1 } else { 3 };
        let count = graph.nodes.len();
        let mut slots = 0;
        let mut slot = vec![NONE; count];
        for (id, node) in NodeId::number(&graph.nodes) {
            if is_scope(node.kind) || !shape.transfers.at(id).is_empty() {
                slot[id.index()] = slots;
                slots += 1;
            }
        }
        let slots = slots as usize;
        let mut ended = vec![0; words];
        graph.ends.iter().flatten().for_each(|fact| bit_matrix::set(&mut ended, *fact));
        let mut reading = Self {
            mode,
            words,
            lanes,
            entry: BitMatrix::filled(count, lanes * words, mode.start()),
            thrown: BitMatrix::filled(throws.caught.len(), 2 * words, mode.start()),
            slot,
            brought: BitMatrix::filled(slots, words, 0),
            lost: BitMatrix::filled(slots, words, 0),
            returned: BitMatrix::filled(slots, words, 0),
            inner: BitMatrix::filled(slots, 2 * words, mode.start()),
            spill: BitMatrix::filled(count + graph.processes(), 2 * words, 0),
            ended,
        };
        for &node in &shape.order {
            for &edge in shape.transfers.at(node) {
                let table = match graph.edges[edge.index()].kind {
                    EdgeKind::Return { .. } => &mut reading.returned,
                    _ => &mut reading.brought,
                };
                table.row_mut(reading.slot[node.index()] as usize).fill(mode.start());
            }
        }
        reading
    }

    /// Returns what holds when control arrives at a node, before any message does.
    pub(super) fn entry(&self, node: NodeId) -> &[u64] {
        &self.entry.row(node.index())[..self.words]
    }

    /// Tells whether a fact holds when a node starts.
    pub(super) fn before(&self, node: NodeId, fact: u32) -> bool {
        let slot = self.slot[node.index()];
        let lost = slot != NONE && bit_matrix::has(self.lost.row(slot as usize), fact);
        !lost && bit_matrix::has(&self.entry.row(node.index())[..self.words], fact)
            || slot != NONE && bit_matrix::has(self.brought.row(slot as usize), fact)
    }

    /// Tells whether a fact holds when a node is done.
    pub(super) fn after(&self, graph: &Graph, node: NodeId, fact: u32) -> bool {
        if self.makes(graph, node, fact) {
            return true;
        }
        let slot = self.slot[node.index()];
        let kept = !holds(&graph.ends, node, fact)
            && (slot == NONE || bit_matrix::has(&self.inner.row(slot as usize)[self.words..], fact));
        kept && self.before(node, fact)
    }

    /// Tells whether a node (a scope: its body) makes a fact that is there when it is done.
    pub(super) fn makes(&self, graph: &Graph, node: NodeId, fact: u32) -> bool {
        let slot = self.slot[node.index()];
        holds(&graph.makes, node, fact)
            || self.mode == FixpointMode::May && holds(&graph.may_make, node, fact)
            || slot != NONE
                && bit_matrix::has(&self.inner.row(slot as usize)[..self.words], fact)
                && !holds(&graph.ends, node, fact)
    }

    /// Runs the fixpoint over all nodes.
    fn run(&mut self, base: FixpointContext<'_>) {
        let FixpointContext { graph, shape, joins, throws } = base;
        let mut queue = Queue::new(graph.nodes.len());
        let push = |queue: &mut Queue, node: NodeId| {
            if shape.reachable(node) {
                queue.push(shape.rank[node.index()], node.0);
            }
        };
        shape.order.iter().for_each(|node| push(&mut queue, *node));
        while let Some(node) = queue.pop().map(NodeId) {
            let entry = self.arrive(base, node);
            let moved = self.entry.replace(node.index(), &entry);
            if !(self.receive(base, node) || moved) {
                continue;
            }
            shape.next(node).chain(joins.whole_join(node)).for_each(|next| push(&mut queue, next));
            for &edge in shape.sends.at(node) {
                push(&mut queue, graph.edges[edge.index()].target);
            }
            throws.catchers(node).iter().for_each(|catcher| push(&mut queue, *catcher));
            if graph.nodes[node.index()].scope.is_none() && shape.enters(node) {
                let region = shape.region(graph, node);
                shape.handlers.at(region).iter().for_each(|handler| push(&mut queue, *handler));
            }
        }
    }

    /// Computes what holds when control arrives at a node.
    fn arrive(&self, base: FixpointContext<'_>, node: NodeId) -> Vec<u64> {
        let FixpointContext { graph, shape, .. } = base;
        let sources = shape.before.at(node);
        let data = &graph.nodes[node.index()];
        let mut row = if sources.is_empty() {
            vec![self.mode.start(); self.lanes * self.words]
        } else {
            self.merge(base, node, sources)
        };
        if let NodeKind::Boundary { host, .. } = data.kind {
            let mut other = self.entry.row(host.index()).to_vec();
            if is_scope(graph.nodes[host.index()].kind) {
                self.receipt(host, &mut other);
                self.happen(base, node, &mut other);
            }
            self.mode.choose(&mut row, &other);
        }
        if shape.enters(node) {
            self.mode.choose(&mut row, &self.begin(base, node));
        }
        row
    }

    /// Computes what holds when the region of a node begins.
    fn begin(&self, base: FixpointContext<'_>, node: NodeId) -> Vec<u64> {
        let FixpointContext { graph, shape, .. } = base;
        let data = &graph.nodes[node.index()];
        let handler = matches!(data.kind, NodeKind::EventScope { .. });
        let region = shape.region(graph, node);
        let mut row = vec![0; self.words];
        let mut unordered = false;
        match data.scope {
            Some(scope) => {
                row.copy_from_slice(&self.entry.row(scope.index())[..self.words]);
                self.receipt(scope, &mut row);
                unordered =
                    matches!(graph.nodes[scope.index()].kind, NodeKind::Scope { unordered: true, .. });
            }
            None if handler => {
                row.fill(self.mode.start());
                for &start in shape.starts.at(region) {
                    let mut other = self.entry.row(start.index())[..self.words].to_vec();
                    self.receipt(start, &mut other);
                    self.mode.choose(&mut row, &other);
                }
            }
            None => graph
                .given
                .get(data.process as usize)
                .into_iter()
                .flatten()
                .for_each(|fact| bit_matrix::set(&mut row, *fact)),
        }
        if handler {
            self.happen(base, node, &mut row);
        } else if unordered {
            transfer::apply(&self.interrupted(region, false), &mut row);
        }
        row.resize(self.lanes * self.words, 0);
        self.reset(&mut row);
        row
    }

    /// The transfer of a region that is stopped or looked at somewhere on its way.
    pub(super) fn interrupted(&self, region: u32, all: bool) -> Vec<u64> {
        let spill = self.spill.row(region as usize);
        let spill = if all { &spill[self.words..] } else { &spill[..self.words] };
        let mut row = transfer::identity(self.words);
        match self.mode {
            FixpointMode::Must => bit_matrix::remove(&mut row[self.words..], spill),
            FixpointMode::May => row[..self.words].copy_from_slice(spill),
        }
        row
    }

    /// Begins to count anew what was done since a split.
    fn reset(&self, row: &mut [u64]) {
        if self.lanes == 3 {
            row[self.words..].copy_from_slice(&transfer::identity(self.words));
        }
    }

    /// Merges what comes over the sequence flows into a node.
    fn merge(&self, base: FixpointContext<'_>, node: NodeId, sources: &[NodeId]) -> Vec<u64> {
        if let [source] = sources
            && (self.lanes == 1 || base.joins.whole_split(node).is_none())
        {
            return self.leave(base, *source);
        }
        let gate = base.graph.nodes[node.index()].join;
        let split = base.joins.whole_split(node);
        if let Some(split) = split.filter(|_| self.lanes == 3) {
            let mut block: Option<Vec<u64>> = None;
            for source in sources {
                let branch = self.leave(base, *source).split_off(self.words);
                match &mut block {
                    Some(block) => transfer::beside(block, &branch),
                    None => block = Some(branch),
                }
            }
            let mut row = self.done(base.graph, split);
            if let Some(block) = block {
                transfer::apply(&block, &mut row);
            }
            return row;
        }
        let [first, others @ ..] = sources else { return vec![self.mode.start(); self.lanes * self.words] };
        let mut merged = self.leave(base, *first);
        let together = self.mode == FixpointMode::Must && (gate == Gate::Parallel || split.is_some());
        let mut any = if together { merged.clone() } else { Vec::new() };
        let mut row = Vec::new();
        for source in others {
            self.leave_into(base, *source, &mut row);
            self.mode.choose(&mut merged, &row);
            bit_matrix::add(&mut any, &row);
        }
        if together && !others.is_empty() {
            // Without a split to compare with, a fact that may have been ended counts only if every branch has it.
            for lane in any.chunks_exact_mut(self.words.max(1)) {
                bit_matrix::remove(lane, &self.ended);
            }
            bit_matrix::add(&mut merged, &any);
        }
        merged
    }

    /// Computes what holds when control leaves a node, counted for the branch that begins there if one does.
    fn leave(&self, base: FixpointContext<'_>, node: NodeId) -> Vec<u64> {
        let mut row = Vec::new();
        self.leave_into(base, node, &mut row);
        row
    }

    /// Writes what [`Self::leave`] returns over a row that is there already.
    fn leave_into(&self, base: FixpointContext<'_>, node: NodeId, row: &mut Vec<u64>) {
        self.done_into(base.graph, node, row);
        if base.joins.whole_join(node).is_some() {
            self.reset(row);
        }
    }

    /// Computes what holds when a node is done.
    pub(super) fn done(&self, graph: &Graph, node: NodeId) -> Vec<u64> {
        let mut row = Vec::new();
        self.done_into(graph, node, &mut row);
        row
    }

    fn done_into(&self, graph: &Graph, node: NodeId, row: &mut Vec<u64>) {
        row.clear();
        row.extend_from_slice(self.entry.row(node.index()));
        self.receipt(node, row);
        self.pass(graph, node, row);
    }

    /// Applies what messages and calls bring to a node.
    pub(super) fn receipt(&self, node: NodeId, row: &mut [u64]) {
        let slot = self.slot[node.index()];
        if slot != NONE {
            for lane in row.chunks_exact_mut(self.words.max(1)) {
                bit_matrix::remove(lane, self.lost.row(slot as usize));
                bit_matrix::add(lane, self.brought.row(slot as usize));
            }
        }
    }

    /// Applies what a node does to rows of facts laid side by side.
    pub(super) fn pass(&self, graph: &Graph, node: NodeId, row: &mut [u64]) {
        let index = node.index();
        if self.slot[index] != NONE {
            transfer::apply(self.inner.row(self.slot[index] as usize), row);
        }
        for lane in row.chunks_exact_mut(self.words.max(1)) {
            graph.ends[index].iter().for_each(|fact| bit_matrix::clear(lane, *fact));
            graph.makes[index].iter().for_each(|fact| bit_matrix::set(lane, *fact));
            if self.mode == FixpointMode::May {
                graph.may_make[index].iter().for_each(|fact| bit_matrix::set(lane, *fact));
            }
        }
    }
}

/// Tells whether a sorted list of a node holds a fact.
pub(super) fn holds(lists: &[Vec<u32>], node: NodeId, fact: u32) -> bool {
    lists[node.index()].binary_search(&fact).is_ok()
}

/// Tells whether other nodes lie inside a node of this kind.
pub(super) fn is_scope(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Scope { .. } | NodeKind::EventScope { .. })
}
