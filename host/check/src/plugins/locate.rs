//! Finds the components that the configuration names.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use handoff_machine::{FileKind, ReadError, System};

use crate::config::Config;

/// The ending of components in a folder.
const ENDING: &str = "wasm";

/// A component that the configuration names, itself or by its folder; perhaps there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentSource {
    /// The entry of the configuration, by its place there.
    pub entry: usize,
    /// Its path as configured, relative to the configuration; its name in the lock.
    pub source: String,
    /// Its path as seen from the current folder.
    pub path: PathBuf,
    /// It was named by hand to take the place of what is configured, so it may lie anywhere and is not pinned yet.
    pub is_candidate: bool,
}

impl ComponentSource {
    /// Tells whether a file of it may be read.
    pub(super) fn admit(&self, path: &Path, config: &Config, system: &dyn System) -> Result<(), ReadError> {
        if self.is_candidate { Ok(()) } else { config.scope.admit(system, path) }
    }
}

/// Lists the components in the order of the configuration, those of a folder by name. A folder without any stands for
/// itself, so that reading it tells what is wrong.
pub fn locate(config: &Config, system: &dyn System) -> Vec<ComponentSource> {
    let path = |text: &str| system.paths().join(&config.base, Path::new(text));
    let is_folder = |path: &Path| {
        config.scope.admit(system, path).is_ok() && matches!(system.kind(path), Ok(FileKind::Folder))
    };
    let named: HashSet<PathBuf> = config
        .plugins
        .iter()
        .map(|plugin| path(&plugin.path.text))
        .filter(|path| !is_folder(path))
        .map(|path| system.identity(&path))
        .collect();
    let mut located = Vec::new();
    for (entry, plugin) in config.plugins.iter().enumerate() {
        let text = plugin.path.text.trim_start_matches("./").trim_end_matches('/');
        let path = path(&plugin.path.text);
        if !is_folder(&path) {
            located.push(ComponentSource { entry, source: text.to_owned(), path, is_candidate: false });
            continue;
        }
        let before = located.len();
        for met in system.walk(&path, Some(config.scope.root())) {
            let is_here = met.path.parent() == Some(&path);
            let is_component = met.path.extension().is_some_and(|ending| ending == ENDING);
            // What an entry of its own names is configured there.
            if is_here && is_component && !named.contains(&system.identity(&met.path)) {
                let name = met.path.file_name().unwrap_or_default().to_string_lossy();
                let source =
                    if text.is_empty() || text == "." { name.into_owned() } else { format!("{text}/{name}") };
                located.push(ComponentSource { entry, source, path: met.path, is_candidate: false });
            }
        }
        if located.len() == before {
            located.push(ComponentSource { entry, source: text.to_owned(), path, is_candidate: false });
        }
    }
    located
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;

    use super::*;
    use crate::config::ConfigRequest;

    /// Compares what is located with lines of `entry source path`.
    #[track_caller]
    fn check(configuration: &str, files: &[&str], expected: &[&str]) {
        let machine = MemorySystem::default().file("project/handoff.toml", configuration);
        let machine = files.iter().fold(machine, |machine, file| machine.file(file, ""));
        let wanted =
            ConfigRequest { file: Some("project/handoff.toml".as_ref()), ..ConfigRequest::default() };
        let config = Config::load(&machine, wanted).unwrap();
        let line =
            |found: &ComponentSource| format!("{} {} {}", found.entry, found.source, found.path.display());
        assert_eq!(locate(&config, &machine).iter().map(line).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_component_need_not_be_there() {
        check("[[plugin]]\npath = \"./a.wasm\"", &[], &["0 a.wasm project/a.wasm"]);
    }

    #[test]
    fn a_folder_stands_for_the_components_right_in_it() {
        check(
            "[[plugin]]\npath = \"plugins/\"",
            &[
                "project/plugins/b.wasm",
                "project/plugins/a.wasm",
                "project/plugins/a.md",
                "project/plugins/x/c.wasm",
            ],
            &["0 plugins/a.wasm project/plugins/a.wasm", "0 plugins/b.wasm project/plugins/b.wasm"],
        );
        check("[[plugin]]\npath = \".\"", &["project/a.wasm"], &["0 a.wasm project/a.wasm"]);
    }

    #[test]
    fn the_lock_names_components_alike_on_every_machine() {
        let configuration = "[[plugin]]\npath = 'plugins\\a.wasm'\n[[plugin]]\npath = 'more\\'";
        for machine in [MemorySystem::default(), MemorySystem::windows()] {
            let machine = machine
                .file("handoff.toml", configuration)
                .file("plugins/a.wasm", "")
                .file("more/b.wasm", "");
            let config = Config::load(&machine, ConfigRequest::default()).unwrap();
            let sources = locate(&config, &machine).into_iter().map(|found| found.source);
            assert_eq!(sources.collect::<Vec<_>>(), ["plugins/a.wasm", "more/b.wasm"]);
        }
    }

    #[test]
    fn a_component_with_an_entry_of_its_own_is_left_to_it() {
        check(
            "[[plugin]]\npath = \"plugins\"\n[[plugin]]\npath = \"plugins/b.wasm\"",
            &["project/plugins/b.wasm", "project/plugins/a.wasm"],
            &["0 plugins/a.wasm project/plugins/a.wasm", "1 plugins/b.wasm project/plugins/b.wasm"],
        );
    }

    #[test]
    fn a_folder_without_components_stands_for_itself() {
        check("[[plugin]]\npath = \"docs\"", &["project/docs/a.md"], &["0 docs project/docs"]);
    }
}
