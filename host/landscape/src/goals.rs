//! Which endings lie ahead of each step.

use std::rc::Rc;

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use crate::{telling::Course, unit::StepId};

/// For each step, the endings that a case can reach from it, as positions in the list of endings.
///
/// Steps in a circle reach the same, and so do those in a row: they share one set, so that it is made once.
pub(crate) struct Goals {
    ahead: FxHashMap<StepId, Rc<FixedBitSet>>,
    none: FixedBitSet,
}

/// A depth-first search that finds the circles of a course (Tarjan), each after all that lies ahead of it.
struct CycleSearch<'c> {
    course: &'c Course,
    /// For each step that was met, its number, and the lowest number that it leads back to.
    met: FxHashMap<StepId, (u32, u32)>,
    /// What was met and lies in no closed circle yet.
    pending: Vec<StepId>,
}

/// Leads back to nothing: its circle is closed.
const CLOSED: u32 = u32::MAX;

impl Goals {
    /// Looks ahead from some steps.
    pub(crate) fn new(course: &Course, steps: &[StepId], leaves: &[StepId]) -> Self {
        let bits: FxHashMap<StepId, usize> = leaves.iter().copied().zip(0..).collect();
        let mut goals = Self { ahead: FxHashMap::default(), none: FixedBitSet::new() };
        let mut search = CycleSearch { course, met: FxHashMap::default(), pending: Vec::new() };
        for step in steps {
            search.run(*step, |circle| goals.close(course, &bits, circle));
        }
        goals
    }

    /// Returns the endings ahead of a step.
    pub(crate) fn of(&self, step: StepId) -> &FixedBitSet {
        self.ahead.get(&step).map_or(&self.none, Rc::as_ref)
    }

    /// Gives the steps of a circle what lies ahead of any of them.
    fn close(&mut self, course: &Course, bits: &FxHashMap<StepId, usize>, circle: &[StepId]) {
        let mut all: Option<Rc<FixedBitSet>> = None;
        for ahead in
            circle.iter().flat_map(|step| course.next(*step)).filter_map(|next| self.ahead.get(&next))
        {
            match &mut all {
                None => all = Some(Rc::clone(ahead)),
                Some(all) if Rc::ptr_eq(all, ahead) || ahead.is_subset(all) => {}
                Some(all) => Rc::make_mut(all).union_with(ahead),
            }
        }
        for bit in circle.iter().filter_map(|step| bits.get(step)) {
            let all = all.get_or_insert_with(|| Rc::new(FixedBitSet::with_capacity(bits.len())));
            Rc::make_mut(all).insert(*bit);
        }
        if let Some(all) = all {
            self.ahead.extend(circle.iter().map(|step| (*step, Rc::clone(&all))));
        }
    }
}

impl CycleSearch<'_> {
    /// Searches from one step, and tells each circle that closes.
    fn run(&mut self, start: StepId, mut close: impl FnMut(&[StepId])) {
        if !self.open(start) {
            return;
        }
        let course = self.course;
        let mut path = vec![(start, course.next(start))];
        while let Some((step, ways)) = path.last_mut() {
            let step = *step;
            if let Some(next) = ways.next() {
                if self.open(next) {
                    path.push((next, course.next(next)));
                } else {
                    self.lower(step, next);
                }
                continue;
            }
            path.pop();
            if let Some((before, _)) = path.last() {
                self.lower(*before, step);
            }
            if self.met.get(&step).is_some_and(|(number, lowest)| number == lowest) {
                let first = self.pending.iter().rposition(|other| *other == step).unwrap_or(0);
                close(&self.pending[first..]);
                for step in self.pending.drain(first..) {
                    self.met.entry(step).and_modify(|(_, lowest)| *lowest = CLOSED);
                }
            }
        }
    }

    /// Numbers a step that was not met before.
    fn open(&mut self, step: StepId) -> bool {
        let number = self.met.len() as u32;
        let is_new = *self.met.entry(step).or_insert((number, number)) == (number, number);
        if is_new {
            self.pending.push(step);
        }
        is_new
    }

    /// Lets a step lead back to what the next one leads back to.
    fn lower(&mut self, step: StepId, next: StepId) {
        let back = self.met.get(&next).map_or(CLOSED, |(_, lowest)| *lowest);
        self.met.entry(step).and_modify(|(_, lowest)| *lowest = back.min(*lowest));
    }
}

#[cfg(test)]
mod tests {
    use handoff_model::Id;

    use super::*;
    use crate::{telling::ThrowEffects, testing::unit};

    /// Compares what lies ahead of each step with what a walk from it meets.
    #[track_caller]
    fn check(text: &str, leaves: &[&str]) {
        let unit = unit(text);
        let course = Course::new(&unit.graph, &ThrowEffects::default());
        let steps: Vec<StepId> = StepId::all(unit.steps.len()).collect();
        let leaf = |id: &&str| unit.steps.iter().position(|step| step.id == *id).map(StepId::new).expect(id);
        let leaves: Vec<StepId> = leaves.iter().map(leaf).collect();
        let goals = Goals::new(&course, &steps, &leaves);
        for step in steps {
            let met = course.reached(&[step], false, |_| false);
            let expected: Vec<usize> = (0..leaves.len()).filter(|bit| met.contains(&leaves[*bit])).collect();
            let found: Vec<usize> = goals.of(step).ones().collect();
            assert_eq!(found, expected, "{}", unit.steps[step.index()].id);
        }
    }

    #[test]
    fn a_row_of_decisions() {
        check(
            "xor A\nxor B\nend X\nend Y\nend Z\nstart S\nS -> A -> X\nA -> B -> Y\nB -> Z",
            &["x", "y", "z"],
        );
    }

    #[test]
    fn circles_in_circles() {
        check(
            "start S\nxor A\nxor B\nxor C\nxor D\nend X\nend Y\nS -> A -> B -> C -> B\nC -> D -> A\nD -> X\nB -> Y\n\
             task E\ntask F\nE -> F -> E",
            &["x", "y"],
        );
    }

    #[test]
    fn an_ending_in_a_circle_and_none() {
        check("start S\ntask A\nxor B\nend X\nS -> A -> B -> A\nB -> X", &["a", "x"]);
        check("start S\ntask A\nS -> A", &[]);
    }
}
