"""Where a finding points, and what fills the placeholders of its message."""

from collections.abc import Iterable

from . import contract


class Place:
    """Where a finding points."""

    step = contract.Place_Step
    #: A position in `unit.handoffs`.
    handoff = contract.Place_Handoff
    #: A position in `unit.exchanges`.
    exchange = contract.Place_Exchange
    item = contract.Place_Item
    department = contract.Place_Department
    process = contract.Place_Process
    #: A position in `unit.promises`.
    promise = contract.Place_Promise
    #: A position in `unit.stale_entries`.
    entry = contract.Place_Entry


class Argument:
    """A value for a placeholder of a message."""

    #: Rendered as its label in quotation marks.
    step = contract.Argument_Step
    department = contract.Argument_Department
    process = contract.Argument_Process
    item = contract.Argument_Item
    handoff = contract.Argument_Handoff
    #: Rendered as its name, else by its kind.
    exchange = contract.Argument_Exchange
    #: Rendered as written, with its kind.
    entry = contract.Argument_Entry
    text = contract.Argument_Text
    count = contract.Argument_Count
    seconds = contract.Argument_Seconds
    #: Parts of ten thousand, rendered as a percentage.
    share = contract.Argument_Share
    date = contract.Argument_Date

    @staticmethod
    def state(item: int, state: int) -> contract.Argument:
        """An item in a state."""
        return contract.Argument_State((item, state))

    @staticmethod
    def steps(steps: Iterable[int]) -> contract.Argument:
        """Rendered as the language lists things."""
        return contract.Argument_Steps(list(steps))

    @staticmethod
    def departments(departments: Iterable[int]) -> contract.Argument:
        """Rendered as the language lists things."""
        return contract.Argument_Departments(list(departments))

    @staticmethod
    def items(items: Iterable[int]) -> contract.Argument:
        """Rendered as the language lists things."""
        return contract.Argument_Items(list(items))

    @staticmethod
    def states(item: int, states: Iterable[int]) -> contract.Argument:
        """States of one item, rendered as the language lists things."""
        return contract.Argument_States((item, list(states)))

    @staticmethod
    def texts(texts: Iterable[str]) -> contract.Argument:
        """Rendered as the language lists things."""
        return contract.Argument_Texts(list(texts))
