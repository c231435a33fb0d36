//! The family `structure`: faults that make what is said about a handoff meaningless.

mod unreachable_step;

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[unreachable_step::RULE];
