//! What follows from the lists of the contract.
//!
//! Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

#![expect(
    clippy::match_same_arms,
    clippy::match_wildcard_for_single_variants,
    reason = "each case has its arm, whatever the others hold"
)]

use handoff_landscape::Unit;
use serde_json::{Map, Value, json};
use wasmtime::component::Resource;

use super::bytes::Bytes;
use super::lower;
use super::v2::model;
use super::wire;
use super::written::Written;
use crate::state::StoreState;
use crate::view::{View, ViewResult};

/// A part of the view that a rule cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Every part.
    pub const ALL: [Self; 23] = [
        Self::Processes,
        Self::Steps,
        Self::Items,
        Self::Flows,
        Self::Events,
        Self::Handoffs,
        Self::Messages,
        Self::Exchanges,
        Self::Calls,
        Self::Needs,
        Self::Gaps,
        Self::Provisions,
        Self::Clauses,
        Self::Promises,
        Self::Touchpoints,
        Self::Customer,
        Self::Legs,
        Self::Endings,
        Self::Waits,
        Self::Spellings,
        Self::Hints,
        Self::Attributes,
        Self::StaleEntries,
    ];

    /// Returns the name used in the contract.
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

/// Tells whether a unit has anything of a part.
pub(crate) fn holds(unit: &Unit, part: ViewPart) -> bool {
    match part {
        ViewPart::Processes => !unit.processes.is_empty(),
        ViewPart::Steps => !unit.steps.is_empty(),
        ViewPart::Items => !unit.items.is_empty(),
        ViewPart::Flows => !unit.flows.is_empty(),
        ViewPart::Events => !unit.events.is_empty(),
        ViewPart::Handoffs => !unit.handoffs.is_empty(),
        ViewPart::Messages => lower::has_messages(unit),
        ViewPart::Exchanges => !unit.exchanges.is_empty(),
        ViewPart::Calls => !unit.calls.is_empty(),
        ViewPart::Needs => !unit.needs.is_empty(),
        ViewPart::Gaps => lower::has_gaps(unit),
        ViewPart::Provisions => !unit.provisions.is_empty(),
        ViewPart::Clauses => !unit.clauses.is_empty(),
        ViewPart::Promises => !unit.promises.is_empty(),
        ViewPart::Touchpoints => !unit.touchpoints.is_empty(),
        ViewPart::Customer => lower::has_customer(unit),
        ViewPart::Legs => !unit.legs().is_empty(),
        ViewPart::Endings => !unit.endings.is_empty(),
        ViewPart::Waits => !unit.waits.is_empty(),
        ViewPart::Spellings => !unit.spellings.is_empty(),
        ViewPart::Hints => !unit.hints().is_empty(),
        ViewPart::Attributes => !unit.attributes.is_empty(),
        ViewPart::StaleEntries => !unit.stale_entries.is_empty(),
    }
}

/// Counts the elements of a unit, by which bounds grow.
pub(crate) fn elements(unit: &Unit) -> usize {
    unit.processes.len()
        + unit.steps.len()
        + unit.items.len()
        + unit.flows.len()
        + unit.events.len()
        + unit.handoffs.len()
        + unit.exchanges.len()
        + unit.calls.len()
        + unit.needs.len()
        + unit.provisions.len()
        + unit.clauses.len()
        + unit.promises.len()
        + unit.touchpoints.len()
        + unit.endings.len()
        + unit.waits.len()
        + unit.spellings.len()
        + unit.attributes.len()
        + unit.stale_entries.len()
}

/// Writes every list of a unit, in the words of the contract.
pub(crate) fn written(unit: &Unit) -> Map<String, Value> {
    let mut lists = Map::new();
    let rows = unit.departments.iter().map(|row| lower::department(unit, row).written());
    lists.insert("departments".to_owned(), rows.collect());
    let rows = unit.processes.iter().map(|row| lower::process(unit, row).written());
    lists.insert("processes".to_owned(), rows.collect());
    let rows = unit.steps.iter().map(|row| lower::step(unit, row).written());
    lists.insert("steps".to_owned(), rows.collect());
    let rows = unit.items.iter().map(|row| lower::item(unit, row).written());
    lists.insert("items".to_owned(), rows.collect());
    let rows = unit.flows.iter().map(|row| lower::flow(unit, row).written());
    lists.insert("flows".to_owned(), rows.collect());
    let rows = unit.events.iter().map(|row| lower::event(unit, row).written());
    lists.insert("events".to_owned(), rows.collect());
    let rows = unit.handoffs.iter().map(|row| lower::handoff(unit, row).written());
    lists.insert("handoffs".to_owned(), rows.collect());
    let rows = unit.exchanges.iter().map(|row| lower::exchange(unit, row).written());
    lists.insert("exchanges".to_owned(), rows.collect());
    let rows = unit.calls.iter().map(|row| lower::call(unit, row).written());
    lists.insert("calls".to_owned(), rows.collect());
    let rows = unit.needs.iter().map(|row| lower::need(unit, row).written());
    lists.insert("needs".to_owned(), rows.collect());
    let rows = unit.provisions.iter().map(|row| lower::provision(unit, row).written());
    lists.insert("provisions".to_owned(), rows.collect());
    let rows = unit.clauses.iter().map(|row| lower::clause(unit, row).written());
    lists.insert("clauses".to_owned(), rows.collect());
    let rows = unit.promises.iter().map(|row| lower::promise(unit, row).written());
    lists.insert("promises".to_owned(), rows.collect());
    let rows = unit.touchpoints.iter().map(|row| lower::touchpoint(unit, row).written());
    lists.insert("touchpoints".to_owned(), rows.collect());
    let rows = unit.legs().iter().map(|row| lower::leg(unit, row).written());
    lists.insert("legs".to_owned(), rows.collect());
    let rows = unit.endings.iter().map(|row| lower::ending(unit, row).written());
    lists.insert("endings".to_owned(), rows.collect());
    let rows = unit.waits.iter().map(|row| lower::wait(unit, row).written());
    lists.insert("waits".to_owned(), rows.collect());
    let rows = unit.spellings.iter().map(|row| lower::spelling(unit, row).written());
    lists.insert("spellings".to_owned(), rows.collect());
    let rows = unit.hints().iter().map(|row| lower::hint(unit, row).written());
    lists.insert("hints".to_owned(), rows.collect());
    let rows = unit.attributes.iter().map(|row| lower::attribute(unit, row).written());
    lists.insert("attributes".to_owned(), rows.collect());
    let rows = unit.stale_entries.iter().map(|row| lower::stale_entry(unit, row).written());
    lists.insert("stale-entries".to_owned(), rows.collect());
    lists
}

/// The functions of the view that answer with a list.
#[cfg(test)]
pub(crate) const LISTS: [&str; 23] = [
    "departments",
    "processes",
    "steps",
    "items",
    "flows",
    "events",
    "handoffs",
    "exchanges",
    "calls",
    "needs",
    "provisions",
    "clauses",
    "promises",
    "touchpoints",
    "legs",
    "endings",
    "waits",
    "spellings",
    "hints",
    "attributes",
    "stale-entries",
    "texts",
    "concurrent",
];

/// The other functions of the view.
#[cfg(test)]
pub(crate) const QUESTIONS: [&str; 4] = ["path", "every-path-passes", "reach", "slowest"];

impl model::Host for StoreState {}

impl model::HostView for StoreState {
    fn departments(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Department>> {
        self.rows(|unit| &unit.departments, |_| true, lower::department)
    }

    fn processes(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Process>> {
        self.rows(|unit| &unit.processes, |_| true, lower::process)
    }

    fn steps(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Step>> {
        self.rows(|unit| &unit.steps, |_| true, lower::step)
    }

    fn items(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Item>> {
        self.rows(|unit| &unit.items, |_| true, lower::item)
    }

    fn flows(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Flow>> {
        self.rows(|unit| &unit.flows, |_| true, lower::flow)
    }

    fn events(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Event>> {
        self.rows(|unit| &unit.events, |_| true, lower::event)
    }

    fn handoffs(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Handoff>> {
        self.rows(|unit| &unit.handoffs, |_| true, lower::handoff)
    }

    fn exchanges(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Exchange>> {
        self.rows(|unit| &unit.exchanges, |_| true, lower::exchange)
    }

    fn calls(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Call>> {
        self.rows(|unit| &unit.calls, |_| true, lower::call)
    }

    fn needs(&mut self, _: Resource<View>, all: bool) -> ViewResult<Vec<wire::Need>> {
        self.rows(|unit| &unit.needs, |row| all || lower::is_shown_need(row), lower::need)
    }

    fn provisions(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Provision>> {
        self.rows(|unit| &unit.provisions, |_| true, lower::provision)
    }

    fn clauses(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Clause>> {
        self.rows(|unit| &unit.clauses, |_| true, lower::clause)
    }

    fn promises(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Promise>> {
        self.rows(|unit| &unit.promises, |_| true, lower::promise)
    }

    fn touchpoints(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Touchpoint>> {
        self.rows(|unit| &unit.touchpoints, |_| true, lower::touchpoint)
    }

    fn legs(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Leg>> {
        self.rows(|unit| unit.legs(), |_| true, lower::leg)
    }

    fn endings(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Ending>> {
        self.rows(|unit| &unit.endings, |_| true, lower::ending)
    }

    fn waits(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Wait>> {
        self.rows(|unit| &unit.waits, |_| true, lower::wait)
    }

    fn spellings(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Spelling>> {
        self.rows(|unit| &unit.spellings, |_| true, lower::spelling)
    }

    fn hints(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Hint>> {
        self.rows(|unit| unit.hints(), |_| true, lower::hint)
    }

    fn attributes(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::Attribute>> {
        self.rows(|unit| &unit.attributes, |_| true, lower::attribute)
    }

    fn stale_entries(&mut self, _: Resource<View>) -> ViewResult<Vec<wire::StaleEntry>> {
        self.rows(|unit| &unit.stale_entries, |_| true, lower::stale_entry)
    }

    fn texts(&mut self, _: Resource<View>, wanted: Vec<wire::TextOf>) -> ViewResult<Vec<String>> {
        self.answer_texts(wanted)
    }

    fn path(
        &mut self,
        _: Resource<View>,
        start: u32,
        goal: u32,
        avoiding: Vec<u32>,
    ) -> ViewResult<Option<Vec<u32>>> {
        self.answer_path(start, goal, &avoiding)
    }

    fn every_path_passes(
        &mut self,
        _: Resource<View>,
        start: u32,
        goal: u32,
        through: Vec<u32>,
    ) -> ViewResult<bool> {
        self.answer_every_path_passes(start, goal, &through)
    }

    fn reach(&mut self, _: Resource<View>, start: u32, lacking: Option<u32>) -> ViewResult<wire::Reach> {
        self.answer_reach(start, lacking)
    }

    fn slowest(&mut self, _: Resource<View>, start: u32, goal: u32) -> ViewResult<Option<wire::SlowestPath>> {
        self.answer_slowest(start, goal)
    }

    fn concurrent(
        &mut self,
        _: Resource<View>,
        pairs: Vec<(u32, u32)>,
    ) -> ViewResult<Vec<wire::Concurrency>> {
        self.answer_concurrent(&pairs)
    }

    fn drop(&mut self, _: Resource<View>) -> ViewResult<()> {
        Ok(())
    }
}

impl Written for wire::Severity {
    fn written(&self) -> Value {
        let word = match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        };
        word.into()
    }
}

impl Written for wire::Evidence {
    fn written(&self) -> Value {
        let word = match self {
            Self::Contract => "contract",
            Self::IoSpecification => "io-specification",
            Self::DataObject => "data-object",
            Self::Form => "form",
            Self::Message => "message",
            Self::Label => "label",
            Self::Annotation => "annotation",
        };
        word.into()
    }
}

impl Written for wire::Availability {
    fn written(&self) -> Value {
        let word = match self {
            Self::Always => "always",
            Self::Sometimes => "sometimes",
            Self::Racing => "racing",
            Self::Late => "late",
            Self::Elsewhere => "elsewhere",
            Self::Never => "never",
            Self::Unknown => "unknown",
        };
        word.into()
    }
}

impl Written for wire::GapKind {
    fn written(&self) -> Value {
        let word = match self {
            Self::Missing => "missing",
            Self::PossiblyMissing => "possibly-missing",
            Self::Late => "late",
            Self::Racing => "racing",
            Self::Undecidable => "undecidable",
            Self::WrongState => "wrong-state",
            Self::MissingField => "missing-field",
            Self::BlindDecision => "blind-decision",
            Self::UnmappedCall => "unmapped-call",
        };
        word.into()
    }
}

impl Written for wire::Side {
    fn written(&self) -> Value {
        let word = match self {
            Self::Internal => "internal",
            Self::Customer => "customer",
            Self::Partner => "partner",
        };
        word.into()
    }
}

impl Written for wire::HandoffKind {
    fn written(&self) -> Value {
        let word = match self {
            Self::Sequence => "sequence",
            Self::Message => "message",
            Self::Call => "call",
            Self::Event => "event",
            Self::Store => "store",
        };
        word.into()
    }
}

impl Written for wire::StepKind {
    fn written(&self) -> Value {
        let word = match self {
            Self::Task => "task",
            Self::UserTask => "user-task",
            Self::ManualTask => "manual-task",
            Self::ServiceTask => "service-task",
            Self::ScriptTask => "script-task",
            Self::SendTask => "send-task",
            Self::ReceiveTask => "receive-task",
            Self::DecisionTask => "decision-task",
            Self::Call => "call",
            Self::SubProcess => "sub-process",
            Self::EventSubProcess => "event-sub-process",
            Self::Start => "start",
            Self::End => "end",
            Self::Catch => "catch",
            Self::Throw => "throw",
            Self::Boundary => "boundary",
            Self::Exclusive => "exclusive",
            Self::Parallel => "parallel",
            Self::Inclusive => "inclusive",
            Self::EventBased => "event-based",
            Self::Complex => "complex",
        };
        word.into()
    }
}

impl Written for wire::EventKind {
    fn written(&self) -> Value {
        let word = match self {
            Self::Message => "message",
            Self::Timer => "timer",
            Self::Signal => "signal",
            Self::Error => "error",
            Self::Escalation => "escalation",
            Self::Link => "link",
            Self::Conditional => "conditional",
            Self::Compensation => "compensation",
            Self::Cancel => "cancel",
            Self::Terminate => "terminate",
        };
        word.into()
    }
}

impl Written for wire::TimerKind {
    fn written(&self) -> Value {
        let word = match self {
            Self::Date => "date",
            Self::Duration => "duration",
            Self::Cycle => "cycle",
        };
        word.into()
    }
}

impl Written for wire::ExchangeKind {
    fn written(&self) -> Value {
        let word = match self {
            Self::Message => "message",
            Self::Signal => "signal",
            Self::Error => "error",
            Self::Escalation => "escalation",
            Self::Cancellation => "cancellation",
        };
        word.into()
    }
}

impl Written for wire::Partner {
    fn written(&self) -> Value {
        let word = match self {
            Self::Met => "met",
            Self::Open => "open",
            Self::Ambiguous => "ambiguous",
            Self::Unnamed => "unnamed",
            Self::Missing => "missing",
        };
        word.into()
    }
}

impl Written for wire::GlossaryStatus {
    fn written(&self) -> Value {
        let word = match self {
            Self::Term => "term",
            Self::Synonym => "synonym",
            Self::Unlisted => "unlisted",
            Self::None => "none",
        };
        word.into()
    }
}

impl Written for wire::Concurrency {
    fn written(&self) -> Value {
        let word = match self {
            Self::Never => "never",
            Self::Possible => "possible",
            Self::Unknown => "unknown",
        };
        word.into()
    }
}

impl Written for wire::ReachVerdict {
    fn written(&self) -> Value {
        let word = match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
            Self::None => "none",
            Self::Unknown => "unknown",
        };
        word.into()
    }
}

impl Bytes for wire::TextOf {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Written for wire::TextOf {
    fn written(&self) -> Value {
        match self {
            Self::Label(held) => json!(["label", held.written()]),
            Self::Documentation(held) => json!(["documentation", held.written()]),
            Self::Item(held) => json!(["item", held.written()]),
            Self::State(held) => json!(["state", held.written()]),
            Self::Flow(held) => json!(["flow", held.written()]),
            Self::Condition(held) => json!(["condition", held.written()]),
            Self::Exchange(held) => json!(["exchange", held.written()]),
            Self::KeptIn(held) => json!(["kept-in", held.written()]),
            Self::Field(held) => json!(["field", held.written()]),
        }
    }
}

impl Bytes for wire::Wording {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Written for wire::Wording {
    fn written(&self) -> Value {
        json!({
            "of": self.of.written(),
            "start": self.start.written(),
            "end": self.end.written(),
        })
    }
}

impl Bytes for wire::Day {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Bytes for wire::Department {
    fn behind(&self) -> usize {
        self.name.behind()
    }

    fn entries(&self) -> usize {
        self.name.entries()
    }
}

impl Written for wire::Department {
    fn written(&self) -> Value {
        json!({
            "name": self.name.written(),
            "side": self.side.written(),
            "certain": self.certain.written(),
            "system": self.system.written(),
            "several": self.several.written(),
            "agreement": self.agreement.written(),
        })
    }
}

impl Bytes for wire::Process {
    fn behind(&self) -> usize {
        self.name.behind()
    }

    fn entries(&self) -> usize {
        self.name.entries()
    }
}

impl Written for wire::Process {
    fn written(&self) -> Value {
        json!({
            "name": self.name.written(),
            "owner": self.owner.written(),
            "sketch": self.sketch.written(),
            "called": self.called.written(),
        })
    }
}

impl Bytes for wire::Step {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Written for wire::Step {
    fn written(&self) -> Value {
        json!({
            "kind": self.kind.written(),
            "owner": self.owner.written(),
            "process": self.process.written(),
            "scope": self.scope.written(),
            "reachable": self.reachable.written(),
            "loose": self.loose.written(),
            "multiple": self.multiple.written(),
            "unordered": self.unordered.written(),
        })
    }
}

impl Bytes for wire::Item {
    fn behind(&self) -> usize {
        self.types.behind() + self.alike.behind()
    }

    fn entries(&self) -> usize {
        self.types.entries() + self.alike.entries()
    }
}

impl Written for wire::Item {
    fn written(&self) -> Value {
        json!({
            "named": self.named.written(),
            "store": self.store.written(),
            "collection": self.collection.written(),
            "standing": self.standing.written(),
            "states": self.states.written(),
            "steward": self.steward.written(),
            "types": self.types.written(),
            "alike": self.alike.written(),
        })
    }
}

impl Bytes for wire::Flow {
    fn behind(&self) -> usize {
        self.reads.behind()
    }

    fn entries(&self) -> usize {
        self.reads.entries()
    }
}

impl Written for wire::Flow {
    fn written(&self) -> Value {
        json!({
            "source": self.source.written(),
            "target": self.target.written(),
            "conditional": self.conditional.written(),
            "otherwise": self.otherwise.written(),
            "reads": self.reads.written(),
        })
    }
}

impl Bytes for wire::Event {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Written for wire::Event {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "kind": self.kind.written(),
            "throws": self.throws.written(),
            "host": self.host.written(),
            "interrupting": self.interrupting.written(),
            "together": self.together.written(),
            "timer": self.timer.written(),
            "seconds": self.seconds.written(),
        })
    }
}

impl Bytes for wire::Carried {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Written for wire::Carried {
    fn written(&self) -> Value {
        json!({
            "item": self.item.written(),
            "state": self.state.written(),
            "evidence": self.evidence.written(),
        })
    }
}

impl Bytes for wire::Handoff {
    fn behind(&self) -> usize {
        self.carries.behind()
    }

    fn entries(&self) -> usize {
        self.carries.entries()
    }
}

impl Written for wire::Handoff {
    fn written(&self) -> Value {
        json!({
            "kind": self.kind.written(),
            "giver": self.giver.written(),
            "receiver": self.receiver.written(),
            "last": self.last.written(),
            "first": self.first.written(),
            "carries": self.carries.written(),
            "declared": self.declared.written(),
            "named": self.named.written(),
            "expected": self.expected.written(),
        })
    }
}

impl Bytes for wire::Call {
    fn behind(&self) -> usize {
        self.unpassed.behind() + self.unreturned.behind()
    }

    fn entries(&self) -> usize {
        self.unpassed.entries() + self.unreturned.entries()
    }
}

impl Written for wire::Call {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "process": self.process.written(),
            "guessed": self.guessed.written(),
            "silent": self.silent.written(),
            "unpassed": self.unpassed.written(),
            "unreturned": self.unreturned.written(),
        })
    }
}

impl Bytes for wire::Exchange {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Written for wire::Exchange {
    fn written(&self) -> Value {
        json!({
            "kind": self.kind.written(),
            "thrower": self.thrower.written(),
            "catcher": self.catcher.written(),
            "giver": self.giver.written(),
            "receiver": self.receiver.written(),
            "partner": self.partner.written(),
            "drawn": self.drawn.written(),
            "begins": self.begins.written(),
            "handoff": self.handoff.written(),
        })
    }
}

impl Bytes for wire::Need {
    fn behind(&self) -> usize {
        self.arrives_in.behind()
            + self.missing_fields.behind()
            + self.expected_from.behind()
            + self.witness.behind()
            + self.providers.behind()
    }

    fn entries(&self) -> usize {
        self.arrives_in.entries()
            + self.missing_fields.entries()
            + self.expected_from.entries()
            + self.witness.entries()
            + self.providers.entries()
    }
}

impl Written for wire::Need {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "item": self.item.written(),
            "state": self.state.written(),
            "optional": self.optional.written(),
            "evidence": self.evidence.written(),
            "flow": self.flow.written(),
            "clause": self.clause.written(),
            "availability": self.availability.written(),
            "any-state": self.any_state.written(),
            "gap": self.gap.written(),
            "at-most": self.at_most.written(),
            "arrives-in": self.arrives_in.written(),
            "missing-fields": self.missing_fields.written(),
            "expected": self.expected.written(),
            "expected-from": self.expected_from.written(),
            "witness": self.witness.written(),
            "providers": self.providers.written(),
            "undeclared": self.undeclared.written(),
            "handoff": self.handoff.written(),
        })
    }
}

impl Bytes for wire::Provision {
    fn behind(&self) -> usize {
        self.used_by.behind()
    }

    fn entries(&self) -> usize {
        self.used_by.entries()
    }
}

impl Written for wire::Provision {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "item": self.item.written(),
            "state": self.state.written(),
            "optional": self.optional.written(),
            "evidence": self.evidence.written(),
            "clause": self.clause.written(),
            "used-by": self.used_by.written(),
            "leaves": self.leaves.written(),
        })
    }
}

impl Bytes for wire::SlowestPath {
    fn behind(&self) -> usize {
        self.path.behind() + self.stated.behind() + self.unstated.behind()
    }

    fn entries(&self) -> usize {
        self.path.entries() + self.stated.entries() + self.unstated.entries()
    }
}

impl Written for wire::SlowestPath {
    fn written(&self) -> Value {
        json!({
            "seconds": self.seconds.written(),
            "path": self.path.written(),
            "stated": self.stated.written(),
            "unstated": self.unstated.written(),
        })
    }
}

impl Bytes for wire::Promise {
    fn behind(&self) -> usize {
        self.slowest.behind()
    }

    fn entries(&self) -> usize {
        self.slowest.entries()
    }
}

impl Written for wire::Promise {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "department": self.department.written(),
            "process": self.process.written(),
            "seconds": self.seconds.written(),
            "share": self.share.written(),
            "to-customer": self.to_customer.written(),
            "slowest": self.slowest.written(),
        })
    }
}

impl Bytes for wire::Field {
    fn behind(&self) -> usize {
        self.name.behind() + self.data_type.behind() + self.format.behind() + self.unit.behind()
    }

    fn entries(&self) -> usize {
        self.name.entries() + self.data_type.entries() + self.format.entries() + self.unit.entries()
    }
}

impl Written for wire::Field {
    fn written(&self) -> Value {
        json!({
            "name": self.name.written(),
            "data-type": self.data_type.written(),
            "format": self.format.written(),
            "unit": self.unit.written(),
            "optional": self.optional.written(),
        })
    }
}

impl Bytes for wire::Clause {
    fn behind(&self) -> usize {
        self.data_type.behind()
            + self.format.behind()
            + self.unit.behind()
            + self.fields.behind()
            + self.kept_in.behind()
    }

    fn entries(&self) -> usize {
        self.data_type.entries()
            + self.format.entries()
            + self.unit.entries()
            + self.fields.entries()
            + self.kept_in.entries()
    }
}

impl Written for wire::Clause {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "item": self.item.written(),
            "state": self.state.written(),
            "needed": self.needed.written(),
            "evidence": self.evidence.written(),
            "party": self.party.written(),
            "data-type": self.data_type.written(),
            "format": self.format.written(),
            "unit": self.unit.written(),
            "many": self.many.written(),
            "fields": self.fields.written(),
            "kept-in": self.kept_in.written(),
        })
    }
}

impl Bytes for wire::Touchpoint {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Written for wire::Touchpoint {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "customer": self.customer.written(),
            "inbound": self.inbound.written(),
            "certain": self.certain.written(),
        })
    }
}

impl Bytes for wire::Leg {
    fn behind(&self) -> usize {
        self.handoffs.behind() + self.path.behind()
    }

    fn entries(&self) -> usize {
        self.handoffs.entries() + self.path.entries()
    }
}

impl Written for wire::Leg {
    fn written(&self) -> Value {
        json!({
            "journey": self.journey.written(),
            "customer": self.customer.written(),
            "first": self.first.written(),
            "last": self.last.written(),
            "handoffs": self.handoffs.written(),
            "path": self.path.written(),
        })
    }
}

impl Bytes for wire::Ending {
    fn behind(&self) -> usize {
        self.witness.behind()
    }

    fn entries(&self) -> usize {
        self.witness.entries()
    }
}

impl Written for wire::Ending {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "started-at": self.started_at.written(),
            "certain": self.certain.written(),
            "negative": self.negative.written(),
            "silent": self.silent.written(),
            "witness": self.witness.written(),
            "told-at": self.told_at.written(),
        })
    }
}

impl Bytes for wire::Wait {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Written for wire::Wait {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "party": self.party.written(),
            "limited": self.limited.written(),
            "seconds": self.seconds.written(),
        })
    }
}

impl Bytes for wire::Spelling {
    fn behind(&self) -> usize {
        self.written.behind() + self.term.behind() + self.steps.behind()
    }

    fn entries(&self) -> usize {
        self.written.entries() + self.term.entries() + self.steps.entries()
    }
}

impl Written for wire::Spelling {
    fn written(&self) -> Value {
        json!({
            "item": self.item.written(),
            "written": self.written.written(),
            "count": self.count.written(),
            "glossary": self.glossary.written(),
            "term": self.term.written(),
            "steps": self.steps.written(),
        })
    }
}

impl Bytes for wire::Hint {
    fn behind(&self) -> usize {
        self.words.behind()
    }

    fn entries(&self) -> usize {
        self.words.entries()
    }
}

impl Written for wire::Hint {
    fn written(&self) -> Value {
        json!({
            "words": self.words.written(),
            "at": self.at.written(),
        })
    }
}

impl Bytes for wire::Attribute {
    fn behind(&self) -> usize {
        self.name.behind() + self.value.behind()
    }

    fn entries(&self) -> usize {
        self.name.entries() + self.value.entries()
    }
}

impl Written for wire::Attribute {
    fn written(&self) -> Value {
        json!({
            "step": self.step.written(),
            "name": self.name.written(),
            "value": self.value.written(),
        })
    }
}

impl Bytes for wire::StaleEntry {
    fn behind(&self) -> usize {
        self.kind.behind() + self.entry.behind() + self.suggestion.behind()
    }

    fn entries(&self) -> usize {
        self.kind.entries() + self.entry.entries() + self.suggestion.entries()
    }
}

impl Written for wire::StaleEntry {
    fn written(&self) -> Value {
        json!({
            "kind": self.kind.written(),
            "entry": self.entry.written(),
            "suggestion": self.suggestion.written(),
        })
    }
}

impl Bytes for wire::Reach {
    fn behind(&self) -> usize {
        self.path.behind()
    }

    fn entries(&self) -> usize {
        self.path.entries()
    }
}

impl Written for wire::Reach {
    fn written(&self) -> Value {
        json!({
            "verdict": self.verdict.written(),
            "touchpoint": self.touchpoint.written(),
            "path": self.path.written(),
            "repaired-by": self.repaired_by.written(),
        })
    }
}

impl Bytes for wire::Place {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Bytes for wire::Argument {
    fn behind(&self) -> usize {
        match self {
            Self::Text(held) => held.behind(),
            Self::Steps(held) => held.behind(),
            Self::Departments(held) => held.behind(),
            Self::Items(held) => held.behind(),
            Self::States(held) => held.behind(),
            Self::Texts(held) => held.behind(),
            _ => 0,
        }
    }

    fn entries(&self) -> usize {
        match self {
            Self::Text(held) => held.entries(),
            Self::Steps(held) => held.entries(),
            Self::Departments(held) => held.entries(),
            Self::Items(held) => held.entries(),
            Self::States(held) => held.entries(),
            Self::Texts(held) => held.entries(),
            _ => 0,
        }
    }
}

impl Bytes for wire::Declaration {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Bytes for wire::NewEntry {
    fn behind(&self) -> usize {
        self.table.behind() + self.settings.behind()
    }

    fn entries(&self) -> usize {
        self.table.entries() + self.settings.entries()
    }
}

impl Bytes for wire::Replacement {
    fn behind(&self) -> usize {
        self.text.behind()
    }

    fn entries(&self) -> usize {
        self.text.entries()
    }
}

impl Bytes for wire::Change {
    fn behind(&self) -> usize {
        match self {
            Self::Add(held) => held.behind(),
            Self::Replace(held) => held.behind(),
            _ => 0,
        }
    }

    fn entries(&self) -> usize {
        match self {
            Self::Add(held) => held.entries(),
            Self::Replace(held) => held.entries(),
            _ => 0,
        }
    }
}

impl Bytes for wire::Fix {
    fn behind(&self) -> usize {
        self.text.behind() + self.change.behind()
    }

    fn entries(&self) -> usize {
        self.text.entries() + self.change.entries()
    }
}

impl Bytes for wire::Finding {
    fn behind(&self) -> usize {
        self.rule.behind()
            + self.message.behind()
            + self.help.behind()
            + self.arguments.behind()
            + self.related.behind()
            + self.witness.behind()
            + self.fixes.behind()
    }

    fn entries(&self) -> usize {
        self.rule.entries()
            + self.message.entries()
            + self.help.entries()
            + self.arguments.entries()
            + self.related.entries()
            + self.witness.entries()
            + self.fixes.entries()
    }
}

impl Bytes for wire::RuleOptions {
    fn behind(&self) -> usize {
        self.rule.behind() + self.options.behind()
    }

    fn entries(&self) -> usize {
        self.rule.entries() + self.options.entries()
    }
}
