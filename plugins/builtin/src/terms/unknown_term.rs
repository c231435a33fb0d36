//! `terms/unknown-term`: see [`RULE`].

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{
    Argument, Certainty, Change, DepartmentId, Evidence, GlossaryStatus, ItemId, NewEntry, Options, Place,
    Reporter, Rule, Severity, Spelling, StepId, Unit, ViewPart,
};

/// Finds a thing that departments hand to each other under a name that the glossary does not have.
///
/// The glossary says what the words mean on which departments rely. A word that it lacks is understood by each in its own way, until the
/// customer gets what only one of them meant.
///
/// - Wrong: *Sales* and *Shipping* both speak of a *Release note*, and the glossary has *Order* and *Invoice* only.
/// - Right: the glossary has it, as a term or as another word for one.
///
/// Without a glossary nothing is said. Names that only one department uses are its own business, unless `all` is set; a store is a
/// place, and a variable of an engine no word of people; a name that the glossary has nearly so is found by `terms/synonyms`.
pub(crate) const RULE: Rule = Rule {
    id: "terms/unknown-term",
    severity: Severity::Info,
    certainty: Certainty::Advice,
    needs: &[ViewPart::Spellings],
    options_schema: r#"{
  "type": "object",
  "properties": {
    "all": {
      "type": "boolean",
      "default": false,
      "description": "Report also what only one department speaks of."
    }
  },
  "additionalProperties": false
}"#,
    page: include_str!("../../cases/terms/unknown-term.md"),
    since: Some("0.2.0"),
    tags: &["names"],
    related: &["terms/synonyms", "terms/homonyms"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Departments share a thing that the glossary does not have",
            de: "Abteilungen teilen eine Sache, die nicht im Glossar steht",
        }
        "shared" {
            en: "{departments} hand {item} to each other, but the glossary does not say what that is.",
            de: "{departments} geben einander {item} weiter, aber im Glossar steht nicht, was das ist.",
        }
        "alone" {
            en: "{step} speaks of {item}, but the glossary does not say what that is.",
            de: "{step} spricht von {item}, aber im Glossar steht nicht, was das ist.",
        }
        "take-up" {
            en: "Let those who use it agree on what it is, and take it up into the glossary; or call it by the term that is meant.",
            de: "Diejenigen, die es verwenden, sollen sich einigen, was es ist, und es in das Glossar aufnehmen; oder es so nennen wie den \
                 Begriff, der gemeint ist.",
        }
        "add" {
            en: "Take “{written}” up into the glossary.",
            de: "„{written}“ in das Glossar aufnehmen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    if unit.spellings().iter().all(|row| row.glossary == GlossaryStatus::None) {
        return;
    }
    let spoken = things(unit);
    let mut unlisted: BTreeMap<ItemId, Vec<&Spelling>> = BTreeMap::new();
    for row in unit.spellings().iter().filter(|row| spoken.contains(&row.item)) {
        unlisted.entry(row.item).or_default().push(row);
    }
    // Who has written it once as the glossary does knows what it is.
    let is_unknown = |row: &Spelling| row.glossary == GlossaryStatus::Unlisted && row.term.is_none();
    unlisted.retain(|_, rows| rows.iter().all(|row| is_unknown(row)));
    for (item, rows) in unlisted {
        let steps = rows.iter().flat_map(|row| &row.steps).copied();
        let steps: Vec<StepId> = steps.filter(|step| unit.is_ours(unit.owner(*step))).collect();
        let Some(first) = steps.first().copied() else { continue };
        let mut owners: Vec<DepartmentId> = steps.iter().filter_map(|step| unit.owner(*step)).collect();
        owners.sort_unstable();
        owners.dedup();
        let is_shared = owners.len() > 1;
        if !is_shared && !options.flag("all") {
            continue;
        }
        let usual = rows.iter().rev().max_by_key(|row| row.count).map(|row| row.written.clone());
        let written = Argument::Text(usual.unwrap_or_default());
        let settings = vec![("name".to_owned(), written.clone())];
        report
            .add(Place::Step(first), if is_shared { "shared" } else { "alone" })
            .item(item, None)
            .with("step", Argument::Step(first))
            .with("departments", Argument::Departments(owners))
            .with("written", written)
            .related(&steps[1..])
            .help("take-up")
            .fix("add", Change::Add(NewEntry { table: "term".to_owned(), settings }));
    }
}

/// Lists what people speak of: what is drawn, sent or contracted, but for stores, which are places, and variables of an engine.
fn things(unit: &Unit<'_>) -> BTreeSet<ItemId> {
    let is_thing = |evidence: Evidence| evidence <= Evidence::Message && evidence != Evidence::Form;
    let is_place = |item: &ItemId| unit.items().get(*item as usize).is_none_or(|row| row.store);
    let needed = unit.needs().iter().filter(|need| is_thing(need.evidence)).map(|need| need.item);
    let made = unit.provisions().iter().filter(|made| is_thing(made.evidence)).map(|made| made.item);
    needed.chain(made).filter(|item| !is_place(item)).collect()
}
