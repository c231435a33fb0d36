//! The whole program on a machine in memory, for tests that walk its whole path.

use std::ffi::OsString;
use std::sync::LazyLock;

use handoff_check::Exit;
use handoff_cli::run;
use handoff_machine::{MemorySystem, System};
use serde_json::Value;

/// What lies outside of every input, and may stand in no report.
pub(crate) const SECRET: &str = "root:x:0:0";

/// One machine for all tests: the rules are compiled once.
static MACHINE: LazyLock<MemorySystem> = LazyLock::new(|| {
    let machine = MemorySystem::default()
        .with_program(handoff_cli::play)
        .with_env("HOME", "/home")
        .file("/etc/passwd", SECRET);
    call(&machine, &["rules"]);
    machine
});

fn call(machine: &MemorySystem, arguments: &[&str]) -> (Exit, Vec<u8>) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once(&"handoff").chain(arguments).map(OsString::from);
    (run(arguments, machine, &mut out, &mut err), out)
}

/// Writes a file; a name is a test's own.
pub(crate) fn write(path: &str, bytes: &[u8]) {
    MACHINE.write(path.as_ref(), bytes).expect("memory is writable");
}

/// Runs `handoff check` with arguments and returns its JSON report.
pub(crate) fn check(arguments: &[&str]) -> (Exit, Value) {
    let (exit, out) = call(&MACHINE, &[&["check", "--format", "json"], arguments].concat());
    (exit, serde_json::from_slice(&out).expect("a report"))
}

/// Runs `handoff map` with arguments and returns it as JSON.
pub(crate) fn map(arguments: &[&str]) -> Value {
    let (_, out) = call(&MACHINE, &[&["map", "--format", "json"], arguments].concat());
    serde_json::from_slice(&out).expect("a map")
}
