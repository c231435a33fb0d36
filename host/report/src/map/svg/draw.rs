//! The shapes of the picture.

use std::fmt::{self, Display, Formatter};

use handoff_landscape::contract::Side;
use maud::{Markup, html};

use super::layout::{Curve, HEAD, NODE, NodeBox, PAGE, PictureLayout, PixelPoint};
use super::{PicturePart, shown, text};
use crate::escape::Untrusted;
use crate::map::{Border, Department, Gaps, Map};
use crate::pixels::Pixels;
use crate::texts::map::MapTexts;

/// The sizes of names and of what stands below them.
const NAME: f64 = 13.0;
const QUIET: f64 = 11.0;
/// The heights of their lines.
const NAME_LINE: f64 = 17.0;
const QUIET_LINE: f64 = 15.0;
/// The height of a badge, and of a department without handoffs.
const BADGE: f64 = 18.0;
const PILL: f64 = 30.0;
/// How far from its line the name of a line of interaction begins.
const BESIDE: f64 = 8.0;
/// The length of an arrow head.
const TIP: f64 = 9.0;

/// A giver and a receiver as people call them.
pub(super) struct BorderLabel<'a>(Option<&'a str>, Option<&'a str>, &'a MapTexts);

impl<'a> BorderLabel<'a> {
    pub(super) fn of(border: &'a Border, words: &'a MapTexts) -> Self {
        Self(border.giver.as_deref(), border.receiver.as_deref(), words)
    }
}

impl Display for BorderLabel<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = |name: Option<&str>| called(name, self.2);
        write!(f, "{} → {}", name(self.0), name(self.1))
    }
}

/// Returns what a department is called, in a sentence.
fn called(name: Option<&str>, words: &MapTexts) -> String {
    name.map_or_else(|| words.words.no_department.to_owned(), |name| Untrusted::new(name.trim()).cut(200))
}

/// What stands below the name of a department.
fn captions(department: &Department, words: &MapTexts) -> Vec<String> {
    let mut captions = Vec::new();
    if department.side != Side::Internal {
        captions.push((words.side)(department.side).to_owned());
    }
    if !department.steps.is_empty() {
        captions.push(words.steps.count(department.steps.len()));
    }
    let mut captions = vec![captions.join(" · ")];
    let (unmet, needs) = department.unmet();
    if unmet > 0 {
        captions.push((words.unmet)(unmet, needs));
    }
    captions.retain(|caption| !caption.is_empty());
    captions
}

fn name_lines(department: &Department, words: &MapTexts) -> Vec<String> {
    text::lines(department.name.as_deref().unwrap_or(words.words.no_department), NAME, NODE - 24.0, 2)
}

/// Returns how high a department is drawn at least.
pub(super) fn height(department: &Department, words: &MapTexts) -> f64 {
    let (names, captions) = (name_lines(department, words).len(), captions(department, words).len());
    names as f64 * NAME_LINE + captions as f64 * QUIET_LINE + 22.0
}

fn class(department: &Department) -> &'static str {
    match (&department.name, department.side) {
        (None, _) => "department none",
        (_, Side::Internal) => "department own",
        (_, Side::Customer) => "department customer",
        (_, Side::Partner) => "department partner",
    }
}

/// Wraps what is drawn of a department into its group.
fn group(department: &Department, words: &MapTexts, shapes: &Markup) -> Markup {
    let about: Vec<String> = std::iter::once(called(department.name.as_deref(), words))
        .chain(captions(department, words))
        .chain((department.gaps.all() > 0).then(|| words.gaps(&department.gaps)))
        .collect();
    html! {
        g class=(class(department)) role="img" data-department=[department.name.as_deref().map(shown)] {
            title { (about.join("; ")) }
            (shapes)
        }
    }
}

/// Draws a department in its place.
pub(super) fn department(department: &Department, place: NodeBox, words: &MapTexts) -> Markup {
    let (names, captions) = (name_lines(department, words), captions(department, words));
    let (x, y) = place.at;
    let inner = names.len() as f64 * NAME_LINE + captions.len() as f64 * QUIET_LINE;
    let top = y + (place.height - inner) / 2.0;
    let middle = Pixels(x + NODE / 2.0);
    let wide = Badge::width(&department.gaps);
    let badge = Badge { at: (x + NODE - 10.0 - wide / 2.0, y + place.height), size: (wide, BADGE) };
    group(
        department,
        words,
        &html! {
            rect class="box" x=(Pixels(x)) y=(Pixels(y)) width=(Pixels(NODE)) height=(Pixels(place.height)) rx="10" {}
            @for (line, name) in names.iter().enumerate() {
                text class="name" x=(middle) y=(Pixels(top + NAME_LINE * line as f64 + 13.0)) { (name) }
            }
            @for (line, caption) in captions.iter().enumerate() {
                text class="quiet middle" x=(middle)
                    y=(Pixels(top + NAME_LINE * names.len() as f64 + QUIET_LINE * line as f64 + 11.5)) { (caption) }
            }
            @if department.gaps.all() > 0 { (badge.draw(&department.gaps)) }
        },
    )
}

/// Draws the departments that neither give nor receive, in rows.
pub(super) fn idle(map: &Map, layout: &PictureLayout, words: &MapTexts) -> PicturePart {
    let departments: Vec<&Department> = layout.idle.iter().map(|node| &map.departments[*node]).collect();
    if departments.is_empty() {
        return PicturePart { markup: html! {}, size: (0.0, 0.0) };
    }
    let (mut x, mut y, mut widest): (f64, f64, f64) = (0.0, 20.0, 0.0);
    let mut drawn = Vec::new();
    for department in departments {
        let name = department.name.as_deref().unwrap_or(words.words.no_department);
        let name = text::lines(name, NAME, 240.0, 1).concat();
        let has_gaps = department.gaps.all() > 0;
        let badge = if has_gaps { Badge::width(&department.gaps) + 8.0 } else { 0.0 };
        let width = text::width(&name) * NAME + 28.0 + badge;
        if x > 0.0 && x + width > PAGE {
            (x, y) = (0.0, y + PILL + 12.0);
        }
        let at = Badge { at: (x + width - 6.0 - badge / 2.0, y + PILL / 2.0), size: (badge - 8.0, BADGE) };
        drawn.push(group(
            department,
            words,
            &html! {
                rect class="box" x=(Pixels(x)) y=(Pixels(y)) width=(Pixels(width)) height=(Pixels(PILL)) rx=(Pixels(PILL / 2.0)) {}
                text class="name" x=(Pixels(x + (width - badge) / 2.0)) y=(Pixels(y + 19.5)) { (name) }
                @if has_gaps { (at.draw(&department.gaps)) }
            },
        ));
        widest = widest.max(x + width);
        x += width + 12.0;
    }
    let markup = html! {
        text class="quiet" y="8" { (words.idle) }
        @for one in drawn { (one) }
    };
    PicturePart { markup, size: (widest, y + PILL) }
}

/// Returns where the name of what parts the customer from the company ends.
pub(super) fn interaction_end(x: f64, words: &MapTexts) -> f64 {
    x + BESIDE + text::width(words.interaction) * QUIET
}

/// Draws what parts the customer from the company.
pub(super) fn interaction(x: f64, top: f64, bottom: f64, words: &MapTexts) -> Markup {
    html! {
        path class="interaction" d=(format!("M{} {}V{}", Pixels(x), Pixels(top + 4.0), Pixels(bottom + 8.0))) {}
        text class="quiet" x=(Pixels(x + BESIDE)) y=(Pixels(top + HEAD / 2.0)) { (words.interaction) }
    }
}

/// Returns how thick a line of so many handoffs is: the eye tells doubling from doubling, not one from one.
pub(super) fn thickness(handoffs: usize) -> f64 {
    (1.6 + 0.9 * (handoffs.max(1) as f64).log2()).min(6.5)
}

/// Draws a line with its arrow head.
pub(super) fn line(line: &Curve, handoffs: usize) -> Markup {
    let [from, begin, end, to] = line.points;
    let ahead = if end.0 < to.0 { 1.0 } else { -1.0 };
    let thick = thickness(handoffs);
    let base = to.0 - ahead * TIP;
    let course = format!(
        "M{} {}C{} {} {} {} {} {}",
        Pixels(from.0),
        Pixels(from.1),
        Pixels(begin.0),
        Pixels(begin.1),
        Pixels(end.0 - ahead * TIP),
        Pixels(end.1),
        Pixels(base),
        Pixels(to.1)
    );
    let half = 3.6 + thick / 2.0;
    let head = format!(
        "M{} {}L{} {}L{} {}Z",
        Pixels(to.0),
        Pixels(to.1),
        Pixels(base),
        Pixels(to.1 - half),
        Pixels(base),
        Pixels(to.1 + half)
    );
    html! {
        path class="under" d=(course) stroke-width=(Pixels(thick + 5.0)) {}
        path class="course" d=(course) stroke-width=(Pixels(thick)) {}
        path class="head" d=(head) {}
    }
}

/// A kind of mark on a badge.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A diamond.
    Error,
    /// A triangle.
    Warning,
    /// A ring.
    Info,
    /// A person: the customer notices.
    Reach,
}

impl Mark {
    pub(super) const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Info, Self::Reach];

    /// Returns how many gaps bear the mark.
    pub(super) fn count(self, gaps: &Gaps) -> usize {
        match self {
            Self::Error => gaps.counts.error,
            Self::Warning => gaps.counts.warning,
            Self::Info => gaps.counts.info,
            Self::Reach => gaps.reaching,
        }
    }

    /// Draws the mark around a point, ten pixels wide.
    pub(super) fn draw(self, (x, y): PixelPoint) -> Markup {
        let (class, course) = match self {
            Self::Error => ("mark error", "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z"),
            Self::Warning => ("mark warning", "m0 -5l5.5 9.5h-11z"),
            Self::Info => ("mark info", "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
            Self::Reach => {
                ("mark reach", "m-2.6 -3a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0zm-2.4 8.2a5 5 0 0 1 10 0z")
            }
        };
        html! { path class=(class) d=(format!("M{} {}{course}", Pixels(x), Pixels(y))) {} }
    }
}

/// A badge that counts gaps: where its middle is, and how large it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Badge {
    at: PixelPoint,
    size: PixelPoint,
}

impl Badge {
    /// Finds a place on a line where no other badge is.
    pub(super) fn on(line: &Curve, gaps: &Gaps, taken: &[(&Border, Self)]) -> Self {
        let size = (Self::width(gaps), BADGE);
        let at = |part: f64| Self { at: point(&line.points, part), size };
        let free = |badge: &Self| !taken.iter().any(|(_, other)| badge.meets(other));
        [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8]
            .map(at)
            .into_iter()
            .find(free)
            .unwrap_or_else(|| at(0.5))
    }

    /// Returns where it ends.
    pub(super) fn right(&self) -> f64 {
        self.at.0 + self.size.0 / 2.0
    }

    fn meets(&self, other: &Self) -> bool {
        (self.at.0 - other.at.0).abs() < f64::midpoint(self.size.0, other.size.0) + 2.0
            && (self.at.1 - other.at.1).abs() < f64::midpoint(self.size.1, other.size.1) + 1.0
    }

    /// Returns how wide the badge of some gaps is.
    fn width(gaps: &Gaps) -> f64 {
        let counts = Mark::ALL.iter().map(|mark| mark.count(gaps)).filter(|count| *count > 0);
        8.0 + counts.map(part).sum::<f64>()
    }

    pub(super) fn draw(&self, gaps: &Gaps) -> Markup {
        let (left, top) = (self.at.0 - self.size.0 / 2.0, self.at.1 - self.size.1 / 2.0);
        let mut x = left + 6.0;
        let mut marks = Vec::new();
        for mark in Mark::ALL {
            let count = mark.count(gaps);
            if count > 0 {
                marks.push((mark, count, x));
                x += part(count);
            }
        }
        html! {
            g class="badge" {
                rect x=(Pixels(left)) y=(Pixels(top)) width=(Pixels(self.size.0)) height=(Pixels(self.size.1)) rx="9" {}
                @for (mark, count, x) in marks {
                    (mark.draw((x + 6.0, self.at.1)))
                    text x=(Pixels(x + 14.0)) y=(Pixels(self.at.1 + 4.0)) { (count) }
                }
            }
        }
    }
}

/// Returns how wide one mark with its number is.
fn part(count: usize) -> f64 {
    18.0 + text::width(&count.to_string()) * QUIET
}

/// Returns a point on a curve.
fn point(points: &[PixelPoint; 4], part: f64) -> PixelPoint {
    let rest = 1.0 - part;
    let weights =
        [rest * rest * rest, 3.0 * rest * rest * part, 3.0 * rest * part * part, part * part * part];
    points
        .iter()
        .zip(weights)
        .fold((0.0, 0.0), |sum, (point, weight)| (sum.0 + point.0 * weight, sum.1 + point.1 * weight))
}
