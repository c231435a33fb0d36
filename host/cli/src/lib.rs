//! The command line: arguments, commands, and the workshop for whoever writes rules.

#![warn(clippy::disallowed_methods)]

mod annotation;
pub mod args;
mod commands;
pub mod harness;
mod run;
mod texts;
mod usage;

pub use run::{play, run};
