//! The languages that people read, and how names stand in a sentence.

/// Labels with more characters are cut: nobody reads on.
const LONGEST: usize = 80;

/// A language that people read.
///
/// It is made of a tag once, where the outside speaks, and passed on as a value. Each room says its texts by a `match`
/// over the languages of the reports: whoever adds one is told by the compiler what is still to be said in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English, also for whatever is not said in the language asked for.
    #[default]
    English,
    /// German.
    German,
    /// One that plugins may speak and reports do not.
    Other(OtherLanguage),
}

/// A language in which models are written and plugins may speak; reports say the rest in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OtherLanguage {
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Portuguese.
    Portuguese,
    /// Italian.
    Italian,
    /// Dutch.
    Dutch,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 7] = [
        Self::English,
        Self::German,
        Self::Other(OtherLanguage::French),
        Self::Other(OtherLanguage::Spanish),
        Self::Other(OtherLanguage::Portuguese),
        Self::Other(OtherLanguage::Italian),
        Self::Other(OtherLanguage::Dutch),
    ];

    /// The languages of the reports, and of the page.
    pub const OF_REPORTS: [Self; 2] = [Self::English, Self::German];

    /// Returns the language of a tag like `de` or `de-AT`; `None` for one that is not known.
    pub fn of(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// Returns its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Other(OtherLanguage::French) => "fr",
            Self::Other(OtherLanguage::Spanish) => "es",
            Self::Other(OtherLanguage::Portuguese) => "pt",
            Self::Other(OtherLanguage::Italian) => "it",
            Self::Other(OtherLanguage::Dutch) => "nl",
        }
    }

    /// Returns its quotation marks.
    pub fn quotes(self) -> [&'static str; 2] {
        match self {
            Self::German => ["„", "“"],
            Self::Other(OtherLanguage::French | OtherLanguage::Spanish) => ["«", "»"],
            Self::English | Self::Other(_) => ["“", "”"],
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
            Language::German => self.de,
            Language::English | Language::Other(_) => self.en,
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

/// Puts a label in the quotation marks of a language, on one line and not too long.
pub fn quoted(label: &str, language: Language) -> String {
    let [open, close] = language.quotes();
    [open, &short(label), close].concat()
}

/// Puts a label on one line, and cuts what nobody would read on.
pub fn short(label: &str) -> String {
    let mut line = label.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LONGEST) {
        line.truncate(end);
        // A word that is cut reads as a word that it is not.
        let whole = line.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
        line.truncate(whole);
        line.truncate(line.trim_end().len());
        line.push_str(if whole < end { " …" } else { "…" });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_on_one_line_and_is_cut() {
        assert_eq!(quoted("Ship\n  goods", Language::English), "“Ship goods”");
        assert_eq!(quoted("Ship", Language::German), "„Ship“");
        assert_eq!(short(&"a".repeat(100)).chars().count(), 81);
        let long = short(&"Create a detailed report ".repeat(4));
        assert_eq!(long, format!("{}…", "Create a detailed report ".repeat(3)));
    }

    /// What [`Language`] has a variant of its own for, reports say.
    #[test]
    fn every_language_of_reports_is_listed() {
        let own = Language::ALL.into_iter().filter(|language| !matches!(language, Language::Other(_)));
        assert!(own.eq(Language::OF_REPORTS));
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        for (tag, expected) in [("de", "de"), ("de-AT", "de"), ("DE_ch", "de"), ("en", "en"), ("fr", "fr")] {
            assert_eq!(Language::of(tag).map(Language::tag), Some(expected), "{tag:?}");
        }
        assert!(["", "del", "xx"].into_iter().all(|tag| Language::of(tag).is_none()));
    }
}
