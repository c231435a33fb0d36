"""The lists of a unit, fetched when a rule first asks."""

# Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .contract import (
    Attribute,
    Availability,
    Call,
    Carried,
    Certainty,
    Clause,
    Concurrency,
    Day,
    Declaration,
    Department,
    Ending,
    Event,
    EventKind,
    Evidence,
    Exchange,
    ExchangeKind,
    Field,
    Finding,
    Fix,
    Flow,
    GapKind,
    GlossaryStatus,
    Handoff,
    HandoffKind,
    Hint,
    Item,
    Leg,
    Need,
    NewEntry,
    Partner,
    Process,
    Promise,
    Provision,
    Reach,
    ReachVerdict,
    Replacement,
    Severity,
    Side,
    SlowestPath,
    Spelling,
    StaleEntry,
    Step,
    StepKind,
    TimerKind,
    Touchpoint,
    Wait,
    Wording,
)

if TYPE_CHECKING:
    from .bindings.model import View

__all__ = [
    "Attribute",
    "Availability",
    "Call",
    "Carried",
    "Certainty",
    "Clause",
    "Concurrency",
    "Day",
    "Declaration",
    "Department",
    "Ending",
    "Event",
    "EventKind",
    "Evidence",
    "Exchange",
    "ExchangeKind",
    "Field",
    "Finding",
    "Fix",
    "Flow",
    "GapKind",
    "GlossaryStatus",
    "Handoff",
    "HandoffKind",
    "Hint",
    "Item",
    "Leg",
    "Need",
    "NewEntry",
    "Partner",
    "Process",
    "Promise",
    "Provision",
    "Reach",
    "ReachVerdict",
    "Replacement",
    "Severity",
    "Side",
    "SlowestPath",
    "Spelling",
    "StaleEntry",
    "Step",
    "StepKind",
    "TimerKind",
    "Touchpoint",
    "Wait",
    "Wording",
]

ViewPart = Literal[
    "processes",
    "steps",
    "items",
    "flows",
    "events",
    "handoffs",
    "messages",
    "exchanges",
    "calls",
    "needs",
    "gaps",
    "provisions",
    "clauses",
    "promises",
    "touchpoints",
    "customer",
    "legs",
    "endings",
    "waits",
    "spellings",
    "hints",
    "attributes",
    "stale-entries",
]
"""A part of the view."""


class Lists:
    """The lists of one unit, read-only."""

    def __init__(self, source: View) -> None:
        """Opens a view: of the sandbox in a component, of a view file in a native test."""
        self._source = source

    @cached_property
    def departments(self) -> Sequence[Department]:
        """Lists who takes part, sorted by name; the id of a department is a position here."""
        return tuple(self._source.departments())

    @cached_property
    def processes(self) -> Sequence[Process]:
        """Lists the processes; the id of a process is a position here."""
        return tuple(self._source.processes())

    @cached_property
    def steps(self) -> Sequence[Step]:
        """Lists the steps; the id of a step is a position here."""
        return tuple(self._source.steps())

    @cached_property
    def items(self) -> Sequence[Item]:
        """Lists the items; the id of an item is a position here."""
        return tuple(self._source.items())

    @cached_property
    def flows(self) -> Sequence[Flow]:
        """Lists the arrows of the sequence flow; the id of a flow is a position here."""
        return tuple(self._source.flows())

    @cached_property
    def events(self) -> Sequence[Event]:
        """Lists what events wait for and bring about."""
        return tuple(self._source.events())

    @cached_property
    def handoffs(self) -> Sequence[Handoff]:
        """Lists the handoffs; the id of a handoff is a position here."""
        return tuple(self._source.handoffs())

    @cached_property
    def exchanges(self) -> Sequence[Exchange]:
        """Lists what is sent and received, thrown and caught; the id of an exchange is a position here."""
        return tuple(self._source.exchanges())

    @cached_property
    def calls(self) -> Sequence[Call]:
        """Lists the calls of other processes; the id of a call is a position here."""
        return tuple(self._source.calls())

    @cached_property
    def needs(self) -> Sequence[Need]:
        """Lists the needs, all of them."""
        return tuple(self._source.needs(True))

    @cached_property
    def provisions(self) -> Sequence[Provision]:
        """Lists the provisions."""
        return tuple(self._source.provisions())

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """Lists what is said of the form of items; the id of a clause is a position here."""
        return tuple(self._source.clauses())

    @cached_property
    def promises(self) -> Sequence[Promise]:
        """Lists what contracts promise beside items; the id of a promise is a position here."""
        return tuple(self._source.promises())

    @cached_property
    def touchpoints(self) -> Sequence[Touchpoint]:
        """Lists the touchpoints."""
        return tuple(self._source.touchpoints())

    @cached_property
    def legs(self) -> Sequence[Leg]:
        """Lists the parts of the journeys of customers. Made when first asked for."""
        return tuple(self._source.legs())

    @cached_property
    def endings(self) -> Sequence[Ending]:
        """Lists the endings of cases that a customer may have started."""
        return tuple(self._source.endings())

    @cached_property
    def waits(self) -> Sequence[Wait]:
        """Lists the steps that wait for another party."""
        return tuple(self._source.waits())

    @cached_property
    def spellings(self) -> Sequence[Spelling]:
        """Lists the ways in which items are written, sorted by item."""
        return tuple(self._source.spellings())

    @cached_property
    def hints(self) -> Sequence[Hint]:
        """Lists what the texts of the unit hint at, text by text. Made when first asked for."""
        return tuple(self._source.hints())

    @cached_property
    def attributes(self) -> Sequence[Attribute]:
        """Lists what tools wrote about steps beside BPMN, step by step, in the order of the export."""
        return tuple(self._source.attributes())

    @cached_property
    def stale_entries(self) -> Sequence[StaleEntry]:
        """Lists the configuration entries that matched nothing; the id of an entry is a position here."""
        return tuple(self._source.stale_entries())
