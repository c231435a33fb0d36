//! Where a sentence says that a case ends: at an ending that has a name, else after the last work before it.

use handoff_sdk::{Argument, Ending, FindingBuilder, StepId, StepKind, Unit};

/// Labels of endings that say nothing of how the case ends.
const ENDS: [&str; 12] =
    ["end", "ended", "ende", "beendet", "fin", "final", "fine", "fim", "finish", "finished", "done", "einde"];

/// The place where a case ends, as people find it in the drawing.
#[derive(Clone, Copy)]
pub(super) struct EndPlace {
    step: StepId,
    /// The step after which it ends, with whether only a choice lies between; `None` where the ending says it itself.
    way: Option<(StepId, bool)>,
}

impl EndPlace {
    /// Returns the place of an ending.
    pub(super) fn new(unit: &Unit<'_>, ending: &Ending) -> Self {
        let label = unit.label(ending.step).trim().to_lowercase();
        let says = !label.is_empty() && !ENDS.contains(&label.as_str());
        let way = if says { None } else { last_work(unit, ending) };
        Self { step: ending.step, way }
    }

    /// Returns the place of an ending that only one way to it can stand for.
    pub(super) fn after(ending: &Ending, step: StepId, is_choice: bool) -> Self {
        Self { step: ending.step, way: Some((step, is_choice)) }
    }

    /// Returns the key of the sentence that says it this way.
    pub(super) fn key(self, sentence: &str) -> String {
        match self.way {
            None => sentence.to_owned(),
            Some((_, false)) => [sentence, "-way"].concat(),
            Some((_, true)) => [sentence, "-choice"].concat(),
        }
    }

    /// Gives the sentence the steps that it names.
    pub(super) fn fill(self, finding: FindingBuilder<'_>) -> FindingBuilder<'_> {
        match self.way {
            None => finding.with("step", Argument::Step(self.step)),
            Some((way, _)) => finding.with("way", Argument::Step(way)),
        }
    }
}

/// Returns the last work before an ending, or the event that breaks it off, where it has a name; and whether a choice lies between.
fn last_work(unit: &Unit<'_>, ending: &Ending) -> Option<(StepId, bool)> {
    let (_, way) = ending.witness.split_last()?;
    let kind = |step: &StepId| unit.steps().get(*step as usize).map(|row| row.kind);
    let stands = |step: &StepId| {
        (unit.works(*step) || kind(step) == Some(StepKind::Boundary)) && !unit.label(*step).trim().is_empty()
    };
    let at = way.iter().rposition(stands)?;
    let between = &way[at + 1..];
    let waits = |step: &StepId| matches!(kind(step), Some(StepKind::Catch | StepKind::EventBased));
    let chooses = |step: &StepId| matches!(kind(step), Some(StepKind::Exclusive | StepKind::Inclusive));
    Some((way[at], between.iter().any(chooses) && !between.iter().any(waits)))
}
