//! What hangs together across files: calls, messages, signals, pools that another file describes, shared stores.
//!
//! Folders hold many unrelated exports, and the same process exported twice. So links stay near: a name is looked for
//! in the file itself, then in the nearest folder that has it, no farther than a neighbouring folder; names that say
//! nothing link no two files; and where two files describe a process with the same id, neither is meant. What finds no
//! partner, or several, is noted.

use std::sync::Arc;

use handoff_model::{
    CallTarget, Diagnostic, Format, Id, ItemId, MessageEnd, MessageFlow, MessageFlowId, Model, ParticipantId,
    ProcessId, Step, StepId, TriggerId,
};
use rustc_hash::FxHashSet;

use crate::{
    contract::Side,
    file_places::FilePlaces,
    indexed_export::{IndexedExport, StepRef},
    keys::Keys,
    link_account,
    name::generic,
    reference::{Processes, Reference, Resolution},
    trigger::{message, throws, triggers},
};

/// One end of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PassageEnd {
    /// A step.
    Step(StepRef),
    /// A pool whose inside is unknown, or of which no step could be told.
    Pool(usize, ParticipantId),
}

/// A message or signal on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Who sends.
    pub(crate) source: PassageEnd,
    /// Who receives.
    pub(crate) target: PassageEnd,
    /// The message flow, where one is drawn.
    pub(crate) flow: Option<(usize, MessageFlowId)>,
    /// A signal, not a message.
    pub(crate) signal: bool,
    /// Only a name joins its ends: no message flow between them, and no declaration that both refer to.
    pub(crate) by_name: bool,
}

/// A call of a process that is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    /// The call activity.
    pub(crate) caller: StepRef,
    pub(crate) process: (usize, ProcessId),
    /// Nothing has the id that is called; a process of that name was taken.
    pub(crate) by_name: bool,
}

/// All links of a landscape.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// Messages and signals, those of message flows first.
    pub(crate) passages: Vec<Passage>,
    pub(crate) calls: Vec<Call>,
    /// Pairs of files where one writes and the other reads the same store.
    pub(crate) stores: Vec<(usize, usize)>,
    /// What found no partner, or several, by its file.
    pub(crate) notes: Vec<(usize, Diagnostic)>,
}

impl PassageEnd {
    /// Returns the file it is in.
    pub(crate) fn file(self) -> usize {
        match self {
            Self::Step((file, _)) | Self::Pool(file, _) => file,
        }
    }
}

/// Everything that is looked up by name.
struct LinkIndex<'a> {
    readings: &'a [Arc<IndexedExport>],
    places: FilePlaces<'a>,
    processes: Processes<'a>,
}

/// Links all exports.
pub(crate) fn links(paths: &[Arc<str>], readings: &[Arc<IndexedExport>]) -> Links {
    let finder = LinkIndex::new(paths, readings);
    let mut links = Links::default();
    for (file, IndexedExport { model, owners, .. }) in readings.iter().map(|reading| &**reading).enumerate() {
        for (id, step) in finder.linking(file) {
            let Some(called) = &step.called else { continue };
            let found = finder.called(file, called);
            let by_name = matches!(found, Resolution::Name(_)) && !finder.calls_by_name(file);
            links.calls.extend(found.process().map(|process| Call { caller: (file, id), process, by_name }));
            links.notes.extend(link_account::call(step, called, &found).map(|note| (file, note)));
        }
        for (flow, row) in model.message_flows.iter().filter(|(_, row)| !stays(model, row)) {
            let step = |end| if let MessageEnd::Step(step) = end { Some((file, step)) } else { None };
            let mut by_name = false;
            let mut resolve = |end, other, sends| match end {
                MessageEnd::Step(step) => PassageEnd::Step((file, step)),
                MessageEnd::Pool(pool) => {
                    let owner = owners.pools.get(pool.index()).copied().flatten();
                    let owner = owner.and_then(|owner| owners.parties.department(owner));
                    let outside = owner.is_some_and(|department| department.side == Side::Customer);
                    let found = finder.pool_step(file, pool, flow, other, sends, outside);
                    let Some(found) = found else { return PassageEnd::Pool(file, pool) };
                    by_name |= found.0 != file && !finder.calls_by_name(file);
                    PassageEnd::Step(found)
                }
            };
            let source = resolve(row.source, step(row.target), true);
            let target = resolve(row.target, step(row.source), false);
            links.passages.push(Passage { source, target, flow: Some((file, flow)), signal: false, by_name });
        }
    }
    finder.by_name(&mut links);
    finder.stores(&mut links);
    // One flow drawn in two files, each with the other's side as a black box, is one passage.
    let mut seen = FxHashSet::default();
    links.passages.retain(|passage| match (passage.source, passage.target) {
        (PassageEnd::Step((a, _)), PassageEnd::Step((b, _))) if a != b => {
            seen.insert((passage.source, passage.target))
        }
        _ => true,
    });
    links
}

/// Tells whether a message flow stays inside one pool, which speaks to itself without a message.
fn stays(model: &Model, flow: &MessageFlow) -> bool {
    match (flow.source, flow.target) {
        (MessageEnd::Step(step), MessageEnd::Pool(pool))
        | (MessageEnd::Pool(pool), MessageEnd::Step(step)) => {
            let process = model.steps.get(step).map(|step| step.process);
            process.is_some() && model.participants.get(pool).and_then(|pool| pool.process) == process
        }
        (MessageEnd::Pool(source), MessageEnd::Pool(target)) => source == target,
        (MessageEnd::Step(_), MessageEnd::Step(_)) => false,
    }
}

/// A step that throws or catches something by name.
#[derive(Clone, Copy, Debug)]
struct NamedEvent {
    at: StepRef,
    trigger: TriggerId,
    sends: bool,
    drawn: bool,
}

/// Under which name something is thrown or caught.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum EventName<'a> {
    Known(&'a str),
    /// None; the declaration is still the same one inside its file.
    None(usize, TriggerId),
}

impl<'a> LinkIndex<'a> {
    fn new(paths: &'a [Arc<str>], readings: &'a [Arc<IndexedExport>]) -> Self {
        let places = FilePlaces::new(paths);
        Self { readings, processes: Processes::new(readings, &places), places }
    }

    fn model(&self, file: usize) -> &'a Model {
        &self.readings[file].model
    }

    fn keys(&self, file: usize) -> &'a Keys {
        &self.readings[file].keys
    }

    /// Tells whether a name is how a file refers to things: in the short text form, which shows no ids.
    fn calls_by_name(&self, file: usize) -> bool {
        self.model(file).format == Format::Text
    }

    /// Lists the steps of a file that may be linked to another.
    fn linking(&self, file: usize) -> impl Iterator<Item = (StepId, &'a Step)> + use<'a> {
        self.those(file, &self.keys(file).linking)
    }

    fn those(&self, file: usize, ids: &'a [StepId]) -> impl Iterator<Item = (StepId, &'a Step)> + use<'a> {
        let model = self.model(file);
        ids.iter().filter_map(|id| Some((*id, model.steps.get(*id)?)))
    }

    fn step(&self, at: StepRef) -> Option<&'a Step> {
        self.model(at.0).steps.get(at.1)
    }

    /// Finds the process that is called.
    fn called(&self, file: usize, called: &CallTarget) -> Resolution {
        if called.dynamic || called.element.is_empty() {
            return Resolution::Nothing;
        }
        let namespace = called.namespace.as_deref();
        let reference = Reference { file, namespace, text: &called.element, exact: true };
        self.processes.find(&self.places, reference)
    }

    /// Finds the step at which a pool, drawn as a whole, sends or receives a message flow.
    fn pool_step(
        &self,
        file: usize,
        pool: ParticipantId,
        flow: MessageFlowId,
        other: Option<StepRef>,
        sends: bool,
        outside: bool,
    ) -> Option<StepRef> {
        let row = self.model(file).participants.get(pool)?;
        let (found, process) = match (&row.process, &row.missing_process) {
            (Some(process), _) => (file, *process),
            (None, Some(missing)) => {
                let namespace = row.missing_namespace.as_deref();
                let reference = Reference { file, namespace, text: missing, exact: namespace.is_some() };
                self.processes.find(&self.places, reference).process()?
            }
            (None, None) if !outside => {
                let name = Keys::get(&self.keys(file).telling_pools, pool.index());
                if name.is_empty() {
                    return None;
                }
                self.processes.pool(&self.places, file, name)?
            }
            (None, None) => return None,
        };
        let names = self.flow_names(file, flow, other);
        let messaging = self.those(found, &self.keys(found).messaging);
        let inside = messaging.filter(|(_, step)| step.process == process && throws(step) == sends);
        let ends: Vec<(StepId, &Step)> = inside.collect();
        let fits = |id: StepId| self.step_names((found, id)).any(|name| names.contains(&name));
        let fitting: Vec<StepId> = ends.iter().map(|(id, _)| *id).filter(|id| fits(*id)).collect();
        match (&fitting[..], &ends[..]) {
            // Without a match by name, only the one and only place where it can be is meant.
            ([step], _) | ([], [(step, _)]) => Some((found, *step)),
            _ => None,
        }
    }

    /// The names under which the other end of a message flow may know it.
    fn flow_names(&self, file: usize, flow: MessageFlowId, other: Option<StepRef>) -> Vec<&'a str> {
        let (model, keys) = (self.model(file), self.keys(file));
        let Some(row) = model.message_flows.get(flow) else { return Vec::new() };
        let message = row.message.map(|message| Keys::get(&keys.triggers, message.index()));
        let mut names = vec![Keys::get(&keys.flows, flow.index()), message.unwrap_or_default()];
        names.extend(other.into_iter().flat_map(|at| self.step_names(at)));
        names.retain(|name| !name.is_empty());
        names
    }

    /// The names of a step: its label, and that of the message it passes.
    fn step_names(&self, at: StepRef) -> impl Iterator<Item = &'a str> + use<'a> {
        let keys = self.keys(at.0);
        let message =
            self.step(at).and_then(message).map(|message| Keys::get(&keys.triggers, message.index()));
        let names = [Keys::get(&keys.steps, at.1.index()), message.unwrap_or_default()];
        names.into_iter().filter(|name| !name.is_empty())
    }

    /// Links what is thrown and caught under one name, where no message flow says who meets whom.
    fn by_name(&self, links: &mut Links) {
        let mut drawn: FxHashSet<StepRef> = FxHashSet::default();
        for passage in &links.passages {
            drawn.extend([passage.source, passage.target].iter().filter_map(|end| match end {
                PassageEnd::Step(at) => Some(*at),
                PassageEnd::Pool(..) => None,
            }));
        }
        let mut named: indexmap::IndexMap<(bool, EventName<'_>), Vec<NamedEvent>, rustc_hash::FxBuildHasher> =
            indexmap::IndexMap::default();
        for (file, IndexedExport { keys, .. }) in self.readings.iter().map(|reading| &**reading).enumerate() {
            for (id, step) in self.linking(file) {
                for (trigger, signal) in triggers(step) {
                    let name = match Keys::get(&keys.triggers, trigger.index()) {
                        "" => EventName::None(file, trigger),
                        name => EventName::Known(name),
                    };
                    let at = (file, id);
                    let party = NamedEvent { at, trigger, sends: throws(step), drawn: drawn.contains(&at) };
                    named.entry((signal, name)).or_default().push(party);
                }
            }
        }
        for ((signal, _), parties) in &named {
            let open: Vec<NamedEvent> =
                parties.iter().copied().filter(|party| *signal || !party.drawn).collect();
            let throwers: Vec<NamedEvent> = open.iter().copied().filter(|party| party.sends).collect();
            let declared: FxHashSet<(StepRef, TriggerId)> =
                throwers.iter().map(|thrower| (thrower.at, thrower.trigger)).collect();
            let (mut met, mut doubtful) = (FxHashSet::default(), FxHashSet::default());
            for catcher in open.iter().filter(|party| !party.sends) {
                let (heard, several) = self.senders(catcher, &throwers, *signal);
                if several {
                    doubtful.insert(catcher.at);
                }
                if !heard.is_empty() {
                    met.insert(catcher.at);
                    met.extend(heard.iter().copied());
                }
                let is_one = |source: StepRef| {
                    source.0 == catcher.at.0 && declared.contains(&(source, catcher.trigger))
                };
                links.passages.extend(heard.into_iter().map(|source| Passage {
                    source: PassageEnd::Step(source),
                    target: PassageEnd::Step(catcher.at),
                    flow: None,
                    signal: *signal,
                    by_name: !is_one(source) && !self.calls_by_name(catcher.at.0),
                }));
            }
            let alone =
                open.iter().filter(|party| !met.contains(&party.at)).map(|party| (party.at, party.sends));
            links.notes.extend(link_account::events(self.readings, *signal, alone, &doubtful));
        }
    }

    /// The throwers that a catcher hears: the nearest; of a message, not those of its own process. Also tells whether
    /// some were not taken because which of them is meant cannot be told.
    fn senders(&self, catcher: &NamedEvent, throwers: &[NamedEvent], signal: bool) -> (Vec<StepRef>, bool) {
        let process = |at: StepRef| self.step(at).map(|step| (at.0, step.process));
        let name = self.model(catcher.at.0).triggers.get(catcher.trigger).map_or("", |row| row.name.as_str());
        let near = self.places.nearest(catcher.at.0, throwers, |thrower| thrower.at.0);
        let mut heard: Vec<StepRef> = near
            .iter()
            .map(|thrower| thrower.at)
            .filter(|at| signal || process(*at) != process(catcher.at))
            .filter(|at| at.0 == catcher.at.0 || !generic(name) && !self.twins(at.0, catcher.at.0))
            .collect();
        // Two files with the same process: which of them is meant cannot be told.
        let files: Vec<usize> = heard.iter().map(|at| at.0).collect();
        heard.retain(|at| !files.iter().any(|file| *file != at.0 && self.twins(*file, at.0)));
        let several = heard.len() < files.len();
        (heard, several)
    }

    /// Tells whether two files likely describe the same thing, exported twice: a process with the same telling id, or
    /// mostly the same labels.
    fn twins(&self, one: usize, other: usize) -> bool {
        let ids = |file: usize| self.model(file).processes.rows().map(|process| process.id.as_str());
        let same = ids(one).any(|id| !generic(id) && ids(other).any(|twin| twin == id));
        let (a, b) = (&self.keys(one).labels, &self.keys(other).labels);
        let shared = a.iter().filter(|label| b.binary_search(label).is_ok()).count();
        same || shared > 1 && 2 * shared >= a.len().min(b.len())
    }

    /// Links files where one writes and the other reads a store of the same name.
    fn stores(&self, links: &mut Links) {
        let mut stores: indexmap::IndexMap<&str, (Vec<usize>, Vec<usize>), rustc_hash::FxBuildHasher> =
            indexmap::IndexMap::default();
        for (file, IndexedExport { keys, .. }) in self.readings.iter().map(|reading| &**reading).enumerate() {
            let name =
                |item: ItemId| Some(Keys::get(&keys.stores, item.index())).filter(|name| !name.is_empty());
            for (_, step) in self.linking(file) {
                for name in step.writes.iter().filter_map(|access| name(access.item)) {
                    stores.entry(name).or_default().0.push(file);
                }
                for name in step.reads.iter().filter_map(|access| name(access.item)) {
                    stores.entry(name).or_default().1.push(file);
                }
            }
        }
        for (writers, readers) in stores.values_mut() {
            writers.dedup();
            readers.dedup();
            for reader in readers.iter() {
                let others: Vec<usize> = writers
                    .iter()
                    .copied()
                    .filter(|writer| writer != reader && !self.twins(*writer, *reader))
                    .collect();
                links.stores.extend(
                    self.places
                        .nearest(*reader, &others, |writer| writer)
                        .into_iter()
                        .map(|writer| (writer, *reader)),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{lexicon::tests::settings, testing::landscape, unit::DepartmentId};

    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let landscape = landscape(files, &settings());
        let line = |unit: &Arc<crate::Unit>| {
            let handoffs: Vec<String> = unit
                .handoffs
                .iter()
                .map(|row| row.id.split_once('#').unwrap_or_default().1.to_owned())
                .collect();
            format!("{}: {}", unit.name, handoffs.join(", "))
        };
        let found: Vec<String> = landscape.units.iter().map(line).collect();
        assert_eq!(found, expected);
    }

    const SEND: &str = "pool Sales\n start S\n end message Sold | name Order placed\n S -> Sold";
    const GET: &str = "pool Shipping\n start message Go | name Order placed\n task A\n Go -> A";

    #[test]
    fn messages_meet_by_name_across_files() {
        check(&[("a/x", SEND), ("b/y", GET)], &["a/x + b/y: message:sold>go"]);
    }

    #[test]
    fn not_from_one_end_of_the_disk_to_the_other() {
        check(&[("a/b/c/x", SEND), ("d/e/f/y", GET)], &["a/b/c/x: ", "d/e/f/y: "]);
    }

    #[test]
    fn a_generic_name_means_nothing_elsewhere() {
        let generic = |text: &str| text.replace("Order placed", "Message_1");
        check(&[("x", &generic(SEND)), ("y", &generic(GET))], &["x: ", "y: "]);
        check(&[("x", &format!("{}\n{}", generic(SEND), generic(GET)))], &["x: message:sold>go"]);
    }

    #[test]
    fn two_exports_of_one_process_are_not_one() {
        check(&[("x", SEND), ("y", SEND), ("z", GET)], &["x: ", "y: ", "z: "]);
        let both = format!("{SEND}\n{GET}");
        check(&[("x", &both), ("y", &both)], &["x: message:sold>go", "y: message:sold>go"]);
    }

    #[test]
    fn calls_find_their_process_by_id_or_name() {
        let caller = "pool Sales\n start S\n call C | calls Pack goods\n S -> C";
        let pool = "pool Shipping\n start T\n task A\n T -> A";
        let named = "process Pack goods\n start T\n task A | by Packer\n T -> A";
        check(&[("x", caller), ("y", pool)], &["x: ", "y: "]);
        check(&[("x", caller), ("y", named)], &["x + y: call:c>a, call:a>c"]);
        check(&[("x", caller), ("y", named), ("z", named)], &["x: ", "y: ", "z: "]);
    }

    #[test]
    fn a_black_box_that_another_file_describes() {
        let sales = "pool Sales\n start S\n end message Sold\n S -> Sold\npool Shipping department\nSold ~Parcel order~> Shipping department";
        let shipping = "pool Shipping department\n start message Parcel order\n task A\n Parcel order -> A";
        check(&[("x", sales), ("y", shipping)], &["x + y: message:sold>parcel-order"]);
    }

    #[test]
    fn a_flow_drawn_on_both_sides_is_one() {
        let sales = "pool Sales\n start S\n end message Sold\n S -> Sold\npool Shipping\nSold ~Parcel order~> Shipping";
        let shipping =
            "pool Shipping\n start message Go\n task A\n Go -> A\npool Sales\nSales ~Parcel order~> Go";
        check(&[("x", sales), ("y", shipping)], &["x + y: message:sold>go"]);
    }

    #[test]
    fn a_pool_sends_nothing_to_itself() {
        let text = "pool Shop\n start S\n send Tell all\n S -> Tell all\npool Depot\nTell all ~> Shop\nTell all ~> Depot";
        check(&[("x", text)], &["x: message:tell-all>depot"]);
    }

    #[test]
    fn what_is_thrown_to_nobody_is_in_the_account() {
        let check = |text: &str, expected: &[&str]| {
            let landscape = landscape(&[("x", text)], &settings());
            let found: Vec<&str> = landscape.notes.iter().map(|(_, note)| note.code.name).collect();
            assert_eq!(found, expected);
        };
        check("process P\n start S\n throw signal Sold\n S -> Sold", &["signal-without-partner"]);
        check("process P\n start signal Go | name Sold\n throw signal Sold\n Go -> Sold", &[]);
        check("process P\n start message Go | name Order placed", &["message-without-partner"]);
        check("pool Sales\npool P\n start message Go | name Order placed\nSales ~> Go", &[]);
    }

    #[test]
    fn each_file_writes_a_department_its_own_way() {
        let get = GET.replace("pool Shipping", "pool Depot\n lane SHIPPING");
        let files = [("x", SEND.replace("pool Sales", "pool Shop\n lane Shipping")), ("y", get)];
        let landscape = landscape(&files.each_ref().map(|(path, text)| (*path, text.as_str())), &settings());
        let unit = &landscape.units[0];
        assert_eq!((unit.files.len(), unit.handoffs.len()), (2, 0));
        let owner = unit.steps[0].owner.expect("an owner");
        let names: Vec<Option<&str>> = (0..3).map(|file| unit.department_name(owner, file)).collect();
        assert_eq!(names, [Some("Shipping"), Some("SHIPPING"), Some("Shipping")]);
        assert_eq!(unit.department_name(DepartmentId(9), 0), None);
    }

    #[test]
    fn customers_are_not_looked_for() {
        let shop = "pool Shop\n start message Order\n task A\n Order -> A\npool Customer\nCustomer ~> Order";
        let other = "pool Customer\n start S\n send Buy\n S -> Buy";
        check(&[("x", shop), ("y", other)], &["x: message:customer>order", "y: "]);
    }

    #[test]
    fn stores_join_files_by_a_telling_name() {
        let write =
            |store: &str| format!("store {store}\npool Sales\n start S\n task A | gives {store}\n S -> A");
        let read =
            |store: &str| format!("store {store}\npool Shipping\n start T\n task B | needs {store}\n T -> B");
        check(&[("x", &write("Order book")), ("y", &read("Order book"))], &["x + y: store:a>b"]);
        check(&[("x", &write("Database")), ("y", &read("Database"))], &["x: ", "y: "]);
    }
}
