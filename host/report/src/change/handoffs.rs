//! Which handoffs appeared, vanished, or carry something else.

use rustc_hash::{FxHashMap, FxHashSet};

use handoff_landscape::contract::Side;
use handoff_landscape::unit::HandoffKind;

use super::category;
use super::pairs::{PairingRule, Pairs};
use super::state_mapping::{ElementKey, StateMapping, StateSide};
use super::{CarriedChange, ChangeCode, ChangeEntry, ChangeSubject, Edit, Effect};
use crate::{CarriedName, Handoff, HandoffEnd};

/// The handoffs of both states.
#[derive(Debug)]
pub(super) struct HandoffPairs<'a> {
    pairs: Pairs<'a, Handoff>,
    /// How many of the pairs, from the first, have the same steps at their ends.
    in_place: usize,
    /// The flows of the old state, as they are called in the new one.
    flows: FxHashMap<ElementKey<'a>, ElementKey<'a>>,
    /// The customers of both states, as they are called in each.
    customers: FxHashSet<&'a str>,
}

/// One end of a handoff as it is called in the new state.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum HandoffEndKey<'a> {
    Step(ElementKey<'a>),
    /// A pool as a whole, or a step of another file.
    Named(Option<&'a str>),
}

/// What no re-export changes about a handoff, besides its ends.
type HandoffKey<'a> = (&'a str, HandoffKind, Option<&'a str>, Option<&'a str>);

/// Compares the handoffs of both states.
pub(super) fn compare<'a>(identity: &StateMapping<'a>) -> HandoffPairs<'a> {
    let mut pairs = Pairs::of(identity.handoffs(StateSide::Old), identity.handoffs(StateSide::New));
    let passage = |when, handoff| passage(identity, when, handoff);
    let giver = |when, handoff: &'a Handoff| end(identity, when, handoff, &handoff.from);
    let receiver = |when, handoff: &'a Handoff| end(identity, when, handoff, &handoff.to);
    let ends =
        |when, handoff| Some((passage(when, handoff), giver(when, handoff)?, receiver(when, handoff)?));
    // Of several between the same two steps, those with the same items belong together.
    let alike = |when, handoff: &'a Handoff| Some((ends(when, handoff)?, &handoff.items));
    pairs.by(PairingRule::InOrder, |old| alike(StateSide::Old, old), |new| alike(StateSide::New, new));
    pairs.by(PairingRule::InOrder, |old| ends(StateSide::Old, old), |new| ends(StateSide::New, new));
    let in_place = pairs.both.len();
    // A step that was put in or taken out beside the border moves the handoff.
    let to = |when, handoff| Some((passage(when, handoff), receiver(when, handoff)?));
    pairs.by(PairingRule::Alone, |old| to(StateSide::Old, old), |new| to(StateSide::New, new));
    let from = |when, handoff| Some((passage(when, handoff), giver(when, handoff)?));
    pairs.by(PairingRule::Alone, |old| from(StateSide::Old, old), |new| from(StateSide::New, new));
    let flow = |when, handoff: &'a Handoff| {
        Some((identity.file(when, &handoff.place.file), handoff.place.element.as_deref()?))
    };
    let flows = pairs
        .both
        .iter()
        .filter_map(|(old, new)| Some((flow(StateSide::Old, old)?, flow(StateSide::New, new)?)));
    let flows = flows.collect();
    let departments = [identity.old, identity.new].into_iter().flat_map(|state| &state.parts.departments);
    let customers = departments.filter(|(_, known)| known.side == Side::Customer);
    HandoffPairs { customers: customers.map(|(name, _)| &**name).collect(), flows, pairs, in_place }
}

impl<'a> HandoffPairs<'a> {
    /// Returns an element as it is called in the new state: a step, or the flow of a handoff.
    pub(super) fn element(
        &self,
        identity: &StateMapping<'a>,
        when: StateSide,
        file: &'a str,
        id: &'a str,
    ) -> Option<ElementKey<'a>> {
        let element = identity.element(when, file, id)?;
        let is_flow = when == StateSide::Old && !identity.knows(when, file, id);
        Some(if is_flow { self.flows.get(&element).copied().unwrap_or(element) } else { element })
    }

    /// Returns the handoffs that carry an item in one state and not in the other: as they are where they do, and whether
    /// the other state has them at all.
    pub(super) fn differing(&self, when: StateSide, item: &str) -> impl Iterator<Item = (&'a Handoff, bool)> {
        let carries = |handoff: &Handoff| handoff.items.iter().any(|carried| *carried.name == *item);
        let alone = if when == StateSide::Old { &self.pairs.gone } else { &self.pairs.new };
        let alone = alone.iter().map(|handoff| (*handoff, None));
        let both = self.pairs.both.iter().map(move |(old, new)| match when {
            StateSide::Old => (*old, Some(*new)),
            StateSide::New => (*new, Some(*old)),
        });
        let differs = move |(one, other): &(&'a Handoff, Option<&'a Handoff>)| {
            carries(one) && !other.is_some_and(carries)
        };
        alone.chain(both).filter(differs).map(|(handoff, other)| (handoff, other.is_some()))
    }

    /// Lists what changed.
    pub(super) fn entries(&self) -> Vec<ChangeEntry> {
        let both = self.pairs.both.iter().map(|(old, new)| Edit::Changed { old: *old, new: *new });
        let moved = (0..self.pairs.both.len()).map(|index| index >= self.in_place);
        let gone = self.pairs.gone.iter().map(|old| (Edit::Gone(*old), false));
        let new = self.pairs.new.iter().map(|new| (Edit::New(*new), false));
        let all = both.zip(moved).chain(gone).chain(new);
        all.filter_map(|(edit, moved)| self.entry(&edit, moved)).collect()
    }

    fn entry(&self, edit: &Edit<&'a Handoff>, moved: bool) -> Option<ChangeEntry> {
        let cargo = edit
            .before()
            .zip(edit.after())
            .map(|(old, new)| CarriedChange::between(old, new))
            .unwrap_or_default();
        let to_customer =
            edit.latest().to.department.as_deref().is_some_and(|to| self.customers.contains(to));
        let moved = moved.then_some((ChangeCode::HandoffMoved, Effect::Compatible));
        let (code, effect) = category::handoff(edit, &cargo, to_customer).or(moved)?;
        let own = |handoff: Option<&&'a Handoff>| handoff.map(|handoff| Box::new((**handoff).clone()));
        let edit = Edit::of(own(edit.before()), own(edit.after()))?;
        Some(ChangeEntry { code, effect, subject: ChangeSubject::Handoff(edit, cargo) })
    }
}

impl CarriedChange {
    fn between(old: &Handoff, new: &Handoff) -> Self {
        let without = |items: &[CarriedName], others: &[CarriedName]| {
            let is = |item: &CarriedName, other: &CarriedName| {
                (&item.name, &item.state) == (&other.name, &other.state)
            };
            let mut items: Vec<CarriedName> =
                items.iter().filter(|item| !others.iter().any(|other| is(item, other))).cloned().collect();
            items.dedup_by(|a, b| is(a, b));
            items
        };
        Self { lost: without(&old.items, &new.items), gained: without(&new.items, &old.items) }
    }
}

fn passage<'a>(identity: &StateMapping<'a>, when: StateSide, handoff: &'a Handoff) -> HandoffKey<'a> {
    let department = |end: &'a HandoffEnd| identity.department(when, end.department.as_ref());
    let file = identity.file(when, &handoff.place.file);
    (file, handoff.kind, department(&handoff.from), department(&handoff.to))
}

fn end<'a>(
    identity: &StateMapping<'a>,
    when: StateSide,
    handoff: &'a Handoff,
    end: &'a HandoffEnd,
) -> Option<HandoffEndKey<'a>> {
    let file = &handoff.place.file;
    match end.step.as_deref() {
        Some(id) if identity.knows(when, file, id) => {
            identity.element(when, file, id).map(HandoffEndKey::Step)
        }
        id => Some(HandoffEndKey::Named(end.name.as_deref().or(id))),
    }
}
