//! How cases that a customer started can end, and whether he is told.

use handoff_model::{DefinitionKind, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    beginning::{Beginning, beginnings},
    contract::Side,
    draft::Draft,
    flow::{Graph, NodeKind},
    heard,
    link::End,
    name::key,
    outcome::{Outcomes, Walk},
    paths::Paths,
    payload,
    telling::Course,
    unit::{Ending, StepId, Touchpoint},
};

/// What the walk to an ending asks at every step.
pub(crate) struct Contacts {
    /// The customer is told something, or surely will be by what the step sets going.
    pub(crate) tells: Vec<bool>,
    /// The customer gives or does something.
    pub(crate) hears: Vec<bool>,
    /// The case is handed over to another process, which goes on with it.
    pub(crate) hands_over: Vec<bool>,
    /// Something goes to a pool that may well go on with the case or tell the customer itself.
    doubtful: Vec<bool>,
}

/// What all processes of a unit share.
struct Telling<'t, 'a> {
    draft: &'t Draft<'a>,
    graph: &'t Graph,
    course: &'t Course,
    contacts: Contacts,
    /// Steps of messages drawn to the customer.
    certain: FxHashSet<StepId>,
    /// The names of processes, pools and of the steps at which processes begin.
    titles: FxHashMap<String, u32>,
    /// Where the customer begins cases, by process.
    began: &'t [Vec<Beginning>],
}

/// Finds all endings of our own processes, in the order of steps.
pub(crate) fn endings(
    draft: &Draft<'_>,
    graph: &Graph,
    paths: &Paths,
    touchpoints: &[Touchpoint],
) -> Vec<Ending> {
    let course = Course::along(graph, paths, &heard::throws(draft));
    let mut began = beginnings(draft, graph, &course, touchpoints);
    let contacts = contacts(draft, graph, &course, touchpoints, &mut began);
    let told = touchpoints.iter().filter(|touchpoint| !touchpoint.inbound && touchpoint.certain);
    let telling = Telling {
        draft,
        graph,
        course: &course,
        contacts,
        certain: told.map(|touchpoint| touchpoint.step).collect(),
        titles: titles(draft, graph),
        began: &began,
    };
    let mut endings = Vec::new();
    for (process, began) in (0u32..).zip(&began) {
        if draft.side(draft.unit.processes[process as usize].owner) == Side::Internal {
            endings.extend(telling.of(process, began));
        }
    }
    endings.sort_by_key(|ending| ending.step);
    endings
}

impl Telling<'_, '_> {
    /// Finds the endings of one process.
    fn of(&self, process: u32, began: &[Beginning]) -> Vec<Ending> {
        let Self { draft, graph, course, contacts, .. } = self;
        let starts: Vec<StepId> = payload::starts(graph, process);
        let beside = self.beside(&starts);
        let ends = |leaf: &StepId| {
            let node = &graph.nodes[*leaf as usize];
            node.process == process
                && node.kind != NodeKind::Detached
                && course.ways(*leaf).is_empty()
                && !draft.row(*leaf).kind.is_scope()
                // What only an event can stop waits for it.
                && course.interrupts(*leaf).is_empty()
                && !beside.contains(leaf)
        };
        let leaves: Vec<StepId> = draft.steps().filter(ends).collect();
        let plain = |step: StepId| Ending {
            step,
            started_at: began.first().map(|beginning| beginning.start),
            certain: began.first().is_some_and(|beginning| beginning.certain),
            negative: self.negative(step),
            silent: false,
            witness: Vec::new(),
        };
        let mut rows: Vec<Ending> = leaves.iter().map(|leaf| plain(*leaf)).collect();
        if began.is_empty() {
            return rows;
        }
        let outcomes = Outcomes::new(draft, graph, course, process, &leaves);
        let undisturbed = course.reached(&starts, false, |step| self.disturbs(step));
        let walks: Vec<_> =
            began.iter().map(|beginning| (*beginning, outcomes.walk(contacts, beginning.start))).collect();
        let begun: Vec<StepId> = began.iter().map(|beginning| beginning.start).collect();
        let case = course.reached(&begun, true, |_| false);
        let in_pieces = self.in_pieces(process) || self.continued(&case);
        for row in &mut rows {
            row.negative |= !undisturbed.contains(&row.step);
            let open = in_pieces && !row.negative;
            if !open && !outcomes.aside(row.step) && !self.goes_on(row.step) {
                self.judge(&outcomes, &walks, row);
            }
        }
        self.weigh(&case, &mut rows);
        rows
    }

    /// Fills in whether a case can end here in silence, with a way that shows it.
    fn judge(&self, outcomes: &Outcomes<'_, '_>, walks: &[(Beginning, Walk)], row: &mut Ending) {
        for (beginning, walk) in walks {
            let Some(way) = outcomes.silent(&self.contacts, walk, row.step, row.negative) else { continue };
            let untold = outcomes.untold(&self.contacts, &way);
            let sent = untold.iter().any(|step| self.contacts.doubtful[*step as usize]);
            if sent && !row.negative {
                continue;
            }
            let unclear = |step: &StepId| {
                let step = *step;
                let kind = self.draft.row(step).kind;
                kind == StepKind::Call && self.course.sets_going(step).is_empty()
                    || kind.is_activity() && self.draft.row(step).name.trim().is_empty()
                    || outcomes.awaits_him(&self.contacts, step)
            };
            row.started_at = Some(beginning.start);
            row.certain = beginning.certain && !sent && !untold.iter().any(unclear);
            row.silent = true;
            row.witness = way;
            return;
        }
    }

    /// Weighs the silent endings of a process together. Only where messages to the customer are drawn on other ways does
    /// the missing one stand out for certain. Where no ending tells anything, telling may not be drawn at all: one place
    /// stands for all, and none where the words of the process are not known.
    fn weigh(&self, case: &FxHashSet<StepId>, rows: &mut [Ending]) {
        let shown: FxHashSet<StepId> = rows.iter().flat_map(|row| row.witness.iter().copied()).collect();
        let drawn = case.iter().any(|step| self.certain.contains(step) && !shown.contains(step));
        if drawn || rows.iter().any(|row| case.contains(&row.step) && !row.silent) {
            rows.iter_mut().filter(|row| row.silent).for_each(|row| row.certain &= drawn);
            return;
        }
        let name = |step: &StepId| self.draft.row(*step).name.as_str();
        let known = case.iter().any(|step| self.draft.shared.lexicon.speech.knows(name(step)));
        let mut silent: Vec<&mut Ending> = rows.iter_mut().filter(|row| row.silent).collect();
        let first = silent.iter().position(|row| row.negative).unwrap_or(0);
        for (at, row) in silent.iter_mut().enumerate() {
            row.certain = false;
            row.silent = at == first && known;
        }
    }

    /// Tells whether an ending is bad for the customer by what it is and what it is called.
    fn negative(&self, step: StepId) -> bool {
        let row = self.draft.row(step);
        let bad = [DefinitionKind::Error, DefinitionKind::Cancel, DefinitionKind::Escalation];
        let speech = &self.draft.shared.lexicon.speech;
        let before = self.course.before(step);
        bad.iter().any(|kind| row.has(*kind))
            || speech.negative(&row.name)
            || before.iter().any(|before| speech.negative(&self.draft.row(*before).name))
    }

    /// Tells whether the case may go on behind an ending: it is named so, or after another process; it is a jump whose
    /// aim is not drawn, or something thrown that nobody is seen to catch.
    fn goes_on(&self, leaf: StepId) -> bool {
        let row = self.draft.row(leaf);
        let named = self
            .titles
            .get(&key(&row.name))
            .is_some_and(|process| *process != self.draft.unit.steps[leaf as usize].process);
        let thrown = row.has(DefinitionKind::Link)
            || row.has(DefinitionKind::Signal)
            || row.has(DefinitionKind::Escalation) && self.draft.unit.steps[leaf as usize].scope.is_none();
        thrown || named || self.draft.shared.lexicon.speech.onward(&row.name)
    }

    /// Tells whether a process that nothing in the case sets going speaks with the customer too: the case may go on there.
    fn continued(&self, case: &FxHashSet<StepId>) -> bool {
        let process = |step: &StepId| self.draft.unit.steps[*step as usize].process;
        let own: FxHashSet<u32> = case.iter().map(process).collect();
        let internal = |id: u32| {
            self.draft.side(self.draft.unit.processes[id as usize].owner) == Side::Internal
                && self.began[id as usize].is_empty()
        };
        self.certain.iter().map(process).any(|id| !own.contains(&id) && internal(id))
    }

    /// Tells whether a process has pieces that nothing leads to, beside one with a drawn start.
    fn in_pieces(&self, process: u32) -> bool {
        let own = |step: &StepId| {
            let row = &self.draft.unit.steps[*step as usize];
            row.process == process && row.scope.is_none()
        };
        let loose = |step: StepId| {
            let kind = self.draft.row(step).kind;
            self.course.before(step).is_empty()
                && !matches!(kind, StepKind::Start | StepKind::Boundary | StepKind::EventSubProcess)
                && self.graph.nodes[step as usize].kind != NodeKind::Detached
        };
        self.draft.steps().filter(own).any(loose)
    }

    /// The steps that run only beside a case, from an event that interrupts nothing: after them the case goes on. An error
    /// or a terminate end ends it from there too.
    fn beside(&self, starts: &[StepId]) -> FxHashSet<StepId> {
        let branches_off = |step: StepId| match self.graph.nodes[step as usize].kind {
            NodeKind::Boundary { interrupting, .. } | NodeKind::EventScope { interrupting } => !interrupting,
            _ => false,
        };
        let main = self.course.reached(starts, false, branches_off);
        let stops = |step: StepId| {
            let node = &self.graph.nodes[step as usize];
            node.kind == NodeKind::End { terminate: true } && node.scope.is_none()
                || self.draft.row(step).has(DefinitionKind::Error)
        };
        let mut all = self.course.reached(starts, false, |_| false);
        all.retain(|step| !main.contains(step) && !stops(*step));
        all
    }

    /// Tells whether a step is an error or a missed deadline; whether the customer answers in time is his own doing.
    fn disturbs(&self, step: StepId) -> bool {
        let row = self.draft.row(step);
        let NodeKind::Boundary { host, .. } = self.graph.nodes[step as usize].kind else { return false };
        row.has(DefinitionKind::Error)
            || row.has(DefinitionKind::Timer) && !self.contacts.hears[host as usize]
    }
}

/// The names of processes and pools, and of the steps at which they begin.
fn titles(draft: &Draft<'_>, graph: &Graph) -> FxHashMap<String, u32> {
    let mut titles = FxHashMap::default();
    for (id, process) in (0u32..).zip(&draft.unit.processes) {
        let starts = payload::starts(graph, id);
        let names = starts.iter().map(|start| draft.row(*start).name.as_str()).chain([process.name.as_str()]);
        for name in names.map(key).filter(|name| !name.is_empty()) {
            titles.entry(name).or_insert(id);
        }
    }
    titles
}

/// Marks where the customer is told something and where he gives something; lets processes to which his case is handed
/// over inherit its beginning.
fn contacts(
    draft: &Draft<'_>,
    graph: &Graph,
    course: &Course,
    touchpoints: &[Touchpoint],
    began: &mut [Vec<Beginning>],
) -> Contacts {
    let count = draft.unit.steps.len();
    let (mut tells, mut hears) = (vec![false; count], vec![false; count]);
    for touchpoint in touchpoints {
        let list = if touchpoint.inbound { &mut hears } else { &mut tells };
        list[touchpoint.step as usize] = true;
    }
    let sent = Sent::new(draft);
    let scopes: FxHashSet<StepId> = draft.unit.steps.iter().filter_map(|step| step.scope).collect();
    for step in draft.steps() {
        hears[step as usize] |= draft.side(draft.owner(step)) == Side::Customer;
        tells[step as usize] |= !scopes.contains(&step) && maybe(draft, &sent, step);
    }
    let hands_over = inherit(draft, graph, course, &tells, began);
    let sure = course.inevitable(&tells);
    Contacts { tells: course.told(&tells, &sure), hears, hands_over, doubtful: sent.outside }
}

/// What messages go where.
struct Sent {
    /// Some message of the step is drawn.
    linked: Vec<bool>,
    /// One goes to another process of ours.
    inside: Vec<bool>,
    /// One goes to a pool whose inside is not seen and that is no customer.
    outside: Vec<bool>,
}

impl Sent {
    fn new(draft: &Draft<'_>) -> Self {
        let count = draft.unit.steps.len();
        let mut sent =
            Self { linked: vec![false; count], inside: vec![false; count], outside: vec![false; count] };
        for passage in draft.passages {
            let End::Step(at) = passage.source else { continue };
            let Some(source) = draft.step(at) else { continue };
            sent.linked[source as usize] = true;
            match passage.target {
                End::Step(at) => {
                    let target = draft.step(at).and_then(|step| draft.owner(step));
                    sent.inside[source as usize] |= draft.side(target) == Side::Internal;
                }
                End::Pool(file, pool) => {
                    let customer = draft.side(draft.pool_owner(file, pool)) == Side::Customer;
                    sent.outside[source as usize] |= !customer;
                }
            }
        }
        sent
    }
}

/// Tells whether a step may well be a contact, though nothing says with whom: a message to nobody in particular, something
/// sent off, a service done in person. It is no silence.
fn maybe(draft: &Draft<'_>, sent: &Sent, step: StepId) -> bool {
    let row = draft.row(step);
    let speech = &draft.shared.lexicon.speech;
    let throws = row.kind == StepKind::SendTask
        || matches!(row.kind, StepKind::Throw | StepKind::End) && row.has(DefinitionKind::Message);
    if throws && !sent.linked[step as usize] {
        return true;
    }
    let says = row.kind.is_activity() || row.kind == StepKind::End && !speech.negative(&row.name);
    says && !sent.inside[step as usize] && (speech.sends(&row.name) || speech.serves(&row.name))
}

/// Hands cases over: where nothing behind a message can tell the customer any more, but the process that it starts can, the
/// case goes on there. Everywhere else the sender is the one who has to tell him, and what it started is a back office.
fn inherit(
    draft: &Draft<'_>,
    graph: &Graph,
    course: &Course,
    tells: &[bool],
    began: &mut [Vec<Beginning>],
) -> Vec<bool> {
    let can = course.possible(tells);
    let mut hands_over = vec![false; can.len()];
    let process = |step: StepId| draft.unit.steps[step as usize].process;
    let mut open: Vec<u32> =
        (0u32..).zip(began.iter()).filter(|(_, b)| !b.is_empty()).map(|(id, _)| id).collect();
    while let Some(id) = open.pop() {
        let Some(first) = began[id as usize].first().copied() else { continue };
        let starts: Vec<StepId> = began[id as usize].iter().map(|beginning| beginning.start).collect();
        let mut case: Vec<StepId> = course.reached(&starts, false, |_| false).into_iter().collect();
        case.sort_unstable();
        for step in case {
            if tells[step as usize] || course.next(step).any(|next| can[next as usize]) {
                continue;
            }
            for &target in course.sets_going(step) {
                let heir = process(target);
                let begins = matches!(graph.nodes[target as usize].kind, NodeKind::Start);
                let other =
                    heir != id && draft.side(draft.unit.processes[heir as usize].owner) != Side::Customer;
                if !begins || !other || !can[target as usize] {
                    continue;
                }
                hands_over[step as usize] = true;
                if began[heir as usize].is_empty() {
                    began[heir as usize].push(Beginning { start: target, certain: first.certain });
                    open.push(heir);
                }
            }
        }
    }
    hands_over
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
