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
use crate::commands::request;
use crate::harness::cases::CasePage;
use crate::harness::component::{self, Component};
use crate::harness::languages::LanguageReview;
use crate::harness::remark::Remark;
use crate::harness::{pages, prepared_case};
use crate::texts::CliTexts;

/// What there is to say about a plugin.
#[derive(Default)]
struct PluginReview {
    /// What must be mended before it is pinned.
    problems: Vec<Remark>,
    /// What would make it better.
    advice: Vec<Remark>,
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
        Err(refusals) => told.problems.extend(refusals.into_iter().map(Remark::Refused)),
        Ok((inspection, anatomy)) => {
            // An interpreter comes without names, and whoever writes a plugin cannot give it some.
            if !anatomy.names && inspection.profile == Profile::Compact {
                told.advice.push(Remark::NoFunctionNames);
            }
            match Component::open(path.clone(), system) {
                Err(failure) => told.problems.push(Remark::Unloaded(failure.downcast()?)),
                Ok(component) => told.description(&component.plugin.description),
            }
        }
    }
    let language = request::language(system);
    let texts = CliTexts::of(language).plugin;
    let mut out = String::new();
    for (word, list) in [(texts.problem, &told.problems), (texts.advice, &told.advice)] {
        for said in list {
            let _ = writeln!(out, "{word}: {}", Untrusted::new(&said.say(language)));
        }
    }
    let _ = writeln!(out, "{}", (texts.verdict)(&path.to_string_lossy(), told.problems.len()));
    console.print(out.as_bytes())?;
    Ok(if told.problems.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// Lists what must be mended in a plugin before it is pinned.
pub(super) fn problems(plugin: &Description) -> Vec<Remark> {
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
            let families = families.into_iter().map(str::to_owned).collect();
            self.advice.push(Remark::SeveralFamilies(families));
        }
        let LanguageReview { problems, advice } = LanguageReview::of(plugin);
        self.problems.extend(problems);
        self.advice.extend(advice);
        for preset in &plugin.presets {
            let wrong = config::plugin_preset(plugin, &preset.name).and_then(Result::err).unwrap_or_default();
            self.problems.extend(wrong.into_iter().map(Remark::Preset));
        }
        for (rule, page) in plugin.rules.iter().zip(pages::embedded(plugin)) {
            self.rule(rule, plugin);
            self.page(rule, &page, plugin);
        }
    }

    fn rule(&mut self, rule: &RuleDescription, plugin: &Description) {
        let id = || rule.id.to_string();
        let title = plugin.title(rule, Language::English);
        if title.trim().is_empty() || title.contains('\n') {
            self.problems.push(Remark::Title(id()));
        }
        if rule.needs.is_empty() {
            self.advice.push(Remark::NoNeeds(id()));
        }
        let options = rule.options.as_ref().map(handoff_sandbox::OptionsSchema::json);
        let options = options.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
        for (name, schema) in options.into_iter().flatten() {
            for field in ["description", "default"] {
                if schema.get(field).is_none() {
                    self.advice.push(Remark::Option { rule: id(), option: name.clone(), field });
                }
            }
        }
    }

    fn page(&mut self, rule: &RuleDescription, page: &CasePage, plugin: &Description) {
        let id = || rule.id.to_string();
        let title = page.text.lines().next().and_then(|line| line.strip_prefix("# "));
        if title.is_none_or(|title| title.trim().is_empty()) {
            self.problems.push(Remark::UntitledPage(id()));
        }
        self.problems.extend(page.faults.iter().cloned().map(Remark::Case));
        let misplaced = page.cases.iter().filter_map(|case| prepared_case::misplaced(page, case, plugin));
        self.problems.extend(misplaced.map(Remark::Case));
        if !page.cases.iter().any(|case| case.names(&rule.id)) {
            self.problems.push(Remark::NoWrongCase(id()));
        }
        if !page.cases.iter().any(|case| !case.names(&rule.id)) {
            self.problems.push(Remark::NoRightCase(id()));
        }
    }
}
