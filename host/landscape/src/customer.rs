//! Who is the customer: the one place where a pool, a lane or a role is taken for him, with the reason.

use handoff_model::{Id, MessageEnd, Model, ParticipantId, ProcessId, StepKind};

use crate::word_lists::{CHANNEL_ENDINGS, PASSAGE_ENDINGS, THING_ENDINGS, THINGS};
use crate::{
    contract::{Side, Vocabulary},
    name::{is_gender_ending, key, listed},
    phrase::{PhraseSet, stems},
    speech::CustomerWords,
    unit::CustomerReason,
};

/// The words that make a customer, a partner, or a department of ours.
#[derive(Debug)]
pub(crate) struct SideVocabulary {
    customer: PhraseSet,
    /// Customers whose word is one only with its accent.
    accented: Vec<String>,
    partner: PhraseSet,
    department: PhraseSet,
    requester: PhraseSet,
    system: PhraseSet,
}

/// Words after a customer word that still mean the customer himself: `Customer of the bank`, `Kunde (privat)`.
pub(crate) const OF: [&str; 12] =
    ["of", "at", "for", "de", "du", "des", "del", "der", "fuer", "von", "or", "oder"];

impl SideVocabulary {
    pub(crate) fn new(vocabulary: &Vocabulary, customers: &CustomerWords<'_>) -> Self {
        Self {
            customer: PhraseSet::new(customers.plain.iter().copied()),
            accented: customers.accented.iter().copied().cloned().collect(),
            partner: PhraseSet::new(&vocabulary.partner),
            department: PhraseSet::new(&vocabulary.department),
            requester: PhraseSet::new(&vocabulary.requester),
            system: PhraseSet::new(&vocabulary.system),
        }
    }

    /// Guesses the side of a pool by the words of its name. The last noun counts (`Private customer`,
    /// `Customer (B2C)`), so that `Customer Service` is our own; the word of a customer or partner in front makes him likely
    /// (`Carrier Smith`), unless another one makes a department of ours (`Client onboarding`).
    pub(crate) fn pool(&self, name: &str) -> Option<(Side, CustomerReason)> {
        let outside = name.split('(').next().unwrap_or(name).trim();
        if outside.is_empty() {
            return None;
        }
        let mut names = outside.split('/');
        let first = names.next().unwrap_or(outside);
        let others = names.filter(|name| !is_gender_ending(name));
        let parts: Vec<Vec<String>> = std::iter::once(first).chain(others).map(heads).collect();
        if self.accented.contains(&outside.to_lowercase()) {
            return Some((Side::Customer, CustomerReason::Name));
        }
        // A name that begins with a verb is that of a process: *Get a new client*.
        let work = crate::label::is_verb(&parts[0].first().cloned().unwrap_or_default());
        let all = |list: &PhraseSet| parts.iter().all(|stems| list.ends(stems) && !work);
        if all(&self.customer) {
            return Some((Side::Customer, CustomerReason::Name));
        }
        if all(&self.partner) {
            return Some((Side::Partner, CustomerReason::Name));
        }
        if work || self.ours(name) {
            return None;
        }
        let begin = |list: &PhraseSet| parts.iter().all(|stems| list.begins(stems));
        let sides = [(&self.customer, Side::Customer), (&self.partner, Side::Partner)];
        let (_, side) = sides.into_iter().find(|(list, _)| begin(list))?;
        Some((side, CustomerReason::Beginning))
    }

    /// Guesses the side of a lane inside one of our pools: only a customer or partner word as its whole name counts.
    pub(crate) fn lane(&self, name: &str) -> Option<Side> {
        let stems = stems(name);
        if self.customer.is(&stems) {
            Some(Side::Customer)
        } else {
            self.partner.is(&stems).then_some(Side::Partner)
        }
    }

    /// Tells whether a name is that of a system, not of people: `Process Engine - Invoices`, `Backend (new)`.
    pub(crate) fn is_system(&self, name: &str) -> bool {
        let main = name.split([':', '(']).next().unwrap_or(name);
        let main = main.split(" - ").next().unwrap_or(main);
        self.system.ends(&heads(main))
    }

    /// Tells whether a word of a name makes a department or a system.
    fn ours(&self, name: &str) -> bool {
        self.department.within(&stems(name))
    }

    /// Tells whether a name is that of somebody who may be the customer of a case that he starts.
    fn requests(&self, name: &str) -> bool {
        self.requester.ends(&heads(name)) && !self.ours(name)
    }

    /// Tells whether a name is that of a customer with what he goes through: `Patient visit`, `Kundenreise`, `Arztbesuch des
    /// Patienten`.
    fn passage(&self, name: &str) -> bool {
        let stems = stems(name);
        let rest = |stem: &String| {
            PASSAGE_ENDINGS.iter().find_map(|noun| stem.strip_suffix(noun)).map(str::to_owned)
        };
        let (nouns, others): (Vec<String>, Vec<String>) =
            stems.iter().cloned().partition(|stem| rest(stem).is_some());
        let compound =
            nouns.iter().filter_map(rest).any(|word| self.customer.is(&crate::phrase::stems(&word)));
        (compound || !nouns.is_empty() && self.customer.within(&others)) && !self.department.within(&others)
    }

    /// Tells whether a name is that of what a customer holds in his hand: *Customer app*, *Gästeportal*.
    fn channel(&self, name: &str) -> bool {
        let stems = heads(name);
        let [before @ .., last] = stems.as_slice() else { return false };
        CHANNEL_ENDINGS.contains(&last.as_str()) && self.customer.is(before)
            || CHANNEL_ENDINGS
                .iter()
                .filter_map(|channel| last.strip_suffix(channel))
                .any(|word| before.is_empty() && self.customer.is(&crate::phrase::stems(word)))
    }

    /// Finds the name of the pool that is the customer of the case in its file, where no name says so: it began the case, it is
    /// answered, and it speaks with nobody else. A black box must bear no name of a department; a pool whose inside is
    /// drawn must bear a word for somebody who asks for something, or for what a customer goes through.
    pub(crate) fn starter(&self, model: &Model, names: &[Option<&str>]) -> Option<String> {
        let mut found: Option<String> = None;
        for (id, pool) in model.participants.iter() {
            let Some(name) = names.get(id.index()).copied().flatten() else { continue };
            let steps = pool.process.is_some_and(|process| model.steps.rows().any(|s| s.process == process));
            let Some(begun) = begins_and_is_told(model, id) else { continue };
            let asked = model.participants.rows().find(|pool| pool.process == Some(begun));
            let system = asked.is_some_and(|pool| self.system.ends(&heads(&pool.name)));
            let somebody = || !self.ours(name) && !self.system.within(&stems(name)) && !names_thing(name);
            let asks = self.requests(name)
                || self.passage(name)
                || !steps && (!system && somebody() || self.channel(name));
            if asks {
                let name = key(name);
                if found.as_ref().is_some_and(|other| *other != name) {
                    return None;
                }
                found = Some(name);
            }
        }
        found
    }
}

/// Tells whether a name is that of something that is handed over or done, and of nobody: *Order*, *Payment service*. Such a pool may
/// begin a process and be answered, and is no customer.
pub fn names_thing(name: &str) -> bool {
    heads(name).last().is_some_and(|last| {
        listed(THINGS, last) || THING_ENDINGS.iter().any(|end| last.len() > end.len() && last.ends_with(end))
    })
}

/// Splits a name into singular words up to its head noun.
fn heads(part: &str) -> Vec<String> {
    let mut stems = stems(part).to_vec();
    while stems.len() > 1 && stems.last().is_some_and(|stem| stem.len() == 1 || stem.parse::<u32>().is_ok()) {
        stems.pop();
    }
    let head = stems.iter().position(|stem| OF.contains(&stem.as_str())).unwrap_or(stems.len());
    stems.truncate(head);
    stems
}

/// Returns the process that a pool begins and that answers it, where the pool is neither started by a message itself nor
/// speaks with a third.
fn begins_and_is_told(model: &Model, pool: ParticipantId) -> Option<ProcessId> {
    let inside = model.participants.get(pool).and_then(|row| row.process);
    let process = |end: MessageEnd| -> Option<ProcessId> {
        match end {
            MessageEnd::Step(step) => model.steps.get(step).map(|row| row.process),
            MessageEnd::Pool(other) => model.participants.get(other).and_then(|row| row.process),
        }
    };
    let own = |end: MessageEnd| match end {
        MessageEnd::Pool(other) => other == pool,
        MessageEnd::Step(_) => inside.is_some() && process(end) == inside,
    };
    let start = |end: MessageEnd| match end {
        MessageEnd::Step(step) => model
            .steps
            .get(step)
            .is_some_and(|row| row.kind == StepKind::Start && row.scope.is_none() || row.instantiates),
        MessageEnd::Pool(_) => false,
    };
    let (mut begun, mut answered): (Option<ProcessId>, bool) = (None, false);
    let mut others = Vec::new();
    for flow in model.message_flows.rows() {
        let (sends, receives) = (own(flow.source), own(flow.target));
        if receives && start(flow.target) {
            return None;
        }
        if sends && start(flow.target) {
            begun = begun.or(process(flow.target));
        }
        match (sends, receives) {
            (true, false) => others.push(process(flow.target)),
            (false, true) => {
                answered = true;
                others.push(process(flow.source));
            }
            _ => {}
        }
    }
    begun.filter(|_| answered && others.iter().all(|other| *other == begun))
}

#[cfg(test)]
mod tests {
    use crate::{
        contract::Side,
        lexicon::{Lexicon, tests::settings},
    };

    fn pool(name: &str, expected: Option<Side>) {
        let found = Lexicon::new(&settings()).marks.pool(name);
        assert_eq!(found.map(|(side, _)| side), expected, "{name}");
    }

    #[test]
    fn the_head_noun_of_a_pool_tells_its_side() {
        for name in [
            "Customer",
            "Private customer",
            "Customer (B2C)",
            "KUNDEN",
            "Customer 2",
            "Policy Holder",
            "Customer/Client",
            "Kunde/n",
            "Customer/-in",
        ] {
            pool(name, Some(Side::Customer));
        }
        pool("Customer of the bank", Some(Side::Customer));
        pool("Supplier A", Some(Side::Partner));
        pool("Supplier Miller", Some(Side::Partner));
        pool("Supplier onboarding", None);
        for name in ["Customer Service", "Customer Care", "Kundenservice", "Sales", "", "Customer/Sales"] {
            pool(name, None);
        }
    }

    #[test]
    fn a_customers_word_in_front_makes_him_likely_unless_it_makes_a_department() {
        pool("Client food tasting", Some(Side::Customer));
        for name in ["Client onboarding", "Customer records", "Customer Agent"] {
            pool(name, None);
        }
    }

    #[test]
    fn a_word_is_no_verb_of_another_language() {
        let mut settings = settings();
        settings.vocabulary.customer.push("invité".to_owned());
        settings.vocabulary.contact.push("invite".to_owned());
        let lexicon = Lexicon::new(&settings);
        assert_eq!(lexicon.marks.pool("Invite three carriers"), None);
        assert_eq!(lexicon.marks.pool("Invité"), Some((Side::Customer, crate::unit::CustomerReason::Name)));
        assert!(!lexicon.speech.tells_customer("Invite three carriers"));
        assert!(lexicon.speech.names_customer("Informer l'invité"));
    }

    #[test]
    fn only_a_whole_lane_name_makes_a_customer() {
        let lexicon = Lexicon::new(&settings());
        assert_eq!(lexicon.marks.lane("Kunde"), Some(Side::Customer));
        assert_eq!(lexicon.marks.lane("Private customer"), None);
    }
}
