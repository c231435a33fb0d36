//! Contract 0.1.0: generated bindings.

#[expect(
    clippy::all,
    clippy::pedantic,
    reason = "generated from plugins/wit/handoff.wit, where every type is documented"
)]
mod bindings {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit",
        world: "rule-plugin",
        imports: { default: trappable },
        with: { "handoff:plugin/model.view": crate::view::View },
        additional_derives: [serde::Serialize, serde::Deserialize],
    });
}

pub(crate) use bindings::handoff::plugin::{log, model, types};
pub(crate) use bindings::{RulePlugin, RulePluginPre};
