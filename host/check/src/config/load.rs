//! Finds the configuration and everything it names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use handoff_machine::{Patience, ReadError, System, is_glob, literal_start};
use handoff_model::Language;

use super::error::{
    ConfigAccessError, ConfigError, ConfigErrorKind, ConfigErrors, ConfigFile, EntryError, Suggestion,
};
use super::reader::stated_language;
use super::{Baseline, Config, PathEntry, keys};
use crate::access::access;
use crate::path;
use crate::scope::ReadScope;

/// The name of the configuration file.
pub const FILE_NAME: &str = "handoff.toml";

/// The bytes of one configuration file: ten thousand contracts, and no room for a mistaken path.
const MAX_BYTES: usize = 4 << 20;

/// The keys of a contract file.
const CONTRACT_KEYS: [&str; 3] = ["contract", "source", "term"];

/// Which file and preset a run asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConfigRequest<'a> {
    /// The file; found upward from the current folder if not given.
    pub file: Option<&'a Path>,
    /// Take the defaults, and look for no file.
    pub isolated: bool,
    /// The preset; the file's if not given.
    pub preset: Option<&'a str>,
    /// The file of what is known; the one that the configuration names if not given.
    pub baseline: Option<&'a Path>,
    /// That file is about to be written: there may be none yet.
    pub writes_baseline: bool,
}

impl ConfigRequest<'_> {
    /// Returns the language that the configuration asks for, even if the rest of it is wrong: for whoever says so. Where
    /// the file that is named cannot be read, the one that would have been found tells.
    pub fn language(self, system: &dyn System) -> Language {
        let stated = |path: PathBuf| stated_language(&read(system, &path).ok()?.text);
        let found = || find(system).filter(|_| !self.isolated);
        self.path(system).and_then(stated).or_else(|| found().and_then(stated)).unwrap_or_default()
    }

    /// Returns the file, as seen from the current folder; `None` where there is none.
    fn path(self, system: &dyn System) -> Option<PathBuf> {
        match self.file {
            _ if self.isolated => None,
            Some(file) => Some(system.paths().report(file).into_owned()),
            None => find(system),
        }
    }
}

/// Why there is no configuration to run with.
#[derive(Debug, thiserror::Error)]
pub enum ConfigLoadError {
    /// The file that was named cannot be read.
    Unread {
        /// The file as it was named.
        path: PathBuf,
        /// Why it cannot be read.
        reason: ConfigAccessError,
    },
    /// There is no such preset.
    Preset {
        /// The name as it was given.
        name: String,
        /// The presets there are, or the one that was meant.
        near: Suggestion,
    },
    /// It is read, and wrong.
    Wrong(#[from] ConfigErrors),
}

impl Config {
    /// Finds and reads the configuration, and the contract files that it names.
    pub fn load(system: &dyn System, wanted: ConfigRequest<'_>) -> Result<Self, ConfigLoadError> {
        check_preset(wanted.preset)?;
        let Some(path) = wanted.path(system) else {
            let scope = ReadScope::around(system, Path::new("."));
            let mut config = Self { scope, ..Self::of(None, wanted.preset)? };
            config.load_baseline(wanted, system)?;
            return Ok(config);
        };
        let base = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
            _ => ".".into(),
        };
        let scope = ReadScope::around(system, &base);
        let source = read_own(system, &path, &base, &scope)
            .map_err(|reason| ConfigLoadError::Unread { path: path.clone(), reason })?;
        let mut config = Self::of(Some(source), wanted.preset)?;
        (config.base, config.scope) = (base, scope);
        let first = config.rules.iter().take_while(|entry| entry.is_of_preset()).count();
        config.load_shared(&path, first, system)?;
        config.load_contracts(system)?;
        config.ignores.iter_mut().for_each(|ignore| ignore.match_as(system.paths()));
        config.load_baseline(wanted, system)?;
        config.file = Some(path);
        Ok(config)
    }

    /// Reads what is known: from the file that somebody names, else from the one of the configuration.
    fn load_baseline(
        &mut self,
        wanted: ConfigRequest<'_>,
        system: &dyn System,
    ) -> Result<(), ConfigLoadError> {
        let paths = system.paths();
        let (path, entry) = match (wanted.baseline, &self.known) {
            (Some(path), _) => (paths.report(path).into_owned(), None),
            (None, Some(entry)) => (paths.join(&self.base, Path::new(&entry.text)), Some(entry)),
            (None, None) => return Ok(()),
        };
        let unread = |reason| match entry {
            None => ConfigLoadError::Unread { path: path.clone(), reason },
            Some(entry) => {
                let kind = ConfigErrorKind::Unread(path.display().to_string(), reason);
                ConfigErrors(vec![ConfigError::new(&entry.source, entry.span.clone(), kind)]).into()
            }
        };
        let mut baseline = Baseline::new(&path, system);
        let admitted = entry.map_or(Ok(()), |_| self.scope.admit(system, &path));
        let admitted = admitted.map_err(|problem| unread(ConfigAccessError::Access(access(&problem))));
        let is_absent = || matches!(&system.kind(&path), Err(error) if error.is_absence());
        match admitted.and_then(|()| read(system, &path).map_err(unread)) {
            Err(_) if wanted.writes_baseline && is_absent() => {}
            Err(error) => return Err(error),
            Ok(source) => {
                // Complaints show lines of it: where the configuration names it, it may be anything.
                let complaints = baseline.read(&source);
                if let (Err(_), Some(entry), false) = (&complaints, entry, source.may_be_shown(&["finding"]))
                {
                    let kind = EntryError::NoBaseline(source.path.to_string());
                    return Err(ConfigErrors(vec![ConfigError::new(
                        &entry.source,
                        entry.span.clone(),
                        kind,
                    )])
                    .into());
                }
                complaints?;
                self.sources.push(source);
            }
        }
        self.baseline = Some(baseline);
        Ok(())
    }

    fn load_contracts(&mut self, system: &dyn System) -> Result<(), ConfigErrors> {
        let mut wrong = Vec::new();
        for entry in std::mem::take(&mut self.contracts) {
            match files(system, &entry, &self.base, &self.scope) {
                Err(complaint) => wrong.push(complaint),
                Ok(sources) => {
                    for source in sources {
                        // A file that two entries name is read once.
                        if self.sources.contains(&source) {
                            continue;
                        }
                        if let Err(ConfigErrors(more)) = self.add_contracts(Arc::clone(&source)) {
                            wrong.extend(showable(more, &source, &entry));
                        }
                    }
                }
            }
            self.contracts.push(entry);
        }
        if wrong.is_empty() { Ok(()) } else { Err(ConfigErrors(wrong)) }
    }
}

/// Returns what may be shown of the complaints about a file that an entry names. They show lines of it, and one that holds
/// nothing of a contract may be anything: the log that they go to may be read by others.
fn showable(complaints: Vec<ConfigError>, source: &ConfigFile, entry: &PathEntry) -> Vec<ConfigError> {
    if source.may_be_shown(&CONTRACT_KEYS) {
        return complaints;
    }
    let kind = ConfigErrorKind::NoContracts(source.path.to_string());
    vec![ConfigError::new(&entry.source, entry.span.clone(), kind)]
}

fn check_preset(preset: Option<&str>) -> Result<(), ConfigLoadError> {
    match preset {
        Some(name) if !super::preset::names().any(|known| known == name) => {
            let near = Suggestion::of(name, super::preset::names());
            Err(ConfigLoadError::Preset { name: name.to_owned(), near })
        }
        _ => Ok(()),
    }
}

/// Looks for the file in the current folder and those above it; returns a path relative to the current folder.
fn find(system: &dyn System) -> Option<PathBuf> {
    let depth = system.current_dir().ok()?.ancestors().count();
    let mut above = (0..depth).map(|up| PathBuf::from("../".repeat(up) + FILE_NAME));
    // A link that leads nowhere, or a folder of that name, is somebody's mistake and not an absence.
    let is_there =
        |path: &PathBuf| matches!(system.kind(path), Ok(_) | Err(ReadError::Dangling | ReadError::Circle));
    above.find(is_there)
}

/// Reads a file of the configuration.
pub(crate) fn read(system: &dyn System, path: &Path) -> Result<Arc<ConfigFile>, ConfigAccessError> {
    let patience = Patience::new(system, Patience::SECOND);
    let bytes = patience.read(|| system.read(path, MAX_BYTES));
    let bytes = bytes.map_err(|problem| ConfigAccessError::Access(access(&problem)))?;
    let text = String::from_utf8(bytes).map_err(|_| ConfigAccessError::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(ConfigFile::new(&path.to_string_lossy(), text))
}

/// Reads the configuration itself. Where it is a link, it is to lead to a configuration of the same repository: whoever
/// can put it there could else have any file shown.
fn read_own(
    system: &dyn System,
    path: &Path,
    base: &Path,
    scope: &ReadScope,
) -> Result<Arc<ConfigFile>, ConfigAccessError> {
    scope.admit(system, path).map_err(|_| ConfigAccessError::LinkedAway)?;
    let source = read(system, path)?;
    let plain = path.file_name().map(|name| system.identity(base).join(name));
    if plain.is_some_and(|plain| plain != system.identity(path)) && !source.has_any_key(&keys()) {
        return Err(ConfigAccessError::LinkedAway);
    }
    Ok(source)
}

/// Reads the contract files that one entry names.
fn files(
    system: &dyn System,
    entry: &PathEntry,
    base: &Path,
    scope: &ReadScope,
) -> Result<Vec<Arc<ConfigFile>>, ConfigError> {
    let complain = |kind| ConfigError::new(&entry.source, entry.span.clone(), kind);
    let unread = |path: &Path, reason| {
        let path = path.display().to_string();
        complain(ConfigErrorKind::Unread(path, ConfigAccessError::Access(access(&reason))))
    };
    let admit = |path: &Path| scope.admit(system, path).map_err(|problem| unread(path, problem));
    let mut paths = vec![system.paths().join(base, Path::new(&entry.text))];
    if is_glob(&entry.text)
        && let Ok(pattern) = system.paths().pattern([&entry.text])
    {
        admit(&system.paths().join(base, Path::new(literal_start(&entry.text))))?;
        let met = path::matches(system, &entry.text, &pattern, base, Some(scope.root()));
        paths = met.into_iter().map(|met| met.path).collect();
    }
    if paths.is_empty() {
        return Err(complain(ConfigErrorKind::NoMatch));
    }
    let read = |path: &PathBuf| {
        admit(path)?;
        let unread = |reason| complain(ConfigErrorKind::Unread(path.display().to_string(), reason));
        read(system, path).map_err(unread)
    };
    paths.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;

    use super::*;

    fn load(machine: &MemorySystem, file: Option<&str>) -> Result<Config, ConfigLoadError> {
        Config::load(machine, ConfigRequest { file: file.map(Path::new), ..ConfigRequest::default() })
    }

    #[test]
    fn the_file_is_found_upward() {
        let machine = MemorySystem::default().file("/handoff.toml", "preset = \"strict\"");
        let config = load(&machine, None).unwrap();
        assert_eq!(config.preset.value, "strict");
        assert_eq!(config.base, Path::new(".."));
        let machine = machine.file("handoff.toml", "preset = \"adopt\"");
        assert_eq!(load(&machine, None).unwrap().preset.value, "adopt");
        let isolated = ConfigRequest { isolated: true, ..ConfigRequest::default() };
        assert_eq!(Config::load(&machine, isolated).unwrap().preset.value, "recommended");
    }

    #[test]
    fn contract_files_are_read_once_relative_to_the_configuration() {
        let machine = MemorySystem::default()
            .file("project/handoff.toml", "contracts = [\"contracts/*.toml\", \"contracts/a.toml\"]")
            .file("project/contracts/a.toml", "[[contract]]\ndepartment = \"A\"\nrequires = [\"X\"]")
            .file("project/contracts/b.toml", "[[source]]\nitem = \"Y\"");
        let config = load(&machine, Some("project/handoff.toml")).unwrap();
        assert_eq!(config.settings.contracts.len(), 1);
        assert_eq!(config.settings.contracts[0].origin.file.as_ref(), "project/contracts/a.toml");
        assert_eq!(config.settings.given.len(), 1);
    }

    #[track_caller]
    fn check_error(machine: &MemorySystem, file: Option<&str>, expected: &str) {
        let error = load(machine, file).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn what_cannot_be_had_is_told() {
        let machine = MemorySystem::default()
            .file("none.toml", "contracts = [\"c/*.toml\"]")
            .file("one.toml", "contracts = [\"c.toml\"]")
            .file("secrets.toml", "preset = \"hidden\"")
            .file("two.toml", "contracts = [\"secrets.toml\"]")
            .file("latin.toml", b"preset = \"\xe4\"")
            .file("huge.toml", vec![b'#'; MAX_BYTES + 1])
            .file("folder/handoff.toml/x", "");
        check_error(&machine, Some("nowhere.toml"), "nowhere.toml cannot be read: there is no such file");
        check_error(&machine, Some("none.toml"), "no file matches");
        check_error(&machine, Some("one.toml"), "c.toml cannot be read: there is no such file");
        check_error(&machine, Some("two.toml"), "secrets.toml is no file of contracts");
        check_error(&machine, Some("latin.toml"), "it is not UTF-8");
        check_error(&machine, Some("huge.toml"), "it has more than 4 MiB; give contracts files of their own");
        check_error(&machine, Some("folder"), "it is a folder; name the file in it");
        check_error(
            &MemorySystem::default().file("handoff.toml/x", ""),
            None,
            "handoff.toml cannot be read: it is a folder",
        );
        let strickt = ConfigRequest { preset: Some("strickt"), ..ConfigRequest::default() };
        let error = Config::load(&machine, strickt).unwrap_err().to_string();
        assert_eq!(error, "there is no preset `strickt`; did you mean `strict`?");
    }
}
