//! What goes over between the older contract and the newest, because both say it alike.
//!
//! Generated from plugins/wit/v1/handoff.wit and plugins/wit/handoff.wit:
//! cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

use wasmtime::component::Resource;

use super::{model, types};
use crate::contract::v2::model::HostView;
use crate::contract::wire;
use crate::state::StoreState;
use crate::view::{View, ViewResult};

impl From<types::Severity> for wire::Severity {
    fn from(row: types::Severity) -> Self {
        match row {
            types::Severity::Info => Self::Info,
            types::Severity::Warning => Self::Warning,
            types::Severity::Error => Self::Error,
        }
    }
}

impl From<types::Certainty> for wire::Certainty {
    fn from(row: types::Certainty) -> Self {
        match row {
            types::Certainty::Advice => Self::Advice,
            types::Certainty::Likely => Self::Likely,
            types::Certainty::Certain => Self::Certain,
        }
    }
}

impl From<wire::Evidence> for types::Evidence {
    fn from(row: wire::Evidence) -> Self {
        match row {
            wire::Evidence::Contract => Self::Contract,
            wire::Evidence::IoSpecification => Self::IoSpecification,
            wire::Evidence::DataObject => Self::DataObject,
            wire::Evidence::Form => Self::Form,
            wire::Evidence::Message => Self::Message,
            wire::Evidence::Label => Self::Label,
            wire::Evidence::Annotation => Self::Annotation,
        }
    }
}

impl From<wire::Availability> for types::Availability {
    fn from(row: wire::Availability) -> Self {
        match row {
            wire::Availability::Always => Self::Always,
            wire::Availability::Sometimes => Self::Sometimes,
            wire::Availability::Racing => Self::Racing,
            wire::Availability::Late => Self::Late,
            wire::Availability::Elsewhere => Self::Elsewhere,
            wire::Availability::Never => Self::Never,
            wire::Availability::Unknown => Self::Unknown,
        }
    }
}

impl From<wire::Side> for types::Side {
    fn from(row: wire::Side) -> Self {
        match row {
            wire::Side::Internal => Self::Internal,
            wire::Side::Customer => Self::Customer,
            wire::Side::Partner => Self::Partner,
        }
    }
}

impl From<wire::HandoffKind> for types::HandoffKind {
    fn from(row: wire::HandoffKind) -> Self {
        match row {
            wire::HandoffKind::Sequence => Self::Sequence,
            wire::HandoffKind::Message => Self::Message,
            wire::HandoffKind::Call => Self::Call,
            wire::HandoffKind::Event => Self::Event,
            wire::HandoffKind::Store => Self::Store,
        }
    }
}

impl From<wire::StepKind> for types::StepKind {
    fn from(row: wire::StepKind) -> Self {
        match row {
            wire::StepKind::Task => Self::Task,
            wire::StepKind::UserTask => Self::UserTask,
            wire::StepKind::ManualTask => Self::ManualTask,
            wire::StepKind::ServiceTask => Self::ServiceTask,
            wire::StepKind::ScriptTask => Self::ScriptTask,
            wire::StepKind::SendTask => Self::SendTask,
            wire::StepKind::ReceiveTask => Self::ReceiveTask,
            wire::StepKind::DecisionTask => Self::DecisionTask,
            wire::StepKind::Call => Self::Call,
            wire::StepKind::SubProcess => Self::SubProcess,
            wire::StepKind::EventSubProcess => Self::EventSubProcess,
            wire::StepKind::Start => Self::Start,
            wire::StepKind::End => Self::End,
            wire::StepKind::Catch => Self::Catch,
            wire::StepKind::Throw => Self::Throw,
            wire::StepKind::Boundary => Self::Boundary,
            wire::StepKind::Exclusive => Self::Exclusive,
            wire::StepKind::Parallel => Self::Parallel,
            wire::StepKind::Inclusive => Self::Inclusive,
            wire::StepKind::EventBased => Self::EventBased,
            wire::StepKind::Complex => Self::Complex,
        }
    }
}

impl From<wire::ReachVerdict> for types::ReachVerdict {
    fn from(row: wire::ReachVerdict) -> Self {
        match row {
            wire::ReachVerdict::Certain => Self::Certain,
            wire::ReachVerdict::Possible => Self::Possible,
            wire::ReachVerdict::None => Self::None,
            wire::ReachVerdict::Unknown => Self::Unknown,
        }
    }
}

impl From<wire::Department> for types::Department {
    fn from(row: wire::Department) -> Self {
        Self { name: row.name, side: row.side.into() }
    }
}

impl From<wire::Step> for types::Step {
    fn from(row: wire::Step) -> Self {
        Self {
            kind: row.kind.into(),
            owner: row.owner,
            process: row.process,
            scope: row.scope,
            reachable: row.reachable,
        }
    }
}

impl From<wire::Carried> for types::Carried {
    fn from(row: wire::Carried) -> Self {
        Self { item: row.item, state: row.state, evidence: row.evidence.into() }
    }
}

impl From<wire::Handoff> for types::Handoff {
    fn from(row: wire::Handoff) -> Self {
        Self {
            kind: row.kind.into(),
            giver: row.giver,
            receiver: row.receiver,
            last: row.last,
            first: row.first,
            carries: row.carries.into_iter().map(Into::into).collect(),
            declared: row.declared,
            named: row.named,
            expected: row.expected,
        }
    }
}

impl From<wire::Provision> for types::Provision {
    fn from(row: wire::Provision) -> Self {
        Self {
            step: row.step,
            item: row.item,
            state: row.state,
            optional: row.optional,
            evidence: row.evidence.into(),
            used_by: row.used_by,
            leaves: row.leaves,
        }
    }
}

impl From<wire::Touchpoint> for types::Touchpoint {
    fn from(row: wire::Touchpoint) -> Self {
        Self { step: row.step, customer: row.customer, inbound: row.inbound, certain: row.certain }
    }
}

impl From<wire::Ending> for types::Ending {
    fn from(row: wire::Ending) -> Self {
        Self {
            step: row.step,
            started_at: row.started_at,
            certain: row.certain,
            negative: row.negative,
            silent: row.silent,
            witness: row.witness,
        }
    }
}

impl From<wire::Wait> for types::Wait {
    fn from(row: wire::Wait) -> Self {
        Self { step: row.step, party: row.party, limited: row.limited }
    }
}

impl From<wire::StaleEntry> for types::StaleEntry {
    fn from(row: wire::StaleEntry) -> Self {
        Self { kind: row.kind, entry: row.entry, suggestion: row.suggestion }
    }
}

impl From<wire::Reach> for types::Reach {
    fn from(row: wire::Reach) -> Self {
        Self {
            verdict: row.verdict.into(),
            touchpoint: row.touchpoint,
            path: row.path,
            repaired_by: row.repaired_by,
        }
    }
}

impl From<types::Place> for wire::Place {
    fn from(row: types::Place) -> Self {
        match row {
            types::Place::Step(held) => Self::Step(held),
            types::Place::Handoff(held) => Self::Handoff(held),
            types::Place::Entry(held) => Self::Entry(held),
        }
    }
}

impl From<types::Argument> for wire::Argument {
    fn from(row: types::Argument) -> Self {
        match row {
            types::Argument::Step(held) => Self::Step(held),
            types::Argument::Department(held) => Self::Department(held),
            types::Argument::Item(held) => Self::Item(held),
            types::Argument::State(held) => Self::State(held),
            types::Argument::Text(held) => Self::Text(held),
            types::Argument::Count(held) => Self::Count(held),
            types::Argument::Seconds(held) => Self::Seconds(held),
            types::Argument::Steps(held) => Self::Steps(held),
            types::Argument::Texts(held) => Self::Texts(held),
        }
    }
}

impl From<types::Text> for wire::Text {
    fn from(row: types::Text) -> Self {
        Self { language: row.language, key: row.key, template: row.template }
    }
}

impl From<wire::RuleOptions> for types::RuleOptions {
    fn from(row: wire::RuleOptions) -> Self {
        Self { rule: row.rule, options: row.options }
    }
}

impl model::Host for StoreState {}

impl model::HostView for StoreState {
    fn departments(&mut self, view: Resource<View>) -> ViewResult<Vec<types::Department>> {
        let answer = HostView::departments(self, view)?;
        Ok(answer.into_iter().map(Into::into).collect())
    }

    fn steps(&mut self, view: Resource<View>) -> ViewResult<Vec<types::Step>> {
        let answer = HostView::steps(self, view)?;
        Ok(answer.into_iter().map(Into::into).collect())
    }

    fn handoffs(&mut self, view: Resource<View>) -> ViewResult<Vec<types::Handoff>> {
        let answer = HostView::handoffs(self, view)?;
        Ok(answer.into_iter().map(Into::into).collect())
    }

    fn needs(&mut self, view: Resource<View>, all: bool) -> ViewResult<Vec<types::Need>> {
        self.older_needs(view, all)
    }

    fn provisions(&mut self, view: Resource<View>) -> ViewResult<Vec<types::Provision>> {
        let answer = HostView::provisions(self, view)?;
        Ok(answer.into_iter().map(Into::into).collect())
    }

    fn touchpoints(&mut self, view: Resource<View>) -> ViewResult<Vec<types::Touchpoint>> {
        let answer = HostView::touchpoints(self, view)?;
        Ok(answer.into_iter().map(Into::into).collect())
    }

    fn endings(&mut self, view: Resource<View>) -> ViewResult<Vec<types::Ending>> {
        let answer = HostView::endings(self, view)?;
        Ok(answer.into_iter().map(Into::into).collect())
    }

    fn waits(&mut self, view: Resource<View>) -> ViewResult<Vec<types::Wait>> {
        let answer = HostView::waits(self, view)?;
        Ok(answer.into_iter().map(Into::into).collect())
    }

    fn stale_entries(&mut self, view: Resource<View>) -> ViewResult<Vec<types::StaleEntry>> {
        let answer = HostView::stale_entries(self, view)?;
        Ok(answer.into_iter().map(Into::into).collect())
    }

    fn labels(&mut self, view: Resource<View>, steps: Vec<u32>) -> ViewResult<Vec<String>> {
        self.older_labels(view, steps)
    }

    fn item_names(&mut self, view: Resource<View>, items: Vec<u32>) -> ViewResult<Vec<String>> {
        self.older_item_names(view, items)
    }

    fn state_names(&mut self, view: Resource<View>, item: u32, states: Vec<u32>) -> ViewResult<Vec<String>> {
        self.older_state_names(view, item, states)
    }

    fn path(
        &mut self,
        view: Resource<View>,
        start: u32,
        goal: u32,
        avoiding: Vec<u32>,
    ) -> ViewResult<Option<Vec<u32>>> {
        HostView::path(self, view, start, goal, avoiding)
    }

    fn every_path_passes(
        &mut self,
        view: Resource<View>,
        start: u32,
        goal: u32,
        through: Vec<u32>,
    ) -> ViewResult<bool> {
        HostView::every_path_passes(self, view, start, goal, through)
    }

    fn reach(&mut self, view: Resource<View>, start: u32, lacking: Option<u32>) -> ViewResult<types::Reach> {
        let answer = HostView::reach(self, view, start, lacking)?;
        Ok(answer.into())
    }

    fn drop(&mut self, _: Resource<View>) -> ViewResult<()> {
        Ok(())
    }
}
