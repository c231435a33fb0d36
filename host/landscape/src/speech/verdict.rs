//! What the label of a branch says of the outcome: whether it is good or bad for whoever waits for it.

use super::{Speech, words};
use crate::name::listed;

/// What a decision asks that is good for whoever waits for its outcome.
const GOOD: &str = "approve approved approval accept accepted acceptance ok okay success successful valid validated complete \
    completed confirmed granted eligible available feasible possible sufficient enough correct passed solved resolved clarified \
    verified authorised authorized met satisfied positive qualified justified grant hire suitable creditworthy covered insured found \
    stock \
    genehmigt genehmigung freigegeben freigabe erfolgreich angenommen bewilligt gueltig vollstaendig moeglich verfuegbar \
    vorhanden ausreichend ordnung korrekt bestanden geloest geklaert berechtigt erfuellt zulaessig machbar positiv geeignet \
    akzeptiert zugestimmt kreditwuerdig gedeckt versichert gefunden lieferbar genehmigungsfaehig vorraetig \
    approuve approuvee accepte acceptee valide complet complete possible disponible suffisant suffisante correct correcte reussi \
    aprobado aprobada aceptado aceptada valido valida completo completa posible disponible suficiente correcto correcta exitoso \
    exitosa aprueba \
    approvato approvata accettato accettata possibile disponibile sufficiente corretto corretta \
    aprovado aprovada aceito aceita aceite possivel disponivel correto correta suficientes \
    goedgekeurd geaccepteerd geldig volledig mogelijk beschikbaar voldoende akkoord";
/// What makes of such a word a question of how the work goes on: whether there is more of it, or whether it is needed at all.
const OPEN: &str = "required needed necessary need needs another more further other again remaining left \
    erforderlich notwendig noetig benoetigt weitere weiterer weiteres andere nochmals requis requise necessaire autre autres \
    encore requerido requerida necesario necesaria otro otra necessario necessaria outro outra richiesto richiesta altro altra \
    nodig vereist andere meer";
const YES: &str = "yes ja oui si sim true y wahr";
const NO: &str = "no nein non nao nee false n nope falsch";
/// What is told when it is known how a case ends.
const RESULT: &str = "result results outcome decision acceptance approval confirmation answer response reply \
    ergebnis ergebnisse entscheidung zusage absage bestaetigung antwort rueckmeldung resultat reponse decision confirmation \
    resultado respuesta decision confirmacion risultato risposta decisione conferma resposta decisao confirmacao";
/// Verbs of talking with somebody that tell him no outcome.
const ASKING: &str = "ask asks consult interview visit meet call calls invite invoice bill serve remind fragen befragen nachfragen \
    anfragen rueckfragen besuchen einladen mahnen erinnern";
/// What is done by whoever asks for something.
const REQUESTING: &str = "request requests ask asks apply applies submit submits propose need needs order orders claim claims \
    beantragen anfordern einreichen stellen bestellen ausfuellen anfragen beantragt benoetigt demander soumettre commander \
    solicitar pedir richiedere requerer aanvragen indienen";

impl Speech {
    /// Tells whether an outcome is bad for whoever waits for it, by what is asked and the label of the branch; none where
    /// they do not say.
    pub(crate) fn is_bad(&self, question: &str, answer: &str) -> Option<bool> {
        let (asked, said) = (words(question), words(answer));
        let is = |list: &'static str| said.first().is_some_and(|word| listed(list, word)) && said.len() <= 2;
        let good = |words: &[String]| words.iter().any(|word| listed(GOOD, word));
        if self.negative(answer) {
            return Some(true);
        }
        if asked.iter().any(|word| listed(OPEN, word)) {
            return None;
        }
        match (is(YES), is(NO)) {
            (true, _) if self.negative(question) => Some(true),
            (_, true) if self.negative(question) => Some(false),
            (true, _) if good(&asked) => Some(false),
            (_, true) if good(&asked) => Some(true),
            (false, false) if good(&said) => Some(said.iter().any(|word| listed(super::NOT, word))),
            _ => None,
        }
    }

    /// Tells whether a label speaks of an outcome that somebody is told, and not of work that is passed on.
    pub(crate) fn announces(&self, label: &str) -> bool {
        let words = words(label);
        let asks = words.iter().any(|word| listed(ASKING, word));
        let result = || words.iter().any(|word| listed(RESULT, word)) && self.does(&self.transfer, &words);
        !asks && (self.does(&self.contact, &words) || Self::informs(&words) || result())
    }

    /// Tells whether a label says that whoever does the step asks for something, and not that a request has come in.
    pub(crate) fn requests(label: &str) -> bool {
        let words = words(label);
        let verb = [words.first(), words.last()].into_iter().flatten().any(|word| listed(REQUESTING, word));
        let work =
            |last: &String| crate::label::participle(last) || last.ends_with("ing") || last == "management";
        words.len() > 1 && verb && !words.last().is_some_and(work)
    }

    /// Tells whether a label names somebody by a word of his name.
    pub(crate) fn names(label: &str, name: &str) -> bool {
        /// The shortest word that is a name.
        const WORD: usize = 4;
        let words = crate::phrase::stems(label);
        crate::phrase::stems(name).iter().any(|word| word.len() >= WORD && words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, tests::settings};

    #[test]
    fn outcomes_by_question_and_answer() {
        let speech = Lexicon::new(&settings()).speech;
        for (question, answer, expected) in [
            ("Approved?", "no", Some(true)),
            ("Klärung erfolgreich?", "Nein", Some(true)),
            ("Rejected?", "yes", Some(true)),
            ("Aprobada?", "sí", Some(false)),
            ("Solde suffisant ?", "non", Some(true)),
            ("", "not approved", Some(true)),
            ("", "accepted", Some(false)),
            ("More than 500?", "no", None),
            ("Approval required?", "no", None),
            ("Weitere Angebote verfügbar?", "nein", None),
            ("Which way?", "by post", None),
        ] {
            assert_eq!(speech.is_bad(question, answer), expected, "{question} {answer}");
        }
    }
}
