//! Seeded faults: a worked example that yields nothing, with one fault each, through the whole path of the program.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use handoff_check::Exit;
use serde_json::Value;

use crate::program;

macro_rules! example {
    ($folder:literal: $($file:literal),+) => {
        &[$(($file, include_str!(concat!("../../../exports/", $folder, "/", $file)))),+]
    };
}

/// The files of an example, the configuration first.
type Example = &'static [(&'static str, &'static str)];

const CLEAN: Example = example!("clean": "handoff.toml", "exports/repair.bpmn", "exports/print-order.bpmn",
    "exports/print.bpmn", "exports/subscription.bpmn");
const FAULTY: Example = example!("order-to-delivery": "handoff.toml", "exports/quote.bpmn", "exports/order.bpmn",
    "exports/complaint.bpmn");

/// A change to the text of one file.
#[derive(Clone, Copy)]
enum Change {
    /// Takes out the element with this id.
    Cut(&'static str),
    /// Makes the element with this id a user task of this name.
    Recast(&'static str, &'static str),
    /// Writes something else in the place of a text that stands there once or more; the first counts.
    Swap(&'static str, &'static str),
}
use Change::{Cut, Recast, Swap};

impl Change {
    /// Returns whether the text holds what is to be changed, and changes it.
    fn apply(self, text: &mut String) -> bool {
        match self {
            Cut(id) => element(text, id).map(|found| text.replace_range(found, "")).is_some(),
            Recast(id, name) => element(text, id)
                .map(|found| {
                    let old = &text[found.clone()];
                    let kind = old[1..].split(' ').next().unwrap_or_default().to_owned();
                    let label = old.split(" name=\"").nth(1).and_then(|rest| rest.split('"').next());
                    let named = old.replacen(label.unwrap_or_default(), name, 1);
                    let new = named.replace(&kind, "bpmn:userTask");
                    text.replace_range(found, &new);
                })
                .is_some(),
            Swap(old, new) => text.find(old).map(|at| text.replace_range(at..at + old.len(), new)).is_some(),
        }
    }
}

/// Finds the element with an id, its content included.
fn element(text: &str, id: &str) -> Option<std::ops::Range<usize>> {
    let at = text.find(&format!(" id=\"{id}\""))?;
    let start = text[..at].rfind('<')?;
    let tag_end = at + text[at..].find('>')? + 1;
    if text[..tag_end].ends_with("/>") {
        return Some(start..tag_end);
    }
    let close = format!("</{}>", &text[start + 1..at]);
    Some(start..tag_end + text[tag_end..].find(&close)? + close.len())
}

/// Checks an example with changes; returns each finding as `severity rule element [item] [reach]`.
fn findings(example: Example, changes: &[(&str, Change)]) -> BTreeSet<String> {
    findings_of("recommended", example, changes)
}

fn findings_of(preset: &str, example: Example, changes: &[(&str, Change)]) -> BTreeSet<String> {
    static FOLDERS: AtomicUsize = AtomicUsize::new(0);
    let folder = format!("seeded-{}", FOLDERS.fetch_add(1, Relaxed));
    for (file, text) in example {
        let mut text = (*text).to_owned();
        for (_, change) in changes.iter().filter(|(changed, _)| file.ends_with(changed)) {
            assert!(change.apply(&mut text), "{file} does not hold what is to be changed");
        }
        program::write(&format!("{folder}/{file}"), text.as_bytes());
    }
    let config = format!("{folder}/handoff.toml");
    let (exit, report) = program::check(&["--config", &config, "--preset", preset]);
    assert_eq!(report["summary"]["complete"], true, "{report:#}");
    let undecided = report["undecided"].as_array().expect("undecided").iter();
    let needs = undecided.flat_map(|open| open["needs"].as_array().expect("needs"));
    let findings = report["findings"].as_array().expect("findings").iter();
    let found: BTreeSet<String> = findings.chain(needs).flat_map(lines).collect();
    let worst = if found.iter().any(|line| line.starts_with("error")) { Exit::Findings } else { Exit::Clean };
    assert_eq!(exit, worst);
    found
}

/// Writes a line for each place of a finding.
fn lines(finding: &Value) -> Vec<String> {
    let word = |value: &Value| value.as_str().map(|word| format!(" {word}")).unwrap_or_default();
    let (severity, rule) = (&finding["severity"], &finding["rule"]);
    let head = format!("{}{}", severity.as_str().unwrap_or_default(), word(rule));
    let line = |place: &Value| {
        let element = place["element"].as_str().unwrap_or("entry");
        format!("{head} {element}{}{}", word(&place["item"]), word(&finding["reach"]["verdict"]))
    };
    finding["places"].as_array().expect("places").iter().map(line).collect()
}

/// Seeds one fault into the clean example and compares everything that is found.
#[track_caller]
fn check(changes: &[(&str, Change)], expected: &[&str]) {
    let found = findings(CLEAN, changes);
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

/// Mends the faulty landscape in one place and compares what goes and what comes.
#[track_caller]
fn check_mended(changes: &[(&str, Change)], gone: &[&str], new: &[&str]) {
    let (before, after) = (findings(FAULTY, &[]), findings(FAULTY, changes));
    let left = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
        one.difference(other).cloned().collect()
    };
    assert_eq!((left(&before, &after), left(&after, &before)), (owned(gone), owned(new)));
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn the_clean_example_is_clean_by_every_rule() {
    assert_eq!(findings_of("strict", CLEAN, &[]), BTreeSet::new());
}

const REPAIR: &str = "repair.bpmn";
const ORDER: &str = "print-order.bpmn";
const PRINT: &str = "print.bpmn";
const JOURNAL: &str = "subscription.bpmn";
const TOML: &str = "handoff.toml";

/// A drawn output, to be put before something else.
macro_rules! output {
    ($item:literal, $before:literal) => {
        concat!(
            "<bpmn:dataOutputAssociation id=\"seed\"><bpmn:targetRef>",
            $item,
            "</bpmn:targetRef></bpmn:dataOutputAssociation>",
            $before
        )
    };
}

#[test]
fn without_a_fault_there_is_nothing() {
    check(&[], &[]);
}

#[test]
fn an_item_that_nobody_makes() {
    check(
        &[(REPAIR, Cut("estimate-cost_out_1"))],
        &["warning data/missing-input send-estimate Estimate certain"],
    );
    check(
        &[(ORDER, Cut("reserve-paper_out_1"))],
        &[
            "warning data/missing-input print-books Paper reservation certain",
            "warning data/missing-input print-sheets Paper reservation certain",
        ],
    );
    check(&[(PRINT, Cut("print-sheets_out_1"))], &["warning data/missing-input bind-books Sheets certain"]);
    check(&[(ORDER, Cut("print-books_out_1"))], &["error data/missing-input pack-books Books certain"]);
    // A department's contract holds wherever work comes in.
    check(
        &[(REPAIR, Swap("name=\"Repair order\"", "name=\"Job sheet\""))],
        &[
            "error data/missing-input estimate-cost Repair order certain",
            "error data/missing-input four-weeks Repair order certain",
            "error data/missing-input repair-device Repair order certain",
        ],
    );
}

#[test]
fn an_item_that_is_made_too_late() {
    let before = "<bpmn:dataOutputAssociation id=\"pack-books_out_1\">";
    let after = output!("Paper_reserved", "<bpmn:dataOutputAssociation id=\"pack-books_out_1\">");
    check(
        &[(ORDER, Cut("reserve-paper_out_1")), (ORDER, Swap(before, after))],
        &[
            "warning data/late-input print-books Paper reservation none",
            "warning data/missing-input print-sheets Paper reservation none",
        ],
    );
}

#[test]
fn an_item_that_is_made_on_some_paths_only() {
    let late = output!("Paper_reserved", "<bpmn:messageEventDefinition id=\"proof-approved_message\"");
    let event = "<bpmn:messageEventDefinition id=\"proof-approved_message\"";
    let shortcut = "<bpmn:sequenceFlow id=\"Flow_proof-approved_print-books\"";
    let around = "<bpmn:sequenceFlow id=\"seed\" sourceRef=\"send-proof\" targetRef=\"print-books\" />\
        <bpmn:sequenceFlow id=\"Flow_proof-approved_print-books\"";
    check(
        &[(ORDER, Cut("reserve-paper_out_1")), (ORDER, Swap(event, late)), (ORDER, Swap(shortcut, around))],
        &[
            "warning data/possibly-missing-input print-books Paper reservation certain",
            "warning data/possibly-missing-input print-books Proof [approved] certain",
            "warning data/possibly-missing-input print-sheets Paper reservation certain",
            // The way around is taken beside the other one.
            "warning structure/unsound-join print-books",
        ],
    );
}

#[test]
fn an_item_that_is_made_at_the_same_time() {
    let before = "<bpmn:dataOutputAssociation id=\"reserve-paper_out_1\">";
    let after = "<bpmn:dataInputAssociation id=\"seed\"><bpmn:sourceRef>Proof_draft</bpmn:sourceRef>\
        </bpmn:dataInputAssociation><bpmn:dataOutputAssociation id=\"reserve-paper_out_1\">";
    check(&[(ORDER, Swap(before, after))], &["error data/racing-input reserve-paper Proof [draft] certain"]);
}

#[test]
fn an_item_in_a_state_that_it_never_has() {
    check(
        &[(TOML, Swap("state = \"approved\"", "state = \"signed\""))],
        &["error contract/wrong-state print-books Proof [signed] certain"],
    );
    check(
        &[(ORDER, Cut("proof-approved_out_1"))],
        &["error contract/wrong-state print-books Proof [approved] certain"],
    );
    // Who reads it reads whatever state it was drawn in.
    check(&[(REPAIR, Swap("[repaired]", "[inspected]"))], &[]);
}

#[test]
fn an_item_that_lacks_a_field() {
    check(
        &[(TOML, Swap("\"street\", \"postcode\", \"city\", \"country\"", "\"street\", \"city\""))],
        &[
            "error contract/missing-field delivery-confirmed Delivery address certain",
            "error contract/missing-field pack-books Delivery address certain",
        ],
    );
}

#[test]
fn an_item_that_nobody_uses() {
    // What a message of that name takes away right behind is used, whether the sending step reads it or not.
    check(&[(ORDER, Cut("hand-to-carrier_in_1"))], &[]);
    // What a call does not pass on is lost at it.
    check(
        &[(ORDER, Cut("print-books_in_2"))],
        &["error contract/unmapped-call print-books Paper reservation certain"],
    );
}

#[test]
fn a_variable_that_nobody_sets() {
    let said = "<zeebe:output source=\"=number\" target=\"subscriptionNumber\" />";
    check(
        &[(JOURNAL, Swap(said, ""))],
        &["info data/undecidable-input send-confirmation subscriptionNumber"],
    );
    check(
        &[(JOURNAL, Swap("source=\"=subscriptionNumber\"", "source=\"=subscriptionNo\""))],
        &["warning data/missing-input send-confirmation subscriptionNo certain"],
    );
}

#[test]
fn an_ending_that_nobody_tells_the_customer_of() {
    for (file, flow, step, name, ending) in [
        (ORDER, "Message_flow_rejection", "reject-order", "File order", "order-rejected"),
        (JOURNAL, "Message_flow_refusal", "send-refusal", "File form", "refused"),
    ] {
        let expected = format!("error customer/silent-ending {ending} certain");
        check(&[(file, Cut(flow)), (file, Recast(step, name))], &[&expected]);
    }
}

#[test]
fn an_ending_that_others_bring_about_by_their_silence() {
    for (flow, step, name, ending) in [
        ("Message_flow_cancellation", "cancel-order", "Close order", "order-cancelled"),
        ("Message_flow_late", "tell-late", "Note late parcel", "parcel-late"),
    ] {
        let expected = format!("warning customer/silent-ending {ending} possible");
        check(&[(ORDER, Cut(flow)), (ORDER, Recast(step, name))], &[&expected]);
    }
}

#[test]
fn a_wait_that_nothing_ends() {
    check(
        &[(ORDER, Cut("delivery-late")), (ORDER, Cut("Flow_delivery-late_tell-late"))],
        &[
            "warning structure/unreachable-step tell-late",
            "warning timing/unlimited-wait delivery-confirmed certain",
        ],
    );
}

#[test]
fn steps_that_nothing_leads_to() {
    let found = findings(CLEAN, &[(REPAIR, Cut("Flow_repair-wanted_repair-device"))]);
    assert!(found.contains("warning structure/unreachable-step repair-device"), "{found:?}");
    assert!(!found.iter().any(|line| line.starts_with("error")), "{found:?}");
}

#[test]
fn a_contract_that_has_gone_blind() {
    let stale = "warning contract/stale-entry entry";
    check(&[(TOML, Swap("\"Counter\"", "\"Conter\""))], &[stale]);
    check(&[(TOML, Swap("department = \"Shipping\"", "department = \"Shiping\""))], &[stale]);
    check(&[(TOML, Swap("step = \"Print books\"", "step = \"Print book covers\""))], &[stale]);
    check(&[(TOML, Swap("\"Carrier\"", "\"Courier\""))], &[stale]);
    check(&[(REPAIR, Swap("name=\"Workshop\"", "name=\"Service bench\""))], &[stale]);
}

#[test]
fn a_bare_message_is_no_fault_unless_asked_for() {
    let named = " name=\"Notice of delay\"";
    check(&[(ORDER, Swap(named, ""))], &[]);
}

#[test]
fn what_another_tool_would_lose_is_no_fault() {
    // A lane without its list of steps is read from the diagram; a customer by the name that everybody gives him.
    check(&[(REPAIR, Swap("<bpmn:flowNodeRef>estimate-cost</bpmn:flowNodeRef>", ""))], &[]);
    check(&[(TOML, Swap("customers = [\"Customer\"]", ""))], &[]);
    // A message that is named brings what it is named after.
    check(&[(REPAIR, Cut("device-received_out_1"))], &[]);
}

#[test]
fn what_is_mended_is_gone() {
    // Once the fields fit, it shows that only orders of one kind have the address at all.
    check_mended(
        &[(TOML, Swap("\"street\", \"city\"", "\"street\", \"city\", \"postcode\""))],
        &["error contract/missing-field ship-machine Delivery address certain"],
        &["warning data/possibly-missing-input ship-machine Delivery address certain"],
    );
    check_mended(
        &[(TOML, Swap("\"Dispatching\"", "\"Accounting\""))],
        &["warning contract/stale-entry entry"],
        &[
            "error data/missing-input pay-credit Loading list certain",
            "error data/missing-input prepare-credit-note Loading list certain",
            "error data/missing-input send-invoice Loading list certain",
        ],
    );
    check_mended(
        &[("complaint.bpmn", Cut("prepare-credit-note_in_2"))],
        &["error data/late-input prepare-credit-note Credit amount certain"],
        &["info data/unused-output agree-credit Credit amount"],
    );
}
