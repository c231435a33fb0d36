//! The folder of a plugin: its language and its name are told by its manifest.

use std::path::{Path, PathBuf};

use handoff_machine::System;

use super::toolchain::BuildError;

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
            system.read(&path, MANIFEST).map_err(|error| BuildError::Unread { path: path.clone(), error })?;
        let name = name(*manifest, &String::from_utf8_lossy(&bytes))
            .map_err(|reason| BuildError::Manifest { path, reason })?;
        Ok(Self { system, folder: system.identity(folder), manifest: *manifest, name })
    }
}

/// Reads the name of a package.
fn name(manifest: PackageKind, text: &str) -> Result<String, String> {
    let toml = |table: &str| {
        let parsed: toml::Table =
            text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
        let name = parsed.get(table).and_then(|table| table.get("name")).and_then(toml::Value::as_str);
        name.map(str::to_owned).ok_or_else(|| format!("it has no `name` in `[{table}]`"))
    };
    let name = match manifest {
        PackageKind::Cargo => toml("package")?,
        PackageKind::Python => toml("project")?,
        PackageKind::Npm => {
            let parsed: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
            parsed.get("name").and_then(|name| name.as_str()).ok_or("it has no `name`")?.to_owned()
        }
        PackageKind::Make => {
            let mut lines = text.lines().filter_map(|line| line.split_once('='));
            let value = lines.find(|(word, _)| word.trim_end_matches([':', '?', ' ']) == "NAME");
            value.map(|(_, name)| name.trim().to_owned()).ok_or("it has no line `NAME = …`")?
        }
    };
    // A name of npm may be `@acme/rules`; the component is a file in this folder.
    let file = name.rsplit('/').next().unwrap_or_default();
    if file.is_empty() || file.starts_with('.') || file.contains('\\') {
        return Err(format!("`{name}` cannot be the name of a component"));
    }
    Ok(file.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(manifest: PackageKind, text: &str, expected: &str) {
        let found = name(manifest, text).unwrap_or_else(|error| error);
        assert!(found.contains(expected), "{text}: {found}");
    }

    #[test]
    fn each_manifest_names_its_package() {
        check(PackageKind::Cargo, "[package]\nname = 'acme'", "acme");
        check(PackageKind::Python, "[project]\nname = 'acme'", "acme");
        check(PackageKind::Npm, r#"{"name": "@us/acme"}"#, "acme");
        check(PackageKind::Make, "# the name\nCC = x\nNAME := acme\n", "acme");
    }

    #[test]
    fn a_manifest_without_a_name_says_so() {
        check(PackageKind::Cargo, "[package]", "no `name` in `[package]`");
        check(PackageKind::Cargo, "[", "");
        check(PackageKind::Npm, "{}", "no `name`");
        check(PackageKind::Npm, "", "EOF");
        check(PackageKind::Make, "all:", "NAME");
        for name in ["", ".", "..", "a/..", "a\\\\b"] {
            check(PackageKind::Npm, &format!(r#"{{"name": "{name}"}}"#), "cannot be the name");
        }
    }
}
