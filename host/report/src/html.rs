//! One HTML file that needs nothing else: to read, to print, to send.
//!
//! No script and nothing from outside: the policy in its head forbids both. What is found comes first, then where it is,
//! then the full account. What is folded or left out is counted where it would stand; on paper everything is open but
//! the examples of the rules.

mod account;
mod department;
mod finding;
mod markdown;
mod page_findings;
mod process;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use handoff_finding::Severity;
use handoff_model::{Drawing, Language};
use maud::{DOCTYPE, Markup, PreEscaped, html};

pub(crate) use self::account::not_checked;
pub(crate) use self::finding::{field, path};
use self::page_findings::PageFindings;
use self::process::PageDrawings;
use crate::map::svg;
use crate::texts::Catalogue;
use crate::texts::ReportTexts;
use crate::texts::html::HtmlTexts;
use crate::{Map, Report, RulePage, drawing, names, wording};

/// Forbids everything but the style that stands in the file itself.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Everything that an HTML report shows.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    /// The finished check that the page is about.
    pub report: &'a Report,
    /// The map of the same landscape.
    pub map: &'a Map,
    /// The rules that could be run.
    pub rules: &'a [RulePage<'a>],
    /// The drawings of the exports, by the path they are shown under.
    pub drawings: &'a BTreeMap<Arc<str>, Arc<Drawing>>,
    /// The language of its sentences.
    pub language: Language,
}

/// What every part of the page is made with.
#[derive(Clone, Copy)]
struct Context<'a> {
    content: Content<'a>,
    book: &'a PageFindings<'a>,
    drawn: &'a PageDrawings,
    words: &'static ReportTexts,
    own: &'static HtmlTexts,
}

/// Writes a report as one HTML file.
///
/// # Errors
/// Only those of `out`.
pub fn write(content: &Content<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (words, own) = (Catalogue::of(content.language).report, Catalogue::of(content.language).html);
    let book = PageFindings::of(content);
    let drawn = PageDrawings::of(content, &book, own);
    let all = Context { content: *content, book: &book, drawn: &drawn, words, own };
    writeln!(out, "{}", page(own.title, "", &sections(all), own).into_string())
}

/// Makes a whole page with a style of its own besides that of all pages.
pub(crate) fn page(title: &str, style: &str, sections: &[Section], own: &HtmlTexts) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(own.language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "handoff · " (title) }
                style {
                    (PreEscaped(include_str!("html/style.css"))) (PreEscaped(drawing::STYLE)) (PreEscaped(svg::STYLE))
                    (PreEscaped(style))
                }
            }
            body {
                a class="skip" href="#summary" { (own.skip) }
                header class="top" {
                    p class="brand" { "handoff" }
                    h1 { (title) }
                }
                nav aria-label=(own.contents) {
                    ul {
                        @for (id, title, _) in sections { li { a href={ "#" (id) } { (title) } } }
                    }
                }
                main {
                    @for (id, title, body) in sections {
                        section id=(id) aria-labelledby={ (id) "-title" } {
                            h2 id={ (id) "-title" } { (title) }
                            (body)
                        }
                    }
                }
            }
        }
    }
}

/// Shows a table, which scrolls where it is wider than the page; its name is for who does not see where it stands.
pub(crate) fn table(name: &str, columns: &[&str], rows: &Markup) -> Markup {
    html! {
        div class="wide" role="group" tabindex="0" aria-label=(name) {
            table {
                caption class="hidden" { (name) }
                thead { tr { @for column in columns { th scope="col" { (column) } } } }
                tbody { (rows) }
            }
        }
    }
}

/// A section: its id, its title and what stands in it.
pub(crate) type Section = (&'static str, String, Markup);

fn sections(context: Context<'_>) -> Vec<Section> {
    let Context { content, book, words, own, .. } = context;
    let report = content.report;
    let counted = |title: &str, count: usize| format!("{title} ({count})");
    let mut sections = vec![("summary", own.summary.to_owned(), summary(context))];
    if report.summary.refused + report.summary.plugins_failed > 0 {
        let count = report.summary.refused + report.summary.plugins_failed;
        sections.push((
            "not-checked",
            counted(words.not_checked, count),
            account::not_checked(report, words),
        ));
    }
    if !content.map.departments.is_empty() {
        sections.push(("landscape", own.landscape.to_owned(), landscape(content.map, content.language)));
    }
    let (gaps, others) = (book.gaps(), book.others());
    if !gaps.is_empty() {
        let title = (words.gaps)(book.surely(), gaps.len());
        sections.push(("gaps", counted(title, gaps.len()), finding::gaps(gaps, context)));
    }
    if !others.is_empty() {
        let title = if gaps.is_empty() { words.findings } else { words.other_findings };
        sections.push(("others", counted(title, others.len()), finding::groups(others, context)));
    }
    if !book.known().is_empty() {
        let title = counted(words.known_findings, book.known().len());
        sections.push(("known", title, finding::groups(book.known(), context)));
    }
    if !report.open.is_empty() {
        let title = counted(words.undecided, report.summary.undecided);
        sections.push(("undecided", title, account::undecided(context)));
    }
    if !report.ignored.is_empty() {
        sections.push((
            "ignored",
            counted(words.ignored_findings, report.ignored.len()),
            account::ignored(context),
        ));
    }
    if !content.map.departments.is_empty() {
        sections.push(("departments", own.departments.to_owned(), department::all(context)));
    }
    if !context.drawn.is_empty() {
        sections.push(("processes", own.processes.to_owned(), process::all(context)));
    }
    if !report.handoffs.is_empty() {
        sections.push(("handoffs", counted(own.handoffs, report.handoffs.len()), account::handoffs(context)));
    }
    sections.push(("files", counted(own.files, report.files.len()), account::files(context)));
    sections.push(("plugins", counted(own.plugins, report.plugins.len()), account::plugins(context)));
    if !book.rules().is_empty() {
        sections.push(("rules", own.rules.to_owned(), finding::rules(context)));
    }
    sections
}

/// Says first what reaches the customer.
fn summary(context: Context<'_>) -> Markup {
    let Context { content, words, own, .. } = context;
    let summary = &content.report.summary;
    let counts = [
        (Severity::Error, summary.findings.error),
        (Severity::Warning, summary.findings.warning),
        (Severity::Info, summary.findings.info),
    ];
    let unchecked = wording::unchecked(content.report, words).is_some();
    let share = names::percent(summary.declared_handoffs, summary.handoffs);
    let mood = match (summary.complete, summary.findings.error, summary.findings.warning) {
        (false, ..) | (_, 1.., _) => "bad",
        (_, _, 1..) => "fair",
        _ if unchecked => "open",
        _ => "good",
    };
    html! {
        p class={ "verdict " (mood) } { (wording::verdict(content.report, words).1) }
        ul class="tiles" {
            li class={ "tile customer" @if summary.reaching_customer == 0 { " none" } } {
                strong { (summary.reaching_customer) }
                span { ((own.reach_customer)(summary.surely_reaching_customer, summary.reaching_customer)) }
            }
            @for (severity, count) in counts {
                li class={ "tile " (severity.name()) @if count == 0 { " none" } } {
                    strong { (sign(severity)) (count) }
                    span { (if count == 1 { (words.severity)(severity).one } else { (words.severity)(severity).many }) }
                }
            }
            @if summary.handoffs > 0 {
                li class="tile" { strong { (share) " %" } span { (own.say_what) } }
            }
        }
        @if summary.reaching_customer == 0 && summary.complete && !unchecked {
            p { (own.no_reach) }
        }
        @for remark in wording::remarks(content.report, words) { p class="remark" { (remark) } }
        @if let Some(hint) = wording::hint(content.report, words) { p class="remark" { (hint) } }
        ul class="figures" {
            @for figure in wording::figures(content.report, words) { li { (figure) } }
        }
    }
}

/// Shows the picture of a landscape.
pub(crate) fn landscape(map: &Map, language: Language) -> Markup {
    html! {
        @if map.borders.is_empty() { p { (Catalogue::of(language).report.no_handoff) } } @else {
            div class="canvas" role="group" tabindex="0" aria-label=(Catalogue::of(language).html.landscape) {
                (PreEscaped(svg::fragment(map, language)))
            }
        }
    }
}

/// Shows a severity by its shape, which tells it without colour.
pub(crate) fn sign(severity: Severity) -> Markup {
    html! {
        svg class={ "sign " (severity.name()) } viewBox="-15 -15 30 30" aria-hidden="true" { (drawing::badge(severity)) }
    }
}
