"""Where a finding points, and what fills the placeholders of its message."""

from collections.abc import Iterable

from . import contract


class Place:
    """Where a finding points."""

    step = contract.Place_Step
    #: A position in `unit.handoffs`.
    handoff = contract.Place_Handoff
    #: A position in `unit.stale_entries`.
    entry = contract.Place_Entry


class Argument:
    """A value for a placeholder of a message."""

    #: Rendered as its label in quotation marks.
    step = contract.Argument_Step
    department = contract.Argument_Department
    item = contract.Argument_Item
    text = contract.Argument_Text
    count = contract.Argument_Count
    seconds = contract.Argument_Seconds

    @staticmethod
    def state(item: int, state: int) -> contract.Argument:
        """An item in a state."""
        return contract.Argument_State((item, state))

    @staticmethod
    def steps(steps: Iterable[int]) -> contract.Argument:
        """Rendered with commas and `and`."""
        return contract.Argument_Steps(list(steps))

    @staticmethod
    def texts(texts: Iterable[str]) -> contract.Argument:
        """Rendered with commas and `and`."""
        return contract.Argument_Texts(list(texts))
