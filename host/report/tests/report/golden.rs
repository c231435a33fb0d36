//! What people and programs see, whole.

use std::time::Duration;

use handoff_finding::Severity;
use handoff_model::Language;
use handoff_report::text::{MeterStats, MeterUnit, PluginStats, Stats, TextOptions, write_stats};
use handoff_report::{Report, RulePage, csv, github, gitlab, json, junit, list, map, markdown, sarif};

use crate::fixture::{as_list, as_text, clean, full, full_map, plain, written};
use crate::map::unpacked;
use crate::wall::many;

const OPTIONS: TextOptions = TextOptions {
    width: 100,
    all: false,
    quiet: false,
    undecided: false,
    fingerprints: false,
    language: Language::English,
};

pub(crate) fn check(name: &str, output: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, output));
}

/// Checks a page: without its styles, which are files of their own, and with one element a line, so that a change shows
/// as what it is.
pub(crate) fn check_page(name: &str, page: &str) {
    let (head, rest) = page.split_once("<style>").expect("a style");
    let (_, body) = rest.split_once("</style>").expect("its end");
    check(name, &format!("{head}<style>…</style>{body}").replace("><", ">\n<"));
}

#[test]
fn text() {
    check("text", &plain(&as_text(&full(), OPTIONS)));
}

#[test]
fn text_in_german() {
    check("text-de", &plain(&as_text(&full(), TextOptions { language: Language::German, ..OPTIONS })));
}

#[test]
fn list_in_german() {
    check("list-de", &plain(&written(|out| list::write_text(&full(), 80, Language::German, out))));
}

#[test]
fn text_in_colour() {
    let first_lines: Vec<String> =
        as_text(&full(), OPTIONS).lines().take(5).map(|line| line.replace('\u{1b}', "ESC")).collect();
    check("text-in-colour", &first_lines.join("\n"));
}

#[test]
fn text_all() {
    check("text-all", &plain(&as_text(&full(), TextOptions { all: true, ..OPTIONS })));
}

#[test]
fn text_narrow() {
    check("text-narrow", &plain(&as_text(&full(), TextOptions { width: 50, ..OPTIONS })));
}

#[test]
fn text_of_many() {
    check("text-of-many", &plain(&as_text(&many(500, 17, 3), OPTIONS)));
}

#[test]
fn text_quiet() {
    check("text-quiet", &plain(&as_text(&full(), TextOptions { quiet: true, undecided: false, ..OPTIONS })));
}

#[test]
fn text_clean() {
    check("text-clean", &plain(&as_text(&clean(), OPTIONS)));
    assert_eq!(as_text(&clean(), TextOptions { quiet: true, undecided: false, ..OPTIONS }), "");
}

#[test]
fn text_of_nothing() {
    check(
        "text-of-nothing",
        &plain(&as_text(
            &Report::of(vec![], &handoff_landscape::Landscape::default(), vec![], vec![]),
            OPTIONS,
        )),
    );
}

#[test]
fn stats() {
    let meters = vec![
        MeterStats { name: "fuel", measure: MeterUnit::Number, used: 1_234_567, limit: 500_000_000 },
        MeterStats { name: "memory", measure: MeterUnit::Bytes, used: 1 << 20, limit: 64 << 20 },
    ];
    let stats = Stats {
        timings: vec![("read", Duration::from_micros(1_850)), ("analyse", Duration::from_millis(34))],
        plugins: vec![PluginStats { name: "data".into(), calls: 3, meters }],
    };
    check("stats", &plain(&written(|out| write_stats(&stats, 80, Language::English, out))));
}

#[test]
fn json() {
    check("json", &written(|out| json::write(&full(), Language::English, out)));
}

#[test]
fn list_as_text() {
    check("list", &plain(&as_list(&full())));
}

#[test]
fn list_as_json() {
    check("list-json", &written(|out| list::write_json(&full(), out)));
}

#[test]
fn map_as_json() {
    check("map-json", &written(|out| map::json::write(&full_map(), out)));
}

#[test]
fn map() {
    check("map", &plain(&written(|out| map::text::write(&full_map(), 100, Language::English, out))));
    check("map-de", &plain(&written(|out| map::text::write(&full_map(), 100, Language::German, out))));
}

#[test]
fn map_as_picture_and_graph() {
    check("map-svg", &written(|out| map::svg::write(&full_map(), Language::English, out)));
    check("map-mermaid", &written(|out| map::mermaid::write(&full_map(), Language::English, out)));
    check("map-dot", &written(|out| map::dot::write(&full_map(), Language::English, out)));
}

#[test]
fn map_as_page() {
    check_page("map-html", &written(|out| map::html::write(&full_map(), Language::English, out)));
}

#[test]
fn map_as_sheets() {
    check("map-csv", &written(|out| map::sipoc::csv::write(&full_map(), Language::English, out)));
    check("map-xlsx", &unpacked(&full_map(), Language::English));
}

/// The rules of the fixture that have pages.
const RULES: [RulePage<'_>; 1] = [RulePage {
    id: "data/missing-input",
    severity: Severity::Error,
    title: "A step needs an item that nobody passes on",
    page: "# data/missing-input\n\nA step needs an item that nobody passes on.\n",
    tags: &[],
    related: &[],
    link: Some("https://rules.example/missing-input"),
    deprecated: true,
    properties: &[],
}];

#[test]
fn sarif() {
    check("sarif", &written(|out| sarif::write(&full(), true, &RULES, Language::English, out)));
}

#[test]
fn junit() {
    check("junit", &written(|out| junit::write(&full(), Some(Severity::Error), Language::English, out)));
}

#[test]
fn github() {
    check("github", &written(|out| github::write(&full(), Language::English, out)));
    check("github-of-many", &written(|out| github::write(&many(50, 4, 3), Language::English, out)));
}

#[test]
fn gitlab() {
    check("gitlab", &written(|out| gitlab::write(&full(), Language::English, out)));
}

#[test]
fn markdown() {
    check("markdown", &written(|out| markdown::write(&full(), Language::English, out)));
    check("markdown-de", &written(|out| markdown::write(&full(), Language::German, out)));
    check("markdown-clean", &written(|out| markdown::write(&clean(), Language::English, out)));
}

#[test]
fn csv() {
    check("csv", &written(|out| csv::write(&full(), false, out)));
}
