//! A work list that yields every waiting node once, lowest key first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A work list of nodes, ordered by a fixed key.
#[derive(Debug)]
pub(super) struct Queue {
    heap: BinaryHeap<Reverse<(u32, u32)>>,
    waiting: Vec<bool>,
}

impl Queue {
    /// Makes an empty list for nodes below `count`.
    pub(super) fn new(count: usize) -> Self {
        Self { heap: BinaryHeap::new(), waiting: vec![false; count] }
    }

    /// Adds a node unless it waits already.
    pub(super) fn push(&mut self, key: u32, node: u32) {
        if !std::mem::replace(&mut self.waiting[node as usize], true) {
            self.heap.push(Reverse((key, node)));
        }
    }

    /// Takes the node with the lowest key.
    pub(super) fn pop(&mut self) -> Option<u32> {
        let Reverse((_, node)) = self.heap.pop()?;
        self.waiting[node as usize] = false;
        Some(node)
    }
}
