//! What a label says of the customer: whether he is told, served, or begins something there.

use std::cell::LazyCell;

use crate::{
    contract::Vocabulary,
    label,
    name::{listed, words},
    phrase::{self, Verbs, Words, singulars, stems},
};

mod finite;

/// The longest word that is searched for others within it.
const LONGEST_WORD: usize = 40;

/// The vocabulary, ready to be asked about labels.
#[derive(Debug)]
pub(crate) struct Speech {
    customer: Words,
    /// Customers whose word, without its accent, is a verb of another language: *invité* and *invite*.
    accented: Vec<String>,
    contact: Verbs,
    transfer: Verbs,
    inward: Verbs,
    service: Verbs,
    serviced: Words,
    attend: Verbs,
    attended: Words,
    negative: Words,
    negated: Verbs,
    request: Words,
    onward: Words,
    choice: Words,
}

/// Where the words stand that a label uses for the customer, and what they are to the rest of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Something is said, given or done to him, or he does something himself.
    Person,
    /// Something comes from him.
    Source,
    /// He only tells things apart: *customer data*, *file of the customer*.
    Attribute,
}

const OF: &str = "of del du des de der";
const FROM: &str = "from von vom by por par durch";
const ARTICLES: &str = "the a an this that its their our your all any new der die das den dem ein eine einen einem \
    einer le la les l un une el los las una";
const BE: &str = "is are was were been be ist sind wurde wurden wird est sont es esta";
const NOT: &str = "not no never cannot cant dont doesnt without unable nicht kein keine keinen nie ohne ne pas sans \
    non jamais sin nunca";
const ABOUT: &str = "about of ueber sur sobre de";
/// What is done with a request before the work on it begins.
const TAKEN_DOWN: &str = "registered recorded logged erfasst registriert aufgenommen";
/// Words for a suspicion that is kept from whom it concerns.
const SUSPICION: &str = "fraud fraudulent betrug betrugsverdacht betrugsverdachts geldwaesche fraude";
/// What a decision asks that goes by whether the customer can be reached at all.
const REACH: &str = "reachable unreachable erreichbar kontaktdaten kontaktinformationen joignable";
/// What follows *contact* in such a question.
const CONTACT_DATA: &str = "info infos information informations data detail details";
/// What comes in from outside and is decided on, beside what a customer asks for; and how it comes.
const INCOMING: &str = "invoice invoices bill requested demanded mail email rechnung rechnungen eingangsrechnung \
    rechnungseingang posteingang angefragt angefordert beantragt facture demande demandee factura solicitado \
    solicitada solicitud fattura richiesta fatura objection appeal widerspruch einspruch einsprache";
const MAIL: &str = "mail mails email emails post letter letters offer quote invoice bill \
    report message call contact answer reply visit";
/// What is done with such a thing before it is sent, or after it has come.
const PAPERWORK: &str = "check checks categorize categorise categorizes generate generates generating create creates \
    creating read reads open opens review reviews sort sorts classify receive receives recieve";
const RECEIVE: &str = "receive receives received recieve recieves recieved get gets erhalten erhaelt empfangen empfaengt \
    recevoir recoit recibir recibe receber ricevere";
/// What a customer sends against a decision of ours, and waits to hear of.
const OBJECTION: &str = "objection objections appeal appeals complaint complaints contestation dispute protest \
    widerspruch wiederspruch widersprueche einspruch einsprueche einwand einwaende beschwerde beschwerden \
    reklamation reclamation recours opposition queja reclamacion recurso apelacion reclamo ricorso reclamacao";
/// What settles a case: whoever sends it owes it, and waits for nothing.
const SETTLING: &str = "payment payments paid pay pays money cash fee deposit prepayment receipt signed signature sign \
    feedback rating survey evaluation review confirmation confirmed confirm accepted acceptance withdrawal withdraw \
    zahlung zahlungen zahlungseingang geldeingang geld bezahlt bezahlung anzahlung gebuehr unterschrift unterschrieben \
    unterzeichnet unterschriebener rueckmeldung bewertung bestaetigung bestaetigt zusage annahme paiement paye \
    signature signe pago pagado firma firmado pagamento pagato";
const TO: &str = "to an zu zum zur a au aux al";
/// Words after *to* that begin no addressee, beside the verbs of labels.
const ACTIONS: &str = "continue proceed go leave enter be have do use see buy begin stop wait run move start";

/// Tells whether *to* names somebody, and does not begin an action.
fn addresses(words: &[String]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let Some(next) = words.get(at + 1).filter(|_| listed(TO, word)) else { return false };
        // The Spanish *a* and the German *an* at the head of a label are none.
        let head = word == "an" && at == 0
            || word == "a" && at <= 1 && !["la", "los", "las"].contains(&next.as_str());
        let action = listed(ACTIONS, next) || label::is_verb(next) && at + 2 < words.len();
        !action && !head
    })
}

/// Tells whether a label speaks of mail that lies there, and does not send it.
fn handles_mail(words: &[String]) -> bool {
    let [first, rest @ ..] = words else { return false };
    listed(PAPERWORK, first) && rest.last().is_some_and(|last| listed(MAIL, last))
}

/// Divides the customer's words: those that differ only by their accent from a verb of another language, which count only
/// with it, and all others.
pub(crate) fn accented(vocabulary: &Vocabulary) -> (Vec<&String>, Vec<&String>) {
    let verbs = [&vocabulary.contact, &vocabulary.transfer, &vocabulary.service, &vocabulary.attend];
    let verbs = Verbs::new(verbs.into_iter().flatten());
    vocabulary.customer.iter().partition(|word| !word.is_ascii() && verbs.within(&words(word)))
}

impl Speech {
    /// Compiles the vocabulary.
    pub(crate) fn new(vocabulary: &Vocabulary) -> Self {
        let (accented, plain) = accented(vocabulary);
        Self {
            customer: Words::new(plain),
            accented: accented.into_iter().cloned().collect(),
            contact: Verbs::new(&vocabulary.contact),
            transfer: Verbs::new(&vocabulary.transfer),
            inward: Verbs::new(&vocabulary.inward),
            service: Verbs::new(&vocabulary.service),
            serviced: Words::new(&vocabulary.service),
            attend: Verbs::new(&vocabulary.attend),
            attended: Words::new(&vocabulary.attend),
            negative: Words::new(&vocabulary.negative),
            negated: Verbs::new(&vocabulary.negative),
            request: Words::new(&vocabulary.request),
            onward: Words::new(&vocabulary.onward),
            choice: Words::new(&vocabulary.choice),
        }
    }

    /// Tells whether a label names a customer.
    pub(crate) fn names_customer(&self, label: &str) -> bool {
        let accented = |word: &str| self.accented.iter().any(|entry| entry == word);
        self.customer.within(&stems(label))
            || !self.accented.is_empty()
                && label.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(accented)
    }

    /// Tells whether a word is a verb of telling or handing over.
    pub(crate) fn is_verb(&self, word: &str) -> bool {
        let word = [word.to_owned()];
        self.transfer.within(&word) || self.contact.within(&word)
    }

    /// Tells whether a label speaks of telling, sending or giving the customer something.
    pub(crate) fn tells_customer(&self, label: &str) -> bool {
        let words = words(label);
        // Few labels have such a verb, and it is found at once.
        (self.does(&self.contact, &words) || self.does(&self.transfer, &words))
            && self.roles(&words).any(|(_, role)| role == Role::Person)
    }

    /// Tells whether a label speaks of something that is done with the customer in person, or may well be: a service,
    /// an appointment, or anything done to him that is no paperwork.
    pub(crate) fn serves(&self, label: &str) -> bool {
        let words = words(label);
        if words.is_empty() {
            return false;
        }
        let stems = singulars(&words);
        let serviced = self.serviced.within(&stems) || self.does(&self.service, &words);
        if !self.customer.within(&stems) {
            return serviced;
        }
        let roles: Vec<((usize, usize), Role)> = self.roles(&words).collect();
        let person = roles.iter().find(|(_, role)| *role == Role::Person);
        if serviced {
            return person.is_some();
        }
        if person.is_some() && (self.attended.within(&stems) || self.does(&self.attend, &words)) {
            return true;
        }
        // What is done to the customer himself, with a verb that no list knows, may be a talk with him.
        person.is_some_and(|((start, _), _)| {
            let denied = words.iter().any(|word| listed(NOT, word));
            *start > 0 && !label::clerical(&words[0]) && !self.negative(label) && !denied
        })
    }

    /// Tells whether a label speaks of sending something off without saying to whom: it may well be the customer.
    pub(crate) fn sends(&self, label: &str) -> bool {
        let words = words(label);
        let about = || words.iter().any(|word| listed(ABOUT, word)) || self.request.within(&stems(label));
        !addresses(&words)
            && !handles_mail(&words)
            && (self.does(&self.transfer, &words) && !self.inward.within(&words)
                || self.does(&self.contact, &words) && (words.len() == 1 || about()))
    }

    /// Tells whether a label speaks of handing something over, to whomever.
    pub(crate) fn hands_over(&self, label: &str) -> bool {
        self.transfer.within(&words(label))
    }

    /// Tells whether a label speaks of an ending that the customer would want to hear of.
    pub(crate) fn negative(&self, label: &str) -> bool {
        let words = words(label);
        self.negative.within(&singulars(&words)) || self.negated.within(&words)
    }

    /// Tells whether a label begins with the customer and with what he does there: *Customer books*, *Kunde ruft an*.
    fn acts(&self, label: &str, words: &[String]) -> bool {
        let stems = stems(label);
        let article = words.first().is_some_and(|word| listed(ARTICLES, word));
        let head = usize::from(article);
        let written: Vec<&str> =
            label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        // Only where the label is split alike the word is found again as it was written.
        let written = |at: usize| written.get(at).copied().filter(|_| written.len() == words.len());
        let accented = || {
            written(head).is_some_and(|word| self.accented.contains(&word.to_lowercase())).then_some(head + 1)
        };
        let known =
            self.customer.places(&stems).filter(|(start, _)| *start == head).map(|(_, end)| end).max();
        let Some(end) = known.or_else(accented) else { return false };
        let Some(verb) = words.get(end) else { return false };
        let rest = &words[end + 1..];
        let done =
            [&self.contact, &self.service, &self.attend].iter().any(|verbs| verbs.within(&words[end..=end]));
        let small = written(end).is_some_and(|word| word.starts_with(char::is_lowercase));
        finite::is_act(verb, rest, small, done)
    }

    /// Tells whether a label names what a customer asks for in one word: *Kundenantrag*.
    fn requested(&self, stems: &[String]) -> bool {
        let request = |word: &str, at: usize| {
            let (customer, request) = (word.get(..at), word.get(at..));
            let is =
                |list: &Words, part: Option<&str>| part.is_some_and(|part| list.is(&phrase::stems(part)));
            is(&self.request, request) && is(&self.customer, customer)
        };
        stems
            .iter()
            .filter(|word| word.len() <= LONGEST_WORD)
            .any(|word| (1..word.len()).any(|at| request(word, at)))
    }

    /// Tells whether the label of a start lets a customer begin there: it names him as the one who acts, or what comes
    /// from him.
    pub(crate) fn begins(&self, label: &str) -> bool {
        let words = words(label);
        let mut roles = self.roles(&words);
        let named = roles.any(|((start, end), role)| match role {
            // With a verb behind him it counts who does it.
            Role::Person => {
                let head = start == 0 || start == 1 && listed(ARTICLES, &words[0]);
                let done = || words.last().is_some_and(|last| label::participle(last));
                let passive = |next: &str| listed(BE, next) && done();
                head && words.get(end).is_none_or(|next| label::closes(next) && !passive(next))
            }
            Role::Source => end == words.len() || words.len() > 2,
            Role::Attribute => start == 0 && self.request.within(&stems(label)),
        });
        let stems = stems(label);
        named || self.request.within(&stems) || self.acts(label, &words) || self.requested(&stems)
    }

    /// Tells whether the label of a start speaks of what somebody asks for or hands in.
    pub(crate) fn asks(&self, label: &str) -> bool {
        let words = words(label);
        // Only a name says who there is, not what he wants.
        let named = words.len() == 1 && self.names_customer(label);
        !named && self.begins(label) || words.iter().any(|word| listed(INCOMING, word))
    }

    /// Tells whether a label speaks of telling or sending somebody something, whoever that is, and not of passing work on.
    pub(crate) fn tells(&self, label: &str) -> bool {
        let words = words(label);
        // *Invoice rejected* sends no invoice.
        let done = words.last().is_some_and(|last| label::participle(last)) || self.negative(label);
        if done && words.len() > 1 && listed(MAIL, &words[0]) {
            return false;
        }
        // The verb stands first, or last where no other stands first.
        let last = !words.first().is_some_and(|first| label::is_verb(first));
        let leads =
            |verbs: &Verbs| verbs.places(&words).any(|(start, end)| start == 0 || last && end == words.len());
        let does = |verbs: &Verbs| leads(verbs) && self.does(verbs, &words);
        does(&self.contact) || does(&self.transfer) && !self.inward.within(&words)
    }

    /// Tells whether a label or a message speaks of an objection.
    pub(crate) fn objects(label: &str) -> bool {
        words(label).iter().any(|word| listed(OBJECTION, word))
    }

    /// Tells whether a label or a message speaks of what settles a case.
    pub(crate) fn settles(label: &str) -> bool {
        words(label).iter().any(|word| listed(SETTLING, word))
    }

    /// Tells whether the label of an ending hands the case on to what comes next.
    pub(crate) fn onward(&self, label: &str) -> bool {
        self.onward.within(&stems(label))
    }

    /// Tells whether the label of an ending says only that a request was taken down: the work on it may be drawn elsewhere.
    pub(crate) fn takes_down(&self, label: &str) -> bool {
        words(label).iter().any(|word| listed(TAKEN_DOWN, word)) && self.request.within(&stems(label))
    }

    /// Tells whether a label says that something is received, whatever kind of event bears it.
    pub(crate) fn receives(label: &str) -> bool {
        words(label).first().is_some_and(|word| listed(RECEIVE, word))
    }

    /// Tells whether a label speaks of a decision that the customer himself makes.
    pub(crate) fn chooses(&self, label: &str) -> bool {
        self.choice.within(&stems(label))
    }

    /// Tells whether a label speaks of a suspicion that is kept from whom it concerns.
    pub(crate) fn suspects(label: &str) -> bool {
        words(label).iter().any(|word| listed(SUSPICION, word))
    }

    /// Tells whether a decision goes by whether the customer can be reached at all.
    pub(crate) fn reaches(label: &str) -> bool {
        let words = words(label);
        let data = |pair: &[String]| pair[0] == "contact" && listed(CONTACT_DATA, &pair[1]);
        words.iter().any(|word| listed(REACH, word)) || words.windows(2).any(data)
    }

    /// Tells whether any word of a label is in the vocabulary: else its language may not be known.
    pub(crate) fn knows(&self, label: &str) -> bool {
        let words = words(label);
        words.iter().any(|word| label::is_verb(word) || self.is_verb(word)) || self.names_customer(label)
    }

    /// Tells whether one of the verbs is in the label, and is not denied just before.
    fn does(&self, verbs: &Verbs, words: &[String]) -> bool {
        let customers = LazyCell::new(|| self.customer.places(&singulars(words)).collect::<Vec<_>>());
        verbs.places(words).any(|(start, _)| {
            let denied = words[start.saturating_sub(2)..start].iter().any(|word| listed(NOT, word));
            let noun = customers.iter().any(|(from, to)| (*from..*to).contains(&start));
            !denied && !noun
        })
    }

    /// Lists where customers stand in a label, and what they are to it.
    fn roles<'s>(&'s self, words: &'s [String]) -> impl Iterator<Item = ((usize, usize), Role)> + use<'s> {
        let places: Vec<(usize, usize)> = self.customer.places(&singulars(words)).collect();
        let last = words.len().saturating_sub(1);
        places.into_iter().map(move |(start, end)| {
            let before = words[..start].iter().rev().find(|word| !listed(ARTICLES, word));
            let before = before.map(String::as_str).unwrap_or_default();
            let verb = |at: usize| {
                let word = &words[at];
                label::is_verb(word) || self.is_verb(word) || label::participle(word)
            };
            // In German labels the verb stands last, behind what is handed over.
            let verb_last = end <= last && (self.is_verb(&words[last]) || verb(end));
            let closed = end > last || label::closes(&words[end]) || verb_last;
            let role = if listed(FROM, before) {
                Role::Source
            } else if listed(OF, before) || !closed {
                Role::Attribute
            } else {
                Role::Person
            };
            ((start, end), role)
        })
    }
}
