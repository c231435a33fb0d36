//! Branches of one case that meet by a signal.
//!
//! Whoever waits in one branch for what another branch of the same case throws goes on with what was made there until
//! then. Where the two cannot run at the same time, the signal comes from another case and brings nothing of this one.

use handoff_model::StepKind;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    access::Uses,
    draft::Draft,
    flow::{Edge, EdgeKind, Graph, Solution},
    link::End,
    unit::StepId,
};

/// The most facts that all signals inside processes carry; beyond it they bring nothing.
const MOST_CARRIED: usize = 1_000_000;

/// Adds what signals bring from one branch of a process to another.
pub(crate) fn meetings(draft: &mut Draft<'_>, uses: &Uses, graph: &mut Graph) {
    let mut thrown: FxHashMap<StepId, Vec<StepId>> = FxHashMap::default();
    let process = |draft: &Draft<'_>, step: StepId| draft.unit.steps[step as usize].process;
    for passage in draft.passages.iter().filter(|passage| passage.signal) {
        let (End::Step(source), End::Step(target)) = (passage.source, passage.target) else { continue };
        let (Some(source), Some(target)) = (draft.step(source), draft.step(target)) else { continue };
        let waits = matches!(draft.row(target).kind, StepKind::Catch | StepKind::ReceiveTask);
        if waits && process(draft, source) == process(draft, target) {
            thrown.entry(target).or_default().push(source);
        }
    }
    if thrown.is_empty() {
        return;
    }
    let bare = bare(graph);
    let solution = Solution::of(&bare);
    let beside = |catch: &StepId, throws: &mut Vec<StepId>| {
        throws.iter().all(|throw| solution.concurrent(&bare, *throw, *catch) == Some(true))
    };
    thrown.retain(beside);
    let mut made: FxHashMap<u32, FxHashSet<u32>> = FxHashMap::default();
    for one in &uses.provisions {
        let facts = [draft.items.item_fact(one.item, None), draft.items.item_fact(one.item, one.state)];
        made.entry(process(draft, one.step)).or_default().extend(facts);
    }
    let mut catches: Vec<(StepId, Vec<StepId>)> = thrown.into_iter().collect();
    catches.sort_unstable();
    let mut carried = 0;
    for (target, throws) in catches {
        let facts = made.get(&process(draft, target));
        let mut facts: Vec<(u32, u32)> = facts.into_iter().flatten().map(|fact| (*fact, *fact)).collect();
        facts.sort_unstable();
        carried += facts.len() * throws.len();
        if carried > MOST_CARRIED {
            return;
        }
        for source in throws {
            let kind = EdgeKind::Message { facts: facts.clone(), brings: Vec::new() };
            graph.edges.push(Edge { source, target, kind });
        }
    }
}

/// The flow alone, without anything that steps make.
fn bare(graph: &Graph) -> Graph {
    let none = vec![Vec::new(); graph.nodes.len()];
    Graph {
        nodes: graph.nodes.clone(),
        edges: graph.edges.clone(),
        facts: 0,
        makes: none.clone(),
        may_make: none.clone(),
        ends: none,
        given: vec![Vec::new(); graph.given.len()],
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{need, unit};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let unit = unit(text);
        let found: Vec<String> = unit.needs.iter().map(|row| need(&unit, row)).collect();
        assert_eq!(found, [expected]);
    }

    #[test]
    fn behind_a_signal_is_what_was_made_before_it() {
        check(
            "process P\n start S\n and F\n task Draw | gives Drawing\n throw signal Out | name Released\n catch signal In | name Released\n task Make | needs Drawing\n and J\n S -> F -> Draw -> Out -> J\n F -> In -> Make -> J",
            "make needs Drawing: always",
        );
        check(
            "process P\n start S\n and F\n task Draw | gives Drawing\n throw signal Out | name Released\n catch signal In | name Released\n task Make | needs Drawing\n and J\n S -> F -> Out -> Draw -> J\n F -> In -> Make -> J",
            "make needs Drawing: racing via s, f, in, make",
        );
    }

    #[test]
    fn a_signal_of_another_case_brings_nothing_of_this_one() {
        check(
            "process P\n start S\n catch signal In | name Released\n task Make | needs Drawing\n task Draw | gives Drawing\n throw signal Out | name Released\n S -> In -> Make -> Draw -> Out",
            "make needs Drawing: late via s, in, make, draw",
        );
    }
}
