//! What the rules of the host say, one file a language.

mod english;
mod german;
#[cfg(test)]
mod tests;

use handoff_model::Language;

use crate::plugin_failure::FailureDescription;
use crate::plugins::RefusedPlugin;

/// What is said of one finding: the message and what to do about it, each of whole sentences.
pub(crate) type Said = [String; 2];

/// Everything that the rules of the host say, in one language.
pub(crate) struct HostTexts {
    /// A path, and the two clauses of its refusal.
    pub(crate) unreadable_export: fn(&str, &str, &str) -> Said,
    pub(crate) plugin_failed: fn(&FailureDescription<'_>) -> Said,
    pub(crate) plugin_refused: fn(&RefusedPlugin) -> Said,
    /// Why a plugin was refused, with the plugin as the subject.
    pub(crate) refusal_cause: fn(&RefusedPlugin) -> String,
    /// The name of a plugin and its path.
    pub(crate) stale_pin: fn(&str, &str) -> Said,
    /// Keys of one file.
    pub(crate) unread_keys: fn(&[&str]) -> Said,
    /// What an ignore is of, the day on which it expired, and why it was written.
    pub(crate) expired_ignore: fn(&str, &str, &str) -> Said,
    /// What an ignore is of.
    pub(crate) idle_ignore: fn(&str) -> Said,
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

/// Makes a sentence of a clause.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
