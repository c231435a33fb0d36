//! Lists of items, as in `needs Order [checked], Note?`.

use handoff_model::{Access, Evidence, Field, Item, ItemId, ItemKind, Refusal, TextFormRefusal, split_state};

use super::TextReader;
use super::line_slice::LineSlice;
use super::names::slug;

/// One item of a list, as written.
pub(super) struct ItemSpec<'a> {
    piece: LineSlice<'a>,
    name: String,
    state: Option<String>,
    fields: Vec<Field>,
    optional: bool,
    collection: bool,
}

/// Reads `A, B [state], C {field, field: type}, D*, E?`.
pub(super) fn list(piece: LineSlice<'_>) -> Result<Vec<ItemSpec<'_>>, Refusal> {
    piece.split(',').into_iter().map(written).collect()
}

/// Reads one item; the marks after its name may stand in any order.
fn written(piece: LineSlice<'_>) -> Result<ItemSpec<'_>, Refusal> {
    let mut item = ItemSpec {
        piece,
        name: String::new(),
        state: None,
        fields: Vec::new(),
        optional: false,
        collection: false,
    };
    let mut rest = piece;
    loop {
        if let Some(head) = rest.strip_suffix('?') {
            (rest, item.optional) = (head, true);
        } else if let Some(head) = rest.strip_suffix('*') {
            (rest, item.collection) = (head, true);
        } else if let Some((head, fields)) = rest.strip_suffix('}').and_then(|head| head.split_once("{")) {
            (rest, item.fields) = (head, fields.split(',').into_iter().map(field).collect());
        } else if let (head, Some(state)) = split_state(rest.text()) {
            item.state = Some(state.to_owned());
            rest = rest.part(0, head.len());
        } else {
            break;
        }
    }
    if rest.is_empty() {
        return Err(piece.error(TextFormRefusal::NoItemName));
    }
    if let Some(mark) = rest.text().find(['<', '>', '=', '[', ']', '{', '}']) {
        return Err(rest.part(mark, mark + 1).error(TextFormRefusal::ItemLetter));
    }
    item.name = rest.name();
    Ok(item)
}

/// Reads `street` or `street: text`.
fn field(piece: LineSlice<'_>) -> Field {
    match piece.split_once(":") {
        Some((name, data_type)) => Field { name: name.name(), data_type: Some(data_type.name()) },
        None => Field { name: piece.name(), data_type: None },
    }
}

impl TextReader<'_> {
    /// Declares items of this kind; an item that was used as something else is an error.
    pub(super) fn declare(&mut self, piece: LineSlice<'_>, kind: ItemKind) -> Result<(), Refusal> {
        for written in list(piece)? {
            let owner = (kind != ItemKind::Store).then(|| self.process());
            let is_declared = self
                .items
                .get(&(owner, written.name.clone()))
                .is_some_and(|item| self.model.items[*item].kind == kind);
            if !is_declared && self.item_names.contains(&(owner, written.name.clone())) {
                return Err(written.piece.error(TextFormRefusal::UsedBefore(written.name)));
            }
            self.item(&written, kind);
        }
        Ok(())
    }

    /// Reads a list into accesses with this evidence; stores and variables keep the evidence they have by nature.
    pub(super) fn accesses(
        &mut self,
        piece: LineSlice<'_>,
        evidence: Evidence,
    ) -> Result<Vec<Access>, Refusal> {
        list(piece)?.iter().map(|written| Ok(self.access(written, evidence))).collect()
    }

    fn access(&mut self, written: &ItemSpec<'_>, evidence: Evidence) -> Access {
        let kind = match evidence {
            Evidence::IoSpecification => ItemKind::Parameter,
            Evidence::Form => ItemKind::Variable,
            _ => ItemKind::Object,
        };
        let item = self.item(written, kind);
        let evidence = match (self.model.items[item].kind, evidence) {
            (ItemKind::Variable, Evidence::DataObject) => Evidence::Form,
            _ => evidence,
        };
        Access {
            item,
            state: written.state.clone(),
            evidence,
            optional: written.optional,
            element: None,
            span: written.piece.span(),
        }
    }

    /// Finds the item of this name (a store, else one of the current process) or makes it.
    fn item(&mut self, written: &ItemSpec<'_>, kind: ItemKind) -> ItemId {
        let process = (kind != ItemKind::Store).then(|| self.process());
        let known = [None, process].iter().find_map(|owner| self.items.get(&(*owner, written.name.clone())));
        let item = known.copied().unwrap_or_else(|| {
            let item = self.model.items.push(Item {
                id: self.item_ids.make(&slug(&written.name, "item")),
                name: written.name.clone(),
                kind,
                data_type: None,
                fields: Vec::new(),
                collection: false,
                process,
                scope: None,
                span: written.piece.span(),
            });
            self.items.insert((process, written.name.clone()), item);
            self.item_names.extend([(process, written.name.clone()), (None, written.name.clone())]);
            item
        });
        let row = &mut self.model.items[item];
        row.collection |= written.collection;
        for field in &written.fields {
            if self.fields.insert((item, field.name.clone())) {
                row.fields.push(field.clone());
            }
        }
        item
    }
}
