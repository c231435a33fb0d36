//! What takes up a result that nobody draws: the sending right behind it, and, where no work follows, whoever the process is
//! there for.

use handoff_model as model;
use handoff_model::Id;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::word_lists::COLLECTIVE_NOUNS;
use crate::{
    access::{ItemUse, ItemUses},
    flow::Graph,
    link::PassageEnd,
    name::{key, listed, words},
    paths::Paths,
    unit::{ItemId, StepId},
    unit_builder::UnitBuilder,
};

/// The most steps that count as standing right behind another.
const MOST_BEHIND: usize = 16;
/// The fewest letters of a noun that tells one thing from another.
const NOUN: usize = 4;

/// Lists what stands right behind a step: past gateways, and into a sub-process up to its first steps.
pub(crate) fn behind(draft: &UnitBuilder<'_>, paths: &Paths, step: StepId) -> Vec<StepId> {
    let mut found: Vec<StepId> = Vec::new();
    let mut open = vec![step];
    while let Some(from) = open.pop() {
        for next in paths.next(from).iter().copied() {
            if found.len() >= MOST_BEHIND {
                return found;
            }
            if found.contains(&next) || next == step {
                continue;
            }
            found.push(next);
            if is_passed(draft, next) {
                open.push(next);
            }
        }
    }
    found
}

/// Tells whether nothing is done at a step that the flow passes.
fn is_passed(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    use model::StepKind::{Complex, Exclusive, Inclusive, Parallel, Start, SubProcess};
    match draft.row(step).kind {
        Exclusive | Inclusive | Parallel | Complex | SubProcess => true,
        Start => draft.unit.steps[step.index()].scope.is_some(),
        _ => false,
    }
}

/// The messages that a step sends.
#[derive(Default)]
struct StepMessages {
    /// Some message flow leaves the step.
    drawn: bool,
    /// The names that its flows have.
    names: Vec<String>,
}

/// What is known of each result's purpose.
pub(crate) struct Purpose {
    /// By step: some work follows it in its process.
    goes_on: Vec<bool>,
    /// By sending step: what is known of its messages.
    sends: FxHashMap<StepId, StepMessages>,
    /// The keys of all that somebody provides.
    made: FxHashSet<String>,
}

impl Purpose {
    /// Collects it for a unit.
    pub(crate) fn new(draft: &UnitBuilder<'_>, uses: &ItemUses, graph: &Graph, paths: &Paths) -> Self {
        let mut goes_on = vec![false; graph.nodes.len()];
        let works = |step: &StepId| draft.row(*step).kind.is_activity();
        let mut open: Vec<StepId> =
            draft.steps().filter(works).flat_map(|step| paths.before(step).iter().copied()).collect();
        while let Some(step) = open.pop() {
            if !std::mem::replace(&mut goes_on[step.index()], true) {
                open.extend(paths.before(step));
            }
        }
        let mut seen: FxHashSet<ItemId> = FxHashSet::default();
        let items = uses.provisions.iter().map(|one| one.item).filter(|item| seen.insert(*item));
        let made = items.map(|item| key(&draft.items.rows[item.index()].name)).collect();
        Self { goes_on, sends: sends(draft), made }
    }

    /// Tells whether somebody who is not drawn takes up what a step provides.
    pub(crate) fn takes(&self, draft: &UnitBuilder<'_>, paths: &Paths, one: &ItemUse) -> bool {
        !self.goes_on[one.step.index()]
            || !self.sends.contains_key(&one.step)
                && draft.shared.lexicon.hands_over(&draft.row(one.step).name)
            || self.sent(draft, one.step, one.item)
            || behind(draft, paths, one.step).into_iter().any(|step| self.sent(draft, step, one.item))
    }

    /// Tells whether a step may send an item off: a message or its label says so, or nothing says what is sent.
    fn sent(&self, draft: &UnitBuilder<'_>, step: StepId, item: ItemId) -> bool {
        let lexicon = draft.shared.lexicon;
        let label = &draft.row(step).name;
        let messages = self.sends.get(&step);
        if messages.is_none() && !(draft.row(step).kind.is_activity() && lexicon.hands_over(label)) {
            return false;
        }
        let name = key(&draft.items.rows[item.index()].name);
        let says = |text: &str| is_collective(text) || speaks_of(text, &name);
        let object = lexicon.object(label, true);
        let named = messages.into_iter().flat_map(|sent| &sent.names).any(|text| says(text));
        if named || speaks_of(label, &name) || object.is_some_and(says) {
            return true;
        }
        // Nothing says what a message brings that has no name, unless the label speaks of something else that is made.
        let other = || object.is_some_and(|object| self.made.contains(&key(object)));
        messages.is_some_and(|sent| {
            sent.names.is_empty() && if sent.drawn { !other() } else { key(label).is_empty() }
        })
    }
}

/// Tells whether a text and the name of an item, given as its key, may speak of one thing: one holds the other.
fn speaks_of(text: &str, item: &str) -> bool {
    let text = key(text);
    text.chars().count() >= NOUN && item.contains(&text) || text.contains(item)
}

/// Tells whether a text consists of words for whatever is handed over.
fn is_collective(text: &str) -> bool {
    let words = words(text);
    !words.is_empty() && words.iter().all(|word| listed(COLLECTIVE_NOUNS, word))
}

/// Lists the messages that each sending step sends.
fn sends(draft: &UnitBuilder<'_>) -> FxHashMap<StepId, StepMessages> {
    let mut sends: FxHashMap<StepId, StepMessages> = FxHashMap::default();
    for passage in draft.passages {
        if let PassageEnd::Step(source) = passage.source
            && let Some(source) = draft.step(source)
        {
            let flow = passage.flow.and_then(|(file, flow)| {
                draft.part_of_file(file)?.model.message_flows.get(flow).map(|flow| flow.name.clone())
            });
            let sent = sends.entry(source).or_default();
            sent.drawn = true;
            sent.names.extend(flow.filter(|name| !key(name).is_empty()));
        }
    }
    for step in draft.steps() {
        let row = draft.row(step);
        let message = row.has(model::DefinitionKind::Message) || row.has(model::DefinitionKind::Signal);
        let throws = matches!(row.kind, model::StepKind::Throw | model::StepKind::End) && message;
        if throws || row.kind == model::StepKind::SendTask {
            sends.entry(step).or_default();
        }
    }
    sends
}
