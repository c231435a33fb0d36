//! Reads a component once and decides whether it may run.

use std::path::{Path, PathBuf};

use handoff_machine::{ReadError, System};
use handoff_sandbox::{HashedBytes, Host, Plugin, limits};
use minisign_verify::Signature;

use super::{ChildCompiler, ComponentSource, Lock, LockError, RefusalCause, Signer};
use crate::config::{Config, KeyEntry};

/// Most bytes of a signature: four lines, of which two are comments.
pub const SIGNATURE_BYTES: usize = 16 << 10;

/// Whether plugins must be pinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Only what is pinned runs.
    Pinned,
    /// What is not pinned runs too; for whoever develops it.
    Unpinned,
}

/// The bytes of a component, whose signature is right if one is asked for.
pub struct Candidate<'b> {
    bytes: HashedBytes<'b>,
    /// Whose signature it bears.
    pub signer: Option<Signer>,
}

/// Reads a component; everything after uses these bytes.
pub fn read(
    located: &ComponentSource,
    config: &Config,
    system: &dyn System,
) -> Result<Vec<u8>, RefusalCause> {
    if located.source.chars().any(char::is_control) {
        return Err(RefusalCause::UnplainPath);
    }
    located.admit(&located.path, config, system).map_err(RefusalCause::Unread)?;
    system.read(&located.path, limits::COMPONENT_BYTES).map_err(|problem| match problem {
        ReadError::Folder => RefusalCause::NoComponent,
        problem => RefusalCause::Unread(problem),
    })
}

impl<'b> Candidate<'b> {
    /// Hashes the bytes and verifies the signature, if one is asked for.
    pub fn of(
        bytes: &'b [u8],
        located: &ComponentSource,
        config: &Config,
        system: &dyn System,
    ) -> Result<Self, RefusalCause> {
        let signer = match config.plugins.get(located.entry).map(|plugin| plugin.signers.as_slice()) {
            None | Some([]) => None,
            Some(keys) => Some(verify_beside(bytes, located, (keys, config), system)?),
        };
        Ok(Self { bytes: HashedBytes::of(bytes), signer })
    }

    /// Holds the bytes against the lock.
    pub fn check_pin(&self, source: &str, lock: &Result<Lock, LockError>) -> Result<(), RefusalCause> {
        let lock = lock.as_ref().map_err(|error| RefusalCause::Lock(error.clone()))?;
        let pin = lock.pin(source).ok_or(RefusalCause::NotPinned)?;
        if pin.sha256 == self.bytes.digest() {
            return Ok(());
        }
        Err(RefusalCause::Changed { pinned: pin.sha256.clone(), found: self.bytes.digest().to_owned() })
    }

    /// Loads the plugin; what is not kept is compiled within bounds.
    pub fn load(self, name: &str, host: &Host, system: &dyn System) -> Result<Plugin, RefusalCause> {
        Ok(host.load(self.bytes, &ChildCompiler::new(system, name))?)
    }
}

/// Verifies the signature beside a component; returns whose it is.
fn verify_beside(
    bytes: &[u8],
    located: &ComponentSource,
    (keys, config): (&[KeyEntry], &Config),
    system: &dyn System,
) -> Result<Signer, RefusalCause> {
    let path = signature_beside(&located.path);
    match located.admit(&path, config, system).and_then(|()| system.read(&path, SIGNATURE_BYTES)) {
        Ok(text) => verify(bytes, &text, keys),
        Err(problem) => Err(RefusalCause::Unsigned { problem, names: key_names(keys) }),
    }
}

/// Returns where the signature of a component lies.
pub fn signature_beside(component: &Path) -> PathBuf {
    let mut path = component.as_os_str().to_owned();
    path.push(".minisig");
    path.into()
}

/// Verifies a signature; returns whose it is.
pub fn verify(bytes: &[u8], signature: &[u8], keys: &[KeyEntry]) -> Result<Signer, RefusalCause> {
    let signature = std::str::from_utf8(signature).ok().and_then(|text| Signature::decode(text).ok());
    let signature = signature.ok_or(RefusalCause::NoSignature)?;
    // Signatures over the file itself, which minisign made before 2021, hold as well.
    let signed = keys.iter().find(|key| key.key.verify(bytes, &signature, true).is_ok());
    let key = signed.ok_or_else(|| RefusalCause::Forged { names: key_names(keys) })?;
    Ok(Signer { name: key.name.clone(), key: key.text.clone() })
}

/// Lists who could have signed.
pub fn key_names(keys: &[KeyEntry]) -> Vec<String> {
    keys.iter().map(|key| key.name.clone()).collect()
}
