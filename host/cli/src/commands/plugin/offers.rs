//! Components that could take the place of pinned ones: files, folders, archives, and repositories of registries.

use std::path::{Path, PathBuf};

use handoff_check::RulebookError;
use handoff_check::config::Config;
use handoff_check::plugins::{self, ChildCompiler, Pin};
use handoff_machine::{FileKind, System};
use handoff_sandbox::Host;

use super::archive;
use crate::args::OutdatedCommand;
use crate::harness::component;
use crate::usage::{ComponentError, UsageError};

/// A component that lies somewhere.
pub(super) struct PluginOffer {
    /// Where, as it was named.
    pub(super) place: String,
    /// What it says it is; its source is that place.
    pub(super) pin: Pin,
}

/// Looks at the components in the places that are named, else at those where plugins are configured. Each is loaded in the sandbox,
/// since nobody else can say what it is.
pub(super) fn offers(
    asked: &OutdatedCommand,
    config: &Config,
    system: &dyn System,
) -> anyhow::Result<Vec<PluginOffer>> {
    let host = Host::new().map_err(RulebookError::Host)?;
    let mut offers = Vec::new();
    let mut add = |place: String, bytes: &[u8]| -> anyhow::Result<()> {
        let plugin = host.load(bytes, &ChildCompiler::new(system, &place));
        let plugin = plugin.map_err(|error| {
            UsageError::from(ComponentError::Unloaded(PathBuf::from(&place), Box::new(error)))
        })?;
        offers.push(PluginOffer { pin: Pin::of(&plugin, &place, None), place });
        Ok(())
    };
    if asked.places.is_empty() {
        for located in plugins::locate(config, system) {
            let bytes = plugins::read(&located, config, system);
            // What cannot be read there is told by a check.
            bytes.map_or(Ok(()), |bytes| add(located.source, &bytes))?;
        }
    }
    for place in &asked.places {
        #[cfg(feature = "registry")]
        if system.kind(Path::new(place)).is_err() && place.contains('/') {
            let (shown, bytes) = super::registry::newest(place, asked.plain_http, system)?;
            add(shown, &bytes)?;
            continue;
        }
        let path = PathBuf::from(place);
        if path.extension().is_some_and(|ending| ending == "zip") {
            for (source, bytes) in archive::components(&path, system)? {
                add(format!("{place}: {source}"), &bytes)?;
            }
            continue;
        }
        for path in files(path, system) {
            let bytes = component::read(&path, system)?;
            add(path.display().to_string(), &bytes)?;
        }
    }
    Ok(offers)
}

/// Lists the components of a folder, or the file itself.
fn files(path: PathBuf, system: &dyn System) -> Vec<PathBuf> {
    if !matches!(system.kind(&path), Ok(FileKind::Folder)) {
        return vec![path];
    }
    let folder = system.paths().join(Path::new("."), &path);
    let met = system.walk(&folder, None).into_iter().map(|met| met.path);
    met.filter(|met| met.extension().is_some_and(|ending| ending == "wasm")).collect()
}
