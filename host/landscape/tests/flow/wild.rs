//! Graphs that no export should give, and some that none can: every question about them has an answer.

use handoff_landscape::flow::{
    Edge, EdgeKind, FactAvailability, FactId, Gate, Graph, Node, NodeId, NodeKind, ProcessId, Solution,
    every_path_passes, heads, makers, path, reach, verdict, witness,
};
use handoff_model::Id;

use crate::generate::Random;

/// A number that mostly is below `limit`.
fn about(random: &mut Random, limit: u32) -> u32 {
    match random.below(60) {
        0 => u32::MAX,
        1 => limit,
        _ => random.below(u64::from(limit.max(1))) as u32,
    }
}

fn kind(random: &mut Random, count: u32) -> NodeKind {
    let yes = random.below(2) == 0;
    match random.below(12) {
        0 | 1 => NodeKind::Start,
        2 => NodeKind::End { terminate: yes },
        3 => NodeKind::Scope { surely: yes, unordered: random.below(3) == 0 },
        4 => NodeKind::EventScope { interrupting: yes },
        5 => NodeKind::Boundary { host: NodeId(about(random, count)), interrupting: yes },
        6 => NodeKind::Detached,
        _ => NodeKind::Step,
    }
}

fn gate(random: &mut Random) -> Gate {
    [Gate::Exclusive, Gate::Exclusive, Gate::Parallel, Gate::Inclusive][random.below(4) as usize]
}

/// Makes a graph out of anything; `sane` ones keep what [`Graph`] asks for.
fn wild(random: &mut Random, sane: bool) -> Graph {
    let count = 1 + random.below(14) as u32;
    let facts = 1 + random.below(70) as u32;
    let processes = 1 + random.below(3) as u32;
    let mut graph = Graph { facts, given: vec![Vec::new(); processes as usize], ..Graph::default() };
    for id in 0..count {
        let outer = (random.below(3) == 0)
            .then(|| if sane { random.below(u64::from(id) + 1) as u32 } else { about(random, count) });
        let scope = outer.filter(|outer| !sane || *outer < id).map(NodeId);
        let process = match scope.and_then(|scope| graph.nodes.get(scope.index())) {
            Some(outer) if sane => outer.process,
            _ => {
                let any =
                    if sane { random.below(u64::from(processes)) as u32 } else { about(random, processes) };
                ProcessId(any)
            }
        };
        let kind = kind(random, count);
        graph.nodes.push(Node { kind, scope, process, join: gate(random), split: gate(random) });
    }
    for table in [&mut graph.makes, &mut graph.may_make, &mut graph.ends] {
        let rows = if sane { count } else { about(random, count + 1).min(30) };
        for _ in 0..rows {
            let fact = if sane { random.below(u64::from(facts)) as u32 } else { about(random, facts) };
            table.push(if random.below(3) == 0 { vec![FactId(fact)] } else { Vec::new() });
        }
    }
    for _ in 0..random.below(2 * u64::from(count) + 4) {
        let (source, target) = (about(random, count), about(random, count));
        let pair = (FactId(about(random, facts)), FactId(about(random, facts)));
        let kind = match random.below(12) {
            0 => EdgeKind::Message { facts: vec![pair], brings: vec![FactId(about(random, facts))] },
            1 => EdgeKind::Call { facts: (random.below(2) == 0).then(|| vec![pair]) },
            2 => EdgeKind::Return { process: ProcessId(about(random, processes)), facts: None },
            3 => EdgeKind::Throw { only: random.below(2) == 0 },
            4 => EdgeKind::Signal,
            _ => EdgeKind::Sequence,
        };
        graph.edges.push(Edge { source: NodeId(source), target: NodeId(target), kind });
    }
    for list in [&mut graph.waits, &mut graph.begun, &mut graph.uncaught] {
        list.extend((0..random.below(3)).map(|_| NodeId(about(random, count))));
    }
    graph.loose = heads(&graph);
    graph.loose.extend((random.below(9) == 0).then(|| NodeId(about(random, count))));
    graph
}

fn ask_everything(graph: &Graph) {
    let solution = Solution::of(graph);
    let count = graph.nodes.len() as u32;
    let touch: Vec<bool> = (0..count).map(|node| node % 4 == 1).collect();
    for node in (0..count).chain([count, u32::MAX]).map(NodeId) {
        for fact in [0, 1, graph.facts, u32::MAX].map(FactId) {
            let found = verdict(graph, &solution, node, fact);
            let shown = witness(graph, &solution, node, fact);
            assert!(
                shown.is_empty() || !matches!(found, FactAvailability::Always | FactAvailability::Unknown)
            );
            let _ = makers(graph, &solution, node, fact);
            let _ = (solution.must_out(graph, node, fact), solution.may_out(graph, node, fact));
            let trail = reach(graph, &solution, node, Some(fact), &touch);
            assert!(trail.path.len() <= 2 * graph.nodes.len());
        }
        let _ = reach(graph, &solution, node, None, &touch[..touch.len() / 2]);
        let other = NodeId((node.0 / 2 + 3) % (count + 1));
        let _ = (solution.concurrent(graph, node, other), solution.follows(graph, node, other));
        assert_eq!(
            path(graph, &solution, node, other, &[NodeId(0)]).is_none(),
            every_path_passes(graph, &solution, node, other, &[NodeId(0)])
        );
    }
}

#[test]
fn nothing_panics() {
    for seed in 0..6000 {
        let random = &mut Random::new(seed);
        let sane = random.below(4) != 0;
        ask_everything(&wild(random, sane));
    }
    ask_everything(&Graph::default());
}
