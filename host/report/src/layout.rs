//! Lines of a given width: labels in a column, text hanging beside them.

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Below this no column is left for the text beside the labels.
const NARROWEST: usize = 40;
/// Beyond this the eye no longer finds the next line.
const WIDEST: usize = 100;

pub(crate) const PLAIN: Style = Style::new();
pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const INFO: Style = AnsiColor::Blue.on_default().bold();
pub(crate) const CUSTOMER: Style = AnsiColor::Magenta.on_default();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();

/// Lines under way to a terminal. Text that comes in must have been made safe.
#[derive(Clone, Debug)]
pub(crate) struct LineBuffer {
    width: usize,
    lines: Vec<String>,
}

impl LineBuffer {
    /// Starts an empty page for a terminal of that many columns.
    pub(crate) fn new(width: usize) -> Self {
        Self { width: width.clamp(NARROWEST, WIDEST), lines: Vec::new() }
    }

    /// Starts an empty page of the same width.
    pub(crate) fn another(&self) -> Self {
        Self { width: self.width, lines: Vec::new() }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn height(&self) -> usize {
        self.lines.len()
    }

    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Returns the page as text; every line ends with a newline.
    pub(crate) fn text(&self) -> String {
        let mut text = self.lines.join("\n");
        if !self.lines.is_empty() {
            text.push('\n');
        }
        text
    }

    pub(crate) fn blank(&mut self) {
        self.lines.push(String::new());
    }

    /// Adds the lines of another page, after a blank line unless one of both is empty.
    pub(crate) fn append(&mut self, other: Self) {
        if !self.lines.is_empty() && !other.lines.is_empty() {
            self.blank();
        }
        self.extend(other);
    }

    /// Adds the lines of another page.
    pub(crate) fn extend(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    /// Adds one line as it is, indented.
    pub(crate) fn line(&mut self, indent: usize, line: &str) {
        self.lines.push(format!("{:indent$}{line}", "").trim_end().to_owned());
    }

    /// Adds a label with text that stays on one line, however long: who copies or clicks a path needs it whole.
    pub(crate) fn unbroken(
        &mut self,
        indent: usize,
        label: (Style, &str),
        column: usize,
        text: (Style, &str),
    ) {
        let gap = column.saturating_sub(label.1.width());
        self.line(indent, &format!("{}{:gap$}{}", paint(label.0, label.1), "", paint(text.0, text.1)));
    }

    /// Adds a paragraph, wrapped and indented.
    pub(crate) fn paragraph(&mut self, indent: usize, style: Style, text: &str) {
        self.entry(indent, (PLAIN, ""), 0, (style, text));
    }

    /// Adds a label in a column of its own, with the text wrapped beside it.
    pub(crate) fn entry(&mut self, indent: usize, label: (Style, &str), column: usize, text: (Style, &str)) {
        let room = self.width.saturating_sub(indent + column);
        let gap = column.saturating_sub(label.1.width());
        let mut head = format!("{:indent$}{}{:gap$}", "", paint(label.0, label.1), "");
        for line in wrap(text.1, room) {
            self.lines.push(format!("{head}{}", paint(text.0, &line)).trim_end().to_owned());
            head = " ".repeat(indent + column);
        }
    }
}

/// Colours text; the caller of the library strips colours where they are not wanted.
pub(crate) fn paint(style: Style, text: &str) -> String {
    if style.is_plain() || text.is_empty() { text.to_owned() } else { format!("{style}{text}{style:#}") }
}

/// Breaks text into lines of at most `width` columns, at spaces where it can; there is always one line.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        if line.width() + word.width() <= width {
            line.push_str(word);
        } else {
            break_word(word, width, &mut line, &mut lines);
        }
    }
    lines.push(line);
    lines
}

/// Breaks a word that is wider than a line.
fn break_word(word: &str, width: usize, line: &mut String, lines: &mut Vec<String>) {
    let mut used = line.width();
    for character in word.chars() {
        let wide = character.width().unwrap_or(0);
        if used + wide > width {
            lines.push(std::mem::take(line));
            used = 0;
        }
        line.push(character);
        used += wide;
    }
}

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
    columns(rows, width).text()
}

/// Lays rows out as [`table`] does.
pub(crate) fn columns<R: AsRef<[String]>>(rows: &[R], width: usize) -> LineBuffer {
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
    use super::{BOLD, DIM, LineBuffer, PLAIN, UnicodeWidthStr, table, wrap};

    fn check(text: &str, width: usize, expected: &[&str]) {
        let lines = wrap(text, width);
        assert_eq!(lines, expected);
        assert!(lines.iter().all(|line| line.width() <= width));
    }

    #[test]
    fn breaks_at_spaces() {
        check("one two three", 7, &["one two", "three"]);
        check("one  two", 20, &["one two"]);
        check("", 7, &[""]);
    }

    #[test]
    fn breaks_long_words() {
        check("a Donaudampfschifffahrt", 8, &["a", "Donaudam", "pfschiff", "fahrt"]);
        check("検査記録", 5, &["検査", "記録"]);
    }

    #[test]
    fn text_hangs_beside_its_label() {
        let mut page = LineBuffer::new(40);
        page.entry(2, (PLAIN, "path"), 8, (PLAIN, "Take order → Check stock → Ship goods"));
        assert_eq!(page.lines(), ["  path    Take order → Check stock →", "          Ship goods"]);
    }

    #[test]
    fn colours_take_no_room() {
        let (mut plain, mut bold) = (LineBuffer::new(40), LineBuffer::new(40));
        let text = "a sentence that is too long to fit into one line";
        plain.entry(0, (PLAIN, "label"), 7, (PLAIN, text));
        bold.entry(0, (DIM, "label"), 7, (BOLD, text));
        assert_eq!(plain.height(), bold.height());
    }

    fn check_table(rows: &[&[&str]], expected: &str) {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        assert_eq!(table(&rows, 40), expected);
    }

    #[test]
    fn aligns_by_display_width() {
        check_table(&[&["検査", "a"], &["x", "b"]], "検査  a\nx     b\n");
    }

    #[test]
    fn the_last_column_hangs() {
        check_table(
            &[&["rule", "a title that is much too long for one line"]],
            "rule  a title that is much too long for\n      one line\n",
        );
    }

    #[test]
    fn odd_tables_are_no_trouble() {
        check_table(&[], "");
        check_table(&[&[]], "\n");
        check_table(&[&["a", "b"], &["c"]], "a  b\nc\n");
    }
}
