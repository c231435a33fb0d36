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
        fits && made.used_by.binary_search(&need.step).is_ok()
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

/// What two departments disagree about in one item, at however many steps they meet with it.
pub(crate) struct Disagreement<'u, K> {
    /// What it is about, each once, in the order in which it was found; never empty.
    pub(crate) about: Vec<K>,
    pub(crate) first: Delivery<'u>,
    needed_at: Vec<StepId>,
    made_at: Vec<StepId>,
}

/// Disagreements in the order in which they are found: one cause, one finding.
pub(crate) struct Disagreements<'u, K>(pub(crate) Vec<Disagreement<'u, K>>);

impl<'u, K: PartialEq> Disagreements<'u, K> {
    /// Adds what a delivery shows to what its two sides were found to disagree about before.
    pub(crate) fn add(&mut self, unit: &Unit<'_>, delivery: Delivery<'u>, about: K) {
        let sides = |one: &Delivery<'_>| {
            let owners = (unit.owner(one.need.step), unit.owner(one.made.step));
            // Where nobody is known, each step speaks for itself.
            let steps = (owners.0.is_none() || owners.1.is_none()).then_some((one.need.step, one.made.step));
            (owners, steps, one.need.item, one.need.state)
        };
        let (needed, made) = (delivery.need.step, delivery.made.step);
        match self.0.iter_mut().find(|one| sides(&one.first) == sides(&delivery)) {
            Some(known) => {
                add_once(&mut known.needed_at, needed);
                add_once(&mut known.made_at, made);
                add_once(&mut known.about, about);
            }
            None => self.0.push(Disagreement {
                about: vec![about],
                first: delivery,
                needed_at: vec![needed],
                made_at: vec![made],
            }),
        }
    }
}

fn add_once<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
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
        report
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
            .certainty(certainty)
    }
}

/// A name as far as it tells fields apart.
pub(crate) fn key(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
