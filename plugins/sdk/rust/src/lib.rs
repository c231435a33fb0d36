//! Write rules for `handoff` in Rust: a view of the process landscape in, findings out.
//!
//! A rule is one function with a description, a plugin is a list of rules:
//!
//! ```
//! use handoff_sdk::{Argument, Certainty, Options, Place, Plugin, Reporter, Rule, Severity, Unit, ViewPart, texts};
//!
//! /// Finds steps that wait for ever.
//! pub const RULE: Rule = Rule {
//!     id: "example/endless-wait",
//!     severity: Severity::Warning,
//!     certainty: Certainty::Certain,
//!     needs: &[ViewPart::Waits],
//!     page: "# Endless wait",
//!     texts: texts! {
//!         "title" { en: "A step waits for another party without a time limit" }
//!         "endless" { en: "{step} waits without a limit.", de: "{step} wartet unbegrenzt." }
//!     },
//!     check,
//!     ..Rule::DEFAULT
//! };
//!
//! fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
//!     for wait in unit.waits().iter().filter(|wait| !wait.limited) {
//!         report.add(Place::Step(wait.step), "endless").with("step", Argument::Step(wait.step));
//!     }
//! }
//!
//! const PLUGIN: Plugin = Plugin { id: "example", version: "1.0.0", families: &[&[RULE]], ..Plugin::DEFAULT };
//! handoff_sdk::export!(PLUGIN);
//! ```
//!
//! Built for `wasm32-unknown-unknown` and encoded as a component, it imports nothing but the view and the log.
//! Built natively, the same rules run over any [`Source`]: that is how they are tested without a sandbox, most easily over
//! the files of [`testing`].

mod component;
mod lists;
mod options;
mod reporter;
mod rule;
#[cfg(not(target_arch = "wasm32"))]
pub mod testing;
mod unit;

#[doc(hidden)]
#[expect(clippy::same_length_and_capacity, reason = "generated from the contract")]
pub mod bindings {
    wit_bindgen::generate!({
        path: "wit",
        world: "rule-plugin",
        pub_export_macro: true,
        default_bindings_module: "::handoff_sdk::bindings",
        additional_derives: [PartialEq],
    });
}

#[doc(hidden)]
pub use component::{check, configure, describe, hear_panics};

pub use lists::*;
pub use options::Options;
pub use reporter::{FindingBuilder, Reporter};
pub use rule::{Deprecation, Measurement, Plugin, Preset, Rule, Text};
