"""What a rule and a plugin say about themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import contract
from .contract import Certainty, Description, Evidence, Measurement, RuleInfo, Severity, Text
from .lists import ViewPart

if TYPE_CHECKING:
    from .report import Reporter
    from .unit import Unit

Options = Mapping[str, Any]
Texts = Mapping[str, Mapping[str, str]]
"""Sentences by key, then by language; each has one in `en`."""
Check = Callable[["Unit", Options, "Reporter"], None]


@dataclass(frozen=True)
class Deprecation:
    """That a rule is on its way out, or is gone."""

    since: str
    """The version of the plugin from which on it is."""
    reason: str
    """The key of a text that says why, and what to do."""
    replaced_by: str | None = None
    """The id of the rule that does its work now. Ignores of the old id hold for one of this plugin too."""


@dataclass(frozen=True)
class Preset:
    """Settings that go together, under a name: `extends = ["plugin:ID/NAME"]` takes them over."""

    name: str
    """In kebab case."""
    title: str
    """The key of a text of the plugin that says in one line what it is for."""
    settings: str
    """TOML, as in `handoff.toml`: the table `rules`, with rules of this plugin only."""


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
    texts: Texts
    """Its title under the key `title`, its messages and remedies."""
    check: Check
    """The check itself."""
    off: bool = False
    """Off unless a preset or the configuration turns it on."""
    options: Mapping[str, Any] | None = None
    """A JSON Schema of its options."""
    since: str | None = None
    """The version of the plugin with which it came."""
    deprecated: Deprecation | None = None
    """Why it is on its way out; its reason is one of its texts."""
    tags: Sequence[str] = ()
    """Words in kebab case by which people find rules."""
    related: Sequence[str] = ()
    """The ids of rules that are worth knowing beside it, in this plugin or others."""
    evidence: Sequence[Evidence] = ()
    """What it judges must be known from one of these; none where the drawing alone is enough."""
    measured: Measurement | None = None
    """How often it was right where people read its findings one by one."""
    link: str | None = None
    """An `https` address where more is said."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What else is said of it, by names in kebab case."""

    def __post_init__(self) -> None:
        self.key("title")
        _in_english(self.id, self.texts)

    def key(self, text: str) -> str:
        """Returns the key of one of its texts in the catalogue of its plugin."""
        return _key(self.id, self.texts, text)

    def info(self, pages: Mapping[str, str]) -> RuleInfo:
        """Says what the contract asks of a rule, with its pages by language."""
        schema = json.dumps(self.options) if self.options else ""
        return RuleInfo(
            id=self.id,
            severity=self.severity,
            certainty=self.certainty,
            off=self.off,
            needs=list(self.needs),
            options_schema=schema,
            title=self.key("title"),
            pages=[contract.Page(language=language, text=text) for language, text in pages.items()],
            since=self.since,
            deprecated=_deprecation(self.id, self.texts, self.deprecated) if self.deprecated else None,
            tags=list(self.tags),
            related=list(self.related),
            evidence=list(self.evidence),
            measured=self.measured,
            link=self.link,
            properties=list(self.properties.items()),
        )

    def catalogue(self) -> list[Text]:
        """Lists its texts, one entry per language."""
        return _catalogue(self.id, self.texts)


def rule(
    *,
    id: str,
    severity: Severity,
    certainty: Certainty,
    needs: Sequence[ViewPart],
    texts: Texts,
    **more: Any,
) -> Callable[[Check], Rule]:
    """Makes a function a rule; see `Rule` for what is said about it, and what more may be said."""
    return lambda check: Rule(id, severity, certainty, needs, texts, check, **more)


@dataclass(frozen=True)
class Plugin:
    """A list of rules under one name."""

    id: str
    """Its id, in kebab case: the family of its rules."""
    version: str
    rules: Sequence[Rule]
    texts: Texts = field(default_factory=dict)
    """Texts about it: under the key `title`, what it is for; titles of presets and reasons of retired rules."""
    link: str | None = None
    """An `https` address where more is said."""
    presets: Sequence[Preset] = ()
    """Settings that go together."""
    retired: Mapping[str, Deprecation] = field(default_factory=dict)
    """Rules that earlier versions held, by their ids; the reasons are among `texts`."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What else is said of it, by names in kebab case: `maintainer`, `license`."""

    def __post_init__(self) -> None:
        _in_english(self.id, self.texts)
        ids = [rule.id for rule in self.rules]
        for id in ids:
            if ids.count(id) > 1:
                raise TypeError(f"there are two rules `{id}` in `{self.id}`")

    def describe(self, pages: Mapping[str, Mapping[str, str]]) -> Description:
        """Says what it holds; each rule has its pages under its id, by language, one of them in `en`."""
        return Description(
            id=self.id,
            version=self.version,
            rules=[rule.info(pages[rule.id]) for rule in self.rules],
            catalogue=[text for rule in self.rules for text in rule.catalogue()] + _catalogue(self.id, self.texts),
            title=_key(self.id, self.texts, "title") if "title" in self.texts else None,
            link=self.link,
            presets=[
                contract.Preset(name=preset.name, title=_key(self.id, self.texts, preset.title), settings=preset.settings)
                for preset in self.presets
            ],
            retired=[
                contract.RetiredRule(id=id, deprecation=_deprecation(self.id, self.texts, gone)) for id, gone in self.retired.items()
            ],
            properties=list(self.properties.items()),
        )


def _in_english(owner: str, texts: Texts) -> None:
    for key, text in texts.items():
        if not text.get("en"):
            raise TypeError(f"the text `{key}` of `{owner}` has no English")


def _key(owner: str, texts: Texts, text: str) -> str:
    """Returns the key of one of the texts of a rule or plugin in the catalogue."""
    if text not in texts:
        raise KeyError(f"`{owner}` has no text `{text}`")
    return f"{owner}/{text}"


def _deprecation(owner: str, texts: Texts, said: Deprecation) -> contract.Deprecation:
    return contract.Deprecation(since=said.since, reason=_key(owner, texts, said.reason), replaced_by=said.replaced_by)


def _catalogue(owner: str, texts: Texts) -> list[Text]:
    return [
        Text(language=language, key=_key(owner, texts, key), template=template)
        for key, text in texts.items()
        for language, template in text.items()
    ]
