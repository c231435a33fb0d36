//! `handoff plugin check`

use std::collections::BTreeSet;
use std::fmt::Write as _;

use handoff_check::{Exit, config, plugins};
use handoff_machine::{Console, System};
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_sandbox::{Description, Profile, RuleDescription};
use serde_json::Value;

use crate::args;
use crate::harness::cases::CasePage;
use crate::harness::component::{self, Component};
use crate::harness::languages::LanguageReview;
use crate::harness::{pages, prepared_case};

/// What there is to say about a plugin.
#[derive(Default)]
struct PluginReview {
    /// What must be mended before it is pinned.
    problems: Vec<String>,
    /// What would make it better.
    advice: Vec<String>,
}

pub(super) fn run(
    asked: &args::CheckPluginCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let path = component::find(asked.plugin.as_deref(), system)?;
    let bytes = component::read(&path, system)?;
    let mut told = PluginReview::default();
    match plugins::examine_bounded(&bytes, system) {
        Err(refusals) => told.problems.extend(refusals.iter().map(|reason| format!("it {reason}"))),
        Ok((inspection, anatomy)) => {
            // An interpreter comes without names, and whoever writes a plugin cannot give it some.
            if !anatomy.names && inspection.profile == Profile::Compact {
                told.advice.push("it holds no names of functions: traces show numbers only".to_owned());
            }
            match Component::open(path.clone(), system) {
                Err(failure) => told.problems.push(failure.to_string()),
                Ok(component) => told.description(&component.plugin.description),
            }
        }
    }
    let mut out = String::new();
    for (word, list) in [("problem", &told.problems), ("advice", &told.advice)] {
        for said in list {
            let _ = writeln!(out, "{word}: {}", Untrusted::new(said));
        }
    }
    let file = path.display();
    let exit = if told.problems.is_empty() {
        let _ = writeln!(out, "{file} is ready to pin");
        Exit::Clean
    } else {
        let count = told.problems.len();
        let problems = if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") };
        let _ = writeln!(out, "{file} is not ready to pin: {problems}");
        Exit::Findings
    };
    console.print(out.as_bytes())?;
    Ok(exit)
}

/// Lists what must be mended in a plugin before it is pinned.
pub(super) fn problems(plugin: &Description) -> Vec<String> {
    let mut review = PluginReview::default();
    review.description(plugin);
    review.problems
}

impl PluginReview {
    /// Looks at what a plugin says about itself, beyond what loading it has made sure of.
    fn description(&mut self, plugin: &Description) {
        let families: BTreeSet<&str> =
            plugin.rules.iter().filter_map(|rule| rule.id.split('/').next()).collect();
        if families.len() > 1 {
            let families: Vec<&str> = families.into_iter().collect();
            self.advice.push(format!("its rules are of several families: {}", families.join(", ")));
        }
        let LanguageReview { problems, advice } = LanguageReview::of(plugin);
        self.problems.extend(problems);
        self.advice.extend(advice);
        for preset in &plugin.presets {
            let wrong = config::plugin_preset(plugin, &preset.name).and_then(Result::err).unwrap_or_default();
            self.problems.extend(wrong.iter().map(|wrong| wrong.sentence(Language::English)));
        }
        for (rule, page) in plugin.rules.iter().zip(pages::embedded(plugin)) {
            self.rule(rule, plugin);
            self.page(rule, &page, plugin);
        }
    }

    fn rule(&mut self, rule: &RuleDescription, plugin: &Description) {
        let title = plugin.title(rule, Language::English);
        if title.trim().is_empty() || title.contains('\n') {
            self.problems.push(format!("{}: its title is not one line", rule.id));
        }
        if rule.needs.is_empty() {
            self.advice.push(format!("{}: it names no needs, so it is called for every unit", rule.id));
        }
        let options = rule.options.as_ref().map(handoff_sandbox::OptionsSchema::json);
        let options = options.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
        for (name, schema) in options.into_iter().flatten() {
            for field in ["description", "default"] {
                if schema.get(field).is_none() {
                    self.advice.push(format!("{}: its option `{name}` has no {field}", rule.id));
                }
            }
        }
    }

    fn page(&mut self, rule: &RuleDescription, page: &CasePage, plugin: &Description) {
        let title = page.text.lines().next().and_then(|line| line.strip_prefix("# "));
        if title.is_none_or(|title| title.trim().is_empty()) {
            self.problems.push(format!("{}: its page does not begin with a title, `# …`", rule.id));
        }
        self.problems.extend(page.faults.iter().map(ToString::to_string));
        let misplaced = page.cases.iter().filter_map(|case| prepared_case::misplaced(page, case, plugin));
        self.problems.extend(misplaced.map(|fault| fault.to_string()));
        if !page.cases.iter().any(|case| case.names(&rule.id)) {
            self.problems.push(format!("{}: its page has no wrong case", rule.id));
        }
        if !page.cases.iter().any(|case| !case.names(&rule.id)) {
            self.problems.push(format!("{}: its page has no right case", rule.id));
        }
    }
}
