//! `data/undecidable-input`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, Evidence, GapKind, ItemId, Need, Options, Reporter, Rule, Severity, StepId, Unit,
    ViewPart,
};

use crate::shared::gap;

/// Finds a required item of which nobody can tell from the exports whether it arrives.
///
/// A source on the way does not say what it brings, so that the item may be there or not. It is not called a gap, but it is
/// not called healthy either: where the source stays undeclared, receiver and customer learn it case by case.
///
/// - Wrong: *Shipping* needs *Delivery address*, and the message that starts the process has no name and no content.
/// - Right: the message says that it carries *Delivery address*; or the configuration names the source.
pub(crate) const RULE: Rule = Rule {
    id: "data/undecidable-input",
    severity: Severity::Info,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Gaps],
    page: include_str!("../../cases/data/undecidable-input.md"),
    since: Some("0.1.0"),
    tags: &["inputs"],
    related: &["data/missing-input"],
    evidence: &[
        Evidence::Contract,
        Evidence::IoSpecification,
        Evidence::DataObject,
        Evidence::Form,
        Evidence::Message,
    ],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Whether a required item arrives cannot be told, because a source on the way is not declared",
            de: "Ob ein benötigter Inhalt ankommt, ist nicht zu sagen, weil eine Quelle auf dem Weg nicht angegeben ist",
        }
        "reason" {
            en: "{receiver} needs {item} at {step}, and whether it arrives cannot be told. {undeclared}",
            de: "{receiver} braucht {item} bei {step}, und ob das ankommt, lässt sich nicht sagen. {undeclared}",
        }
        "reason-unowned" {
            en: "{step} needs {item}, and whether it arrives cannot be told. {undeclared}",
            de: "{step} braucht {item}, und ob das ankommt, lässt sich nicht sagen. {undeclared}",
        }
        "no-reason" {
            en: "{receiver} needs {item} at {step}, and whether it arrives cannot be told, because something on the way is not declared.",
            de: "{receiver} braucht {item} bei {step}, und ob das ankommt, lässt sich nicht sagen, weil etwas auf dem Weg nicht angegeben ist.",
        }
        "no-reason-unowned" {
            en: "{step} needs {item}, and whether it arrives cannot be told, because something on the way is not declared.",
            de: "{step} braucht {item}, und ob das ankommt, lässt sich nicht sagen, weil etwas auf dem Weg nicht angegeben ist.",
        }
        "declare" {
            en: "Say in the export what is passed on, or name the source of {item} in the configuration.",
            de: "Im Export angeben, was weitergegeben wird, oder die Quelle von {item} in der Konfiguration nennen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    // One item from one source is one question, however many steps ask it.
    let mut questions: BTreeMap<(ItemId, Option<u32>), Vec<&Need>> = BTreeMap::new();
    for need in gap::of(unit, GapKind::Undecidable) {
        questions.entry((need.item, need.undeclared)).or_default().push(need);
    }
    let mut questions: Vec<Vec<&Need>> = questions.into_values().collect();
    questions.sort_by_key(|needs| needs[0].step);
    for needs in questions {
        let need = needs[0];
        let others: Vec<StepId> = needs[1..].iter().map(|need| need.step).collect();
        let clause = if need.undeclared.is_some() { "reason" } else { "no-reason" };
        let mut finding = gap::report_as(clause, unit, report, need);
        if let Some(source) = need.undeclared {
            finding = finding.with("undeclared", Argument::Undeclared(source));
        }
        finding.related(&others).help("declare");
    }
}
