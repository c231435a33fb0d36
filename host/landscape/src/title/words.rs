//! The words of titles, in every language.

use handoff_model::{Language, OtherLanguage, quoted};

use super::{GrammaticalCase, StepNoun, Title, TitleRelation};

impl Title {
    /// Says the title in a language.
    pub fn say(&self, language: Language, case: GrammaticalCase) -> String {
        match language {
            Language::German => format!("{} {}", self.noun.german(case), self.tie.say(&GERMAN, language)),
            Language::Other(OtherLanguage::French) => {
                format!("l’étape sans nom {}", self.tie.say(&FRENCH, language))
            }
            Language::Other(OtherLanguage::Spanish) => {
                format!("el paso sin nombre {}", self.tie.say(&SPANISH, language))
            }
            Language::English | Language::Other(_) => {
                format!("the {} {}", self.noun.english(), self.tie.say(&ENGLISH, language))
            }
        }
    }
}

/// The small words of a language.
struct TitleTexts {
    between: &'static str,
    and: &'static str,
    or: &'static str,
    after: &'static str,
    before: &'static str,
    awaiting: &'static str,
    of: &'static str,
    on: &'static str,
    within: &'static str,
    line: &'static str,
}

const ENGLISH: TitleTexts = TitleTexts {
    between: "between",
    and: "and",
    or: "or",
    after: "after",
    before: "before",
    awaiting: "for",
    of: "of",
    on: "on",
    within: "in",
    line: "line",
};
const GERMAN: TitleTexts = TitleTexts {
    between: "zwischen",
    and: "und",
    or: "oder",
    after: "nach",
    before: "vor",
    awaiting: "auf",
    of: "von",
    on: "an",
    within: "in",
    line: "Zeile",
};
const FRENCH: TitleTexts = TitleTexts {
    between: "entre",
    and: "et",
    or: "ou",
    after: "après",
    before: "avant",
    awaiting: "avant",
    of: "de",
    on: "sur",
    within: "dans",
    line: "ligne",
};
const SPANISH: TitleTexts = TitleTexts {
    between: "entre",
    and: "y",
    or: "o",
    after: "después de",
    before: "antes de",
    awaiting: "antes de",
    of: "de",
    on: "en",
    within: "en",
    line: "línea",
};

impl TitleRelation {
    fn say(&self, small: &TitleTexts, language: Language) -> String {
        let one_of = |names: &[String]| {
            let names: Vec<String> = names.iter().map(|name| quoted(name, language)).collect();
            names.join(&format!(" {} ", small.or))
        };
        match self {
            Self::Between(from, to) => {
                format!("{} {} {} {}", small.between, quoted(from, language), small.and, quoted(to, language))
            }
            Self::After(names) => format!("{} {}", small.after, one_of(names)),
            Self::Before(names) => format!("{} {}", small.before, one_of(names)),
            Self::For(names) => format!("{} {}", small.awaiting, one_of(names)),
            Self::Of(name) => format!("{} {}", small.of, quoted(name, language)),
            Self::On(name) => format!("{} {}", small.on, quoted(name, language)),
            Self::Line(Some(name), line) => {
                format!("{} {} ({} {line})", small.within, quoted(name, language), small.line)
            }
            Self::Line(None, line) => format!("{} {} {line}", small.within, small.line),
        }
    }
}

impl StepNoun {
    fn english(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Wait => "wait",
            Self::Event => "event",
            Self::Decision => "decision",
            Self::Fork => "fork",
            Self::Merge => "merge",
            Self::Task => "unnamed task",
            Self::Call => "unnamed call",
            Self::Scope => "unnamed sub-process",
        }
    }

    fn german(self, case: GrammaticalCase) -> String {
        let (noun, [subject, object, dative]) = match self {
            Self::Start => ("Start", MASCULINE),
            Self::End => ("Ende", NEUTER),
            Self::Wait => ("Warten", NEUTER),
            Self::Event => ("Ereignis", NEUTER),
            Self::Decision => ("Entscheidung", FEMININE),
            Self::Fork => ("Verzweigung", FEMININE),
            Self::Merge => ("Zusammenführung", FEMININE),
            Self::Task => ("Aufgabe ohne Namen", FEMININE),
            Self::Call => ("Aufruf ohne Namen", MASCULINE),
            Self::Scope => ("Teilprozess ohne Namen", MASCULINE),
        };
        let article = match case {
            GrammaticalCase::Subject => subject,
            GrammaticalCase::Object => object,
            GrammaticalCase::Dative => dative,
        };
        format!("{article} {noun}")
    }
}

const MASCULINE: [&str; 3] = ["der", "den", "dem"];
const FEMININE: [&str; 3] = ["die", "die", "der"];
const NEUTER: [&str; 3] = ["das", "das", "dem"];
