"""The component around a plugin: what the exports of the contract do. Only a component can import this module."""

import io
import json
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import TypeVar

from componentize_py_types import Err
from wit_world import exports
from wit_world.imports.log import Level, emit
from wit_world.imports.model import View

from .contract import Description, Finding, RuleOptions
from .report import run
from .rule import Options, Plugin, Rule
from .unit import Unit

T = TypeVar("T")


def component(plugin: Plugin, pages: Mapping[str, Mapping[str, str]]) -> type[exports.Rules]:
    """Makes the exports of a plugin; each rule has its pages under its id, by language."""
    rules = {rule.id: rule for rule in plugin.rules}

    class Rules(exports.Rules):
        _switched_on: list[tuple[Rule, Options]] | None = None

        def describe(self) -> Description:
            return _aloud(plugin.id, lambda: plugin.describe(pages))

        def configure(self, configured: list[RuleOptions]) -> None:
            for choice in configured:
                if choice.rule not in rules:
                    raise Err(f"there is no rule `{choice.rule}` in `{plugin.id}`")
            parsed = _aloud(plugin.id, lambda: [json.loads(choice.options) for choice in configured])
            # On the class: every call of an export may come to an instance of its own.
            Rules._switched_on = [(rules[choice.rule], options) for choice, options in zip(configured, parsed)]

        def check(self, view: View) -> list[Finding]:
            # Silence must not look like health.
            if Rules._switched_on is None:
                raise Err("`configure` was not called before `check`")
            unit = Unit(view)
            return [
                finding
                for rule, options in Rules._switched_on
                for finding in _aloud(rule.id, lambda rule=rule, options=options: run(rule, unit, options))
            ]

    return Rules


def _aloud(what: str, action: Callable[[], T]) -> T:
    """Does something, and says in the host's log why it failed: the trap that follows has no words of its own."""
    try:
        return action()
    except BaseException as error:
        # What happened comes first: the host may cut a long text. The lines of the sources cannot be shown: looking for
        # them would ask for files, and so end the call before a word is said.
        frames = [
            f"\n  {frame.f_code.co_filename}:{line} in {frame.f_code.co_name}"
            for frame, line in reversed(list(traceback.walk_tb(error.__traceback__)))
        ]
        emit(Level.PANIC, f"{what}: {type(error).__name__}: {error}{''.join(frames)}")
        raise


class _Log(io.TextIOBase):
    """Takes what a rule prints into the host's log: there is no other place for it, and asking for one would end the call."""

    def write(self, text: str) -> int:
        if text.strip():
            emit(Level.DEBUG, text.rstrip())
        return len(text)


sys.stdout = sys.stderr = _Log()
