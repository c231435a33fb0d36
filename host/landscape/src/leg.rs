//! The journeys of customers through a unit: from each touchpoint to the next ones, with the borders on the way.

use std::collections::VecDeque;

use handoff_model::Id;
use rustc_hash::FxHashMap;

use crate::{
    paths::Paths,
    unit::{DepartmentId, HandoffId, Leg, StepId, Unit},
};

/// How many steps may be taken, for each node and edge of the flow: touchpoints that are behind one another share none of
/// theirs, so that more are taken only where very many lie on ways beside each other. The last of these then have no legs.
const STEPS_AN_ELEMENT: usize = 64;

impl Unit {
    /// Returns the legs of all journeys, in the order in which a case of each can meet them; made when first asked for.
    pub fn legs(&self) -> &[Leg] {
        self.legs.get_or_init(|| legs(self))
    }
}

/// How a walk comes to a step, by the way with most borders that was found.
#[derive(Clone, Copy, Debug)]
struct Visit {
    borders: u32,
    /// How many steps are before it.
    steps: u32,
    /// The step before it; itself at the start.
    before: StepId,
    /// The last step on the way, itself included, that is an end of handoffs.
    border_step: StepId,
    /// The border that is crossed into it.
    crossed: Option<HandoffId>,
}

impl Visit {
    /// Orders ways: more borders first, then fewer steps, then the step before that stands first.
    fn rank(&self) -> (std::cmp::Reverse<u32>, u32, StepId) {
        (std::cmp::Reverse(self.borders), self.steps, self.before)
    }
}

struct LegWalk<'a> {
    unit: &'a Unit,
    paths: Paths,
    is_touchpoint: Vec<bool>,
    /// Steps at which a handoff begins or ends.
    is_border: Vec<bool>,
    crossings: FxHashMap<(StepId, StepId), HandoffId>,
    visits: Vec<Option<Visit>>,
    /// The place of each step in the order of the walk; 0 for none.
    places: Vec<usize>,
    left: usize,
}

fn legs(unit: &Unit) -> Vec<Leg> {
    let count = unit.steps.len();
    // A unit that nobody made of exports may have no flow.
    if unit.touchpoints.is_empty() || unit.graph.nodes.len() != count {
        return Vec::new();
    }
    let mut walk = LegWalk {
        unit,
        paths: Paths::new(&unit.graph),
        is_touchpoint: vec![false; count],
        is_border: vec![false; count],
        crossings: FxHashMap::default(),
        visits: vec![None; count],
        places: vec![0; count],
        left: STEPS_AN_ELEMENT * (count + unit.graph.edges.len()),
    };
    for touchpoint in &unit.touchpoints {
        walk.is_touchpoint[touchpoint.step.index()] = true;
    }
    for (id, handoff) in HandoffId::number(&unit.handoffs) {
        if let (Some(last), Some(first)) = (handoff.last, handoff.first) {
            walk.crossings.entry((last, first)).or_insert(id);
            walk.is_border[last.index()] = true;
            walk.is_border[first.index()] = true;
        }
    }
    let mut from: FxHashMap<StepId, Vec<Leg>> = FxHashMap::default();
    let mut starts: Vec<StepId> = unit.touchpoints.iter().map(|touchpoint| touchpoint.step).collect();
    starts.sort_unstable();
    starts.dedup();
    for start in &starts {
        from.insert(*start, walk.legs_from(*start));
    }
    journeys(&starts, from)
}

/// Puts legs in the order of journeys. A journey begins where no leg leads to; what is left goes round in circles.
fn journeys(starts: &[StepId], mut from: FxHashMap<StepId, Vec<Leg>>) -> Vec<Leg> {
    let mut is_goal: FxHashMap<StepId, bool> = FxHashMap::default();
    for last in from.values().flatten().filter_map(|leg| leg.last) {
        is_goal.insert(last, true);
    }
    let (goals, roots): (Vec<StepId>, Vec<StepId>) =
        starts.iter().partition(|start| is_goal.contains_key(start));
    let (mut ordered, mut journey) = (Vec::new(), 0);
    for root in roots.into_iter().chain(goals) {
        let mut open = VecDeque::from([root]);
        let before = ordered.len();
        while let Some(step) = open.pop_front() {
            for leg in from.remove(&step).into_iter().flatten() {
                open.extend(leg.last);
                ordered.push(Leg { journey, ..leg });
            }
        }
        journey += u32::from(ordered.len() > before);
    }
    ordered
}

impl LegWalk<'_> {
    /// Lists the legs that begin at a touchpoint, by where they end; that of cases that meet no other touchpoint comes last.
    fn legs_from(&mut self, start: StepId) -> Vec<Leg> {
        let order = self.order(start);
        self.visit(start, &order);
        let mut goals: Vec<StepId> =
            order.iter().copied().filter(|step| *step != start && self.is_touchpoint[step.index()]).collect();
        goals.sort_unstable();
        let is_end = |step: &StepId| {
            *step != start && !self.is_touchpoint[step.index()] && self.next(*step).next().is_none()
        };
        let ends = order.iter().copied().filter(is_end);
        let end = ends.filter_map(|step| Some((self.visits[step.index()]?.rank(), step))).min();
        let mut legs: Vec<Leg> = goals.into_iter().map(|goal| self.leg(start, goal, Some(goal))).collect();
        legs.extend(end.map(|(_, end)| self.leg(start, end, None)));
        for step in order {
            self.visits[step.index()] = None;
            self.places[step.index()] = 0;
        }
        legs
    }

    /// Lists the steps that follow a step, over messages and calls too.
    fn next(&self, step: StepId) -> impl Iterator<Item = StepId> {
        let transfers = self.paths.transfers(step).iter();
        let transfers = transfers.filter_map(|edge| self.unit.graph.edges.get(*edge)).map(|edge| edge.target);
        self.paths.next(step).iter().copied().chain(transfers)
    }

    /// Lists the steps up to the next touchpoints, each before those that follow it but on the way round a circle.
    fn order(&mut self, start: StepId) -> Vec<StepId> {
        /// Marks a step whose followers are not all seen yet.
        const OPEN: usize = usize::MAX;
        let mut order = Vec::new();
        let mut stack = vec![(start, false)];
        while let Some((step, done)) = stack.pop() {
            if done {
                order.push(step);
                continue;
            }
            if self.places[step.index()] == OPEN || self.left == 0 {
                continue;
            }
            self.left -= 1;
            self.places[step.index()] = OPEN;
            stack.push((step, true));
            if step == start || !self.is_touchpoint[step.index()] {
                let next: Vec<StepId> = self.next(step).collect();
                self.left = self.left.saturating_sub(next.len());
                stack.extend(next.into_iter().rev().map(|next| (next, false)));
            }
        }
        order.reverse();
        for (place, step) in order.iter().enumerate() {
            self.places[step.index()] = place + 1;
        }
        order
    }

    /// Finds for each step of an order the way with most borders.
    fn visit(&mut self, start: StepId, order: &[StepId]) {
        self.visits[start.index()] =
            Some(Visit { borders: 0, steps: 0, before: start, border_step: start, crossed: None });
        for step in order.iter().copied() {
            let Some(visit) = self.visits[step.index()] else { continue };
            if step != start && self.is_touchpoint[step.index()] {
                continue;
            }
            let next: Vec<StepId> = self.next(step).collect();
            for next in next {
                // Who stands before in the order closes a circle.
                if self.places[next.index()] <= self.places[step.index()] {
                    continue;
                }
                let crossed = self.crossings.get(&(visit.border_step, next)).copied();
                let candidate = Visit {
                    borders: visit.borders + u32::from(crossed.is_some()),
                    steps: visit.steps + 1,
                    before: step,
                    border_step: if self.is_border[next.index()] { next } else { visit.border_step },
                    crossed,
                };
                let known = &mut self.visits[next.index()];
                if known.is_none_or(|known| candidate.rank() < known.rank()) {
                    *known = Some(candidate);
                }
            }
        }
    }

    fn leg(&self, first: StepId, end: StepId, last: Option<StepId>) -> Leg {
        let (mut path, mut handoffs, mut at) = (vec![end], Vec::new(), end);
        while at != first
            && let Some(visit) = self.visits[at.index()]
        {
            handoffs.extend(visit.crossed);
            at = visit.before;
            path.push(at);
        }
        path.reverse();
        handoffs.reverse();
        let customer = self.customer(first).or_else(|| last.and_then(|last| self.customer(last)));
        Leg { journey: 0, customer, first, last, handoffs, path }
    }

    fn customer(&self, step: StepId) -> Option<DepartmentId> {
        let first = self.unit.touchpoints.partition_point(|touchpoint| touchpoint.step < step);
        let here = self.unit.touchpoints.iter().skip(first).take_while(|touchpoint| touchpoint.step == step);
        here.filter_map(|touchpoint| touchpoint.customer).next()
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{ids, unit};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let legs = unit.legs().iter().map(|leg| {
            let end = if leg.last.is_some() { "" } else { " end" };
            format!("{} {}: {}{end}", leg.journey, leg.handoffs.len(), ids(&unit, &leg.path))
        });
        assert_eq!(legs.collect::<Vec<_>>(), expected, "{text}");
    }

    const SHOP: &str = "pool Customer\npool Shop\n lane Sales\n start message Get\n";

    #[test]
    fn a_leg_goes_to_the_next_touchpoint_over_most_borders() {
        check(
            &format!(
                "{SHOP} xor Big?\n send Thank\n lane Store\n task Pack\n send Ship\n lane Billing\n task Bill\n \
                 Get -> Big? -> Pack -> Ship -> Thank\n Big? -> Bill -> Pack\n\
                 Customer ~Order~> Get\nShip ~> Customer\nThank ~> Customer"
            ),
            &["0 2: get, big, bill, pack, ship", "0 1: ship, thank"],
        );
    }

    #[test]
    fn a_circle_is_walked_once_and_an_end_is_told() {
        check(
            &format!(
                "{SHOP} xor Again\n task Check\n xor Fine?\n send Ship\n end Lost\n \
                 Get -> Again -> Check -> Fine? -> Ship\n Fine? -> Again\n Fine? -> Lost\n\
                 Customer ~Order~> Get\nShip ~> Customer"
            ),
            &["0 0: get, again, check, fine, ship", "0 0: get, again, check, fine, lost end"],
        );
    }

    #[test]
    fn without_a_customer_there_is_no_journey() {
        check("process P\n start S\n task A\n S -> A", &[]);
    }
}
