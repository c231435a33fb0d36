//! Any bytes as an archive of `plugin save`: taken over whole and as pinned, or refused with nothing written.

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use handoff_check::Exit;
use handoff_machine::{MemorySystem, System};
use handoff_sandbox::digest;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::program::{edited, handoff, shipped};
use crate::safe::safe;

/// A genuine archive, and the lock and the component in it.
static GENUINE: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    let component = handoff_hostile::build(";; good");
    let machine = machine().file("a.wasm", component.clone());
    for arguments in [["plugin", "pin", "--color=never"], ["plugin", "save", "saved.zip"]] {
        let (exit, _, said) = handoff(&machine, &arguments);
        assert_eq!(exit, Exit::Clean, "{said}");
    }
    [shipped(&machine, "saved.zip"), shipped(&machine, "handoff.lock"), component]
});

fn machine() -> MemorySystem {
    let configuration = "inputs = [\"a.handoff\"]\n[[plugin]]\npath = \"a.wasm\"\n";
    MemorySystem::default()
        .with_program(handoff_cli::play)
        .with_env("HOME", "/home")
        .file("a.handoff", "task Pack")
        .file("handoff.toml", configuration)
}

/// Loads bytes as an archive. After a zero byte they are edits of a genuine one; after a one they are edits of its lock,
/// which is packed anew with the component.
pub fn archive(bytes: &[u8]) {
    let [genuine, lock, component] = &*GENUINE;
    let archive = match bytes.split_first() {
        Some((0, edits)) => edited(genuine, edits),
        Some((1, edits)) => packed(&edited(lock, edits), component),
        _ => bytes.to_vec(),
    };
    let machine = machine().file("in.zip", archive);
    let (exit, out, said) = handoff(&machine, &["plugin", "load", "in.zip"]);
    safe(&said);
    safe(&String::from_utf8(out).expect("what is shown is text"));
    let kept = |path: &str| machine.read(path.as_ref(), 64 << 20).ok();
    if exit != Exit::Clean {
        assert_eq!(exit, Exit::Usage, "{said}");
        assert_eq!((kept("a.wasm"), kept("handoff.lock")), (None, None), "something was written: {said}");
        return;
    }
    let lock = String::from_utf8(shipped(&machine, "handoff.lock")).expect("a lock is text");
    if let Some(component) = kept("a.wasm") {
        assert!(lock.contains(&digest(&component)), "what lies there is not what is pinned");
    }
}

fn packed(lock: &[u8], component: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("handoff.lock", lock), (&format!("{}.wasm", digest(component)), component)] {
        zip.start_file(name, SimpleFileOptions::default()).expect("memory is writable");
        zip.write_all(bytes).expect("memory is writable");
    }
    zip.finish().expect("memory is writable").into_inner()
}
