//! Every renderer, in one list. A new one that is not in it fails a test here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use handoff_finding::Severity;
use handoff_model::{DrawingOrigin, Edge, EdgeKind, Language, Plane, Point, Rect, Shape, ShapeKind};
use handoff_report::change::{Change, Effect, LandscapeState};
use handoff_report::drawing::{FindingPin, FindingTrail, Overlay, svg};
use handoff_report::text::TextOptions;
use handoff_report::{
    Map, Report, ResolvedUnits, RulePage, csv, diff, github, gitlab, html, json, junit, list, map, markdown,
    sarif, text,
};

use crate::fixture::{full, landscape, source};

/// What a renderer writes, and so what could obey a hostile text in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// A terminal: colours, and nothing else that it obeys.
    Terminal,
    Json,
    Xml,
    /// A page or a part of one: HTML, SVG.
    Page,
    /// A language for graphs, with labels between quotation marks.
    Graph,
    /// A workbook: XML in an archive.
    Book,
    Markdown,
    Csv,
    /// Workflow commands.
    Commands,
}

/// What there is to show.
pub(crate) struct Subject {
    pub(crate) report: Report,
    pub(crate) map: Map,
    pub(crate) parts: ResolvedUnits,
    /// A text that stands in every place; the pages of the rules have it too.
    pub(crate) text: String,
    /// The same text as tags and related rules, and as a property.
    pub(crate) words: [String; 1],
    pub(crate) properties: [(String, String); 1],
}

impl Subject {
    fn rules(&self) -> [RulePage<'_>; 1] {
        let text = &*self.text;
        [RulePage {
            id: text,
            severity: Severity::Error,
            title: text,
            page: text,
            tags: &self.words,
            related: &self.words,
            link: Some(text),
            deprecated: true,
            properties: &self.properties,
        }]
    }
}

/// One renderer.
pub(crate) struct Renderer {
    /// Its module and function.
    pub(crate) name: &'static str,
    pub(crate) medium: Medium,
    write: fn(&Subject, &mut dyn Write) -> io::Result<()>,
}

impl Renderer {
    pub(crate) fn bytes(&self, subject: &Subject) -> Vec<u8> {
        let mut out = Vec::new();
        (self.write)(subject, &mut out).expect("a vector takes everything");
        out
    }

    pub(crate) fn write(&self, subject: &Subject) -> String {
        String::from_utf8(self.bytes(subject)).expect("renderers of texts write UTF-8")
    }
}

/// Every renderer; more than once where options make another output of it.
pub(crate) const RENDERERS: &[Renderer] = &[
    Renderer { name: "text::write", medium: Medium::Terminal, write: |s, out| as_text(s, false, false, out) },
    Renderer { name: "text::write", medium: Medium::Terminal, write: |s, out| as_text(s, true, false, out) },
    Renderer { name: "text::write", medium: Medium::Terminal, write: |s, out| as_text(s, false, true, out) },
    Renderer {
        name: "list::write_text",
        medium: Medium::Terminal,
        write: |s, out| list::write_text(&s.report, 80, Language::English, out),
    },
    Renderer { name: "text::stats::write_stats", medium: Medium::Terminal, write: stats },
    Renderer {
        name: "json::write",
        medium: Medium::Json,
        write: |s, out| json::write(&s.report, Language::English, out),
    },
    Renderer {
        name: "list::write_json",
        medium: Medium::Json,
        write: |s, out| list::write_json(&s.report, out),
    },
    Renderer {
        name: "map::json::write",
        medium: Medium::Json,
        write: |s, out| map::json::write(&s.map, out),
    },
    Renderer {
        name: "sarif::write",
        medium: Medium::Json,
        write: |s, out| sarif::write(&s.report, true, &s.rules(), Language::English, out),
    },
    Renderer {
        name: "gitlab::write",
        medium: Medium::Json,
        write: |s, out| gitlab::write(&s.report, Language::English, out),
    },
    Renderer {
        name: "junit::write",
        medium: Medium::Xml,
        write: |s, out| junit::write(&s.report, Some(Severity::Error), Language::English, out),
    },
    Renderer {
        name: "map::svg::write",
        medium: Medium::Page,
        write: |s, out| map::svg::write(&s.map, Language::English, out),
    },
    Renderer {
        name: "map::text::write",
        medium: Medium::Terminal,
        write: |s, out| map::text::write(&s.map, 80, Language::English, out),
    },
    Renderer {
        name: "map::dot::write",
        medium: Medium::Graph,
        write: |s, out| map::dot::write(&s.map, Language::English, out),
    },
    Renderer {
        name: "map::mermaid::write",
        medium: Medium::Graph,
        write: |s, out| map::mermaid::write(&s.map, Language::English, out),
    },
    Renderer {
        name: "map::html::write",
        medium: Medium::Page,
        write: |s, out| map::html::write(&s.map, Language::English, out),
    },
    Renderer {
        name: "map::sipoc::csv::write",
        medium: Medium::Csv,
        write: |s, out| map::sipoc::csv::write(&s.map, Language::English, out),
    },
    Renderer {
        name: "map::sipoc::xlsx::write",
        medium: Medium::Book,
        write: |s, out| map::sipoc::xlsx::write(&s.map, Language::English, out),
    },
    Renderer {
        name: "diff::text::write",
        medium: Medium::Terminal,
        write: |s, out| {
            compared(s, &mut |diff| {
                diff::text::write(diff, diff::text::DiffTextOptions { width: 80, all: true }, out)
            })
        },
    },
    Renderer {
        name: "diff::json::write",
        medium: Medium::Json,
        write: |s, out| compared(s, &mut |diff| diff::json::write(diff, out)),
    },
    Renderer {
        name: "diff::markdown::write",
        medium: Medium::Markdown,
        write: |s, out| compared(s, &mut |diff| diff::markdown::write(diff, out)),
    },
    Renderer {
        name: "diff::sarif::write",
        medium: Medium::Json,
        write: |s, out| compared(s, &mut |diff| diff::sarif::write(diff, &s.rules(), out)),
    },
    Renderer {
        name: "diff::junit::write",
        medium: Medium::Xml,
        write: |s, out| compared(s, &mut |diff| diff::junit::write(diff, Some(Effect::Breaking), out)),
    },
    Renderer {
        name: "diff::github::write",
        medium: Medium::Commands,
        write: |s, out| compared(s, &mut |diff| diff::github::write(diff, &|path| path.into(), out)),
    },
    Renderer {
        name: "diff::gitlab::write",
        medium: Medium::Json,
        write: |s, out| compared(s, &mut |diff| diff::gitlab::write(diff, &|path| path.into(), out)),
    },
    Renderer {
        name: "diff::csv::write",
        medium: Medium::Csv,
        write: |s, out| compared(s, &mut |diff| diff::csv::write(diff, out)),
    },
    Renderer {
        name: "diff::html::write",
        medium: Medium::Page,
        write: |s, out| compared(s, &mut |diff| diff::html::write(diff, out)),
    },
    Renderer { name: "drawing::sheet::svg", medium: Medium::Page, write: drawing },
    Renderer { name: "html::write", medium: Medium::Page, write: as_page },
    Renderer {
        name: "github::write",
        medium: Medium::Commands,
        write: |s, out| github::write(&s.report, Language::English, out),
    },
    Renderer {
        name: "markdown::write",
        medium: Medium::Markdown,
        write: |s, out| markdown::write(&s.report, Language::English, out),
    },
    Renderer { name: "csv::write", medium: Medium::Csv, write: |s, out| csv::write(&s.report, true, out) },
];

/// Written with values of any type, by the renderers above.
const TOOLS: [&str; 3] = ["json::write_line", "json::write_pretty", "junit::xml::write"];

fn as_text(subject: &Subject, all: bool, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
    text::write(
        &subject.report,
        &source,
        TextOptions {
            width: 80,
            all,
            quiet,
            undecided: false,
            fingerprints: false,
            language: Language::English,
        },
        out,
    )
}

/// The pages of the rules are Markdown, which makes other elements of other texts: they have a test of their own.
fn as_page(subject: &Subject, out: &mut dyn Write) -> io::Result<()> {
    let (text, map, report) = (&*subject.text, &subject.map, &subject.report);
    let rules = [RulePage {
        id: text,
        severity: Severity::Error,
        title: text,
        page: "",
        tags: &[],
        related: &[],
        link: None,
        deprecated: false,
        properties: &[],
    }];
    html::write(
        &html::Content {
            report,
            map,
            rules: &rules,
            drawings: &BTreeMap::new(),
            language: Language::English,
        },
        out,
    )
}

fn stats(subject: &Subject, out: &mut dyn Write) -> io::Result<()> {
    let plugins = vec![text::PluginStats { name: subject.text.clone(), calls: 1, meters: Vec::new() }];
    text::write_stats(&text::Stats { timings: Vec::new(), plugins }, 80, Language::English, out)
}

/// Compares what there is to show with a state that has other names for everything.
fn compared(subject: &Subject, write: &mut dyn FnMut(&diff::Diff<'_>) -> io::Result<()>) -> io::Result<()> {
    let (report, parts) = (full(), ResolvedUnits::of(&landscape(), Language::English));
    let before = LandscapeState { report: &report, parts: &parts, root: "" };
    let after = LandscapeState { report: &subject.report, parts: &subject.parts, root: "" };
    let change = Change::between(before, after);
    write(&diff::Diff {
        change: &change,
        before,
        after,
        names: ["before", &subject.text],
        language: Language::English,
    })
}

/// Draws shapes and lines that have the text for a label and an id, with a finding and a path on them.
fn drawing(subject: &Subject, out: &mut dyn Write) -> io::Result<()> {
    let text = &*subject.text;
    let bounds = Rect { x: 10.0, y: 10.0, width: 100.0, height: 80.0 };
    let shape = |kind| Shape { element: text.into(), kind, bounds, label: text.into(), label_bounds: None };
    let edge = Edge {
        element: text.into(),
        kind: EdgeKind::Message,
        source: text.into(),
        target: text.into(),
        points: vec![Point { x: 10.0, y: 10.0 }, Point { x: 90.0, y: 10.0 }],
        label: text.into(),
        label_bounds: None,
    };
    let plane = Plane {
        element: text.into(),
        name: text.into(),
        origin: DrawingOrigin::Export,
        shapes: vec![
            shape(ShapeKind::Lane { horizontal: true }),
            shape(ShapeKind::Annotation),
            shape(ShapeKind::Store),
        ],
        edges: vec![edge],
    };
    let pin = FindingPin { element: text, number: 1, severity: Severity::Error, title: text, target: text };
    let trail = FindingTrail {
        id: text,
        title: text,
        witness: vec![text, text],
        reach: vec![text],
        touchpoint: Some(text),
    };
    let overlay = Overlay { pins: vec![pin], trails: vec![trail] };
    out.write_all(svg(&plane, &overlay, text).markup.as_bytes())
}

/// Lists the public functions of the sources that are called `write…` or `svg…`, by module.
fn written_down(folder: &Path, module: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        let module = if module.is_empty() { stem } else { format!("{module}::{stem}") };
        if path.is_dir() {
            written_down(&path, &module, found);
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source is text");
        let functions = text.lines().filter_map(|line| line.strip_prefix("pub fn "));
        let names = functions.filter_map(|function| function.split('(').next());
        let renders = |name: &&str| name.starts_with("write") || name.starts_with("svg");
        found.extend(names.filter(renders).map(|name| format!("{module}::{name}")));
    }
}

#[test]
fn none_is_forgotten() {
    let mut found = BTreeSet::new();
    written_down(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    let known: BTreeSet<String> =
        RENDERERS.iter().map(|renderer| renderer.name).chain(TOOLS).map(str::to_owned).collect();
    assert_eq!(found, known, "every renderer stands in the list of this file");
}
