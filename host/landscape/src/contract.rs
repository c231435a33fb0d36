//! What people write down beside the model: departments, contracts, sources, terms.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Where an entry stands in a configuration file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Origin {
    /// The file as shown to the user; empty for built-in entries.
    #[serde(with = "crate::serde_forms::text")]
    pub file: Arc<str>,
    /// The line, from 1; 0 for built-in entries.
    pub line: u32,
    /// The column, from 1; 0 for built-in entries.
    pub column: u32,
}

/// A name pattern: compared after normalisation (case, white space, punctuation, umlauts); `*` stands for any run
/// of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern as written.
    pub text: String,
    /// The file, line and column of the pattern.
    pub origin: Origin,
}

/// Whether a department is our own, the customer, or an outside company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// A department of our own company.
    Internal,
    /// The customer.
    Customer,
    /// An outside company.
    Partner,
}

/// A department with its other names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentEntry {
    /// The canonical name.
    pub name: String,
    /// Other names of lanes, pools and groups that mean it.
    pub aliases: Vec<Pattern>,
    /// Whose it is; `None` leaves it to the name.
    pub side: Option<Side>,
    /// An agreement stands by which personal data may go to it.
    pub agreement: bool,
    /// Where it is written.
    pub origin: Origin,
}

/// A part of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ItemField {
    /// The name as written, like `postcode`.
    pub name: String,
    /// Its type as written, like `date`; `None` where nothing is said, like in all that follows.
    pub data_type: Option<String>,
    /// Its format as written, like `YYYY-MM-DD`.
    pub format: Option<String>,
    /// Its unit as written, like `kg`.
    pub unit: Option<String>,
    /// The giver may leave it empty, or the receiver can do without.
    pub optional: bool,
}

/// What is said of an item beside its name and state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ItemForm {
    /// Its type as written; `None` where nothing is said, like in all that follows.
    pub data_type: Option<String>,
    /// Its format as written.
    pub format: Option<String>,
    /// Its unit as written.
    pub unit: Option<String>,
    /// Whether it is several at once; else exactly one.
    pub many: Option<bool>,
    /// Its parts, each name once; empty where none are said.
    pub fields: Vec<ItemField>,
    /// Where it is kept or seen, as written.
    pub kept_in: Option<String>,
}

impl ItemForm {
    /// Adds what another place says of the same: what was said first stands.
    pub(crate) fn add(&mut self, other: Self) {
        let Self { data_type, format, unit, many, fields, kept_in } = other;
        self.data_type = self.data_type.take().or(data_type);
        self.format = self.format.take().or(format);
        self.unit = self.unit.take().or(unit);
        self.many = self.many.or(many);
        self.kept_in = self.kept_in.take().or(kept_in);
        for field in fields {
            if self.fields.iter().all(|known| known.name != field.name) {
                self.fields.push(field);
            }
        }
    }
}

/// One item that a contract requires or provides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// The name of the item, without its state.
    pub item: String,
    /// The state it must have, like `approved`; `None` for any.
    pub state: Option<String>,
    /// The fields it must have; empty where any will do.
    pub fields: Vec<ItemField>,
    /// The type it must have, as written.
    pub data_type: Option<String>,
    /// The unit it must be given in, as written.
    pub unit: Option<String>,
    /// Whether it must be several at once, or exactly one; `None` for either.
    pub many: Option<bool>,
    /// For `requires`: can do without. For `provides`: may be left out.
    pub optional: bool,
    /// The department (or system) it comes from, or goes to.
    pub party: Option<String>,
    /// The format it must have, as written.
    pub format: Option<String>,
    /// Where it is kept or seen, as written.
    pub evidence: Option<String>,
    /// Where it is written.
    pub origin: Origin,
}

impl Clause {
    /// Returns what it says of the form of the item.
    pub(crate) fn form(&self) -> ItemForm {
        ItemForm {
            data_type: self.data_type.clone(),
            format: self.format.clone(),
            unit: self.unit.clone(),
            many: self.many,
            fields: self.fields.clone(),
            kept_in: self.evidence.clone(),
        }
    }
}

/// Whom the needs and promises of a contract hold for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A department: its needs hold at the first working step of every handoff to it, its provisions at the last
    /// working step before every handoff from it.
    Department(String),
    /// A step, by label or id.
    Step(String),
    /// A process, by name or id: its needs hold at its start, its provisions at its end.
    Process(String),
}

/// What one department, step or process needs from its neighbours and promises to them.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// Whom its needs and promises hold for.
    pub subject: Subject,
    /// The items it needs from others before it can work.
    pub requires: Vec<Clause>,
    /// The items it promises to others.
    pub provides: Vec<Clause>,
    /// How long it takes at most, in seconds.
    pub within: Option<u64>,
    /// The measured share of complete and accurate deliveries, 0 to 1.
    pub complete_and_accurate: Option<f64>,
    /// Where it is written.
    pub origin: Origin,
}

/// An item that comes from outside everything the exports show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenItem {
    /// The name of the item.
    pub item: String,
    /// Who or what it comes from.
    pub from: Option<String>,
    /// The process it is given to, by name or id; every process without.
    pub process: Option<String>,
    /// Where it is written.
    pub origin: Origin,
}

/// One thing that the company calls by several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The canonical name.
    pub name: String,
    /// The other words that mean it; compared after normalisation.
    pub synonyms: Vec<String>,
    /// The department that is answerable for it, by name.
    pub steward: Option<String>,
    /// Where it is written.
    pub origin: Origin,
}

/// A step that is a touchpoint because somebody says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchpointEntry {
    /// The step, by label or id.
    pub step: Pattern,
    /// Whether the customer gives something there (else gets something).
    pub inbound: bool,
}

/// Words that hint at customers, contacts and transfers; lower case, normalised, from all languages at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Words that mean a customer (`customer`, `kunde`, `patient`).
    pub customer: Vec<String>,
    /// Words that mean an outside company (`supplier`, `lieferant`).
    pub partner: Vec<String>,
    /// Verbs of telling somebody something (`inform`, `notify`, `benachrichtigen`).
    pub contact: Vec<String>,
    /// Verbs of handing something over (`send`, `submit`, `weiterleiten`).
    pub transfer: Vec<String>,
    /// Words for channels nobody can check (`phone`, `chat`, `zuruf`).
    pub informal: Vec<String>,
    /// Words for endings that the customer would want to hear of (`rejected`, `abgelehnt`).
    pub negative: Vec<String>,
    /// Words that make no name of a department (`lane`, `pool`, `new lane`).
    pub placeholder: Vec<String>,
    /// People who are the customer of a case that they start and that answers them (`user`, `requester`).
    pub requester: Vec<String>,
    /// Words that make a department or a system of ours out of a customer word (`service`, `care`, `portal`).
    pub department: Vec<String>,
    /// What is done with the customer in person, named or not (`serve`, `appointment`).
    pub service: Vec<String>,
    /// What is done with the customer in person where he is named (`examine`, `allow`).
    pub attend: Vec<String>,
    /// What a customer's case begins with (`order`, `request`, `claim`).
    pub request: Vec<String>,
    /// Words of an ending that hands the case on (`continue`, `go to`).
    pub onward: Vec<String>,
    /// Words of a decision that the customer himself makes (`interested`, `offer accepted`).
    pub choice: Vec<String>,
    /// Words of an ending that hands the case to somebody outside (`transferred`, `abgegeben an`).
    pub referral: Vec<String>,
    /// Words for putting a case away of which nothing came (`archive`, `talent pool`, `vertagt`).
    pub shelving: Vec<String>,
    /// Words for what somebody does who gives up what he asked for (`withdrawn`, `zurückgezogen`).
    pub withdrawal: Vec<String>,
    /// Words that make a system, which asks for nothing itself (`engine`, `server`).
    pub system: Vec<String>,
    /// Verbs of changing what already stands (`update`, `complete`, `ergänzen`).
    pub change: Vec<String>,
    /// Words for documents that stand beside all cases (`price list`, `template`, `Regelwerk`).
    pub standing: Vec<String>,
    /// Words that hint at something only rules ask about, by what they hint at (`paper`, `personal`).
    pub hints: BTreeMap<String, Vec<String>>,
    /// Verbs of handing something over that speak of colleagues where nobody is named (`forward`, `escalate`).
    pub inward: Vec<String>,
}

/// Everything people wrote down beside the models.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The departments that somebody wrote down, each with its other names.
    pub departments: Vec<DepartmentEntry>,
    /// Names that mean a customer.
    pub customers: Vec<Pattern>,
    /// Names that mean an outside company.
    pub partners: Vec<Pattern>,
    /// The steps that somebody wrote down as touchpoints.
    pub touchpoints: Vec<TouchpointEntry>,
    /// The terms by which items of several names are one.
    pub glossary: Vec<Term>,
    /// What departments, steps and processes need and promise.
    pub contracts: Vec<Contract>,
    /// The items that come from outside everything the exports show.
    pub given: Vec<GivenItem>,
    /// The words of all languages by which customers, contacts and transfers are recognised.
    pub vocabulary: Vocabulary,
}
