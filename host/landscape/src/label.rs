//! What a label speaks of: the object of "Send invoice", "Rechnung senden", "Order received".

use crate::name::{listed, words};
use crate::word_lists::{LABEL_VERBS, SOCIAL_VERBS, VERBS_OR_NOUNS};

/// Words before an object that say nothing about it.
const ARTICLES: &str = "the a an this that its their our your all any new der die das den dem des ein eine einen einem \
    einer neue neuer neues neuen le la les l un une du el los las una nouveau nouvelle nuevo nueva";

/// Words that end an object: what follows tells to whom, from whom, when or how.
const PREPOSITIONS: &str = "to for from by with in into on at of via as after before until per if and or not an fuer \
    von vom mit bei beim zu zum zur auf aus durch nach vor bis und oder nicht a au aux de par pour avec dans sur et ou \
    del al por para con en y o e ed oppure";

/// Words between an object and its participle.
const AUXILIARIES: &str = "is are was were has have been be ist sind wurde wurden wird hat est sont a ete es esta fue ha \
    sido not nicht";

/// Participles without a regular ending.
const PARTICIPLES: &str = "sent done made paid found lost bought sold sought written read set given taken built shipped \
    erhalten eingegangen eingetroffen angekommen vorhanden verfuegbar due complete ready available arrived arrives in recu \
    recue envoye envoyee recibido recibida enviado enviada";

/// Tells whether a word is a verb of labels.
pub(crate) fn is_verb(word: &str) -> bool {
    listed(LABEL_VERBS, word)
}

/// Tells whether a verb does something on paper: *check*, *create*, *register*.
pub(crate) fn clerical(word: &str) -> bool {
    listed(LABEL_VERBS, word) && !listed(SOCIAL_VERBS, word)
        || ["identify", "assess", "know", "determine", "assign", "link", "block", "delete", "add"]
            .contains(&word)
}

/// Tells whether a word ends what stands before it: no noun that goes on with it.
pub(crate) fn closes(word: &str) -> bool {
    listed(PREPOSITIONS, word)
        || listed(ARTICLES, word)
        || listed(AUXILIARIES, word)
        || word.parse::<u32>().is_ok()
}

/// Tells whether a word ends an object: what follows tells to whom, from whom, when or how.
pub(crate) fn ends_object(word: &str) -> bool {
    listed(PREPOSITIONS, word)
}

/// How many bytes of a verb all of its forms have in common, at least.
pub(crate) const STEM: usize = 3;

/// Tells whether `word` is the verb `verb` in some regular form: `notify`, `notifies`, `notified`, `notifying`.
pub(crate) fn inflects(word: &str, verb: &str) -> bool {
    const ENDINGS: [&str; 18] = [
        "", "s", "es", "ed", "d", "ing", "ying", "ies", "ied", "en", "n", "t", "te", "ung", "e", "ion",
        "ation", "er",
    ];
    let stem = verb.strip_suffix("en").or(verb.strip_suffix(['e', 'y', 'n'])).unwrap_or(verb);
    stem.len() >= STEM
        && word
            .strip_prefix(stem)
            .is_some_and(|ending| ending == &verb[stem.len()..] || ENDINGS.contains(&ending))
}

/// Tells whether a word is a participle: `received`, `eingegangen`.
pub(crate) fn participle(word: &str) -> bool {
    listed(PARTICIPLES, word)
        || word.len() > 4
            && (word.ends_with("ed")
                || (word.starts_with("ge") || word.contains("ge")) && word.ends_with('t'))
        || word.len() > 5 && word.ends_with("iert")
}

/// Tells whether a label says of its object that something has happened to it: `Payment received`.
pub(crate) fn has_come(label: &str) -> bool {
    words(label).last().is_some_and(|last| participle(last))
}

/// Returns the object that a label names, as written but without articles, or `None` where no verb shows which words
/// it is. With `noun`, a label without any verb (an event called "Order form") is an object as a whole.
pub(crate) fn object(label: &str, noun: bool, is_verb: impl Fn(&str) -> bool) -> Option<&str> {
    let pieces: Vec<(&str, String)> = label
        .split_whitespace()
        .map(|piece| (piece, words(piece).concat()))
        .filter(|(_, folded)| !folded.is_empty())
        .collect();
    let (first, last) = (pieces.first()?.1.as_str(), pieces.last()?.1.as_str());
    let verb = |word: &str| listed(LABEL_VERBS, word) || is_verb(word);
    let german = |piece: &str, word: &str| {
        piece.starts_with(char::is_lowercase)
            && word.len() > 4
            && ["en", "ern", "eln"].iter().any(|ending| word.ends_with(ending))
    };
    // *Meldung schicken*: of two words made from verbs the last is the verb of a German label.
    let deed = |word: &str| word.ends_with("ung") || word.ends_with("ion");
    let ends = verb(last) || german(pieces.last()?.0, last);
    let stated = pieces.len() > 2 && listed(AUXILIARIES, &pieces[pieces.len() - 2].1);
    let inner = if pieces.len() > 1 && (stated || participle(last)) {
        let pieces = &pieces[..pieces.len() - 1];
        let end = pieces.iter().rposition(|(_, word)| !participle(word) && !listed(AUXILIARIES, word))?;
        &pieces[..=end]
    } else if pieces.len() > 1
        && verb(first)
        && !(noun && listed(VERBS_OR_NOUNS, first))
        && !(ends && deed(first))
    {
        &pieces[1..]
    } else if pieces.len() > 1 && ends {
        &pieces[..pieces.len() - 1]
    } else if noun && pieces.len() <= 4 && (!verb(first) || listed(VERBS_OR_NOUNS, first)) {
        &pieces[..]
    } else {
        return None;
    };
    span(label, inner)
}

/// Cuts the object out of the pieces that hold it: articles in front go, a preposition ends it.
fn span<'a>(label: &'a str, pieces: &[(&'a str, String)]) -> Option<&'a str> {
    let start = pieces.iter().position(|(_, word)| !listed(ARTICLES, word))?;
    let rest = &pieces[start..];
    let length = rest.iter().position(|(_, word)| listed(PREPOSITIONS, word)).unwrap_or(rest.len());
    let (first, last) = (rest.first()?.0, rest[..length].last()?.0);
    // Both are slices of the label, so that their distance is a range of it.
    let offset = |part: &str| part.as_ptr() as usize - label.as_ptr() as usize;
    let object = label.get(offset(first)..offset(last) + last.len())?;
    let object = object.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
    (!object.is_empty()).then_some(object)
}

#[cfg(test)]
mod tests {
    use super::{inflects, object};

    fn check(label: &str, expected: Option<&str>) {
        assert_eq!(object(label, false, |_| false), expected, "{label}");
    }

    #[test]
    fn objects_of_tasks() {
        check("Send invoice", Some("invoice"));
        check("Send the invoice to the customer", Some("invoice"));
        check("Rechnung senden", Some("Rechnung"));
        check("Die neue Rechnung an Kunden versenden", Some("Rechnung"));
        assert_eq!(object("Meldung an Werk 1 schicken", false, |word| word == "meldung"), Some("Meldung"));
        check("Envoyer la facture", Some("facture"));
        check("Enviar factura al cliente", Some("factura"));
        check("Check delivery address", Some("delivery address"));
        check("Talk", None);
        check("Customer relations", None);
    }

    #[test]
    fn objects_of_events() {
        check("Order received", Some("Order"));
        check("Order has been received", Some("Order"));
        check("Auftrag eingegangen", Some("Auftrag"));
        check("Rechnung ist bezahlt", Some("Rechnung"));
        check("Antrag geprüft", Some("Antrag"));
        assert_eq!(object("Order form", true, |_| false), Some("Order form"));
    }

    #[test]
    fn verbs_inflect() {
        for word in ["notify", "notifies", "notified", "notifying"] {
            assert!(inflects(word, "notify"), "{word}");
        }
        for word in ["informs", "informed", "informing"] {
            assert!(inflects(word, "inform"), "{word}");
        }
        assert!(inflects("benachrichtigt", "benachrichtigen"));
        assert!(inflects("benachrichtigung", "benachrichtigen"));
        assert!(!inflects("notary", "notify"));
    }
}
