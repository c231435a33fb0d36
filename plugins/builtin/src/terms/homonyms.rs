//! `terms/homonyms`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, Clause, Evidence, ItemId, Options, Place, Reporter, Rule, Severity, Unit, ViewPart,
};

use crate::shared::{
    delivery::{deliveries, key},
    form::{FormAspect, is_common_type},
};

/// Finds one name that stands for two things.
///
/// Two departments speak of the *Application*: for the one it is a form of a customer, for the other a program. What is said of it is
/// understood, and understood wrongly, until the wrong one lies on the desk.
///
/// - Wrong: *Contract* holds *customer* and *term* in one department, and *supplier* and *price* in the other.
/// - Right: two names; or one thing that has something in common wherever it is used.
///
/// Two things are supposed where the types that are declared for one name exclude each other, or where both sides list what it
/// holds, two fields or more, and not one is the same. Where the one side gives the other what it needs, it is one thing, and
/// `contract/wrong-format` says how it differs.
pub(crate) const RULE: Rule = Rule {
    id: "terms/homonyms",
    severity: Severity::Info,
    certainty: Certainty::Advice,
    needs: &[ViewPart::Clauses],
    page: include_str!("../../cases/terms/homonyms.md"),
    since: Some("0.2.0"),
    tags: &["names"],
    related: &["terms/synonyms", "contract/wrong-format"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "One name stands for two things",
            de: "Ein Name steht für zwei Dinge",
        }
        "types" {
            en: "{item} is “{one}” at {step} and “{another}” at {other}: one name may stand for two things.",
            de: "{item} ist bei {step} „{one}“ und bei {other} „{another}“: Ein Name kann für zwei Dinge stehen.",
        }
        "fields" {
            en: "{item} holds {one} at {step} and {another} at {other}, with nothing in common: one name may stand for two things.",
            de: "{item} enthält bei {step} {one} und bei {other} {another}, ohne etwas gemeinsam zu haben: Ein Name kann für zwei Dinge \
                 stehen.",
        }
        "two-names" {
            en: "If two things are meant, give each a name of its own; otherwise let both sides declare the same.",
            de: "Sind zwei Dinge gemeint, jedem einen eigenen Namen geben; sonst auf beiden Seiten dasselbe angeben.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// The most forms of one item that are compared with each other.
const MOST_FORMS: usize = 16;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut by_item: BTreeMap<ItemId, Vec<&Clause>> = BTreeMap::new();
    for clause in unit.clauses().iter().filter(|clause| unit.is_ours(unit.owner(clause.step))) {
        let forms = by_item.entry(clause.item).or_default();
        let is_known = |known: &&Clause| known.data_type == clause.data_type && names(known) == names(clause);
        if forms.len() < MOST_FORMS && !forms.iter().any(is_known) {
            forms.push(clause);
        }
    }
    by_item.retain(|_, forms| forms.len() > 1);
    if by_item.is_empty() {
        return;
    }
    let delivered = deliveries(unit);
    for (item, forms) in by_item {
        if delivered.iter().any(|one| one.need.item == item && one.given.is_some()) {
            continue;
        }
        let mut pairs = forms
            .iter()
            .enumerate()
            .flat_map(|(at, one)| forms[at + 1..].iter().map(move |other| (*one, *other)));
        if let Some((one, other, key, said)) = pairs.find_map(|(one, other)| {
            let (key, said) = difference(one, other)?;
            Some((one, other, key, said))
        }) {
            let [said, other_said] = said;
            report
                .add(Place::Step(one.step), key)
                .item(item, None)
                .with("step", Argument::Step(one.step))
                .with("other", Argument::Step(other.step))
                .with("one", said)
                .with("another", other_said)
                .related(&[other.step])
                .help("two-names");
        }
    }
}

/// Returns the sentence for how two forms exclude each other, with what each of them says.
fn difference(one: &Clause, other: &Clause) -> Option<(&'static str, [Argument; 2])> {
    if let (Some(left), Some(right)) = (&one.data_type, &other.data_type) {
        let are_comparable = [one, other].iter().all(|clause| clause.evidence == Evidence::Contract)
            || is_common_type(left) && is_common_type(right);
        let serves = |given: &str, wanted: &str| FormAspect::Type.serves(given, wanted);
        if are_comparable && !serves(left, right) && !serves(right, left) {
            return Some(("types", [Argument::Text(left.clone()), Argument::Text(right.clone())]));
        }
    }
    let (left, right) = (names(one), names(other));
    let are_apart = left.len() > 1 && right.len() > 1 && !left.iter().any(|name| right.contains(name));
    let texts = |clause: &Clause| {
        Argument::Texts(clause.fields.iter().take(MOST_FIELDS).map(|field| field.name.clone()).collect())
    };
    are_apart.then(|| ("fields", [texts(one), texts(other)]))
}

/// The most fields that are named one by one.
const MOST_FIELDS: usize = 4;

/// Lists the names of the fields of a clause, as far as they tell fields apart.
fn names(clause: &Clause) -> Vec<String> {
    clause.fields.iter().map(|field| key(&field.name)).collect()
}
