//! Runs that only whoever writes plugins needs: many units in one instance, what a unit shows, an instance alone.

use std::sync::Arc;

use handoff_landscape::Landscape;
use serde_json::{Map, Value, json};

use super::{CallResult, Host, StoreSession, concerned};
use crate::contract::lists;
use crate::failure::{CallFailure, Phase};
use crate::place::UnitNames;
use crate::plugin::Plugin;
use crate::query_log::QueryLog;
use crate::select::Selection;
use crate::state::StoreState;
use crate::view::View;
use crate::view_file;

/// One call that is to be made.
#[derive(Clone, Copy)]
pub struct PluginCall<'a> {
    /// The rules to run, with their options.
    pub selection: &'a Selection,
    /// The landscape that holds the unit.
    pub landscape: &'a Arc<Landscape>,
    /// The position of the unit in it.
    pub unit: usize,
}

impl Host {
    /// Runs calls one after the other in one instance, each with bounds of its own.
    ///
    /// [`Host::check`] never does this. A plugin that answers otherwise here keeps something between calls, and would
    /// depend on their order. After a failed call the next one gets a new instance.
    pub fn check_together<'a>(
        &self,
        plugin: &Plugin,
        tasks: impl IntoIterator<Item = PluginCall<'a>>,
    ) -> Vec<CallResult> {
        let mut kept = None;
        let check = |task: PluginCall<'a>| {
            let PluginCall { selection, landscape, unit: index } = task;
            let Some(unit) = concerned(selection, landscape, index) else { return CallResult::default() };
            let (view, elements) = (View::of(landscape, index, selection.language), lists::elements(unit));
            let mut session = match kept.take() {
                Some(session) => StoreSession::reset(session, plugin, view, elements),
                None => StoreSession::open(&self.engine, &plugin.inspection, Some(view), elements),
            };
            let call =
                session.call(plugin, selection, UnitNames { unit, language: selection.language, file: None });
            kept = call.failure.is_none().then_some(session);
            call
        };
        tasks.into_iter().map(check).collect()
    }

    /// Checks one unit like [`Host::check`], and returns what the plugin was shown, as JSON in the words of the
    /// contract: the rules with their options, every list of the unit, and the questions about the flow that were
    /// asked, with their answers.
    pub fn check_and_show(&self, plugin: &Plugin, task: PluginCall<'_>) -> (CallResult, Map<String, Value>) {
        let PluginCall { selection, landscape, unit: index } = task;
        let (mut call, mut asked, mut rules) = (CallResult::default(), QueryLog::default(), Vec::new());
        if let Some(unit) = concerned(selection, landscape, index) {
            let (view, elements) = (View::of(landscape, index, selection.language), lists::elements(unit));
            let mut session = StoreSession::open(&self.engine, &plugin.inspection, Some(view), elements);
            session.store.data_mut().queries = Some(QueryLog::default());
            call =
                session.call(plugin, selection, UnitNames { unit, language: selection.language, file: None });
            asked = session.store.data_mut().queries.take().unwrap_or_default();
            rules.extend(selection.options.iter().map(|rule| {
                let options = serde_json::from_str(&rule.options).unwrap_or(Value::Null);
                json!({ "rule": rule.rule, "options": options })
            }));
        }
        let unit = landscape.units.get(index);
        let shown = unit.map(|unit| view_file::view_of(unit, selection.language, rules, asked));
        (call, shown.unwrap_or_default())
    }

    /// Starts an instance of a plugin and drops it again: what is measured to know what the rest of a call costs.
    pub fn start(&self, plugin: &Plugin) -> Result<(), CallFailure> {
        let mut session = StoreSession::open(&self.engine, &plugin.inspection, None, 0);
        session.run(Phase::Start, |store| plugin.linked.instantiate(store)).map(|_| ())
    }
}

impl StoreSession {
    /// Prepares the store of a finished call for the next one; what the plugin keeps in its memory stays.
    fn reset(mut self, plugin: &Plugin, view: View, elements: usize) -> Self {
        let room = plugin.inspection.profile.room();
        let memory = self.store.data().guard.memory;
        *self.store.data_mut() = StoreState::new(room, Some(view), elements);
        self.store.data_mut().guard.memory = memory;
        self.elements = elements;
        self.fuel = room.fuel_base + room.fuel_share.saturating_mul(elements as u64);
        self.set_bounds();
        // The engine counts fuel: this cannot fail.
        let _ = self.store.set_fuel(self.fuel);
        self
    }
}
