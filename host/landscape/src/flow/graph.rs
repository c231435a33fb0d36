//! The control structure of one unit.

use handoff_model::Id;
use serde::{Deserialize, Serialize};

handoff_model::ids! {
    /// The number of a node: the same as the number of the step in its unit.
    #[derive(Serialize, Deserialize)]
    pub NodeId,
    /// The number of a process: a position in [`Graph::given`], and in the processes of its unit.
    #[derive(Serialize, Deserialize)]
    pub ProcessId,
    /// The number of a fact: smaller than [`Graph::facts`].
    #[derive(Serialize, Deserialize)]
    pub FactId,
}

/// How many branches a node takes or awaits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// One of the branches.
    Exclusive,
    /// All of the branches.
    Parallel,
    /// At least one of them; a join awaits those that were taken.
    Inclusive,
}

/// What a node is to the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NodeKind {
    /// A step that starts its scope or process (start event, or a step without incoming flow where there is none).
    /// It begins with `given` facts only, plus what transfers bring.
    Start,
    /// A step that neither starts nor ends anything.
    Step,
    /// A step that ends its branch; `terminate` ends every branch of the process or sub-process around it.
    End {
        /// Whether it is a terminate end.
        terminate: bool,
    },
    /// A sub-process: entered, then its `Start` nodes run, then it is left when every branch inside has ended.
    Scope {
        /// The body surely runs at least once (no test before, no possibly empty collection).
        surely: bool,
        /// Its steps run in any order, each any number of times (ad hoc).
        unordered: bool,
    },
    /// An event sub-process: may run whenever the scope or process around it is active.
    EventScope {
        /// Whether it stops the scope around it.
        interrupting: bool,
    },
    /// A boundary event: may fire while `host` is active.
    Boundary {
        /// The step it is attached to.
        host: NodeId,
        /// Whether it stops the host.
        interrupting: bool,
    },
    /// Out of the normal flow (compensation handlers): never entered, provides nothing.
    Detached,
}

/// What the flow knows of one step.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Node {
    /// What it is to the flow.
    pub kind: NodeKind,
    /// The `Scope` or `EventScope` node around it; `None` directly inside the process.
    pub scope: Option<NodeId>,
    /// The number of its process in the unit.
    pub process: ProcessId,
    /// How many incoming flows it awaits (an activity or event: `Exclusive`).
    pub join: Gate,
    /// How many outgoing flows it takes (an activity with several unconditional ones: `Parallel`).
    pub split: Gate,
}

/// What passes along an edge: control, and which facts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeKind {
    /// Sequence flow (or a link): control and every fact.
    Sequence,
    /// From a step to the boundary event or event sub-process that catches what it throws, in a scope around it. One that
    /// interrupts is all that follows from a throwing step without a flow out of it; where there is one, it is a choice.
    Throw {
        /// Nothing else triggers the catching event: before a throw it does not happen.
        only: bool,
    },
    /// From a step that throws to one of the same process that waits for it and is released by nothing but such edges and
    /// messages: what holds at one holds at the other.
    Signal,
    /// A message, signal or the like from a step of one process to a step of another: these facts only,
    /// where the sender has them or makes them; it starts or releases the receiver.
    Message {
        /// Pairs of (fact at the sender, fact at the receiver).
        facts: Vec<(FactId, FactId)>,
        /// Facts that the message itself brings, whatever the sender has.
        brings: Vec<FactId>,
    },
    /// A call from a call activity to a start of the called process.
    Call {
        /// Pairs of (fact of the caller, fact of the called process); `None` passes every fact.
        facts: Option<Vec<(FactId, FactId)>>,
    },
    /// The return from the called process (the edge starts at the call activity's called process as a whole and
    /// ends at the call activity): facts that every completion of the process guarantees.
    Return {
        /// The number of the called process.
        process: ProcessId,
        /// Pairs of (fact of the called process, fact of the caller); `None` passes every fact.
        facts: Option<Vec<(FactId, FactId)>>,
    },
}

/// A way for control or facts from one node to another.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Edge {
    /// Where it starts (for a `Return`: any node of the called process, unused).
    pub source: NodeId,
    /// The node it leads to.
    pub target: NodeId,
    /// What passes along it.
    pub kind: EdgeKind,
}

/// The control structure of one unit, with the facts that steps make true and false.
///
/// Facts are numbered from 0; a fact is an item, or an item in a state.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Graph {
    /// Nodes; a scope stands before what lies in it.
    pub nodes: Vec<Node>,
    /// Edges, in the order of the export.
    pub edges: Vec<Edge>,
    /// How many facts there are; every number in the lists below is smaller.
    pub facts: u32,
    /// For each node the facts it surely makes true, sorted.
    pub makes: Vec<Vec<FactId>>,
    /// For each node the facts it may make true (an optional output), sorted.
    pub may_make: Vec<Vec<FactId>>,
    /// For each node the facts it makes false (another state of an item it changes), sorted. A fact that a node
    /// both makes true and false is true afterwards.
    pub ends: Vec<Vec<FactId>>,
    /// For each process the facts given at its start (data inputs, declared sources), sorted.
    pub given: Vec<Vec<FactId>>,
    /// Nodes that wait for something that happens elsewhere, nobody can tell when.
    pub waits: Vec<NodeId>,
    /// Nodes that wait for everything that is sent to them, not for one of it; sorted.
    pub together: Vec<NodeId>,
    /// Scopes that begin with the region around them, beside whatever else begins there.
    pub begun: Vec<NodeId>,
    /// Nodes in scopes that throw what nothing catches: the process ends there, and no scope is left the ordinary way.
    pub uncaught: Vec<NodeId>,
    /// Nodes at which pieces begin that no start leads to, sorted: see [`super::heads`]. What comes into them is not known.
    pub loose: Vec<NodeId>,
}

impl EdgeKind {
    /// Lists every fact that the edge speaks of.
    pub(crate) fn facts(&self) -> impl Iterator<Item = FactId> + '_ {
        let (pairs, brings): (&[(FactId, FactId)], &[FactId]) = match self {
            Self::Sequence | Self::Throw { .. } | Self::Signal => (&[], &[]),
            Self::Message { facts, brings } => (facts, brings),
            Self::Call { facts } | Self::Return { facts, .. } => (facts.as_deref().unwrap_or_default(), &[]),
        };
        pairs.iter().flat_map(|(from, to)| [*from, *to]).chain(brings.iter().copied())
    }
}

impl Graph {
    /// Returns the number of processes.
    pub(super) fn processes(&self) -> usize {
        self.given.len()
    }

    /// Tells whether the graph is well formed: one list of facts for each node, scopes before what lies in them, and
    /// every number in its range. An edge may lead nowhere; it is ignored.
    pub(crate) fn is_valid(&self) -> bool {
        let count = self.nodes.len();
        let lists = [&self.makes, &self.may_make, &self.ends];
        let marked = [&self.loose, &self.waits, &self.together, &self.begun, &self.uncaught];
        marked.into_iter().flatten().all(|node| node.index() < count)
            && self.edges.iter().all(|edge| edge.source.index() < count && edge.target.index() < count)
            && lists.iter().all(|list| list.len() == count)
            && lists
                .into_iter()
                .chain([&self.given])
                .flatten()
                .all(|list| list.is_sorted() && list.last().is_none_or(|fact| fact.0 < self.facts))
            && (0u32..).zip(&self.nodes).all(|(id, node)| {
                let beside = |other: NodeId| other.index() < self.nodes.len();
                let hosted = match node.kind {
                    NodeKind::Boundary { host, .. } => host != NodeId(id) && beside(host),
                    _ => true,
                };
                hosted
                    && node.scope.is_none_or(|scope| scope < NodeId(id) && beside(scope))
                    && node.process.index() < self.given.len()
            })
    }
}
