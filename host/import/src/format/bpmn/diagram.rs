//! The export's own diagrams as they are drawn, for who asks for that: who only checks never comes here.
//!
//! Nothing in a diagram is trusted: shapes without a usable place, twice, or of what the model does not know are
//! passed over, and lines without a course are drawn straight.

use handoff_model::{
    Drawing, DrawingOrigin, Edge, EdgeKind, MessageEnd, Model, Plane, Point, Rect, Shape, ShapeKind, StepId,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::element::{Element, fold, name};
use super::namespace::{Ns, local_name};
use super::scopes::{ElementScopes, part};
use crate::drawing::{complete, sign, state_behind};
use crate::xml;

/// Beyond this no tool draws: a place further out is a mistake, and would shrink everything else to nothing.
const FARTHEST: f64 = 1_000_000.0;
/// Points of one line; the richest of the public exports have some dozens.
const MAX_POINTS: usize = 256;

/// A line that the model tells of, drawn or not.
struct ModelLine<'d> {
    id: &'d str,
    kind: EdgeKind,
    source: String,
    target: String,
    label: String,
}

/// Everything that is known about the elements of an export while its diagrams are read.
struct DiagramReader<'d> {
    model: &'d Model,
    homes: ElementScopes<'d>,
    nodes: FxHashMap<&'d str, Element<'d>>,
    wires: Vec<ModelLine<'d>>,
    wires_by_id: FxHashMap<&'d str, usize>,
}

/// Reads the diagrams of an export that was read into `model`.
///
/// Shapes that lie inside a collapsed sub-process get a sheet of their own, as bpmn-js shows them.
pub(super) fn draw(root: Element<'_>, diagrams: &[xml::Document<'_, Ns>], model: &Model) -> Drawing {
    let reader = DiagramReader::new(root, model);
    let diagrams = diagrams.iter().filter_map(xml::Document::root);
    let mut planes: Vec<Plane> = diagrams.map(|diagram| reader.plane(diagram)).collect();
    planes = planes.into_iter().flat_map(|plane| part(plane, model, &reader.homes)).collect();
    reader.straight(&mut planes);
    planes.retain(|plane| !plane.shapes.is_empty());
    complete(planes, model)
}

fn is(node: Element<'_>, local: &str) -> bool {
    node.local() == local
}

fn child<'d>(node: Element<'d>, local: &str) -> Option<Element<'d>> {
    node.children().find(|child| is(*child, local))
}

/// Reads a number as tools write it, with the comma of some languages.
fn number(node: Element<'_>, attribute: &str) -> Option<f64> {
    let text = node.attribute(attribute)?;
    let number = text.parse::<f64>().or_else(|_| text.replace(',', ".").parse::<f64>()).ok()?;
    (number.abs() <= FARTHEST).then_some(number)
}

/// Reads the rectangle inside a shape or label; a missing or senseless size is 0.
fn bounds(node: Element<'_>) -> Option<Rect> {
    let bounds = child(node, "Bounds")?;
    let size = |name| number(bounds, name).filter(|size| *size > 0.0).unwrap_or(0.0);
    Some(Rect {
        x: number(bounds, "x")?,
        y: number(bounds, "y")?,
        width: size("width"),
        height: size("height"),
    })
}

impl<'d> DiagramReader<'d> {
    fn new(root: Element<'d>, model: &'d Model) -> Self {
        let mut nodes = FxHashMap::default();
        for node in root.descendants().filter(|node| node.space() == Ns::Bpmn) {
            if let Some(id) = node.attribute("id") {
                nodes.entry(id).or_insert(node);
            }
        }
        let mut steps = FxHashMap::default();
        for (id, step) in model.steps.iter() {
            steps.entry(step.id.as_str()).or_insert(id);
        }
        let mut scopes = FxHashMap::default();
        for (id, node) in &nodes {
            let Some(scope) = steps.get(id).filter(|step| model.steps[**step].kind.is_scope()) else {
                continue;
            };
            scopes.extend(node.children().filter_map(|child| Some((child.attribute("id")?, *scope))));
        }
        let wires = wires(root, model);
        let wires_by_id = wires.iter().enumerate().rev().map(|(index, wire)| (wire.id, index)).collect();
        Self { model, homes: ElementScopes { steps, scopes }, nodes, wires, wires_by_id }
    }

    fn plane(&self, diagram: Element<'d>) -> Plane {
        let plane = child(diagram, "BPMNPlane");
        let shown =
            plane.and_then(|plane| plane.attribute("bpmnElement")).map(local_name).unwrap_or_default();
        let called = self.nodes.get(shown).map(|node| name(*node)).filter(|called| !called.is_empty());
        let (mut shapes, mut edges) = (Vec::new(), Vec::new());
        let (mut seen, mut strokes) = (FxHashSet::default(), FxHashSet::default());
        for node in diagram.descendants() {
            let Some(element) = node.attribute("bpmnElement") else { continue };
            // A name with a prefix is rare, and an id that holds a colon rarer still.
            let element = if self.nodes.contains_key(element) { element } else { local_name(element) };
            if is(node, "BPMNShape") && !seen.contains(element) {
                if let Some(shape) = self.shape(node, element) {
                    seen.insert(element);
                    shapes.push(shape);
                }
            } else if is(node, "BPMNEdge") && strokes.insert(element) {
                edges.extend(self.edge(node, element));
            }
        }
        let name = called.or_else(|| diagram.attribute("name").map(fold)).unwrap_or_default();
        Plane { element: shown.to_owned(), name, origin: DrawingOrigin::Export, shapes, edges }
    }

    fn shape(&self, node: Element<'d>, element: &str) -> Option<Shape> {
        let mut bounds = bounds(node)?;
        let shown = *self.nodes.get(element)?;
        let kind = self.kind(node, element, shown, bounds)?;
        let usual = match &kind {
            ShapeKind::Step(sign) if sign.kind.is_event() => (36.0, 36.0),
            ShapeKind::Step(sign) if sign.kind.is_gateway() => (50.0, 50.0),
            ShapeKind::Data { .. } => (36.0, 50.0),
            ShapeKind::Store => (50.0, 50.0),
            _ => (100.0, 80.0),
        };
        if bounds.width < 1.0 || bounds.height < 1.0 {
            (bounds.width, bounds.height) = usual;
        }
        let label_bounds = child(node, "BPMNLabel").and_then(self::bounds).filter(|label| {
            // A label that is nowhere near is one that the tool never placed.
            let near = Rect {
                x: label.x - 200.0,
                y: label.y - 200.0,
                width: label.width + 400.0,
                height: label.height + 400.0,
            };
            label.width >= 1.0 && near.overlaps(&bounds)
        });
        Some(Shape {
            element: element.to_owned(),
            kind,
            bounds,
            label: self.label(element, shown),
            label_bounds,
        })
    }

    fn kind(&self, node: Element<'d>, element: &str, shown: Element<'d>, bounds: Rect) -> Option<ShapeKind> {
        let horizontal = match node.attribute("isHorizontal") {
            Some(said) => said == "true",
            None => bounds.height <= 2.0 * bounds.width,
        };
        if let Some(step) = self.homes.steps.get(element) {
            // Who says nothing shows what lies in it; that this is nothing is found out later.
            let expanded = node.attribute("isExpanded").is_none_or(|said| said == "true");
            return Some(ShapeKind::Step(sign(self.model, *step, expanded)));
        }
        Some(match shown.local() {
            "participant" => {
                let pool = self.model.participants.rows().find(|pool| pool.id == element);
                let closed = pool.is_none_or(|pool| pool.process.is_none());
                ShapeKind::Pool { horizontal, closed, multiple: pool.is_some_and(|pool| pool.multiple) }
            }
            "lane" => ShapeKind::Lane { horizontal },
            "dataObjectReference" | "dataObject" | "dataInput" | "dataOutput" => {
                let object =
                    shown.attribute("dataObjectRef").and_then(|object| self.nodes.get(local_name(object)));
                let several = |node: Element<'_>| node.attribute("isCollection") == Some("true");
                ShapeKind::Data {
                    collection: several(shown) || object.is_some_and(|object| several(*object)),
                }
            }
            "dataStoreReference" | "dataStore" => ShapeKind::Store,
            "textAnnotation" => ShapeKind::Annotation,
            "group" => ShapeKind::Group,
            _ => return None,
        })
    }

    fn label(&self, element: &str, shown: Element<'d>) -> String {
        if let Some(step) = self.homes.steps.get(element) {
            return self.model.steps[*step].name.clone();
        }
        if is(shown, "textAnnotation") {
            let text = child(shown, "text").map(|text| fold(&text.whole_text())).unwrap_or_default();
            return if text.is_empty() { name(shown) } else { text };
        }
        let referred = ["dataObjectRef", "dataStoreRef", "categoryValueRef"];
        let referred = referred.iter().find_map(|at| self.nodes.get(local_name(shown.attribute(at)?)));
        let mut called = name(shown);
        if let Some(referred) = referred.filter(|_| called.is_empty()) {
            called = referred.attribute("value").map_or_else(|| name(*referred), fold);
        }
        let state = child(shown, "dataState").map(name).filter(|state| !state.is_empty());
        state_behind(called, state.as_deref())
    }

    fn edge(&self, node: Element<'d>, element: &str) -> Option<Edge> {
        let wire = &self.wires[*self.wires_by_id.get(element)?];
        let points: Vec<Point> = node
            .children()
            .filter(|node| is(*node, "waypoint"))
            .filter_map(|node| Some(Point { x: number(node, "x")?, y: number(node, "y")? }))
            .take(MAX_POINTS)
            .collect();
        let label_bounds = child(node, "BPMNLabel").and_then(bounds).filter(|label| label.width >= 1.0);
        (points.len() > 1).then(|| Edge { label_bounds, ..wire.edge(points) })
    }

    /// Draws what has no course of its own as a straight line, on the first sheet that shows both its ends.
    fn straight(&self, planes: &mut [Plane]) {
        let drawn: FxHashSet<String> =
            planes.iter().flat_map(|plane| &plane.edges).map(|edge| edge.element.clone()).collect();
        let mut missing: Vec<&ModelLine<'d>> =
            self.wires.iter().filter(|wire| wire.id.is_empty() || !drawn.contains(wire.id)).collect();
        for plane in planes {
            let shown: FxHashMap<&str, Rect> =
                plane.shapes.iter().map(|shape| (shape.element.as_str(), shape.bounds)).collect();
            let mut lines = Vec::new();
            missing.retain(|wire| {
                let ends = (shown.get(wire.source.as_str()), shown.get(wire.target.as_str()));
                let (Some(source), Some(target)) = ends else { return true };
                lines.push(wire.edge(vec![source.dock(target.centre()), target.dock(source.centre())]));
                false
            });
            plane.edges.extend(lines);
        }
    }
}

impl ModelLine<'_> {
    fn edge(&self, points: Vec<Point>) -> Edge {
        Edge {
            element: self.id.to_owned(),
            kind: self.kind,
            source: self.source.clone(),
            target: self.target.clone(),
            points,
            label: self.label.clone(),
            label_bounds: None,
        }
    }
}

/// Lists every line that the export tells of.
fn wires<'d>(root: Element<'d>, model: &'d Model) -> Vec<ModelLine<'d>> {
    let id = |step: StepId| model.steps[step].id.clone();
    let mut wires: Vec<ModelLine<'_>> = model
        .flows
        .iter()
        .map(|(number, flow)| {
            let source = &model.steps[flow.source];
            let default = source.default_flow == Some(number);
            let conditional = flow.condition.is_some() && source.kind.is_activity() && !default;
            let kind = EdgeKind::Sequence { conditional, default };
            let label = flow.name.clone();
            ModelLine { id: &flow.id, kind, source: id(flow.source), target: id(flow.target), label }
        })
        .collect();
    let end = |end| match end {
        MessageEnd::Step(step) => id(step),
        MessageEnd::Pool(pool) => model.participants[pool].id.clone(),
    };
    wires.extend(model.message_flows.rows().map(|flow| ModelLine {
        id: &flow.id,
        kind: EdgeKind::Message,
        source: end(flow.source),
        target: end(flow.target),
        label: flow.name.clone(),
    }));
    for node in root.descendants().filter(|node| node.space() == Ns::Bpmn) {
        if is(node, "association") {
            let at = |name| node.attribute(name).map(|end| local_name(end).to_owned()).unwrap_or_default();
            let direction = node.attribute("associationDirection");
            let (to_source, to_target) =
                (direction == Some("Both"), matches!(direction, Some("Both" | "One")));
            wires.push(ModelLine {
                id: node.attribute("id").unwrap_or_default(),
                kind: EdgeKind::Association { to_source, to_target },
                source: at("sourceRef"),
                target: at("targetRef"),
                label: String::new(),
            });
        }
        let step = node.attribute("id").unwrap_or_default();
        wires.extend(node.children().filter_map(|child| carried(child, step)));
    }
    wires
}

/// Reads a data association, which lies in the step it belongs to.
fn carried<'d>(node: Element<'d>, step: &str) -> Option<ModelLine<'d>> {
    let at = |name| child(node, name).map(|end| local_name(end.text()).to_owned()).unwrap_or_default();
    let (source, target) = match node.local() {
        "dataInputAssociation" => (at("sourceRef"), step.to_owned()),
        "dataOutputAssociation" => (step.to_owned(), at("targetRef")),
        _ => return None,
    };
    let kind = EdgeKind::Association { to_source: false, to_target: true };
    Some(ModelLine {
        id: node.attribute("id").unwrap_or_default(),
        kind,
        source,
        target,
        label: String::new(),
    })
}
