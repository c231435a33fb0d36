//! Contract entries meet the landscape by name: where each clause holds, and which entries match nothing.

use std::sync::Arc;

use handoff_model::Id;
use rustc_hash::FxHashSet;

use crate::{
    access::PlacedClause,
    contract::{Clause, Contract, Origin, Pattern, Settings, Subject},
    department::PartyTable,
    handoff::PendingHandoff,
    indexed_export::IndexedExport,
    lexicon::Lexicon,
    name::{Glob, key},
    unit::{DepartmentId, ItemId, ProcessId, StaleEntry, StepId, Unit},
    unit_builder::UnitBuilder,
    work_paths::WorkPaths,
};

/// Where the clauses of all contracts hold in one unit.
#[derive(Default)]
pub(crate) struct PlacedClauses<'a> {
    pub(crate) requires: Vec<PlacedClause<'a>>,
    pub(crate) provides: Vec<PlacedClause<'a>>,
}

/// Finds the steps at which each clause holds.
pub(crate) fn matched<'a>(
    draft: &UnitBuilder<'a>,
    ways: &WorkPaths<'_, 'a>,
    borders: &[PendingHandoff],
) -> PlacedClauses<'a> {
    let mut matched = PlacedClauses::default();
    let contracts: &'a [Contract] = &draft.shared.settings.contracts;
    for contract in contracts {
        for clause in &contract.requires {
            let steps = places(draft, ways, borders, &contract.subject, clause, true);
            matched.requires.extend(steps.into_iter().map(|step| PlacedClause { step, clause }));
        }
        for clause in &contract.provides {
            let steps = places(draft, ways, borders, &contract.subject, clause, false);
            matched.provides.extend(steps.into_iter().map(|step| PlacedClause { step, clause }));
        }
    }
    matched
}

fn places(
    draft: &UnitBuilder<'_>,
    ways: &WorkPaths<'_, '_>,
    borders: &[PendingHandoff],
    subject: &Subject,
    clause: &Clause,
    requires: bool,
) -> Vec<StepId> {
    let lexicon = draft.shared.lexicon;
    match subject {
        Subject::Step(name) => steps_named(draft, name).collect(),
        Subject::Process(name) => {
            let steps = processes_named(&draft.unit, name).flat_map(|id| {
                let inside = draft.steps_of(id);
                if requires { ways.begins(inside) } else { ways.lasts(inside) }
            });
            steps.collect()
        }
        Subject::Department(name) => {
            let ids = departments(&draft.unit, name, lexicon);
            let partners = clause.party.as_deref().map(|party| departments(&draft.unit, party, lexicon));
            ids.into_iter()
                .flat_map(|id| at_borders(draft, ways, borders, id, partners.as_deref(), requires))
                .collect()
        }
    }
}

/// The steps of a department where work enters it (or leaves it): from the departments the clause names, if work ever
/// comes from there; else wherever it does; else where its own work begins (or ends).
fn at_borders(
    draft: &UnitBuilder<'_>,
    ways: &WorkPaths<'_, '_>,
    borders: &[PendingHandoff],
    id: DepartmentId,
    partners: Option<&[DepartmentId]>,
    requires: bool,
) -> Vec<StepId> {
    let ends = borders.iter().map(|border| {
        let handoff = &border.handoff;
        if requires {
            (handoff.receiver, handoff.first, handoff.giver)
        } else {
            (handoff.giver, handoff.last, handoff.receiver)
        }
    });
    let all: Vec<(StepId, Option<DepartmentId>)> = ends
        .filter(|(own, ..)| *own == Some(id))
        .filter_map(|(_, step, other)| Some((step?, other)))
        .collect();
    let named = |other: &Option<DepartmentId>| {
        other.is_some_and(|other| partners.is_some_and(|list| list.contains(&other)))
    };
    let wanted = all.iter().any(|(_, other)| named(other));
    let mut steps: Vec<StepId> =
        all.iter().filter(|(_, other)| !wanted || named(other)).map(|(step, _)| *step).collect();
    if steps.is_empty() {
        let own: Vec<StepId> = draft.steps().filter(|step| draft.owner(*step) == Some(id)).collect();
        steps = if requires { ways.begins(&own) } else { ways.lasts(&own) };
    }
    steps.sort_unstable();
    steps.dedup();
    steps
}

/// The departments of a unit that a name means.
pub(crate) fn departments(unit: &Unit, name: &str, lexicon: &Lexicon) -> Vec<DepartmentId> {
    let wanted = lexicon.department(name).map_or_else(|| key(name), |named| key(&named.name));
    let rows = DepartmentId::number(&unit.departments);
    rows.filter(|(_, department)| key(&department.name) == wanted).map(|(id, _)| id).collect()
}

/// Lists the steps that a contract means by a name.
pub(crate) fn steps_named<'u>(
    draft: &'u UnitBuilder<'_>,
    name: &'u str,
) -> impl Iterator<Item = StepId> + 'u {
    let found = NamePattern::new(name);
    draft.steps().filter(move |step| found.is(&draft.unit.steps[step.index()]))
}

/// Lists the processes that a contract means by a name.
pub(crate) fn processes_named<'u>(unit: &'u Unit, name: &'u str) -> impl Iterator<Item = ProcessId> + 'u {
    let wanted = NamePattern::new(name);
    let rows = ProcessId::number(&unit.processes);
    rows.filter(move |(_, process)| process.id == name || wanted.matches(&process.name)).map(|(id, _)| id)
}

/// A name that means steps or processes, by label or id.
struct NamePattern<'a> {
    text: &'a str,
    glob: Glob,
}

impl<'a> NamePattern<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, glob: Glob::new(&Pattern { text: text.to_owned(), origin: Origin::default() }) }
    }

    fn matches(&self, name: &str) -> bool {
        let key = key(name);
        !key.is_empty() && self.glob.matches(&key)
    }

    fn is(&self, step: &crate::unit::Step) -> bool {
        step.id == self.text || self.matches(&step.name)
    }
}

/// Names that entries of one kind may match, each with its key; listed only where an entry has to be looked for.
struct NameSource<'a>(Box<dyn Fn() -> NameIter<'a> + 'a>);

type NameIter<'a> = Box<dyn Iterator<Item = (&'a str, &'a str)> + 'a>;

impl<'a> NameSource<'a> {
    fn new<I: Iterator<Item = (&'a str, &'a str)> + 'a>(names: impl Fn() -> I + 'a) -> Self {
        Self(Box::new(move || Box::new(names())))
    }

    fn contains(&self, key: &str) -> bool {
        self.0().any(|(known, _)| known == key)
    }

    fn matches(&self, glob: &Glob) -> bool {
        self.0().any(|(known, _)| glob.matches(known))
    }

    /// The nearest name, where one is near enough to be a slip of the pen or a part of the whole.
    fn nearest(&self, entry: &str) -> Option<String> {
        let wanted = key(entry);
        let near = |name: &str| {
            let part =
                wanted.len() > 3 && name.len() > 3 && (name.contains(&wanted) || wanted.contains(name));
            strsim::jaro_winkler(&wanted, name) + if part { 0.2 } else { 0.0 }
        };
        let mut met = FxHashSet::default();
        let names = self.0().filter(|(_, name)| met.insert(*name));
        let scored = names.map(|(key, name)| (near(key), name)).filter(|(score, _)| *score > 0.85);
        // The first of the best, so that the answer does not depend on equal scores.
        let scored: Vec<(f64, &str)> = scored.collect();
        scored.into_iter().rev().max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, name)| name.to_owned())
    }
}

/// Lists the entries of the settings that match nothing in the landscape.
pub(crate) fn stale(
    units: &[Arc<Unit>],
    settings: &Settings,
    lexicon: &Lexicon,
    parties: &PartyTable,
    readings: &[Arc<IndexedExport>],
) -> Vec<StaleEntry> {
    let (steps, processes) = (NameSource::new(|| steps(readings)), NameSource::new(|| processes(readings)));
    let departments = NameSource::new(|| parties.keys().zip(parties.names()));
    let stores = units.iter().flat_map(|unit| &unit.items).filter(|item| item.store);
    let stores: Vec<String> = stores.map(|item| key(&item.name)).collect();
    let is_store = |glob: &Glob| stores.iter().any(|key| glob.matches(key));
    let items = if settings.given.is_empty() { Vec::new() } else { needed(units) };
    let item_keys: Vec<String> = items.iter().map(|name| key(name)).collect();
    let needed = NameSource::new(|| item_keys.iter().map(String::as_str).zip(items.iter().copied()));
    let mut found = Vec::new();
    let mut report = |kind: &str, entry: &str, suggestion, origin: &Origin| {
        let (kind, entry, origin) = (kind.to_owned(), entry.to_owned(), origin.clone());
        found.push(StaleEntry { kind, entry, suggestion, origin });
    };
    let glob = |text: &str| Glob::new(&Pattern { text: text.to_owned(), origin: Origin::default() });
    let canonical = |name: &str| lexicon.department(name).map_or_else(|| key(name), |named| key(&named.name));
    for contract in &settings.contracts {
        let (kind, name, known, matches) = match &contract.subject {
            Subject::Department(name) => {
                ("contract department", name, &departments, departments.contains(&canonical(name)))
            }
            Subject::Step(name) => ("contract step", name, &steps, steps.matches(&glob(name))),
            Subject::Process(name) => ("contract process", name, &processes, processes.matches(&glob(name))),
        };
        if !matches {
            report(kind, name, known.nearest(name), &contract.origin);
        }
        let sides = [("requires from", &contract.requires), ("provides to", &contract.provides)];
        for (kind, clause) in
            sides.iter().flat_map(|(kind, clauses)| clauses.iter().map(move |clause| (*kind, clause)))
        {
            let Some(party) = &clause.party else { continue };
            let given = settings
                .given
                .iter()
                .any(|given| given.from.as_deref().is_some_and(|from| key(from) == key(party)));
            if !given && !departments.contains(&canonical(party)) && !is_store(&glob(party)) {
                report(kind, party, departments.nearest(party), &clause.origin);
            }
        }
    }
    let matched: FxHashSet<usize> =
        readings.iter().flat_map(|reading| &reading.owners.matched).copied().collect();
    let aliases = settings.departments.iter().flat_map(|entry| &entry.aliases).map(|alias| ("alias", alias));
    let customers = settings.customers.iter().map(|pattern| ("customer", pattern));
    let partners = settings.partners.iter().map(|pattern| ("partner", pattern));
    for (number, (kind, pattern)) in aliases.chain(customers).chain(partners).enumerate() {
        // An alias is only another name; customers and partners may be called by the name that one stands for.
        let named = || kind != "alias" && departments.matches(&Glob::new(pattern));
        if !matched.contains(&number) && !named() {
            report(kind, &pattern.text, departments.nearest(&pattern.text), &pattern.origin);
        }
    }
    let touched = settings.touchpoints.iter().map(|entry| &entry.step);
    for step in touched.filter(|step| !steps.matches(&Glob::new(step))) {
        report("touchpoint", &step.text, steps.nearest(&step.text), &step.origin);
    }
    for term in &settings.glossary {
        let unknown = |name: &&String| !departments.contains(&canonical(name));
        if let Some(steward) = term.steward.as_ref().filter(unknown) {
            report("term steward", steward, departments.nearest(steward), &term.origin);
        }
    }
    for given in &settings.given {
        if !needed.contains(&lexicon.item_key(&given.item)) {
            report("source", &given.item, needed.nearest(&given.item), &given.origin);
        }
        if let Some(process) = given.process.as_ref().filter(|process| !processes.matches(&glob(process))) {
            report("source process", process, processes.nearest(process), &given.origin);
        }
    }
    found
}

/// Lists the labels and ids of steps, each with its key.
fn steps(readings: &[Arc<IndexedExport>]) -> impl Iterator<Item = (&str, &str)> {
    readings.iter().flat_map(|reading| {
        let keys = reading.keys.steps.iter().zip(reading.keys.step_ids(&reading.model));
        let both = keys.zip(reading.model.steps.rows());
        both.flat_map(|((label, id), step)| [(label.as_str(), step.name.as_str()), (id, &step.id)])
    })
}

/// Lists the titles and ids of processes, each with its key.
fn processes(readings: &[Arc<IndexedExport>]) -> impl Iterator<Item = (&str, &str)> {
    readings.iter().flat_map(|reading| {
        let titles = reading.keys.process_titles.iter().zip(&reading.keys.titles);
        let ids = reading.keys.process_ids.iter().zip(reading.model.processes.rows());
        let both = titles.zip(ids);
        both.flat_map(|((key, title), (id, process))| [(key.as_str(), title.as_str()), (id, &process.id)])
    })
}

/// Names the items that anybody in the landscape needs, each once.
fn needed(units: &[Arc<Unit>]) -> Vec<&str> {
    let mut met = FxHashSet::default();
    let mut names = Vec::new();
    for unit in units {
        let mut items: Vec<ItemId> = unit.needs.iter().map(|need| need.item).collect();
        items.sort_unstable();
        items.dedup();
        let all = items.iter().map(|item| unit.items[item.index()].name.as_str());
        names.extend(all.filter(|name| met.insert(*name)));
    }
    names
}

#[cfg(test)]
mod tests {
    use handoff_model::Id;

    use crate::{
        contract::{Clause, Contract, GivenItem, Origin, Pattern, Settings, Subject, Term},
        lexicon::tests::settings,
        testing::{contract, ids, landscape, need, unit_with},
    };

    fn clause(item: &str, party: Option<&str>) -> Clause {
        Clause { item: item.to_owned(), party: party.map(str::to_owned), ..Clause::default() }
    }

    fn check(contracts: Vec<Contract>, text: &str, expected: &[&str]) {
        let unit = unit_with(text, &Settings { contracts, ..settings() });
        let mut found: Vec<String> = unit.needs.iter().map(|row| need(&unit, row)).collect();
        found.extend(
            unit.provisions.iter().map(|row| {
                format!("{} gives {}", ids(&unit, &[row.step]), unit.items[row.item.index()].name)
            }),
        );
        assert_eq!(found, expected);
    }

    fn shipping(party: Option<&str>) -> Vec<Contract> {
        vec![contract(Subject::Department("shipping".to_owned()), vec![clause("Address", party)], Vec::new())]
    }

    const HOUSE: &str = "pool P\n lane Sales\n start S\n xor G\n task Ask | gives Address\n lane Shipping\n task Pack\n task Ship\nS -> G -> Ask -> Pack -> Ship\nG -> Pack";

    #[test]
    fn a_departments_needs_hold_where_work_enters() {
        check(shipping(None), HOUSE, &["pack needs Address: sometimes via s, g, pack", "ask gives Address"]);
    }

    #[test]
    fn from_whom_limits_which_entries_count() {
        let text = "pool P\n lane Sales\n start S\n xor G\n task Ask | gives Address\n lane Billing\n task Bill\n lane Shipping\n task Pack\n task Stop\nS -> G -> Ask -> Pack\nG -> Bill -> Stop";
        check(shipping(Some("Sales")), text, &["pack needs Address: always", "ask gives Address"]);
        check(
            shipping(Some("Nobody")),
            text,
            &[
                "pack needs Address: always",
                "stop needs Address: never via s, g, bill, stop",
                "ask gives Address",
            ],
        );
    }

    #[test]
    fn a_department_that_nobody_hands_to_needs_at_its_beginning() {
        check(shipping(None), "pool Shipping\n start S\n task A\n S -> A", &["s needs Address: never"]);
    }

    #[test]
    fn what_a_message_brings_is_there_at_the_event_that_gets_it() {
        check(
            shipping(None),
            "pool Sales\npool Shipping\n start message Go\n task A\n Go -> A\nSales ~Address~> Go",
            &["go needs Address: always"],
        );
        check(
            shipping(None),
            "pool Sales\npool Shipping\n start message Go\n task A\n Go -> A\nSales ~> Go",
            &["go needs Address: unknown (the message from “Sales” to “Go” does not say what it brings)"],
        );
    }

    #[test]
    fn a_promise_of_the_neighbour_is_kept() {
        let promise = contract(
            Subject::Department("Sales".to_owned()),
            Vec::new(),
            vec![clause("Address", Some("Shipping"))],
        );
        let mut contracts = shipping(None);
        contracts.push(promise);
        check(
            contracts,
            "pool P\n lane Sales\n start S\n task Sell\n lane Shipping\n task Pack\nS -> Sell -> Pack",
            &["pack needs Address: always", "sell gives Address"],
        );
    }

    #[test]
    fn steps_and_processes_state_needs_too() {
        let step = contract(Subject::Step("Ship*".to_owned()), vec![clause("Address", None)], Vec::new());
        check(
            vec![step],
            HOUSE,
            &["ship needs Address: sometimes via s, g, pack, ship", "ask gives Address"],
        );
        let process = contract(
            Subject::Process("Packing".to_owned()),
            vec![clause("Order", None)],
            vec![clause("Parcel", None)],
        );
        check(
            vec![process],
            "process Packing\n start S\n task A\n end E\n S -> A -> E",
            &["s needs Order: never", "a gives Parcel"],
        );
    }

    #[test]
    fn entries_that_match_nothing() {
        let pattern = |text: &str| Pattern { text: text.to_owned(), origin: Origin::default() };
        let given = |item: &str| GivenItem {
            item: item.to_owned(),
            from: None,
            process: None,
            origin: Origin::default(),
        };
        let term = |steward: &str| Term {
            name: format!("{steward} list"),
            synonyms: Vec::new(),
            steward: Some(steward.to_owned()),
            origin: Origin::default(),
        };
        let settings = Settings {
            contracts: vec![
                contract(Subject::Department("Shiping".to_owned()), Vec::new(), Vec::new()),
                contract(
                    Subject::Step("Pack".to_owned()),
                    vec![clause("Unheard of", Some("Sale"))],
                    Vec::new(),
                ),
                contract(Subject::Process("Nothing".to_owned()), Vec::new(), Vec::new()),
            ],
            customers: vec![pattern("Buyer*"), pattern("Sal*")],
            given: vec![given("Adress"), given("unheard-of")],
            glossary: vec![term("Sales"), term("Sails")],
            ..settings()
        };
        let text = format!("{HOUSE}\n");
        let landscape = landscape(&[("case.handoff", &text)], &settings);
        let stale = &landscape.units.last().expect("a unit for the configuration").stale_entries;
        let line = |row: &crate::unit::StaleEntry| {
            format!("{} {}: {}", row.kind, row.entry, row.suggestion.as_deref().unwrap_or("-"))
        };
        let found: Vec<String> = stale.iter().map(line).collect();
        assert_eq!(
            found,
            [
                "contract department Shiping: Shipping",
                "contract process Nothing: -",
                "customer Buyer*: -",
                "term steward Sails: Sales",
                "source Adress: -"
            ]
        );
    }
}
