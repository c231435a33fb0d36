//! What `handoff list` shows: every handoff, border by border, and how many say what is handed over.

use std::io::{self, Write};

use handoff_model::Language;
use schemars::JsonSchema;
use serde::Serialize;

use crate::escape::Untrusted;
use crate::json::{self, VERSION, WireHandoff};
use crate::layout::{BOLD, DIM, LineBuffer, PLAIN, WARNING, paint};
use crate::texts::{Catalogue, ReportTexts};
use crate::wording::position;
use crate::{Border, CarriedName, Handoff, HandoffEnd, Report, names};

/// Names longer than this, in columns, are cut.
const LONGEST_NAME: usize = 60;
/// Where the steps of a handoff begin: after the longest kind and two spaces.
const COLUMN: usize = 10;

/// Writes the handoffs as text, coloured; the caller strips the colours where they are not wanted.
///
/// # Errors
/// Only those of `out`.
pub fn write_text(report: &Report, width: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let (mut page, words) = (LineBuffer::new(width), Catalogue::of(language).report);
    let borders = report.borders();
    for border in &borders {
        let mut section = page.another();
        let [giver, receiver] =
            [border.giver, border.receiver].map(|side| department(side, words.no_department));
        let parties = format!("{giver} → {receiver}");
        section.line(
            0,
            &format!(
                "{}  {}",
                paint(BOLD, &parties),
                paint(DIM, &coverage(border.declared, border.handoffs.len(), words))
            ),
        );
        for handoff in &border.handoffs {
            show(handoff, words, &mut section);
            if report.files.len() > 1 {
                section.unbroken(2 + COLUMN, (DIM, ""), 0, (DIM, &position(&handoff.place)));
            }
        }
        page.append(section);
    }
    let summary = &report.summary;
    let mut total = page.another();
    total.line(
        0,
        &match summary.handoffs {
            0 => words.no_handoff.to_owned(),
            all => {
                let borders = words.borders.count(borders.len());
                format!("{borders}, {}", coverage(summary.declared_handoffs, all, words))
            }
        },
    );
    page.append(total);
    out.write_all(page.text().as_bytes())
}

/// Writes the handoffs as JSON, indented by two spaces and ended by a newline.
///
/// # Errors
/// Only those of `out`.
pub fn write_json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    json::write_pretty(&WireList::of(report), out)
}

/// Returns the JSON Schema (draft 2020-12) of what [`write_json`] writes.
pub fn schema() -> serde_json::Value {
    json::schema_of::<WireList<'_>>()
}

fn show(handoff: &Handoff, words: &ReportTexts, page: &mut LineBuffer) {
    let steps = format!("{} → {}", step(&handoff.from, words), step(&handoff.to, words));
    page.entry(2, (DIM, (words.kind)(handoff.kind)), COLUMN, (PLAIN, &steps));
    let style = if handoff.declared { PLAIN } else { WARNING };
    page.paragraph(2 + COLUMN, style, &carried(handoff, words));
}

/// Says what a handoff carries, as far as that is known.
pub(crate) fn carried(handoff: &Handoff, words: &ReportTexts) -> String {
    let items: Vec<String> = handoff.items.iter().map(|carried| item(carried, words)).collect();
    match (handoff.declared, items.is_empty()) {
        (true, _) => items.join(", "),
        (false, true) => words.nothing_declared.to_owned(),
        (false, false) => format!("{}; {} {}", words.nothing_declared, words.perhaps, items.join(", ")),
    }
}

pub(crate) fn step(end: &HandoffEnd, words: &ReportTexts) -> String {
    // A pool as a whole goes by its name, which is that of the department.
    words.step(end).unwrap_or_else(|| department(end.department.as_deref(), words.whole_pool))
}

fn item(item: &CarriedName, words: &ReportTexts) -> String {
    let name = Untrusted::new(item.name.trim()).cut(LONGEST_NAME);
    let state = item.state.as_deref().map(|state| format!(" [{}]", Untrusted::new(state).cut(LONGEST_NAME)));
    format!("{name}{} ({})", state.unwrap_or_default(), (words.evidence)(item.evidence))
}

fn department(name: Option<&str>, none: &str) -> String {
    name.map_or_else(|| none.to_owned(), |name| Untrusted::new(name.trim()).cut(LONGEST_NAME))
}

pub(crate) fn coverage(declared: usize, all: usize, words: &ReportTexts) -> String {
    (words.coverage)(declared, all, names::percent(declared, all))
}

/// The handoffs of a landscape, border by border.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "handoff list")]
struct WireList<'a> {
    /// The version of this format. Fields may be added within a version; none is renamed or taken away.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    /// The coverage of all borders together.
    total: WireCoverage,
    /// Every border between two departments, by giver and receiver.
    borders: Vec<WireListBorder<'a>>,
}

/// How many handoffs say what is handed over.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Coverage")]
struct WireCoverage {
    /// Handoffs for which something stronger than a label says what is handed over.
    declared: usize,
    /// All handoffs.
    all: usize,
}

/// The border between two departments.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BorderWithHandoffs")]
struct WireListBorder<'a> {
    /// The giving department; null if none is drawn.
    from: Option<&'a str>,
    /// The receiving department; null if none is drawn.
    to: Option<&'a str>,
    /// Its coverage.
    coverage: WireCoverage,
    /// Its handoffs, by file and place.
    handoffs: Vec<WireHandoff<'a>>,
}

impl<'a> WireList<'a> {
    fn of(report: &'a Report) -> Self {
        let border = |border: Border<'a>| WireListBorder {
            from: border.giver,
            to: border.receiver,
            coverage: WireCoverage { declared: border.declared, all: border.handoffs.len() },
            handoffs: border.handoffs.into_iter().map(WireHandoff::of).collect(),
        };
        Self {
            version: VERSION,
            total: WireCoverage { declared: report.summary.declared_handoffs, all: report.summary.handoffs },
            borders: report.borders().into_iter().map(border).collect(),
        }
    }
}
