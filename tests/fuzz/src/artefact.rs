//! Any bytes as an entry of the cache: none counts that was not sealed with the secret, under this very name.

use std::sync::LazyLock;
use std::sync::Mutex;

use handoff_sandbox::{Artefacts, LoadError};

use crate::world::HOST;

/// Answers every question with one entry, and keeps what it is given.
#[derive(Default)]
struct Shelf {
    entry: Option<Vec<u8>>,
    kept: Mutex<Option<Vec<u8>>>,
}

impl Artefacts for Shelf {
    fn secret(&self) -> Option<[u8; 32]> {
        Some([7; 32])
    }
    fn load(&self, _: &str) -> Option<Vec<u8>> {
        self.entry.clone()
    }
    fn store(&self, _: &str, entry: &[u8]) {
        *self.kept.lock().expect("no one panics here") = Some(entry.to_vec());
    }
}

/// A plugin, and the entry that was sealed for it.
static SEALED: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let plugin = handoff_hostile::build(";; good");
    let shelf = Shelf::default();
    assert!(HOST.load(&plugin, &shelf).is_ok());
    let kept = shelf.kept.into_inner().expect("no one panics here");
    (plugin, kept.expect("the entry is kept"))
});

/// Offers an entry: bytes as they are, or the sealed entry with the edits that the bytes describe.
pub fn artefact(bytes: &[u8]) {
    let (plugin, sealed) = &*SEALED;
    let entry = match bytes.split_first() {
        Some((0, edits)) => edited(sealed, edits),
        _ => bytes.to_vec(),
    };
    let genuine = entry == *sealed;
    let shelf = || Shelf { entry: Some(entry.clone()), ..Shelf::default() };
    // Under another plugin's name not even the genuine entry counts: these bytes are no plugin, and stay refused.
    assert!(matches!(HOST.load(bytes, &shelf()), Err(LoadError::Refused(_))));
    let shelf = shelf();
    if genuine {
        assert!(HOST.load(plugin, &shelf).is_ok());
        assert!(shelf.kept.into_inner().expect("no one panics here").is_none(), "nothing was compiled");
    } else if bytes.len() % 64 == 0 {
        // Compiling takes a thousand times as long as refusing, so only a few are asked for.
        assert!(HOST.load(plugin, &shelf).is_ok());
        assert!(shelf.kept.into_inner().expect("no one panics here").is_some(), "it was compiled again");
    }
}

/// Writes bytes over an entry, cuts it or lengthens it: three bytes of place and one of what to do.
fn edited(sealed: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut entry = sealed.to_vec();
    for edit in edits.chunks_exact(4) {
        let at = u32::from_le_bytes([edit[0], edit[1], edit[2], 0]) as usize % entry.len().max(1);
        match edit[3] {
            0 => entry.truncate(at),
            1 => entry.extend_from_within(at..),
            2 => drop(entry.drain(at..)),
            change => entry.get_mut(at).into_iter().for_each(|byte| *byte ^= change),
        }
    }
    entry
}
