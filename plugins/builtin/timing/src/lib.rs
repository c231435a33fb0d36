//! The family `timing`: who waits for whom, and how long.

mod unlimited_wait;

use handoff_sdk::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[unlimited_wait::RULE];
