//! What of the items is personal data, as far as the words of their names and fields tell.

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{ClauseId, ItemId, TextOf, Unit};

/// The key of the list of words for personal data.
const PERSONAL: &str = "personal";

/// Items and fields whose names speak of personal data.
pub(crate) struct PersonalData {
    items: BTreeSet<ItemId>,
    fields: BTreeMap<ClauseId, BTreeSet<u32>>,
}

impl PersonalData {
    pub(crate) fn new(unit: &Unit<'_>) -> Self {
        let mut found = Self { items: BTreeSet::new(), fields: BTreeMap::new() };
        for hint in unit.hints().iter().filter(|hint| hint.words == PERSONAL) {
            match hint.at.of {
                TextOf::Item(item) => {
                    found.items.insert(item);
                }
                TextOf::Field((clause, place)) => {
                    found.fields.entry(clause).or_default().insert(place);
                }
                _ => {}
            }
        }
        found
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.fields.is_empty()
    }

    /// Tells whether an item is personal by its own name.
    pub(crate) fn has_item(&self, item: ItemId) -> bool {
        self.items.contains(&item)
    }

    /// Lists the names of the personal fields of a clause.
    pub(crate) fn fields<'u>(&self, unit: &'u Unit<'_>, clause: ClauseId) -> Vec<&'u str> {
        let fields = unit.clauses().get(clause as usize).map(|row| row.fields.as_slice()).unwrap_or_default();
        let places = self.fields.get(&clause).into_iter().flatten();
        places.filter_map(|place| fields.get(*place as usize)).map(|field| field.name.as_str()).collect()
    }
}
