//! The bounded questions that a rule may ask of a unit.

use handoff_model::Id;

use crate::{
    flow::{self, ReachCertainty, Solution},
    unit::{ItemId, Reach, ReachVerdict, StateId, StepId, Unit},
};

impl Unit {
    /// Returns the solved flow, computed once.
    pub fn solution(&self) -> &Solution {
        self.solved.get_or_init(|| Solution::of(&self.graph))
    }

    /// Finds a shortest path from one step to another that passes none of the steps to be avoided; messages and calls
    /// are followed, both ends included.
    pub fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        flow::path(&self.graph, self.solution(), start, goal, avoiding)
    }

    /// Tells whether every path from one step to another passes one of the given steps; also where there is no path.
    pub fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        flow::every_path_passes(&self.graph, self.solution(), start, goal, through)
    }

    /// Tells whether two steps can run at the same time in one case; `None` where that cannot be decided.
    pub fn concurrent(&self, one: StepId, other: StepId) -> Option<bool> {
        self.solution().concurrent(&self.graph, one, other)
    }

    /// Tells whether a gap at a step travels on to the customer: forward on paths on which no step provides the item,
    /// to a step where the customer gets or does something. What lacks a state is repaired in that state only. Without an
    /// item, nothing repairs the gap.
    pub fn reach(&self, start: StepId, lacking: Option<(ItemId, Option<StateId>)>) -> Reach {
        if self.touchpoints.is_empty() {
            return Reach {
                verdict: ReachVerdict::Unknown,
                touchpoint: None,
                path: Vec::new(),
                repaired_by: None,
            };
        }
        // Silence is itself what the customer meets: an ending that he is not told of needs no way on to a touchpoint.
        if lacking.is_none()
            && let Some(ending) = self.endings.iter().find(|ending| ending.step == start && ending.silent)
        {
            let verdict = if ending.certain { ReachVerdict::Certain } else { ReachVerdict::Possible };
            return Reach { verdict, touchpoint: Some(start), path: vec![start], repaired_by: None };
        }
        let mut touch = vec![false; self.steps.len()];
        for touchpoint in self.touchpoints.iter().filter(|touchpoint| !touchpoint.inbound) {
            if let Some(mark) = touch.get_mut(touchpoint.step.index()) {
                *mark = true;
            }
        }
        let fact = lacking.and_then(|lacking| self.facts.get(&lacking).copied());
        let trail = flow::reach(&self.graph, self.solution(), start, fact, &touch);
        let verdict = match trail.certainty {
            ReachCertainty::Certain => ReachVerdict::Certain,
            ReachCertainty::Possible => ReachVerdict::Possible,
            ReachCertainty::None => ReachVerdict::None,
        };
        Reach { verdict, touchpoint: trail.at, path: trail.path, repaired_by: trail.repaired_by }
    }
}

#[cfg(test)]
mod tests {
    use handoff_model::Id;

    use crate::testing::{ids, item, unit};

    /// The gap is the need at step `gap`.
    fn check(text: &str, gap: &str, expected: &str) {
        let unit = unit(text);
        let need = unit.needs.iter().find(|need| unit.steps[need.step.index()].id == gap).expect("a need");
        let reach = unit.reach(need.step, Some((need.item, need.state)));
        let repaired = reach.repaired_by.map(|step| format!(" repaired by {}", ids(&unit, &[step])));
        let found = format!(
            "{} {:?} via {}{}",
            item(&unit, need.item, None),
            reach.verdict,
            ids(&unit, &reach.path),
            repaired.unwrap_or_default()
        );
        assert_eq!(found, expected);
    }

    const SHOP: &str = "pool Customer\npool Shop\n start message Get\nCustomer ~Order~> Get\n";

    #[test]
    fn a_gap_goes_on_to_the_customer() {
        check(
            &format!("{SHOP} task Pack | needs Address\n send Ship\n Get -> Pack -> Ship\nShip ~> Customer"),
            "pack",
            "Address Certain via pack, ship",
        );
        check(
            &format!(
                "{SHOP} task Pack | needs Address\n xor G\n send Ship\n end Lost\n Get -> Pack -> G -> Ship\n G -> Lost\nShip ~> Customer"
            ),
            "pack",
            "Address Possible via pack, g, ship",
        );
    }

    #[test]
    fn or_is_repaired_or_ends_before() {
        check(
            &format!(
                "{SHOP} task Pack | needs Address\n task Ask | gives Address\n send Ship\n Get -> Pack -> Ask -> Ship\nShip ~> Customer"
            ),
            "pack",
            "Address None via  repaired by ask",
        );
        check(&format!("{SHOP} task Pack | needs Address\n Get -> Pack"), "pack", "Address None via ");
    }

    #[test]
    fn another_state_repairs_nothing() {
        let shop = |later: &str| {
            format!(
                "{SHOP} task Draw | gives Plan [draft]\n task Make | needs Plan [agreed]\n task File | gives Plan [{later}]\n \
                 send Ship\n Get -> Draw -> Make -> File -> Ship\nShip ~> Customer"
            )
        };
        check(&shop("filed"), "make", "Plan Certain via make, file, ship");
        check(&shop("agreed"), "make", "Plan None via  repaired by file");
    }

    #[test]
    fn without_a_customer_nobody_knows() {
        check("process P\n start S\n task Pack | needs Address\n S -> Pack", "pack", "Address Unknown via ");
    }
}
