//! `contract/wrong-format`: see [`RULE`].

use handoff_sdk::{Argument, Certainty, Evidence, Options, Reporter, Rule, Severity, Unit, ViewPart};

use crate::shared::{
    delivery::{Delivery, Disagreement, Disagreements, deliveries},
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
        "several" {
            en: "{receiver} needs {item} at {step} in another form than {giver} provides it, at {providers} (what comes → what is needed): \
                 {differences}.",
            de: "{receiver} braucht {item} bei {step} in anderer Form, als {giver} das bereitstellt, bei {providers} (was kommt → was \
                 gebraucht wird): {differences}.",
        }
        "several-alone" {
            en: "{step} needs {item} in another form than it is provided, at {providers} (what comes → what is needed): {differences}.",
            de: "{step} braucht {item} in anderer Form, als das bereitgestellt wird, bei {providers} (was kommt → was gebraucht wird): \
                 {differences}.",
        }
        "agree-several" {
            en: "Agree on one form for both sides, or convert it before it gets to {step}, and draw who does so.",
            de: "Sich für beide Seiten auf eine Form einigen, oder es umwandeln, bevor es zu {step} kommt, und einzeichnen, wer das tut.",
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

/// What two sides say differently of an item, or of one of its fields.
#[derive(PartialEq)]
struct FormConflict<'u> {
    field: Option<&'u str>,
    aspect: FormAspect,
    given: &'u str,
    wanted: &'u str,
}

impl FormConflict<'_> {
    /// Tells whether one sentence speaks of both.
    fn is_like(&self, other: &Self) -> bool {
        (self.field.is_some(), self.aspect, self.given, self.wanted)
            == (other.field.is_some(), other.aspect, other.given, other.wanted)
    }

    /// What comes and what is needed, as in a list of such differences.
    fn difference(&self) -> String {
        let Self { given, wanted, .. } = self;
        self.field
            .map_or_else(|| format!("{given} → {wanted}"), |field| format!("{field}: {given} → {wanted}"))
    }
}

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut found = Disagreements(Vec::new());
    for delivery in deliveries(unit) {
        for conflict in conflicts(&delivery) {
            found.add(unit, delivery, conflict);
        }
    }
    for one in &found.0 {
        tell(unit, report, one);
    }
}

fn tell(unit: &Unit<'_>, report: &mut Reporter<'_>, one: &Disagreement<'_, FormConflict<'_>>) {
    let first = &one.about[0];
    let is_one = one.about.iter().all(|other| first.is_like(other));
    let key = match (is_one, first.aspect, first.field.is_some()) {
        (false, ..) => "several",
        (true, FormAspect::Type, false) => "type",
        (true, FormAspect::Type, true) => "field-type",
        (true, _, false) => "measure",
        (true, _, true) => "field-measure",
    };
    // Whoever can do without it can do without what he cannot use.
    let is_bad = one.first.is_agreed() && !one.first.need.optional;
    let severity = if is_bad { RULE.severity } else { Severity::Warning };
    let finding = one.report(unit, report, key).severity(one.first.need.at_most(severity));
    if is_one {
        let fields = one.about.iter().filter_map(|conflict| conflict.field).map(str::to_owned);
        finding
            .with("fields", Argument::Texts(fields.collect()))
            .with("given", Argument::Text(first.given.to_owned()))
            .with("wanted", Argument::Text(first.wanted.to_owned()))
            .help("agree");
    } else {
        let differences = one.about.iter().map(FormConflict::difference);
        finding.with("differences", Argument::Texts(differences.collect())).help("agree-several");
    }
}

/// Lists what the two sides of a delivery say differently.
fn conflicts<'u>(delivery: &Delivery<'u>) -> Vec<FormConflict<'u>> {
    let mut found = Vec::new();
    let Some(given) = delivery.given else { return found };
    let mut compare = |field: Option<&'u str>, aspect: FormAspect, sides: [&'u Option<String>; 2]| {
        let [Some(given), Some(wanted)] = sides else { return };
        // What somebody calls a type of his own is told apart only by those who wrote the names down together.
        let is_comparable = aspect != FormAspect::Type
            || delivery.is_agreed()
            || is_common_type(given) && is_common_type(wanted);
        if is_comparable && !aspect.serves(given, wanted) {
            found.push(FormConflict { field, aspect, given, wanted });
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
