//! Why nobody can tell whether a needed item arrives, and what would have to be declared to tell it.

use handoff_model::{Id, Language};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::{
    texts::LandscapeTexts,
    title::{GrammaticalCase, capital, quoted},
    unit::{Need, StepId, UndecidedReason, Unit},
};

/// Gives the needs that wait for the same declaration about one item the same number; returns, for each number, its first need.
pub(crate) fn number_sources(unit: &Unit, needs: &mut [Need]) -> Vec<u32> {
    let mut sources: IndexMap<_, u32, FxBuildHasher> = IndexMap::default();
    for (position, need) in (0..).zip(needs) {
        let Some(reason) = &need.undeclared else { continue };
        // A call says one thing of what it passes, and another of what it gives back.
        let back = matches!(reason, UndecidedReason::Call(call) if unit.gives_back(*call, need.step));
        let entry = sources.entry((need.item, reason.clone(), back));
        need.source = Some(entry.index() as u32);
        entry.or_insert(position);
    }
    sources.into_values().collect()
}

impl Unit {
    /// Says why nobody can tell whether a need is met, as one clause without a full stop, in a language;
    /// `None` where it can be told.
    pub fn undeclared(&self, need: &Need, language: Language) -> Option<String> {
        let (reason, item) = (need.undeclared.as_ref()?, quoted(self.item_name(need), language));
        Some((LandscapeTexts::of(language).reason)(self, reason, &item, need.step))
    }

    /// Says why nobody can tell whether a source brings an item, as a whole sentence with its full stop; `None` where there is
    /// no such source. `source` is a position in [`Unit::sources`].
    pub fn source(&self, source: u32, language: Language) -> Option<String> {
        Some(capital(&self.undeclared(self.first_need(source)?, language)?) + ".")
    }

    /// Returns the first need that a source leaves undecided. `source` is a position in [`Unit::sources`].
    pub fn first_need(&self, source: u32) -> Option<&Need> {
        self.needs.get(*self.sources.get(source as usize)? as usize)
    }

    /// Says what would have to be declared to tell whether a need is met, as one sentence without a full stop: needs
    /// with the same sentence wait for the same source.
    pub fn declaration(&self, need: &Need, language: Language) -> Option<String> {
        let (reason, item) = (need.undeclared.as_ref()?, quoted(self.item_name(need), language));
        Some((LandscapeTexts::of(language).remedy)(self, reason, &item, need.step))
    }

    fn item_name(&self, need: &Need) -> &str {
        self.items.get(need.item.index()).map_or("", |item| &item.name)
    }

    /// Names the department of a step in quotation marks, else the step.
    pub(crate) fn side(&self, step: StepId, language: Language, case: GrammaticalCase) -> String {
        let owner = self.steps.get(step.index()).and_then(|step| self.departments.get(step.owner?.index()));
        owner.map_or_else(|| self.title(step, language, case), |owner| quoted(&owner.name, language))
    }

    /// Tells whether what a call gives back decides on a need, not what it passes to the process that it calls.
    pub(crate) fn gives_back(&self, call: StepId, need: StepId) -> bool {
        let process = |step: StepId| self.steps.get(step.index()).map(|step| step.process);
        process(call) == process(need)
    }

    /// Names the process of a step in quotation marks, where it has a name.
    pub(crate) fn process_of(&self, step: StepId, language: Language) -> Option<String> {
        let process = self.processes.get(self.steps.get(step.index())?.process.index())?;
        Some(&process.name).filter(|name| !name.trim().is_empty()).map(|name| quoted(name, language))
    }
}
