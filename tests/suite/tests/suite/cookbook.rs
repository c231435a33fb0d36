//! `docs/plugins/cookbook.md`: made from recipes that compile, and that find what their pages say.

use std::fs;
use std::path::PathBuf;

use handoff_cli::harness::cases::{Case, CaseInput, CasePage};
use handoff_cli::harness::prepared_case::PreparedCase;
use handoff_cookbook::RECIPES;
use handoff_machine::MemorySystem;
use handoff_sdk::{Options, Place, Rule, Severity, Unit};

use crate::native::native;
use crate::{dist, generated, page};

fn folder() -> PathBuf {
    dist::plugins().join("examples/cookbook")
}

/// Returns the part of a rule's id after its family.
fn fault(rule: &Rule) -> &'static str {
    rule.id.split_once('/').expect("a family").1
}

/// Runs a rule over a case, as its page writes findings.
fn found(rule: &Rule, page: &CasePage, case: &Case) -> Vec<String> {
    let ready = PreparedCase::of(page, case, None, &MemorySystem::default())
        .unwrap_or_else(|faults| panic!("{faults:?}"));
    let mut found = Vec::new();
    for unit in &ready.landscape.units {
        let source = native(unit).expect("rows of the contract");
        for finding in rule.run(&Unit::new(&source), &Options::default()) {
            let element = match finding.at {
                Place::Step(id) => unit.steps[id as usize].id.clone(),
                other => panic!("{}: no recipe points at {other:?}", rule.id),
            };
            let severity = match finding.severity.unwrap_or(rule.severity) {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            };
            let item = finding.item.map(|id| format!(" \"{}\"", unit.items[id as usize].name));
            found.push(format!("{severity} {} {element}{}", rule.id, item.unwrap_or_default()));
        }
    }
    found.sort();
    found
}

/// Writes one recipe: why, how, and where it finds something.
fn section(rule: &Rule) -> String {
    let source = fs::read_to_string(folder().join(format!("src/{}.rs", fault(rule).replace('-', "_"))));
    let source = source.expect("a recipe");
    let topic =
        source.lines().next().and_then(|line| line.strip_prefix("//! ")?.strip_suffix('.')).expect("a topic");
    let code = &source[source.find("fn check").expect("a check")..];
    let (_, prose) = rule.page.split_once('\n').expect("a title");
    let (why, _) = prose.split_once("\n## ").expect("cases");
    let page = page::read(rule);
    let case = page.cases.iter().find(|case| case.heading == "Wrong").expect("a wrong case");
    let CaseInput::Text(process) = &case.process else { panic!("{}: a recipe needs no files", rule.id) };
    format!(
        "## {}\n\n{}\n\n*{}.* It says: \"{}\"\n\n```rust\n{code}```\n\nIt finds `{}` in:\n\n```handoff\n{}\n```\n\n",
        topic,
        why.trim(),
        rule.title(),
        rule.text("found"),
        case.expected.join("`, `"),
        process.trim_end()
    )
}

/// Writes the whole page.
fn document() -> String {
    let mut text = "# Cookbook\n\nShort rules, each a different question to the [view](contract.md#view). They stand in \
        [plugins/examples/cookbook](../../plugins/examples/cookbook), are compiled and run by a test, and advise only: take what you need into a rule of \
        your own.\n\n"
        .to_owned();
    for rule in RECIPES {
        text += &section(rule);
    }
    text + "<!-- Generated from the recipes: UPDATE_DOCS=1 cargo test -p handoff-suite cookbook -->\n"
}

#[test]
fn recipes_find_what_their_pages_say() {
    let mut broken = Vec::new();
    for rule in RECIPES {
        let page = page::read(rule);
        for case in &page.cases {
            let found = found(rule, &page, case);
            if found != case.expected || found.is_empty() == (case.heading == "Wrong") {
                broken.push(format!("{}, line {}: {found:?}", rule.id, case.line));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn recipes_are_short() {
    for rule in RECIPES {
        let source = folder().join(format!("src/{}.rs", fault(rule).replace('-', "_")));
        let source = fs::read_to_string(source).expect("a recipe");
        let lines = source.lines().skip_while(|line| !line.starts_with("fn check")).count();
        assert!((5..=22).contains(&lines), "{}: {lines} lines", rule.id);
    }
}

#[test]
fn the_cookbook_is_made_from_the_recipes() {
    generated::check("plugins/cookbook.md", &document(), "cookbook");
}
