//! Contract 0.1: generated bindings, and what goes over to the newest and back.

mod rows;

mod bindings {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit/v1",
        world: "rule-plugin",
        imports: { default: trappable },
        with: { "handoff:plugin/model.view": crate::view::View },
    });
}

pub(crate) use bindings::handoff::plugin::{log, model, types};
pub(crate) use bindings::{RulePlugin, RulePluginPre};

use wasmtime::component::Resource;

use super::v2::{self, model::HostView};
use super::wire;
use crate::state::StoreState;
use crate::template::Template;
use crate::view::{View, ViewResult};

impl types::Host for StoreState {}

impl log::Host for StoreState {
    fn emit(&mut self, level: log::Level, message: String) -> wasmtime::Result<()> {
        let level = match level {
            log::Level::Trace => v2::log::Level::Trace,
            log::Level::Debug => v2::log::Level::Debug,
            log::Level::Info => v2::log::Level::Info,
            log::Level::Warn => v2::log::Level::Warn,
            log::Level::Panic => v2::log::Level::Panic,
        };
        v2::log::Host::emit(self, level, message)
    }
}

/// What the newest contract says otherwise.
impl StoreState {
    fn older_needs(&mut self, view: Resource<View>, all: bool) -> ViewResult<Vec<types::Need>> {
        let needs = HostView::needs(self, view, all)?.into_iter();
        Ok(needs.map(|need| self.older_need(need)).collect())
    }

    /// Says in a sentence what is not declared: an older plugin writes it into its own.
    fn older_need(&self, need: wire::Need) -> types::Need {
        types::Need {
            step: need.step,
            item: need.item,
            state: need.state,
            optional: need.optional,
            evidence: need.evidence.into(),
            availability: need.availability.into(),
            any_state: need.any_state.into(),
            arrives_in: need.arrives_in,
            missing_fields: need.missing_fields,
            expected_from: need.expected_from,
            witness: need.witness,
            providers: need.providers,
            undeclared: need.undeclared.and_then(|source| self.source(source)),
            handoff: need.handoff,
        }
    }

    fn older_labels(&mut self, _: Resource<View>, steps: Vec<u32>) -> ViewResult<Vec<String>> {
        self.answer_texts(steps.into_iter().map(wire::TextOf::Label))
    }

    fn older_item_names(&mut self, _: Resource<View>, items: Vec<u32>) -> ViewResult<Vec<String>> {
        self.answer_texts(items.into_iter().map(wire::TextOf::Item))
    }

    fn older_state_names(
        &mut self,
        _: Resource<View>,
        item: u32,
        states: Vec<u32>,
    ) -> ViewResult<Vec<String>> {
        self.answer_texts(states.into_iter().map(|state| wire::TextOf::State((item, state))))
    }
}

/// What a choice of a list ended with in a template of this contract.
const CHOICE: &str = "|or}";

/// Behind the id of a rule, the key of its title, which this contract has as a text of its own. No key of an SDK looks so.
const TITLE: &str = "#title";

impl From<types::Description> for wire::Description {
    fn from(said: types::Description) -> Self {
        let titles: Vec<wire::Text> = said.rules.iter().map(title).collect();
        let texts = said.catalogue.into_iter().map(|text| wire::Text {
            language: text.language,
            key: text.key,
            template: text.template.replace(CHOICE, ", or}"),
        });
        Self {
            id: said.id,
            version: said.version,
            rules: said.rules.into_iter().map(Into::into).collect(),
            catalogue: texts.chain(titles).collect(),
            title: None,
            link: None,
            presets: Vec::new(),
            retired: Vec::new(),
            properties: Vec::new(),
        }
    }
}

fn title(rule: &types::RuleInfo) -> wire::Text {
    let template = Template::literal(&rule.title);
    wire::Text { language: "en".to_owned(), key: [&rule.id, TITLE].concat(), template }
}

impl From<types::RuleInfo> for wire::RuleInfo {
    fn from(said: types::RuleInfo) -> Self {
        Self {
            title: [&said.id, TITLE].concat(),
            id: said.id,
            severity: said.severity.into(),
            certainty: said.certainty.into(),
            off: said.off,
            needs: said.needs,
            options_schema: said.options_schema,
            pages: vec![wire::Page { language: "en".to_owned(), text: said.page }],
            since: None,
            deprecated: None,
            tags: Vec::new(),
            related: Vec::new(),
            evidence: Vec::new(),
            measured: None,
            link: None,
            properties: Vec::new(),
        }
    }
}

impl From<types::Finding> for wire::Finding {
    fn from(said: types::Finding) -> Self {
        Self {
            rule: said.rule,
            severity: said.severity.map(Into::into),
            certainty: said.certainty.map(Into::into),
            message: said.message,
            help: said.help,
            arguments: said.arguments.into_iter().map(|(name, value)| (name, value.into())).collect(),
            at: said.at.into(),
            giver: said.giver,
            receiver: said.receiver,
            item: said.item,
            state: said.state,
            related: said.related.into_iter().map(wire::Place::Step).collect(),
            witness: said.witness,
            reach_from: said.reach_from,
            fixes: Vec::new(),
        }
    }
}
