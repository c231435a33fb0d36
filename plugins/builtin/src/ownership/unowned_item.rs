//! `ownership/unowned-item`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Evidence, Item, ItemId, Options, Place, Reporter, Rule, Severity,
    Side, StepId, Unit, ViewPart,
};

/// Finds what several departments write into, and nobody is named who is answerable for it.
///
/// Each corrects what he sees, nobody corrects the whole. Two entries for one customer, an old address beside the new one: whoever
/// finds it has nobody to tell, and goes on with what he has.
///
/// - Wrong: *Sales*, *Service* and *Accounting* all write into the *Customer file*, and the glossary names no steward for it.
/// - Right: the glossary says that *Service* is the steward of *Customer file*.
///
/// What is passed on with a case has whoever works on it. So only what stands beside all cases counts: a data store, or a document
/// that is kept, like a price list. An event writes nothing by itself: an arrow from it to a store mostly says that it is looked at.
pub(crate) const RULE: Rule = Rule {
    id: "ownership/unowned-item",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    off: true,
    needs: &[ViewPart::Provisions],
    options_schema: r#"{
  "type": "object",
  "properties": {
    "at-most": {
      "type": "integer",
      "minimum": 1,
      "maximum": 1000,
      "default": 2,
      "description": "Departments that may write something for which nobody is named."
    }
  },
  "additionalProperties": false
}"#,
    page: include_str!("../../cases/ownership/unowned-item.md"),
    since: Some("0.2.0"),
    tags: &["ownership", "names"],
    related: &["ownership/unowned-step"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Several departments write something, and nobody is answerable for it",
            de: "Mehrere Abteilungen schreiben etwas, und niemand steht dafür ein",
        }
        "sentence" {
            en: "{departments} all write into {item}, and nobody is named who is answerable for what stands there.",
            de: "{departments} schreiben in {item}, und niemand ist genannt, der für den Inhalt einsteht.",
        }
        "steward" {
            en: "Agree who is answerable for {item}, and name that department as its steward in the glossary.",
            de: "Vereinbaren, wer für {item} einsteht, und diese Abteilung im Glossar als zuständig (steward) nennen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// Departments that may write something without a steward.
const AT_MOST: u64 = 2;

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    let at_most = usize::try_from(options.number("at-most").unwrap_or(AT_MOST)).unwrap_or(usize::MAX);
    for (item, writers) in written(unit) {
        if writers.len() > at_most {
            tell(report, item, &writers);
        }
    }
}

/// Lists who of ours writes what stands beside all cases and has no steward, each department with its steps.
fn written(unit: &Unit<'_>) -> BTreeMap<ItemId, BTreeMap<DepartmentId, Vec<StepId>>> {
    let stands = |row: &Item| row.named && row.steward.is_none() && (row.store || row.standing);
    let is_people = |id: &DepartmentId| {
        let row = unit.departments().get(*id as usize);
        row.is_some_and(|row| row.side == Side::Internal && !row.system)
    };
    let mut written: BTreeMap<ItemId, BTreeMap<DepartmentId, Vec<StepId>>> = BTreeMap::new();
    for made in
        unit.provisions().iter().filter(|made| made.evidence < Evidence::Message && unit.works(made.step))
    {
        let stands = unit.items().get(made.item as usize).is_some_and(stands);
        if let Some(owner) = unit.owner(made.step).filter(|owner| stands && is_people(owner)) {
            written.entry(made.item).or_default().entry(owner).or_default().push(made.step);
        }
    }
    written
}

fn tell(report: &mut Reporter<'_>, item: ItemId, writers: &BTreeMap<DepartmentId, Vec<StepId>>) {
    let steps: Vec<StepId> = writers.values().filter_map(|steps| steps.first()).copied().collect();
    report
        .add(Place::Item(item), "sentence")
        .item(item, None)
        .with("departments", Argument::Departments(writers.keys().copied().collect()))
        .related(&steps)
        .help("steward");
}
