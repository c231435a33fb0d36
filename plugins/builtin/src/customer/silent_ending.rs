//! `customer/silent-ending`: see [`RULE`].

mod contrast;
mod objection;
mod other;
mod place;
mod sender;
mod texts;
mod unasked;

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Ending, HandoffKind, Options, Place, Reporter, Rule, Severity, Side,
    Step, StepId, StepKind, Unit, ViewPart, Wait,
};

use other::OtherRequesters;
use place::EndPlace;

/// The most contacts and endings of a process that are asked how they lie to the way to an ending.
const MOST_ASKED: usize = 16;

/// Finds an ending of a case that the customer started, of which the customer is never told.
///
/// For the company the case is closed; the customer still waits, calls, and then goes elsewhere. Rejections, errors and
/// timeouts are the usual places, because everyone draws the good path first.
///
/// - Wrong: *Out of stock* leads to *Order rejected*, and no step on that path sends the customer anything.
/// - Right: a step before the ending, or the ending itself, tells the customer; or something that was set going on the way
///   surely does: another department, a carrier, the process to which the case is handed over.
///
/// It is certain only where the customer's message starts the case and messages to the customer are drawn on other ways, so
/// that the missing one stands out. Where no ending tells anything, one place stands for all.
///
/// No silence: what the customer decides himself, or leaves unanswered until the case is only closed; what is done with him in
/// person; a decision by whether he can be reached; a suspicion that nobody tells him on purpose; an ending that hands the case
/// on or says only that it was taken down; a case that is handed over to another process, whose endings count instead.
///
/// A customer whose own process is drawn can be left without an answer there: he waits for a message that nobody sends, while
/// others reach him. Or he is waited for once more, though nobody told him anything since he was last heard, and he does not
/// send that by himself. Both are likely gaps too.
///
/// So are the ends of cases that he did not begin: what he sends on the way is worked on, decided and not answered; or the case
/// ends badly in a process that tells him on other ways. And whoever else asks for the work of a process, another department, a
/// partner or somebody who is not drawn, waits for what comes of it: where he is answered on other ways, or where what he asks for
/// ends badly and nobody at all is told.
///
/// That the customer meets such an ending needs no way from it to a touchpoint: the silence is what the customer meets.
pub(crate) const RULE: Rule = Rule {
    id: "customer/silent-ending",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Endings],
    page: include_str!("../../cases/customer/silent-ending.md"),
    since: Some("0.1.0"),
    tags: &["customer", "messages"],
    related: &["timing/unlimited-wait"],
    texts: texts::TEXTS,
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let contacts = Contacts::new(unit);
    let silent: Vec<&Ending> = unit.endings().iter().filter(|ending| ending.silent).collect();
    // Endings behind the same branch are silent for the same reason: one finding with its places.
    let mut causes: BTreeMap<_, Vec<&Ending>> = BTreeMap::new();
    for &ending in &silent {
        let passed = passed_on(unit, ending).map(|(last, _)| last);
        let cause = (ending.started_at, ending.certain, contacts.branch(ending), passed);
        causes.entry(cause).or_default().push(ending);
    }
    let mut groups: Vec<Vec<&Ending>> = causes.into_values().collect();
    groups.sort_by_key(|group| group[0].step);
    let others = OtherRequesters::new(unit);
    let mut told: BTreeSet<u32> = BTreeSet::new();
    for group in groups {
        let Some(start) = group[0].started_at.filter(|_| unit.is_ours(unit.owner(group[0].step))) else {
            continue;
        };
        if let Some(contact) = group[0].told_at {
            contrast::report_told_at(unit, group[0], (start, contact), report);
            continue;
        }
        match others.asker(start).filter(|_| !contacts.under_way(start)) {
            Some(asker) => {
                // Of one process, whoever asked for its work is spoken of once.
                let process = unit.steps()[start as usize].process;
                if told.insert(process) {
                    let all: Vec<&Ending> = silent
                        .iter()
                        .copied()
                        .filter(|row| unit.steps()[row.step as usize].process == process)
                        .collect();
                    others.report(&all, start, asker, report);
                }
            }
            None if contacts.under_way(start)
                && (is_customer(unit, unit.owner(start)) || !contacts.touched[start as usize]) =>
            {
                if group[0].certain {
                    contrast::report(unit, &others, group[0], start, report);
                } else {
                    objection::report(unit, &group, start, report);
                }
            }
            None => report_group(unit, &contacts, &group, start, report),
        }
    }
    unasked::report_unsent(unit, report);
    unasked::report_unasked(unit, report);
}

/// Reports endings behind one branch, of which the customer is not told.
fn report_group(
    unit: &Unit<'_>,
    contacts: &Contacts<'_, '_>,
    group: &[&Ending],
    start: StepId,
    report: &mut Reporter<'_>,
) {
    let (ending, twins) = (group[0], &group[1..]);
    // Where the case was handed over, the customer began it before.
    let begun = contacts.begun(start);
    let before = begun.as_deref().map_or(&[][..], |way| &way[..way.len() - 1]);
    let witness = [before, &ending.witness].concat();
    let start = witness.first().copied().filter(|_| begun.is_some()).unwrap_or(start);
    let owner = unit.owner(ending.step);
    if let Some((last, receiver)) = passed_on(unit, ending) {
        report
            .add(Place::Step(ending.step), "passed-on")
            .severity(Severity::Info)
            .certainty(Certainty::Likely)
            .between(owner, customer(unit, start))
            .with("start", Argument::Step(start))
            .with("last", Argument::Step(last))
            .with("successor", Argument::Department(receiver))
            .related(&[start, last])
            .witness(&witness)
            .reach_from(ending.step)
            .help("tell-passed");
        return;
    }
    let mut related: Vec<StepId> = std::iter::once(start).chain(twins.iter().map(|twin| twin.step)).collect();
    related.extend(waits(unit, ending.step));
    let spoken = contacts.of(ending.step).next().is_some();
    // Where ways meet on which the customer is told, it is not the ending that is silent but the way to it.
    let own = contacts.own(ending);
    let (stage, straight) =
        if own.len() < ending.witness.len() { contacts.stage(own) } else { (None, false) };
    // Work that other ways share lies between too.
    let straight = straight && !ending.witness[own.len()..].iter().any(|step| unit.works(*step));
    let place =
        stage.map_or_else(|| EndPlace::new(unit, ending), |stage| EndPlace::after(ending, stage, straight));
    let (message, severity, certainty) = match ending.certain {
        // What he sent on the way, where the case was his or not.
        _ if contacts.under_way(start) => ("unanswered", Severity::Info, Certainty::Likely),
        true => ("silent", Severity::Error, Certainty::Certain),
        // Where talk with the customer may not be drawn at all, that is no ground for an error.
        false if spoken => ("likely", Severity::Warning, Certainty::Likely),
        false => ("untold", Severity::Warning, Certainty::Likely),
    };
    let customer = customer(unit, start);
    let by_name = if is_named(unit, customer) { "-named" } else { "" };
    let teller = contacts.whom(ending, own, &witness);
    let mut finding = report
        .add(Place::Step(ending.step), &place.key(&[message, by_name].concat()))
        .severity(severity)
        .certainty(certainty)
        .between(teller.department().or(owner), customer)
        .with("start", Argument::Step(start))
        .related(&related)
        .witness(&witness)
        .reach_from(ending.step);
    if let Some(customer) = customer {
        finding = finding.with("customer", Argument::Department(customer));
    }
    if let Some(teller) = teller.department() {
        finding = finding.with("teller", Argument::Department(teller));
    }
    let finding = match teller {
        Teller::Contact(contact, _) => finding.with("contact", Argument::Step(contact)),
        Teller::Worker(last, _) => finding.with("last", Argument::Step(last)),
        Teller::Closer(_) | Teller::Nobody => finding,
    };
    place.fill(finding).help(&[teller.remedy(), by_name].concat());
}

/// Who could tell the customer.
enum Teller {
    /// Whoever is in touch with him, at a step.
    Contact(StepId, DepartmentId),
    /// Whoever does the last work before the ending, at a step.
    Worker(StepId, DepartmentId),
    /// Whoever has the case in the end, and has not worked on it.
    Closer(DepartmentId),
    Nobody,
}

impl Teller {
    fn department(&self) -> Option<DepartmentId> {
        match self {
            Self::Contact(_, department) | Self::Worker(_, department) | Self::Closer(department) => {
                Some(*department)
            }
            Self::Nobody => None,
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::Contact(..) => "tell-contact",
            Self::Worker(..) => "tell-worker",
            Self::Closer(_) => "tell-closer",
            Self::Nobody => "tell",
        }
    }
}

/// Tells whether the name of a customer says more than that he is the customer.
fn is_named(unit: &Unit<'_>, customer: Option<DepartmentId>) -> bool {
    const CUSTOMERS: [&str; 8] =
        ["customer", "customers", "kunde", "kunden", "client", "clients", "cliente", "kundin"];
    customer
        .and_then(|customer| unit.departments().get(customer as usize))
        .is_some_and(|row| !CUSTOMERS.contains(&row.name.trim().to_lowercase().as_str()))
}

/// Returns where a case that does not end badly goes to somebody whose inside is not seen, behind the last choice on the way to
/// its ending, and who that is.
fn passed_on(unit: &Unit<'_>, ending: &Ending) -> Option<(StepId, DepartmentId)> {
    if ending.certain || ending.negative {
        return None;
    }
    let chooses = |step: &StepId| {
        let kind = unit.steps()[*step as usize].kind;
        matches!(kind, StepKind::Exclusive | StepKind::EventBased | StepKind::Inclusive)
    };
    let choice = ending.witness.iter().rposition(chooses)?;
    let sent = unit.handoffs().iter().filter(|handoff| {
        handoff.kind == HandoffKind::Message
            && handoff.first.is_none()
            && !is_customer(unit, handoff.receiver)
            && !(0u32..unit.steps().len() as u32).any(|step| unit.owner(step) == handoff.receiver)
    });
    // Whoever goes on with the work himself has only asked for something.
    let behind = &ending.witness[choice + 1..];
    let work = behind.iter().rposition(|step| unit.works(*step)).unwrap_or(0);
    // Whoever had a part in the case before is told how it ended, and does not take it over.
    let meets = |party: DepartmentId| {
        let party = Some(party);
        unit.handoffs().iter().filter(|row| row.giver == party || row.receiver == party).count()
    };
    sent.filter_map(|handoff| Some((handoff.last?, handoff.receiver?)))
        .find(|(last, receiver)| behind[work..].contains(last) && meets(*receiver) == 1)
}

/// Lists where a customer waits for an answer of those with whom the case ends at a step, which does not surely come.
fn waits<'u>(unit: &'u Unit<'_>, end: StepId) -> impl Iterator<Item = StepId> + 'u {
    let party = unit.owner(end);
    let his = move |row: &&Wait| {
        !row.limited && party.is_some() && row.party == party && is_customer(unit, unit.owner(row.step))
    };
    unit.waits().iter().filter(his).map(|row| row.step)
}

/// Where the customer is met.
struct Contacts<'u, 's> {
    unit: &'u Unit<'s>,
    /// For each step, whether it is a touchpoint.
    touched: Vec<bool>,
    /// The steps that tell him something, by process.
    telling: BTreeMap<u32, Vec<StepId>>,
}

impl<'u, 's> Contacts<'u, 's> {
    fn new(unit: &'u Unit<'s>) -> Self {
        let mut touched = vec![false; unit.steps().len()];
        let mut telling: BTreeMap<u32, Vec<StepId>> = BTreeMap::new();
        for touchpoint in unit.touchpoints() {
            touched[touchpoint.step as usize] = true;
            if !touchpoint.inbound {
                let process = unit.steps()[touchpoint.step as usize].process;
                telling.entry(process).or_default().push(touchpoint.step);
            }
        }
        Self { unit, touched, telling }
    }

    /// The steps that tell the customer something in the process of a step.
    fn of(&self, step: StepId) -> impl Iterator<Item = StepId> + '_ {
        let process = self.unit.steps()[step as usize].process;
        self.telling.get(&process).into_iter().flatten().copied()
    }

    /// Returns where the way to an ending leaves those on which the customer is told: the step behind its first choice
    /// since the last contact; the ending itself where there is no choice.
    fn branch(&self, ending: &Ending) -> StepId {
        let touched = |step: &StepId| self.touched[*step as usize];
        let after = ending.witness.iter().rposition(touched).map_or(0, |at| at + 1);
        let choice = ending.witness[after..].iter().position(|step| self.chooses(*step));
        choice.and_then(|at| ending.witness.get(after + at + 1)).copied().unwrap_or(ending.step)
    }

    /// Returns the part of the way to an ending up to where, behind its last choice, it meets one on which the customer
    /// is told.
    fn own<'e>(&self, ending: &'e Ending) -> &'e [StepId] {
        let way = ending.witness.as_slice();
        let beside = self.of(ending.step).filter(|step| !way.contains(step)).take(MOST_ASKED);
        let tellers: Vec<StepId> = beside.collect();
        let splits = |at: &usize| self.splits(way, *at, &tellers);
        let Some(choice) = (0..way.len().saturating_sub(1)).rev().find(splits) else { return way };
        let (before, behind) = way.split_at(choice + 1);
        let shared =
            |step: &StepId| tellers.iter().any(|teller| self.unit.path(*teller, *step, before).is_some());
        // What leads to a step leads to all that follow it.
        &way[..before.len() + behind.partition_point(|step| !shared(step))]
    }

    /// Tells whether a way leaves others at a step: there the customer is told, or the case ends elsewhere.
    fn splits(&self, way: &[StepId], at: usize, tellers: &[StepId]) -> bool {
        let (step, next) = (way[at], &way[at + 1..at + 2]);
        let process = |step: StepId| self.unit.steps()[step as usize].process;
        let ends = self.unit.endings().iter().map(|ending| ending.step);
        let ends = ends.filter(|end| process(*end) == process(step) && !next.contains(end)).take(MOST_ASKED);
        self.interrupts(step)
            || self.chooses(step)
                && tellers.iter().copied().chain(ends).any(|goal| self.unit.path(step, goal, next).is_some())
    }

    /// Returns the step that stands for a way, its last work, and whether only a choice follows it there.
    fn stage(&self, way: &[StepId]) -> (Option<StepId>, bool) {
        let stands = |step: &StepId| self.unit.works(*step) || self.interrupts(*step);
        let Some(at) = way.iter().rposition(stands) else {
            let choice = way.iter().rev().find(|step| self.chooses(**step));
            return (choice.or(way.last()).copied(), choice.is_some());
        };
        let waits = |step: &StepId| {
            matches!(self.unit.steps()[*step as usize].kind, StepKind::Catch | StepKind::EventBased)
        };
        let behind = &way[at + 1..];
        let straight = self.interrupts(way[at]) || behind.iter().any(|step| self.chooses(*step));
        (Some(way[at]), straight && !behind.iter().any(waits))
    }

    /// Returns who could tell the customer of an ending to which `own` leads alone: whoever has met him on the way can, but nobody
    /// who meets him only elsewhere; and whoever only passes the case on does not know how it ends.
    fn whom(&self, ending: &Ending, own: &[StepId], witness: &[StepId]) -> Teller {
        let worker = self.teller(own);
        let contact = worker.and_then(|(_, teller)| self.contact(ending, Some(teller)));
        let met = self.contact(ending, None).filter(|step| worker.is_none() || witness.contains(step));
        if let Some(contact) = contact.or(met)
            && let Some(department) = self.unit.owner(contact)
        {
            return Teller::Contact(contact, department);
        }
        let owner = self.unit.owner(ending.step).filter(|owner| self.unit.is_ours(Some(*owner)));
        let is_named = !self.unit.label(ending.step).trim().is_empty();
        match (worker, owner.filter(|_| is_named)) {
            (Some((_, worker)), Some(owner)) if worker != owner => Teller::Closer(owner),
            (Some((last, worker)), _) => Teller::Worker(last, worker),
            (None, _) => Teller::Nobody,
        }
    }

    /// Returns the last step on a way that somebody of ours has, and who that is: work before all else.
    fn teller(&self, way: &[StepId]) -> Option<(StepId, DepartmentId)> {
        let ours = |step: &StepId| {
            let owner = self.unit.owner(*step).filter(|owner| self.unit.is_ours(Some(*owner)))?;
            Some((*step, owner))
        };
        let worked = way.iter().rev().filter(|step| self.unit.works(**step)).find_map(ours);
        worked.or_else(|| way.iter().rev().find_map(ours))
    }

    /// Returns where a department of ours, or any of them, tells the customer something in the process of an ending: the
    /// last place on the way to it, else the first there is.
    fn contact(&self, ending: &Ending, teller: Option<DepartmentId>) -> Option<StepId> {
        let his = |step: &StepId| {
            let owner = self.unit.owner(*step);
            owner.is_some() && self.unit.is_ours(owner) && (teller.is_none() || owner == teller)
        };
        let contacts: BTreeSet<StepId> = self.of(ending.step).filter(his).collect();
        let last = ending.witness.iter().rev().find(|step| contacts.contains(step));
        last.or(contacts.first()).copied()
    }

    /// Returns the way from where the customer began a case to a start to which it was handed over; none where he began it
    /// there.
    fn begun(&self, start: StepId) -> Option<Vec<StepId>> {
        let steps = self.unit.steps();
        let process = |step: StepId| steps.get(step as usize).map(|row| row.process);
        let own = is_customer(self.unit, self.unit.owner(start));
        if own || self.under_way(start) || self.touched.get(start as usize).is_none_or(|touched| *touched) {
            return None;
        }
        let his = self.unit.touchpoints().iter().filter(|touchpoint| {
            touchpoint.inbound
                && process(touchpoint.step) != process(start)
                && steps.get(touchpoint.step as usize).is_some_and(|row| row.kind == StepKind::Start)
                && self.unit.is_ours(self.unit.owner(touchpoint.step))
        });
        let mut ways =
            his.take(MOST_ASKED).filter_map(|touchpoint| self.unit.path(touchpoint.step, start, &[]));
        ways.next()
    }

    /// Tells whether no case begins at a step: its process has a start elsewhere.
    fn under_way(&self, step: StepId) -> bool {
        let steps = self.unit.steps();
        let Some(row) = steps.get(step as usize) else { return false };
        let begins = |row: &Step| row.kind == StepKind::Start && row.scope.is_none();
        !begins(row) && steps.iter().any(|other| other.process == row.process && begins(other))
    }

    fn chooses(&self, step: StepId) -> bool {
        let kind = self.unit.steps()[step as usize].kind;
        matches!(kind, StepKind::Exclusive | StepKind::EventBased | StepKind::Inclusive)
    }

    fn interrupts(&self, step: StepId) -> bool {
        self.unit.steps()[step as usize].kind == StepKind::Boundary
    }
}

fn is_customer(unit: &Unit<'_>, party: Option<DepartmentId>) -> bool {
    party
        .and_then(|party| unit.departments().get(party as usize))
        .is_some_and(|party| party.side == Side::Customer)
}

/// Returns the customer who started the case.
fn customer(unit: &Unit<'_>, start: StepId) -> Option<DepartmentId> {
    unit.touchpoints().iter().find(|touchpoint| touchpoint.step == start)?.customer
}
