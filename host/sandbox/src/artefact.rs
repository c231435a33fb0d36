//! Keeps compiled plugins, so that a warm start compiles, describes and instantiates nothing.
//!
//! Compiled code is trusted machine code, so an entry counts only under a keyed hash whose secret the caller keeps
//! apart from the entries. Whatever is wrong with an entry, the answer is to compile again, never an error.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac as _};
use sha2::{Digest, Sha256};
use wasmtime::Engine;

use crate::compile_error::CompileError;
use crate::contract::wire;
use crate::inspect::Inspection;

/// The bytes of a plugin with their digest, which is computed once.
#[derive(Clone, Debug)]
pub struct HashedBytes<'b> {
    pub(crate) bytes: &'b [u8],
    pub(crate) digest: Arc<str>,
}

impl<'b> HashedBytes<'b> {
    /// Computes the digest.
    pub fn of(bytes: &'b [u8]) -> Self {
        Self { bytes, digest: digest(bytes).into() }
    }

    /// Takes over the digest from whoever made the bytes and wrote it down beside them, and vouches for it.
    pub fn known(bytes: &'b [u8], digest: &str) -> Self {
        Self { bytes, digest: digest.into() }
    }

    /// Returns the sha256 in small hexadecimal digits.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

impl<'b> From<&'b [u8]> for HashedBytes<'b> {
    fn from(bytes: &'b [u8]) -> Self {
        Self::of(bytes)
    }
}

impl<'b> From<&'b Vec<u8>> for HashedBytes<'b> {
    fn from(bytes: &'b Vec<u8>) -> Self {
        Self::of(bytes)
    }
}

/// What [`Host::compile`](crate::Host::compile) made of a component, here or in another process of ours.
pub struct CompiledComponent {
    pub(crate) inspection: Inspection,
    /// Machine code.
    pub(crate) code: Vec<u8>,
}

impl CompiledComponent {
    /// Seals it for the way to a process that knows the secret too; `None` where it is larger than anything of ours.
    pub fn seal(&self, secret: &[u8; 32]) -> Option<Vec<u8>> {
        seal(secret, CODE, &self.inspection, &self.code)
    }

    /// Opens what came from such a process; `None` where it is not what was sealed.
    pub fn open(secret: &[u8; 32], sealed: &[u8]) -> Option<Self> {
        let (inspection, code) = open(secret, CODE, sealed)?;
        Some(Self { inspection, code: code.to_vec() })
    }
}

/// The name under which code is sealed; no entry is named so.
const CODE: &str = "code";

/// What is kept of a component under its name.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) enum KeptComponent {
    /// It is a plugin; its code follows.
    Plugin(Box<ArtefactManifest>),
    /// It was refused, and would be again.
    Refused(CompileError),
}

/// What is known about a plugin without running it again.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct ArtefactManifest {
    pub(crate) inspection: Inspection,
    pub(crate) description: wire::Description,
}

/// Returns the sha256 of the bytes of a plugin, in hex: its name in the lock, in archives and in registries.
pub fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Names the entry of a plugin: its digest, everything its machine code depends on, and our own version.
pub(crate) fn key(digest: &str, engine: &Engine) -> String {
    struct Stable(Sha256);
    impl Hasher for Stable {
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }
        fn finish(&self) -> u64 {
            0
        }
    }
    let mut compatible = Stable(Sha256::new());
    engine.precompile_compatibility_hash().hash(&mut compatible);
    let compatible = HEXLOWER.encode(&compatible.0.finalize());
    format!("{digest}-{}-{}", compatible.get(..16).unwrap_or_default(), env!("CARGO_PKG_VERSION"))
}

const TAG: usize = 32;

/// Seals an entry: tag, length of the manifest, manifest, machine code.
pub(crate) fn seal(
    secret: &[u8; 32],
    key: &str,
    manifest: &impl serde::Serialize,
    code: &[u8],
) -> Option<Vec<u8>> {
    let manifest = serde_json::to_vec(manifest).ok()?;
    let length = u32::try_from(manifest.len()).ok()?.to_le_bytes();
    let body = [&length, manifest.as_slice(), code].concat();
    let tag = mac(secret, key, &body).finalize().into_bytes();
    Some([tag.as_slice(), &body].concat())
}

/// Opens an entry; `None` where any of it is not what was sealed under this key.
pub(crate) fn open<'a, M: serde::de::DeserializeOwned>(
    secret: &[u8; 32],
    key: &str,
    entry: &'a [u8],
) -> Option<(M, &'a [u8])> {
    let body = unseal(secret, key, entry)?;
    let (length, rest) = body.split_first_chunk::<4>()?;
    let (manifest, code) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((serde_json::from_slice(manifest).ok()?, code))
}

/// Returns what lies behind the tag, if that is right.
fn unseal<'a>(secret: &[u8; 32], key: &str, sealed: &'a [u8]) -> Option<&'a [u8]> {
    let (found, body) = sealed.split_at_checked(TAG)?;
    mac(secret, key, body).verify_slice(found).ok()?;
    Some(body)
}

/// Computes HMAC-SHA256 over the entry's name and body, so that no entry can stand in for another.
fn mac(secret: &[u8; 32], key: &str, body: &[u8]) -> Hmac<Sha256> {
    // A key that is shorter than a block counts as one with zeros behind it.
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    block.iter_mut().zip(secret).for_each(|(block, secret)| *block = *secret);
    Hmac::new(&block).chain_update((key.len() as u64).to_le_bytes()).chain_update(key).chain_update(body)
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test that fails here is a failed test")]
mod tests {
    use super::{ArtefactManifest, CompiledComponent, key, seal, wire};
    use crate::contract::Contract;
    use crate::inspect::Inspection;
    use crate::limits::Profile;

    fn inspection() -> Inspection {
        Inspection { contract: Contract::V1, imports: vec![], profile: Profile::Compact, size: 1 }
    }

    fn open<'a>(secret: &[u8; 32], key: &str, entry: &'a [u8]) -> Option<(ArtefactManifest, &'a [u8])> {
        super::open(secret, key, entry)
    }

    fn entry() -> Vec<u8> {
        let inspection = inspection();
        let description = wire::Description {
            id: "a".into(),
            version: "1".into(),
            rules: vec![],
            catalogue: vec![],
            title: None,
            link: None,
            presets: vec![],
            retired: vec![],
            properties: vec![],
        };
        seal(&[1; 32], "key", &ArtefactManifest { inspection, description }, b"code").unwrap()
    }

    #[test]
    fn an_entry_is_named_for_all_that_its_code_depends_on() {
        let engine = |fuel| wasmtime::Engine::new(wasmtime::Config::new().consume_fuel(fuel)).unwrap();
        let name = key("aa", &engine(true));
        assert_eq!(name, key("aa", &engine(true)));
        assert_ne!(name, key("bb", &engine(true)));
        assert_ne!(name, key("aa", &engine(false)));
        assert!(name.starts_with("aa-") && name.ends_with(concat!("-", env!("CARGO_PKG_VERSION"))), "{name}");
    }

    #[test]
    fn an_entry_opens_under_its_own_name_and_secret_only() {
        let entry = entry();
        assert_eq!(open(&[1; 32], "key", &entry).unwrap().1, b"code");
        assert!(open(&[2; 32], "key", &entry).is_none());
        assert!(open(&[1; 32], "other", &entry).is_none());
    }

    #[test]
    fn code_opens_with_its_secret_only() {
        let compiled = CompiledComponent { inspection: inspection(), code: b"code".to_vec() };
        let sealed = compiled.seal(&[1; 32]).unwrap();
        assert_eq!(CompiledComponent::open(&[1; 32], &sealed).unwrap().code, b"code");
        assert!(CompiledComponent::open(&[2; 32], &sealed).is_none());
        assert!(CompiledComponent::open(&[1; 32], &sealed[1..]).is_none());
    }

    #[test]
    fn no_flipped_bit_and_no_cut_goes_unnoticed() {
        let entry = entry();
        for bit in 0..entry.len() * 8 {
            let mut flipped = entry.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&[1; 32], "key", &flipped).is_none(), "bit {bit}");
        }
        for length in 0..entry.len() {
            assert!(open(&[1; 32], "key", &entry[..length]).is_none(), "length {length}");
        }
    }
}
