//! Every path passes.

use handoff_sdk::{Argument, Options, Place, Reporter, Rule, StepId, StepKind, Unit, ViewPart};

use crate::recipe;

/// A way through the process avoids every approval.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "A way through the process avoids every approval",
        "{end} can be reached without an approval."
    ),
    ..recipe::of(
        "cookbook/skips-approval",
        &[ViewPart::Steps],
        include_str!("../cases/skips-approval.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let all = |kind: StepKind| {
        let steps = (0..).zip(unit.steps());
        steps.filter(move |(_, step)| step.kind == kind).map(|(id, _)| id).collect::<Vec<StepId>>()
    };
    let (starts, ends, tasks) = (all(StepKind::Start), all(StepKind::End), all(StepKind::UserTask));
    let labels = unit.labels(&tasks);
    let approvals = tasks.iter().zip(&labels).filter(|(_, label)| label.starts_with("Approve"));
    let approvals: Vec<StepId> = approvals.map(|(step, _)| *step).collect();
    for (start, end) in starts.iter().flat_map(|start| ends.iter().map(move |end| (*start, *end))) {
        if approvals.is_empty() || unit.every_path_passes(start, end, &approvals) {
            continue;
        }
        let way = unit.path(start, end, &approvals).unwrap_or_default();
        report.add(Place::Step(end), "found").with("end", Argument::Step(end)).witness(&way);
    }
}
