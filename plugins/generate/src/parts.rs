//! The parts of the view that a rule may be unable to do without.

use crate::contract::{Contract, List};

/// A part of the view.
pub(crate) struct Part {
    /// Its name in the contract.
    pub(crate) name: String,
    /// What a unit has that holds it.
    pub(crate) docs: String,
    /// It is a list that must not be empty; else a question about some of them.
    pub(crate) is_list: bool,
}

/// A list that names who takes part: every unit has it, so that no rule asks for it and nothing grows with it.
const FRAME: &str = "departments";

/// Parts that are no lists: behind which list they come, their name, and what holds them.
const DERIVED: [(&str, &str, &str); 3] = [
    ("handoffs", "messages", "A handoff by message."),
    ("needs", "gaps", "A need that is not surely met."),
    ("touchpoints", "customer", "A department known as customer, or a touchpoint."),
];

/// Lists the parts, in the order of the lists.
pub(crate) fn parts(contract: &Contract) -> Vec<Part> {
    let mut parts = Vec::new();
    for list in contract.lists().filter(|list| list.function.name != FRAME) {
        let name = &list.function.name;
        let row = crate::text::words(list.row);
        let article = if row.starts_with(['a', 'e', 'i', 'o', 'u']) { "An" } else { "A" };
        parts.push(Part { name: name.clone(), docs: format!("{article} {row}."), is_list: true });
        let derived = DERIVED.iter().filter(|(behind, ..)| behind == name);
        parts.extend(derived.map(|(_, name, docs)| Part {
            name: (*name).to_owned(),
            docs: (*docs).to_owned(),
            is_list: false,
        }));
    }
    parts
}

/// Names the lists whose rows are the elements of a unit, by which the bounds of a call grow. What is made only when a rule asks
/// for it is none.
pub fn elements(contract: &Contract) -> Vec<String> {
    let is_there = |list: &List<'_>| !Contract::is_made_when_asked(list.function);
    let lists = contract.lists().filter(|list| list.function.name != FRAME && is_there(list));
    lists.map(|list| list.function.name.clone()).collect()
}
