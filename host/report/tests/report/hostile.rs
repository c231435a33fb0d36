//! Names and messages that try to take over the terminal, the page, the pipeline, the eye or the memory.
//!
//! Every renderer of the list is fed every text; what a medium would obey is looked for by its own check.

use std::collections::BTreeSet;
use std::sync::Arc;

use handoff_finding::{Finding, Severity};
use handoff_landscape::{Landscape, Origin};
use handoff_model::{Diagnostic, Language, PlaceDiagnostic, RefusalKind};
use handoff_report::text::TextOptions;
use handoff_report::{FileReport, IgnoreReason, IgnoredFinding, Map, Report, ResolvedUnits};
use pulldown_cmark::{Event, Parser, Tag};
use quick_xml::events::Event as Xml;

use crate::fixture::{as_text, files, finding, gap, landscape, place, plain, plugins, source, written};
use crate::renderers::{Medium, RENDERERS, Subject};

/// What each medium would obey, and far too much of everything.
const HOSTILE: &[&str] = &[
    // Terminals: escape codes, turned writing, more lines than one, nothing to see.
    "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m",
    "\u{1b}]8;;http://evil.example\u{7}link",
    "\u{202e}gnp.exe\u{2066}\u{200f}",
    "one\ntwo\r\nerror: three\u{2028}four\u{85}five",
    "Or\u{200b}der\u{0}\u{7f}\u{feff}",
    "a\u{e0041}\u{fffe}\u{ffff}\u{fdd0}",
    "👩\u{200d}🔧 検査 חשבונית Prüfung",
    "",
    " \t ",
    // Markup: ends of elements, attributes, comments and scripts; characters that XML does not know.
    "</script><script>alert(1)</script>",
    "\" onload=\"alert(1)\" '",
    "]]> <![CDATA[ <!-- --> <?xml?> &amp; &lt; &#x3c;",
    "<img src=x onerror=alert(1)></summary></details></testcase>",
    "\u{1}\u{8}\u{b}\u{c}\u{1f}\r",
    // Markdown: links, pictures, tables, code, lists, people, issues, commands of a comment.
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png) [a]: b",
    "a | b | c\n| --- | --- |\n",
    "```\ncode ` `` \\",
    "@everyone @evil/team #1 !2 ~label %3 $x$ &4 GH-1",
    "https://evil.example www.evil.example evil@evil.example",
    "# heading\n- item\n1. item\n> quote\n***\n/close",
    "**bold** _it_ ~~no~~ <details> :tada:",
    // Commands of a workflow, and what is replaced in them.
    "::error file=x::owned",
    "a\n::set-output name=x::y",
    "##[add-mask]a and ##vso[task.complete]",
    "%0A::error::x%0D%25 100% %",
    "${{ secrets.TOKEN }} $(id) `id` {0} {{1}} \\n %s %n",
    // Spreadsheets: formulas.
    "=cmd|'/c calc'!A1",
    "+1+cmd|'/c calc'!A1",
    "-2+3",
    "@SUM(1+1)*cmd|'/c calc'!A1",
    "\t=1",
    "\r=1",
    "  =HYPERLINK(\"http://evil.example\")",
    "＝1",
    "a,b;\"c\"\r\nd",
    // Paths.
    "../../etc/passwd",
    "javascript:alert(1)",
    "C:\\a b\\%41?x#y",
];

/// The texts above, and those that are too long.
fn hostile_texts() -> Vec<String> {
    let long = ["x".repeat(10_000), "@".repeat(2_000), "<".repeat(2_000), "`|\\".repeat(700)];
    let marks = "e".to_owned() + &"\u{301}".repeat(10_000);
    HOSTILE.iter().map(|text| (*text).to_owned()).chain(long).chain([marks]).collect()
}

fn subject(text: &str) -> Subject {
    let (landscape, report) = report(text);
    let parts = ResolvedUnits::of(&landscape, Language::English);
    Subject {
        map: Map::of(&parts, &report),
        report,
        parts,
        text: text.to_owned(),
        words: [text.to_owned()],
        properties: [(text.to_owned(), text.to_owned())],
    }
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
fn report(text: &str) -> (Landscape, Report) {
    let landscape = hostile_landscape(text);
    let mut gap = gap();
    gap.fingerprint = text.into();
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
        fingerprint: gap.fingerprint,
        ..finding(rule, Severity::Error, message, place.clone())
    };
    let other = Finding { help: Some(text.into()), ..finding(rule, Severity::Info, message, place) };
    let mut plugins = plugins();
    for plugin in &mut plugins {
        (plugin.id.name, plugin.id.version, plugin.cause) = (text.into(), text.into(), Some(text.into()));
    }
    let files = files().into_iter().map(|file| spoil(file, text)).collect();
    let mut report = Report::of(files, &landscape, vec![gap.clone(), other.clone(), other], plugins);
    let origin = Origin { file: text.into(), line: 1, column: 1 };
    let reason = IgnoreReason { text: text.into(), until: Some(text.into()), origin, in_export: true };
    report.ignored = vec![IgnoredFinding { finding: gap.into(), reasons: vec![reason] }];
    (report.summary.ignored, report.summary.ignored_in_exports) = (1, 1);
    (landscape, report)
}

fn spoil(mut file: FileReport, text: &str) -> FileReport {
    file.path = text.into();
    (file.exporter.name, file.exporter.version) = (Some(text.into()), Some(text.into()));
    file.notes = vec![Diagnostic {
        kind: PlaceDiagnostic::PoolByShape(text.into()).into(),
        element: Some(text.into()),
        code: files()[1].notes[0].code,
        span: handoff_model::Span { line: 1, column: 1 },
    }];
    if let Some(refusal) = &mut file.refusal {
        refusal.kind = RefusalKind::UnknownRoot(text.into(), text.into());
    }
    file
}

/// Checks what no medium may hold: characters that are obeyed or not seen.
fn check(output: &str) {
    let bad = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{202e}' | '\u{2066}' | '\u{200f}' | '\u{200b}' | '\u{2028}' | '\u{feff}')
            || matches!(c, '\u{e0041}' | '\u{fffe}' | '\u{ffff}' | '\u{fdd0}')
    };
    let found = output.find(bad).map(|at| output[at..].chars().take(20).collect::<String>());
    assert_eq!(found, None);
}

/// Checks what a terminal shows: colours only, no line that is not ours, no flood.
fn check_terminal(output: &str) {
    let output = plain(output);
    check(&output);
    assert!(!output.lines().any(|line| line.starts_with("error: three")), "{output}");
    assert!(output.len() < 100_000, "{} bytes", output.len());
}

/// Returns the names of the elements and attributes of a document, which must be well-formed, and what it shows.
fn taken_apart(markup: &str) -> (BTreeSet<String>, String) {
    let (mut reader, mut names, mut shown) =
        (quick_xml::Reader::from_str(markup), BTreeSet::new(), String::new());
    // Pages have elements that nothing ends.
    reader.config_mut().check_end_names = !markup.starts_with("<!DOCTYPE html>");
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {markup}")) {
            Xml::Eof => return (names, shown),
            Xml::Start(element) | Xml::Empty(element) => {
                names.insert(element.name().as_ref().to_owned());
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{error}: {markup}"));
                    let name = attribute.key.as_ref();
                    names.insert(format!("@{name}"));
                    // By these, programs find elements; nobody sees them.
                    if !["id", "href", "data-element-id", "data-source", "data-target"].contains(&name) {
                        shown.push_str(&attribute.value);
                    }
                }
            }
            Xml::Text(text) => {
                assert!(!text.contains('<') && !text.contains("]]>"), "{text:?}");
                shown.push_str(&text);
            }
            Xml::Decl(_) | Xml::DocType(_) | Xml::End(_) | Xml::GeneralRef(_) => {}
            other => panic!("{other:?} in {markup}"),
        }
    }
}

/// Checks markup: it has the elements and attributes of a harmless subject, and no others.
fn check_markup(output: &str, harmless: &str) {
    let ((names, shown), (known, _)) = (taken_apart(output), taken_apart(harmless));
    check(&shown);
    assert!(names.is_subset(&known), "{:?}", names.difference(&known));
}

/// Checks Markdown by what a reader of it sees: the elements that we write, and of others text alone.
fn check_markdown(output: &str) {
    const OURS: [&str; 7] =
        ["<details>", "</details>", "<summary>", "<span>", "</span>", "<code>", "</code>"];
    check(output);
    assert!(output.chars().count() < 65_536, "a comment takes no more");
    let ours = |html: &str| {
        OURS.contains(&html.trim()) || html.starts_with("<summary>") && html.ends_with("</summary>\n")
    };
    for event in Parser::new_ext(output, pulldown_cmark::Options::ENABLE_TABLES) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => assert!(ours(&html), "{html:?}"),
            Event::Start(
                tag @ (Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::Emphasis),
            ) => panic!("{tag:?}: {output}"),
            // Sites look for links, people and issues in text, after everything else.
            Event::Text(text) => {
                let refers = |pair: &[char]| {
                    "@#!~%$^&".contains(pair[0]) && (pair[1].is_alphanumeric() || pair[1] == '_')
                };
                let characters: Vec<char> = text.chars().collect();
                assert!(!characters.windows(2).any(refers), "{text:?}");
                assert!(!text.contains("://"), "{text:?}");
            }
            _ => {}
        }
    }
    assert!(
        !output.lines().any(|line| line.trim_start().starts_with('/')),
        "a command of a comment: {output}"
    );
}

/// Checks a table: as many cells in each row, and no formula in any.
fn check_csv(output: &str) {
    check(&output.replace("\r\n", "\n"));
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(output.as_bytes());
    for row in reader.records() {
        for cell in &row.expect("rows have as many cells as the first") {
            let first = cell.trim_start().chars().next().unwrap_or(' ');
            assert!(!"=+-@\t\r＝＋－＠".contains(first), "{cell:?}");
        }
    }
}

/// Checks a graph: what is opened between quotation marks ends on its line.
fn check_graph(output: &str) {
    check(output);
    for line in output.lines() {
        let marks = line.replace("\\\\", "").replace("\\\"", "").matches('"').count();
        assert!(marks.is_multiple_of(2), "{line}");
    }
}

/// Checks a workbook: every part is XML, and no cell has a formula or a link.
fn check_book(bytes: &[u8]) {
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    for index in 0..book.len() {
        let text = std::io::read_to_string(book.by_index(index).expect("a part")).expect("XML");
        let (names, shown) = taken_apart(&text);
        check(&shown.replace('\r', ""));
        assert!(!names.contains("f") && !names.contains("hyperlink"), "{text}");
    }
}

/// Checks lines of a log: commands are ours, and nothing else is a command.
fn check_commands(output: &str) {
    check(output);
    for line in output.lines() {
        let ours = ["::error ", "::warning ", "::notice "].iter().any(|command| line.starts_with(command));
        assert!(ours || !line.trim_start().starts_with("::"), "{line}");
        assert!(ours || !line.contains("##["), "{line}");
        if let Some((properties, _)) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")) {
            let names: Vec<&str> =
                properties.split(',').filter_map(|property| property.split_once('=')).map(|p| p.0).collect();
            assert!(
                names
                    .iter()
                    .all(|name| ["file", "line", "col", "title"].iter().any(|ours| name.ends_with(ours))),
                "{line}"
            );
        }
    }
}

#[test]
fn no_renderer_passes_it_on() {
    let harmless = subject("harmless");
    for text in hostile_texts() {
        let subject = subject(&text);
        for renderer in RENDERERS {
            if renderer.medium == Medium::Book {
                check_book(&renderer.bytes(&subject));
                continue;
            }
            let output = renderer.write(&subject);
            match renderer.medium {
                Medium::Terminal => check_terminal(&output),
                Medium::Json => {
                    check(&output);
                    serde_json::from_str::<serde_json::Value>(&output).expect("JSON");
                }
                Medium::Page => check_markup(&output, &renderer.write(&harmless)),
                Medium::Xml => {
                    check(&output);
                    check_markup(&output, &renderer.write(&harmless));
                }
                Medium::Markdown => check_markdown(&output),
                Medium::Csv => check_csv(&output),
                Medium::Graph => check_graph(&output),
                Medium::Book => unreachable!("checked above, since it is no text"),
                Medium::Commands => check_commands(&output),
            }
        }
    }
}

/// The checks above find something.
#[test]
fn the_checks_can_fail() {
    let fails =
        |check: fn(&str), output: &'static str| std::panic::catch_unwind(move || check(output)).is_err();
    assert!(fails(check_terminal, "\u{9b}31m"));
    assert!(fails(check_markdown, "see [x](http://x)"));
    assert!(fails(check_markdown, "see @all"));
    assert!(fails(check_markdown, "<b>x</b>"));
    assert!(fails(check_csv, "a\r\n=1\r\n"));
    assert!(fails(check_commands, "  ::error::x"));
    assert!(fails(check_commands, "::error file=x,evil=y::x"));
    assert!(fails(|output| check_markup(output, "<a/>"), "<a b=\"\"/>"));
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
        let options = TextOptions {
            width: 80,
            all: false,
            quiet: false,
            undecided: false,
            fingerprints: false,
            language: Language::English,
        };
        check_terminal(&written(|out| handoff_report::text::write(&report, &source, options, out)));
    }
}

#[test]
fn no_width_is_too_small() {
    for text in hostile_texts() {
        for width in [0, 1, 39, 1_000_000] {
            check_terminal(&as_text(
                &report(&text).1,
                TextOptions {
                    width,
                    all: false,
                    quiet: false,
                    undecided: false,
                    fingerprints: false,
                    language: Language::English,
                },
            ));
        }
    }
}
