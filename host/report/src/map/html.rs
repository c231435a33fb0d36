//! The map as one page: the picture, the borders, and a sheet for each department. It needs no script and asks for
//! nothing from outside.

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Border, Department, Map, sipoc, svg};
use crate::escape::Untrusted;
use crate::words::map::MapWords;

const STYLE: &str = include_str!("html.css");

/// Writes the page.
///
/// # Errors
/// Only those of `out`.
pub fn write(map: &Map, language: &str, out: &mut dyn Write) -> io::Result<()> {
    let words = MapWords::of(language);
    let page = html! {
        (DOCTYPE)
        html lang=(words.tag) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (words.title) }
                style { (PreEscaped(STYLE)) (PreEscaped(svg::STYLE)) }
            }
            body {
                main {
                    h1 { (words.title) }
                    p { (svg::about(map, words)) "." }
                    div class="picture" tabindex="0" role="region" aria-label=(words.title) {
                        (PreEscaped(svg::fragment(map, language)))
                    }
                    (borders(map, words))
                    @for department in &map.departments { (sheet(department, words)) }
                    @if map.elsewhere.all() > 0 {
                        h2 { (words.elsewhere) }
                        p { (words.gaps(&map.elsewhere)) "." }
                    }
                }
            }
        }
    };
    writeln!(out, "{}", page.into_string())
}

fn borders(map: &Map, words: &MapWords) -> Markup {
    let name = |name: &Option<_>| shown(name.as_deref().unwrap_or(words.words.no_department));
    let items = |border: &Border| {
        let items: Vec<String> =
            border.items.iter().map(|item| shown(&sipoc::item(&item.name, item.state.as_deref()))).collect();
        items.join(", ")
    };
    html! {
        @if !map.borders.is_empty() {
            h2 { (words.words.handoffs.many) }
            div class="table" {
                table {
                    thead { tr { @for head in words.border_columns { th scope="col" { (head) } } } }
                    tbody {
                        @for border in &map.borders {
                            tr class=(svg::worst(&border.gaps)) {
                                th scope="row" { (name(&border.giver)) }
                                td { (name(&border.receiver)) }
                                td { (words.coverage(border)) }
                                td { (items(border)) }
                                td { (words.gaps(&border.gaps)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn sheet(department: &Department, words: &MapWords) -> Markup {
    let rows = sipoc::rows(department, words);
    html! {
        @if !rows.is_empty() {
            section {
                h2 { (shown(sipoc::called(department, words))) }
                p { (words.gaps(&department.gaps)) "." }
                div class="table" {
                    table {
                        thead { tr { @for head in sipoc::header(words) { th scope="col" { (head) } } } }
                        tbody {
                            @for row in rows { tr { @for cell in &row { td { (shown(cell)) } } } }
                        }
                    }
                }
            }
        }
    }
}

/// Makes a text from the export safe, and cuts what nobody would read.
fn shown(text: &str) -> String {
    Untrusted::new(text).cut(300)
}
