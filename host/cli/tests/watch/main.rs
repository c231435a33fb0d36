//! Machines in memory: watch mode against a cold check, as it is shown, and with plugins that change; and Windows.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test speaks by panicking")]

mod edits;
mod plugins;
mod shown;
mod windows;

use std::ffi::OsString;

use clap::Parser as _;
use handoff_check::Exit;
use handoff_cli::args::{Cli, Command};
use handoff_live::watch::WatchTarget;
use handoff_machine::MemorySystem;

const SHOP: &str = "handoff text 1\npool Shop\n lane Sales\n  start S\n  task Ask | gives Address\n lane Shipping\n  task Ship | needs Address\nS -> Ask -> Ship\n";

/// A machine that keeps compiled plugins, as real ones do.
fn machine() -> MemorySystem {
    MemorySystem::default().with_env("HOME", "/home").with_program(handoff_cli::play)
}

fn asked(arguments: &[&str]) -> WatchTarget {
    let cli = Cli::try_parse_from(["handoff", "watch"].iter().chain(arguments)).unwrap();
    let Command::Watch(watch) = cli.command else { panic!("another command") };
    watch.subject()
}

/// Runs the program; returns what it printed.
fn run(machine: &MemorySystem, arguments: &[&str]) -> (Exit, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["handoff"].iter().chain(arguments).map(OsString::from);
    let exit = handoff_cli::run(arguments, machine, &mut out, &mut err);
    (exit, format!("{}{}", String::from_utf8_lossy(&out), String::from_utf8_lossy(&err)))
}
