//! The pages of the rules, and the files made from them.

use handoff_builtin::PLUGIN;
use handoff_cli::harness::cases::{Case, CasePage};
use handoff_sdk::Rule;

use crate::generated;

/// Reads the page of a rule, the way `handoff plugin test` does.
pub(crate) fn read(rule: &Rule) -> CasePage {
    let page = CasePage::read(rule.id, None, rule.page.to_owned());
    assert_eq!(page.faults, [], "{}", rule.id);
    page
}

/// Writes a rule's page for `docs/rules/`.
fn document(rule: &Rule) -> String {
    let state = if rule.off { "off" } else { "on" };
    let facts = format!("`{}` · {:?} · {:?} · {state} by default", rule.id, rule.severity, rule.certainty);
    let facts = facts.replace("Severity::", "").replace("Certainty::", "").to_lowercase();
    let (title, rest) = rule.page.split_once('\n').expect("a title");
    let mut page = format!("{title}\n\n{facts}\n{rest}");
    if !rule.options_schema.is_empty() {
        page += &["\n## Options\n\n```json\n", rule.options_schema, "\n```\n"].concat();
    }
    page.push_str("\n<!-- Generated from the rule: UPDATE_DOCS=1 cargo test -p handoff-suite page -->\n");
    page
}

/// Lists every generated page below `docs/` with its text.
fn documents() -> Vec<(String, String)> {
    let page = |rule: &Rule| (format!("rules/{}.md", rule.id), document(rule));
    let mut documents: Vec<_> = PLUGIN.rules().map(page).collect();
    let mut index = "# The rules\n\n| rule | what it finds | severity |\n|---|---|---|\n".to_owned();
    for rule in PLUGIN.rules() {
        let severity = format!("{:?}", rule.severity).replace("Severity::", "").to_lowercase();
        index +=
            &["| [`", rule.id, "`](", rule.id, ".md) | ", rule.title(), " | ", &severity, " |\n"].concat();
    }
    documents.push(("rules/README.md".to_owned(), index));
    documents
}

#[test]
fn the_pages_in_docs_are_those_of_the_rules() {
    for (page, text) in documents() {
        generated::check(&page, &text, "page");
    }
}

#[test]
fn every_rule_has_a_wrong_and_a_right_case() {
    for rule in PLUGIN.rules() {
        assert!(rule.page.starts_with("# "), "{}: a page begins with its title", rule.id);
        let cases = read(rule).cases;
        let own = |case: &Case| case.names(rule.id);
        for case in &cases {
            assert!(
                case.heading == if own(case) { "Wrong" } else { "Right" },
                "{}, line {}: a case that is {} stands under `{}`",
                rule.id,
                case.line,
                if own(case) { "wrong" } else { "right" },
                case.heading
            );
        }
        assert!(cases.iter().any(own), "{} has no wrong case", rule.id);
        assert!(!cases.iter().all(own), "{} has no right case", rule.id);
    }
}

#[test]
fn ids_and_texts_are_unique() {
    let mut ids: Vec<&str> = PLUGIN.rules().map(|rule| rule.id).collect();
    ids.sort_unstable();
    assert!(ids.is_sorted_by(|one, next| one < next), "a rule stands twice in the list");
    for rule in PLUGIN.rules() {
        let mut keys: Vec<(&str, &str)> = rule.texts.iter().map(|text| (text.key, text.language)).collect();
        keys.sort_unstable();
        assert!(
            keys.is_sorted_by(|one, next| one < next),
            "{} has two texts under one key in one language",
            rule.id
        );
    }
}
