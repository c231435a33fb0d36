//! A package in C: its own `Makefile` makes a core module, with zig or with a clang that knows WebAssembly.

use super::package::Package;
use super::toolchain::{ask, program, read, run};
use crate::usage::{BuildError, MissingTool};

/// What the `Makefile` makes: a module that carries the contract.
const MODULE: &str = "build/plugin.wasm";

/// Ways to start a compiler, the most convenient first; each with what proves that it can do the work.
const COMPILERS: [(&str, &[&str]); 4] = [
    ("zig cc -target wasm32-freestanding", &["zig", "version"]),
    (
        ".venv/bin/python -m ziglang cc -target wasm32-freestanding",
        &[".venv/bin/python", "-m", "ziglang", "version"],
    ),
    ("python3 -m ziglang cc -target wasm32-freestanding", &["python3", "-m", "ziglang", "version"]),
    ("clang --target=wasm32", &["clang", "--target=wasm32", "--print-targets"]),
];

/// Compiles the core module.
pub(super) fn compile(package: &Package<'_>) -> Result<Vec<u8>, BuildError> {
    let (system, folder) = (package.system, &package.folder);
    let works = |proof: &[&str]| {
        let (name, arguments) = proof.split_first()?;
        ask(system, &program(*name, arguments, folder))
    };
    let compiler = COMPILERS.iter().find(|(name, proof)| {
        works(proof).is_some_and(|said| !name.starts_with("clang") || said.contains("wasm32"))
    });
    let mut missing = Vec::new();
    if works(&["make", "--version"]).is_none() {
        missing.push(MissingTool::Make);
    }
    let Some((compiler, _)) = compiler else {
        missing.push(MissingTool::CCompiler);
        return Err(BuildError::Missing(missing));
    };
    if !missing.is_empty() {
        return Err(BuildError::Missing(missing));
    }
    run(system, program("make", &[&format!("WASM_CC={compiler}"), MODULE], folder))?;
    read(system, &folder.join(MODULE))
}
