//! The changes as a table (RFC 4180) that can be opened in a spreadsheet: no cell is a formula.

use std::io::{self, Write};

use handoff_finding::{Finding, Place};
use handoff_model::Language;

use super::{Diff, place};
use crate::change::{CarriedChange, ChangeEntry, ChangeSubject, NeedChange};
use crate::escape::cell;
use crate::{CarriedName, Handoff, names};

const COLUMNS: usize = 21;

/// Writes the changes as a table in UTF-8, one row for each, under a row of names. What is not compared is
/// a row too, without an effect.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(DiffRow::default().cells().map(|(column, _)| column))?;
    let entries = diff.change.entries.iter().map(|entry| DiffRow::of(entry, diff.language));
    let uncompared = diff.change.uncompared.iter().map(|file| DiffRow {
        change: "not-compared",
        sentence: file.sentence(diff.language),
        file: Some(&file.path),
        ..DiffRow::default()
    });
    for row in entries.chain(uncompared) {
        table.write_record(row.cells().map(|(_, text)| cell(&text)))?;
    }
    table.flush()
}

/// What a row is filled from; what a change is not about stays empty.
#[derive(Default)]
struct DiffRow<'a> {
    effect: &'static str,
    change: &'static str,
    sentence: String,
    /// The finding as it was and as it is.
    finding: [Option<&'a Finding>; 2],
    need: Option<&'a NeedChange>,
    handoff: Option<(&'a Handoff, &'a CarriedChange)>,
    department: Option<&'a str>,
    place: Option<&'a Place>,
    file: Option<&'a str>,
}

impl<'a> DiffRow<'a> {
    fn of(entry: &'a ChangeEntry, language: Language) -> Self {
        let row = Self {
            effect: entry.effect.name(),
            change: entry.code.name(),
            sentence: entry.sentence(language),
            place: place(entry),
            ..Self::default()
        };
        let row = Self { file: row.place.map(|place| &*place.file), ..row };
        match &entry.subject {
            ChangeSubject::Finding(edit, need) => {
                let finding = [edit.before(), edit.after()].map(|finding| finding.map(|one| &**one));
                Self {
                    finding,
                    need: need.as_deref(),
                    department: edit.latest().department.as_deref(),
                    ..row
                }
            }
            ChangeSubject::Need(need) => {
                Self { need: Some(need), department: need.department.as_deref(), ..row }
            }
            ChangeSubject::Handoff(edit, cargo) => Self { handoff: Some((edit.latest(), cargo)), ..row },
            ChangeSubject::Touchpoint(edit) => {
                Self { department: edit.latest().department.as_deref(), ..row }
            }
            ChangeSubject::Department(edit) => Self { department: Some(edit.latest()), ..row },
            ChangeSubject::File(edit) => Self { file: Some(edit.latest()), ..row },
        }
    }

    /// Returns the cells with the names of their columns.
    fn cells(&self) -> [(&'static str, String); COLUMNS] {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let number = |number: u32| if number > 0 { number.to_string() } else { String::new() };
        let [severity_before, severity_now] =
            self.finding.map(|finding| text(finding.map(|finding| finding.severity.name())));
        let [reach_before, reach_now] = self.finding.map(|finding| {
            let reach = finding.and_then(|finding| finding.reach.as_ref());
            text(reach.map(|reach| reach.verdict.name()))
        });
        let finding = self.finding[1].or(self.finding[0]);
        let needed = self.need.map(|need| item(&need.item, need.state.as_deref()));
        let [from, to] = [
            finding.and_then(|finding| finding.from.as_deref()).or_else(|| self.end(|handoff| &handoff.from)),
            finding.and_then(|finding| finding.to.as_deref()).or_else(|| self.end(|handoff| &handoff.to)),
        ];
        let [lost, gained] =
            [|cargo: &'a CarriedChange| &cargo.lost, |cargo: &'a CarriedChange| &cargo.gained]
                .map(|side| self.items(side));
        let place = self.place;
        [
            ("effect", self.effect.to_owned()),
            ("change", self.change.to_owned()),
            ("sentence", self.sentence.clone()),
            ("rule", text(finding.map(|finding| &*finding.rule))),
            ("severity_before", severity_before),
            ("severity_now", severity_now),
            ("reach_before", reach_before),
            ("reach_now", reach_now),
            ("department", text(self.department)),
            ("item", finding.and_then(|finding| finding.item.clone()).or(needed).unwrap_or_default()),
            ("need_before", text(self.need.map(|need| names::availability(need.was)))),
            ("need_now", text(self.need.map(|need| names::availability(need.is)))),
            ("from", text(from)),
            ("to", text(to)),
            ("lost", lost),
            ("gained", gained),
            ("file", text(self.file)),
            ("line", place.map(|place| number(place.line)).unwrap_or_default()),
            ("column", place.map(|place| number(place.column)).unwrap_or_default()),
            ("element", text(place.and_then(|place| place.element.as_deref()))),
            ("step", text(place.map(|place| place.name.as_str()))),
        ]
    }

    fn end(&self, end: fn(&'a Handoff) -> &'a crate::HandoffEnd) -> Option<&'a str> {
        self.handoff.and_then(|(handoff, _)| end(handoff).department.as_deref())
    }

    fn items(&self, side: impl Fn(&'a CarriedChange) -> &'a Vec<CarriedName>) -> String {
        let items = self.handoff.map_or(&[][..], |(_, cargo)| side(cargo));
        items.iter().map(|one| item(&one.name, one.state.as_deref())).collect::<Vec<_>>().join("; ")
    }
}

fn item(item: &str, state: Option<&str>) -> String {
    state.map_or_else(|| item.to_owned(), |state| format!("{item} [{state}]"))
}
