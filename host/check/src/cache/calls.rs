//! What plugins said, by plugin, options and unit.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use handoff_landscape::{ArcMap, Unit};
use handoff_sandbox::{Blame, CallResult, Plugin, Selection};

/// What came of one call.
#[derive(Default)]
pub(crate) struct CachedCall {
    pub(crate) call: CallResult,
    /// Whose fault it is that it failed, once that was looked for.
    pub(crate) blame: OnceLock<Blame>,
}

/// The answers of all plugins.
#[derive(Default)]
pub(crate) struct CallCache {
    keeps: bool,
    /// By the digest of the plugin.
    plugins: HashMap<Arc<str>, PluginCalls>,
    /// How many calls of plugins the last check made.
    pub(crate) called: usize,
}

/// The answers of one plugin to one selection of its rules.
pub(crate) struct PluginCalls {
    selection: Selection,
    units: ArcMap<Unit, Arc<CachedCall>>,
}

impl PluginCalls {
    /// Returns what the plugin said about the unit, as the selection wants it said.
    pub(crate) fn of(
        &self,
        unit: &Arc<Unit>,
        plugin: &Plugin,
        selection: &Selection,
    ) -> Option<Arc<CachedCall>> {
        let known = self.units.get(unit)?;
        if self.selection == *selection {
            return Some(Arc::clone(known));
        }
        let call = known.call.restated(plugin, selection, unit)?;
        Some(Arc::new(CachedCall { call, ..CachedCall::default() }))
    }
}

impl CallCache {
    /// Begins a memory that keeps what it hears.
    pub(crate) fn kept() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// Begins a check: takes out everything that is known.
    pub(crate) fn begin(&mut self) -> HashMap<Arc<str>, PluginCalls> {
        self.called = 0;
        std::mem::take(&mut self.plugins)
    }

    /// Chooses from what was known what holds for the selection.
    pub(crate) fn valid_calls<'k>(
        old: &'k HashMap<Arc<str>, PluginCalls>,
        plugin: &Plugin,
        selection: &Selection,
    ) -> Option<&'k PluginCalls> {
        old.get(&plugin.digest).filter(|known| known.selection.asks_as(selection))
    }

    /// Keeps what a plugin said about these units.
    pub(crate) fn keep(
        &mut self,
        plugin: &Plugin,
        selection: &Selection,
        units: &[Arc<Unit>],
        answers: &[Arc<CachedCall>],
    ) {
        if !self.keeps {
            return;
        }
        let kept = units.iter().zip(answers).map(|(unit, answer)| (Arc::clone(unit), Arc::clone(answer)));
        let known = PluginCalls { selection: selection.clone(), units: kept.collect() };
        self.plugins.insert(Arc::clone(&plugin.digest), known);
    }
}
