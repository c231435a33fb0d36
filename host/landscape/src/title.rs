//! What people call a step: its label, or, where it has none, what its neighbours tell of it.

use std::sync::OnceLock;

use handoff_model::Language;
pub use handoff_model::{GrammaticalCase, quoted, short};

/// Writes the first letter of a text large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a step without a label is told by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Title {
    pub(crate) noun: StepNoun,
    pub(crate) tie: TitleRelation,
}

/// What a step is to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum StepNoun {
    Start,
    End,
    Choice,
    Event,
    Decision,
    Fork,
    Merge,
    Task,
    Call,
    Scope,
}

/// What it is told by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TitleRelation {
    Between(String, String),
    After(Vec<String>),
    Before(Vec<String>),
    /// What is awaited.
    For(Vec<String>),
    Of(String),
    On(String),
    /// The process or pool, where it has a name, and the line.
    Line(Option<String>, u32),
}

/// The titles of a unit, made when first asked for.
#[derive(Clone, Debug, Default)]
pub struct Titles(pub(crate) OnceLock<Vec<Option<Title>>>);

/// What a person calls a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName<'a> {
    /// The label of the step itself.
    Label(&'a str),
    /// What its neighbours tell of it, since it has no label.
    Title(&'a Title),
}

impl StepName<'_> {
    /// Names the step as a sentence does: its label in quotation marks, else its title.
    pub fn say(self, language: Language, case: GrammaticalCase) -> String {
        match self {
            Self::Label(label) => quoted(label, language),
            Self::Title(title) => title.say(language, case),
        }
    }
}

impl Title {
    /// Tells whether the step only begins or steers the flow, so that a path loses nothing without it.
    pub fn is_mere_sign(&self) -> bool {
        matches!(self.noun, StepNoun::Start | StepNoun::Decision | StepNoun::Fork | StepNoun::Merge)
    }
}
