//! Compiled plugins on disk, so that a warm start compiles nothing.
//!
//! The secret that entries are sealed with lies apart from the entries: who can only write to the cache cannot make an
//! entry that counts. Whatever goes wrong here, the answer is to compile again.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use handoff_machine::{Paths, System, WalkEntry};
use handoff_sandbox::{Artefacts, limits};

/// What is kept of the largest component: its code, and what it says of itself.
const MAX_ENTRY: usize =
    limits::CODE_BASE + limits::CODE_SHARE * limits::COMPONENT_BYTES + 2 * limits::DESCRIPTION;
/// The bytes of the secret.
const SECRET: usize = 32;

/// Tells whether a file is named as entries are, for a sha256: a cache folder may be one that others use too.
fn is_key(name: &str) -> bool {
    name.split_once('-')
        .is_some_and(|(digest, _)| digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Keeps compiled plugins in the user's cache folder.
pub struct ArtefactStore<'a> {
    system: &'a dyn System,
    folder: Option<PathBuf>,
    secret: Option<PathBuf>,
}

/// One compiled plugin, or that one was refused, as it lies in the cache folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheEntry {
    /// The sha256 of the plugin, in small hexadecimal digits.
    pub digest: String,
    /// The length of the file.
    pub bytes: u64,
    /// When a run last needed it.
    pub used: SystemTime,
    path: PathBuf,
}

impl<'a> ArtefactStore<'a> {
    /// The most bytes of all entries together: those of some forty plugins that bring an interpreter, or thousands of
    /// others.
    pub const MAX_BYTES: u64 = 2 << 30;

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

    /// Returns the folder that entries lie in; `None` where nothing is kept.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Lists what is kept, that first which was not needed for longest.
    pub fn entries(&self) -> Vec<CacheEntry> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let entry = |met: WalkEntry| {
            let name = met.path.file_name()?.to_str().filter(|name| is_key(name))?;
            let digest = name.split('-').next().unwrap_or_default().to_owned();
            let stamp = self.system.stamp(&met.path)?;
            Some(CacheEntry { digest, bytes: stamp.size, used: stamp.modified, path: met.path })
        };
        let mut entries: Vec<CacheEntry> =
            self.system.walk(folder, None).into_iter().filter_map(entry).collect();
        entries.sort_by(|one, other| (one.used, &one.path).cmp(&(other.used, &other.path)));
        entries
    }

    /// Takes entries away, those first that were not needed for longest, until the others have so many bytes at most;
    /// returns what is gone.
    pub fn evict(&self, most: u64) -> Vec<CacheEntry> {
        let mut gone = self.entries();
        let mut bytes: u64 = gone.iter().map(|entry| entry.bytes).sum();
        let is_over = |entry: &&CacheEntry| {
            let is_over = bytes > most;
            bytes -= if is_over { entry.bytes } else { 0 };
            is_over
        };
        let over = gone.iter().take_while(is_over).count();
        gone.truncate(over);
        // What another run has taken away is gone too.
        gone.retain(|entry| {
            self.system.delete(&entry.path).is_ok() || self.system.stamp(&entry.path).is_none()
        });
        gone
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
        let path = self.path(key)?;
        let entry = self.system.read_private(&path, MAX_ENTRY).ok()?;
        // Without it the entry may be taken for one that nobody needs, which costs a compilation.
        let _ = self.system.touch(&path);
        Some(entry)
    }

    fn store(&self, key: &str, entry: &[u8]) {
        if let Some(path) = self.path(key)
            && let Err(error) = self.system.write_private(&path, entry, false)
        {
            tracing::debug!("the compiled plugin is not kept: {error}");
        }
        self.evict(Self::MAX_BYTES);
    }

    fn largest(&self) -> usize {
        MAX_ENTRY
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
    fn what_was_not_needed_for_longest_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        let machine = handoff_machine::OsSystem::default();
        let store = ArtefactStore { system: &machine, folder: Some(folder.path().to_owned()), secret: None };
        let key = |letter: &str| format!("{}-engine", letter.repeat(64));
        for letter in ["a", "b", "c"] {
            store.store(&key(letter), &[0; 100]);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        machine.write(&folder.path().join("other"), &[0; 100]).unwrap();
        assert!(store.load(&key("a")).is_some());
        let gone = store.evict(200);
        assert_eq!(gone.iter().map(|gone| gone.digest.as_str()).collect::<Vec<_>>(), ["b".repeat(64)]);
        let kept = ["a", "b", "c"].map(|letter| store.load(&key(letter)).is_some());
        assert_eq!(kept, [true, false, true]);
        assert_eq!(machine.read(&folder.path().join("other"), 100).unwrap().len(), 100);
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
