//! What the path that shows a gap says of those who provide the item elsewhere.

use handoff_sdk::{Need, StepId, StepKind, Unit};

/// Tells whether the path only steps over the sub-processes in which the item is provided, as if nothing were done there.
pub(crate) fn skips(unit: &Unit<'_>, need: &Need) -> bool {
    let skipped = |provider: &StepId| {
        around(unit, *provider).any(|scope| {
            let next = after(need, scope);
            next.is_some_and(|next| {
                !is_boundary(unit, next) && around(unit, next).all(|other| other != scope)
            })
        })
    };
    !need.providers.is_empty() && need.providers.iter().all(skipped)
}

/// Returns the event over which the path leaves what would have provided the item, a step or a sub-process around it, before
/// that is done; none where the item is provided anywhere else.
pub(crate) fn breaks_off(unit: &Unit<'_>, need: &Need) -> Option<StepId> {
    let event = |provider: StepId| {
        let mut left = std::iter::once(provider).chain(around(unit, provider));
        left.find_map(|step| after(need, step).filter(|next| is_boundary(unit, *next)))
    };
    let first = event(*need.providers.first()?)?;
    need.providers.iter().all(|provider| event(*provider) == Some(first)).then_some(first)
}

/// Tells whether a step may leave out what it provides.
pub(crate) fn may_leave_out(unit: &Unit<'_>, step: StepId, need: &Need) -> bool {
    let mut made = unit.provisions().iter().filter(|made| made.step == step && made.item == need.item);
    made.any(|made| made.optional)
}

/// Returns the step behind another on the path to the need.
fn after(need: &Need, step: StepId) -> Option<StepId> {
    let at = need.witness.iter().position(|on_path| *on_path == step)?;
    need.witness.get(at + 1).copied()
}

/// Lists the sub-processes around a step, inner ones first.
fn around(unit: &Unit<'_>, step: StepId) -> impl Iterator<Item = StepId> {
    let scope = |step: StepId| unit.steps().get(step as usize).and_then(|row| row.scope);
    std::iter::successors(scope(step), move |inner| scope(*inner).filter(|outer| outer < inner))
}

fn is_boundary(unit: &Unit<'_>, step: StepId) -> bool {
    unit.steps().get(step as usize).is_some_and(|row| row.kind == StepKind::Boundary)
}
