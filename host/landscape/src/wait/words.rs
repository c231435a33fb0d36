//! What labels say of waiting and of receiving.

use crate::{
    label,
    name::{key, words},
};

/// Words that, in front of a label, say that somebody waits: *Await payment*.
const AWAIT: &str = "await awaits awaiting attendre attend attente esperar espera esperando aguardar aguarda aguarde \
    aguardando attendere attende attesa aspettare";

/// Words that do so with a word behind them that says for what: *Wait for payment*, *Warten auf Zahlung*.
const WAIT: [(&str, &[&str]); 6] = [
    ("wait waits waiting", &["for", "on", "until", "till"]),
    ("warten wartet warte", &["auf", "bis"]),
    ("wachten wacht", &["op"]),
    ("en", &["attente", "espera"]),
    ("in", &["attesa"]),
    ("em", &["espera"]),
];

/// Words that, in front of a label, say that somebody receives.
const RECEIVE: &str = "receive receives receiving receipt recieve recieves recive empfang empfange empfaengt erhalt erhalte \
    erhaelt eingang entgegennahme recevoir recoit reception recibir recibe recepcion receber recebe recebimento recepcao \
    ricevere riceve ricezione ontvangen ontvangt";

/// Words that say so at the end of a label.
const RECEIVED: &str = "erhalten empfangen entgegennehmen bekommen ontvangen";

/// Words that, in front of the label of a receiving task, say that something is taken from somebody.
const TAKE: &str = "get gets getting obtain obtains collect collects collecting accept accepts take gather fetch retrieve \
    hear listen response reply answer incoming obtenir obtener obter ottenere";

/// Words for a stretch of time: who waits for one waits for nobody.
const TIMES: &str = "second seconds minute minutes min mins hour hours day days week weeks month months year years time date deadline due \
    morning evening night monday tuesday wednesday thursday friday termin faelligkeit frist datum stichtag \
    sekunden stunde stunden minuten tag tage tagen woche wochen monat monate monaten jahr jahre zeit seconde secondes \
    heure heures jour jours semaine semaines mois segundo segundos minuto minutos hora horas dia dias semana semanas mes \
    meses secondi minuti ora ore giorno giorni settimana settimane mese mesi dag dagen";

fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Tells whether a label says that somebody is waited for, not a time.
pub(super) fn waits(label: &str) -> bool {
    let words = words(label);
    let [first, rest @ ..] = words.as_slice() else { return false };
    let second = rest.first().map_or("", String::as_str);
    let last = rest.last().map_or("", String::as_str);
    let named = listed(AWAIT, first) && !rest.is_empty()
        || WAIT.iter().any(|(wait, for_)| listed(wait, first) && for_.contains(&second) && rest.len() > 1);
    // “Maschine warten” is maintenance.
    let german = last == "abwarten" || last == "warten" && words.iter().any(|word| word == "auf");
    let is_time =
        |word: &String| word.starts_with(|first: char| first.is_ascii_digit()) || listed(TIMES, word);
    (named || german) && !words.iter().any(is_time)
}

/// Tells whether a label says that something is received.
pub(super) fn receives(label: &str) -> bool {
    let words = words(label);
    let [first, rest @ ..] = words.as_slice() else { return false };
    !rest.is_empty() && (listed(RECEIVE, first) || rest.last().is_some_and(|last| listed(RECEIVED, last)))
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
    use super::{receives, waits, works};

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
