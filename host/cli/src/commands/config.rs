//! `handoff config`

use std::fmt::Write as _;

use handoff_landscape::Origin;
use handoff_landscape::contract::{Pattern, Side, Subject};

use crate::args;
use crate::config::{Config, Level, PathEntry};
use crate::console::Console;
use crate::exit::Exit;
use crate::run::Failure;
use crate::system::System;

pub(super) fn run(
    asked: &args::Config,
    system: &dyn System,
    console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    if asked.schema {
        return super::schema(args::SchemaOf::Config, console);
    }
    let config = super::configuration(&asked.configured, system)?;
    let chosen = asked.configured.preset.is_some();
    super::finish(console, effective(&config, chosen).as_bytes())
}

/// A line of the effective configuration: what is set, and by whom.
struct Lines(Vec<(String, String)>);

impl Lines {
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
    let mut lines = Lines(Vec::new());
    let scalar = |lines: &mut Lines, key: &str, value: &str, set: Option<&Origin>| {
        lines.add(format!("{key} = {}", quoted(value)), set.map_or_else(|| "default".to_owned(), origin));
    };
    if preset_chosen {
        lines.add(format!("preset = {}", quoted(&config.preset.value)), "--preset");
    } else {
        scalar(&mut lines, "preset", &config.preset.value, config.preset.origin.as_ref());
    }
    let fail_on = format!("{:?}", config.fail_on.value).to_lowercase();
    scalar(&mut lines, "fail-on", &fail_on, config.fail_on.origin.as_ref());
    scalar(&mut lines, "language", &config.language.value, config.language.origin.as_ref());
    lines.list("inputs", paths(&config.inputs));
    lines.list("exclude", paths(&config.exclude));
    lines.list("contracts", paths(&config.contracts));
    let settings = &config.settings;
    lines.list("customers", patterns(&settings.customers));
    lines.list("partners", patterns(&settings.partners));
    described(config, &mut lines);
    lines.add("", "");
    lines.add("[rules]", "");
    for entry in &config.rules {
        let mut parts: Vec<String> = entry.level.map(level).into_iter().collect();
        parts.extend(entry.options.iter().map(|(name, value)| format!("{name} = {value}")));
        let text = format!("{} = {{ {} }}", quoted(&entry.rule), parts.join(", "));
        lines.add(text, origin(&entry.source.origin(entry.span.start)));
    }
    for ignore in &config.ignores {
        lines.add("", "");
        lines.add("[[ignore]]", origin(&ignore.source.origin(ignore.span.start)));
        lines.add(format!("# {}", ignore.describe().escape_debug()), "");
        lines.add(format!("reason = {}", quoted(&ignore.reason)), "");
        if let Some(until) = ignore.until {
            lines.add(format!("until = {until}"), "");
        }
    }
    lines.finish()
}

/// Adds departments, terms, sources, touchpoints and contracts: one line each, their detail is in their file.
fn described(config: &Config, lines: &mut Lines) {
    let settings = &config.settings;
    for department in &settings.departments {
        let aliases: Vec<String> = department.aliases.iter().map(|alias| quoted(&alias.text)).collect();
        let side = match department.side {
            Some(Side::Internal) => ", side = \"internal\"",
            Some(Side::Customer) => ", side = \"customer\"",
            Some(Side::Partner) => ", side = \"partner\"",
            None => "",
        };
        let text = format!(
            "department = {{ name = {}, aliases = [{}]{side} }}",
            quoted(&department.name),
            aliases.join(", ")
        );
        lines.add(text, origin(&department.origin));
    }
    for entry in &settings.touchpoints {
        let direction = if entry.inbound { "from-customer" } else { "to-customer" };
        let text =
            format!("touchpoint = {{ step = {}, direction = {direction:?} }}", quoted(&entry.step.text));
        lines.add(text, origin(&entry.step.origin));
    }
    for term in &settings.glossary {
        let synonyms: Vec<String> = term.synonyms.iter().map(|synonym| quoted(synonym)).collect();
        let text =
            format!("term = {{ name = {}, synonyms = [{}] }}", quoted(&term.name), synonyms.join(", "));
        lines.add(text, origin(&term.origin));
    }
    for given in &settings.given {
        lines.add(format!("source = {{ item = {} }}", quoted(&given.item)), origin(&given.origin));
    }
    for contract in &settings.contracts {
        let (kind, name) = match &contract.subject {
            Subject::Department(name) => ("department", name),
            Subject::Step(name) => ("step", name),
            Subject::Process(name) => ("process", name),
        };
        let items = |clauses: &[handoff_landscape::contract::Clause]| {
            clauses.iter().map(|clause| quoted(&clause.item)).collect::<Vec<_>>().join(", ")
        };
        let text = format!(
            "contract = {{ {kind} = {}, requires = [{}], provides = [{}] }}",
            quoted(name),
            items(&contract.requires),
            items(&contract.provides)
        );
        lines.add(text, origin(&contract.origin));
    }
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
