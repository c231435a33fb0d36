//! The command line: arguments, commands, and the workshop for whoever writes rules.

#![warn(clippy::disallowed_methods)]

mod annotation;
pub mod args;
mod commands;
pub mod harness;
mod run;

pub use run::{play, run};
