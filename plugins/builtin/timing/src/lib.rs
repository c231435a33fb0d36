//! The family `timing`.

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[];
