//! `handoff plugin test`

mod formats;
mod watch;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use handoff_check::config::Date;
use handoff_check::{CommandError, Exit};
use handoff_machine::{Console, System};
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_report::text::{self, MeterUnit, Stats};
use handoff_sandbox::{Description, LogLevel};

use self::formats::TestReport;
use crate::args::{self, TestFormat};
use crate::commands::{output, request};
use crate::harness::case_error::CaseError;
use crate::harness::case_run::{self, CaseOutcome, CaseRun, CaseVerdict, PluginViolation};
use crate::harness::cases::{Case, CasePage};
use crate::harness::component::{self, Component};
use crate::harness::languages::LanguageReview;
use crate::harness::{pages, prepared_case, views};
use crate::texts::CliTexts;
use crate::texts::plugin::TestTexts;
use crate::usage::{HarnessError, UsageError};

pub(super) fn run(
    asked: &args::TestCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let mut round = |console: &mut Console<'_>| test(asked, system, console);
    if asked.watch { watch::follow(asked, &mut round, system, console) } else { round(console) }
}

/// Runs the cases once, and writes what came of them.
fn test(asked: &args::TestCommand, system: &dyn System, console: &mut Console<'_>) -> anyhow::Result<Exit> {
    let component = Component::open(component::find(asked.plugin.as_deref(), system)?, system)?;
    let pages = pages::find(&asked.cases, &component, system)?;
    judge(asked, &component, &pages, system, console)
}

/// Runs the cases of some pages once, and writes what came of them.
pub(in crate::commands) fn judge(
    asked: &args::TestCommand,
    component: &Component,
    pages: &[CasePage],
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let description = &component.plugin.description;
    let (trials, mut faults) = prepare(pages, asked, component, system);
    if trials.is_empty() && faults.is_empty() {
        return Err(UsageError::from(nothing(asked, component)).into());
    }
    let language = request::language(system);
    let texts = CliTexts::of(language).plugin.test;
    let seed = asked.seed.map_or_else(|| random(system), Ok)?;
    let outcomes = case_run::run(&trials, component, seed, asked.views.is_some(), Date::of(system.now()));
    let mut out = String::new();
    let updated =
        if asked.update { update(pages, &trials, &outcomes, texts, system, &mut out)? } else { Vec::new() };
    if !asked.update {
        faults.extend(
            trials.iter().filter_map(|trial| prepared_case::misplaced(trial.page, trial.case, description)),
        );
    }
    let failed = tell(&trials, &outcomes, &updated, (console.verbose, language), &mut out);
    let mut problems: Vec<String> = faults.iter().map(|fault| fault.say(language)).collect();
    let mut notes = Vec::new();
    if asked.only.is_none() {
        let written =
            if updated.is_empty() { None } else { Some(pages::find(&asked.cases, component, system)?) };
        let pages = written.as_deref().unwrap_or(pages);
        problems.extend(lacking(description, pages, !asked.cases.is_empty(), texts));
        let review = LanguageReview::of(description);
        problems.extend(review.problems.iter().map(|remark| remark.say(language)));
        notes.extend(review.advice.iter().map(|remark| remark.say(language)));
    }
    notes.extend(outdated(description, pages, texts));
    for (word, list) in [(CliTexts::of(language).plugin.problem, &problems), (texts.note, &notes)] {
        for said in list {
            let _ = writeln!(out, "{word}: {}", Untrusted::new(said));
        }
    }
    if let Some(folder) = &asked.views {
        let (count, stale) = views::write(folder, &trials, &outcomes, system)?;
        let _ = writeln!(out, "{}", (texts.views)(count, &folder.to_string_lossy()));
        for path in stale {
            let _ = writeln!(out, "{}", (texts.stale_view)(&path.to_string_lossy()));
        }
    }
    summarise(component, &trials, &outcomes, &updated, seed, (console.width, language), &mut out)?;
    let failed = failed || !problems.is_empty();
    let report =
        TestReport { component, seed, trials: &trials, outcomes: &outcomes, problems, notes, language };
    let render = |format, _, bytes: &mut Vec<u8>| match format {
        TestFormat::Text => bytes.write_all(out.as_bytes()),
        TestFormat::Json => report.write_json(bytes),
        TestFormat::Junit => report.write_junit(bytes),
    };
    output::write(&asked.format, &render, system, console)?;
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

/// Makes every case ready; what is wrong with pages and cases is collected.
fn prepare<'a>(
    pages: &'a [CasePage],
    asked: &args::TestCommand,
    component: &Component,
    system: &dyn System,
) -> (Vec<CaseRun<'a>>, Vec<CaseError>) {
    let wanted = |page: &CasePage, case: &Case| {
        asked.only.as_ref().is_none_or(|only| page.name.contains(only) || case.name().contains(only))
    };
    let (mut trials, mut faults) = (Vec::new(), Vec::new());
    for page in pages {
        faults.extend(page.faults.iter().cloned());
        for case in page.cases.iter().filter(|case| wanted(page, case)) {
            match CaseRun::of(page, case, component, system) {
                Ok(trial) => trials.push(trial),
                Err(found) => faults.extend(found),
            }
        }
    }
    (trials, faults)
}

/// Says why there is nothing to test: silence must not look like health.
fn nothing(asked: &args::TestCommand, component: &Component) -> HarnessError {
    match &asked.only {
        Some(only) => HarnessError::NoMatch(only.clone()),
        None => HarnessError::NoCases(component.path.clone()),
    }
}

fn random(system: &dyn System) -> anyhow::Result<u64> {
    let mut bytes = [0; 4];
    let none = |error: std::io::Error| UsageError::from(HarnessError::NoRandomNumbers(error.to_string()));
    system.random(&mut bytes).map_err(none)?;
    Ok(u32::from_le_bytes(bytes).into())
}

/// Tells what came of each case, by page, with the lines that were logged where they are asked for; tells whether one failed.
fn tell(
    trials: &[CaseRun<'_>],
    outcomes: &[CaseOutcome],
    updated: &[usize],
    (is_verbose, language): (bool, Language),
    out: &mut String,
) -> bool {
    let texts = CliTexts::of(language).plugin.test;
    let (mut failed, mut page) = (false, None);
    for (index, (trial, outcome)) in trials.iter().zip(outcomes).enumerate() {
        if page != Some(&trial.page.name) {
            page = Some(&trial.page.name);
            let _ = writeln!(out, "{}", Untrusted::new(&trial.page.name));
        }
        let verdict = outcome.verdict(trial.case);
        let is_updated = updated.contains(&index);
        let word = if is_updated { texts.updated } else { (texts.verdict)(verdict) };
        let (name, line) = (trial.case.name(), trial.case.line);
        let _ = writeln!(out, "  {word:<9}  {} {line:<4} {}", texts.line, Untrusted::new(&name));
        failed |= verdict > CaseVerdict::Reported && !is_updated;
        let logged = outcome.calls.iter().flat_map(|call| &call.log.lines);
        for line in logged.filter(|line| is_verbose && line.level != LogLevel::Panic) {
            let _ = writeln!(out, "    {}: {}", line.level.name(), Untrusted::new(&line.message));
        }
        for violation in &outcome.violations {
            tell_trouble(violation, language, out);
        }
        let (missing, more) = outcome.difference(trial.case);
        for line in missing {
            let _ = writeln!(out, "    - {}", Untrusted::new(line));
        }
        for (line, finding) in more {
            let (file, at) = trial.place(finding);
            let _ = writeln!(out, "    + {}", Untrusted::new(line));
            let message = Untrusted::new(&finding.message);
            let _ = writeln!(out, "      {}:{at}: {message}", Untrusted::new(&file));
        }
    }
    failed
}

fn tell_trouble(trouble: &PluginViolation, language: Language, out: &mut String) {
    let _ = writeln!(out, "    ! {}", Untrusted::new(&trouble.say(language)));
    if let PluginViolation::Failed(failure) = trouble {
        for frame in &failure.frames {
            let _ =
                writeln!(out, "      {} {}", CliTexts::of(language).plugin.test.frame, Untrusted::new(frame));
        }
    }
}

/// Names the rules without a wrong or without a right case; with `only_own` those alone that have one of the pages.
fn lacking(description: &Description, pages: &[CasePage], only_own: bool, texts: &TestTexts) -> Vec<String> {
    let cases = || pages.iter().flat_map(|page| page.cases.iter().map(move |case| (page, case)));
    let mut lacking = Vec::new();
    let owned = |id: &str| pages.iter().any(|page| prepared_case::own_rules(page, description).contains(&id));
    for rule in description.rules.iter().filter(|rule| !only_own || owned(&rule.id)) {
        let wrong = cases().any(|(_, case)| case.names(&rule.id));
        let right = cases().any(|(page, case)| {
            !case.names(&rule.id) && prepared_case::rules_of(page, case, description).contains(&&*rule.id)
        });
        for (is_there, say) in [(wrong, texts.no_wrong_case), (right, texts.no_right_case)] {
            if !is_there {
                lacking.push(say(&rule.id));
            }
        }
    }
    lacking
}

/// Names the pages that the component holds otherwise than they lie beside it.
fn outdated(description: &Description, pages: &[CasePage], texts: &TestTexts) -> Vec<String> {
    let differs = |page: &&CasePage| {
        let own = prepared_case::own_rules(page, description);
        let held: Vec<_> = own.iter().filter_map(|rule| description.rule(rule)).collect();
        let same = |text: &str| text.lines().eq(page.text.lines());
        page.file.is_some() && !held.is_empty() && !held.iter().any(|rule| rule.pages().any(same))
    };
    pages.iter().filter(differs).map(|page| (texts.outdated_page)(&page.name)).collect()
}

/// Writes what was found into the pages; returns which cases changed.
fn update(
    pages: &[CasePage],
    trials: &[CaseRun<'_>],
    outcomes: &[CaseOutcome],
    texts: &TestTexts,
    system: &dyn System,
    out: &mut String,
) -> anyhow::Result<Vec<usize>> {
    let mut updated = Vec::new();
    for page in pages {
        let mut text = page.text.clone();
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let of_page = trials.iter().zip(outcomes).enumerate().rev();
        let before = updated.len();
        for (index, (trial, outcome)) in of_page.filter(|(_, (trial, _))| std::ptr::eq(trial.page, page)) {
            if !matches!(outcome.verdict(trial.case), CaseVerdict::Noisy | CaseVerdict::Missing) {
                continue;
            }
            let (missing, more) = outcome.difference(trial.case);
            let mut gone = missing;
            let mut lines: Vec<&str> = trial.case.expected.iter().map(String::as_str).collect();
            // From the end: of two equal lines the first stays where it stands.
            lines.reverse();
            lines
                .retain(|line| gone.iter().position(|gone| gone == line).map(|at| gone.remove(at)).is_none());
            lines.reverse();
            lines.extend(more.iter().map(|(line, _)| line.as_str()));
            let body: String = lines.iter().flat_map(|line| [line, newline]).collect();
            text.replace_range(trial.case.span.clone(), &body);
            updated.push(index);
        }
        if updated.len() == before {
            continue;
        }
        let Some(file) = &page.file else {
            return Err(UsageError::from(HarnessError::PageInside(page.name.clone())).into());
        };
        let unwritten = |error| CommandError::Unwritten { path: PathBuf::from(file), error };
        system.replace(file, text.as_bytes()).map_err(unwritten)?;
        let _ = writeln!(out, "{}", (texts.updated_page)(&file.to_string_lossy()));
    }
    Ok(updated)
}

fn summarise(
    component: &Component,
    trials: &[CaseRun<'_>],
    outcomes: &[CaseOutcome],
    updated: &[usize],
    seed: u64,
    (width, language): (usize, Language),
    out: &mut String,
) -> anyhow::Result<()> {
    let count = |verdict: CaseVerdict| {
        let mut ended = trials.iter().zip(outcomes).enumerate();
        let is = |(index, (trial, outcome)): &(usize, (&CaseRun<'_>, &CaseOutcome))| {
            !updated.contains(index) && outcome.verdict(trial.case) == verdict
        };
        ended.by_ref().filter(is).count()
    };
    let all = [
        CaseVerdict::Validated,
        CaseVerdict::Reported,
        CaseVerdict::Noisy,
        CaseVerdict::Missing,
        CaseVerdict::Failed,
    ];
    let counted: Vec<(CaseVerdict, usize)> =
        all.into_iter().map(|verdict| (verdict, count(verdict))).filter(|(_, count)| *count > 0).collect();
    let calls = outcomes.iter().flat_map(|outcome| &outcome.calls);
    let mut stats = handoff_check::stats(&component.plugin, &calls);
    // What bounds the bytes that go in is the work of the questions.
    stats
        .meters
        .push(handoff_check::dearest("bytes out", MeterUnit::Bytes, &calls, |usage| usage.output_bytes));
    let mut table = Vec::new();
    text::write_stats(&Stats { timings: Vec::new(), plugins: vec![stats] }, width, language, &mut table)?;
    let shown = calls.map(|call| call.usage.shown).max().unwrap_or_default();
    let texts = CliTexts::of(language).plugin.test;
    let _ = writeln!(out, "\n{}  bytes in     {shown} B", String::from_utf8_lossy(&table));
    let _ = writeln!(out, "{}", (texts.summary)(trials.len(), &counted, updated.len(), seed));
    Ok(())
}
