//! What comes to a node without a sequence flow: messages, signals, calls.

use handoff_model::Id;

use super::fixpoint::{Fixpoint, FixpointContext};
use super::transfer::FixpointMode;
use super::{EdgeKind, NodeId};
use super::{FactId, bit_matrix};

impl Fixpoint {
    /// Computes anew what messages and calls bring to a node; tells whether that changed.
    pub(super) fn receive(&mut self, base: FixpointContext<'_>, node: NodeId) -> bool {
        let FixpointContext { graph, shape, .. } = base;
        let mut row: Option<Vec<u64>> = None;
        let together = graph.together.binary_search(&node).is_ok();
        let mut lost = vec![0; self.words];
        for &edge in shape.transfers.at(node) {
            let edge = &graph.edges[edge.index()];
            let mut other = vec![0; self.words];
            match &edge.kind {
                EdgeKind::Message { facts, brings } => {
                    map(&self.done(graph, edge.source), Some(facts), &mut other);
                    for fact in brings {
                        bit_matrix::set(&mut other, *fact);
                    }
                }
                EdgeKind::Call { facts } => {
                    let mut given = self.entry.row(edge.source.index())[..self.words].to_vec();
                    self.receipt(edge.source, &mut given);
                    map(&given, facts.as_deref(), &mut other);
                }
                EdgeKind::Signal => {
                    other.copy_from_slice(&self.done(graph, edge.source)[..self.words]);
                    if self.mode == FixpointMode::Must {
                        // Either branch may have ended what the other still knows.
                        if !shape.dominates(edge.source, node) {
                            let mut ended = self.ended.clone();
                            bit_matrix::remove(&mut ended, &other);
                            bit_matrix::add(&mut lost, &ended);
                        }
                        bit_matrix::remove(&mut other, &self.ended);
                    }
                }
                EdgeKind::Sequence | EdgeKind::Throw { .. } | EdgeKind::Return { .. } => continue,
            }
            match &mut row {
                Some(row) if together => bit_matrix::add(row, &other),
                Some(row) => self.mode.choose(row, &other),
                None => row = Some(other),
            }
        }
        let Some(row) = row else { return false };
        let slot = self.slot[node.index()] as usize;
        let lost = self.lost.replace(slot, &lost);
        self.brought.replace(slot, &row) || lost
    }
}

/// Copies facts under the names they have on the other side; without a mapping, all of them.
pub(super) fn map(from: &[u64], facts: Option<&[(FactId, FactId)]>, to: &mut [u64]) {
    match facts {
        None => to.copy_from_slice(&from[..to.len()]),
        Some(facts) => {
            facts
                .iter()
                .filter(|(source, _)| bit_matrix::has(from, *source))
                .for_each(|(_, target)| bit_matrix::set(to, *target));
        }
    }
}
