//! What is no text at all, by its first bytes.

use super::{DRAWING, EXPORT, Foreign, VISIO};

const UNPACK: &str = "unpack it and give the process files inside, as BPMN 2.0 XML";
const SHEET: &str = "tables are not read: export the process as BPMN 2.0 XML";

/// First bytes that stand for one kind of file.
const MAGIC: [(&[u8], Foreign); 12] = [
    (b"%PDF-", Foreign::new("pdf", "a PDF document", DRAWING)),
    (b"\x89PNG\r\n\x1a\n", Foreign::new("png", "a picture (PNG)", DRAWING)),
    (b"\xff\xd8\xff", Foreign::new("jpeg", "a picture (JPEG)", DRAWING)),
    (b"GIF8", Foreign::new("gif", "a picture (GIF)", DRAWING)),
    (b"RIFF", Foreign::new("webp", "a picture or recording", DRAWING)),
    (b"\x1f\x8b", Foreign::new("gzip", "a gzip archive", UNPACK)),
    (b"BZh", Foreign::new("bzip2", "a bzip2 archive", UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Foreign::new("7z", "a 7-Zip archive", UNPACK)),
    (b"Rar!", Foreign::new("rar", "a RAR archive", UNPACK)),
    (b"\xfd7zXZ", Foreign::new("xz", "an xz archive", UNPACK)),
    (b"{\\rtf", Foreign::new("rtf", "a text document (RTF)", DRAWING)),
    (
        b"\0asm",
        Foreign::new(
            "wasm",
            "a WebAssembly module",
            "a plugin is named in the configuration, not given as input",
        ),
    ),
];

/// Archives by a part of the names inside.
const ZIP: [(&[u8], Foreign); 6] = [
    (b"visio/", Foreign::new("vsdx", "a Visio drawing", VISIO)),
    (b"xl/workbook", Foreign::new("xlsx", "an Excel workbook", SHEET)),
    (b"word/document", Foreign::new("docx", "a Word document", DRAWING)),
    (b"ppt/presentation", Foreign::new("pptx", "a PowerPoint presentation", DRAWING)),
    (b"Signavio Export/", SIGNAVIO),
    (b"model_meta.json", SIGNAVIO),
];

const SIGNAVIO: Foreign = Foreign::new(
    "sgx",
    "a Signavio archive",
    "Signavio: export the diagrams as BPMN 2.0 XML instead of an archive",
);
const BAR: Foreign = Foreign::new("bar", "a deployment archive", UNPACK);
const ARCHIVE: Foreign = Foreign::new("zip", "an archive", UNPACK);

/// Old Office documents by a part of the names inside, written in UTF-16.
const OLE: [(&str, Foreign); 3] = [
    ("VisioDocument", Foreign::new("vsd", "a Visio drawing", VISIO)),
    ("Workbook", Foreign::new("xls", "an Excel workbook", SHEET)),
    ("WordDocument", Foreign::new("doc", "a Word document", DRAWING)),
];

const COMPOUND: Foreign = Foreign::new("ole", "an old Office document", EXPORT);
const UNKNOWN: Foreign = Foreign::new("binary", "a binary file", EXPORT);

/// The bytes at both ends of an archive in which names are looked for: its directory stands at the end.
const NAMES: usize = 256 * 1024;

/// The bytes from which text is told from binary data.
const SAMPLE: usize = 4 * 1024;

/// Recognises what is no text.
pub(crate) fn binary(bytes: &[u8], name: &str) -> Option<Foreign> {
    if let Some((_, foreign)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*foreign);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let inside = ZIP.iter().find(|(part, _)| names_hold(bytes, part)).map(|(_, foreign)| *foreign);
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        let archive =
            if matches!(extension.as_deref(), Some("bar" | "jar" | "war" | "ear")) { BAR } else { ARCHIVE };
        return Some(inside.unwrap_or(archive));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        let inside = OLE.iter().find(|(part, _)| names_hold(bytes, &wide(part))).map(|(_, foreign)| *foreign);
        return Some(inside.unwrap_or(COMPOUND));
    }
    (!crate::encoding::is_wide(bytes) && has_controls(bytes)).then_some(UNKNOWN)
}

fn names_hold(bytes: &[u8], part: &[u8]) -> bool {
    let window = bytes.len().min(NAMES);
    let holds = |bytes: &[u8]| bytes.windows(part.len()).any(|window| window == part);
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
        for (bytes, name, expected) in [
            (&b"%PDF-1.7"[..], "a", Some("pdf")),
            (b"PK\x03\x04....visio/document.xml", "a.vsdx", Some("vsdx")),
            (b"PK\x03\x04....xl/workbook.xml", "a.zip", Some("xlsx")),
            (b"PK\x03\x04....process.bpmn", "a.bar", Some("bar")),
            (b"PK\x03\x04....process.bpmn", "a", Some("zip")),
            (b"PK\x03\x04....Signavio Export/", "a", Some("sgx")),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..V\0i\0s\0i\0o\0D\0o\0c\0u\0m\0e\0n\0t\0",
                "a.vsd",
                Some("vsd"),
            ),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.vsd", Some("ole")),
            (b"abc\0def", "a", Some("binary")),
            (b"\0\0\0\0\0\0", "a", Some("binary")),
            (b"<\0a\0/\0>\0", "a", None),
            (b"<a>\x01</a>", "a", None),
            (b"", "a", None),
            (b"plain\ttext\r\n", "a", None),
        ] {
            assert_eq!(binary(bytes, name).map(|foreign| foreign.format), expected, "{bytes:?}");
        }
    }
}
