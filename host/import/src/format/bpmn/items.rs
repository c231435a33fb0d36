//! Data objects, stores and properties, and the references that are drawn of them.

use handoff_model::{Evidence, Id, Item, ItemId, ItemKind, Omission, split_state};

use rustc_hash::FxHashMap;

use super::code;
use super::element::{Element, fold, visible};
use super::namespace::Ns;
use super::reader::{BpmnReader, ReferenceTarget, ScopedElement, access};
use crate::limits;

/// The items that references show, by what they refer to and by their own names.
type ReferenceItems = FxHashMap<ItemId, FxHashMap<String, ItemId>>;

impl<'d> BpmnReader<'d, '_> {
    /// Registers an item under the id of its element.
    pub(super) fn add_item(&mut self, node: Element<'d>, mut item: Item) -> ItemId {
        let id = ItemId::new(self.model.items.len());
        self.note_cut(node);
        item.id = self.claim(node, ReferenceTarget::Item(id, state(node)));
        self.model.items.push(item)
    }

    fn note_cut(&mut self, node: Element<'d>) {
        if node.attribute("name").is_some_and(|name| name.len() > limits::MAX_NAME) {
            self.notes.add(code::NAME_CUT, node.span(), node.attribute("id"), || {
                Omission::NameCut(limits::MAX_NAME).into()
            });
        }
    }

    /// Declares a data object, or a store that stands inside a process.
    pub(super) fn data_object(&mut self, at: ScopedElement<'d>) {
        let is_store = at.node.local() == "dataStore";
        let kind = if is_store { ItemKind::Store } else { ItemKind::Object };
        let process = (!is_store).then_some(at.process);
        let scope = at.scope.filter(|_| !is_store);
        let item = self.add_item(at.node, Item { process, scope, ..blank(at.node, kind) });
        // A data object of Activiti is a process variable, and one with a value has it from the start.
        let extensions = at.node.child(Ns::Bpmn, "extensionElements");
        let has_value = extensions.is_some_and(|inside| {
            inside.children().any(|child| child.space().is_activiti_family() && child.local() == "value")
        });
        if has_value {
            let given = access(item, None, Evidence::Form, false, at.node);
            self.model.processes[at.process].inputs.push(given);
        }
    }

    /// Declares a property of a process or step: a process variable with a declared type.
    pub(super) fn property(&mut self, at: ScopedElement<'d>) {
        if is_placeholder(at.node) {
            self.claim_if_named(at.node, ReferenceTarget::Local);
            return;
        }
        let (process, scope) = (Some(at.process), at.scope);
        let mut item = Item { process, scope, ..blank(at.node, ItemKind::Variable) };
        if item.name.is_empty() {
            item.name = at.node.attribute("id").map(fold).unwrap_or_default();
        }
        let name = item.name.clone();
        let item = self.add_item(at.node, item);
        self.name_variable(at.process, &name, item);
        if let Some(id) = at.node.attribute("id") {
            self.name_variable(at.process, id, item);
        }
    }

    /// Gives each drawn reference the item that it shows; a reference to nothing shows an item of its own.
    pub(super) fn link_references(&mut self) {
        let mut shown_as = ReferenceItems::default();
        for at in std::mem::take(&mut self.references) {
            let is_store = at.node.local() == "dataStoreReference";
            let attribute = if is_store { "dataStoreRef" } else { "dataObjectRef" };
            // Many tools draw stores without declaring them: that is no fault.
            let declared = at.node.attribute(attribute).and_then(|reference| match self.find(reference) {
                Some(ReferenceTarget::Item(item, state)) => Some((item, state)),
                Some(_) => {
                    self.wrong(at.node);
                    None
                }
                None => {
                    if !is_store {
                        self.dangling(at.node);
                    }
                    None
                }
            });
            let Some((item, declared_state)) = declared else {
                let kind = if is_store { ItemKind::Store } else { ItemKind::Object };
                let process = (!is_store).then_some(at.process);
                let scope = at.scope.filter(|_| !is_store);
                self.add_item(at.node, Item { process, scope, ..blank(at.node, kind) });
                continue;
            };
            self.note_cut(at.node);
            let state = state(at.node).or(declared_state);
            let item = self.shown(item, at, &mut shown_as);
            if let (Some(process), None, Some(id)) =
                (self.model.items[item].process, self.model.items[item].scope, at.node.attribute("id"))
            {
                self.name_variable(process, id, item);
            }
            self.claim_if_named(at.node, ReferenceTarget::Item(item, state));
        }
    }

    /// Finds what a reference to a declared item shows. The name that people see is that of the reference; tools that put
    /// every reference on one data object keep them apart by their names alone.
    fn shown(&mut self, item: ItemId, at: ScopedElement<'d>, shown_as: &mut ReferenceItems) -> ItemId {
        let name = item_name(at.node);
        if name.is_empty() {
            return item;
        }
        let key = likeness(&name);
        let (process, scope) = (self.model.items[item].process, self.model.items[item].scope);
        let names = shown_as.entry(item).or_default();
        if names.is_empty() {
            names.insert(key.clone(), item);
            let declared = std::mem::replace(&mut self.model.items[item].name, name);
            if likeness(&declared) == key && declared != self.model.items[item].id {
                self.model.items[item].name = declared;
            } else if let (Some(process), None) = (process, scope) {
                // Scripts speak of it as it was declared.
                self.name_variable(process, &declared, item);
            }
            return item;
        }
        if let Some(known) = names.get(&key) {
            return *known;
        }
        let id = at.node.attribute("id").unwrap_or_default().to_owned();
        let other = Item { id, name, span: at.node.span(), ..self.model.items[item].clone() };
        let other = self.model.items.push(other);
        names.insert(key, other);
        other
    }

    /// Gives each declared item its type, and makes it known to expressions by its name.
    pub(super) fn link_types(&mut self) {
        for id in self.model.items.ids() {
            let item = &self.model.items[id];
            let (data_type, collection) = self.item_type(item.data_type.as_deref());
            if let (Some(process), None) = (item.process, item.scope) {
                let (name, written) = (item.name.clone(), item.id.clone());
                self.name_variable(process, &name, id);
                // Engines speak of data objects by their ids.
                self.name_variable(process, &written, id);
            }
            let item = &mut self.model.items[id];
            item.data_type = data_type;
            item.collection |= collection;
        }
    }

    /// Returns the type behind a reference to an item definition, and whether it is one of many.
    pub(super) fn item_type(&self, reference: Option<&str>) -> (Option<String>, bool) {
        match reference.and_then(|reference| self.find(reference)) {
            Some(ReferenceTarget::Definition(node)) => (
                node.attribute("structureRef").map(|name| cut(name).to_owned()),
                node.attribute("isCollection") == Some("true"),
            ),
            // The type itself, in files that declare no item definitions.
            _ => (reference.map(str::to_owned), false),
        }
    }
}

/// An item with what its own attributes say; the type is still a reference.
pub(super) fn blank(node: Element<'_>, kind: ItemKind) -> Item {
    Item {
        id: String::new(),
        name: item_name(node),
        kind,
        data_type: node.attribute("itemSubjectRef").map(str::to_owned),
        fields: Vec::new(),
        collection: node.attribute("isCollection") == Some("true"),
        process: None,
        scope: None,
        span: node.span(),
    }
}

/// Returns what names of one thing have in common: letters and digits, up to a round bracket or dash, which often hold a
/// state.
fn likeness(name: &str) -> String {
    let end =
        [" (", " - ", " \u{2013} "].iter().filter_map(|mark| name.find(mark)).min().unwrap_or(name.len());
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let head = letters(&name[..end]);
    if head.is_empty() { letters(name) } else { head }
}

/// Returns the name without the state in brackets.
fn item_name(node: Element<'_>) -> String {
    fold(cut(split_state(visible(node).unwrap_or_default()).0))
}

/// Returns the state: the declared one, else the one in brackets at the end of the name.
pub(super) fn state(node: Element<'_>) -> Option<&str> {
    let declared = node.child(Ns::Bpmn, "dataState");
    let declared = declared.and_then(|state| state.attribute("name").or(Some(state.text())));
    let written = || split_state(visible(node).unwrap_or_default()).1;
    // Some tools keep the brackets inside the declared state.
    declared
        .map(|state| state.trim_matches(['[', ']', ' ']))
        .filter(|state| !state.is_empty())
        .or_else(written)
        .map(cut)
}

/// Tells the properties that bpmn.io makes up to have somewhere to point associations at.
pub(super) fn is_placeholder(node: Element<'_>) -> bool {
    node.attribute("name").is_some_and(|name| name.starts_with("__") && name.ends_with("_placeholder"))
}

/// Cuts a name that every step repeats.
pub(super) fn cut(name: &str) -> &str {
    &name[..name.floor_char_boundary(limits::MAX_NAME)]
}
