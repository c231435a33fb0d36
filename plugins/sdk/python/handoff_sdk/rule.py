"""What a rule and a plugin say about themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .contract import Certainty, Description, RuleInfo, Severity, Text
from .lists import ViewPart

if TYPE_CHECKING:
    from .report import Reporter
    from .unit import Unit

Options = Mapping[str, Any]
Check = Callable[["Unit", Options, "Reporter"], None]


@dataclass(frozen=True)
class Rule:
    """A check with a stable id."""

    id: str
    """`family/name`, named for the fault, so that "allow *name*" reads well."""
    severity: Severity
    """The severity of its findings, unless a finding or the configuration says otherwise."""
    certainty: Certainty
    """The certainty of its findings, unless a finding says otherwise."""
    needs: Sequence[ViewPart]
    """Parts of the view without which it has nothing to say: the host saves the call where one is empty."""
    texts: Mapping[str, Mapping[str, str]]
    """Its title under the key `title`, its messages and remedies: by key, then by language; each has one in `en`."""
    check: Check
    """The check itself."""
    off: bool = False
    """Off unless a preset or the configuration turns it on."""
    options: Mapping[str, Any] | None = None
    """A JSON Schema of its options."""

    def __post_init__(self) -> None:
        self.key("title")
        for key, text in self.texts.items():
            if not text.get("en"):
                raise TypeError(f"the text `{key}` of `{self.id}` has no English")

    def key(self, text: str) -> str:
        """Returns the key of one of its texts in the catalogue of its plugin."""
        if text not in self.texts:
            raise KeyError(f"`{self.id}` has no text `{text}`")
        return f"{self.id}/{text}"

    def info(self, page: str) -> RuleInfo:
        """Says what the contract asks of a rule."""
        schema = json.dumps(self.options) if self.options else ""
        return RuleInfo(
            id=self.id,
            severity=self.severity,
            certainty=self.certainty,
            off=self.off,
            needs=list(self.needs),
            options_schema=schema,
            title=self.key("title"),
            page=page,
        )

    def catalogue(self) -> list[Text]:
        """Lists its texts, one entry per language."""
        return [
            Text(language=language, key=self.key(key), template=template)
            for key, text in self.texts.items()
            for language, template in text.items()
        ]


def rule(
    *,
    id: str,
    severity: Severity,
    certainty: Certainty,
    needs: Sequence[ViewPart],
    texts: Mapping[str, Mapping[str, str]],
    off: bool = False,
    options: Mapping[str, Any] | None = None,
) -> Callable[[Check], Rule]:
    """Makes a function a rule; see `Rule` for what is said about it."""
    return lambda check: Rule(id, severity, certainty, needs, texts, check, off, options)


@dataclass(frozen=True)
class Plugin:
    """A list of rules under one name."""

    id: str
    """Its id, in kebab case: the family of its rules."""
    version: str
    rules: Sequence[Rule]

    def __post_init__(self) -> None:
        ids = [rule.id for rule in self.rules]
        for id in ids:
            if ids.count(id) > 1:
                raise TypeError(f"there are two rules `{id}` in `{self.id}`")

    def describe(self, pages: Mapping[str, str]) -> Description:
        """Says what it holds; each rule has its page under its id."""
        return Description(
            id=self.id,
            version=self.version,
            rules=[rule.info(pages[rule.id]) for rule in self.rules],
            catalogue=[text for rule in self.rules for text in rule.catalogue()],
        )
