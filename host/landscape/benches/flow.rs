//! How long the analysis takes on models that are large in one direction.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use handoff_landscape::flow::{
    Edge, EdgeKind, FactId, Gate, Graph, Node, NodeId, NodeKind, ProcessId, Solution,
};

/// Facts of a large real model: every thirtieth step makes one of them, every seventieth ends one.
const FACTS: u32 = 256;

fn node(graph: &mut Graph, kind: NodeKind, scope: Option<NodeId>, gate: Gate) -> NodeId {
    let id = graph.nodes.len() as u32;
    graph.nodes.push(Node { kind, scope, process: ProcessId(0), join: gate, split: gate });
    graph.makes.push(if id % 30 == 7 { vec![FactId(id / 30 % FACTS)] } else { Vec::new() });
    graph.ends.push(if id % 70 == 11 { vec![FactId(id / 70 % FACTS)] } else { Vec::new() });
    graph.may_make.push(Vec::new());
    NodeId(id)
}

fn flow(graph: &mut Graph, source: NodeId, target: NodeId) {
    graph.edges.push(Edge { source, target, kind: EdgeKind::Sequence });
}

fn empty() -> Graph {
    Graph { facts: FACTS, given: vec![Vec::new()], ..Graph::default() }
}

fn row(steps: u32) -> Graph {
    let mut graph = empty();
    let mut last = node(&mut graph, NodeKind::Start, None, Gate::Exclusive);
    for _ in 0..steps {
        let next = node(&mut graph, NodeKind::Step, None, Gate::Exclusive);
        flow(&mut graph, last, next);
        last = next;
    }
    graph
}

fn nested(depth: u32) -> Graph {
    let mut graph = empty();
    let mut scope = None;
    for _ in 0..depth {
        let start = node(&mut graph, NodeKind::Start, scope, Gate::Exclusive);
        let inner =
            node(&mut graph, NodeKind::Scope { surely: true, unordered: false }, scope, Gate::Exclusive);
        let last = node(&mut graph, NodeKind::Step, scope, Gate::Exclusive);
        flow(&mut graph, start, inner);
        flow(&mut graph, inner, last);
        scope = Some(inner);
    }
    graph
}

fn branches(count: u32) -> Graph {
    let mut graph = empty();
    let start = node(&mut graph, NodeKind::Start, None, Gate::Exclusive);
    let split = node(&mut graph, NodeKind::Step, None, Gate::Parallel);
    let join = node(&mut graph, NodeKind::Step, None, Gate::Parallel);
    flow(&mut graph, start, split);
    for _ in 0..count {
        let step = node(&mut graph, NodeKind::Step, None, Gate::Exclusive);
        flow(&mut graph, split, step);
        flow(&mut graph, step, join);
    }
    graph
}

fn flows(criterion: &mut Criterion) {
    for (name, graph) in [
        ("20,000 in a row", row(20_000)),
        ("2,000 nested", nested(2_000)),
        ("1,000 branches", branches(1_000)),
    ] {
        criterion.bench_function(name, |bencher| bencher.iter(|| Solution::of(black_box(&graph))));
    }
}

criterion_group!(benches, flows);
criterion_main!(benches);
