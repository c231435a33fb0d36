//! A package in JavaScript or TypeScript: its own `build.mjs` makes the component, with the tools in its `node_modules`.

use super::package::Package;
use super::toolchain::{ask, program, read, run};
use crate::usage::{BuildError, MissingTool};

/// The build script of a package: `node build.mjs OUT`.
const SCRIPT: &str = "build.mjs";
/// What makes a component of JavaScript.
const COMPONENTIZE: &str = "@bytecodealliance/componentize-js";

/// Makes the component.
pub(super) fn compile(package: &Package<'_>) -> Result<Vec<u8>, BuildError> {
    let (system, folder) = (package.system, &package.folder);
    let installed = |name: &str| system.kind(&folder.join("node_modules").join(name)).is_ok();
    let mut missing = Vec::new();
    if ask(system, &program("node", &["--version"], folder)).is_none() {
        missing.push(MissingTool::Node);
    }
    if !installed(COMPONENTIZE) {
        missing.push(MissingTool::NodeModules);
    } else if system.kind(&folder.join("tsconfig.json")).is_ok() && !installed("typescript") {
        missing.push(MissingTool::Typescript);
    }
    if !missing.is_empty() {
        return Err(BuildError::Missing(missing));
    }
    let out = format!("{}.wasm", package.name);
    run(system, program("node", &[SCRIPT, &out], folder))?;
    read(system, &folder.join(out))
}
