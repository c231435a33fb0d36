//! The map as one page: the picture, the borders, and a sheet for each department. It needs no script and asks for
//! nothing from outside.

use crate::texts::Catalogue;
use std::io::{self, Write};

use handoff_model::Language;
use maud::{Markup, html};

use super::{Border, Department, Map, sipoc, svg};
use crate::escape::Untrusted;
use crate::html::{Section, landscape, page, table};
use crate::texts::html::HtmlTexts;
use crate::texts::map::MapTexts;

/// Writes the page.
///
/// # Errors
/// Only those of `out`.
pub fn write(map: &Map, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let (words, own) = (Catalogue::of(language).map, Catalogue::of(language).html);
    writeln!(out, "{}", page(words.title, "", &sections(map, language, words, own), own).into_string())
}

fn sections(map: &Map, language: Language, words: &MapTexts, own: &HtmlTexts) -> Vec<Section> {
    let mood = match svg::worst(&map.total()) {
        "reach" | "error" => "bad",
        "warning" => "fair",
        _ => "good",
    };
    let summary = html! { p class={ "verdict " (mood) } { (svg::about(map, words)) "." } };
    let mut sections = vec![
        ("summary", own.summary.to_owned(), summary),
        ("landscape", own.landscape.to_owned(), landscape(map, language)),
    ];
    if !map.borders.is_empty() {
        sections.push(("handoffs", own.handoffs.to_owned(), borders(map, words, own)));
    }
    if !map.departments.is_empty() {
        let sheets = html! { @for department in &map.departments { (sheet(department, words)) } };
        sections.push(("departments", own.departments.to_owned(), sheets));
    }
    if map.elsewhere.all() > 0 {
        let gaps = html! { p { (words.gaps(&map.elsewhere)) "." } };
        sections.push(("elsewhere", words.elsewhere.to_owned(), gaps));
    }
    sections
}

fn borders(map: &Map, words: &MapTexts, own: &HtmlTexts) -> Markup {
    let name = |name: &Option<_>| shown(name.as_deref().unwrap_or(words.words.no_department));
    let items = |border: &Border| {
        let items: Vec<String> =
            border.items.iter().map(|item| shown(&sipoc::item(&item.name, item.state.as_deref()))).collect();
        items.join(", ")
    };
    let rows = html! {
        @for border in &map.borders {
            tr {
                th scope="row" { (name(&border.giver)) }
                td { (name(&border.receiver)) }
                td { (words.coverage(border)) }
                td { (items(border)) }
                td class=(if border.gaps.reaching > 0 { "met" } else { "quiet" }) { (words.gaps(&border.gaps)) }
            }
        }
    };
    table(own.handoffs, &words.border_columns, &rows)
}

fn sheet(department: &Department, words: &MapTexts) -> Markup {
    let rows = sipoc::rows(department, words);
    let called = shown(sipoc::called(department, words));
    let cells = html! { @for row in &rows { tr { @for cell in row { td { (shown(cell)) } } } } };
    html! {
        @if !rows.is_empty() || department.gaps.all() > 0 {
            section class="department" {
                h3 { (called) " " span class="tag" { (words.gaps(&department.gaps)) } }
                @if !rows.is_empty() { (table(&called, &sipoc::header(words), &cells)) }
            }
        }
    }
}

/// Makes a text from the export safe, and cuts what nobody would read.
fn shown(text: &str) -> String {
    Untrusted::new(text).cut(300)
}
