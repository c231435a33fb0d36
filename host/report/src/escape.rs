//! Text from models and plugins is hostile until a renderer has made it safe.
//!
//! [`Untrusted`] makes it safe to look at. What it is put into may obey more than a terminal does: Markdown and cells of
//! a spreadsheet have a file each here; XML and JSON are escaped by whoever writes them.

mod cell;
mod markdown;

use std::fmt::{self, Display, Formatter, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(crate) use self::cell::cell;
pub(crate) use self::markdown::{code, markdown};

/// Messages longer than this, in columns, are no sentences.
const LONGEST_SENTENCE: usize = 600;
/// Names of steps, departments and items longer than this, in columns, are cut.
const LONGEST_NAME: usize = 60;
/// Paths of files longer than this, in columns, are cut.
const LONGEST_PATH: usize = 300;

/// How many marks without width may follow one character: real scripts stack four at most; more would grow up and down
/// over other lines and hide from every limit on width.
const MAX_STACKED: usize = 4;

/// Text from a model, a plugin or a configuration.
///
/// There is no way back to the raw text: it can only be shown, on one line and with nothing in it that a terminal
/// would obey or that an eye would miss.
///
/// ```
/// use handoff_report::escape::Untrusted;
/// assert_eq!(Untrusted::new("a\u{1b}[2Jb\nc").to_string(), "a⟨U+001B⟩[2Jb c");
/// assert_eq!(Untrusted::new("Delivery address").cut(9), "Delivery…");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Untrusted<'a>(&'a str);

impl<'a> Untrusted<'a> {
    /// Takes text that nobody has looked at.
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Shows the text in at most `width` columns; what had to go is marked by `…`.
    pub fn cut(self, width: usize) -> String {
        let mut shown = String::new();
        let mut room = Some(width);
        // One character more than fits tells that something has to go; the rest need not be looked at.
        let ended = self.each(|piece| {
            room = room.and_then(|room| room.checked_sub(piece.width()));
            if room.is_some() {
                shown.push_str(piece);
            }
            room.is_some()
        });
        if !ended {
            while shown.width() + 1 > width && shown.pop().is_some() {}
            if width > 0 {
                shown.push('…');
            }
        }
        shown
    }

    /// Calls `show` with each character made safe, until it returns false; tells whether the end was reached.
    fn each(self, mut show: impl FnMut(&str) -> bool) -> bool {
        let mut piece = String::new();
        let mut before = None;
        let mut stacked = 0;
        let mut rest = self.0.chars();
        while let Some(character) = rest.next() {
            let after = rest.as_str().chars().next();
            stacked = if character.width() == Some(0) { stacked + 1 } else { 0 };
            piece.clear();
            if matches!(character, '\t' | '\n') {
                piece.push(' ');
            } else if stacked > MAX_STACKED || is_hidden(character) && !joins(before, character, after) {
                // Writing into a string does not fail.
                let _ = write!(piece, "⟨U+{:04X}⟩", u32::from(character));
            } else {
                piece.push(character);
            }
            if !show(&piece) {
                return false;
            }
            before = Some(character);
        }
        true
    }
}

/// Makes hidden characters in a text of several lines visible, each for itself, so that what becomes of two parts put
/// together is what becomes of the whole. For renderers that show excerpts: ends of lines and tabs stay theirs.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) && !matches!(character, '\n' | '\r' | '\t') {
            // Writing into a string does not fail.
            let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Shows a whole sentence.
pub(crate) fn sentence(text: &str) -> String {
    Untrusted::new(text.trim()).cut(LONGEST_SENTENCE)
}

/// Shows a name.
pub(crate) fn name(text: &str) -> String {
    Untrusted::new(text.trim()).cut(LONGEST_NAME)
}

/// Shows a path.
pub(crate) fn path(text: &str) -> String {
    Untrusted::new(text).cut(LONGEST_PATH)
}

impl Display for Untrusted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.each(|piece| f.write_str(piece).is_ok()) { Ok(()) } else { Err(fmt::Error) }
    }
}

/// Tells whether a terminal would obey the character, or an eye miss it.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            // Soft hyphen, combining joiner, and letters that are drawn as nothing.
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{3164}' | '\u{ffa0}'
            // Marks, overrides and isolates of writing direction.
            | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            // Zero-width spaces and joiners, line and paragraph separators, invisible operators.
            | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
            // Interlinear marks and tags.
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
            // What is no character, and may not stand in XML.
            | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

/// Tells whether the character joins two others as emoji, Persian or Indic words need it; between ASCII letters a joiner
/// only makes two names look the same.
fn joins(before: Option<char>, character: char, after: Option<char>) -> bool {
    let needs = |neighbour: Option<char>| neighbour.is_some_and(|c| !c.is_ascii() && !is_hidden(c));
    matches!(character, '\u{200c}' | '\u{200d}') && needs(before) && needs(after)
}

#[cfg(test)]
mod tests {
    use super::{UnicodeWidthStr, Untrusted, visible};

    fn check(text: &str, expected: &str) {
        assert_eq!(Untrusted::new(text).to_string(), expected);
    }

    #[test]
    fn plain_text_stays() {
        check("Prüfe Auftrag → 検査 “x”", "Prüfe Auftrag → 検査 “x”");
        check("", "");
    }

    #[test]
    fn a_line_stays_a_line() {
        check("one\ntwo\tthree", "one two three");
        check("one\r\ntwo", "one⟨U+000D⟩ two");
        check("one\u{2028}two\u{85}three", "one⟨U+2028⟩two⟨U+0085⟩three");
    }

    #[test]
    fn escape_codes_are_seen() {
        check("\u{1b}[31mred\u{1b}[0m", "⟨U+001B⟩[31mred⟨U+001B⟩[0m");
        check("\u{1b}]8;;http://x\u{7}", "⟨U+001B⟩]8;;http://x⟨U+0007⟩");
        check("\u{9b}31m\u{7f}\0", "⟨U+009B⟩31m⟨U+007F⟩⟨U+0000⟩");
    }

    #[test]
    fn direction_cannot_be_turned() {
        check("Order \u{202e}lliB", "Order ⟨U+202E⟩lliB");
        check("\u{2067}a\u{2069}\u{200f}", "⟨U+2067⟩a⟨U+2069⟩⟨U+200F⟩");
        check("חשבונית", "חשבונית");
    }

    #[test]
    fn nothing_hides() {
        check("Or\u{200b}der\u{feff}", "Or⟨U+200B⟩der⟨U+FEFF⟩");
        check("Or\u{200d}der", "Or⟨U+200D⟩der");
        check("\u{e0041}", "⟨U+E0041⟩");
        check("a\u{ffff}", "a⟨U+FFFF⟩");
    }

    #[test]
    fn joiners_stay_where_scripts_need_them() {
        check("👩\u{200d}🔧", "👩\u{200d}🔧");
        check("می\u{200c}خواهم", "می\u{200c}خواهم");
        check("é\u{200d}\u{200d}é", "é⟨U+200D⟩⟨U+200D⟩é");
    }

    #[test]
    fn marks_do_not_pile_up() {
        check("e\u{301}\u{302}", "e\u{301}\u{302}");
        check(&format!("e{}", "\u{301}".repeat(5)), &format!("e{}⟨U+0301⟩", "\u{301}".repeat(4)));
    }

    #[test]
    fn excerpts_keep_their_lines() {
        assert_eq!(visible("a\r\n\tb\u{9b}c\u{1b}"), "a\r\n\tb⟨U+009B⟩c⟨U+001B⟩");
        assert_eq!(visible("é\u{200d}é"), ["é", "\u{200d}", "é"].map(visible).concat());
    }

    #[test]
    fn cuts_by_columns() {
        let cut = |text: &str, width| Untrusted::new(text).cut(width);
        assert_eq!(cut("Order", 5), "Order");
        assert_eq!(cut("Orders", 5), "Orde…");
        assert_eq!(cut("検査記録", 5), "検査…");
        assert_eq!(cut("検査記録", 4), "検…");
        assert_eq!(cut("検査", 4), "検査");
        assert_eq!(cut("Orders", 0), "");
        assert_eq!(cut("Orders", 1), "…");
        assert_eq!(cut("a\u{1b}b", 4), "a…");
    }

    #[test]
    fn a_cut_is_never_wider_than_asked() {
        let marks = "\u{301}".repeat(10_000);
        let hostile = ["é\u{200d}".repeat(500), "👩\u{200d}🔧".repeat(500), "\u{202e}x".repeat(5_000), marks];
        for text in &hostile {
            for width in 0..40 {
                let cut = Untrusted::new(text).cut(width);
                assert!(cut.width() <= width && cut.chars().count() <= 5 * width + 5, "{width}: {cut:?}");
            }
        }
    }
}
