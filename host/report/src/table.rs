//! Columns for the lists of the command line.

use unicode_width::UnicodeWidthStr;

use crate::layout::{LineBuffer, PLAIN};

/// Lays rows out in columns, two spaces apart; the last column is wrapped to `width`, hanging.
///
/// Cells must have been made safe (see [`crate::escape`]) and hold no colours. Short rows are filled up with empty
/// cells. Ends with a newline unless there are no rows.
///
/// ```
/// let rows = [["data/late-input", "error"], ["timing/wait", "warning"]].map(|row| row.map(String::from));
/// assert_eq!(handoff_report::table(&rows, 80), "data/late-input  error\ntiming/wait      warning\n");
/// ```
pub fn table<R: AsRef<[String]>>(rows: &[R], width: usize) -> String {
    page(rows, width).text()
}

/// Lays rows out as [`table`] does.
pub(crate) fn page<R: AsRef<[String]>>(rows: &[R], width: usize) -> LineBuffer {
    let columns = rows.iter().map(|row| row.as_ref().len()).max().unwrap_or(0);
    let wide = |column: usize| {
        rows.iter().filter_map(|row| row.as_ref().get(column)).map(|cell| cell.width() + 2).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns.saturating_sub(1)).map(wide).collect();
    let mut page = LineBuffer::new(width);
    for row in rows {
        let cell = |column: usize| row.as_ref().get(column).map_or("", String::as_str);
        let mut head = String::new();
        for (column, wide) in widths.iter().enumerate() {
            head.push_str(cell(column));
            head.push_str(&" ".repeat(wide - cell(column).width()));
        }
        page.entry(0, (PLAIN, &head), widths.iter().sum(), (PLAIN, cell(columns.saturating_sub(1))));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::table;

    fn check(rows: &[&[&str]], expected: &str) {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        assert_eq!(table(&rows, 40), expected);
    }

    #[test]
    fn aligns_by_display_width() {
        check(&[&["検査", "a"], &["x", "b"]], "検査  a\nx     b\n");
    }

    #[test]
    fn the_last_column_hangs() {
        check(
            &[&["rule", "a title that is much too long for one line"]],
            "rule  a title that is much too long for\n      one line\n",
        );
    }

    #[test]
    fn odd_tables_are_no_trouble() {
        check(&[], "");
        check(&[&[]], "\n");
        check(&[&["a", "b"], &["c"]], "a  b\nc\n");
    }
}
