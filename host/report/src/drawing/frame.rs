//! Pools and lanes.

use handoff_model::{Point, Rect, Shape, ShapeKind};
use maud::{Markup, html};

use super::icon::{self, Marker};
use super::pen::{lines, rect, text, upright};

/// The strip in which the name stands.
const TITLE: f64 = 30.0;

/// How much less of a text fits where letters are bold.
pub(super) const BOLD: f64 = 0.86;

/// Draws a pool or a lane.
pub(super) fn draw(shape: &Shape) -> Markup {
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
