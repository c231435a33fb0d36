//! A package in Python: its own `build.py` makes the component, with componentize-py.

use std::path::PathBuf;

use super::package::Package;
use super::toolchain::{ask, program, read, run};
use crate::usage::{BuildError, MissingTool};

/// The build script of a package: `python build.py OUT`.
const SCRIPT: &str = "build.py";

/// Makes the component.
pub(super) fn compile(package: &Package<'_>) -> Result<Vec<u8>, BuildError> {
    let (system, folder) = (package.system, &package.folder);
    // The environment of the package first: that is where its tools are pinned.
    let own = [".venv/bin/python", ".venv/Scripts/python.exe"].map(|path| folder.join(path));
    let mut pythons = own.into_iter().chain(["python3", "python"].map(PathBuf::from));
    let has_tools =
        |python: &PathBuf| ask(system, &program(python, &["-c", "import componentize_py"], folder)).is_some();
    let Some(python) = pythons.find(has_tools) else {
        return Err(BuildError::Missing(vec![MissingTool::ComponentizePy]));
    };
    let out = format!("{}.wasm", package.name);
    run(system, program(python, &[SCRIPT, &out], folder))?;
    read(system, &folder.join(out))
}
