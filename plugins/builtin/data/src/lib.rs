//! The family `data`: what a step needs and does not surely get, and what is made for nobody.

mod gap;
mod missing_input;
mod possibly_missing_input;

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[missing_input::RULE, possibly_missing_input::RULE];
