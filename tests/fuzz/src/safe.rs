//! What may reach a terminal. Written without a look at the code that makes text safe, so that both must agree.

/// Panics where a terminal would obey a character, or an eye would miss it.
pub fn safe(text: &str) {
    for (at, character) in text.char_indices() {
        let harmful = match character {
            '\n' => false,
            // C0, DEL and C1.
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
            // Marks, overrides and isolates of writing direction.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
            // Spaces without width, separators of lines, tags.
            '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => {
                true
            }
            _ => false,
        };
        assert!(!harmful, "{character:?} at {at} of {text:?}");
    }
}

/// Panics where coloured text holds anything but what is [`safe`] and the codes for colours.
pub fn safe_in_colour(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("output is UTF-8");
    let mut parts = text.split("\u{1b}[");
    safe(parts.next().unwrap_or_default());
    for part in parts {
        let (code, rest) = part.split_once('m').expect("a code for colours ends with `m`");
        assert!(code.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{code:?}");
        safe(rest);
    }
}
