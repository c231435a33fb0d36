//! `transfer/undeclared-handoff`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{Certainty, DepartmentId, Handoff, Options, Reporter, Rule, Severity, Unit, ViewPart};

use crate::shared::border::{is_unnamed_message, report_handoff, touches_us};

/// Beginnings of verbs of taking over what comes.
const TAKING: &[&str] = &[
    "receiv",
    "collect",
    "obtain",
    "empfang",
    "erhalt",
    "entgegennehm",
    "annehm",
    "abhol",
    "recevoir",
    "reçoi",
    "recib",
];

/// Finds a border that work crosses while nothing says what is handed over, although the receiver states what it needs.
///
/// What is not written down, each side imagines for itself; the difference comes up case by case, at the receiver first and
/// then at the customer.
///
/// - Wrong: work passes from *Sales* to *Shipping*, which needs *Order*, and nothing is drawn, named or agreed there.
/// - Right: the item is drawn at the border, the message is named, or a contract says what *Sales* provides.
///
/// Few exports declare their handoffs, so that only those are reported over which something should come that the receiver
/// needs and does not surely have; `all = true` reports every one. Two departments make one finding, however often work passes
/// between them. A border over which a missing item should have come is left to the rule that names the item, and an
/// unnamed message to `transfer/unnamed-message`.
pub(crate) const RULE: Rule = Rule {
    id: "transfer/undeclared-handoff",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Handoffs],
    options_schema: r#"{
  "type": "object",
  "properties": {
    "all": {
      "type": "boolean",
      "description": "Report every undeclared handoff, not only those whose receiver states needs."
    }
  },
  "additionalProperties": false
}"#,
    page: include_str!("../../cases/transfer/undeclared-handoff.md"),
    since: Some("0.1.0"),
    tags: &["handoffs"],
    related: &["transfer/unnamed-message"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Work crosses a border and nothing says what is handed over",
            de: "Arbeit geht über eine Grenze, und nichts sagt, was übergeben wird",
        }
        "undeclared" {
            en: "Work passes from {giver} to {receiver}, but nothing says what is handed over.",
            de: "Die Arbeit geht von {giver} an {receiver}, aber nichts sagt, was übergeben wird.",
        }
        "undeclared-unowned" {
            en: "Work passes to another department at {steps}, but nothing says what is handed over.",
            de: "Die Arbeit geht bei {steps} an eine andere Abteilung, aber nichts sagt, was übergeben wird.",
        }
        "declare" {
            en: "Draw the item that is handed over, name the message, or write down in a contract what is needed and provided.",
            de: "Einzeichnen, was übergeben wird, die Nachricht benennen, oder in einem Vertrag festhalten, was gebraucht \
                 und bereitgestellt wird.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    let all = options.flag("all");
    let mut has_gap = vec![false; unit.handoffs().len()];
    for border in unit.gaps().iter().filter_map(|(_, need)| need.handoff) {
        has_gap[border as usize] = true;
    }
    // Over one border much work may pass: whoever says once what is handed over has said it.
    let mut told: BTreeSet<(Option<DepartmentId>, Option<DepartmentId>)> = BTreeSet::new();
    for (number, handoff) in (0..).zip(unit.handoffs()) {
        let asked = all || handoff.expected && !has_gap[number as usize];
        let border = (handoff.giver, handoff.receiver);
        let known = border.0.is_some() && border.1.is_some() && told.contains(&border);
        if asked
            && !known
            && !handoff.declared
            && !is_unnamed_message(handoff)
            && (all || !says_what(unit, handoff))
            && touches_us(unit, handoff)
        {
            told.insert(border);
            report_handoff(report, number, handoff, "undeclared")
                .help("declare")
                .severity(if handoff.expected { Severity::Warning } else { Severity::Info });
        }
    }
}

/// Tells whether the first step of the receiver says in its label what it takes: *receive completed forms*.
fn says_what(unit: &Unit<'_>, handoff: &Handoff) -> bool {
    let Some(label) = handoff.first.map(|first| unit.label(first).to_lowercase()) else { return false };
    let words: Vec<&str> =
        label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let takes = |word: &&str| TAKING.iter().any(|stem| word.starts_with(stem));
    words.len() > 1 && (words.first().is_some_and(takes) || words.last().is_some_and(takes))
}
