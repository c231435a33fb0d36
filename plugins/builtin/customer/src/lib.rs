//! The family `customer`.

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[];
