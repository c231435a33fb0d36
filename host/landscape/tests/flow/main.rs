//! The analysis against every execution of small random models: at least 20,000 are compared.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a model that fails stops the test, and the account is printed"
)]
#![expect(clippy::unused_self, clippy::items_after_statements, reason = "the game reads best in one piece")]

mod game;
mod generate;
mod wild;

mod witness;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use generate::{FACT, Menu, Random};
use handoff_landscape::flow::{
    Edge, EdgeKind, FactAvailability, Gate, Graph, Node, NodeId, NodeKind, ReachCertainty, Solution, reach,
    verdict,
};
use handoff_model::Id;

/// States after which a model is left out: some loops and ad hoc scopes have very many.
const STATES: usize = 120;

/// How well the analysis must know the truth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rigour {
    /// Every answer is the true one, but for the named [`leniency`].
    Exact,
    /// An answer may also be less sure than the truth, never wrong.
    Sound,
}

/// What the executions say about the need of a node.
fn expected(graph: &Graph, seen: &game::GameFacts, node: NodeId) -> FactAvailability {
    let makers = || {
        NodeId::all(graph.nodes.len()).filter(|maker| {
            graph.makes[maker.index()].contains(&FACT) || graph.may_make[maker.index()].contains(&FACT)
        })
    };
    let process = |node: NodeId| graph.nodes[node.index()].process;
    let ran = ran(seen);
    let own = || makers().filter(|maker| process(*maker) == process(node) && ran.contains(maker));
    if !seen.without.contains(&node) {
        FactAvailability::Always
    } else if seen.with.contains(&node) {
        FactAvailability::Sometimes
    } else if own().any(|maker| maker != node && seen.beside.contains(&(node, maker))) {
        FactAvailability::Racing
    } else if own().any(|maker| maker != node && seen.later.contains(&(node, maker))) {
        FactAvailability::Late
    } else if makers().any(|maker| process(maker) != process(node) && ran.contains(&maker)) {
        FactAvailability::Elsewhere
    } else {
        FactAvailability::Never
    }
}

/// Why the analysis may judge a need in another way than the truth, if it may.
///
/// All deliberate conservatism is here and in [`reach_leniency`]; anything else is a disagreement.
fn leniency(model: &Model<'_>, truth: FactAvailability, found: FactAvailability) -> Option<&'static str> {
    use FactAvailability::{Always, Elsewhere, Late, Never, Sometimes, Unknown};
    if truth == found {
        return Some(RIGHT);
    }
    let unsure = matches!(found, Sometimes | Unknown);
    let absent = |verdict| matches!(verdict, Late | Elsewhere | Never);
    if model.stuck || model.rigour == Rigour::Sound {
        let fits = unsure || absent(truth) && (absent(found) || found == FactAvailability::Racing);
        return fits.then_some("something can wait for ever, and is taken to go on");
    }
    if model.loose && found == Unknown {
        return Some("nothing awaits a branch: what runs beside it is not decided");
    }
    if model.calls && unsure {
        return Some("what one caller of a process brings, another may get back");
    }
    if model.messages && (unsure || absent(truth) && found == FactAvailability::Racing) {
        return Some("the order that messages impose on branches is not seen");
    }
    let gone = absent(truth) && (absent(found) || found == FactAvailability::Racing);
    if model.signals && (unsure || gone) {
        return Some("what the branches of a signal end counts as ended, and their order is not all seen");
    }
    if model.beside && (unsure || absent(truth) && absent(found)) {
        return Some("of what runs beside a throw nothing is sure");
    }
    if model.inclusive && unsure {
        return Some("an inclusive join counts on none of its branches");
    }
    if model.terminates && truth == Always && found == Sometimes {
        return Some("a terminate end is taken to stop the other branches anywhere");
    }
    None
}

/// Why the analysis may follow a gap in another way than the truth, if it may. It never loses a gap that can be met.
fn reach_leniency(model: &Model<'_>, truth: ReachCertainty, found: ReachCertainty) -> Option<&'static str> {
    if truth == found {
        return Some(RIGHT);
    }
    if found == ReachCertainty::None {
        let stopped = model.terminates && model.loose;
        return stopped.then_some("a terminate end may stop what would repair the gap beside it");
    }
    if model.stuck || model.rigour == Rigour::Sound {
        return Some("something can wait for ever, and is taken to go on");
    }
    if found == ReachCertainty::Possible && model.calls {
        return Some("all calls of a process are followed as one");
    }
    if model.messages {
        return Some("a message carries the gap, whatever its receiver has heard besides");
    }
    if found == ReachCertainty::Possible && model.events {
        return Some("an event may come before anything in its scope has run");
    }
    if model.inclusive {
        return Some("an inclusive join counts on none of its branches");
    }
    if model.beside {
        return Some("a throw beside the trail may come first");
    }
    if (truth, found) == (ReachCertainty::Possible, ReachCertainty::Certain) && model.terminates {
        return Some("a terminate end beside the trail may come first");
    }
    None
}

/// The reason for answers that need none.
const RIGHT: &str = "right";

/// A model with what its leniencies depend on.
struct Model<'a> {
    graph: &'a Graph,
    rigour: Rigour,
    /// Some execution comes to no end.
    stuck: bool,
    inclusive: bool,
    terminates: bool,
    /// Some branch is awaited by no join.
    loose: bool,
    /// Some event may interrupt a scope.
    events: bool,
    calls: bool,
    messages: bool,
    signals: bool,
    /// Something may run beside a throw.
    beside: bool,
}

impl<'a> Model<'a> {
    fn new(graph: &'a Graph, seen: &game::GameFacts, rigour: Rigour) -> Self {
        let any = |wanted: &dyn Fn(&Node) -> bool| graph.nodes.iter().any(wanted);
        let carries = |wanted: fn(&EdgeKind) -> bool| graph.edges.iter().any(|edge| wanted(&edge.kind));
        let throws = carries(|kind| matches!(kind, EdgeKind::Throw { .. })) || !graph.uncaught.is_empty();
        Self {
            graph,
            rigour,
            // A scope that something thrown always stops is taken to be left, too.
            stuck: seen.stuck || throws && ran(seen).len() < graph.nodes.len(),
            inclusive: any(&|node| node.join == Gate::Inclusive),
            terminates: any(&|node| node.kind == NodeKind::End { terminate: true }),
            calls: carries(|kind| matches!(kind, EdgeKind::Call { .. })),
            beside: throws && (any(&witness::runs_beside) || starts_several(graph)),
            signals: carries(|kind| matches!(kind, EdgeKind::Signal)),
            messages: carries(|kind| matches!(kind, EdgeKind::Message { .. })),
            events: any(&|node| matches!(node.kind, NodeKind::Boundary { .. } | NodeKind::EventScope { .. })),
            loose: any(&|node| matches!(node.kind, NodeKind::Boundary { interrupting: false, .. })),
        }
    }
}

/// Tells whether some scope has several starts.
fn starts_several(graph: &Graph) -> bool {
    let scopes: Vec<_> = graph
        .nodes
        .iter()
        .filter(|node| node.kind == NodeKind::Start)
        .filter_map(|node| node.scope)
        .collect();
    scopes.iter().collect::<BTreeSet<_>>().len() < scopes.len()
}

/// What became of one model.
enum ComparisonResult {
    /// It has too many states to be played.
    Skipped,
    /// All answers are right, or differ for these reasons.
    Compared(BTreeMap<&'static str, u64>),
    /// An answer is wrong.
    Wrong(String),
}

/// Compares one model; describes the first disagreement.
fn compare(graph: &Graph, rigour: Rigour) -> ComparisonResult {
    let Some(seen) = game::play(graph, STATES) else { return ComparisonResult::Skipped };
    let model = Model::new(graph, &seen, rigour);
    let mut reasons = BTreeMap::new();
    match needs(&model, &seen, &mut reasons).and_then(|()| gaps(&model, &seen, &mut reasons)) {
        Ok(()) => ComparisonResult::Compared(reasons),
        Err(why) => ComparisonResult::Wrong(format!("{why}\n{}", show(graph))),
    }
}

/// The nodes that run in some execution.
fn ran(seen: &game::GameFacts) -> BTreeSet<NodeId> {
    seen.with.union(&seen.without).copied().collect()
}

type Reasons = BTreeMap<&'static str, u64>;

/// Compares the verdict on every need, and its witness.
fn needs(model: &Model<'_>, seen: &game::GameFacts, reasons: &mut Reasons) -> Result<(), String> {
    let solution = Solution::of(model.graph);
    for node in ran(seen) {
        let (truth, found) = (expected(model.graph, seen, node), verdict(model.graph, &solution, node, FACT));
        let reason = leniency(model, truth, found)
            .ok_or_else(|| format!("at {node:?}: played {truth:?}, computed {found:?}"))?;
        *reasons.entry(reason).or_default() += 1;
        witness::check(model.graph, &solution, node)
            .map_err(|why| format!("at {node:?}: {found:?}, {why}"))?;
    }
    Ok(())
}

/// Compares how far the gaps of some nodes travel; every fifth node is touched.
fn gaps(model: &Model<'_>, seen: &game::GameFacts, reasons: &mut Reasons) -> Result<(), String> {
    // This game does not follow the fact itself, so it cannot tell whether a sender knows it.
    let tells = |edge: &Edge| match &edge.kind {
        EdgeKind::Message { facts, .. } => !facts.is_empty(),
        EdgeKind::Signal => true,
        _ => false,
    };
    if model.graph.edges.iter().any(tells) {
        return Ok(());
    }
    let solution = Solution::of(model.graph);
    let touch: Vec<bool> = (0..model.graph.nodes.len()).map(|node| node % 5 == 3).collect();
    for start in ran(seen).into_iter().filter(|node| node.0 % 3 == 0 && !touch[node.index()]) {
        let Some(fate) = game::follow(model.graph, start, &touch, STATES) else { continue };
        let truth = match (fate.met, fate.avoided) {
            (true, false) => ReachCertainty::Certain,
            (true, true) => ReachCertainty::Possible,
            (false, _) => ReachCertainty::None,
        };
        let found = reach(model.graph, &solution, start, Some(FACT), &touch);
        let reason = reach_leniency(model, truth, found.certainty)
            .ok_or_else(|| format!("reach from {start:?}: played {truth:?}, computed {found:?}"))?;
        *reasons.entry(reason).or_default() += 1;
    }
    Ok(())
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
        let _ = write!(text, "{}", node.scope.map(|scope| format!(" in n{}", scope.0)).unwrap_or_default());
        for (word, lists) in [("makes", &graph.makes), ("may make", &graph.may_make), ("ends", &graph.ends)] {
            if !lists[id].is_empty() {
                let _ = write!(text, " {word}");
            }
        }
        for edge in graph.edges.iter().filter(|edge| edge.source == NodeId(id as u32)) {
            let word = match &edge.kind {
                EdgeKind::Message { brings, .. } if !brings.is_empty() => "brings it to",
                EdgeKind::Message { facts, .. } if !facts.is_empty() => "passes it to",
                EdgeKind::Sequence => "->",
                EdgeKind::Throw { only: true } => "throws only to",
                EdgeKind::Throw { .. } => "throws to",
                EdgeKind::Signal => "signals",
                EdgeKind::Call { .. } => "calls",
                EdgeKind::Return { .. } => "returns to",
                EdgeKind::Message { .. } => "tells",
            };
            let _ = write!(text, " {word} n{}", edge.target.0);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "  given: {:?}, uncaught: {:?}", graph.given, graph.uncaught);
    text
}

/// Leaves out what a failing model does not need to fail.
fn shrink(mut graph: Graph, rigour: Rigour) -> (Graph, String) {
    let wrong = |graph: &Graph| match compare(graph, rigour) {
        ComparisonResult::Wrong(why) => Some(why),
        _ => None,
    };
    let mut message = wrong(&graph).expect("the model fails");
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
        let found = candidates.into_iter().find_map(|smaller| wrong(&smaller).map(|why| (smaller, why)));
        match found {
            Some((smaller, why)) => (graph, message) = (smaller, why),
            None => return (graph, message),
        }
    }
}

/// Checks that many models, prints what became of them, and reports the smallest that fails.
fn check(name: &str, (count, least): (u64, u64), rigour: Rigour, make: impl Fn(&mut Random, u64) -> Graph) {
    let scale = std::env::var("FLOW_MODELS").ok().and_then(|text| text.parse::<u64>().ok()).unwrap_or(1);
    let (mut compared, mut failed, mut reasons) = (0, Vec::new(), Reasons::new());
    for seed in 0..count * scale {
        let graph = make(&mut Random::new(seed), seed);
        match compare(&graph, rigour) {
            ComparisonResult::Skipped => {}
            ComparisonResult::Compared(found) => {
                compared += 1;
                for (reason, count) in found {
                    *reasons.entry(reason).or_default() += count;
                }
            }
            ComparisonResult::Wrong(_) => failed.push(graph),
        }
    }
    let account: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    println!("{name}: {compared} of {} models compared; answers: {}", count * scale, account.join("; "));
    if let Some(smallest) = failed.iter().min_by_key(|graph| (graph.nodes.len(), graph.edges.len())) {
        let (_, why) = shrink(smallest.clone(), rigour);
        panic!("{name}: {} models disagree; the smallest {why}", failed.len());
    }
    assert!(compared >= least * scale, "{name}: only {compared} models were small enough to play");
}

const PLAIN: Menu = Menu {
    states: false,
    scopes: false,
    boundaries: false,
    handlers: false,
    early_ends: false,
    terminates: false,
    calls: false,
    starts: false,
    messages: false,
    throws: false,
    signals: false,
};

fn budget(seed: u64) -> i32 {
    3 + (seed % 9) as i32
}

#[test]
fn gateways_and_loops() {
    check("gateways", (4000, 3600), Rigour::Exact, |random, seed| {
        generate::blocks(random, PLAIN, budget(seed))
    });
}

#[test]
fn states() {
    let menu = Menu { states: true, early_ends: true, ..PLAIN };
    check("states", (4000, 3500), Rigour::Exact, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn scopes() {
    let menu = Menu { states: true, scopes: true, early_ends: true, ..PLAIN };
    check("scopes", (2500, 2000), Rigour::Exact, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn boundary_events() {
    let menu = Menu { states: true, scopes: true, boundaries: true, ..PLAIN };
    check("boundaries", (2500, 1800), Rigour::Exact, |random, seed| {
        generate::blocks(random, menu, budget(seed))
    });
}

#[test]
fn event_sub_processes() {
    let menu = Menu { states: true, scopes: true, handlers: true, ..PLAIN };
    check("handlers", (2000, 1650), Rigour::Exact, |random, seed| {
        generate::blocks(random, menu, budget(seed))
    });
}

#[test]
fn calls() {
    let menu = Menu { scopes: true, calls: true, ..PLAIN };
    check("calls", (1500, 980), Rigour::Exact, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn several_starts() {
    let menu = Menu { states: true, starts: true, ..PLAIN };
    check("starts", (1500, 1300), Rigour::Exact, |random, seed| generate::blocks(random, menu, budget(seed)));
}

#[test]
fn messages() {
    let menu = Menu { messages: true, ..PLAIN };
    check("messages", (3000, 2000), Rigour::Exact, |random, seed| {
        generate::blocks(random, menu, budget(seed % 5))
    });
}

#[test]
fn throws() {
    let menu = Menu { states: true, scopes: true, boundaries: true, throws: true, early_ends: true, ..PLAIN };
    check("throws", (3000, 1500), Rigour::Exact, |random, seed| generate::blocks(random, menu, budget(seed)));
    let menu = Menu { handlers: true, ..menu };
    check("throws to handlers", (3000, 1200), Rigour::Exact, |random, seed| {
        generate::blocks(random, menu, budget(seed))
    });
}

#[test]
fn signals() {
    let menu = Menu { states: true, signals: true, ..PLAIN };
    check("signals", (3000, 1500), Rigour::Exact, |random, seed| {
        generate::blocks(random, menu, budget(seed))
    });
}

#[test]
fn terminate_ends() {
    let menu = Menu { states: true, scopes: true, early_ends: true, terminates: true, ..PLAIN };
    check("terminates", (1500, 1200), Rigour::Exact, |random, seed| {
        generate::blocks(random, menu, budget(seed))
    });
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
        starts: true,
        throws: true,
        ..PLAIN
    };
    check("everything", (1500, 530), Rigour::Exact, |random, seed| {
        generate::blocks(random, menu, budget(seed))
    });
}

#[test]
fn tangles() {
    let menu = Menu { states: true, ..PLAIN };
    check("tangles", (4000, 3700), Rigour::Sound, |random, _| generate::tangle(random, menu));
}
