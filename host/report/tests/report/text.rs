//! What the text says in which case.

use handoff_finding::{Finding, Naming, Place, Reach, Severity, Verdict};
use handoff_model::Language;
use handoff_report::Report;
use handoff_report::text::TextOptions;

use crate::fixture::{CONTRACT, SHOP, as_text, files, finding, gap, landscape, place, plain, plugins};

fn check(findings: Vec<Finding>, says: &[&str], says_not: &[&str]) {
    let report = Report::of(files(), &landscape(), findings, plugins());
    let text = plain(&as_text(
        &report,
        TextOptions {
            width: 100,
            all: true,
            quiet: false,
            undecided: false,
            fingerprints: false,
            language: Language::English,
        },
    ));
    for part in says {
        assert!(text.contains(part), "{part:?} is missing:\n{text}");
    }
    for part in says_not {
        assert!(!text.contains(part), "{part:?} is too much:\n{text}");
    }
}

fn with_reach(verdict: Verdict) -> Finding {
    let reach = gap().reach.map(|reach| Reach { verdict, ..reach });
    Finding { reach, ..gap() }
}

#[test]
fn says_how_sure_the_customer_meets_it() {
    check(
        vec![with_reach(Verdict::Certain)],
        &["The customer meets it at “Deliver goods”."],
        &["No customer"],
    );
    check(
        vec![with_reach(Verdict::Possible)],
        &["The customer may meet it at “Deliver goods”."],
        &["No customer"],
    );
    check(vec![with_reach(Verdict::None)], &["Findings (1)"], &["The customer", "(customer)", "No customer"]);
}

#[test]
fn says_once_how_to_name_the_customer() {
    let unknown = || with_reach(Verdict::Unknown);
    check(vec![unknown(), unknown()], &["No customer can be recognised", "customers = ["], &["The customer"]);
}

#[test]
fn a_gap_before_two_customers_is_one_journey() {
    check(vec![gap()], &["Take phone order → Ship goods (gap) → Load van → Deliver goods"], &["reach  "]);
    let elsewhere =
        Finding { witness: vec![place(SHOP, 9, "a", "One"), place(SHOP, 9, "b", "Two")], ..gap() };
    check(
        vec![elsewhere],
        &["path      One → Two\n", "reach     Ship goods (gap) → Load van → Deliver goods"],
        &[],
    );
}

#[test]
fn long_paths_lose_their_middle() {
    let steps = |count: usize| (0..count).map(|n| place(SHOP, 9, &n.to_string(), &format!("S{n}"))).collect();
    let path = |count| Finding { witness: steps(count), reach: None, ..gap() };
    check(vec![path(9)], &["S0 → S1 → S2 → S3 → S4 → S5 → S6 → S7 → S8"], &["steps …"]);
    check(vec![path(10)], &["S3 → … 2 steps … → S6"], &["S4", "S5"]);
    check(vec![path(1)], &[], &["path "]);
}

#[test]
fn gateways_without_a_label_say_nothing() {
    let gateway = |name: &str, naming| Place { naming, ..place(SHOP, 9, "fork", name) };
    let path = |name, naming| Finding {
        witness: vec![place(SHOP, 9, "a", "A"), gateway(name, naming), place(SHOP, 9, "b", "B")],
        reach: None,
        ..gap()
    };
    check(vec![path("the fork after “A”", Naming::Sign)], &["A → B"], &[]);
    check(vec![path("the event after “A”", Naming::Around)], &["A → the event after “A” → B"], &[]);
    check(vec![path("In stock?", Naming::Label)], &["A → In stock? → B"], &[]);
}

#[test]
fn only_labels_are_quoted() {
    let meets = |name: &str, naming| {
        let touchpoint = Place { naming, ..place(SHOP, 9, "e1", name) };
        let reach = gap().reach.map(|reach| Reach { touchpoint: Some(touchpoint), ..reach });
        vec![Finding { reach, ..gap() }]
    };
    let end = "the end after “Ship”";
    check(meets(end, Naming::Around), &["The customer meets it at the end after “Ship”."], &[]);
    check(meets("e1", Naming::Label), &["The customer meets it at “e1”."], &[]);
}

#[test]
fn what_is_said_alike_is_said_once() {
    let at = |line| Finding { place: place(SHOP, line, "a", "A"), ..gap() };
    let says = ["Gaps that reach the customer (1)", "also      exports/order.bpmn:2:3\n", "order.bpmn:6:3\n"];
    check((1..7).map(at).collect(), &says, &["more place"]);
    let report = Report::of(files(), &landscape(), (1..7).map(at).collect(), plugins());
    let text = plain(&as_text(
        &report,
        TextOptions {
            width: 100,
            all: false,
            quiet: false,
            undecided: false,
            fingerprints: false,
            language: Language::English,
        },
    ));
    assert_eq!(text.matches("does not pass on").count(), 1, "{text}");
    assert!(text.contains("… and 2 more places: --all shows them"), "{text}");
    assert!(!text.contains("only counted"), "{text}");
}

#[test]
fn what_lies_on_the_path_is_not_shown_again() {
    let related = |place: &Place| Finding { related: vec![place.clone()], ..gap() };
    check(vec![related(&gap().witness[1])], &["Take phone order →"], &["see      "]);
    check(
        vec![related(&place(SHOP, 9, "x", "Elsewhere"))],
        &["see       exports/order.bpmn:9:3 “Elsewhere”"],
        &[],
    );
}

#[test]
fn what_was_left_out_is_counted() {
    let mut report = Report::of(files(), &landscape(), vec![], plugins());
    let account = |report: &Report| {
        plain(&as_text(
            report,
            TextOptions {
                width: 100,
                all: false,
                quiet: false,
                undecided: false,
                fingerprints: false,
                language: Language::English,
            },
        ))
    };
    assert!(!account(&report).contains("ignored") && !account(&report).contains("skipped"));
    (report.summary.ignored, report.summary.skipped) = (1, 2);
    assert!(account(&report).contains("1 finding ignored · 2 files skipped as no export"));
}

#[test]
fn excerpts_show_what_people_wrote() {
    let at = |file: &str, line, column| {
        let place = Place { column, element: None, ..place(file, line, "", "") };
        vec![finding("a/b", Severity::Error, "m", place)]
    };
    check(at(CONTRACT, 4, 14), &["4 | department = \"Shipping\"\n", "  |              ^^^^^^^^^^\n"], &[]);
    check(at(CONTRACT, 4, 999), &["4 | department = \"Shipping\""], &[]);
    check(at(CONTRACT, 999, 1), &["handoff.toml:999:1"], &[" | "]);
    check(at(CONTRACT, 4, 0), &["handoff.toml:4 · a/b\n"], &[" | "]);
    check(at(SHOP, 2, 3), &["exports/order.bpmn:2:3"], &[" | ", "<bpmn"]);
    check(at("gone.toml", 2, 3), &["gone.toml:2:3"], &[" | "]);
}

/// The same advice stands once, whatever the names in it.
#[test]
fn remedies_are_not_repeated() {
    let with_help = |(index, help): (usize, &&str)| Finding {
        help: Some((*help).to_owned()),
        ..finding("a/b", Severity::Error, &format!("m{index}"), place(SHOP, 1, "", &format!("S{index}")))
    };
    let count = |helps: [&str; 3]| {
        let report =
            Report::of(vec![], &landscape(), helps.iter().enumerate().map(with_help).collect(), vec![]);
        let text = as_text(
            &report,
            TextOptions {
                width: 100,
                all: false,
                quiet: false,
                undecided: false,
                fingerprints: false,
                language: Language::English,
            },
        );
        text.matches("remedy").count()
    };
    assert_eq!(count(["one", "one", "one"]), 1);
    assert_eq!(count(["one", "two", "one"]), 2);
    assert_eq!(count(["mend S0", "mend S1", "mend S2"]), 1);
    assert_eq!(count(["mend S0", "leave S1", "mend S2"]), 2);
}

/// The account names it with reason and remedy; a finding that says so again would only count twice.
#[test]
fn what_was_not_checked_is_said_once() {
    let unreadable = finding(
        "handoff/unreadable-export",
        Severity::Error,
        "UNREADABLE",
        place("exports/prices.dmn", 0, "", ""),
    );
    let failed = finding("handoff/plugin-failed", Severity::Error, "FAILED", place("", 0, "", ""));
    check(vec![unreadable, failed], &["Not checked (2)", "2 errors"], &["UNREADABLE", "FAILED", "Findings"]);
    let other = finding("handoff/unreadable-export", Severity::Error, "UNREADABLE", place(SHOP, 0, "", ""));
    check(vec![other], &["UNREADABLE"], &[]);
}
