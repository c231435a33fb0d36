//! The contract as Python sees it: `plugins/sdk/python/handoff_sdk/{lists.py,bindings}`, the bindings as componentize-py
//! writes them.

use crate::contract::{Contract, Definition, Function, Kind, List, Type};
use crate::parts::parts;
use crate::text::{pascal, snake, upper};

const HEAD: &str = "from dataclasses import dataclass\nfrom enum import Enum\nfrom types import TracebackType\n\
    from typing import List, Optional, Self, Tuple, Union\n";

/// Writes the types.
pub(crate) fn types(contract: &Contract) -> String {
    let (mut text, mut was_variant) = (crate::origin("#") + HEAD, true);
    for definition in contract.types() {
        let is_variant = matches!(definition.kind, Kind::Variant(_));
        let written = self::definition(contract, definition);
        if !written.is_empty() {
            text += if is_variant || was_variant { "\n\n" } else { "\n" };
            text += &written;
            was_variant = is_variant;
        }
    }
    text
}

/// Writes the view.
pub(crate) fn model(contract: &Contract) -> String {
    let mut text = crate::origin("#") + HEAD + "from . import types\n\nclass View:\n";
    let docs = contract.interface("model").and_then(|model| model.resource.as_deref()).unwrap_or_default();
    text += &docstring("    ", docs);
    text += "\n";
    for function in contract.view() {
        text += &format!("    def {}:\n", signature(contract, function));
        text += &docstring("        ", &function.docs);
        text += "        raise NotImplementedError\n";
    }
    text + CLOSING
}

const CLOSING: &str = "    def __enter__(self) -> Self:
        \"\"\"Returns self\"\"\"
        return self

    def __exit__(self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None) -> bool | None:
        \"\"\"
        Release this resource.
        \"\"\"
        raise NotImplementedError
";

fn docstring(indent: &str, docs: &str) -> String {
    if docs.is_empty() {
        return String::new();
    }
    let lines: String = docs.lines().map(|line| format!("{indent}{line}\n")).collect();
    format!("{indent}\"\"\"\n{lines}{indent}\"\"\"\n")
}

fn definition(contract: &Contract, definition: &Definition) -> String {
    let name = pascal(&definition.name);
    match &definition.kind {
        Kind::Alias(_) => String::new(),
        Kind::Enum(words) => {
            let words: String =
                words.iter().enumerate().map(|(at, word)| format!("    {} = {at}\n", upper(word))).collect();
            format!("class {name}(Enum):\n{}{words}", docstring("    ", &definition.docs))
        }
        Kind::Record(fields) => {
            let fields: String = fields
                .iter()
                .map(|field| format!("    {}: {}\n", snake(&field.name), ty(contract, &field.ty, "")))
                .collect();
            format!("@dataclass\nclass {name}:\n{}{fields}", docstring("    ", &definition.docs))
        }
        Kind::Variant(cases) => {
            let names: Vec<String> =
                cases.iter().map(|case| format!("{name}_{}", pascal(&case.name))).collect();
            let classes = cases.iter().zip(&names).map(|(case, name)| {
                format!("@dataclass\nclass {name}:\n    value: {}\n\n\n", ty(contract, &case.ty, ""))
            });
            let classes: String = classes.collect();
            format!("{classes}{name} = Union[{}]\n{}", names.join(", "), docstring("", &definition.docs))
        }
    }
}

fn signature(contract: &Contract, function: &Function) -> String {
    let own = "self".to_owned();
    let parameters = function.parameters.iter();
    let parameters =
        parameters.map(|(name, part)| format!("{}: {}", snake(name), ty(contract, part, "types.")));
    let parameters: Vec<String> = std::iter::once(own).chain(parameters).collect();
    let result =
        function.result.as_ref().map_or_else(|| "None".to_owned(), |result| ty(contract, result, "types."));
    format!("{}({}) -> {result}", snake(&function.name), parameters.join(", "))
}

/// Writes a type; `module` comes before the names of the contract.
pub(crate) fn ty(contract: &Contract, found: &Type, module: &str) -> String {
    let inner = |found: &Type| ty(contract, found, module);
    match found {
        Type::Bool => "bool".to_owned(),
        Type::U32 | Type::U64 => "int".to_owned(),
        Type::Text => "str".to_owned(),
        Type::Named(name) => match contract.kind(name) {
            Some(Kind::Alias(alias)) => inner(alias),
            _ => format!("{module}{}", pascal(name)),
        },
        Type::List(row) => format!("List[{}]", inner(row)),
        Type::Option(some) => format!("Optional[{}]", inner(some)),
        Type::Tuple(parts) => {
            format!("Tuple[{}]", parts.iter().map(inner).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Writes the class that fetches the lists, and the names that a rule needs.
pub(crate) fn lists(contract: &Contract) -> String {
    let is_public = |name: &str, kind: &Kind| match kind {
        // What a place or an argument is made by stands in a module of its own.
        Kind::Alias(_) | Kind::Variant(_) => false,
        _ => contract.is_shown(name) || contract.holds(&Type::Named("finding".to_owned()), name),
    };
    let names = contract.types().filter(|definition| is_public(&definition.name, &definition.kind));
    let mut names: Vec<String> = names.map(|definition| pascal(&definition.name)).collect();
    names.sort();
    let quoted =
        |names: Vec<String>| -> String { names.iter().map(|name| format!("    \"{name}\",\n")).collect() };
    let imported: String = names.iter().map(|name| format!("    {name},\n")).collect();
    let part = quoted(parts(contract).into_iter().map(|part| part.name).collect());
    let mut text = String::from("\"\"\"The lists of a unit, fetched when a rule first asks.\"\"\"\n\n")
        + &crate::origin("#");
    text += &format!(
        "\nfrom __future__ import annotations\n\nfrom collections.abc import Sequence\nfrom functools import cached_property\n\
         from typing import TYPE_CHECKING, Literal\n\nfrom .contract import (\n{imported})\n\nif TYPE_CHECKING:\n    \
         from .bindings.model import View\n\n__all__ = [\n{}]\n\nViewPart = Literal[\n{part}]\n\"\"\"A part of the view.\"\"\"\n\n\n{CLASS}",
        quoted(names)
    );
    for list in contract.lists() {
        let List { function, row, all } = list;
        let (name, row) = (snake(&function.name), pascal(row));
        let docs = crate::rust::said(contract, list, |number| {
            format!("the id of {}", crate::text::article(number.trim_end_matches("-id")))
        });
        let all = if all.is_some() { "True" } else { "" };
        text += &format!(
            "\n    @cached_property\n    def {name}(self) -> Sequence[{row}]:\n        \"\"\"{docs}\"\"\"\n        \
             return tuple(self._source.{name}({all}))\n"
        );
    }
    text
}

const CLASS: &str = "class Lists:
    \"\"\"The lists of one unit, read-only.\"\"\"

    def __init__(self, source: View) -> None:
        \"\"\"Opens a view: of the sandbox in a component, of a view file in a native test.\"\"\"
        self._source = source
";
