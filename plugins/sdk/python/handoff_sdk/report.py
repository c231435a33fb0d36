"""Where a rule puts what it found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from . import checks, contract
from .contract import Certainty, Finding, Need, Severity
from .place import Argument, Place
from .rule import Options, Rule
from .unit import Unit

#: Related places of one finding that the host takes.
RELATED = 16
#: Steps of one witness that the host takes.
WITNESS = 256


class Reporter:
    """Collects the findings of one rule."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self.findings: list[Finding] = []

    def add(self, at: contract.Place, message: str) -> FindingBuilder:
        """Adds a finding at a place, with one of the texts of the rule as its message.

        The draft that is returned takes the details.
        """
        finding = Finding(
            rule=self._rule.id,
            severity=None,
            certainty=None,
            message=self._rule.key(message),
            help=None,
            arguments=[],
            at=checks.place("add", "at", at),
            giver=None,
            receiver=None,
            item=None,
            state=None,
            related=[],
            witness=[],
            reach_from=None,
            fixes=[],
        )
        self.findings.append(finding)
        return FindingBuilder(self._rule, finding)


class FindingBuilder:
    """A finding that takes its details."""

    def __init__(self, rule: Rule, finding: Finding) -> None:
        self._rule = rule
        self._finding = finding

    def help(self, text: str) -> Self:
        """Says what to do, with one of the texts of the rule."""
        self._finding.help = self._rule.key(text)
        return self

    def put(self, placeholder: str, argument: contract.Argument) -> Self:
        """Fills a placeholder of the message or the help."""
        self._finding.arguments.append((checks.text("put", "placeholder", placeholder), checks.argument("put", "argument", argument)))
        return self

    def severity(self, severity: Severity) -> Self:
        """Overrides the severity of the rule."""
        self._finding.severity = severity
        return self

    def certainty(self, certainty: Certainty) -> Self:
        """Overrides the certainty of the rule."""
        self._finding.certainty = certainty
        return self

    def between(self, giver: int | None, receiver: int | None) -> Self:
        """Names who gives and who receives, and fills `{giver}` and `{receiver}` with those that are known."""
        self._finding.giver = giver
        self._finding.receiver = receiver
        for name, department in (("giver", giver), ("receiver", receiver)):
            if department is not None:
                self.put(name, Argument.department(department))
        return self

    def item(self, item: int, state: int | None = None) -> Self:
        """Names the item, and fills `{item}` with it."""
        self._finding.item = item
        self._finding.state = state
        return self.put("item", Argument.item(item) if state is None else Argument.state(item, state))

    def need(self, need: Need) -> Self:
        """Names the step and the item of a need, shows the path that proves it, and asks for its reach."""
        self.item(need.item, need.state).put("step", Argument.step(need.step))
        return self.witness(need.witness).reach_from(need.step)

    def related(self, steps: Iterable[int]) -> Self:
        """Adds other steps that belong to it: the first sixteen, which is what the host takes."""
        return self.places(Place.step(step) for step in checks.list_(checks.number)("related", "steps", steps))

    def places(self, places: Iterable[contract.Place]) -> Self:
        """Adds other places that belong to it: the first sixteen, which is what the host takes."""
        self._finding.related = [*self._finding.related, *checks.list_(checks.place)("places", "places", places)][:RELATED]
        return self

    def fix(self, text: str, change: contract.Change) -> Self:
        """Offers a change that would mend it, with one of the texts of the rule that says what it does. The host takes four."""
        self._finding.fixes.append(contract.Fix(text=self._rule.key(text), change=checks.change("fix", "change", change)))
        return self

    def witness(self, steps: Iterable[int]) -> Self:
        """Shows a path that proves it: its last 256 steps, which is what the host takes."""
        self._finding.witness = checks.list_(checks.number)("witness", "steps", steps)[-WITNESS:]
        return self

    def reach_from(self, step: int) -> Self:
        """Lets the host tell whether the customer would notice, from the step that lacks the item."""
        self._finding.reach_from = checks.number("reach_from", "step", step)
        return self


def run(rule: Rule, unit: Unit, options: Options) -> list[Finding]:
    """Runs a rule over one unit."""
    report = Reporter(rule)
    outcome = rule.check(unit, options, report)
    # What it would find later would be lost in silence.
    if hasattr(outcome, "__await__") or hasattr(outcome, "__next__"):
        raise TypeError("a check must be a plain function, neither asynchronous nor a generator")
    return report.findings
