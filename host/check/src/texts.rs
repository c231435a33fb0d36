//! What the rules of the host say, and what is said of whatever cannot be done, one file a language.
//!
//! Errors hold what is the matter and with what; they are said here, where all of them are known. What a library, the
//! operating system or git says of itself stands in their words.

mod english;
mod excerpt;
mod german;
#[cfg(test)]
mod tests;

use std::fmt;

use handoff_model::Language;

use crate::config::{ConfigError, ConfigErrorKind, ConfigErrors, ConfigLoadError};
use crate::failure::{CommandError, RulebookError};
use crate::git::GitError;
use crate::plugin_failure::FailureDescription;
use crate::plugins::{LockError, RefusalCause, RefusedPlugin};
use crate::rule_notice::RuleNotice;

/// What is said of one finding: the message and what to do about it, each of whole sentences.
pub(crate) type Said = [String; 2];

/// Everything that the host says, in one language.
pub(crate) struct HostTexts {
    /// A path, and the two clauses of its refusal.
    pub(crate) unreadable_export: fn(&str, &str, &str) -> Said,
    pub(crate) plugin_failed: fn(&FailureDescription<'_>) -> Said,
    pub(crate) plugin_refused: fn(&RefusedPlugin) -> Said,
    /// The name of a plugin and its path.
    pub(crate) stale_pin: fn(&str, &str) -> Said,
    /// Keys of one file.
    pub(crate) unread_keys: fn(&[&str]) -> Said,
    pub(crate) idle_rules: fn(&[&str]) -> Said,
    /// What an ignore is of, the day on which it expired, and why it was written.
    pub(crate) expired_ignore: fn(&str, &str, &str) -> Said,
    /// What an ignore is of.
    pub(crate) idle_ignore: fn(&str) -> Said,
    /// What an ignore is of, and what is wrong with it.
    pub(crate) wrong_ignore: fn(&str, &ConfigErrorKind) -> Said,
    /// The sentence of an entry of a baseline that fits nothing, and how many more there are.
    pub(crate) stale_baseline: fn(&str, usize) -> Said,
    /// A rule, and what people call the element that it is ignored at.
    pub(crate) ignored_at: fn(&str, &str) -> String,
    /// Why a plugin was refused, to stand behind a pronoun for it.
    refusal_cause: fn(&RefusalCause) -> String,
    /// That it is not what was pinned, in the same way.
    changed: &'static str,
    /// A pronoun for a plugin.
    pronoun: &'static str,
    /// What to do about a plugin that was refused, as a sentence.
    refusal_remedy: fn(&RefusalCause) -> String,
    /// The plugin as it is called, and why it was refused; one sentence.
    refused: fn(&str, &str) -> String,
    rule_notice: fn(&RuleNotice) -> String,
    /// The path of a plugin that runs without being pinned, and why it would not run else.
    unpinned: fn(&str, &str) -> String,
    /// What is the matter with a place in a configuration, as one clause.
    complaint: fn(&ConfigErrorKind) -> String,
    /// What to do about it, as one clause.
    remedy: fn(&ConfigErrorKind) -> Option<String>,
    /// What to do about a lock that is not as it was written, as one clause.
    lock_remedy: &'static str,
    /// How many more complaints there are than are shown.
    more_complaints: fn(usize) -> String,
    /// What stands before a complaint, and before what to do about it.
    complaint_titles: [&'static str; 2],
    /// Why there is no configuration to run with, as one clause; not for one that is read.
    config: fn(&ConfigLoadError) -> String,
    /// Why the lock cannot be used, as one clause; not for one that is read.
    lock: fn(&LockError) -> String,
    git: fn(&GitError) -> String,
    command: fn(&CommandError) -> String,
    rulebook: fn(&RulebookError) -> String,
}

impl HostTexts {
    /// Returns what is said in a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &german::TEXTS,
            Language::English | Language::Other(_) => &english::TEXTS,
        }
    }
}

impl ConfigError {
    /// Says what is the matter.
    fn message(&self, texts: &HostTexts) -> String {
        (texts.complaint)(&self.kind)
    }

    /// Says what to do about it.
    fn help(&self, texts: &HostTexts) -> Option<String> {
        let own = (texts.remedy)(&self.kind);
        if !self.is_in_lock || matches!(self.kind, ConfigErrorKind::Lock(_)) && own.is_some() {
            return own;
        }
        Some(texts.lock_remedy.to_owned())
    }

    /// Writes the complaint in one line, for a report: place, what is wrong, what to do.
    pub fn sentence(&self, language: Language) -> String {
        let texts = HostTexts::of(language);
        let place = self.origin();
        let help = self.help(texts).map(|help| format!("; {help}")).unwrap_or_default();
        format!("{}:{}:{}: {}{help}", place.file, place.line, place.column, self.message(texts))
    }

    /// Says what is wrong and, where anything helps, what to do, as clauses without their place.
    pub fn clauses(&self, language: Language) -> (String, Option<String>) {
        let texts = HostTexts::of(language);
        (self.message(texts), self.help(texts))
    }

    /// Writes the complaint in one line: `line:column message | help`.
    #[cfg(test)]
    pub(crate) fn to_line(&self) -> String {
        let (texts, place) = (HostTexts::of(Language::English), self.origin());
        let help = self.help(texts).map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{}:{} {}{help}", place.line, place.column, self.message(texts))
    }
}

impl ConfigLoadError {
    /// Says why there is no configuration to run with.
    pub fn say(&self, language: Language) -> String {
        match self {
            Self::Wrong(complaints) => complaints.render(language, false),
            error => (HostTexts::of(language).config)(error),
        }
    }
}

impl LockError {
    /// Says in one line what is wrong, where, and what to do.
    pub fn say(&self, language: Language) -> String {
        match self {
            Self::Wrong(ConfigErrors(complaints)) => {
                complaints.first().map(|first| first.sentence(language)).unwrap_or_default()
            }
            error @ (Self::Unread { .. } | Self::NoLock(_)) => (HostTexts::of(language).lock)(error),
        }
    }
}

impl RefusalCause {
    /// Says why a plugin may not run, to stand behind a pronoun for it.
    pub fn say(&self, language: Language) -> String {
        (HostTexts::of(language).refusal_cause)(self)
    }

    /// Says what to do about it, as a sentence.
    pub fn remedy(&self, language: Language) -> String {
        (HostTexts::of(language).refusal_remedy)(self)
    }

    /// Says the same without the digests, for a place where they stand already.
    pub fn without_digests(&self, language: Language) -> String {
        match self {
            Self::Changed { .. } => HostTexts::of(language).changed.to_owned(),
            cause => cause.say(language),
        }
    }
}

impl RuleNotice {
    /// Says it in one line. The line is untrusted.
    pub fn say(&self, language: Language) -> String {
        (HostTexts::of(language).rule_notice)(self)
    }
}

/// Says in one line that a plugin runs without being pinned, and why it would not run else.
pub fn unpinned(source: &str, doubt: &str, language: Language) -> String {
    (HostTexts::of(language).unpinned)(source, doubt)
}

impl RefusedPlugin {
    /// Says in one sentence who was refused, and why.
    pub fn message(&self, language: Language) -> String {
        let name = self.pin.as_ref().map(|pin| format!("{} ({})", pin.name, self.source));
        let cause = self.cause.say(language);
        (HostTexts::of(language).refused)(name.as_ref().unwrap_or(&self.source), &cause)
    }

    /// Says why, with a pronoun for the plugin as the subject.
    pub(crate) fn cause(&self, texts: &HostTexts) -> String {
        format!("{} {}", texts.pronoun, (texts.refusal_cause)(&self.cause))
    }

    /// Says what to do about it, as a sentence.
    pub fn remedy(&self, language: Language) -> String {
        self.cause.remedy(language)
    }
}

impl GitError {
    /// Says why git cannot tell of a revision, and what to do.
    pub fn say(&self, language: Language) -> String {
        (HostTexts::of(language).git)(self)
    }
}

impl RulebookError {
    /// Says why the rules cannot be loaded.
    pub fn say(&self, language: Language) -> String {
        (HostTexts::of(language).rulebook)(self)
    }
}

impl CommandError {
    /// Says why the command could not do its work.
    pub fn say(&self, language: Language) -> String {
        (HostTexts::of(language).command)(self)
    }

    /// Lays the failure out for people, with the place in the file where there is one.
    pub fn render(&self, language: Language, color: bool) -> String {
        match self {
            Self::Config(ConfigLoadError::Wrong(complaints)) | Self::Lock(LockError::Wrong(complaints)) => {
                format!("{}\n", complaints.render(language, color))
            }
            failure => format!("handoff: {}\n", failure.say(language)),
        }
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.render(Language::English, false))
    }
}

impl std::error::Error for ConfigErrors {}

/// Shows errors to whoever reads them as errors of a library, in English.
macro_rules! show_in_english {
    ($($error:ty),+) => {
        $(impl fmt::Display for $error {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.say(Language::English))
            }
        })+
    };
}

show_in_english!(ConfigLoadError, LockError, RefusalCause, GitError, RulebookError, CommandError);

/// Makes a sentence of a clause.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
