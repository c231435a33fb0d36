//! The rows of the lists, as files hold them.
//!
//! Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

use serde_json::Value;

use super::row::{FromValue, Row};
use crate::{
    Attribute, Availability, Call, Carried, Clause, Concurrency, Department, Ending, Event, EventKind,
    Evidence, Exchange, ExchangeKind, Field, Flow, GapKind, GlossaryStatus, Handoff, HandoffKind, Hint, Item,
    ItemId, Leg, Need, Partner, Place, Process, Promise, Provision, Questions, Reach, ReachVerdict, Severity,
    Side, SlowestPath, Source, Spelling, StaleEntry, Step, StepId, StepKind, TextOf, TimerKind, Touchpoint,
    Wait, Wording,
};

/// The lists of a view, read from a file, and who answers the questions.
#[derive(Clone, Debug)]
pub struct ReadView<Q> {
    pub(crate) questions: Q,
    pub(crate) departments: Vec<Department>,
    pub(crate) processes: Vec<Process>,
    pub(crate) steps: Vec<Step>,
    pub(crate) items: Vec<Item>,
    pub(crate) flows: Vec<Flow>,
    pub(crate) events: Vec<Event>,
    pub(crate) handoffs: Vec<Handoff>,
    pub(crate) exchanges: Vec<Exchange>,
    pub(crate) calls: Vec<Call>,
    pub(crate) needs: Vec<Need>,
    pub(crate) provisions: Vec<Provision>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) promises: Vec<Promise>,
    pub(crate) touchpoints: Vec<Touchpoint>,
    pub(crate) legs: Vec<Leg>,
    pub(crate) endings: Vec<Ending>,
    pub(crate) waits: Vec<Wait>,
    pub(crate) spellings: Vec<Spelling>,
    pub(crate) hints: Vec<Hint>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) stale_entries: Vec<StaleEntry>,
}

impl<Q> ReadView<Q> {
    /// Reads the lists of a view; the error names the field that is wrong.
    pub fn read(view: &Value, questions: Q) -> Result<Self, String> {
        let view = Row::new("the view", view);
        Ok(Self {
            questions,
            departments: view.get("departments")?,
            processes: view.get("processes")?,
            steps: view.get("steps")?,
            items: view.get("items")?,
            flows: view.get("flows")?,
            events: view.get("events")?,
            handoffs: view.get("handoffs")?,
            exchanges: view.get("exchanges")?,
            calls: view.get("calls")?,
            needs: view.get("needs")?,
            provisions: view.get("provisions")?,
            clauses: view.get("clauses")?,
            promises: view.get("promises")?,
            touchpoints: view.get("touchpoints")?,
            legs: view.get("legs")?,
            endings: view.get("endings")?,
            waits: view.get("waits")?,
            spellings: view.get("spellings")?,
            hints: view.get("hints")?,
            attributes: view.get("attributes")?,
            stale_entries: view.get("stale-entries")?,
        })
    }
}

impl<Q: Questions> Source for ReadView<Q> {
    fn departments(&self) -> Vec<Department> {
        self.departments.clone()
    }
    fn processes(&self) -> Vec<Process> {
        self.processes.clone()
    }
    fn steps(&self) -> Vec<Step> {
        self.steps.clone()
    }
    fn items(&self) -> Vec<Item> {
        self.items.clone()
    }
    fn flows(&self) -> Vec<Flow> {
        self.flows.clone()
    }
    fn events(&self) -> Vec<Event> {
        self.events.clone()
    }
    fn handoffs(&self) -> Vec<Handoff> {
        self.handoffs.clone()
    }
    fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.clone()
    }
    fn calls(&self) -> Vec<Call> {
        self.calls.clone()
    }
    fn needs(&self, all: bool) -> Vec<Need> {
        let rows = self.needs.iter().filter(|row| all || super::is_shown_need(row));
        rows.cloned().collect()
    }
    fn provisions(&self) -> Vec<Provision> {
        self.provisions.clone()
    }
    fn clauses(&self) -> Vec<Clause> {
        self.clauses.clone()
    }
    fn promises(&self) -> Vec<Promise> {
        self.promises.clone()
    }
    fn touchpoints(&self) -> Vec<Touchpoint> {
        self.touchpoints.clone()
    }
    fn legs(&self) -> Vec<Leg> {
        self.legs.clone()
    }
    fn endings(&self) -> Vec<Ending> {
        self.endings.clone()
    }
    fn waits(&self) -> Vec<Wait> {
        self.waits.clone()
    }
    fn spellings(&self) -> Vec<Spelling> {
        self.spellings.clone()
    }
    fn hints(&self) -> Vec<Hint> {
        self.hints.clone()
    }
    fn attributes(&self) -> Vec<Attribute> {
        self.attributes.clone()
    }
    fn stale_entries(&self) -> Vec<StaleEntry> {
        self.stale_entries.clone()
    }
}

impl<Q: Questions> Questions for ReadView<Q> {
    fn texts(&self, wanted: &[TextOf]) -> Vec<String> {
        self.questions.texts(wanted)
    }
    fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        self.questions.path(start, goal, avoiding)
    }
    fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        self.questions.every_path_passes(start, goal, through)
    }
    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach {
        self.questions.reach(start, lacking)
    }
    fn slowest(&self, start: StepId, goal: StepId) -> Option<SlowestPath> {
        self.questions.slowest(start, goal)
    }
    fn concurrent(&self, pairs: &[(StepId, StepId)]) -> Vec<Concurrency> {
        self.questions.concurrent(pairs)
    }
}

/// What a view file calls a case, and the numbers of the rows that it names.
pub(super) trait CaseKey {
    /// Returns both.
    fn case_key(&self) -> (&'static str, Vec<u32>);
}

impl CaseKey for TextOf {
    fn case_key(&self) -> (&'static str, Vec<u32>) {
        match *self {
            Self::Label(number) => ("label", vec![number]),
            Self::Documentation(number) => ("documentation", vec![number]),
            Self::Item(number) => ("item", vec![number]),
            Self::State((number, other)) => ("state", vec![number, other]),
            Self::Flow(number) => ("flow", vec![number]),
            Self::Condition(number) => ("condition", vec![number]),
            Self::Exchange(number) => ("exchange", vec![number]),
            Self::KeptIn(number) => ("kept-in", vec![number]),
            Self::Field((number, other)) => ("field", vec![number, other]),
        }
    }
}

impl CaseKey for Place {
    fn case_key(&self) -> (&'static str, Vec<u32>) {
        match *self {
            Self::Step(number) => ("step", vec![number]),
            Self::Handoff(number) => ("handoff", vec![number]),
            Self::Flow(number) => ("flow", vec![number]),
            Self::Exchange(number) => ("exchange", vec![number]),
            Self::Call(number) => ("call", vec![number]),
            Self::Item(number) => ("item", vec![number]),
            Self::Department(number) => ("department", vec![number]),
            Self::Process(number) => ("process", vec![number]),
            Self::Promise(number) => ("promise", vec![number]),
            Self::Clause(number) => ("clause", vec![number]),
            Self::Entry(number) => ("entry", vec![number]),
            Self::Wording(_) => ("wording", Vec::new()),
        }
    }
}

impl FromValue for Severity {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("info") => Ok(Self::Info),
            Some("warning") => Ok(Self::Warning),
            Some("error") => Ok(Self::Error),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for Evidence {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("contract") => Ok(Self::Contract),
            Some("io-specification") => Ok(Self::IoSpecification),
            Some("data-object") => Ok(Self::DataObject),
            Some("form") => Ok(Self::Form),
            Some("message") => Ok(Self::Message),
            Some("label") => Ok(Self::Label),
            Some("annotation") => Ok(Self::Annotation),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for Availability {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("always") => Ok(Self::Always),
            Some("sometimes") => Ok(Self::Sometimes),
            Some("racing") => Ok(Self::Racing),
            Some("late") => Ok(Self::Late),
            Some("elsewhere") => Ok(Self::Elsewhere),
            Some("never") => Ok(Self::Never),
            Some("unknown") => Ok(Self::Unknown),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for GapKind {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("missing") => Ok(Self::Missing),
            Some("possibly-missing") => Ok(Self::PossiblyMissing),
            Some("late") => Ok(Self::Late),
            Some("racing") => Ok(Self::Racing),
            Some("undecidable") => Ok(Self::Undecidable),
            Some("wrong-state") => Ok(Self::WrongState),
            Some("missing-field") => Ok(Self::MissingField),
            Some("blind-decision") => Ok(Self::BlindDecision),
            Some("unmapped-call") => Ok(Self::UnmappedCall),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for Side {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("internal") => Ok(Self::Internal),
            Some("customer") => Ok(Self::Customer),
            Some("partner") => Ok(Self::Partner),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for HandoffKind {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("sequence") => Ok(Self::Sequence),
            Some("message") => Ok(Self::Message),
            Some("call") => Ok(Self::Call),
            Some("event") => Ok(Self::Event),
            Some("store") => Ok(Self::Store),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for StepKind {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("task") => Ok(Self::Task),
            Some("user-task") => Ok(Self::UserTask),
            Some("manual-task") => Ok(Self::ManualTask),
            Some("service-task") => Ok(Self::ServiceTask),
            Some("script-task") => Ok(Self::ScriptTask),
            Some("send-task") => Ok(Self::SendTask),
            Some("receive-task") => Ok(Self::ReceiveTask),
            Some("decision-task") => Ok(Self::DecisionTask),
            Some("call") => Ok(Self::Call),
            Some("sub-process") => Ok(Self::SubProcess),
            Some("event-sub-process") => Ok(Self::EventSubProcess),
            Some("start") => Ok(Self::Start),
            Some("end") => Ok(Self::End),
            Some("catch") => Ok(Self::Catch),
            Some("throw") => Ok(Self::Throw),
            Some("boundary") => Ok(Self::Boundary),
            Some("exclusive") => Ok(Self::Exclusive),
            Some("parallel") => Ok(Self::Parallel),
            Some("inclusive") => Ok(Self::Inclusive),
            Some("event-based") => Ok(Self::EventBased),
            Some("complex") => Ok(Self::Complex),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for EventKind {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("message") => Ok(Self::Message),
            Some("timer") => Ok(Self::Timer),
            Some("signal") => Ok(Self::Signal),
            Some("error") => Ok(Self::Error),
            Some("escalation") => Ok(Self::Escalation),
            Some("link") => Ok(Self::Link),
            Some("conditional") => Ok(Self::Conditional),
            Some("compensation") => Ok(Self::Compensation),
            Some("cancel") => Ok(Self::Cancel),
            Some("terminate") => Ok(Self::Terminate),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for TimerKind {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("date") => Ok(Self::Date),
            Some("duration") => Ok(Self::Duration),
            Some("cycle") => Ok(Self::Cycle),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for ExchangeKind {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("message") => Ok(Self::Message),
            Some("signal") => Ok(Self::Signal),
            Some("error") => Ok(Self::Error),
            Some("escalation") => Ok(Self::Escalation),
            Some("cancellation") => Ok(Self::Cancellation),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for Partner {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("met") => Ok(Self::Met),
            Some("open") => Ok(Self::Open),
            Some("ambiguous") => Ok(Self::Ambiguous),
            Some("unnamed") => Ok(Self::Unnamed),
            Some("missing") => Ok(Self::Missing),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for GlossaryStatus {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("term") => Ok(Self::Term),
            Some("synonym") => Ok(Self::Synonym),
            Some("unlisted") => Ok(Self::Unlisted),
            Some("none") => Ok(Self::None),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for Concurrency {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("never") => Ok(Self::Never),
            Some("possible") => Ok(Self::Possible),
            Some("unknown") => Ok(Self::Unknown),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for ReachVerdict {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        match value.as_str() {
            Some("certain") => Ok(Self::Certain),
            Some("possible") => Ok(Self::Possible),
            Some("none") => Ok(Self::None),
            Some("unknown") => Ok(Self::Unknown),
            _ => Err(format!("{place} should be a word of the contract")),
        }
    }
}

impl FromValue for TextOf {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let (case, held): (String, &Value) = super::row::case(value, place)?;
        match case.as_str() {
            "label" => FromValue::read(held, place).map(Self::Label),
            "documentation" => FromValue::read(held, place).map(Self::Documentation),
            "item" => FromValue::read(held, place).map(Self::Item),
            "state" => FromValue::read(held, place).map(Self::State),
            "flow" => FromValue::read(held, place).map(Self::Flow),
            "condition" => FromValue::read(held, place).map(Self::Condition),
            "exchange" => FromValue::read(held, place).map(Self::Exchange),
            "kept-in" => FromValue::read(held, place).map(Self::KeptIn),
            "field" => FromValue::read(held, place).map(Self::Field),
            _ => Err(format!("{place} should be a case of the contract")),
        }
    }
}

impl TextOf {
    /// Makes one with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self::Label(0)
    }
}

impl FromValue for Wording {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self { of: row.get("of")?, start: row.get("start")?, end: row.get("end")? })
    }
}

impl Wording {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { of: TextOf::blank(), start: 0, end: 0 }
    }
}

impl FromValue for Department {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            name: row.get("name")?,
            side: row.get("side")?,
            certain: row.get("certain")?,
            system: row.get("system")?,
            several: row.get("several")?,
            agreement: row.get("agreement")?,
        })
    }
}

impl Department {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            name: String::new(),
            side: Side::Internal,
            certain: false,
            system: false,
            several: false,
            agreement: false,
        }
    }
}

impl FromValue for Process {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            name: row.get("name")?,
            owner: row.get("owner")?,
            sketch: row.get("sketch")?,
            called: row.get("called")?,
        })
    }
}

impl Process {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { name: String::new(), owner: None, sketch: false, called: false }
    }
}

impl FromValue for Step {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            kind: row.get("kind")?,
            owner: row.get("owner")?,
            process: row.get("process")?,
            scope: row.get("scope")?,
            reachable: row.get("reachable")?,
            loose: row.get("loose")?,
            multiple: row.get("multiple")?,
            unordered: row.get("unordered")?,
        })
    }
}

impl Step {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            kind: StepKind::Task,
            owner: None,
            process: 0,
            scope: None,
            reachable: false,
            loose: false,
            multiple: false,
            unordered: false,
        }
    }
}

impl FromValue for Item {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            named: row.get("named")?,
            store: row.get("store")?,
            collection: row.get("collection")?,
            standing: row.get("standing")?,
            states: row.get("states")?,
            steward: row.get("steward")?,
            types: row.get("types")?,
            alike: row.get("alike")?,
        })
    }
}

impl Item {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            named: false,
            store: false,
            collection: false,
            standing: false,
            states: 0,
            steward: None,
            types: Vec::new(),
            alike: Vec::new(),
        }
    }
}

impl FromValue for Flow {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            source: row.get("source")?,
            target: row.get("target")?,
            conditional: row.get("conditional")?,
            otherwise: row.get("otherwise")?,
            reads: row.get("reads")?,
        })
    }
}

impl Flow {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { source: 0, target: 0, conditional: false, otherwise: false, reads: Vec::new() }
    }
}

impl FromValue for Event {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            step: row.get("step")?,
            kind: row.get("kind")?,
            throws: row.get("throws")?,
            host: row.get("host")?,
            interrupting: row.get("interrupting")?,
            together: row.get("together")?,
            timer: row.get("timer")?,
            seconds: row.get("seconds")?,
        })
    }
}

impl Event {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            step: 0,
            kind: EventKind::Message,
            throws: false,
            host: None,
            interrupting: false,
            together: false,
            timer: None,
            seconds: None,
        }
    }
}

impl FromValue for Carried {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self { item: row.get("item")?, state: row.get("state")?, evidence: row.get("evidence")? })
    }
}

impl Carried {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { item: 0, state: None, evidence: Evidence::Contract }
    }
}

impl FromValue for Handoff {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            kind: row.get("kind")?,
            giver: row.get("giver")?,
            receiver: row.get("receiver")?,
            last: row.get("last")?,
            first: row.get("first")?,
            carries: row.get("carries")?,
            declared: row.get("declared")?,
            named: row.get("named")?,
            expected: row.get("expected")?,
        })
    }
}

impl Handoff {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            kind: HandoffKind::Sequence,
            giver: None,
            receiver: None,
            last: None,
            first: None,
            carries: Vec::new(),
            declared: false,
            named: false,
            expected: false,
        }
    }
}

impl FromValue for Call {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            step: row.get("step")?,
            process: row.get("process")?,
            guessed: row.get("guessed")?,
            silent: row.get("silent")?,
            unpassed: row.get("unpassed")?,
            unreturned: row.get("unreturned")?,
        })
    }
}

impl Call {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            step: 0,
            process: None,
            guessed: false,
            silent: false,
            unpassed: Vec::new(),
            unreturned: Vec::new(),
        }
    }
}

impl FromValue for Exchange {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            kind: row.get("kind")?,
            thrower: row.get("thrower")?,
            catcher: row.get("catcher")?,
            giver: row.get("giver")?,
            receiver: row.get("receiver")?,
            partner: row.get("partner")?,
            drawn: row.get("drawn")?,
            begins: row.get("begins")?,
            handoff: row.get("handoff")?,
        })
    }
}

impl Exchange {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            kind: ExchangeKind::Message,
            thrower: None,
            catcher: None,
            giver: None,
            receiver: None,
            partner: Partner::Met,
            drawn: false,
            begins: false,
            handoff: None,
        }
    }
}

impl FromValue for Need {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            step: row.get("step")?,
            item: row.get("item")?,
            state: row.get("state")?,
            optional: row.get("optional")?,
            evidence: row.get("evidence")?,
            flow: row.get("flow")?,
            clause: row.get("clause")?,
            availability: row.get("availability")?,
            any_state: row.get("any-state")?,
            gap: row.get("gap")?,
            at_most: row.get("at-most")?,
            arrives_in: row.get("arrives-in")?,
            missing_fields: row.get("missing-fields")?,
            expected: row.get("expected")?,
            expected_from: row.get("expected-from")?,
            witness: row.get("witness")?,
            providers: row.get("providers")?,
            undeclared: row.get("undeclared")?,
            handoff: row.get("handoff")?,
        })
    }
}

impl Need {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            step: 0,
            item: 0,
            state: None,
            optional: false,
            evidence: Evidence::Contract,
            flow: None,
            clause: None,
            availability: Availability::Always,
            any_state: Availability::Always,
            gap: None,
            at_most: Severity::Info,
            arrives_in: Vec::new(),
            missing_fields: Vec::new(),
            expected: None,
            expected_from: None,
            witness: Vec::new(),
            providers: Vec::new(),
            undeclared: None,
            handoff: None,
        }
    }
}

impl FromValue for Provision {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            step: row.get("step")?,
            item: row.get("item")?,
            state: row.get("state")?,
            optional: row.get("optional")?,
            evidence: row.get("evidence")?,
            clause: row.get("clause")?,
            used_by: row.get("used-by")?,
            leaves: row.get("leaves")?,
        })
    }
}

impl Provision {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            step: 0,
            item: 0,
            state: None,
            optional: false,
            evidence: Evidence::Contract,
            clause: None,
            used_by: Vec::new(),
            leaves: false,
        }
    }
}

impl FromValue for SlowestPath {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            seconds: row.get("seconds")?,
            path: row.get("path")?,
            stated: row.get("stated")?,
            unstated: row.get("unstated")?,
        })
    }
}

impl SlowestPath {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { seconds: 0, path: Vec::new(), stated: Vec::new(), unstated: Vec::new() }
    }
}

impl FromValue for Promise {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            step: row.get("step")?,
            department: row.get("department")?,
            process: row.get("process")?,
            seconds: row.get("seconds")?,
            share: row.get("share")?,
            to_customer: row.get("to-customer")?,
            slowest: row.get("slowest")?,
        })
    }
}

impl Promise {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            step: None,
            department: None,
            process: None,
            seconds: None,
            share: None,
            to_customer: false,
            slowest: SlowestPath::blank(),
        }
    }
}

impl FromValue for Field {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            name: row.get("name")?,
            data_type: row.get("data-type")?,
            format: row.get("format")?,
            unit: row.get("unit")?,
            optional: row.get("optional")?,
        })
    }
}

impl Field {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { name: String::new(), data_type: None, format: None, unit: None, optional: false }
    }
}

impl FromValue for Clause {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            step: row.get("step")?,
            item: row.get("item")?,
            state: row.get("state")?,
            needed: row.get("needed")?,
            evidence: row.get("evidence")?,
            party: row.get("party")?,
            data_type: row.get("data-type")?,
            format: row.get("format")?,
            unit: row.get("unit")?,
            many: row.get("many")?,
            fields: row.get("fields")?,
            kept_in: row.get("kept-in")?,
        })
    }
}

impl Clause {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            step: 0,
            item: 0,
            state: None,
            needed: false,
            evidence: Evidence::Contract,
            party: None,
            data_type: None,
            format: None,
            unit: None,
            many: None,
            fields: Vec::new(),
            kept_in: None,
        }
    }
}

impl FromValue for Touchpoint {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            step: row.get("step")?,
            customer: row.get("customer")?,
            inbound: row.get("inbound")?,
            certain: row.get("certain")?,
        })
    }
}

impl Touchpoint {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { step: 0, customer: None, inbound: false, certain: false }
    }
}

impl FromValue for Leg {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            journey: row.get("journey")?,
            customer: row.get("customer")?,
            first: row.get("first")?,
            last: row.get("last")?,
            handoffs: row.get("handoffs")?,
            path: row.get("path")?,
        })
    }
}

impl Leg {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { journey: 0, customer: None, first: 0, last: None, handoffs: Vec::new(), path: Vec::new() }
    }
}

impl FromValue for Ending {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            step: row.get("step")?,
            started_at: row.get("started-at")?,
            certain: row.get("certain")?,
            negative: row.get("negative")?,
            silent: row.get("silent")?,
            witness: row.get("witness")?,
            told_at: row.get("told-at")?,
        })
    }
}

impl Ending {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            step: 0,
            started_at: None,
            certain: false,
            negative: false,
            silent: false,
            witness: Vec::new(),
            told_at: None,
        }
    }
}

impl FromValue for Wait {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            step: row.get("step")?,
            party: row.get("party")?,
            limited: row.get("limited")?,
            seconds: row.get("seconds")?,
        })
    }
}

impl Wait {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { step: 0, party: None, limited: false, seconds: None }
    }
}

impl FromValue for Spelling {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            item: row.get("item")?,
            written: row.get("written")?,
            count: row.get("count")?,
            glossary: row.get("glossary")?,
            term: row.get("term")?,
            steps: row.get("steps")?,
        })
    }
}

impl Spelling {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self {
            item: 0,
            written: String::new(),
            count: 0,
            glossary: GlossaryStatus::Term,
            term: None,
            steps: Vec::new(),
        }
    }
}

impl FromValue for Hint {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self { words: row.get("words")?, at: row.get("at")? })
    }
}

impl Hint {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { words: String::new(), at: Wording::blank() }
    }
}

impl FromValue for Attribute {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self { step: row.get("step")?, name: row.get("name")?, value: row.get("value")? })
    }
}

impl Attribute {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { step: 0, name: String::new(), value: String::new() }
    }
}

impl FromValue for StaleEntry {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self { kind: row.get("kind")?, entry: row.get("entry")?, suggestion: row.get("suggestion")? })
    }
}

impl StaleEntry {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { kind: String::new(), entry: String::new(), suggestion: None }
    }
}

impl FromValue for Reach {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let row = Row::new(place, value);
        Ok(Self {
            verdict: row.get("verdict")?,
            touchpoint: row.get("touchpoint")?,
            path: row.get("path")?,
            repaired_by: row.get("repaired-by")?,
        })
    }
}

impl Reach {
    /// Makes a row with nothing in it, of which a test changes what matters.
    pub fn blank() -> Self {
        Self { verdict: ReachVerdict::Certain, touchpoint: None, path: Vec::new(), repaired_by: None }
    }
}
