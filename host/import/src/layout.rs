//! A layout for what no tool has drawn: layers along the flow, lanes as rows, pools below each other, sub-processes as
//! boxes, boundary events at the edge of their host, data and annotations below the step they belong to.
//!
//! Deterministic and close to linear: [`layers`] gives columns, [`grid`] places and lines. Nothing is recursive: boxes
//! are laid out from the inside out, then placed from the outside in.

mod grid;
mod layers;
mod rows;
mod sheet;

use handoff_model::{FlowId, Id, ItemId, ItemKind, Model, Plane, ProcessId, StepId, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use self::grid::{Band, Grid, GridLayout, GridLink, GridNode};

/// The size of a task.
const TASK: (f64, f64) = (120.0, 80.0);
/// What each boundary event takes of the lower side of its host, at least and at most.
const BOUNDARY: (f64, f64) = (46.0, 110.0);
/// What a sub-process leaves free around what lies in it: left and right, above, below.
const INSET: (f64, f64, f64) = (6.0, 24.0, 8.0);

/// What is shown on one sheet.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum SheetContent {
    /// All pools with what flows between them.
    Pools,
    /// One process.
    Process(ProcessId),
    /// What lies in one sub-process.
    Scope(StepId),
}

/// One node of a grid.
#[derive(Clone, Copy)]
enum GridMember {
    Step(StepId),
    Item(ItemId),
    /// A text annotation, as a position in the model's list.
    Note(usize),
}

/// One grid, with what stands in it.
struct GridContent {
    members: Vec<GridMember>,
    /// The flow of each link of the grid.
    flows: Vec<FlowId>,
    placed: GridLayout,
}

/// The layout of one model.
pub(crate) struct Layout<'m> {
    model: &'m Model,
    /// The steps of each process and sub-process, boundary events left out.
    contents: FxHashMap<(ProcessId, Option<StepId>), Vec<StepId>>,
    /// The boundary events at each step.
    boundary: FxHashMap<StepId, Vec<StepId>>,
    /// Which of the boundary events at its host each one is.
    places: FxHashMap<StepId, usize>,
    /// The flows that begin in each process and sub-process.
    flows: FxHashMap<(ProcessId, Option<StepId>), Vec<FlowId>>,
    /// The drawn items and annotations, with the step that each stands below.
    beside: FxHashMap<StepId, Vec<GridMember>>,
    /// What lies in each sub-process that is not empty.
    insides: FxHashMap<StepId, GridContent>,
}

impl<'m> Layout<'m> {
    /// Lays out the insides of all sub-processes.
    pub(crate) fn of(model: &'m Model) -> Self {
        let mut layout = Self {
            model,
            contents: FxHashMap::default(),
            boundary: FxHashMap::default(),
            places: FxHashMap::default(),
            flows: FxHashMap::default(),
            beside: beside(model),
            insides: FxHashMap::default(),
        };
        for (id, step) in model.steps.iter() {
            match layout.host(id) {
                Some(host) => {
                    let attached = layout.boundary.entry(host).or_default();
                    layout.places.insert(id, attached.len());
                    attached.push(id);
                }
                None => layout.contents.entry((step.process, step.scope)).or_default().push(id),
            }
        }
        for (id, flow) in model.flows.iter() {
            let source = &model.steps[flow.source];
            layout.flows.entry((source.process, source.scope)).or_default().push(id);
        }
        // What lies inside has the higher number.
        for (id, step) in model.steps.iter().rev() {
            if layout.contents.contains_key(&(step.process, Some(id))) {
                let inside = layout.inside(&[(step.process, Some(id))], |_| 0, vec![Band::default()]);
                layout.insides.insert(id, inside);
            }
        }
        layout
    }

    /// Lays out everything: the pools on one sheet, every process without a pool on its own.
    pub(crate) fn all(&self) -> Vec<Plane> {
        let pooled: FxHashSet<ProcessId> =
            self.model.participants.rows().filter_map(|pool| pool.process).collect();
        let single =
            self.model.processes.ids().filter(|process| !pooled.contains(process)).map(SheetContent::Process);
        let pools = (!self.model.participants.is_empty()).then_some(SheetContent::Pools);
        pools.into_iter().chain(single).filter_map(|sheet| self.sheet(sheet)).collect()
    }

    /// Lays out one sheet; `None` where nothing would stand on it.
    pub(crate) fn sheet(&self, sheet: SheetContent) -> Option<Plane> {
        let plane = match sheet {
            SheetContent::Scope(scope) => self.scope(scope)?,
            SheetContent::Process(process) => self.rows(&[], &[process]),
            SheetContent::Pools => {
                let pools: Vec<_> = self.model.participants.ids().collect();
                self.rows(&pools, &[])
            }
        };
        (!plane.shapes.is_empty()).then_some(plane)
    }

    /// Lays out what lies in some processes or sub-processes; `band` tells the row of a step.
    fn inside(
        &self,
        scopes: &[(ProcessId, Option<StepId>)],
        band: impl Fn(StepId) -> usize,
        bands: Vec<Band>,
    ) -> GridContent {
        let mut grid = Grid { bands, ..Grid::default() };
        let (mut members, mut flows) = (Vec::new(), Vec::new());
        let mut at: FxHashMap<StepId, usize> = FxHashMap::default();
        for scope in scopes {
            for step in self.contents.get(scope).into_iter().flatten() {
                let (width, height) = self.size(*step);
                at.insert(*step, members.len());
                members.push(GridMember::Step(*step));
                grid.nodes.push(GridNode { width, height, band: band(*step), beside: None });
            }
        }
        for scope in scopes {
            for flow in self.flows.get(scope).into_iter().flatten() {
                flows.extend(self.link(*flow, &at).map(|link| {
                    grid.links.push(link);
                    *flow
                }));
            }
        }
        for step in members.clone() {
            let GridMember::Step(step) = step else { continue };
            let attached = self.boundary.get(&step).into_iter().flatten();
            for owner in std::iter::once(&step).chain(attached) {
                for member in self.beside.get(owner).into_iter().flatten() {
                    let (width, height) = match member {
                        GridMember::Note(note) => (120.0, note_height(&self.model.annotations[*note].text)),
                        _ => (60.0, 50.0),
                    };
                    members.push(*member);
                    grid.nodes.push(GridNode { width, height, band: band(step), beside: Some(at[&step]) });
                }
            }
        }
        GridContent { members, flows, placed: grid.place() }
    }

    /// Makes the link of a flow, where both ends stand in the grid.
    fn link(&self, flow: FlowId, at: &FxHashMap<StepId, usize>) -> Option<GridLink> {
        let flow = &self.model.flows[flow];
        let below = self.offset(flow.source);
        let node = |step: StepId| at.get(&self.host(step).unwrap_or(step)).copied();
        let (source, target) = (node(flow.source)?, node(flow.target)?);
        Some(GridLink { source, target, below, labelled: !flow.name.is_empty() })
    }

    /// Returns the step that a boundary event is drawn at.
    fn host(&self, step: StepId) -> Option<StepId> {
        let is_boundary = |step: StepId| self.model.steps[step].kind == StepKind::Boundary;
        self.model.steps[step].attached_to.filter(|host| is_boundary(step) && !is_boundary(*host))
    }

    /// Returns how far right of the left side of its host the middle of a boundary event is.
    fn offset(&self, boundary: StepId) -> Option<f64> {
        let host = self.host(boundary)?;
        let place = f64::from(*self.places.get(&boundary)? as u32);
        let all = f64::from(self.boundary.get(&host)?.len() as u32);
        Some((self.size(host).0 / all).clamp(BOUNDARY.0, BOUNDARY.1) * (place + 0.5))
    }

    fn size(&self, id: StepId) -> (f64, f64) {
        let step = &self.model.steps[id];
        if step.kind.is_event() {
            return (36.0, 36.0);
        }
        if step.kind.is_gateway() {
            return (50.0, 50.0);
        }
        let (width, height) = self.insides.get(&id).map_or(TASK, |inside| {
            let (beside, above, below) = INSET;
            (inside.placed.width + 2.0 * beside, inside.placed.height + above + below)
        });
        let boundary = self.boundary.get(&id).map_or(0, Vec::len);
        (width.max(BOUNDARY.0 * f64::from(boundary as u32)).max(TASK.0), height.max(TASK.1))
    }
}

/// Returns the height of an annotation of so much text.
fn note_height(text: &str) -> f64 {
    const LETTERS_PER_LINE: usize = 18;
    let lines = text.chars().take(200).count().div_ceil(LETTERS_PER_LINE).clamp(1, 7);
    12.0 + 14.0 * f64::from(lines as u32)
}

/// Finds the step that each drawn item and each annotation stands below: the first that has to do with it.
fn beside(model: &Model) -> FxHashMap<StepId, Vec<GridMember>> {
    let mut beside: FxHashMap<StepId, Vec<GridMember>> = FxHashMap::default();
    let mut placed = vec![false; model.items.len()];
    for (id, step) in model.steps.iter() {
        for access in step.writes.iter().chain(&step.reads) {
            let drawn = matches!(model.items[access.item].kind, ItemKind::Object | ItemKind::Store);
            if drawn && !std::mem::replace(&mut placed[access.item.index()], true) {
                beside.entry(id).or_default().push(GridMember::Item(access.item));
            }
        }
    }
    for (number, note) in model.annotations.iter().enumerate() {
        if let Some(step) = note.steps.first() {
            beside.entry(*step).or_default().push(GridMember::Note(number));
        }
    }
    beside
}
