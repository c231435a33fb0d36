//! Pools that are drawn in several pieces: a case goes on at the head of one when an answer comes in.

use handoff_model::StepKind;
use rustc_hash::FxHashMap;

use super::{Sender, Ways};
use crate::{draft::Draft, unit::StepId};

/// The steps of each process to which no way leads.
pub(super) struct Heads(FxHashMap<u32, Vec<StepId>>);

impl Heads {
    pub(super) fn new(ways: &Ways, draft: &Draft<'_>) -> Self {
        let mut heads: FxHashMap<u32, Vec<StepId>> = FxHashMap::default();
        for step in draft.steps() {
            let row = draft.row(step);
            let begins = row.kind != StepKind::Boundary && row.kind != StepKind::EventSubProcess;
            if begins && row.scope.is_none() && !row.compensation && !ways.before.contains_key(&step) {
                heads.entry(draft.unit.steps[step as usize].process).or_default().push(step);
            }
        }
        Self(heads)
    }

    /// Tells whether a case that began elsewhere in the process goes on at a step to which no way leads: what comes in there
    /// can only be an answer, because whoever sends it begins nothing but what this process asks for.
    pub(super) fn resumes(&self, ways: &Ways, draft: &Draft<'_>, step: StepId) -> bool {
        let process = |step: StepId| draft.unit.steps[step as usize].process;
        let (own, row) = (process(step), draft.row(step));
        if row.kind == StepKind::Start
            || row.instantiates
            || !self.of(own).contains(&step)
            || self.of(own).len() < 2
        {
            return false;
        }
        let is_asked = |head: &StepId| {
            let mut senders = ways.senders_of(*head);
            senders.any(|(source, _)| source.is_some_and(|source| process(source) == own))
        };
        let answers = |(source, _): &Sender| {
            source.is_some_and(|source| {
                let heads = self.of(process(source));
                process(source) != own && !heads.is_empty() && heads.iter().all(is_asked)
            })
        };
        let mut senders = ways.senders_of(step).peekable();
        senders.peek().is_some() && senders.all(|sender| answers(&sender))
    }

    fn of(&self, process: u32) -> &[StepId] {
        self.0.get(&process).map(Vec::as_slice).unwrap_or_default()
    }
}
