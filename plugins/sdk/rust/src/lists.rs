//! The lists of the contract, as a rule reads them.
//!
//! Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

use std::cell::OnceCell;

use crate::bindings::handoff::plugin::model::View;
use crate::unit::Derived;

pub use crate::bindings::handoff::plugin::types::{
    Argument, Attribute, Availability, Call, CallId, Carried, Certainty, Change, Clause, ClauseId,
    Concurrency, Day, Declaration, Department, DepartmentId, Ending, EntryId, Event, EventKind, Evidence,
    Exchange, ExchangeId, ExchangeKind, Field, Finding, Fix, Flow, FlowId, GapKind, GlossaryStatus, Handoff,
    HandoffId, HandoffKind, Hint, Item, ItemId, Leg, Need, NewEntry, Partner, Place, Process, ProcessId,
    Promise, PromiseId, Provision, Reach, ReachVerdict, Replacement, Severity, Side, SlowestPath, SourceId,
    Spelling, StaleEntry, StateId, Step, StepId, StepKind, TextOf, TimerKind, Touchpoint, Wait, Wording,
};

/// Where a unit comes from: the sandbox for a component, anything else for a native test.
///
/// The methods are those of `view` in the contract that answer with a list.
pub trait Source: Questions {
    /// Lists who takes part, sorted by name.
    fn departments(&self) -> Vec<Department>;
    /// Lists the processes.
    fn processes(&self) -> Vec<Process>;
    /// Lists the steps.
    fn steps(&self) -> Vec<Step>;
    /// Lists the items.
    fn items(&self) -> Vec<Item>;
    /// Lists the arrows of the sequence flow.
    fn flows(&self) -> Vec<Flow>;
    /// Lists what events wait for and bring about.
    fn events(&self) -> Vec<Event>;
    /// Lists the handoffs.
    fn handoffs(&self) -> Vec<Handoff>;
    /// Lists what is sent and received, thrown and caught.
    fn exchanges(&self) -> Vec<Exchange>;
    /// Lists the calls of other processes.
    fn calls(&self) -> Vec<Call>;
    /// Lists the needs: only those that are a gap (not `always`, a wrong state, a missing field), unless `all`.
    fn needs(&self, all: bool) -> Vec<Need>;
    /// Lists the provisions.
    fn provisions(&self) -> Vec<Provision>;
    /// Lists what is said of the form of items.
    fn clauses(&self) -> Vec<Clause>;
    /// Lists what contracts promise beside items.
    fn promises(&self) -> Vec<Promise>;
    /// Lists the touchpoints.
    fn touchpoints(&self) -> Vec<Touchpoint>;
    /// Lists the parts of the journeys of customers. Made when first asked for.
    fn legs(&self) -> Vec<Leg>;
    /// Lists the endings of cases that a customer may have started.
    fn endings(&self) -> Vec<Ending>;
    /// Lists the steps that wait for another party.
    fn waits(&self) -> Vec<Wait>;
    /// Lists the ways in which items are written, sorted by item.
    fn spellings(&self) -> Vec<Spelling>;
    /// Lists what the texts of the unit hint at, text by text. Made when first asked for.
    fn hints(&self) -> Vec<Hint>;
    /// Lists what tools wrote about steps beside BPMN, step by step, in the order of the export.
    fn attributes(&self) -> Vec<Attribute>;
    /// Lists the configuration entries that matched nothing.
    fn stale_entries(&self) -> Vec<StaleEntry>;
}

/// What else is asked about a unit: words, and questions about the flow.
pub trait Questions {
    /// Returns texts of the model, in the order asked.
    fn texts(&self, wanted: &[TextOf]) -> Vec<String>;
    /// Finds a shortest path from one step to another that avoids some steps, both ends included; messages and calls are followed.
    fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>>;
    /// Tells whether every path from one step to another passes one of some steps. Also true where no path leads there.
    fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool;
    /// Tells whether the customer would notice what a step lacks. A finding does not need to ask: with `reach-from` the host
    /// answers.
    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach;
    /// Finds the slowest way from one step to another by what is stated, both ends included; messages are followed. Absent where no path
    /// leads there.
    fn slowest(&self, start: StepId, goal: StepId) -> Option<SlowestPath>;
    /// Tells of each pair of steps whether they can run at the same time in one case, in the order asked.
    fn concurrent(&self, pairs: &[(StepId, StepId)]) -> Vec<Concurrency>;
}

/// One unit of the landscape, read-only. Lists are fetched when a rule first asks, and shared by all rules of the call.
pub struct Unit<'s> {
    pub(crate) source: &'s dyn Source,
    pub(crate) derived: Derived,
    departments: OnceCell<Vec<Department>>,
    processes: OnceCell<Vec<Process>>,
    steps: OnceCell<Vec<Step>>,
    items: OnceCell<Vec<Item>>,
    flows: OnceCell<Vec<Flow>>,
    events: OnceCell<Vec<Event>>,
    handoffs: OnceCell<Vec<Handoff>>,
    exchanges: OnceCell<Vec<Exchange>>,
    calls: OnceCell<Vec<Call>>,
    needs: OnceCell<Vec<Need>>,
    provisions: OnceCell<Vec<Provision>>,
    clauses: OnceCell<Vec<Clause>>,
    promises: OnceCell<Vec<Promise>>,
    touchpoints: OnceCell<Vec<Touchpoint>>,
    legs: OnceCell<Vec<Leg>>,
    endings: OnceCell<Vec<Ending>>,
    waits: OnceCell<Vec<Wait>>,
    spellings: OnceCell<Vec<Spelling>>,
    hints: OnceCell<Vec<Hint>>,
    attributes: OnceCell<Vec<Attribute>>,
    stale_entries: OnceCell<Vec<StaleEntry>>,
}

impl<'s> Unit<'s> {
    /// Opens a view of a source.
    pub fn new(source: &'s dyn Source) -> Self {
        Self {
            source,
            derived: Derived::default(),
            departments: OnceCell::new(),
            processes: OnceCell::new(),
            steps: OnceCell::new(),
            items: OnceCell::new(),
            flows: OnceCell::new(),
            events: OnceCell::new(),
            handoffs: OnceCell::new(),
            exchanges: OnceCell::new(),
            calls: OnceCell::new(),
            needs: OnceCell::new(),
            provisions: OnceCell::new(),
            clauses: OnceCell::new(),
            promises: OnceCell::new(),
            touchpoints: OnceCell::new(),
            legs: OnceCell::new(),
            endings: OnceCell::new(),
            waits: OnceCell::new(),
            spellings: OnceCell::new(),
            hints: OnceCell::new(),
            attributes: OnceCell::new(),
            stale_entries: OnceCell::new(),
        }
    }

    /// Lists who takes part, sorted by name; a [`DepartmentId`] is a position here.
    pub fn departments(&self) -> &[Department] {
        self.departments.get_or_init(|| self.source.departments())
    }

    /// Lists the processes; a [`ProcessId`] is a position here.
    pub fn processes(&self) -> &[Process] {
        self.processes.get_or_init(|| self.source.processes())
    }

    /// Lists the steps; a [`StepId`] is a position here.
    pub fn steps(&self) -> &[Step] {
        self.steps.get_or_init(|| self.source.steps())
    }

    /// Lists the items; an [`ItemId`] is a position here.
    pub fn items(&self) -> &[Item] {
        self.items.get_or_init(|| self.source.items())
    }

    /// Lists the arrows of the sequence flow; a [`FlowId`] is a position here.
    pub fn flows(&self) -> &[Flow] {
        self.flows.get_or_init(|| self.source.flows())
    }

    /// Lists what events wait for and bring about.
    pub fn events(&self) -> &[Event] {
        self.events.get_or_init(|| self.source.events())
    }

    /// Lists the handoffs; a [`HandoffId`] is a position here.
    pub fn handoffs(&self) -> &[Handoff] {
        self.handoffs.get_or_init(|| self.source.handoffs())
    }

    /// Lists what is sent and received, thrown and caught; an [`ExchangeId`] is a position here.
    pub fn exchanges(&self) -> &[Exchange] {
        self.exchanges.get_or_init(|| self.source.exchanges())
    }

    /// Lists the calls of other processes; a [`CallId`] is a position here.
    pub fn calls(&self) -> &[Call] {
        self.calls.get_or_init(|| self.source.calls())
    }

    /// Lists the needs, all of them.
    pub fn needs(&self) -> &[Need] {
        self.needs.get_or_init(|| self.source.needs(true))
    }

    /// Lists the provisions.
    pub fn provisions(&self) -> &[Provision] {
        self.provisions.get_or_init(|| self.source.provisions())
    }

    /// Lists what is said of the form of items; a [`ClauseId`] is a position here.
    pub fn clauses(&self) -> &[Clause] {
        self.clauses.get_or_init(|| self.source.clauses())
    }

    /// Lists what contracts promise beside items; a [`PromiseId`] is a position here.
    pub fn promises(&self) -> &[Promise] {
        self.promises.get_or_init(|| self.source.promises())
    }

    /// Lists the touchpoints.
    pub fn touchpoints(&self) -> &[Touchpoint] {
        self.touchpoints.get_or_init(|| self.source.touchpoints())
    }

    /// Lists the parts of the journeys of customers. Made when first asked for.
    pub fn legs(&self) -> &[Leg] {
        self.legs.get_or_init(|| self.source.legs())
    }

    /// Lists the endings of cases that a customer may have started.
    pub fn endings(&self) -> &[Ending] {
        self.endings.get_or_init(|| self.source.endings())
    }

    /// Lists the steps that wait for another party.
    pub fn waits(&self) -> &[Wait] {
        self.waits.get_or_init(|| self.source.waits())
    }

    /// Lists the ways in which items are written, sorted by item.
    pub fn spellings(&self) -> &[Spelling] {
        self.spellings.get_or_init(|| self.source.spellings())
    }

    /// Lists what the texts of the unit hint at, text by text. Made when first asked for.
    pub fn hints(&self) -> &[Hint] {
        self.hints.get_or_init(|| self.source.hints())
    }

    /// Lists what tools wrote about steps beside BPMN, step by step, in the order of the export.
    pub fn attributes(&self) -> &[Attribute] {
        self.attributes.get_or_init(|| self.source.attributes())
    }

    /// Lists the configuration entries that matched nothing; an [`EntryId`] is a position here.
    pub fn stale_entries(&self) -> &[StaleEntry] {
        self.stale_entries.get_or_init(|| self.source.stale_entries())
    }
}

impl Source for View {
    fn departments(&self) -> Vec<Department> {
        self.departments()
    }
    fn processes(&self) -> Vec<Process> {
        self.processes()
    }
    fn steps(&self) -> Vec<Step> {
        self.steps()
    }
    fn items(&self) -> Vec<Item> {
        self.items()
    }
    fn flows(&self) -> Vec<Flow> {
        self.flows()
    }
    fn events(&self) -> Vec<Event> {
        self.events()
    }
    fn handoffs(&self) -> Vec<Handoff> {
        self.handoffs()
    }
    fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges()
    }
    fn calls(&self) -> Vec<Call> {
        self.calls()
    }
    fn needs(&self, all: bool) -> Vec<Need> {
        self.needs(all)
    }
    fn provisions(&self) -> Vec<Provision> {
        self.provisions()
    }
    fn clauses(&self) -> Vec<Clause> {
        self.clauses()
    }
    fn promises(&self) -> Vec<Promise> {
        self.promises()
    }
    fn touchpoints(&self) -> Vec<Touchpoint> {
        self.touchpoints()
    }
    fn legs(&self) -> Vec<Leg> {
        self.legs()
    }
    fn endings(&self) -> Vec<Ending> {
        self.endings()
    }
    fn waits(&self) -> Vec<Wait> {
        self.waits()
    }
    fn spellings(&self) -> Vec<Spelling> {
        self.spellings()
    }
    fn hints(&self) -> Vec<Hint> {
        self.hints()
    }
    fn attributes(&self) -> Vec<Attribute> {
        self.attributes()
    }
    fn stale_entries(&self) -> Vec<StaleEntry> {
        self.stale_entries()
    }
}

impl Questions for View {
    fn texts(&self, wanted: &[TextOf]) -> Vec<String> {
        self.texts(wanted)
    }
    fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        self.path(start, goal, avoiding)
    }
    fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        self.every_path_passes(start, goal, through)
    }
    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach {
        self.reach(start, lacking)
    }
    fn slowest(&self, start: StepId, goal: StepId) -> Option<SlowestPath> {
        self.slowest(start, goal)
    }
    fn concurrent(&self, pairs: &[(StepId, StepId)]) -> Vec<Concurrency> {
        self.concurrent(pairs)
    }
}

/// A part of the view without which a rule has nothing to say: where a unit lacks it, the rule is not called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewPart {
    /// A process.
    Processes,
    /// A step.
    Steps,
    /// An item.
    Items,
    /// A flow.
    Flows,
    /// An event.
    Events,
    /// A handoff.
    Handoffs,
    /// A handoff by message.
    Messages,
    /// An exchange.
    Exchanges,
    /// A call.
    Calls,
    /// A need.
    Needs,
    /// A need that is not surely met.
    Gaps,
    /// A provision.
    Provisions,
    /// A clause.
    Clauses,
    /// A promise.
    Promises,
    /// A touchpoint.
    Touchpoints,
    /// A department known as customer, or a touchpoint.
    Customer,
    /// A leg.
    Legs,
    /// An ending.
    Endings,
    /// A wait.
    Waits,
    /// A spelling.
    Spellings,
    /// A hint.
    Hints,
    /// An attribute.
    Attributes,
    /// A stale entry.
    StaleEntries,
}

impl ViewPart {
    /// Returns its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Processes => "processes",
            Self::Steps => "steps",
            Self::Items => "items",
            Self::Flows => "flows",
            Self::Events => "events",
            Self::Handoffs => "handoffs",
            Self::Messages => "messages",
            Self::Exchanges => "exchanges",
            Self::Calls => "calls",
            Self::Needs => "needs",
            Self::Gaps => "gaps",
            Self::Provisions => "provisions",
            Self::Clauses => "clauses",
            Self::Promises => "promises",
            Self::Touchpoints => "touchpoints",
            Self::Customer => "customer",
            Self::Legs => "legs",
            Self::Endings => "endings",
            Self::Waits => "waits",
            Self::Spellings => "spellings",
            Self::Hints => "hints",
            Self::Attributes => "attributes",
            Self::StaleEntries => "stale-entries",
        }
    }
}
