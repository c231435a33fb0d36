//! The family `ownership`: whose work it is.

mod unowned_step;

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[unowned_step::RULE];
