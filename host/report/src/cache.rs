//! The memory of the last report.

use std::mem;
use std::sync::Arc;

use handoff_finding::Finding;
use handoff_landscape::{ArcMap, Landscape, Unit};
use rustc_hash::FxHashMap;

use crate::finding_group::order;
use crate::handoff::{Handoff, handoff_order, resolve};

/// The memory of the last report, from which the next one takes over the handoffs of units that are the same, and the
/// order of the findings that are.
#[derive(Debug, Default)]
pub struct ReportCache {
    handoffs: HandoffCache,
    /// Those of the last report, sorted.
    findings: Vec<Arc<Finding>>,
}

/// The handoffs of units, sorted, a list for each file.
type HandoffCache = ArcMap<Unit, Vec<Vec<Arc<Handoff>>>>;

impl ReportCache {
    /// Lists the handoffs of a landscape, and what was found about it, in the order of reports.
    pub(crate) fn lists(
        &mut self,
        landscape: &Landscape,
        found: Vec<Arc<Finding>>,
    ) -> (Vec<Arc<Handoff>>, Vec<Arc<Finding>>) {
        let Self { handoffs, findings } = self;
        rayon::join(|| list(landscape, handoffs), || sort(found, findings))
    }
}

fn list(landscape: &Landscape, known: &mut HandoffCache) -> Vec<Arc<Handoff>> {
    let mut old = mem::take(known);
    let of = |unit: &Arc<Unit>| {
        let handoffs = old.remove(unit).unwrap_or_else(|| {
            let resolved = unit.handoffs.iter().map(|handoff| Arc::new(resolve(unit, handoff)));
            let mut handoffs: Vec<_> = resolved.collect();
            handoffs.sort_by(|a, b| handoff_order(a).cmp(&handoff_order(b)));
            let by_file = handoffs.chunk_by(|a, b| a.place.file == b.place.file);
            by_file.map(<[_]>::to_vec).collect()
        });
        (Arc::clone(unit), handoffs)
    };
    *known = landscape.units.iter().map(of).collect();
    let units = landscape.units.iter().filter_map(|unit| known.get(unit));
    // No two units share a file.
    let mut by_file: Vec<&[Arc<Handoff>]> = units.flatten().map(Vec::as_slice).collect();
    by_file.sort_by_key(|handoffs| handoffs.first().map(|first| &first.place.file));
    by_file.concat()
}

/// Sorts findings. Those that the last report had come in its order first, of which a sort that looks for runs has little
/// to do.
fn sort(mut findings: Vec<Arc<Finding>>, last: &mut Vec<Arc<Finding>>) -> Vec<Arc<Finding>> {
    let ranks: FxHashMap<_, usize> = last.iter().map(Arc::as_ptr).zip(0..).collect();
    if !ranks.is_empty() {
        findings.sort_by_cached_key(|one| ranks.get(&Arc::as_ptr(one)).copied().unwrap_or(usize::MAX));
    }
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    last.clone_from(&findings);
    findings
}
