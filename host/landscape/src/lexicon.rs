//! Settings, compiled once a run: names to departments, words to meanings, terms to items.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::word_lists::{LEADING_NOUNS, PASSING_ENDINGS};
use crate::{
    contract::{Pattern, Settings, Side},
    customer::{OF, SideVocabulary},
    hint_vocabulary::HintVocabulary,
    label,
    name::{Glob, key, listed, words},
    phrase::{PhraseSet, VerbSet, stems},
    speech::{CustomerWords, Speech},
    unit::GlossaryStatus,
};

/// One entry of the departments with its patterns compiled.
#[derive(Debug)]
struct DepartmentAlias {
    name: String,
    key: String,
    globs: Vec<Glob>,
    side: Option<Side>,
}

/// Everything that settings say about names, ready to be asked.
#[derive(Debug)]
pub(crate) struct Lexicon {
    departments: Vec<DepartmentAlias>,
    customers: Vec<Glob>,
    partners: Vec<Glob>,
    /// Who is the customer, by the words of names.
    pub(crate) marks: SideVocabulary,
    /// What labels say.
    pub(crate) speech: Speech,
    placeholder: PhraseSet,
    change: VerbSet,
    standing: PhraseSet,
    terms: FxHashMap<String, String>,
    /// What labels hint at, for rules.
    pub(crate) hints: Arc<HintVocabulary>,
    /// Keys of the items that contracts and sources name.
    items: FxHashSet<String>,
}

/// What a name of a lane, pool or group means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NameMeaning {
    /// The canonical name.
    pub(crate) name: String,
    /// The side, where the name or the settings tell.
    pub(crate) side: Option<Side>,
    /// Whether settings tell it.
    pub(crate) certain: bool,
}

impl NameMeaning {
    /// A name that means nothing but itself.
    pub(crate) fn plain(name: &str) -> Self {
        Self { name: name.trim().to_owned(), side: None, certain: false }
    }
}

impl Lexicon {
    pub(crate) fn new(settings: &Settings) -> Self {
        let globs = |patterns: &[Pattern]| patterns.iter().map(Glob::new).collect::<Vec<_>>();
        let clauses = settings.contracts.iter().flat_map(|one| one.requires.iter().chain(&one.provides));
        let given = settings.given.iter().map(|given| &given.item);
        let spoken = clauses.map(|clause| &clause.item).chain(given);
        let terms = settings.glossary.iter().flat_map(|term| {
            let names = std::iter::once(&term.name).chain(&term.synonyms);
            names.map(|synonym| (key(synonym), term.name.clone()))
        });
        let customers = CustomerWords::new(&settings.vocabulary);
        Self {
            departments: settings
                .departments
                .iter()
                .map(|entry| DepartmentAlias {
                    name: entry.name.clone(),
                    key: key(&entry.name),
                    globs: globs(&entry.aliases),
                    side: entry.side,
                })
                .collect(),
            customers: globs(&settings.customers),
            partners: globs(&settings.partners),
            marks: SideVocabulary::new(&settings.vocabulary, &customers),
            speech: Speech::new(&settings.vocabulary, &customers),
            placeholder: PhraseSet::new(&settings.vocabulary.placeholder),
            change: VerbSet::new(&settings.vocabulary.change),
            standing: PhraseSet::new(&settings.vocabulary.standing),
            terms: terms.collect(),
            hints: Arc::new(HintVocabulary::new(&settings.vocabulary)),
            items: spoken.map(|name| key(name)).collect(),
        }
    }

    /// Lists the patterns that mean departments: aliases, customers and partners, each as in the settings.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Glob> {
        let aliases = self.departments.iter().flat_map(|entry| &entry.globs);
        aliases.chain(&self.customers).chain(&self.partners)
    }

    /// Returns what a name of a lane, pool or group means; `None` for an empty name or a placeholder.
    pub(crate) fn department(&self, name: &str) -> Option<NameMeaning> {
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
        Some(NameMeaning { name: canonical.to_owned(), side: configured, certain: configured.is_some() })
    }

    /// Tells whether a name is one that a tool gives or that says nothing: `Lane 1`, `Pool`.
    fn placeholder(&self, name: &str) -> bool {
        let mut stems = stems(name).to_vec();
        stems.retain(|stem| !stem.bytes().all(|byte| byte.is_ascii_digit()));
        stems.is_empty() || self.placeholder.is(&stems)
    }

    /// Tells whether a label speaks of changing what already stands.
    pub(crate) fn changes(&self, label: &str) -> bool {
        self.change.within(&words(label))
    }

    /// Tells whether an item is a document that stands beside all cases: its head noun says so, also as the end of a
    /// compound.
    pub(crate) fn is_standing_document(&self, name: &str) -> bool {
        /// The shortest word that is taken for the end of a compound.
        const PART: usize = 5;
        let mut stems = stems(name).to_vec();
        // *Arbeitsanweisung 7*: the number is that of the document.
        while stems.len() > 1 && stems.last().is_some_and(|last| last.chars().all(|c| c.is_ascii_digit())) {
            stems.pop();
        }
        let head =
            stems.iter().position(|stem| OF.contains(&stem.as_str()) || stem == "for" || stem == "fuer");
        let head = &stems[..head.filter(|head| *head > 0).unwrap_or(stems.len())];
        let compound = |stem: &String| {
            let ends = stem.char_indices().skip(1).map(|(at, _)| &stem[at..]).filter(|end| end.len() >= PART);
            let mut ends = ends.map(|end| [end.to_owned()]);
            ends.any(|end| self.standing.is(&end))
        };
        // What one case brings about may end alike.
        let passing = head.last().is_some_and(|last| PASSING_ENDINGS.iter().any(|end| last.ends_with(end)));
        !passing
            && (self.standing.ends(head) || self.standing.is(&stems) || head.last().is_some_and(compound))
            || leads(&stems, name)
    }

    /// Tells whether a label speaks of handing something over, to whomever.
    pub(crate) fn hands_over(&self, label: &str) -> bool {
        self.speech.hands_over(label)
    }

    /// Returns the object of a label.
    pub(crate) fn object<'a>(&self, label: &'a str, noun: bool) -> Option<&'a str> {
        label::object(label, noun, |word| self.speech.is_verb(word))
    }

    /// Returns the glossary's name for a term, if it has one.
    pub(crate) fn term(&self, name: &str) -> Option<&str> {
        self.terms.get(&key(name)).map(String::as_str)
    }

    /// Returns what the glossary says of a name, and the term that the name means.
    pub(crate) fn glossary(&self, name: &str) -> (GlossaryStatus, Option<&str>) {
        match self.term(name) {
            Some(term) if key(term) == key(name) => (GlossaryStatus::Term, Some(term)),
            Some(term) => (GlossaryStatus::Synonym, Some(term)),
            None if self.terms.is_empty() => (GlossaryStatus::None, None),
            None => (GlossaryStatus::Unlisted, None),
        }
    }

    /// Lists the names of the terms, sorted, each once.
    pub(crate) fn term_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.terms.values().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names
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

/// Tells whether a name begins with a noun for a standing document and goes on with another noun.
fn leads(stems: &[String], name: &str) -> bool {
    let noun = name.split_whitespace().nth(1).is_some_and(|second| second.starts_with(char::is_uppercase));
    noun && stems.first().is_some_and(|first| listed(LEADING_NOUNS, first))
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
                hints: std::collections::BTreeMap::new(),
                customer: list("customer, kunde, client, policy holder"),
                partner: list("supplier, lieferant"),
                contact: list("inform, notify, call, benachrichtigen, anrufen"),
                transfer: list("send, submit, senden"),
                informal: list("phone"),
                negative: list("rejected, abgelehnt, cancelled"),
                placeholder: list("lane, pool, new lane"),
                requester: list("user, antragsteller"),
                department: list("service, care, records, onboarding, agent, system, sales"),
                service: list("serve, appointment, übergabe"),
                attend: list("treat, allow"),
                request: list("request, order, antrag"),
                onward: list("continue, go to"),
                choice: list("interested, offer accepted"),
                withdrawal: list("withdrawn, taken back"),
                referral: list("transferred"),
                shelving: list("archive, waiting list"),
                system: list("engine, system"),
                change: list("update, complete, ergänzen"),
                standing: list("price list, template, preisliste, empty"),
                inward: list("forward, report"),
            },
            ..Settings::default()
        }
    }

    #[test]
    fn labels() {
        let speech = Lexicon::new(&settings()).speech;
        for label in ["Notify the customer", "Customer informed", "Kunden anrufen", "Kunde benachrichtigen"] {
            assert!(speech.tells_customer(label), "{label}");
        }
        for label in [
            "Notify employee",
            "Check customer",
            "Send customer data to ERP",
            "Send file of the customer",
            "Do not notify the customer",
            "Kunden nicht benachrichtigen",
        ] {
            assert!(!speech.tells_customer(label), "{label}");
        }
        for label in ["Send rejection", "Send papers with permission to continue"] {
            assert!(speech.sends(label), "{label}");
        }
        for label in ["Send file to archive", "Forward request", "Cannot send parcel"] {
            assert!(!speech.sends(label), "{label}");
        }
        for label in ["Customer calls", "The customer sends an order", "Order received"] {
            assert!(speech.begins(label), "{label}");
        }
        assert!(!speech.begins("Every month"));
        assert!(speech.negative("Order rejected"));
        assert!(!speech.negative("Order shipped"));
    }

    #[test]
    fn departments_have_one_name() {
        let entry = |name: &str, alias: &str, side| DepartmentEntry {
            name: name.to_owned(),
            aliases: vec![Pattern { text: alias.to_owned(), origin: Origin::default() }],
            side,
            agreement: false,
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
        let term = Term {
            name: "Invoice".to_owned(),
            synonyms: vec!["Bill".to_owned()],
            steward: None,
            origin: Origin::default(),
        };
        let lexicon = Lexicon::new(&Settings { glossary: vec![term], ..settings() });
        assert_eq!(lexicon.item_key("bills"), lexicon.item_key("INVOICE"));
    }
}
