"""Write rules for `handoff` in Python: a view of the process landscape in, findings out.

A rule is one function with a description, a plugin is a list of rules:

    from handoff_sdk import Argument, Certainty, Place, Plugin, Reporter, Severity, Unit, rule

    @rule(
        id="example/endless-wait",
        severity=Severity.WARNING,
        certainty=Certainty.CERTAIN,
        needs=["waits"],
        texts={
            "title": {"en": "A step waits for another party without a time limit"},
            "endless": {"en": "{step} waits without a limit."},
        },
    )
    def endless_wait(unit: Unit, options: dict, report: Reporter) -> None:
        for wait in unit.waits:
            if not wait.limited:
                report.add(Place.step(wait.step), "endless").put("step", Argument.step(wait.step))

    plugin = Plugin(id="example", version="1.0.0", rules=[endless_wait])
"""

from . import lists
from .lists import *
from .place import Argument, Place
from .report import FindingBuilder, Reporter
from .rule import Deprecation, Plugin, Preset, Rule, rule
from .unit import Unit

__all__ = [
    "Argument",
    "Deprecation",
    "FindingBuilder",
    "Place",
    "Plugin",
    "Preset",
    "Reporter",
    "Rule",
    "Unit",
    "rule",
]
__all__ += lists.__all__
