//! `handoff rules`

use handoff_check::config::{Config, Level, RuleEntry};
use handoff_check::plugins::Trust;
use handoff_check::{Exit, RuleView, Rulebook};
use handoff_machine::{Console, System};
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use serde::Serialize;
use serde_json::Value;

use super::{account, output, request};
use crate::args::{self, ListFormat};

/// A rule for machines.
#[derive(Serialize)]
struct WireRule<'a> {
    id: &'a str,
    /// As configured; `off` if it does not run.
    severity: &'a str,
    default_severity: &'a str,
    off_by_default: bool,
    certainty: &'a str,
    title: &'a str,
    plugin: WireRulePlugin<'a>,
    options: Option<&'a Value>,
    since: Option<&'a str>,
    deprecated: Option<WireDeprecation<'a>>,
    tags: &'a [String],
    link: Option<&'a str>,
}

#[derive(Serialize)]
struct WireDeprecation<'a> {
    since: &'a str,
    reason: &'a str,
    replaced_by: Option<&'a str>,
}

#[derive(Serialize)]
struct WireRulePlugin<'a> {
    name: &'a str,
    version: &'a str,
}

pub(super) fn run(
    asked: &args::RulesCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let config = request::configuration(&asked.configured, system)?;
    let book = Rulebook::configured(&config, Trust::Pinned, system)?;
    // Names and options that do not exist are told here as they are by `check`.
    book.select(&config)?;
    let rules = book.rules(Language::English);
    let (entries, _) = book.entries(&config);
    let severity = |rule: &RuleView<'_>| severity(rule, &book, &entries, &config);
    let text = match asked.format {
        ListFormat::Json => {
            let wire: Vec<WireRule<'_>> = rules.iter().map(|rule| wire(rule, severity(rule))).collect();
            output::print_json(&wire, console)?;
            return Ok(Exit::Clean);
        }
        ListFormat::Text => {
            let row = |rule: &RuleView<'_>| {
                let cells = [rule.id, severity(rule), rule.certainty, rule.title];
                cells.map(|cell| Untrusted::new(cell).to_string())
            };
            let rows: Vec<[String; 4]> = rules.iter().map(row).collect();
            handoff_report::table(&rows, console.width)
        }
    };
    console.print(text.as_bytes())?;
    Ok(account::tell_rules_missing(&book, config.language.value, console))
}

fn wire<'a>(rule: &'a RuleView<'a>, severity: &'a str) -> WireRule<'a> {
    WireRule {
        id: rule.id,
        severity,
        default_severity: rule.severity.name(),
        off_by_default: rule.off,
        certainty: rule.certainty,
        title: rule.title,
        plugin: WireRulePlugin { name: rule.plugin.0, version: rule.plugin.1 },
        options: rule.options,
        since: rule.description.and_then(|said| said.since.as_deref()),
        deprecated: rule.description.and_then(|said| said.deprecated.as_ref()).map(|gone| WireDeprecation {
            since: &gone.since,
            reason: rule.deprecation.unwrap_or_default(),
            replaced_by: gone.replaced_by.as_deref(),
        }),
        tags: rule.description.map_or(&[], |said| &said.tags),
        link: rule.description.and_then(|said| said.link.as_deref()),
    }
}

/// Returns the severity in force, or `off`.
fn severity(rule: &RuleView<'_>, book: &Rulebook, entries: &[RuleEntry], config: &Config) -> &'static str {
    let entries = || entries.iter().filter(|entry| book.chosen(entry) == rule.id);
    let off = rule.off && !config.every_rule && entries().next().is_none();
    let own = if off { Level::Off } else { Level::of(rule.severity).capped(rule.severity_cap) };
    entries().filter_map(|entry| entry.level).next_back().unwrap_or(own).name()
}
