//! Settings, compiled once a run: names to departments, words to meanings, terms to items.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    contract::{Pattern, Settings, Side, Vocabulary},
    label,
    name::{Glob, key, singular, words},
};

/// One vocabulary list as sequences of singular words, by their first words.
#[derive(Debug, Default)]
struct Words(FxHashMap<String, Vec<Vec<String>>>);

impl Words {
    fn new(entries: &[String]) -> Self {
        let mut words = Self::default();
        for entry in entries.iter().map(|entry| stems(entry)) {
            if let Some(first) = entry.first().cloned() {
                words.0.entry(first).or_default().push(entry);
            }
        }
        words
    }

    /// Lists where in a sequence entries occur: their first places, and the first ones behind them.
    fn places(&self, stems: &[String]) -> impl Iterator<Item = (usize, usize)> {
        stems.iter().enumerate().flat_map(move |(at, first)| {
            let entries = self.0.get(first).into_iter().flatten();
            entries
                .filter(move |entry| stems[at..].starts_with(entry))
                .map(move |entry| (at, at + entry.len()))
        })
    }

    /// Tells whether the sequence is one entry as a whole.
    fn is(&self, stems: &[String]) -> bool {
        self.places(stems).any(|place| place == (0, stems.len()))
    }

    /// Tells whether the sequence ends with an entry.
    fn ends(&self, stems: &[String]) -> bool {
        self.places(stems).any(|(_, end)| end == stems.len())
    }

    /// Tells whether an entry occurs anywhere in the sequence.
    fn within(&self, stems: &[String]) -> bool {
        self.places(stems).next().is_some()
    }
}

/// Verbs, matched in any regular form; by the bytes that every form of the first word begins with.
#[derive(Debug, Default)]
struct Verbs(FxHashMap<[u8; label::STEM], Vec<Vec<String>>>);

impl Verbs {
    fn new(entries: &[String]) -> Self {
        let mut verbs = Self::default();
        for entry in entries.iter().map(|entry| words(entry)) {
            if let Some(start) = entry.first().and_then(|first| first.as_bytes().first_chunk()) {
                verbs.0.entry(*start).or_default().push(entry);
            }
        }
        verbs
    }

    fn within(&self, words: &[String]) -> bool {
        let at = |at: usize| {
            let known = words[at].as_bytes().first_chunk().and_then(|start| self.0.get(start));
            let fits = |verb: &Vec<String>| {
                let words = &words[at..];
                words.len() >= verb.len()
                    && words.iter().zip(verb).all(|(word, verb)| label::inflects(word, verb))
            };
            known.is_some_and(|verbs| verbs.iter().any(fits))
        };
        (0..words.len()).any(at)
    }
}

fn stems(text: &str) -> Vec<String> {
    words(text).iter().map(|word| singular(word)).collect()
}

/// One entry of the departments with its patterns compiled.
#[derive(Debug)]
struct Alias {
    name: String,
    key: String,
    globs: Vec<Glob>,
    side: Option<Side>,
}

/// Everything that settings say about names, ready to be asked.
#[derive(Debug)]
pub(crate) struct Lexicon {
    departments: Vec<Alias>,
    customers: Vec<Glob>,
    partners: Vec<Glob>,
    customer: Words,
    partner: Words,
    contact: Verbs,
    transfer: Verbs,
    negative: Words,
    negated: Verbs,
    placeholder: Words,
    change: Verbs,
    standing: Words,
    terms: FxHashMap<String, String>,
    /// Keys of the items that contracts and sources name.
    items: FxHashSet<String>,
}

/// What a name of a lane, pool or group means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Named {
    /// The canonical name.
    pub(crate) name: String,
    /// The side, where the name or the settings tell.
    pub(crate) side: Option<Side>,
    /// Whether settings tell it.
    pub(crate) certain: bool,
}

/// Words after a customer word that still mean the customer himself: `Customer of the bank`, `Kunde (privat)`.
const OF: [&str; 10] = ["of", "at", "de", "du", "des", "del", "der", "von", "or", "oder"];

impl Lexicon {
    /// Compiles the settings.
    pub(crate) fn new(settings: &Settings) -> Self {
        let globs = |patterns: &[Pattern]| patterns.iter().map(Glob::new).collect::<Vec<_>>();
        let Vocabulary {
            customer, partner, contact, transfer, negative, placeholder, change, standing, ..
        } = &settings.vocabulary;
        let clauses = settings.contracts.iter().flat_map(|one| one.requires.iter().chain(&one.provides));
        let given = settings.given.iter().map(|given| &given.item);
        let spoken = clauses.map(|clause| &clause.item).chain(given);
        let terms = settings.glossary.iter().flat_map(|term| {
            let names = std::iter::once(&term.name).chain(&term.synonyms);
            names.map(|synonym| (key(synonym), term.name.clone()))
        });
        Self {
            departments: settings
                .departments
                .iter()
                .map(|entry| Alias {
                    name: entry.name.clone(),
                    key: key(&entry.name),
                    globs: globs(&entry.aliases),
                    side: entry.side,
                })
                .collect(),
            customers: globs(&settings.customers),
            partners: globs(&settings.partners),
            customer: Words::new(customer),
            partner: Words::new(partner),
            contact: Verbs::new(contact),
            transfer: Verbs::new(transfer),
            negative: Words::new(negative),
            negated: Verbs::new(negative),
            placeholder: Words::new(placeholder),
            change: Verbs::new(change),
            standing: Words::new(standing),
            terms: terms.collect(),
            items: spoken.map(|name| key(name)).collect(),
        }
    }

    /// Lists the patterns that mean departments: aliases, customers and partners, each as in the settings.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Glob> {
        let aliases = self.departments.iter().flat_map(|entry| &entry.globs);
        aliases.chain(&self.customers).chain(&self.partners)
    }

    /// Returns what a name of a lane, pool or group means; `None` for an empty name or a placeholder.
    pub(crate) fn department(&self, name: &str) -> Option<Named> {
        let name = name.trim();
        let key = key(name);
        let entry = self.departments.iter().find(|entry| entry.key == key).or_else(|| {
            self.departments.iter().find(|entry| entry.globs.iter().any(|glob| glob.matches(&key)))
        });
        if key.is_empty() || entry.is_none() && self.placeholder(name) {
            return None;
        }
        let canonical = entry.map_or(name, |entry| &entry.name);
        let canonical_key = entry.map_or(key.as_str(), |entry| &entry.key);
        let matched =
            |globs: &[Glob]| globs.iter().any(|glob| glob.matches(&key) || glob.matches(canonical_key));
        let configured = entry.and_then(|entry| entry.side).or_else(|| {
            let customer = matched(&self.customers).then_some(Side::Customer);
            customer.or_else(|| matched(&self.partners).then_some(Side::Partner))
        });
        Some(Named { name: canonical.to_owned(), side: configured, certain: configured.is_some() })
    }

    /// Tells whether a name is one that a tool gives or that says nothing: `Lane 1`, `Pool`.
    fn placeholder(&self, name: &str) -> bool {
        let mut stems = stems(name);
        stems.retain(|stem| !stem.bytes().all(|byte| byte.is_ascii_digit()));
        stems.is_empty() || self.placeholder.is(&stems)
    }

    /// Guesses the side of a pool by the words of its name: the last noun counts (`Private customer`,
    /// `Customer (B2C)`), so that `Customer Service` is our own.
    pub(crate) fn pool_side(&self, name: &str) -> Option<Side> {
        let outside: String = name.split('(').next().unwrap_or(name).to_owned();
        let means = |list: &Words| {
            !outside.trim().is_empty()
                && outside.split('/').all(|part| {
                    let mut stems = stems(part);
                    while stems.len() > 1
                        && stems.last().is_some_and(|stem| stem.len() == 1 || stem.parse::<u32>().is_ok())
                    {
                        stems.pop();
                    }
                    let head =
                        stems.iter().position(|stem| OF.contains(&stem.as_str())).unwrap_or(stems.len());
                    list.ends(&stems[..head])
                })
        };
        if means(&self.customer) {
            Some(Side::Customer)
        } else {
            means(&self.partner).then_some(Side::Partner)
        }
    }

    /// Guesses the side of a lane inside one of our pools: only a customer or partner word as its whole name counts.
    pub(crate) fn lane_side(&self, name: &str) -> Option<Side> {
        let stems = stems(name);
        if self.customer.is(&stems) {
            Some(Side::Customer)
        } else {
            self.partner.is(&stems).then_some(Side::Partner)
        }
    }

    /// Tells whether a label speaks of telling or sending the customer something.
    pub(crate) fn tells_customer(&self, label: &str) -> bool {
        if !self.names_customer(label) {
            return false;
        }
        let words = words(label);
        self.contact.within(&words) || self.transfer.within(&words)
    }

    /// Tells whether a label speaks of sending something off without saying to whom: it may well be the customer.
    pub(crate) fn sends(&self, label: &str) -> bool {
        const TO: [&str; 8] = ["to", "an", "zu", "zum", "zur", "a", "au", "al"];
        let words = words(label);
        self.transfer.within(&words) && !words.iter().any(|word| TO.contains(&word.as_str()))
    }

    /// Tells whether a label speaks of changing what already stands.
    pub(crate) fn changes(&self, label: &str) -> bool {
        self.change.within(&words(label))
    }

    /// Tells whether an item is a document that stands beside all cases: its head noun says so, also as the end of a
    /// compound.
    pub(crate) fn standing(&self, name: &str) -> bool {
        /// The shortest word that is taken for the end of a compound.
        const PART: usize = 5;
        let stems = stems(name);
        let head =
            stems.iter().position(|stem| OF.contains(&stem.as_str()) || stem == "for" || stem == "fuer");
        let head = &stems[..head.filter(|head| *head > 0).unwrap_or(stems.len())];
        let compound = |stem: &String| {
            let ends = stem.char_indices().skip(1).map(|(at, _)| &stem[at..]).filter(|end| end.len() >= PART);
            let mut ends = ends.map(|end| [end.to_owned()]);
            ends.any(|end| self.standing.is(&end))
        };
        self.standing.ends(head) || self.standing.is(&stems) || head.last().is_some_and(compound)
    }

    /// Tells whether a label speaks of handing something over, to whomever.
    pub(crate) fn hands_over(&self, label: &str) -> bool {
        self.transfer.within(&words(label))
    }

    /// Tells whether a label names a customer.
    pub(crate) fn names_customer(&self, label: &str) -> bool {
        self.customer.within(&stems(label))
    }

    /// Tells whether a label speaks of an ending that the customer would want to hear of.
    pub(crate) fn negative(&self, label: &str) -> bool {
        self.negative.within(&stems(label)) || self.negated.within(&words(label))
    }

    /// Returns the object of a label.
    pub(crate) fn object<'a>(&self, label: &'a str, noun: bool) -> Option<&'a str> {
        label::object(label, noun, |word| {
            let word = [word.to_owned()];
            self.transfer.within(&word) || self.contact.within(&word)
        })
    }

    /// Returns the glossary's name for a term, if it has one.
    pub(crate) fn term(&self, name: &str) -> Option<&str> {
        self.terms.get(&key(name)).map(String::as_str)
    }

    /// Tells whether people wrote down something about the item of a name, in the glossary, a contract or as a source.
    pub(crate) fn speaks_of(&self, name: &str) -> bool {
        let key = key(name);
        self.terms.contains_key(&key) || self.items.contains(&key)
    }

    /// Returns the key of an item's identity: the glossary's term, else the name itself.
    pub(crate) fn item_key(&self, name: &str) -> String {
        key(self.term(name).unwrap_or(name))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Lexicon;
    use crate::contract::{DepartmentEntry, Origin, Pattern, Settings, Side, Term, Vocabulary};

    /// Settings with a small vocabulary, as the tests of this crate use them.
    pub(crate) fn settings() -> Settings {
        let list = |words: &str| words.split(", ").map(str::to_owned).collect();
        Settings {
            vocabulary: Vocabulary {
                customer: list("customer, kunde, client, policy holder"),
                partner: list("supplier, lieferant"),
                contact: list("inform, notify, call, benachrichtigen, anrufen"),
                transfer: list("send, submit, senden"),
                informal: list("phone"),
                negative: list("rejected, abgelehnt, cancelled"),
                placeholder: list("lane, pool, new lane"),
                change: list("update, complete, ergänzen"),
                standing: list("price list, template, preisliste, empty"),
            },
            ..Settings::default()
        }
    }

    fn pool(name: &str, expected: Option<Side>) {
        assert_eq!(Lexicon::new(&settings()).pool_side(name), expected, "{name}");
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
        ] {
            pool(name, Some(Side::Customer));
        }
        pool("Customer of the bank", Some(Side::Customer));
        pool("Supplier A", Some(Side::Partner));
        for name in ["Customer Service", "Customer Care", "Kundenservice", "Sales", "", "Customer/Sales"] {
            pool(name, None);
        }
    }

    #[test]
    fn only_a_whole_lane_name_makes_a_customer() {
        let lexicon = Lexicon::new(&settings());
        assert_eq!(lexicon.lane_side("Kunde"), Some(Side::Customer));
        assert_eq!(lexicon.lane_side("Private customer"), None);
    }

    #[test]
    fn labels() {
        let lexicon = Lexicon::new(&settings());
        assert!(lexicon.tells_customer("Notify the customer"));
        assert!(lexicon.tells_customer("Customer informed"));
        assert!(lexicon.tells_customer("Kunden anrufen"));
        assert!(!lexicon.tells_customer("Notify employee"));
        assert!(!lexicon.tells_customer("Check customer"));
        assert!(lexicon.negative("Order rejected"));
        assert!(!lexicon.negative("Order shipped"));
    }

    #[test]
    fn departments_have_one_name() {
        let entry = |name: &str, alias: &str, side| DepartmentEntry {
            name: name.to_owned(),
            aliases: vec![Pattern { text: alias.to_owned(), origin: Origin::default() }],
            side,
            origin: Origin::default(),
        };
        let departments =
            vec![entry("Shipping", "Versand*", None), entry("Buyer", "Käufer", Some(Side::Customer))];
        let lexicon = Lexicon::new(&Settings { departments, ..settings() });
        let name = |text: &str| lexicon.department(text).map(|named| (named.name, named.side, named.certain));
        assert_eq!(name("Versand Nord"), Some(("Shipping".to_owned(), None, false)));
        assert_eq!(name("Kaeufer"), Some(("Buyer".to_owned(), Some(Side::Customer), true)));
        assert_eq!(name("Lane 1"), None);
        assert_eq!(name(" "), None);
    }

    #[test]
    fn terms_are_items() {
        let term =
            Term { name: "Invoice".to_owned(), synonyms: vec!["Bill".to_owned()], origin: Origin::default() };
        let lexicon = Lexicon::new(&Settings { glossary: vec![term], ..settings() });
        assert_eq!(lexicon.item_key("bills"), lexicon.item_key("INVOICE"));
    }
}
