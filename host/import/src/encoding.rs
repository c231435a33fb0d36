//! Bytes to text: byte order mark, then XML declaration, then UTF-8, then a reported fallback.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use handoff_model::{Diagnostic, DiagnosticCode, LocalizedText, Span, TextDiagnostic};

const ENCODING_ASSUMED: DiagnosticCode = DiagnosticCode {
    name: "encoding-assumed",
    description: LocalizedText {
        en: "The file does not say how its letters are encoded and is not UTF-8; windows-1252 was assumed.",
        de: "Die Datei sagt nicht, wie ihre Zeichen kodiert sind, und ist kein UTF-8; windows-1252 wurde angenommen.",
    },
    repair: false,
};
const ENCODING_MISMATCH: DiagnosticCode = DiagnosticCode {
    name: "encoding-mismatch",
    description: LocalizedText {
        en: "The file declares an encoding that its bytes contradict; it was read by its bytes.",
        de: "Die Datei gibt eine Kodierung an, der ihre Bytes widersprechen; sie wurde nach den Bytes gelesen.",
    },
    repair: true,
};
const ENCODING_MALFORMED: DiagnosticCode = DiagnosticCode {
    name: "encoding-malformed",
    description: LocalizedText {
        en: "Some bytes stand for no letter in the encoding of the file; U+FFFD was put in their place.",
        de: "Einige Bytes sind in der Kodierung der Datei kein Zeichen; sie wurden durch U+FFFD ersetzt.",
    },
    repair: true,
};

/// The codes of this module's notes.
pub(crate) const CODES: &[DiagnosticCode] = &[ENCODING_ASSUMED, ENCODING_MISMATCH, ENCODING_MALFORMED];

/// The bytes in which an XML declaration must have ended; the longest sensible one has about seventy.
const DECLARATION_WINDOW: usize = 512;

/// What the letters of a file are, told by its bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharacterSet {
    Known(&'static Encoding),
    /// Unknown to `encoding_rs`, since browsers refuse it; a few Windows tools still write it.
    Utf32 {
        big_endian: bool,
    },
}

impl CharacterSet {
    fn name(self) -> &'static str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Utf32 { .. } => "UTF-32",
        }
    }
}

/// Turns the bytes of an export into text; borrows when they are UTF-8 already.
///
/// Never fails: what cannot be decoded is replaced, and everything that was assumed or repaired is noted.
pub(crate) fn decode<'a>(bytes: &'a [u8], notes: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    let note = |code: DiagnosticCode, kind: TextDiagnostic| Diagnostic {
        code,
        kind: kind.into(),
        span: Span { line: 1, column: 1 },
        element: None,
    };
    let marked = by_mark(bytes).or_else(|| by_zeros(bytes));
    let declared = declaration(&bytes[..bytes.len().min(DECLARATION_WINDOW)]);
    let letters = marked.unwrap_or_else(|| CharacterSet::Known(by_content(bytes, declared.as_ref())));
    let (text, malformed) = match letters {
        CharacterSet::Known(encoding) => encoding.decode_with_bom_removal(bytes),
        CharacterSet::Utf32 { big_endian } => decode_utf32(bytes, big_endian),
    };
    let declared = declared.or_else(|| declaration(window(&text)));

    match &declared {
        Some(declared) if !agrees(declared, letters, bytes) => notes.push(note(
            ENCODING_MISMATCH,
            TextDiagnostic::EncodingMismatch { declared: declared.label.clone(), read: letters.name() },
        )),
        None if letters == CharacterSet::Known(WINDOWS_1252) => {
            notes.push(note(ENCODING_ASSUMED, TextDiagnostic::EncodingAssumed));
        }
        _ => {}
    }
    if malformed {
        notes.push(note(ENCODING_MALFORMED, TextDiagnostic::EncodingMalformed(letters.name())));
    }
    without_marks(text)
}

/// Tells letters of two or four bytes, whose zeros are no sign of binary data.
pub(crate) fn is_wide(bytes: &[u8]) -> bool {
    match by_mark(bytes).or_else(|| by_zeros(bytes)) {
        Some(CharacterSet::Known(encoding)) => !is_narrow(encoding),
        Some(CharacterSet::Utf32 { .. }) => true,
        None => false,
    }
}

/// Reads a byte order mark. UTF-32 goes first: its little-endian mark begins with that of UTF-16.
fn by_mark(bytes: &[u8]) -> Option<CharacterSet> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) {
        return Some(CharacterSet::Utf32 { big_endian: false });
    }
    if bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Some(CharacterSet::Utf32 { big_endian: true });
    }
    Encoding::for_bom(bytes).map(|(encoding, _)| CharacterSet::Known(encoding))
}

/// Tells wide letters without a mark by the zeros around the first ASCII letter (XML 1.0, appendix F).
fn by_zeros(bytes: &[u8]) -> Option<CharacterSet> {
    match *bytes.get(..4)? {
        [1..=127, 0, 0, 0] => Some(CharacterSet::Utf32 { big_endian: false }),
        [0, 0, 0, 1..=127] => Some(CharacterSet::Utf32 { big_endian: true }),
        [1..=127, 0, 1..=127, 0] => Some(CharacterSet::Known(UTF_16LE)),
        [0, 1..=127, 0, 1..=127] => Some(CharacterSet::Known(UTF_16BE)),
        _ => None,
    }
}

/// The encoding that an XML declaration names.
struct DeclaredEncoding {
    label: String,
    encoding: Option<&'static Encoding>,
}

/// Reads `encoding="..."` of an XML declaration at the start of the bytes.
fn declaration(bytes: &[u8]) -> Option<DeclaredEncoding> {
    let head = String::from_utf8_lossy(bytes);
    let head = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).strip_prefix("<?xml")?;
    let (inside, _) = head.split_once("?>")?;
    let (_, value) = inside.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let label = value[1..].split(quote).next()?.trim();
    Some(DeclaredEncoding {
        label: label.to_owned(),
        encoding: Encoding::for_label_no_replacement(label.as_bytes()),
    })
}

/// Chooses among the encodings in which ASCII letters are single bytes.
fn by_content(bytes: &[u8], declared: Option<&DeclaredEncoding>) -> &'static Encoding {
    let declared = declared.and_then(|declared| declared.encoding).filter(|encoding| is_narrow(encoding));
    match declared {
        // Whole texts in single-byte letters are never UTF-8 by chance: such a declaration outlived a conversion.
        Some(encoding)
            if encoding.is_single_byte() && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() =>
        {
            UTF_8
        }
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if is_mostly_utf8(bytes) => UTF_8,
        _ => WINDOWS_1252,
    }
}

fn is_narrow(encoding: &'static Encoding) -> bool {
    encoding != UTF_16LE && encoding != UTF_16BE
}

/// Tells UTF-8, even when cut in the middle of a letter or damaged in places, from an older encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// Tells whether the declaration is true of the bytes; any declaration is true of plain ASCII.
fn agrees(declared: &DeclaredEncoding, letters: CharacterSet, bytes: &[u8]) -> bool {
    let label = declared.label.to_ascii_lowercase();
    match letters {
        CharacterSet::Utf32 { .. } => label.starts_with("utf-32") || label.starts_with("ucs-4"),
        CharacterSet::Known(encoding) if !is_narrow(encoding) => {
            declared.encoding.is_some_and(|declared| !is_narrow(declared)) || label.starts_with("ucs-2")
        }
        CharacterSet::Known(encoding) => match declared.encoding {
            Some(declared) => declared == encoding || (is_narrow(declared) && bytes.is_ascii()),
            None => false,
        },
    }
}

fn decode_utf32(bytes: &[u8], big_endian: bool) -> (Cow<'static, str>, bool) {
    let (letters, rest) = bytes.as_chunks::<4>();
    let mut malformed = !rest.is_empty();
    let text = letters
        .iter()
        .map(|&letter| {
            let number = if big_endian { u32::from_be_bytes(letter) } else { u32::from_le_bytes(letter) };
            char::from_u32(number).unwrap_or_else(|| {
                malformed = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (Cow::Owned(text), malformed)
}

/// The bytes of a decoded text in which its declaration would stand.
fn window(text: &str) -> &[u8] {
    &text.as_bytes()[..text.len().min(DECLARATION_WINDOW)]
}

/// Drops byte order marks that were written twice or survived decoding.
fn without_marks(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.starts_with('\u{feff}') {
        return text;
    }
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches('\u{feff}').to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, codes: &[&str]) {
        let mut notes = Vec::new();
        assert_eq!(decode(bytes, &mut notes), text);
        assert_eq!(notes.iter().map(|note| note.code.name).collect::<Vec<_>>(), codes, "{notes:?}");
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    fn utf32(text: &str, to_bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
        text.chars().flat_map(|letter| to_bytes(letter as u32)).collect()
    }

    #[test]
    fn utf8_is_borrowed() {
        let mut notes = Vec::new();
        assert!(matches!(decode("<a>Prüfung</a>".as_bytes(), &mut notes), Cow::Borrowed(_)));
        assert!(matches!(decode("\u{feff}<a>Prüfung</a>".as_bytes(), &mut notes), Cow::Borrowed(_)));
        assert_eq!(notes, []);
    }

    #[test]
    fn byte_order_marks() {
        check("\u{feff}<a>ü</a>".as_bytes(), "<a>ü</a>", &[]);
        check("\u{feff}\u{feff}<a/>".as_bytes(), "<a/>", &[]);
        check(&utf16("\u{feff}<a>ü</a>", u16::to_le_bytes), "<a>ü</a>", &[]);
        check(&utf16("\u{feff}<a>ü</a>", u16::to_be_bytes), "<a>ü</a>", &[]);
        check(&utf32("\u{feff}<a>ü</a>", u32::to_le_bytes), "<a>ü</a>", &[]);
        check(&utf32("\u{feff}<a>ü</a>", u32::to_be_bytes), "<a>ü</a>", &[]);
        check(&[0xef, 0xbb, 0xbf], "", &[]);
        check(&[0xff, 0xfe], "", &[]);
        check(&[], "", &[]);
    }

    #[test]
    fn wide_letters_without_a_mark() {
        let text = "<?xml version='1.0' encoding='UTF-16'?><a>ü</a>";
        check(&utf16(text, u16::to_le_bytes), text, &[]);
        check(&utf16(text, u16::to_be_bytes), text, &[]);
        check(&utf32("<a>ü</a>", u32::to_le_bytes), "<a>ü</a>", &[]);
        check(&utf32("<a>ü</a>", u32::to_be_bytes), "<a>ü</a>", &[]);
    }

    #[test]
    fn declared_encodings() {
        check(
            b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xfc</a>",
            "<?xml version='1.0' encoding='ISO-8859-1'?><a>ü</a>",
            &[],
        );
        check(b"<?xml encoding = \"windows-1251\"?>\xcf", "<?xml encoding = \"windows-1251\"?>П", &[]);
        check(b"<?xml encoding='Shift_JIS'?>\x83e", "<?xml encoding='Shift_JIS'?>テ", &[]);
        check(b"<?xml encoding='ISO-8859-1'?>plain", "<?xml encoding='ISO-8859-1'?>plain", &[]);
    }

    #[test]
    fn lying_declarations() {
        check(b"<?xml encoding='UTF-8'?>\xfc", "<?xml encoding='UTF-8'?>ü", &["encoding-mismatch"]);
        check("<?xml encoding='UTF-16'?>ü".as_bytes(), "<?xml encoding='UTF-16'?>ü", &["encoding-mismatch"]);
        check(
            "<?xml encoding='ISO-8859-1'?>ü".as_bytes(),
            "<?xml encoding='ISO-8859-1'?>ü",
            &["encoding-mismatch"],
        );
        check(b"<?xml encoding='klingon'?>x", "<?xml encoding='klingon'?>x", &["encoding-mismatch"]);
        let text = "<?xml encoding='UTF-8'?>";
        check(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), text, &["encoding-mismatch"]);
    }

    #[test]
    fn undeclared_and_not_utf8() {
        check(b"<a>Pr\xfcfung</a>", "<a>Prüfung</a>", &["encoding-assumed"]);
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        check(b"<a>\xc3\xbc\xc3\xa4\xc3", "<a>üä\u{fffd}", &["encoding-malformed"]);
        check(&[0xff, 0xfe, b'<', 0, b'a'], "<\u{fffd}", &["encoding-malformed"]);
        check(&[b'<', 0, 0, 0, 1], "<", &["encoding-malformed"]);
    }
}
