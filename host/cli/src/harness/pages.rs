//! Finds the pages with the cases of a plugin.

use std::path::{Path, PathBuf};

use handoff_check::access;
use handoff_machine::{FileKind, System};
use handoff_model::{AccessRefusal, Language};
use handoff_sandbox::Description;

use super::cases::CasePage;
use super::component::Component;
use crate::usage::{HarnessError, UsageError};

/// The folder beside a component in which its pages lie.
pub(crate) const FOLDER: &str = "cases";
/// The bytes of one page: a long one has some ten thousand.
const MAX_BYTES: usize = 1 << 20;

/// Reads the pages that were named; without any, those in `cases` beside the component, else those within it.
pub(crate) fn find(
    named: &[PathBuf],
    component: &Component,
    system: &dyn System,
) -> anyhow::Result<Vec<CasePage>> {
    let beside = system.paths().join(component.folder(), Path::new(FOLDER));
    let mut files = Vec::new();
    if named.is_empty() {
        if !matches!(system.kind(&beside), Ok(FileKind::Folder)) {
            return Ok(embedded(&component.plugin.description));
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
pub(crate) fn embedded(plugin: &Description) -> Vec<CasePage> {
    plugin
        .rules
        .iter()
        .map(|rule| CasePage::read(&rule.id, None, rule.page(Language::English).to_owned()))
        .collect()
}

fn add_folder(folder: &Path, system: &dyn System, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for met in system.walk(folder, None) {
        if let Some(problem) = met.problem {
            return Err(unread(&met.path, access(&problem)));
        }
        if met.path.extension().is_some_and(|extension| extension == "md") {
            files.push(system.paths().join(Path::new("."), &met.path));
        }
    }
    Ok(())
}

fn read(file: &Path, system: &dyn System) -> anyhow::Result<CasePage> {
    let bytes = system.read(file, MAX_BYTES).map_err(|problem| unread(file, access(&problem)))?;
    let no_text = |_| UsageError::from(HarnessError::NoText(file.to_path_buf()));
    let text = String::from_utf8(bytes).map_err(no_text)?;
    Ok(CasePage::read(&file.to_string_lossy(), Some(file.to_path_buf()), text))
}

fn unread(file: &Path, access: AccessRefusal) -> anyhow::Error {
    UsageError::from(HarnessError::UnreadPage(file.to_path_buf(), access)).into()
}
