//! The plugins of a run, and the rules that were chosen from them.

use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_finding::Severity;
use handoff_landscape::Landscape;
use handoff_sandbox::{Artefacts, Call, Choice, Host, HostError, LoadError, Plugin, Selection};
use rayon::prelude::*;
use serde_json::Value;

use crate::config::{self, Complaint, Complaints, Config, Level};
use crate::host_rules;
use crate::ran::{Asked, Ran};
use crate::recorder::Recorder;

/// The rules that come with `handoff`: a plugin like any other.
const BUILT_IN: &[u8] = include_bytes!("../../../plugins/dist/builtin.wasm");

/// The plugins of a run.
pub struct Rulebook {
    host: Host,
    plugins: Vec<Plugin>,
}

/// The rulebook cannot be opened. Only the built-in plugin is in it so far, so this is never the user's fault.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The sandbox does not start.
    #[error(transparent)]
    Host(#[from] HostError),
    /// The built-in plugin does not load.
    #[error("the built-in rules {0}")]
    BuiltIn(#[from] LoadError),
}

/// A rule as lists and pages show it.
#[derive(Clone, Debug)]
pub struct RuleView<'a> {
    /// Its id.
    pub id: &'a str,
    /// The plugin that holds it, with its version.
    pub plugin: (&'a str, &'a str),
    /// Its own severity.
    pub severity: Severity,
    /// Its own certainty, as a word.
    pub certainty: &'static str,
    /// Off unless something turns it on.
    pub off: bool,
    /// One line.
    pub title: &'a str,
    /// Its page, in Markdown.
    pub page: &'a str,
    /// The JSON Schema of its options.
    pub options: Option<&'a Value>,
}

impl Rulebook {
    /// Starts the sandbox and loads the built-in rules.
    pub fn open(artefacts: &dyn Artefacts) -> Result<Self, OpenError> {
        let host = Host::new()?;
        let plugins = vec![host.load(BUILT_IN, artefacts)?];
        Ok(Self { host, plugins })
    }

    /// Lists every rule, by id.
    pub fn rules(&self) -> Vec<RuleView<'_>> {
        let of_plugins = self.plugins.iter().flat_map(|plugin| {
            let description = &plugin.description;
            description.rules.iter().map(|rule| RuleView {
                id: &rule.id,
                plugin: (&description.id, &description.version),
                severity: rule.severity,
                certainty: rule.certainty.name(),
                off: rule.off,
                title: &rule.title,
                page: &rule.page,
                options: rule.options.as_ref().map(handoff_sandbox::Schema::json),
            })
        });
        let of_host = host_rules::ALL.iter().map(|rule| RuleView {
            id: rule.id,
            plugin: ("handoff", env!("CARGO_PKG_VERSION")),
            severity: rule.severity,
            certainty: "certain",
            off: false,
            title: rule.title,
            page: rule.page,
            options: None,
        });
        let mut rules: Vec<RuleView<'_>> = of_plugins.chain(of_host).collect();
        rules.sort_by_key(|rule| rule.id);
        rules
    }

    /// Applies the configuration to every plugin; complains about rules and options that do not exist.
    pub fn select(&self, config: &Config) -> Result<Vec<Selection>, Complaints> {
        let mut complaints = self.complaints(config);
        let choices = self.choices(config);
        let mut selections = Vec::new();
        for plugin in &self.plugins {
            match plugin.description.select(&config.language.value, &choices) {
                Ok(selection) => selections.push(selection),
                Err(wrong) => {
                    let entry = config.rules.iter().rfind(|entry| *entry.rule == *wrong.rule);
                    let message = match wrong.error.path.as_str() {
                        "" => wrong.error.problem,
                        path => format!("`{path}`: {}", wrong.error.problem),
                    };
                    complaints.extend(entry.map(|entry| entry.complain(message)));
                }
            }
        }
        if complaints.is_empty() { Ok(selections) } else { Err(config::sorted(complaints)) }
    }

    fn complaints(&self, config: &Config) -> Vec<Complaint> {
        let rules = self.rules();
        let known = || rules.iter().map(|rule| rule.id);
        let fixed =
            |entry: &&crate::config::RuleEntry| host_rules::ALL.iter().any(|rule| rule.id == entry.rule);
        let unknown = config.rules.iter().filter_map(|entry| entry.unknown(known()));
        let fixed = config.rules.iter().filter(fixed).map(|entry| {
            entry
                .complain("this rule is about the check itself and cannot be changed".to_owned())
                .help("leave files out with `exclude`, and remove ignores that are stale")
        });
        unknown
            .chain(config.ignores.iter().filter_map(|ignore| ignore.unknown(known())))
            .chain(fixed)
            .collect()
    }

    /// Joins what preset and configuration say about each rule; the later entry wins, options are added up.
    fn choices(&self, config: &Config) -> BTreeMap<String, Choice> {
        let mut choices = BTreeMap::new();
        if config.every_rule {
            for rule in self.rules() {
                choices.insert(rule.id.to_owned(), Choice { on: Some(true), ..Choice::default() });
            }
        }
        for entry in &config.rules {
            let choice = choices.entry(entry.rule.clone()).or_default();
            // Whoever writes options for a rule wants it to run.
            choice.on = Some(entry.level != Some(Level::Off));
            choice.severity = match entry.level {
                Some(Level::Info) => Some(Severity::Info),
                Some(Level::Warning) => Some(Severity::Warning),
                Some(Level::Error) => Some(Severity::Error),
                Some(Level::Off) => None,
                None => choice.severity,
            };
            if !entry.options.is_empty() {
                let options = choice.options.get_or_insert_with(|| Value::Object(serde_json::Map::default()));
                if let Value::Object(options) = options {
                    options.extend(entry.options.clone());
                }
            }
        }
        choices
    }

    /// Returns the sandbox.
    pub(crate) fn host(&self) -> &Host {
        &self.host
    }

    /// Finds a plugin by the sha256 of its bytes.
    pub(crate) fn of_digest(&self, digest: &str) -> Option<&Plugin> {
        self.plugins.iter().find(|plugin| *plugin.digest == *digest)
    }

    /// Runs every plugin over every unit of the landscape; the recorder hears of every call.
    pub fn run(
        &self,
        selections: &[Selection],
        landscape: &Arc<Landscape>,
        recorder: Option<&Recorder<'_>>,
    ) -> Vec<Ran> {
        let units = landscape.units.len();
        let ran = self.plugins.iter().zip(selections).map(|(plugin, selection)| {
            let check = |unit| {
                let call = self.host.check(plugin, selection, landscape, unit);
                if let Some(recorder) = recorder {
                    recorder.hear(plugin, selection, landscape, unit, &call);
                }
                call
            };
            let calls: Vec<Call> = (0..units).into_par_iter().map(check).collect();
            Ran::of(Asked { host: &self.host, plugin, selection, landscape }, calls)
        });
        ran.collect()
    }
}
