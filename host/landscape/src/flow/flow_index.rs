//! Neighbours, order and dominators of a graph, computed once.

use handoff_model::Id;

use super::loose::entered;
use super::{EdgeKind, Graph, NodeId, NodeKind};

/// Stands for "no node" in tables of nodes.
pub(super) const NONE: u32 = u32::MAX;

/// Stands for "no node" among nodes.
pub(super) const NOWHERE: NodeId = NodeId(NONE);

handoff_model::ids! {
    /// The position of an edge in its graph.
    pub(super) EdgeId,
}

/// Lists of nodes (or of edges), one list a node, region or process, in one flat allocation.
#[derive(Clone, Debug)]
pub(super) struct AdjacencyLists<T = NodeId> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for AdjacencyLists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T: Copy> AdjacencyLists<T> {
    /// Groups pairs of (key, item) by key; items keep their order.
    pub(super) fn of<K: Into<u32>>(keys: usize, pairs: impl Iterator<Item = (K, T)> + Clone) -> Self {
        let pairs = pairs.map(|(key, item)| (key.into() as usize, item));
        let mut ends = vec![0u32; keys + 1];
        pairs.clone().for_each(|(key, _)| ends[key + 1] += 1);
        (0..keys).for_each(|key| ends[key + 1] += ends[key]);
        let mut next = ends.clone();
        let mut items: Vec<T> = pairs.clone().map(|(_, item)| item).collect();
        for (key, item) in pairs {
            items[next[key] as usize] = item;
            next[key] += 1;
        }
        Self { ends, items }
    }

    /// Returns the list of a key; a key out of range has none.
    pub(super) fn at(&self, key: impl Into<u32>) -> &[T] {
        match self.ends.get(key.into() as usize..).and_then(|ends| ends.first_chunk()) {
            Some(&[first, last]) => &self.items[first as usize..last as usize],
            None => &[],
        }
    }
}

/// Tells whether a node is part of the normal flow.
fn live(graph: &Graph, node: NodeId) -> bool {
    !matches!(graph.nodes[node.index()].kind, NodeKind::Detached)
}

/// Lists the edges that lie in the graph, with their positions.
fn edges(graph: &Graph) -> impl Iterator<Item = (EdgeId, &super::Edge)> + Clone {
    let valid = |node: NodeId| node.index() < graph.nodes.len();
    EdgeId::all(graph.edges.len())
        .zip(&graph.edges)
        .filter(move |(_, edge)| valid(edge.source) && valid(edge.target))
}

/// Lists the sequence flows of the normal flow, with their positions.
fn flows(graph: &Graph) -> impl Iterator<Item = (EdgeId, &super::Edge)> + Clone {
    edges(graph)
        .filter(|(_, edge)| matches!(edge.kind, EdgeKind::Sequence))
        .filter(|(_, edge)| live(graph, edge.source) && live(graph, edge.target))
}

/// Neighbours, order and dominators of a graph.
///
/// A *region* is what is entered and left as a whole: a scope (its number is that of the node) or a process
/// (its number follows those of all nodes).
#[derive(Clone, Debug, Default)]
pub(super) struct FlowIndex {
    /// Targets of sequence flows.
    pub(super) after: AdjacencyLists,
    /// Sources of sequence flows that can be reached.
    pub(super) before: AdjacencyLists,
    /// Nodes that start a region.
    pub(super) starts: AdjacencyLists,
    /// Event sub-processes of a region.
    pub(super) handlers: AdjacencyLists,
    /// Nodes directly inside a region, in their order.
    pub(super) body: AdjacencyLists,
    /// Boundary events of a node.
    pub(super) boundaries: AdjacencyLists,
    /// Edges (their positions) other than sequence flows, by target, from sources that can be reached.
    pub(super) transfers: AdjacencyLists<EdgeId>,
    /// The same edges by source.
    pub(super) sends: AdjacencyLists<EdgeId>,
    /// Nodes that can be reached, every one before its successors unless a loop leads back.
    pub(super) order: Vec<NodeId>,
    /// Position in `order`, or `NONE`.
    pub(super) rank: Vec<u32>,
    /// The nearest node that every path to a node passes, or `NOWHERE`.
    pub(super) dominator: Vec<NodeId>,
    /// Every node's children in the tree of dominators, in the order of their moments.
    inner: AdjacencyLists,
    /// By node: a dominator further up the tree, so that a climb takes few steps.
    jump: Vec<NodeId>,
    /// Position of a node in the body of its region.
    place: Vec<u32>,
    /// Whether a node starts its region.
    enters: Vec<bool>,
    /// Whether a start leads to a node, not only the beginning of a loose piece.
    led: Vec<bool>,
    /// First and last moment of a node in a walk over the tree of dominators.
    span: Vec<(u32, u32)>,
    nodes: u32,
}

impl FlowIndex {
    /// Reads the shape off a graph. Edges with an end outside the graph are ignored.
    pub(super) fn of(graph: &Graph) -> Self {
        let mut shape = Self::walked(graph);
        shape.look_back(graph);
        shape.dominate(graph);
        shape
    }

    /// Reads off a graph what follows what, and what can be reached.
    pub(super) fn walked(graph: &Graph) -> Self {
        let count = graph.nodes.len();
        let regions = count + graph.processes();
        let numbered = || NodeId::number(&graph.nodes);
        let valid = |node: NodeId| node.index() < count;
        let entered = entered(graph, flows(graph).map(|(_, e)| e.target));
        let region = |node: &super::Node| node.scope.map_or(count as u32 + node.process, u32::from);
        let inside = |keep: &dyn Fn(NodeId, &super::Node) -> bool| {
            let kept: Vec<_> = numbered()
                .filter(|(id, node)| keep(*id, node))
                .map(|(id, node)| (region(node), id))
                .collect();
            AdjacencyLists::of(regions, kept.into_iter())
        };
        let mut shape = Self {
            after: AdjacencyLists::of(count, flows(graph).map(|(_, e)| (e.source, e.target))),
            starts: inside(&|id, node| entered[id.index()] || matches!(node.kind, NodeKind::Start)),
            handlers: inside(&|_, node| matches!(node.kind, NodeKind::EventScope { .. })),
            body: inside(&|id, _| live(graph, id)),
            boundaries: AdjacencyLists::of(
                count,
                NodeId::all(count).filter_map(|id| match graph.nodes[id.index()].kind {
                    NodeKind::Boundary { host, .. } if valid(host) => Some((host, id)),
                    _ => None,
                }),
            ),
            nodes: count as u32,
            ..Self::default()
        };
        shape.place = vec![0; count];
        for region in 0..regions as u32 {
            (0u32..).zip(shape.body.at(region)).for_each(|(place, node)| shape.place[node.index()] = place);
        }
        shape.enters = vec![false; count];
        shape
            .starts
            .items
            .iter()
            .chain(&shape.handlers.items)
            .chain(graph.loose.iter().filter(|node| live(graph, **node)))
            .for_each(|node| shape.enters[node.index()] = true);
        shape.walk(graph, graph.processes());
        shape
    }

    /// Lists what comes before what, once it is known what can be reached.
    fn look_back(&mut self, graph: &Graph) {
        let count = graph.nodes.len();
        let shape = &*self;
        let reached = |node: NodeId| shape.rank[node.index()] != NONE;
        // What no start leads to changes nothing for what one leads to.
        let counts = |e: &super::Edge| reached(e.source) && (shape.led(e.source) || !shape.led(e.target));
        let before: Vec<_> =
            flows(graph).filter(|(_, e)| counts(e)).map(|(_, e)| (e.target, e.source)).collect();
        let other = |kind: &EdgeKind| !matches!(kind, EdgeKind::Sequence | EdgeKind::Throw { .. });
        let back = |kind: &EdgeKind| matches!(kind, EdgeKind::Return { .. });
        let mut told = vec![false; count];
        edges(graph)
            .filter(|(_, e)| other(&e.kind) && reached(e.target) && shape.led(e.source))
            .for_each(|(_, e)| told[e.target.index()] = true);
        // Of those that tell a step something, the ones that no start leads to count where there are no others.
        let counts = |e: &super::Edge| counts(e) || reached(e.source) && !told[e.target.index()];
        let transfers: Vec<(EdgeId, &super::Edge)> = edges(graph)
            .filter(|(_, e)| other(&e.kind) && reached(e.target) && (back(&e.kind) || counts(e)))
            .collect();
        let transfers = || transfers.iter().copied();
        self.before = AdjacencyLists::of(count, before.into_iter());
        self.transfers = AdjacencyLists::of(count, transfers().map(|(id, e)| (e.target, id)));
        self.sends = AdjacencyLists::of(count, transfers().map(|(id, e)| (e.source, id)));
    }

    /// Returns the region directly around a node.
    pub(super) fn region(&self, graph: &Graph, node: NodeId) -> u32 {
        let node = &graph.nodes[node.index()];
        node.scope.map_or(self.nodes + node.process, u32::from)
    }

    /// Returns the region of a process.
    pub(super) fn process(&self, process: u32) -> u32 {
        self.nodes + process
    }

    /// Tells whether some path from a start leads to a node.
    pub(super) fn reachable(&self, node: NodeId) -> bool {
        self.rank.get(node.index()).is_some_and(|rank| *rank != NONE)
    }

    /// Tells whether a start leads to a node, not only the beginning of a loose piece.
    pub(super) fn led(&self, node: NodeId) -> bool {
        self.led.get(node.index()).copied().unwrap_or(false)
    }

    /// Tells whether a start leads to a region; a process is always one that may begin.
    pub(super) fn led_region(&self, region: u32) -> bool {
        region >= self.nodes || self.led(NodeId(region))
    }

    /// Returns the position of a node in the body of its region.
    pub(super) fn place(&self, node: NodeId) -> usize {
        self.place[node.index()] as usize
    }

    /// Tells whether a node is entered with its region: a start, or an event sub-process.
    pub(super) fn enters(&self, node: NodeId) -> bool {
        self.enters[node.index()]
    }

    /// Lists the nodes to which control passes directly: over sequence flow, into a scope, to a boundary event.
    pub(super) fn next(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let (starts, handlers) = (self.starts.at(node), self.handlers.at(node));
        let inner = starts.iter().chain(handlers).chain(self.boundaries.at(node));
        self.after.at(node).iter().chain(inner).copied()
    }

    /// Lists the nodes at which the processes begin.
    fn roots(&self, processes: usize) -> impl Iterator<Item = NodeId> + '_ {
        let regions = self.nodes..self.nodes + processes as u32;
        regions.flat_map(|region| self.starts.at(region).iter().chain(self.handlers.at(region)).copied())
    }

    /// Orders the nodes that can be reached.
    fn walk(&mut self, graph: &Graph, processes: usize) {
        let count = graph.nodes.len();
        self.rank = vec![NONE; count];
        let mut seen = vec![false; count];
        let mut done = Vec::with_capacity(count);
        // Each node on the way, with where its ways on begin among the open ones.
        let (mut stack, mut open): (Vec<(NodeId, usize)>, Vec<NodeId>) = (Vec::new(), Vec::new());
        self.led = vec![false; count];
        let roots: Vec<(NodeId, bool)> = self.roots(processes).map(|root| (root, true)).collect();
        let heads: Vec<_> =
            graph.loose.iter().filter(|node| self.enters(**node)).map(|node| (*node, false)).collect();
        for (root, led) in roots.into_iter().rev().chain(heads) {
            if std::mem::replace(&mut seen[root.index()], true) {
                continue;
            }
            stack.push((root, 0));
            open.extend(self.next(root));
            while let Some(&(node, first)) = stack.last() {
                let next = if open.len() > first { open.pop() } else { None };
                match next {
                    Some(next) if !std::mem::replace(&mut seen[next.index()], true) => {
                        stack.push((next, open.len()));
                        open.extend(self.next(next));
                    }
                    Some(_) => {}
                    None => {
                        self.led[node.index()] = led;
                        done.push(node);
                        stack.pop();
                    }
                }
            }
        }
        // What is led to stands first: nothing in it comes after what is loose.
        done.reverse();
        done.sort_by_key(|node| !self.led[node.index()]);
        (0u32..).zip(&done).for_each(|(rank, node)| self.rank[node.index()] = rank);
        self.order = done;
    }

    /// Computes dominators (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm") and numbers their tree.
    fn dominate(&mut self, graph: &Graph) {
        let count = graph.nodes.len();
        let mut dominator = vec![NOWHERE; count];
        let mut settled = vec![false; count];
        let mut changed = true;
        while changed {
            changed = false;
            for &node in &self.order {
                let mut found: Option<NodeId> = None;
                for source in self.sources(graph, node) {
                    if source != NOWHERE && !settled[source.index()] {
                        continue;
                    }
                    found = Some(found.map_or(source, |other| self.meet(&dominator, other, source)));
                }
                let found = found.unwrap_or(NOWHERE);
                let slot = &mut dominator[node.index()];
                if !std::mem::replace(&mut settled[node.index()], true) || *slot != found {
                    *slot = found;
                    changed = true;
                }
            }
        }
        self.dominator = dominator;
        self.number();
    }

    /// Finds the nearest common dominator of two nodes; `NOWHERE` stands for the common root.
    fn meet(&self, dominator: &[NodeId], mut left: NodeId, mut right: NodeId) -> NodeId {
        while left != right {
            if left == NOWHERE || right == NOWHERE {
                return NOWHERE;
            }
            if self.rank[left.index()] > self.rank[right.index()] {
                left = dominator[left.index()];
            } else {
                right = dominator[right.index()];
            }
        }
        left
    }

    /// Lists the nodes from which control comes directly; `NOWHERE` stands for the outside.
    pub(super) fn sources<'a>(&'a self, graph: &'a Graph, node: NodeId) -> impl Iterator<Item = NodeId> + 'a {
        let data = &graph.nodes[node.index()];
        let outer = self.enters(node).then(|| data.scope.unwrap_or(NOWHERE));
        let host = match data.kind {
            NodeKind::Boundary { host, .. } => Some(host),
            _ => None,
        };
        let around = outer.into_iter().chain(host);
        let around = around.filter(move |source| *source == NOWHERE || self.led(*source) || !self.led(node));
        self.before.at(node).iter().copied().chain(around)
    }

    /// Numbers the tree of dominators so that `dominates` is a comparison and a climb takes few steps (Myers, "An
    /// Applicative Random-Access Stack": every node knows one dominator that lies a whole stretch above it).
    fn number(&mut self) {
        let count = self.dominator.len();
        let inner = || self.order.iter().map(|node| (self.dominator[node.index()], *node));
        let roots: Vec<NodeId> =
            inner().filter(|(outer, _)| *outer == NOWHERE).map(|(_, node)| node).collect();
        self.inner = AdjacencyLists::of(count, inner().filter(|(outer, _)| *outer != NOWHERE));
        self.span = vec![(NONE, 0); count];
        self.jump = vec![NOWHERE; count];
        let mut depth = vec![0u32; count];
        let mut clock = 0;
        for root in roots {
            let mut stack = vec![(root, 0)];
            while let Some((node, child)) = stack.last_mut() {
                let (outer, index) = (self.dominator[node.index()], node.index());
                if *child == 0 {
                    self.span[index].0 = clock;
                    clock += 1;
                    (self.jump[index], depth[index]) = self.stretch(&depth, outer);
                }
                if let Some(&next) = self.inner.at(*node).get(*child) {
                    *child += 1;
                    stack.push((next, 0));
                } else {
                    self.span[index].1 = clock;
                    stack.pop();
                }
            }
        }
    }

    /// Returns the dominator that lies a stretch above a child of a node, and the depth of that child.
    fn stretch(&self, depth: &[u32], outer: NodeId) -> (NodeId, u32) {
        let height = |node: NodeId| depth.get(node.index()).copied().unwrap_or(0);
        let jump = |node: NodeId| self.jump.get(node.index()).copied().unwrap_or(NOWHERE);
        let (first, second) = (jump(outer), jump(jump(outer)));
        let even = height(outer) - height(first) == height(first) - height(second);
        (if even { second } else { outer }, height(outer) + 1)
    }

    /// Returns the nearest node that every path to either of two nodes passes, or `NOWHERE`.
    pub(super) fn common(&self, left: NodeId, right: NodeId) -> NodeId {
        let mut node = left;
        while node != NOWHERE && !self.dominates(node, right) {
            let far = self.jump[node.index()];
            let near = far == NOWHERE || self.dominates(far, right);
            node = if near { self.dominator[node.index()] } else { far };
        }
        node
    }

    /// Returns the child of a dominator (or of the outside) on whose side a node lies.
    pub(super) fn child(&self, dominator: NodeId, node: NodeId) -> NodeId {
        if dominator == NOWHERE {
            let mut root = node;
            while self.dominator[root.index()] != NOWHERE {
                let far = self.jump[root.index()];
                root = if far == NOWHERE { self.dominator[root.index()] } else { far };
            }
            return root;
        }
        let children = self.inner.at(dominator);
        let after = children.partition_point(|child| self.moment(*child) <= self.moment(node));
        children[..after].last().copied().unwrap_or(node)
    }

    /// Returns when a walk over the tree of dominators enters a node.
    pub(super) fn moment(&self, node: NodeId) -> u32 {
        self.span[node.index()].0
    }

    /// Tells whether every path to `inner` passes `outer`; a node dominates itself.
    pub(super) fn dominates(&self, outer: NodeId, inner: NodeId) -> bool {
        let ((first, last), (at, _)) = (self.span[outer.index()], self.span[inner.index()]);
        first != NONE && at != NONE && first <= at && at < last
    }
}
