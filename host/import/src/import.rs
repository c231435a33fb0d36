//! The one door: bytes in, [`ImportResult`] out.

use handoff_model::{
    Diagnostic, DiagnosticCode, DiagnosticKind, Drawing, LocalizedText, Model, Refusal, RefusalKind, Span,
    Status,
};

use crate::format::FormatResult;
use crate::{encoding, format, limits, xml};

/// What became of one export.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportResult {
    /// The format by its content: `bpmn`, `text`, a foreign one such as `dmn`, or `unknown`.
    pub format: &'static str,
    /// How it came through: refused if there is a refusal, repaired if a note records a repair, else read.
    pub status: Status,
    /// What was read; `None` exactly if it was refused.
    pub model: Option<Model>,
    /// How it is drawn: by its own diagrams, and by a layout of ours as far as it has none. `None` unless it was asked
    /// for, and where nothing was read.
    pub drawing: Option<Drawing>,
    /// What was repaired, assumed or left out, in file order.
    pub diagnostics: Vec<Diagnostic>,
    /// Why nothing was read.
    pub refusal: Option<Refusal>,
    /// It is plainly a process model, whether it can be read or not.
    pub is_process: bool,
}

impl ImportResult {
    fn new(outcome: FormatResult, mut notes: Vec<Diagnostic>) -> Self {
        let FormatResult { format, result, is_process } = outcome;
        let status = match &result {
            Err(_) => Status::Refused,
            Ok(_) if notes.iter().any(|note| note.code.repair) => Status::Repaired,
            Ok(_) => Status::Read,
        };
        bound(&mut notes);
        let (model, drawing, refusal) = match result {
            Ok((model, drawing)) => (Some(model), drawing, None),
            Err(refusal) => (None, None, Some(refusal)),
        };
        Self { format, status, model, drawing, diagnostics: notes, refusal, is_process }
    }
}

const NOTES_LEFT_OUT: DiagnosticCode = DiagnosticCode {
    name: "notes-left-out",
    description: LocalizedText {
        en: "The file has more notes than anybody reads; only the first are kept.",
        de: "Zu der Datei gibt es mehr Anmerkungen, als jemand liest; nur die ersten sind aufgehoben.",
    },
    repair: false,
};

/// Cuts a list of notes to what is kept, and says in a last note how many were left out.
fn bound(notes: &mut Vec<Diagnostic>) {
    let rest = notes.len().saturating_sub(limits::MAX_NOTES);
    if rest > 0 {
        notes.truncate(limits::MAX_NOTES);
        let span = notes.last().map_or_else(Span::default, |note| note.span);
        notes.push(Diagnostic {
            code: NOTES_LEFT_OUT,
            kind: DiagnosticKind::MoreNotes(rest),
            span,
            element: None,
        });
    }
}

/// Reads one export, whatever it is.
///
/// The format is told by the content; `name` (the file name, for standard input any name) only decides where content
/// leaves it open. Never panics and never fails: what cannot be read is refused, with the reason and a remedy.
pub fn read(bytes: &[u8], name: &str) -> ImportResult {
    import(bytes, name, false)
}

/// Reads one export as [`read`] does, and draws it from the same look at it.
pub fn read_drawn(bytes: &[u8], name: &str) -> ImportResult {
    import(bytes, name, true)
}

fn import(bytes: &[u8], name: &str, draws: bool) -> ImportResult {
    let mut notes = Vec::new();
    if bytes.len() > limits::MAX_BYTES {
        let refusal = Refusal::of_file(RefusalKind::TooLarge(limits::MAX_BYTES >> 20));
        let outcome = FormatResult { format: "unknown", result: Err(refusal), is_process: false };
        return ImportResult::new(outcome, notes);
    }
    if let Some(foreign) = format::foreign::binary(bytes) {
        return ImportResult::new(foreign.outcome(), notes);
    }
    let text = encoding::decode(bytes, &mut notes);
    let outcome = format::read(&text, name, draws, &mut notes);
    let import = ImportResult::new(outcome, notes);
    tracing::info!(name, format = import.format, status = ?import.status, draws, "read");
    import
}

/// Lists every code a note of this crate can carry.
pub fn codes() -> Vec<DiagnosticCode> {
    [encoding::CODES, xml::CODES, format::bpmn::CODES, &[NOTES_LEFT_OUT]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], name: &str, format: &str, status: Status) {
        let import = read(bytes, name);
        assert_eq!((import.format, import.status), (format, status), "{:?}", import.refusal);
        assert_eq!(import.model.is_some(), import.refusal.is_none());
        assert_eq!(import.refusal.is_some(), status == Status::Refused);
    }

    #[test]
    fn formats_and_states() {
        check(b"task A", "a.handoff", "text", Status::Read);
        check(b"handoff text 1\ntask Pr\xfcfung", "-", "text", Status::Read);
        check(b"\xef\xbb\xbf\xef\xbb\xbftask A \xc3\xa4 \xc3", "a.handoff", "text", Status::Repaired);
        check(b"tsak A", "a.handoff", "text", Status::Refused);
        check(b"", "a.bpmn", "empty", Status::Refused);
        check(b" \r\n\t", "a.bpmn", "empty", Status::Refused);
        check(b"\xef\xbb\xbf", "a.bpmn", "empty", Status::Refused);
        check(b"\xff\xfe", "a.bpmn", "empty", Status::Refused);
        check(b"\0\0\0\0", "a.bpmn", "binary", Status::Refused);
        check(b"%PDF-1.4", "a.bpmn", "pdf", Status::Refused);
        check(b"{\"xml\": \"<definitions/>\"}", "a.json", "json", Status::Refused);
        check(b"task A # <process>", "a.handoff", "text", Status::Read);
    }

    #[test]
    fn wide_letters_reach_the_reader() {
        let wide: Vec<u8> = "handoff text 1\ntask A".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, "-", "text", Status::Read);
    }

    #[test]
    fn deep_nesting_is_no_recursion() {
        for part in ["[", "{\"a\":", "<a>", "<a b='", "<!--", "<!DOCTYPE a [", "<?"] {
            assert_eq!(read(part.repeat(200_000).as_bytes(), "a").status, Status::Refused, "{part}");
        }
    }

    #[test]
    fn one_letter_over_and_over() {
        for (letter, mebibytes) in [(b'a', 64), (b'<', 64), (0, 64), (b' ', 4), (b'\n', 4), (0xff, 4)] {
            let bytes = vec![letter; mebibytes << 20];
            assert_eq!(read(&bytes, "a.bpmn").status, Status::Refused);
        }
    }

    #[test]
    fn too_much_is_refused_unseen() {
        let import = read(&vec![0; limits::MAX_BYTES + 1], "a.bpmn");
        assert_eq!(import.refusal.map(|refusal| refusal.kind), Some(RefusalKind::TooLarge(256)));
    }

    #[test]
    fn notes_end() {
        let foreign: String =
            (0..limits::MAX_NOTES + 5).map(|number| format!("<x{number}/>")).collect::<Vec<_>>().concat();
        let text = format!("<definitions><process id='p'>{foreign}<task id='t'/></process></definitions>");
        let import = read(text.as_bytes(), "a.bpmn");
        assert_eq!(import.diagnostics.len(), limits::MAX_NOTES + 1);
        assert_eq!(import.diagnostics.last().map(|note| note.code), Some(NOTES_LEFT_OUT));
        assert_eq!(import.status, Status::Repaired);
    }

    #[test]
    fn codes_are_unique_and_described() {
        let codes = codes();
        let mut names: Vec<_> = codes.iter().map(|code| code.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), codes.len());
        for code in codes {
            assert!(
                code.name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'),
                "{}",
                code.name
            );
            assert!(
                code.description.en.ends_with('.') && code.description.de.ends_with('.'),
                "{}",
                code.name
            );
        }
    }

    mod random {
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn no_bytes_panic(bytes: Vec<u8>, name in "[a-z]*(\\.handoff|\\.bpmn)?") {
                super::read(&bytes, &name);
            }

            #[test]
            fn no_damage_panics(cut in 0..600_usize, at in 0..600_usize, byte: u8) {
                let mut bytes = b"<?xml version='1.0' encoding='UTF-8'?><!-- c --><definitions \
                    xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><collaboration id='c'><participant id='p' \
                    processRef='q'/><messageFlow id='m' sourceRef='p' targetRef='s'/></collaboration><process id='q'>\
                    <startEvent id='s'/><task id='t'/><sequenceFlow id='f' sourceRef='s' targetRef='t'/></process>\
                    </definitions>".to_vec();
                if let Some(target) = bytes.get_mut(at) {
                    *target = byte;
                }
                bytes.truncate(cut);
                super::read(&bytes, "a.bpmn");
            }
        }
    }
}
