//! How cases that a customer started can end, and whether he is told.

use handoff_model::{DefinitionKind, StepKind};
use rustc_hash::FxHashSet;

use crate::{
    contract::Side,
    draft::Draft,
    flow::{EdgeKind, Graph, NodeKind},
    link::End,
    outcome::Outcomes,
    paths::Paths,
    payload,
    unit::{Ending, StepId, Touchpoint},
};

/// Who began a case, as far as it shows.
#[derive(Clone, Copy, Debug)]
struct Beginning {
    start: StepId,
    certain: bool,
}

/// What the walk to an ending asks at every step.
pub(crate) struct Contacts {
    /// The customer is told something, or does something himself.
    pub(crate) tells: Vec<bool>,
    /// The customer gives something.
    pub(crate) hears: Vec<bool>,
}

/// Finds all endings of our own processes, in the order of steps.
pub(crate) fn endings(
    draft: &Draft<'_>,
    graph: &Graph,
    paths: &Paths,
    touchpoints: &[Touchpoint],
) -> Vec<Ending> {
    let (beginnings, direct) = beginnings(draft, graph, touchpoints);
    let contacts = contacts(draft, graph, paths, touchpoints, &direct);
    let told = touchpoints.iter().filter(|touchpoint| !touchpoint.inbound);
    let telling: FxHashSet<u32> =
        told.map(|touchpoint| draft.unit.steps[touchpoint.step as usize].process).collect();
    let mut endings = Vec::new();
    for process in 0..draft.unit.processes.len() as u32 {
        if draft.side(draft.unit.processes[process as usize].owner) != Side::Internal {
            continue;
        }
        let starts: Vec<StepId> = payload::starts(graph, process);
        let beside = beside(draft, graph, paths, &starts);
        let ends = |leaf: &StepId| !draft.row(*leaf).kind.is_scope() && !beside.contains(leaf);
        let leaves: Vec<StepId> = paths.leaves(graph, process).filter(ends).collect();
        let began = &beginnings[process as usize];
        if began.is_empty() {
            let plain = |step: StepId| Ending {
                step,
                started_at: None,
                certain: false,
                negative: negative(draft, paths, step, leaves.len()),
                silent: false,
                witness: Vec::new(),
            };
            endings.extend(leaves.iter().map(|leaf| plain(*leaf)));
            continue;
        }
        let outcomes = Outcomes::new(draft, graph, paths, process, &leaves);
        let undisturbed = undisturbed(draft, paths, &starts);
        let walks: Vec<_> =
            began.iter().map(|beginning| (*beginning, outcomes.walk(&contacts, beginning.start))).collect();
        for &step in &leaves {
            let negative = negative(draft, paths, step, leaves.len()) || !undisturbed.contains(&step);
            // A process of which no label says that it tells the customer anything may not be about him at all.
            let mut counting =
                walks.iter().filter(|(beginning, _)| beginning.certain || telling.contains(&process));
            let found = counting.find_map(|(beginning, walk)| {
                Some((*beginning, outcomes.silent(&contacts, walk, step, negative)?))
            });
            let beginning = found.as_ref().map_or(began[0], |(beginning, _)| *beginning);
            endings.push(Ending {
                step,
                started_at: Some(beginning.start),
                certain: beginning.certain,
                negative,
                silent: found.is_some(),
                witness: found.map(|(_, witness)| witness).unwrap_or_default(),
            });
        }
    }
    endings.sort_by_key(|ending| ending.step);
    endings
}

/// Tells whether an ending is bad for the customer by what it is and what it is called.
fn negative(draft: &Draft<'_>, paths: &Paths, step: StepId, endings: usize) -> bool {
    let row = draft.row(step);
    let bad = [DefinitionKind::Error, DefinitionKind::Cancel, DefinitionKind::Escalation];
    let lexicon = draft.shared.lexicon;
    bad.iter().any(|kind| row.has(*kind))
        || endings > 1 && row.has(DefinitionKind::Terminate)
        || lexicon.negative(&row.name)
        || paths.before(step).iter().any(|before| lexicon.negative(&draft.row(*before).name))
}

/// The steps that run only beside a case, from an event that interrupts nothing: after them the case goes on. An error
/// or a terminate end ends it from there too.
fn beside(draft: &Draft<'_>, graph: &Graph, paths: &Paths, starts: &[StepId]) -> FxHashSet<StepId> {
    let branches_off = |step: StepId| {
        let interrupting = match graph.nodes[step as usize].kind {
            NodeKind::Boundary { interrupting, .. } | NodeKind::EventScope { interrupting } => interrupting,
            _ => true,
        };
        !interrupting
    };
    let main = reached(paths, starts, branches_off);
    let stops = |step: StepId| {
        let terminates = graph.nodes[step as usize].kind == NodeKind::End { terminate: true };
        terminates && graph.nodes[step as usize].scope.is_none() || draft.row(step).has(DefinitionKind::Error)
    };
    let mut all = reached(paths, starts, |_| false);
    all.retain(|step| !main.contains(step) && !stops(*step));
    all
}

/// The steps that can be reached without an error or a missed deadline.
fn undisturbed(draft: &Draft<'_>, paths: &Paths, starts: &[StepId]) -> FxHashSet<StepId> {
    reached(paths, starts, |step| {
        let row = draft.row(step);
        row.kind == StepKind::Boundary && (row.has(DefinitionKind::Error) || row.has(DefinitionKind::Timer))
    })
}

/// The steps that can be reached from the starts, but for those that are barred and what lies only behind them.
fn reached(paths: &Paths, starts: &[StepId], barred: impl Fn(StepId) -> bool) -> FxHashSet<StepId> {
    let mut seen: FxHashSet<StepId> = FxHashSet::default();
    let mut open = starts.to_vec();
    while let Some(step) = open.pop() {
        if !barred(step) && seen.insert(step) {
            open.extend(paths.next(step));
        }
    }
    seen
}

/// Marks where the customer is told something and where he gives something.
fn contacts(
    draft: &Draft<'_>,
    graph: &Graph,
    paths: &Paths,
    touchpoints: &[Touchpoint],
    direct: &FxHashSet<u32>,
) -> Contacts {
    let count = draft.unit.steps.len();
    let mut contacts = Contacts { tells: vec![false; count], hears: vec![false; count] };
    for touchpoint in touchpoints {
        let list = if touchpoint.inbound { &mut contacts.hears } else { &mut contacts.tells };
        list[touchpoint.step as usize] = true;
    }
    let mut linked: FxHashSet<StepId> = FxHashSet::default();
    for passage in draft.passages {
        if let End::Step(at) = passage.source {
            linked.extend(draft.step(at));
        }
    }
    for step in draft.steps() {
        // A message to nobody in particular may well go to the customer: it is no silence.
        let row = draft.row(step);
        let sends = row.kind == StepKind::SendTask
            || matches!(row.kind, StepKind::Throw | StepKind::End) && row.has(DefinitionKind::Message);
        let sends = sends || row.kind.is_activity() && draft.shared.lexicon.sends(&row.name);
        contacts.tells[step as usize] |= sends && !linked.contains(&step);
    }
    let sure = surely(graph, paths, &contacts.tells);
    for edge in &graph.edges {
        let own = draft.side(draft.owner(edge.target)) == Side::Internal;
        let process = |step: StepId| draft.unit.steps[step as usize].process;
        // Whoever reports back to the process that faces the customer leaves the answer to it.
        let back = direct.contains(&process(edge.target)) && !direct.contains(&process(edge.source));
        if matches!(edge.kind, EdgeKind::Message { .. }) && back {
            contacts.tells[edge.source as usize] = true;
        }
        if matches!(edge.kind, EdgeKind::Message { .. } | EdgeKind::Call { .. })
            && own
            && sure[edge.target as usize]
        {
            contacts.tells[edge.source as usize] = true;
        }
    }
    // Where a split starts several branches, what one of them surely does is done whichever of them is followed.
    let sure = surely(graph, paths, &contacts.tells);
    for (step, node) in graph.nodes.iter().enumerate() {
        let parallel = node.split == crate::flow::Gate::Parallel && paths.next(step as StepId).len() > 1;
        if parallel && paths.next(step as StepId).iter().any(|next| sure[*next as usize]) {
            contacts.tells[step] = true;
        }
    }
    contacts
}

/// Marks the steps after which the customer is surely told: on every way on, or on one of several branches that all
/// run.
fn surely(graph: &Graph, paths: &Paths, tells: &[bool]) -> Vec<bool> {
    let count = graph.nodes.len() as StepId;
    let mut sure = vec![true; count as usize];
    let mut open: Vec<StepId> = (0..count).collect();
    while let Some(step) = open.pop() {
        let next = paths.next(step);
        let parallel = graph.nodes[step as usize].split == crate::flow::Gate::Parallel;
        let ahead = if parallel {
            next.iter().any(|next| sure[*next as usize])
        } else {
            !next.is_empty() && next.iter().all(|next| sure[*next as usize])
        };
        if sure[step as usize] && !tells[step as usize] && !ahead {
            sure[step as usize] = false;
            open.extend(paths.before(step));
        }
    }
    sure
}

/// For each process, the steps at which a customer begins a case.
///
/// Also returns the processes that he begins himself. A process that is called ends no case: its caller goes on.
fn beginnings(
    draft: &Draft<'_>,
    graph: &Graph,
    touchpoints: &[Touchpoint],
) -> (Vec<Vec<Beginning>>, FxHashSet<u32>) {
    let mut found: Vec<Vec<Beginning>> = vec![Vec::new(); draft.unit.processes.len()];
    let process = |step: StepId| draft.unit.steps[step as usize].process;
    let mut known: FxHashSet<u32> = FxHashSet::default();
    for touchpoint in touchpoints {
        known.insert(process(touchpoint.step));
    }
    let starts: Vec<Vec<StepId>> =
        (0..found.len() as u32).map(|process| payload::starts(graph, process)).collect();
    for &start in starts.iter().flatten() {
        let at = touchpoints.partition_point(|touchpoint| touchpoint.step < start);
        let here = touchpoints[at..].iter().take_while(|touchpoint| touchpoint.step == start);
        let customer = draft.side(draft.owner(start)) == Side::Customer;
        if let Some(touchpoint) =
            here.filter(|touchpoint| touchpoint.inbound || customer).max_by_key(|t| t.certain)
        {
            found[process(start) as usize].push(Beginning { start, certain: touchpoint.certain });
        }
    }
    let direct = found.clone();
    let calls = graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Call { .. }));
    let called: FxHashSet<u32> = calls.map(|edge| process(edge.target)).collect();
    for edge in graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Message { .. })) {
        let (from, to) = (process(edge.source), process(edge.target));
        let starts = starts[to as usize].contains(&edge.target);
        if let (Some(first), true) = (direct[from as usize].first(), starts && direct[to as usize].is_empty())
        {
            found[to as usize].push(Beginning { start: edge.target, certain: first.certain });
        }
    }
    for (process, starts) in starts.iter().enumerate().filter(|(process, _)| direct[*process].is_empty()) {
        // Where only labels speak of the customer, the case still has one, but it is not certain that he began it.
        let triggered = |step: StepId| {
            let row = draft.row(step);
            [DefinitionKind::Timer, DefinitionKind::Conditional, DefinitionKind::Signal]
                .iter()
                .any(|kind| row.has(*kind))
        };
        if found[process].is_empty() && !called.contains(&(process as u32)) {
            let named = |step: &StepId| {
                known.contains(&(process as u32))
                    || draft.row(*step).kind.is_event()
                        && draft.shared.lexicon.names_customer(&draft.row(*step).name)
            };
            let likely = starts.iter().filter(|step| !triggered(**step) && named(step));
            found[process] = likely.map(|start| Beginning { start: *start, certain: false }).collect();
        }
    }
    let own = (0u32..).zip(&direct).filter(|(_, beginnings)| !beginnings.is_empty());
    (found, own.map(|(process, _)| process).collect())
}

#[cfg(test)]
mod tests {
    use crate::testing::{ids, unit};

    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let line = |row: &crate::unit::Ending| {
            format!(
                "{}{}{}: {}",
                ids(&unit, &[row.step]),
                if row.certain { "" } else { "?" },
                if row.negative { " (bad)" } else { "" },
                if row.silent {
                    format!("silent via {}", ids(&unit, &row.witness))
                } else {
                    "told".to_owned()
                }
            )
        };
        let found: Vec<String> =
            unit.endings.iter().filter(|row| row.started_at.is_some()).map(line).collect();
        assert_eq!(found, expected);
    }

    const SHOP: &str = "pool Customer\npool Shop\n start message Get\n";

    #[test]
    fn one_branch_forgets_the_customer() {
        check(
            &format!(
                "{SHOP} xor G\n send Confirm\n end Shipped\n end Rejected\n Get -> G -> Confirm -> Shipped\n G -> Rejected\nCustomer ~> Get\nConfirm ~> Customer"
            ),
            &["shipped: told", "rejected (bad): silent via get, g, rejected"],
        );
    }

    #[test]
    fn an_early_receipt_is_no_answer() {
        check(
            &format!(
                "{SHOP} send Acknowledge\n xor G\n end Shipped\n end Refused\n Get -> Acknowledge -> G -> Shipped\n G -> Refused\nCustomer ~> Get\nAcknowledge ~> Customer"
            ),
            &[
                "shipped: silent via get, acknowledge, g, shipped",
                "refused: silent via get, acknowledge, g, refused",
            ],
        );
    }

    #[test]
    fn a_bad_end_must_be_told_after_the_last_decision() {
        let text = |end: &str| {
            format!(
                "{SHOP} xor G\n send Offer\n xor H\n end Fine\n end {end}\n end No\n Get -> G -> Offer -> H -> Fine\n H -> {end}\n G -> No\nCustomer ~> Get\nOffer ~> Customer\nNo ~> Customer"
            )
        };
        check(&text("Done"), &["fine: told", "done: told", "no: told"]);
        check(
            &text("Cancelled"),
            &["fine: told", "cancelled (bad): silent via get, g, offer, h, cancelled", "no: told"],
        );
    }

    #[test]
    fn the_end_event_itself_may_tell() {
        check(
            &format!("{SHOP} end message Tell\n Get -> Tell\nCustomer ~> Get\nTell ~> Customer"),
            &["tell: told"],
        );
    }

    #[test]
    fn a_branch_beside_tells_too() {
        check(
            &format!(
                "{SHOP} and A\n send Tell\n task Work\n end E\n end F\n Get -> A -> Tell -> E\n A -> Work -> F\nCustomer ~> Get\nTell ~> Customer"
            ),
            &["e: told", "f: told"],
        );
    }

    #[test]
    fn what_the_customer_decides_he_knows() {
        check(
            &format!(
                "{SHOP} send Offer\n event E\n catch message Yes\n catch message No\n catch timer Late | timer P2D\n end Sold\n end Lost\n end Forgotten\n Get -> Offer -> E -> Yes -> Sold\n E -> No -> Lost\n E -> Late -> Forgotten\nCustomer ~> Get\nOffer ~> Customer\nCustomer ~> Yes\nCustomer ~> No"
            ),
            &["sold: told", "lost: told", "forgotten: silent via get, offer, e, late, forgotten"],
        );
    }

    #[test]
    fn labels_alone_show_a_silence_only_beside_something_told() {
        let text = |label: &str| {
            format!(
                "process P\n start Customer request\n xor G\n task {label}\n end A\n end B\n Customer request -> G -> {label} -> A\n G -> B"
            )
        };
        check(&text("Check request"), &["a?: told", "b?: told"]);
        check(&text("Notify customer"), &["a?: told", "b?: silent via customer-request, g, b"]);
    }

    #[test]
    fn an_error_that_nobody_reports() {
        check(
            &format!(
                "{SHOP} task Work\n send Tell\n end Done\n boundary error Broken on Work\n end Stopped\n Get -> Work -> Tell -> Done\n Broken -> Stopped\nCustomer ~> Get\nTell ~> Customer"
            ),
            &["done: told", "stopped (bad): silent via get, work, broken, stopped"],
        );
    }

    #[test]
    fn what_runs_beside_a_case_does_not_end_it() {
        let text = |how: &str| {
            format!(
                "{SHOP} task Work\n send Tell\n end Done\n boundary {how}timer Late on Work | timer P1D\n end Reminded\n Get -> Work -> Tell -> Done\n Late -> Reminded\n event sub Trouble {{\n  start {how}message Complaint\n  end Noted\n  end error Given up\n  xor G\n  Complaint -> G -> Noted\n  G -> Given up\n }}\nCustomer ~> Get\nTell ~> Customer"
            )
        };
        check(
            &text(""),
            &[
                "done: told",
                "reminded (bad): silent via get, work, late, reminded",
                "noted: silent via get, trouble, complaint, g, noted",
                "given-up (bad): silent via get, trouble, complaint, g, given-up",
            ],
        );
        check(
            &text("non-interrupting "),
            &["done: told", "given-up (bad): silent via get, trouble, complaint, g, given-up"],
        );
    }

    #[test]
    fn another_process_may_tell() {
        check(
            &format!(
                "{SHOP} call C | calls Answer\n end Done\n Get -> C -> Done\nprocess Answer\n start T\n send Tell\n T -> Tell\nCustomer ~> Get\nTell ~> Customer"
            ),
            &["done: told"],
        );
    }

    #[test]
    fn sending_something_to_nobody_in_particular_is_no_silence() {
        check(
            &format!(
                "{SHOP} xor G\n task Send rejection\n end Rejected\n task Send file to archive\n end Cancelled\n Get -> G -> Send rejection -> Rejected\n G -> Send file to archive -> Cancelled\nCustomer ~> Get"
            ),
            &["rejected (bad): told", "cancelled (bad): silent via get, g, send-file-to-archive, cancelled"],
        );
    }

    #[test]
    fn who_reports_back_leaves_the_answer_to_the_front() {
        check(
            &format!(
                "{SHOP} throw message Ask\n catch message Hear\n send Tell\n Get -> Ask -> Hear -> Tell\npool Store\n start message Look\n end message Report\n Look -> Report\nCustomer ~> Get\nAsk ~Question~> Look\nReport ~Stock~> Hear\nTell ~> Customer"
            ),
            &["tell: told", "report: told"],
        );
    }

    #[test]
    fn where_only_labels_speak_of_the_customer() {
        check(
            "process P\n start Order received\n xor G\n task Notify customer\n end Shipped\n end Rejected\n Order received -> G -> Notify customer -> Shipped\n G -> Rejected",
            &["shipped?: told", "rejected? (bad): silent via order-received, g, rejected"],
        );
        check("process P\n start S\n task A\n end E\n S -> A -> E", &[]);
    }
}
