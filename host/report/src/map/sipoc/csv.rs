//! The sheets of all departments in one table (RFC 4180) that can be opened in a spreadsheet: no cell is a formula.

use crate::texts::Catalogue;
use std::io::{self, Write};

use handoff_model::Language;

use super::{called, header, rows};
use crate::escape::cell;
use crate::map::Map;

/// Writes the sheets below each other, with the department in the first column, under a row of names.
///
/// # Errors
/// Only those of `out`.
pub fn write(map: &Map, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let words = Catalogue::of(language).map;
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(std::iter::once(words.department).chain(header(words)))?;
    for department in &map.departments {
        let name = cell(called(department, words));
        for row in rows(department, words) {
            table.write_record(std::iter::once(name.clone()).chain(row.iter().map(|text| cell(text))))?;
        }
    }
    table.flush()
}
