//! Small flows in one line each.
//!
//! Steps are separated by blanks. `a>b` is a sequence flow. `a+x` makes fact x, `a-x` ends it, `a?x` may make it.
//! A name that begins with `s` is a start, with `e` an end, with `t` a terminate end; with `P`, `O` a parallel or
//! inclusive gateway; all others are exclusive.

use handoff_model::Id;

use super::*;

/// A graph read from the short form, with the names of its nodes.
pub(super) fn read(text: &str) -> (Graph, Vec<String>) {
    let mut graph = Graph::default();
    let mut names: Vec<String> = Vec::new();
    let mut number = |graph: &mut Graph, name: &str| -> NodeId {
        if let Some(found) = names.iter().position(|known| known == name) {
            return NodeId::new(found);
        }
        names.push(name.to_owned());
        let gate = match name.as_bytes()[0] {
            b'P' => Gate::Parallel,
            b'O' => Gate::Inclusive,
            _ => Gate::Exclusive,
        };
        let kind = match name.as_bytes()[0] {
            b's' => NodeKind::Start,
            b'e' => NodeKind::End { terminate: false },
            b't' => NodeKind::End { terminate: true },
            _ => NodeKind::Step,
        };
        graph.nodes.push(Node { kind, scope: None, process: ProcessId(0), join: gate, split: gate });
        graph.makes.push(Vec::new());
        graph.may_make.push(Vec::new());
        graph.ends.push(Vec::new());
        NodeId::new(names.len() - 1)
    };
    graph.given.push(Vec::new());
    for word in text.split_whitespace() {
        if let Some((left, right)) = word.split_once('>') {
            let (source, target) = (number(&mut graph, left), number(&mut graph, right));
            graph.edges.push(Edge { source, target, kind: EdgeKind::Sequence });
        } else if let Some(at) = word.find(['+', '-', '?']) {
            let node = number(&mut graph, &word[..at]).index();
            let fact = FactId(u32::from(word.as_bytes()[at + 1] - b'x'));
            graph.facts = graph.facts.max(fact.0 + 1);
            match word.as_bytes()[at] {
                b'+' => graph.makes[node].push(fact),
                b'-' => graph.ends[node].push(fact),
                _ => graph.may_make[node].push(fact),
            }
        }
    }
    (graph, names)
}

fn check(text: &str, need: &str, expected: FactAvailability, path: &str) {
    let (graph, names) = read(text);
    let solution = Solution::of(&graph);
    let node = names.iter().position(|name| name == need).map(NodeId::new).unwrap();
    let found = verdict(&graph, &solution, node, FactId(0));
    let witness: Vec<_> =
        witness(&graph, &solution, node, FactId(0)).iter().map(|node| names[node.index()].as_str()).collect();
    assert_eq!((found, witness.join(" ").as_str()), (expected, path), "{text}");
}

#[test]
fn a_row_makes_always_and_late() {
    check("s>a a>b b>e a+x", "b", FactAvailability::Always, "");
    check("s>a a>b b>e b+x", "a", FactAvailability::Late, "s a b");
    check("s>a a>b b>e c+x", "a", FactAvailability::Never, "s a");
}

#[test]
fn a_choice_makes_sometimes() {
    check("s>x1 x1>a x1>b a>x2 b>x2 x2>c c>e a+x", "c", FactAvailability::Sometimes, "s x1 b x2 c");
    check("s>x1 x1>a x1>b a>x2 b>x2 x2>c c>e a+x", "b", FactAvailability::Never, "s x1 b");
}

#[test]
fn a_branch_makes_racing_until_its_join() {
    check("s>P1 P1>a P1>b a>P2 b>P2 P2>c c>e a+x", "c", FactAvailability::Always, "");
    check("s>P1 P1>a P1>b a>P2 b>P2 P2>c c>e a+x", "b", FactAvailability::Racing, "s P1 b");
}

#[test]
fn a_state_ended_in_one_branch_is_ended_and_one_made_survives() {
    check("s>d d>P1 P1>a P1>b a>P2 b>P2 P2>c c>e d+x a-x", "c", FactAvailability::Never, "s d P1 a P2 c");
    check("s>d d>P1 P1>a P1>b a>P2 b>P2 P2>c c>e d+x a-x b+x", "c", FactAvailability::Always, "");
}

/// Follows the gap of `g` to nodes whose names begin with `t`.
fn check_reach(text: &str, met: ReachCertainty, path: &str, repaired_by: &str) {
    let (graph, names) = read(text);
    let solution = Solution::of(&graph);
    let touch: Vec<bool> = names.iter().map(|name| name.starts_with('t')).collect();
    let start = names.iter().position(|name| name == "g").map(NodeId::new).unwrap();
    let trail = reach(&graph, &solution, start, Some(FactId(0)), &touch);
    let name = |node: &NodeId| names[node.index()].as_str();
    let found: Vec<_> = trail.path.iter().map(name).collect();
    let repaired = trail.repaired_by.as_ref().map_or("", name);
    assert_eq!((trail.certainty, found.join(" ").as_str(), repaired), (met, path, repaired_by), "{text}");
}

#[test]
fn a_branch_beside_the_gap_repairs_nothing() {
    check_reach("s>P1 P1>a P1>g a>P2 g>P2 P2>t t>e a+x", ReachCertainty::Certain, "g P2 t", "");
    // The gap lies before the split: then the branch is on its way.
    check_reach("s>g g>P1 P1>a P1>b a>P2 b>P2 P2>t t>e a+x", ReachCertainty::None, "", "a");
}

#[test]
fn what_the_gap_makes_carries_the_fault() {
    check_reach("s>g g>t t>e g+x", ReachCertainty::Certain, "g t", "");
}

#[test]
fn one_branch_that_meets_the_gap_is_enough() {
    check_reach("s>g g>P1 P1>a P1>t a>P2 t>P2 P2>e", ReachCertainty::Certain, "g P1 t", "");
    check_reach("s>g g>x1 x1>a x1>t a>x2 t>x2 x2>e", ReachCertainty::Possible, "g x1 t", "");
    check_reach("s>g g>x1 x1>g x1>t t>e", ReachCertainty::Certain, "g x1 t", "");
}

#[test]
fn a_step_that_may_make_the_fact_leaves_it_open() {
    check_reach("s>g g>a a>t t>e a?x", ReachCertainty::Possible, "g a t", "");
    check_reach("s>g g>a a>t t>e a+x", ReachCertainty::None, "", "a");
}
