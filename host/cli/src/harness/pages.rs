//! Finds the pages with the cases of a plugin.

use std::path::{Path, PathBuf};

use handoff_check::CommandError;
use handoff_machine::{FileKind, System};
use handoff_report::escape::Untrusted;

use super::cases::CasePage;
use super::component::Component;
use crate::usage::tool_error;

/// The folder beside a component in which its pages lie.
const FOLDER: &str = "cases";
/// The bytes of one page: a long one has some ten thousand.
const MAX_BYTES: usize = 1 << 20;

/// Reads the pages that were named; without any, those in `cases` beside the component, else those within it.
pub(crate) fn find(
    named: &[PathBuf],
    component: &Component,
    system: &dyn System,
) -> Result<Vec<CasePage>, CommandError> {
    let beside = system.paths().join(component.folder(), Path::new(FOLDER));
    let mut files = Vec::new();
    if named.is_empty() {
        if !matches!(system.kind(&beside), Ok(FileKind::Folder)) {
            return Ok(embedded(component));
        }
        add_folder(&beside, system, &mut files)?;
    }
    for path in named {
        match system.kind(path) {
            Ok(FileKind::Folder) => add_folder(path, system, &mut files)?,
            _ => files.push(path.clone()),
        }
    }
    files.dedup();
    files.iter().map(|file| read(file, system)).collect()
}

/// Reads the pages that lie within the component.
pub(crate) fn embedded(component: &Component) -> Vec<CasePage> {
    let rules = component.plugin.description.rules.iter();
    rules.map(|rule| CasePage::read(&rule.id, None, rule.page.clone())).collect()
}

fn add_folder(folder: &Path, system: &dyn System, files: &mut Vec<PathBuf>) -> Result<(), CommandError> {
    for met in system.walk(folder, None) {
        if let Some(problem) = met.problem {
            return Err(read_failure(&met.path, &problem.to_string()));
        }
        if met.path.extension().is_some_and(|extension| extension == "md") {
            files.push(system.paths().join(Path::new("."), &met.path));
        }
    }
    Ok(())
}

fn read(file: &Path, system: &dyn System) -> Result<CasePage, CommandError> {
    let bytes = system.read(file, MAX_BYTES).map_err(|problem| read_failure(file, &problem.to_string()))?;
    let text =
        String::from_utf8(bytes).map_err(|_| read_failure(file, "it is no UTF-8 text; save it as such"))?;
    Ok(CasePage::read(&file.to_string_lossy(), Some(file.to_path_buf()), text))
}

fn read_failure(file: &Path, why: &str) -> CommandError {
    tool_error(format!("{} cannot be read: {why}", Untrusted::new(&file.to_string_lossy())))
}
