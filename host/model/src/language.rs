//! The languages that people read, and how names stand in a sentence.

/// Labels with more characters are cut: nobody reads on.
const LONGEST: usize = 80;

/// A language of the reports. Whoever adds one is told by the compiler what is still to be said in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English, also where a language is not known.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// Returns the language of a tag like `de` or `de-AT`.
    pub fn of(tag: &str) -> Self {
        if primary(tag).eq_ignore_ascii_case("de") { Self::German } else { Self::English }
    }

    /// Returns its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }
}

/// A fixed text in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalizedText {
    /// In English.
    pub en: &'static str,
    /// In German.
    pub de: &'static str,
}

impl LocalizedText {
    /// Returns the text in a language.
    pub fn say(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::German => self.de,
        }
    }
}

/// The place of a name in a sentence, for languages in which the article tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrammaticalCase {
    /// The one who does something.
    Subject,
    /// The one to whom something is done.
    Object,
    /// After words like *bei*, *von*, *vor*.
    Dative,
}

/// Returns the first part of a language tag.
pub fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Puts a label in the quotation marks of a language, on one line and not too long.
pub fn quoted(label: &str, tag: &str) -> String {
    let (open, close) = match primary(tag) {
        "de" => ("„", "“"),
        "fr" | "es" => ("«", "»"),
        _ => ("“", "”"),
    };
    [open, &short(label), close].concat()
}

/// Puts a label on one line, and cuts what nobody would read on.
pub fn short(label: &str) -> String {
    let mut line = label.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LONGEST) {
        line.truncate(end);
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_on_one_line_and_is_cut() {
        assert_eq!(quoted("Ship\n  goods", "en"), "“Ship goods”");
        assert_eq!(quoted("Ship", "de"), "„Ship“");
        assert_eq!(short(&"a".repeat(100)).chars().count(), 81);
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        for (tag, expected) in
            [("de", "de"), ("de-AT", "de"), ("DE_ch", "de"), ("en", "en"), ("", "en"), ("del", "en")]
        {
            assert_eq!(Language::of(tag).tag(), expected, "{tag:?}");
        }
    }
}
