//! What is no text at all, by its first bytes.

use handoff_model::{ForeignKind, ForeignRemedy};

use super::ForeignFormat;

/// First bytes that stand for one kind of file.
const MAGIC: [(&[u8], ForeignFormat); 12] = [
    (b"%PDF-", ForeignFormat::other("pdf", ForeignKind::Pdf, ForeignRemedy::Drawing)),
    (b"\x89PNG\r\n\x1a\n", ForeignFormat::other("png", ForeignKind::Png, ForeignRemedy::Drawing)),
    (b"\xff\xd8\xff", ForeignFormat::other("jpeg", ForeignKind::Jpeg, ForeignRemedy::Drawing)),
    (b"GIF8", ForeignFormat::other("gif", ForeignKind::Gif, ForeignRemedy::Drawing)),
    (b"RIFF", ForeignFormat::other("webp", ForeignKind::Riff, ForeignRemedy::Drawing)),
    (b"\x1f\x8b", ForeignFormat::other("gzip", ForeignKind::Gzip, ForeignRemedy::Unpack)),
    (b"BZh", ForeignFormat::other("bzip2", ForeignKind::Bzip2, ForeignRemedy::Unpack)),
    (b"7z\xbc\xaf\x27\x1c", ForeignFormat::other("7z", ForeignKind::SevenZip, ForeignRemedy::Unpack)),
    (b"Rar!", ForeignFormat::other("rar", ForeignKind::Rar, ForeignRemedy::Unpack)),
    (b"\xfd7zXZ", ForeignFormat::other("xz", ForeignKind::Xz, ForeignRemedy::Unpack)),
    (b"{\\rtf", ForeignFormat::other("rtf", ForeignKind::Rtf, ForeignRemedy::Drawing)),
    (b"\0asm", ForeignFormat::other("wasm", ForeignKind::Wasm, ForeignRemedy::Plugin)),
];

/// Archives by a part of the names inside; the first row that fits counts.
const ZIP: [(&[u8], ForeignFormat); 13] = [
    (b"visio/", ForeignFormat::process("vsdx", ForeignKind::Visio, ForeignRemedy::Visio)),
    (b"xl/workbook", ForeignFormat::other("xlsx", ForeignKind::Excel, ForeignRemedy::Sheet)),
    (b"word/document", ForeignFormat::other("docx", ForeignKind::Word, ForeignRemedy::Drawing)),
    (b"ppt/presentation", ForeignFormat::other("pptx", ForeignKind::PowerPoint, ForeignRemedy::Drawing)),
    (b"Signavio Export/", SIGNAVIO),
    (b"model_meta.json", SIGNAVIO),
    (b".diag", BIZAGI),
    (b".proc", BONITA),
    // A program holds copies of the exports it was built from.
    (b"META-INF/MANIFEST.MF", ForeignFormat::other("jar", ForeignKind::Program, ForeignRemedy::Unpack)),
    (b".bpmn", EXPORTS),
    (b".xpdl", EXPORTS),
    (b".sgx", EXPORTS),
    (b".vsdx", EXPORTS),
];

const SIGNAVIO: ForeignFormat =
    ForeignFormat::process("sgx", ForeignKind::SignavioArchive, ForeignRemedy::Signavio);
const BIZAGI: ForeignFormat = ForeignFormat::process("bizagi", ForeignKind::Bizagi, ForeignRemedy::Bizagi);
const BONITA: ForeignFormat =
    ForeignFormat::process("bonita", ForeignKind::BonitaArchive, ForeignRemedy::BonitaAll);
const EXPORTS: ForeignFormat =
    ForeignFormat::process("zip", ForeignKind::ExportArchive, ForeignRemedy::Unpack);
const ARCHIVE: ForeignFormat = ForeignFormat::other("zip", ForeignKind::Archive, ForeignRemedy::Unpack);

/// How old Office documents begin.
const OLE_MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Old Office documents by a part of the names inside, written in UTF-16.
const OLE: [(&str, ForeignFormat); 3] = [
    ("VisioDocument", ForeignFormat::process("vsd", ForeignKind::Visio, ForeignRemedy::Visio)),
    ("Workbook", ForeignFormat::other("xls", ForeignKind::Excel, ForeignRemedy::Sheet)),
    ("WordDocument", ForeignFormat::other("doc", ForeignKind::Word, ForeignRemedy::Drawing)),
];

const COMPOUND: ForeignFormat = ForeignFormat::other("ole", ForeignKind::OldOffice, ForeignRemedy::Export);
const UNKNOWN: ForeignFormat = ForeignFormat::other("binary", ForeignKind::Binary, ForeignRemedy::Export);

/// The bytes at both ends of an archive in which names are looked for: its directory stands at the end.
const NAMES: usize = 256 * 1024;

/// The bytes from which text is told from binary data.
const SAMPLE: usize = 4 * 1024;

/// Tells a pack of files whose names say what it is.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    [&b"PK\x03\x04"[..], b"PK\x05\x06", OLE_MAGIC].iter().any(|magic| bytes.starts_with(magic))
        || is_tar(bytes)
}

fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Recognises what is no text.
pub(crate) fn binary(bytes: &[u8]) -> Option<ForeignFormat> {
    if let Some((_, foreign)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*foreign);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let inside = ZIP.iter().find(|(part, _)| names_hold(bytes, part)).map(|(_, foreign)| *foreign);
        return Some(inside.unwrap_or(ARCHIVE));
    }
    if is_tar(bytes) {
        return Some(if names_hold(bytes, b".bpmn") { EXPORTS } else { ARCHIVE });
    }
    if bytes.starts_with(OLE_MAGIC) {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        let inside = OLE.iter().find(|(part, _)| names_hold(bytes, &wide(part))).map(|(_, foreign)| *foreign);
        return Some(inside.unwrap_or(COMPOUND));
    }
    (!crate::encoding::is_wide(bytes) && has_controls(bytes)).then_some(UNKNOWN)
}

fn names_hold(bytes: &[u8], part: &[u8]) -> bool {
    let window = bytes.len().min(NAMES);
    // An ending ends a name.
    let ends = |rest: &[u8]| part[0] != b'.' || !rest.first().is_some_and(u8::is_ascii_lowercase);
    let holds = |bytes: &[u8]| {
        let mut found = bytes.windows(part.len()).enumerate().filter(|(_, window)| *window == part);
        found.any(|(at, _)| ends(&bytes[at + part.len()..]))
    };
    holds(&bytes[..window]) || holds(&bytes[bytes.len() - window..])
}

/// Tells bytes that no text holds; a single one inside XML is a fault of that text, not another format.
fn has_controls(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    !sample.trim_ascii_start().starts_with(b"<") && sample.iter().any(is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binaries_are_named() {
        for (bytes, expected) in [
            (&b"%PDF-1.7"[..], Some("pdf")),
            (b"PK\x03\x04....visio/document.xml", Some("vsdx")),
            (b"PK\x03\x04....xl/workbook.xml", Some("xlsx")),
            (b"PK\x03\x04....process.txt", Some("zip")),
            (b"PK\x03\x04....process.bpmn", Some("zip")),
            (b"PK\x03\x04....Signavio Export/", Some("sgx")),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..V\0i\0s\0i\0o\0D\0o\0c\0u\0m\0e\0n\0t\0", Some("vsd")),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Some("ole")),
            (b"abc\0def", Some("binary")),
            (b"\0\0\0\0\0\0", Some("binary")),
            (b"<\0a\0/\0>\0", None),
            (b"<a>\x01</a>", None),
            (b"", None),
            (b"plain\ttext\r\n", None),
        ] {
            assert_eq!(binary(bytes).map(|foreign| foreign.format), expected, "{bytes:?}");
        }
    }
}
