//! What the user configured: read, validated, explained.
//!
//! The path: [`Config::load`] finds the file → `reader` turns TOML into `raw` types, finding every fault →
//! `validate` turns these into [`Settings`] and rule entries. Complaints point into the user's file.

mod baseline;
mod date;
mod duration;
mod entry;
mod error;
mod item;
mod level;
mod load;
mod pack;
mod plugins;
mod preset;
mod raw;
mod reader;
mod rules;
mod several;
mod shared;
mod side;
mod unread_keys;
mod validate;
mod value;
mod vocabulary;
mod written;

use std::path::PathBuf;
use std::sync::Arc;

use handoff_landscape::{Origin, Settings};
use handoff_machine::Paths;
use handoff_model::Language;

pub use baseline::{Baseline, KnownFinding, quoted};
pub use date::Date;
use entry::PatternBudget;
pub use entry::{PathEntry, PresetEntry};
pub use error::{
    ConfigAccessError, ConfigError, ConfigErrorKind, ConfigErrors, ConfigFile, DurationError, EntryError,
    ExpectedForm, ExpectedValue, FoundValue, NamedPart, PinError, PinPart, Suggestion, ValueError, ValueType,
    WrittenRuleError,
};
pub use level::{FailOn, Level};
pub use load::{ConfigLoadError, ConfigRequest, FILE_NAME};
pub use pack::names as pack_names;
pub use plugins::{FamilyEntry, KeyEntry, PluginEntry};
pub(crate) use rules::like;
pub use rules::{IgnoreEntry, RuleEntry};
pub use shared::plugin_preset;
pub use vocabulary::added as added_words;
pub use written::WrittenRuleEntry;

pub(crate) use load::read as read_file;
pub(crate) use reader::read;
pub(crate) use unread_keys::{UnreadKeys, unread_keys};
pub(crate) use value::SpannedValue;

use crate::path::slashed;
use crate::scope::ReadScope;
use raw::{RawConfig, RawContracts};
use validate::Validator;
use value::RawRule;

/// A value with the place that set it; `None` where it is the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value in force.
    pub value: T,
    /// The place that set it; `None` where it is the default.
    pub origin: Option<Origin>,
}

/// A configuration in which everything has been checked that needs no plugin.
#[derive(Debug)]
pub struct Config {
    /// The files it was read from, the configuration first; empty for the defaults.
    pub sources: Vec<Arc<ConfigFile>>,
    /// The file itself, as seen from the current folder; `None` for the defaults.
    pub file: Option<PathBuf>,
    /// The folder that its paths are relative to, as seen from the current one.
    pub base: PathBuf,
    /// Where it may look.
    pub scope: ReadScope,
    /// What to check if nothing is named.
    pub inputs: Vec<PathEntry>,
    /// Globs of exports to leave out.
    pub exclude: Vec<PathEntry>,
    /// Contract files to add.
    pub contracts: Vec<PathEntry>,
    /// The name of the list of rules to start from.
    pub preset: Setting<String>,
    /// How bad a finding must be to fail the check.
    pub fail_on: Setting<FailOn>,
    /// The language of reports.
    pub language: Setting<Language>,
    /// Only findings that reach the customer, or are about the customer, are shown.
    pub only_reaching_customer: bool,
    /// Errors that rest on no contract become warnings.
    pub only_declared_fails: bool,
    /// Rules that are off by default run too.
    pub every_rule: bool,
    /// Processes whose steps have no names of their own are judged like all others.
    pub judge_sketches: bool,
    /// Departments, contracts, terms, sources and words.
    pub settings: Settings,
    /// Rules: the preset's entries, then those of shared files, of plugin entries, and of `[rules]`.
    pub rules: Vec<RuleEntry>,
    /// Rules that people wrote: those of the file, then those of what it extends. Whether their ids are free is not known yet.
    pub written: Vec<WrittenRuleEntry>,
    /// What it extends, as written.
    pub extends: Vec<PathEntry>,
    /// Presets of plugins that it takes over, in their order among `rules`.
    pub presets: Vec<PresetEntry>,
    /// Rule plugins, beside the built-in one.
    pub plugins: Vec<PluginEntry>,
    /// Families of rules that belong to somebody, each once.
    pub families: Vec<FamilyEntry>,
    /// The keys by which plugins may be signed.
    pub keys: Vec<KeyEntry>,
    /// Which findings to leave out, and why.
    pub ignores: Vec<IgnoreEntry>,
    /// The file of what is known, as the configuration names it.
    pub known: Option<PathEntry>,
    /// What is known.
    pub baseline: Option<Baseline>,
}

impl Config {
    /// Reads a configuration; the given `preset` wins over the file's. Every fault of the file is reported at once.
    pub fn of(source: Option<Arc<ConfigFile>>, preset: Option<&str>) -> Result<Self, ConfigErrors> {
        let mut complaints = Vec::new();
        let text = source.clone().unwrap_or_else(|| ConfigFile::new("<defaults>", ""));
        let (raw, wrong) = reader::read::<RawConfig>(&text);
        complaints.extend(wrong);
        let mut raw = raw.unwrap_or_default();
        let mut settings = Settings { vocabulary: vocabulary::built_in(), ..Settings::default() };
        let partial = !complaints.is_empty();
        let mut validator = Validator { source: Arc::clone(&text), complaints: &mut complaints, partial };
        validator.config(&mut raw, &mut settings);
        let ignores = validator.ignores(&raw.ignore);
        let keys = validator.keys(&raw.keys);
        let plugins = validator.plugins(&raw, &keys);
        let families = validator.families(&raw.families);
        let set = |at: &Option<SpannedValue<String>>, default: &str| Setting {
            value: at.as_ref().map_or(default, |at| at.value.as_str()).to_owned(),
            origin: at.as_ref().map(|at| text.origin(at.span.start)),
        };
        let mut config = Self {
            inputs: paths(&raw.inputs, &text, &mut complaints),
            exclude: paths(&raw.exclude, &text, &mut complaints),
            contracts: paths(&raw.contracts, &text, &mut complaints),
            preset: set(&raw.preset, preset::PRESETS[0].0),
            fail_on: Setting {
                value: raw.fail_on.as_ref().map_or(FailOn::Error, |at| at.value),
                origin: raw.fail_on.as_ref().map(|at| text.origin(at.span.start)),
            },
            language: Setting {
                value: raw.language.as_ref().and_then(|at| Language::of(&at.value)).unwrap_or_default(),
                origin: raw.language.as_ref().map(|at| text.origin(at.span.start)),
            },
            only_reaching_customer: false,
            only_declared_fails: false,
            every_rule: false,
            judge_sketches: false,
            settings,
            rules: Vec::new(),
            written: Vec::new(),
            extends: PathEntry::list(&raw.extends, &text),
            presets: Vec::new(),
            plugins,
            families,
            keys,
            ignores,
            known: paths(raw.baseline.as_slice(), &text, &mut complaints).pop(),
            baseline: None,
            sources: source.into_iter().collect(),
            file: None,
            base: ".".into(),
            scope: ReadScope::default(),
        };
        complaints.extend(unknown_language(&raw, &text));
        config.written = written::entries(&raw.rule, &text, &mut complaints);
        config.apply_preset(preset, &raw, &text, &mut complaints);
        for (index, plugin) in raw.plugin.into_iter().enumerate() {
            config.rules.extend(entries(plugin.value.rules, &text, Some(index)));
        }
        config.rules.extend(entries(raw.rules, &text, None));
        if complaints.is_empty() { Ok(config) } else { Err(sorted(complaints)) }
    }

    /// Adds a contract file.
    pub fn add_contracts(&mut self, source: Arc<ConfigFile>) -> Result<(), ConfigErrors> {
        let (raw, mut complaints) = reader::read::<RawContracts>(&source);
        let partial = !complaints.is_empty();
        self.sources.push(Arc::clone(&source));
        let mut validator = Validator { source, complaints: &mut complaints, partial };
        validator.contracts(&raw.unwrap_or_default(), &mut self.settings);
        if complaints.is_empty() { Ok(()) } else { Err(sorted(complaints)) }
    }

    fn apply_preset(
        &mut self,
        chosen: Option<&str>,
        raw: &RawConfig,
        text: &Arc<ConfigFile>,
        complaints: &mut Vec<ConfigError>,
    ) {
        if let Some(chosen) = chosen {
            self.preset = Setting { value: chosen.to_owned(), origin: None };
        }
        if let Some((source, preset)) = preset::read(&self.preset.value, complaints) {
            self.only_reaching_customer = preset.only_reaching_customer;
            self.only_declared_fails = preset.only_declared_fails;
            self.every_rule = preset.every_rule;
            self.judge_sketches = preset.judge_sketches;
            self.rules.extend(entries(preset.rules, &source, None));
        } else if let Some(at) = &raw.preset {
            let near = Suggestion::of(&at.value, preset::names());
            let error = EntryError::UnknownPreset(at.value.clone(), near);
            complaints.push(ConfigError::new(text, at.span.clone(), error));
        }
    }
}

/// Returns the names of the presets with what each is for.
pub fn presets() -> Vec<(&'static str, String)> {
    let describe = |name| preset::read(name, &mut Vec::new()).map(|(_, preset)| (name, preset.description));
    preset::names().filter_map(describe).collect()
}

/// Returns the keys of the configuration file.
fn keys() -> Vec<String> {
    let mut schema = schemars::schema_for!(RawConfig);
    let properties = schema.get_mut("properties").map(serde_json::Value::take);
    let properties = properties.and_then(|properties| properties.as_object().cloned()).unwrap_or_default();
    properties.into_iter().map(|(key, _)| key).collect()
}

/// Returns the JSON Schema of the configuration file.
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(RawConfig);
    schema.insert("title".to_owned(), "handoff.toml".into());
    schema.into()
}

/// Returns the JSON Schema of a contract file.
pub fn contracts_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(RawContracts);
    schema.insert("title".to_owned(), "handoff contracts".into());
    schema.into()
}

/// Complains of a language that nothing is said in.
fn unknown_language(raw: &RawConfig, text: &Arc<ConfigFile>) -> Option<ConfigError> {
    let at = raw.language.as_ref().filter(|at| Language::of(&at.value).is_none())?;
    let near = Suggestion::of(&at.value, Language::ALL.into_iter().map(Language::tag));
    let error = EntryError::UnknownLanguage(at.value.clone(), near);
    Some(ConfigError::new(text, at.span.clone(), error))
}

fn paths(
    list: &[SpannedValue<String>],
    source: &Arc<ConfigFile>,
    complaints: &mut Vec<ConfigError>,
) -> Vec<PathEntry> {
    let (mut entries, mut budget) = (Vec::new(), PatternBudget::new());
    for SpannedValue { value, span } in list {
        let mut complain = |error: EntryError| {
            complaints.push(ConfigError::new(source, span.clone(), error));
        };
        let text = slashed(value);
        if let Err(error) = budget.spend(&text) {
            complain(error);
            break;
        }
        match Paths::Unix.pattern([&text]) {
            _ if value.chars().any(char::is_control) => complain(EntryError::ControlCharacter),
            _ if value.trim().is_empty() => complain(EntryError::NoPath),
            Err(error) => complain(EntryError::NoPattern(error.kind().to_string())),
            Ok(_) => {
                entries.push(PathEntry { text, source: Arc::clone(source), span: span.clone() });
            }
        }
    }
    entries
}

fn entries(
    rules: std::collections::BTreeMap<SpannedValue<String>, SpannedValue<RawRule>>,
    source: &Arc<ConfigFile>,
    plugin: Option<usize>,
) -> Vec<RuleEntry> {
    let entry = |(rule, setting): (SpannedValue<String>, SpannedValue<RawRule>)| RuleEntry {
        rule: rule.value,
        level: setting.value.level,
        options: setting.value.options,
        plugin,
        source: Arc::clone(source),
        span: rule.span,
    };
    rules.into_iter().map(entry).collect()
}

/// Puts complaints in the order of the files.
pub(crate) fn sorted(mut complaints: Vec<ConfigError>) -> ConfigErrors {
    complaints.sort_by(|one, other| one.position().cmp(&other.position()));
    ConfigErrors(complaints)
}

#[cfg(test)]
mod tests;
