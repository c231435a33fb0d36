//! What needs more than one room, in one binary: each module says what belongs in it.

#![expect(clippy::expect_used, clippy::panic, reason = "a test speaks by panicking, its helpers too")]

mod additive;
mod agree;
mod c_sdk;
mod cases;
mod circles;
mod compat;
mod cookbook;
mod dist;
mod exports;
mod generated;
mod givers;
mod hostile;
mod layers;
mod native;
mod network;
mod page;
mod program;
mod record;
mod reference;
mod sdk;
mod seeded;
mod seeds;
mod tidy;
mod wit;
mod words;
