//! What the label of a branch says of the outcome: whether it is good or bad for whoever waits for it.

use super::{Speech, words};
use crate::name::listed;

/// What a decision asks that is good for whoever waits for its outcome.
const GOOD: &str = "acceptable annehmbar vertretbar tragbar zumutbar aceptable accettabile \
    favorable favourable favorables favorevole favoravel guenstig befuerwortet positif positive positivo gunstig \
    approve approved approval accept accepted acceptance ok okay success successful valid validated complete \
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
/// What had better not be: *no* to it is good, or nothing to speak of.
const EXCEPTION: &str = "damage damages damaged defect defects defective deviation deviations difference \
    differences problem problems issue issues error errors mistake complaint complaints objection objections \
    remark remarks question questions change changes changed risk risks conflict conflicts duplicate anomaly \
    anomalies abnormal suspicious overdue late open outstanding urgent emergency critical finding findings \
    schaden schaeden beschaedigt mangel maengel abweichung abweichungen differenz differenzen fehler reklamation \
    beschwerde einwand einwaende rueckfrage rueckfragen frage fragen aenderung aenderungen geaendert risiko \
    konflikt dublette auffaellig verdacht offen dringend notfall kritisch befund dommage defaut ecart probleme \
    erreur reclamation question modification risque urgent dano defecto desviacion diferencia problema error \
    queja pregunta cambio riesgo urgente danno difetto scostamento errore reclamo domanda modifica rischio avaria \
    erro duvida schade gebrek afwijking probleem fout klacht vraag wijziging spoed";
/// What is said of money that has come.
const MONEY: &str = "paid payment payments money settled bezahlt zahlung zahlungseingang geldeingang geld beglichen paye payee \
    paiement pagado pagada pago pagato pagata pagamento pago betaald betaling";
const YES: &str = "yes ja oui si sim true y wahr";
const NO: &str = "no nein non nao nee false n nope falsch";
/// What is told when it is known how a case ends.
const RESULT: &str = "reason reasons begruendung motivo motivos motif motifs motivazione result results outcome decision acceptance approval confirmation answer response reply \
    ergebnis ergebnisse entscheidung zusage absage bestaetigung antwort rueckmeldung resultat reponse decision confirmation \
    resultado respuesta decision confirmacion risultato risposta decisione conferma resposta decisao confirmacao";
/// Verbs of talking with somebody that tell him no outcome.
const ASKING: &str = "ask asks consult interview visit meet call calls invite invoice bill serve remind fragen befragen nachfragen \
    anfragen rueckfragen besuchen einladen mahnen erinnern complain complains reklamieren beanstanden ruegen reclamer reclamar \
    reclamare";
/// What is done by whoever asks for something.
const REQUESTING: &str = "request requests ask asks apply applies submit submits propose need needs order orders claim claims \
    beantragen anfordern einreichen stellen bestellen ausfuellen anfragen beantragt benoetigt demander soumettre commander \
    solicitar pedir richiedere requerer aanvragen indienen";

/// What may be any document, or its return.
const PAPERS: &str = "document documents paper papers file files data information answer reply response return returned approval \
    unterlagen unterlage dokument dokumente papiere akte daten antwort rueckmeldung ruecklauf freigabe genehmigung \
    documents dossier reponse retour documentos expediente respuesta documenti risposta resposta documenten antwoord";
/// What somebody fills in who asks for something, and what he does with it.
const FORMS: &str = "form forms formular formulare formulaire formulario modulo formulier";
const FILLING: &str = "write writes raise raises prepare draft verfassen aufsetzen escribir scrivere escrever \
    fill fills filling complete completes enter enters create creates submit submits send sends file files \
    ausfuellen eingeben erfassen anlegen einreichen stellen senden schreiben remplir saisir deposer envoyer rellenar \
    presentar enviar ingresar compilare inserire inviare preencher inserir invullen indienen invoeren";

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

    /// Tells whether a way says no to what is asked, where that asks for nothing that had better not be: a damage, a change.
    pub(crate) fn says_no(&self, question: &str, answer: &str) -> bool {
        let (asked, said) = (words(question), words(answer));
        let no = said.first().is_some_and(|word| listed(NO, word)) && said.len() <= 2;
        let open = |word: &String| listed(OPEN, word) || listed(EXCEPTION, word);
        no && !asked.iter().any(open) && !self.negative(question)
    }

    /// Tells whether a way says yes to whether money has come.
    pub(crate) fn settled(question: &str, answer: &str) -> bool {
        let yes = words(answer).first().is_some_and(|word| listed(YES, word) || listed(MONEY, word));
        yes && words(question).iter().chain(words(answer).iter()).any(|word| listed(MONEY, word))
    }

    /// Tells whether a label speaks of how a case turned out.
    pub(crate) fn speaks_of_result(label: &str) -> bool {
        words(label).iter().any(|word| listed(RESULT, word))
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

    /// Tells whether a label says that whoever does the step asks for something, or fills in what asks for it.
    pub(crate) fn asks_for(&self, label: &str) -> bool {
        let words = words(label);
        let form =
            |word: &String| listed(FORMS, word) || word.ends_with("antrag") || word.ends_with("formular");
        let fills = words.iter().any(|word| listed(FILLING, word));
        Self::requests(label)
            || fills && (words.iter().any(form) || self.request.within(&crate::phrase::stems(label)))
    }

    /// Tells whether a label speaks of papers, whatever they are.
    pub(crate) fn names_papers(label: &str) -> bool {
        words(label).iter().any(|word| listed(PAPERS, word))
    }

    /// Tells whether a label says that somebody is told, sent or paid something who is named by a word of his name.
    pub(crate) fn tells_named(&self, label: &str, name: &str) -> bool {
        if !Self::names(label, name) {
            return false;
        }
        let words = words(label);
        let denied = words.iter().any(|word| listed(super::NOT, word));
        let with = words.iter().any(|word| listed(super::WITH, word));
        !denied
            && (with
                || Self::mails(&words)
                || Self::informs(&words)
                || self.does(&self.contact, &words)
                || self.does(&self.transfer, &words))
    }

    /// Tells whether a label names somebody by a word of his name, or by the end of a compound: *Praxis* and *Arztpraxis*.
    pub(crate) fn names(label: &str, name: &str) -> bool {
        /// The shortest word that is a name, and that is the end of one.
        const WORD: usize = 4;
        const END: usize = 6;
        let words = crate::phrase::stems(label);
        let is =
            |word: &String, name: &String| word == name || word.len() >= END && name.ends_with(word.as_str());
        crate::phrase::stems(name)
            .iter()
            .any(|name| name.len() >= WORD && words.iter().any(|word| is(word, name)))
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
