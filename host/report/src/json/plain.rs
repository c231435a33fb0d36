//! JSON whose texts a terminal can show: hidden characters are written as escapes, which every reader of JSON undoes.

use std::io::{self, Write};

use serde_json::ser::{CharEscape, Formatter};

use crate::escape::is_hidden;

/// Lays JSON out as another formatter does, and escapes more.
#[derive(Default)]
pub(crate) struct Plain<F>(F);

/// Passes what is about layout on.
macro_rules! as_before {
    ($($method:ident($($argument:ident: $kind:ty),*);)+) => {$(
        fn $method<W: ?Sized + Write>(&mut self, out: &mut W $(, $argument: $kind)*) -> io::Result<()> {
            self.0.$method(out $(, $argument)*)
        }
    )+};
}

impl<F: Formatter> Formatter for Plain<F> {
    as_before! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
        write_char_escape(escape: CharEscape);
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // Few texts hide anything, and in plain ones it is seen byte by byte.
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return out.write_all(fragment.as_bytes());
        }
        let mut shown = 0;
        for (at, hidden) in fragment.match_indices(is_hidden) {
            out.write_all(&fragment.as_bytes()[shown..at])?;
            for unit in hidden.encode_utf16() {
                write!(out, "\\u{unit:04x}")?;
            }
            shown = at + hidden.len();
        }
        out.write_all(&fragment.as_bytes()[shown..])
    }
}

#[cfg(test)]
mod tests {
    use crate::json::write_pretty;

    fn check(text: &str, expected: &str) {
        let mut out = Vec::new();
        write_pretty(&[text], &mut out).unwrap();
        assert_eq!(String::from_utf8_lossy(&out), format!("[\n  \"{expected}\"\n]\n"));
        assert_eq!(serde_json::from_slice::<[String; 1]>(&out).unwrap(), [text]);
    }

    #[test]
    fn no_text_commands_a_terminal() {
        check("Prüfe → 検査 “x” \"y\"", "Prüfe → 検査 “x” \\\"y\\\"");
        check("\u{1b}[2J\n", "\\u001b[2J\\n");
        check("\u{9b}31m\u{7f}", "\\u009b31m\\u007f");
        check("\u{202e}lliB\u{200b}", "\\u202elliB\\u200b");
        check("\u{e0041}!", "\\udb40\\udc41!");
    }
}
