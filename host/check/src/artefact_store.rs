//! Compiled plugins on disk, so that a warm start compiles nothing.
//!
//! The secret that entries are sealed with lies apart from the entries: who can only write to the cache cannot make an
//! entry that counts. Whatever goes wrong here, the answer is to compile again.

use std::path::PathBuf;

use handoff_machine::{Paths, System};
use handoff_sandbox::{Artefacts, limits};

/// Compiled code is some ten times the size of a component.
const MAX_ENTRY: usize = 10 * limits::COMPONENT_BYTES;
/// The bytes of the secret.
const SECRET: usize = 32;

/// Keeps compiled plugins in the user's cache folder.
pub struct ArtefactStore<'a> {
    system: &'a dyn System,
    folder: Option<PathBuf>,
    secret: Option<PathBuf>,
}

impl<'a> ArtefactStore<'a> {
    /// Finds the folders; where there are none, nothing is kept.
    ///
    /// Entries: `$HANDOFF_CACHE_DIR`, else `$XDG_CACHE_HOME/handoff`, else `~/.cache/handoff`. The secret:
    /// `$XDG_STATE_HOME/handoff/key`, else `~/.local/state/handoff/key`. On Windows, what is last of each is `cache` and
    /// `key` in `%LOCALAPPDATA%\handoff`.
    pub fn new(system: &'a dyn System) -> Self {
        let variable = |name| system.env(name).map(PathBuf::from);
        // The specification of XDG: relative paths in its variables are to be ignored.
        let xdg = |name| variable(name).filter(|path| system.paths().is_absolute(path));
        let home = |below| xdg("HOME").map(|home| home.join(below));
        let own = |base: PathBuf| base.join("handoff");
        let local = xdg("LOCALAPPDATA").filter(|_| system.paths() == Paths::Windows).map(own);
        let (cache, state) = match local {
            Some(local) => (Some(local.join("cache")), Some(local)),
            None => (home(".cache").map(own), home(".local/state").map(own)),
        };
        let cache = || xdg("XDG_CACHE_HOME").map(own).or(cache);
        let folder = variable("HANDOFF_CACHE_DIR").or_else(cache);
        let state = xdg("XDG_STATE_HOME").map(own).or(state);
        Self { system, folder, secret: state.map(|state| state.join("key")) }
    }

    fn path(&self, key: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(key))
    }
}

impl Artefacts for ArtefactStore<'_> {
    fn secret(&self) -> Option<[u8; SECRET]> {
        let (path, _) = (self.secret.as_ref()?, self.folder.as_ref()?);
        let read = || self.system.read_private(path, SECRET).ok()?.try_into().ok();
        read().or_else(|| {
            let mut fresh = [0; SECRET];
            self.system.random(&mut fresh).ok()?;
            // Another run may be first: whoever is, its secret counts. What is there and no secret is replaced.
            let write = |keep| self.system.write_private(path, &fresh, keep).ok().map(|()| fresh);
            write(true).or_else(read).or_else(|| write(false))
        })
    }

    fn load(&self, key: &str) -> Option<Vec<u8>> {
        self.system.read_private(&self.path(key)?, MAX_ENTRY).ok()
    }

    fn store(&self, key: &str, entry: &[u8]) {
        if let Some(path) = self.path(key)
            && let Err(error) = self.system.write_private(&path, entry, false)
        {
            tracing::debug!("the compiled plugin is not kept: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;

    use super::*;

    #[test]
    fn the_secret_is_made_once_and_entries_come_back() {
        let machine = MemorySystem::default().with_env("HOME", "/home");
        let store = ArtefactStore::new(&machine);
        let secret = store.secret().unwrap();
        assert_eq!(store.secret(), Some(secret));
        assert_eq!(machine.read_private(".local/state/handoff/key".as_ref(), SECRET).unwrap(), secret);
        assert_eq!(store.load("key"), None);
        store.store("key", b"code");
        assert_eq!(store.load("key").as_deref(), Some(b"code".as_slice()));
    }

    #[test]
    fn a_damaged_secret_is_replaced() {
        let machine =
            MemorySystem::default().with_env("HOME", "/home").file(".local/state/handoff/key", "short");
        let secret = ArtefactStore::new(&machine).secret();
        assert!(secret.is_some());
        assert_eq!(ArtefactStore::new(&machine).secret(), secret);
    }

    #[test]
    fn on_windows_both_lie_where_its_programs_keep_such_things() {
        let local = r"C:\Users\ada\AppData\Local";
        let machine = MemorySystem::windows().with_env("LOCALAPPDATA", local).with_env("HOME", "/home/ada");
        let store = ArtefactStore::new(&machine);
        let secret = store.secret().unwrap();
        store.store("name", b"code");
        let read = |path: &str| machine.read_private(path.as_ref(), SECRET);
        assert_eq!(read(r"C:\Users\ada\AppData\Local\handoff\key").unwrap(), secret);
        assert_eq!(read(r"C:\Users\ada\AppData\Local\handoff\cache\name").unwrap(), b"code");
    }

    #[test]
    fn without_a_home_nothing_is_kept() {
        let machine = MemorySystem::default();
        let store = ArtefactStore::new(&machine);
        store.store("key", b"code");
        assert_eq!((store.secret(), store.load("key")), (None, None));
    }
}
