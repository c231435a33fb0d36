//! What scopes and called processes do as a whole, whatever way they are run.

use handoff_model::Id;

use super::bit_matrix::{self, BitMatrix};
use super::concurrency::begins_several;
use super::fixpoint::{Fixpoint, FixpointContext, holds, is_scope};
use super::flow_index::{NONE, NOWHERE, RegionId};
use super::queue::Queue;
use super::receive::map;
use super::transfer::{self, FixpointMode};
use super::{EdgeKind, Gate, NodeId, NodeKind, ProcessId};

impl Fixpoint {
    /// Computes the transfers of all scopes and call activities, inner ones first.
    pub(super) fn summarize(&mut self, base: FixpointContext<'_>) {
        let FixpointContext { graph, shape, .. } = base;
        self.spill = BitMatrix::filled(graph.nodes.len() + graph.processes(), 2 * self.words, 0);
        for node in NodeId::all(graph.nodes.len()).rev().filter(|node| shape.reachable(*node)) {
            let data = &graph.nodes[node.index()];
            let slot = self.slot[node.index()];
            if slot != NONE {
                let transfer = match data.kind {
                    NodeKind::Scope { surely, .. } => {
                        let body = self.complete(base, node.into());
                        if surely { body } else { transfer::optional(self.mode, &body) }
                    }
                    NodeKind::EventScope { .. } => self.complete(base, node.into()),
                    _ => {
                        let mut row = transfer::identity(self.words);
                        row[..self.words].copy_from_slice(self.returned.row(slot as usize));
                        row
                    }
                };
                self.inner.replace(slot as usize, &transfer);
            }
            self.spread(base, node);
        }
    }

    /// Adds what a node may make or end on its way to what its region may.
    fn spread(&mut self, base: FixpointContext<'_>, node: NodeId) {
        let FixpointContext { graph, shape, .. } = base;
        let index = node.index();
        let mut row = vec![0; self.words];
        match self.mode {
            FixpointMode::Must => {
                let ended = graph.ends[index].iter().filter(|fact| !holds(&graph.makes, node, **fact));
                ended.for_each(|fact| bit_matrix::set(&mut row, *fact));
            }
            FixpointMode::May => {
                let made = graph.makes[index].iter().chain(&graph.may_make[index]);
                made.for_each(|fact| bit_matrix::set(&mut row, *fact));
                if self.slot[index] != NONE {
                    bit_matrix::add(&mut row, self.brought.row(self.slot[index] as usize));
                    bit_matrix::add(&mut row, self.returned.row(self.slot[index] as usize));
                }
            }
        }
        if is_scope(graph.nodes[index].kind) {
            bit_matrix::add(&mut row, &self.spill.row(index)[self.words..]);
        }
        // A loose piece never runs beside what is led to.
        if shape.led(node) != shape.led_region(shape.region(graph, node)) {
            return;
        }
        let (quiet, all) = self.spill.row_mut(shape.region(graph, node).index()).split_at_mut(self.words);
        bit_matrix::add(all, &row);
        if !matches!(graph.nodes[index].kind, NodeKind::EventScope { interrupting: true }) {
            bit_matrix::add(quiet, &row);
        }
    }

    /// Computes the transfer of a region from its beginning to its completion.
    fn complete(&self, base: FixpointContext<'_>, region: RegionId) -> Vec<u64> {
        let starts = base.shape.starts.at(region);
        let unordered = base
            .graph
            .nodes
            .get(region.index())
            .is_some_and(|node| matches!(node.kind, NodeKind::Scope { unordered: true, .. }));
        let mut body = transfer::identity(self.words);
        if unordered {
            body = self.interrupted(region, false);
        } else {
            let totals = self.totals(base, region);
            for start in starts {
                transfer::beside(&mut body, totals.row(base.shape.place(*start)));
            }
        }
        self.cut(base, region, &mut body);
        self.handle(base, region, body)
    }

    /// Adds the ways of completing a region on which a terminate end stops other branches wherever they are.
    fn cut(&self, base: FixpointContext<'_>, region: RegionId, body: &mut [u64]) {
        let FixpointContext { graph, shape, joins, .. } = base;
        let terminates = shape.body.at(region).iter().filter(|node| {
            shape.reachable(**node)
                && matches!(graph.nodes[node.index()].kind, NodeKind::End { terminate: true })
        });
        let starts = if region.index() < graph.nodes.len() { shape.starts.at(region).len() } else { 1 };
        let alone = |end: NodeId| {
            let around = std::iter::successors(Some(end), |node| {
                Some(shape.dominator[node.index()]).filter(|next| *next != NOWHERE)
            })
            .take_while(|node| RegionId::from(*node) != region);
            starts < 2
                && shape.handlers.at(region).is_empty()
                && around
                    .filter(|node| begins_several(graph, shape, *node))
                    .all(|split| joins.join(split).is_some_and(|join| shape.dominates(join, end)))
        };
        if terminates.copied().any(|end| !alone(end)) {
            self.mode.choose(body, &self.interrupted(region, true));
        }
    }

    /// Adds what the event sub-processes of a region can change to one way through its body.
    fn handle(&self, base: FixpointContext<'_>, region: RegionId, mut body: Vec<u64>) -> Vec<u64> {
        let inner = |handler: NodeId| {
            let mut row = transfer::identity(self.words);
            self.receipt(handler, &mut row);
            self.pass(base.graph, handler, &mut row);
            row
        };
        let (stop, beside): (Vec<NodeId>, Vec<NodeId>) =
            base.shape.handlers.at(region).iter().partition(|handler| {
                matches!(base.graph.nodes[handler.index()].kind, NodeKind::EventScope { interrupting: true })
            });
        for handler in beside {
            body = transfer::then(&body, &transfer::optional(self.mode, &inner(handler)));
        }
        for handler in stop {
            let other = transfer::then(&self.until(base, handler), &inner(handler));
            self.mode.choose(&mut body, &other);
        }
        body
    }

    /// Computes for every node directly inside a region the transfer from its beginning to the completion of all that
    /// follows from it in the region.
    fn totals(&self, base: FixpointContext<'_>, region: RegionId) -> BitMatrix {
        let FixpointContext { graph, shape, .. } = base;
        let body = shape.body.at(region);
        let mut totals = BitMatrix::filled(body.len(), 2 * self.words, self.mode.start());
        let mut queue = Queue::new(body.len());
        let push = |queue: &mut Queue, node: NodeId| {
            if shape.reachable(node) && shape.region(graph, node) == region {
                queue.push(NONE - shape.rank[node.index()], shape.place(node) as u32);
            }
        };
        for node in body {
            push(&mut queue, *node);
        }
        while let Some(place) = queue.pop() {
            let node = body[place as usize];
            let total = self.total(base, &totals, node);
            if totals.replace(place as usize, &total) {
                shape.before.at(node).iter().for_each(|source| push(&mut queue, *source));
                if let NodeKind::Boundary { host, .. } = graph.nodes[node.index()].kind {
                    push(&mut queue, host);
                }
            }
        }
        totals
    }

    /// Computes the transfer of a node and all that follows from it, given those of its successors.
    fn total(&self, base: FixpointContext<'_>, totals: &BitMatrix, node: NodeId) -> Vec<u64> {
        let FixpointContext { graph, shape, .. } = base;
        let region = shape.region(graph, node);
        let data = &graph.nodes[node.index()];
        let mut rest: Option<Vec<u64>> = None;
        for &next in shape.after.at(node) {
            let branch = if shape.region(graph, next) == region {
                totals.row(shape.place(next)).to_vec()
            } else if matches!(graph.nodes[next.index()].kind, NodeKind::Boundary { .. }) {
                // An error that is caught outside leaves the region without completing it.
                vec![self.mode.start(); 2 * self.words]
            } else {
                transfer::identity(self.words)
            };
            match (&mut rest, data.split) {
                (None, _) => rest = Some(branch),
                (Some(rest), Gate::Parallel) => transfer::beside(rest, &branch),
                (Some(rest), _) => self.mode.choose(rest, &branch),
            }
        }
        if base.throws.stops(node) {
            // What is thrown leaves the region without completing it.
            return vec![self.mode.start(); 2 * self.words];
        }
        let mut own = transfer::identity(self.words);
        self.receipt(node, &mut own);
        self.pass(graph, node, &mut own);
        let boundaries =
            shape.boundaries.at(node).iter().filter(|boundary| shape.region(graph, **boundary) == region);
        let (stop, beside): (Vec<NodeId>, Vec<NodeId>) = boundaries.partition(|boundary| {
            matches!(graph.nodes[boundary.index()].kind, NodeKind::Boundary { interrupting: true, .. })
        });
        let scope = is_scope(data.kind);
        let mut before = transfer::identity(self.words);
        if scope {
            self.receipt(node, &mut before);
        }
        let branch = |boundary: NodeId| {
            let mut row = before.clone();
            if scope {
                row = transfer::then(&row, &self.until(base, boundary));
            }
            transfer::then(&row, totals.row(shape.place(boundary)))
        };
        if scope {
            // What such a branch ends it may have seen made inside; it ends nothing that is made after the scope.
            for boundary in &beside {
                let mut ends = transfer::optional(self.mode, totals.row(shape.place(*boundary)));
                ends[..self.words].fill(0);
                transfer::apply(&ends, &mut own);
            }
        }
        let mut total = rest.map_or_else(|| own.clone(), |rest| transfer::then(&own, &rest));
        for boundary in stop {
            self.mode.choose(&mut total, &branch(boundary));
        }
        for boundary in beside {
            transfer::beside(&mut total, &transfer::optional(self.mode, &branch(boundary)));
        }
        total
    }

    /// Computes what comes back to call activities from the processes they call.
    pub(super) fn returns(&self, base: FixpointContext<'_>) -> BitMatrix {
        let FixpointContext { graph, shape, .. } = base;
        let mut exits: Vec<Option<Vec<u64>>> = vec![None; graph.processes()];
        let mut returned = self.returned.clone();
        let mut seen = vec![false; graph.nodes.len()];
        for edge in shape.order.iter().flat_map(|node| shape.transfers.at(*node)) {
            let edge = &graph.edges[edge.index()];
            let EdgeKind::Return { process, facts } = &edge.kind else { continue };
            let Some(exit) = exits.get_mut(process.index()) else { continue };
            let exit = exit.get_or_insert_with(|| self.exit(base, *process));
            let mut row = vec![0; self.words];
            map(exit, facts.as_deref(), &mut row);
            let old = returned.row_mut(self.slot[edge.target.index()] as usize);
            if std::mem::replace(&mut seen[edge.target.index()], true) {
                self.mode.choose(old, &row);
            } else {
                old.copy_from_slice(&row);
            }
        }
        returned
    }

    /// Computes what every (some) completion of a process leaves.
    fn exit(&self, base: FixpointContext<'_>, process: ProcessId) -> Vec<u64> {
        let region = base.shape.process(process);
        let totals = self.totals(base, region);
        let starts = base.shape.starts.at(region);
        // A process that cannot start never completes; its caller must not count on anything.
        let fill = if starts.is_empty() { 0 } else { self.mode.start() };
        let mut exit = vec![fill; self.words];
        for &start in starts {
            let mut row = self.entry(start).to_vec();
            let mut total = totals.row(base.shape.place(start)).to_vec();
            self.cut(base, region, &mut total);
            transfer::apply(&self.handle(base, region, total), &mut row);
            self.mode.choose(&mut exit, &row);
        }
        exit
    }
}
