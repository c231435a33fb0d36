//! Compiled plugins are kept, and whatever is wrong with what was kept is compiled again.

use std::collections::HashMap;
use std::sync::Mutex;

use handoff_sandbox::{Artefacts, CompileBound, CompileError, InspectError, LoadError, NoArtefacts};

use crate::support::{HOST, build, run};

/// Keeps entries in memory and counts how often each is written.
#[derive(Default)]
struct Memory {
    entries: Mutex<HashMap<String, Vec<u8>>>,
    written: Mutex<usize>,
    /// The most bytes of an entry, where there is a bound.
    largest: Option<usize>,
}

impl Artefacts for Memory {
    fn secret(&self) -> Option<[u8; 32]> {
        Some([7; 32])
    }
    fn load(&self, key: &str) -> Option<Vec<u8>> {
        self.entries.lock().unwrap().get(key).cloned()
    }
    fn store(&self, key: &str, entry: &[u8]) {
        *self.written.lock().unwrap() += 1;
        self.entries.lock().unwrap().insert(key.to_owned(), entry.to_vec());
    }
    fn largest(&self) -> usize {
        self.largest.unwrap_or(usize::MAX)
    }
}

/// Loads the good plugin and returns how often an entry was written so far.
fn load(memory: &Memory) -> usize {
    let plugin = HOST.load(&build(";; good"), memory).unwrap();
    assert_eq!(&*plugin.description.id, "hostile");
    assert_eq!(run(&plugin).findings.len(), 1);
    *memory.written.lock().unwrap()
}

#[test]
fn a_kept_plugin_is_not_compiled_again() {
    let memory = Memory::default();
    assert_eq!(load(&memory), 1);
    assert_eq!(load(&memory), 1);
}

/// Up to the last byte: what would not be read again is refused, so that nobody pins what each check compiles anew.
#[test]
fn what_is_too_large_to_be_kept_is_refused_and_that_is_kept() {
    let kept = Memory::default();
    load(&kept);
    let size = kept.entries.lock().unwrap().values().next().unwrap().len();
    let fits = Memory { largest: Some(size), ..Memory::default() };
    assert_eq!((load(&fits), load(&fits)), (1, 1));
    let small = Memory { largest: Some(size - 1), ..Memory::default() };
    for _ in 0..2 {
        let Err(refused) = HOST.load(&build(";; good"), &small) else { panic!("it is refused") };
        let exhausted =
            CompileError::Exhausted { what: CompileBound::KeptKib, limit: (size as u64 - 1) >> 10 };
        assert!(matches!(&refused, LoadError::Uncompiled(error) if *error == exhausted), "{refused}");
        assert_eq!(*small.written.lock().unwrap(), 1);
    }
    assert!(small.entries.lock().unwrap().values().all(|entry| entry.len() < 1 << 10));
}

#[test]
fn a_damaged_entry_is_compiled_again() {
    let memory = Memory::default();
    load(&memory);
    let damages: [fn(&mut Vec<u8>); 4] = [
        |entry| entry.clear(),
        |entry| entry.truncate(1000),
        |entry| entry[40] ^= 1,
        |entry| {
            *entry.last_mut().unwrap() ^= 1;
        },
    ];
    for (times, damage) in (2..).zip(damages) {
        memory.entries.lock().unwrap().values_mut().for_each(damage);
        assert_eq!(load(&memory), times);
    }
}

#[test]
fn an_entry_is_no_plugin() {
    let memory = Memory::default();
    load(&memory);
    let entries = memory.entries.lock().unwrap();
    let entry = entries.values().next().unwrap();
    // The machine code begins where the ELF header does.
    let code = entry.windows(4).position(|window| window == b"\x7fELF").unwrap();
    let refused = HOST.load(&entry[code..], &NoArtefacts);
    assert!(matches!(refused, Err(LoadError::Refused(InspectError::Precompiled))));
}
