//! What build servers, code scanning and merge requests read keeps to the formats they know, and loses nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use handoff_finding::{Finding, Severity};
use handoff_model::Language;
use handoff_report::{
    FileReport, OmissionCounts, Report, ReportCache, RulePage, csv, github, gitlab, json, junit, markdown,
    sarif,
};
use quick_xml::events::Event;
use serde_json::Value;

use crate::fixture::{
    SHOP, clean, files, finding, full, gap, ignored, landscape, place, plugins, with_ignored, written,
};
use crate::wall::many;

/// As OASIS published it: see the README beside it.
const SARIF_SCHEMA: &str = include_str!("../schemas/sarif-2.1.0.json");

fn reports() -> [Report; 3] {
    let mut many = many(300, 17, 3);
    for (index, cause) in many.causes.iter_mut().enumerate() {
        Arc::make_mut(&mut cause.first).fingerprint = format!("{index:016x}");
    }
    [full(), clean(), many]
}

fn as_sarif(report: &Report) -> Value {
    sarif_with(report, false)
}

fn sarif_with(report: &Report, ignored: bool) -> Value {
    let rule = RulePage {
        id: "data/missing-input",
        severity: Severity::Error,
        title: "A title.",
        page: "# A page",
        tags: &[],
        related: &[],
        link: None,
        deprecated: false,
        properties: &[],
    };
    serde_json::from_str(&written(|out| sarif::write(report, ignored, &[rule], Language::English, out)))
        .expect("JSON")
}

/// Returns what says whether a log keeps to the schema.
pub(crate) fn sarif_schema() -> jsonschema::Validator {
    let mut schema: Value = serde_json::from_str(SARIF_SCHEMA).expect("JSON");
    // The pattern has a bracket that opens nowhere, which strict readers of patterns refuse; no language is written.
    for owner in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{owner}/properties/language"));
        language.and_then(Value::as_object_mut).expect("a schema").remove("pattern");
    }
    jsonschema::validator_for(&schema).expect("the schema is one")
}

#[test]
fn sarif_keeps_to_its_schema() {
    let validator = sarif_schema();
    for report in reports() {
        for log in [as_sarif(&report), sarif_with(&report, true)] {
            let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
    }
    let mut wrong = as_sarif(&full());
    wrong["runs"][0]["results"][0]["level"] = "bad".into();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn sarif_says_how_a_gap_arises_and_where_it_goes() {
    let log = as_sarif(&full());
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let flows = result["codeFlows"].as_array().expect("flows");
    let steps = |flow: &Value| flow["threadFlows"][0]["locations"].as_array().map(Vec::len);
    assert_eq!(flows.iter().map(steps).collect::<Vec<_>>(), [Some(3), Some(3)]);
    assert_eq!(result["partialFingerprints"]["handoff/v1"], "0123456789abcdef");
    let index = result["ruleIndex"].as_u64().expect("an index") as usize;
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    assert_eq!(run["tool"]["driver"]["rules"][index]["help"]["markdown"], "# A page");
}

#[test]
fn sarif_says_why_something_is_ignored_and_on_whose_word() {
    let log = sarif_with(&with_ignored(vec![], vec![ignored()]), true);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let suppressions = results[0]["suppressions"].as_array().expect("suppressions");
    let said: Vec<_> = suppressions
        .iter()
        .map(|one| {
            let location = &one["location"]["physicalLocation"];
            let at = (&location["artifactLocation"]["uri"], &location["region"]["startLine"]);
            (one["kind"].as_str(), one["justification"].as_str(), at.0.as_str(), at.1.as_u64())
        })
        .collect();
    let letter = (Some("external"), Some("By letter [until June]."), Some("handoff.toml"), Some(7));
    let rings = Some("The call centre rings after three days.");
    assert_eq!((results.len(), said), (1, vec![letter, (Some("inSource"), rings, Some(SHOP), Some(7))]));
    // Where nobody asks for it, it is only counted.
    let bare = as_sarif(&full());
    let results = bare["runs"][0]["results"].as_array().expect("results");
    assert!(results.iter().all(|result| result.get("suppressions").is_none()));
}

#[test]
fn sarif_says_what_was_not_done() {
    let invocation = |report: &Report| as_sarif(report)["runs"][0]["invocations"][0].clone();
    let levels = |invocation: &Value| -> Vec<String> {
        let notifications = invocation["toolExecutionNotifications"].as_array().expect("a list");
        notifications.iter().map(|told| told["level"].to_string()).collect()
    };
    assert_eq!(invocation(&clean())["executionSuccessful"], true);
    assert_eq!(invocation(&full())["executionSuccessful"], false);
    // Two repairs, a refused file and a failed plugin.
    assert_eq!(levels(&invocation(&full())), ["\"warning\"", "\"warning\"", "\"error\"", "\"error\""]);
}

/// Checks that a document is as Jenkins and Surefire describe it; returns cases, failures and errors.
pub(crate) fn check_junit(xml: &str) -> [usize; 3] {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut stack, mut counted, mut claimed) = (Vec::<String>::new(), [0; 3], [0; 3]);
    let mut names = BTreeSet::new();
    loop {
        let event = reader.read_event().expect("XML");
        match &event {
            Event::Eof => break,
            Event::End(_) => drop(stack.pop()),
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                let attribute = |name: &str| {
                    let attribute =
                        element.try_get_attribute(name).expect("attributes").map(|found| found.value);
                    attribute.map(std::borrow::Cow::into_owned)
                };
                let number = |name: &str| attribute(name).and_then(|text| text.parse::<usize>().ok());
                let parent = match &*name {
                    "testsuites" => None,
                    "testsuite" => {
                        assert!(attribute("name").is_some() && number("skipped").is_some());
                        for (sum, name) in claimed.iter_mut().zip(["tests", "failures", "errors"]) {
                            *sum += number(name).expect("a number");
                        }
                        names.clear();
                        Some("testsuites")
                    }
                    "testcase" => {
                        counted[0] += 1;
                        assert!(
                            names.insert((attribute("classname"), attribute("name"))),
                            "two cases of one name: {:?}",
                            attribute("name")
                        );
                        assert_eq!(attribute("time").as_deref(), Some("0"));
                        Some("testsuite")
                    }
                    "failure" | "error" => {
                        counted[if name == "failure" { 1 } else { 2 }] += 1;
                        assert!(attribute("message").is_some() && attribute("type").is_some());
                        Some("testcase")
                    }
                    "skipped" => {
                        assert!(attribute("message").is_some());
                        Some("testcase")
                    }
                    "system-out" => Some("testcase"),
                    other => panic!("{other} is no element of JUnit"),
                };
                assert_eq!(stack.last().map(String::as_str), parent, "{name}");
                if matches!(event, Event::Start(_)) {
                    stack.push(name);
                }
            }
            _ => {}
        }
    }
    assert_eq!(counted, claimed);
    counted
}

fn as_junit(report: &Report, least: Option<Severity>) -> String {
    written(|out| junit::write(report, least, Language::English, out))
}

#[test]
fn junit_has_a_case_for_each_handoff() {
    // Four handoffs, five findings of none, three files and three plugins.
    assert_eq!(check_junit(&as_junit(&full(), Some(Severity::Error))), [15, 1, 2]);
    assert_eq!(check_junit(&as_junit(&full(), Some(Severity::Info)))[1], 6);
    assert_eq!(check_junit(&as_junit(&full(), None))[1], 0);
    assert_eq!(check_junit(&as_junit(&clean(), Some(Severity::Info))), [7, 0, 0]);
}

/// Where nothing was found, and none of the handoffs could be looked at, no output says that all is well.
#[test]
fn handoffs_that_say_nothing_are_not_called_sound() {
    let mut silent = landscape();
    for handoff in silent.units.iter_mut().flat_map(|unit| &mut Arc::make_mut(unit).handoffs) {
        handoff.declared = false;
    }
    let report = Report::of(files()[..1].to_vec(), &silent, vec![], plugins()[..2].to_vec());
    assert!(report.summary.checkable > 0);
    let outputs = [
        written(|out| json::write(&report, Language::English, out)),
        written(|out| markdown::write(&report, Language::English, out)),
        written(|out| github::write(&report, Language::English, out)),
        as_sarif(&report).to_string(),
    ];
    for output in outputs {
        assert!(output.contains("None of the 4 handoffs could be checked; no gaps found"), "{output}");
    }
}

/// A handoff of which nothing says what is handed over has not passed.
#[test]
fn junit_skips_the_handoffs_that_say_nothing() {
    let report = clean();
    let silent = report.handoffs.iter().filter(|handoff| !handoff.declared).count();
    let skipped = as_junit(&report, Some(Severity::Info)).matches("<skipped").count();
    assert!(silent > 0 && silent == skipped, "{silent} {skipped}");
}

/// A gap is on the handoff it belongs to: by its element, by the step it is at, or as the only one of the border.
#[test]
fn junit_fails_the_handoff_of_the_gap() {
    let case = |finding: Finding| {
        let report = Report::of(files()[..1].to_vec(), &landscape(), vec![finding], vec![]);
        let xml = as_junit(&report, Some(Severity::Error));
        let before = xml.split("<failure").next().expect("a part").to_owned();
        before.rsplit("<testcase").next().expect("a case").lines().next().expect("a line").to_owned()
    };
    assert!(case(gap()).contains("[Flow_2]"), "{}", case(gap()));
    let at = |element: &str| finding("a/b", Severity::Error, "m", place(SHOP, 1, element, "x"));
    assert!(case(at("Flow_3")).contains("[Flow_3]"));
    let between =
        |from: &str, to: &str| Finding { from: Some(from.into()), to: Some(to.into()), ..at("Task") };
    assert!(case(between("Customer", "Sales")).contains("[Flow_1]"));
    // Nothing tells which of the two it is.
    assert!(case(between("Sales", "Shipping")).contains("classname=\"a/b\""));
    assert!(case(at("Task")).contains("classname=\"a/b\""));
}

#[test]
fn junit_loses_no_finding() {
    for report in reports() {
        let xml = as_junit(&report, Some(Severity::Warning));
        check_junit(&xml);
        let missing = report.findings.iter().find(|finding| !xml.contains(&*finding.message));
        assert_eq!(missing, None);
    }
}

#[test]
fn gitlab_gets_what_it_requires() {
    for report in reports() {
        let entries = written(|out| gitlab::write(&report, Language::English, out));
        let entries: Vec<Value> = serde_json::from_str(&entries).expect("a list");
        assert_eq!(entries.len(), report.findings.len());
        for entry in &entries {
            let known = ["info", "minor", "major", "critical", "blocker"];
            assert!(known.iter().any(|severity| entry["severity"] == *severity), "{entry}");
            for text in ["description", "check_name", "fingerprint"] {
                assert!(entry[text].as_str().is_some_and(|text| !text.is_empty()), "{entry}");
            }
            let path = entry["location"]["path"].as_str().expect("a path");
            assert!(!path.is_empty() && !path.starts_with("./"), "{entry}");
            assert!(entry["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{entry}");
        }
    }
}

/// GitHub shows ten of each level: the eleventh is a line of the log.
#[test]
fn github_gets_no_more_than_it_shows() {
    let output = written(|out| github::write(&many(300, 17, 3), Language::English, out));
    for level in ["error", "warning", "notice"] {
        assert_eq!(
            output.lines().filter(|line| line.starts_with(&format!("::{level} "))).count(),
            10,
            "{level}"
        );
    }
    assert_eq!(output.lines().count(), 301, "a line for each finding, and the verdict");
}

#[test]
fn a_summary_fits_into_a_comment() {
    let refused = &files()[2];
    let unread =
        (0..500).map(|index| FileReport { path: format!("export-{index}.dmn").into(), ..refused.clone() });
    let many = Report::update(
        unread.map(Arc::new).collect(),
        &landscape(),
        (many(5_000, 40, 3).findings, Vec::new()),
        plugins(),
        OmissionCounts::default(),
        &mut ReportCache::default(),
    );
    let text = written(|out| markdown::write(&many, Language::English, out));
    assert!(text.len() < 65_536, "{} bytes", text.len());
    assert!(
        text.contains("#### Not checked (501)") && text.contains("#### Gaps that reach the customer (1667)")
    );
    let left_out = text.lines().filter(|line| line.contains("… and ")).count();
    assert_eq!(left_out, 3, "each part that was cut says so");
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
}

#[test]
fn a_table_has_a_row_for_each_finding() {
    let report = full();
    let table = written(|out| csv::write(&report, false, out));
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    let messages: Vec<&str> = rows.iter().filter_map(|row| row.get(3)).collect();
    let expected: Vec<&str> = report.findings.iter().map(|finding| &*finding.message).collect();
    assert_eq!(messages, expected);
}
