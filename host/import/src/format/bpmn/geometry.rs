//! Shapes, read only where a lane or pool does not say what lies in it.

use handoff_model::{Id, LaneId, ParticipantId, ProcessId, StepId, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::namespace::Ns;
use super::reader::{Reader, local_name};
use super::{Element, code};
use crate::notes::Notes;
use crate::xml::{self, Keep};

/// Lanes of one process whose shapes are searched: the largest public export has some dozens.
const MAX_LANES: usize = 1_000;

/// A rectangle on the drawing.
#[derive(Clone, Copy)]
struct Shape {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Shape {
    fn of(node: Element<'_>) -> Option<Self> {
        let bounds = node.child(Ns::Diagram, "Bounds")?;
        let number = |name| bounds.attribute(name)?.parse::<f64>().ok().filter(|number| number.is_finite());
        Some(Self { x: number("x")?, y: number("y")?, width: number("width")?, height: number("height")? })
    }

    fn encloses_centre_of(&self, other: &Self) -> bool {
        let (x, y) = (other.x + other.width / 2.0, other.y + other.height / 2.0);
        self.x <= x && x <= self.x + self.width && self.y <= y && y <= self.y + self.height
    }

    fn area(&self) -> f64 {
        self.width * self.height
    }
}

/// The shapes by the id of the element they show.
type Shapes = FxHashMap<String, Shape>;

impl Reader<'_, '_> {
    /// Puts steps into lanes and processes into pools by their shapes, where nothing else tells.
    pub(super) fn place_by_shape(&mut self, text: &str) {
        let divided: FxHashSet<ProcessId> = self.model.lanes.rows().map(|lane| lane.process).collect();
        let homeless: Vec<StepId> = self
            .step_ids()
            .filter(|step| {
                let step = &self.model.steps[*step];
                let free = step.scope.is_none() && step.kind != StepKind::Boundary;
                free && step.lane.is_none() && divided.contains(&step.process)
            })
            .collect();
        let referred: FxHashSet<ProcessId> =
            self.model.participants.rows().filter_map(|participant| participant.process).collect();
        let loose: Vec<ProcessId> = self
            .model
            .processes
            .ids()
            .filter(|id| self.inhabited.contains(id) && !referred.contains(id))
            .collect();
        let open: Vec<ParticipantId> = self
            .model
            .participants
            .iter()
            .filter(|(_, pool)| pool.process.is_none() && pool.missing_process.is_none())
            .map(|(id, _)| id)
            .collect();
        let pools_unclear = !loose.is_empty() && !open.is_empty();
        if !homeless.is_empty() || pools_unclear {
            let shapes = shapes(text);
            self.lanes_by_shape(&homeless, &shapes);
            if pools_unclear {
                self.pools_by_shape(&loose, &open, &shapes);
            }
        }
        self.inherit_lanes();
    }

    fn lanes_by_shape(&mut self, homeless: &[StepId], shapes: &Shapes) {
        let mut lanes = FxHashMap::<ProcessId, Vec<(LaneId, Shape)>>::default();
        for (id, lane) in self.model.lanes.iter() {
            if let Some(shape) = shape_of(self.lane_nodes[id.index()], shapes) {
                lanes.entry(lane.process).or_default().push((id, shape));
            }
        }
        for step in homeless {
            let node = self.step_nodes[step.index()];
            let (Some(lanes), Some(shape)) =
                (lanes.get(&self.model.steps[*step].process), shape_of(node, shapes))
            else {
                continue;
            };
            if lanes.len() > MAX_LANES {
                self.notes.tally(code::LANES_TOO_MANY, "", node.span(), |_, count| {
                    format!(
                        "{count} steps stay without lane: there are more than {MAX_LANES} lanes to search"
                    )
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
                    format!("{count} steps are listed in no lane: put into the lane around their shape")
                });
            }
        }
    }

    fn pools_by_shape(&mut self, loose: &[ProcessId], open: &[ParticipantId], shapes: &Shapes) {
        let mut inside = FxHashMap::<ProcessId, Shape>::default();
        for (id, step) in self.model.steps.iter() {
            if step.scope.is_none()
                && let Some(shape) = shape_of(self.step_nodes[id.index()], shapes)
            {
                inside.entry(step.process).or_insert(shape);
            }
        }
        for process in loose.iter().take(MAX_LANES) {
            let Some(step) = inside.get(process) else { continue };
            let pool = open.iter().take(MAX_LANES).copied().find(|pool| {
                let shape = shape_of(self.participant_nodes[pool.index()], shapes);
                shape.is_some_and(|shape| shape.encloses_centre_of(step))
                    && self.model.participants[*pool].process.is_none()
            });
            if let Some(pool) = pool {
                let participant = &mut self.model.participants[pool];
                participant.process = Some(*process);
                let id = participant.id.clone();
                self.notes.add(code::POOL_BY_SHAPE, participant.span, Some(&id), || {
                    format!("the pool `{id}` names no process: given the one inside its shape")
                });
            }
        }
    }
}

/// Finds the shape of an element.
fn shape_of(node: Element<'_>, shapes: &Shapes) -> Option<Shape> {
    shapes.get(local_name(node.attribute("id")?)).copied()
}

/// Reads the shapes of all diagrams.
fn shapes(text: &str) -> Shapes {
    // Everything about this text has been noted when it was read first.
    let mut unread = Vec::new();
    let document = xml::parse(text, keep, &mut Notes::new(&mut unread));
    let Ok(document) = document else { return Shapes::default() };
    let root = document.root();
    let nodes = root.iter().flat_map(|root| root.descendants());
    let mut shapes = Shapes::default();
    for node in nodes.filter(|node| node.local() == "BPMNShape") {
        if let (Some(element), Some(shape)) = (node.attribute("bpmnElement"), Shape::of(node)) {
            // What several diagrams show counts where it is drawn first.
            shapes.entry(local_name(element).to_owned()).or_insert(shape);
        }
    }
    shapes
}

fn keep(space: Ns, local: &str) -> Keep {
    match (space, local) {
        (Ns::Diagram, "BPMNEdge" | "BPMNLabel" | "BPMNLabelStyle") => Keep::No,
        (Ns::Diagram, _) => Keep::Yes,
        (Ns::Bpmn, "process" | "collaboration") => Keep::Jump,
        _ => Keep::No,
    }
}
