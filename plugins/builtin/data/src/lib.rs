//! The family `data`: what a step needs and does not surely get, and what is made for nobody.

mod late_input;
mod missing_input;
mod possibly_missing_input;
mod racing_input;
mod undecidable_input;
mod unused_output;

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[
    missing_input::RULE,
    possibly_missing_input::RULE,
    late_input::RULE,
    racing_input::RULE,
    undecidable_input::RULE,
    unused_output::RULE,
];
