//! The cases of the rules' pages, run natively: what a page promises is what its rule finds.

use std::collections::BTreeMap;

use handoff_builtin::PLUGIN;
use handoff_check::config::{Config, Level};
use handoff_cli::harness::cases::Case;
use handoff_cli::harness::prepared_case::PreparedCase;
use handoff_machine::MemorySystem;
use handoff_sdk::{Finding, Options, Place, Rule, Severity, Unit as View};

use crate::native::native;
use crate::page;
use crate::words::FindingWords;

/// Reads every case the way the command line does.
pub(crate) fn ready() -> impl Iterator<Item = (&'static Rule, Case, PreparedCase)> {
    PLUGIN.rules().flat_map(|rule| {
        let mut page = page::read(rule);
        let cases = std::mem::take(&mut page.cases);
        cases.into_iter().map(move |case| {
            let ready = PreparedCase::of(&page, &case, None, &MemorySystem::default());
            (rule, case, ready.unwrap_or_else(|faults| panic!("{faults:?}")))
        })
    })
}

/// Runs the rules that a configuration switches on over one unit.
pub(crate) fn run(config: &Config, unit: &handoff_landscape::Unit) -> Vec<(&'static Rule, Finding)> {
    run_with(config, unit, None)
}

/// The same, with one rule switched on that may be off by default.
fn run_with(
    config: &Config,
    unit: &handoff_landscape::Unit,
    own: Option<&Rule>,
) -> Vec<(&'static Rule, Finding)> {
    let source = native(unit).expect("rows of the contract");
    let view = View::new(&source);
    let rules = PLUGIN.rules().filter_map(|rule| Some((rule, options(config, rule, own)?)));
    rules
        .flat_map(|(rule, options)| rule.run(&view, &options).into_iter().map(move |found| (rule, found)))
        .collect()
}

/// Returns the options of a rule; `None` where it is off.
fn options(config: &Config, rule: &Rule, own: Option<&Rule>) -> Option<Options> {
    let entries = config.rules.iter().filter(|entry| entry.rule == rule.id);
    let mut merged = serde_json::Map::new();
    let mut on = !rule.off || config.every_rule || own.is_some_and(|own| own.id == rule.id);
    for entry in entries {
        on = entry.level.map_or(on, |level| level != Level::Off);
        merged.extend(entry.options.clone());
    }
    on.then(|| Options::parse(&serde_json::Value::Object(merged).to_string()).expect("written as JSON"))
}

/// Writes a finding as a page expects it: `severity rule element "item"`.
fn line(unit: &handoff_landscape::Unit, rule: &Rule, finding: &Finding) -> String {
    let said = FindingWords::native(unit, finding);
    let severity = match finding.severity.unwrap_or(rule.severity) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let entry = match finding.at {
        Place::Entry(id) => Some(unit.stale_entries[id as usize].entry.clone()),
        _ => None,
    };
    let item = said.item.or(entry).map(|item| format!(" \"{item}\"")).unwrap_or_default();
    format!("{severity} {} {}{item}", said.rule, said.element)
}

/// Runs a case and compares what the page's rule, and every rule that the case names, has found.
fn check(rule: &Rule, case: &Case, PreparedCase { config, landscape }: &PreparedCase) -> Result<(), String> {
    let of_interest = |id: &str| id == rule.id || case.names(id);
    let mut found = Vec::new();
    for unit in &landscape.units {
        let findings =
            run_with(config, unit, Some(rule)).into_iter().filter(|(rule, _)| of_interest(rule.id));
        found.extend(findings.map(|(rule, finding)| line(unit, rule, &finding)));
    }
    found.sort();
    let mut expected: Vec<String> = case.expected.iter().map(|line| without_kind(line)).collect();
    expected.sort();
    if found == expected {
        return Ok(());
    }
    Err(format!("{}, line {}:\n  expected {expected:#?}\n  found {found:#?}", rule.id, case.line))
}

/// Writes what a page says of an item or a department as what has no element of its own: here only the numbers are known.
fn without_kind(line: &str) -> String {
    match line.split_once(" department ") {
        Some((rule, _)) => format!("{rule} entry"),
        None => line.replacen(" item \"", " entry \"", 1),
    }
}

#[test]
fn the_pages_keep_their_promises() {
    let broken: Vec<String> =
        ready().filter_map(|(rule, case, ready)| check(rule, &case, &ready).err()).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn one_need_is_one_finding() {
    for (_, case, PreparedCase { config, landscape }) in ready() {
        for unit in &landscape.units {
            let mut told = BTreeMap::new();
            for (rule, finding) in run(&config, unit) {
                let (Some(item), Place::Step(step)) = (finding.item, &finding.at) else { continue };
                if rule.id == "data/unused-output" {
                    continue;
                }
                let before = told.insert((*step, item, finding.state), rule.id);
                assert_eq!(before, None, "line {}: {} says it too", case.line, rule.id);
            }
        }
    }
}
