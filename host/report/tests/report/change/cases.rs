//! What is said of one change: case by case.

use std::sync::Arc;

use handoff_finding::{Finding, Place, Severity};
use handoff_model::Language;
use handoff_report::change::{Change, ChangeEntry, ChangeSubject, Effect, LandscapeState};

use super::{CheckedState, SHOP, between, check, check_files};
use crate::fixture::finding;

#[test]
fn what_stays_is_no_change() {
    check(SHOP, SHOP, &[]);
}

#[test]
fn a_provider_that_moves_behind() {
    check(
        SHOP,
        &SHOP.replace(
            "Order received -> Confirm order -> Ship goods -> Goods sent",
            "Order received -> Ship goods -> Confirm order -> Goods sent",
        ),
        &[
            "breaking finding-new: Shipping no longer gets “Delivery address” since “Confirm order” moved behind \
             “Ship goods”.",
            "degrading handoff-lost-items: The handoff from Sales to Shipping (“Order received” → “Ship goods”) no \
             longer carries “Delivery address”; it now carries “Order”.",
            "degrading handoff-new: A new handoff from Shipping to Sales (“Ship goods” → “Confirm order”) carries “Goods”.",
            "compatible handoff-new: A new handoff from Sales to Shipping (“Confirm order” → “Goods sent”) carries \
             “Delivery address”.",
        ],
    );
}

/// The codes and effects of a change to the shop.
fn codes(new: &str) -> Vec<String> {
    let change = between(&[("a.handoff", SHOP)], &[("a.handoff", new)]);
    change.entries.iter().map(|entry| format!("{} {}", entry.effect.name(), entry.code.name())).collect()
}

/// The sentence about the one need that broke, with its customer, and about the same need mended.
fn check_need(old: &str, new: &str, broke: &str, mended: &str) {
    let said = |old: &str, new: &str| {
        let change = between(&[("a.handoff", old)], &[("a.handoff", new)]);
        let about = |entry: &&ChangeEntry| {
            matches!(&entry.subject, ChangeSubject::Finding(_, Some(_)) | ChangeSubject::Need(_))
        };
        change.entries.iter().filter(about).map(|entry| entry.sentence(Language::English)).collect::<Vec<_>>()
    };
    assert_eq!(said(old, new), [broke]);
    assert_eq!(said(new, old), [mended]);
}

#[test]
fn a_provider_that_is_gone() {
    check_need(
        SHOP,
        &SHOP
            .replace("    task Confirm order | gives Delivery address\n", "")
            .replace("Confirm order -> ", ""),
        "Shipping no longer gets “Delivery address” at “Ship goods” since “Confirm order” is gone.",
        "Shipping now gets “Delivery address” at “Ship goods” since “Confirm order” was added.",
    );
}

/// What another process loses at the same time is no reason.
#[test]
fn a_reason_is_looked_for_in_the_process() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let change = between(&[("a.handoff", SHOP), ("b.handoff", SHOP)], &[("a.handoff", &faulty)]);
    assert_eq!(
        change.headline(Language::English),
        "+1 gap that reaches the customer: Shipping no longer gets “Delivery address” at “Ship goods” since “Confirm \
         order” no longer provides it."
    );
}

#[test]
fn a_provider_that_no_longer_provides() {
    check_need(
        SHOP,
        &SHOP.replace("Confirm order | gives Delivery address", "Confirm order"),
        "Shipping no longer gets “Delivery address” at “Ship goods” since “Confirm order” no longer provides it.",
        "Shipping now gets “Delivery address” at “Ship goods” since “Confirm order” provides it.",
    );
}

#[test]
fn a_provider_that_has_a_way_around_it() {
    let new = SHOP
        .replace("    task Confirm order", "    xor Known?\n    task Greet\n    task Confirm order")
        .replace(
            "Order received -> Confirm order -> Ship goods",
            "Order received -> Known? -no-> Confirm order -> Ship goods\nKnown? -yes-> Greet -> Ship goods",
        );
    check_need(
        SHOP,
        &new,
        "Shipping no longer always gets “Delivery address” at “Ship goods” since “Known?” lies on a path around \
         “Confirm order”.",
        "Shipping now surely gets “Delivery address” at “Ship goods” since “Confirm order” lies on every path there.",
    );
}

#[test]
fn a_provider_at_the_same_time() {
    let new =
        SHOP.replace("    task Confirm order", "    and Fork\n    and Join\n    task Confirm order").replace(
            "Order received -> Confirm order -> Ship goods -> Goods sent",
            "Order received -> Fork -> Confirm order -> Join -> Goods sent\nFork -> Ship goods -> Join",
        );
    check_need(
        SHOP,
        &new,
        "Shipping no longer gets “Delivery address” at “Ship goods” since “Confirm order” runs at the same time.",
        "Shipping now gets “Delivery address” at “Ship goods” since “Confirm order” no longer runs at the same time.",
    );
}

#[test]
fn a_message_that_no_longer_carries() {
    let old = "
pool Sales
  start Begin
  task Take order | gives Delivery address
  throw message Pass on
  Begin -> Take order -> Pass on
pool Shipping
  start message Get
  task Ship goods | needs Delivery address
  Get -> Ship goods
Pass on ~Delivery address~> Get
";
    check_need(
        old,
        &old.replace("~Delivery address~>", "~Greeting~>"),
        "Shipping no longer gets “Delivery address” at “Ship goods” since the handoff from Sales to Shipping no longer \
         carries it.",
        "Shipping now gets “Delivery address” at “Ship goods” since the handoff from Sales to Shipping carries it.",
    );
}

#[test]
fn another_state() {
    let old = SHOP.replace("Delivery address", "Order [approved]");
    check_need(
        &old,
        &old.replace("gives Order [approved]", "gives Order [draft]"),
        "Shipping no longer gets “Order [approved]” at “Ship goods” since it arrives as [draft], not as “Confirm order” \
         left it.",
        "Shipping now gets “Order [approved]” at “Ship goods” since it no longer arrives as [draft].",
    );
}

#[test]
fn german_says_the_same() {
    let new = SHOP.replace("Confirm order -> Ship goods ->", "Ship goods -> Confirm order ->");
    let change = between(&[("a.handoff", SHOP)], &[("a.handoff", &new)]);
    assert_eq!(
        change.entries[0].sentence(Language::German),
        "Shipping bekommt „Delivery address“ nicht mehr, seit „Confirm order“ hinter „Ship goods“ liegt."
    );
}

/// A rule has no more than a hint for what it cannot decide; who got it before has lost something.
#[test]
fn what_nobody_can_tell_any_more_is_worse() {
    let old = SHOP
        .replace("  lane Sales", "  variable Address\n  lane Sales")
        .replace("Delivery address", "Address")
        .replace("Customer", "Carrier");
    let new = old.replace("task Confirm order | gives Address", "script Confirm order | opaque");
    let change = between(&[("a.handoff", &old)], &[("a.handoff", &new)]);
    let undecided = change.entries.iter().find(|entry| matches!(entry.subject, ChangeSubject::Finding(..)));
    let undecided = undecided.expect("a finding");
    assert_eq!(undecided.effect, Effect::Degrading);
    assert_eq!(
        undecided.sentence(Language::English),
        "Nobody can tell any more whether Shipping gets “Address” at “Ship goods” since “Confirm order” no longer \
         provides it."
    );
}

/// A file that could be read in neither state, and a finding whose places were written in another order.
#[test]
fn findings_are_known_by_all_their_places() {
    let (mut old, mut new) =
        (CheckedState::of(&[("v1/a.handoff", SHOP)]), CheckedState::of(&[("v2/a.handoff", SHOP)]));
    let add = |checked: &mut CheckedState, root: &str, ids: [&str; 2]| {
        let place = |id: &str, name: &str| Place {
            file: format!("{root}/a.handoff").into(),
            element: (!id.is_empty()).then(|| id.into()),
            name: name.to_owned(),
            ..Place::default()
        };
        let [one, other] = ids.map(|id| place(id, id));
        let whole = place("", &format!("{root}/a.handoff"));
        let said = |rule, message: &str, place| finding(rule, Severity::Error, message, place);
        let several =
            Finding { related: vec![other], ..said("a/several", &format!("{} and more", ids[0]), one) };
        checked.report.findings.extend([several, said("a/whole", root, whole)].map(Arc::new));
    };
    add(&mut old, "v1", ["confirm-order", "ship-goods"]);
    add(&mut new, "v2", ["ship-goods", "confirm-order"]);
    let [before, after] =
        [(&old, "v1"), (&new, "v2")].map(|(one, root)| LandscapeState { root, ..one.state() });
    let change = Change::between(before, after);
    assert!(change.is_empty() && change.unchanged == 2, "{change:#?}");
}

#[test]
fn files_are_known_by_their_steps() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    check_files(
        &[("old/shop.handoff", &faulty)],
        &[("new/order.handoff", &faulty)],
        &["compatible file-renamed: old/shop.handoff is now called new/order.handoff."],
    );
    check_files(
        &[],
        &[("a.handoff", "start Begin -> end Done")],
        &["compatible file-new: The file a.handoff is new."],
    );
}

#[test]
fn folders_are_compared_below_their_roots() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let (old, new) = (
        CheckedState::of(&[("v1/shop.handoff", &faulty)]),
        CheckedState::of(&[("v2/shop.handoff", &faulty)]),
    );
    let [before, after] =
        [(&old, "v1"), (&new, "v2/")].map(|(one, root)| LandscapeState { root, ..one.state() });
    assert!(Change::between(before, after).is_empty());
    assert!(!Change::between(LandscapeState { root: "v", ..before }, after).is_empty());
}

#[test]
fn departments_are_known_by_their_steps() {
    check(
        SHOP,
        &SHOP.replace("lane Sales", "lane Vertrieb"),
        &["compatible department-renamed: Sales is now called Vertrieb."],
    );
    let divided = SHOP.replace("    task Confirm order", "  lane Desk\n    task Confirm order");
    assert!(codes(&divided).contains(&"compatible department-new".to_owned()));
}

/// Half a file is no file without faults.
#[test]
fn what_cannot_be_read_is_not_compared() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    check_files(
        &[("a.bpmn", &faulty.replacen('\n', "handoff text 1\n", 1))],
        &[("a.bpmn", "<definitions><process")],
        &["a.bpmn cannot be read now; what stands in it is not compared."],
    );
}

/// A folder that is not there has lost nothing of what stands in it: a disk that is not plugged in mends no gap.
#[test]
fn a_folder_that_is_gone_is_not_compared() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let other = ("other.handoff", "process Print\n task Print | gives Page\n");
    let nothing = "<definitions><process";
    let said = |root: &str| format!("{root} cannot be read now; what stands in it is not compared.");
    for root in ["in", "in/*.handoff", "in/**/*.{bpmn,handoff}", "."] {
        let expected = said(root);
        check_files(&[("in/a.handoff", &faulty), other], &[(root, nothing), other], &[&expected]);
    }
    // A new file that cannot be read excuses nothing.
    check_files(
        &[("in/a.handoff", "process Print\n task Print\n"), other],
        &[("inn", nothing), other],
        &[
            "compatible file-gone: The file in/a.handoff is gone.",
            "compatible file-new: The file inn is new.",
        ],
    );
}
