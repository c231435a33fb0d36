//! The picture of a landscape: departments and the customer as nodes, handoffs between them as lines.
//!
//! How far a department stands from the left is how many handoffs it is away from the customer. How thick a line is
//! tells how many handoffs there are, its dashes how many of them say what is handed over, its colour and its badge
//! the gaps: nothing is told by colour alone.

mod draw;
mod fold;
mod layout;
mod legend;
mod order;
#[cfg(test)]
mod tests;
mod text;

use crate::texts::Catalogue;
use std::io::{self, Write};

use handoff_landscape::contract::Side;
use handoff_model::Language;
use maud::{Markup, PreEscaped, html};

use self::draw::{Badge, BorderLabel};
use self::layout::{PictureLayout, layout};
use self::order::DepartmentGraph;
use super::{Border, Department, Gaps, Map};
use crate::escape::Untrusted;
use crate::pixels::Pixels;
use crate::texts::map::MapTexts;

/// The style of the picture, for the page that holds it; colours are variables, for light and dark.
pub const STYLE: &str = include_str!("svg/style.css");

/// No department has a name of more columns.
const LONGEST_NAME: usize = 250;
/// How wide the picture is at least: what holds it may reduce it, and must not blow up a small one.
const LEAST: f64 = 560.0;
/// What is left free around the picture.
const MARGIN: f64 = 28.0;

/// Writes the picture as a file of its own.
///
/// # Errors
/// Only those of `out`.
pub fn write(map: &Map, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let style = html! { style { (PreEscaped(STYLE)) } rect class="page" width="100%" height="100%" {} };
    writeln!(out, "{}", picture(map, Catalogue::of(language).map, &style).into_string())
}

/// Returns the picture for a page that holds [`STYLE`]: an `svg` element of the class `map`.
///
/// Departments are groups of the class `department` with the name in `data-department`; borders are groups of the class
/// `border` with the names in `data-from` and `data-to`. Where there is no department there is no attribute.
pub fn fragment(map: &Map, language: Language) -> String {
    picture(map, Catalogue::of(language).map, &html! {}).into_string()
}

fn picture(map: &Map, words: &MapTexts, style: &Markup) -> Markup {
    let place = |name: &Option<_>| map.departments.binary_search_by(|one| one.name.cmp(name)).ok();
    let known = |border: &Border| Some((place(&border.giver)?, place(&border.receiver)?));
    // Every border is between departments of the map, unless the report is of another landscape.
    let (borders, edges): (Vec<&Border>, Vec<_>) =
        map.borders.iter().filter_map(|border| Some((border, known(border)?))).unzip();
    let customers = map.departments.iter().map(|department| department.side == Side::Customer).collect();
    let heights: Vec<f64> =
        map.departments.iter().map(|department| draw::height(department, words)).collect();
    let layout = layout(&DepartmentGraph { edges, customers }, &heights);
    let badges = badges(&borders, &layout);
    let idle = draw::idle(map, &layout, words);
    let names = layout.interaction.iter().map(|(x, _, _)| draw::interaction_end(*x, words));
    let ends = badges.iter().map(|(_, badge)| badge.right()).chain(names);
    let drawn = ends.fold(layout.size.0.max(LEAST), f64::max);
    let legend = legend::legend(map, drawn, words);
    let width = drawn.max(idle.size.0).max(legend.size.0) + 2.0 * MARGIN;
    let idle_top = if layout.nodes.is_empty() { 0.0 } else { layout.size.1 + 48.0 };
    let legend_top = if idle.size.1 > 0.0 { idle_top + idle.size.1 + 36.0 } else { idle_top };
    let height = legend_top + legend.size.1 + 2.0 * MARGIN;
    let below = |top: f64| format!("translate(0 {})", Pixels(top));
    html! {
        svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {} {}", Pixels(width), Pixels(height)))
            width=(Pixels(width)) height=(Pixels(height)) role="group" {
            // No ids: there may be several maps on one page.
            title { (words.title) }
            desc { (about(map, words)) }
            (style)
            g transform=(format!("translate({MARGIN} {MARGIN})")) {
                (content(map, &borders, &layout, &badges, words))
                g transform=(below(idle_top)) { (idle.markup) }
                g class="legend" transform=(below(legend_top)) { (legend.markup) }
            }
        }
    }
}

/// Finds a place for the badge of each border that has gaps.
fn badges<'m>(borders: &[&'m Border], layout: &PictureLayout) -> Vec<(&'m Border, Badge)> {
    let mut badges: Vec<(&Border, Badge)> = Vec::new();
    for line in &layout.lines {
        let border = borders[line.edge];
        if border.gaps.all() > 0 {
            let badge = Badge::on(line, &border.gaps, &badges);
            badges.push((border, badge));
        }
    }
    badges
}

fn content(
    map: &Map,
    borders: &[&Border],
    layout: &PictureLayout,
    badges: &[(&Border, Badge)],
    words: &MapTexts,
) -> Markup {
    html! {
        @for (x, top, bottom) in &layout.interaction { (draw::interaction(*x, *top, *bottom, words)) }
        @for line in &layout.lines {
            @let border = borders[line.edge];
            g class={ "border " (coverage(border)) " " (worst(&border.gaps)) } role="img"
                data-from=[border.giver.as_deref().map(shown)] data-to=[border.receiver.as_deref().map(shown)] {
                title { (border_summary(border, words)) }
                (draw::line(line, border.handoffs.len()))
            }
        }
        @for (node, place) in &layout.nodes { (draw::department(&map.departments[*node], *place, words)) }
        @for (border, badge) in badges {
            g class={ "border " (worst(&border.gaps)) } data-from=[border.giver.as_deref().map(shown)]
                data-to=[border.receiver.as_deref().map(shown)] aria-hidden="true" {
                title { (border_summary(border, words)) }
                (badge.draw(&border.gaps))
            }
        }
    }
}

/// Makes a name safe; it is what programs find the element by, so that only what no name is gets cut.
fn shown(name: &str) -> String {
    Untrusted::new(name).cut(LONGEST_NAME)
}

/// Says who hands over to whom, how much of it is declared, and what gaps there are.
fn border_summary(border: &Border, words: &MapTexts) -> String {
    let ends = BorderLabel::of(border, words).to_string();
    let coverage = words.coverage(border);
    format!("{ends}: {coverage}; {}", words.gaps(&border.gaps))
}

/// Says how much there is in the landscape.
pub(super) fn about(map: &Map, words: &MapTexts) -> String {
    let named = map.departments.iter().filter(|department: &&Department| department.name.is_some()).count();
    let (declared, all) = map.coverage();
    let coverage = (words.words.coverage)(declared, all, crate::names::percent(declared, all));
    format!("{}; {coverage}; {}", words.departments.count(named), words.gaps(&map.total()))
}

/// How many handoffs of a border say what is handed over, in the words of the style.
fn coverage(border: &Border) -> &'static str {
    match (border.declared, border.handoffs.len()) {
        (_, 0) => "absent",
        (0, _) => "silent",
        (declared, all) if declared == all => "all",
        _ => "some",
    }
}

/// The worst of some gaps, in the words of the style.
pub(super) fn worst(gaps: &Gaps) -> &'static str {
    match gaps {
        Gaps { reaching: 1.., .. } => "reach",
        _ if gaps.counts.error > 0 => "error",
        _ if gaps.counts.warning > 0 => "warning",
        _ if gaps.counts.info > 0 => "info",
        _ => "clean",
    }
}

/// A part of the picture, drawn from the origin.
struct PicturePart {
    markup: Markup,
    size: layout::PixelPoint,
}
