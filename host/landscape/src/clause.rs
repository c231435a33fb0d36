//! What is said of the form of items, one row for each need and provision of which more is said than its name.

use rustc_hash::FxHashMap;

use crate::{
    access::{ItemUse, ItemUses},
    matching,
    unit::{DepartmentId, ItemClause, ItemId, Need, Provision, StateId, StepId},
    unit_builder::UnitBuilder,
};

/// A need or provision: step, item and state.
type UseKey = (StepId, ItemId, Option<StateId>);

/// Whose clause a row is.
enum Holder {
    /// A position among the needs.
    Need(usize),
    /// A position among the provisions.
    Provision(usize),
}

/// Lists the clauses in the order of their steps, what a step needs before what it provides, and tells needs and provisions
/// their numbers.
pub(crate) fn clauses(
    draft: &UnitBuilder<'_>,
    uses: &ItemUses,
    needs: &mut [Need],
    provisions: &mut [Provision],
) -> Vec<ItemClause> {
    let formed = uses.needs.iter().filter(|one| one.form.is_some());
    let formed: FxHashMap<UseKey, &ItemUse> =
        formed.map(|one| ((one.step, one.item, one.state), one)).collect();
    let needed = needs.iter().enumerate().filter_map(|(number, need)| {
        let one = formed.get(&(need.step, need.item, need.state))?;
        Some((Holder::Need(number), clause(one, true, need.expected)?))
    });
    // Every use is one provision, in the same order.
    let provided = uses.provisions.iter().enumerate().filter_map(|(number, one)| {
        let party = one
            .party
            .as_deref()
            .map(|party| matching::departments(&draft.unit, party, draft.shared.lexicon).first().copied());
        Some((Holder::Provision(number), clause(one, false, party.flatten())?))
    });
    let mut rows: Vec<(Holder, ItemClause)> = needed.chain(provided).collect();
    rows.sort_by_key(|(_, clause)| (clause.step, !clause.needed));
    let rows = (0..).zip(rows).map(|(number, (holder, clause))| {
        match holder {
            Holder::Need(need) => needs[need].clause = Some(number),
            Holder::Provision(provision) => provisions[provision].clause = Some(number),
        }
        clause
    });
    rows.collect()
}

fn clause(one: &ItemUse, needed: bool, party: Option<DepartmentId>) -> Option<ItemClause> {
    let form = one.form.as_deref()?.clone();
    let ItemUse { step, item, state, evidence, .. } = *one;
    let (origin, element) = (one.origin.clone(), one.element.clone());
    Some(ItemClause { step, item, state, needed, evidence, party, form, origin, element })
}

#[cfg(test)]
mod tests {
    use crate::{
        contract::{Clause, Contract, ItemField, Origin, Settings, Subject},
        testing,
        unit::Unit,
    };

    fn unit(requires: &Clause, provides: &Clause) -> Unit {
        let contract = |step: &str, requires: Option<&Clause>, provides: Option<&Clause>| Contract {
            subject: Subject::Step(step.to_owned()),
            requires: requires.into_iter().cloned().collect(),
            provides: provides.into_iter().cloned().collect(),
            within: None,
            complete_and_accurate: None,
            origin: Origin::default(),
        };
        let contracts = vec![contract("Pack", None, Some(provides)), contract("Ship", Some(requires), None)];
        let settings = Settings { contracts, ..Settings::default() };
        testing::unit_with("process P\n start S\n task Pack\n task Ship\n S -> Pack -> Ship", &settings)
    }

    #[test]
    fn both_sides_say_their_form() {
        let field = |name: &str, unit: Option<&str>| ItemField {
            name: name.to_owned(),
            unit: unit.map(str::to_owned),
            ..ItemField::default()
        };
        let clause = |unit| Clause {
            item: "Parcel".to_owned(),
            fields: vec![field("weight", unit)],
            many: Some(true),
            ..Clause::default()
        };
        let unit = unit(&clause(Some("kg")), &clause(Some("lb")));
        let units: Vec<_> = unit
            .clauses
            .iter()
            .map(|clause| (clause.needed, clause.form.many, clause.form.fields[0].unit.as_deref()))
            .collect();
        assert_eq!(units, [(false, Some(true), Some("lb")), (true, Some(true), Some("kg"))]);
        assert_eq!(unit.needs[0].clause, Some(1));
        assert_eq!(unit.provisions[0].clause, Some(0));
        assert_eq!(unit.sound(), Ok(()));
    }

    #[test]
    fn a_name_alone_is_no_clause() {
        let named = || Clause { item: "Parcel".to_owned(), ..Clause::default() };
        let unit = unit(&named(), &named());
        assert_eq!((unit.clauses.len(), unit.needs[0].clause), (0, None));
    }
}
