//! Grids into a sheet: from the outside in.

use handoff_model::{
    DrawingOrigin, Edge, EdgeKind, FlowId, ItemId, ItemKind, MessageEnd, ParticipantId, Plane, Point,
    ProcessId, Rect, Shape, ShapeKind, StepId,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::grid::{Band, TRACK_GAP};
use super::rows::SheetRows;
use super::{GridContent, GridMember, INSET, Layout};
use crate::drawing::sign;

/// The strip in which the name of a pool or lane stands.
const TITLE: f64 = 30.0;
/// The height of a line of text, and the letters that the label of a flow has on one.
const LABEL_LINE: f64 = 14.0;
const LABEL_LETTERS: usize = 12;

/// A sheet in the making.
struct SheetBuilder<'l, 'm> {
    layout: &'l Layout<'m>,
    plane: Plane,
    steps: FxHashMap<StepId, Rect>,
    /// Where lines may run up and down beside a step, or beside the box around it that stands in the rows.
    uprights: FxHashMap<StepId, f64>,
    items: FxHashMap<ItemId, Rect>,
    /// Annotations, as positions in the model's list.
    notes: Vec<(usize, Rect)>,
    pools: FxHashMap<ParticipantId, Rect>,
    /// The flows with a course of their own.
    drawn: FxHashSet<FlowId>,
}

impl Layout<'_> {
    /// Shows what lies in one sub-process; `None` where that is nothing.
    pub(super) fn scope(&self, scope: StepId) -> Option<Plane> {
        let inside = self.insides.get(&scope)?;
        let step = &self.model.steps[scope];
        let mut draft = SheetBuilder::new(self, step.id.clone(), step.name.clone());
        draft.fill(inside, Point::default());
        Some(draft.finish())
    }

    /// Shows pools and processes without one, in rows.
    pub(super) fn rows(&self, pools: &[ParticipantId], processes: &[ProcessId]) -> Plane {
        let model = self.model;
        let outer = model.steps.rows().filter(|step| step.scope.is_none());
        let used = outer.map(|step| (step.process, step.lane)).collect();
        let mut rows = SheetRows::of(model, pools, processes, &used);
        let scopes: Vec<_> = rows.processes.iter().map(|process| (*process, None)).collect();
        let bands: Vec<Band> = std::mem::take(&mut rows.bands);
        let inside = self.inside(&scopes, |step| rows.band_of(model, step), bands);
        let (id, name) = match processes {
            [process] => (model.processes[*process].id.clone(), model.processes[*process].name.clone()),
            _ => (String::new(), model.name.clone()),
        };
        let mut draft = SheetBuilder::new(self, id, name);
        let left = if pools.is_empty() { 0.0 } else { TITLE };
        let titles = left + TITLE * f64::from(rows.depth() as u32);
        let width = (titles + inside.placed.width).max(400.0);
        draft.frames(&rows, &inside, left, width);
        draft.fill(&inside, Point { x: titles, y: 0.0 });
        draft.messages();
        draft.finish()
    }
}

impl<'l, 'm> SheetBuilder<'l, 'm> {
    fn new(layout: &'l Layout<'m>, element: String, name: String) -> Self {
        let plane =
            Plane { element, name, origin: DrawingOrigin::LaidOut, shapes: Vec::new(), edges: Vec::new() };
        let (steps, uprights, items, pools) = Default::default();
        Self { layout, plane, steps, uprights, items, notes: Vec::new(), pools, drawn: FxHashSet::default() }
    }

    fn shape(&mut self, element: &str, kind: ShapeKind, bounds: Rect, label: String) {
        let element = element.to_owned();
        self.plane.shapes.push(Shape { element, kind, bounds, label, label_bounds: None });
    }

    /// Draws pools and lanes.
    fn frames(&mut self, rows: &SheetRows, inside: &GridContent, left: f64, width: f64) {
        let model = self.layout.model;
        let frame = |x: f64, first: usize, end: usize| {
            let bands = inside.placed.bands.get(first..end).unwrap_or_default();
            let top = bands.first().map_or(0.0, |band| band.0);
            let bottom = bands.last().map_or(top, |band| band.0 + band.1);
            Rect { x, y: top, width: width - x, height: bottom - top }
        };
        for (id, first, end) in &rows.pools {
            let pool = &model.participants[*id];
            let bounds = frame(0.0, *first, *end);
            let closed = pool.process.is_none_or(|process| !rows.processes.contains(&process));
            self.pools.insert(*id, bounds);
            let kind = ShapeKind::Pool { horizontal: true, closed, multiple: pool.multiple };
            self.shape(&pool.id, kind, bounds, pool.name.clone());
        }
        for (id, depth, first, end) in &rows.lanes {
            let lane = &model.lanes[*id];
            let bounds = frame(left + TITLE * f64::from(*depth as u32), *first, *end);
            self.shape(&lane.id, ShapeKind::Lane { horizontal: true }, bounds, lane.name.clone());
        }
    }

    /// Draws a grid and all that lies in its boxes, with its upper left corner at `origin`.
    fn fill(&mut self, inside: &'l GridContent, origin: Point) {
        let mut open = vec![(inside, origin, None)];
        while let Some((inside, origin, upright)) = open.pop() {
            for (number, member) in inside.members.iter().enumerate() {
                let bounds = shifted(inside.placed.nodes[number], origin);
                match member {
                    GridMember::Step(step) => {
                        let upright = upright.unwrap_or(inside.placed.beside(number) + origin.x);
                        self.uprights.insert(*step, upright);
                        self.step(*step, bounds);
                        if let Some(inner) = self.layout.insides.get(step) {
                            let corner = Point { x: bounds.x + INSET.0, y: bounds.y + INSET.1 };
                            open.push((inner, corner, Some(upright)));
                        }
                    }
                    GridMember::Item(item) => self.item(*item, bounds),
                    GridMember::Note(note) => {
                        let text = self.layout.model.annotations[*note].text.clone();
                        self.notes.push((*note, bounds));
                        self.shape("", ShapeKind::Annotation, bounds, text);
                    }
                }
            }
            self.flows(inside, origin);
        }
    }

    fn step(&mut self, id: StepId, bounds: Rect) {
        let model = self.layout.model;
        let step = &model.steps[id];
        let expanded = self.layout.insides.contains_key(&id);
        self.steps.insert(id, bounds);
        self.shape(&step.id, ShapeKind::Step(sign(model, id, expanded)), bounds, step.name.clone());
        for boundary in self.layout.boundary.get(&id).into_iter().flatten() {
            let middle = bounds.x + self.layout.offset(*boundary).unwrap_or_default();
            let at = Rect { x: middle - 18.0, y: bounds.bottom() - 18.0, width: 36.0, height: 36.0 };
            let step = &model.steps[*boundary];
            self.steps.insert(*boundary, at);
            self.uprights.extend(self.uprights.get(&id).copied().map(|upright| (*boundary, upright)));
            self.shape(&step.id, ShapeKind::Step(sign(model, *boundary, false)), at, step.name.clone());
            // What leaves it runs down and to the right.
            let label = Rect { x: at.x - 84.0, y: at.bottom() - 10.0, width: 84.0, height: 30.0 };
            if let Some(shape) = self.plane.shapes.last_mut() {
                shape.label_bounds = Some(label);
            }
        }
    }

    fn item(&mut self, id: ItemId, bounds: Rect) {
        let item = &self.layout.model.items[id];
        let (kind, width) = match item.kind {
            ItemKind::Store => (ShapeKind::Store, 50.0),
            _ => (ShapeKind::Data { collection: item.collection }, 36.0),
        };
        let bounds = Rect { x: bounds.centre().x - width / 2.0, width, ..bounds };
        self.items.insert(id, bounds);
        self.shape(&item.id, kind, bounds, item.name.clone());
    }

    fn flows(&mut self, inside: &GridContent, origin: Point) {
        for (number, id) in inside.flows.iter().enumerate() {
            let course = &inside.placed.courses[number];
            let points =
                course.iter().map(|point| Point { x: point.x + origin.x, y: point.y + origin.y }).collect();
            let label = inside.placed.label(number);
            let label = label.map(|at| {
                let lines =
                    self.layout.model.flows[*id].name.chars().count().div_ceil(LABEL_LETTERS).clamp(1, 3);
                let height = LABEL_LINE * f64::from(lines as u32);
                let room = Rect { y: at.y - height - 2.0, height, ..at };
                shifted(room, origin)
            });
            self.flow(*id, points, label);
        }
    }

    fn flow(&mut self, id: FlowId, points: Vec<Point>, label_bounds: Option<Rect>) {
        let model = self.layout.model;
        let flow = &model.flows[id];
        let source = &model.steps[flow.source];
        let default = source.default_flow == Some(id);
        let conditional = flow.condition.is_some() && source.kind.is_activity() && !default;
        self.drawn.insert(id);
        self.plane.edges.push(Edge {
            element: flow.id.clone(),
            kind: EdgeKind::Sequence { conditional, default },
            source: source.id.clone(),
            target: model.steps[flow.target].id.clone(),
            points,
            label: flow.name.clone(),
            label_bounds: label_bounds.filter(|_| !flow.name.is_empty()),
        });
    }

    /// Draws message flows: out of a step up or down, between two tracks to the next gap between columns, along it, and
    /// the same way in.
    fn messages(&mut self) {
        let model = self.layout.model;
        for (number, flow) in model.message_flows.rows().enumerate() {
            let (Some(source), Some(target)) = (self.end(flow.source), self.end(flow.target)) else {
                continue;
            };
            let ends = [flow.source, flow.target];
            let mut uprights = ends.iter().filter_map(|end| match end {
                MessageEnd::Step(step) => self.uprights.get(step).copied(),
                MessageEnd::Pool(_) => None,
            });
            // Neighbours keep a little apart.
            let aside = 5.0 * f64::from((number % 3) as u32);
            let upright = uprights.next().unwrap_or(source.centre().x) + aside;
            let down = source.centre().y <= target.centre().y;
            let mut points = way_out(ends[0], source, upright, down);
            points.extend(way_out(ends[1], target, upright, !down).into_iter().rev());
            let id = |end| match end {
                MessageEnd::Step(step) => model.steps[step].id.clone(),
                MessageEnd::Pool(pool) => model.participants[pool].id.clone(),
            };
            self.plane.edges.push(Edge {
                element: flow.id.clone(),
                kind: EdgeKind::Message,
                source: id(flow.source),
                target: id(flow.target),
                points,
                label: flow.name.clone(),
                label_bounds: None,
            });
        }
    }

    fn end(&self, end: MessageEnd) -> Option<Rect> {
        match end {
            MessageEnd::Step(step) => self.steps.get(&step).copied(),
            MessageEnd::Pool(pool) => self.pools.get(&pool).copied(),
        }
    }

    /// Draws what joins data and annotations to steps, and what no grid holds.
    fn finish(mut self) -> Plane {
        let model = self.layout.model;
        for (id, step) in model.steps.iter() {
            let Some(place) = self.steps.get(&id).copied() else { continue };
            let reads = step.reads.iter().map(|access| (access, true));
            let mut known = FxHashSet::default();
            for (access, reads) in reads.chain(step.writes.iter().map(|access| (access, false))) {
                let Some(item) = self.items.get(&access.item).copied() else { continue };
                if known.insert((access.item, reads)) {
                    let kind = EdgeKind::Association { to_source: false, to_target: true };
                    let (item, step) = ((&model.items[access.item].id, item), (&step.id, place));
                    let (source, target) = if reads { (item, step) } else { (step, item) };
                    let element = access.element.clone().unwrap_or_default();
                    self.plane.edges.push(straight(element, kind, source, target));
                }
            }
        }
        for (note, place) in std::mem::take(&mut self.notes) {
            for step in &model.annotations[note].steps {
                let Some(target) = self.steps.get(step) else { continue };
                let kind = EdgeKind::Association { to_source: false, to_target: false };
                let ends = ((&String::new(), place), (&model.steps[*step].id, *target));
                self.plane.edges.push(straight(String::new(), kind, ends.0, ends.1));
            }
        }
        for (id, flow) in model.flows.iter().filter(|(id, _)| !self.drawn.contains(id)).collect::<Vec<_>>() {
            let ends = (self.steps.get(&flow.source), self.steps.get(&flow.target));
            let (Some(source), Some(target)) = ends else { continue };
            let points = vec![source.dock(target.centre()), target.dock(source.centre())];
            self.flow(id, points, None);
        }
        self.plane
    }
}

fn shifted(rect: Rect, by: Point) -> Rect {
    Rect { x: rect.x + by.x, y: rect.y + by.y, ..rect }
}

fn straight(element: String, kind: EdgeKind, source: (&String, Rect), target: (&String, Rect)) -> Edge {
    Edge {
        element,
        kind,
        source: source.0.clone(),
        target: target.0.clone(),
        points: vec![source.1.dock(target.1.centre()), target.1.dock(source.1.centre())],
        label: String::new(),
        label_bounds: None,
    }
}

/// Returns the way from an end of a message flow to where it runs up or down.
fn way_out(end: MessageEnd, place: Rect, upright: f64, down: bool) -> Vec<Point> {
    let y = if down { place.bottom() } else { place.y };
    match end {
        MessageEnd::Pool(_) => vec![Point { x: upright, y }],
        MessageEnd::Step(_) => {
            let x = place.centre().x;
            let between = if down { y + TRACK_GAP / 4.0 } else { y - TRACK_GAP / 4.0 };
            vec![Point { x, y }, Point { x, y: between }, Point { x: upright, y: between }]
        }
    }
}
