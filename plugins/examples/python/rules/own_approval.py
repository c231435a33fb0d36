"""`audit/own-approval`: its page, with the cases that test it, is `cases/own-approval.md`."""

import re

from handoff_sdk import Argument, Certainty, Place, Reporter, Severity, StepKind, Unit, rule
from handoff_sdk.rule import Options

#: How labels say that someone approves something: beginnings of words, in English and German.
APPROVING = re.compile(r"\b(approv|releas|authori[sz]|sign off|genehmig|freigeb|freigab)", re.IGNORECASE)
#: Steps that people do; what a system releases, no eyes have seen.
BY_PEOPLE = {StepKind.TASK, StepKind.USER_TASK, StepKind.MANUAL_TASK}


@rule(
    id="audit/own-approval",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    needs=["needs", "provisions"],
    texts={
        "title": {"en": "A department approves what it has made itself"},
        "own": {
            "en": "{receiver} approves {item} at {step}, and has made it itself at {made}.",
            "de": "{receiver} genehmigt {item} bei {step} und hat es bei {made} selbst gemacht.",
        },
        "eyes": {
            "en": "Let another department than {receiver} approve {item}.",
            "de": "{item} von einer anderen Abteilung als {receiver} genehmigen lassen.",
        },
    },
)
def own_approval(unit: Unit, options: Options, report: Reporter) -> None:
    labels = unit.labels(range(len(unit.steps)))
    for need in unit.needs:
        # The step itself may give the item on, approved; it is those before it whose work is looked at.
        makers = [step for step in need.providers if step != need.step]
        owner = unit.owner(need.step)
        if owner is None or not unit.is_ours(owner) or unit.common_owner(makers) != owner:
            continue
        # What a start or a message brings, somebody else has asked for.
        by_people = all(unit.steps[step].kind in BY_PEOPLE for step in [need.step, *makers])
        if by_people and APPROVING.search(labels[need.step]):
            (
                report.add(Place.step(need.step), "own")
                .between(None, owner)
                .item(need.item, need.state)
                .put("step", Argument.step(need.step))
                .put("made", Argument.steps(makers))
                .related(makers)
                .help("eyes")
            )
