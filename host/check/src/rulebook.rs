//! The plugins of a run, and the rules that were chosen from them.

mod life;
mod schema;
mod select;
mod translation;
mod written;

use std::path::Path;
use std::sync::Arc;

use handoff_finding::Severity;
use handoff_landscape::{Landscape, Origin};
use handoff_machine::System;
use handoff_model::Language;
use handoff_report::RulePage;
use handoff_sandbox::{Artefacts, HashedBytes, Host, Plugin, RuleDescription, Selection};
use serde_json::Value;

use crate::artefact_store::ArtefactStore;
use crate::cache::CallCache;
use crate::config::{Config, ConfigError, WrittenRuleEntry};
use crate::failure::RulebookError;
use crate::host_rules;
use crate::plugin_calls::{RunAllowance, call_bounded, call_trusted};
use crate::plugin_run::{PluginContext, PluginRun};
use crate::plugins::{
    self, Candidate, ComponentSource, Lock, LockError, NameOwner, Pin, RefusalCause, RefusedPlugin, Signer,
    Trust,
};
use crate::recorder::Recorder;
use crate::texts::HostTexts;

pub use select::RuleFilter;

/// The rules that come with `handoff`: a plugin like any other.
const BUILT_IN: &[u8] = include_bytes!("../../../plugins/dist/builtin.wasm");

/// What the component says of itself, its digest too; a test holds it against the component.
const ACCOUNT: &str = include_str!("../../../plugins/dist/SOURCES");

/// Returns the built-in rules with their digest, so that no run computes it.
fn built_in() -> HashedBytes<'static> {
    let digest = ACCOUNT.lines().find_map(|line| line.strip_prefix("component sha256:"));
    digest.map_or_else(|| HashedBytes::of(BUILT_IN), |digest| HashedBytes::known(BUILT_IN, digest))
}

/// Every plugin that may run, the built-in one first.
pub struct Rulebook {
    host: Host,
    plugins: Vec<LoadedPlugin>,
    /// Plugins of the configuration that may not run.
    pub refused: Vec<RefusedPlugin>,
    /// Pins that no plugin of the configuration has.
    pub stale: Vec<(Pin, Origin)>,
    /// The rules that people wrote, as far as they run.
    written: Vec<WrittenRuleEntry>,
    /// What is wrong with the rules that people wrote, and with the texts in the language of the run.
    complaints: Vec<ConfigError>,
}

/// A plugin that runs.
pub(crate) struct LoadedPlugin {
    pub plugin: Plugin,
    /// Where it comes from; `None` for the built-in ones.
    pub from: Option<Provenance>,
}

impl LoadedPlugin {
    /// Tells whether it runs the rules that people wrote in the configuration.
    fn is_written(&self) -> bool {
        *self.plugin.description.id == *written::ID
    }

    /// Returns the worst that its findings may be, unless the configuration says more of a rule.
    pub(crate) fn severity_cap(&self) -> Option<Severity> {
        self.from.as_ref()?.severity_cap
    }
}

/// Where a plugin of the configuration comes from.
pub struct Provenance {
    /// The entry of the configuration, by its place there.
    pub entry: usize,
    /// Its path as configured.
    pub source: String,
    /// Whose signature it bears.
    pub signer: Option<Signer>,
    /// The worst that its findings may be, unless the configuration says more of a rule.
    pub severity_cap: Option<Severity>,
    /// Why it would not run if it had to be pinned.
    pub doubt: Option<RefusalCause>,
}

impl Provenance {
    /// Completes where a plugin comes from, its entry and path, with what the configuration says there.
    pub fn new(
        (entry, source): (usize, &str),
        signer: Option<Signer>,
        doubt: Option<RefusalCause>,
        config: &Config,
    ) -> Self {
        let severity_cap = config.plugins.get(entry).and_then(|plugin| plugin.severity_cap);
        Self { entry, source: source.to_owned(), signer, severity_cap, doubt }
    }
}

/// A rule as lists and pages show it.
#[derive(Clone, Debug)]
pub struct RuleView<'a> {
    /// The id of the rule, `family/name`.
    pub id: &'a str,
    /// The plugin that holds it, with its version.
    pub plugin: (&'a str, &'a str),
    /// The severity that the rule states of itself; the configuration may give it another.
    pub severity: Severity,
    /// The worst that the configuration lets findings of its plugin be; `None` for whatever it says.
    pub severity_cap: Option<Severity>,
    /// Its own certainty, as a word.
    pub certainty: &'static str,
    /// Off unless something turns it on.
    pub off: bool,
    /// What it finds, in one line. Untrusted text.
    pub title: &'a str,
    /// Its page, in Markdown. Untrusted text.
    pub page: &'a str,
    /// The JSON Schema of its options.
    pub options: Option<&'a Value>,
    /// What else its plugin says of it; `None` for the rules of the host itself.
    pub description: Option<&'a RuleDescription>,
    /// Why it is on its way out, in the language of `title`; `None` where it is not. Untrusted text.
    pub deprecation: Option<&'a str>,
}

/// Refuses a plugin that has or had rules of a family that the configuration gives to others.
fn check_families(plugin: &Plugin, config: &Config) -> Result<(), RefusalCause> {
    let is_foreign = |owners: &[String]| !owners.iter().any(|owner| **owner == *plugin.description.id);
    let owned = plugin.description.families().find_map(|family| {
        config.families.iter().find(|entry| entry.family == family && is_foreign(&entry.owners))
    });
    owned.map_or(Ok(()), |entry| {
        Err(RefusalCause::FamilyOwned { family: entry.family.clone(), owners: entry.owners.clone() })
    })
}

impl Rulebook {
    /// Starts the sandbox and loads the built-in rules.
    pub fn open(artefacts: &dyn Artefacts) -> Result<Self, RulebookError> {
        let host = Host::new()?;
        let plugins = vec![LoadedPlugin { plugin: host.load(built_in(), artefacts)?, from: None }];
        Ok(Self {
            host,
            plugins,
            refused: Vec::new(),
            stale: Vec::new(),
            written: Vec::new(),
            complaints: Vec::new(),
        })
    }

    /// Adds the plugins of the configuration; those that may not run are refused, and the others go on.
    pub fn configured(config: &Config, trust: Trust, system: &dyn System) -> Result<Self, RulebookError> {
        Self::of(config, &plugins::locate(config, system), trust, system)
    }

    /// Adds the plugins of the configuration as they are pinned, but for the one of a source: a file takes its place, pinned or not.
    pub fn with_candidate(
        config: &Config,
        (source, file): (&str, &Path),
        system: &dyn System,
    ) -> Result<Self, RulebookError> {
        let mut located = plugins::locate(config, system);
        for located in located.iter_mut().filter(|located| located.source == source) {
            (located.path, located.is_candidate) = (file.to_path_buf(), true);
        }
        Self::of(config, &located, Trust::Pinned, system)
    }

    fn of(
        config: &Config,
        located: &[ComponentSource],
        trust: Trust,
        system: &dyn System,
    ) -> Result<Self, RulebookError> {
        let mut book = Self::open(&ArtefactStore::new(system))?;
        let lock = Lock::load(config, system);
        // Those that are pinned come first, so that no other takes the name or a rule of one.
        let mut decided: Vec<Result<LoadedPlugin, RefusalCause>> = Vec::new();
        for located in located {
            decided.push(book.load_verified(located, config, &lock, Trust::Pinned, (system, &decided)));
        }
        if trust == Trust::Unpinned {
            for (index, located) in located.iter().enumerate() {
                if matches!(&decided[index], Err(cause) if cause.is_doubt()) {
                    decided[index] = book.load_verified(located, config, &lock, trust, (system, &decided));
                }
            }
        }
        for (located, decided) in located.iter().zip(decided) {
            match decided {
                Ok(loaded) => book.plugins.push(loaded),
                Err(cause) => {
                    book.refused.push(RefusedPlugin::new(located, config, lock.as_ref().ok(), cause));
                }
            }
        }
        book.add_written(config, system)?;
        let plugins = book.plugins.iter_mut().map(|loaded| &mut loaded.plugin.description);
        let untranslatable = translation::translate(&mut plugins.collect::<Vec<_>>(), config, system);
        book.complaints.extend(untranslatable);
        if let Ok(lock) = &lock {
            let sources: Vec<&str> = located.iter().map(|located| located.source.as_str()).collect();
            book.stale = lock.stale(&sources).cloned().collect();
        }
        Ok(book)
    }

    /// Decides about one plugin: reads it once, holds it against signature and pin, loads it.
    fn load_verified(
        &self,
        located: &ComponentSource,
        config: &Config,
        lock: &Result<Lock, LockError>,
        trust: Trust,
        (system, decided): (&dyn System, &[Result<LoadedPlugin, RefusalCause>]),
    ) -> Result<LoadedPlugin, RefusalCause> {
        let ComponentSource { entry, source, is_candidate, .. } = located;
        let trust = if *is_candidate { Trust::Unpinned } else { trust };
        let bytes = plugins::read(located, config, system)?;
        let candidate = Candidate::of(&bytes, located, config, system)?;
        let mut doubt = candidate.check_pin(source, lock).err();
        if trust == Trust::Pinned
            && let Some(cause) = doubt
        {
            return Err(cause);
        }
        let signer = candidate.signer.clone();
        let plugin = candidate.load(source, &self.host, system)?;
        if let (None, Ok(lock)) = (&doubt, lock) {
            let wrong = lock.pin(source).is_some_and(|pin| !pin.describes(&plugin));
            doubt = wrong.then_some(RefusalCause::Misdescribed);
        }
        match doubt {
            Some(cause) if trust == Trust::Pinned => return Err(cause),
            _ => self.check_names(&plugin, decided).and_then(|()| check_families(&plugin, config))?,
        }
        let from = Provenance::new((*entry, source), signer, doubt, config);
        Ok(LoadedPlugin { plugin, from: Some(from) })
    }

    /// Refuses a plugin that takes the name, or the name of a rule, of one that is there, or rules of a family of ours.
    fn check_names(
        &self,
        plugin: &Plugin,
        decided: &[Result<LoadedPlugin, RefusalCause>],
    ) -> Result<(), RefusalCause> {
        let name = &plugin.description.id;
        if **name == *host_rules::host().name || **name == *written::ID {
            return Err(RefusalCause::NameTaken { name: name.to_string(), by: NameOwner::Program });
        }
        // A rule that is written gives way to one that is pinned, and says so.
        let others = self.plugins.iter().filter(|loaded| !loaded.is_written());
        for other in others.chain(decided.iter().flatten()) {
            let by = || match &other.from {
                Some(from) => NameOwner::Plugin(from.source.clone()),
                None => NameOwner::BuiltIn,
            };
            if other.plugin.description.id == *name {
                return Err(RefusalCause::NameTaken { name: name.to_string(), by: by() });
            }
            let mut rules = plugin.description.rules.iter();
            if let Some(rule) = rules.find(|rule| other.plugin.description.rule(&rule.id).is_some()) {
                return Err(RefusalCause::RuleTaken { rule: rule.id.to_string(), by: by() });
            }
            let mut retired = plugin.description.retired.iter();
            let is_retired = |id: &str| other.plugin.description.retired.iter().any(|gone| *gone.id == *id);
            if let Some(gone) = retired.find(|gone| is_retired(&gone.id)) {
                return Err(RefusalCause::RetiredTaken { rule: gone.id.to_string(), by: by() });
            }
            let is_ours = |family: &&str| {
                let mut ours = other.plugin.description.rules.iter();
                other.from.is_none() && ours.any(|rule| rule.family() == *family)
            };
            if let Some(family) = plugin.description.families().find(is_ours) {
                return Err(RefusalCause::FamilyTaken(family.to_owned()));
            }
        }
        Ok(())
    }

    /// Adds a plugin that is about to be pinned, unless it takes a name, a rule or a family of those that are there or of
    /// whoever the configuration gives it to.
    pub fn admit(&mut self, plugin: Plugin, from: Provenance, config: &Config) -> Result<(), RefusalCause> {
        self.check_names(&plugin, &[]).and_then(|()| check_families(&plugin, config))?;
        self.plugins.push(LoadedPlugin { plugin, from: Some(from) });
        Ok(())
    }

    /// Lists the plugins of the configuration that run, each with where it comes from.
    pub fn third_party(&self) -> impl Iterator<Item = (&Plugin, &Provenance)> {
        self.plugins.iter().filter_map(|loaded| Some((&loaded.plugin, loaded.from.as_ref()?)))
    }

    /// Lists every rule, by id, with its title in a language.
    pub fn rules(&self, language: Language) -> Vec<RuleView<'_>> {
        let of_plugins = self.plugins.iter().flat_map(|loaded| {
            let description = &loaded.plugin.description;
            description.rules.iter().map(|rule| RuleView {
                id: &rule.id,
                plugin: (&description.id, &description.version),
                severity: rule.severity,
                severity_cap: loaded.severity_cap(),
                certainty: rule.certainty.name(),
                off: rule.off,
                title: description.title(rule, language),
                page: rule.page(language),
                options: rule.options.as_ref().map(handoff_sandbox::OptionsSchema::json),
                description: Some(rule),
                deprecation: rule.deprecated.as_ref().map(|gone| description.reason(gone, language)),
            })
        });
        let of_host = host_rules::ALL.iter().map(|rule| RuleView {
            id: rule.id,
            plugin: ("handoff", env!("CARGO_PKG_VERSION")),
            severity: rule.severity,
            severity_cap: None,
            certainty: "certain",
            off: false,
            title: rule.title.say(language),
            page: rule.page,
            options: None,
            description: None,
            deprecation: None,
        });
        let mut rules: Vec<RuleView<'_>> = of_plugins.chain(of_host).collect();
        rules.sort_by_key(|rule| rule.id);
        rules
    }

    /// Lists every rule as reports in a language show it, by id.
    pub fn reported(&self, language: Language) -> Vec<RulePage<'_>> {
        let page = |RuleView { id, severity, title, page, description: said, deprecation, .. }| RulePage {
            id,
            severity,
            title,
            page,
            tags: said.map_or(&[], |said| &said.tags),
            related: said.map_or(&[], |said| &said.related),
            link: said.and_then(|said| said.link.as_deref()),
            deprecated: deprecation.is_some(),
            properties: said.map_or(&[], |said| &said.properties),
        };
        self.rules(language).into_iter().map(page).collect()
    }

    /// Returns the sandbox.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Takes out the sandbox and the plugin with the rules that people wrote; `None` where there are none.
    pub fn into_written(mut self) -> Option<(Host, Plugin)> {
        let at = self.plugins.iter().position(LoadedPlugin::is_written)?;
        Some((self.host, self.plugins.swap_remove(at).plugin))
    }

    /// Finds a plugin by the sha256 of its bytes.
    pub fn of_digest(&self, digest: &str) -> Option<&Plugin> {
        self.plugins.iter().map(|loaded| &loaded.plugin).find(|plugin| *plugin.digest == *digest)
    }

    /// Runs every plugin over every unit of the landscape, except where it has said before what it says of that unit.
    /// The recorder hears of every call, also of those that were made before.
    pub(crate) fn run(
        &self,
        (selections, texts): (&[Selection], &HostTexts),
        landscape: &Arc<Landscape>,
        recorder: Option<&Recorder<'_>>,
        cache: &mut CallCache,
    ) -> Vec<PluginRun> {
        let old = cache.begin();
        let elements = landscape.units.iter().map(|unit| handoff_sandbox::elements(unit)).sum();
        let mut allowance = RunAllowance::new(elements);
        let ran = self.plugins.iter().zip(selections).map(|(loaded, selection)| {
            let LoadedPlugin { plugin, from } = loaded;
            let known = CallCache::valid_calls(&old, plugin, selection);
            let answer = |unit| known.and_then(|known| known.of(unit, plugin, selection));
            let known = landscape.units.iter().map(answer).collect();
            let call = |index| self.host.check(plugin, selection, landscape, index);
            let calls = match from {
                None if !loaded.is_written() => call_trusted(known, call),
                _ => call_bounded(known, plugin.inspection.profile, elements, &mut allowance, call),
            };
            cache.called += calls.called;
            if let Some(recorder) = recorder {
                for (index, answer) in calls.answers.iter().enumerate() {
                    recorder.hear(plugin, selection, landscape, index, &answer.call);
                }
            }
            cache.keep(plugin, selection, &landscape.units, &calls.answers);
            let (host, severity_cap) = (&self.host, loaded.severity_cap());
            let context = PluginContext { host, plugin, selection, severity_cap, landscape, texts };
            let mut run = PluginRun::of(context, &calls);
            if loaded.is_written() && !landscape.units.is_empty() {
                run.findings.extend(written::idle(&self.written, selection, &calls, texts));
            }
            run
        });
        let ran: Vec<PluginRun> = ran.collect();
        ran.into_iter().chain(self.refused.iter().map(|refused| PluginRun::refused(refused, texts))).collect()
    }
}
