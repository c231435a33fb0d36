//! The analysis against every execution of small random models.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a model that fails stops the test"
)]
#![expect(clippy::unused_self, clippy::items_after_statements, reason = "the game reads best in one piece")]

mod game;
mod generate;

use std::fmt::Write as _;

use generate::{Menu, Random};
use handoff_landscape::flow::{EdgeKind, Gate, Graph, NodeId, NodeKind, Solution, Verdict, verdict};

/// States after which a model is left out: some loops and ad hoc scopes have very many.
const STATES: usize = 120;

/// How well the analysis must know the truth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rigour {
    /// Every verdict is the true one.
    Exact,
    /// So is every verdict but `Unknown`.
    Decided,
    /// A verdict may also be less sure than the truth, never wrong.
    Sound,
}

/// What the executions say about the need of a node.
fn expected(graph: &Graph, seen: &game::Seen, node: NodeId) -> Verdict {
    let makers = || {
        (0..graph.nodes.len() as u32).filter(|maker| {
            graph.makes[*maker as usize].contains(&0) || graph.may_make[*maker as usize].contains(&0)
        })
    };
    let process = |node: NodeId| graph.nodes[node as usize].process;
    let ran = |node: &NodeId| seen.with.contains(node) || seen.without.contains(node);
    let own = || makers().filter(|maker| process(*maker) == process(node) && ran(maker));
    if !seen.without.contains(&node) {
        Verdict::Always
    } else if seen.with.contains(&node) {
        Verdict::Sometimes
    } else if own().any(|maker| maker != node && seen.beside.contains(&(node, maker))) {
        Verdict::Racing
    } else if own().any(|maker| maker != node && seen.later.contains(&(node, maker))) {
        Verdict::Late
    } else if makers().any(|maker| process(maker) != process(node)) {
        Verdict::Elsewhere
    } else {
        Verdict::Never
    }
}

/// Compares one model; describes the first disagreement.
fn compare(graph: &Graph, rigour: Rigour) -> Result<bool, String> {
    let Some(seen) = game::play(graph, STATES) else { return Ok(false) };
    let solution = Solution::of(graph);
    for node in 0..graph.nodes.len() as u32 {
        if !seen.with.contains(&node) && !seen.without.contains(&node) {
            continue;
        }
        let (expected, found) = (expected(graph, &seen, node), verdict(graph, &solution, node, 0));
        let sure = |verdict| matches!(verdict, Verdict::Always | Verdict::Sometimes);
        let tolerated = if game::is_join(graph, node) && !sure(expected) && !sure(found) {
            // The game does not see a join run beside anything: its tokens only wait.
            true
        } else if rigour == Rigour::Exact {
            false
        } else if rigour == Rigour::Decided {
            // An inclusive join of branches that may end early or split off others counts on none of them; and where
            // a branch ends early beside a parallel join, what lies behind that join is downstream all the same.
            let inclusive = graph.nodes.iter().any(|node| node.join == Gate::Inclusive);
            found == Verdict::Unknown
                || inclusive && found == Verdict::Sometimes
                || (expected, found) == (Verdict::Never, Verdict::Late)
        } else {
            // On models without structure the analysis may be less sure, never wrong.
            match found {
                Verdict::Sometimes | Verdict::Unknown => true,
                // The maker downstream may lie behind a join that waits for ever.
                Verdict::Late => matches!(expected, Verdict::Never | Verdict::Elsewhere),
                Verdict::Elsewhere | Verdict::Never => {
                    matches!(expected, Verdict::Never | Verdict::Elsewhere)
                }
                Verdict::Always | Verdict::Racing => false,
            }
        };
        if expected != found && !tolerated {
            return Err(format!("at n{node}: played {expected:?}, computed {found:?}\n{}", show(graph)));
        }
    }
    Ok(true)
}

/// Writes a graph, one node a line.
fn show(graph: &Graph) -> String {
    let mut text = String::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let gate = |gate| match gate {
            Gate::Exclusive => "",
            Gate::Parallel => "+",
            Gate::Inclusive => "o",
        };
        let kind = if node.kind == NodeKind::Step { String::new() } else { format!(" {:?}", node.kind) };
        let _ = write!(text, "  n{id}{kind} {}/{}", gate(node.join), gate(node.split));
        let _ = write!(text, "{}", node.scope.map(|scope| format!(" in n{scope}")).unwrap_or_default());
        for (word, lists) in [("makes", &graph.makes), ("may make", &graph.may_make), ("ends", &graph.ends)] {
            if !lists[id].is_empty() {
                let _ = write!(text, " {word}");
            }
        }
        for edge in graph.edges.iter().filter(|edge| edge.source == id as u32) {
            let word = match edge.kind {
                EdgeKind::Sequence => "->",
                EdgeKind::Call { .. } => "calls",
                EdgeKind::Return { .. } => "returns to",
                EdgeKind::Message { .. } => "tells",
            };
            let _ = write!(text, " {word} n{}", edge.target);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "  given: {:?}", graph.given);
    text
}

/// Leaves out what a failing model does not need to fail.
fn shrink(mut graph: Graph, rigour: Rigour) -> (Graph, String) {
    let mut message = compare(&graph, rigour).expect_err("the model fails");
    loop {
        let mut candidates = Vec::new();
        for at in 0..graph.edges.len() {
            let mut smaller = graph.clone();
            smaller.edges.remove(at);
            if rigour == Rigour::Sound && matches!(graph.edges[at].kind, EdgeKind::Sequence) {
                candidates.push(smaller);
            }
        }
        for at in 0..graph.nodes.len() {
            for table in 0..3 {
                let mut smaller = graph.clone();
                let lists = [&mut smaller.makes, &mut smaller.may_make, &mut smaller.ends];
                if !std::mem::take(&mut lists.into_iter().nth(table).unwrap()[at]).is_empty() {
                    candidates.push(smaller);
                }
            }
        }
        let found = candidates
            .into_iter()
            .find_map(|smaller| compare(&smaller, rigour).err().map(|why| (smaller, why)));
        match found {
            Some((smaller, why)) => (graph, message) = (smaller, why),
            None => return (graph, message),
        }
    }
}

/// Checks that many models and reports the smallest that fails.
fn check(name: &str, count: u64, rigour: Rigour, make: impl Fn(&mut Random, u64) -> Graph) {
    let scale = std::env::var("FLOW_MODELS").ok().and_then(|text| text.parse::<u64>().ok()).unwrap_or(1);
    let (mut played, mut failed) = (0, Vec::new());
    for seed in 0..count * scale {
        let graph = make(&mut Random::new(seed), seed);
        match compare(&graph, rigour) {
            Ok(all) => played += u64::from(all),
            Err(_) => failed.push(graph),
        }
        if failed.len() >= 20 {
            break;
        }
    }
    if let Some(smallest) = failed.iter().min_by_key(|graph| (graph.nodes.len(), graph.edges.len())) {
        let (_, why) = shrink(smallest.clone(), rigour);
        panic!("{name}: {} of {count} models disagree; the smallest {why}", failed.len());
    }
    assert!(played * 10 > count * scale * 4, "{name}: only {played} models were small enough to play");
}

const PLAIN: Menu = Menu {
    states: false,
    scopes: false,
    boundaries: false,
    handlers: false,
    early_ends: false,
    terminates: false,
    calls: false,
};

fn budget(seed: u64) -> i32 {
    3 + (seed % 9) as i32
}

#[test]
fn gateways_and_loops() {
    check("gateways", 4000, Rigour::Exact, |random, seed| generate::blocks(random, PLAIN, budget(seed)));
}

#[test]
fn states() {
    let menu = Menu { states: true, early_ends: true, ..PLAIN };
    check("states", 4000, Rigour::Decided, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn scopes() {
    let menu = Menu { states: true, scopes: true, early_ends: true, ..PLAIN };
    check("scopes", 2500, Rigour::Decided, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn boundary_events() {
    let menu = Menu { states: true, scopes: true, boundaries: true, ..PLAIN };
    check("boundaries", 2500, Rigour::Decided, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn event_sub_processes() {
    let menu = Menu { states: true, scopes: true, handlers: true, ..PLAIN };
    check("handlers", 2000, Rigour::Decided, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn calls() {
    let menu = Menu { scopes: true, calls: true, ..PLAIN };
    check("calls", 1500, Rigour::Decided, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn terminate_ends() {
    let menu = Menu { states: true, scopes: true, early_ends: true, terminates: true, ..PLAIN };
    check("terminates", 1500, Rigour::Sound, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn everything_at_once() {
    let menu = Menu {
        states: true,
        scopes: true,
        boundaries: true,
        handlers: true,
        early_ends: true,
        terminates: true,
        calls: true,
    };
    check("everything", 1500, Rigour::Sound, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn tangles() {
    let menu = Menu { states: true, ..PLAIN };
    check("tangles", 4000, Rigour::Sound, |random, _| generate::tangle(random, menu));
}
