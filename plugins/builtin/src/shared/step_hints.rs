//! What the vocabulary hints at in the words of steps: in their labels, and in the names of what they send and receive.

use std::collections::BTreeMap;

use handoff_sdk::{Hint, StepId, TextOf, Unit, Wording};

/// Hints by step.
pub(crate) struct StepHints<'u>(BTreeMap<StepId, Vec<&'u Hint>>);

impl<'u> StepHints<'u> {
    pub(crate) fn new(unit: &'u Unit<'_>) -> Self {
        let mut by_step: BTreeMap<StepId, Vec<&Hint>> = BTreeMap::new();
        for hint in unit.hints() {
            let steps = match hint.at.of {
                TextOf::Label(step) => [Some(step), None],
                TextOf::Exchange(number) => {
                    let row = unit.exchanges().get(number as usize);
                    row.map_or([None, None], |row| [row.thrower, row.catcher])
                }
                _ => continue,
            };
            for step in steps.into_iter().flatten() {
                by_step.entry(step).or_default().push(hint);
            }
        }
        Self(by_step)
    }

    /// Lists the hints of a list of the vocabulary at a step.
    pub(crate) fn all(&self, step: StepId, words: &'static str) -> impl Iterator<Item = &'u Hint> {
        self.0.get(&step).into_iter().flatten().copied().filter(move |hint| hint.words == words)
    }

    pub(crate) fn has(&self, step: StepId, words: &'static str) -> bool {
        self.all(step, words).next().is_some()
    }

    /// Tells whether the label of a step begins or ends with words of a list: they are its verb, in whatever language.
    pub(crate) fn leads(&self, unit: &Unit<'_>, step: StepId, words: &'static str) -> bool {
        let mut of_label = self.all(step, words).filter(|hint| hint.at.of == TextOf::Label(step)).peekable();
        of_label.peek().is_some() && {
            let length = unit.label(step).chars().count();
            of_label.any(|hint| hint.at.start == 0 || hint.at.end as usize == length)
        }
    }

    /// Lists the steps at which a list of the vocabulary has words, in their order.
    pub(crate) fn steps(&self, words: &'static str) -> impl Iterator<Item = StepId> {
        self.0.keys().copied().filter(move |step| self.has(*step, words))
    }
}

/// Returns the words of a wording.
pub(crate) fn wording(unit: &Unit<'_>, at: Wording) -> String {
    let text = unit.texts(&[at.of]).pop().unwrap_or_default();
    text.chars().skip(at.start as usize).take((at.end - at.start) as usize).collect()
}
