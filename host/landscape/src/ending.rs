//! How cases that a customer started can end, and whether he is told.

use std::{cell::OnceCell, rc::Rc};

use handoff_model::{DefinitionKind, Id, Loop, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    addressee::{Addressee, addressees, told_elsewhere},
    asker::{self, AskerCases, PartyMessage, asker_cases, awaited},
    beginning::{Beginning, beginning_steps, beginnings, called, comes_in, customer_cases},
    branch::Branches,
    contacts::{Contacts, with_customers},
    continuation::{begins_piece, meant_to_be_caught, titles},
    contract::Side,
    contrast::{Contrasts, leads_elsewhere},
    flow::{Graph, NodeKind},
    name::key,
    outcome::{OutcomeWalk, Outcomes},
    paths::Paths,
    payload,
    pieces::{beside, in_pieces, is_handler},
    recipient::Recipient,
    refusal::{ends_badly, ends_on_no, last_decision, negative, refusal},
    reply::{OwedAnswer, Replies},
    speech::Speech,
    telling::Course,
    throw_effects,
    unit::{Ending, ProcessId, StepId, Touchpoint},
    unit_builder::UnitBuilder,
};

/// The most ways of a process of which it is asked whether they leave their last choice by a flow that says no.
const MOST_TRIED: usize = 16;

/// What all processes of a unit share.
#[derive(Clone)]
struct EndingContext<'t, 'a> {
    draft: &'t UnitBuilder<'a>,
    graph: &'t Graph,
    course: &'t Course,
    contacts: Contacts,
    /// Steps at which messages go to the customer, or that lie with him.
    spoken: FxHashSet<StepId>,
    /// Those of them whose customer is certain.
    certain: FxHashSet<StepId>,
    /// The steps from which one of these can be reached.
    answered: Vec<bool>,
    /// The names of processes, pools and of the steps at which processes begin.
    titles: OnceCell<FxHashMap<String, ProcessId>>,
    /// What the ways out of decisions are called.
    branches: &'t Branches<'a>,
    /// Where the customer begins cases, by process.
    began: &'t [Vec<Beginning>],
    /// The events that catch something that is thrown.
    caught: FxHashSet<StepId>,
    /// Who is to be told.
    whose: Recipient,
}

/// Finds all endings of our own processes, in the order of steps.
pub(crate) fn endings(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    paths: &Paths,
    touchpoints: &[Touchpoint],
) -> Vec<Ending> {
    let throws = throw_effects::throws(draft);
    let course = Course::along(graph, paths, &throws);
    let caught: FxHashSet<StepId> = throws.caught.iter().map(|(_, catch)| *catch).collect();
    let mut began = beginnings(draft, graph, &course, touchpoints);
    let contacts = with_customers(draft, graph, &course, touchpoints, &mut began);
    let told = touchpoints.iter().filter(|touchpoint| !touchpoint.inbound && touchpoint.customer.is_some());
    let branches = Branches::new(draft);
    let certain: FxHashSet<StepId> =
        told.clone().filter(|touchpoint| touchpoint.certain).map(|touchpoint| touchpoint.step).collect();
    let telling = EndingContext {
        draft,
        graph,
        course: &course,
        contacts,
        answered: course.before_all(&certain),
        certain,
        spoken: told.map(|touchpoint| touchpoint.step).collect(),
        titles: OnceCell::new(),
        branches: &branches,
        began: &began,
        caught: caught.clone(),
        whose: Recipient::Customer,
    };
    let AskerCases { beginnings: asked, contacts, answers, requests, lanes, names } =
        asker_cases(draft, graph, &course, touchpoints, &began);
    let answering = EndingContext {
        draft,
        graph,
        course: &course,
        contacts,
        answered: course.before_all(&answers),
        certain: answers,
        spoken: FxHashSet::default(),
        titles: telling.titles.clone(),
        branches: &branches,
        began: &asked,
        caught,
        whose: Recipient::Asker { requests, lanes, names },
    };
    let open: Vec<Vec<Beginning>> =
        began.iter().zip(&asked).map(|(one, other)| answering.begun_by_others(one, other)).collect();
    let met = customer_cases(draft, graph, &course, touchpoints, (&telling.contacts.can, &open));
    let meeting = EndingContext { whose: Recipient::Met(awaited(draft)), began: &met, ..telling.clone() };
    let replies = Replies::new(draft, &course, &branches, touchpoints, &telling.contacts);
    let messages = asker::messages(draft);
    let called = called(draft, graph);
    let contrasts = Contrasts::new(draft, &messages, (touchpoints, &telling.contacts, &began));
    let mut endings = Vec::new();
    for (process, (began, asked)) in ProcessId::number(began.iter().zip(&asked)) {
        if draft.side(draft.unit.processes[process.index()].owner) != Side::Internal {
            continue;
        }
        let mut rows = if asked.is_empty() { Vec::new() } else { answering.of(process, asked) };
        if !met[process.index()].is_empty() && !rows.iter().any(|row| row.silent) {
            rows = meeting.of(process, &met[process.index()]);
        } else if asked.is_empty() {
            rows = telling.of(process, began);
        }
        telling.owe(replies.unanswered(draft, &course, &telling.contacts, process), &mut rows);
        telling.contrast(&contrasts, process, !asked.is_empty(), &mut rows);
        // Whom labels name is known better than whoever asked and is not drawn.
        let known = |row: &Ending| row.silent && (row.certain || asked.is_empty());
        if !called.contains(&process) && !rows.iter().any(known) {
            telling.address(&messages, process, &mut rows);
        }
        endings.extend(rows);
    }
    endings.sort_by_key(|ending| ending.step);
    endings
}

impl EndingContext<'_, '_> {
    /// Finds the endings of one process.
    fn of(&self, process: ProcessId, began: &[Beginning]) -> Vec<Ending> {
        let Self { draft, graph, course, contacts, .. } = self;
        let starts: Vec<StepId> = payload::starts(draft, graph, process);
        let beside = beside(draft, graph, course, &starts);
        let ends = |leaf: &StepId| {
            let node = &graph.nodes[leaf.index()];
            node.kind != NodeKind::Detached
                && course.ways(*leaf).is_empty()
                && !draft.row(*leaf).kind.is_scope()
                // Behind an event that leads nowhere, the way is not drawn.
                && draft.row(*leaf).kind != StepKind::Boundary
                // What only an event can stop waits for it.
                && course.interrupts(*leaf).is_empty()
                && !beside.contains(leaf)
        };
        let leaves: Vec<StepId> = draft.steps_of(process).iter().copied().filter(ends).collect();
        let plain = |step: StepId| Ending {
            step,
            started_at: began.first().map(|beginning| beginning.start),
            certain: began.first().is_some_and(|beginning| beginning.certain),
            negative: negative(self.draft, self.course, step),
            silent: false,
            witness: Vec::new(),
            told_at: None,
        };
        let mut rows: Vec<Ending> = leaves.iter().map(|leaf| plain(*leaf)).collect();
        if began.is_empty() {
            return rows;
        }
        let outcomes = Outcomes::new(draft, graph, course, process, (&leaves, &self.answered), self.branches);
        let undisturbed = course.reached(&starts, false, |step| self.disturbs(step));
        let walks: Vec<_> =
            began.iter().map(|beginning| (*beginning, outcomes.walk(contacts, beginning.start))).collect();
        for row in &mut rows {
            let disturbed = !undisturbed.contains(&row.step);
            row.negative |= disturbed;
            let his = draft.side(draft.owner(row.step)) == Side::Customer;
            if !his && !outcomes.aside(row.step) && !self.goes_on(row.step) && !self.takes_down(row.step) {
                self.judge(&outcomes, &walks, disturbed, row);
            }
        }
        if !matches!(self.whose, Recipient::Customer) {
            self.compare(began, &mut rows);
        } else if rows.iter().any(|row| row.silent) {
            let openings: Vec<StepId> = began.iter().map(|beginning| beginning.start).collect();
            let case = course.reached(&openings, true, |_| false);
            if in_pieces(self.draft, self.graph, self.course, process) || self.continued(&case) {
                // An ending of a piece is that of the case only where it says so.
                rows.iter_mut().filter(|row| !row.negative).for_each(|row| row.silent = false);
            }
            self.weigh(&case, &mut rows);
        }
        for row in rows.iter_mut().filter(|row| !row.silent) {
            row.witness.clear();
        }
        rows
    }

    /// Fills in whether a case can end here in silence, with a way that shows it.
    fn judge(
        &self,
        outcomes: &Outcomes<'_, '_>,
        walks: &[(Beginning, OutcomeWalk)],
        disturbed: bool,
        row: &mut Ending,
    ) {
        for (beginning, walk) in walks {
            let refuses = |decision, next| self.refuses(decision, next);
            let end = (row.step, row.negative);
            let Some((way, by_decision)) = outcomes.silent(&self.contacts, walk, end, refuses) else {
                continue;
            };
            // Where ways meet, another one may be the bad one; and what is called good or nothing ends badly where the question
            // says so.
            let bad = row.negative && (disturbed || ends_badly(self.draft, &way));
            let refusal = self.refused(&way);
            let untold = outcomes.untold(&self.contacts, &way);
            let concluded = || untold.iter().any(|step| outcomes.concludes(*step));
            if by_decision && !bad && refusal.is_none() && !concluded() {
                continue;
            }
            let lane = self.whose.in_his_lane(beginning.start);
            let negative = bad || lane && by_decision || refusal == Some(true);
            // What others were asked for before it went against him told him nothing of that.
            let since = last_decision(self.course, &way).filter(|_| refusal.is_some()).map(|(_, next)| next);
            let since = since.and_then(|next| untold.iter().rposition(|step| *step == next)).unwrap_or(0);
            let sent = untold.iter().any(|step| self.contacts.unaddressed[step.index()]);
            let outside = untold[since..].iter().any(|step| self.contacts.outside[step.index()]);
            let owes_nothing = self.whose.gives_up(self.draft, untold) || self.settled(&way);
            if owes_nothing || self.kept(row.step, untold) {
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
            // The missing message stands out where the way leaves those on which it is sent.
            let chosen = way.iter().any(|step| {
                !self.course.forks(*step) && self.course.ways(*step).len() > 1
                    || !self.course.interrupts(*step).is_empty()
            });
            // What is called after work may go on with it elsewhere.
            let name = &self.draft.row(row.step).name;
            let work = Speech::names_work(name) || self.draft.shared.lexicon.speech.refers(name);
            let shown = bad || !by_decision;
            row.certain = beginning.certain
                && shown
                && chosen
                && !sent
                && !outside
                && !work
                && !untold.iter().any(unclear);
            row.negative = negative;
            row.silent = true;
            row.witness = way;
            return;
        }
    }

    /// Tells whether the case ends over a suspicion of which nobody tells the customer on purpose, or without anybody who
    /// could be told.
    fn kept(&self, end: StepId, untold: &[StepId]) -> bool {
        let works = |step: &&StepId| self.draft.row(**step).kind.is_activity();
        let last = untold.iter().rev().find(works).copied();
        let names = [Some(end), last].into_iter().flatten().map(|step| &self.draft.row(step).name);
        names.into_iter().any(|name| Speech::suspects(name) || Speech::reaches(name))
    }

    /// Tells whether a branch of a decision goes against whoever asked, and whether for certain.
    fn refuses(&self, decision: StepId, next: StepId) -> Option<bool> {
        // Whoever did not ask need not hear that nothing comes of it.
        let asked = !matches!(self.whose, Recipient::Met(_));
        let refusal = || refusal(self.draft, self.course, self.branches, &self.contacts, (decision, next));
        if asked { refusal() } else { None }
    }

    /// Tells whether the last decision on a way goes against whoever waits, and whether for certain.
    fn refused(&self, way: &[StepId]) -> Option<bool> {
        let (decision, next) = last_decision(self.course, way)?;
        self.refuses(decision, next)
    }

    /// Tells whether the last decision on a way says that whoever waits has settled the case himself: he has paid.
    fn settled(&self, way: &[StepId]) -> bool {
        let yes = |(decision, next)| self.branches.is_settled(self.draft, decision, next);
        last_decision(self.course, way).is_some_and(yes)
    }

    /// Weighs the silent endings of a process together. Only where messages to the customer are drawn on other ways does
    /// the missing one stand out for certain. Where no ending tells anything, telling may not be drawn at all: one place
    /// stands for all, and none where the words of the process are not known.
    fn weigh(&self, case: &FxHashSet<StepId>, rows: &mut [Ending]) {
        // Who has a lane among us sees by himself what becomes of his case, unless others of its endings are told to him.
        let told = rows.iter().any(|row| case.contains(&row.step) && !row.silent);
        let among_us = |row: &Ending| {
            row.started_at.is_some_and(|start| self.draft.side(self.draft.owner(start)) == Side::Customer)
        };
        for row in rows.iter_mut() {
            row.silent &= told || !among_us(row);
        }
        let shown: FxHashSet<StepId> = rows.iter().flat_map(|row| row.witness.iter().copied()).collect();
        let drawn = case.iter().any(|step| self.certain.contains(step) && !shown.contains(step));
        if drawn || told {
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

    /// Adds the endings at which nobody tells the customer what came of what he sent on the way; one of a process, where
    /// none is silent anyway: the one that lies nearest to the decision.
    fn owe(&self, mut owed: FxHashMap<StepId, OwedAnswer>, rows: &mut [Ending]) {
        let Some(first) = owed.values().find_map(|owed| owed.way.first()).copied() else { return };
        let process = self.draft.unit.steps[first.index()].process;
        if rows.iter().any(|row| row.silent) {
            return;
        }
        let case = self.course.reached(&payload::starts(self.draft, self.graph, process), true, |_| false);
        let (pieces, continued) =
            (in_pieces(self.draft, self.graph, self.course, process), self.continued(&case));
        let fits = |row: &&mut Ending| {
            let Some(OwedAnswer { objection, .. }) = owed.get(&row.step) else { return false };
            let name = &self.draft.row(row.step).name;
            let his = self.draft.shared.lexicon.speech.chooses(name);
            let drawn = self.draft.row(row.step).kind == StepKind::End || !pieces;
            (row.negative || (*objection || !continued) && drawn)
                && !his
                && !self.goes_on(row.step)
                && !Speech::suspects(name)
        };
        // An ending in another lane is where somebody else goes on.
        let apart = |row: &Ending| {
            let way = owed.get(&row.step).map(|owed| owed.way.as_slice()).unwrap_or_default();
            let decided = way.iter().rev().find(|step| self.course.ways(**step).len() > 1);
            let owner = |step: StepId| self.draft.owner(step);
            (decided.is_some_and(|step| owner(*step) != owner(row.step)), way.len(), row.step)
        };
        let nearest = rows.iter_mut().filter(fits).min_by_key(|row| apart(row));
        if let Some(row) = nearest
            && let Some(OwedAnswer { way, .. }) = owed.remove(&row.step)
        {
            row.started_at = way.first().copied();
            (row.silent, row.certain, row.witness) = (true, false, way);
        }
    }

    /// Adds the ending of which somebody is not told who is told of another outcome of the same decision; one of a process, where
    /// none is silent anyway. Whoever is named so stands for somebody of whom only the request is known.
    fn contrast(&self, contrasts: &Contrasts, process: ProcessId, unseen: bool, rows: &mut Vec<Ending>) {
        if rows.iter().any(|row| row.silent && (row.certain || !unseen)) {
            return;
        }
        let all: FxHashSet<StepId> = rows.iter().map(|row| row.step).collect();
        let ends = |step: StepId| {
            let name = &self.draft.row(step).name;
            all.contains(&step) && !self.goes_on(step) && !self.takes_down(step) && !Speech::suspects(name)
        };
        let Some(mut way) = contrasts.untold(self.draft, self.course, self.branches, process, &ends) else {
            return;
        };
        // What is done for each of several is over for that one where its part ends.
        let over = |step: &StepId| {
            let scope = self.draft.unit.steps[step.index()].scope;
            let each = scope.is_some_and(|scope| matches!(self.draft.row(scope).repeats, Loop::Each { .. }));
            each && self.draft.row(*step).kind == StepKind::End
        };
        way.truncate(way.iter().position(over).map_or(way.len(), |at| at + 1));
        for row in rows.iter_mut().filter(|row| row.silent) {
            (row.silent, row.started_at) = (false, None);
            row.witness.clear();
        }
        let (Some(started_at), Some(step)) = (way.first().copied(), way.last().copied()) else { return };
        let known = rows.iter().position(|row| row.step == step).map(|at| rows.swap_remove(at));
        let negative = known.map_or_else(|| negative(self.draft, self.course, step), |row| row.negative);
        rows.push(Ending {
            step,
            started_at: Some(started_at),
            certain: true,
            negative,
            silent: true,
            witness: way,
            told_at: None,
        });
    }

    /// Adds the endings of which somebody hears nothing who is told of others of the same process by labels, or in the lane in
    /// which he begins it.
    fn address(&self, messages: &[PartyMessage], process: ProcessId, rows: &mut Vec<Ending>) {
        let starts = beginning_steps(self.draft, self.graph, process);
        // A customer who is drawn, or whose case it is, is asked about as one.
        let drawn = || self.draft.unit.departments.iter().any(|row| row.side == Side::Customer);
        let customers = self.began[process.index()].is_empty() && !drawn();
        let began: Vec<Beginning> =
            starts.iter().map(|start| Beginning { start: *start, certain: false }).collect();
        for addressee in addressees(self.draft, self.course, (messages, customers), process, &starts) {
            let context = Self {
                contacts: addressee.contacts.clone(),
                answered: self.course.before_all(&addressee.told),
                certain: FxHashSet::default(),
                spoken: FxHashSet::default(),
                whose: Recipient::Addressee(Rc::new(addressee)),
                ..self.clone()
            };
            let found = context.of(process, &began);
            if found.iter().any(|row| row.silent) {
                *rows = found;
                return;
            }
        }
    }

    /// Keeps the bad endings of which somebody hears nothing although he is told on another way.
    fn miss(&self, addressee: &Addressee, rows: &mut [Ending]) {
        for row in rows.iter_mut().filter(|row| row.silent) {
            // Where the case is now, he would want to know too.
            let elsewhere = || self.draft.shared.lexicon.speech.refers(&self.draft.row(row.step).name);
            let bad = row.negative || self.refused(&row.witness).is_some() || elsewhere();
            let missed = bad && (row.negative || !is_handler(self.graph, &row.witness));
            let told_at = || told_elsewhere(self.draft, self.course, addressee, &row.witness);
            row.told_at = missed.then(told_at).flatten();
            (row.silent, row.certain) = (row.told_at.is_some(), false);
        }
    }

    /// Keeps the silences that stand out. A customer who did not begin the case need not hear that nothing comes of it, only
    /// that it ends badly where he is told on other ways. Whoever else asked for it is answered on other ways; or what
    /// somebody asks for ends badly, and nothing that is drawn tells anybody so.
    fn compare(&self, began: &[Beginning], rows: &mut [Ending]) {
        let openings: Vec<StepId> = began.iter().map(|beginning| beginning.start).collect();
        let case = self.course.reached(&openings, false, |_| false);
        let shown: FxHashSet<StepId> =
            rows.iter().filter(|row| row.silent).flat_map(|row| row.witness.iter().copied()).collect();
        let other = |step: &&StepId| self.certain.contains(*step) && !shown.contains(*step);
        let told: Vec<StepId> = case.iter().filter(other).copied().collect();
        match &self.whose {
            Recipient::Met(awaited) => {
                let waits = case.iter().filter(other).any(|step| awaited.contains(step));
                for row in rows.iter_mut().filter(|row| row.silent) {
                    let kind = self.draft.row(row.step).kind;
                    row.silent =
                        !told.is_empty() && row.negative && (kind == StepKind::End || kind.is_activity());
                    row.certain = waits;
                }
            }
            Recipient::Asker { requests, .. } => {
                let tells = case.iter().copied().filter(|step| self.contacts.tells[step.index()]);
                self.stand_out(began, requests, (&told, &tells.collect::<Vec<_>>()), rows);
            }
            Recipient::Addressee(addressee) => self.miss(addressee, rows),
            Recipient::Customer => {}
        }
        for row in rows.iter_mut() {
            row.started_at = row.started_at.filter(|_| row.silent);
        }
    }

    /// Keeps the endings of which whoever asked is not told although he is on other ways, at the steps `told`, or that are bad; labels
    /// say at the steps `tells` that somebody is told.
    fn stand_out(
        &self,
        began: &[Beginning],
        requests: &FxHashSet<StepId>,
        (told, tells): (&[StepId], &[StepId]),
        rows: &mut [Ending],
    ) {
        let customers = self.draft.unit.departments.iter().any(|row| row.side == Side::Customer);
        let mut alone = false;
        for (tried, row) in rows.iter_mut().filter(|row| row.silent).enumerate() {
            let asks = row.started_at.is_some_and(|start| requests.contains(&start));
            row.negative |= asks
                && !customers
                && tried < MOST_TRIED
                && ends_on_no(self.draft, self.course, self.branches, &row.witness);
            // Whoever only gets more work to do in his lane, and may then still come to this ending, is told of none.
            let is_lane =
                tried < MOST_TRIED && row.started_at.is_some_and(|start| self.whose.in_his_lane(start));
            let talks = |step: &&StepId| self.draft.shared.lexicon.speech.talks(&self.draft.row(**step).name);
            let mut all = told.iter().chain(tells.iter().filter(talks));
            let answered = !told.is_empty() && (!is_lane || leads_elsewhere(self.course, &mut all, row.step));
            let stands_out = answered && (row.negative || asks && !is_handler(self.graph, &row.witness));
            let asked =
                || !tells.is_empty() || row.started_at.is_some_and(|start| comes_in(self.draft, start));
            let bad = row.negative && asks && !customers && asked() && !std::mem::replace(&mut alone, true);
            row.silent = (stands_out || bad) && !self.is_own(row);
            row.certain =
                answered && began.iter().any(|one| Some(one.start) == row.started_at && one.certain);
        }
    }

    /// Lists where a process begins but for whoever asks in a lane of ours: beside him, a customer may be met.
    fn begun_by_others(&self, customers: &[Beginning], asked: &[Beginning]) -> Vec<Beginning> {
        let others = asked.iter().filter(|one| !self.whose.in_his_lane(one.start));
        customers.iter().chain(others).copied().collect()
    }

    /// Tells whether a case ends in the lane of whoever asks for it: he sees it himself.
    fn is_own(&self, row: &Ending) -> bool {
        let owner = |step: StepId| self.draft.owner(step);
        let others = || {
            let process = self.draft.unit.steps[row.step.index()].process;
            self.draft.steps_of(process).iter().any(|step| owner(*step) != owner(row.step))
        };
        let asks = |start: StepId| {
            owner(start) == owner(row.step)
                && (self.whose.in_his_lane(start) || Speech::requests(&self.draft.row(start).name))
        };
        row.started_at.is_some_and(asks) && others()
    }

    /// Tells whether the case may go on behind an ending: it is named so, or after another process; it is a jump whose
    /// aim is not drawn, or something thrown that nobody is seen to catch.
    fn goes_on(&self, leaf: StepId) -> bool {
        let row = self.draft.row(leaf);
        let named = self
            .titles
            .get_or_init(|| titles(self.draft, self.graph))
            .get(&key(&row.name))
            .is_some_and(|process| *process != self.draft.unit.steps[leaf.index()].process);
        let thrown = row.has(DefinitionKind::Link)
            || row.has(DefinitionKind::Signal)
            || row.has(DefinitionKind::Escalation) && self.draft.unit.steps[leaf.index()].scope.is_none();
        let speech = &self.draft.shared.lexicon.speech;
        let labels = matches!(self.whose, Recipient::Addressee(_));
        let starts_next = |before: &StepId| {
            let row = self.draft.row(*before);
            row.kind.is_activity() && Speech::starts_next(&row.name)
        };
        thrown
            || named
            || speech.onward(&row.name)
            // Whoever is told how his case ends would hear of that too.
            || speech.refers(&row.name) && !labels && self.certain.is_empty() && self.spoken.is_empty()
            || speech.appears(&row.name)
            || self.course.before(leaf).iter().any(starts_next)
            || row.has(DefinitionKind::Error) && meant_to_be_caught(self.draft, self.graph, &self.caught, leaf)
            || row.has(DefinitionKind::Message) && begins_piece(self.draft, leaf)
    }

    /// Tells whether an ending says only that what was asked for was taken down, or that it is there to show something.
    fn takes_down(&self, leaf: StepId) -> bool {
        let name = &self.draft.row(leaf).name;
        self.draft.shared.lexicon.speech.takes_down(name) || Speech::demonstrates(name)
    }

    /// Tells whether a process that nothing in the case sets going speaks with the customer too: the case may go on there.
    fn continued(&self, case: &FxHashSet<StepId>) -> bool {
        let process = |step: &StepId| self.draft.unit.steps[step.index()].process;
        let own: FxHashSet<ProcessId> = case.iter().map(process).collect();
        let internal = |id: ProcessId| {
            self.draft.side(self.draft.unit.processes[id.index()].owner) == Side::Internal
                && self.began[id.index()].is_empty()
        };
        self.spoken.iter().map(process).any(|id| !own.contains(&id) && internal(id))
    }

    /// Tells whether a step is an error or a missed deadline; whether the customer answers in time is his own doing.
    fn disturbs(&self, step: StepId) -> bool {
        let row = self.draft.row(step);
        let NodeKind::Boundary { host, .. } = self.graph.nodes[step.index()].kind else { return false };
        row.has(DefinitionKind::Error) || row.has(DefinitionKind::Timer) && !self.contacts.hears[host.index()]
    }
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
            // No ending tells anything: one place stands for all.
            &["shipped?: silent via get, acknowledge, g, shipped", "refused?: told"],
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
    fn a_case_that_is_put_away_goes_against_him() {
        let text = |first: &str, then: &str| {
            format!(
                "{SHOP} send Offer\n xor H\n task {first}\n task {then}\n end No\n send Sell\n end Fine\n Get -> Offer -> H -> Sell -> Fine\n H -> {first} -> {then} -> No\nCustomer ~> Get\nOffer ~> Customer\nSell ~> Customer"
            )
        };
        check(
            &text("Archive", "Count"),
            &["no (bad): silent via get, offer, h, archive, count, no", "fine: told"],
        );
        // Filing is the end of good work too.
        check(&text("Pack", "Archive"), &["no: silent via get, offer, h, pack, archive, no", "fine: told"]);
    }

    #[test]
    fn ways_to_one_end_differ_where_one_is_bad() {
        check(
            &format!(
                "{SHOP} send Offer\n event E\n catch message Yes\n catch timer Late | timer P2D\n task Order cancelled\n send Sell\n end Closed\n Get -> Offer -> E -> Yes -> Sell -> Closed\n E -> Late -> Order cancelled -> Closed\nCustomer ~> Get\nOffer ~> Customer\nCustomer ~> Yes\nSell ~> Customer"
            ),
            &["closed? (bad): silent via get, offer, e, late, order-cancelled, closed"],
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
        let text = |end: &str| {
            format!(
                "{SHOP} send Offer\n event E\n catch message Yes\n catch message No\n catch timer Late | timer P2D\n end Sold\n end Lost\n end {end}\n Get -> Offer -> E -> Yes -> Sold\n E -> No -> Lost\n E -> Late -> {end}\nCustomer ~> Get\nOffer ~> Customer\nCustomer ~> Yes\nCustomer ~> No"
            )
        };
        check(&text("Forgotten"), &["sold: told", "lost: told", "forgotten: told"]);
        // That he did not answer is his own doing; that we cancel then is ours, and less sure to be news.
        check(
            &text("Cancelled"),
            &["sold: told", "lost: told", "cancelled? (bad): silent via get, offer, e, late, cancelled"],
        );
    }

    #[test]
    fn whoever_is_called_otherwise_is_somebody_else() {
        let text = |label: &str| {
            format!(
                "process P\n start Customer request\n xor G\n send Notify customer\n send {label}\n end A\n end B\n Customer request -> G -> Notify customer -> A\n G -> {label} -> B"
            )
        };
        check(
            &text("Send copy to ministry"),
            &["a?: told", "b?: silent via customer-request, g, send-copy-to-ministry, b"],
        );
        check(&text("Send copy"), &["a?: told", "b?: told"]);
    }

    #[test]
    fn what_was_told_before_it_is_decided_is_no_outcome() {
        let text = |work: &str| {
            format!(
                "{SHOP} send Acknowledge\n task {work}\n end Done\n Get -> Acknowledge -> {work} -> Done\nCustomer ~> Get\nAcknowledge ~> Customer"
            )
        };
        check(&text("Write judgment"), &["done?: silent via get, acknowledge, write-judgment, done"]);
        check(&text("Enter judgment"), &["done: told"]);
    }

    #[test]
    fn what_goes_to_somebody_else_tells_him_nothing() {
        check(
            &format!(
                "{SHOP} xor G\n send Confirm\n end Shipped\n send Ask\n end Closed\npool Lab\n Get -> G -> Confirm -> Shipped\n G -> Ask -> Closed\nCustomer ~> Get\nConfirm ~> Customer\nAsk ~> Lab"
            ),
            &["shipped: told", "closed?: silent via get, g, ask, closed"],
        );
    }

    #[test]
    fn labels_alone_show_a_silence_only_beside_something_told() {
        let text = |label: &str| {
            format!(
                "process P\n start Customer request\n xor G\n task {label}\n end A\n end B\n Customer request -> G -> {label} -> A\n G -> B"
            )
        };
        check(&text("Check request"), &[]);
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
    fn an_event_that_interrupts_nothing_is_no_way_on() {
        check(
            &format!(
                "{SHOP} sub Work {{\n  start Begin\n  send Tell\n  Begin -> Tell\n  event sub Later {{\n   start non-interrupting message Something\n   end Nothing\n   Something -> Nothing\n  }}\n }}\n end Done\n Get -> Work -> Done\nCustomer ~> Get\nTell ~> Customer"
            ),
            &["done: told"],
        );
    }

    /// What somebody does, and no more than what is so of him, is his own decision.
    #[test]
    fn what_the_customer_does_is_his_decision() {
        let case = |gateway: &str| {
            format!(
                "{SHOP} send Offer\n xor {gateway}\n task Note\n end No\n send Sell\n end Fine\n Get -> Offer -> {gateway} -> Sell -> Fine\n {gateway} -> Note -> No\nCustomer ~> Get\nOffer ~> Customer\nSell ~> Customer"
            )
        };
        for gateway in ["Customer accepts?", "The customer takes it?", "Kunde nimmt an?"] {
            check(&case(gateway), &["no: told", "fine: told"]);
        }
        for (gateway, id) in [("Customer known?", "customer-known"), ("Accept customer?", "accept-customer")]
        {
            check(&case(gateway), &[&format!("no: silent via get, offer, {id}, note, no"), "fine: told"]);
        }
    }

    #[test]
    fn whom_nobody_can_or_may_tell() {
        let text = |gateway: &str, end: &str| {
            format!(
                "{SHOP} xor {gateway}\n send Tell\n end Done\n end {end}\n Get -> {gateway} -> Tell -> Done\n {gateway} -> {end}\nCustomer ~> Get\nTell ~> Customer"
            )
        };
        check(
            &text("Stock there", "Rejected"),
            &["done: told", "rejected (bad): silent via get, stock-there, rejected"],
        );
        check(&text("Contact data known", "Rejected"), &["done: told", "rejected (bad): told"]);
        check(&text("Stock there", "Fraud detected"), &["done: told", "fraud-detected: told"]);
        check(&text("Stock there", "Order registered"), &["done: told", "order-registered: told"]);
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
            &["rejected (bad): told", "cancelled? (bad): silent via get, g, send-file-to-archive, cancelled"],
        );
    }

    #[test]
    fn a_back_office_leaves_the_answer_to_the_front() {
        check(
            &format!(
                "{SHOP} throw message Ask\n catch message Hear\n send Tell\n Get -> Ask -> Hear -> Tell\npool Store\n start message Look\n end message Report\n Look -> Report\nCustomer ~> Get\nAsk ~Question~> Look\nReport ~Stock~> Hear\nTell ~> Customer"
            ),
            &["tell: told"],
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

    #[test]
    fn a_case_that_is_handed_over_ends_where_it_is_handed_to() {
        let text = |tell: &str| {
            format!(
                "{SHOP} task Pack\n throw message Ask carrier\n end Packed\n Get -> Pack -> Ask carrier -> Packed\npool Carrier\n start message Pick up\n xor Home?\n task Bring\n end Brought\n end Returned\n Pick up -> Home? -> Bring -> Brought\n Home? -> Returned\nCustomer ~Order~> Get\nAsk carrier ~Parcel~> Pick up\n{tell}"
            )
        };
        check(
            &text("Bring ~Goods~> Customer"),
            &["packed: told", "brought: told", "returned: silent via pick-up, home, returned"],
        );
        check(
            &text("Bring ~Goods~> Customer\nReturned ~Card~> Customer")
                .replace("end Returned", "end message Returned"),
            &["packed: told"],
        );
    }

    #[test]
    fn the_customer_is_told_through_any_number_of_pools() {
        check(
            &format!(
                "{SHOP} task Pack\n end Packed\n Get -> Pack -> Packed\npool Supplier A\n start message S\n task X\n S -> X\npool Supplier B\n start message T\n task Bring\n T -> Bring\nCustomer ~> Get\nPack ~> S\nX ~> T\nBring ~> Customer"
            ),
            &["packed: told"],
        );
    }

    #[test]
    fn a_caught_throw_ends_nothing() {
        let text = |told: &str| {
            format!(
                "{SHOP} end error Broken | name Trouble\n end error Worse | name Trouble\n xor OK\n send Tell\n end Done\n Get -> OK -> Tell -> Done\n OK -> Broken\n OK -> Worse\n event sub Mend {{\n  start error Caught | name Trouble\n  Caught -> task {told} -> end Given up\n }}\nCustomer ~> Get\nTell ~> Customer"
            )
        };
        // One gap at the catcher's end, and none at the throws.
        check(
            &text("Log"),
            &["done: told", "given-up: silent via get, ok, broken, mend, caught, log, given-up"],
        );
        check(&text("Inform customer"), &["done: told", "given-up: told"]);
        let inner = format!(
            "{SHOP} sub Work {{\n  end error Broken | name Trouble\n  start -> xor OK -> task Do -> end\n  OK -> Broken\n  event sub Mend {{\n   start error Caught | any\n   Caught -> end Mended\n  }}\n }}\n send Tell\n end Done\n Get -> Work -> Tell -> Done\nCustomer ~> Get\nTell ~> Customer"
        );
        check(&inner, &["done: told"]);
    }

    #[test]
    fn an_event_sub_process_ends_the_case() {
        let text = |name: &str, step: &str| {
            format!(
                "{SHOP} send Tell\n end Done\n Get -> Tell -> Done\n event sub {name} {{\n  start message Bad news -> {step} -> end Cancelled\n }}\npool Supplier\nCustomer ~> Get\nTell ~> Customer\nSupplier ~> Bad news"
            )
        };
        // A scope tells nobody by its name.
        check(
            &text("Send customer the parts", "task Close"),
            &[
                "done: told",
                "cancelled (bad): silent via get, send-customer-the-parts, bad-news, close, cancelled",
            ],
        );
        check(&text("Trouble", "task Inform customer"), &["done: told", "cancelled (bad): told"]);
    }

    #[test]
    fn a_start_is_his_only_with_evidence() {
        let text = |start: &str| {
            format!(
                "pool Customer\npool Shop\n start {start}\n xor G\n task Tell\n end A\n end B\n {start} -> G -> Tell -> A\n G -> B\nTell ~> Customer"
            )
        };
        check(&text("Monday"), &[]);
        check(&text("Order received"), &[]);
    }

    #[test]
    fn side_branches_of_a_fork_are_no_endings_of_the_case() {
        check(
            &format!(
                "{SHOP} and F\n task File\n xor G\n task Tell\n end A\n end B\n Get -> F -> G -> Tell -> A\n G -> B\n F -> File\nCustomer ~> Get\nTell ~> Customer"
            ),
            &["file: told", "a: told", "b: silent via get, f, g, b"],
        );
    }

    #[test]
    fn what_hands_the_case_on_is_no_end_of_it() {
        let text = |end: &str| {
            format!(
                "{SHOP} xor G\n task Tell\n end A\n end {end}\n Get -> G -> Tell -> A\n G -> {end}\nCustomer ~> Get\nTell ~> Customer"
            )
        };
        check(&text("Continue with sales"), &["a: told", "continue-with-sales: told"]);
        check(&text("Stopped"), &["a: told", "stopped: silent via get, g, stopped"]);
    }

    #[test]
    fn what_is_done_with_him_in_person_is_a_contact() {
        let text = |task: &str| {
            format!(
                "{SHOP} xor G\n task Tell\n task {task}\n end A\n end B\n Get -> G -> Tell -> A\n G -> {task} -> B\nCustomer ~> Get\nTell ~> Customer"
            )
        };
        for task in [
            "Hold the appointment",
            "Treat client",
            "Serve meal",
            "Übergabe Essen",
            "Allow customer to proceed",
        ] {
            check(&text(task), &["a: told", "b: told"]);
        }
        for task in ["Check customer", "Update customer data", "Do not notify customer"] {
            let found = crate::testing::unit(&text(task));
            assert!(found.endings.iter().any(|ending| ending.silent), "{task}");
        }
    }

    #[test]
    fn whoever_else_asked_waits_for_an_answer_too() {
        let text = |end: &str, back: &str| {
            format!(
                "pool Sales\n start Need\n throw message Ask\n catch message Answer\n end\n Need -> Ask -> Answer -> end\npool Store\n start message Look | name Stock request\n xor G\n task Tell\n end A\n end {end}\n Look -> G -> Tell -> A\n G -> {end}\nAsk ~Stock request~> Look\nTell ~> {back}"
            )
        };
        check(&text("Gone", "Answer"), &["gone: silent via look, g, gone"]);
        check(&text("Cancelled", "Answer"), &["cancelled (bad): silent via look, g, cancelled"]);
        // What goes to a step that waits for nothing is no answer, and where nobody answers, nobody is missed.
        check(&text("Gone", "Need"), &[]);
        let unseen = |start: &str, end: &str| {
            format!("process P\n start {start}\n xor G\n end A\n end {end}\n {start} -> G -> A\n G -> {end}")
        };
        check(&unseen("Request received", "Gone"), &[]);
        check(
            &unseen("Request received", "Cancelled").replace("start", "start message"),
            &["cancelled? (bad): silent via request-received, g, cancelled"],
        );
        check(&unseen("Monday", "Cancelled"), &[]);
        check(
            &unseen("Invoice received", "Cancelled").replace("-> A", "-> task Clarify with client -> A"),
            &["cancelled? (bad): silent via invoice-received, g, cancelled"],
        );
        check(
            &unseen("Request received", "Cancelled")
                .replace("-> Cancelled", "-> task Inform her -> Cancelled"),
            &[],
        );
        check(
            &unseen("Request received", "Gone")
                .replace("start", "start message")
                .replace("end A", "end message A"),
            &["gone?: silent via request-received, g, gone"],
        );
    }

    #[test]
    fn what_a_customer_sends_on_the_way_wants_an_answer() {
        let text = |message: &str, other: &str| {
            format!(
                "pool Customer\npool Works\n start Debt found\n task Send demand\n event E\n catch message {message}\n catch timer Late | timer P2D\n task Check it\n xor Right?\n end Done\n {other}\n end Late end\n Debt found -> Send demand -> E -> {message} -> Check it -> Right?\n Right? -yes-> Done\n Right? -no-> Other\n E -> Late -> Late end\nSend demand ~> Customer\nCustomer ~> {message}"
            )
        };
        check(&text("Objection", "end Other"), &["done?: silent via objection, check-it, right, done"]);
        check(&text("Papers", "end Other"), &[]);
        check(
            &text("Papers", "task Other\n Other ~> Customer"),
            &["done?: silent via papers, check-it, right, done"],
        );
        check(&text("Payment", "task Other\n Other ~> Customer"), &[]);
    }

    #[test]
    fn who_waits_in_a_process_of_his_own_hears_of_a_bad_end() {
        let text = |end: &str| {
            format!(
                "pool Customer\n start S\n send Pay\n receive Paid\n S -> Pay -> Paid\npool Agency\n start T\n receive Get\n task Order\n T -> Get -> Order\npool Line\n start message Ordered\n xor OK\n task Confirm\n end Flown\n end {end}\n Ordered -> OK -> Confirm -> Flown\n OK -> {end}\nPay ~> Get\nOrder ~> Ordered\nConfirm ~> Paid"
            )
            .replace("start T\n receive Get\n task Order\n T -> Get -> Order", "start T\n task Order\n T -> Order\n catch message Get")
        };
        check(&text("Rejected"), &["rejected (bad): silent via ordered, ok, rejected"]);
        check(&text("Filed"), &[]);
    }

    #[test]
    fn whoever_starts_the_case_and_is_told_is_its_customer() {
        let text = |pool: &str| {
            format!(
                "pool {pool}\npool Club\n start message Get\n xor G\n task Tell\n end A\n end B\n Get -> G -> Tell -> A\n G -> B\n{pool} ~> Get\nTell ~> {pool}"
            )
        };
        check(&text("Fan"), &["a?: told", "b?: silent via get, g, b"]);
        check(&text("Sales"), &[]);
    }

    #[test]
    fn an_objection_wants_an_answer_however_it_is_drawn() {
        let text = |lane: &str, step: &str, behind: &str| {
            format!(
                "pool Works\n lane {lane}\n  {step}\n lane Clerk\n  start Debt found\n  task Demand money\n  task Look into it\n  xor Right?\n  end Dropped\n  {behind}\n  end Over\nDebt found -> Demand money -> Came -> Look into it -> Right?\nRight? -> Dropped\nRight? -> Behind -> Over"
            )
        };
        let event = "catch message Came | name Came";
        let came =
            |label: &str| event.replace("message Came | name Came", &format!("message {label} | id came"));
        let look = |text: String| text.replace("-> Came ->", "-> came ->");
        let silent = &["dropped?: silent via came, look-into-it, right, dropped"][..];
        check(&look(text("Clerk", &came("Objection received"), "task Behind")), silent);
        check(&look(text("Clerk", &came("Widerspruch eingegangen"), "task Behind")), silent);
        check(&look(text("Clerk", &came("Papers received"), "task Behind")), &[]);
        check(&look(text("Clerk", &came("No objection received"), "task Behind")), &[]);
        // Whoever is told, or to whom the case is passed on, is no silence.
        let told = look(text("Clerk", &came("Objection received"), "task Behind"))
            .replace("Right? -> Dropped", "Right? -> task Inform him -> Dropped");
        check(&told, &["over?: silent via came, look-into-it, right, behind, over"]);
        let passed = told.replace("Behind", "Handover to court");
        check(&passed, &[]);
        // In the lane of the customer it is his, whatever kind of step it is.
        let his = look(text("Customer", "task He objects | id came", "task Behind"));
        check(&his, silent);
    }

    #[test]
    fn whom_one_outcome_is_told_and_not_the_other() {
        let text = |told: &str, question: &str, label: &str| {
            format!(
                "pool Author\npool Press\n start timer Spring\n send Ask for text\n receive Text\n task Read\n xor {question}\n send {told}\n end Printed\n end Put aside\n Spring -> Ask for text -> Text -> Read -> {question}\n {question} -{label}-> Put aside\n {question} -other-> {told} -> Printed\nAsk for text ~> Author\nAuthor ~> Text\n{told} ~> Author"
            )
        };
        let silent = &["put-aside: silent via text, read, good-enough, put-aside"];
        check(&text("Announce the result", "Good enough?", "no"), silent);
        check(&text("Announce the result", "Good enough?", "rejected"), silent);
        check(&text("Announce the result", "Long?", "no"), &[]);
        // Work that goes on to him is no answer to what he was asked for.
        check(&text("Send proofs", "Good enough?", "no"), &[]);
        let unasked = text("Send proofs", "Good enough?", "no").replace("Ask for text ~> Author\n", "");
        check(&unasked, silent);
    }

    #[test]
    fn the_lane_that_asks_hears_of_both_outcomes() {
        let text = |start: &str, told: &str| {
            format!(
                "pool Firm\n lane Staff\n  start {start}\n  task Fill in form\n lane Board\n  task Look at it\n  xor Approved?\n  end Dropped\n  task {told}\n  end Bought\n{start} -> Fill in form -> Look at it -> Approved?\nApproved? -no-> Dropped\nApproved? -yes-> {told} -> Bought"
            )
        };
        let silent =
            &["dropped (bad): silent via request-a-desk, fill-in-form, look-at-it, approved, dropped"];
        check(&text("Request a desk", "Inform staff"), silent);
        check(&text("Request a desk", "Buy it"), &[]);
        check(&text("Spring", "Inform staff").replace("Fill in form", "Plant trees"), &[]);
    }

    #[test]
    fn a_later_decision_may_go_against_him() {
        let text = |question: &str, answer: &str, end: &str| {
            format!(
                "{SHOP} xor Fits?\n send Tell\n end No fit\n send Invite\n xor {question}\n end {end}\n task More\n task Most\n send Confirm\n end Done\n Get -> Fits? -no-> Tell -> No fit\n Fits? -yes-> Invite -> {question} -{answer}-> {end}\n {question} -else-> More -> Most -> Confirm -> Done\nCustomer ~> Get\nTell ~> Customer\nInvite ~> Customer\nConfirm ~> Customer"
            )
        };
        let way = "get, fits, invite, funded, closed";
        let silent = |end: &str| format!("{end}: silent via {way}");
        let told = ["no-fit: told", "done: told"];
        check(&text("Funded?", "no", "Closed"), &[told[0], &silent("closed?"), told[1]]);
        check(&text("Funded?", "rejected", "Closed"), &[told[0], &silent("closed? (bad)"), told[1]]);
        for (question, answer, end) in
            [("Damage?", "no", "Closed"), ("More of it?", "no", "Closed"), ("Paid?", "yes", "Closed")]
        {
            check(&text(question, answer, end), &[told[0], "closed: told", told[1]]);
        }
        check(&text("Funded?", "no", "Request withdrawn"), &[told[0], "request-withdrawn: told", told[1]]);
    }

    #[test]
    fn an_answer_of_no_to_a_question_for_success_is_bad() {
        let text = |question: &str, answer: &str, start: &str| {
            format!(
                "pool P\n lane Clerk\n  start {start}\n  task Look\n  xor {question}\n  end A\n  end B\n{start} -> Look -> {question} -> A\n{question} -{answer}-> B"
            )
        };
        check(
            &text("Successful?", "no", "Invoice received"),
            &["b? (bad): silent via invoice-received, look, successful, b"],
        );
        check(&text("Large?", "no", "Invoice received"), &[]);
        check(
            &text("Approved?", "no", "Bauantrag eingegangen"),
            &["b? (bad): silent via bauantrag-eingegangen, look, approved, b"],
        );
        check(&text("Approved?", "no", "Bauantrag"), &[]);
    }

    #[test]
    fn a_way_without_events_shows_more() {
        check(
            &format!(
                "{SHOP} task Work\n task More\n boundary conditional Odd on Work\n end Done\n xor G\n send Tell\n end Told\n Get -> G -> Work -> More -> Done\n Odd -> Done\n G -> Tell -> Told\nCustomer ~> Get\nTell ~> Customer"
            ),
            &["done: silent via get, g, work, more, done", "told: told"],
        );
    }
}
