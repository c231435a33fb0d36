//! Pools and lanes, steps, data and annotations.

use handoff_model::{Loop, Point, Rect, Shape, ShapeKind, Sign, StepKind};
use maud::{Markup, html};

use super::icon::{self, Marker};
use super::pen::{LINE, circle, fitting, lines, path, rect, text, times, upright};
use crate::pixels::Pixels;

/// The width of a label below a small shape, at least.
const BELOW: f64 = 92.0;

/// Draws a shape that is no pool or lane, without what belongs to it as an element.
pub(super) fn draw(shape: &Shape) -> Markup {
    match &shape.kind {
        ShapeKind::Step(sign) if sign.kind.is_event() => {
            html! { (event(sign, shape.bounds)) (outside(shape)) }
        }
        ShapeKind::Step(sign) if sign.kind.is_gateway() => {
            html! { (gateway(sign, shape.bounds)) (outside(shape)) }
        }
        ShapeKind::Step(sign) => activity(sign, shape),
        ShapeKind::Data { collection } => html! { (data(shape.bounds, *collection)) (outside(shape)) },
        ShapeKind::Store => html! { (store(shape.bounds)) (outside(shape)) },
        ShapeKind::Annotation => annotation(shape),
        ShapeKind::Group => html! {
            (rect(shape.bounds, 10.0, "group"))
            (text(&lines(&shape.label, shape.bounds.width - 16.0, 1), top(shape.bounds, 12.0), "label quiet"))
        },
        ShapeKind::Pool { .. } | ShapeKind::Lane { .. } => html! {},
    }
}

fn top(bounds: Rect, below: f64) -> Point {
    Point { x: bounds.centre().x, y: bounds.y + below }
}

/// Draws the label of a shape that is too small to hold it: where the export says, as far as that does not cover the
/// shape, else below.
fn outside(shape: &Shape) -> Markup {
    const GAP: f64 = 3.0;
    const MOST: usize = 4;
    let bounds = shape.bounds;
    let room = shape.label_bounds.filter(|room| !bounds.holds(room.centre()));
    let lines = lines(&shape.label, room.map_or(bounds.width, |room| room.width).max(BELOW), MOST);
    let half = times(lines.len(), LINE) / 2.0;
    let at = match room.map(|room| (room, room.centre())) {
        None => Point { x: bounds.centre().x, y: bounds.bottom() + GAP + half },
        Some((room, at)) if at.y > bounds.bottom() => {
            Point { y: room.y.max(bounds.bottom() + GAP) + half, ..at }
        }
        Some((room, at)) if at.y < bounds.y => Point { y: room.bottom().min(bounds.y - GAP) - half, ..at },
        Some((_, at)) => at,
    };
    text(&lines, at, "label halo")
}

fn event(sign: &Sign, bounds: Rect) -> Markup {
    let (at, radius) = (bounds.centre(), bounds.width.min(bounds.height) / 2.0);
    let thrown = matches!(sign.kind, StepKind::Throw | StepKind::End);
    let dashed = if sign.interrupting || sign.kind == StepKind::Throw { "" } else { " dashed" };
    let inner = matches!(sign.kind, StepKind::Catch | StepKind::Throw | StepKind::Boundary);
    let outer = if sign.kind == StepKind::End { "node end".to_owned() } else { format!("node{dashed}") };
    html! {
        (circle(at, radius, &outer))
        @if inner { (circle(at, (radius - 3.0).max(1.0), &format!("node{dashed}"))) }
        @if let Some(icon) = icon::event(&sign.definitions, sign.parallel_multiple, thrown) {
            (icon.draw(at, radius / 18.0 * 0.85))
        }
    }
}

fn gateway(sign: &Sign, bounds: Rect) -> Markup {
    let centre = bounds.centre();
    let corners = (bounds.x, bounds.y, bounds.right(), bounds.bottom());
    let course = super::pen::straight(&[
        Point { x: centre.x, y: corners.1 },
        Point { x: corners.2, y: centre.y },
        Point { x: centre.x, y: corners.3 },
        Point { x: corners.0, y: centre.y },
    ]);
    html! {
        (path(&format!("{course}Z"), "node"))
        (icon::gateway(sign.kind).draw(centre, bounds.width.min(bounds.height) / 50.0 * 1.05))
    }
}

fn activity(sign: &Sign, shape: &Shape) -> Markup {
    let bounds = shape.bounds;
    let class = match sign.kind {
        StepKind::EventSubProcess => "node dotted",
        StepKind::Call => "node call",
        _ => "node",
    };
    let markers = markers(sign);
    let icon = icon::task(sign.kind).filter(|_| bounds.width >= 40.0 && bounds.height >= 30.0);
    let frame = if sign.expanded { format!("{class} open") } else { class.to_owned() };
    html! {
        (rect(bounds, 10.0_f64.min(bounds.height / 4.0), &frame))
        @if sign.transaction { (rect(inset(bounds, 3.0), 7.0, "node inner")) }
        @if sign.expanded {
            (text(&lines(&shape.label, bounds.width - 24.0, 1), top(bounds, 13.0), "label"))
        } @else {
            (text(&inside(shape, !markers.is_empty()), text_centre(bounds, &markers, icon.is_some()), "label"))
        }
        @if let Some(icon) = icon {
            (icon.draw(Point { x: bounds.x + 13.0, y: bounds.y + 13.0 }, 0.7))
        }
        @for (number, marker) in markers.iter().enumerate() {
            @let x = bounds.centre().x + times(number, 20.0) - (times(markers.len(), 20.0) - 20.0) / 2.0;
            (icon::marker(*marker).draw(Point { x, y: bounds.bottom() - 9.0 }, 0.6))
        }
    }
}

/// Returns the middle of a label between the sign above and the markers below.
fn text_centre(bounds: Rect, markers: &[Marker], icon: bool) -> Point {
    let down = if icon && bounds.height < 100.0 { 4.0 } else { 0.0 };
    let up = if markers.is_empty() { 0.0 } else { 7.0 };
    let centre = bounds.centre();
    Point { x: centre.x, y: centre.y + down - up }
}

/// Breaks a label to fit inside its shape.
fn inside(shape: &Shape, markers: bool) -> Vec<String> {
    let height = shape.bounds.height - if markers { 20.0 } else { 6.0 };
    lines(&shape.label, shape.bounds.width - 10.0, fitting(height, LINE))
}

fn inset(bounds: Rect, by: f64) -> Rect {
    let (width, height) = ((bounds.width - 2.0 * by).max(1.0), (bounds.height - 2.0 * by).max(1.0));
    Rect { x: bounds.x + by, y: bounds.y + by, width, height }
}

fn markers(sign: &Sign) -> Vec<Marker> {
    let repeats = match sign.repeats {
        Loop::Once => None,
        Loop::While { .. } => Some(Marker::While),
        Loop::Each { sequential: true, .. } => Some(Marker::Sequential),
        Loop::Each { sequential: false, .. } => Some(Marker::Parallel),
    };
    let closed = sign.kind.is_scope() && !sign.expanded || sign.kind == StepKind::Call;
    let mut markers = Vec::from_iter(repeats);
    markers.extend(sign.compensation.then_some(Marker::Compensation));
    markers.extend(closed.then_some(Marker::Inside));
    markers.extend(sign.ad_hoc.then_some(Marker::AdHoc));
    markers
}

fn data(bounds: Rect, collection: bool) -> Markup {
    let fold = (bounds.width / 3.0).min(14.0);
    let (x, y, right, bottom) = (bounds.x, bounds.y, bounds.right(), bounds.bottom());
    let at = |x, y| Point { x, y };
    let page = [at(right - fold, y), at(right, y + fold), at(right, bottom), at(x, bottom), at(x, y)];
    let corner = [at(right - fold, y), at(right - fold, y + fold), at(right, y + fold)];
    html! {
        (path(&format!("{}Z", super::pen::straight(&page)), "node data"))
        (path(&super::pen::straight(&corner), "line"))
        @if collection {
            (icon::marker(Marker::Parallel).draw(at(bounds.centre().x, bottom - 8.0), 0.5))
        }
    }
}

fn store(bounds: Rect) -> Markup {
    let deep = (bounds.height / 6.0).min(10.0);
    let (x, y, wide) = (Pixels(bounds.x), Pixels(bounds.y + deep), Pixels(bounds.width));
    let (back, tall) = (Pixels(-bounds.width), Pixels(bounds.height - 2.0 * deep));
    let (half, deep) = (Pixels(bounds.width / 2.0), Pixels(deep));
    let body = format!(
        "M{x} {y}a{half} {deep} 0 0 1 {wide} 0v{tall}a{half} {deep} 0 0 1 {back} 0zM{x} {y}a{half} {deep} 0 0 0 {wide} 0"
    );
    path(&body, "node data")
}

fn annotation(shape: &Shape) -> Markup {
    let bounds = shape.bounds;
    let at = |x, y| Point { x, y };
    let reach = bounds.x + 10.0_f64.min(bounds.width);
    let bracket = [
        at(reach, bounds.y),
        at(bounds.x, bounds.y),
        at(bounds.x, bounds.bottom()),
        at(reach, bounds.bottom()),
    ];
    let most = fitting(bounds.height, LINE).max(1);
    html! {
        (path(&super::pen::straight(&bracket), "line"))
        (text(&lines(&shape.label, bounds.width - 10.0, most), at(bounds.centre().x + 4.0, bounds.centre().y), "label quiet"))
    }
}

/// The strip in which the name stands.
const TITLE: f64 = 30.0;

/// How much less of a text fits where letters are bold.
pub(super) const BOLD: f64 = 0.86;

/// Draws a pool or a lane.
pub(super) fn frame(shape: &Shape) -> Markup {
    let (class, horizontal, closed, multiple) = match shape.kind {
        ShapeKind::Pool { horizontal, closed, multiple } => ("pool", horizontal, closed, multiple),
        ShapeKind::Lane { horizontal } => ("lane", horizontal, false, false),
        _ => return html! {},
    };
    let bounds = shape.bounds;
    html! {
        (rect(bounds, 0.0, class))
        @if closed {
            (text(&lines(&shape.label, (bounds.width - 20.0) * BOLD, 3), bounds.centre(), "label strong"))
        } @else {
            (titled(&shape.label, bounds, horizontal, class))
        }
        @if multiple {
            (icon::marker(Marker::Parallel).draw(Point { x: bounds.centre().x, y: bounds.bottom() - 10.0 }, 0.6))
        }
    }
}

fn titled(label: &str, bounds: Rect, horizontal: bool, class: &str) -> Markup {
    let strip = if horizontal {
        Rect { width: TITLE.min(bounds.width), ..bounds }
    } else {
        Rect { height: TITLE.min(bounds.height), ..bounds }
    };
    let (style, part) = if class == "pool" { ("label strong", BOLD) } else { ("label", 1.0) };
    let class = if class == "pool" { "title pool" } else { "title lane" };
    html! {
        (rect(strip, 0.0, class))
        @if horizontal {
            (upright(&lines(label, (bounds.height - 8.0) * part, 2), strip.centre(), style))
        } @else {
            (text(&lines(label, (bounds.width - 8.0) * part, 2), strip.centre(), style))
        }
    }
}
