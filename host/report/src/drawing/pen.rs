//! Courses and wrapped text.

use std::fmt::Write;

use handoff_model::{Point, Rect};
use maud::{Markup, html};
use unicode_width::UnicodeWidthStr;

use crate::escape::Untrusted;
use crate::layout::wrap;
use crate::pixels::Pixels;

/// The size of text; the width of one column of it is about half of that.
const FONT: f64 = 12.0;
/// The height of one line.
pub(super) const LINE: f64 = 14.0;
/// The width of one column.
pub(super) const COLUMN: f64 = 6.4;
/// No label has more columns than this.
const LONGEST: usize = 240;

/// Draws an upright rectangle.
pub(super) fn rect(at: Rect, radius: f64, class: &str) -> Markup {
    html! {
        rect class=(class) x=(Pixels(at.x)) y=(Pixels(at.y)) width=(Pixels(at.width)) height=(Pixels(at.height))
            rx=[(radius > 0.0).then_some(Pixels(radius))] {}
    }
}

pub(super) fn circle(at: Point, radius: f64, class: &str) -> Markup {
    html! { circle class=(class) cx=(Pixels(at.x)) cy=(Pixels(at.y)) r=(Pixels(radius)) {} }
}

pub(super) fn path(course: &str, class: &str) -> Markup {
    html! { path class=(class) d=(course) {} }
}

/// Returns the course through some points, with straight parts.
pub(super) fn straight(points: &[Point]) -> String {
    let mut course = String::new();
    for (number, point) in points.iter().enumerate() {
        let _ =
            write!(course, "{}{} {}", if number == 0 { 'M' } else { 'L' }, Pixels(point.x), Pixels(point.y));
    }
    course
}

/// Returns the course through some points, with rounded corners.
pub(super) fn rounded(points: &[Point]) -> String {
    const RADIUS: f64 = 6.0;
    let [first, .., last] = points else { return straight(points) };
    let mut course = format!("M{} {}", Pixels(first.x), Pixels(first.y));
    for corner in points.windows(3) {
        let [before, at, after] = corner else { continue };
        let radius = RADIUS.min(distance(*before, *at) / 2.0).min(distance(*at, *after) / 2.0);
        let (begin, end) = (towards(*at, *before, radius), towards(*at, *after, radius));
        let (begin, end) = ((Pixels(begin.x), Pixels(begin.y)), (Pixels(end.x), Pixels(end.y)));
        let _ =
            write!(course, "L{} {}Q{} {} {} {}", begin.0, begin.1, Pixels(at.x), Pixels(at.y), end.0, end.1);
    }
    let _ = write!(course, "L{} {}", Pixels(last.x), Pixels(last.y));
    course
}

/// Returns how far so many steps of one size lead.
pub(super) fn times(number: usize, size: f64) -> f64 {
    f64::from(number as u32) * size
}

/// Returns how many of one size there is room for.
#[expect(clippy::cast_sign_loss, reason = "room that is missing has been cut off")]
pub(super) fn fitting(room: f64, size: f64) -> usize {
    (room / size).max(0.0) as usize
}

/// Returns how far two points are apart.
pub(super) fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Returns the point so far from `from` on the way to `to`; `from` itself where there is no way.
pub(super) fn towards(from: Point, to: Point, far: f64) -> Point {
    let all = distance(from, to);
    if all < 0.001 {
        return from;
    }
    Point { x: from.x + (to.x - from.x) * far / all, y: from.y + (to.y - from.y) * far / all }
}

/// Makes a text from the export safe and breaks it to lines that fit a width, at most so many.
pub(super) fn lines(text: &str, width: f64, most: usize) -> Vec<String> {
    let text = Untrusted::new(text).cut(LONGEST);
    if text.trim().is_empty() {
        return Vec::new();
    }
    let columns = fitting(width, COLUMN).max(4);
    let mut lines = wrap(&text, columns);
    let most = most.max(1);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.width() + 1 > columns && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

/// Draws lines of text, centred around `at`.
pub(super) fn text(lines: &[String], at: Point, class: &str) -> Markup {
    let top = at.y - (times(lines.len(), LINE) - LINE) / 2.0 + FONT * 0.35;
    html! {
        @if !lines.is_empty() {
            text class=(class) {
                @for (number, line) in lines.iter().enumerate() {
                    tspan x=(Pixels(at.x)) y=(Pixels(top + times(number, LINE))) { (line) }
                }
            }
        }
    }
}

/// Returns what lines of text cover that are centred around `at`.
pub(super) fn extent(lines: &[String], at: Point) -> Rect {
    let columns = lines.iter().map(|line| line.width()).max().unwrap_or_default();
    let (width, height) = (times(columns, COLUMN), times(lines.len(), LINE));
    Rect { x: at.x - width / 2.0, y: at.y - height / 2.0, width, height }
}

/// Draws lines of text that run upward, centred around `at`.
pub(super) fn upright(lines: &[String], at: Point, class: &str) -> Markup {
    html! {
        g transform=(format!("translate({} {}) rotate(-90)", Pixels(at.x), Pixels(at.y))) {
            (text(lines, Point::default(), class))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: f64, most: usize, expected: &[&str]) {
        assert_eq!(lines(text, width, most), expected);
    }

    #[test]
    fn text_is_wrapped_by_its_width() {
        check("Check the order", 64.0, 4, &["Check the", "order"]);
        check("検査記録を確認する", 64.0, 4, &["検査記録を", "確認する"]);
        check("Check the order twice", 64.0, 2, &["Check the", "order…"]);
        check(" \t ", 64.0, 2, &[]);
        check("a\u{202e}b", 100.0, 1, &["a⟨U+202E⟩b"]);
    }
}
