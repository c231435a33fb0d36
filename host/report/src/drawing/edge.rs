//! Flows and associations.

use handoff_model::{Edge, EdgeKind, Point, Rect};
use maud::{Markup, html};

use super::pen::{LINE, circle, distance, extent, lines, path, rounded, straight, text, towards};

/// The length of an arrow head.
const HEAD: f64 = 9.0;

/// Draws a line with its ends.
pub(super) fn draw(edge: &Edge) -> Markup {
    let [first, second, ..] = edge.points.as_slice() else { return html! {} };
    let [.., before, last] = edge.points.as_slice() else { return html! {} };
    let course = rounded(&edge.points);
    match edge.kind {
        EdgeKind::Sequence { conditional, default } => html! {
            (path(&course, "flow"))
            (path(&format!("{}Z", head(*before, *last)), "head full"))
            @if default { (path(&slash(*first, *second), "flow")) }
            @if conditional { (path(&diamond(*first, *second), "head")) }
        },
        EdgeKind::Message => html! {
            (path(&course, "flow message"))
            (circle(*first, 3.5, "head"))
            (path(&format!("{}Z", head(*before, *last)), "head"))
        },
        EdgeKind::Association { to_source, to_target } => html! {
            (path(&course, "flow association"))
            @if to_target { (path(&head(*before, *last), "flow")) }
            @if to_source { (path(&head(*second, *first), "flow")) }
        },
    }
}

/// Draws the label of a line.
pub(super) fn label(edge: &Edge) -> Markup {
    label_lines(edge).map_or_else(|| html! {}, |(lines, at)| text(&lines, at, "label halo quiet"))
}

/// Returns what the label of a line covers.
pub(super) fn label_extent(edge: &Edge) -> Option<Rect> {
    label_lines(edge).map(|(lines, at)| extent(&lines, at))
}

/// Returns the lines of a label and their middle: where the export puts it, else above the longest part.
fn label_lines(edge: &Edge) -> Option<(Vec<String>, Point)> {
    let (at, width) = if let Some(room) = edge.label_bounds {
        (room.centre(), room.width.max(64.0))
    } else {
        let longest = edge.points.windows(2).max_by(|a, b| length(a).total_cmp(&length(b)));
        let Some([a, b]) = longest else { return None };
        let level = (a.y - b.y).abs() < (a.x - b.x).abs();
        let up = if level { LINE * 0.7 } else { 0.0 };
        (Point { x: a.x.midpoint(b.x), y: a.y.midpoint(b.y) - up }, 110.0)
    };
    Some((lines(&edge.label, width, 3), at))
}

fn length(part: &[Point]) -> f64 {
    match part {
        [a, b] => distance(*a, *b),
        _ => 0.0,
    }
}

/// Returns the point half way along a course.
pub(super) fn middle(points: &[Point]) -> Option<Point> {
    let mut left = points.windows(2).map(length).sum::<f64>() / 2.0;
    for part in points.windows(2) {
        let [a, b] = part else { continue };
        if length(part) >= left {
            return Some(towards(*a, *b, left));
        }
        left -= length(part);
    }
    points.first().copied()
}

/// Returns the three points of an arrow head as an open course.
fn head(from: Point, tip: Point) -> String {
    let back = towards(tip, from, HEAD);
    let half = Point { x: (back.x - tip.x) * 0.45, y: (back.y - tip.y) * 0.45 };
    straight(&[
        Point { x: back.x - half.y, y: back.y + half.x },
        tip,
        Point { x: back.x + half.y, y: back.y - half.x },
    ])
}

/// Returns the stroke across the beginning of a default flow.
fn slash(first: Point, second: Point) -> String {
    let at = towards(first, second, 9.0);
    let (along, across) = (towards(first, second, 4.0), 5.0);
    let (dx, dy) = ((along.x - first.x) / 4.0 * across, (along.y - first.y) / 4.0 * across);
    straight(&[
        Point { x: at.x - dx - dy, y: at.y - dy + dx },
        Point { x: at.x + dx + dy, y: at.y + dy - dx },
    ])
}

/// Returns the diamond at the beginning of a conditional flow.
fn diamond(first: Point, second: Point) -> String {
    let (middle, end) = (towards(first, second, 8.0), towards(first, second, 16.0));
    let (dx, dy) = ((end.x - first.x) * 0.3, (end.y - first.y) * 0.3);
    let side = |sign: f64| Point { x: middle.x - sign * dy, y: middle.y + sign * dx };
    format!("{}Z", straight(&[first, side(1.0), end, side(-1.0)]))
}
