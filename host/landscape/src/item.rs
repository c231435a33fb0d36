//! Which names and objects are one item, and the facts that the flow tracks about items.

use handoff_model as model;
use indexmap::{IndexMap, IndexSet};
use model::{Id, ItemKind};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::{
    alike, identity,
    lexicon::Lexicon,
    name::key,
    unit::{FactId, Item, ItemId, StateId},
};

/// The name of an item that has none.
pub(crate) const UNNAMED: &str = "unnamed data object";

handoff_model::ids! {
    /// A position among the groups of states of an item: see [`ItemTable::groups`].
    pub(crate) GroupId,
}

/// What the flow tracks: a number of [`crate::flow::Graph`] stands for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fact {
    /// The item is there, in whatever state.
    Item(ItemId),
    /// The item is there in this state.
    State(ItemId, StateId),
    /// The item is there in this state, or was left in one of several states by a step from which a decision tells them
    /// apart.
    Sorted(ItemId, StateId),
    /// A step left items of this bucket in one of several states, and no decision has told them apart yet.
    Unsorted(u32),
    /// The item is there in one of the states of a group of the item.
    Either(ItemId, GroupId),
    /// A source on the way does not say what it brings: any item may be there.
    Open,
    /// A step on the way may set variables that the export does not show.
    Opaque,
    /// A sender handed this item on, but had it only from a source that does not say what it brings.
    Hearsay(ItemId),
    /// Always true: what a constant in a mapping is made of.
    Constant,
}

/// The items of one unit while it is being built.
#[derive(Debug)]
pub(crate) struct ItemTable {
    /// The items so far.
    pub(crate) rows: Vec<Item>,
    by_key: FxHashMap<(String, bool), ItemId>,
    spellings: Vec<IndexMap<String, u32, FxBuildHasher>>,
    facts: IndexSet<Fact, FxBuildHasher>,
    /// For each item that a step needs in several states: these groups of states, each sorted.
    pub(crate) groups: FxHashMap<ItemId, Vec<Vec<StateId>>>,
    /// Those whose name is no identity.
    unnamed: FxHashSet<ItemId>,
}

impl ItemTable {
    /// Begins without items; the facts that are about none have the first numbers.
    pub(crate) fn new() -> Self {
        Self {
            rows: Vec::new(),
            by_key: FxHashMap::default(),
            spellings: Vec::new(),
            facts: [Fact::Open, Fact::Opaque].into_iter().collect(),
            groups: FxHashMap::default(),
            unnamed: FxHashSet::default(),
        }
    }

    /// Adds the items of one export and returns for each its number in the unit and the state that its name ends with.
    pub(crate) fn add(&mut self, model: &model::Model, lexicon: &Lexicon) -> Vec<(ItemId, Option<StateId>)> {
        let names = identity::ItemSpellings::of(model.items.rows());
        let mut add = |item| {
            let (name, state) = names.split(item);
            let drawn = !matches!(item.kind, ItemKind::Variable | ItemKind::Message);
            let store = item.kind == ItemKind::Store;
            if drawn && !lexicon.speaks_of(name) && !identity::names(name) {
                return (self.unnamed(name, store), None);
            }
            let id = self.intern(name, store, lexicon);
            self.declare(id, item);
            (id, state.map(|state| self.state(id, state)))
        };
        model.items.rows().map(&mut add).collect()
    }

    fn push(&mut self, name: &str, store: bool) {
        self.rows.push(Item { name: name.to_owned(), store, ..Item::default() });
        self.spellings.push(IndexMap::default());
    }

    /// Keeps what an export declares of the form of an item.
    fn declare(&mut self, id: ItemId, declared: &model::Item) {
        let row = &mut self.rows[id.index()];
        row.collection |= declared.collection;
        let new = declared.data_type.as_ref().filter(|new| !row.types.contains(new));
        row.types.extend(new.filter(|_| row.types.len() < Item::TYPES).cloned());
    }

    /// Adds an item that nothing names: it is one of its own each time.
    fn unnamed(&mut self, name: &str, store: bool) -> ItemId {
        let id = ItemId::new(self.rows.len());
        let name = if key(name).is_empty() { UNNAMED } else { name };
        self.push(name, store);
        self.unnamed.insert(id);
        id
    }

    /// Returns the item of this name, new if need be. A name without letters is an item of its own each time.
    pub(crate) fn intern(&mut self, name: &str, store: bool, lexicon: &Lexicon) -> ItemId {
        let key = lexicon.item_key(name);
        if key.is_empty() {
            return self.unnamed(name, store);
        }
        let next = ItemId::new(self.rows.len());
        let id = *self.by_key.entry((key, store)).or_insert(next);
        if id == next {
            self.push(name, store);
        }
        let spelling = lexicon.term(name).unwrap_or(name).trim();
        *self.spellings[id.index()].entry(spelling.to_owned()).or_insert(0) += 1;
        id
    }

    /// Returns the item of this name, if there is one; a thing before a store.
    pub(crate) fn find(&self, name: &str, lexicon: &Lexicon) -> Option<ItemId> {
        let key = lexicon.item_key(name);
        let find = |store| self.by_key.get(&(key.clone(), store)).copied();
        find(false).or_else(|| find(true))
    }

    /// Returns the item that a contract or mapping names, new if need be.
    pub(crate) fn named(&mut self, name: &str, lexicon: &Lexicon) -> ItemId {
        self.find(name, lexicon).unwrap_or_else(|| self.intern(name, false, lexicon))
    }

    /// Returns the number of a state of an item, new if need be.
    pub(crate) fn state(&mut self, item: ItemId, state: &str) -> StateId {
        let states = &mut self.rows[item.index()].states;
        let wanted = key(state);
        let found = states.iter().position(|known| key(known) == wanted);
        StateId::new(found.unwrap_or_else(|| {
            states.push(state.to_owned());
            states.len() - 1
        }))
    }

    /// Tells whether an item has a name.
    pub(crate) fn has_name(&self, item: ItemId) -> bool {
        !self.unnamed.contains(&item)
    }

    /// Returns the number of a fact, new if need be.
    pub(crate) fn fact(&mut self, fact: Fact) -> FactId {
        FactId::new(self.facts.insert_full(fact).0)
    }

    /// Returns the number of the fact that an item is there, in a state or in any.
    pub(crate) fn item_fact(&mut self, item: ItemId, state: Option<StateId>) -> FactId {
        self.fact(state.map_or(Fact::Item(item), |state| Fact::State(item, state)))
    }

    /// Returns the number of a fact, if anything has spoken of it.
    pub(crate) fn known_fact(&self, fact: Fact) -> Option<FactId> {
        self.facts.get_index_of(&fact).map(FactId::new)
    }

    /// Returns the number of facts.
    pub(crate) fn fact_count(&self) -> u32 {
        self.facts.len() as u32
    }

    /// Returns the rows, each under the spelling that most exports use.
    pub(crate) fn finish(self, lexicon: &Lexicon) -> Vec<Item> {
        let mut rows = self.rows;
        for (id, (row, spellings)) in ItemId::number(rows.iter_mut().zip(&self.spellings)) {
            // The first of the most frequent, so that the order of equal counts is that of the files.
            let best = spellings.iter().rev().max_by_key(|(_, count)| **count);
            if let Some((name, _)) = best {
                row.name.clone_from(name);
            }
            row.named = !self.unnamed.contains(&id);
            row.standing = lexicon.is_standing_document(&row.name);
        }
        let things = ItemId::number(&rows).filter(|(_, row)| row.named && !row.store).map(|(id, _)| id);
        let things: Vec<ItemId> = things.collect();
        let names: Vec<&str> = things.iter().map(|id| rows[id.index()].name.as_str()).collect();
        let alike = alike::alike(&names);
        for (id, others) in things.iter().zip(alike) {
            rows[id.index()].alike = others.into_iter().map(|other| things[other]).collect();
        }
        rows
    }
}

/// Maps positions of model items to items of the unit.
pub(crate) fn mapped(items: &[(ItemId, Option<StateId>)], item: model::ItemId) -> Option<ItemId> {
    items.get(item.index()).map(|(item, _)| *item)
}

#[cfg(test)]
mod tests {
    use super::ItemTable;
    use crate::{
        contract::{Origin, Settings, Term},
        lexicon::Lexicon,
    };

    fn check(names: &[&str], expected: &[&str]) {
        let glossary = vec![Term {
            name: "Invoice".to_owned(),
            synonyms: vec!["Bill".to_owned()],
            steward: None,
            origin: Origin::default(),
        }];
        let lexicon = Lexicon::new(&Settings { glossary, ..Settings::default() });
        let mut items = ItemTable::new();
        for name in names {
            items.intern(name, false, &lexicon);
        }
        let found = items.finish(&lexicon);
        assert!(found.iter().all(|item| item.named != (item.name == super::UNNAMED)), "{found:?}");
        let found: Vec<String> = found.into_iter().map(|item| item.name).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_usual_spelling_wins() {
        check(&["delivery_address", "Delivery address", "Delivery address"], &["Delivery address"]);
        check(&["order", "Order"], &["order"]);
    }

    #[test]
    fn the_glossary_names_its_terms() {
        check(&["bills", "invoice"], &["Invoice"]);
    }

    #[test]
    fn similar_is_not_equal() {
        check(&["Adresse", "Addresse", "Kundenadresse"], &["Adresse", "Addresse", "Kundenadresse"]);
    }

    #[test]
    fn unnamed_objects_are_different_things() {
        check(&["", "-"], &["unnamed data object", "unnamed data object"]);
    }

    #[test]
    fn states_are_names_too() {
        let lexicon = Lexicon::new(&Settings::default());
        let mut items = ItemTable::new();
        let order = items.intern("Order", false, &lexicon);
        assert_eq!(items.state(order, "Approved"), items.state(order, "approved"));
        assert_ne!(items.state(order, "draft"), items.state(order, "approved"));
    }
}
