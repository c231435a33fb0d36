//! What labels say of an objection: that somebody makes one, that it is worked on, and what is asked of it.

use std::borrow::Cow;

use super::{Speech, words};
use crate::name::listed;
use crate::word_lists::{
    ARRIVAL_ENDINGS, HANDING_ON, JUSTIFIED, MAKING, OBJECTING, OBJECTION, OBJECTION_STEMS, WITHOUT,
};

impl Speech {
    /// Tells whether a label or a message speaks of an objection that somebody makes.
    pub(crate) fn objects(label: &str) -> bool {
        // *Wider- spruch*: where a label was broken into lines, one word became two.
        let words = words(&unbroken(label));
        words.iter().enumerate().any(|(at, word)| {
            let denied = || words[at.saturating_sub(2)..at].iter().any(|before| listed(WITHOUT, before));
            let compound = || {
                let rest = OBJECTION_STEMS.iter().find_map(|stem| word.strip_prefix(stem));
                rest.is_some_and(|rest| {
                    ARRIVAL_ENDINGS.iter().any(|end| rest.trim_start_matches('s') == *end)
                })
            };
            (listed(OBJECTION, word) || listed(OBJECTING, word) || compound()) && !denied()
        })
    }

    /// Tells whether a label that speaks of an objection says that somebody makes it.
    pub(crate) fn makes_objection(label: &str) -> bool {
        let words = words(label);
        [words.first(), words.last()].into_iter().flatten().any(|word| listed(MAKING, word))
    }

    /// Tells whether a label speaks of a case that goes to somebody else.
    pub(crate) fn passes_on(label: &str) -> bool {
        words(label).iter().any(|word| listed(HANDING_ON, word))
    }

    /// Tells whether a label asks whether something is right, as it is asked of an objection.
    pub(crate) fn asks_justified(label: &str) -> bool {
        words(&unbroken(label)).iter().any(|word| listed(JUSTIFIED, word))
    }
}

/// Puts words together that were broken at the end of a line.
fn unbroken(label: &str) -> Cow<'_, str> {
    if !label.contains('-') {
        return Cow::Borrowed(label);
    }
    let mut whole = String::with_capacity(label.len());
    let mut pieces = label.split_whitespace().peekable();
    while let Some(piece) = pieces.next() {
        let goes_on = pieces.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
        match piece.strip_suffix('-').filter(|start| !start.is_empty() && goes_on) {
            Some(start)
                if !pieces.peek().is_some_and(|next| matches!(*next, "und" | "oder" | "and" | "or")) =>
            {
                whole.push_str(start);
            }
            _ => {
                whole.push_str(piece);
                whole.push(' ');
            }
        }
    }
    Cow::Owned(whole)
}

#[cfg(test)]
mod tests {
    use super::Speech;

    #[test]
    fn objections_that_somebody_makes() {
        for label in [
            "Widerspruch eingegangen",
            "Wider- spruch erhalten",
            "Widersprucheingang",
            "VN-Widerspruch eingegangen",
            "Kunde widerspricht",
            "Appeal received",
            "Réclamation reçue",
        ] {
            assert!(Speech::objects(label), "{label}");
        }
        for label in [
            "Kein Widerspruch",
            "Widerspruchs- frist ist abgelaufen",
            "Objective set",
            "No complaint received",
        ] {
            assert!(!Speech::objects(label), "{label}");
        }
        assert!(Speech::makes_objection("Widerspruch einlegen") && !Speech::makes_objection("Check appeal"));
        assert!(Speech::asks_justified("Widerspruch gerecht- fertigt?"));
    }
}
