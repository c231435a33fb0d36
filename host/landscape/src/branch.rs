//! What the flows out of a decision are called, and what that says of the outcome.

use rustc_hash::FxHashMap;

use crate::{speech::Speech, unit::StepId, unit_builder::UnitBuilder};

/// The labels of sequence flows.
pub(crate) struct Branches<'a> {
    labels: FxHashMap<(StepId, StepId), &'a str>,
}

impl<'a> Branches<'a> {
    /// Reads the labels of a unit.
    pub(crate) fn new(draft: &UnitBuilder<'a>) -> Self {
        let labelled = draft.parts.iter().flat_map(|part| {
            let flows = part.model.flows.rows().filter(|flow| !flow.name.trim().is_empty());
            flows.map(|flow| {
                let ends = (part.step(flow.source), part.step(flow.target));
                (ends, flow.name.as_str())
            })
        });
        let mut labels = FxHashMap::default();
        for (ends, label) in labelled {
            labels.entry(ends).or_insert(label);
        }
        Self { labels }
    }

    /// Returns the label of the flow from one step to another; empty where there is none.
    pub(crate) fn label(&self, source: StepId, target: StepId) -> &'a str {
        self.labels.get(&(source, target)).copied().unwrap_or_default()
    }

    /// Lists all flows with a label.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (StepId, StepId, &'a str)> + '_ {
        self.labels.iter().map(|((source, target), label)| (*source, *target, *label))
    }

    /// Tells whether a way out of a decision is a mere *no* to what is asked, or what is left where another one is called good.
    pub(crate) fn is_no(&self, draft: &UnitBuilder<'_>, decision: StepId, next: StepId) -> bool {
        let speech = &draft.shared.lexicon.speech;
        speech.says_no(&draft.row(decision).name, self.label(decision, next))
    }

    /// Tells whether a way out of a decision says that there is no further one of what is tried one after the other.
    pub(crate) fn runs_out(&self, draft: &UnitBuilder<'_>, decision: StepId, next: StepId) -> bool {
        Speech::runs_out(&draft.row(decision).name, self.label(decision, next))
    }

    /// Tells whether a way out of a decision says that what settles the case has come.
    pub(crate) fn is_settled(&self, draft: &UnitBuilder<'_>, decision: StepId, next: StepId) -> bool {
        Speech::settled(&draft.row(decision).name, self.label(decision, next))
    }

    /// Tells whether the outcome on a way out of a decision is a bad one, by the question and the label of the way.
    pub(crate) fn is_bad(&self, draft: &UnitBuilder<'_>, decision: StepId, next: StepId) -> Option<bool> {
        let speech = &draft.shared.lexicon.speech;
        speech.is_bad(&draft.row(decision).name, self.label(decision, next))
    }
}
