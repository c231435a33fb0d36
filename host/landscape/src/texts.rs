//! What is said of undecided needs and of steps without a label, one file a language.

mod english;
mod german;
mod other;

use handoff_model::{GrammaticalCase, Language, OtherLanguage, quoted};

use crate::title::{Title, TitleRelation};
use crate::unit::{StepId, UndecidedReason, Unit};

/// Everything that is said in one language.
#[derive(Clone, Copy)]
pub(crate) struct LandscapeTexts {
    /// Why nobody can tell whether a step gets an item, as one clause: the unit, the reason, the item in quotation marks, and
    /// the step.
    pub(crate) reason: fn(&Unit, &UndecidedReason, &str, StepId) -> String,
    /// What would have to be declared to tell it, as one sentence without a full stop.
    pub(crate) remedy: fn(&Unit, &UndecidedReason, &str, StepId) -> String,
    /// What a step without a label is called.
    title: fn(&Title, GrammaticalCase) -> String,
}

impl LandscapeTexts {
    /// Returns what is said in a language. In those of plugins it is the titles, which stand in their sentences.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &german::TEXTS,
            Language::Other(OtherLanguage::French) => &other::FRENCH,
            Language::Other(OtherLanguage::Spanish) => &other::SPANISH,
            Language::English | Language::Other(_) => &english::TEXTS,
        }
    }
}

impl Title {
    /// Says the title in a language.
    pub fn say(&self, language: Language, case: GrammaticalCase) -> String {
        (LandscapeTexts::of(language).title)(self, case)
    }

    /// Says a noun with what the step is told by. A choice between events is called by these alone: whoever waits at one waits
    /// for them.
    fn say_with(&self, noun: &str, small: &TitleTexts, language: Language) -> String {
        match &self.tie {
            TitleRelation::For(names) => one_of(names, small, language),
            tie => format!("{noun} {}", tie.say(small, language)),
        }
    }
}

/// The small words of titles in one language.
struct TitleTexts {
    between: &'static str,
    and: &'static str,
    or: &'static str,
    after: &'static str,
    before: &'static str,
    of: &'static str,
    on: &'static str,
    within: &'static str,
    line: &'static str,
}

/// Names one of several steps.
fn one_of(names: &[String], small: &TitleTexts, language: Language) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name, language)).collect();
    names.join(&format!(" {} ", small.or))
}

impl TitleRelation {
    fn say(&self, small: &TitleTexts, language: Language) -> String {
        match self {
            Self::Between(from, to) => {
                format!("{} {} {} {}", small.between, quoted(from, language), small.and, quoted(to, language))
            }
            Self::After(names) => format!("{} {}", small.after, one_of(names, small, language)),
            Self::Before(names) => format!("{} {}", small.before, one_of(names, small, language)),
            Self::For(names) => one_of(names, small, language),
            Self::Of(name) => format!("{} {}", small.of, quoted(name, language)),
            Self::On(name) => format!("{} {}", small.on, quoted(name, language)),
            Self::Line(Some(name), line) => {
                format!("{} {} ({} {line})", small.within, quoted(name, language), small.line)
            }
            Self::Line(None, line) => format!("{} {} {line}", small.within, small.line),
        }
    }
}
