//! Who provides what somebody needs, where a form is said of what is needed: two sides that can be compared.

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, Clause, DepartmentId, Evidence, Field, FindingBuilder, ItemId, Need, Place,
    Provision, Reporter, StepId, Unit,
};

/// A need of which more is said than its name, with one provision that gets there before it is made anew.
#[derive(Clone, Copy)]
pub(crate) struct Delivery<'u> {
    pub(crate) need: &'u Need,
    pub(crate) wanted: &'u Clause,
    pub(crate) made: &'u Provision,
    /// What is said of the form of what is provided.
    pub(crate) given: Option<&'u Clause>,
}

/// Lists the deliveries of a unit in the order of its needs. What customers and partners need for their own work counts where a
/// contract says so, and a contract that names the other side holds for that side alone.
pub(crate) fn deliveries<'u>(unit: &'u Unit<'_>) -> Vec<Delivery<'u>> {
    let clauses = unit.clauses();
    if !clauses.iter().any(|clause| clause.needed) {
        return Vec::new();
    }
    let mut made: BTreeMap<ItemId, Vec<&Provision>> = BTreeMap::new();
    for provision in unit.provisions().iter().filter(|one| !one.used_by.is_empty()) {
        made.entry(provision.item).or_default().push(provision);
    }
    let clause = |id: Option<u32>| clauses.get(id? as usize);
    let is_judged = |need: &Need| need.evidence == Evidence::Contract || unit.is_ours(unit.owner(need.step));
    let mut found = Vec::new();
    for need in unit.needs().iter().filter(|need| is_judged(need)) {
        let Some(wanted) = clause(need.clause) else { continue };
        for made in made.get(&need.item).into_iter().flatten() {
            let delivery = Delivery { need, wanted, made, given: clause(made.clause) };
            if delivery.is_meant(unit) {
                found.push(delivery);
            }
        }
    }
    found
}

impl<'u> Delivery<'u> {
    fn is_meant(&self, unit: &Unit<'_>) -> bool {
        let Self { need, made, .. } = self;
        let fits = need.state.is_none() || made.state.is_none() || need.state == made.state;
        let is_party = |clause: Option<&Clause>, other: StepId| {
            clause.and_then(|clause| clause.party).is_none_or(|party| unit.owner(other) == Some(party))
        };
        fits && made.used_by.contains(&need.step)
            && is_party(Some(self.wanted), made.step)
            && is_party(self.given, need.step)
    }

    /// Lists the fields of which both sides say something: what is given, then what is wanted.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&'u Field, &'u Field)> {
        let given = self.given.map_or(&[] as &[Field], |given| &given.fields);
        self.wanted.fields.iter().filter_map(move |wanted| {
            let name = key(&wanted.name);
            Some((given.iter().find(|field| key(&field.name) == name)?, wanted))
        })
    }

    /// Tells whether both sides are written down as an agreement, and not only drawn.
    pub(crate) fn is_agreed(&self) -> bool {
        self.need.evidence == Evidence::Contract && self.made.evidence == Evidence::Contract
    }
}

/// One disagreement, at however many steps the two departments meet with it.
pub(crate) struct Disagreement<'u, K> {
    /// What it is about: of the same departments and the same item equal ones are one.
    pub(crate) about: K,
    pub(crate) first: Delivery<'u>,
    /// The fields that it concerns; empty for the item as a whole.
    pub(crate) fields: Vec<String>,
    needed_at: Vec<StepId>,
    made_at: Vec<StepId>,
}

/// Disagreements in the order in which they are found.
pub(crate) struct Disagreements<'u, K>(pub(crate) Vec<Disagreement<'u, K>>);

impl<'u, K: PartialEq> Disagreements<'u, K> {
    /// Adds what a delivery shows; what two departments were found to disagree about before is that once more.
    pub(crate) fn add(&mut self, unit: &Unit<'_>, delivery: Delivery<'u>, field: Option<&str>, about: K) {
        let sides = |one: &Delivery<'_>| {
            let owners = (unit.owner(one.need.step), unit.owner(one.made.step));
            // Where nobody is known, each step speaks for itself.
            let steps = (owners.0.is_none() || owners.1.is_none()).then_some((one.need.step, one.made.step));
            (owners, steps, one.need.item, one.need.state)
        };
        let is_same =
            |one: &&mut Disagreement<'_, K>| one.about == about && sides(&one.first) == sides(&delivery);
        let (needed, made) = (delivery.need.step, delivery.made.step);
        match self.0.iter_mut().find(is_same) {
            Some(known) => {
                known.needed_at.extend(Some(needed).filter(|step| !known.needed_at.contains(step)));
                known.made_at.extend(Some(made).filter(|step| !known.made_at.contains(step)));
                known.fields.extend(field.map(str::to_owned).filter(|field| !known.fields.contains(field)));
            }
            None => self.0.push(Disagreement {
                about,
                first: delivery,
                fields: field.map(str::to_owned).into_iter().collect(),
                needed_at: vec![needed],
                made_at: vec![made],
            }),
        }
    }
}

impl<K> Disagreement<'_, K> {
    /// Reports it where it shows, with the way from the giver to the receiver. The sentence is `key`, or `key-alone` where there are
    /// not two departments.
    pub(crate) fn report<'d>(
        &self,
        unit: &Unit<'_>,
        report: &'d mut Reporter<'_>,
        key: &str,
    ) -> FindingBuilder<'d> {
        let Delivery { need, made, .. } = self.first;
        let (giver, receiver) = (unit.owner(made.step), unit.owner(need.step));
        let are_two = giver.is_some() && receiver.is_some() && giver != receiver;
        let alone = if are_two { "" } else { "-alone" };
        let way = unit.path(made.step, need.step, &[]).unwrap_or_default();
        let clauses = [need.clause, made.clause].into_iter().flatten().map(Place::Clause);
        let certainty = if self.first.is_agreed() { Certainty::Certain } else { Certainty::Likely };
        let mut finding = report
            .add(Place::Step(need.step), &[key, alone].concat())
            .between(giver.filter(|_: &DepartmentId| are_two), receiver)
            .item(need.item, need.state)
            .with("step", Argument::Step(need.step))
            .with("providers", Argument::Steps(self.made_at.clone()))
            .related(&self.made_at)
            .related(&self.needed_at[1..])
            .places(clauses)
            .witness(&way)
            .reach_from(need.step)
            .certainty(certainty);
        if !self.fields.is_empty() {
            finding = finding.with("fields", Argument::Texts(self.fields.clone()));
        }
        finding
    }
}

/// A name as far as it tells fields apart.
pub(crate) fn key(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
