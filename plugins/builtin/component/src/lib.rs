//! The built-in rules as one plugin: the families, in the order in which a report lists them.

use handoff_sdk::Plugin;

/// The built-in plugin.
pub const PLUGIN: Plugin = Plugin {
    id: "builtin",
    version: env!("CARGO_PKG_VERSION"),
    families: &[
        handoff_data::RULES,
        handoff_contract::RULES,
        handoff_transfer::RULES,
        handoff_customer::RULES,
        handoff_ownership::RULES,
        handoff_timing::RULES,
        handoff_structure::RULES,
    ],
};

handoff_sdk::export!(PLUGIN);
