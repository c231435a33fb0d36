//! Who is to be told of the endings of a process, and what of them he knows because he did it himself.

use std::rc::Rc;

use handoff_model::{DefinitionKind, Id};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    addressee::Addressee,
    contract::Side,
    speech::Speech,
    unit::{ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// Who is to be told of the endings of a process.
#[derive(Clone)]
pub(crate) enum Recipient {
    /// The customer who began the case.
    Customer,
    /// Whoever asked for it and is no customer; with the starts at which somebody asks for something, those of them in his
    /// own lane, and what he is called who sends what a process begins with.
    Asker { requests: FxHashSet<StepId>, lanes: FxHashSet<StepId>, names: FxHashMap<ProcessId, Vec<String>> },
    /// A customer who is met on the way; with the steps that send him what he waits for in a process of his own.
    Met(FxHashSet<StepId>),
    /// Whoever is told of other outcomes by labels, or in the lane in which he begins.
    Addressee(Rc<Addressee>),
}

impl Recipient {
    /// Tells whether, on a way of which nobody tells him, he himself gives up what he asked for.
    pub(crate) fn gives_up(&self, draft: &UnitBuilder<'_>, untold: &[StepId]) -> bool {
        let speech = &draft.shared.lexicon.speech;
        // What we close when a time is over we may call so, but he has done nothing.
        let timed = untold.iter().any(|step| draft.row(*step).has(DefinitionKind::Timer));
        untold.iter().map(|step| &draft.row(*step).name).any(|name| match self {
            Recipient::Addressee(addressee) if !timed && addressee.withdraws(speech, name) => true,
            _ if !timed && self.ends_it(draft, untold, name) => true,
            _ => Speech::lapses(name) || !timed && speech.gives_up(name),
        })
    }

    /// Tells whether the label of a step on a way says that whoever is to be told has ended the case himself.
    fn ends_it(&self, draft: &UnitBuilder<'_>, way: &[StepId], label: &str) -> bool {
        let speech = &draft.shared.lexicon.speech;
        let process = way.first().map(|step| draft.unit.steps[step.index()].process);
        match self {
            Recipient::Asker { names, .. } => {
                let mut names = process.and_then(|id| names.get(&id)).into_iter().flatten();
                names.any(|name| speech.ends_it(label, name))
            }
            Recipient::Customer | Recipient::Met(_) => {
                let mut customers = draft.unit.departments.iter().filter(|row| row.side == Side::Customer);
                customers.any(|row| speech.ends_it(label, &row.name))
            }
            Recipient::Addressee(_) => false,
        }
    }

    /// Tells whether a case begins in the lane of whoever asks for it.
    pub(crate) fn in_his_lane(&self, start: StepId) -> bool {
        matches!(self, Recipient::Asker { lanes, .. } if lanes.contains(&start))
    }
}
