"""Where a finding points, and what fills the placeholders of its message."""

# Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

from collections.abc import Iterable

from . import contract


class Place:
    """Where a finding points."""

    step = contract.Place_Step
    handoff = contract.Place_Handoff
    #: A pair of link events stands at the first of them.
    flow = contract.Place_Flow
    #: Where it is sent; else where it is received.
    exchange = contract.Place_Exchange
    call = contract.Place_Call
    #: The first step that needs or provides it.
    item = contract.Place_Item
    #: The first step that it owns.
    department = contract.Place_Department
    process = contract.Place_Process
    #: Where the contract is written.
    promise = contract.Place_Promise
    #: Where it is written: in a contract, else in the export.
    clause = contract.Place_Clause
    entry = contract.Place_Entry
    #: Whatever has the text.
    wording = contract.Place_Wording


class Argument:
    """A value for a placeholder of a message."""

    #: Rendered as its label in quotation marks; without a label, by what is around it.
    step = contract.Argument_Step
    department = contract.Argument_Department
    #: Rendered as its name in quotation marks; without a name, by its pool or file.
    process = contract.Argument_Process
    item = contract.Argument_Item
    #: Rendered by its two sides.
    handoff = contract.Argument_Handoff
    #: Rendered as its label in quotation marks, else by its two ends.
    flow = contract.Argument_Flow
    #: Rendered as its name in quotation marks, else by its kind.
    exchange = contract.Argument_Exchange
    #: A configuration entry as written, with its kind.
    entry = contract.Argument_Entry
    #: Words of the model, in quotation marks.
    wording = contract.Argument_Wording
    #: Why nobody can tell: a whole sentence, with its full stop.
    undeclared = contract.Argument_Undeclared
    text = contract.Argument_Text
    count = contract.Argument_Count
    seconds = contract.Argument_Seconds
    #: In parts of ten thousand; rendered as a percentage.
    share = contract.Argument_Share
    date = contract.Argument_Date

    @staticmethod
    def state(item: int, state: int) -> contract.Argument:
        """An item in a state."""
        return contract.Argument_State((item, state))

    @staticmethod
    def steps(steps: Iterable[int]) -> contract.Argument:
        """Rendered as the language lists things, as all lists are; a placeholder like `{steps, or}` makes a choice of them."""
        return contract.Argument_Steps(list(steps))

    @staticmethod
    def departments(departments: Iterable[int]) -> contract.Argument:
        return contract.Argument_Departments(list(departments))

    @staticmethod
    def items(items: Iterable[int]) -> contract.Argument:
        return contract.Argument_Items(list(items))

    @staticmethod
    def states(item: int, states: Iterable[int]) -> contract.Argument:
        return contract.Argument_States((item, list(states)))

    @staticmethod
    def texts(texts: Iterable[str]) -> contract.Argument:
        return contract.Argument_Texts(list(texts))
