//! Where things are drawn, asked only where the model does not say what belongs to what, or says what cannot be.

use std::rc::Rc;

use handoff_model::{Id, LaneId, ParticipantId, PlaceDiagnostic, ProcessId, StepId, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::code;
use super::element::Element;
use super::namespace::local_name;
use super::reader::BpmnReader;
use super::shapes::{DrawnPoint, DrawnShape, ShapeIndex, lines};

/// Lanes of one process whose shapes are searched: the largest public export has some dozens.
const MAX_LANES: usize = 1_000;
/// Ends of flows that are looked for: beyond them a file is not drawn by people.
const MAX_LOOSE: usize = 200;

impl<'d> BpmnReader<'d, '_> {
    /// Returns what is drawn where; the diagrams are read when this is asked first.
    pub(super) fn sheet(&mut self) -> Rc<ShapeIndex> {
        let diagrams = &mut self.diagrams;
        Rc::clone(self.sheet.get_or_insert_with(|| Rc::new(ShapeIndex::of(&diagrams.documents()))))
    }

    /// Finds the step that one end of an arrow touches, in one process or in any.
    pub(super) fn touched(
        &mut self,
        flow: Element<'d>,
        process: Option<ProcessId>,
        at_source: bool,
    ) -> Option<StepId> {
        let (sheet, end) = self.drawn_end(flow, at_source)?;
        let steps = self.model.steps.iter().filter(|(_, step)| process.is_none_or(|of| step.process == of));
        let near = steps.filter_map(|(id, step)| {
            let shape = sheet.shape(self.step_nodes[id.index()])?;
            Some((shape.touches(end, step.kind.is_scope())?, shape.area(), id))
        });
        nearest(near)
    }

    /// Finds the pool whose border one end of an arrow touches.
    pub(super) fn touched_pool(&mut self, flow: Element<'d>, at_source: bool) -> Option<ParticipantId> {
        let (sheet, end) = self.drawn_end(flow, at_source)?;
        let near = self.model.participants.ids().filter_map(|id| {
            let shape = sheet.shape(self.participant_nodes[id.index()])?;
            Some((shape.touches(end, true)?, shape.area(), id))
        });
        nearest(near)
    }

    fn drawn_end(
        &mut self,
        flow: Element<'d>,
        at_source: bool,
    ) -> Option<(Rc<ShapeIndex>, (usize, DrawnPoint))> {
        self.docked += 1;
        if self.docked > MAX_LOOSE {
            return None;
        }
        let diagrams = &mut self.diagrams;
        let drawn = self.lines.get_or_insert_with(|| lines(&diagrams.documents()));
        let (plane, first, last) = *drawn.get(local_name(flow.attribute("id")?))?;
        Some((self.sheet(), (plane, if at_source { first } else { last })))
    }

    /// Puts steps into lanes by their shapes, where nothing else tells.
    pub(super) fn lanes_by_shape(&mut self) {
        let divided: FxHashSet<ProcessId> = self.model.lanes.rows().map(|lane| lane.process).collect();
        let homeless: Vec<StepId> = self
            .step_ids()
            .filter(|step| {
                let step = &self.model.steps[*step];
                let free = step.scope.is_none() && step.kind != StepKind::Boundary;
                free && step.lane.is_none() && divided.contains(&step.process)
            })
            .collect();
        if !homeless.is_empty() {
            let sheet = self.sheet();
            self.place(&homeless, &sheet);
        }
        self.inherit_lanes();
    }

    fn place(&mut self, homeless: &[StepId], sheet: &ShapeIndex) {
        let mut lanes = FxHashMap::<ProcessId, Vec<(LaneId, DrawnShape)>>::default();
        for (id, lane) in self.model.lanes.iter() {
            if let Some(shape) = sheet.shape(self.lane_nodes[id.index()]) {
                lanes.entry(lane.process).or_default().push((id, shape));
            }
        }
        for step in homeless {
            let node = self.step_nodes[step.index()];
            let (Some(lanes), Some(shape)) = (lanes.get(&self.model.steps[*step].process), sheet.shape(node))
            else {
                continue;
            };
            if lanes.len() > MAX_LANES {
                self.notes.tally(code::LANES_TOO_MANY, "", node.span(), |_, count| {
                    PlaceDiagnostic::LanesTooMany { steps: count, most: MAX_LANES }.into()
                });
                continue;
            }
            let lane = lanes
                .iter()
                .filter(|(_, lane)| lane.encloses_centre_of(&shape))
                .min_by(|(_, a), (_, b)| a.area().total_cmp(&b.area()));
            if let Some((lane, _)) = lane {
                self.model.steps[*step].lane = Some(*lane);
                self.notes.tally(code::LANE_BY_SHAPE, "", node.span(), |_, count| {
                    PlaceDiagnostic::LaneByShape(count).into()
                });
            }
        }
    }
}

/// Returns the nearest, of those as near the smallest.
fn nearest<T>(near: impl Iterator<Item = (f64, f64, T)>) -> Option<T> {
    near.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))).map(|(.., id)| id)
}
