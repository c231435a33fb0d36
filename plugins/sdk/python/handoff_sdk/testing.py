"""Runs rules over view files, in Python itself: no sandbox, no network, and a debugger works.

`handoff plugin test --views DIR` writes these files: what each case of a rule's page shows the rules.
"""

from __future__ import annotations

import json
import re
import unittest
from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from . import contract
from .bindings.model import View
from .contract import Availability, Finding
from .report import run
from .rule import Plugin, Rule
from .unit import Unit

AGAIN = "run `handoff plugin test --views` again"


def check_views(test: unittest.TestCase, plugin: Plugin, folder: str | Path) -> None:
    """Makes sure that the plugin's rules find in each view file of a folder what its case expects."""
    paths = sorted(Path(folder).glob("*.json"))
    test.assertTrue(paths, f"{folder} has no view: {AGAIN}")
    ids = {rule.id for rule in plugin.rules}
    for path in paths:
        view = json.loads(path.read_text("utf-8"))
        with test.subTest(path.name, case=view["case"]):
            expected = sorted(line for line in view["expected"] if line.split(" ")[1] in ids)
            test.assertEqual(check(plugin, view), expected)


def check(plugin: Plugin, view: dict[str, Any]) -> list[str]:
    """Runs the rules of a plugin that a view names, and writes what they find as a case expects it, in order."""
    if view["format"] != "handoff-view/2":
        raise ValueError(f"a view of another format: {AGAIN}")
    unit = Unit(_FileView(view))  # type: ignore[arg-type]
    options = {entry["rule"]: entry["options"] for entry in view["rules"]}
    return sorted(
        _line(view, rule, finding)
        for rule in plugin.rules
        if rule.id in options
        for finding in run(rule, unit, options[rule.id])
    )


class _FileView:
    """Answers as the sandbox would, from a view file."""

    def __init__(self, view: dict[str, Any]) -> None:
        self._view = view

    def __getattr__(self, name: str) -> Callable[[], list[Any]]:
        """Answers with a list, by what the contract says of its rows."""
        if not hasattr(View, name):
            raise AttributeError(name)
        [rows] = get_args(get_type_hints(getattr(View, name))["return"])
        return lambda: self._records(name.replace("_", "-"), rows)

    def needs(self, all: bool) -> list[contract.Need]:
        needs = self._records("needs", contract.Need)
        return [need for need in needs if all or need.availability != Availability.ALWAYS or need.missing_fields]

    def texts(self, wanted: list[contract.TextOf]) -> list[str]:
        return [self._text(of) for of in wanted]

    def _text(self, of: contract.TextOf) -> str:
        text = self._view["texts"][_case(of)]
        for number in of.value if isinstance(of.value, tuple) else (of.value,):
            text = _at(text, number)
        return text

    def path(self, start: int, goal: int, avoiding: list[int]) -> list[int] | None:
        return self._answer("path", start=start, goal=goal, avoiding=avoiding)

    def every_path_passes(self, start: int, goal: int, through: list[int]) -> bool:
        return self._answer("every-path-passes", start=start, goal=goal, through=through)

    def slowest(self, start: int, goal: int) -> contract.SlowestPath | None:
        return _read(contract.SlowestPath, self._answer("slowest", start=start, goal=goal))

    def concurrent(self, pairs: list[tuple[int, int]]) -> list[contract.Concurrency]:
        answers = (self._answer("concurrent", one=one, other=other) for one, other in pairs)
        return [_read(contract.Concurrency, answer) for answer in answers]

    def reach(self, start: int, lacking: int | None) -> contract.Reach:
        return _read(contract.Reach, self._answer("reach", start=start, lacking=lacking))

    def _records(self, name: str, kind: type) -> list[Any]:
        return [_read(kind, record) for record in self._view[name]]

    def _answer(self, kind: str, **question: Any) -> Any:
        for known in self._view["questions"][kind]:
            if all(known[name] == value for name, value in question.items()):
                return known["answer"]
        raise LookupError(f"the view holds no answer to `{kind}` {question}: {AGAIN}")


def blank(kind: Any) -> Any:
    """Makes a value of a type of the contract with nothing in it, as a view writes it: what a test changes."""
    if hasattr(kind, "__dataclass_fields__"):
        return {name.replace("_", "-"): blank(hint) for name, hint in get_type_hints(kind).items()}
    if get_origin(kind) is list:
        return []
    if type(None) in get_args(kind):
        return None
    if get_origin(kind) is Union:
        first = get_args(kind)[0]
        return [_words(first), blank(get_type_hints(first)["value"])]
    if issubclass(kind, Enum):
        return next(iter(kind)).name.lower().replace("_", "-")
    return kind()


def _at(rows: list[Any], number: int) -> Any:
    if not 0 <= number < len(rows):
        raise IndexError(f"the rule asked about number {number}, of {len(rows)} shown")
    return rows[number]


def _read(kind: Any, value: Any) -> Any:
    """Reads a value of a type of the contract, which a view writes in the contract's own words."""
    if value is None:
        return None
    if get_origin(kind) is list:
        return [_read(get_args(kind)[0], entry) for entry in value]
    if type(None) in get_args(kind):
        return _read(get_args(kind)[0], value)
    if get_origin(kind) is Union:
        case, held = value
        [chosen] = (cls for cls in get_args(kind) if _words(cls) == case)
        return chosen(_read(get_type_hints(chosen)["value"], held))
    if get_origin(kind) is tuple:
        return tuple(_read(part, entry) for part, entry in zip(get_args(kind), value))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind[value.replace("-", "_").upper()]
    if hasattr(kind, "__dataclass_fields__"):
        return kind(**{name: _read(hint, value[name.replace("_", "-")]) for name, hint in get_type_hints(kind).items()})
    return value


def _line(view: dict[str, Any], rule: Rule, finding: Finding) -> str:
    """Writes a finding as a case expects it: `severity rule element "item"`."""
    for key in filter(None, (finding.message, finding.help)):
        _check_filled(rule, key, (name for name, _ in finding.arguments))
    severity = (finding.severity or rule.severity).name.lower()
    element, about = _place(view, finding.at)
    if finding.item is not None:
        about = view["texts"]["item"][finding.item]
        if finding.state is not None:
            about += f" [{view['texts']['state'][finding.item][finding.state]}]"
    return f"{severity} {finding.rule} {element}" + (f' "{about}"' if about is not None else "")


#: What has a text, where that is called otherwise.
HOLDERS = {
    "label": "step",
    "documentation": "step",
    "state": "item",
    "condition": "flow",
    "kept-in": "clause",
    "field": "clause",
}


def _place(view: dict[str, Any], place: contract.Place) -> tuple[str, str | None]:
    """Says how pages name a place: its element, and the name of what has none."""
    named = place.value.of if isinstance(place, contract.Place_Wording) else place
    case, number = _case(named), named.value
    return tuple(view["elements"][HOLDERS.get(case, case)][number[0] if isinstance(number, tuple) else number])


def _case(value: Any) -> str:
    """Names the case of a variant as the contract does."""
    return _words(type(value))


def _words(case: type) -> str:
    """Returns the name of a case in the contract."""
    return "-".join(re.findall("[A-Z][a-z0-9]*", case.__name__.split("_")[1])).lower()


def _check_filled(rule: Rule, key: str, names: Iterable[str]) -> None:
    """Makes sure that each placeholder of a text has its argument, as the host does."""
    filled = set(names)
    for language, text in rule.texts[key.removeprefix(f"{rule.id}/")].items():
        bare = text.replace("{{", "").replace("}}", "") if ", plural," not in text else text
        missing = set(re.findall(r"\{([\w-]+)(?:, or\}|, plural,|\})", bare)) - filled
        if missing:
            raise AssertionError(f"`{key}` ({language}) has placeholders without an argument: {sorted(missing)}")
