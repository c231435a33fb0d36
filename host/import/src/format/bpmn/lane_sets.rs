//! Two sets of lanes in one process: which of them says who does the work.
//!
//! BPMN lets a process be divided twice, by department and by phase. Lanes of departments run along their pool; where
//! no drawing shows that, work goes back and forth between departments, and only forward from phase to phase.

use handoff_model::{Id, PlaceDiagnostic, ProcessId, StepId};
use rustc_hash::FxHashMap;

use super::code;
use super::element::{Element, name};
use super::namespace::Ns;
use super::reader::{BpmnReader, ReferenceTarget, ScopedElement};
use super::shapes::{DrawnShape, ShapeIndex};

/// Sets of one process that are compared; beyond them nobody divides anything by them.
const MAX_SETS: usize = 16;

/// One set with what tells it from others.
struct LaneSet<'d> {
    at: ScopedElement<'d>,
    /// The lane of each step, by its number in the set.
    lanes: FxHashMap<StepId, usize>,
    /// It runs along its pool, as far as it is drawn.
    along: Option<bool>,
}

impl<'d> BpmnReader<'d, '_> {
    /// Puts aside the sets of lanes that divide the same steps once more; their lanes are known, but own nothing.
    pub(super) fn choose_lane_sets(&mut self) {
        let mut groups = FxHashMap::<(ProcessId, Option<StepId>), Vec<usize>>::default();
        for (index, at) in self.lane_sets.iter().enumerate() {
            groups.entry((at.process, at.scope)).or_default().push(index);
        }
        let mut aside = vec![false; self.lane_sets.len()];
        let mut twice: Vec<_> =
            groups.into_values().filter(|group| group.len() > 1 && group.len() <= MAX_SETS).collect();
        twice.sort_unstable();
        for group in twice {
            let sets: Vec<_> = group.iter().map(|index| self.lane_set(self.lane_sets[*index])).collect();
            let best = self.best(&sets);
            for (set, index) in sets.iter().zip(&group) {
                let same = set.lanes.keys().any(|step| sets[best].lanes.contains_key(step));
                if *index != group[best] && same {
                    aside[*index] = true;
                    self.put_aside(set.at.node, sets[best].at.node);
                }
            }
        }
        let mut aside = aside.into_iter();
        self.lane_sets.retain(|_| aside.next() != Some(true));
    }

    fn lane_set(&mut self, at: ScopedElement<'d>) -> LaneSet<'d> {
        let all: Vec<_> = lanes(at.node).collect();
        let mut lanes = FxHashMap::default();
        for (number, lane) in all.iter().enumerate() {
            for reference in lane.children().filter(|child| child.local() == "flowNodeRef") {
                if let Some(ReferenceTarget::Step(step)) = self.find(reference.text()) {
                    lanes.insert(step, number);
                }
            }
        }
        let sheet = self.sheet();
        let shapes: Vec<_> = all.iter().map(|lane| sheet.shape(*lane)).collect();
        if lanes.is_empty() {
            let inside = self
                .model
                .steps
                .iter()
                .filter(|(_, step)| step.process == at.process && step.scope == at.scope);
            for (id, _) in inside {
                let Some(step) = sheet.shape(self.step_nodes[id.index()]) else { continue };
                let around = shapes
                    .iter()
                    .take(MAX_SETS)
                    .position(|lane| lane.is_some_and(|lane| lane.encloses_centre_of(&step)));
                lanes.extend(around.map(|lane| (id, lane)));
            }
        }
        let along = self.runs_along(at, &shapes, &sheet);
        LaneSet { at, lanes, along }
    }

    /// Tells whether lanes run in the direction of their pool.
    fn runs_along(
        &self,
        at: ScopedElement<'d>,
        shapes: &[Option<DrawnShape>],
        sheet: &ShapeIndex,
    ) -> Option<bool> {
        let mut drawn = shapes.iter().flatten();
        let first = drawn.next()?;
        let level = match drawn.next() {
            Some(second) => first.is_stacked_with(second),
            None => first.level.unwrap_or(first.is_wide()),
        };
        let mut pools = self.model.participants.iter().zip(&self.participant_nodes);
        let pool = pools.find(|((_, pool), _)| pool.process == Some(at.process));
        let pool = pool.and_then(|(_, node)| sheet.shape(*node));
        Some(level == pool.is_none_or(|pool| pool.level.unwrap_or(pool.is_wide())))
    }

    /// Returns the set whose lanes say who does the work: the only one with names, else the one that runs along the pool,
    /// else the one between whose lanes work passes most often; of two alike the first.
    fn best(&self, sets: &[LaneSet<'d>]) -> usize {
        let named = |set: &LaneSet<'d>| lanes(set.at.node).any(|lane| !name(lane).is_empty());
        let mut speaking = (0..sets.len()).filter(|at| named(&sets[*at]));
        if let (Some(only), None) = (speaking.next(), speaking.next()) {
            return only;
        }
        let mut along = (0..sets.len()).filter(|at| sets[*at].along == Some(true));
        if let (Some(only), None) = (along.next(), along.next()) {
            return only;
        }
        let passes = |set: &LaneSet<'d>| {
            let ends = self
                .model
                .flows
                .rows()
                .map(|flow| (set.lanes.get(&flow.source), set.lanes.get(&flow.target)));
            ends.filter(|(from, to)| from.is_some() && to.is_some() && from != to).count()
        };
        let counts: Vec<_> = sets.iter().map(passes).collect();
        let most = counts.iter().max().copied().unwrap_or_default();
        counts.iter().position(|count| *count == most).unwrap_or_default()
    }

    fn put_aside(&mut self, set: Element<'d>, best: Element<'d>) {
        for lane in lanes(set) {
            self.claim_if_named(lane, ReferenceTarget::Local);
        }
        let called = |set: Element<'d>| {
            let own = name(set);
            if own.is_empty() { lanes(set).map(name).collect::<Vec<_>>().join(", ") } else { own }
        };
        let (taken, left) = (called(best), called(set));
        self.notes.add(code::LANE_SETS, set.span(), set.attribute("id"), || {
            PlaceDiagnostic::LaneSets { taken, left }.into()
        });
    }
}

/// Walks over all lanes of a set, inner ones included.
fn lanes(set: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    set.descendants().filter(|node| node.space() == Ns::Bpmn && node.local() == "lane")
}
