//! What a label says of the customer: whether he is told, served, or begins something there.

use std::cell::LazyCell;

use crate::word_lists::{
    ABOUT, ACTIONS, APART, ARRIVED, ARTICLES, BE, CLERICAL, DRAFTING, FILING, FROM, FROM_OUTSIDE, GIVING,
    HANDED_IN, HANDED_IN_ENDINGS, INCOMING, MAIL, MAILING, NOT, NOTICE_ENDINGS, NOTICES, OF, OFFERING,
    OFFERS, PAPERWORK, PARTICLES, RECEIVE, RECORDS, RECURRING, REFUSAL_ENDINGS, REFUSING, RETURNING,
    SETTLING, TELLING, TO, TOLD, WITH, WRITING,
};
use crate::{
    contract::Vocabulary,
    label,
    name::{listed, singular, split_words, words},
    phrase::{PhraseSet, VerbSet, singulars, stems},
};

mod addressee;
mod closing;
mod finite;
mod objection;
mod verdict;

/// The longest word that is searched for others within it.
const LONGEST_WORD: usize = 40;

/// The vocabulary, ready to be asked about labels.
#[derive(Debug)]
pub(crate) struct Speech {
    customer: PhraseSet,
    /// Words for people outside of the work: customers, whoever else asks for something, partners.
    people: PhraseSet,
    /// Customers whose word, without its accent, is a verb of another language: *invité* and *invite*.
    accented: Vec<String>,
    contact: VerbSet,
    transfer: VerbSet,
    inward: VerbSet,
    service: VerbSet,
    serviced: PhraseSet,
    attend: VerbSet,
    attended: PhraseSet,
    negative: PhraseSet,
    negated: VerbSet,
    request: PhraseSet,
    onward: PhraseSet,
    choice: PhraseSet,
    withdrawal: PhraseSet,
    referral: PhraseSet,
    shelving: PhraseSet,
}

/// Where the words stand that a label uses for the customer, and what they are to the rest of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WordRole {
    /// Something is said, given or done to him, or he does something himself.
    Person,
    /// Something comes from him.
    Source,
    /// He only tells things apart: *customer data*, *file of the customer*.
    Attribute,
}

/// What parts a label.
const CLAUSES: [char; 5] = ['(', ')', ',', ';', ':'];

/// Tells whether *to* names somebody, and does not begin an action.
fn addresses(words: &[String]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let Some(next) = words.get(at + 1).filter(|_| listed(TO, word)) else { return false };
        // The Spanish *a* and the German *an* at the head of a label are none.
        let last = words.last().is_some_and(|last| listed(GIVING, last));
        let head = word == "an" && at == 0 && !last
            || word == "a" && at <= 1 && !["la", "los", "las"].contains(&next.as_str())
            // *In a personal talk*.
            || word == "a" && at > 0 && label::ends_object(&words[at - 1]);
        let action = listed(ACTIONS, next) || label::is_verb(next) && at + 2 < words.len();
        !action && !head && !label::ends_object(next)
    })
}

/// Tells whether a label speaks of mail that lies there, and does not send it.
fn handles_mail(words: &[String]) -> bool {
    let [first, .., last] = words else { return false };
    let files = || listed(MAIL, first) && listed(FILING, last);
    listed(PAPERWORK, first) && listed(MAIL, last) || files()
}

/// Tells whether a label speaks of a notice that goes out.
fn notice(words: &[String]) -> bool {
    let is = |word: &String| {
        listed(NOTICES, word)
            || NOTICE_ENDINGS.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending))
    };
    // The verb *schreiben* stands last, behind what is written.
    let noun = words
        .iter()
        .enumerate()
        .any(|(at, word)| is(word) && !(word.ends_with("schreiben") && at > 0 && at + 1 == words.len()));
    noun && !words.iter().any(|word| listed(FILING, word) || label::participle(word))
}

/// Tells whether a word names a refusal, or refuses.
fn refusal(word: &str) -> bool {
    listed(REFUSING, word) || REFUSAL_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Tells whether a German compound names what is handed in: *Bauantrag*.
fn handed_in(word: &str) -> bool {
    HANDED_IN_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// The customer's words, divided.
pub(crate) struct CustomerWords<'v> {
    /// Those that differ only by their accent from a verb of another language, which count only with it.
    pub(crate) accented: Vec<&'v String>,
    /// All others.
    pub(crate) plain: Vec<&'v String>,
}

impl<'v> CustomerWords<'v> {
    pub(crate) fn new(vocabulary: &'v Vocabulary) -> Self {
        let verbs = [&vocabulary.contact, &vocabulary.transfer, &vocabulary.service, &vocabulary.attend];
        let verbs = VerbSet::new(verbs.into_iter().flatten());
        let is_accented = |word: &&String| !word.is_ascii() && verbs.within(&split_words(word));
        let (accented, plain) = vocabulary.customer.iter().partition(is_accented);
        Self { accented, plain }
    }
}

impl Speech {
    pub(crate) fn new(vocabulary: &Vocabulary, customers: &CustomerWords<'_>) -> Self {
        Self {
            customer: PhraseSet::new(customers.plain.iter().copied()),
            people: PhraseSet::new(
                customers.plain.iter().copied().chain(&vocabulary.requester).chain(&vocabulary.partner),
            ),
            accented: customers.accented.iter().copied().cloned().collect(),
            contact: VerbSet::new(&vocabulary.contact),
            transfer: VerbSet::new(&vocabulary.transfer),
            inward: VerbSet::new(&vocabulary.inward),
            service: VerbSet::new(&vocabulary.service),
            serviced: PhraseSet::new(&vocabulary.service),
            attend: VerbSet::new(&vocabulary.attend),
            attended: PhraseSet::new(&vocabulary.attend),
            negative: PhraseSet::new(&vocabulary.negative),
            negated: VerbSet::new(&vocabulary.negative),
            request: PhraseSet::new(&vocabulary.request),
            onward: PhraseSet::new(&vocabulary.onward),
            choice: PhraseSet::new(&vocabulary.choice),
            withdrawal: PhraseSet::new(&vocabulary.withdrawal),
            referral: PhraseSet::new(&vocabulary.referral),
            shelving: PhraseSet::new(&vocabulary.shelving),
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
        self.transfer.within(&[word]) || self.contact.within(&[word])
    }

    /// Tells whether a label speaks of telling, sending or giving the customer something.
    pub(crate) fn tells_customer(&self, label: &str) -> bool {
        let tells = |text: &str| {
            let words = words(text);
            // Few labels have such a verb, and it is found at once.
            (self.does(&self.contact, &words) || self.does(&self.transfer, &words) || Self::mails(&words))
                && self.roles(&words).any(|(_, role)| role == WordRole::Person)
        };
        // What one part of a label denies, another may say: *Refused, no papers (mail to student)*.
        tells(label) || label.contains(CLAUSES) && label.split(CLAUSES).any(tells)
    }

    /// Tells whether a label speaks of something that is done with the customer in person, or may well be: a service,
    /// an appointment, or anything done to him that is no paperwork.
    pub(crate) fn serves(&self, label: &str) -> bool {
        let words = words(label);
        if words.is_empty() {
            return false;
        }
        let stems = stems(label);
        let serviced = self.serviced(&words, &stems) || self.returns(&words, &stems);
        if !self.customer.within(&stems) {
            return serviced;
        }
        let roles: Vec<((usize, usize), WordRole)> = self.roles(&words).collect();
        let person = roles.iter().find(|(_, role)| *role == WordRole::Person);
        if serviced {
            return person.is_some() || self.done_to_customer(label, &words);
        }
        if person.is_some() && (self.attended.within(&stems) || self.does(&self.attend, &words)) {
            return true;
        }
        let with = |((start, _), role): &((usize, usize), WordRole)| {
            *role == WordRole::Person && *start > 0 && listed(WITH, &words[start - 1])
        };
        if roles.iter().any(with) || self.done_to_customer(label, &words) {
            return true;
        }
        // What is done to the customer himself, with a verb that no list knows, may be a talk with him.
        person.is_some_and(|((start, _), _)| {
            let denied = words.iter().any(|word| listed(NOT, word));
            *start > 0 && !label::clerical(&words[0]) && !self.negative(label) && !denied
        })
    }

    /// Tells whether a label speaks of giving somebody back what he handed in: *Return form*, *Antrag zurückgeben*.
    fn returns(&self, words: &[String], stems: &[String]) -> bool {
        let back = |pair: &[String]| listed(GIVING, &pair[0]) && pair[1] == "back";
        let returned = words.iter().any(|word| listed(RETURNING, word)) || words.windows(2).any(back);
        let denied = words.iter().any(|word| listed(NOT, word));
        let handed = || words.iter().any(|word| handed_in(word) || listed(HANDED_IN, word));
        returned && !denied && !handles_mail(words) && (self.request.within(stems) || handed())
    }

    /// Tells whether a German label begins with the customer and ends with what is done to him: *Gast ausrufen*.
    fn done_to_customer(&self, label: &str, words: &[String]) -> bool {
        let small = label.split_whitespace().last().is_some_and(|last| last.starts_with(char::is_lowercase));
        let verb = words.last().is_some_and(|last| {
            ["en", "ern", "eln"].iter().any(|ending| last.ends_with(ending)) && !listed(CLERICAL, last)
        });
        let head = usize::from(words.first().is_some_and(|word| listed(ARTICLES, word)));
        let stems = singulars(words);
        let object = self.customer.places(&stems).any(|(start, end)| {
            start == head
                && (end + 1 == words.len() || words.get(end).is_some_and(|next| label::closes(next)))
        });
        let denied = words.iter().any(|word| listed(NOT, word));
        small && verb && object && !denied
    }

    /// Tells whether a label speaks of a service that is done with the customer there, who then sees by himself what
    /// becomes of his case.
    pub(crate) fn in_person(&self, label: &str) -> bool {
        let words = words(label);
        let stems = stems(label);
        let serviced = self.serviced(&words, &stems);
        let attended = || self.attended.within(&stems) || self.does(&self.attend, &words);
        serviced || self.customer.within(&stems) && self.serves(label) && attended()
    }

    /// Tells whether a label speaks of a service, and not of what was written down at one: *Interview-Notizen bewerten*.
    fn serviced(&self, words: &[String], stems: &[String]) -> bool {
        let recorded = |end: usize| words.get(end).is_some_and(|next| listed(RECORDS, next));
        self.serviced.places(stems).any(|(_, end)| !recorded(end))
            || self.does(&self.service, words) && self.service.places(words).any(|(_, end)| !recorded(end))
    }

    /// Tells whether a label speaks of a notice that is being written: who sends it may not be drawn.
    pub(crate) fn drafts(label: &str) -> bool {
        let words = words(label);
        notice(&words) && words.iter().any(|word| listed(DRAFTING, word))
    }

    /// Tells whether a label speaks of telling something, and says only what: *Gründe erklären*, *Rejection letter*.
    fn informs(words: &[String]) -> bool {
        let told = || words.windows(2).any(|pair| listed(TOLD, &pair[0]) && pair[1].starts_with("geb"));
        let separate = || {
            ["hand", "hands"].contains(&words[0].as_str())
                && words[1..].iter().any(|word| ["over", "out", "back"].contains(&word.as_str()))
        };
        let denied = || words.iter().any(|word| listed(NOT, word));
        let has = |list| words.iter().any(|word| listed(list, word));
        let notice = || notice(words) && !has(DRAFTING);
        let refuses = || has(WRITING) && words.iter().any(|word| refusal(word));
        let offer = || has(OFFERING) && has(OFFERS);
        let tells = |word: &String| listed(TELLING, word);
        let Some(last) = words.last() else { return false };
        // *Doctor explains why not today*.
        let told_by = words.iter().take(3).position(tells);
        if told_by.is_some_and(|at| !words[..at].iter().any(|word| listed(NOT, word))) {
            return true;
        }
        let says = tells(last) || told() || separate() || notice() || refuses() || offer();
        says && !denied()
    }

    /// Tells whether a label names what goes to somebody by mail or telephone: *Mail to applicant: refused*.
    fn mails(words: &[String]) -> bool {
        let is = |word: &String| listed(MAILING, word);
        let addressed = words.iter().any(|word| listed(TO, word));
        let done = words.iter().any(|word| listed(FILING, word) || label::participle(word) && !addressed);
        words.len() > 1 && words.iter().take(2).any(is) && !done
    }

    /// Tells whether a label speaks of sending something off without saying to whom: it may well be the customer.
    pub(crate) fn sends(&self, label: &str) -> bool {
        let words = words(label);
        let stems = stems(label);
        // What is asked for is no verb: *Anfrage erledigt*.
        let requests: Vec<(usize, usize)> = self.request.places(&stems).collect();
        let noun = |at: usize| requests.iter().any(|(start, end)| (*start..*end).contains(&at));
        let about = words.iter().any(|word| listed(ABOUT, word)) || !requests.is_empty();
        let tells =
            || words.len() == 1 || about && self.contact.places(&words).any(|(start, _)| !noun(start));
        !addresses(&words)
            && !handles_mail(&words)
            && (Self::informs(&words)
                || self.does(&self.transfer, &words) && !self.inward.within(&words)
                || self.does(&self.contact, &words) && tells())
    }

    /// Tells whether a label speaks of handing something over, to whomever.
    pub(crate) fn hands_over(&self, label: &str) -> bool {
        self.transfer.within(&words(label))
    }

    /// Tells whether a label speaks of an ending that the customer would want to hear of.
    pub(crate) fn negative(&self, label: &str) -> bool {
        let words = words(label);
        self.negative.within(&stems(label)) || self.negated.within(&words)
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

    /// Tells whether the label of a decision, or of a way out of one, says what the customer does: *Buyer orders*.
    pub(crate) fn acts_by_himself(&self, label: &str) -> bool {
        if label.trim().is_empty() {
            return false;
        }
        // A single word behind him is his verb: *Buyer orders*.
        let whole = format!("{label} it");
        self.acts(&whole, &words(&whole))
    }

    /// Tells whether a label names what a customer asks for in one word: *Kundenantrag*.
    fn requested(&self, stems: &[String]) -> bool {
        let request = |word: &str, at: usize| {
            let (customer, request) = (word.get(..at), word.get(at..));
            let is =
                |list: &PhraseSet, part: Option<&str>| part.is_some_and(|part| list.is(&[singular(part)]));
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
            WordRole::Person => {
                let head = start == 0 || start == 1 && listed(ARTICLES, &words[0]);
                let done = || words.last().is_some_and(|last| label::participle(last));
                let passive = |next: &str| listed(BE, next) && done();
                head && words.get(end).is_none_or(|next| label::closes(next) && !passive(next))
            }
            WordRole::Source => end == words.len() || words.len() > 2,
            WordRole::Attribute => start == 0 && self.request.within(&stems(label)),
        });
        let stems = stems(label);
        named || self.request.within(&stems) || self.acts(label, &words) || self.requested(&stems)
    }

    /// Tells whether a label begins with the customer and says something of him that nobody did to him, whatever verb that is:
    /// *Student lodges appeal*.
    pub(crate) fn leads(&self, label: &str) -> bool {
        let words = words(label);
        let head = usize::from(words.first().is_some_and(|word| listed(ARTICLES, word)));
        let undone = |word: &String| label::participle(word) || listed(NOT, word) || listed(BE, word);
        let stems = singulars(&words);
        self.customer.places(&stems).any(|(start, end)| start == head && end + 1 < words.len())
            && !words.iter().any(undone)
    }

    /// Tells whether the label of a start speaks of what somebody asks for or hands in.
    pub(crate) fn asks(&self, label: &str) -> bool {
        let words = words(label);
        // Only a name says who there is, not what he wants.
        let named = words.len() == 1 && self.names_customer(label);
        !named && self.begins(label)
            || Self::comes_in(label)
            || words.iter().any(|word| listed(INCOMING, word) || handed_in(word))
    }

    /// Tells whether the label of a start speaks of something that came in from outside.
    pub(crate) fn comes_in(label: &str) -> bool {
        let words = words(label);
        words.iter().any(|word| listed(FROM_OUTSIDE, word))
            || Self::objects(label)
            || Self::is_handed_in(label)
    }

    /// Tells whether the label of a start speaks of what people hand in, and says that it is there.
    pub(crate) fn is_handed_in(label: &str) -> bool {
        let words = words(label);
        // Beside it, with an article or an auxiliary between at most.
        let arrived = |at: usize| {
            words[at.saturating_sub(2)..words.len().min(at + 4)].iter().any(|word| listed(ARRIVED, word))
        };
        let handed =
            |(at, word): (usize, &String)| (listed(HANDED_IN, word) || handed_in(word)) && arrived(at);
        words.iter().enumerate().any(handed)
    }

    /// Tells whether the label of a start says that it begins by the clock: *Every 15 minutes*, *Täglich*.
    pub(crate) fn recurs(label: &str) -> bool {
        words(label).first().is_some_and(|first| listed(RECURRING, first))
    }

    /// Tells whether a label speaks of telling or sending somebody something, whoever that is, and not of passing work on.
    pub(crate) fn tells(&self, label: &str) -> bool {
        let words = words(label);
        if Self::mails(&words) && words.iter().any(|word| listed(TO, word)) {
            return true;
        }
        // *Invoice rejected* sends no invoice.
        let done = words.last().is_some_and(|last| label::participle(last)) || self.negative(label);
        if done && words.len() > 1 && listed(MAIL, &words[0]) {
            return false;
        }
        // The verb stands first, or last where no other stands first.
        let last = !words.first().is_some_and(|first| label::is_verb(first));
        let leads = |verbs: &VerbSet| {
            verbs.places(&words).any(|(start, end)| start == 0 || last && end == words.len())
        };
        let does = |verbs: &VerbSet| leads(verbs) && self.does(verbs, &words);
        does(&self.contact) || does(&self.transfer) && !self.inward.within(&words)
    }

    /// Tells whether a label or a message speaks of what settles a case.
    pub(crate) fn settles(label: &str) -> bool {
        words(label).iter().any(|word| listed(SETTLING, word))
    }

    /// Tells whether a label speaks of a refusal.
    pub(crate) fn refuses(label: &str) -> bool {
        words(label).iter().any(|word| refusal(word))
    }

    /// Tells whether the name of a pool is that of somebody who does not speak with our customers: an authority, a bank,
    /// a supplier, a system.
    pub(crate) fn stands_apart(name: &str) -> bool {
        let is = |word: &String| listed(APART, word) || word.ends_with("behoerde");
        words(name).iter().any(is)
    }

    /// Tells whether a label says that something is received, whatever kind of event bears it.
    pub(crate) fn receives(label: &str) -> bool {
        words(label).first().is_some_and(|word| listed(RECEIVE, word))
    }

    /// Tells whether a label speaks of a decision that the customer himself makes.
    pub(crate) fn chooses(&self, label: &str) -> bool {
        self.choice.within(&stems(label))
    }

    /// Tells whether any word of a label is in the vocabulary: else its language may not be known.
    pub(crate) fn knows(&self, label: &str) -> bool {
        let words = words(label);
        words.iter().any(|word| label::is_verb(word) || self.is_verb(word))
            || self.names_customer(label)
            || self.request.within(&stems(label))
            || self.negative(label)
    }

    /// Tells whether one of the verbs is in the label, and is not denied just before.
    fn does(&self, verbs: &VerbSet, words: &[String]) -> bool {
        let customers = LazyCell::new(|| self.customer.places(&singulars(words)).collect::<Vec<_>>());
        verbs.places(words).any(|(start, _)| {
            let denied = words[start.saturating_sub(2)..start].iter().any(|word| listed(NOT, word));
            let noun = customers.iter().any(|(from, to)| (*from..*to).contains(&start));
            !denied && !noun
        })
    }

    /// Lists where customers stand in a label, and what they are to it.
    fn roles<'s>(
        &'s self,
        words: &'s [String],
    ) -> impl Iterator<Item = ((usize, usize), WordRole)> + use<'s> {
        let places: Vec<(usize, usize)> = self.customer.places(&singulars(words)).collect();
        places.into_iter().map(|place| (place, self.role(words, place)))
    }

    /// Returns what somebody named at a place of a label is to the rest of it.
    fn role(&self, words: &[String], (start, end): (usize, usize)) -> WordRole {
        let last = words.len().saturating_sub(1);
        let before = words[..start].iter().rev().find(|word| !listed(ARTICLES, word));
        let before = before.map(String::as_str).unwrap_or_default();
        let verb = |at: usize| {
            let word = &words[at];
            label::is_verb(word) || self.is_verb(word) || label::participle(word)
        };
        // In German labels the verb stands last, behind what is handed over.
        let verb_last = end <= last && (self.is_verb(&words[last]) || verb(end));
        let particle = end == last && start > 0 && listed(PARTICLES, &words[end]);
        let closed = end > last || label::closes(&words[end]) || verb_last || particle;
        if listed(FROM, before) {
            WordRole::Source
        } else if listed(OF, before) || !closed {
            WordRole::Attribute
        } else {
            WordRole::Person
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, tests::settings};

    fn speech() -> super::Speech {
        let mut settings = settings();
        settings.vocabulary.customer.extend(["guest", "gast", "bürger", "kunde"].map(str::to_owned));
        settings.vocabulary.request.push("anfrage".to_owned());
        settings.vocabulary.contact.push("anfragen".to_owned());
        settings.vocabulary.transfer.push("mail".to_owned());
        Lexicon::new(&settings).speech
    }

    #[test]
    fn what_is_done_with_a_customer_in_person() {
        let speech = speech();
        for label in
            ["Gast ausrufen", "Bürger an andere Stelle verweisen", "Turn guest away", "Clarify with guest"]
        {
            assert!(speech.serves(label), "{label}");
        }
        for label in [
            "Kunde anlegen",
            "Kunde prüfen",
            "Check guest",
            "Rate appointment notes",
            "Übergabe-Protokoll ablegen",
        ] {
            assert!(!speech.serves(label), "{label}");
        }
    }

    #[test]
    fn notices_and_what_is_told() {
        let speech = speech();
        for label in ["Ablehnungsbescheid erteilen", "Rejection letter", "Explain reasons", "Auskunft geben"]
        {
            assert!(speech.sends(label), "{label}");
        }
        for label in [
            "Bescheid prüfen",
            "Archive letter",
            "Letter received",
            "Antrag ablegen",
            "Anfrage erledigt",
            "Mail in Ordner verschieben",
        ] {
            assert!(!speech.sends(label), "{label}");
        }
        assert!(super::Speech::drafts("Write letter") && !super::Speech::drafts("Write report"));
    }

    #[test]
    fn whoever_stands_at_the_head_of_a_start_began_it() {
        let speech = speech();
        for label in ["Guest lodges appeal", "The guest wants a refund", "Kunde wünscht Storno"] {
            assert!(speech.leads(label), "{label}");
        }
        for label in [
            "Guest",
            "Guest selected for audit",
            "Guest records updated",
            "Kunde nicht bezahlt",
            "Check guest",
        ] {
            assert!(!speech.leads(label), "{label}");
        }
    }

    #[test]
    fn who_comes_and_what_goes_on() {
        let speech = speech();
        assert!(
            speech.appears("Kommt der Gast?")
                && speech.appears("No show")
                && !speech.appears("Unterlagen da?")
        );
        assert!(speech.onward("Exchange process started") && !speech.onward("Order closed"));
    }
}
