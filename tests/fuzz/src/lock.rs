//! Any bytes as `handoff.lock`: no plugin runs whose digest the lock does not hold.

use std::ffi::OsString;
use std::sync::LazyLock;

use handoff_cli::system::{Memory, System};
use handoff_cli::{Exit, run};
use handoff_sandbox::inspect;
use serde_json::Value;

use crate::safe::safe;

/// A machine with one plugin that is pinned, its genuine lock, and its digest.
static PINNED: LazyLock<(Memory, String, String)> = LazyLock::new(|| {
    let plugin = handoff_hostile::build(";; good");
    assert!(inspect(&plugin).is_ok());
    let machine = Memory::default()
        .with_env("HOME", "/home")
        .file("a.wasm", plugin)
        .file("a.handoff", "task Pack")
        .file("handoff.toml", "inputs = [\"a.handoff\"]\n[[plugin]]\npath = \"a.wasm\"\n");
    let (exit, _, said) = handoff(&machine, &["plugin", "pin"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    let lock = machine.read("handoff.lock".as_ref(), 1 << 20).expect("the lock was written");
    let lock = String::from_utf8(lock).expect("the lock is text");
    let digest = lock.split('"').find(|part| part.len() == 64).expect("the lock holds a digest").to_owned();
    (machine, lock, digest)
});

fn handoff(machine: &Memory, arguments: &[&str]) -> (Exit, Vec<u8>, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once(&"handoff").chain(arguments).map(OsString::from);
    let exit = run(arguments, machine, &mut out, &mut err);
    (exit, out, String::from_utf8(err).expect("what is told is text"))
}

/// Checks with bytes as the lock; after a zero byte they are written over the genuine one, each with its place.
pub fn lock(bytes: &[u8]) {
    let (machine, genuine, digest) = &*PINNED;
    let lock = match bytes.split_first() {
        Some((0, edits)) => edited(genuine.as_bytes(), edits),
        _ => bytes.to_vec(),
    };
    machine.write("handoff.lock".as_ref(), &lock).expect("memory is writable");
    let (exit, out, said) = handoff(machine, &["check", "--format", "json", "--color", "never"]);
    safe(&said);
    let out = String::from_utf8(out).expect("what is shown is text");
    safe(&out);
    let Ok(report) = serde_json::from_str::<Value>(&out) else {
        assert_eq!(exit, Exit::Usage, "{said}");
        return;
    };
    let plugins = report["plugins"].as_array().expect("a list of plugins");
    let ran = plugins.iter().any(|plugin| plugin["name"] == "hostile" && plugin["status"] == "run");
    assert!(!ran || String::from_utf8_lossy(&lock).contains(digest), "it ran without being pinned");
    assert_eq!(ran, exit == Exit::Findings, "what is refused makes the check incomplete");
    assert!(ran || exit == Exit::Incomplete || exit == Exit::Usage, "{exit:?}");
}

/// Writes bytes over a text: two bytes of place and the byte itself.
fn edited(genuine: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut lock = genuine.to_vec();
    for edit in edits.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % lock.len();
        lock[at] = edit[2];
    }
    lock
}
