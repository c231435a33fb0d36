//! Where things are drawn, asked only where the model does not say what belongs to what, or says what cannot be.

use std::rc::Rc;

use handoff_model::{Id, LaneId, ParticipantId, PlaceDiagnostic, ProcessId, StepId, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::namespace::Ns;
use super::reader::{BpmnReader, local_name};
use super::{Element, code};
use crate::diagnostics::DiagnosticSink;
use crate::xml::{self, Retention};

/// Lanes of one process whose shapes are searched: the largest public export has some dozens.
const MAX_LANES: usize = 1_000;
/// How far the end of an arrow may be from the step it was drawn to.
const TOUCH: f64 = 8.0;
/// Ends of flows that are looked for: beyond them a file is not drawn by people.
const MAX_LOOSE: usize = 200;

/// A point on the drawing.
type DrawnPoint = (f64, f64);

/// A rectangle on the drawing.
#[derive(Clone, Copy)]
pub(super) struct DrawnShape {
    /// The diagram it stands in: places of two diagrams say nothing of each other.
    plane: usize,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// Whether a pool or lane runs from left to right, where it says so.
    pub(super) level: Option<bool>,
}

impl DrawnShape {
    fn of(node: Element<'_>, plane: usize) -> Option<Self> {
        let bounds = node.child(Ns::Diagram, "Bounds")?;
        let number = |name| number(bounds, name);
        Some(Self {
            plane,
            x: number("x")?,
            y: number("y")?,
            width: number("width")?,
            height: number("height")?,
            level: node.attribute("isHorizontal").map(|word| word == "true"),
        })
    }

    fn centre(&self) -> DrawnPoint {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    pub(super) fn encloses_centre_of(&self, other: &Self) -> bool {
        let (x, y) = other.centre();
        self.plane == other.plane
            && self.x <= x
            && x <= self.x + self.width
            && self.y <= y
            && y <= self.y + self.height
    }

    pub(super) fn area(&self) -> f64 {
        self.width * self.height
    }

    /// Tells whether it is wider than high.
    pub(super) fn is_wide(&self) -> bool {
        self.width >= self.height
    }

    /// Tells whether another lane stands below or above it, not beside it.
    pub(super) fn is_stacked_with(&self, other: &Self) -> bool {
        let ((x, y), (a, b)) = (self.centre(), other.centre());
        (y - b).abs() > (x - a).abs()
    }

    /// Tells whether the end of an arrow touches it, and how far it is from it.
    fn touches(&self, (plane, point): (usize, DrawnPoint), is_scope: bool) -> Option<f64> {
        let distance = self.distance(point, is_scope);
        (plane == self.plane && distance <= TOUCH).then_some(distance)
    }

    /// Returns how far a point is from it; from what holds steps itself, how far it is from the border.
    fn distance(&self, (x, y): DrawnPoint, is_scope: bool) -> f64 {
        let beside = |at: f64, from: f64, length: f64| (from - at).max(at - from - length);
        let (dx, dy) = (beside(x, self.x, self.width), beside(y, self.y, self.height));
        let outside = dx.max(0.0).hypot(dy.max(0.0));
        if is_scope && outside == 0.0 { -dx.max(dy) } else { outside }
    }
}

fn number(node: Element<'_>, name: &str) -> Option<f64> {
    node.attribute(name)?.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// The shapes by the ids of their elements.
#[derive(Default)]
pub(super) struct ShapeIndex {
    shapes: FxHashMap<String, DrawnShape>,
}

/// The lines by the ids of their elements: the diagram of each, its first and its last point.
pub(super) type LineIndex = FxHashMap<String, (usize, DrawnPoint, DrawnPoint)>;

/// Walks over what is drawn of elements in all diagrams of a text, with the number of the diagram.
fn walk(text: &str, keep: fn(Ns, &str) -> Retention, mut see: impl FnMut(Element<'_>, &str, usize)) {
    // Everything about this text has been noted when it was read first.
    let mut unread = Vec::new();
    let document = xml::parse(text, keep, &mut DiagnosticSink::new(&mut unread));
    let Ok(document) = document else { return };
    let mut plane = 0;
    for node in document.root().iter().flat_map(|root| root.descendants()) {
        if node.local() == "BPMNPlane" {
            plane += 1;
        }
        if let Some(element) = node.attribute("bpmnElement") {
            see(node, local_name(element), plane);
        }
    }
}

/// Reads the lines of a text, which are asked only where a flow has lost an end.
fn lines(text: &str) -> LineIndex {
    let mut lines = LineIndex::default();
    walk(text, keep_lines, |node, element, plane| {
        let points = node.children().filter(|child| child.local() == "waypoint");
        let mut points = points.filter_map(|point| Some((number(point, "x")?, number(point, "y")?)));
        if let Some(first) = points.next() {
            let last = points.last().unwrap_or(first);
            lines.entry(element.to_owned()).or_insert((plane, first, last));
        }
    });
    lines
}

impl ShapeIndex {
    /// Reads the shapes of a text.
    fn of(text: &str) -> Self {
        let mut sheet = Self::default();
        walk(text, keep_shapes, |node, element, plane| {
            // What several diagrams show counts where it is drawn first.
            if let ("BPMNShape", Some(shape)) = (node.local(), DrawnShape::of(node, plane)) {
                sheet.shapes.entry(element.to_owned()).or_insert(shape);
            }
        });
        sheet
    }

    /// Finds the shape of an element.
    pub(super) fn shape(&self, node: Element<'_>) -> Option<DrawnShape> {
        self.shapes.get(local_name(node.attribute("id")?)).copied()
    }
}

impl<'d> BpmnReader<'d, '_> {
    /// Returns what is drawn where; the diagrams are read when this is asked first.
    pub(super) fn sheet(&mut self) -> Rc<ShapeIndex> {
        let text = self.text;
        Rc::clone(self.sheet.get_or_insert_with(|| Rc::new(ShapeIndex::of(text))))
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
        let text = self.text;
        let drawn = self.lines.get_or_insert_with(|| lines(text));
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

fn keep_shapes(space: Ns, local: &str) -> Retention {
    match (space, local) {
        (Ns::Diagram, "BPMNEdge" | "BPMNLabel" | "BPMNLabelStyle")
        | (Ns::Bpmn, "process" | "collaboration") => Retention::Jump,
        (Ns::Diagram, _) => Retention::Yes,
        _ => Retention::No,
    }
}

fn keep_lines(space: Ns, local: &str) -> Retention {
    match (space, local) {
        (Ns::Diagram, "BPMNShape" | "BPMNLabel" | "BPMNLabelStyle") => Retention::Jump,
        (space, local) => keep_shapes(space, if local == "BPMNEdge" { "BPMNShape" } else { local }),
    }
}
