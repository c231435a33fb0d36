//! Which folders to watch: those of everything that a check reads, or would read if it were there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use handoff_check::InputList;
use handoff_check::config::{Config, FILE_NAME};
use handoff_machine::{FileKind, System, WatchedFolder, is_glob, literal_start};

use super::setup::{self, Setup};
use super::subject::WatchTarget;

struct FolderCollector<'a> {
    system: &'a dyn System,
    here: PathBuf,
    found: BTreeMap<PathBuf, WatchedFolder>,
}

/// Lists the folders, by the paths that the machine uses for them.
pub(super) fn folders(
    subject: &WatchTarget,
    setup: &Setup,
    inputs: &InputList,
    system: &dyn System,
) -> BTreeMap<PathBuf, WatchedFolder> {
    let here = system.current_dir().map(|here| system.identity(&here)).unwrap_or_default();
    let mut folders = FolderCollector { system, here, found: BTreeMap::new() };
    let config = &setup.config;
    for named in &subject.paths {
        folders.named(&named.to_string_lossy(), Path::new("."));
    }
    if subject.paths.is_empty() {
        config.inputs.iter().for_each(|entry| folders.configured(&entry.text, config));
        if config.inputs.is_empty() {
            folders.named(".", Path::new("."));
        }
    }
    config.contracts.iter().for_each(|entry| folders.configured(&entry.text, config));
    config.baseline.iter().for_each(|baseline| folders.file(&baseline.path));
    config.plugins.iter().for_each(|plugin| folders.configured(&plugin.path.text, config));
    for path in setup::paths(config, system) {
        folders.file(&path);
    }
    if let Some(file) = &subject.config {
        folders.file(file);
    } else if !subject.isolated {
        // One that appears nearer takes the place of the one in force.
        for above in folders.here.clone().ancestors() {
            folders.file(&system.paths().join(above, FILE_NAME.as_ref()));
            if config.file.is_some() && system.kind(&above.join(FILE_NAME)).is_ok() {
                break;
            }
        }
    }
    // Links lead to files elsewhere.
    for file in &inputs.identities {
        if !file.ancestors().any(|folder| folders.found.get(folder).is_some_and(|watched| watched.deep)) {
            folders.file(file);
        }
    }
    folders.found
}

impl FolderCollector<'_> {
    /// Adds what the configuration names, as far as it may be read.
    fn configured(&mut self, text: &str, config: &Config) {
        let start = self.system.paths().join(&config.base, Path::new(literal_start(text)));
        if config.scope.admit(self.system, &start).is_ok() {
            self.named(text, &config.base);
        }
    }

    /// Adds what a person named: a file, a folder with all that is in it, or a glob.
    fn named(&mut self, text: &str, base: &Path) {
        let paths = self.system.paths();
        let (text, path) = (paths.shown(Path::new(text)), paths.join(base, Path::new(text)));
        if let Ok(FileKind::Folder) = self.system.kind(&path) {
            self.deep(&path);
        } else if self.system.kind(&path).is_err() && is_glob(&text) {
            self.deep(&paths.join(base, Path::new(literal_start(&text))));
        } else {
            self.file(&path);
        }
    }

    /// Adds a folder with all that is in it, and its name in the folder above: it may vanish and come back.
    fn deep(&mut self, path: &Path) {
        if let Ok(FileKind::Folder) = self.system.kind(path) {
            self.found.entry(self.system.identity(path)).or_default().deep = true;
        }
        self.file(path);
    }

    /// Adds a name in its folder; where that does not exist, in the nearest one above that does.
    fn file(&mut self, path: &Path) {
        let full = self.system.paths().join(&self.here, path);
        let full = full.parent().map_or_else(
            || full.clone(),
            |folder| match full.file_name() {
                Some(name) => self.system.identity(folder).join(name),
                None => self.system.identity(&full),
            },
        );
        for child in full.ancestors() {
            let (Some(folder), Some(name)) = (child.parent(), child.file_name()) else { return };
            if let Ok(FileKind::Folder) = self.system.kind(folder) {
                self.found.entry(folder.to_path_buf()).or_default().names.insert(name.to_owned());
                return;
            }
        }
    }
}
