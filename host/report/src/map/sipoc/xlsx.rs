//! The sheets as a workbook, one for each department. Cells are text and nothing else: none is a formula or a link.

use crate::texts::Catalogue;
use std::collections::BTreeSet;
use std::io::{self, Write};

use handoff_model::Language;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use super::{called, header, rows};
use crate::escape::Untrusted;
use crate::map::{Department, Map};
use crate::texts::map::MapTexts;

/// The most letters of the name of a sheet.
const LONGEST_NAME: usize = 31;
/// The most columns of text in a cell: a third of what may be in one.
const LONGEST_TEXT: usize = 10_000;
/// The widths of the columns, in letters.
const WIDTHS: [f64; super::COLUMNS] = [26.0, 34.0, 24.0, 34.0, 34.0, 26.0];

/// Writes the workbook. The same map gives the same bytes.
///
/// # Errors
/// Those of `out`, and what the writer of workbooks refuses: more rows than a sheet may have.
pub fn write(map: &Map, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(map, Catalogue::of(language).map).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(map: &Map, words: &MapTexts) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A workbook says when it was made: the same map is to give the same bytes on every day.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(words.title).set_creation_datetime(&made));
    let mut names = Names::default();
    for department in map.departments.iter().filter(|one| one.name.is_some() || !one.steps.is_empty()) {
        let name = names.take(called(department, words));
        fill(book.add_worksheet().set_name(name)?, department, words)?;
    }
    if book.worksheets().is_empty() {
        book.add_worksheet().set_name(words.title)?;
    }
    book.save_to_buffer()
}

fn fill(
    sheet: &mut rust_xlsxwriter::Worksheet,
    department: &Department,
    words: &MapTexts,
) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_font_size(14.0);
    let head = Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x3b_2a_6b))
        .set_border_bottom(FormatBorder::Thin);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.write_string_with_format(0, 0, text(called(department, words)), &title)?;
    sheet.write_string(0, 1, (words.side)(department.side))?;
    for ((column, name), width) in (0..).zip(header(words)).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(2, column, name, &head)?;
    }
    for (number, row) in (3..).zip(rows(department, words)) {
        for (column, value) in (0..).zip(&row).filter(|(_, value)| !value.is_empty()) {
            sheet.write_string_with_format(number, column, text(value), &cell)?;
        }
    }
    sheet.set_freeze_panes(3, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(2, 2)?;
    Ok(())
}

fn text(text: &str) -> String {
    Untrusted::new(text).cut(LONGEST_TEXT)
}

/// The names of sheets given so far, in small letters: two may not differ in that alone.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    /// Makes a name that a sheet may have, and that no other has.
    fn take(&mut self, name: &str) -> String {
        let shown: String = Untrusted::new(name)
            .to_string()
            .chars()
            .map(|letter| if "[]:*?/\\".contains(letter) { '-' } else { letter })
            .collect();
        let shown = cut(shown.trim_matches(['\'', ' ']), LONGEST_NAME);
        let shown = shown.trim_matches(['\'', ' ']);
        // Spreadsheets keep this name for themselves.
        let shown = if shown.is_empty() || shown.eq_ignore_ascii_case("history") { "-" } else { shown };
        let mut unique = shown.to_owned();
        let mut number = 1;
        while !self.0.insert(unique.to_lowercase()) {
            number += 1;
            let mark = format!(" ({number})");
            unique = cut(shown, LONGEST_NAME - mark.len()) + &mark;
        }
        unique
    }
}

/// Cuts a text to so many letters, as spreadsheets count them: in UTF-16.
fn cut(text: &str, most: usize) -> String {
    let mut room = most;
    text.chars()
        .take_while(|letter| room.checked_sub(letter.len_utf16()).map(|rest| room = rest).is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Names;

    fn check(names: &[&str], expected: &[&str]) {
        let mut taken = Names::default();
        let made: Vec<String> = names.iter().map(|name| taken.take(name)).collect();
        assert_eq!(made, expected);
        assert!(made.iter().all(|name| name.encode_utf16().count() <= 31));
    }

    #[test]
    fn sheets_have_names_that_spreadsheets_take() {
        check(
            &["Sales", "a/b\\c:d*e?f[g]", "'quoted'", "", "History"],
            &["Sales", "a-b-c-d-e-f-g-", "quoted", "-", "- (2)"],
        );
        check(&["x\u{1b}\n"], &["x⟨U+001B⟩"]);
    }

    #[test]
    fn no_two_sheets_have_one_name() {
        check(&["Sales", "SALES", "sales"], &["Sales", "SALES (2)", "sales (3)"]);
        let long = "A department with a very long name, first";
        check(&[long, long], &["A department with a very long n", "A department with a very lo (2)"]);
        check(&[&"🏭".repeat(20)], &[&"🏭".repeat(15)]);
    }
}
