//! The command line: arguments, configuration, files and clock.

pub mod config;
mod suggest;
