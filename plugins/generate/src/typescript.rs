//! The contract as TypeScript sees it: `plugins/sdk/javascript/contract.d.ts`, as jco writes it.

use crate::contract::{Contract, Definition, Function, Interface, Kind, Type};
use crate::text::{camel, pascal};

/// Writes the file.
pub(crate) fn contract(contract: &Contract) -> String {
    let modules = contract.interfaces.iter().filter(|interface| interface.name != "rules");
    let modules: Vec<String> = modules.map(|interface| module(contract, interface)).collect();
    crate::origin("//") + &modules.join("\n")
}

/// Names an interface as a module.
pub(crate) fn module_name(contract: &Contract, interface: &str) -> String {
    format!("handoff:plugin/{interface}@{}", contract.version)
}

fn module(contract: &Contract, interface: &Interface) -> String {
    let mut text = format!("declare module '{}' {{\n", module_name(contract, &interface.name));
    if interface.resource.is_none() {
        for function in &interface.functions {
            let head = format!("export function {}", signature(contract, function));
            text += &(comment("  ", " ", &function.docs) + &format!("  {head};\n"));
        }
    }
    text.extend(interface.definitions.iter().map(|definition| self::definition(contract, definition)));
    let types = module_name(contract, "types");
    text.extend(interface.uses.iter().map(|name| {
        let name = pascal(name);
        format!("  export type {name} = import('{types}').{name};\n")
    }));
    if interface.resource.is_some() {
        text += "  \n  export class View implements Disposable {\n    /**\n     * This type does not have a public constructor.\n     */\n    \
            private constructor();\n";
        for function in &interface.functions {
            text += &comment("    ", "", &function.docs);
            text += &format!("    {};\n", signature(contract, function));
        }
        text += "    [Symbol.dispose](): void;\n  }\n";
    }
    text + "}\n"
}

/// Writes a text as a comment at an indentation; `before` comes before the stars of its lines.
fn comment(indent: &str, before: &str, docs: &str) -> String {
    if docs.is_empty() {
        return String::new();
    }
    let lines: String = docs.lines().map(|line| format!("{indent}{before}* {line}\n")).collect();
    // Methods are closed where their lines stand.
    format!("{indent}/**\n{lines}{indent}{before}*/\n")
}

fn definition(contract: &Contract, definition: &Definition) -> String {
    let name = pascal(&definition.name);
    let head = comment("  ", " ", &definition.docs);
    head + &match &definition.kind {
        Kind::Alias(alias) => format!("  export type {name} = {};\n", ty(contract, alias)),
        Kind::Enum(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            format!("  export type {name} = {};\n", words.join(" | "))
        }
        Kind::Record(fields) => {
            let fields = fields.iter().map(|field| {
                let (mark, ty) = match &field.ty {
                    Type::Option(some) => ("?", ty(contract, some)),
                    plain => ("", ty(contract, plain)),
                };
                comment("    ", " ", &field.docs) + &format!("    {}{mark}: {ty},\n", camel(&field.name))
            });
            format!("  export interface {name} {{\n{}  }}\n", fields.collect::<String>())
        }
        Kind::Variant(cases) => {
            let names: Vec<String> =
                cases.iter().map(|case| format!("{name}{}", pascal(&case.name))).collect();
            let cases = cases.iter().zip(&names).map(|(case, name)| {
                comment("  ", " ", &case.docs)
                    + &format!(
                        "  export interface {name} {{\n    tag: '{}',\n    val: {},\n  }}\n",
                        case.name,
                        ty(contract, &case.ty)
                    )
            });
            format!("  export type {name} = {};\n", names.join(" | ")) + &cases.collect::<String>()
        }
    }
}

fn signature(contract: &Contract, function: &Function) -> String {
    let parameters = function.parameters.iter();
    let parameters: Vec<String> =
        parameters.map(|(name, part)| format!("{}: {}", camel(name), ty(contract, part))).collect();
    let result = function.result.as_ref().map_or_else(|| "void".to_owned(), |result| ty(contract, result));
    format!("{}({}): {result}", camel(&function.name), parameters.join(", "))
}

/// Writes a type.
pub(crate) fn ty(contract: &Contract, found: &Type) -> String {
    match found {
        Type::Bool => "boolean".to_owned(),
        Type::U32 => "number".to_owned(),
        Type::U64 => "bigint".to_owned(),
        Type::Text => "string".to_owned(),
        Type::Named(name) => pascal(name),
        Type::List(row) if contract.plain(row) == Type::U32 => "Uint32Array".to_owned(),
        Type::List(row) => format!("Array<{}>", ty(contract, row)),
        Type::Option(some) => format!("{} | undefined", ty(contract, some)),
        Type::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| ty(contract, part)).collect();
            format!("[{}]", parts.join(", "))
        }
    }
}
