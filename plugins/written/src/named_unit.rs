//! A unit whose names are fetched once, however many rules read them.

use std::cell::OnceCell;
use std::ops::Deref;

use handoff_sdk::{ItemId, StateId, StepId, TextOf, Unit};

/// A unit with its labels and names of items as patterns compare them.
pub(crate) struct NamedUnit<'u> {
    unit: &'u Unit<'u>,
    labels: OnceCell<Vec<String>>,
    items: OnceCell<Vec<String>>,
}

impl<'u> NamedUnit<'u> {
    pub(crate) fn new(unit: &'u Unit<'u>) -> Self {
        Self { unit, labels: OnceCell::new(), items: OnceCell::new() }
    }

    /// Returns the label of a step, made plain.
    pub(crate) fn plain_label(&self, step: StepId) -> &str {
        let labels = self.labels.get_or_init(|| {
            let all: Vec<StepId> = (0..self.unit.steps().len() as StepId).collect();
            self.unit.labels(&all).iter().map(|label| plain(label)).collect()
        });
        labels.get(step as usize).map_or("", String::as_str)
    }

    /// Returns the name of an item, made plain.
    pub(crate) fn plain_item(&self, item: ItemId) -> &str {
        let items = self.items.get_or_init(|| {
            let all: Vec<ItemId> = (0..self.unit.items().len() as ItemId).collect();
            self.unit.item_names(&all).iter().map(|name| plain(name)).collect()
        });
        items.get(item as usize).map_or("", String::as_str)
    }

    /// Returns the name of a state, made plain.
    pub(crate) fn plain_state(&self, item: ItemId, state: StateId) -> String {
        self.unit.texts(&[TextOf::State((item, state))]).pop().map(|name| plain(&name)).unwrap_or_default()
    }
}

impl<'u> Deref for NamedUnit<'u> {
    type Target = Unit<'u>;

    fn deref(&self) -> &Unit<'u> {
        self.unit
    }
}

/// Makes one of names that are one to a person: letter case and white space do not matter.
pub(crate) fn plain(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
