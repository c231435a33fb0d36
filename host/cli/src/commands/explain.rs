//! `handoff explain`

use handoff_check::plugins::{RefusedPlugin, Trust};
use handoff_check::{ArtefactStore, Exit, RuleNotice, RuleView, Rulebook, nearest};
use handoff_machine::{Console, System};
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_sandbox::RuleDescription;
use serde_json::Value;

use super::{output, request};
use crate::args;
use crate::texts::{CliTexts, ExplainTexts};
use crate::usage::UsageError;

pub(super) fn run(
    asked: &args::ExplainCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let built_in = Rulebook::open(&ArtefactStore::new(system))?;
    let config = request::configuration(&asked.configured, system);
    let language = config.as_ref().map_or(Language::English, |config| config.language.value);
    // The rules of handoff itself are explained whatever is wrong with configuration and plugins.
    if let Some(rule) = find(&asked.rule, &built_in.rules(language)) {
        return output::finish(console, page(rule, language).as_bytes());
    }
    let mut book = Rulebook::configured(&config?, Trust::Pinned, system)?;
    let rules = book.rules(language);
    if let Some(rule) = find(&asked.rule, &rules) {
        return output::finish(console, page(rule, language).as_bytes());
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
fn readable_page(page: &str, texts: &ExplainTexts) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in page.trim().lines() {
        match (line.strip_prefix("```"), fence) {
            (Some(kind), None) => {
                fence = Some(kind);
                lines.extend((kind == "expect").then(|| texts.found.to_owned()));
            }
            (Some(_), Some(_)) => {
                fence = None;
                if lines.last().is_some_and(|last| last == texts.found) {
                    lines.pop();
                    lines.push(texts.found_nothing.to_owned());
                }
            }
            (None, Some(_)) => lines.push(format!("    {line}").trim_end().to_owned()),
            (None, None) => lines.push(line.to_owned()),
        }
    }
    lines
}

/// Lays out the page of a rule. Everything in it comes from a plugin.
fn page(rule: &RuleView<'_>, language: Language) -> String {
    let texts = CliTexts::of(language).explain;
    let off = if rule.off { texts.off } else { "" };
    let mut lines = vec![
        format!("{}: {}", rule.id, Untrusted::new(rule.title)),
        format!("{}{off} · {} · {} {}", rule.severity.name(), rule.certainty, rule.plugin.0, rule.plugin.1),
    ];
    lines.extend(rule.severity_cap.filter(|cap| *cap < rule.severity).map(texts.severity_cap));
    let said = rule.description;
    if let (Some(reason), Some(gone)) = (rule.deprecation, said.and_then(|said| said.deprecated.as_ref())) {
        let notice = RuleNotice::Deprecated {
            rule: rule.id.to_owned(),
            since: gone.since.clone(),
            reason: reason.to_owned(),
            next: gone.replaced_by.as_ref().map(ToString::to_string),
        };
        lines.push(Untrusted::new(&notice.say(language)).to_string());
    }
    lines.push(String::new());
    lines.extend(readable_page(rule.page, texts).iter().map(|line| Untrusted::new(line).to_string()));
    lines.extend(options(rule, texts));
    let about = said.map(|said| about(said, texts)).unwrap_or_default();
    if !about.is_empty() {
        lines.push(String::new());
        lines.extend(about.iter().map(|line| Untrusted::new(line).to_string()));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn options(rule: &RuleView<'_>, texts: &ExplainTexts) -> Vec<String> {
    let properties = rule.options.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
    let Some(properties) = properties else { return Vec::new() };
    let mut lines = vec![String::new(), texts.options.to_owned()];
    for (name, schema) in properties {
        let text =
            |key: &str| schema.get(key).map(|value| value.as_str().map_or(value.to_string(), str::to_owned));
        let default = text("default").map(|default| (texts.default)(&default)).unwrap_or_default();
        let line = format!("  {name}: {}{default}", text("description").unwrap_or_default());
        lines.push(Untrusted::new(&line).to_string());
    }
    lines
}

fn words(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// Lists what its plugin says of a rule beside its page.
fn about(said: &RuleDescription, texts: &ExplainTexts) -> Vec<String> {
    let list =
        |title: &str, words: &[&str]| (!words.is_empty()).then(|| format!("{title}: {}", words.join(", ")));
    let since = said.since.as_deref().into_iter().collect::<Vec<&str>>();
    let link = said.link.as_deref().into_iter().collect::<Vec<&str>>();
    let lines = [
        list(texts.evidence, &said.evidence),
        said.measured.map(|(judged, right)| (texts.measured)(right, judged)),
        list(texts.related, &words(&said.related)),
        list(texts.tags, &words(&said.tags)),
        list(texts.since, &since),
        list(texts.link, &link),
    ];
    let properties = said.properties.iter().map(|(name, text)| format!("{name}: {text}"));
    lines.into_iter().flatten().chain(properties).collect()
}

#[cfg(test)]
mod tests {
    use handoff_model::Language;

    use super::readable_page;
    use crate::texts::CliTexts;

    #[test]
    fn blocks_become_examples_and_what_is_found_in_them() {
        let page =
            "# A\n\n```handoff\npool P\n\n  lane L\n```\n```expect\nerror a/b c\n```\n\n```expect\n```\n";
        let expected =
            ["# A", "", "    pool P", "", "      lane L", "Found:", "    error a/b c", "", "Found: nothing."];
        let texts = CliTexts::of(Language::English).explain;
        assert_eq!(readable_page(page, texts), expected);
    }
}
