"""The Python SDK itself: what no example shows. `python3 -m unittest discover plugins/tests/python`"""

import copy
import sys
import unittest
from pathlib import Path

PLUGINS = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PLUGINS / "sdk/python"))

from handoff_sdk import Argument, Availability, Certainty, Department, Evidence, GapKind, Item, Need, Place, Plugin, Reporter, Severity, Step, StepKind, Wait, rule
from handoff_sdk.contract import Day, TextOf_Label, Wording
from handoff_sdk.testing import blank, check

NEED = blank(Need) | {"evidence": "data-object", "availability": "never", "any-state": "never", "gap": "missing", "witness": [0]}
VIEW = {
    "format": "handoff-view/2",
    "rules": [{"rule": "acme/a", "options": {"all": True}}],
    "departments": [blank(Department) | {"name": "Sales"}],
    "steps": [blank(Step) | {"kind": "user-task", "owner": 0}],
    "items": [blank(Item) | {"states": 1}],
    "texts": {"label": ["Pack"], "item": ["Order"], "state": [["new"]]},
    "elements": {"step": [["pack", None]], "item": [["item", "Order"]], "department": [["department", "Sales"]], "entry": [["entry", "Slaes"]]},
    "needs": [NEED],
    "stale-entries": [{"kind": "department", "entry": "Slaes", "suggestion": "Sales"}],
    "questions": {
        "path": [],
        "every-path-passes": [],
        "slowest": [],
        "reach": [{"start": 0, "lacking": None, "answer": {"verdict": "none", "touchpoint": None, "path": [], "repaired-by": None}}],
    },
}  # fmt: skip
TEXTS = {"title": {"en": "A"}, "a": {"en": "{step} and {item}"}, "b": {"en": "no {{placeholder}}"}}


def found(run, texts=TEXTS):
    described = rule(id="acme/a", severity=Severity.ERROR, certainty=Certainty.LIKELY, needs=[], texts=texts)
    return Plugin(id="acme", version="1.0.0", rules=[described(run)])


class Sdk(unittest.TestCase):
    def test_a_view_reads_as_the_sandbox_would_answer(self):
        def reads(unit, options, report):
            self.assertEqual(options, {"all": True})
            self.assertEqual((unit.steps[0].kind, unit.steps[0].scope), (StepKind.USER_TASK, None))
            ((gap, need),) = unit.gaps
            self.assertEqual((gap, need.witness), (GapKind.MISSING, [0]))
            self.assertEqual((unit.label(0), unit.item_names([0]), unit.state_names(0, [0])), ("Pack", ["Order"], ["new"]))
            self.assertEqual(unit.reach(0).path, [])
            report.add(Place.step(0), "a").need(need)
            report.add(Place.entry(0), "a").put("step", Argument.step(0)).item(0, 0)
            report.add(Place.entry(0), "b").severity(Severity.INFO)

        lines = ['error acme/a entry "Order [new]"', 'error acme/a pack "Order"', 'info acme/a entry "Slaes"']
        self.assertEqual(check(found(reads), VIEW), lines)

    def test_the_first_example_of_the_reference_finds_what_it_says(self):
        page = (PLUGINS.parent / "docs/plugins/reference/python.md").read_text("utf-8")
        names: dict = {}
        exec(page.split("```python\n")[1].split("```")[0], names)
        wait = blank(Wait) | {"step": 0, "limited": True, "seconds": 7200}

        def lines(options):
            return check(names["plugin"], VIEW | {"rules": [{"rule": "acme/slow-wait", "options": options}], "waits": [wait]})

        self.assertEqual((lines({}), lines({"hours": 1})), ([], ["warning acme/slow-wait pack"]))

    def test_what_the_sandbox_would_refuse_fails_here_too(self):
        def refused(run, reason):
            with self.assertRaisesRegex(Exception, reason):
                check(found(run), copy.deepcopy(VIEW))

        refused(lambda unit, options, report: unit.path(0, 0), "no answer to `path`.*--views")
        refused(lambda unit, options, report: unit.label(7), "number 7, of 1 shown")
        refused(lambda unit, options, report: report.add(Place.step(0), "c"), "no text `c`")
        refused(lambda unit, options, report: report.add(Place.step(0), "a").put("step", Argument.step(0)), "without an argument")
        def lazy(unit, options, report):
            yield report

        refused(lazy, "plain function")
        with self.assertRaisesRegex(TypeError, "no English"):
            found(None, {"title": {"en": "A"}, "a": {"de": "nur"}})

    def test_what_is_no_number_is_refused_where_it_is_made(self):
        def refused(make, words):
            with self.assertRaises(TypeError) as raised:
                make()
            self.assertIn(words, str(raised.exception))

        for value, shown in [(None, "None"), (-1, "-1"), (1.5, "1.5"), (2**32, "4294967296"), ("7", "'7'"), (True, "True")]:
            refused(lambda: Place.step(value), f"Place.step: `step` must be a whole number from 0 to 4294967295, not {shown}")
            refused(lambda: Argument.states(0, [1, value]), "Argument.states: `states[1]` must be a whole number")
        for seconds in (None, -1, 1.5, 2**64):
            refused(lambda: Argument.seconds(seconds), "Argument.seconds: `seconds` must be")
        self.assertEqual(Argument.seconds(2**64 - 1).value, 2**64 - 1)
        refused(lambda: Argument.steps(3), "`steps` must be a list, not 3")
        refused(lambda: Argument.text(None), "`text` must be a text, not None")
        refused(lambda: Argument.date(Day(2024, 1, None)), "Argument.date: `day.day` must be")
        refused(lambda: Place.wording(Wording(TextOf_Label(None), 0, 1)), "`wording.of.value` must be")

    def test_a_draft_and_a_question_refuse_what_was_not_made(self):
        def refused(run, words):
            with self.assertRaises(TypeError) as raised:
                check(found(run), copy.deepcopy(VIEW))
            self.assertIn(words, str(raised.exception))

        refused(lambda unit, options, report: report.add(0, "a"), "add: `at` must be a `Place`, not 0")
        refused(lambda unit, options, report: report.add(Place.step(0), "a").put("step", 0), "put: `argument` must be")
        refused(lambda unit, options, report: report.add(Place.step(0), "a").reach_from(None), "reach_from: `step` must be")
        refused(lambda unit, options, report: report.add(Place.step(0), "a").witness([0, None]), "witness: `steps[1]` must be")
        refused(lambda unit, options, report: unit.path(0, None), "path: `goal` must be")
        refused(lambda unit, options, report: unit.label(None), "label: `step` must be")

    def test_a_draft_holds_what_the_host_takes(self):
        report = Reporter(found(None).rules[0])
        report.add(Place.step(0), "a").related(range(20)).witness(range(300))
        (finding,) = report.findings
        self.assertEqual((len(finding.related), len(finding.witness), finding.witness[-1]), (16, 256, 299))


if __name__ == "__main__":
    unittest.main()
