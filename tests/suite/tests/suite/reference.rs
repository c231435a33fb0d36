//! `docs/plugins/contract.md`: the contract as a page, with what a call may cost.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use handoff_generate::elements;
use handoff_sandbox::limits::{self, Profile};
use wit_parser::{Docs, Function, InterfaceId, TypeDef, TypeDefKind};

use crate::generated;
use crate::wit::{Contract, current};

/// Makes a comment one line of a table.
fn prose(docs: &Docs) -> String {
    docs.contents.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes a link to a type of the page.
fn link(name: &str) -> String {
    format!("[{name}](#{name})")
}

/// Writes the functions of an interface.
fn functions(contract: &Contract, id: InterfaceId) -> String {
    let mut page = "| function | answers | says |\n|---|---|---|\n".to_owned();
    for function in contract.resolve.interfaces[id].functions.values() {
        page += &row(contract, function);
    }
    page
}

fn row(contract: &Contract, function: &Function) -> String {
    let name = contract.function(function);
    let own = usize::from(function.kind.resource().is_some());
    let parameters = function.params.iter().skip(own);
    let parameters: Vec<String> =
        parameters.map(|part| format!("{}: {}", part.name, contract.spell(&part.ty, &link))).collect();
    let result = function.result.as_ref().map(|ty| contract.spell(ty, &link)).unwrap_or_default();
    let (parameters, result) = (escape(&parameters.join(", ")), escape(&result));
    format!("| **{name}** ({parameters}) | {result} | {} |\n", prose(&function.docs))
}

/// Keeps the angle brackets of types from being read as HTML.
fn escape(text: &str) -> String {
    text.replace('<', "\\<")
}

/// Writes one type with its fields or cases.
fn definition(contract: &Contract, name: &str, definition: &TypeDef) -> String {
    let parts: Vec<(String, String, String)> = match &definition.kind {
        TypeDefKind::Record(record) => record
            .fields
            .iter()
            .map(|field| (field.name.clone(), contract.spell(&field.ty, &link), prose(&field.docs)))
            .collect(),
        TypeDefKind::Variant(variant) => {
            let held = |ty: &Option<_>| ty.as_ref().map(|ty| contract.spell(ty, &link)).unwrap_or_default();
            variant.cases.iter().map(|case| (case.name.clone(), held(&case.ty), prose(&case.docs))).collect()
        }
        _ => Vec::new(),
    };
    let mut page = format!("### {name}\n\n");
    let said = prose(&definition.docs);
    if !said.is_empty() {
        let _ = writeln!(page, "{said}\n");
    }
    match &definition.kind {
        TypeDefKind::Record(_) => page += "| field | type | |\n|---|---|---|\n",
        TypeDefKind::Variant(_) => page += "| one of | holds | |\n|---|---|---|\n",
        TypeDefKind::Enum(cases) => {
            let cases: Vec<String> = cases.cases.iter().map(|case| format!("`{}`", case.name)).collect();
            let _ = writeln!(page, "One of {}.", cases.join(", "));
        }
        kind => page += &["A ", &escape(&contract.kind(kind, &link)), ".\n"].concat(),
    }
    for (name, ty, said) in parts {
        let _ = writeln!(page, "| `{name}` | {} | {said} |", escape(&ty));
    }
    page + "\n"
}

/// Writes a number as people read it.
fn number(value: u64) -> String {
    let digits = value.to_string();
    let groups: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(",")
}

/// Writes the bounds of a call, and of what a plugin says about itself.
fn bounds() -> String {
    let (compact, runtime) = (Profile::Compact.room(), Profile::Runtime.room());
    let mut page = "| bound | of one call | more for each element of the unit |\n|---|---|---|\n".to_owned();
    let mut row = |name: &str, base: u64, share: u64| {
        let share = if share == 0 { String::new() } else { number(share) };
        let _ = writeln!(page, "| {name} | {} | {share} |", number(base));
    };
    row("fuel, about one unit an instruction, `compact`", compact.fuel_base, compact.fuel_share);
    row("fuel, `runtime`", runtime.fuel_base, runtime.fuel_share);
    row("bytes of memory, `compact`", compact.memory as u64, 0);
    row("bytes of memory, `runtime`", runtime.memory as u64, 0);
    row("bytes of stack", limits::WASM_STACK as u64, 0);
    row("questions and log lines", limits::QUERIES_BASE, limits::QUERIES_SHARE);
    row("work that questions cause", limits::WORK_BASE, limits::WORK_SHARE);
    row("bytes handed to the host at once", limits::TRANSFER_BASE as u64, limits::TRANSFER_SHARE as u64);
    row("findings", limits::FINDINGS_BASE as u64, limits::FINDINGS_SHARE as u64);
    row("arguments of a finding", limits::ARGUMENTS as u64, 0);
    row("related places of a finding", limits::RELATED as u64, 0);
    row("steps of a witness", limits::WITNESS as u64, 0);
    row("entries of a list in a message", limits::LIST as u64, 0);
    row("bytes of one text", limits::TEXT as u64, 0);
    row("log lines", limits::LOG_LINES as u64, 0);
    row("bytes of log", limits::LOG_BYTES as u64, 0);
    row("rules of a plugin", limits::RULES as u64, 0);
    row("texts of its catalogue", limits::CATALOGUE as u64, 0);
    row("bytes of the name of a plugin or rule", limits::NAME as u64, 0);
    row("bytes of one options schema", limits::SCHEMA as u64, 0);
    row("bytes of its whole description", limits::DESCRIPTION as u64, 0);
    row("bytes of the component", limits::COMPONENT_BYTES as u64, 0);
    page
}

/// Writes the whole page.
fn document() -> String {
    let contract = Contract::read(&current()).expect("the contract");
    let package = &contract.resolve.packages[contract.package];
    let introduction = package.docs.contents.as_deref().unwrap_or_default();
    let mut page = format!(
        "# The contract\n\n`{}`, in full: [handoff.wit](../../plugins/wit/handoff.wit). How it grows: [versions](versions.md).\n\n{}\n\n",
        package.name,
        introduction.trim()
    );
    page += "Optional values are `option`, with the words of your language: `None`, `null`, `undefined`, `is_some`. Names are written as in \
        the contract, `like-this`; SDKs write them as their language does, `like_this` or `likeThis`.\n\n";
    let title = |name: &str| match name {
        "rules" => "What a plugin answers: `rules`",
        "model" => "What a plugin asks: `model`",
        "log" => "What a plugin says: `log`",
        _ => panic!("the interface {name} is new: give it a title"),
    };
    for name in ["rules", "model", "log"] {
        let (_, id) = contract.interfaces().find(|(found, _)| *found == name).expect("an interface");
        let _ = writeln!(page, "## {}\n\n{}", title(name), functions(&contract, id));
    }
    let elements = elements(&handoff_generate::Contract::read(&current()).expect("the contract"));
    let (last, first) = elements.split_last().expect("lists");
    let _ = write!(
        page,
        "## What a call may cost\n\nEach function is one *question*, and handing over an item is {} of *work*. An item is the question itself, a row of a list, also one \
        that is left out, each entry of a list in it, and each {} bytes of its texts. A question about the flow costs one item for each step that it \
        names, and a walk: one for each step and flow. `describe` runs once for each digest, and its answer is kept. What is over a bound stops the \
        call: its findings are not believed, the report names plugin, rule and cause, and other plugins go on. Only too many findings are cut \
        instead. The *elements* of a unit are the rows of {} and `{}`. `handoff plugin test` shows how far a rule is from each bound.\n\n{}\n",
        limits::WORK_ITEM,
        limits::WORD,
        first.iter().map(|list| format!("`{list}`")).collect::<Vec<_>>().join(", "),
        last,
        bounds()
    );
    page += "## Types\n\n";
    let mut seen = BTreeSet::new();
    for (_, id) in contract.interfaces() {
        for (name, id) in &contract.resolve.interfaces[id].types {
            let ty = &contract.resolve.types[*id];
            // What an interface uses of another is shown where it stands.
            let used = matches!(ty.kind, TypeDefKind::Type(wit_parser::Type::Id(_)));
            if !used && seen.insert(name.clone()) {
                page += &definition(&contract, name, ty);
            }
        }
    }
    page + "<!-- Generated from the contract: UPDATE_DOCS=1 cargo test -p handoff-suite reference -->\n"
}

#[test]
fn the_reference_is_that_of_the_contract() {
    generated::check("plugins/contract.md", &document(), "reference");
}

#[test]
fn every_link_leads_somewhere() {
    let page = document();
    let headings: BTreeSet<&str> = page.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let links: Vec<&str> = page.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 50, "{}", links.len());
    assert!(links.iter().all(|link| headings.contains(link)), "{links:?}");
}

#[test]
fn numbers_are_grouped() {
    let check = |value, expected: &str| assert_eq!(number(value), expected);
    check(7, "7");
    check(200, "200");
    check(100_000_000, "100,000,000");
    check(65_536, "65,536");
}
