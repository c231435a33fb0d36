//! The reference of each language for whoever writes rules: `docs/plugins/reference/*.md`, and the same beside each SDK. What the
//! contract says comes from it, what an SDK adds from its sources, so that neither is said twice.

mod declarations;
mod dialect;
mod facts;

use self::dialect::Dialect;
use crate::contract::{Contract, Definition, Error, Kind, Type};
use crate::parts::parts;
use crate::{Written, making, text};

/// Writes the reference of each language; `source` reads a file below the root of the repository.
pub fn references<E: From<Error>>(
    wit: &str,
    source: impl Fn(&str) -> Result<String, E>,
) -> Result<Vec<Written>, E> {
    let contract = Contract::read(wit)?;
    let mut written = Vec::new();
    for dialect in dialect::ALL {
        let sources = dialect.sources.iter().map(|path| source(path)).collect::<Result<Vec<_>, E>>()?;
        let text = page(&contract, dialect, &sources);
        written.extend(dialect.paths.iter().map(|path| Written { path, text: text.clone() }));
    }
    Ok(written)
}

fn page(contract: &Contract, dialect: &Dialect, sources: &[String]) -> String {
    let Dialect { name, fence, .. } = dialect;
    let mut page = format!("# Reference: rules in {name}\n\n{}\n", facts::HEAD);
    page += &format!("\n## A whole plugin\n\n{}\n", block(fence, dialect.example));
    page += &format!("\n{}\n", dialect.notes);
    page += &format!("\n## What a rule says of itself\n\n{}\n", facts::RULE);
    page += &needs(contract, dialect);
    page += &format!("\n{}\n", facts::OPTIONS);
    page += &format!("\n{}\n", dialect.options);
    page += &format!("\n{}\n", facts::PAGE);
    page += &format!("\n## What a rule is given\n\n{}\n{}\n", facts::UNIT, dialect.fetching);
    page += &lists(contract, dialect);
    page += &questions(contract);
    page += "\n## Declarations\n\nWhat the SDK declares beside the lists, each with what it does.\n";
    for (path, source) in dialect.sources.iter().zip(sources) {
        let file = path.rsplit('/').next().unwrap_or(path);
        page += &format!("\n### `{file}`\n\n{}", block(fence, &(dialect.declarations)(source)));
    }
    if let Some(made) = made(contract, dialect) {
        page += &format!("\n### Places and arguments\n\n{}", block(fence, &made));
    }
    page += "\n## Types\n";
    for definition in contract.types() {
        page += &self::definition(contract, dialect, definition);
    }
    page + &format!(
        "\n<!-- {}-->\n",
        crate::origin("").trim_start().replace('\n', " and the sources of the SDK ")
    )
}

fn block(fence: &str, code: &str) -> String {
    format!("```{fence}\n{}\n```\n", code.trim_end())
}

/// Writes how places and arguments are made, where a source that follows from the contract does that.
fn made(contract: &Contract, dialect: &Dialect) -> Option<String> {
    match dialect.fence {
        "js" | "ts" => Some(declarations::typescript(&making::javascript_types(contract))),
        "python" => Some(declarations::python(&making::python(contract))),
        // In Rust they are the cases of the types below, and in C functions named for them.
        _ => None,
    }
}

fn needs(contract: &Contract, dialect: &Dialect) -> String {
    let mut page = "\n### `needs`\n\n| part | asks for |\n|---|---|\n".to_owned();
    for part in parts(contract) {
        page += &format!("| `{}` | {} |\n", (dialect.part)(&part.name), cell(&part.docs));
    }
    page
}

fn lists(contract: &Contract, dialect: &Dialect) -> String {
    let mut page = "\n### Lists\n\n| list | rows | says |\n|---|---|---|\n".to_owned();
    for list in contract.lists() {
        let said = crate::rust::said(contract, list, |number| {
            text::article(number.trim_end_matches("-id")) + "'s number"
        });
        let said = if dialect.fence == "c" { list.function.docs.clone() } else { said };
        page += &format!("| `{}` | {} | {} |\n", (dialect.list)(list), link(dialect, list.row), cell(&said));
    }
    page
}

/// Writes what the contract says of its questions: the declarations of an SDK are shorter.
fn questions(contract: &Contract) -> String {
    let mut page =
        "\n### Questions\n\nTheir names and types in this language stand under *Declarations*.\n\n"
            .to_owned();
    for function in contract.view().filter(|function| contract.list(function).is_none()) {
        page += &format!("- `{}`: {}\n", text::words(&function.name), cell(&function.docs));
    }
    page
}

/// Types of what a plugin says of itself, which each SDK declares in its own way.
pub(crate) const DESCRIPTION: [&str; 8] =
    ["text", "page", "deprecation", "rule-info", "preset", "retired-rule", "description", "rule-options"];

/// Writes one type; numbers of rows are told by what they are the number of.
fn definition(contract: &Contract, dialect: &Dialect, definition: &Definition) -> String {
    let is_description = DESCRIPTION.contains(&definition.name.as_str());
    let (name, docs) = (&definition.name, cell(&definition.docs));
    let title = (dialect.title)(name);
    let head = format!("\n### {title}\n\n{}", if docs.is_empty() { String::new() } else { docs + "\n\n" });
    match &definition.kind {
        _ if is_description => String::new(),
        Kind::Alias(_) => String::new(),
        Kind::Enum(words) => {
            let words: Vec<String> =
                words.iter().map(|word| format!("`{}`", (dialect.word)(name, word))).collect();
            let meaning = facts::WORDS.iter().find(|(word, _)| word == name).map_or("", |(_, said)| said);
            format!("{head}One of {}.{meaning}\n", words.join(", "))
        }
        Kind::Record(fields) => {
            let rows = fields.iter().map(|field| {
                let (field_name, ty) = ((dialect.field)(&field.name), spell(contract, dialect, &field.ty));
                let more = facts::FIELDS
                    .iter()
                    .find(|(record, field_name, _)| record == name && *field_name == field.name);
                let more = more.map_or("", |(.., said)| said);
                format!("| `{field_name}` | {ty} | {}{more} |\n", cell(&field.docs))
            });
            format!("{head}| field | holds | says |\n|---|---|---|\n{}", rows.collect::<String>())
        }
        Kind::Variant(cases) => {
            let rows = cases.iter().map(|case| {
                let (made, ty) = ((dialect.case)(name, &case.name), spell(contract, dialect, &case.ty));
                format!("| `{made}` | {ty} | {} |\n", cell(&case.docs))
            });
            format!("{head}| case | holds | says |\n|---|---|---|\n{}", rows.collect::<String>())
        }
    }
}

/// Writes a type with links to those of the contract.
fn spell(contract: &Contract, dialect: &Dialect, ty: &Type) -> String {
    let inner = |ty: &Type| spell(contract, dialect, ty);
    let plain = |index: usize| format!("`{}`", dialect.plain[index]);
    match ty {
        Type::Bool => plain(0),
        Type::U32 => plain(1),
        Type::U64 => plain(2),
        Type::Text => plain(3),
        Type::Named(name) => match contract.kind(name) {
            Some(Kind::Alias(_)) => format!("number of {}", text::article(name.trim_end_matches("-id"))),
            _ => link(dialect, name),
        },
        Type::List(row) if contract.plain(row) == Type::U32 => format!("{} {}", dialect.numbers, plural(row)),
        Type::List(row) => format!("list of {}", inner(row)),
        Type::Option(some) => format!("{}, or {}", inner(some), dialect.absent),
        Type::Tuple(parts) => format!("({})", parts.iter().map(inner).collect::<Vec<_>>().join(", ")),
    }
}

fn plural(row: &Type) -> String {
    match row {
        Type::Named(name) => format!("of {}s", text::words(name.trim_end_matches("-id"))),
        _ => String::new(),
    }
}

fn link(dialect: &Dialect, name: &str) -> String {
    let title = (dialect.title)(name);
    format!("[{title}](#{})", title.to_lowercase())
}

/// Makes a text one cell of a table.
fn cell(docs: &str) -> String {
    docs.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
