//! Any bytes as `handoff.lock`: no plugin runs whose digest the lock does not hold.

use std::sync::LazyLock;

use handoff_check::Exit;
use handoff_machine::{MemorySystem, System};
use handoff_sandbox::inspect;
use serde_json::Value;

use crate::program::{edited, handoff, shipped};
use crate::safe::safe;

/// A machine with one plugin that is pinned, its genuine lock, and its digest.
static PINNED: LazyLock<(MemorySystem, String, String)> = LazyLock::new(|| {
    let plugin = handoff_hostile::build(";; good");
    assert!(inspect(&plugin).is_ok());
    let machine = MemorySystem::default()
        .with_program(handoff_cli::play)
        .with_env("HOME", "/home")
        .file("a.wasm", plugin)
        .file("a.handoff", "task Pack")
        .file("handoff.toml", "inputs = [\"a.handoff\"]\n[[plugin]]\npath = \"a.wasm\"\n");
    let (exit, _, said) = handoff(&machine, &["plugin", "pin"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    let lock = String::from_utf8(shipped(&machine, "handoff.lock")).expect("the lock is text");
    let digest = lock.split('"').find(|part| part.len() == 64).expect("the lock holds a digest").to_owned();
    (machine, lock, digest)
});

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
