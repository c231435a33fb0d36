//! The ways in which each item is written: by whom, how often, and what the glossary says of it.

use std::collections::hash_map::Entry;

use handoff_model as model;
use rustc_hash::FxHashMap;

use crate::{
    access::PlacedClause,
    alike,
    identity::ItemSpellings,
    unit::{GlossaryStatus, ItemId, Spelling, StepId},
    unit_builder::UnitBuilder,
};

/// Lists the spellings of the named items of a unit, sorted by item, those of one item in the order of the steps that have
/// them; what contracts write stands at the step for which it holds.
pub(crate) fn spellings(draft: &UnitBuilder<'_>, clauses: &[&[PlacedClause<'_>]]) -> Vec<Spelling> {
    let mut written = SpellingWriter { draft, rows: Vec::new(), places: FxHashMap::default() };
    for part in &draft.parts {
        let names = ItemSpellings::of(part.model.items.rows());
        let mut see = |step: model::StepId, access: &model::Access| {
            let (item, row) =
                (crate::item::mapped(&part.items, access.item), part.model.items.get(access.item));
            if let (Some(item), Some(row)) = (item, row) {
                written.add(item, names.split(row).0, part.step(step));
            }
        };
        for (step, row) in part.model.steps.iter() {
            row.reads.iter().chain(&row.writes).for_each(|access| see(step, access));
        }
        for flow in part.model.flows.rows() {
            flow.reads.iter().for_each(|access| see(flow.source, access));
        }
    }
    for placed in clauses.iter().copied().flatten() {
        if let Some(item) = draft.items.find(&placed.clause.item, draft.shared.lexicon) {
            written.add(item, placed.clause.item.trim(), placed.step);
        }
    }
    let mut rows = written.rows;
    rows.sort_by_key(|row| row.item);
    suggest(&mut rows, &draft.shared.lexicon.term_names());
    for row in &mut rows {
        row.steps.sort_unstable();
        row.steps.truncate(Spelling::STEPS);
    }
    rows
}

/// Suggests for each unlisted name a term that is written nearly like it.
fn suggest(rows: &mut [Spelling], terms: &[&str]) {
    let is_unlisted = |row: &&mut Spelling| row.glossary == GlossaryStatus::Unlisted;
    let mut unlisted: Vec<&mut Spelling> = rows.iter_mut().filter(is_unlisted).collect();
    let names = unlisted.iter().map(|row| row.written.as_str()).chain(terms.iter().copied());
    let alike = alike::alike(&names.collect::<Vec<_>>());
    let own = unlisted.len();
    for (row, alike) in unlisted.iter_mut().zip(alike) {
        let term = alike.into_iter().find_map(|other| terms.get(other.checked_sub(own)?));
        row.term = term.map(|term| (*term).to_owned());
    }
}

struct SpellingWriter<'a> {
    draft: &'a UnitBuilder<'a>,
    rows: Vec<Spelling>,
    /// Where the row of a spelling stands.
    places: FxHashMap<(ItemId, String), usize>,
}

impl SpellingWriter<'_> {
    fn add(&mut self, item: ItemId, written: &str, step: StepId) {
        if !self.draft.items.has_name(item) {
            return;
        }
        let place = match self.places.entry((item, written.to_owned())) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let (glossary, term) = self.draft.shared.lexicon.glossary(written);
                let term = term.map(str::to_owned);
                let written = written.to_owned();
                self.rows.push(Spelling { item, written, count: 0, glossary, term, steps: Vec::new() });
                *new.insert(self.rows.len() - 1)
            }
        };
        let row = &mut self.rows[place];
        row.count += 1;
        if row.steps.last() != Some(&step) && row.steps.len() < SEEN && !row.steps.contains(&step) {
            row.steps.push(step);
        }
    }
}

/// The most steps of a spelling that are compared while it is read.
const SEEN: usize = 2 * Spelling::STEPS;

#[cfg(test)]
mod tests {
    use crate::{
        contract::{Clause, Contract, Origin, Settings, Subject, Term},
        lexicon::tests::settings,
        testing::{contract, ids, unit_with},
        unit::Spelling,
    };

    fn check(glossary: Vec<Term>, contracts: Vec<Contract>, text: &str, expected: &[&str]) {
        let unit = unit_with(text, &Settings { glossary, contracts, ..settings() });
        let line = |row: &Spelling| {
            let (item, term) = (&unit.items[row.item.0 as usize].name, row.term.as_deref().unwrap_or("-"));
            let Spelling { written, count, glossary, steps, .. } = row;
            format!("{item}: {written} {count} {glossary:?} {term} at {}", ids(&unit, steps))
        };
        let found: Vec<String> = unit.spellings.iter().map(line).collect();
        assert_eq!(found, expected);
    }

    const TEXT: &str = "pool P\n start S\n task Take | gives Bill, Order [new]\n task Check | needs order, Invoice\n S -> Take -> Check";

    fn term() -> Term {
        let synonyms = vec!["Bill".to_owned()];
        Term { name: "Invoice".to_owned(), synonyms, steward: None, origin: Origin::default() }
    }

    #[test]
    fn each_way_of_writing_is_counted_with_its_steps() {
        check(
            Vec::new(),
            Vec::new(),
            TEXT,
            &[
                "Bill: Bill 1 None - at take",
                "Order: Order 1 None - at take",
                "Order: order 1 None - at check",
                "Invoice: Invoice 1 None - at check",
            ],
        );
    }

    #[test]
    fn the_glossary_knows_terms_and_synonyms() {
        check(
            vec![term()],
            Vec::new(),
            &TEXT.replace("order,", "Invoyice,"),
            &[
                "Invoice: Bill 1 Synonym Invoice at take",
                "Invoice: Invoice 1 Term Invoice at check",
                "Order: Order 1 Unlisted - at take",
                "Invoyice: Invoyice 1 Unlisted - at check",
            ],
        );
    }

    #[test]
    fn contracts_write_names_too() {
        let clause = Clause { item: "ORDER".to_owned(), ..Clause::default() };
        let wanted = contract(Subject::Step("Check".to_owned()), vec![clause], Vec::new());
        let found = [
            "Order: Order 1 None - at take",
            "Order: order 1 None - at check",
            "Order: ORDER 1 None - at check",
        ];
        let text = TEXT.replace(", Invoice", "").replace("Bill, ", "");
        check(Vec::new(), vec![wanted], &text, &found);
    }
}
