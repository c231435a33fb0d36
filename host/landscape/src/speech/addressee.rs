//! Whom the label of a step tells something, by a word for people: *Mail refusal to employee*, *Nutzer Standort mailen*.

use super::{LONGEST_WORD, Speech, WordRole, addresses, finite, words};
use crate::{
    name::listed,
    phrase::singulars,
    word_lists::{ARTICLES, ASKERS, ASKING, FROM, OF, PEOPLE, REPORTING, TO, WITH},
};

impl Speech {
    /// Lists whom a label tells, sends or gives something, or with whom it talks: each by the last word of what he is called, in
    /// the singular, with whether he is told something there, and not only asked or talked with.
    pub(crate) fn addressees(&self, label: &str) -> Vec<(String, bool)> {
        /// So many words before somebody say whether he is talked with.
        const NEAR: usize = 3;
        let words = words(label);
        let people = self.people(&words);
        if people.is_empty() {
            return Vec::new();
        }
        let tells = Self::mails(&words)
            || Self::informs(&words)
            || self.does(&self.contact, &words)
            || self.does(&self.transfer, &words);
        let asks = words.iter().any(|word| listed(ASKING, word));
        let told = people.into_iter().filter_map(|((start, end), person)| {
            // The English article stands before vowels only.
            let german = |word: &String| word == "an" && !words[start].starts_with(['a', 'e', 'i', 'o', 'u']);
            let mut before = words[..start].iter().rev();
            let before = before.find(|word| !listed(ARTICLES, word) || german(word));
            let leads = |word: &String| {
                listed(TO, word) || listed(WITH, word) || tells && self.contact.within(&[word])
            };
            let other = |word: &String| listed(OF, word) || listed(FROM, word);
            let meant = !self.acts_as(label, &person)
                && !before.is_some_and(other)
                && (before.is_some_and(leads)
                    || tells && self.role(&words, (start, end)) == WordRole::Person);
            let with = words[start.saturating_sub(NEAR)..start].iter().any(|word| listed(WITH, word));
            meant.then_some((person, !asks && !with))
        });
        told.collect()
    }

    /// Tells whether a label says to whom something goes, and has no word for people outside of the work there: *Send copy to
    /// prefecture*.
    pub(crate) fn addresses_others(&self, label: &str) -> bool {
        let words = words(label);
        addresses(&words) && self.people(&words).is_empty()
    }

    /// Lists who is named by the label of a start, each by the last word of what he is called.
    pub(crate) fn named_people(&self, label: &str) -> Vec<String> {
        self.people(&words(label)).into_iter().map(|(_, person)| person).collect()
    }

    /// Tells whether a word for somebody says that he asked for something: *requester*.
    pub(crate) fn has_asked(person: &str) -> bool {
        listed(ASKERS, person)
    }

    /// Tells whether a label speaks of telling something, or of a talk, and does not say with whom.
    pub(crate) fn talks(&self, label: &str) -> bool {
        let words = words(label);
        !addresses(&words) && (self.does(&self.contact, &words) || self.does(&self.attend, &words))
    }

    /// Tells whether a label says that whoever does the step reports something to others: *Report fault*, *Schaden melden*.
    pub(crate) fn reports(label: &str) -> bool {
        let words = words(label);
        words.len() > 1
            && [words.first(), words.last()].into_iter().flatten().any(|word| listed(REPORTING, word))
    }

    /// Tells whether somebody is known by a word for customers.
    pub(crate) fn is_customer(&self, person: &str) -> bool {
        self.customer.is(&[person])
    }

    /// Tells whether a label begins with somebody and what he does: *Supplier accepts*.
    pub(crate) fn acts_as(&self, label: &str, person: &str) -> bool {
        let words = words(label);
        let head = usize::from(words.first().is_some_and(|word| listed(ARTICLES, word)));
        let (Some(first), Some(verb)) = (words.get(head), words.get(head + 1)) else { return false };
        let done = [&self.contact, &self.service, &self.attend].iter().any(|verbs| verbs.within(&[verb]));
        let written: Vec<&str> =
            label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let small = written.get(head + 1).is_some_and(|word| word.starts_with(char::is_lowercase));
        Self::names(first, person) && finite::is_act(verb, &words[head + 2..], small, done)
    }

    /// Lists where words for people stand in a label, with the last word of each; of a compound, its end.
    fn people(&self, words: &[String]) -> Vec<((usize, usize), String)> {
        /// The shortest word for people that ends a compound, and the shortest beginning of one.
        const END: usize = 6;
        const BEGINNING: usize = 3;
        let stems = singulars(words);
        let known = |word: &str| self.people.is(&[word]) || listed(PEOPLE, word);
        let mut people: Vec<((usize, usize), String)> = self
            .people
            .places(&stems)
            .map(|(start, end)| ((start, end), stems[end - 1].clone().into_owned()))
            .collect();
        for (at, stem) in stems.iter().enumerate().filter(|(_, stem)| stem.len() <= LONGEST_WORD) {
            if people.iter().any(|((start, end), _)| (*start..*end).contains(&at)) {
                continue;
            }
            let ends = (BEGINNING..stem.len().saturating_sub(END - 1)).filter_map(|cut| stem.get(cut..));
            let word = Some(stem.as_ref()).into_iter().chain(ends).find(|word| known(word));
            // In German some words for people end in *n* or *en* but for the nominative: *Bietern*, *Lieferanten*.
            let one = |word: &str| {
                let cut =
                    ["n", "en"].into_iter().find_map(|end| word.strip_suffix(end).filter(|one| known(one)));
                cut.unwrap_or(word).to_owned()
            };
            people.extend(word.map(|word| ((at, at + 1), one(word))));
        }
        people
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, tests::settings};

    #[test]
    fn whom_labels_tell() {
        let mut settings = settings();
        settings
            .vocabulary
            .requester
            .extend(["requester", "employee", "nutzer", "lieferant"].map(str::to_owned));
        settings
            .vocabulary
            .contact
            .extend(["tell", "explain", "informieren", "mitteilen"].map(str::to_owned));
        let speech = Lexicon::new(&settings).speech;
        for (label, expected) in [
            ("Explain rejection to requester", &["requester"][..]),
            ("Tell requester change was backed out", &["requester"]),
            ("Schedule change and tell requester the date", &["requester"]),
            ("Mail refusal to employee", &["employee"]),
            ("Send rejections to other interviewees", &["interviewee"]),
            ("Nutzer informieren", &["nutzer"]),
            ("Ausgeschlossenen Bietern Gründe mitteilen", &["bieter"]),
            ("Auszahlungsinfo an MA", &["ma"]),
            ("Nummer an Lieferanten mailen", &["lieferant"]),
            ("Create an employee", &[]),
            ("Check employee data", &[]),
            ("Send file of the employee", &[]),
            ("Form from employee", &[]),
            ("Employee informs manager", &[]),
        ] {
            let told: Vec<String> = speech.addressees(label).into_iter().map(|(person, _)| person).collect();
            assert_eq!(told, expected, "{label}");
        }
    }
}
