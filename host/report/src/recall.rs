//! The memory of the last report.

use std::mem;
use std::sync::Arc;

use handoff_finding::Finding;
use handoff_landscape::{Landscape, Unit};
use rustc_hash::FxHashMap;

use crate::Handoff;
use crate::report::{order, position, resolve};

/// The memory of the last report, from which the next one takes over the handoffs of units that are the same, and the
/// order of the findings that are.
#[derive(Debug, Default)]
pub struct Recall {
    /// By the address of the unit, which lives as long as its handoffs: these, sorted.
    handoffs: FxHashMap<usize, (Arc<Unit>, Vec<Arc<Handoff>>)>,
    /// All of them, sorted.
    findings: Vec<Arc<Finding>>,
}

impl Recall {
    /// Lists the handoffs of a landscape in the order of reports.
    pub(crate) fn handoffs(&mut self, landscape: &Landscape) -> Vec<Arc<Handoff>> {
        let mut old = mem::take(&mut self.handoffs);
        let known = landscape.units.iter().map(|unit| {
            let address = Arc::as_ptr(unit).addr();
            let known = old.remove(&address).unwrap_or_else(|| {
                let resolved = unit.handoffs.iter().map(|handoff| Arc::new(resolve(unit, handoff)));
                let mut handoffs: Vec<_> = resolved.collect();
                handoffs.sort_by(|a, b| position(a).cmp(&position(b)));
                (Arc::clone(unit), handoffs)
            });
            (address, known)
        });
        self.handoffs = known.collect();
        let sorted = landscape.units.iter().filter_map(|unit| self.handoffs.get(&Arc::as_ptr(unit).addr()));
        // No two units share a file, and what is sorted stands together by file.
        let by_file = sorted.flat_map(|(_, sorted)| sorted.chunk_by(|a, b| a.place.file == b.place.file));
        let mut by_file: Vec<&[Arc<Handoff>]> = by_file.collect();
        by_file.sort_by_key(|handoffs| handoffs.first().map(|first| &first.place.file));
        by_file.concat()
    }

    /// Puts findings into the order of reports. Those that the last report had come in its order first, of which a sort
    /// that looks for runs has little to do.
    pub(crate) fn findings(&mut self, mut findings: Vec<Arc<Finding>>) -> Vec<Arc<Finding>> {
        let ranks: FxHashMap<_, usize> = self.findings.iter().map(Arc::as_ptr).zip(0..).collect();
        if !ranks.is_empty() {
            findings.sort_by_cached_key(|one| ranks.get(&Arc::as_ptr(one)).copied().unwrap_or(usize::MAX));
        }
        findings.sort_by(|a, b| order(a).cmp(&order(b)));
        self.findings.clone_from(&findings);
        findings
    }
}
