//! What lines and marks mean; only those that the picture holds.

use maud::{Markup, html};

use super::draw::{Mark, line};
use super::layout::Curve;
use super::{PicturePart, coverage, text};
use crate::map::Map;
use crate::pixels::Pixels;
use crate::texts::map::MapTexts;

/// The width of a sample of a line.
const SAMPLE: f64 = 44.0;
/// The height of a row.
const ROW: f64 = 22.0;

/// Draws the legend in rows of that width.
pub(super) fn legend(map: &Map, width: f64, words: &MapTexts) -> PicturePart {
    let (mut x, mut y, mut widest): (f64, f64, f64) = (0.0, 10.0, 0.0);
    let mut drawn = Vec::new();
    for (sample, wide, label) in lines(map, words).into_iter().chain(marks(map, words)) {
        let all = wide + 8.0 + text::width(label) * 11.0;
        if x > 0.0 && x + all > width {
            (x, y) = (0.0, y + ROW);
        }
        drawn.push(html! {
            g transform=(format!("translate({} {})", Pixels(x), Pixels(y))) {
                (sample)
                text class="quiet" x=(Pixels(wide + 8.0)) y="4" { (label) }
            }
        });
        widest = widest.max(x + all);
        x += all + 24.0;
    }
    let markup = html! { @for one in &drawn { (one) } };
    PicturePart { markup, size: (widest, if drawn.is_empty() { 0.0 } else { y + ROW / 2.0 }) }
}

/// A sample, its width, and what it means.
type LegendEntry<'w> = (Markup, f64, &'w str);

fn lines<'w>(map: &Map, words: &'w MapTexts) -> Vec<LegendEntry<'w>> {
    let has = |class: &str| map.borders.iter().any(|border| coverage(border) == class);
    let sample = |class: &str, handoffs| {
        let points = [(0.0, 0.0), (SAMPLE / 2.0, 0.0), (SAMPLE / 2.0, 0.0), (SAMPLE, 0.0)];
        html! { g class={ "border " (class) } { (line(&Curve { edge: 0, points }, handoffs)) } }
    };
    let kinds = [
        ("all", words.all_declared),
        ("some", words.some_declared),
        ("silent", words.none_declared),
        ("absent", words.nothing_crosses),
    ];
    let mut entries: Vec<LegendEntry<'w>> = kinds
        .into_iter()
        .filter(|(class, _)| has(class))
        .map(|(class, label)| (sample(class, 1), SAMPLE, label))
        .collect();
    if map.borders.iter().any(|border| border.handoffs.len() > 1) {
        entries.push((sample("all", 8), SAMPLE, words.more_handoffs));
    }
    entries
}

fn marks<'w>(map: &Map, words: &'w MapTexts) -> Vec<LegendEntry<'w>> {
    use handoff_finding::Severity::{Error, Info, Warning};
    let total = map.total();
    let label = |mark| match mark {
        Mark::Error => (words.words.severity)(Error).one,
        Mark::Warning => (words.words.severity)(Warning).one,
        Mark::Info => (words.words.severity)(Info).one,
        Mark::Reach => words.reaches,
    };
    Mark::ALL
        .into_iter()
        .filter(|mark| mark.count(&total) > 0)
        .map(|mark| (mark.draw((6.0, 0.0)), 12.0, label(mark)))
        .collect()
}
