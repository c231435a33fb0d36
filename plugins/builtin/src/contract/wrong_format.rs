//! `contract/wrong-format`: see [`RULE`].

use handoff_sdk::{Argument, Certainty, Evidence, Options, Reporter, Rule, Severity, Unit, ViewPart};

use crate::shared::{
    delivery::{Delivery, Disagreements, deliveries},
    form::{FormAspect, is_common_type},
};

/// Finds an item or field that is given in another type, format or unit than its receiver needs.
///
/// The work has been handed over, and nobody can use it as it is: somebody types it in again, converts it by hand, or takes pounds
/// for kilograms. What is misread there, the customer gets.
///
/// - Wrong: *Shipping* requires *Weight* in *kg*, and *Sales* provides it in *lb*.
/// - Right: both sides name the same unit, or a step between them converts it.
///
/// Both sides have to say it, in a contract or by the type that an export declares. What is written in two ways (*€* and *EUR*, *string*
/// and *text*) is one form, more may be said on the giver's side (*PDF/A* serves where a *PDF* is needed), and of several forms one
/// will do.
pub(crate) const RULE: Rule = Rule {
    id: "contract/wrong-format",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Clauses],
    page: include_str!("../../cases/contract/wrong-format.md"),
    since: Some("0.2.0"),
    tags: &["inputs", "contracts"],
    related: &["contract/missing-field", "contract/wrong-cardinality", "terms/homonyms"],
    evidence: &[Evidence::Contract, Evidence::IoSpecification, Evidence::DataObject, Evidence::Form],
    texts: handoff_sdk::texts! {
        "title" {
            en: "An item is given in another type, format or unit than the receiver needs",
            de: "Ein Inhalt kommt in einem anderen Typ, Format oder einer anderen Einheit, als der Empfänger braucht",
        }
        "type" {
            en: "{receiver} needs {item} at {step} as “{wanted}”, but {giver} provides it as “{given}”, at {providers}.",
            de: "{receiver} braucht {item} bei {step} als „{wanted}“, aber {giver} stellt das als „{given}“ bereit, bei {providers}.",
        }
        "type-alone" {
            en: "{step} needs {item} as “{wanted}”, but it is provided as “{given}”, at {providers}.",
            de: "{step} braucht {item} als „{wanted}“, aber das wird als „{given}“ bereitgestellt, bei {providers}.",
        }
        "measure" {
            en: "{receiver} needs {item} at {step} in “{wanted}”, but {giver} provides it in “{given}”, at {providers}.",
            de: "{receiver} braucht {item} bei {step} in „{wanted}“, aber {giver} stellt das in „{given}“ bereit, bei {providers}.",
        }
        "measure-alone" {
            en: "{step} needs {item} in “{wanted}”, but it is provided in “{given}”, at {providers}.",
            de: "{step} braucht {item} in „{wanted}“, aber das wird in „{given}“ bereitgestellt, bei {providers}.",
        }
        "field-type" {
            en: "{receiver} needs {fields} of {item} at {step} as “{wanted}”, but {giver} provides that as “{given}”, at {providers}.",
            de: "{receiver} braucht {fields} von {item} bei {step} als „{wanted}“, aber {giver} stellt das als „{given}“ bereit, bei \
                 {providers}.",
        }
        "field-type-alone" {
            en: "{step} needs {fields} of {item} as “{wanted}”, but that is provided as “{given}”, at {providers}.",
            de: "{step} braucht {fields} von {item} als „{wanted}“, aber das wird als „{given}“ bereitgestellt, bei {providers}.",
        }
        "field-measure" {
            en: "{receiver} needs {fields} of {item} at {step} in “{wanted}”, but {giver} provides that in “{given}”, at {providers}.",
            de: "{receiver} braucht {fields} von {item} bei {step} in „{wanted}“, aber {giver} stellt das in „{given}“ bereit, bei \
                 {providers}.",
        }
        "field-measure-alone" {
            en: "{step} needs {fields} of {item} in “{wanted}”, but that is provided in “{given}”, at {providers}.",
            de: "{step} braucht {fields} von {item} in „{wanted}“, aber das wird in „{given}“ bereitgestellt, bei {providers}.",
        }
        "agree" {
            en: "Agree on “{wanted}” or “{given}” for both sides, or convert it before it gets to {step}, and draw who does so.",
            de: "Sich für beide Seiten auf „{wanted}“ oder „{given}“ einigen, oder es umwandeln, bevor es zu {step} kommt, und einzeichnen, \
                 wer das tut.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// How two sides disagree.
#[derive(PartialEq)]
struct FormConflict<'u> {
    aspect: FormAspect,
    given: &'u str,
    wanted: &'u str,
    of_field: bool,
}

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut found = Disagreements(Vec::new());
    for delivery in deliveries(unit) {
        for (field, about) in conflicts(&delivery) {
            found.add(unit, delivery, field, about);
        }
    }
    for one in &found.0 {
        let FormConflict { aspect, given, wanted, of_field } = one.about;
        let key = match (aspect, of_field) {
            (FormAspect::Type, false) => "type",
            (FormAspect::Type, true) => "field-type",
            (_, false) => "measure",
            (_, true) => "field-measure",
        };
        let severity = if one.first.is_agreed() { RULE.severity } else { Severity::Warning };
        one.report(unit, report, key)
            .with("given", Argument::Text(given.to_owned()))
            .with("wanted", Argument::Text(wanted.to_owned()))
            .help("agree")
            .severity(one.first.need.at_most(severity));
    }
}

/// Lists what the two sides of a delivery say differently, each with the field that it concerns.
fn conflicts<'u>(delivery: &Delivery<'u>) -> Vec<(Option<&'u str>, FormConflict<'u>)> {
    let mut found = Vec::new();
    let Some(given) = delivery.given else { return found };
    let mut compare = |field: Option<&'u str>, aspect: FormAspect, sides: [&'u Option<String>; 2]| {
        let [Some(given), Some(wanted)] = sides else { return };
        // What somebody calls a type of his own is told apart only by those who wrote the names down together.
        let is_comparable = aspect != FormAspect::Type
            || delivery.is_agreed()
            || is_common_type(given) && is_common_type(wanted);
        if is_comparable && !aspect.serves(given, wanted) {
            found.push((field, FormConflict { aspect, given, wanted, of_field: field.is_some() }));
        }
    };
    let wanted = delivery.wanted;
    compare(None, FormAspect::Type, [&given.data_type, &wanted.data_type]);
    compare(None, FormAspect::Format, [&given.format, &wanted.format]);
    compare(None, FormAspect::Unit, [&given.unit, &wanted.unit]);
    for (given, wanted) in delivery.fields() {
        let name = Some(wanted.name.as_str());
        compare(name, FormAspect::Type, [&given.data_type, &wanted.data_type]);
        compare(name, FormAspect::Format, [&given.format, &wanted.format]);
        compare(name, FormAspect::Unit, [&given.unit, &wanted.unit]);
    }
    found
}
