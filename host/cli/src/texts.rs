//! What commands say beside their outputs, one file a language.

mod english;
mod german;
pub(crate) mod plugin;
#[cfg(test)]
mod tests;
mod update;

use std::io;

use handoff_check::config::{ConfigErrors, ConfigLoadError};
use handoff_check::plugins::LockError;
use handoff_check::{CommandError, Exit, GitError, RulebookError};
use handoff_finding::Severity;
use handoff_model::Language;
use handoff_report::escape::Untrusted;

pub(crate) use self::update::UpdateTexts;

use self::plugin::PluginTexts;
use crate::harness::case_error::CaseError;
use crate::harness::case_run::PluginViolation;
use crate::harness::remark::Remark;
use crate::usage::UsageError;

/// The columns in which a name from an archive is shown.
const SHOWN: usize = 80;

/// Everything that is said in one language. Lines end without a line break.
pub(crate) struct CliTexts {
    /// Why a command cannot do what it was asked for, as one clause.
    pub(crate) usage: fn(&UsageError) -> String,
    /// What an error without a kind says of itself, in English: one of the operating system, or of a library.
    pub(crate) tool: fn(&str) -> String,
    /// What stands before what the reader of the command line says of itself.
    pub(crate) arguments: Option<&'static str>,
    /// A path that was not read, and the two clauses of its refusal.
    pub(crate) unread: fn(&str, &str, &str) -> String,
    /// A plugin, whether it failed (and was not refused), and why.
    pub(crate) not_run: fn(&str, bool, Option<&str>) -> String,
    /// There is no export in the folders.
    pub(crate) nothing: &'static str,
    /// How many files are no exports.
    pub(crate) skipped: fn(usize) -> String,
    /// How many files are excluded.
    pub(crate) excluded: fn(usize) -> String,
    /// How many findings are ignored.
    pub(crate) ignored: fn(usize) -> String,
    pub(crate) ignored_in_exports: fn(usize) -> String,
    /// The sentence of a finding, the place of the entry that leaves it out, and how many findings that fits.
    pub(crate) ignore_written: fn(&str, &str, usize) -> String,
    /// The path of a baseline, and how many findings it knows now.
    pub(crate) baseline_written: fn(&str, usize) -> String,
    /// No output has a place for what is undecided.
    pub(crate) left_open: &'static str,
    /// How many calls were recorded, and in which folder.
    pub(crate) recorded: fn(usize, &str) -> String,
    /// How many entries the cache has, their bytes, the most it may have, and its folder.
    pub(crate) cached: fn(usize, u64, u64, &str) -> String,
    /// How many days ago an entry of the cache was last needed.
    pub(crate) cache_used: fn(u64) -> String,
    /// How many entries of the cache were taken away, their bytes, and its folder.
    pub(crate) cache_cleaned: fn(usize, u64, &str) -> String,
    /// A plugin was compiled, by its path and its size in MiB.
    pub(crate) compiled: fn(&str, usize) -> String,
    /// What is missing since a plugin was refused: the two sentences of its refusal.
    pub(crate) rules_missing: fn(&str, &str) -> String,
    pub(crate) plugin: &'static PluginTexts,
    pub(crate) explain: &'static ExplainTexts,
    pub(crate) update: &'static UpdateTexts,
}

/// What `handoff explain` writes around the page of a rule.
pub(crate) struct ExplainTexts {
    /// Behind the severity of a rule that is off by default.
    pub(crate) off: &'static str,
    /// The worst that findings of its plugin may be, where the rule says more.
    pub(crate) severity_cap: fn(Severity) -> String,
    /// Before what is found in an example, and for an example in which nothing is.
    pub(crate) found: &'static str,
    pub(crate) found_nothing: &'static str,
    pub(crate) options: &'static str,
    /// Behind an option, its default.
    pub(crate) default: fn(&str) -> String,
    /// Before kinds of evidence, one of which is needed.
    pub(crate) evidence: &'static str,
    /// How many findings were right, of how many that were read.
    pub(crate) measured: fn(u32, u32) -> String,
    pub(crate) related: &'static str,
    pub(crate) tags: &'static str,
    pub(crate) since: &'static str,
    pub(crate) link: &'static str,
}

impl CliTexts {
    /// Returns what is said in a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &german::TEXTS,
            Language::English | Language::Other(_) => &english::TEXTS,
        }
    }
}

impl UsageError {
    /// Says what is the matter and what to do, as clauses without a full stop.
    pub(crate) fn say(&self, language: Language) -> String {
        (CliTexts::of(language).usage)(self)
    }
}

impl CaseError {
    /// Says where it is, what is wrong and what to do, in one line.
    pub fn say(&self, language: Language) -> String {
        let (problem, remedy) = (CliTexts::of(language).plugin.case)(&self.kind);
        let (page, problem) = (Untrusted::new(&self.page), Untrusted::new(&problem));
        format!("{page}:{}: {problem}; {}", self.line, Untrusted::new(&remedy))
    }
}

impl Remark {
    /// Says it as one clause.
    pub(crate) fn say(&self, language: Language) -> String {
        (CliTexts::of(language).plugin.remark)(self)
    }
}

impl PluginViolation {
    /// Says it as one clause, with what to do.
    pub(crate) fn say(&self, language: Language) -> String {
        (CliTexts::of(language).plugin.test.violation)(self)
    }
}

/// Lays out for people why a command could not do its work, and returns how the program ends. What the
/// system, the library for registries and the like say of themselves is an error without a type, below what was being done.
pub(crate) fn failure(error: anyhow::Error, language: Language, color: bool) -> (String, Exit) {
    match command_error(error) {
        Ok(error) => (error.render(language, color), error.exit()),
        Err(error) => {
            let said = match error.downcast_ref::<UsageError>() {
                Some(error) => error.say(language),
                None => (CliTexts::of(language).tool)(&format!("{error:#}")),
            };
            (format!("handoff: {said}\n"), Exit::Usage)
        }
    }
}

/// Finds the failure of a library in an error on its way to the terminal.
fn command_error(error: anyhow::Error) -> anyhow::Result<CommandError> {
    error
        .downcast()
        .or_else(|error| Ok(error.downcast::<ConfigLoadError>()?.into()))
        .or_else(|error: anyhow::Error| Ok(error.downcast::<ConfigErrors>()?.into()))
        .or_else(|error: anyhow::Error| Ok(error.downcast::<LockError>()?.into()))
        .or_else(|error: anyhow::Error| Ok(error.downcast::<GitError>()?.into()))
        .or_else(|error: anyhow::Error| Ok(error.downcast::<RulebookError>()?.into()))
        .or_else(|error: anyhow::Error| Ok(error.downcast::<io::Error>()?.into()))
}
