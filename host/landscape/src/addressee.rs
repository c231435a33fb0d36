//! Who is told of outcomes by the labels of steps, or in the lane in which he begins the case: nobody else need draw him.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    asker::{MessageParty, PartyMessage, owner, reaches_lane},
    beginning::begins_by_itself,
    contacts::{Contacts, says},
    contract::Side,
    speech::Speech,
    telling::Course,
    unit::{DepartmentId, ProcessId, StepId},
    unit_builder::UnitBuilder,
    verdict::receives,
};

/// The most people of a process who are looked at.
const MOST_PEOPLE: usize = 8;

/// Somebody who is told something in a process, and is drawn by no message.
pub(crate) struct Addressee {
    /// Where he is told what became of his case.
    pub(crate) told: FxHashSet<StepId>,
    /// Where he may be told anything, does something, or is there himself.
    pub(crate) contacts: Contacts,
    /// The word for him, if labels have one.
    person: Option<String>,
    /// The starts that name him: he began the case.
    began: Vec<StepId>,
    /// His lane among ours, if he has one.
    lane: Option<DepartmentId>,
}

impl Addressee {
    /// Tells whether a label says that he gives up what he asked for.
    pub(crate) fn withdraws(&self, speech: &Speech, label: &str) -> bool {
        self.person.as_ref().is_some_and(|person| speech.withdraws(label, person))
    }
}

/// Lists who is told something in a process by labels, in the order of their steps; last, whoever begins its cases in a lane of
/// his and hears of them again.
pub(crate) fn addressees(
    draft: &UnitBuilder<'_>,
    course: &Course,
    (messages, customers): (&[PartyMessage], bool),
    process: ProcessId,
    starts: &[StepId],
) -> Vec<Addressee> {
    // Nobody waits for what the clock begins.
    if starts.iter().any(|start| begins_by_itself(draft, *start)) {
        return Vec::new();
    }
    let labels = StepLabels::new(draft, messages, process, starts);
    let speech = &draft.shared.lexicon.speech;
    let mut found: Vec<Addressee> = Vec::new();
    // Whoever asked may be drawn under another name.
    let begun = || messages.iter().any(|message| message.target.1.is_some_and(|step| starts.contains(&step)));
    let meant = |person: &&String| {
        (customers || !speech.is_customer(person)) && !(Speech::has_asked(person) && begun())
    };
    for person in labels.people.iter().filter(meant).take(MOST_PEOPLE) {
        let lane = labels.lanes.iter().copied().find(|lane| Speech::names(person, name(draft, *lane)));
        found.push(labels.addressee(draft, course, (Some(person), lane), starts));
    }
    if let Some(lane) = starting_lane(draft, course, starts)
        && !found.iter().any(|known| known.lane == Some(lane))
    {
        found.push(labels.addressee(draft, course, (None, Some(lane)), starts));
    }
    found.retain(|known| !known.told.is_empty());
    found
}

/// Finds where somebody who has a part in a case is told of another outcome than the one of a way: behind the last choice since
/// the last word to him that leaves it open, the nearest such place.
pub(crate) fn told_elsewhere(
    draft: &UnitBuilder<'_>,
    course: &Course,
    addressee: &Addressee,
    way: &[StepId],
) -> Option<StepId> {
    let named = |step: &StepId| {
        addressee.person.as_ref().is_some_and(|person| Speech::names(person, &draft.row(*step).name))
    };
    // Where a program breaks off, somebody looks after it first; and in his lane he sees himself how a case ends.
    let broken = |step: &StepId| draft.row(*step).has(DefinitionKind::Error);
    let last = draft.owner(*way.last()?);
    if way.iter().any(broken) || addressee.lane.is_some() && last == addressee.lane {
        return None;
    }
    // Whom nobody has spoken of before it is decided has no part in the case yet.
    let part = |step: &StepId| {
        addressee.began.contains(step) || addressee.contacts.hears[step.index()] || named(step)
    };
    let first = way.iter().position(part)?;
    let tells = |step: &StepId| addressee.contacts.tells[step.index()];
    let last = way.iter().rposition(tells).unwrap_or(0);
    (last..way.len().saturating_sub(1)).rev().find_map(|at| {
        let (step, next) = (way[at], way[at + 1]);
        if course.forks(step) || at < first {
            return None;
        }
        let others: Vec<StepId> = course.next(step).filter(|other| *other != next).collect();
        nearest(course, others, |step| addressee.told.contains(&step) && !way.contains(&step))
    })
}

/// Finds the nearest step of a kind behind some.
fn nearest(course: &Course, starts: Vec<StepId>, is: impl Fn(StepId) -> bool) -> Option<StepId> {
    let mut seen: FxHashSet<StepId> = starts.iter().copied().collect();
    let mut open = std::collections::VecDeque::from(starts);
    while let Some(step) = open.pop_front() {
        if is(step) {
            return Some(step);
        }
        open.extend(course.next(step).filter(|next| seen.insert(*next)));
    }
    None
}

/// What the labels of a process say of people.
struct StepLabels<'l> {
    steps: &'l [StepId],
    /// Whom each step tells something.
    told: FxHashMap<StepId, Vec<(String, bool)>>,
    /// All of them, in the order of their steps.
    people: Vec<String>,
    /// The lanes of the process.
    lanes: Vec<DepartmentId>,
    /// Messages to others, by the steps from which they are drawn.
    sent: FxHashMap<StepId, Vec<MessageParty>>,
    /// The steps at which messages come in that are drawn.
    received: FxHashSet<StepId>,
}

impl<'l> StepLabels<'l> {
    fn new(
        draft: &'l UnitBuilder<'_>,
        messages: &[PartyMessage],
        process: ProcessId,
        starts: &[StepId],
    ) -> Self {
        let steps = draft.steps_of(process);
        let speech = &draft.shared.lexicon.speech;
        let mut told: FxHashMap<StepId, Vec<(String, bool)>> = FxHashMap::default();
        let (mut people, mut lanes): (Vec<String>, Vec<DepartmentId>) = (Vec::new(), Vec::new());
        for &step in steps {
            lanes.extend(draft.owner(step).filter(|lane| !lanes.contains(lane)));
            let row = draft.row(step);
            if !says(draft, step) && row.kind != StepKind::Throw || row.kind == StepKind::ReceiveTask {
                continue;
            }
            let named = speech.addressees(&row.name);
            for (person, _) in &named {
                if !people.contains(person) {
                    people.push(person.clone());
                }
            }
            if !named.is_empty() {
                told.insert(step, named);
            }
        }
        for person in starts.iter().flat_map(|start| speech.named_people(&draft.row(*start).name)) {
            if !people.contains(&person) {
                people.push(person);
            }
        }
        let mut sent: FxHashMap<StepId, Vec<MessageParty>> = FxHashMap::default();
        let own = MessageParty::Process(process);
        for message in messages {
            if let (true, Some(step)) = (message.source.0 == own && message.target.0 != own, message.source.1)
            {
                sent.entry(step).or_default().push(message.target.0);
            }
        }
        let received = messages.iter().filter_map(|message| message.target.1).collect();
        Self { steps, told, people, lanes, sent, received }
    }

    /// Collects where somebody is told something who is known by a word for him, a lane, or both.
    fn addressee(
        &self,
        draft: &UnitBuilder<'_>,
        course: &Course,
        (person, lane): (Option<&String>, Option<DepartmentId>),
        starts: &[StepId],
    ) -> Addressee {
        let speech = &draft.shared.lexicon.speech;
        let mut contacts = Contacts::none(draft.unit.steps.len());
        let (mut told, mut unnamed) = (FxHashSet::default(), FxHashSet::default());
        for &step in self.steps {
            let (at, row) = (step.index(), draft.row(step));
            let own = lane.is_some() && draft.owner(step) == lane;
            let said = person.and_then(|person| {
                self.told.get(&step).into_iter().flatten().find(|(other, _)| other == person)
            });
            let sent = person.is_some_and(|person| self.sends_to(draft, step, person));
            let back = lane.is_some_and(|lane| reaches_lane(draft, course, step, lane));
            let may = self.may_tell(draft, step);
            let announced = || speech.tells(&row.name) && speech.announces(&row.name);
            if said.map_or_else(|| sent && announced(), |(_, told)| *told) || back {
                told.insert(step);
            } else if may && row.kind.is_activity() && !Speech::reminds(&row.name) && announced() {
                unnamed.insert(step);
            }
            contacts.tells[at] = said.is_some() || sent || back || may;
            let acts = |person: &String| {
                Speech::names(&row.name, person) && (receives(row.kind) || speech.acts_as(&row.name, person))
            };
            contacts.meets[at] = said.is_some() && !waits_behind(draft, course, step)
                || lane.is_some_and(|lane| Speech::names(&row.name, name(draft, lane)))
                    && row.kind.is_activity()
                    && !own;
            let answers = self.may_answer(draft, course, step);
            contacts.hears[at] = own || answers || person.is_some_and(acts);
        }
        // Where nobody else is spoken of, it is he who is told.
        if told.is_empty() && self.people.len() == 1 && person.is_some() {
            told = unnamed;
        }
        contacts.tells = course.told_alone(&contacts.tells);
        contacts.sure = course.inevitable(&contacts.tells);
        contacts.can = course.possible(&contacts.tells);
        let names = |start: &&StepId| {
            lane.is_some() && draft.owner(**start) == lane
                || person.is_some_and(|person| {
                    Speech::has_asked(person) || Speech::names(person, &draft.row(**start).name)
                })
        };
        let began = starts.iter().filter(names).copied().collect();
        Addressee { told, contacts, person: person.cloned(), began, lane }
    }

    /// Tells whether an event that nobody is drawn to send may be the answer to what somebody was told right before.
    fn may_answer(&self, draft: &UnitBuilder<'_>, course: &Course, step: StepId) -> bool {
        let told = |gateway: &StepId| {
            draft.row(*gateway).kind == StepKind::EventBased
                && course.before(*gateway).iter().any(|before| self.told.contains_key(before))
        };
        draft.row(step).has(DefinitionKind::Message)
            && !self.received.contains(&step)
            && course.before(step).iter().any(told)
    }

    /// Tells whether a message of a step goes to somebody.
    fn sends_to(&self, draft: &UnitBuilder<'_>, step: StepId, person: &str) -> bool {
        let mut parties = self.sent.get(&step).into_iter().flatten();
        parties.any(|party| owner(draft, *party).is_some_and(|it| Speech::names(person, name(draft, it))))
    }

    /// Tells whether a step may tell anybody: it sends something or meets somebody, and names nobody else; or what is done there
    /// is not seen.
    fn may_tell(&self, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        let row = draft.row(step);
        let speech = &draft.shared.lexicon.speech;
        let throws = row.kind == StepKind::SendTask
            || matches!(row.kind, StepKind::Throw | StepKind::End) && row.has(DefinitionKind::Message);
        let to_lane = || self.lanes.iter().any(|lane| Speech::names(&row.name, name(draft, *lane)));
        let unaddressed = !self.told.contains_key(&step)
            && !self.sent.contains_key(&step)
            && !speech.addresses_others(&row.name)
            && !to_lane();
        // A program that refuses answers whatever called it.
        let answers = row.kind == StepKind::ServiceTask && Speech::refuses(&row.name);
        row.kind == StepKind::Call
            || answers
            || unaddressed && throws
            || unaddressed
                && row.kind.is_activity()
                && (speech.sends(&row.name) || speech.serves(&row.name) || speech.talks(&row.name))
    }
}

/// Tells whether an answer is waited for right behind a step. What was said there is no outcome then.
fn waits_behind(draft: &UnitBuilder<'_>, course: &Course, step: StepId) -> bool {
    course.ways(step).iter().any(|next| draft.row(*next).kind == StepKind::EventBased)
}

/// Returns the lane of ours in which a process begins by itself and somebody reports to others what he waits for.
fn starting_lane(draft: &UnitBuilder<'_>, course: &Course, starts: &[StepId]) -> Option<DepartmentId> {
    /// The most steps of the lane that are looked at.
    const MOST: usize = 6;
    let &[start] = starts else { return None };
    let row = draft.row(start);
    let lane = draft.owner(start).filter(|lane| draft.side(Some(*lane)) == Side::Internal)?;
    let plain = row.event.as_ref().is_none_or(|event| event.definitions.is_empty());
    let own = |step: &StepId| draft.owner(*step) == Some(lane);
    let next = |step: &StepId| course.ways(*step).iter().copied().find(own);
    let steps: Vec<StepId> = std::iter::successors(Some(start), next).take(MOST).collect();
    let crosses = |step: &StepId| course.ways(*step).iter().any(|next| !own(next));
    let reports = |step: &StepId| {
        let name = &draft.row(*step).name;
        draft.row(*step).kind.is_activity()
            && (Speech::reports(name) || draft.shared.lexicon.speech.asks_for(name))
    };
    let begins = row.kind == StepKind::Start && plain && !Speech::comes_in(&row.name);
    (begins && steps.iter().any(crosses) && steps.iter().any(reports)).then_some(lane)
}

fn name<'d>(draft: &'d UnitBuilder<'_>, department: DepartmentId) -> &'d str {
    draft.unit.departments.get(department.index()).map_or("", |row| row.name.as_str())
}

#[cfg(test)]
mod tests {
    use crate::testing::{ids, unit};

    /// Checks at which endings somebody misses what he is told elsewhere, with where that is.
    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let rows = unit.endings.iter().filter(|row| row.silent);
        let found: Vec<String> = rows
            .filter_map(|row| Some(format!("{}: {}", ids(&unit, &[row.step]), ids(&unit, &[row.told_at?]))))
            .collect();
        assert_eq!(found, expected);
    }

    const REST: &str = "xor Approved?\n task Inform user\n end Done\n task Note\n end Rejected\n";
    const WAYS: &str = "Approved? -yes-> Inform user -> Done\nApproved? -no-> Note -> Rejected";

    #[test]
    fn whoever_is_told_of_one_outcome_by_a_label_misses_the_other() {
        let text = |first: &str, second: &str| {
            format!("pool Desk\n start Begin\n task {first}\n {REST} Begin -> {first} -> {second}{WAYS}")
        };
        check(&text("Check account of user", "Approved?\n"), &["rejected: inform-user"]);
        // Whom nobody has spoken of has no part in the case yet.
        check(&text("Check account", "Approved?\n"), &[]);
    }

    #[test]
    fn whoever_reports_in_his_lane_and_sees_the_case_again() {
        let text = |first: &str| {
            format!(
                "pool Plant\n lane Operator\n start Down\n task {first}\n task Try it\n end Runs\n lane Workshop\n task Diagnose\n xor Repaired?\n end Rejected\n Down -> {first} -> Diagnose -> Repaired? -yes-> Try it -> Runs\nRepaired? -no-> Rejected"
            )
        };
        check(&text("Report fault"), &["rejected: try-it"]);
        check(&text("Switch off"), &[]);
    }
}
