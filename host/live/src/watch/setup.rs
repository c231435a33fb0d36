//! What a check needs beside exports: configuration, plugins, selection. Made anew only when their files changed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use handoff_check::config::{Config, ConfigFile};
use handoff_check::plugins::{self, Lock};
use handoff_check::{CommandError, Rulebook, UNSETTLED};
use handoff_machine::{FileStamp, System};
use handoff_sandbox::{Selection, limits};
use sha2::{Digest as _, Sha256};

use super::plugins::{self as seen, PluginState};
use super::subject::WatchTarget;

/// Configuration, plugins and selection.
pub(crate) struct Setup {
    pub(crate) config: Config,
    pub(crate) book: Rulebook,
    pub(crate) selections: Vec<Selection>,
    /// The plugins of the configuration, as they are now.
    pub(super) plugins: Vec<PluginState>,
    made_of: SetupInputs,
}

/// Everything that a setup is made of. The bytes of files stand here by their digest.
#[derive(PartialEq, Eq)]
struct SetupInputs {
    /// The configuration and the contracts.
    sources: Vec<Arc<ConfigFile>>,
    plugins: PluginFiles,
}

/// What decides about plugins: the configuration's own file, and those it speaks of, each by its digest.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct PluginFiles {
    configuration: Option<(PathBuf, Arc<ConfigFile>)>,
    files: Vec<(PathBuf, Result<Digest, String>)>,
}

type Digest = [u8; 32];

/// The digests of files that need not be read again.
#[derive(Default)]
pub(super) struct DigestCache(HashMap<PathBuf, (FileStamp, Digest)>);

impl Setup {
    /// Makes the setup, where it is not the one there is; tells whether it is another.
    pub(super) fn refresh(
        setup: &mut Option<Self>,
        subject: &WatchTarget,
        digests: &mut DigestCache,
        system: &dyn System,
    ) -> Result<bool, CommandError> {
        let config = Config::load(system, subject.request())?;
        let made_of = SetupInputs {
            sources: config.sources.clone(),
            plugins: PluginFiles::of(&config, digests, system),
        };
        if setup.as_ref().is_some_and(|setup| setup.made_of == made_of) {
            return Ok(false);
        }
        let same = setup.take_if(|setup| setup.made_of.plugins == made_of.plugins);
        let (book, plugins) = if let Some(setup) = same {
            (setup.book, setup.plugins)
        } else {
            let book = Rulebook::configured(&config, subject.trust, system)?;
            let plugins = seen::list(&book, &config, |path| made_of.plugins.sha256(path), system);
            (book, plugins)
        };
        let selections = book.select(&config)?;
        *setup = Some(Self { config, book, selections, plugins, made_of });
        Ok(true)
    }
}

impl PluginFiles {
    fn of(config: &Config, digests: &mut DigestCache, system: &dyn System) -> Self {
        let configuration = config.file.clone().zip(config.sources.first().cloned());
        let files = paths(config, system).into_iter().map(|path| {
            let digest = digests.of(&path, system);
            (path, digest)
        });
        Self { configuration, files: files.collect() }
    }

    /// Returns the sha256 of a file that decides about plugins, in small hexadecimal digits.
    fn sha256(&self, path: &Path) -> Option<String> {
        let (_, digest) = self.files.iter().find(|(file, _)| file == path)?;
        digest.as_ref().ok().map(|digest| HEXLOWER.encode(digest))
    }
}

/// Lists the files that decide which plugins run: the lock, the components and their signatures.
pub(super) fn paths(config: &Config, system: &dyn System) -> Vec<PathBuf> {
    let located = plugins::locate(config, system);
    let components = located.into_iter().flat_map(|one| [plugins::signature_beside(&one.path), one.path]);
    Lock::path(config).into_iter().chain(components).collect()
}

impl DigestCache {
    fn of(&mut self, path: &Path, system: &dyn System) -> Result<Digest, String> {
        let stamp = system.stamp(path);
        if let (Some(stamp), Some((known, digest))) = (stamp, self.0.get(path))
            && *known == stamp
        {
            return Ok(*digest);
        }
        let bytes = system.read(path, limits::COMPONENT_BYTES).map_err(|problem| problem.to_string())?;
        let digest = Sha256::digest(bytes).into();
        match stamp.filter(|stamp| stamp.age(system.now()) > UNSETTLED) {
            Some(stamp) => drop(self.0.insert(path.to_path_buf(), (stamp, digest))),
            None => drop(self.0.remove(path)),
        }
        Ok(digest)
    }
}
