//! The sandbox as its callers see it: one engine, real components.

#![expect(clippy::unwrap_used, reason = "a test that fails here is a failed test")]

mod artefacts;
mod builtin;
mod findings;
mod hostile;
mod record;
mod support;
mod trial;
