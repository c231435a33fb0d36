//! Exports go through the analysis, those that are shipped and every real one: no panic, sound numbers, an account of what was found.

use std::{collections::BTreeMap, sync::Arc};

use handoff_corpus::{Sample, corpus, shipped};
use handoff_landscape::{
    Export, Landscape, Settings, Unit,
    contract::Vocabulary,
    unit::{Availability, DepartmentId, ItemId, Need, StateId, StepId},
};
use handoff_model::Id;

fn vocabulary() -> Vocabulary {
    let list = |words: &str| words.split_whitespace().map(|word| word.replace('_', " ")).collect();
    Vocabulary {
        customer: list(
            "customer client kunde kundin patient citizen applicant guest policy_holder cliente buyer",
        ),
        partner: list("supplier lieferant fournisseur proveedor vendor"),
        contact: list("inform notify call contact benachrichtigen informieren anrufen"),
        transfer: list("send submit forward senden versenden weiterleiten envoyer enviar"),
        negative: list("rejected abgelehnt denied cancelled failed"),
        placeholder: list("lane pool new_lane unnamed_lane"),
        ..Vocabulary::default()
    }
}

fn exports(samples: impl Iterator<Item = Sample>) -> Vec<Export> {
    let read = |Sample { path, bytes }| {
        let model = handoff_import::read(&bytes, &path).model?;
        Some(Export { path: Arc::from(path), model: model.into() })
    };
    samples.filter_map(read).collect()
}

/// Panics at the first number of a unit that points nowhere.
fn check(unit: &Unit) {
    let (steps, items, departments) = (unit.steps.len(), unit.items.len(), unit.departments.len());
    let step = |id: StepId| assert!(id.index() < steps, "{}: {id:?} of {steps}", unit.name);
    let item = |id: ItemId| assert!(id.index() < items, "{}: {id:?} of {items}", unit.name);
    let state = |id: ItemId, state: Option<StateId>| {
        assert!(
            state.is_none_or(|state| state.index() < unit.items[id.index()].states.len()),
            "{}",
            unit.name
        );
    };
    let department =
        |id: Option<DepartmentId>| assert!(id.is_none_or(|id| id.index() < departments), "{}", unit.name);
    assert_eq!(unit.graph.nodes.len(), steps);
    for handoff in &unit.handoffs {
        assert_ne!(handoff.giver, handoff.receiver, "{}", handoff.id);
        [handoff.giver, handoff.receiver].into_iter().for_each(department);
        handoff.last.into_iter().chain(handoff.first).for_each(step);
        handoff.carries.iter().for_each(|carried| {
            item(carried.item);
            state(carried.item, carried.state);
        });
    }
    let mut ids: Vec<&str> = unit.handoffs.iter().map(|handoff| handoff.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), unit.handoffs.len(), "{}: ids are unique", unit.name);
    for need in &unit.needs {
        step(need.step);
        item(need.item);
        state(need.item, need.state);
        need.providers.iter().copied().for_each(step);
        assert!(need.handoff.is_none_or(|id| id.index() < unit.handoffs.len()));
        witness(unit, &need.witness);
    }
    for provision in &unit.provisions {
        step(provision.step);
        item(provision.item);
        state(provision.item, provision.state);
        provision.used_by.iter().copied().for_each(step);
    }
    unit.touchpoints.iter().for_each(|touchpoint| step(touchpoint.step));
    for ending in &unit.endings {
        step(ending.step);
        witness(unit, &ending.witness);
    }
    unit.waits.iter().for_each(|wait| step(wait.step));
}

/// Every two neighbours on a witness are joined by a flow, or by the border of a scope.
fn witness(unit: &Unit, path: &[StepId]) {
    for pair in path.windows(2) {
        let joined = unit.graph.edges.iter().any(|edge| (edge.source, edge.target) == (pair[0], pair[1]));
        let (a, b) = (&unit.graph.nodes[pair[0].index()], &unit.graph.nodes[pair[1].index()]);
        let border = a.scope != b.scope
            || unit.steps[pair[1].index()].kind == handoff_model::StepKind::Boundary
            || unit.steps[pair[1].index()].kind == handoff_model::StepKind::EventSubProcess;
        assert!(
            joined || border,
            "{}: {} to {}",
            unit.name,
            unit.steps[pair[0].index()].id,
            unit.steps[pair[1].index()].id
        );
    }
}

#[test]
fn shipped_exports_are_analysed() {
    let samples = shipped().into_iter().map(|(sample, _)| sample);
    let landscape = landscape(exports(samples));
    landscape.units.iter().for_each(|unit| check(unit));
    assert!(landscape.units.iter().any(|unit| !unit.handoffs.is_empty() && !unit.needs.is_empty()));
}

fn landscape(exports: Vec<Export>) -> Landscape {
    Landscape::of(exports, &Settings { vocabulary: vocabulary(), ..Settings::default() })
}

#[test]
fn corpus_is_analysed() {
    let Some(corpus) = corpus() else { return };
    let exports = exports(corpus.exports());
    let count = exports.len();
    let start = std::time::Instant::now();
    let landscape = landscape(exports);
    let took = start.elapsed();
    let mut account: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |key: String| *account.entry(key).or_insert(0) += 1;
    for unit in &landscape.units {
        check(unit);
        unit.handoffs.iter().for_each(|handoff| {
            add(format!("handoff {:?}", handoff.kind));
            add(format!("handoff declared {}", handoff.declared));
        });
        unit.needs.iter().for_each(|need| {
            add(format!("need {:?}", need.availability));
        });
        unit.endings.iter().for_each(|ending| {
            add(format!(
                "ending started {} certain {} silent {}",
                ending.started_at.is_some(),
                ending.certain,
                ending.silent
            ));
        });
        unit.waits.iter().for_each(|wait| add(format!("wait limited {}", wait.limited)));
        unit.touchpoints.iter().for_each(|touch| add(format!("touchpoint certain {}", touch.certain)));
        if unit.processes.iter().any(|process| process.file != unit.processes[0].file) {
            add("unit of several files".to_owned());
        }
    }
    eprintln!("{count} exports, {} units in {took:?}", landscape.units.len());
    for (key, value) in &account {
        eprintln!("{value:6} {key}");
    }
    eprintln!("{:6} exports of C.5.0 race for their customer data", know_your_customer(&landscape));
}

/// In the interchange model C.5.0 one step reads what only a branch beside it makes, wherever the export kept the data.
fn know_your_customer(landscape: &Landscape) -> usize {
    let name = |unit: &Unit, need: &Need| {
        let state = need.state.map(|state| unit.items[need.item.index()].states[state.index()].as_str());
        let step = &unit.steps[need.step.index()].name;
        step.starts_with("Perform know your customer") && state == Some("for KYC analysis")
    };
    let units = landscape.units.iter().filter(|unit| unit.name.contains("C.5.0"));
    let needs = units.flat_map(|unit| unit.needs.iter().filter(move |need| name(unit, need)));
    let verdicts: Vec<Availability> = needs.map(|need| need.availability).collect();
    assert!(!verdicts.is_empty(), "no export of C.5.0 kept the data");
    assert!(verdicts.iter().all(|verdict| *verdict == Availability::Racing), "{verdicts:?}");
    verdicts.len()
}
