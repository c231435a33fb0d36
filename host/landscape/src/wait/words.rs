//! What labels say of waiting and of receiving.

use crate::word_lists::{
    AFTER_ATTEND, ANSWERS, AWAIT, BESIDE_COME, DENIAL, GIVEN_ENDINGS, HAS_COME, OBTAIN, OBTAINED, OWED,
    PROGRAM_PARTS, RECEIVED, RECEIVING, REQUESTED, TAKE, TIMES, WAIT_PHRASES,
};
use crate::{
    deadline, label,
    name::{key, listed, words},
};

/// Tells whether a text denies something.
pub(super) fn denies(text: &str) -> bool {
    words(text).iter().any(|word| listed(DENIAL, word))
}

/// Tells whether the label of a way says that nobody answered, that nothing came, or that the time is over: *No response in
/// 2 days*, *nicht eingegangen*.
pub(super) fn nothing_came(label: &str) -> bool {
    let words = words(label);
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let denied = |at: usize| listed(DENIAL, word(at));
    let joined = |word: &String| {
        word.strip_prefix("no").is_some_and(|rest| listed(ANSWERS, rest))
            || word == "unanswered"
            || word == "unbeantwortet"
    };
    words.iter().any(joined)
        || deadline::is_deadline(label)
        || (0..words.len()).any(|at| {
            denied(at) && (1..=3).any(|on| listed(ANSWERS, word(at + on)) || has_come_to(word(at + on)))
        })
}

/// Tells whether a participle says that something has come; *in* and *here* alone are too little.
fn has_come_to(word: &str) -> bool {
    word.len() > 4 && listed(HAS_COME, word)
}

/// Tells whether the label of a way is a mere *no*.
pub(super) fn is_no(label: &str) -> bool {
    matches!(words(label).as_slice(), [word] if listed(DENIAL, word) || word == "false")
}

/// Finds what a text says has come, as words: *Antwort ist da*, *Has the insurer answered?*
pub(super) fn come(text: &str) -> Option<Vec<String>> {
    let all = words(text);
    let last = all.last().filter(|last| listed(HAS_COME, last))?;
    let answer = ["answered", "responded", "replied"].contains(&last.as_str());
    let rest = all.iter().filter(|word| !listed(HAS_COME, word) && !listed(BESIDE_COME, word)).cloned();
    let rest: Vec<String> = rest.chain(answer.then(|| ANSWERED.to_owned())).collect();
    (!rest.is_empty() && !denies(text)).then_some(rest)
}

/// Stands for an answer of whoever *has answered*.
const ANSWERED: &str = "answer";

/// Tells whether an object is all that a text says has come.
pub(super) fn is_what_came(came: &[String], object: &str) -> bool {
    let object = words(object);
    let same = |one: &str, other: &str| {
        one == other || one == ANSWERED && listed(ANSWERS, other) || other.strip_suffix('s') == Some(one)
    };
    came.iter().all(|word| object.iter().any(|other| same(word, other)))
}

/// Tells whether what a label waits for is a part of the own program, or whoever uses it.
pub(super) fn waits_for_program(label: &str) -> bool {
    let words = words(label);
    let Some(behind) =
        words.iter().position(|word| ["for", "on", "until", "auf", "bis"].contains(&word.as_str()))
    else {
        return false;
    };
    let rest = &words[behind + 1..];
    let idle = |word: &String| {
        ["the", "a", "to", "be", "end", "ends", "input", "der", "die", "das", "den", "eingabe", "warten"]
            .contains(&word.as_str())
    };
    rest.iter().any(|word| listed(PROGRAM_PARTS, word))
        && rest.iter().all(|word| listed(PROGRAM_PARTS, word) || idle(word))
}

/// Tells whether a label says that somebody is waited for, not a time.
pub(super) fn waits(label: &str) -> bool {
    let words = words(label);
    let [first, rest @ ..] = words.as_slice() else { return false };
    let second = rest.first().map_or("", String::as_str);
    let last = rest.last().map_or("", String::as_str);
    // In English somebody attends something; in French an article follows.
    let awaits = |word: &str| listed(AWAIT, word) && (word != "attend" || listed(AFTER_ATTEND, second));
    let named = awaits(first) && !rest.is_empty()
        || WAIT_PHRASES.contains(&[first.as_str(), second]) && rest.len() > 1;
    // “Maschine warten” is maintenance.
    let german = last == "abwarten" || last == "warten" && words.iter().any(|word| word == "auf");
    let is_time =
        |word: &String| word.starts_with(|first: char| first.is_ascii_digit()) || listed(TIMES, word);
    (named || german) && !words.iter().any(is_time) && !waits_for_program(label)
}

/// Tells whether a label says that something is received.
pub(super) fn receives(label: &str) -> bool {
    let words = words(label);
    let [first, rest @ ..] = words.as_slice() else { return false };
    !rest.is_empty() && (listed(RECEIVING, first) || rest.last().is_some_and(|last| listed(RECEIVED, last)))
}

/// Tells whether a label names nothing but an answer and whose it is, or that this is received: *Response from the carrier*,
/// *Receive answer from customer*, *Antwort von Meier erhalten*.
pub(super) fn is_answer(label: &str) -> bool {
    const OF: &str = "from of by von vom der des de du da do dal del van";
    let words = words(label);
    let names =
        |words: &[String]| matches!(words, [answer, of, _, ..] if listed(ANSWERS, answer) && listed(OF, of));
    let received = || words.iter().skip_while(|word| !listed(ANSWERS, word)).cloned().collect::<Vec<_>>();
    names(&words) || receives(label) && names(&received())
}

/// Tells whether a label speaks of money that somebody owes.
pub(super) fn is_owed(label: &str) -> bool {
    words(label).iter().any(|word| listed(OWED, word))
}

/// Tells whether a label says that something is obtained from somebody: *Collect offers*, *Angebote einholen*.
pub(super) fn obtains(label: &str) -> bool {
    let words = words(label);
    let [first, rest @ ..] = words.as_slice() else { return false };
    !rest.is_empty() && (listed(OBTAIN, first) || rest.last().is_some_and(|last| listed(OBTAINED, last)))
}

/// Tells whether a label says that something is obtained that only somebody else can give: *Get quotes*, *Gutachten einholen*.
pub(super) fn obtains_from_others(label: &str) -> bool {
    let is_given = |word: &String| GIVEN_ENDINGS.iter().any(|ending| word.ends_with(ending));
    let words = words(label);
    let only_asks = words.last().is_some_and(|last| listed(REQUESTED, last));
    obtains(label) && !only_asks && words.iter().any(is_given)
}

/// Tells whether a label speaks of work that whoever stands there does himself: *Check contents*, *Inhalte prüfen*.
pub(super) fn works(label: &str) -> bool {
    let words = words(label);
    let [first, rest @ ..] = words.as_slice() else { return false };
    let Some(last) = label.split_whitespace().last().filter(|_| !rest.is_empty()) else { return false };
    if waits(label) || receives(label) || label::has_come(label) || listed(TAKE, first) {
        return false;
    }
    // A verb, and behind it no word that would make a noun of it: “Request from the customer”.
    let begins = label::is_verb(first)
        && first != "wait"
        && !rest.first().is_some_and(|word| label::ends_object(word));
    let infinitive = last.starts_with(char::is_lowercase) && last.len() > 4 && key(last).ends_with("en");
    begins || infinitive
}

#[cfg(test)]
mod tests {
    use super::{
        come, is_answer, is_what_came, nothing_came, obtains, obtains_from_others, receives, waits,
        waits_for_program, works,
    };

    fn check(what: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for (labels, expected) in [(yes, true), (no, false)] {
            for label in labels {
                assert_eq!(what(label), expected, "{label}");
            }
        }
    }

    #[test]
    fn labels_that_wait_for_somebody() {
        check(
            waits,
            &[
                "Wait for approval",
                "Waiting for the answer",
                "Await payment",
                "Warten auf Freigabe",
                "Auf Antwort warten",
                "Zahlungseingang abwarten",
                "Attendre la réponse",
                "En attente de paiement",
                "Esperar respuesta",
                "Aguardar pagamento",
                "In attesa di conferma",
                "Attendi risposta",
                "Afwachten van betaling",
            ],
            &[
                "",
                "Wait",
                "Waiting room",
                "Wait 2 days",
                "Wait for 5 minutes",
                "Wait until next week",
                "Maschine warten",
                "Zwei Tage abwarten",
                "Serve waiting guests",
                "Candidates in waiting list",
            ],
        );
    }

    #[test]
    fn labels_that_wait_for_the_own_program() {
        check(
            waits_for_program,
            &[
                "Wait for user",
                "wait for case instance",
                "Auf Benutzer warten",
                "Wait for the process to end",
            ],
            &[
                "",
                "Wait for approval",
                "Wait for user's answer",
                "Wait for the case file",
                "Warten auf Freigabe",
            ],
        );
    }

    #[test]
    fn labels_that_say_that_nothing_came() {
        check(
            nothing_came,
            &[
                "no response",
                "noresponse in 48 hours",
                "cancelled, changed no response",
                "No reply yet",
                "keine Antwort",
                "Geld nicht eingegangen",
                "not received in time",
                "Frist abgelaufen",
                "Timeout",
            ],
            &["", "no", "nein", "Response", "Antwort eingegangen", "not accepted", "No stock"],
        );
    }

    #[test]
    fn what_has_come() {
        for (text, object, expected) in [
            ("Antwort ist da", "Antwort des Handwerkers", true),
            ("Has the insurer answered?", "insurer's answer", true),
            ("Gutachten liegt vor", "Gutachten", true),
            ("Parts arrived", "Parts", true),
            ("Order received", "Payment", false),
            ("Antwort nicht da", "Antwort", false),
            ("There", "Answer", false),
        ] {
            let came = come(text).is_some_and(|came| is_what_came(&came, object));
            assert_eq!(came, expected, "{text}: {object}");
        }
    }

    #[test]
    fn labels_that_receive() {
        check(
            receives,
            &[
                "Receive completed forms",
                "Unterlagen erhalten",
                "Antwort entgegennehmen",
                "Recevoir le dossier",
            ],
            &["", "Receive", "Reception", "Send forms", "Check receipt"],
        );
    }

    #[test]
    fn labels_that_name_an_answer() {
        check(
            is_answer,
            &[
                "Receive response from candidate",
                "Antwort vom Kunden erhalten",
                "Response from the carrier",
                "Antwort von Spediteur 2",
                "Réponse du client",
                "Rückmeldung des Amts",
            ],
            &[
                "Receive response",
                "Receive order from customer",
                "",
                "Answer",
                "Answer the question",
                "Antwort schreiben",
                "Reply to customer",
            ],
        );
    }

    #[test]
    fn labels_that_obtain() {
        check(
            obtains,
            &["Collect offers", "3 Angebote einholen", "Obtenir un devis", "Ottenere il parere"],
            &["", "Get", "Einholen", "Offer", "Angebot prüfen"],
        );
    }

    #[test]
    fn labels_that_obtain_what_others_give() {
        check(
            obtains_from_others,
            &["Collect offers", "3 Angebote einholen", "Speditionsangebote einholen", "Obtenir un devis"],
            &["Offers", "Collect goods", "Angebote prüfen", "Get address", "Gutachten anfordern"],
        );
    }

    #[test]
    fn labels_of_own_work() {
        check(
            works,
            &["Check contents", "Inhalte prüfen", "Execute the second listener"],
            &[
                "",
                "Order received",
                "Request from the customer",
                "Angebote eingetroffen",
                "Antwort erhalten",
                "Get response",
                "Wait for the case",
                "Payment",
            ],
        );
    }
}
