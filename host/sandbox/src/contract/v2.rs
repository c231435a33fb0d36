//! Contract 0.2: generated bindings. The newest: the types of the house are its own.

mod bindings {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit",
        world: "rule-plugin",
        imports: { default: trappable },
        with: { "handoff:plugin/model.view": crate::view::View },
        additional_derives: [PartialEq, serde::Serialize, serde::Deserialize],
    });
}

pub(crate) use bindings::handoff::plugin::{log, model, types};
pub(crate) use bindings::{RulePlugin, RulePluginPre};
