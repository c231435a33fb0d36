//! The memory of the last report.

use std::mem;
use std::sync::Arc;

use handoff_finding::Finding;
use handoff_landscape::{Landscape, Unit};
use rustc_hash::FxHashMap;

use crate::Handoff;
use crate::report::{order, position, resolve};

/// The memory of the last report, from which the next one takes over the handoffs of units that are the same, and the
/// order of what has not changed.
#[derive(Debug, Default)]
pub struct Recall {
    /// By the address of the unit, which lives as long as its handoffs.
    units: FxHashMap<usize, (Arc<Unit>, Vec<Arc<Handoff>>)>,
    handoffs: Vec<Arc<Handoff>>,
    findings: Vec<Arc<Finding>>,
}

impl Recall {
    /// Lists the handoffs of a landscape in the order of reports.
    pub(crate) fn handoffs(&mut self, landscape: &Landscape) -> Vec<Arc<Handoff>> {
        let mut old = mem::take(&mut self.units);
        let mut handoffs = Vec::with_capacity(self.handoffs.len());
        for unit in &landscape.units {
            let address = Arc::as_ptr(unit).addr();
            let known = old.remove(&address).unwrap_or_else(|| {
                let resolved = unit.handoffs.iter().map(|handoff| Arc::new(resolve(unit, handoff)));
                (Arc::clone(unit), resolved.collect())
            });
            handoffs.extend(known.1.iter().map(Arc::clone));
            self.units.insert(address, known);
        }
        sort(&mut handoffs, &mut self.handoffs, |handoffs| handoffs.sort_by(|a, b| position(a).cmp(&position(b))));
        handoffs
    }

    /// Puts findings into the order of reports.
    pub(crate) fn findings(&mut self, mut findings: Vec<Arc<Finding>>) -> Vec<Arc<Finding>> {
        sort(&mut findings, &mut self.findings, |findings| findings.sort_by(|a, b| order(a).cmp(&order(b))));
        findings
    }
}

/// Sorts a list; what the last one had comes in its order, of which a sort that looks for runs has little to do.
fn sort<T>(list: &mut Vec<Arc<T>>, last: &mut Vec<Arc<T>>, sort: impl FnOnce(&mut [Arc<T>])) {
    let ranks: FxHashMap<*const T, usize> = last.iter().map(Arc::as_ptr).zip(0..).collect();
    if !ranks.is_empty() {
        list.sort_by_cached_key(|one| ranks.get(&Arc::as_ptr(one)).copied().unwrap_or(usize::MAX));
    }
    sort(list);
    last.clone_from(list);
}
