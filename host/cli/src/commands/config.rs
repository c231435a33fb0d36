//! `handoff config`

use std::fmt::Write as _;

use handoff_check::config::{self, Config, Level, PathEntry, RuleEntry, WrittenRuleEntry};
use handoff_check::plugins::Trust;
use handoff_check::{ArtefactStore, Exit, Rulebook};
use handoff_landscape::Origin;
use handoff_landscape::contract::{Clause, ItemField, Pattern, Side, Subject};
use handoff_machine::{Console, System};

use super::{account, output, request};
use crate::args;
use crate::texts::failure;

pub(super) fn run(
    asked: &args::ConfigCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    if asked.schema {
        return schema(asked, system, console);
    }
    let config = request::configuration(&asked.configured, system)?;
    let chosen = asked.configured.preset.is_some();
    output::finish(console, effective(&config, chosen).as_bytes())
}

/// Prints the schema with the rules of the plugins that run here. While somebody edits it the file may be wrong: then with those of
/// `handoff` alone, and the reason.
fn schema(
    asked: &args::ConfigCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let language = asked.configured.request().language(system);
    let (book, exit) = match request::configuration(&asked.configured, system) {
        Ok(config) => {
            let book = Rulebook::configured(&config, Trust::Pinned, system)?;
            let exit = account::tell_rules_missing(&book, language, console);
            (book, exit)
        }
        Err(error) => {
            let (said, exit) = failure(error, language, console.colors_errors());
            console.tell(&said);
            (Rulebook::open(&ArtefactStore::new(system))?, exit)
        }
    };
    output::print_json(&book.config_schema(language), console)?;
    Ok(exit)
}

/// A line of the effective configuration: what is set, and by whom.
struct EffectiveConfig(Vec<(String, String)>);

impl EffectiveConfig {
    fn add(&mut self, text: impl Into<String>, origin: impl Into<String>) {
        self.0.push((text.into(), origin.into()));
    }

    fn list(&mut self, key: &str, entries: impl Iterator<Item = (String, String)>) {
        let entries: Vec<_> = entries.collect();
        if entries.is_empty() {
            return self.add(format!("{key} = []"), "default");
        }
        self.add(format!("{key} = ["), "");
        for (text, origin) in entries {
            self.add(format!("  {},", quoted(&text)), origin);
        }
        self.add("]", "");
    }

    fn table<'k>(
        &mut self,
        name: &str,
        from: &Origin,
        keys: impl IntoIterator<Item = (&'k str, Option<String>)>,
    ) {
        self.add("", "");
        self.add(format!("[[{name}]]"), origin(from));
        for (key, value) in keys {
            if let Some(value) = value {
                self.add(format!("{key} = {value}"), "");
            }
        }
    }

    /// Lays the origins out in a column of their own, as comments.
    fn finish(self) -> String {
        let long = self.0.iter().map(|(text, _)| text.chars().count()).max().unwrap_or_default().min(60);
        let mut page = String::new();
        for (text, origin) in self.0 {
            // Writing to a string cannot fail.
            let _ = match origin.as_str() {
                "" => writeln!(page, "{text}"),
                origin => writeln!(page, "{text:long$}  # {}", origin.escape_debug()),
            };
        }
        page
    }
}

/// Writes the configuration in force as TOML, with the origin of each value.
fn effective(config: &Config, preset_chosen: bool) -> String {
    let mut lines = EffectiveConfig(Vec::new());
    let scalar = |lines: &mut EffectiveConfig, key: &str, value: &str, set: Option<&Origin>| {
        lines.add(format!("{key} = {}", quoted(value)), set.map_or_else(|| "default".to_owned(), origin));
    };
    if preset_chosen {
        lines.add(format!("preset = {}", quoted(&config.preset.value)), "--preset");
    } else {
        scalar(&mut lines, "preset", &config.preset.value, config.preset.origin.as_ref());
    }
    let fail_on = format!("{:?}", config.fail_on.value).to_lowercase();
    scalar(&mut lines, "fail-on", &fail_on, config.fail_on.origin.as_ref());
    scalar(&mut lines, "language", config.language.value.tag(), config.language.origin.as_ref());
    lines.list("inputs", paths(&config.inputs));
    lines.list("exclude", paths(&config.exclude));
    // What these files hold stands below, so that what is printed is a configuration by itself.
    for (text, origin) in paths(&config.extends) {
        lines.add(format!("# extends: {}", text.escape_debug()), origin);
    }
    for (text, origin) in paths(&config.contracts) {
        lines.add(format!("# contracts: {}", text.escape_debug()), origin);
    }
    for (text, origin) in paths(config.known.as_slice()) {
        lines.add(format!("baseline = {}", quoted(&text)), origin);
    }
    let settings = &config.settings;
    lines.list("customers", patterns(&settings.customers));
    lines.list("partners", patterns(&settings.partners));
    described(config, &mut lines);
    let words = config::added_words(&settings.vocabulary);
    if !words.is_empty() {
        lines.add("", "");
        lines.add("[vocabulary]", "beside the words of handoff itself");
    }
    for (key, words) in words {
        let words = array(words.into_iter().map(quoted)).unwrap_or_default();
        lines.add(format!("{key} = {words}"), "");
    }
    plugins(config, &mut lines);
    lines.add("", "");
    lines.add("[rules]", "");
    for entry in config.rules.iter().filter(|entry| entry.plugin.is_none()) {
        lines.add(rule(entry), origin(&entry.source.origin(entry.span.start)));
    }
    for entry in &config.written {
        written(entry, &mut lines);
    }
    for ignore in &config.ignores {
        let until = ignore.until.map(|until| until.to_string());
        let keys = ignore.keys().into_iter().map(|(key, value)| (key, value.map(quoted)));
        let reason = ("reason", Some(quoted(&ignore.reason)));
        let from = ignore.source.origin(ignore.span.start);
        lines.table("ignore", &from, keys.chain([reason, ("until", until)]));
    }
    lines.finish()
}

/// Adds plugins with their own rules, and keys.
fn plugins(config: &Config, lines: &mut EffectiveConfig) {
    if !config.keys.is_empty() {
        lines.add("", "");
        lines.add("[keys]", "");
    }
    for key in &config.keys {
        let text = format!("{} = {}", quoted(&key.name), quoted(&key.text));
        lines.add(text, origin(&key.source.origin(key.span.start)));
    }
    if !config.families.is_empty() {
        lines.add("", "");
        lines.add("[families]", "");
    }
    for entry in &config.families {
        let owners = entry.owners.iter().map(|owner| quoted(owner)).collect::<Vec<_>>().join(", ");
        let from = origin(&entry.source.origin(entry.span.start));
        lines.add(format!("{} = [{owners}]", quoted(&entry.family)), from);
    }
    for (index, plugin) in config.plugins.iter().enumerate() {
        let own = config.rules.iter().filter(|entry| entry.plugin == Some(index));
        let rules: Vec<String> = own.map(rule).collect();
        let keys = [
            ("path", Some(quoted(&plugin.path.text))),
            ("severity-cap", plugin.severity_cap.map(|cap| quoted(cap.name()))),
            ("signed-by", array(plugin.signers.iter().map(|key| quoted(&key.name)))),
            ("rules", (!rules.is_empty()).then(|| format!("{{ {} }}", rules.join(", ")))),
        ];
        lines.table("plugin", &plugin.path.source.origin(plugin.path.span.start), keys);
    }
}

/// Adds a rule that people wrote. Its cases stay where they are.
fn written(entry: &WrittenRuleEntry, lines: &mut EffectiveConfig) {
    let rule = &entry.rule;
    let texts = |key: &str| {
        let of_key = rule.texts.iter().filter(|text| text.key == key);
        let texts: Vec<String> =
            of_key.map(|text| format!("{} = {}", text.language, quoted(&text.template))).collect();
        (!texts.is_empty()).then(|| format!("{{ {} }}", texts.join(", ")))
    };
    let keys = [
        ("id", Some(quoted(&rule.id))),
        ("severity", Some(quoted(rule.severity.name()))),
        ("title", texts("title")),
        ("message", texts("message")),
        ("remedy", texts("remedy")),
    ];
    lines.table("rule", &entry.source.origin(entry.span.start), keys);
    for (key, value) in rule.conditions.as_object().into_iter().flatten().filter(|(key, _)| *key != "remedy")
    {
        let value = match value.as_u64().filter(|_| key == "within") {
            Some(seconds) => quoted(&format!("{seconds}s")),
            None => toml::Value::try_from(value).map(|value| value.to_string()).unwrap_or_default(),
        };
        lines.add(format!("{key} = {value}"), "");
    }
}

fn rule(entry: &RuleEntry) -> String {
    let mut parts: Vec<String> = entry.level.map(level).into_iter().collect();
    parts.extend(entry.options.iter().map(|(name, value)| format!("{name} = {value}")));
    format!("{} = {{ {} }}", quoted(&entry.rule), parts.join(", "))
}

/// Adds departments, touchpoints, terms, sources and contracts, those of contract files included.
fn described(config: &Config, lines: &mut EffectiveConfig) {
    let settings = &config.settings;
    let texts = |list: &[String]| array(list.iter().map(|text| quoted(text)));
    for department in &settings.departments {
        let aliases = array(department.aliases.iter().map(|alias| quoted(&alias.text)));
        let side = department.side.map(|side| match side {
            Side::Internal => quoted("internal"),
            Side::Customer => quoted("customer"),
            Side::Partner => quoted("partner"),
        });
        let agreement = department.agreement.then(|| "true".to_owned());
        let keys = [
            ("name", Some(quoted(&department.name))),
            ("aliases", aliases),
            ("side", side),
            ("agreement", agreement),
        ];
        lines.table("department", &department.origin, keys);
    }
    for entry in &settings.touchpoints {
        let direction = quoted(if entry.inbound { "from-customer" } else { "to-customer" });
        let keys = [("step", Some(quoted(&entry.step.text))), ("direction", Some(direction))];
        lines.table("touchpoint", &entry.step.origin, keys);
    }
    for term in &settings.glossary {
        let keys = [
            ("name", Some(quoted(&term.name))),
            ("synonyms", texts(&term.synonyms)),
            ("steward", term.steward.as_deref().map(quoted)),
        ];
        lines.table("term", &term.origin, keys);
    }
    for given in &settings.given {
        let text = |text: &Option<String>| text.as_deref().map(quoted);
        let keys = [
            ("item", Some(quoted(&given.item))),
            ("from", text(&given.from)),
            ("process", text(&given.process)),
        ];
        lines.table("source", &given.origin, keys);
    }
    for contract in &settings.contracts {
        let (kind, name) = match &contract.subject {
            Subject::Department(name) => ("department", name),
            Subject::Step(name) => ("step", name),
            Subject::Process(name) => ("process", name),
        };
        let clauses = |list: &[Clause], party| array(list.iter().map(|entry| clause(entry, party)));
        let keys = [
            (kind, Some(quoted(name))),
            ("within", contract.within.map(|seconds| quoted(&format!("{seconds}s")))),
            ("complete-and-accurate", contract.complete_and_accurate.map(|share| format!("{share:?}"))),
            ("requires", clauses(&contract.requires, "from")),
            ("provides", clauses(&contract.provides, "to")),
        ];
        lines.table("contract", &contract.origin, keys);
    }
}

/// Writes a clause; `party` is what the other side is called.
fn clause(clause: &Clause, party: &str) -> String {
    let text = |text: &Option<String>| text.as_deref().map(quoted);
    let keys = [
        ("item", Some(quoted(&clause.item))),
        ("state", text(&clause.state)),
        ("fields", array(clause.fields.iter().map(field))),
        (party, text(&clause.party)),
        ("type", text(&clause.data_type)),
        ("unit", text(&clause.unit)),
        ("many", clause.many.map(|many| many.to_string())),
        ("format", text(&clause.format)),
        ("evidence", text(&clause.evidence)),
        ("optional", clause.optional.then(|| "true".to_owned())),
    ];
    table(&keys)
}

/// Writes a field: by its name alone where nothing else is said of it.
fn field(field: &ItemField) -> String {
    let text = |text: &Option<String>| text.as_deref().map(quoted);
    let keys = [
        ("type", text(&field.data_type)),
        ("format", text(&field.format)),
        ("unit", text(&field.unit)),
        ("optional", field.optional.then(|| "true".to_owned())),
    ];
    if keys.iter().all(|(_, value)| value.is_none()) {
        return quoted(&field.name);
    }
    let name = ("name", Some(quoted(&field.name)));
    table(&[&[name][..], &keys].concat())
}

/// Writes a table in one line, of its keys with a value.
fn table(keys: &[(&str, Option<String>)]) -> String {
    let set = keys.iter().filter_map(|(key, value)| Some(format!("{key} = {}", value.as_ref()?)));
    format!("{{ {} }}", set.collect::<Vec<_>>().join(", "))
}

/// Writes a list; `None` for an empty one.
fn array(entries: impl Iterator<Item = String>) -> Option<String> {
    let entries: Vec<String> = entries.collect();
    (!entries.is_empty()).then(|| format!("[{}]", entries.join(", ")))
}

fn paths(entries: &[PathEntry]) -> impl Iterator<Item = (String, String)> {
    entries.iter().map(|entry| (entry.text.clone(), origin(&entry.source.origin(entry.span.start))))
}

fn patterns(entries: &[Pattern]) -> impl Iterator<Item = (String, String)> {
    entries.iter().map(|entry| (entry.text.clone(), origin(&entry.origin)))
}

fn level(level: Level) -> String {
    format!("severity = {:?}", format!("{level:?}").to_lowercase())
}

fn origin(origin: &Origin) -> String {
    format!("{}:{}:{}", origin.file, origin.line, origin.column)
}

/// Quotes a text as TOML does.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use handoff_check::config::{ConfigFile, PluginEntry};
    use handoff_landscape::Settings;

    use super::*;

    /// Takes the places out, which are all that may differ.
    fn bare(settings: &Settings) -> String {
        let text = format!("{settings:?}");
        let mut parts = text.split("origin: Origin {");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |bare, part| bare + part.split_once('}').map_or(part, |(_, rest)| rest))
    }

    #[test]
    fn what_is_printed_is_a_configuration_that_means_the_same() {
        let text = include_str!("../../../check/src/config/tests/whole.toml");
        let config = Config::of(Some(ConfigFile::new("handoff.toml", text)), None).unwrap();
        let printed = effective(&config, false);
        let again = Config::of(Some(ConfigFile::new("printed.toml", printed.as_str())), None).unwrap();
        assert_eq!(again.preset.value, config.preset.value);
        assert_eq!(again.fail_on.value, config.fail_on.value);
        // Rules of the preset stand in both, in the file and in the preset that it names.
        let rules = |config: &Config| -> BTreeMap<_, _> {
            config
                .rules
                .iter()
                .map(|entry| ((entry.plugin, entry.rule.clone()), (entry.level, entry.options.clone())))
                .collect()
        };
        assert_eq!(rules(&again), rules(&config));
        assert_eq!(again.ignores.len(), config.ignores.len());
        let written = |config: &Config| -> Vec<_> {
            let rules = config.written.iter().map(|entry| &entry.rule);
            rules
                .map(|rule| (rule.id.clone(), rule.severity, rule.texts.clone(), rule.conditions.clone()))
                .collect()
        };
        assert_eq!(written(&again), written(&config), "{printed}");
        let plugins = |config: &Config| -> Vec<(String, Vec<String>)> {
            let names = |plugin: &PluginEntry| plugin.signers.iter().map(|key| key.text.clone()).collect();
            config.plugins.iter().map(|plugin| (plugin.path.text.clone(), names(plugin))).collect()
        };
        assert_eq!(plugins(&again), plugins(&config));
        assert_eq!(bare(&again.settings), bare(&config.settings), "{printed}");
        assert!(printed.contains("# handoff.toml:4:11"), "{printed}");
    }
}
