//! Measures what a plugin costs: loading it cold and warm, and a call over units of growing size, or of the sizes given.
//!
//! `cargo run --release -p handoff-sandbox --example measure -- plugins/dist/builtin.wasm 5 20 1000`

#![expect(clippy::print_stdout, reason = "a measurement is made to be read")]

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::hint::black_box;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use handoff_landscape::contract::Side;
use handoff_landscape::flow::{Edge, EdgeKind, Gate, Graph, Node, NodeKind};
use handoff_landscape::unit::{
    Availability, Department, DepartmentId, FileId, Handoff, HandoffId, HandoffKind, Item, ItemId, Landscape,
    Need, Process, ProcessId, Step, StepId, Unit,
};
use handoff_model::{Evidence, Language, Span, StepKind};
use handoff_sandbox::{Artefacts, Host};

/// Keeps entries in memory, so that the disk is not measured.
#[derive(Default)]
struct Memory(Mutex<HashMap<String, Vec<u8>>>);

impl Artefacts for Memory {
    fn secret(&self) -> Option<[u8; 32]> {
        Some([0; 32])
    }
    fn load(&self, key: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }
    fn store(&self, key: &str, entry: &[u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), entry.to_vec());
    }
}

/// The item that a step lacks.
fn need(number: u32) -> Need {
    Need {
        step: StepId(number),
        item: ItemId(0),
        state: None,
        optional: false,
        evidence: Evidence::DataObject,
        flow: None,
        unmapped: false,
        element: None,
        origin: None,
        availability: Availability::Never,
        any_state: Availability::Never,
        arrives_in: Vec::new(),
        missing_fields: Vec::new(),
        clause: None,
        expected: None,
        expected_from: None,
        witness: (number.saturating_sub(10)..=number).map(StepId).collect(),
        providers: Vec::new(),
        undeclared: None,
        source: None,
        handoff: Some(HandoffId(number - 1)),
    }
}

/// A chain of steps whose owner changes at each, every second of which lacks an item that nobody makes.
fn unit(handoffs: u32) -> Unit {
    let steps = 0..=handoffs;
    let span = Span { line: 1, column: 1 };
    let step = |number: u32| Step {
        id: format!("Activity_{number}"),
        name: format!("Do part {number}"),
        kind: if number == 0 { StepKind::Start } else { StepKind::UserTask },
        owner: Some(DepartmentId(number % 2)),
        process: ProcessId(0),
        scope: None,
        reachable: true,
        loose: false,
        multiple: false,
        unordered: false,
        span,
    };
    let handoff = |number: u32| Handoff {
        id: format!("handoff {number}"),
        element: Some(format!("Flow_{number}")),
        span,
        file: FileId(0),
        kind: HandoffKind::Sequence,
        giver: Some(DepartmentId(number % 2)),
        receiver: Some(DepartmentId((number + 1) % 2)),
        last: Some(StepId(number)),
        first: Some(StepId(number + 1)),
        carries: Vec::new(),
        declared: false,
        named: true,
        expected: false,
    };
    let node = |number: u32| Node {
        kind: if number == 0 { NodeKind::Start } else { NodeKind::Step },
        scope: None,
        process: ProcessId(0),
        join: Gate::Exclusive,
        split: Gate::Exclusive,
    };
    let edge =
        |source: u32| Edge { source: StepId(source), target: StepId(source + 1), kind: EdgeKind::Sequence };
    let nothing = || vec![Vec::new(); handoffs as usize + 1];
    Unit {
        processes: vec![Process {
            id: "p".into(),
            name: "P".into(),
            file: FileId(0),
            span,
            ..Process::default()
        }],
        departments: vec![department("Sales"), department("Shipping")],
        steps: steps.clone().map(step).collect(),
        items: vec![Item { name: "Delivery address".into(), ..Item::default() }],
        handoffs: (0..handoffs).map(handoff).collect(),
        needs: (1..=handoffs).filter(|number| number % 2 == 0).map(need).collect(),
        graph: Graph {
            nodes: steps.map(node).collect(),
            edges: (0..handoffs).map(edge).collect(),
            makes: nothing(),
            may_make: nothing(),
            ends: nothing(),
            given: vec![Vec::new()],
            ..Graph::default()
        },
        ..Unit::default()
    }
}

fn department(name: &str) -> Department {
    Department {
        name: name.into(),
        side: Side::Internal,
        certain: true,
        system: false,
        several: false,
        agreement: false,
    }
}

/// Makes another component of the same content: a custom section more, so that its digest differs.
fn renamed(bytes: &[u8], number: u8) -> Vec<u8> {
    [bytes, &[0, 3, 1, b'n', number]].concat()
}

/// Runs something again and again; returns the median time.
fn median<T>(times: usize, mut action: impl FnMut() -> T) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let start = Instant::now();
            black_box(action());
            start.elapsed()
        })
        .collect();
    taken.sort();
    taken.get(times / 2).copied().unwrap_or_default()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which plugin?")?;
    let sizes = arguments.map(|size| size.parse()).collect::<Result<Vec<u32>, _>>()?;
    let sizes = if sizes.is_empty() { vec![5, 20, 1000] } else { sizes };
    let bytes = std::fs::read(file)?;
    println!("start the host       {:?}", median(5, Host::new));
    let (host, kept) = (Host::new()?, Memory::default());
    let start = Instant::now();
    let plugin = host.load(&bytes, &kept)?;
    println!("load, compiling      {:?}", start.elapsed());
    println!("load, kept           {:?}", median(20, || host.load(&bytes, &kept)));
    let twenty: Vec<Vec<u8>> = (0..20).map(|number| renamed(&bytes, number)).collect();
    for copy in &twenty {
        host.load(copy, &kept)?;
    }
    let all = || {
        let host = Host::new()?;
        let loaded = twenty.iter().map(|copy| host.load(copy, &kept).map_err(Box::<dyn Error>::from));
        loaded.collect::<Result<Vec<_>, _>>()
    };
    println!("20 plugins, kept     {:?}, from the start of the host", median(50, all));
    let selection = plugin.description.select(Language::English, &BTreeMap::new())?;
    for handoffs in sizes {
        let unit = Unit { files: vec!["measure.bpmn".into()], ..unit(handoffs) };
        let landscape = Arc::new(Landscape { units: vec![unit.into()], ..Landscape::default() });
        let call = host.check(&plugin, &selection, &landscape, 0);
        let time = median(20, || host.check(&plugin, &selection, &landscape, 0));
        let usage = call.usage;
        println!(
            "{handoffs:4} handoffs, {:3} findings: {time:?}, fuel {}, queries {}, memory {} KiB, failure {:?}",
            call.findings.len(),
            usage.fuel.used,
            usage.queries.used,
            usage.memory.used >> 10,
            call.failure,
        );
    }
    Ok(())
}
