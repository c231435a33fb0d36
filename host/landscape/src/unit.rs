//! What the analysis found: the landscape and its units, as flat lists with small numbers.
//!
//! Every id is a position in the list of the same unit that its name says: `StepId` in [`Unit::steps`], `ItemId` in
//! [`Unit::items`] and so on.

use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_model::{Diagnostic, Evidence, Id, IgnoreMark, Span, StepKind};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::contract::{Origin, Side};

mod call;
mod clause;
mod exchange;
mod flow;
mod gap;
mod hint;
mod leg;
mod need;
mod promise;
mod spelling;
pub use call::Call;
pub use clause::ItemClause;
pub use exchange::{Exchange, ExchangeKind, Partner};
pub use flow::{Event, Flow};
pub use gap::GapKind;
pub use hint::{Hint, HintText};
pub use leg::Leg;
pub use need::{Availability, MessageSender, Need, Provision, UndecidedReason};
pub use promise::{Promise, PromiseSubject, SlowestPath};
pub use spelling::{GlossaryStatus, Spelling};

mod ids;
pub use ids::{DepartmentId, FactId, FileId, HandoffId, ItemId, ProcessId, StateId, StepId};

/// Who owns steps: a lane, pool or role, under one name for the whole landscape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Department {
    /// The name that the configuration gives it; else the name as the lane, pool or role bears it.
    pub name: String,
    /// Our own, the customer, or an outside company.
    pub side: Side,
    /// Whether the side is certain (configuration or a pool's name) or a guess from a lane's name.
    pub certain: bool,
    /// It is a program, not people: its name says so.
    pub system: bool,
    /// Its pool stands for several of its kind.
    pub several: bool,
    /// The configuration says that personal data may go to it.
    pub agreement: bool,
}

/// How one file writes the name of a department, where that is not its canonical name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DepartmentSpelling {
    /// The file: a position in [`Unit::files`].
    pub file: FileId,
    /// The department whose name the file writes otherwise.
    pub department: DepartmentId,
    /// The name as that file writes it.
    pub name: String,
}

/// Why a department is taken for the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CustomerReason {
    /// The configuration says so.
    Configuration,
    /// Its name, or the last word of it, means a customer.
    Name,
    /// Its name begins with a word that means a customer.
    Beginning,
    /// It lies in a pool of the customer.
    Pool,
    /// It began the case and gets an answer, whatever it is called.
    Starter,
}

/// A department that is taken for the customer, with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Customer {
    /// The department that is taken for the customer.
    pub department: DepartmentId,
    /// What makes it the customer.
    #[serde(rename = "why")]
    pub reason: CustomerReason,
}

/// A process of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Process {
    /// The id as written in the export.
    pub id: String,
    /// The name of the process, else of its pool, else empty.
    pub name: String,
    /// The file it stands in: a position in [`Unit::files`].
    pub file: FileId,
    /// The pool's department, where it has one.
    pub owner: Option<DepartmentId>,
    /// A call in the landscape leads to it.
    pub called: bool,
    /// It is one of [`Unit::sketches`].
    pub sketch: bool,
    /// The place of its opening tag.
    pub span: Span,
}

/// A step of a unit; its number is also its node in [`Unit::graph`](crate::flow::Graph).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Step {
    /// The id as written in the export.
    pub id: String,
    /// The label, white space folded; empty where there is none.
    pub name: String,
    /// The kind of task, event or gateway, in the words of BPMN 2.0.
    pub kind: StepKind,
    /// The department: of the innermost named lane, else the pool, else the role; `None` where none is named.
    pub owner: Option<DepartmentId>,
    /// The process it lies in: a position in [`Unit::processes`].
    pub process: ProcessId,
    /// The innermost sub-process around it; `None` directly in its process.
    pub scope: Option<StepId>,
    /// Whether some path from a start leads to it (compensation handlers and ad-hoc steps count as reachable).
    pub reachable: bool,
    /// An arrow at it ends loose, so that what leads to it or from it is not certain.
    pub loose: bool,
    /// It runs once for each element of a collection.
    pub multiple: bool,
    /// No arrow says when it runs, on purpose: it undoes finished work, or lies directly in an ad-hoc sub-process or process.
    pub unordered: bool,
    /// Where it stands in its file.
    pub span: Span,
}

/// What a tool wrote about a step beside BPMN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Attribute {
    /// The step that it is about.
    pub step: StepId,
    /// The name as written; that of an attribute of the element has the usual prefix of the tool.
    pub name: String,
    /// The value as written, never empty.
    pub value: String,
}

/// An item of a unit, after merging by identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    /// The name as most exports write it, or the glossary's; `unnamed data object` where there is none.
    pub name: String,
    /// Whether its name says what it is; else nobody gave it one, and it stands for itself alone.
    pub named: bool,
    /// Whether it is a data store.
    pub store: bool,
    /// Names of the states it is known in.
    pub states: Vec<String>,
    /// Whether some export declares it as several at once.
    pub collection: bool,
    /// Whether it is a document that stands beside all cases, like a price list.
    pub standing: bool,
    /// The department that the glossary makes answerable for it.
    pub steward: Option<DepartmentId>,
    /// The data types that exports declare for it, as written, each once: the first eight.
    pub types: Vec<String>,
    /// Items whose names differ so little that one thing may be meant, in their order: at most sixteen.
    pub alike: Vec<ItemId>,
}

impl Item {
    /// The most [`types`](Item::types) of an item.
    pub(crate) const TYPES: usize = 8;
}

/// How work passes from one department to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandoffKind {
    /// Sequence flow across lanes.
    Sequence,
    /// A message flow, drawn or joined by the name of its message.
    Message,
    /// A call to another department's process, or its return.
    Call,
    /// A signal, link or escalation.
    Event,
    /// A shared data store.
    Store,
}

/// An item on its way across a border.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CarriedItem {
    /// The item that crosses.
    pub item: ItemId,
    /// Its state: a position in [`Item::states`].
    pub state: Option<StateId>,
    /// Where it is known from that the item crosses.
    pub evidence: Evidence,
}

/// The passage of work from one department to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Handoff {
    /// A name that survives re-export: made of file, kind and the ids at both ends.
    pub id: String,
    /// The id of the element that carries it (sequence flow, message flow, call activity, event), where there is one.
    pub element: Option<String>,
    /// The place of that element; of the last step where there is none.
    pub span: Span,
    /// The file it stands in: a position in [`Unit::files`].
    pub file: FileId,
    /// The kind of link by which work passes.
    pub kind: HandoffKind,
    /// The department that hands over; `None` where nobody owns the last step.
    pub giver: Option<DepartmentId>,
    /// The department that takes over; `None` where nobody owns the first step.
    pub receiver: Option<DepartmentId>,
    /// The last working step of the giver; `None` for a pool as a whole.
    pub last: Option<StepId>,
    /// The first working step of the receiver; `None` for a pool as a whole.
    pub first: Option<StepId>,
    /// Every item that is known to cross; empty where nothing says what is handed over.
    pub carries: Vec<CarriedItem>,
    /// At least one item is known from evidence stronger than `label`.
    pub declared: bool,
    /// For messages: a message, name or item is stated on the flow or at its ends, or a step at its ends says what it brings.
    pub named: bool,
    /// The receiver states needs (by contract or at its first step), so that silence matters.
    pub expected: bool,
}

/// A step where the customer sends, receives or does something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Touchpoint {
    /// The step at which the customer is met.
    pub step: StepId,
    /// The customer, where it is known which.
    pub customer: Option<DepartmentId>,
    /// The customer gives something (else gets something).
    pub inbound: bool,
    /// Known from a message, lane or configuration; else from a label only.
    pub certain: bool,
}

/// Whether a gap can travel on to a touchpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReachVerdict {
    /// The gap gets to a touchpoint on every path to an end.
    Certain,
    /// It gets to one on some paths, not on all.
    Possible,
    /// Repaired before, or never gets there.
    None,
    /// No customer can be recognised in the unit.
    Unknown,
}

/// The answer to "would the customer notice?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Whether the gap gets to a touchpoint.
    pub verdict: ReachVerdict,
    /// The touchpoint met first on the shortest path.
    pub touchpoint: Option<StepId>,
    /// The steps of that path, from the step with the gap to the touchpoint.
    pub path: Vec<StepId>,
    /// For `None` and `Possible`: a step that repairs the gap on the way.
    pub repaired_by: Option<StepId>,
}

/// How a case that the customer may have started ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Ending {
    /// The end event, or the last step where none is drawn.
    pub step: StepId,
    /// The touchpoint at which the customer started the case, if one did.
    pub started_at: Option<StepId>,
    /// Whether it is certain that the customer started it (a message, not a label), and, where it is silent, that nothing
    /// on its way may have told him.
    pub certain: bool,
    /// It ends badly for the customer: an error, cancellation, timeout or a word that says so.
    pub negative: bool,
    /// Some path from the start to this ending tells the customer nothing about it.
    pub silent: bool,
    /// The steps of such a path.
    pub witness: Vec<StepId>,
    /// Where whoever learns nothing of this ending is told of another outcome, if that is how he is known.
    pub told_at: Option<StepId>,
}

/// A step that waits for another party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Wait {
    /// The step that cannot go on before the other party acts.
    pub step: StepId,
    /// Who is waited for, where it is known and somebody who can be late: no program, and nobody whose message is only
    /// taken note of.
    pub party: Option<DepartmentId>,
    /// A timer or escalation ends the wait, here or in a scope around it.
    pub limited: bool,
    /// After how many seconds it ends, where that is stated.
    pub seconds: Option<u64>,
}

/// A handed-over configuration entry that matched nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StaleEntry {
    /// What kind of entry, in the words of the configuration (`contract department`, `requires item`, `alias` …).
    pub kind: String,
    /// The entry as it stands in the configuration.
    pub entry: String,
    /// The nearest name that would have matched.
    pub suggestion: Option<String>,
    /// The file, line and column of the entry.
    pub origin: Origin,
}

/// A link that only a name makes: nothing has the id that is called, no message flow joins its ends, and no declaration
/// that both refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameLink {
    /// A call.
    Call {
        /// The call activity.
        caller: StepId,
        /// The process that is called.
        process: ProcessId,
    },
    /// A message or signal.
    Passage {
        /// The step that sends or throws it.
        from: StepId,
        /// The step that receives or catches it.
        to: StepId,
    },
}

/// A process most of whose steps have no names of their own: drawn to try something out, not to describe work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Sketch {
    /// A position in [`Unit::processes`].
    pub process: ProcessId,
    /// How many of the steps that tell have a default name of a tool, or none.
    pub nameless: u32,
    /// How many steps tell: the activities; where there are none, the events.
    pub all: u32,
}

/// The part of a landscape that hangs together: what one plugin call sees.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Unit {
    /// A name that survives re-export: the files it is made of.
    pub name: String,
    /// The exports it is made of, by the paths shown to the user. A unit that is written down leaves them to its writer.
    #[serde(skip)]
    pub files: Vec<Arc<str>>,
    /// Every process of its files. [`Step::process`] is a position in this list.
    pub processes: Vec<Process>,
    /// Every department of the unit, sorted by name. A [`DepartmentId`] is a position in this list.
    pub departments: Vec<Department>,
    /// Names of departments that a file writes in its own way, sorted by file and department.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub department_spellings: Vec<DepartmentSpelling>,
    /// The departments that are taken for the customer.
    #[serde(default)]
    pub customers: Vec<Customer>,
    /// Every step of its processes. A [`StepId`] is a position in this list, and the number of a node of the graph.
    pub steps: Vec<Step>,
    /// What is written down about steps, in the words of the export.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub documentation: BTreeMap<StepId, String>,
    /// What tools wrote about steps beside BPMN, step by step, in the order of the export.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// Every item, once for each identity. An [`ItemId`] is a position in this list.
    pub items: Vec<Item>,
    /// Every arrow of the sequence flow, and every pair of link events. [`Need::flow`] is a position in this list.
    pub flows: Vec<Flow>,
    /// Every definition of an event, in the order of steps.
    pub events: Vec<Event>,
    /// Every passage of work from one department to another. A [`HandoffId`] is a position in this list.
    pub handoffs: Vec<Handoff>,
    /// What is sent and received by name or over a message flow, with whoever is on the other side.
    pub exchanges: Vec<Exchange>,
    /// Every call of another process, those of processes that are loaded first.
    pub calls: Vec<Call>,
    /// Needs, with verdicts; `Always` included.
    pub needs: Vec<Need>,
    /// Sources that do not say whether they bring an item: of each, the first need that it leaves undecided, as a position in
    /// [`Unit::needs`]. [`Need::source`] is a position in this list.
    pub sources: Vec<u32>,
    /// Every output of a step, with the steps that may use it.
    pub provisions: Vec<Provision>,
    /// What contracts promise beside items, in their order.
    pub promises: Vec<Promise>,
    /// What is said of the form of items, in the order of steps. [`Need::clause`] is a position in this list.
    #[serde(default)]
    pub clauses: Vec<ItemClause>,
    /// Every step at which a customer is met, once for each direction.
    pub touchpoints: Vec<Touchpoint>,
    /// Endings of processes of our own company.
    pub endings: Vec<Ending>,
    /// Waits of our own company.
    pub waits: Vec<Wait>,
    /// The processes that are sketches, in their order. They are read, counted and linked like all others.
    #[serde(default)]
    pub sketches: Vec<Sketch>,
    /// Steps that have no shape in a drawing which shows the others, in their order: leftovers of the tool.
    #[serde(default)]
    pub undrawn: Vec<StepId>,
    /// The links that only names make: what rests on them is likely.
    #[serde(default)]
    pub by_name: Vec<NameLink>,
    /// Every way in which an item is written, sorted by item.
    pub spellings: Vec<Spelling>,
    /// Stale entries: only in the one unit that stands for the configuration and has no steps.
    #[serde(rename = "stale")]
    pub stale_entries: Vec<StaleEntry>,
    /// The control flow and the facts that the verdicts rest on.
    pub graph: crate::flow::Graph,
    /// For each item, and for each of its states, the number of the fact of the flow that it is there, in that state.
    #[serde(with = "crate::serde_forms::facts")]
    pub facts: FxHashMap<(ItemId, Option<StateId>), FactId>,
    /// The solved flow, once it has been asked for: see [`Unit::solution`].
    #[serde(skip)]
    pub solved: std::sync::OnceLock<crate::flow::Solution>,
    /// The journeys of customers, once they have been asked for: see [`Unit::legs`].
    #[serde(skip)]
    pub legs: std::sync::OnceLock<Vec<Leg>>,
    /// The lists of words that hints come from. A unit that is written down has hints instead.
    #[serde(skip)]
    pub hint_vocabulary: Arc<crate::hint_vocabulary::HintVocabulary>,
    /// What its texts hint at, once that has been asked for: see [`Unit::hints`].
    #[serde(
        default,
        with = "crate::serde_forms::made",
        skip_serializing_if = "crate::serde_forms::made::is_empty"
    )]
    pub hints: std::sync::OnceLock<Vec<Hint>>,
    /// What people call the steps without a label: see [`Unit::called`].
    #[serde(skip)]
    pub titles: crate::title::Titles,
}

impl Unit {
    /// Returns the path of one of its files.
    pub fn file(&self, file: FileId) -> Option<&Arc<str>> {
        self.files.get(file.index())
    }

    /// Returns the name of a department as a file of the unit writes it: what is said of a file uses its own words.
    pub fn department_name(&self, department: DepartmentId, file: FileId) -> Option<&str> {
        let place = self
            .department_spellings
            .binary_search_by_key(&(file, department), |row| (row.file, row.department));
        let own =
            place.ok().and_then(|place| self.department_spellings.get(place)).map(|row| row.name.as_str());
        own.or_else(|| self.departments.get(department.index()).map(|row| row.name.as_str()))
    }
}

/// The exports of one run, linked and analysed.
#[derive(Clone, Debug, Default)]
pub struct Landscape {
    /// Units, in the order of their first file. Entries that matched nothing are in a last unit without steps. A unit
    /// knows nothing of its place here, so that the next landscape can take it over.
    pub units: Vec<Arc<Unit>>,
    /// What in an export found no partner among the others, or several: with the path of the export, in their order.
    pub notes: Vec<(Arc<str>, Diagnostic)>,
    /// What whoever drew an export asks to leave out of what is found: with the path of the export, in their order.
    pub ignore_marks: Vec<(Arc<str>, IgnoreMark)>,
}
