//! What nobody can tell is a class of its own, and one cause is one finding with its places.

use handoff_finding::{Finding, MissingDeclaration, Severity};
use handoff_model::Language;
use handoff_report::text::TextOptions;
use handoff_report::{Report, csv, github, gitlab, json, junit, markdown, sarif};
use serde_json::Value;

use crate::fixture::{SHOP, as_text, files, finding, gap, landscape, place, plain, plugins, written};

fn open(line: u32, declare: &str) -> Finding {
    let place = place(SHOP, line, &format!("s{line}"), &format!("Step {line}"));
    Finding {
        undecided: Some(MissingDeclaration { declare: declare.into() }),
        item: Some("Order".into()),
        ..finding("data/undecidable-input", Severity::Info, &format!("Step {line} may lack “Order”."), place)
    }
}

fn report(findings: Vec<Finding>) -> Report {
    Report::of(files()[..1].to_vec(), &landscape(), findings, plugins()[..1].to_vec())
}

fn some_open() -> Report {
    let declare = "Declare what “Sales” passes to “Shipping”";
    report(vec![open(1, "Declare what is given when “Shop” is started"), open(2, declare), open(3, declare)])
}

#[test]
fn it_is_counted_apart_and_grouped_by_its_source() {
    let report = some_open();
    assert_eq!((report.summary.undecided, report.summary.findings.info), (3, 0));
    assert_eq!(report.causes, []);
    let decides: Vec<usize> = report.open.iter().map(|open| open.findings.len()).collect();
    assert_eq!(decides, [2, 1]);
    let json: Value =
        serde_json::from_str(&written(|out| json::write(&report, Language::English, out))).expect("JSON");
    assert_eq!(json["undecided"][0]["declare"], "Declare what “Sales” passes to “Shipping”");
    assert_eq!(json["summary"]["undecided"], 3);
    assert_eq!(json["findings"], Value::Array(Vec::new()));
    let needs: Vec<&Value> =
        json["undecided"].as_array().expect("a list").iter().map(|one| &one["needs"]).collect();
    assert_eq!(needs.iter().filter_map(|needs| needs.as_array()).map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(needs[0][0]["element"], "s2");
}

#[test]
fn one_line_tells_of_it_until_it_is_asked_for() {
    let options = TextOptions {
        width: 100,
        all: false,
        quiet: false,
        undecided: false,
        fingerprints: false,
        language: Language::English,
    };
    let text = plain(&as_text(&some_open(), options));
    assert!(!text.contains("Step 2") && text.contains("3 needs are undecided"), "{text}");
    assert!(text.contains("Declare what “Sales” passes to “Shipping”:"), "{text}");
    let text = plain(&as_text(&some_open(), TextOptions { undecided: true, ..options }));
    assert!(text.contains("Undecided (3)") && text.contains("Step 2 may lack “Order”."), "{text}");
    let german = plain(&as_text(&some_open(), TextOptions { language: Language::German, ..options }));
    assert!(german.contains("3 Bedarfe sind offen"), "{german}");
}

#[test]
fn no_output_calls_it_a_gap() {
    let report = some_open();
    let says = |text: String| text.contains("Step 2 may lack");
    assert!(!says(written(|out| github::write(&report, Language::English, out))));
    assert!(!says(written(|out| gitlab::write(&report, Language::English, out))));
    assert!(!says(written(|out| markdown::write(&report, Language::English, out))));
    assert!(!says(written(|out| csv::write(&report, false, out))));
    assert!(written(|out| csv::write(&report, true, out)).contains(",true,\r\n"));
    let junit = written(|out| junit::write(&report, Some(Severity::Info), Language::English, out));
    assert!(junit.contains("<skipped message=") && junit.contains("failures=\"0\""), "{junit}");
    let sarif: Value =
        serde_json::from_str(&written(|out| sarif::write(&report, false, &[], Language::English, out)))
            .expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&result["kind"], &result["level"]), (&"open".into(), &"none".into()));
}

#[test]
fn one_cause_is_one_finding_with_its_places() {
    let at = |line, cause: &str, file: &str| Finding {
        place: place(file, line, &format!("s{line}"), &format!("Step {line}")),
        message: format!("“Step {line}” lacks it."),
        cause: cause.to_owned(),
        ..gap()
    };
    let count =
        |findings| report(findings).causes.iter().map(|cause| cause.all().count()).collect::<Vec<_>>();
    assert_eq!(count(vec![at(1, "a", SHOP), at(2, "a", SHOP), at(3, "b", SHOP)]), [2, 1]);
    // Another file has causes of its own, but what is said alike is one cause.
    assert_eq!(count(vec![at(1, "a", SHOP), at(2, "a", "x.bpmn")]), [1, 1]);
    assert_eq!(count(vec![at(1, "a", SHOP), at(1, "a", "x.bpmn"), at(2, "a", "x.bpmn")]), [3]);
    assert_eq!(count(vec![at(1, "", SHOP), at(2, "", SHOP)]), [1, 1]);
}
