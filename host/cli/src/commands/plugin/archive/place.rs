//! Where a plugin of an archive belongs: only ever where the configuration already says that one lies.

use std::path::{Path, PathBuf};

use handoff_check::config::{Config, PluginEntry};
use handoff_check::plugins::{RefusalCause, Signer, key_names, verify};
use handoff_machine::{FileKind, System};

/// The ending of components in a folder.
const ENDING: &str = ".wasm";

/// Where a plugin belongs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PluginLocation {
    /// Its path as seen from the current folder.
    pub(super) path: PathBuf,
    /// The entry of the configuration.
    pub(super) entry: usize,
}

impl PluginLocation {
    /// Finds the entry of the configuration that means a source: by its path, or as a file right in its folder.
    pub(super) fn of(source: &str, config: &Config, system: &dyn System) -> Option<Self> {
        let means = |plugin: &PluginEntry| {
            let text = plugin.path.text.trim_start_matches("./").trim_end_matches('/');
            let path = system.paths().join(&config.base, Path::new(&plugin.path.text));
            let is_folder = match system.kind(&path) {
                Ok(kind) => kind == FileKind::Folder,
                Err(_) => !text.ends_with(ENDING),
            };
            if !is_folder {
                return source == text;
            }
            let (folder, name) = source.rsplit_once('/').unwrap_or(("", source));
            let plain = name.len() > ENDING.len() && name.ends_with(ENDING) && !name.contains(['\\', ':']);
            plain && folder == if text == "." { "" } else { text }
        };
        let entry = config.plugins.iter().position(means)?;
        Some(Self { path: system.paths().join(&config.base, Path::new(source)), entry })
    }

    /// Verifies the signature if the configuration asks for one; returns whose it is.
    pub(super) fn check(
        &self,
        bytes: &[u8],
        signature: Option<&[u8]>,
        config: &Config,
    ) -> Result<Option<Signer>, RefusalCause> {
        match config.plugins.get(self.entry).map(|plugin| plugin.signers.as_slice()) {
            None | Some([]) => Ok(None),
            Some(keys) => match signature {
                None => Err(RefusalCause::SentUnsigned { names: key_names(keys) }),
                Some(signature) => verify(bytes, signature, keys).map(Some),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use handoff_check::config::ConfigRequest;
    use handoff_machine::MemorySystem;

    use super::*;

    /// Compares where a source belongs when the configuration names one path.
    #[track_caller]
    fn check(configured: &str, source: &str, expected: Option<&str>) {
        let text = format!("[[plugin]]\npath = \"{configured}\"");
        let machine = MemorySystem::default().file("project/handoff.toml", text);
        let wanted =
            ConfigRequest { file: Some("project/handoff.toml".as_ref()), ..ConfigRequest::default() };
        let config = Config::load(&machine, wanted).unwrap();
        let place = PluginLocation::of(source, &config, &machine).map(|place| place.path);
        assert_eq!(place, expected.map(PathBuf::from), "{configured} and {source}");
    }

    #[test]
    fn a_plugin_belongs_where_the_configuration_says() {
        check("plugins/a.wasm", "plugins/a.wasm", Some("project/plugins/a.wasm"));
        check("./plugins/a.wasm", "plugins/a.wasm", Some("project/plugins/a.wasm"));
        check("plugins", "plugins/a.wasm", Some("project/plugins/a.wasm"));
        check("plugins/", "plugins/a.wasm", Some("project/plugins/a.wasm"));
        check(".", "a.wasm", Some("project/a.wasm"));
        check("../shared/a.wasm", "../shared/a.wasm", Some("project/../shared/a.wasm"));
    }

    #[test]
    fn nothing_goes_anywhere_else() {
        check("plugins/a.wasm", "plugins/b.wasm", None);
        check("plugins/a.wasm", "plugins/a.wasm/b.wasm", None);
        for source in [
            "a.wasm",
            "plugins/x/a.wasm",
            "plugins/../a.wasm",
            "../plugins/a.wasm",
            "/plugins/a.wasm",
            "plugins/.wasm",
        ] {
            check("plugins", source, None);
        }
        check("plugins", "plugins/..\\a.wasm", None);
        check("plugins", "plugins/a.toml", None);
    }
}
