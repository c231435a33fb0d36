//! Exports go through the analysis, those that are shipped and every real one: no panic, sound numbers, an account of what was found.

use std::{collections::BTreeMap, sync::Arc};

use handoff_corpus::{Sample, corpus, shipped};
use handoff_landscape::{
    Export, Landscape, Settings, Unit,
    contract::Vocabulary,
    unit::{
        Availability, DepartmentId, Exchange, ExchangeKind, HintText, ItemId, Need, Partner, StateId, StepId,
    },
};
use handoff_model::{Id, StepKind};

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
        hints: BTreeMap::from([
            ("paper".to_owned(), list("paper papier brief fax post")),
            ("personal".to_owned(), list("name address adresse birthday iban")),
        ]),
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
    lists(unit);
}

/// Every list is in its order, each number leads somewhere, and what is made when asked for stays in its bounds.
fn lists(unit: &Unit) {
    let name = &unit.name;
    let (hints, legs) = (unit.hints(), unit.legs());
    assert_eq!(unit.sound(), Ok(()), "{name}");
    assert!(unit.departments.is_sorted_by_key(|row| (&row.name, row.side)), "{name}: departments");
    assert!(unit.attributes.is_sorted_by_key(|row| row.step), "{name}: attributes");
    assert!(unit.events.is_sorted_by_key(|row| row.step), "{name}: events");
    assert!(unit.spellings.is_sorted_by_key(|row| row.item), "{name}: spellings");
    assert!(unit.exchanges.is_sorted_by_key(|row| !is_sent(row)), "{name}: exchanges");
    unit.exchanges.iter().for_each(|row| exchange(unit, row));
    for hint in hints {
        let text = text(unit, hint.text).chars().count() as u64;
        assert!(hint.start < hint.end && u64::from(hint.end) <= text, "{name}: {hint:?}");
    }
    let elements = unit.steps.len() + unit.graph.edges.len();
    let on_the_way: usize = legs.iter().map(|leg| leg.path.len()).sum();
    assert!(on_the_way <= 64 * elements.max(64) * 8, "{name}: {on_the_way} steps of legs for {elements}");
    for leg in legs {
        assert_eq!(leg.path.first(), Some(&leg.first), "{name}");
        assert!(leg.last.is_none() || leg.path.last() == leg.last.as_ref(), "{name}");
    }
    for item in &unit.items {
        assert!(item.alike.len() <= 16 && item.types.len() <= 8, "{name}: {}", item.name);
    }
    for clause in &unit.clauses {
        let mut fields: Vec<&str> = clause.form.fields.iter().map(|field| field.name.as_str()).collect();
        let count = fields.len();
        fields.sort_unstable();
        fields.dedup();
        assert_eq!(fields.len(), count, "{name}: a field is said once");
    }
}

fn is_sent(row: &Exchange) -> bool {
    matches!(row.kind, ExchangeKind::Message | ExchangeKind::Signal)
}

/// What is thrown has both sides where it is met; what catches it is an event for that.
fn exchange(unit: &Unit, row: &Exchange) {
    if is_sent(row) {
        return;
    }
    let sides = [row.thrower, row.catcher];
    assert!(sides.iter().any(Option::is_some), "{}: {row:?}", unit.name);
    let is_met = row.partner == Partner::Met;
    assert_eq!(sides.iter().all(Option::is_some), is_met, "{}: {row:?}", unit.name);
    let kind = |step: Option<StepId>| step.map(|step| unit.steps[step.index()].kind);
    assert!(matches!(kind(row.thrower), None | Some(StepKind::End | StepKind::Throw)), "{row:?}");
    assert!(matches!(kind(row.catcher), None | Some(StepKind::Boundary | StepKind::Start)), "{row:?}");
    assert_eq!(row.thrower.and_then(|step| unit.steps[step.index()].owner), row.giver, "{row:?}");
    assert_eq!(row.catcher.and_then(|step| unit.steps[step.index()].owner), row.receiver, "{row:?}");
}

/// Returns a text that hints are looked for in.
fn text(unit: &Unit, of: HintText) -> &str {
    let text = match of {
        HintText::Label(step) => Some(&unit.steps[step.index()].name),
        HintText::Documentation(step) => unit.documentation.get(&step),
        HintText::Flow(flow) => Some(&unit.flows[flow as usize].name),
        HintText::Condition(flow) => unit.flows[flow as usize].condition.as_ref(),
        HintText::Item(item) => Some(&unit.items[item.index()].name),
        HintText::Exchange(exchange) => Some(&unit.exchanges[exchange as usize].name),
        HintText::KeptIn(clause) => unit.clauses[clause as usize].form.kept_in.as_ref(),
        HintText::Field(clause, field) => {
            Some(&unit.clauses[clause as usize].form.fields[field as usize].name)
        }
    };
    text.map_or("", String::as_str)
}

/// Every two neighbours on a witness are joined by a flow, or by the border of a scope.
fn witness(unit: &Unit, path: &[StepId]) {
    for pair in path.windows(2) {
        let joined = unit.graph.edges.iter().any(|edge| (edge.source, edge.target) == (pair[0], pair[1]));
        let (a, b) = (&unit.graph.nodes[pair[0].index()], &unit.graph.nodes[pair[1].index()]);
        let border = a.scope != b.scope
            || unit.steps[pair[1].index()].kind == StepKind::Boundary
            || unit.steps[pair[1].index()].kind == StepKind::EventSubProcess;
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
        unit.exchanges.iter().for_each(|row| add(format!("exchange {:?} {:?}", row.kind, row.partner)));
        unit.hints().iter().for_each(|hint| {
            let text = format!("{:?}", hint.text);
            add(format!("hint in {}", text.split('(').next().unwrap_or_default()));
        });
        unit.steps.iter().filter(|step| step.unordered).for_each(|_| add("step unordered".to_owned()));
        unit.departments.iter().filter(|row| row.several).for_each(|_| add("department several".to_owned()));
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
