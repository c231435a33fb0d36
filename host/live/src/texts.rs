//! What watch mode and the server of the page say, one file a language. What the page itself says stands in its own sources.

mod english;
mod german;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io;

use handoff_check::plugins::short;
use handoff_machine::WatchError;
use handoff_model::Language;
use handoff_report::escape::Untrusted;

use crate::page::{Address, RequestRefusal, ServeError};
use crate::watch::{PluginChange, Standing};

/// Everything that is said in one language.
pub(crate) struct LiveTexts {
    /// Below each state.
    pub(crate) watching: &'static str,
    /// Before what has changed since the last save, and since the session began.
    pub(crate) last: &'static str,
    pub(crate) start: &'static str,
    /// How many more changes, and lines, there are than are shown.
    pub(crate) more: fn(usize) -> String,
    pub(crate) cut: fn(usize) -> String,
    /// Files that cannot be read right now.
    pub(crate) torn: fn(&str) -> String,
    pub(crate) stuck: &'static str,
    /// That nobody tells of changes, and why.
    unwatched: fn(&str) -> String,
    /// Why nobody tells of changes, and what to do.
    pub(crate) watch_error: fn(&WatchError) -> String,
    /// A plugin that ran and does not any more.
    pub(crate) lost: fn(&str) -> String,
    pub(crate) plugin: PluginChangeTexts,
    refusal: fn(RequestRefusal) -> &'static str,
    /// An address that cannot be listened on, and what the operating system says.
    address: fn(&Address, &io::Error) -> String,
    /// What the operating system says where it gives no random numbers or no thread.
    machine: fn(&io::Error) -> String,
}

/// What became of a plugin.
pub(crate) struct PluginChangeTexts {
    /// Before its name.
    pub(crate) plugin: &'static str,
    /// What it is, before its digest.
    pub(crate) same: &'static str,
    pub(crate) changed: &'static str,
    pub(crate) new: &'static str,
    pub(crate) gone: &'static str,
    /// That it is not there.
    pub(crate) absent: &'static str,
    /// Whether it runs.
    pub(crate) standing: fn(Standing) -> &'static str,
    /// Before why it does not, or would not.
    pub(crate) why: &'static str,
}

impl LiveTexts {
    /// Returns what is said in a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &german::TEXTS,
            Language::English | Language::Other(_) => &english::TEXTS,
        }
    }
}

impl LiveTexts {
    /// Says that changes are looked for from time to time, and why.
    pub(crate) fn unwatched(&self, why: &WatchError) -> String {
        (self.unwatched)(&Untrusted::new(&(self.watch_error)(why)).to_string())
    }
}

impl PluginChange {
    /// Says it in one line, safe for a terminal.
    pub fn sentence(&self, language: Language) -> String {
        let words = &LiveTexts::of(language).plugin;
        let named = match &self.name {
            Some(name) => format!("{name} ({})", self.source),
            None => self.source.clone(),
        };
        let what = match (&self.old_sha256, &self.new_sha256) {
            (Some(old), Some(new)) if old == new => format!("{} {}", words.same, short(new)),
            (Some(old), Some(new)) => format!("{} {} → {}", words.changed, short(old), short(new)),
            (None, Some(new)) => format!("{} {}", words.new, short(new)),
            (Some(old), None) => format!("{} {}", words.gone, short(old)),
            (None, None) => words.absent.to_owned(),
        };
        let standing = (words.standing)(self.standing);
        let why = self.why.as_ref().map(|why| [words.why, why.say(language)].concat()).unwrap_or_default();
        Untrusted::new(&format!("{} {named} {what}; {standing}{why}.", words.plugin)).to_string()
    }
}

impl RequestRefusal {
    /// Says why a request is not answered, and what to do.
    pub(crate) fn say(self, language: Language) -> &'static str {
        (LiveTexts::of(language).refusal)(self)
    }
}

impl ServeError {
    /// Says why the page cannot be served, as one clause.
    pub fn say(&self, language: Language) -> String {
        let texts = LiveTexts::of(language);
        match self {
            Self::Address { address, reason } => (texts.address)(address, reason),
            Self::Machine(error) => (texts.machine)(error),
        }
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.say(Language::English))
    }
}
