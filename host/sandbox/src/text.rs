//! Texts from plugins and exports, cut to what one may be.

use crate::limits;

/// Cuts a text from a plugin or an export to the bound of a single text.
pub(crate) fn bounded(text: String) -> String {
    cut(text, limits::TEXT)
}

/// Cuts a text at a character.
pub(crate) fn cut(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        text.truncate(text.floor_char_boundary(limit));
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::bounded;
    use crate::limits;

    #[test]
    fn texts_are_cut_at_a_character() {
        assert_eq!(bounded("short".into()), "short");
        let long = bounded("ä".repeat(limits::TEXT));
        assert!(long.len() <= limits::TEXT + '…'.len_utf8() && long.ends_with("ä…"));
    }
}
