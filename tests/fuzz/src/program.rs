//! The whole program over a machine in memory.

use std::ffi::OsString;

use handoff_check::Exit;
use handoff_cli::run;
use handoff_machine::{MemorySystem, System};

/// Runs `handoff`; returns how it ended, what it showed and what it told.
pub fn handoff(machine: &MemorySystem, arguments: &[&str]) -> (Exit, Vec<u8>, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once(&"handoff").chain(arguments).map(OsString::from);
    let exit = run(arguments, machine, &mut out, &mut err);
    (exit, out, String::from_utf8(err).expect("what is told is text"))
}

/// Reads a file that the program has written.
pub fn shipped(machine: &MemorySystem, path: &str) -> Vec<u8> {
    machine.read(path.as_ref(), 64 << 20).expect("it was written")
}

/// Writes bytes over others: two bytes of place and the byte itself.
pub fn edited(genuine: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut edited = genuine.to_vec();
    for edit in edits.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % edited.len();
        edited[at] = edit[2];
    }
    edited
}
