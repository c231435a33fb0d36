//! Tests that need more than one room live in `tests/`.
