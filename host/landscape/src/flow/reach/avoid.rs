//! Whether a case can be completed without meeting the gap.
//!
//! The least set of points from which one can is grown backwards from the ends and the repairs. A point joins the set
//! when enough of its successors have: one of several alternatives, all of those that run together.

use handoff_model::Id;

use super::travel::{GapTravel, PointEffect};
use crate::flow::flow_index::AdjacencyLists;
use crate::flow::path::WalkPoint;
use crate::flow::throws::interrupts;
use crate::flow::{Gate, NodeId, NodeKind};

/// What a successor means to the point before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SuccessorRole {
    /// If the gap can be avoided from there, it can be from here.
    Alone,
    /// It need not come about: it saves nothing and spoils nothing.
    Aside,
    /// One of the flows of the point's own split.
    Branch,
    /// It runs beside all others of its kind and the flows.
    Along,
}

/// Tells whether some way of completing avoids all points that meet the gap.
pub(super) fn can_be_avoided(travel: &GapTravel<'_>) -> bool {
    let points = 2 * travel.walker.count() as usize;
    let mut links: Vec<(WalkPoint, WalkPoint, SuccessorRole)> = Vec::new();
    let (mut branches, mut along) = (vec![0u32; points], vec![0u32; points]);
    let mut avoids = vec![false; points];
    let mut stack: Vec<WalkPoint> = Vec::new();
    for &point in &travel.order {
        let effect = travel.effect(point);
        if repaired_first(travel, point) {
            stack.push(point);
        }
        let mut main = false;
        for &next in &travel.next[point.index()] {
            let share = share(travel, point, next, effect);
            links.push((next, point, share));
            main |= matches!(share, SuccessorRole::Branch | SuccessorRole::Along)
                || share == SuccessorRole::Alone && travel.walker.node(next).1;
            match share {
                SuccessorRole::Branch => branches[point.index()] += 1,
                SuccessorRole::Along => along[point.index()] += 1,
                SuccessorRole::Alone | SuccessorRole::Aside => {}
            }
            if !travel.reached(next) {
                // A join that the gap does not pass: another branch repairs it, or meets it first.
                stack.push(next);
            }
        }
        let node = travel.walker.node(point).0;
        if travel.walker.graph.nodes[node.index()].split != Gate::Parallel {
            branches[point.index()] = branches[point.index()].min(1);
        }
        if !main && !matches!(effect, PointEffect::Meets) {
            stack.push(point);
        }
    }
    let back = AdjacencyLists::of(points, (0u32..).zip(&links).map(|(at, link)| (link.0, at)));
    while let Some(point) = stack.pop() {
        if std::mem::replace(&mut avoids[point.index()], true) {
            continue;
        }
        for &at in back.at(point) {
            let (_, before, share) = links[at as usize];
            let (flows, others) = (&mut branches[before.index()], &mut along[before.index()]);
            match share {
                SuccessorRole::Alone => {
                    stack.push(before);
                    continue;
                }
                SuccessorRole::Aside => continue,
                SuccessorRole::Branch => *flows = flows.saturating_sub(1),
                SuccessorRole::Along => *others = others.saturating_sub(1),
            }
            if *flows == 0 && *others == 0 {
                stack.push(before);
            }
        }
    }
    avoids[travel.start.index()]
}

/// Tells whether the gap may be repaired before the node of a point starts.
fn repaired_first(travel: &GapTravel<'_>, point: WalkPoint) -> bool {
    let (node, out) = travel.walker.node(point);
    if point == travel.start.into() {
        return false;
    }
    let left = |from: &NodeId| travel.walker.lefts(*from);
    let mended = |from: &NodeId| left(from).any(|point: WalkPoint| travel.mended[point.index()]);
    let before = || travel.walker.solution.shape.before.at(node);
    travel.may_hear(point) || !out && travel.pools(node) && before().iter().any(mended)
}

/// Tells what a successor of a point means to it.
fn share(travel: &GapTravel<'_>, point: WalkPoint, next: WalkPoint, effect: PointEffect) -> SuccessorRole {
    let (walker, shape) = (travel.walker, &travel.walker.solution.shape);
    let (node, (target, leaves)) = (walker.node(point).0, walker.node(next));
    // What comes after a node that may make the fact may have it.
    let after =
        |share: SuccessorRole| if effect == PointEffect::MayMake { SuccessorRole::Aside } else { share };
    if leaves {
        // Past a scope that need not run; or out of the scope around; or back to one of several callers.
        let around = walker.graph.nodes[node.index()].scope == Some(target) && target != node;
        return after(if around { SuccessorRole::Along } else { SuccessorRole::Alone });
    }
    if shape.after.at(node).contains(&target) {
        return after(SuccessorRole::Branch);
    }
    let throws = &walker.solution.throws;
    if throws.catchers(node).contains(&target) {
        return match (interrupts(walker.graph.nodes[target.index()].kind), throws.stops(node)) {
            (true, true) => SuccessorRole::Branch,
            (true, false) => SuccessorRole::Alone,
            (false, _) => SuccessorRole::Along,
        };
    }
    // Of the steps of an unordered scope any may run, before or after the others.
    let scope = walker.graph.nodes[target.index()].scope.map(|scope| walker.graph.nodes[scope.index()].kind);
    if shape.enters(target) && matches!(scope, Some(NodeKind::Scope { unordered: true, .. })) {
        return SuccessorRole::Alone;
    }
    match walker.graph.nodes[target.index()].kind {
        NodeKind::Boundary { interrupting: true, .. } | NodeKind::EventScope { interrupting: true } => {
            SuccessorRole::Alone
        }
        NodeKind::Boundary { .. } | NodeKind::EventScope { .. } => SuccessorRole::Aside,
        _ if walker.calls(node, target) => SuccessorRole::Along,
        _ => after(SuccessorRole::Along),
    }
}
