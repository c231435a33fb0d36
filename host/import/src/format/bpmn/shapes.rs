//! What is drawn where: the shapes and lines of the diagrams of an export.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::element::Element;
use super::namespace::{Ns, local_name};
use crate::diagnostics::DiagnosticSink;
use crate::xml::{self, Retention};

/// How far the end of an arrow may be from the step it was drawn to.
const TOUCH: f64 = 8.0;

/// A point on the drawing.
pub(super) type DrawnPoint = (f64, f64);

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
        let bounds = node.children().find(|child| child.local() == "Bounds")?;
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
    pub(super) fn touches(&self, (plane, point): (usize, DrawnPoint), is_scope: bool) -> Option<f64> {
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

/// The diagrams of an export, read when something of them is asked first, and once.
pub(super) struct DiagramTexts<'d> {
    texts: Vec<&'d str>,
    read: Option<Rc<[xml::Document<'d, Ns>]>>,
}

impl<'d> DiagramTexts<'d> {
    /// Takes the diagrams among the elements that were left out of a text.
    pub(super) fn among(left_out: &[&'d str]) -> Self {
        let is_diagram = |text: &&str| {
            let tag =
                text[1..].split(|letter: char| letter.is_ascii_whitespace() || "/>".contains(letter)).next();
            tag.is_some_and(|name| local_name(name) == "BPMNDiagram")
        };
        Self { texts: left_out.iter().copied().filter(is_diagram).collect(), read: None }
    }

    /// Returns each diagram that can be read, in file order.
    pub(super) fn documents(&mut self) -> Rc<[xml::Document<'d, Ns>]> {
        let parse = |text: &&'d str| {
            // What is wrong with a drawing is wrong with nothing that is checked.
            let mut unread = Vec::new();
            xml::parse(text, keep, &mut DiagnosticSink::new(&mut unread)).ok()
        };
        Rc::clone(self.read.get_or_insert_with(|| self.texts.iter().filter_map(parse).collect()))
    }
}

/// Keeps what places are read from: these names are those of nothing else, whatever a tool calls their namespace.
fn keep(_: Ns, local: &str) -> Retention {
    match local {
        "BPMNPlane" | "BPMNShape" | "BPMNEdge" | "BPMNLabel" | "Bounds" | "waypoint" => Retention::Yes,
        _ => Retention::No,
    }
}

/// Walks over what is drawn of elements, with the number of the diagram.
fn drawn<'d>(diagrams: &'d [xml::Document<'d, Ns>]) -> impl Iterator<Item = (Element<'d>, &'d str, usize)> {
    let nodes = |(plane, diagram): (usize, &'d xml::Document<'d, Ns>)| {
        let nodes = diagram.root().into_iter().flat_map(Element::descendants);
        nodes.filter_map(move |node| Some((node, local_name(node.attribute("bpmnElement")?), plane)))
    };
    diagrams.iter().enumerate().flat_map(nodes)
}

/// Lists the lines, which are asked only where a flow has lost an end.
pub(super) fn lines(diagrams: &[xml::Document<'_, Ns>]) -> LineIndex {
    let mut lines = LineIndex::default();
    for (node, element, plane) in drawn(diagrams) {
        let points = node.children().filter(|child| child.local() == "waypoint");
        let mut points = points.filter_map(|point| Some((number(point, "x")?, number(point, "y")?)));
        if let Some(first) = points.next() {
            let last = points.last().unwrap_or(first);
            lines.entry(element.to_owned()).or_insert((plane, first, last));
        }
    }
    lines
}

impl ShapeIndex {
    /// Lists the shapes.
    pub(super) fn of(diagrams: &[xml::Document<'_, Ns>]) -> Self {
        let mut sheet = Self::default();
        for (node, element, plane) in drawn(diagrams) {
            // What several diagrams show counts where it is drawn first.
            if let ("BPMNShape", Some(shape)) = (node.local(), DrawnShape::of(node, plane)) {
                sheet.shapes.entry(element.to_owned()).or_insert(shape);
            }
        }
        sheet
    }

    /// Finds the shape of an element.
    pub(super) fn shape(&self, node: Element<'_>) -> Option<DrawnShape> {
        self.shapes.get(local_name(node.attribute("id")?)).copied()
    }
}
