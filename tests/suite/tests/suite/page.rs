//! The pages of the rules: prose and small processes with what is expected of them; and the files made from them.

use std::fs;
use std::path::{Path, PathBuf};

use handoff_builtin::PLUGIN;
use handoff_sdk::Rule;

/// One process with what is expected of it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Case {
    /// The heading it stands under: `Wrong` or `Right`.
    pub(crate) heading: String,
    /// The line of its first fence.
    pub(crate) line: usize,
    pub(crate) process: String,
    pub(crate) configuration: String,
    pub(crate) expected: Vec<String>,
}

/// Reads the cases of a page: each begins with a `handoff` block and ends with an `expect` block.
pub(crate) fn cases(page: &str) -> Vec<Case> {
    let (mut cases, mut case, mut heading) = (Vec::new(), Case::default(), "");
    let mut lines = (1..).zip(page.lines());
    while let Some((number, line)) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            heading = name;
        }
        let Some(language) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> =
            lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        match language {
            "handoff" => {
                assert!(case.process.is_empty(), "line {}: a process without an `expect` block", case.line);
                case = Case {
                    heading: heading.into(),
                    line: number,
                    process: body.join("\n"),
                    ..Case::default()
                };
            }
            "toml" => case.configuration = body.join("\n"),
            "expect" => {
                case.expected = body.into_iter().map(str::to_owned).collect();
                cases.push(std::mem::take(&mut case));
            }
            other => panic!("line {number}: a page has no blocks of `{other}`"),
        }
    }
    assert!(case.process.is_empty(), "line {}: a process without an `expect` block", case.line);
    cases
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

/// Lists every generated page with its text.
fn documents() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    let page = |rule: &Rule| (folder.join(format!("{}.md", rule.id)), document(rule));
    let mut documents: Vec<_> = PLUGIN.rules().map(page).collect();
    let mut index = "# The rules\n\n| rule | what it finds | severity |\n|---|---|---|\n".to_owned();
    for rule in PLUGIN.rules() {
        let severity = format!("{:?}", rule.severity).replace("Severity::", "").to_lowercase();
        index += &["| [`", rule.id, "`](", rule.id, ".md) | ", rule.title, " | ", &severity, " |\n"].concat();
    }
    documents.push((folder.join("README.md"), index));
    documents
}

#[test]
fn the_pages_in_docs_are_those_of_the_rules() {
    for (path, text) in documents() {
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
            fs::write(&path, &text).expect("a writable page");
        }
        assert!(
            fs::read_to_string(&path).is_ok_and(|found| found == text),
            "{} is not up to date: UPDATE_DOCS=1 cargo test -p handoff-suite page",
            path.display()
        );
    }
}

#[test]
fn every_rule_has_a_wrong_and_a_right_case() {
    for rule in PLUGIN.rules() {
        assert!(rule.page.starts_with("# "), "{}: a page begins with its title", rule.id);
        let cases = cases(rule.page);
        let own = |case: &Case| case.expected.iter().any(|line| line.contains(rule.id));
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
        let mut keys: Vec<&str> = rule.texts.iter().map(|text| text.key).collect();
        keys.sort_unstable();
        assert!(keys.is_sorted_by(|one, next| one < next), "{} has two texts under one key", rule.id);
    }
}

#[test]
fn a_page_is_read_as_written() {
    let page = "# T\n## Wrong\n```handoff\na\nb\n```\n```toml\nc\n```\n```expect\nd\n```\n## Right\n```handoff\ne\n```\n```expect\n```\n";
    let wrong = Case {
        heading: "Wrong".into(),
        line: 3,
        process: "a\nb".into(),
        configuration: "c".into(),
        expected: vec!["d".into()],
    };
    let right = Case { heading: "Right".into(), line: 14, process: "e".into(), ..Case::default() };
    assert_eq!(cases(page), [wrong, right]);
}
