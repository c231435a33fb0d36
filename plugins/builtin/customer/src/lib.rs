//! The family `customer`: what the customer meets.

mod silent_ending;

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[silent_ending::RULE];
