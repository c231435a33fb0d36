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

use super::v2;
use crate::state::StoreState;

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
