//! `handoff plugin build`: from a package to a component that imports nothing but the contract.

mod c;
mod javascript;
mod package;
mod python;
mod rust;
mod toolchain;

use std::path::{Path, PathBuf};

use handoff_check::{CommandError, Exit, access};
use handoff_machine::{Console, FileKind, System};
use handoff_model::Language;
use handoff_sandbox::{EncodedComponent, digest, encode, limits};

use crate::args;
use crate::commands::request;
use crate::texts::CliTexts;
use crate::usage::{BuildError, UsageError};
use package::{Package, PackageKind};

pub(super) fn run(
    asked: &args::BuildCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let (out, encoded) = build(asked, system).map_err(UsageError::from)?;
    system
        .replace(&out, &encoded.bytes)
        .map_err(|error| CommandError::Unwritten { path: out.clone(), error })?;
    console.print(account(&out, &encoded, request::language(system)).as_bytes())?;
    Ok(Exit::Clean)
}

/// Compiles and encodes what was asked for; returns the component and where it belongs.
fn build(asked: &args::BuildCommand, system: &dyn System) -> Result<(PathBuf, EncodedComponent), BuildError> {
    let from = &asked.package;
    let (out, bytes) = match system.kind(from) {
        // A module of a toolchain of one's own: only to be encoded.
        Ok(FileKind::File) => {
            let out = asked.out.clone().ok_or(BuildError::NoOut)?;
            (out, toolchain::read(system, from)?)
        }
        Ok(_) => {
            let package = Package::open(from, system)?;
            let bytes = match package.manifest {
                PackageKind::Cargo => rust::compile(&package)?,
                PackageKind::Npm => javascript::compile(&package)?,
                PackageKind::Python => python::compile(&package)?,
                PackageKind::Make => c::compile(&package)?,
            };
            (asked.out.clone().unwrap_or_else(|| from.join(format!("{}.wasm", package.name))), bytes)
        }
        Err(error) => return Err(BuildError::Unread(from.clone(), access(&error))),
    };
    let encoded = encode(&bytes).map_err(|error| BuildError::Encode(out.clone(), error))?;
    Ok((out, encoded))
}

/// Says what was made, and what to do with it.
fn account(out: &Path, encoded: &EncodedComponent, language: Language) -> String {
    let texts = CliTexts::of(language).plugin.build;
    let (size, inspection) = (encoded.bytes.len(), &encoded.inspection);
    let share = size * 100 / limits::COMPONENT_BYTES;
    let imports: Vec<&str> = inspection
        .imports
        .iter()
        .map(|import| import.strip_prefix("handoff:plugin/").unwrap_or(import))
        .collect();
    let lines = [
        (texts.built)(&out.to_string_lossy(), size, share),
        (texts.digest)(&digest(&encoded.bytes)),
        (texts.contract)(inspection.contract.version(), inspection.profile.name()),
        (texts.powers)(&imports.join(", ")),
        String::new(),
        texts.next.to_owned(),
    ];
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;

    fn refused(system: &MemorySystem, arguments: &[&str], reason: &str) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let arguments = ["handoff", "plugin", "build"].iter().chain(arguments).map(Into::into);
        let exit = crate::run(arguments, system, &mut out, &mut err);
        let said = String::from_utf8([out, err].concat()).unwrap();
        assert!(exit as i32 == 2 && said.contains(reason), "{exit:?}: {said}");
    }

    #[test]
    fn what_is_missing_is_said_with_how_to_get_it() {
        let machine = || MemorySystem::default().file("README.md", "");
        refused(&machine(), &[], "no package");
        refused(&machine(), &["elsewhere"], "elsewhere");
        refused(&machine().file("Cargo.toml", "[package]\nname = \"acme\"\n"), &[], "`cargo`");
        refused(&machine().file("Cargo.toml", "[workspace]\n"), &[], "Cargo.toml");
        refused(&machine().file("package.json", r#"{"name": "acme"}"#), &[], "`node`");
        refused(&machine().file("package.json", "{}"), &[], "name");
        refused(&machine().file("pyproject.toml", "[project]\nname = \"acme\"\n"), &[], "componentize-py");
        refused(&machine().file("Makefile", "NAME = acme\n"), &[], "`make`");
        refused(&machine().file("Makefile", "all:\n"), &[], "NAME");
    }

    #[test]
    fn a_module_is_encoded_only_into_a_file_that_is_named() {
        let machine = MemorySystem::default().file("m.wasm", *b"\0asm\x01\0\0\0");
        refused(&machine, &["m.wasm"], "--out");
        refused(&machine, &["m.wasm", "--out", "p.wasm"], "holds no rules");
    }
}
