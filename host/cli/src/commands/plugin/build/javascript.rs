//! A package in JavaScript or TypeScript: its own `build.mjs` makes the component, with the tools in its `node_modules`.

use super::package::Package;
use super::toolchain::{BuildError, MissingTool, ask, program, read, run};

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
        missing.push(MissingTool::new(
            "`node`",
            "install Node.js 20 or newer, from nodejs.org or your system's packages",
        ));
    }
    if !installed(COMPONENTIZE) {
        missing.push(MissingTool::new(
            "its tools in `node_modules`",
            "`npm install` in the folder of the package",
        ));
    } else if system.kind(&folder.join("tsconfig.json")).is_ok() && !installed("typescript") {
        missing.push(MissingTool::new(
            "`typescript`",
            "`npm install --save-dev typescript` in the folder of the package",
        ));
    }
    if !missing.is_empty() {
        return Err(BuildError::Missing(missing));
    }
    let out = format!("{}.wasm", package.name);
    run(system, program("node", &[SCRIPT, &out], folder))?;
    read(system, &folder.join(out))
}
