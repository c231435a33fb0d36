//! `handoff explain`

use handoff_check::plugins::{RefusedPlugin, Trust};
use handoff_check::{ArtefactStore, Exit, RuleView, Rulebook, nearest};
use handoff_machine::{Console, System};
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use serde_json::Value;

use super::{output, request};
use crate::args;
use crate::usage::UsageError;

pub(super) fn run(
    asked: &args::ExplainCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let built_in = Rulebook::open(&ArtefactStore::new(system))?;
    // The rules of handoff itself are explained whatever is wrong with configuration and plugins.
    if let Some(rule) = find(&asked.rule, &built_in.rules(Language::English)) {
        return output::finish(console, page(rule).as_bytes());
    }
    let config = request::configuration(&asked.configured, system)?;
    let mut book = Rulebook::configured(&config, Trust::Pinned, system)?;
    let rules = book.rules(Language::English);
    if let Some(rule) = find(&asked.rule, &rules) {
        return output::finish(console, page(rule).as_bytes());
    }
    let holds = |refused: &&RefusedPlugin| {
        refused.rules().is_some_and(|mut rules| rules.any(|rule| rule == asked.rule))
    };
    let near = nearest(&asked.rule, rules.iter().map(|rule| rule.id)).map(str::to_owned);
    let holder = book.refused.iter().position(|refused| holds(&refused));
    Err(anyhow::Error::from(match holder {
        Some(index) => UsageError::RefusedPlugin(Box::new(book.refused.swap_remove(index))),
        None => UsageError::UnknownRule(asked.rule.clone(), near),
    }))
}

/// Finds a rule by its id; the name without the family is enough where it is the only one.
fn find<'r>(name: &str, rules: &'r [RuleView<'r>]) -> Option<&'r RuleView<'r>> {
    let exact = rules.iter().find(|rule| rule.id == name);
    exact.or_else(|| {
        let mut named = rules.iter().filter(|rule| rule.id.split('/').nth(1) == Some(name));
        named.next().filter(|_| named.next().is_none())
    })
}

/// Turns a page's fenced blocks, which tests run, into what people read: indented examples, and what comes of each.
fn readable_page(page: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in page.trim().lines() {
        match (line.strip_prefix("```"), fence) {
            (Some(kind), None) => {
                fence = Some(kind);
                lines.extend((kind == "expect").then(|| "Found:".to_owned()));
            }
            (Some(_), Some(_)) => {
                fence = None;
                if lines.last().is_some_and(|last| last == "Found:") {
                    lines.pop();
                    lines.push("Found: nothing.".to_owned());
                }
            }
            (None, Some(_)) => lines.push(format!("    {line}").trim_end().to_owned()),
            (None, None) => lines.push(line.to_owned()),
        }
    }
    lines
}

/// Lays out the page of a rule. Everything in it comes from a plugin.
fn page(rule: &RuleView<'_>) -> String {
    let off = if rule.off { ", off unless turned on" } else { "" };
    let mut lines = vec![
        format!("{}: {}", rule.id, Untrusted::new(rule.title)),
        format!("{}{off} · {} · {} {}", rule.severity.name(), rule.certainty, rule.plugin.0, rule.plugin.1),
        String::new(),
    ];
    lines.extend(readable_page(rule.page).iter().map(|line| Untrusted::new(line).to_string()));
    if let Some(options) = rule.options.and_then(|schema| schema.get("properties")).and_then(Value::as_object)
    {
        lines.extend([String::new(), "Options:".to_owned()]);
        for (name, schema) in options {
            let text = |key: &str| {
                schema.get(key).map(|value| value.as_str().map_or(value.to_string(), str::to_owned))
            };
            let default = text("default").map(|default| format!(" (default {default})")).unwrap_or_default();
            let line = format!("  {name}: {}{default}", text("description").unwrap_or_default());
            lines.push(Untrusted::new(&line).to_string());
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::readable_page;

    #[test]
    fn blocks_become_examples_and_what_is_found_in_them() {
        let page =
            "# A\n\n```handoff\npool P\n\n  lane L\n```\n```expect\nerror a/b c\n```\n\n```expect\n```\n";
        let expected =
            ["# A", "", "    pool P", "", "      lane L", "Found:", "    error a/b c", "", "Found: nothing."];
        assert_eq!(readable_page(page), expected);
    }
}
