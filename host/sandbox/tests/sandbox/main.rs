//! The sandbox as its callers see it: one engine, real components.

mod artefacts;
mod hostile;
mod support;
