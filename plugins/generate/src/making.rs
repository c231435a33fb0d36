//! How a place or an argument is made, in the words of each language: what each case takes, and how it becomes what the
//! case holds.

use crate::checking::{javascript_check, python_check};
use crate::contract::{Case, Contract, Kind, Type};
use crate::text::{camel, pascal, snake};
use crate::typescript::module_name;

/// The variants that a rule makes, with what is written about them.
const MADE: [(&str, &str); 2] =
    [("place", "Where a finding points."), ("argument", "A value for a placeholder of a message.")];

/// Tells whether a variant is made by functions of its own.
pub(crate) fn is_made(variant: &str) -> bool {
    MADE.iter().any(|(name, _)| *name == variant)
}

/// Lists the variants with their cases.
fn made(contract: &Contract) -> impl Iterator<Item = (&'static str, &'static str, &[Case])> {
    MADE.into_iter().filter_map(|(name, docs)| match contract.kind(name) {
        Some(Kind::Variant(cases)) => Some((name, docs, cases.as_slice())),
        _ => None,
    })
}

/// Names what a value of a type is called where it is a parameter: `step` for a `step-id`, `states` for a list of `state-id`.
fn parameter(ty: &Type, case: &Case) -> String {
    match ty {
        Type::Named(name) => name.trim_end_matches("-id").to_owned(),
        Type::List(row) => parameter(row, case) + "s",
        _ => case.name.clone(),
    }
}

/// Lists the parameters of a case: the parts of a tuple, else what it holds.
fn parameters(case: &Case) -> Vec<(String, &Type)> {
    match &case.ty {
        Type::Tuple(parts) => parts.iter().map(|part| (parameter(part, case), part)).collect(),
        // A list is called by its case: `steps`.
        ty @ Type::List(_) => vec![(case.name.clone(), ty)],
        ty => vec![(parameter(ty, case), ty)],
    }
}

/// Writes `plugins/sdk/javascript/place.js`.
pub(crate) fn javascript(contract: &Contract) -> String {
    let mut text = String::from(
        "/** Where a finding points, and what fills the placeholders of its message. @module */\n\n",
    );
    text += &crate::origin("//");
    text += &format!(
        "\n/** @import {{ Argument as Value, Day, Place as Where, Wording }} from '{}' */\n",
        module_name(contract, "types")
    );
    text += "\nimport * as checks from './checks.js';\n";
    for (name, docs, cases) in made(contract) {
        text += &format!("\n/** {docs} */\nexport const {} = Object.freeze({{\n", pascal(name));
        for case in cases {
            let names: Vec<String> = parameters(case).iter().map(|(name, _)| camel(name)).collect();
            let place = format!("{}.{}", pascal(name), camel(&case.name));
            let values = parameters(case).into_iter().map(|(name, ty)| {
                let name = camel(&name);
                format!("{}('{place}', '{name}', {name})", checks(&javascript_check(contract, ty)))
            });
            let values: Vec<String> = values.collect();
            let value =
                if let [value] = &values[..] { value.clone() } else { format!("[{}]", values.join(", ")) };
            text += &format!("  /** {}@type {{{}}} */\n", prose(case), signature(contract, name, case));
            text += &format!(
                "  {}: ({}) => ({{ tag: '{}', val: {value} }}),\n",
                camel(&case.name),
                names.join(", "),
                case.name
            );
        }
        text += "});\n";
    }
    text
}

/// Writes the types of that file.
pub(crate) fn javascript_types(contract: &Contract) -> String {
    let mut text = String::from("/// <reference path=\"./contract.d.ts\" />\n") + &crate::origin("//");
    text += "/** Where a finding points, and what fills the placeholders of its message. @module */\n";
    text += &format!(
        "import type {{ Argument as Value, Day, Place as Where, Wording }} from '{}';\n",
        module_name(contract, "types")
    );
    for (name, docs, cases) in made(contract) {
        text += &format!("/** {docs} */\nexport declare const {}: Readonly<{{\n", pascal(name));
        for case in cases {
            let docs = prose(case);
            if !docs.is_empty() {
                text += &format!("    /** {docs}*/\n");
            }
            text += &format!("    {}: {};\n", camel(&case.name), signature(contract, name, case));
        }
        text += "}>;\n";
    }
    text
}

/// Returns what is written about a case, on one line, with a space behind it.
fn prose(case: &Case) -> String {
    if case.docs.is_empty() { String::new() } else { case.docs.replace('\n', " ") + " " }
}

fn signature(contract: &Contract, variant: &str, case: &Case) -> String {
    let parameters = parameters(case);
    let parameters = parameters.iter().map(|(name, ty)| {
        let ty = match contract.plain(ty) {
            Type::U32 => "number".to_owned(),
            Type::U64 => "number | bigint".to_owned(),
            Type::List(row) if *row == Type::U32 => "Iterable<number>".to_owned(),
            Type::List(_) => "Iterable<string>".to_owned(),
            ty => crate::typescript::ty(contract, &ty),
        };
        format!("{}: {ty}", camel(name))
    });
    let result = if variant == "place" { "Where" } else { "Value" };
    format!("({}) => {result}", parameters.collect::<Vec<_>>().join(", "))
}

/// Writes the check of a type as the module of the checks exports it: `list(text)` is `checks.list(checks.text)`.
fn checks(check: &str) -> String {
    format!("checks.{}", check.replace('(', "(checks."))
}

/// Writes `plugins/sdk/python/handoff_sdk/place.py`.
pub(crate) fn python(contract: &Contract) -> String {
    let mut text = String::from(
        "\"\"\"Where a finding points, and what fills the placeholders of its message.\"\"\"\n\n",
    );
    text += &crate::origin("#");
    text += "\nfrom collections.abc import Iterable\n\nfrom . import checks, contract\n";
    for (name, docs, cases) in made(contract) {
        let class = pascal(name);
        text += &format!("\n\nclass {class}:\n    \"\"\"{docs}\"\"\"\n\n");
        for (at, case) in cases.iter().enumerate() {
            text += if at > 0 { "\n" } else { "" };
            text += &python_method(contract, &class, case);
        }
    }
    text
}

fn python_method(contract: &Contract, class: &str, case: &Case) -> String {
    let parameters = parameters(case);
    let typed = parameters.iter().map(|(name, ty)| match contract.plain(ty) {
        Type::List(row) => format!("{}: Iterable[{}]", snake(name), crate::python::ty(contract, &row, "")),
        ty => format!("{}: {}", snake(name), crate::python::ty(contract, &ty, "contract.")),
    });
    let typed: Vec<String> = typed.collect();
    let values = parameters.iter().map(|(name, ty)| {
        let name = snake(name);
        let check = checks(&python_check(contract, ty));
        format!("{check}(\"{class}.{}\", \"{name}\", {name})", snake(&case.name))
    });
    let values: Vec<String> = values.collect();
    let value = if let [value] = &values[..] { value.clone() } else { format!("({})", values.join(", ")) };
    let docs = match case.docs.replace('\n', " ") {
        docs if docs.is_empty() => String::new(),
        docs => format!("        \"\"\"{docs}\"\"\"\n"),
    };
    format!(
        "    @staticmethod\n    def {}({}) -> contract.{class}:\n{docs}        return contract.{class}_{}({value})\n",
        snake(&case.name),
        typed.join(", "),
        pascal(&case.name)
    )
}

/// Writes how C makes places and arguments: the last part of `plugins/sdk/c/handoff_lists.h`.
pub(crate) fn c(contract: &Contract) -> String {
    let mut text = String::new();
    for (name, docs, cases) in made(contract) {
        text += &format!("\n/* {docs} */\ntypedef handoff_plugin_types_{name}_t handoff_{name};\n");
        for case in cases {
            let (field, tag) = (snake(&case.name), crate::text::upper(&case.name));
            if !case.docs.is_empty() {
                text += &format!("/* {} */\n", case.docs.replace('\n', "\n * "));
            }
            text += &format!(
                "static inline handoff_{name} handoff_{name}_{field}({} {field}) {{\n  return (handoff_{name}){{.tag = \
                 HANDOFF_PLUGIN_TYPES_{}_{tag}, .val.{field} = {field}}};\n}}\n",
                c_type(&case.ty),
                crate::text::upper(name)
            );
        }
    }
    text
}

fn c_type(ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::U32 => "uint32_t".to_owned(),
        Type::U64 => "uint64_t".to_owned(),
        Type::Text => "rule_plugin_string_t".to_owned(),
        Type::List(row) if **row == Type::Text => "rule_plugin_list_string_t".to_owned(),
        ty => format!("handoff_plugin_types_{}_t", c_name(ty)),
    }
}

pub(crate) fn c_name(ty: &Type) -> String {
    match ty {
        Type::Named(name) => snake(name),
        Type::List(row) => format!("list_{}", c_name(row)),
        Type::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(c_name).collect();
            format!("tuple{}_{}", parts.len(), parts.join("_"))
        }
        Type::Option(some) => format!("option_{}", c_name(some)),
        Type::Text => "string".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
    }
}
