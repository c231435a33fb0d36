//! The family `structure`.

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[];
