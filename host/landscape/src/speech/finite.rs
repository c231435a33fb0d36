//! Whether the word behind a person says what he does, and not what is done with him.

use crate::word_lists::{FINITE_VERBS, HIS_OWN, NO_VERBS, PLURAL_NOUNS, RECEIVE};
use crate::{label, name::listed};

/// The German prefixes of verbs whose participle is spelt like a finite form, *bestellt*; and of *gehen*, *holt*.
const INSEPARABLE: [&str; 8] = ["be", "er", "ver", "ent", "emp", "zer", "ueber", "unter"];

/// Forms of *have*, behind which a participle says what somebody has done; and what makes of it what was done to him.
const HAVE: [&str; 4] = ["hat", "haben", "has", "have"];
const PASSIVE: [&str; 2] = ["been", "worden"];

/// Tells whether a word says what the person in front of it does. `small` says that it is written in lower case, as
/// nouns are not in German; `done` that it is a verb of what is done to people.
pub(super) fn is_act(word: &str, rest: &[String], small: bool, done: bool) -> bool {
    // What has an object or a particle behind it is no participle: those stand last.
    let last =
        rest.first().is_none_or(|next| label::ends_object(next) && !["a", "an"].contains(&next.as_str()));
    let state = rest.last().is_some_and(|word| label::participle(word));
    if HAVE.contains(&word) {
        let done_to = |word: &String| PASSIVE.contains(&word.as_str()) || listed(RECEIVE, word);
        return state && !rest.iter().any(done_to);
    }
    if listed(PLURAL_NOUNS, word) {
        return !last && !state;
    }
    if listed(FINITE_VERBS, word) {
        return true;
    }
    let base = |ending| word.strip_suffix(ending).is_some_and(label::is_verb);
    if base("s")
        || base("es")
        || word.strip_suffix("ies").is_some_and(|stem| label::is_verb(&format!("{stem}y")))
    {
        return !state;
    }
    let german =
        small && word.len() > 3 && word.ends_with('t') && !listed(NO_VERBS, word) && !label::closes(word);
    let inseparable = || INSEPARABLE.iter().any(|prefix| word.starts_with(prefix));
    let participle = !listed(HIS_OWN, word) && (done || label::participle(word) || inseparable());
    german && !(participle && last)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, tests::settings};

    #[track_caller]
    fn check(label: &str, expected: bool) {
        let mut settings = settings();
        settings.vocabulary.customer.extend(["cliente", "usager", "patient"].map(str::to_owned));
        settings.vocabulary.customer.push("invité".to_owned());
        settings.vocabulary.contact.push("invite".to_owned());
        assert_eq!(Lexicon::new(&settings).speech.begins(label), expected, "{label}");
    }

    #[test]
    fn a_customer_does_what_stands_behind_him() {
        for label in [
            "Kunde bestellt",
            "Kunde hat bestellt",
            "Kunde bucht Zimmer",
            "Kunde ruft an",
            "Kunde reklamiert",
            "Kunde registriert sich",
            "Der Kunde möchte kündigen",
            "Customer books a room",
            "The customer drops off laundry",
            "Patient kommt",
            "Cliente solicita orçamento",
            "Cliente pide",
            "L’usager demande un rendez-vous",
            "L'invité réserve",
            "Kundenantrag eingegangen",
        ] {
            check(label, true);
        }
    }

    #[test]
    fn what_is_done_to_him_is_none_of_his_doing() {
        for label in [
            "Kunde benachrichtigt",
            "Kunde informiert",
            "Kunde erfasst",
            "Kunde angelegt",
            "Kunde anlegen",
            "Kunde ist informiert",
            "Customer registered",
            "Customer records",
            "Customer records updated",
            "Customer data",
            "Kundenstamm",
            "Check customer",
        ] {
            check(label, false);
        }
    }
}
