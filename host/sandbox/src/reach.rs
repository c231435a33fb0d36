//! The reach of a gap.

use handoff_landscape::Unit;
use handoff_landscape::unit::{Reach, ReachVerdict};

use crate::follow::Follow;

/// Computes whether the lack of an item at a step can travel on to the customer.
pub(crate) fn of(unit: &Unit, step: u32, lacking: Option<u32>) -> Reach {
    let mut reach =
        Reach { verdict: ReachVerdict::Unknown, touchpoint: None, path: Vec::new(), repaired_by: None };
    if unit.touchpoints.is_empty() {
        return reach;
    }
    let repairs: Vec<u32> =
        unit.provisions.iter().filter(|p| Some(p.item) == lacking).map(|p| p.step).collect();
    let flow = Follow::of(&unit.graph);
    let paths = unit
        .touchpoints
        .iter()
        .filter(|touchpoint| !touchpoint.inbound && !repairs.contains(&touchpoint.step));
    let path = paths
        .filter_map(|touchpoint| flow.path(step, touchpoint.step, &repairs, &mut Some(u64::MAX))?)
        .min_by_key(Vec::len);
    reach.verdict = if path.is_some() { ReachVerdict::Possible } else { ReachVerdict::None };
    reach.path = path.unwrap_or_default();
    reach.touchpoint = reach.path.last().copied();
    reach
}
