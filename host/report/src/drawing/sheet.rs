//! One sheet as SVG.

use std::collections::HashSet;

use handoff_model::{Edge, Plane, Point, Rect, Shape, ShapeKind};
use maud::{Markup, html};

use super::overlay::{Overlay, SheetIndex, pins, trails};
use super::{edge, shape};
use crate::escape::Untrusted;
use crate::pixels::Pixels;

/// Shapes and lines of one picture: more than this nobody reads, and browsers grow slow. What bears a finding or lies on
/// a path that shows one comes first.
const MOST: usize = 3_000;
/// What is left free around the picture, for pins and labels.
const MARGIN: f64 = 24.0;
/// The height of a task, at which text has its size.
const TASK: f64 = 80.0;

/// A picture of one sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The SVG element; its classes are those of [`STYLE`](super::STYLE).
    pub markup: String,
    /// How wide it is by nature, in pixels.
    pub width: f64,
    /// How high it is by nature, in pixels.
    pub height: f64,
    /// How many shapes and lines are not shown, since there are too many.
    pub left_out: usize,
    /// For each pin whether its element is on the sheet, and shown.
    pub pinned: Vec<bool>,
}

/// Draws one sheet of a drawing with what is put on it.
///
/// `label` says what the picture shows, to those who cannot see it; it is untrusted text as all that comes from
/// exports. The picture needs [`STYLE`](super::STYLE) on the page that holds it.
pub fn svg(plane: &Plane, overlay: &Overlay<'_>, label: &str) -> Picture {
    let scale = scale(plane);
    let (plane, left_out) = bounded(plane, overlay, scale);
    let places = SheetIndex::of(&plane);
    let frame = extent(&plane);
    let (frames, shapes): (Vec<&Shape>, Vec<&Shape>) =
        plane.shapes.iter().partition(|shape| is_frame(shape) || is_open(shape));
    let view =
        format!("{} {} {} {}", Pixels(frame.x), Pixels(frame.y), Pixels(frame.width), Pixels(frame.height));
    let markup = html! {
        svg class="drawing" xmlns="http://www.w3.org/2000/svg" viewBox=(view) width=(Pixels(frame.width))
            height=(Pixels(frame.height)) role="group" aria-label=(Untrusted::new(label).cut(200)) {
            @for shape in frames { (element(shape)) }
            @for edge in &plane.edges { (line(edge)) }
            @for shape in shapes { (element(shape)) }
            @for edge in plane.edges.iter().filter(|edge| !edge.label.is_empty()) { (edge::label(edge)) }
            (trails(&overlay.trails, &places))
            (pins(&overlay.pins, &places))
        }
    };
    Picture {
        markup: markup.into_string(),
        width: frame.width,
        height: frame.height,
        left_out,
        pinned: overlay.pins.iter().map(|pin| places.knows(pin.element)).collect(),
    }
}

fn is_frame(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Pool { .. } | ShapeKind::Lane { .. } | ShapeKind::Group)
}

/// Tells a sub-process that shows what lies in it: lines inside it are drawn over it.
fn is_open(shape: &Shape) -> bool {
    matches!(&shape.kind, ShapeKind::Step(sign) if sign.expanded)
}

fn element(of: &Shape) -> Markup {
    html! {
        g data-element-id=[named(&of.element)] {
            @if !of.label.is_empty() { title { (Untrusted::new(&of.label).cut(300)) } }
            @if matches!(of.kind, ShapeKind::Pool { .. } | ShapeKind::Lane { .. }) {
                (shape::frame(of))
            } @else {
                (shape::draw(of))
            }
        }
    }
}

fn line(of: &Edge) -> Markup {
    html! {
        g data-element-id=[named(&of.element)] data-source=[named(&of.source)] data-target=[named(&of.target)] {
            @if !of.label.is_empty() { title { (Untrusted::new(&of.label).cut(300)) } }
            (edge::draw(of))
        }
    }
}

fn named(id: &str) -> Option<&str> {
    (!id.is_empty()).then_some(id)
}

/// Returns by how much a sheet is enlarged or reduced: tools that draw in other units than pixels would have text that
/// fills the picture, or none that can be read.
fn scale(plane: &Plane) -> f64 {
    let mut heights: Vec<f64> = plane
        .shapes
        .iter()
        .filter(|shape| match &shape.kind {
            ShapeKind::Step(sign) => sign.kind.is_activity() && !sign.expanded,
            _ => false,
        })
        .map(|shape| shape.bounds.height)
        .collect();
    heights.sort_by(f64::total_cmp);
    match heights.get(heights.len() / 2) {
        Some(height) if *height < 0.55 * TASK || *height > 1.9 * TASK => (TASK / height).clamp(0.01, 20.0),
        _ => 1.0,
    }
}

/// Copies what is shown of a sheet; tells how much is not.
fn bounded(plane: &Plane, overlay: &Overlay<'_>, scale: f64) -> (Plane, usize) {
    let all = plane.shapes.len() + plane.edges.len();
    let mut marked: HashSet<&str> = overlay.pins.iter().map(|pin| pin.element).collect();
    for trail in &overlay.trails {
        marked.extend(trail.witness.iter().chain(&trail.reach));
    }
    let mut room = MOST;
    let mut keep = |first: bool| {
        let kept = first || room > 0;
        room = room.saturating_sub(usize::from(kept));
        kept
    };
    let crowded = all > MOST;
    let is_first = |shape: &Shape| marked.contains(shape.element.as_str());
    let shapes: Vec<Shape> = plane
        .shapes
        .iter()
        .filter(|shape| !crowded || keep(is_first(shape)))
        .map(|shape| Shape {
            bounds: scaled(shape.bounds, scale),
            label_bounds: shape.label_bounds.map(|bounds| scaled(bounds, scale)),
            ..shape.clone()
        })
        .collect();
    let shown: HashSet<&str> = shapes.iter().map(|shape| shape.element.as_str()).collect();
    let joins = |edge: &Edge| [&edge.source, &edge.target].iter().all(|end| shown.contains(end.as_str()));
    let edges: Vec<Edge> = plane
        .edges
        .iter()
        .filter(|edge| !crowded || joins(edge) && keep(marked.contains(edge.element.as_str())))
        .map(|edge| Edge {
            points: edge.points.iter().map(|at| Point { x: at.x * scale, y: at.y * scale }).collect(),
            label_bounds: edge.label_bounds.map(|bounds| scaled(bounds, scale)),
            ..edge.clone()
        })
        .collect();
    let left_out = all - shapes.len() - edges.len();
    (
        Plane {
            shapes,
            edges,
            element: plane.element.clone(),
            name: plane.name.clone(),
            origin: plane.origin,
        },
        left_out,
    )
}

fn scaled(rect: Rect, scale: f64) -> Rect {
    Rect { x: rect.x * scale, y: rect.y * scale, width: rect.width * scale, height: rect.height * scale }
}

/// Returns the rectangle around everything that is shown.
fn extent(plane: &Plane) -> Rect {
    let at = |point: &Point| Rect { x: point.x, y: point.y, ..Rect::default() };
    let shapes = plane.shapes.iter().flat_map(|shape| {
        // A label of its own may hang out below.
        let labelled = !is_frame(shape) && shape.bounds.height < 60.0 && !shape.label.is_empty();
        let below = Rect {
            x: shape.bounds.centre().x - 46.0,
            width: 92.0,
            height: shape.bounds.height + 44.0,
            ..shape.bounds
        };
        [Some(shape.bounds), shape.label_bounds, labelled.then_some(below)]
    });
    let points = plane.edges.iter().flat_map(|edge| edge.points.iter().map(at));
    let labels = plane.edges.iter().filter(|edge| !edge.label.is_empty()).filter_map(edge::label_extent);
    let all = shapes.flatten().chain(points).chain(labels).reduce(|a, b| a.union(&b)).unwrap_or_default();
    Rect {
        x: all.x - MARGIN,
        y: all.y - MARGIN,
        width: all.width + 2.0 * MARGIN,
        height: all.height + 2.0 * MARGIN,
    }
}
