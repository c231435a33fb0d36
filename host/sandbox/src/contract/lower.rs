//! A unit in the words of the contract.
//!
//! Numbers are the same on both sides: positions in the unit's lists.

use handoff_landscape::Unit;
use handoff_landscape::contract::Side;
use handoff_landscape::unit::{
    Attribute, Availability, Call, Department, Ending, Event, Exchange, ExchangeKind, Flow, GapKind,
    GlossaryStatus, Handoff, HandoffKind, Hint, HintText, Item, ItemClause, Leg, Need, Partner, Process,
    Promise, PromiseSubject, Provision, Reach, ReachVerdict, SlowestPath, Spelling, StaleEntry, Step, StepId,
    Touchpoint, Wait,
};
use handoff_model::{DefinitionKind, Evidence, Id, StepKind, TimerKind};

use super::wire;
use crate::limits;

/// Tells whether a need is shown where not all are asked for: it is a gap, not surely there or not with all of its fields.
pub(crate) fn is_shown_need(need: &Need) -> bool {
    need.availability != Availability::Always || !need.missing_fields.is_empty()
}

pub(crate) fn has_gaps(unit: &Unit) -> bool {
    unit.needs.iter().any(is_shown_need)
}

pub(crate) fn has_messages(unit: &Unit) -> bool {
    unit.handoffs.iter().any(|handoff| handoff.kind == HandoffKind::Message)
}

pub(crate) fn has_customer(unit: &Unit) -> bool {
    let is_customer = |department: &Department| department.side == Side::Customer;
    !unit.touchpoints.is_empty() || unit.departments.iter().any(is_customer)
}

pub(crate) fn department(_: &Unit, department: &Department) -> wire::Department {
    let side = match department.side {
        Side::Internal => wire::Side::Internal,
        Side::Customer => wire::Side::Customer,
        Side::Partner => wire::Side::Partner,
    };
    let Department { name, certain, system, several, agreement, .. } = department;
    wire::Department {
        name: name.clone(),
        side,
        certain: *certain,
        system: *system,
        several: *several,
        agreement: *agreement,
    }
}

pub(crate) fn process(_: &Unit, process: &Process) -> wire::Process {
    wire::Process {
        name: process.name.clone(),
        owner: process.owner.map(|id| id.0),
        sketch: process.sketch,
        called: process.called,
    }
}

pub(crate) fn item(_: &Unit, item: &Item) -> wire::Item {
    wire::Item {
        named: item.named,
        store: item.store,
        collection: item.collection,
        standing: item.standing,
        states: item.states.len() as u32,
        steward: item.steward.map(|id| id.0),
        types: item.types.clone(),
        alike: numbers(&item.alike),
    }
}

pub(crate) fn step(_: &Unit, step: &Step) -> wire::Step {
    wire::Step {
        kind: step_kind(step.kind),
        owner: step.owner.map(|id| id.0),
        process: step.process.0,
        scope: step.scope.map(|id| id.0),
        reachable: step.reachable,
        loose: step.loose,
        multiple: step.multiple,
        unordered: step.unordered,
    }
}

pub(crate) fn attribute(_: &Unit, attribute: &Attribute) -> wire::Attribute {
    let Attribute { step, name, value } = attribute;
    wire::Attribute { step: step.0, name: name.clone(), value: value.clone() }
}

pub(crate) fn flow(_: &Unit, flow: &Flow) -> wire::Flow {
    wire::Flow {
        source: flow.source.0,
        target: flow.target.0,
        conditional: flow.condition.is_some(),
        otherwise: flow.otherwise,
        reads: flow.reads.iter().map(|item| item.0).collect(),
    }
}

pub(crate) fn event(_: &Unit, event: &Event) -> wire::Event {
    let kind = match event.kind {
        DefinitionKind::Message => wire::EventKind::Message,
        DefinitionKind::Timer => wire::EventKind::Timer,
        DefinitionKind::Signal => wire::EventKind::Signal,
        DefinitionKind::Error => wire::EventKind::Error,
        DefinitionKind::Escalation => wire::EventKind::Escalation,
        DefinitionKind::Link => wire::EventKind::Link,
        DefinitionKind::Conditional => wire::EventKind::Conditional,
        DefinitionKind::Compensation => wire::EventKind::Compensation,
        DefinitionKind::Cancel => wire::EventKind::Cancel,
        DefinitionKind::Terminate => wire::EventKind::Terminate,
    };
    let timer = event.timer.map(|timer| match timer {
        TimerKind::Date => wire::TimerKind::Date,
        TimerKind::Duration => wire::TimerKind::Duration,
        TimerKind::Cycle => wire::TimerKind::Cycle,
    });
    wire::Event {
        step: event.step.0,
        kind,
        throws: event.throws,
        host: event.host.map(|id| id.0),
        interrupting: event.interrupting,
        together: event.together,
        timer,
        seconds: event.seconds.map(seconds),
    }
}

pub(crate) fn handoff(_: &Unit, handoff: &Handoff) -> wire::Handoff {
    let carries = handoff.carries.iter().map(|carried| wire::Carried {
        item: carried.item.0,
        state: carried.state.map(|id| id.0),
        evidence: evidence(carried.evidence),
    });
    let kind = match handoff.kind {
        HandoffKind::Sequence => wire::HandoffKind::Sequence,
        HandoffKind::Message => wire::HandoffKind::Message,
        HandoffKind::Call => wire::HandoffKind::Call,
        HandoffKind::Event => wire::HandoffKind::Event,
        HandoffKind::Store => wire::HandoffKind::Store,
    };
    wire::Handoff {
        kind,
        giver: handoff.giver.map(|id| id.0),
        receiver: handoff.receiver.map(|id| id.0),
        last: handoff.last.map(|id| id.0),
        first: handoff.first.map(|id| id.0),
        carries: carries.collect(),
        declared: handoff.declared,
        named: handoff.named,
        expected: handoff.expected,
    }
}

pub(crate) fn exchange(_: &Unit, exchange: &Exchange) -> wire::Exchange {
    let kind = match exchange.kind {
        ExchangeKind::Message => wire::ExchangeKind::Message,
        ExchangeKind::Signal => wire::ExchangeKind::Signal,
        ExchangeKind::Error => wire::ExchangeKind::Error,
        ExchangeKind::Escalation => wire::ExchangeKind::Escalation,
        ExchangeKind::Cancellation => wire::ExchangeKind::Cancellation,
    };
    let partner = match exchange.partner {
        Partner::Met => wire::Partner::Met,
        Partner::Open => wire::Partner::Open,
        Partner::Ambiguous => wire::Partner::Ambiguous,
        Partner::Unnamed => wire::Partner::Unnamed,
        Partner::Missing => wire::Partner::Missing,
    };
    wire::Exchange {
        kind,
        thrower: exchange.thrower.map(|id| id.0),
        catcher: exchange.catcher.map(|id| id.0),
        giver: exchange.giver.map(|id| id.0),
        receiver: exchange.receiver.map(|id| id.0),
        partner,
        drawn: exchange.drawn,
        begins: exchange.begins,
        handoff: exchange.handoff.map(|id| id.0),
    }
}

pub(crate) fn call(_: &Unit, call: &Call) -> wire::Call {
    wire::Call {
        step: call.step.0,
        process: call.process.map(|id| id.0),
        guessed: call.guessed,
        silent: call.silent,
        unpassed: call.unpassed.iter().map(|item| item.0).collect(),
        unreturned: call.unreturned.iter().map(|item| item.0).collect(),
    }
}

pub(crate) fn need(unit: &Unit, need: &Need) -> wire::Need {
    wire::Need {
        step: need.step.0,
        item: need.item.0,
        state: need.state.map(|id| id.0),
        optional: need.optional,
        evidence: evidence(need.evidence),
        flow: need.flow,
        clause: need.clause,
        availability: availability(need.availability),
        any_state: availability(need.any_state),
        gap: gap(unit, need),
        at_most: at_most(need),
        arrives_in: numbers(&need.arrives_in),
        missing_fields: need.missing_fields.clone(),
        expected: need.expected.map(|id| id.0),
        expected_from: need.expected_from.clone(),
        witness: end(&need.witness),
        providers: numbers(&need.providers),
        undeclared: need.source,
        handoff: need.handoff.map(|id| id.0),
    }
}

pub(crate) fn provision(_: &Unit, provision: &Provision) -> wire::Provision {
    wire::Provision {
        step: provision.step.0,
        item: provision.item.0,
        state: provision.state.map(|id| id.0),
        optional: provision.optional,
        evidence: evidence(provision.evidence),
        clause: provision.clause,
        used_by: numbers(&provision.used_by),
        leaves: provision.leaves,
    }
}

pub(crate) fn promise(_: &Unit, promise: &Promise) -> wire::Promise {
    let (mut step, mut department, mut process) = (None, None, None);
    match promise.subject {
        PromiseSubject::Step(id) => step = Some(id.0),
        PromiseSubject::Department(id) => department = Some(id.0),
        PromiseSubject::Process(id) => process = Some(id.0),
    }
    wire::Promise {
        step,
        department,
        process,
        seconds: promise.seconds.map(seconds),
        share: promise.share,
        to_customer: promise.to_customer,
        slowest: slowest_path(&promise.slowest),
    }
}

/// Returns a time as a plugin knows it.
fn seconds(seconds: u64) -> u32 {
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

pub(crate) fn slowest_path(slowest: &SlowestPath) -> wire::SlowestPath {
    wire::SlowestPath {
        seconds: seconds(slowest.seconds),
        path: end(&slowest.path),
        stated: end(&slowest.stated),
        unstated: end(&slowest.unstated),
    }
}

pub(crate) fn touchpoint(_: &Unit, touchpoint: &Touchpoint) -> wire::Touchpoint {
    wire::Touchpoint {
        step: touchpoint.step.0,
        customer: touchpoint.customer.map(|id| id.0),
        inbound: touchpoint.inbound,
        certain: touchpoint.certain,
    }
}

pub(crate) fn ending(_: &Unit, ending: &Ending) -> wire::Ending {
    wire::Ending {
        step: ending.step.0,
        started_at: ending.started_at.map(|id| id.0),
        certain: ending.certain,
        negative: ending.negative,
        silent: ending.silent,
        witness: end(&ending.witness),
        told_at: ending.told_at.map(|id| id.0),
    }
}

pub(crate) fn wait(_: &Unit, wait: &Wait) -> wire::Wait {
    wire::Wait {
        step: wait.step.0,
        party: wait.party.map(|id| id.0),
        limited: wait.limited,
        seconds: wait.seconds.map(seconds),
    }
}

pub(crate) fn spelling(_: &Unit, spelling: &Spelling) -> wire::Spelling {
    let glossary = match spelling.glossary {
        GlossaryStatus::Term => wire::GlossaryStatus::Term,
        GlossaryStatus::Synonym => wire::GlossaryStatus::Synonym,
        GlossaryStatus::Unlisted => wire::GlossaryStatus::Unlisted,
        GlossaryStatus::None => wire::GlossaryStatus::None,
    };
    wire::Spelling {
        item: spelling.item.0,
        written: spelling.written.clone(),
        count: spelling.count,
        glossary,
        term: spelling.term.clone(),
        steps: numbers(&spelling.steps),
    }
}

pub(crate) fn clause(_: &Unit, clause: &ItemClause) -> wire::Clause {
    let form = clause.form.clone();
    let fields = form.fields.into_iter().map(|field| wire::Field {
        name: field.name,
        data_type: field.data_type,
        format: field.format,
        unit: field.unit,
        optional: field.optional,
    });
    wire::Clause {
        step: clause.step.0,
        item: clause.item.0,
        state: clause.state.map(|id| id.0),
        needed: clause.needed,
        evidence: evidence(clause.evidence),
        party: clause.party.map(|id| id.0),
        data_type: form.data_type,
        format: form.format,
        unit: form.unit,
        many: form.many,
        fields: fields.collect(),
        kept_in: form.kept_in,
    }
}

pub(crate) fn leg(_: &Unit, leg: &Leg) -> wire::Leg {
    wire::Leg {
        journey: leg.journey,
        customer: leg.customer.map(|id| id.0),
        first: leg.first.0,
        last: leg.last.map(|id| id.0),
        handoffs: numbers(&leg.handoffs),
        path: end(&leg.path),
    }
}

pub(crate) fn hint(_: &Unit, hint: &Hint) -> wire::Hint {
    let of = match hint.text {
        HintText::Label(step) => wire::TextOf::Label(step.0),
        HintText::Documentation(step) => wire::TextOf::Documentation(step.0),
        HintText::Flow(flow) => wire::TextOf::Flow(flow),
        HintText::Condition(flow) => wire::TextOf::Condition(flow),
        HintText::Item(item) => wire::TextOf::Item(item.0),
        HintText::Exchange(exchange) => wire::TextOf::Exchange(exchange),
        HintText::KeptIn(clause) => wire::TextOf::KeptIn(clause),
        HintText::Field(clause, field) => wire::TextOf::Field((clause, field)),
    };
    let at = wire::Wording { of, start: hint.start, end: hint.end };
    wire::Hint { words: hint.words.to_string(), at }
}

pub(crate) fn concurrency(verdict: Option<bool>) -> wire::Concurrency {
    match verdict {
        Some(true) => wire::Concurrency::Possible,
        Some(false) => wire::Concurrency::Never,
        None => wire::Concurrency::Unknown,
    }
}

pub(crate) fn stale_entry(_: &Unit, stale: &StaleEntry) -> wire::StaleEntry {
    wire::StaleEntry {
        kind: stale.kind.clone(),
        entry: stale.entry.clone(),
        suggestion: stale.suggestion.clone(),
    }
}

pub(crate) fn reach(reach: Reach) -> wire::Reach {
    let verdict = match reach.verdict {
        ReachVerdict::Certain => wire::ReachVerdict::Certain,
        ReachVerdict::Possible => wire::ReachVerdict::Possible,
        ReachVerdict::None => wire::ReachVerdict::None,
        ReachVerdict::Unknown => wire::ReachVerdict::Unknown,
    };
    wire::Reach {
        verdict,
        touchpoint: reach.touchpoint.map(|id| id.0),
        path: reach.path.into_iter().map(|id| id.0).collect(),
        repaired_by: reach.repaired_by.map(|id| id.0),
    }
}

/// Returns the end of a path, as long as a witness may be: what a plugin shows of it must be accepted, and the size of
/// an answer must not grow with the square of the unit.
fn end(path: &[StepId]) -> Vec<u32> {
    path.iter().skip(path.len().saturating_sub(limits::WITNESS)).map(|id| id.0).collect()
}

/// Returns steps as a plugin knows them.
pub(crate) fn numbers<I: Copy + Into<u32>>(ids: &[I]) -> Vec<u32> {
    ids.iter().map(|id| (*id).into()).collect()
}

/// Judges a need of the unit: work that names no department is ours too.
fn gap(unit: &Unit, need: &Need) -> Option<wire::GapKind> {
    let owner = unit.steps.get(need.step.index()).and_then(|step| step.owner);
    let owner = owner.and_then(|owner| unit.departments.get(owner.index()));
    let is_ours = owner.is_none_or(|owner| owner.side == Side::Internal);
    Some(match need.gap(is_ours)? {
        GapKind::Missing => wire::GapKind::Missing,
        GapKind::PossiblyMissing => wire::GapKind::PossiblyMissing,
        GapKind::Late => wire::GapKind::Late,
        GapKind::Racing => wire::GapKind::Racing,
        GapKind::Undecidable => wire::GapKind::Undecidable,
        GapKind::WrongState => wire::GapKind::WrongState,
        GapKind::MissingField => wire::GapKind::MissingField,
        GapKind::BlindDecision => wire::GapKind::BlindDecision,
        GapKind::UnmappedCall => wire::GapKind::UnmappedCall,
    })
}

/// Returns the worst that may be said of a need: what only a message tells is no ground for an error.
fn at_most(need: &Need) -> wire::Severity {
    if need.evidence == Evidence::Message { wire::Severity::Warning } else { wire::Severity::Error }
}

fn evidence(evidence: Evidence) -> wire::Evidence {
    match evidence {
        Evidence::Contract => wire::Evidence::Contract,
        Evidence::IoSpecification => wire::Evidence::IoSpecification,
        Evidence::DataObject => wire::Evidence::DataObject,
        Evidence::Form => wire::Evidence::Form,
        Evidence::Message => wire::Evidence::Message,
        Evidence::Label => wire::Evidence::Label,
        Evidence::Annotation => wire::Evidence::Annotation,
    }
}

fn availability(availability: Availability) -> wire::Availability {
    match availability {
        Availability::Always => wire::Availability::Always,
        Availability::Sometimes => wire::Availability::Sometimes,
        Availability::Racing => wire::Availability::Racing,
        Availability::Late => wire::Availability::Late,
        Availability::Elsewhere => wire::Availability::Elsewhere,
        Availability::Never => wire::Availability::Never,
        Availability::Unknown => wire::Availability::Unknown,
    }
}

fn step_kind(kind: StepKind) -> wire::StepKind {
    match kind {
        StepKind::Task => wire::StepKind::Task,
        StepKind::UserTask => wire::StepKind::UserTask,
        StepKind::ManualTask => wire::StepKind::ManualTask,
        StepKind::ServiceTask => wire::StepKind::ServiceTask,
        StepKind::ScriptTask => wire::StepKind::ScriptTask,
        StepKind::SendTask => wire::StepKind::SendTask,
        StepKind::ReceiveTask => wire::StepKind::ReceiveTask,
        StepKind::DecisionTask => wire::StepKind::DecisionTask,
        StepKind::Call => wire::StepKind::Call,
        StepKind::SubProcess => wire::StepKind::SubProcess,
        StepKind::EventSubProcess => wire::StepKind::EventSubProcess,
        StepKind::Start => wire::StepKind::Start,
        StepKind::End => wire::StepKind::End,
        StepKind::Catch => wire::StepKind::Catch,
        StepKind::Throw => wire::StepKind::Throw,
        StepKind::Boundary => wire::StepKind::Boundary,
        StepKind::Exclusive => wire::StepKind::Exclusive,
        StepKind::Parallel => wire::StepKind::Parallel,
        StepKind::Inclusive => wire::StepKind::Inclusive,
        StepKind::EventBased => wire::StepKind::EventBased,
        StepKind::Complex => wire::StepKind::Complex,
    }
}
