"""Checks of what a rule hands over: the bindings would end the call without a word."""

# Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from . import contract

#: Returns a value, or raises an error that names where it was given, and under which name.
Check = Callable[[str, str, Any], Any]


def _refuse(where: str, name: str, value: object, wanted: str) -> NoReturn:
    shown = repr(value[:40]) if isinstance(value, str) else f"{value!r:.40}"
    raise TypeError(f"{where}: `{name}` must be {wanted}, not {shown}")


def _whole(bound: int) -> Check:
    def check(where: str, name: str, value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < bound:
            return value
        _refuse(where, name, value, f"a whole number from 0 to {bound - 1}")

    return check


number = _whole(2**32)
large = _whole(2**64)


def bool_(where: str, name: str, value: Any) -> bool:
    return value if isinstance(value, bool) else _refuse(where, name, value, "true or false")


def text(where: str, name: str, value: Any) -> str:
    return value if isinstance(value, str) else _refuse(where, name, value, "a text")


def option(check: Check) -> Check:
    return lambda where, name, value: None if value is None else check(where, name, value)


def list_(check: Check) -> Check:
    def checked(where: str, name: str, values: Any) -> list[Any]:
        if isinstance(values, str) or not isinstance(values, Iterable):
            _refuse(where, name, values, "a list")
        return [check(where, f"{name}[{at}]", value) for at, value in enumerate(values)]

    return checked


def tuple_(*checks: Check) -> Check:
    def checked(where: str, name: str, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, tuple) or len(value) != len(checks):
            _refuse(where, name, value, f"a tuple of {len(checks)}")
        return tuple(check(where, f"{name}[{at}]", part) for at, (check, part) in enumerate(zip(checks, value)))

    return checked


def record(kind: type, **fields: Check) -> Check:
    def checked(where: str, name: str, value: Any) -> Any:
        if not isinstance(value, kind):
            _refuse(where, name, value, f"a `{kind.__name__}`")
        return kind(**{field: check(where, f"{name}.{field}", getattr(value, field)) for field, check in fields.items()})

    return checked


def variant(name_: str, cases: dict[type, Check]) -> Check:
    def checked(where: str, name: str, value: Any) -> Any:
        kind = type(value)
        if kind not in cases:
            _refuse(where, name, value, f"a `{name_}`")
        return kind(cases[kind](where, f"{name}.value", value.value))

    return checked

text_of = variant("TextOf", {
    contract.TextOf_Label: number,
    contract.TextOf_Documentation: number,
    contract.TextOf_Item: number,
    contract.TextOf_State: tuple_(number, number),
    contract.TextOf_Flow: number,
    contract.TextOf_Condition: number,
    contract.TextOf_Exchange: number,
    contract.TextOf_KeptIn: number,
    contract.TextOf_Field: tuple_(number, number),
})

wording = record(
    contract.Wording,
    of=text_of,
    start=number,
    end=number,
)

day = record(
    contract.Day,
    year=number,
    month=number,
    day=number,
)

place = variant("Place", {
    contract.Place_Step: number,
    contract.Place_Handoff: number,
    contract.Place_Flow: number,
    contract.Place_Exchange: number,
    contract.Place_Call: number,
    contract.Place_Item: number,
    contract.Place_Department: number,
    contract.Place_Process: number,
    contract.Place_Promise: number,
    contract.Place_Clause: number,
    contract.Place_Entry: number,
    contract.Place_Wording: wording,
})

argument = variant("Argument", {
    contract.Argument_Step: number,
    contract.Argument_Department: number,
    contract.Argument_Process: number,
    contract.Argument_Item: number,
    contract.Argument_State: tuple_(number, number),
    contract.Argument_Handoff: number,
    contract.Argument_Flow: number,
    contract.Argument_Exchange: number,
    contract.Argument_Entry: number,
    contract.Argument_Wording: wording,
    contract.Argument_Undeclared: number,
    contract.Argument_Text: text,
    contract.Argument_Count: number,
    contract.Argument_Seconds: large,
    contract.Argument_Share: number,
    contract.Argument_Date: day,
    contract.Argument_Steps: list_(number),
    contract.Argument_Departments: list_(number),
    contract.Argument_Items: list_(number),
    contract.Argument_States: tuple_(number, list_(number)),
    contract.Argument_Texts: list_(text),
})

declaration = record(
    contract.Declaration,
    handoff=number,
    item=number,
    state=option(number),
)

new_entry = record(
    contract.NewEntry,
    table=text,
    settings=list_(tuple_(text, argument)),
)

replacement = record(
    contract.Replacement,
    entry=number,
    text=text,
)

change = variant("Change", {
    contract.Change_Declare: declaration,
    contract.Change_Add: new_entry,
    contract.Change_Replace: replacement,
})
