//! The namespace declarations in force.

use rustc_hash::FxHashMap;

use super::Namespace;

/// Prefixes and what they stand for, innermost last.
///
/// A map, so that a thousand declarations on one element do not slow down everything inside it.
pub(super) struct Namespaces<'a, S> {
    bound: FxHashMap<&'a str, Vec<(S, &'a str)>>,
    order: Vec<&'a str>,
}

impl<S> Default for Namespaces<'_, S> {
    fn default() -> Self {
        Self { bound: FxHashMap::default(), order: Vec::new() }
    }
}

impl<'a, S: Namespace> Namespaces<'a, S> {
    /// Declares a prefix; the empty one is that of names without prefix.
    pub(super) fn bind(&mut self, prefix: &'a str, uri: &'a str) {
        self.bound.entry(prefix).or_default().push((S::of_uri(uri.trim()), uri));
        self.order.push(prefix);
    }

    /// Takes a prefix that nothing declares as declared; its own name stands for the URI.
    pub(super) fn assume(&mut self, prefix: &'a str, space: S) {
        let uri = if prefix.is_empty() { "(none)" } else { prefix };
        self.bound.entry(prefix).or_default().push((space, uri));
        self.order.push(prefix);
    }

    /// Returns the namespace and URI of a prefix, if it is declared.
    pub(super) fn get(&self, prefix: &str) -> Option<(S, &'a str)> {
        self.bound.get(prefix)?.last().copied()
    }

    /// Returns how many declarations are in force, to come back to.
    pub(super) fn mark(&self) -> usize {
        self.order.len()
    }

    /// Takes back what was declared since a mark.
    pub(super) fn release(&mut self, mark: usize) {
        for prefix in self.order.drain(mark.min(self.order.len())..) {
            if let Some(bound) = self.bound.get_mut(prefix) {
                bound.pop();
            }
        }
    }
}
