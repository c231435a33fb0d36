//! What is said of plugins that cannot be loaded or fail, one file a language.
//!
//! The errors themselves hold what is the matter and with what; they are said here, where all of them are known. What the
//! engine, the operating system or a plugin says of itself stands in their words.

mod english;
mod german;

use std::fmt;

use handoff_model::Language;

use crate::compile_error::CompileError;
use crate::contract::UnsupportedContract;
use crate::description_error::{DescriptionError, TranslationError};
use crate::encode::EncodeError;
use crate::failure::{CallFailure, FailureCause, Phase};
use crate::host::{HostError, LoadError};
use crate::inspect::InspectError;
use crate::limits;
use crate::options::{OptionProblem, OptionsError, SchemaError};
use crate::record::{RecordingError, ReplayError};
use crate::rejection::Rejection;
use crate::select::ChoiceError;
use crate::text::{bounded, cut};

/// Everything that is said of plugins, in one language. But for the phase and the options, each is one clause without a full
/// stop, with the plugin as its subject.
struct PluginTexts {
    /// What a plugin was doing, to stand behind *failed*.
    phase: fn(Phase) -> &'static str,
    /// Why a call failed, with the pronoun.
    cause: fn(&FailureCause) -> String,
    /// Why it cannot be loaded, without the pronoun, as everything below.
    load: fn(&LoadError) -> String,
    compile: fn(&CompileError) -> String,
    inspect: fn(&InspectError) -> String,
    description: fn(&DescriptionError) -> String,
    /// Why a text of a rule in a further language is not taken, with the text as the subject.
    translation: fn(&TranslationError) -> String,
    /// What is wrong with the schema of a rule, with the schema as the subject.
    schema: fn(&SchemaError) -> String,
    /// What is wrong with an option, with the option as the subject.
    option: fn(&OptionProblem) -> String,
    /// The options of a rule, as a whole.
    options: &'static str,
    /// What is wrong with a finding, with the plugin or a part of the finding as the subject.
    rejection: fn(&Rejection) -> String,
    /// Why no plugin can be made of a file, to stand behind its name.
    encode: fn(&EncodeError) -> String,
    /// Why a file is no recording that could be run again, to stand behind its name.
    recording: fn(&RecordingError) -> String,
    /// Why a plugin cannot be called as recorded, as a clause of its own.
    replay: fn(&ReplayError) -> String,
    /// Why the sandbox does not start, as a clause of its own.
    host: fn(&HostError) -> String,
}

impl PluginTexts {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &german::TEXTS,
            Language::English | Language::Other(_) => &english::TEXTS,
        }
    }
}

impl Phase {
    /// Says what it was doing, to stand behind *failed*.
    pub fn say(self, language: Language) -> &'static str {
        (PluginTexts::of(language).phase)(self)
    }
}

impl FailureCause {
    /// Says why the call failed, as one clause with the plugin as the subject.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).cause)(self)
    }
}

impl LoadError {
    /// Says why the plugin cannot be loaded, to stand behind its name or a pronoun.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).load)(self)
    }
}

impl CompileError {
    /// Says why there is no machine code of a plugin, to stand behind its name or a pronoun.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).compile)(self)
    }
}

impl InspectError {
    /// Says why the file is no plugin, to stand behind its name or a pronoun.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).inspect)(self)
    }
}

impl DescriptionError {
    /// Says why a plugin is not accepted as it describes itself, to stand behind its name or a pronoun.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).description)(self)
    }
}

impl TranslationError {
    /// Says why a text of a rule in a further language is not taken, as one clause.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).translation)(self)
    }
}

impl SchemaError {
    /// Says what is wrong with the schema of a rule, to stand behind a pronoun.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).schema)(self)
    }
}

impl OptionProblem {
    /// Says what is wrong with an option, to stand behind its name.
    pub fn say(&self, language: Language) -> String {
        bounded((PluginTexts::of(language).option)(self))
    }
}

impl OptionsError {
    /// Says which option is wrong, and how.
    pub fn say(&self, language: Language) -> String {
        let path = if self.path.is_empty() { PluginTexts::of(language).options } else { &self.path };
        format!("{path}: {}", self.problem.say(language))
    }
}

impl ChoiceError {
    /// Says what of the options of which rule is wrong.
    pub fn say(&self, language: Language) -> String {
        format!("{}: {}", self.rule, self.error.say(language))
    }
}

impl Rejection {
    /// Says what is wrong with a finding, as one clause.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).rejection)(self)
    }
}

impl EncodeError {
    /// Says why no plugin can be made of a file, to stand behind its name.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).encode)(self)
    }
}

impl RecordingError {
    /// Says why a file is no recording that could be run again, to stand behind its name.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).recording)(self)
    }
}

impl ReplayError {
    /// Says why a plugin cannot be called as recorded, as one clause.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).replay)(self)
    }
}

impl HostError {
    /// Says why the sandbox does not start, as one clause.
    pub fn say(&self, language: Language) -> String {
        (PluginTexts::of(language).host)(self)
    }
}

impl fmt::Display for UnsupportedContract {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        InspectError::from(self.clone()).fmt(out)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.say(Language::English))
    }
}

impl fmt::Display for CallFailure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, {}", self.phase, self.cause)
    }
}

/// Shows errors to whoever reads them outside of a report, in English.
macro_rules! show_in_english {
    ($($error:ty),+) => {
        $(impl fmt::Display for $error {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.say(Language::English))
            }
        })+
    };
}

show_in_english!(
    FailureCause,
    LoadError,
    CompileError,
    InspectError,
    OptionsError,
    ChoiceError,
    DescriptionError,
    TranslationError,
    SchemaError,
    Rejection,
    EncodeError,
    RecordingError,
    ReplayError,
    HostError
);

/// Joins the words of a panic to ours: Rust's hook begins its own with `panicked at` and the place.
fn panic_text(message: &str) -> String {
    match message.strip_prefix("panicked") {
        Some(at) => at.to_owned(),
        None => format!(": {message}"),
    }
}

/// Names imports, as many as somebody reads, each as far as somebody reads it; counts the others.
fn named(imports: &[String]) -> (String, usize) {
    let shown = imports.iter().take(limits::IMPORTS_NAMED).map(|name| cut(name.clone(), limits::NAME));
    (shown.collect::<Vec<_>>().join(", "), imports.len().saturating_sub(limits::IMPORTS_NAMED))
}
