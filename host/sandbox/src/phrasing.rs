//! How names, numbers and lengths of time stand in a sentence, one table a language.
//!
//! What a library knows of a language (its plurals, its lists, the names of its places) is asked of that.

use handoff_model::{Language, OtherLanguage};

/// What sentences of one language are put together with.
pub(crate) struct Phrasing {
    /// The locale by whose habits it lists and counts, where its tag does not say that.
    pub(crate) locale: Option<&'static str>,
    /// The words which can be repeated before each name of a list, as in `after A, and after B`.
    pub(crate) repeatable: &'static [&'static str],
    /// What stands behind the last name but one of such a list: where all are meant, and where any of them is.
    pub(crate) last: [&'static str; 2],
    /// Draws the end of a text and the article that follows together; returns what still follows.
    pub(crate) contract: for<'v> fn(&mut String, &'v str) -> &'v str,
    /// Days, hours, minutes and seconds, each for one and for several.
    pub(crate) time: [[&'static str; 2]; 4],
    /// Before the last part of a length of time.
    pub(crate) and: &'static str,
    /// The mark before decimals.
    pub(crate) decimal: &'static str,
    /// What stands behind a percentage.
    pub(crate) percent: &'static str,
}

const ENGLISH: Phrasing = Phrasing {
    // No comma stands before *and*.
    locale: Some("en-GB"),
    repeatable: &["at", "after", "before", "to", "from"],
    last: [", and", ", or"],
    contract: |_, value| value,
    time: [["day", "days"], ["hour", "hours"], ["minute", "minutes"], ["second", "seconds"]],
    and: "and",
    decimal: ".",
    percent: "%",
};

const GERMAN: Phrasing = Phrasing {
    locale: None,
    repeatable: &["bei", "nach", "vor", "zu", "von"],
    last: [" und", " oder"],
    contract: contract_german,
    time: [["Tag", "Tage"], ["Stunde", "Stunden"], ["Minute", "Minuten"], ["Sekunde", "Sekunden"]],
    and: "und",
    decimal: ",",
    percent: "\u{a0}%",
};

/// A language of which only the numbers are known.
const OTHER: Phrasing = Phrasing { locale: None, decimal: ",", percent: "\u{a0}%", ..ENGLISH };

const FRENCH: Phrasing = Phrasing {
    time: [["jour", "jours"], ["heure", "heures"], ["minute", "minutes"], ["seconde", "secondes"]],
    and: "et",
    ..OTHER
};

const SPANISH: Phrasing = Phrasing {
    time: [["día", "días"], ["hora", "horas"], ["minuto", "minutos"], ["segundo", "segundos"]],
    and: "y",
    ..OTHER
};

impl Phrasing {
    /// Returns how sentences of a language are put together.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
            Language::Other(OtherLanguage::French) => &FRENCH,
            Language::Other(OtherLanguage::Spanish) => &SPANISH,
            Language::Other(OtherLanguage::Portuguese | OtherLanguage::Italian | OtherLanguage::Dutch) => {
                &OTHER
            }
        }
    }
}

/// Draws a preposition at the end of a text and the article that follows together, as `beim` for `bei dem`.
fn contract_german<'v>(text: &mut String, value: &'v str) -> &'v str {
    /// The preposition, the article, and what both become behind the first letter.
    const DRAWN: [(&str, &str, &str); 5] = [
        ("bei", "dem", "eim "),
        ("von", "dem", "om "),
        ("zu", "dem", "um "),
        ("zu", "der", "ur "),
        ("in", "dem", "m "),
    ];
    let start = text.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = text[start..].trim_end().to_lowercase();
    let Some((article, rest)) = value.split_once(' ') else { return value };
    let drawn = DRAWN.iter().find(|(known, behind, _)| *known == word && *behind == article);
    let Some((_, _, tail)) = drawn else { return value };
    text.truncate(start + 1);
    text.push_str(tail);
    rest
}
