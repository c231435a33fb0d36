//! One call of a plugin, written down whole: what a bug report should hold.
//!
//! A recording comes back from strangers, so nothing in it is believed: it is bounded, and every number in its unit is
//! checked before the analysis or a plugin sees it.

use std::collections::BTreeMap;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use handoff_finding::Severity;
use handoff_landscape::{Landscape, Unit, UnitError};
use handoff_model::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::failure::CallFailure;
use crate::host::{CallResult, Host, Usage};
use crate::limits;
use crate::plugin::Plugin;
use crate::select::{ChoiceError, RuleChoice, Selection};
use crate::text::cut;

/// The format and its version.
pub(crate) const FORMAT: &str = "handoff-recording/2";

/// A recorded call; texts are untrusted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Recording {
    format: String,
    /// The version of `handoff` that made it.
    pub handoff: String,
    /// The plugin that was called, by id, version and digest.
    pub plugin: RecordedPlugin,
    /// What the call returned.
    pub outcome: RecordedOutcome,
    /// What it used of its bounds.
    pub usage: Usage,
    language: String,
    rules: Vec<RecordedRule>,
    files: Vec<String>,
    unit: Unit,
}

/// The plugin of a recorded call.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RecordedPlugin {
    /// The id that it described itself by.
    pub id: String,
    /// The version that it stated of itself.
    pub version: String,
    /// The sha256 of its bytes, in hex.
    pub digest: String,
    /// The version of the contract it was built for.
    pub contract: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct RecordedRule {
    rule: String,
    severity: Option<RecordedSeverity>,
    options: Value,
}

/// [`Severity`] as a recording writes it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RecordedSeverity {
    Info,
    Warning,
    Error,
}

/// What came of a call, as far as two calls can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RecordedOutcome {
    /// Why its answer is missing or incomplete.
    pub failure: Option<RecordedFailure>,
    /// The fingerprints of its findings, in their order.
    pub findings: Vec<String>,
}

/// A failure as a recording writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RecordedFailure {
    /// The kebab-case name of the cause, as in reports: `fuel`, `panic` …
    pub cause: String,
    /// What it was doing: `start`, `describe`, `configure` or `check`.
    pub phase: String,
    /// Cause and phase as one sentence.
    pub message: String,
}

/// A file that is no recording which could be run again; each says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordingError {
    /// It is larger than any recording.
    TooLarge {
        /// The length of the file in bytes.
        size: usize,
    },
    /// It is broken, or something else.
    NoRecording(#[from] serde_json::Error),
    /// It has another version of the format.
    Format {
        /// The format that the file names.
        found: String,
    },
    /// Its unit contradicts itself.
    Unsound(#[from] UnitError),
}

/// A recording that a plugin cannot be called with.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// The plugin lacks a rule.
    NoRule(String),
    /// The plugin no longer takes the options.
    Options(#[from] ChoiceError),
}

/// Tells whether a call is worth recording: it failed, or used more than a tenth of its fuel.
pub fn is_notable(call: &CallResult) -> bool {
    let fuel = call.usage.fuel;
    call.failure.is_some() || fuel.used > fuel.limit / limits::SLOW_SHARE
}

impl Recording {
    /// Writes a call down; `None` where the landscape has no such unit.
    pub fn of(
        plugin: &Plugin,
        selection: &Selection,
        landscape: &Landscape,
        index: usize,
        call: &CallResult,
    ) -> Option<Self> {
        let unit = landscape.units.get(index)?;
        // What is made when asked for: without the settings nobody can make it again.
        unit.hints();
        let rules = selection.options.iter().map(|chosen| RecordedRule {
            rule: chosen.rule.clone(),
            severity: selection.rule(&chosen.rule).and_then(|rule| rule.severity).map(Into::into),
            options: serde_json::from_str(&chosen.options).unwrap_or_default(),
        });
        Some(Self {
            format: FORMAT.to_owned(),
            handoff: env!("CARGO_PKG_VERSION").to_owned(),
            plugin: RecordedPlugin {
                id: plugin.description.id.to_string(),
                version: plugin.description.version.to_string(),
                digest: plugin.digest.to_string(),
                contract: plugin.inspection.contract.version().to_owned(),
            },
            outcome: RecordedOutcome::of(call),
            usage: call.usage,
            language: selection.language.tag().to_owned(),
            rules: rules.collect(),
            files: unit.files.iter().map(ToString::to_string).collect(),
            unit: Unit::clone(unit),
        })
    }

    /// Reads a recording from bytes that anybody may have written.
    pub fn read(bytes: &[u8]) -> Result<Self, RecordingError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
        }
        if bytes.len() > limits::RECORDING_BYTES {
            return Err(RecordingError::TooLarge { size: bytes.len() });
        }
        let Head { format } = serde_json::from_slice(bytes)?;
        if format != FORMAT {
            return Err(RecordingError::Format { found: cut(format, limits::NAME) });
        }
        let mut recording: Self = serde_json::from_slice(bytes)?;
        recording.unit.files = recording.files.iter().map(|path| path.as_str().into()).collect();
        recording.unit.sound()?;
        Ok(recording)
    }

    /// Returns the recording as JSON, ended by a newline.
    pub fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = serde_json::to_vec(self)?;
        json.push(b'\n');
        Ok(json)
    }

    /// Returns a file name that is the same for the same call, whatever came of it.
    pub fn name(&self) -> Result<String, serde_json::Error> {
        let asked = (&self.plugin.digest, &self.language, &self.rules, &self.files, &self.unit);
        let hash = HEXLOWER.encode(&Sha256::digest(serde_json::to_vec(&asked)?));
        let (plugin, unit) = (word(&self.plugin.id), word(&self.unit.name));
        Ok(format!("{plugin}-{unit}-{}.json", hash.get(..8).unwrap_or_default()))
    }

    /// Returns the name of the unit.
    pub fn unit_name(&self) -> &str {
        &self.unit.name
    }

    /// Returns the landscape of the call: its one unit.
    pub fn landscape(&self) -> Arc<Landscape> {
        Arc::new(Landscape { units: vec![self.unit.clone().into()], ..Landscape::default() })
    }

    /// Selects of a plugin exactly the rules that were recorded.
    pub fn selection(&self, plugin: &Plugin) -> Result<Selection, ReplayError> {
        let rules = plugin.description.rules.iter();
        let off = || RuleChoice { on: Some(false), ..RuleChoice::default() };
        let mut choices: BTreeMap<String, RuleChoice> =
            rules.map(|rule| (rule.id.to_string(), off())).collect();
        for recorded in &self.rules {
            let choice = choices.get_mut(&recorded.rule);
            let choice =
                choice.ok_or_else(|| ReplayError::NoRule(cut(recorded.rule.clone(), limits::NAME)))?;
            let none = recorded.options.as_object().is_some_and(serde_json::Map::is_empty);
            let options = (!none).then(|| recorded.options.clone());
            *choice = RuleChoice { on: Some(true), severity: recorded.severity.map(Into::into), options };
        }
        Ok(plugin.description.select(Language::of(&self.language).unwrap_or_default(), &choices)?)
    }
}

impl Host {
    /// Runs a recorded call again, alone and within the bounds of any other call.
    pub fn replay(&self, plugin: &Plugin, recording: &Recording) -> Result<CallResult, ReplayError> {
        Ok(self.call(plugin, &recording.selection(plugin)?, &recording.landscape(), 0))
    }
}

impl RecordedOutcome {
    /// Reads what came of a call.
    pub fn of(call: &CallResult) -> Self {
        let failure = |failure: &CallFailure| RecordedFailure {
            cause: failure.cause.name().to_owned(),
            phase: failure.phase.name().to_owned(),
            message: failure.to_string(),
        };
        Self {
            failure: call.failure.as_ref().map(failure),
            findings: call.findings.iter().map(|finding| finding.fingerprint.clone()).collect(),
        }
    }
}

impl From<Severity> for RecordedSeverity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

impl From<RecordedSeverity> for Severity {
    fn from(severity: RecordedSeverity) -> Self {
        match severity {
            RecordedSeverity::Info => Self::Info,
            RecordedSeverity::Warning => Self::Warning,
            RecordedSeverity::Error => Self::Error,
        }
    }
}

/// Makes a part of a file name: letters, digits and hyphens, the end of a long name.
fn word(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let word: Vec<char> = name.chars().map(plain).collect();
    let end = word.get(word.len().saturating_sub(limits::NAME / 2)..).unwrap_or_default();
    end.iter().collect::<String>().trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Recording, RecordingError, word};

    #[test]
    fn names_are_plain() {
        for (name, expected) in [
            ("../etc/passwd", "etc-passwd"),
            ("exports/Bestellung prüfen.bpmn", "exports-Bestellung-pr-fen-bpmn"),
            ("\u{1b}", ""),
            ("a/very/long/way/to/a/folder/with/order.bpmn", "way-to-a-folder-with-order-bpmn"),
        ] {
            assert_eq!(word(name), expected);
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let error = Recording::read(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn what_is_no_recording_says_so() {
        check("", "is no recording");
        check("{}", "missing field `format`");
        check("[[[[", "is no recording");
        check(r#"{"format": "handoff-recording/9"}"#, "use the handoff that wrote it");
        check(r#"{"format": "handoff-recording/2"}"#, "missing field `handoff`");
        check(&"[".repeat(100_000), "is no recording");
        let large = vec![b' '; crate::limits::RECORDING_BYTES + 1];
        assert!(matches!(Recording::read(&large), Err(RecordingError::TooLarge { .. })));
    }
}
