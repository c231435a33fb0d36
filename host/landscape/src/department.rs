//! Who owns a step: the innermost named lane, else the pool, else the resource, under one canonical name. Beside lanes that hold
//! the work of a pool, the pool owns no work: what lies in none of them was forgotten.

mod company;

use handoff_model::{Id, Lane, LaneId, Model, Participant, ProcessId, Step, StepId, StepKind};
use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::{
    contract::Side,
    lexicon::{Lexicon, NameMeaning},
    name::{self, Glob, key},
    unit::{CustomerReason, Department},
};

/// A department: a position in some [`PartyTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PartyId(u32);

impl PartyId {
    /// Returns the position.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The departments of one export or of the whole landscape, by normalised name and side.
#[derive(Debug, Default)]
pub(crate) struct PartyTable {
    known: IndexMap<(String, Side), Department, FxBuildHasher>,
}

impl PartyTable {
    pub(crate) fn department(&self, party: PartyId) -> Option<&Department> {
        self.known.get_index(party.index()).map(|(_, department)| department)
    }

    /// Lists the keys of their names, one for each name below.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(|(key, _)| key.as_str())
    }

    pub(crate) fn departments(&self) -> impl Iterator<Item = &Department> {
        self.known.values()
    }

    /// Lists the names of the departments.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.known.values().map(|department| department.name.as_str())
    }

    /// Adds the departments of an export; returns, for each of them, which one it is here. The first spelling of a name
    /// is kept, and what one export is certain of is certain.
    pub(crate) fn join(&mut self, other: &Self) -> Vec<PartyId> {
        let joined = other.known.iter().map(|(key, department)| {
            let index = match self.known.get_full_mut(key) {
                Some((index, _, known)) => {
                    known.certain |= department.certain;
                    known.several |= department.several;
                    index
                }
                None => self.known.insert_full(key.clone(), department.clone()).0,
            };
            PartyId(index as u32)
        });
        joined.collect()
    }

    fn party(&mut self, name: &str, side: Side, certain: bool) -> PartyId {
        let entry = self.known.entry((key(name), side));
        let index = entry.index();
        let department = entry.or_insert_with(|| Department {
            name: name.to_owned(),
            side,
            certain,
            system: false,
            several: false,
            agreement: false,
        });
        department.certain |= certain;
        PartyId(index as u32)
    }
}

/// The owners in one export, by that export alone.
#[derive(Debug)]
pub(crate) struct Owners {
    /// Its departments.
    pub(crate) parties: PartyTable,
    /// Which of the [patterns](Lexicon::patterns) match a lane, pool or resource by its name as written.
    pub(crate) matched: Vec<usize>,
    /// For each step.
    pub(crate) steps: Vec<Option<PartyId>>,
    /// For each pool.
    pub(crate) pools: Vec<Option<PartyId>>,
    /// For each process: its pool's department.
    pub(crate) processes: Vec<Option<PartyId>>,
}

/// Finds the owners in one export.
pub(crate) fn owners(model: &Model, lexicon: &Lexicon) -> Owners {
    let (mut parties, mut written) = (PartyTable::default(), FxHashSet::default());
    let sides = pool_sides(model, lexicon, &mut written);
    let pools = pool_parties(model, &sides, &mut parties);
    let mut around: Vec<Option<usize>> = vec![None; model.processes.len()];
    for (id, pool) in model.participants.iter() {
        if let Some(slot) = pool.process.and_then(|process| around.get_mut(process.index())) {
            slot.get_or_insert(id.index());
        }
    }
    let processes: Vec<Option<PartyId>> =
        around.iter().map(|pool| pool.and_then(|pool| pools[pool])).collect();
    let outer = |process: ProcessId| {
        around
            .get(process.index())
            .copied()
            .flatten()
            .and_then(|pool| sides[pool].as_ref())
            .map(|(_, side, certain)| (*side, *certain))
    };
    let (spoken, beside) = (spoken(model), beside(model, lexicon));
    let lanes: Vec<Option<PartyId>> = model
        .lanes
        .rows()
        .map(|lane| {
            written.insert(key(&lane.name));
            let key = key(&lane.name);
            let common = COMMON.contains(&key.as_str()) && beside.contains(&lane.process);
            let meant = || (common || spoken.contains(&key)).then(|| NameMeaning::plain(&lane.name));
            let named = lexicon.department(&lane.name).or_else(meant)?;
            let (side, certain) = lane_side(&named, outer(lane.process), lexicon);
            Some(parties.party(&named.name, side, certain))
        })
        .collect();
    let staffed = staffed(model, &lanes);
    let divided = divided(model, &lanes);
    // A role may be named once for all steps of a process.
    let performers: Vec<Option<PartyId>> = model
        .processes
        .rows()
        .map(|process| resource(&process.resources, None, lexicon, &mut parties, &mut written))
        .collect();
    let mut steps: Vec<Option<PartyId>> = Vec::with_capacity(model.steps.len());
    for step in model.steps.rows() {
        let inherited = step.scope.and_then(|scope: StepId| steps.get(scope.index()).copied().flatten());
        let pool = processes.get(step.process.index()).copied().flatten();
        let side = outer(step.process);
        let ours = side.is_none_or(|(side, _)| side == Side::Internal);
        let role = |parties: &mut PartyTable, written: &mut FxHashSet<String>| {
            resource(&step.resources, side, lexicon, parties, written)
        };
        let owner = if pool.is_some() && ours && staffed[step.process.index()] && works(step) {
            // The pool is the company: who of it does the work, the role says.
            let left = pool.filter(|_| step.kind != StepKind::UserTask || step.assigned);
            role(&mut parties, &mut written).or(left)
        } else {
            let drawn_apart = ours && divided[step.process.index()] && step.lane.is_none();
            lane_owner(model, &lanes, step.lane)
                .or(inherited)
                .or(pool.filter(|_| !(drawn_apart && step.kind.is_activity())))
                .or_else(|| role(&mut parties, &mut written))
                .or_else(|| performers[step.process.index()])
                .or_else(|| unnamed(model, step, &lanes, lexicon, &mut parties))
        };
        steps.push(owner);
    }
    let fits = |(_, glob): &(usize, &Glob)| written.iter().any(|key| glob.matches(key));
    let matched = lexicon.patterns().enumerate().filter(fits).map(|(number, _)| number).collect();
    Owners { parties, matched, steps, pools, processes }
}

/// Adds the department of each pool.
fn pool_parties(
    model: &Model,
    sides: &[Option<(NameMeaning, Side, bool)>],
    parties: &mut PartyTable,
) -> Vec<Option<PartyId>> {
    let pools = sides.iter().zip(model.participants.rows()).map(|(side, pool)| {
        let (named, side, certain) = side.as_ref()?;
        let party = parties.party(&named.name, *side, *certain);
        parties.known[party.index()].several |= pool.multiple;
        Some(party)
    });
    pools.collect()
}

/// What each pool is called, whose side it is on, and whether that is certain.
fn pool_sides(
    model: &Model,
    lexicon: &Lexicon,
    written: &mut FxHashSet<String>,
) -> Vec<Option<(NameMeaning, Side, bool)>> {
    let mut sides: Vec<Option<(NameMeaning, Side, bool)>> =
        model.participants.rows().map(|pool| pool_department(pool, lexicon, written)).collect();
    let mut lanes = model.lanes.rows().filter_map(|lane| lexicon.department(&lane.name));
    if let Some((_, side, certain)) =
        company::company(model, &sides).and_then(|pool| sides.get_mut(pool)?.as_mut())
    {
        (*side, *certain) = (Side::Internal, true);
    }
    let known = sides.iter().flatten().any(|(_, side, _)| *side == Side::Customer)
        || lanes.any(|named| lane_side(&named, None, lexicon).0 == Side::Customer);
    if !known {
        // Nobody is called a customer: whoever began the case and is told is the customer of that case.
        let open = |side: &Option<(NameMeaning, Side, bool)>| {
            side.as_ref().is_some_and(|(named, side, _)| named.side.is_none() && *side == Side::Internal)
        };
        let names: Vec<Option<&str>> = model
            .participants
            .rows()
            .zip(&sides)
            .map(|(pool, side)| open(side).then_some(pool.name.as_str()))
            .collect();
        let starter = lexicon.marks.starter(model, &names);
        let his = |(named, side, _): &&mut (NameMeaning, Side, bool)| {
            *side == Side::Internal && starter.as_ref() == Some(&key(&named.name))
        };
        for (_, side, certain) in sides.iter_mut().flatten().filter(his) {
            (*side, *certain) = (Side::Customer, false);
        }
    }
    sides
}

fn pool_department(
    pool: &Participant,
    lexicon: &Lexicon,
    written: &mut FxHashSet<String>,
) -> Option<(NameMeaning, Side, bool)> {
    written.insert(key(&pool.name));
    let named = lexicon.department(&pool.name)?;
    let (side, certain) = match (named.side, lexicon.marks.pool(&named.name)) {
        (Some(side), _) => (side, true),
        (None, Some((side, why))) => (side, why == CustomerReason::Name),
        (None, None) => (Side::Internal, true),
    };
    Some((named, side, certain))
}

/// Returns why a department is taken for the customer, by its name as the landscape knows it.
pub(crate) fn why(department: &Department, lexicon: &Lexicon) -> CustomerReason {
    if lexicon.department(&department.name).is_some_and(|named| named.side == Some(Side::Customer)) {
        return CustomerReason::Configuration;
    }
    match lexicon.marks.pool(&department.name) {
        Some((Side::Customer, why)) => why,
        _ if department.certain => CustomerReason::Pool,
        _ => CustomerReason::Starter,
    }
}

/// A lane's side: as configured, else that of the pool around it where that is not our own, else a guess by its name.
fn lane_side(named: &NameMeaning, pool: Option<(Side, bool)>, lexicon: &Lexicon) -> (Side, bool) {
    match (named.side, pool) {
        (Some(side), _) => (side, named.certain),
        (None, Some((side @ (Side::Customer | Side::Partner), certain))) => (side, certain),
        _ => match lexicon.marks.lane(&named.name) {
            Some(side) => (side, false),
            None => (Side::Internal, true),
        },
    }
}

/// Finds the innermost named lane, going outwards.
fn lane_owner(model: &Model, lanes: &[Option<PartyId>], lane: Option<LaneId>) -> Option<PartyId> {
    let mut next = lane;
    // Lanes stand outer before inner, so that a parent with a higher number is a circle in a broken export.
    while let Some(lane) = next {
        if let Some(party) = lanes.get(lane.index()).copied().flatten() {
            return Some(party);
        }
        next = model.lanes.get(lane).and_then(|row| row.parent).filter(|parent| *parent < lane);
    }
    None
}

/// Names that say nothing of a lane where all are called so, and are the name of one where the others have names of their
/// own: no tool draws such a lane among them.
const COMMON: [&str; 14] = [
    "department",
    "abteilung",
    "departement",
    "departamento",
    "process",
    "prozess",
    "processus",
    "proceso",
    "role",
    "rolle",
    "rol",
    "participant",
    "teilnehmer",
    "participante",
];

/// The processes with a lane that has a name of its own.
fn beside(model: &Model, lexicon: &Lexicon) -> FxHashSet<ProcessId> {
    let named = model.lanes.rows().filter(|lane| lexicon.department(&lane.name).is_some());
    named.map(|lane| lane.process).collect()
}

/// The keys of lanes like *Department 1* and *Department 2*, where the label of a step speaks of one of them: counted by
/// people, not by a tool.
fn spoken(model: &Model) -> FxHashSet<String> {
    const LONGEST_COUNT: usize = 2;
    let counted = |name: &str| match &name::words(name)[..] {
        [kind, count] if count.len() <= LONGEST_COUNT => Some((kind.clone(), count.clone())),
        _ => None,
    };
    let lanes: Vec<_> = model.lanes.rows().filter_map(|lane| Some((lane, counted(&lane.name)?))).collect();
    let names: FxHashSet<&(String, String)> = lanes.iter().map(|(_, name)| name).collect();
    let mut kinds: FxHashSet<String> = FxHashSet::default();
    for step in model.steps.rows().filter(|_| !names.is_empty()) {
        let words = name::words(&step.name);
        let pairs = words.windows(2).filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone())));
        kinds.extend(pairs.filter(|pair| names.contains(pair)).map(|(kind, _)| kind));
    }
    lanes.iter().filter(|(_, (kind, _))| kinds.contains(kind)).map(|(lane, _)| key(&lane.name)).collect()
}

/// For each process, whether the roles named on its tasks tell more of who does the work than its pool: no lane of it has a
/// name, and of the tasks of people at least a third, and more than one, name a role.
fn staffed(model: &Model, lanes: &[Option<PartyId>]) -> Vec<bool> {
    /// One in so many tasks names a role where roles are how people say who does the work.
    const SHARE: usize = 3;
    let mut counts = vec![(0, 0); model.processes.len()];
    let people = |step: &&Step| step.kind == StepKind::UserTask;
    for step in model.steps.rows().filter(people) {
        if let Some((roles, all)) = counts.get_mut(step.process.index()) {
            *all += 1;
            *roles += usize::from(!step.resources.is_empty());
        }
    }
    let mut staffed: Vec<bool> =
        counts.into_iter().map(|(roles, all)| roles > 1 && SHARE * roles >= all).collect();
    for (lane, _) in model.lanes.rows().zip(lanes).filter(|(_, party)| party.is_some()) {
        if let Some(staffed) = staffed.get_mut(lane.process.index()) {
            *staffed = false;
        }
    }
    staffed
}

/// For each process, whether its lanes divide the work of its pool: more of the work of people lies in lanes with names than
/// outside.
fn divided(model: &Model, lanes: &[Option<PartyId>]) -> Vec<bool> {
    let mut counts = vec![(0, 0); model.processes.len()];
    let mut inside: Vec<bool> = Vec::with_capacity(model.steps.len());
    for step in model.steps.rows() {
        let around = step.scope.is_some_and(|scope| inside.get(scope.index()).is_some_and(|inside| *inside));
        let own = around || lane_owner(model, lanes, step.lane).is_some();
        inside.push(own);
        if let Some((within, without)) = counts.get_mut(step.process.index()).filter(|_| works(step)) {
            *(if own { within } else { without }) += 1;
        }
    }
    counts.into_iter().map(|(within, without)| within > without).collect()
}

/// Tells the steps that a person does, so that a role can be named for them.
fn works(step: &Step) -> bool {
    matches!(step.kind, StepKind::UserTask | StepKind::ManualTask | StepKind::Task)
}

/// Whoever works in a lane that was drawn beside others and left without a name, as people do for whoever begins the
/// process, and whoever an expression finds beside lanes or roles that have names: the process speaks for him by its name, or
/// by its id where a person wrote that.
fn unnamed(
    model: &Model,
    step: &Step,
    lanes: &[Option<PartyId>],
    lexicon: &Lexicon,
    parties: &mut PartyTable,
) -> Option<PartyId> {
    let named = |(lane, party): (&Lane, &Option<PartyId>)| lane.process == step.process && party.is_some();
    let lanes_drawn = model.lanes.rows().zip(lanes).any(named);
    let beside_lanes = lanes_drawn && step.lane.is_some();
    let beside_roles = || {
        let staffed = |other: &Step| other.process == step.process && !other.resources.is_empty();
        let found = step.assigned && step.resources.is_empty();
        found && (lanes_drawn || model.steps.rows().any(staffed))
    };
    if !beside_lanes && !beside_roles() {
        return None;
    }
    let process = model.processes.get(step.process)?;
    let written = || {
        let id = process.id.as_str();
        let words = id.replace(['_', '-', '.'], " ");
        (!name::generated(id) && !name::generic(&words)).then_some(words)
    };
    let name = lexicon.department(&process.name).or_else(|| lexicon.department(&written()?))?;
    Some(parties.party(&name.name, name.side.unwrap_or(Side::Internal), true))
}

/// The roles or groups named on a step or a process; several that may all do it are one owner together. Expressions are
/// known only at run time.
fn resource(
    roles: &[String],
    pool: Option<(Side, bool)>,
    lexicon: &Lexicon,
    parties: &mut PartyTable,
    written: &mut FxHashSet<String>,
) -> Option<PartyId> {
    let mut found: Vec<NameMeaning> = Vec::new();
    for name in roles.iter().map(|name| name.trim()) {
        if name.is_empty() || name.contains(['$', '#', '=', '(', '{', '@']) {
            continue;
        }
        written.insert(key(name));
        let Some(named) = lexicon.department(name) else { continue };
        if !found.iter().any(|other| other.name == named.name) {
            found.push(named);
        }
    }
    let (side, certain) = lane_side(found.first()?, pool, lexicon);
    let names: Vec<&str> = found.iter().map(|named| named.name.as_str()).collect();
    Some(parties.party(&names.join(" / "), side, certain))
}

#[cfg(test)]
mod tests {
    use super::owners;
    use crate::{
        contract::{DepartmentEntry, Origin, Pattern, Settings},
        lexicon::{Lexicon, tests::settings},
        testing::model,
    };

    fn check_with(settings: &Settings, text: &str, expected: &str) {
        let model = model(text);
        let owners = owners(&model, &Lexicon::new(settings));
        let line = |(step, owner): (&handoff_model::Step, &Option<super::PartyId>)| {
            let department = owner.and_then(|party| owners.parties.department(party));
            let owner = department.map_or("-".to_owned(), |d| {
                format!("{} {:?}{}", d.name, d.side, if d.certain { "" } else { "?" })
            });
            format!("{}: {owner}", step.name)
        };
        let found: Vec<String> = model.steps.rows().zip(&owners.steps).map(line).collect();
        assert_eq!(found.join(", "), expected);
    }

    fn check(text: &str, expected: &str) {
        check_with(&settings(), text, expected);
    }

    #[test]
    fn the_innermost_named_lane_owns() {
        check(
            "pool Company\n lane Sales\n  task A\n lane Sales / Back office\n  task B\n lane Sales / Lane 1\n  task C\n lane Lane 2\n  task D",
            "A: Sales Internal, B: Back office Internal, C: Sales Internal, D: Company Internal",
        );
    }

    #[test]
    fn beside_lanes_a_pool_owns_no_work() {
        check(
            "pool Company\n start S\n service Book\n task C\n sub Deal {\n  task D\n }\n lane Sales\n  task A\n  task B\n  task E",
            "S: Company Internal, Book: -, C: -, Deal: -, D: -, A: Sales Internal, B: Sales Internal, E: Sales Internal",
        );
        check("pool Company\n task C\n lane Sales\n  task A", "C: Company Internal, A: Sales Internal");
    }

    #[test]
    fn steps_of_a_sub_process_belong_to_its_owner() {
        check("pool Company\n lane Sales\n  sub S {\n   task A\n  }", "S: Sales Internal, A: Sales Internal");
    }

    #[test]
    fn a_lane_without_a_name_beside_others_is_that_of_the_process() {
        check(
            "process Trip\n lane Lane 1\n  task A\n lane Desk\n  task B",
            "A: Trip Internal, B: Desk Internal",
        );
        check("process Trip\n lane Lane 1\n  task A", "A: -");
    }

    #[test]
    fn a_process_name_is_no_department() {
        check(
            "process Order handling\n task A\n task B | by Clerk\n task C | by ${role}\n task D | by Clerk, Manager",
            "A: -, B: Clerk Internal, C: -, D: Clerk / Manager Internal",
        );
        check(
            "process Order handling | by Desk\n task A\n task B | by Clerk",
            "A: Desk Internal, B: Clerk Internal",
        );
    }

    #[test]
    fn whoever_an_expression_finds_beside_roles_is_somebody() {
        check(
            "process Sales lead\n user Give details | assigned\n user Check it | by Sales",
            "Give details: Sales lead Internal, Check it: Sales Internal",
        );
        check("process Sales lead\n user Give details | assigned", "Give details: -");
    }

    #[test]
    fn a_counted_lane_that_steps_speak_of_is_a_department() {
        check(
            "process P\n lane Abteilung 1\n  task A\n lane Abteilung 2\n  task Akte an Abteilung 1 geben",
            "A: Abteilung 1 Internal, Akte an Abteilung 1 geben: Abteilung 2 Internal",
        );
    }

    #[test]
    fn roles_divide_a_pool_without_lanes() {
        check(
            "pool Dealer\n start S\n user Advise | by Sales\n user Offer | by Sales\n user Deliver\n user Sign | assigned\n service Book\n S -> Advise",
            "S: Dealer Internal, Advise: Sales Internal, Offer: Sales Internal, Deliver: -, Sign: Dealer Internal, Book: Dealer Internal",
        );
        check(
            "pool Dealer\n user Advise | by Sales\n user Offer\n user Deliver",
            "Advise: Dealer Internal, Offer: Dealer Internal, Deliver: Dealer Internal",
        );
    }

    #[test]
    fn customers_by_pool_and_lane() {
        check(
            "pool Customer\n lane Buying\n  task A\n lane Customer Service\n  task B",
            "A: Buying Customer, B: Customer Service Customer",
        );
        check(
            "pool Company\n lane Customer\n  task A\n lane Customer Service\n  task B",
            "A: Customer Customer?, B: Customer Service Internal",
        );
    }

    #[test]
    fn a_partners_name_is_that_of_the_company_where_nothing_else_of_it_is_drawn() {
        check("pool Supplier\n task A", "A: Supplier Internal");
        check(
            "pool Customer\n task A\npool Supplier\n start message S\n task B\npool Lieferant\n task C\nA ~> S",
            "A: Customer Customer, S: Supplier Internal, B: Supplier Internal, C: Lieferant Partner",
        );
        check("pool Company\n task A\npool Supplier\n task B", "A: Company Internal, B: Supplier Partner");
    }

    #[test]
    fn whom_the_customer_asks_first_is_the_company() {
        let asked = "pool Customer\npool Supplier\n start message S\npool Mill\n start message M\n";
        check(&format!("{asked}Customer ~> S\nS ~> M"), "S: Supplier Internal, M: Mill Internal");
        check(&format!("{asked}Customer ~> S\nCustomer ~> M"), "S: Supplier Partner, M: Mill Internal");
    }

    #[test]
    fn a_common_noun_is_a_name_beside_others() {
        let mut settings = settings();
        settings.vocabulary.placeholder.push("department".to_owned());
        let lanes = "pool Works\n lane Department\n  task A\n lane";
        check_with(
            &settings,
            &format!("{lanes} Sales\n  task B"),
            "A: Department Internal, B: Sales Internal",
        );
        check_with(&settings, &format!("{lanes} Lane 1\n  task B"), "A: Works Internal, B: Works Internal");
    }

    #[test]
    fn whoever_begins_the_case_and_is_answered_is_its_customer() {
        let case = |name: &str| {
            format!(
                "pool {name}\n start P\n  task A\n  catch message C\npool Practice\n start message S\n \
                 task B\nA ~> S\nB ~> C"
            )
        };
        let found = |name: &str, side: &str| {
            format!(
                "P: {name} {side}, A: {name} {side}, C: {name} {side}, S: Practice Internal, B: Practice Internal"
            )
        };
        for name in ["Client visit", "Kundenreise", "Laufweg des Kunden", "Client process"] {
            check(&case(name), &found(name, "Customer?"));
        }
        check(&case("Press"), &found("Press", "Internal"));
    }

    #[test]
    fn configuration_wins() {
        let entry = DepartmentEntry {
            name: "Shipping".to_owned(),
            aliases: vec![Pattern { text: "Versand*".to_owned(), origin: Origin::default() }],
            agreement: false,
            side: Some(crate::contract::Side::Partner),
            origin: Origin::default(),
        };
        let settings = Settings { departments: vec![entry], ..settings() };
        check_with(&settings, "pool Kunde\n lane Versand Nord\n  task A", "A: Shipping Partner");
    }
}
