//! How a value that a rule hands over is checked, in the words of each language that does not do so itself: the bindings
//! would take nothing, or less than 0, for something else.

use crate::contract::{Contract, Definition, Kind, Type};
use crate::text::{camel, pascal, snake};
use crate::typescript::module_name;

/// The types that a rule makes values of.
const MADE: [&str; 3] = ["place", "argument", "change"];

/// Lists the records and variants that are part of what a rule makes, each behind what it is made of.
fn checked(contract: &Contract) -> impl Iterator<Item = &Definition> {
    contract.types().filter(|definition| {
        matches!(definition.kind, Kind::Record(_) | Kind::Variant(_))
            && MADE.iter().any(|made| contract.holds(&Type::Named((*made).to_owned()), &definition.name))
    })
}

const JAVASCRIPT: &str = "
/** @typedef {(where: string, name: string, value: any) => any} Check */

/** @param {string} where @param {string} name @param {unknown} value @param {string} wanted @returns {never} */
function refuse(where, name, value, wanted) {
  let shown = String(value);
  if (typeof value === 'string') shown = `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === 'function') shown = 'a function';
  if (typeof value === 'object' && value !== null) shown = Array.isArray(value) ? 'a list' : 'an object';
  throw new TypeError(`${where}: \\`${name}\\` must be ${wanted}, not ${shown}`);
}

/** @type {Check} */
export const number = (where, name, value) => {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) return value;
  return refuse(where, name, value, 'a whole number from 0 to 4294967295');
};

/** @type {Check} */
export const large = (where, name, value) => {
  const is = typeof value === 'bigint' ? value >= 0n && value < 2n ** 64n : Number.isSafeInteger(value) && value >= 0;
  return is ? BigInt(value) : refuse(where, name, value, 'a whole number from 0, above 9007199254740991 as a `bigint`');
};

/** @type {Check} */
export const bool = (where, name, value) =>
  typeof value === 'boolean' ? value : refuse(where, name, value, 'true or false');

/** @type {Check} */
export const text = (where, name, value) => (typeof value === 'string' ? value : refuse(where, name, value, 'a text'));

/** @param {Check} check @returns {Check} */
export const option = (check) => (where, name, value) => (value === undefined ? value : check(where, name, value));

/** @param {Check} check @returns {Check} */
export const list = (check) => (where, name, values) => {
  if (typeof values !== 'object' || !values?.[Symbol.iterator]) refuse(where, name, values, 'a list');
  return Array.from(values, (value, at) => check(where, `${name}[${at}]`, value));
};

/** @type {Check} */
export const numbers = (where, name, values) =>
  values instanceof Uint32Array ? values : Uint32Array.from(list(number)(where, name, values));

/** @param {Check[]} checks @returns {Check} */
export const tuple = (...checks) => (where, name, value) => {
  if (!Array.isArray(value) || value.length !== checks.length) refuse(where, name, value, `a list of ${checks.length}`);
  return checks.map((check, at) => check(where, `${name}[${at}]`, value[at]));
};

/** @param {Record<string, Check>} fields @returns {Check} */
export const record = (fields) => (where, name, value) => {
  if (typeof value !== 'object' || value === null) refuse(where, name, value, `an object with ${Object.keys(fields).join(', ')}`);
  return Object.fromEntries(Object.entries(fields).map(([key, check]) => [key, check(where, `${name}.${key}`, value[key])]));
};

/** @param {Record<string, Check>} cases @returns {Check} */
export const variant = (cases) => (where, name, value) => {
  if (typeof value !== 'object' || value === null) refuse(where, name, value, 'an object with tag and val');
  const check = Object.hasOwn(cases, value.tag) ? cases[value.tag] : undefined;
  if (!check) return refuse(where, `${name}.tag`, value.tag, `one of ${Object.keys(cases).join(', ')}`);
  return { tag: value.tag, val: check(where, `${name}.val`, value.val) };
};
";

/// Writes `plugins/sdk/javascript/checks.js`.
pub(crate) fn javascript(contract: &Contract) -> String {
    let mut text = String::from(
        "/** Checks of what a rule hands over: the bindings would make 0 of what is no number. @module */\n\n",
    );
    text += &crate::origin("//");
    text += JAVASCRIPT;
    for definition in checked(contract) {
        let (kind, parts): (_, Vec<String>) = match &definition.kind {
            Kind::Record(fields) => (
                "record",
                fields
                    .iter()
                    .map(|field| {
                        format!("  {}: {},\n", camel(&field.name), javascript_check(contract, &field.ty))
                    })
                    .collect(),
            ),
            Kind::Variant(cases) => (
                "variant",
                cases
                    .iter()
                    .map(|case| format!("  '{}': {},\n", case.name, javascript_check(contract, &case.ty)))
                    .collect(),
            ),
            _ => continue,
        };
        text += &format!("\nexport const {} = {kind}({{\n{}}});\n", camel(&definition.name), parts.concat());
    }
    text
}

/// Writes the check of a type in JavaScript.
pub(crate) fn javascript_check(contract: &Contract, ty: &Type) -> String {
    match contract.plain(ty) {
        Type::Bool => "bool".to_owned(),
        Type::U32 => "number".to_owned(),
        Type::U64 => "large".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Named(name) => camel(&name),
        Type::List(row) if *row == Type::U32 => "numbers".to_owned(),
        Type::List(row) => format!("list({})", javascript_check(contract, &row)),
        Type::Option(some) => format!("option({})", javascript_check(contract, &some)),
        Type::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| javascript_check(contract, part)).collect();
            format!("tuple({})", parts.join(", "))
        }
    }
}

/// Writes the types of that file.
pub(crate) fn javascript_types(contract: &Contract) -> String {
    let names: Vec<String> = checked(contract).map(|definition| pascal(&definition.name)).collect();
    let mut text = String::from("/// <reference path=\"./contract.d.ts\" />\n") + &crate::origin("//");
    text +=
        "/** Checks of what a rule hands over: the bindings would make 0 of what is no number. @module */\n";
    text += &format!("import type {{ {} }} from '{}';\n", names.join(", "), module_name(contract, "types"));
    text += "/** Returns a value, or throws an error that names where it was given, and under which name. */\n\
             export type Check<T> = (where: string, name: string, value: unknown) => T;\n";
    let plain = [
        ("number", "number"),
        ("large", "bigint"),
        ("bool", "boolean"),
        ("text", "string"),
        ("numbers", "Uint32Array"),
    ];
    for (name, ty) in plain {
        text += &format!("export declare const {name}: Check<{ty}>;\n");
    }
    text += "export declare function option<T>(check: Check<T>): Check<T | undefined>;\n\
             export declare function list<T>(check: Check<T>): Check<T[]>;\n\
             export declare function tuple<T extends unknown[]>(...checks: { [K in keyof T]: Check<T[K]> }): Check<T>;\n";
    for definition in checked(contract) {
        text += &format!(
            "export declare const {}: Check<{}>;\n",
            camel(&definition.name),
            pascal(&definition.name)
        );
    }
    text
}

const PYTHON: &str = "
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from . import contract

#: Returns a value, or raises an error that names where it was given, and under which name.
Check = Callable[[str, str, Any], Any]


def _refuse(where: str, name: str, value: object, wanted: str) -> NoReturn:
    shown = repr(value[:40]) if isinstance(value, str) else f\"{value!r:.40}\"
    raise TypeError(f\"{where}: `{name}` must be {wanted}, not {shown}\")


def _whole(bound: int) -> Check:
    def check(where: str, name: str, value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < bound:
            return value
        _refuse(where, name, value, f\"a whole number from 0 to {bound - 1}\")

    return check


number = _whole(2**32)
large = _whole(2**64)


def bool_(where: str, name: str, value: Any) -> bool:
    return value if isinstance(value, bool) else _refuse(where, name, value, \"true or false\")


def text(where: str, name: str, value: Any) -> str:
    return value if isinstance(value, str) else _refuse(where, name, value, \"a text\")


def option(check: Check) -> Check:
    return lambda where, name, value: None if value is None else check(where, name, value)


def list_(check: Check) -> Check:
    def checked(where: str, name: str, values: Any) -> list[Any]:
        if isinstance(values, str) or not isinstance(values, Iterable):
            _refuse(where, name, values, \"a list\")
        return [check(where, f\"{name}[{at}]\", value) for at, value in enumerate(values)]

    return checked


def tuple_(*checks: Check) -> Check:
    def checked(where: str, name: str, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, tuple) or len(value) != len(checks):
            _refuse(where, name, value, f\"a tuple of {len(checks)}\")
        return tuple(check(where, f\"{name}[{at}]\", part) for at, (check, part) in enumerate(zip(checks, value)))

    return checked


def record(kind: type, **fields: Check) -> Check:
    def checked(where: str, name: str, value: Any) -> Any:
        if not isinstance(value, kind):
            _refuse(where, name, value, f\"a `{kind.__name__}`\")
        return kind(**{field: check(where, f\"{name}.{field}\", getattr(value, field)) for field, check in fields.items()})

    return checked


def variant(name_: str, cases: dict[type, Check]) -> Check:
    def checked(where: str, name: str, value: Any) -> Any:
        kind = type(value)
        if kind not in cases:
            _refuse(where, name, value, f\"a `{name_}`\")
        return kind(cases[kind](where, f\"{name}.value\", value.value))

    return checked
";

/// Writes `plugins/sdk/python/handoff_sdk/checks.py`.
pub(crate) fn python(contract: &Contract) -> String {
    let mut text = String::from(
        "\"\"\"Checks of what a rule hands over: the bindings would end the call without a word.\"\"\"\n\n",
    );
    text += &crate::origin("#");
    text += PYTHON;
    for definition in checked(contract) {
        let class = pascal(&definition.name);
        let open = |head: &str, parts: String, end: &str| {
            format!("\n{} = {head}\n{parts}{end}\n", snake(&definition.name))
        };
        text += &match &definition.kind {
            Kind::Record(fields) => {
                let fields = fields.iter().map(|field| {
                    format!("    {}={},\n", snake(&field.name), python_check(contract, &field.ty))
                });
                open(&format!("record(\n    contract.{class},"), fields.collect(), ")")
            }
            Kind::Variant(cases) => {
                let cases = cases.iter().map(|case| {
                    format!(
                        "    contract.{class}_{}: {},\n",
                        pascal(&case.name),
                        python_check(contract, &case.ty)
                    )
                });
                open(&format!("variant(\"{class}\", {{"), cases.collect(), "})")
            }
            _ => continue,
        };
    }
    text
}

/// Writes the check of a type in Python.
pub(crate) fn python_check(contract: &Contract, ty: &Type) -> String {
    match contract.plain(ty) {
        Type::Bool => "bool_".to_owned(),
        Type::U32 => "number".to_owned(),
        Type::U64 => "large".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Named(name) => snake(&name),
        Type::List(row) => format!("list_({})", python_check(contract, &row)),
        Type::Option(some) => format!("option({})", python_check(contract, &some)),
        Type::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| python_check(contract, part)).collect();
            format!("tuple_({})", parts.join(", "))
        }
    }
}
