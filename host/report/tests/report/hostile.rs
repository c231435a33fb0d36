//! Names and messages that try to take over the terminal, the eye or the memory.

use std::sync::Arc;

use handoff_finding::{Finding, Severity};
use handoff_landscape::Landscape;
use handoff_model::Note;
use handoff_report::text::Options;
use handoff_report::{File, Map, Report, json, list, map};

use crate::fixture::{
    as_list, as_text, files, finding, gap, landscape, place, plain, plugins, source, written,
};

/// Escape codes, direction overrides, line breaks, and far too much of everything.
fn hostile_texts() -> Vec<String> {
    vec![
        "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m".to_owned(),
        "\u{202e}gnp.exe\u{2066}\u{200f}".to_owned(),
        "one\ntwo\r\nerror: three\u{2028}four".to_owned(),
        "x".repeat(10_000),
        "e".to_owned() + &"\u{301}".repeat(10_000),
        "👩\u{200d}🔧 検査 חשבונית Prüfung".to_owned(),
        "Or\u{200b}der\u{0}\u{7f}\u{feff}".to_owned(),
        "::error::%s{0}\\n<script>".to_owned(),
        String::new(),
        " \t ".to_owned(),
    ]
}

/// The landscape with the text in every place that a model fills.
fn hostile_landscape(text: &str) -> Landscape {
    let mut landscape = landscape();
    for unit in landscape.units.iter_mut().map(Arc::make_mut) {
        unit.departments.iter_mut().for_each(|department| department.name = text.into());
        unit.items.iter_mut().for_each(|item| (item.name, item.states) = (text.into(), vec![text.into(); 2]));
        unit.steps.iter_mut().for_each(|step| (step.id, step.name) = (text.into(), text.into()));
        unit.handoffs
            .iter_mut()
            .for_each(|handoff| (handoff.id, handoff.element) = (text.into(), Some(text.into())));
        for need in &mut unit.needs {
            (need.missing_fields, need.expected_from) = (vec![text.into()], Some(text.into()));
        }
        unit.files.iter_mut().for_each(|file| *file = text.into());
    }
    landscape
}

/// The full check with the text in every place that a model or a plugin fills.
fn report(text: &str) -> Report {
    let landscape = hostile_landscape(text);
    let mut gap = gap();
    let rename = |place: &mut handoff_finding::Place| {
        (place.name, place.element, place.file) = (text.into(), Some(text.into()), text.into());
    };
    let reach = gap.reach.as_mut().expect("the gap reaches the customer");
    reach.path.iter_mut().chain(&mut reach.touchpoint).for_each(rename);
    gap.witness.iter_mut().chain(&mut gap.related).for_each(rename);
    let named = Some(text.into());
    let (rule, message) = (text, text);
    let place = place(text, 1, text, text);
    let gap = Finding {
        help: Some(text.into()),
        item: Some(text.into()),
        from: named.clone(),
        to: named.clone(),
        department: named,
        reach: gap.reach,
        witness: gap.witness,
        related: gap.related,
        ..finding(rule, Severity::Error, message, place.clone())
    };
    let other = Finding { help: Some(text.into()), ..finding(rule, Severity::Info, message, place) };
    let mut plugins = plugins();
    for plugin in &mut plugins {
        (plugin.id.name, plugin.id.version, plugin.cause) = (text.into(), text.into(), Some(text.into()));
    }
    let files = files().into_iter().map(|file| spoil(file, text)).collect();
    Report::of(files, &landscape, vec![gap, other.clone(), other], plugins)
}

fn spoil(mut file: File, text: &str) -> File {
    file.path = text.into();
    (file.exporter.name, file.exporter.version) = (Some(text.into()), Some(text.into()));
    file.notes = vec![Note {
        message: text.into(),
        element: Some(text.into()),
        code: files()[1].notes[0].code,
        span: handoff_model::Span { line: 1, column: 1 },
    }];
    if let Some(refusal) = &mut file.refusal {
        (refusal.reason, refusal.remedy) = (text.into(), text.into());
    }
    file
}

fn check(output: &str) {
    let output = plain(output);
    let bad = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{202e}' | '\u{2066}' | '\u{200f}' | '\u{200b}' | '\u{2028}')
    };
    assert!(!output.contains(bad), "{output:?}");
    assert!(!output.lines().any(|line| line.starts_with("error: three")), "{output}");
    assert!(output.len() < 100_000, "{} bytes", output.len());
}

#[test]
fn no_renderer_passes_it_on() {
    for text in hostile_texts() {
        let report = report(&text);
        for (all, quiet) in [(false, false), (true, false), (false, true)] {
            check(&as_text(&report, Options { width: 80, all, quiet, language: "en" }));
        }
        check(&as_list(&report));
    }
}

/// What an excerpt shows comes from a file.
#[test]
fn no_excerpt_passes_it_on() {
    for text in hostile_texts() {
        let place = handoff_finding::Place { element: None, ..place("hostile.toml", 1, "", "") };
        let report = Report::of(
            vec![],
            &landscape(),
            vec![Finding { reach: gap().reach, ..finding("a/b", Severity::Error, "m", place) }],
            vec![],
        );
        let source =
            |path: &str| if path == "hostile.toml" { Some(text.as_str().into()) } else { source(path) };
        let options = Options { width: 80, all: false, quiet: false, language: "en" };
        check(&written(|out| handoff_report::text::write(&report, &source, options, out)));
    }
}

#[test]
fn no_width_is_too_small() {
    for text in hostile_texts() {
        for width in [0, 1, 39, 1_000_000] {
            check(&as_text(&report(&text), Options { width, all: false, quiet: false, language: "en" }));
        }
    }
}

#[test]
fn json_stays_json() {
    for text in hostile_texts() {
        let report = report(&text);
        let map = Map::of(&hostile_landscape(&text), &report);
        for output in [
            written(|out| json::write(&report, out)),
            written(|out| list::write_json(&report, out)),
            written(|out| map::json::write(&map, out)),
        ] {
            serde_json::from_str::<serde_json::Value>(&output).expect("JSON");
            assert!(!output.contains('\u{1b}'));
        }
    }
}

#[test]
fn no_map_passes_it_on() {
    for text in hostile_texts() {
        let map = Map::of(&hostile_landscape(&text), &report(&text));
        check(&written(|out| map::text::write(&map, 80, "en", out)));
        check(&written(|out| map::svg::write(&map, "en", out)));
        check(&written(|out| map::html::write(&map, "en", out)));
        check(&written(|out| map::mermaid::write(&map, "en", out)));
        check(&written(|out| map::dot::write(&map, "en", out)));
        let table = written(|out| map::sipoc::csv::write(&map, "en", out));
        assert!(!table.contains('\u{1b}') && !table.contains('\u{202e}'), "{table:?}");
        assert!(!crate::map::unpacked(&map, "en").contains("<f>"), "a formula");
    }
}
