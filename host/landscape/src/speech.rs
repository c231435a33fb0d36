//! What a label says of the customer: whether he is told, served, or begins something there.

use std::cell::LazyCell;

use crate::{
    contract::Vocabulary,
    label,
    name::{listed, words},
    phrase::{Verbs, Words, singulars, stems},
};

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

    /// Tells whether the label of a start lets a customer begin there: it names him as the one who acts, or what comes
    /// from him.
    pub(crate) fn begins(&self, label: &str) -> bool {
        let words = words(label);
        let mut roles = self.roles(&words);
        let named = roles.any(|((start, end), role)| match role {
            Role::Person => start == 0 || start == 1 && listed(ARTICLES, &words[0]),
            Role::Source => end == words.len() || words.len() > 2,
            Role::Attribute => start == 0 && self.request.within(&stems(label)),
        });
        named || self.request.within(&stems(label))
    }

    /// Tells whether the label of an ending hands the case on to what comes next.
    pub(crate) fn onward(&self, label: &str) -> bool {
        let stems = stems(label);
        let taken_down = words(label).iter().any(|word| listed(TAKEN_DOWN, word));
        self.onward.within(&stems) || taken_down && self.request.within(&stems)
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
