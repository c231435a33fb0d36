//! What the SDK for C knows of the lists: `plugins/sdk/c/handoff_lists.h`.

use crate::contract::{Contract, Function, Kind, List, Type};
use crate::making::{c_name, is_made};
use crate::reference::DESCRIPTION;
use crate::text::snake;

/// What `handoff.h` declares in its own way.
const OWN: [&str; 3] = ["severity", "certainty", "measurement"];

/// Writes the header.
pub(crate) fn lists(contract: &Contract) -> String {
    let origin = crate::origin("");
    let mut text = format!(
        "/*\n * The numbers, records and lists of the contract under short names. Part of handoff.h.\n *\n *{origin} */\n\
         #ifndef HANDOFF_LISTS_H\n#define HANDOFF_LISTS_H\n\n#include \"generated/rule_plugin.h\"\n\n/* Numbers, valid for one call. */\n"
    );
    for definition in contract.types() {
        if let Kind::Alias(_) = definition.kind {
            let name = snake(&definition.name);
            text += &format!("typedef handoff_plugin_types_{name}_t handoff_{name};\n");
        }
    }
    text += "\n/* Lists of numbers. */\n";
    for number in listed_numbers(contract) {
        let name = snake(number);
        text += &format!("typedef handoff_plugin_types_list_{name}_t handoff_{name}s;\n");
    }
    text += "\n/* Texts. */\ntypedef rule_plugin_string_t handoff_string;\ntypedef rule_plugin_list_string_t handoff_strings;\n";
    text += "\n/* Records and words, and the lists in which the view hands records over. */\n";
    for name in own_types(contract) {
        text += &format!("typedef handoff_plugin_types_{name}_t handoff_{name};\n");
    }
    text += "\n";
    for List { function, row, .. } in contract.lists() {
        let (list, row) = (snake(&function.name), snake(row));
        text += &format!("typedef handoff_plugin_model_list_{row}_t handoff_{list};\n");
    }
    text += "\n/* The unit that a rule looks at. */\ntypedef handoff_plugin_model_borrow_view_t handoff_unit;\n\n\
        /* The flat lists of a unit. Ask once and keep the answer: each question is counted. */\n";
    for List { function, all, .. } in contract.lists() {
        let list = snake(&function.name);
        let all = all.map(snake);
        let parameter = all.as_ref().map(|all| format!(", bool {all}")).unwrap_or_default();
        let argument = all.map(|all| format!(", {all}")).unwrap_or_default();
        text += &format!(
            "/* {} */\nstatic inline handoff_{list} handoff_unit_{list}(handoff_unit unit{parameter}) {{\n  handoff_{list} list;\n  \
             handoff_plugin_model_method_view_{list}(unit{argument}, &list);\n  return list;\n}}\n",
            function.docs.replace('\n', "\n * ")
        );
    }
    text += &questions(contract);
    text + &crate::making::c(contract) + "\n#endif\n"
}

/// Lists the numbers of which something in the contract holds a list.
fn listed_numbers(contract: &Contract) -> Vec<&str> {
    let numbers = contract.types().filter(|definition| matches!(definition.kind, Kind::Alias(_)));
    let is_listed = |name: &str| {
        let list = |ty: &Type| matches!(ty, Type::List(row) if **row == Type::Named(name.to_owned()));
        contract.types().any(|definition| match &definition.kind {
            Kind::Record(fields) => fields.iter().any(|field| list(&field.ty)),
            Kind::Variant(cases) => cases.iter().any(|case| list(&case.ty)),
            Kind::Alias(_) | Kind::Enum(_) => false,
        })
    };
    numbers.map(|definition| definition.name.as_str()).filter(|name| is_listed(name)).collect()
}

/// Names the types that are neither numbers nor made by functions of their own.
fn own_types(contract: &Contract) -> impl Iterator<Item = String> {
    let is_own = |name: &str| !OWN.contains(&name) && !DESCRIPTION.contains(&name) && !is_made(name);
    let types = contract.types().filter(|definition| !matches!(definition.kind, Kind::Alias(_)));
    types.map(|definition| definition.name.as_str()).filter(move |name| is_own(name)).map(snake)
}

/// Writes the functions that ask about the flow and for texts. What is asked about several is a pointer and a length; what may
/// have no answer tells whether it has one.
fn questions(contract: &Contract) -> String {
    let mut text = "\n/* Questions. Each is counted. */\n".to_owned();
    for function in contract.view().filter(|function| contract.list(function).is_none()) {
        text += &question(function);
    }
    text
}

fn question(function: &Function) -> String {
    let name = snake(&function.name);
    let (mut parameters, mut before, mut arguments) =
        ("handoff_unit unit".to_owned(), String::new(), "unit".to_owned());
    for (parameter, ty) in &function.parameters {
        let parameter = snake(parameter);
        match ty {
            Type::List(row) => {
                let (list, row) = (c_name(row), row_type(row));
                parameters += &format!(", const {row} *{parameter}, size_t {parameter}_len");
                before += &format!(
                    "  handoff_plugin_model_list_{list}_t asked = {{({row} *){parameter}, {parameter}_len}};\n"
                );
                arguments += ", &asked";
            }
            Type::Option(some) => {
                let some = c_name(some);
                parameters += &format!(", const handoff_{some} *{parameter}");
                arguments += &format!(", (handoff_{some} *){parameter}");
            }
            ty => {
                parameters += &format!(", handoff_{} {parameter}", c_name(ty));
                arguments += &format!(", {parameter}");
            }
        }
    }
    let call = format!("handoff_plugin_model_method_view_{name}({arguments}");
    let docs = function.docs.replace('\n', "\n * ");
    let head = |result: &str, more: &str| {
        format!("/* {docs} */\nstatic inline {result} handoff_unit_{name}({parameters}{more}) {{\n{before}")
    };
    match &function.result {
        Some(Type::Option(some)) => {
            // The view has list types of its own, of the same numbers.
            let (own, copied) = match &**some {
                Type::List(row) => {
                    (format!("handoff_{}s", c_name(row)), "  *answer = (TYPE){found.ptr, found.len};\n")
                }
                ty => (format!("handoff_{}", c_name(ty)), "  *answer = found;\n"),
            };
            let copied = copied.replace("TYPE", &own);
            head("bool", &format!(", {own} *answer"))
                + &format!(
                    "  handoff_plugin_model_{}_t found;\n  if (!{call}, &found)) return false;\n{copied}  return true;\n}}\n",
                    c_name(some)
                )
        }
        Some(Type::Bool) => head("bool", "") + &format!("  return {call});\n}}\n"),
        Some(Type::List(row)) if **row == Type::Text => {
            answered(&head("handoff_strings", ""), "handoff_strings", &call)
        }
        Some(ty) => {
            let result = row_type(ty);
            answered(&head(&result, ""), &result, &call)
        }
        None => String::new(),
    }
}

/// Names a type, by its short name where it has one.
fn row_type(ty: &Type) -> String {
    match ty {
        Type::Named(name) => format!("handoff_{}", snake(name)),
        ty => format!("handoff_plugin_model_{}_t", c_name(ty)),
    }
}

fn answered(head: &str, result: &str, call: &str) -> String {
    format!("{head}  {result} answer;\n  {call}, &answer);\n  return answer;\n}}\n")
}
