"""`audit/blind-decision`: its page, with the cases that test it, is `cases/blind-decision.md`."""

from handoff_sdk import Argument, Certainty, GapKind, Place, Reporter, Severity, Unit, rule
from handoff_sdk.rule import Options


@rule(
    id="audit/blind-decision",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    needs=["flows", "gaps"],
    texts={
        "title": {"en": "A decision goes by what is not surely there"},
        "blind": {
            "en": "The way from {step} to {target} goes by {item}, which is not surely there by then.",
            "de": "Der Weg von {step} nach {target} richtet sich nach {item}, das bis dahin nicht sicher da ist.",
        },
        "before": {
            "en": "Let a step before {step} bring {item}.",
            "de": "Einen Schritt vor {step} {item} bringen lassen.",
        },
    },
)
def blind_decision(unit: Unit, options: Options, report: Reporter) -> None:
    for gap, need in unit.gaps:
        if gap is not GapKind.BLIND_DECISION or need.flow is None:
            continue
        target = unit.flows[need.flow].target
        (
            report.add(Place.step(need.step), "blind")
            .between(None, unit.owner(need.step))
            .item(need.item, need.state)
            .put("step", Argument.step(need.step))
            .put("target", Argument.step(target))
            .related([target])
            .help("before")
        )
