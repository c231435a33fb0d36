"""Where a finding points, and what fills the placeholders of its message."""

# Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

from collections.abc import Iterable

from . import checks, contract


class Place:
    """Where a finding points."""

    @staticmethod
    def step(step: int) -> contract.Place:
        return contract.Place_Step(checks.number("Place.step", "step", step))

    @staticmethod
    def handoff(handoff: int) -> contract.Place:
        return contract.Place_Handoff(checks.number("Place.handoff", "handoff", handoff))

    @staticmethod
    def flow(flow: int) -> contract.Place:
        """A pair of link events stands at the first of them."""
        return contract.Place_Flow(checks.number("Place.flow", "flow", flow))

    @staticmethod
    def exchange(exchange: int) -> contract.Place:
        """Where it is sent; else where it is received."""
        return contract.Place_Exchange(checks.number("Place.exchange", "exchange", exchange))

    @staticmethod
    def call(call: int) -> contract.Place:
        return contract.Place_Call(checks.number("Place.call", "call", call))

    @staticmethod
    def item(item: int) -> contract.Place:
        """The first step that needs or provides it."""
        return contract.Place_Item(checks.number("Place.item", "item", item))

    @staticmethod
    def department(department: int) -> contract.Place:
        """The first step that it owns."""
        return contract.Place_Department(checks.number("Place.department", "department", department))

    @staticmethod
    def process(process: int) -> contract.Place:
        return contract.Place_Process(checks.number("Place.process", "process", process))

    @staticmethod
    def promise(promise: int) -> contract.Place:
        """Where the contract is written."""
        return contract.Place_Promise(checks.number("Place.promise", "promise", promise))

    @staticmethod
    def clause(clause: int) -> contract.Place:
        """Where it is written: in a contract, else in the export."""
        return contract.Place_Clause(checks.number("Place.clause", "clause", clause))

    @staticmethod
    def entry(entry: int) -> contract.Place:
        return contract.Place_Entry(checks.number("Place.entry", "entry", entry))

    @staticmethod
    def wording(wording: contract.Wording) -> contract.Place:
        """Whatever has the text."""
        return contract.Place_Wording(checks.wording("Place.wording", "wording", wording))


class Argument:
    """A value for a placeholder of a message."""

    @staticmethod
    def step(step: int) -> contract.Argument:
        """Rendered as its label in quotation marks; without a label, by what is around it."""
        return contract.Argument_Step(checks.number("Argument.step", "step", step))

    @staticmethod
    def department(department: int) -> contract.Argument:
        return contract.Argument_Department(checks.number("Argument.department", "department", department))

    @staticmethod
    def process(process: int) -> contract.Argument:
        """Rendered as its name in quotation marks; without a name, by its pool or file."""
        return contract.Argument_Process(checks.number("Argument.process", "process", process))

    @staticmethod
    def item(item: int) -> contract.Argument:
        return contract.Argument_Item(checks.number("Argument.item", "item", item))

    @staticmethod
    def state(item: int, state: int) -> contract.Argument:
        """An item in a state."""
        return contract.Argument_State((checks.number("Argument.state", "item", item), checks.number("Argument.state", "state", state)))

    @staticmethod
    def handoff(handoff: int) -> contract.Argument:
        """Rendered by its two sides."""
        return contract.Argument_Handoff(checks.number("Argument.handoff", "handoff", handoff))

    @staticmethod
    def flow(flow: int) -> contract.Argument:
        """Rendered as its label in quotation marks, else by its two ends."""
        return contract.Argument_Flow(checks.number("Argument.flow", "flow", flow))

    @staticmethod
    def exchange(exchange: int) -> contract.Argument:
        """Rendered as its name in quotation marks, else by its kind."""
        return contract.Argument_Exchange(checks.number("Argument.exchange", "exchange", exchange))

    @staticmethod
    def entry(entry: int) -> contract.Argument:
        """A configuration entry as written, with its kind."""
        return contract.Argument_Entry(checks.number("Argument.entry", "entry", entry))

    @staticmethod
    def wording(wording: contract.Wording) -> contract.Argument:
        """Words of the model, in quotation marks."""
        return contract.Argument_Wording(checks.wording("Argument.wording", "wording", wording))

    @staticmethod
    def undeclared(source: int) -> contract.Argument:
        """Why nobody can tell: a whole sentence, with its full stop."""
        return contract.Argument_Undeclared(checks.number("Argument.undeclared", "source", source))

    @staticmethod
    def text(text: str) -> contract.Argument:
        return contract.Argument_Text(checks.text("Argument.text", "text", text))

    @staticmethod
    def count(count: int) -> contract.Argument:
        return contract.Argument_Count(checks.number("Argument.count", "count", count))

    @staticmethod
    def seconds(seconds: int) -> contract.Argument:
        return contract.Argument_Seconds(checks.large("Argument.seconds", "seconds", seconds))

    @staticmethod
    def share(share: int) -> contract.Argument:
        """In parts of ten thousand; rendered as a percentage."""
        return contract.Argument_Share(checks.number("Argument.share", "share", share))

    @staticmethod
    def date(day: contract.Day) -> contract.Argument:
        return contract.Argument_Date(checks.day("Argument.date", "day", day))

    @staticmethod
    def steps(steps: Iterable[int]) -> contract.Argument:
        """Rendered as the language lists things, as all lists are; a placeholder like `{steps, or}` makes a choice of them."""
        return contract.Argument_Steps(checks.list_(checks.number)("Argument.steps", "steps", steps))

    @staticmethod
    def departments(departments: Iterable[int]) -> contract.Argument:
        return contract.Argument_Departments(checks.list_(checks.number)("Argument.departments", "departments", departments))

    @staticmethod
    def items(items: Iterable[int]) -> contract.Argument:
        return contract.Argument_Items(checks.list_(checks.number)("Argument.items", "items", items))

    @staticmethod
    def states(item: int, states: Iterable[int]) -> contract.Argument:
        return contract.Argument_States((checks.number("Argument.states", "item", item), checks.list_(checks.number)("Argument.states", "states", states)))

    @staticmethod
    def texts(texts: Iterable[str]) -> contract.Argument:
        return contract.Argument_Texts(checks.list_(checks.text)("Argument.texts", "texts", texts))
