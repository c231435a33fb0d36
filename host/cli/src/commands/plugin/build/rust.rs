//! A package in Rust: cargo compiles it for `wasm32-unknown-unknown`, the same bytes in every folder and on every machine
//! with the same compiler and the same `Cargo.lock`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::package::Package;
use super::toolchain::{ask, program, read, run};
use crate::usage::{BuildError, ManifestError, MissingTool};

const TARGET: &str = "wasm32-unknown-unknown";

/// Variables by which someone's shell could change the bytes.
const FOREIGN: [&str; 16] = [
    "RUSTFLAGS",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
    "CARGO_BUILD_RUSTC_WRAPPER",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_INCREMENTAL",
    "CARGO_PROFILE_RELEASE_CODEGEN_UNITS",
    "CARGO_PROFILE_RELEASE_DEBUG",
    "CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS",
    "CARGO_PROFILE_RELEASE_INCREMENTAL",
    "CARGO_PROFILE_RELEASE_LTO",
    "CARGO_PROFILE_RELEASE_OPT_LEVEL",
    "CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS",
    "CARGO_PROFILE_RELEASE_PANIC",
    "CARGO_PROFILE_RELEASE_STRIP",
];

/// Compiles the core module.
pub(super) fn compile(package: &Package<'_>) -> Result<Vec<u8>, BuildError> {
    look_for_tools(package)?;
    let library = library(package)?;
    let target_dir = package.folder.join("target");
    let arguments = ["build", "--release", "--lib", "--target", TARGET, "--target-dir"];
    let mut cargo = program("cargo", &arguments, &package.folder);
    cargo.arguments.push(target_dir.clone().into());
    cargo.env = FOREIGN.iter().map(|name| ((*name).to_owned(), None)).collect();
    cargo.env.push(("CARGO_ENCODED_RUSTFLAGS".to_owned(), Some(flags(package))));
    run(package.system, cargo)?;
    read(package.system, &target_dir.join(TARGET).join("release").join(format!("{library}.wasm")))
}

/// Refuses to begin without cargo and its target, and says how to get what is missing.
fn look_for_tools(package: &Package<'_>) -> Result<(), BuildError> {
    let asked =
        |name: &str, arguments: &[&str]| ask(package.system, &program(name, arguments, &package.folder));
    let mut missing = Vec::new();
    if asked("cargo", &["--version"]).is_none() {
        missing.push(MissingTool::Cargo);
    }
    // The compiler names the folder also where nothing is in it.
    let libraries = asked("rustc", &["--print", "target-libdir", "--target", TARGET]);
    if libraries.is_none_or(|folder| package.system.kind(Path::new(&folder)).is_err()) {
        missing.push(MissingTool::RustTarget(TARGET));
    }
    if missing.is_empty() { Ok(()) } else { Err(BuildError::Missing(missing)) }
}

/// Asks cargo what the library of the package is called in a file.
fn library(package: &Package<'_>) -> Result<String, BuildError> {
    let arguments = ["metadata", "--format-version=1", "--no-deps"];
    let ended = run(package.system, program("cargo", &arguments, &package.folder))?;
    let wrong = |error| BuildError::Manifest(package.folder.join("Cargo.toml"), error);
    let metadata: serde_json::Value = serde_json::from_slice(&ended.output)
        .map_err(|error| wrong(ManifestError::Unreadable(error.to_string())))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let mut targets = packages
        .filter(|found| found["name"] == *package.name)
        .flat_map(|found| found["targets"].as_array().into_iter().flatten());
    let is_component = |kinds: &serde_json::Value| {
        kinds.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "cdylib"))
    };
    let target = targets.find(|target| is_component(&target["crate_types"]));
    let name = target.and_then(|target| target["name"].as_str());
    name.map(|name| name.replace('-', "_")).ok_or_else(|| wrong(ManifestError::NoComponent))
}

/// Takes every path of this machine out of what is compiled.
fn flags(package: &Package<'_>) -> OsString {
    let system = package.system;
    let home = |variable: &str, folder: &str| {
        let user =
            || Some(PathBuf::from(system.env("HOME").or_else(|| system.env("USERPROFILE"))?).join(folder));
        system.env(variable).map(PathBuf::from).or_else(user)
    };
    let places = [
        (home("CARGO_HOME", ".cargo"), "cargo"),
        (home("RUSTUP_HOME", ".rustup"), "rustup"),
        // The last that matches counts, and a package may lie in one of those above.
        (Some(package.folder.clone()), &package.name),
    ];
    let remap = |(from, to): (Option<PathBuf>, &str)| {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(from?);
        flag.push("=");
        flag.push(to);
        Some(flag)
    };
    let flags: Vec<OsString> = places.into_iter().filter_map(remap).collect();
    // As cargo wants it: a path may hold spaces.
    flags.join(&OsString::from("\u{1f}"))
}
