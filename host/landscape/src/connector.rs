//! Link events: connectors that lead the flow on from one page of a drawing to another.
//!
//! A throw and a catch of one name pair within one level of one process, and are a sequence flow. A catch whose throw
//! is nowhere in the file is where the flow comes in from a page that was not exported; a throw that cannot lead to it
//! because it lies on another level leaves it unreached.

use handoff_model::{DefinitionKind, Model, ProcessId, Step, StepId, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::name::key;

/// The link events of an export.
#[derive(Debug, Default)]
pub(crate) struct Connectors {
    /// Each throw with a catch it leads to, in the order of the throws.
    pub(crate) pairs: Vec<(StepId, StepId)>,
    /// The catches to which the flow comes from another page.
    pub(crate) entries: FxHashSet<StepId>,
}

/// A level of a process, and a name on it.
type LinkKey = (ProcessId, Option<StepId>, String);

impl Connectors {
    /// Finds the pairs of an export; what no link is named after goes to the link of the same label.
    pub(crate) fn of(model: &Model) -> Self {
        let links: Vec<(StepId, &Step)> =
            model.steps.iter().filter(|(_, step)| step.has(DefinitionKind::Link)).collect();
        let (throws, catches): (Vec<_>, Vec<_>) =
            links.into_iter().filter(|(_, step)| passes(step)).partition(|(_, step)| throws(step));
        let (mut pairs, mut paired) = (Vec::new(), FxHashSet::default());
        for name in [named, labelled] {
            let at = |step: &Step| Some((step.process, step.scope, name(model, step)?));
            let open = |(id, _): &&(StepId, &Step)| !paired.contains(id);
            let mut caught: FxHashMap<LinkKey, Vec<StepId>> = FxHashMap::default();
            for (id, step) in catches.iter().filter(open) {
                if let Some(key) = at(step) {
                    caught.entry(key).or_default().push(*id);
                }
            }
            let found: Vec<(StepId, StepId)> = throws
                .iter()
                .filter(open)
                .filter_map(|(id, step)| Some((*id, caught.get(&at(step)?)?)))
                .flat_map(|(id, found)| found.iter().map(move |to| (id, *to)))
                .collect();
            paired.extend(found.iter().flat_map(|(from, to)| [*from, *to]));
            pairs.extend(found);
        }
        let names =
            |step: &Step| [named, labelled].into_iter().filter_map(|name| name(model, step)).collect();
        let known: FxHashSet<String> = throws.iter().flat_map(|(_, step)| names(step)).collect();
        let met: FxHashSet<StepId> = model.flows.rows().map(|flow| flow.target).chain(paired).collect();
        let entry = |(id, step): &&(StepId, &Step)| {
            let names: Vec<String> = names(step);
            let lost = if names.is_empty() {
                throws.is_empty()
            } else {
                !names.iter().any(|name| known.contains(name))
            };
            lost && !met.contains(id)
        };
        let entries = catches.iter().filter(entry).map(|(id, _)| *id).collect();
        Self { pairs, entries }
    }
}

fn passes(step: &Step) -> bool {
    throws(step) || matches!(step.kind, StepKind::Catch | StepKind::Start)
}

fn throws(step: &Step) -> bool {
    matches!(step.kind, StepKind::Throw | StepKind::End)
}

/// The name of a link.
fn named(model: &Model, step: &Step) -> Option<String> {
    let mut definitions = step.event.as_ref()?.definitions.iter();
    let link = definitions.find(|definition| definition.kind == DefinitionKind::Link)?;
    let trigger = model.triggers.get(link.trigger?)?;
    Some(key(&trigger.name)).filter(|name| !name.is_empty())
}

/// The label of a link event.
fn labelled(_: &Model, step: &Step) -> Option<String> {
    Some(key(&step.name)).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Connectors;
    use crate::testing::model;

    #[track_caller]
    fn check(text: &str, pairs: &[(&str, &str)], entries: &[&str]) {
        let model = model(text);
        let connectors = Connectors::of(&model);
        let id = |step| model.steps[step].id.as_str();
        let found: Vec<(&str, &str)> =
            connectors.pairs.iter().map(|(from, to)| (id(*from), id(*to))).collect();
        let mut open: Vec<&str> = connectors.entries.iter().map(|step| id(*step)).collect();
        open.sort_unstable();
        assert_eq!((found.as_slice(), open.as_slice()), (pairs, entries));
    }

    #[test]
    fn several_throws_lead_to_one_catch() {
        check(
            "throw link A | name x\nthrow link B | name x\ncatch link C | name x",
            &[("a", "c"), ("b", "c")],
            &[],
        );
    }

    #[test]
    fn a_label_pairs_where_no_name_does() {
        check("throw link On | name one\ncatch link On | name two | id in", &[("on", "in")], &[]);
    }

    #[test]
    fn levels_and_processes_do_not_mix() {
        check("sub S {\nthrow link A | name x\n}\ncatch link B | name x", &[], &[]);
        check("process P\nthrow link A | name x\nprocess Q\ncatch link B | name x", &[], &[]);
    }

    #[test]
    fn a_catch_without_its_throw_is_an_entry_from_another_page() {
        check("throw link On\ncatch link Back\ntask T\nBack -> T", &[], &["back"]);
        check("start S\ncatch link Back\nS -> Back", &[], &[]);
    }
}
