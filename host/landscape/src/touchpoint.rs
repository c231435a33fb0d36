//! Where the customer sends, receives or does something.

use handoff_model::{Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    contract::Side,
    link::PassageEnd,
    name::{Glob, key},
    trigger,
    unit::{DepartmentId, StepId, Touchpoint},
    unit_builder::UnitBuilder,
    work_paths::works,
};

/// Finds all touchpoints, in the order of steps.
pub(crate) fn touchpoints(draft: &UnitBuilder<'_>) -> Vec<Touchpoint> {
    let mut found = TouchpointSet::default();
    messages(draft, &mut found);
    let only = only_customer(draft);
    // A scope whose steps are drawn does nothing by its name.
    let scopes: FxHashSet<StepId> = draft.unit.steps.iter().filter_map(|step| step.scope).collect();
    for step in draft.steps() {
        let row = draft.row(step);
        let owner = draft.owner(step);
        if draft.side(owner) == Side::Customer {
            // What customers do is a contact, whether they give or get; the start of their work is their giving.
            let begins = row.kind == StepKind::Start;
            let plain_end = row.kind == StepKind::End;
            if (works(draft, step) || plain_end) && !found.has(step) {
                let certain = owner.is_some_and(|owner| draft.unit.departments[owner.index()].certain);
                found.add(step, begins, owner, certain);
            }
        } else if !row.kind.is_gateway()
            && !scopes.contains(&step)
            && !found.has(step)
            && draft.shared.lexicon.speech.tells_customer(&row.name)
        {
            let inbound = matches!(row.kind, StepKind::Start | StepKind::ReceiveTask)
                || row.kind == StepKind::Catch
                    && row.event.as_ref().is_some_and(|event| !event.definitions.is_empty());
            found.add(step, inbound, only, false);
        }
    }
    for entry in &draft.shared.settings.touchpoints {
        let glob = Glob::new(&entry.step);
        for step in draft.steps() {
            let row = draft.row(step);
            if row.id == entry.step.text || !row.name.is_empty() && glob.matches(&key(&row.name)) {
                found.add(step, entry.inbound, only, true);
            }
        }
    }
    found.finish()
}

/// The customer, where the unit has exactly one.
fn only_customer(draft: &UnitBuilder<'_>) -> Option<DepartmentId> {
    let mut customers =
        DepartmentId::number(&draft.unit.departments).filter(|(_, row)| row.side == Side::Customer);
    let first = customers.next().map(|(id, _)| id);
    first.filter(|_| customers.next().is_none())
}

/// Steps that exchange a message with a customer.
fn messages(draft: &UnitBuilder<'_>, found: &mut TouchpointSet) {
    let owner = |end| match end {
        PassageEnd::Step(at) => draft.step(at).and_then(|step| draft.owner(step)),
        PassageEnd::Pool(file, pool) => draft.pool_owner(file, pool),
    };
    for passage in draft.passages {
        let (giver, receiver) = (owner(passage.source), owner(passage.target));
        let customer = |department| draft.side(department) == Side::Customer;
        let ends = [(passage.source, false, receiver, giver), (passage.target, true, giver, receiver)];
        for (end, inbound, other, own) in ends {
            let PassageEnd::Step(at) = end else { continue };
            let Some(step) = draft.step(at) else { continue };
            if customer(other) && !customer(own) {
                let certain = other.is_some_and(|other| draft.unit.departments[other.index()].certain);
                found.add(step, inbound, other, certain);
            } else if customer(own) && trigger::throws(draft.row(step)) && !inbound {
                // The customer's own sending is his giving.
                found.add(step, true, own, true);
            }
        }
    }
}

/// Touchpoints by step and direction.
#[derive(Default)]
struct TouchpointSet(FxHashMap<(StepId, bool), Touchpoint>);

impl TouchpointSet {
    fn add(&mut self, step: StepId, inbound: bool, customer: Option<DepartmentId>, certain: bool) {
        let entry = self.0.entry((step, inbound)).or_insert(Touchpoint { step, customer, inbound, certain });
        entry.certain |= certain;
        entry.customer = entry.customer.or(customer);
    }

    fn has(&self, step: StepId) -> bool {
        [true, false].iter().any(|inbound| self.0.contains_key(&(step, *inbound)))
    }

    fn finish(self) -> Vec<Touchpoint> {
        let mut rows: Vec<Touchpoint> = self.0.into_values().collect();
        rows.sort_unstable_by_key(|row| (row.step, row.inbound));
        rows
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        contract::{Origin, Pattern, Settings, TouchpointEntry},
        lexicon::tests::settings,
        testing::{department, ids, unit_with},
    };

    fn check_with(settings: &Settings, text: &str, expected: &[&str]) {
        let unit = unit_with(text, settings);
        let line = |row: &crate::unit::Touchpoint| {
            let way = if row.inbound { "from" } else { "to" };
            let certain = if row.certain { "" } else { "?" };
            format!("{} {way} {}{certain}", ids(&unit, &[row.step]), department(&unit, row.customer))
        };
        let found: Vec<String> = unit.touchpoints.iter().map(line).collect();
        assert_eq!(found, expected);
    }

    fn check(text: &str, expected: &[&str]) {
        check_with(&settings(), text, expected);
    }

    #[test]
    fn messages_to_and_from_a_customer() {
        check(
            "pool Customer\npool Shop\n start message Get\n task A\n end message Tell\n Get -> A -> Tell\nCustomer ~> Get\nTell ~> Customer",
            &["get from Customer", "tell to Customer"],
        );
    }

    #[test]
    fn steps_in_a_customers_lane() {
        check(
            "pool Shop\n lane Customer\n start S\n task Fill form\n lane Sales\n task A\nS -> Fill form -> A",
            &["s from Customer?", "fill-form to Customer?"],
        );
    }

    #[test]
    fn labels_are_likely() {
        check(
            "process P\n start S\n task Notify customer\n task Notify employee\n S -> Notify customer -> Notify employee",
            &["notify-customer to -?"],
        );
    }

    #[test]
    fn configuration_is_certain() {
        let step = Pattern { text: "Hand over*".to_owned(), origin: Origin::default() };
        let settings = Settings { touchpoints: vec![TouchpointEntry { step, inbound: false }], ..settings() };
        check_with(
            &settings,
            "process P\n start S\n task Hand over keys\n S -> Hand over keys",
            &["hand-over-keys to -"],
        );
    }
}
