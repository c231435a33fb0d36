//! Every renderer on one finished check: as it should look, too much of it, and hostile.

#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod change;
mod diff;
mod fixture;
mod golden;
mod hostile;
mod html;
mod map;
mod notes;
mod order;
mod pipelines;
mod renderers;
mod schema;
mod text;
mod undecided;
mod wall;
