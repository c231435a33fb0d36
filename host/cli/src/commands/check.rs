//! `handoff check`

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::sync::Arc;

use handoff_check::config::{Config, ConfigRequest};
use handoff_check::plugins::{RefusedPlugin, Trust};
use handoff_check::{
    CheckCache, CheckResult, CommandError, Exit, Recorder, RuleFilter, RulePlan, Rulebook, nearest, update,
};
use handoff_machine::{Console, System};
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_report::{Map, ResolvedUnits, csv, github, gitlab, html, json, junit, markdown, sarif, text};

use super::{account, output, request};
use crate::annotation;
use crate::args::{self, CheckFormat};
use crate::texts::CliTexts;
use crate::usage::UsageError;

/// Reads the configuration; an error where a baseline is asked for and none is named.
fn configuration(asked: &args::CheckCommand, system: &dyn System) -> anyhow::Result<Config> {
    let wanted = ConfigRequest {
        baseline: asked.baseline.as_deref(),
        writes_baseline: asked.update_baseline,
        ..asked.configured.request()
    };
    let config = Config::load(system, wanted)?;
    if config.baseline.is_none() && (asked.new_only || asked.update_baseline) {
        return Err(UsageError::NoBaseline.into());
    }
    Ok(config)
}

pub(super) fn run(
    asked: &args::CheckCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let config = configuration(asked, system)?;
    let trust = if asked.unpinned { Trust::Unpinned } else { Trust::Pinned };
    let book = Rulebook::configured(&config, trust, system)?;
    account::tell_loaded(&book, config.language.value, console);
    let only = RuleFilter { rules: asked.rule.clone(), plugins: asked.plugin.clone() };
    let book = known(book, &only)?;
    let selections = book.select_only(&config, &only)?;
    let mut inputs = request::find(&asked.inputs, &config, system)?;
    inputs.draws = asked.format.iter().any(|output| output.format == CheckFormat::Html);
    output::check(&asked.format, &inputs, &config, system)?;
    if let Some(baseline) = config.baseline.as_ref().filter(|_| asked.update_baseline) {
        output::stays_inside(&baseline.path, &config, system)?;
    }
    let recorder = asked.record.as_deref().map(|folder| Recorder::open(folder, system)).transpose()?;
    let rules = RulePlan {
        book: &book,
        selections: &selections,
        narrowed: !only.is_empty(),
        recorder: recorder.as_ref(),
    };
    // The process ends behind this: to take apart what it knows costs a tenth of a check of one export.
    let mut cache = ManuallyDrop::new(CheckCache::default());
    let mut checked = ManuallyDrop::new(update(&inputs, &config, Some(rules), system, &mut cache));
    if asked.new_only {
        checked.report.drop_known();
    }
    let CheckResult { report, texts, .. } = &*checked;
    let language = config.language.value;
    let source = |path: &str| texts.get(path).map(Arc::clone);
    let fail_on = asked.fail_on.map_or(config.fail_on.value, Into::into);
    let rooted = || annotation::report(report, system);
    let render = |format, width, out: &mut Vec<u8>| match format {
        CheckFormat::Html => {
            let map = Map::of(&ResolvedUnits::of(&checked.landscape, language), report);
            let rules = book.reported(language);
            let drawings = &checked.drawings;
            html::write(&html::Content { report, map: &map, rules: &rules, drawings, language }, out)
        }
        CheckFormat::Text => {
            let options = text::TextOptions {
                width,
                all: asked.all,
                quiet: asked.quiet,
                undecided: asked.undecided,
                fingerprints: asked.fingerprints,
                language,
            };
            text::write(report, &source, options, out)
        }
        CheckFormat::Json => json::write(report, language, out),
        CheckFormat::Sarif => {
            // Code scanning of GitHub shows what is suppressed as open: it stands there on request only.
            sarif::write(&rooted(), asked.all, &book.reported(language), language, out)
        }
        CheckFormat::Junit => junit::write(&rooted(), fail_on.least(), language, out),
        CheckFormat::Github => github::write(&rooted(), language, out),
        CheckFormat::Gitlab => gitlab::write(&rooted(), language, out),
        CheckFormat::Markdown => markdown::write(report, language, out),
        CheckFormat::Csv => csv::write(report, asked.undecided, out),
    };
    output::write(&asked.format, &render, system, console)?;
    tell_left_open(asked, language, console);
    if !asked.quiet {
        account::tell_left_out(&checked, language, console);
        account::tell_rules(&checked, language, console);
    }
    tell_work(asked.stats, &checked, language, console)?;
    if asked.update_baseline {
        write_baseline(&checked, &config, system, console)?;
    }
    let kept = recorder.map_or(Exit::Clean, |recorder| tell_recorded(recorder, language, console));
    Ok(Exit::of(report, fail_on).max(kept))
}

/// Refuses rules and plugins on the command line that do not exist, or may not run.
fn known(mut book: Rulebook, only: &RuleFilter) -> Result<Rulebook, UsageError> {
    for name in &only.rules {
        let rules = book.rules(Language::English);
        let runs = rules.iter().any(|rule| rule.id == name && rule.description.is_some());
        if runs || book.successor(name).is_some() {
            continue;
        }
        let near = nearest(name, rules.iter().filter(|rule| rule.description.is_some()).map(|rule| rule.id));
        let unknown = UsageError::UnknownRule(name.clone(), near.map(str::to_owned));
        let holds =
            |refused: &RefusedPlugin| refused.rules().is_some_and(|mut rules| rules.any(|rule| rule == name));
        return Err(refused(&mut book, holds).unwrap_or(unknown));
    }
    for name in &only.plugins {
        let names: BTreeSet<&str> = book
            .rules(Language::English)
            .iter()
            .filter(|rule| rule.description.is_some())
            .map(|rule| rule.plugin.0)
            .collect();
        if names.contains(name.as_str()) {
            continue;
        }
        let near = nearest(name, names.iter().copied()).map(str::to_owned);
        let unknown = UsageError::UnknownPlugin(name.clone(), near);
        let is_it = |refused: &RefusedPlugin| refused.id().name.as_ref() == name.as_str();
        return Err(refused(&mut book, is_it).unwrap_or(unknown));
    }
    Ok(book)
}

/// Takes out the plugin that was refused and is asked for.
fn refused(book: &mut Rulebook, is_asked: impl Fn(&RefusedPlugin) -> bool) -> Option<UsageError> {
    let index = book.refused.iter().position(is_asked)?;
    Some(UsageError::RefusedPlugin(Box::new(book.refused.swap_remove(index))))
}

/// Says where what is undecided is asked for and no output has a place for it.
fn tell_left_open(asked: &args::CheckCommand, language: Language, console: &mut Console<'_>) {
    let formats = || asked.format.iter().map(|output| output.format);
    let hides = |format| matches!(format, CheckFormat::Github | CheckFormat::Gitlab);
    if asked.undecided && formats().next().is_some() && formats().all(hides) {
        console.tell(&format!("{}\n", CliTexts::of(language).left_open));
    }
}

/// Says what plugins logged, and what the check took, where that is asked for.
fn tell_work(
    stats: bool,
    checked: &CheckResult,
    language: Language,
    console: &mut Console<'_>,
) -> anyhow::Result<()> {
    if console.verbose {
        for trace in &checked.traces {
            console.tell(&trace.render());
        }
    }
    if stats {
        let mut stats = Vec::new();
        text::write_stats(&checked.stats, console.width, language, &mut stats)?;
        console.tell(&String::from_utf8_lossy(&stats));
    }
    Ok(())
}

/// Writes what is found into the baseline. Where something was not checked, nobody knows what is mended.
fn write_baseline(
    checked: &CheckResult,
    config: &Config,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<()> {
    let Some((baseline, text)) = config.baseline.as_ref().zip(checked.baseline.as_ref()) else {
        return Err(UsageError::IncompleteBaseline.into());
    };
    let path = &baseline.path;
    let unwritten = |error| CommandError::Unwritten { path: path.clone(), error };
    system.replace(path, text.text.as_bytes()).map_err(unwritten)?;
    let said = (CliTexts::of(config.language.value).baseline_written)(&path.to_string_lossy(), text.findings);
    console.tell(&format!("{}\n", Untrusted::new(&said)));
    Ok(())
}

/// Says how many calls were recorded; one that could not be written is an output that is missing.
fn tell_recorded(recorder: Recorder<'_>, language: Language, console: &mut Console<'_>) -> Exit {
    let folder = recorder.folder.display().to_string();
    let (count, failed) = recorder.finish();
    console.tell(&format!("{}\n", (CliTexts::of(language).recorded)(count, &folder)));
    for failure in &failed {
        console.tell(&failure.render(language, console.colors_errors()));
    }
    if failed.is_empty() { Exit::Clean } else { Exit::Usage }
}
