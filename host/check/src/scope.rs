//! Where a configuration may look: whoever can change it could else have any file of the machine read, and shown.

use std::path::{Path, PathBuf};

use handoff_machine::{ReadError, System};

/// What lies at the top of a repository.
pub(crate) const MARK: &str = ".git";

/// Finds the repository that a folder lies in.
pub fn repository<'f>(system: &dyn System, folder: &'f Path) -> Option<&'f Path> {
    folder.ancestors().find(|folder| system.kind(&folder.join(MARK)).is_ok())
}

/// The folder in which everything lies that a configuration may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadScope {
    /// Its identity.
    root: PathBuf,
}

impl ReadScope {
    /// Returns the scope of what a folder names: the repository that it lies in, else the folder itself.
    pub fn around(system: &dyn System, folder: &Path) -> Self {
        let folder = system.identity(folder);
        Self { root: repository(system, &folder).unwrap_or(&folder).to_path_buf() }
    }

    /// Returns the scope of the repository that a folder lies in, if it lies in one.
    pub(crate) fn of_repository(system: &dyn System, folder: &Path) -> Option<Self> {
        repository(system, &system.identity(folder)).map(|root| Self { root: root.to_path_buf() })
    }

    /// Returns the folder, as [`System::walk`] takes it.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Refuses a path that lies, or whose links lead, outside.
    pub fn admit(&self, system: &dyn System, path: &Path) -> Result<(), ReadError> {
        if system.identity(path).starts_with(&self.root) { Ok(()) } else { Err(ReadError::Outside) }
    }
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;

    use super::*;

    #[track_caller]
    fn check(files: &[&str], inside: &[&str], outside: &[&str]) {
        let machine = files.iter().fold(MemorySystem::default(), |machine, file| machine.file(file, ""));
        let scope = ReadScope::around(&machine, Path::new("shop"));
        for path in inside {
            assert!(scope.admit(&machine, path.as_ref()).is_ok(), "{path}");
        }
        for path in outside {
            assert!(scope.admit(&machine, path.as_ref()).is_err(), "{path}");
        }
    }

    #[test]
    fn the_repository_bounds_what_is_read() {
        let outside = ["/etc/passwd", "..", "../x", "shop/../../x"];
        check(&[".git/HEAD"], &["shop/a", "a", "/home/a"], &outside);
        check(&[".git"], &["shop/a", "a"], &outside);
    }

    #[test]
    fn without_a_repository_it_is_the_folder() {
        check(&["shop/handoff.toml"], &["shop", "shop/a/b"], &["a", "shop/../a", "shopping/a"]);
    }
}
