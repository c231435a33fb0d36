//! The archive of a pinned set: `handoff.lock`, and each component and signature named by its digest.
//!
//! An archive comes from anywhere. Its entries are told by their names alone, of which there are three kinds; whatever
//! else is in it refuses the whole. Sizes are bounded by what an entry says of itself, then by what was
//! read, and the bounds are absolute: a ratio would refuse what [`write()`] wrote, since a component may hold a megabyte of zeros.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use handoff_check::plugins::SIGNATURE_BYTES;
use handoff_sandbox::{digest, limits};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::usage::{ArchiveError, ForeignEntry};

/// The name of the lock in an archive.
const LOCK: &str = "handoff.lock";
/// Bytes of the archive, and of all that is in it, which is held in memory: ten plugins that bring the largest known
/// interpreter, or thousands of a usual size.
pub(super) const ARCHIVE_BYTES: usize = 192 << 20;
/// Entries: a lock has at most 256 plugins, each with a signature.
const ENTRIES: usize = 1 + 2 * 256;
/// Bytes of the lock, as it is read beside a configuration.
const LOCK_BYTES: usize = 8 << 20;

/// What is in an archive.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Bundle {
    /// The text of the lock.
    pub(super) lock: String,
    /// Components by their digest.
    pub(super) components: BTreeMap<String, Vec<u8>>,
    /// Signatures by the digest of their component.
    pub(super) signatures: BTreeMap<String, Vec<u8>>,
}

/// What an entry is, by its name.
enum EntryKind {
    Lock,
    Component(String),
    Signature(String),
}

impl EntryKind {
    fn of(name: &str) -> Option<Self> {
        let is_digest = |text: &str| {
            text.len() == 64
                && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        };
        if name == LOCK {
            return Some(Self::Lock);
        }
        let (digest, ending) = name.split_once('.').filter(|(digest, _)| is_digest(digest))?;
        match ending {
            "wasm" => Some(Self::Component(digest.to_owned())),
            "wasm.minisig" => Some(Self::Signature(digest.to_owned())),
            _ => None,
        }
    }

    fn limit(&self) -> usize {
        match self {
            Self::Lock => LOCK_BYTES,
            Self::Component(_) => limits::COMPONENT_BYTES,
            Self::Signature(_) => SIGNATURE_BYTES,
        }
    }
}

/// Writes an archive: the same set gives the same bytes.
pub(super) fn write(bundle: &Bundle) -> Result<Vec<u8>, ZipError> {
    let components =
        bundle.components.iter().map(|(digest, bytes)| (format!("{digest}.wasm"), bytes.as_slice()));
    let signatures =
        bundle.signatures.iter().map(|(digest, bytes)| (format!("{digest}.wasm.minisig"), bytes.as_slice()));
    let lock = (LOCK.to_owned(), bundle.lock.as_bytes());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in std::iter::once(lock).chain(components).chain(signatures) {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn unreadable(error: &ZipError) -> ArchiveError {
    ArchiveError::Unreadable(error.to_string())
}

/// Reads an archive whole, and holds each component against the digest that is its name.
pub(super) fn read(bytes: &[u8]) -> Result<Bundle, ArchiveError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    if zip.len() > ENTRIES {
        return Err(ArchiveError::Entries(zip.len(), ENTRIES));
    }
    if zip.has_duplicate_names() {
        return Err(ArchiveError::Twins);
    }
    let (mut bundle, mut lock, mut room) = (Bundle::default(), None, ARCHIVE_BYTES);
    for index in 0..zip.len() {
        // Raw, so that an encrypted entry can be named before anything tries to open it.
        let (name, said) = {
            let entry = zip.by_index_raw(index).map_err(|error| unreadable(&error))?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            let foreign = match () {
                () if entry.encrypted() => Some(ForeignEntry::Encrypted),
                () if entry.is_symlink() => Some(ForeignEntry::Link),
                () if !entry.is_file() => Some(ForeignEntry::NoFile),
                () => None,
            };
            if let Some(foreign) = foreign {
                return Err(ArchiveError::Foreign(name, foreign));
            }
            (name, entry.size())
        };
        let Some(kind) = EntryKind::of(&name) else {
            return Err(ArchiveError::Foreign(name, ForeignEntry::Name));
        };
        let limit = kind.limit();
        if said > limit as u64 {
            return Err(ArchiveError::TooLarge(name, limit));
        }
        // What it says is no more than it may be; a list that grows would hold twice as much for a moment.
        let mut content = Vec::with_capacity(usize::try_from(said).unwrap_or(limit).min(limit) + 1);
        let mut entry =
            zip.by_index(index).map_err(|error| unreadable(&error))?.take(limit.min(room) as u64 + 1);
        entry.read_to_end(&mut content).map_err(|error| ArchiveError::Broken(error.to_string()))?;
        if content.len() > limit {
            return Err(ArchiveError::TooLarge(name, limit));
        }
        room = room.checked_sub(content.len()).ok_or(ArchiveError::AllTooLarge(ARCHIVE_BYTES))?;
        match kind {
            EntryKind::Lock => lock = Some(content),
            EntryKind::Signature(digest) => drop(bundle.signatures.insert(digest, content)),
            EntryKind::Component(expected) => {
                let found = digest(&content);
                if found != expected {
                    return Err(ArchiveError::Changed(name, found));
                }
                bundle.components.insert(expected, content);
            }
        }
    }
    bundle.lock = String::from_utf8(lock.ok_or(ArchiveError::NoLock)?).map_err(|_| ArchiveError::NoText)?;
    Ok(bundle)
}

#[cfg(test)]
mod tests {
    use handoff_model::Language;

    use super::*;
    use crate::usage::UsageError;

    fn bundle() -> Bundle {
        let component = b"component".to_vec();
        let digest = digest(&component);
        Bundle {
            lock: "format = 2\n".to_owned(),
            components: BTreeMap::from([(digest.clone(), component)]),
            signatures: BTreeMap::from([(digest, b"signature".to_vec())]),
        }
    }

    /// Writes an archive with these entries beside a lock.
    fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in [(LOCK, b"format = 2\n".as_slice())].iter().chain(entries) {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// Reads an archive and compares a part of what is said about it.
    #[track_caller]
    fn check(bytes: &[u8], said: &str) {
        let refused = UsageError::Archive("a.zip".into(), Box::new(read(bytes).unwrap_err()));
        let error = refused.say(Language::English);
        assert!(error.contains(said), "{error}");
    }

    /// Replaces the first bytes that equal `from` after `after`, in place.
    fn patch(bytes: &mut [u8], from: &[u8], to: &[u8]) {
        assert_eq!(from.len(), to.len());
        let mut hits = 0;
        for at in 0..=bytes.len() - from.len() {
            if bytes[at..].starts_with(from) {
                bytes[at..at + to.len()].copy_from_slice(to);
                hits += 1;
            }
        }
        assert!(hits > 0, "nothing to patch");
    }

    /// Returns where the entry of the central directory for a name begins.
    fn central(bytes: &[u8], name: &str) -> usize {
        let name = bytes.windows(name.len()).rposition(|window| window == name.as_bytes()).unwrap();
        name - 46
    }

    #[test]
    fn what_is_written_is_read_and_has_one_form() {
        let bytes = write(&bundle()).unwrap();
        assert_eq!(write(&bundle()).unwrap(), bytes);
        assert_eq!(read(&bytes).unwrap(), bundle());
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        check(b"", "is not an archive that can be read");
        check(b"PK\x03\x04", "is not an archive that can be read");
        check(&[0; 4096], "is not an archive that can be read");
        let whole = write(&bundle()).unwrap();
        for length in 0..whole.len() {
            assert!(read(&whole[..length]).is_err(), "the first {length} bytes are taken for an archive");
        }
    }

    #[test]
    fn only_names_of_ours_are_taken() {
        let digest = "a".repeat(64);
        for name in [
            "../../etc/handoff.lock",
            "/handoff.lock",
            "HANDOFF.LOCK",
            "x/handoff.lock",
            "..\\handoff.lock",
            &format!("../{digest}.wasm"),
            &format!("{digest}.wasm/x"),
            &format!("{digest}.wasm.exe"),
            &format!("{}.wasm", "A".repeat(64)),
            "a.wasm",
            "\u{1b}[2J",
            "",
        ] {
            check(&archive(&[(name, b"")]), "no archive of plugins holds");
        }
        check(&archive(&[("\u{1b}[2J", b"")]), "⟨U+001B⟩[2J");
    }

    #[test]
    fn only_plain_files_are_taken() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.add_symlink(LOCK, "/etc/passwd", SimpleFileOptions::default()).unwrap();
        check(&zip.finish().unwrap().into_inner(), "is a link");
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.add_directory("plugins", SimpleFileOptions::default()).unwrap();
        check(&zip.finish().unwrap().into_inner(), "is no file");
        let mut encrypted = archive(&[]);
        let at = central(&encrypted, LOCK);
        encrypted[at + 8] |= 1;
        encrypted[6] |= 1;
        check(&encrypted, "is encrypted");
    }

    #[test]
    fn names_are_taken_once() {
        let (one, two) = (format!("{}.wasm", "a".repeat(64)), format!("{}.wasm", "b".repeat(64)));
        let mut bytes = archive(&[(&one, b"1"), (&two, b"2")]);
        patch(&mut bytes, two.as_bytes(), one.as_bytes());
        check(&bytes, "two entries of one name");
    }

    #[test]
    fn an_archive_has_no_more_entries_than_a_lock_can_name() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for number in 0..65_536 {
            zip.start_file(format!("{number:064x}.wasm"), SimpleFileOptions::default()).unwrap();
        }
        check(&zip.finish().unwrap().into_inner(), "has 65536 entries");
    }

    #[test]
    fn sizes_are_measured_and_not_only_believed() {
        let zeros = vec![0; limits::COMPONENT_BYTES + 1];
        let name = format!("{}.wasm", digest(&zeros));
        let mut bomb = archive(&[(&name, &zeros)]);
        assert!(bomb.len() < 100_000);
        check(&bomb, "holds more than 33554432 bytes");
        // It says that it is small.
        let at = central(&bomb, &name);
        bomb[at + 24..at + 28].copy_from_slice(&9_u32.to_le_bytes());
        assert!(read(&bomb).is_err());
        // It says that it is large, and is small: in the plain form, and with ten gigabytes in the one for large files.
        let mut large = archive(&[]);
        let at = central(&large, LOCK);
        large[at + 24..at + 28].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
        check(&large, "holds more than 8388608 bytes in `handoff.lock`");
        let mut larger = archive(&[]);
        let size = [&1_u16.to_le_bytes()[..], &8_u16.to_le_bytes(), &(10_u64 << 30).to_le_bytes()].concat();
        larger[at + 24..at + 28].copy_from_slice(&u32::MAX.to_le_bytes());
        larger[at + 30..at + 32].copy_from_slice(&12_u16.to_le_bytes());
        let behind = at + 46 + LOCK.len();
        larger.splice(behind..behind, size);
        let length = larger.len() - 22 + 12;
        let directory = u32::from_le_bytes(larger[length..length + 4].try_into().unwrap()) + 12;
        larger[length..length + 4].copy_from_slice(&directory.to_le_bytes());
        check(&larger, "holds more than 8388608 bytes in `handoff.lock`");
        check(
            &archive(&[(&format!("{}.wasm.minisig", "a".repeat(64)), &vec![b'a'; 16385])]),
            "more than 16384 bytes",
        );
    }

    #[test]
    fn components_are_what_their_names_say() {
        check(&archive(&[(&format!("{}.wasm", "a".repeat(64)), b"other")]), "it was changed");
        let empty = ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap().into_inner();
        check(&empty, "holds no `handoff.lock`");
    }
}
