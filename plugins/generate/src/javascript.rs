//! What the SDK for JavaScript knows of the lists: `plugins/sdk/javascript/{lists,rows}.{js,d.ts}`.

use crate::contract::{Contract, Field, Kind, List, Type};
use crate::parts::parts;
use crate::text::{camel, pascal};
use crate::typescript::module_name;

/// Writes the class that fetches the lists.
pub(crate) fn lists(contract: &Contract) -> String {
    let types = module_name(contract, "types");
    let mut text = String::from("/** The lists of a unit, fetched when a rule first asks. @module */\n\n");
    text += &crate::origin("//");
    text += &format!("\n/** @import {{ {} }} from '{types}' */\n", rows(contract).join(", "));
    text += &format!("/** @typedef {{{}}} Source */\n", source(contract));
    text += &format!("/** A part of the view. @typedef {{{}}} ViewPart */\n\n", part(contract));
    text += CLASS;
    for list in contract.lists() {
        let (name, row) = (camel(&list.function.name), pascal(list.row));
        let all = if list.all.is_some() { "true" } else { "" };
        text += &format!("\n  /** {} @returns {{readonly {row}[]}} */\n", said(contract, list));
        text += &format!(
            "  {name}() {{\n    return this.kept('{name}', () => this.source.{name}({all}));\n  }}\n"
        );
    }
    text + "}\n"
}

const CLASS: &str = "/** The lists of one unit, read-only. */
export class Lists {
  #kept = new Map();

  /**
   * Opens a view: of the sandbox in a component, of a view file in a native test.
   * @param {Source} source
   */
  constructor(source) {
    /** @protected @readonly */
    this.source = source;
  }

  /**
   * Returns what was kept under a name; what is not yet there is fetched.
   * @protected
   * @template T
   * @param {string} name
   * @param {() => T[]} fetch
   * @returns {readonly T[]}
   */
  kept(name, fetch) {
    if (!this.#kept.has(name)) this.#kept.set(name, Object.freeze(fetch()));
    return this.#kept.get(name);
  }
";

/// Writes the types of that class.
pub(crate) fn lists_types(contract: &Contract) -> String {
    let types = module_name(contract, "types");
    let mut text = String::from("/// <reference path=\"./contract.d.ts\" />\n") + &crate::origin("//");
    text += "/** The lists of a unit, fetched when a rule first asks. @module */\n";
    text += &format!("import type {{ {} }} from '{types}';\n", rows(contract).join(", "));
    text += &format!("export type Source = {};\n", source(contract));
    text += &format!("/** A part of the view. */\nexport type ViewPart = {};\n", part(contract));
    text += CLASS_TYPES;
    for list in contract.lists() {
        let (name, row) = (camel(&list.function.name), pascal(list.row));
        text += &format!("    /** {} */\n    {name}(): readonly {row}[];\n", said(contract, list));
    }
    text + "}\n"
}

const CLASS_TYPES: &str = "/** The lists of one unit, read-only. */
export declare class Lists {
    #private;
    /** Opens a view: of the sandbox in a component, of a view file in a native test. */
    constructor(source: Source);
    protected readonly source: Source;
    /** Returns what was kept under a name; what is not yet there is fetched. */
    protected kept<T>(name: string, fetch: () => T[]): readonly T[];
";

/// Names the records of the lists, sorted.
fn rows(contract: &Contract) -> Vec<String> {
    let mut rows: Vec<String> = contract.lists().map(|list| pascal(list.row)).collect();
    rows.sort();
    rows
}

fn source(contract: &Contract) -> String {
    format!("Omit<import('{}').View, keyof Disposable>", module_name(contract, "model"))
}

fn part(contract: &Contract) -> String {
    let parts: Vec<String> = parts(contract).iter().map(|part| format!("'{}'", part.name)).collect();
    parts.join(" | ")
}

fn said(contract: &Contract, list: List<'_>) -> String {
    crate::rust::said(contract, list, |number| {
        format!("the id of {}", crate::text::article(number.trim_end_matches("-id")))
    })
}

/// Writes rows with nothing in them, and which of their fields are lists of numbers.
pub(crate) fn rows_file(contract: &Contract) -> String {
    let mut text =
        String::from("/** What the rows of a view file hold. @module */\n\n") + &crate::origin("//");
    text += "\n/**\n * A row of each list with nothing in it, in the words of the contract.\n \
        * @type {Readonly<Record<string, Readonly<Record<string, any>>>>}\n */\nexport const ROWS = Object.freeze({\n";
    for List { function, row, .. } in contract.lists() {
        text += &format!("  {}: {},\n", key(&function.name), blank(contract, row));
    }
    text +=
        "});\n\n/** Fields that hold lists of numbers, which the sandbox hands over as `Uint32Array`. */\n";
    let numbers: Vec<String> = numbers(contract).iter().map(|name| format!("'{name}'")).collect();
    text += &format!("export const NUMBERS = new Set([{}]);\n\n", numbers.join(", "));
    text +=
        "/** Fields that hold a case with its value, which the sandbox hands over as `tag` and `val`. */\n";
    let variants: Vec<String> = variants(contract).iter().map(|name| format!("'{name}'")).collect();
    text + &format!("export const VARIANTS = new Set([{}]);\n", variants.join(", "))
}

/// Writes the types of that file.
pub(crate) fn rows_types() -> String {
    crate::origin("//")
        + "/** A row of each list with nothing in it, in the words of the contract. */\n\
           export declare const ROWS: Readonly<Record<string, Readonly<Record<string, any>>>>;\n\
           /** Fields that hold lists of numbers, which the sandbox hands over as `Uint32Array`. */\n\
           export declare const NUMBERS: Set<string>;\n\
           /** Fields that hold a case with its value, which the sandbox hands over as `tag` and `val`. */\n\
           export declare const VARIANTS: Set<string>;\n"
}

fn key(name: &str) -> String {
    if name.contains('-') { format!("'{name}'") } else { name.to_owned() }
}

fn blank(contract: &Contract, record: &str) -> String {
    let Some(Kind::Record(fields)) = contract.kind(record) else { return "{}".to_owned() };
    let fields: Vec<String> = fields
        .iter()
        .map(|field| format!("{}: {}", key(&field.name), nothing(contract, &field.ty)))
        .collect();
    format!("{{ {} }}", fields.join(", "))
}

fn nothing(contract: &Contract, ty: &Type) -> String {
    match ty {
        Type::Bool => "false".to_owned(),
        Type::U32 | Type::U64 => "0".to_owned(),
        Type::Text => "''".to_owned(),
        Type::List(_) => "[]".to_owned(),
        Type::Option(_) => "null".to_owned(),
        Type::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| nothing(contract, part)).collect();
            format!("[{}]", parts.join(", "))
        }
        Type::Named(name) => match contract.kind(name) {
            Some(Kind::Alias(ty)) => nothing(contract, ty),
            Some(Kind::Variant(cases)) => cases.first().map_or_else(String::new, |case| {
                format!("['{}', {}]", case.name, nothing(contract, &case.ty))
            }),
            Some(Kind::Enum(words)) => format!("'{}'", words.first().map_or("", String::as_str)),
            _ => blank(contract, name),
        },
    }
}

/// Names the fields of all answers that are lists of numbers, each once.
fn numbers(contract: &Contract) -> Vec<String> {
    fields(contract, |field| matches!(contract.plain(&field.ty), Type::List(row) if *row == Type::U32))
}

/// Names the fields of all answers that hold a variant, each once.
fn variants(contract: &Contract) -> Vec<String> {
    fields(contract, |field| match &field.ty {
        Type::Named(name) => matches!(contract.kind(name), Some(Kind::Variant(_))),
        _ => false,
    })
}

fn fields(contract: &Contract, is_wanted: impl Fn(&Field) -> bool) -> Vec<String> {
    let records = contract.records().filter(|(record, _)| contract.is_shown(&record.name));
    let mut names: Vec<String> = records
        .flat_map(|(_, fields)| fields.iter().filter(|field| is_wanted(field)))
        .map(|field| field.name.clone())
        .collect();
    names.sort();
    names.dedup();
    names
}
