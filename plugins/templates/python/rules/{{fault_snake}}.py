"""`{{id}}`"""

from handoff_sdk import Argument, Certainty, Place, Reporter, Severity, StepKind, Unit, rule


@rule(
    id="{{id}}",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    needs=["handoffs"],
    texts={
        "title": {"en": "Work goes on by hand after a handoff"},
        "by-hand": {
            "en": "{receiver} goes on by hand at {step} with what {giver} hands over.",
            "de": "{receiver} macht bei {step} von Hand weiter mit dem, was {giver} übergibt.",
        },
        "record": {
            "en": "Let {receiver} record what arrived.",
            "de": "{receiver} erfassen lassen, was ankam.",
        },
    },
)
def {{fault_snake}}(unit: Unit, options: dict, report: Reporter) -> None:
    for handoff in unit.handoffs:
        if None in (handoff.first, handoff.giver, handoff.receiver):
            continue
        if unit.steps[handoff.first].kind == StepKind.MANUAL_TASK and unit.is_ours(handoff.receiver):
            (
                report.add(Place.step(handoff.first), "by-hand")
                .between(handoff.giver, handoff.receiver)
                .put("step", Argument.step(handoff.first))
                .help("record")
            )
