//! The folder of a plugin: its language and its name are told by its manifest.

use std::path::{Path, PathBuf};

use handoff_check::access;
use handoff_machine::System;

use crate::usage::{BuildError, ManifestError};

/// The most bytes of a manifest.
const MANIFEST: usize = 1 << 20;

/// A kind of package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PackageKind {
    /// `Cargo.toml`.
    Cargo,
    /// `package.json`.
    Npm,
    /// `pyproject.toml`.
    Python,
    /// `Makefile`.
    Make,
}

/// In this order: a package in another language may have a `Makefile` too.
const KINDS: [(PackageKind, &str); 4] = [
    (PackageKind::Cargo, "Cargo.toml"),
    (PackageKind::Npm, "package.json"),
    (PackageKind::Python, "pyproject.toml"),
    (PackageKind::Make, "Makefile"),
];

/// A package to build.
pub(super) struct Package<'s> {
    pub(super) system: &'s dyn System,
    /// Its folder, from the root.
    pub(super) folder: PathBuf,
    pub(super) manifest: PackageKind,
    /// Its name, and that of its component.
    pub(super) name: String,
}

impl<'s> Package<'s> {
    /// Opens the package in a folder.
    pub(super) fn open(folder: &Path, system: &'s dyn System) -> Result<Self, BuildError> {
        let found = KINDS.iter().find(|(_, file)| system.kind(&folder.join(file)).is_ok());
        let (manifest, file) = found.ok_or_else(|| BuildError::NoPackage(folder.to_owned()))?;
        let path = folder.join(file);
        let bytes =
            system.read(&path, MANIFEST).map_err(|error| BuildError::Unread(path.clone(), access(&error)))?;
        let name = name(*manifest, &String::from_utf8_lossy(&bytes))
            .map_err(|error| BuildError::Manifest(path, error))?;
        Ok(Self { system, folder: system.identity(folder), manifest: *manifest, name })
    }
}

/// Reads the name of a package.
fn name(manifest: PackageKind, text: &str) -> Result<String, ManifestError> {
    let toml = |table: &'static str| {
        let parsed: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| ManifestError::Unreadable(error.message().to_owned()))?;
        let name = parsed.get(table).and_then(|table| table.get("name")).and_then(toml::Value::as_str);
        name.map(str::to_owned).ok_or(ManifestError::NoName(Some(table)))
    };
    let name = match manifest {
        PackageKind::Cargo => toml("package")?,
        PackageKind::Python => toml("project")?,
        PackageKind::Npm => {
            let parsed: serde_json::Value =
                serde_json::from_str(text).map_err(|error| ManifestError::Unreadable(error.to_string()))?;
            parsed.get("name").and_then(|name| name.as_str()).ok_or(ManifestError::NoName(None))?.to_owned()
        }
        PackageKind::Make => {
            let mut lines = text.lines().filter_map(|line| line.split_once('='));
            let value = lines.find(|(word, _)| word.trim_end_matches([':', '?', ' ']) == "NAME");
            value.map(|(_, name)| name.trim().to_owned()).ok_or(ManifestError::NoNameLine)?
        }
    };
    // A name of npm may be `@acme/rules`; the component is a file in this folder.
    let file = name.rsplit('/').next().unwrap_or_default();
    if file.is_empty() || file.starts_with('.') || file.contains('\\') {
        return Err(ManifestError::BadName(name));
    }
    Ok(file.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(manifest: PackageKind, text: &str, expected: Result<&str, ManifestError>) {
        assert_eq!(name(manifest, text), expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn each_manifest_names_its_package() {
        check(PackageKind::Cargo, "[package]\nname = 'acme'", Ok("acme"));
        check(PackageKind::Python, "[project]\nname = 'acme'", Ok("acme"));
        check(PackageKind::Npm, r#"{"name": "@us/acme"}"#, Ok("acme"));
        check(PackageKind::Make, "# the name\nCC = x\nNAME := acme\n", Ok("acme"));
    }

    #[test]
    fn a_manifest_without_a_name_says_so() {
        check(PackageKind::Cargo, "[package]", Err(ManifestError::NoName(Some("package"))));
        assert!(matches!(name(PackageKind::Cargo, "["), Err(ManifestError::Unreadable(_))));
        check(PackageKind::Npm, "{}", Err(ManifestError::NoName(None)));
        assert!(matches!(name(PackageKind::Npm, ""), Err(ManifestError::Unreadable(_))));
        check(PackageKind::Make, "all:", Err(ManifestError::NoNameLine));
        for bad in ["", ".", "..", "a/.."] {
            check(
                PackageKind::Npm,
                &format!(r#"{{"name": "{bad}"}}"#),
                Err(ManifestError::BadName(bad.to_owned())),
            );
        }
        check(PackageKind::Npm, r#"{"name": "a\\b"}"#, Err(ManifestError::BadName("a\\b".to_owned())));
    }
}
