//! A plugin of whatever contract, asked in the newest: nothing else in the house knows that there are several.

use wasmtime::component::{Component, HasSelf, Linker, Resource};
use wasmtime::{Engine, Result, Store};

use super::{Contract, v1, v2, wire};
use crate::state::StoreState;

/// A plugin that is linked to the functions of its contract.
pub(crate) enum LinkedPlugin {
    V1(v1::RulePluginPre<StoreState>),
    V2(v2::RulePluginPre<StoreState>),
}

/// A plugin that runs.
pub(crate) enum PluginInstance {
    V1(v1::RulePlugin),
    V2(v2::RulePlugin),
}

/// Makes a linker that knows every contract: their names differ by version.
pub(crate) fn linker(engine: &Engine) -> Result<Linker<StoreState>> {
    let mut linker = Linker::new(engine);
    v1::RulePlugin::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state)?;
    v2::RulePlugin::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state)?;
    Ok(linker)
}

impl LinkedPlugin {
    /// Links a component to its contract.
    pub(crate) fn new(
        contract: Contract,
        linker: &Linker<StoreState>,
        component: &Component,
    ) -> Result<Self> {
        let ready = linker.instantiate_pre(component)?;
        Ok(match contract {
            Contract::V1 => Self::V1(v1::RulePluginPre::new(ready)?),
            Contract::V2 => Self::V2(v2::RulePluginPre::new(ready)?),
        })
    }

    /// Starts the plugin.
    pub(crate) fn instantiate(&self, store: &mut Store<StoreState>) -> Result<PluginInstance> {
        Ok(match self {
            Self::V1(linked) => PluginInstance::V1(linked.instantiate(store)?),
            Self::V2(linked) => PluginInstance::V2(linked.instantiate(store)?),
        })
    }
}

impl PluginInstance {
    /// Asks what the plugin holds.
    pub(crate) fn describe(&self, store: &mut Store<StoreState>) -> Result<wire::Description> {
        match self {
            Self::V1(plugin) => plugin.handoff_plugin_rules().call_describe(store).map(Into::into),
            Self::V2(plugin) => plugin.handoff_plugin_rules().call_describe(store),
        }
    }

    /// Switches rules on; the inner error is the reason why the plugin refuses.
    pub(crate) fn configure(
        &self,
        store: &mut Store<StoreState>,
        rules: &[wire::RuleOptions],
    ) -> Result<std::result::Result<(), String>> {
        match self {
            Self::V1(plugin) => {
                let rules: Vec<v1::types::RuleOptions> = rules.iter().cloned().map(Into::into).collect();
                plugin.handoff_plugin_rules().call_configure(store, &rules)
            }
            Self::V2(plugin) => plugin.handoff_plugin_rules().call_configure(store, rules),
        }
    }

    /// Checks the unit that the store holds; the inner error is the reason why the plugin gives up.
    pub(crate) fn check(
        &self,
        store: &mut Store<StoreState>,
    ) -> Result<std::result::Result<Vec<wire::Finding>, String>> {
        let view = Resource::new_borrow(0);
        match self {
            Self::V1(plugin) => {
                let said = plugin.handoff_plugin_rules().call_check(store, view)?;
                Ok(said.map(|findings| findings.into_iter().map(Into::into).collect()))
            }
            Self::V2(plugin) => plugin.handoff_plugin_rules().call_check(store, view),
        }
    }
}
