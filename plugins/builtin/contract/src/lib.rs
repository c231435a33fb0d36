//! The family `contract`: what a department states about its neighbours and what really arrives.

mod missing_field;
mod stale_entry;
mod wrong_state;

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[missing_field::RULE, wrong_state::RULE, stale_entry::RULE];
