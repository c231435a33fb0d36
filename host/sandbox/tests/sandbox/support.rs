//! What the tests share: one engine and one small unit.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

pub(crate) use handoff_hostile::{build, folder};
use handoff_landscape::contract::Side;
use handoff_landscape::flow::{Edge, EdgeKind, Gate, Graph, Node, NodeKind};
use handoff_landscape::unit::{
    Department, DepartmentId, Item, Landscape, Process, ProcessId, Step, StepId, Unit,
};
use handoff_model::{Language, Span, StepKind};
use handoff_sandbox::{CallResult, Host, Plugin};

/// The engine that all tests share.
pub(crate) static HOST: LazyLock<Host> = LazyLock::new(|| Host::new().unwrap());

/// Three steps in a row, owned by one department, and one item.
pub(crate) fn landscape() -> Arc<Landscape> {
    let names = [("start", StepKind::Start), ("Pack goods", StepKind::Task), ("end", StepKind::End)];
    let steps = (1..).zip(names).map(|(line, (name, kind))| Step {
        id: name.replace(' ', "-"),
        name: name.to_owned(),
        kind,
        owner: Some(DepartmentId(0)),
        process: ProcessId(0),
        scope: None,
        reachable: true,
        loose: false,
        multiple: false,
        unordered: false,
        span: Span { line, column: 1 },
    });
    let kinds = [NodeKind::Start, NodeKind::Step, NodeKind::End { terminate: false }];
    let node = |kind| Node {
        kind,
        scope: None,
        process: ProcessId(0),
        join: Gate::Exclusive,
        split: Gate::Exclusive,
    };
    let edge = |source, target| Edge { source, target, kind: EdgeKind::Sequence };
    let graph = Graph {
        nodes: kinds.into_iter().map(node).collect(),
        edges: vec![edge(StepId(0), StepId(1)), edge(StepId(1), StepId(2))],
        makes: vec![Vec::new(); 3],
        may_make: vec![Vec::new(); 3],
        ends: vec![Vec::new(); 3],
        given: vec![Vec::new()],
        ..Graph::default()
    };
    let process = Process { id: "p".into(), name: "Delivery".into(), ..Process::default() };
    let unit = Unit {
        name: "delivery.bpmn".into(),
        files: vec!["delivery.bpmn".into()],
        processes: vec![process],
        departments: vec![Department {
            name: "Shipping".into(),
            side: Side::Internal,
            certain: true,
            system: false,
            several: false,
            agreement: false,
        }],
        steps: steps.collect(),
        items: vec![Item { name: "Order".into(), states: vec!["approved".into()], ..Item::default() }],
        graph,
        ..Unit::default()
    };
    Arc::new(Landscape { units: vec![unit.into()], ..Landscape::default() })
}

/// Runs all rules of a plugin over the small unit.
pub(crate) fn run(plugin: &Plugin) -> CallResult {
    let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
    HOST.check(plugin, &selection, &landscape(), 0)
}
