//! What is tested: a component that a team works on, or the rules that people wrote in a configuration.

use std::path::{Path, PathBuf};

use handoff_check::config::Config;
use handoff_check::plugins::{ChildCompiler, Trust};
use handoff_check::{Rulebook, RulebookError, access};
use handoff_landscape::Settings;
use handoff_machine::{FileKind, ReadError, System};
use handoff_sandbox::{Host, Plugin, limits};

use crate::usage::{ComponentError, HarnessError, UsageError};

/// A component that is ready to run; whoever runs a verb on it has decided to, so no pin is asked for.
pub(crate) struct Component {
    /// The file.
    pub(crate) path: PathBuf,
    /// What runs it.
    pub(crate) host: Host,
    pub(crate) plugin: Plugin,
    /// What describes the company where a case says nothing of it; `None`: nothing does.
    pub(crate) settings: Option<Settings>,
}

impl Component {
    /// Reads and loads a component.
    pub(crate) fn open(path: PathBuf, system: &dyn System) -> anyhow::Result<Self> {
        let bytes = read(&path, system)?;
        let host = Host::new().map_err(RulebookError::from)?;
        let plugin = host.load(&bytes, &ChildCompiler::new(system, &path.to_string_lossy()));
        let plugin = plugin
            .map_err(|error| UsageError::from(ComponentError::Unloaded(path.clone(), Box::new(error))))?;
        Ok(Self { path, host, plugin, settings: None })
    }

    /// Takes the rules that people wrote in a configuration; their cases know its departments and words, and none of its contracts.
    pub(crate) fn written(config: &Config, system: &dyn System) -> anyhow::Result<Self> {
        let book = Rulebook::configured(config, Trust::Pinned, system)?;
        book.select(config)?;
        let none = || UsageError::from(HarnessError::NoWrittenRules);
        let (host, plugin) = book.into_written().ok_or_else(none)?;
        let described = config.settings.clone();
        let settings = Settings { contracts: Vec::new(), given: Vec::new(), ..described };
        let path = config.file.clone().unwrap_or_default();
        Ok(Self { path, host, plugin, settings: Some(settings) })
    }

    /// Returns the folder it lies in.
    pub(crate) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }
}

/// Reads the bytes of a component.
pub(crate) fn read(path: &Path, system: &dyn System) -> anyhow::Result<Vec<u8>> {
    let read = system.read(path, limits::COMPONENT_BYTES);
    Ok(read.map_err(|problem| match problem {
        ReadError::TooLarge { limit } => ComponentError::TooLarge(path.to_path_buf(), limit >> 20).into(),
        problem => UsageError::Unread(path.to_path_buf(), access(&problem)),
    })?)
}

/// Finds the component that is meant: the file that was named, else the only one in the folder.
pub(crate) fn find(asked: Option<&Path>, system: &dyn System) -> anyhow::Result<PathBuf> {
    let folder = match asked {
        Some(path) if !matches!(system.kind(path), Ok(FileKind::Folder)) => return Ok(path.to_path_buf()),
        Some(folder) => system.paths().join(Path::new("."), folder),
        None => PathBuf::from("."),
    };
    let is_here = |path: &PathBuf| {
        path.parent().is_none_or(|parent| {
            system.paths().join(Path::new("."), parent) == folder || parent == Path::new("")
        }) && path.extension().is_some_and(|extension| extension == "wasm")
    };
    let walked =
        system.walk(&folder, None).into_iter().map(|met| system.paths().join(Path::new("."), &met.path));
    let mut found: Vec<PathBuf> = walked.filter(is_here).collect();
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) => Err(UsageError::from(ComponentError::NoComponent(folder)).into()),
        (Some(_), false) => Err(UsageError::from(ComponentError::SeveralComponents(folder)).into()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use handoff_machine::MemorySystem;

    use super::{find, limits, read};

    fn check(files: &[&str], asked: Option<&str>, expected: Result<&str, &str>) {
        let machine = files.iter().fold(MemorySystem::default(), |machine, file| machine.file(file, ""));
        let found = find(asked.map(Path::new), &machine).map_err(|failure| failure.to_string());
        match expected {
            Ok(path) => assert_eq!(found.unwrap(), Path::new(path), "{files:?}"),
            Err(part) => assert!(found.unwrap_err().contains(part), "{files:?}"),
        }
    }

    #[test]
    fn the_only_component_of_the_folder_is_meant() {
        check(&["a.wasm", "target/b.wasm", "c.md"], None, Ok("a.wasm"));
        check(&["pack/a.wasm", "pack/target/b.wasm"], Some("pack"), Ok("pack/a.wasm"));
        check(&["pack/a.wasm"], Some("./pack/"), Ok("pack/a.wasm"));
        check(&["a.wasm", "b.wasm"], Some("b.wasm"), Ok("b.wasm"));
        check(&["a.wasm", "b.wasm"], None, Err("several components"));
        check(&["target/b.wasm"], None, Err("handoff plugin build"));
    }

    #[test]
    fn a_component_is_too_large_in_the_words_of_plugins() {
        let machine = MemorySystem::default().file("a.wasm", vec![0; limits::COMPONENT_BYTES + 1]);
        let told = read(Path::new("a.wasm"), &machine).unwrap_err().to_string();
        assert!(told.contains("a plugin has at most 32 MiB") && !told.contains("export"), "{told}");
    }
}
