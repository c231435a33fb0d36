//! What is put on a drawing: findings as pins, and the paths that show them.

use std::collections::HashMap;

use handoff_finding::Severity;
use handoff_model::{Plane, Point, Rect};
use maud::{Markup, html};

use super::edge;
use super::icon::PERSON;
use super::pen::{circle, path, rect, rounded, straight, times};
use crate::pixels::Pixels;

/// Pins that one element shows; the last says how many more there are.
const PINS: usize = 4;
/// Between two pins of one element.
const STEP: f64 = 22.0;

/// A mark on a drawing where a finding points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingPin<'a> {
    /// The id of the element it stands on; without such an element on the sheet there is no pin.
    pub element: &'a str,
    /// The number by which the finding goes on the page.
    pub number: usize,
    /// How bad it is: a diamond, a triangle, a circle.
    pub severity: Severity,
    /// What it says. Untrusted text.
    pub title: &'a str,
    /// Where the finding stands on the page, as a fragment without `#`.
    pub target: &'a str,
}

/// The paths that show one finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingTrail<'a> {
    /// The id that the trail gets on the page: it is shown when the address names it.
    pub id: &'a str,
    /// What it shows. Untrusted text.
    pub title: &'a str,
    /// The elements of the path that leads to the gap.
    pub witness: Vec<&'a str>,
    /// The elements of the path from the gap to the customer.
    pub reach: Vec<&'a str>,
    /// The element where the customer is met.
    pub touchpoint: Option<&'a str>,
}

/// Everything that is put on one drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay<'a> {
    /// A mark for each finding.
    pub pins: Vec<FindingPin<'a>>,
    /// The paths; the first is shown unless the address names another.
    pub trails: Vec<FindingTrail<'a>>,
}

/// The places of elements and lines on one sheet.
pub(super) struct SheetIndex<'p> {
    shapes: HashMap<&'p str, Rect>,
    /// The course of each line by its own id and by its ends.
    courses: HashMap<&'p str, &'p [Point]>,
    between: HashMap<(&'p str, &'p str), &'p [Point]>,
}

impl<'p> SheetIndex<'p> {
    pub(super) fn of(plane: &'p Plane) -> Self {
        let mut places = Self { shapes: HashMap::new(), courses: HashMap::new(), between: HashMap::new() };
        for shape in plane.shapes.iter().filter(|shape| !shape.element.is_empty()) {
            places.shapes.entry(&shape.element).or_insert(shape.bounds);
        }
        for edge in &plane.edges {
            places.courses.entry(&edge.element).or_insert(&edge.points);
            places.between.entry((&edge.source, &edge.target)).or_insert(&edge.points);
        }
        places
    }

    /// Tells whether an element is drawn.
    pub(super) fn knows(&self, element: &str) -> bool {
        !element.is_empty() && (self.shapes.contains_key(element) || self.courses.contains_key(element))
    }

    /// Returns where the first pin of an element goes.
    fn anchor(&self, element: &str) -> Option<Point> {
        let corner = |at: &Rect| Point { x: at.right() - 4.0, y: at.y };
        let line = || edge::middle(self.courses.get(element)?);
        self.shapes.get(element).map(corner).or_else(line)
    }
}

/// Draws the pins, those of one element beside each other.
pub(super) fn pins(pins: &[FindingPin<'_>], places: &SheetIndex<'_>) -> Markup {
    let mut at: Vec<(&str, Vec<&FindingPin<'_>>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for pin in pins.iter().filter(|pin| places.knows(pin.element)) {
        let index = *known.entry(pin.element).or_insert_with(|| {
            at.push((pin.element, Vec::new()));
            at.len() - 1
        });
        at[index].1.push(pin);
    }
    html! {
        g class="pins" {
            @for (element, pins) in &at {
                @if let Some(anchor) = places.anchor(element) {
                    @let all = pins.len() <= PINS;
                    @let shown = if all { pins.len() } else { PINS - 1 };
                    @for (number, pin) in pins[..shown].iter().enumerate() {
                        (draw(pin, Point { x: anchor.x - times(number, STEP), ..anchor }))
                    }
                    @if !all {
                        @let x = anchor.x - times(shown, STEP);
                        text class="more" x=(Pixels(x)) y=(Pixels(anchor.y + 4.0)) { "+" (pins.len() - shown) }
                    }
                }
            }
        }
    }
}

fn draw(pin: &FindingPin<'_>, at: Point) -> Markup {
    let title = safe(pin.title);
    html! {
        a class={ "pin " (pin.severity.name()) } href={ "#" (pin.target) }
            transform=(format!("translate({} {})", Pixels(at.x), Pixels(at.y)))
            aria-label={ (pin.number) ": " (title) } {
            title { (pin.number) ": " (title) }
            (badge(pin.severity))
            text y=(if pin.severity == Severity::Warning { "6.5" } else { "3.6" }) { (pin.number) }
        }
    }
}

fn safe(text: &str) -> String {
    crate::escape::Untrusted::new(text).cut(300)
}

/// Draws the shape of a severity around the origin, the one that it has in every picture: it tells without its colour.
pub(crate) fn badge(severity: Severity) -> Markup {
    match severity {
        Severity::Error => path("M0-14L14 0L0 14L-14 0z", "badge"),
        Severity::Warning => path("M0-13L15 12H-15z", "badge"),
        Severity::Info => circle(Point::default(), 11.0, "badge"),
    }
}

/// Draws the sign of a step where the customer meets a gap, around the origin.
pub(crate) fn touchpoint_sign() -> Markup {
    html! { (circle(Point::default(), 11.0, "met")) (PERSON.draw(Point::default(), 0.62)) }
}

/// Draws the paths that show findings.
pub(super) fn trails(trails: &[FindingTrail<'_>], places: &SheetIndex<'_>) -> Markup {
    html! {
        @for (number, trail) in trails.iter().enumerate() {
            g id=(trail.id) class=(if number == 0 { "trail first" } else { "trail" }) {
                title { (safe(trail.title)) }
                (way(&trail.witness, "witness", places))
                (way(&trail.reach, "reach", places))
                @if let Some(at) = trail.touchpoint.and_then(|element| places.shapes.get(element)) {
                    g transform=(format!("translate({} {})", Pixels(at.x + 2.0), Pixels(at.bottom() - 2.0))) { (touchpoint_sign()) }
                }
            }
        }
    }
}

/// Draws one path: along the lines that are drawn, straight where there is none, and around every step on it.
fn way(steps: &[&str], class: &str, places: &SheetIndex<'_>) -> Markup {
    let around =
        |at: &Rect| Rect { x: at.x - 4.0, y: at.y - 4.0, width: at.width + 8.0, height: at.height + 8.0 };
    let line = |from: &str, to: &str| -> Option<String> {
        if let Some(course) = places.between.get(&(from, to)) {
            return Some(rounded(course));
        }
        let (from, to) = (places.shapes.get(from)?, places.shapes.get(to)?);
        Some(straight(&[from.dock(to.centre()), to.dock(from.centre())]))
    };
    html! {
        @for pair in steps.windows(2) {
            @if let [from, to] = pair && let Some(course) = line(from, to) { (path(&course, class)) }
        }
        @for at in steps.iter().filter_map(|step| places.shapes.get(step)) {
            (rect(around(at), 12.0_f64.min(at.height / 2.0), class))
        }
    }
}
