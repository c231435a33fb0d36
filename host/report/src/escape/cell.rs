//! Cells of a table that somebody will open in a spreadsheet.

use super::Untrusted;

/// Shows text in a cell: a spreadsheet takes what begins like a formula for text, since an apostrophe stands before it.
///
/// Whoever opens a file in a spreadsheet runs the formulas in it; see the page on CSV injection of OWASP.
pub(crate) fn cell(text: &str) -> String {
    let shown = Untrusted::new(text).to_string();
    // Some spreadsheets skip spaces at the start, and some take the wide forms for the narrow ones.
    let first = shown.trim_start().chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => format!("'{shown}"),
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    fn check(text: &str, expected: &str) {
        assert_eq!(cell(text), expected);
    }

    #[test]
    fn nothing_is_a_formula() {
        check("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1");
        check("  +1", "'  +1");
        check("\t=1", "' =1");
        check("\r=1", "⟨U+000D⟩=1");
        check("-", "'-");
        check("@SUM(A1)", "'@SUM(A1)");
        check("＝1", "'＝1");
    }

    #[test]
    fn other_text_stays() {
        check("Order [approved] = 1", "Order [approved] = 1");
        check("'quoted'", "'quoted'");
        check("", "");
    }
}
