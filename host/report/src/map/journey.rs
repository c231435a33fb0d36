//! The journeys of items: where each is made, handed over, needed, and told to the customer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use handoff_landscape::contract::Side;
use handoff_landscape::unit;
use handoff_model::Id;

use super::resolved_unit::ResolvedUnit;
use super::{Crossing, Item, ItemConsumer, ItemMaker};
use crate::Handoff;

/// The items met so far.
#[derive(Default)]
pub(super) struct ItemJourneys(BTreeMap<Arc<str>, Item>);

impl ItemJourneys {
    /// Adds where the items of a unit are made and needed, and where the customer gets them.
    pub(super) fn add(&mut self, part: &ResolvedUnit) {
        let unit = &*part.unit;
        let reads: BTreeSet<_> = unit.needs.iter().map(|need| (need.step, need.item)).collect();
        for made in &unit.provisions {
            let found = (part.step(made.step), part.item(made.item, made.state));
            let (Some(step), Some((name, state))) = found else { continue };
            let item = self.named(&name);
            if step.tells_customer && made.leaves {
                item.told.push(Arc::clone(step));
            }
            let changed = reads.contains(&(made.step, made.item));
            item.made.push(ItemMaker { step: Arc::clone(step), state, optional: made.optional, changed });
        }
        for need in &unit.needs {
            let found = (part.step(need.step), part.item(need.item, need.state));
            let (Some(step), Some((name, state))) = found else { continue };
            let (optional, availability) = (need.optional, need.availability);
            self.named(&name).needed.push(ItemConsumer {
                step: Arc::clone(step),
                state,
                optional,
                availability,
            });
        }
        for item in unit.items.iter().filter(|item| item.store) {
            self.named(&item.name.as_str().into()).store = true;
        }
        let to_customer = |handoff: &&unit::Handoff| {
            let receiver = handoff.receiver.and_then(|receiver| unit.departments.get(receiver.index()));
            receiver.is_some_and(|receiver| receiver.side == Side::Customer)
        };
        for handoff in unit.handoffs.iter().filter(to_customer) {
            let Some(teller) = handoff.last.and_then(|last| part.step(last)) else { continue };
            for (name, _) in handoff.carries.iter().filter_map(|carried| part.item(carried.item, None)) {
                self.named(&name).told.push(Arc::clone(teller));
            }
        }
    }

    /// Adds where items cross a border.
    pub(super) fn cross(&mut self, handoffs: &[Arc<Handoff>]) {
        for handoff in handoffs {
            for carried in &handoff.items {
                self.named(&carried.name).crossings.push(Crossing {
                    handoff: Arc::clone(&handoff.id),
                    giver: handoff.from.department.clone(),
                    receiver: handoff.to.department.clone(),
                    state: carried.state.clone(),
                    evidence: carried.evidence,
                });
            }
        }
    }

    fn named(&mut self, name: &Arc<str>) -> &mut Item {
        self.0.entry(Arc::clone(name)).or_insert_with(|| Item { name: Arc::clone(name), ..Item::default() })
    }

    /// Sorts everything.
    pub(super) fn finish(self) -> Vec<Item> {
        let sorted = |mut item: Item| {
            item.made.sort();
            item.needed.sort();
            item.told.sort();
            item.told.dedup();
            item
        };
        self.0.into_values().map(sorted).collect()
    }
}
