//! What the host knows of the lists: `host/sandbox/src/contract/{lists,places}.rs`.

use crate::contract::{Case, Contract, Field, Function, Kind, List, Type};
use crate::parts::parts;
use crate::text::{comment, fit, pascal, snake};

/// Writes what is shown.
pub(crate) fn lists(contract: &Contract) -> String {
    [
        "//! What follows from the lists of the contract.\n//!\n".to_owned() + &crate::origin("//!"),
        USES.to_owned(),
        part(contract),
        holds(contract),
        elements(contract),
        written(contract),
        functions(contract),
        view(contract),
        records(contract),
    ]
    .join("\n")
}

const USES: &str = "#![expect(
    clippy::match_same_arms,
    clippy::match_wildcard_for_single_variants,
    reason = \"each case has its arm, whatever the others hold\"
)]

use handoff_landscape::Unit;
use serde_json::{Map, Value, json};
use wasmtime::component::Resource;

use super::bytes::Bytes;
use super::lower;
use super::v2::model;
use super::wire;
use super::written::Written;
use crate::state::StoreState;
use crate::view::{View, ViewResult};
";

/// Writes where the rows stand.
pub(crate) fn places(contract: &Contract) -> String {
    [
        "//! Where the rows of the lists stand.\n//!\n".to_owned() + &crate::origin("//!"),
        "use super::wire;\nuse crate::located::{self, LocatedPlace};\nuse crate::place::UnitNames;\n"
            .to_owned(),
        located(contract),
        placed(contract),
    ]
    .join("\n")
}

/// Writes the enum of the parts.
fn part(contract: &Contract) -> String {
    let parts = parts(contract);
    let mut text = "/// A part of the view that a rule cannot do without.\n\
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum ViewPart {\n"
        .to_owned();
    for part in &parts {
        text += &comment("    /// ", &part.docs);
        text += &format!("    {},\n", pascal(&part.name));
    }
    text += &format!(
        "}}\n\nimpl ViewPart {{\n    /// Every part.\n    pub const ALL: [Self; {}] = [\n",
        parts.len()
    );
    text.extend(parts.iter().map(|part| format!("        Self::{},\n", pascal(&part.name))));
    text += "    ];\n\n    /// Returns the name used in the contract.\n    pub fn name(self) -> &'static str {\n        match self {\n";
    text.extend(
        parts.iter().map(|part| format!("            Self::{} => \"{}\",\n", pascal(&part.name), part.name)),
    );
    text + "        }\n    }\n}\n"
}

/// Writes which parts a unit has.
fn holds(contract: &Contract) -> String {
    let mut text = "/// Tells whether a unit has anything of a part.\n\
        pub(crate) fn holds(unit: &Unit, part: ViewPart) -> bool {\n    match part {\n"
        .to_owned();
    for part in parts(contract) {
        let name = snake(&part.name);
        let list = contract.lists().find(|list| part.is_list && list.function.name == part.name);
        let held = if let Some(List { function, .. }) = list {
            format!("!{}.is_empty()", rows_of(function))
        } else {
            format!("lower::has_{name}(unit)")
        };
        text += &format!("        ViewPart::{} => {held},\n", pascal(&part.name));
    }
    text + "    }\n}\n"
}

/// Writes where the rows of a list are: in a field of the unit, or in what its method makes.
fn rows_of(function: &Function) -> String {
    let call = if Contract::is_made_when_asked(function) { "()" } else { "" };
    format!("unit.{}{call}", snake(&function.name))
}

/// Writes the sum of the rows.
fn elements(contract: &Contract) -> String {
    let lists: Vec<String> =
        crate::elements(contract).iter().map(|list| format!("unit.{}.len()", snake(list))).collect();
    format!(
        "/// Counts the elements of a unit, by which bounds grow.\npub(crate) fn elements(unit: &Unit) -> usize {{\n    {}\n}}\n",
        lists.join("\n        + ")
    )
}

/// Writes all lists as tests read them.
fn written(contract: &Contract) -> String {
    let mut text = "/// Writes every list of a unit, in the words of the contract.\n\
        pub(crate) fn written(unit: &Unit) -> Map<String, Value> {\n    let mut lists = Map::new();\n"
        .to_owned();
    for List { function, row, .. } in contract.lists() {
        let row = snake(row);
        text += &format!(
            "    let rows = {}.iter().map(|row| lower::{row}(unit, row).written());\n",
            rows_of(function)
        );
        text += &format!("    lists.insert(\"{}\".to_owned(), rows.collect());\n", function.name);
    }
    text + "    lists\n}\n"
}

/// Writes how the row is found that a place points at: the number of a row is looked up, anything else speaks for itself.
fn located(contract: &Contract) -> String {
    let mut text = "/// Finds what a place points at; `None` where it was not shown.\n\
        pub(crate) fn located(shown: UnitNames<'_>, place: wire::Place) -> Option<LocatedPlace> {\n    match place {\n"
        .to_owned();
    let Some(Kind::Variant(cases)) = contract.kind("place") else { return String::new() };
    for case in cases {
        let (name, function) = (pascal(&case.name), snake(&case.name));
        let list = match &case.ty {
            Type::Named(number) => contract.list_of(number).map(snake),
            _ => None,
        };
        text += &match list {
            Some(list) => {
                let found =
                    format!("located::{function}(shown, number, shown.unit.{list}.get(number as usize)?)");
                let arm = format!("        wire::Place::{name}(number) => ");
                fit(format!("{arm}{found},"), || format!("{arm}{{\n            {found}\n        }}")) + "\n"
            }
            None => format!("        wire::Place::{name}(held) => located::{function}(shown, held),\n"),
        };
    }
    text + "    }\n}\n"
}

/// Writes the places of all rows that a place can name.
fn placed(contract: &Contract) -> String {
    let mut text = "/// Lists for each kind of place that is a row where its rows stand, in their order.\n\
        pub(crate) fn placed(shown: UnitNames<'_>) -> Vec<(&'static str, Vec<Option<LocatedPlace>>)> {\n    vec![\n"
        .to_owned();
    let Some(Kind::Variant(cases)) = contract.kind("place") else { return String::new() };
    for case in cases {
        let Type::Named(number) = &case.ty else { continue };
        if let Some(list) = contract.list_of(number) {
            text += &format!(
                "        (\"{}\", rows(shown, &shown.unit.{}, located::{})),\n",
                case.name,
                snake(list),
                snake(&case.name)
            );
        }
    }
    text + "    ]\n}\n\n\
        fn rows<T>(\n    shown: UnitNames<'_>,\n    rows: &[T],\n    located: impl Fn(UnitNames<'_>, u32, &T) -> Option<LocatedPlace>,\n\
        ) -> Vec<Option<LocatedPlace>> {\n    (0..).zip(rows).map(|(number, row)| located(shown, number, row)).collect()\n}\n"
}

/// Writes the names of the functions, for tests that stand in for a host.
fn functions(contract: &Contract) -> String {
    let (lists, questions): (Vec<&Function>, Vec<&Function>) =
        contract.view().partition(|function| matches!(function.result, Some(Type::List(_))));
    let constant = |docs: &str, name: &str, functions: &[&Function]| {
        let names: Vec<String> = functions.iter().map(|function| format!("\"{}\"", function.name)).collect();
        let head = format!("pub(crate) const {name}: [&str; {}] = [", names.len());
        let line = fit(format!("{head}{}];", names.join(", ")), || {
            format!("{head}\n    {},\n];", names.join(",\n    "))
        });
        format!("/// {docs}\n#[cfg(test)]\n{line}\n")
    };
    constant("The functions of the view that answer with a list.", "LISTS", &lists)
        + "\n"
        + &constant("The other functions of the view.", "QUESTIONS", &questions)
}

/// Writes what the view answers: a list by itself, anything else by the method of that name.
fn view(contract: &Contract) -> String {
    let mut text = "impl model::Host for StoreState {}\n\nimpl model::HostView for StoreState {\n".to_owned();
    for function in contract.view() {
        let name = snake(&function.name);
        let result =
            function.result.as_ref().map_or_else(|| "()".to_owned(), |result| rust(contract, result, "wire"));
        let parameters = function.parameters.iter();
        let parameters =
            parameters.map(|(name, ty)| format!("{}: {}", snake(name), rust(contract, ty, "wire")));
        let parameters: Vec<String> =
            ["&mut self", "_: Resource<View>"].map(str::to_owned).into_iter().chain(parameters).collect();
        let body = match contract.list(function) {
            Some(List { row, all: None, .. }) => {
                let rows = rows_of(function);
                let rows = if Contract::is_made_when_asked(function) { rows } else { format!("&{rows}") };
                format!("self.rows(|unit| {rows}, |_| true, lower::{})", snake(row))
            }
            Some(List { row, all: Some(all), .. }) => {
                let (row, all) = (snake(row), snake(all));
                format!(
                    "self.rows(|unit| &unit.{name}, |row| {all} || lower::is_shown_{row}(row), lower::{row})"
                )
            }
            None => {
                let names = function.parameters.iter().map(|(name, ty)| match contract.plain(ty) {
                    Type::List(row) if matches!(*row, Type::U32 | Type::Tuple(_)) => {
                        format!("&{}", snake(name))
                    }
                    _ => snake(name),
                });
                let names: Vec<String> = names.collect();
                format!("self.answer_{name}({})", names.join(", "))
            }
        };
        let head = |parameters: &str| format!("    fn {name}({parameters}) -> ViewResult<{result}> {{");
        text += &fit(head(&parameters.join(", ")), || {
            head(&format!("\n        {},\n    ", parameters.join(",\n        ")))
        });
        text += &format!("\n        {body}\n    }}\n\n");
    }
    text + "    fn drop(&mut self, _: Resource<View>) -> ViewResult<()> {\n        Ok(())\n    }\n}\n"
}

/// Writes a type as the bindings do, with those of the contract in a module.
pub(crate) fn rust(contract: &Contract, ty: &Type, module: &str) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::Text => "String".to_owned(),
        Type::Named(name) => match contract.kind(name) {
            Some(Kind::Alias(ty)) => rust(contract, ty, module),
            _ => format!("{module}::{}", pascal(name)),
        },
        Type::List(row) => format!("Vec<{}>", rust(contract, row, module)),
        Type::Option(some) => format!("Option<{}>", rust(contract, some, module)),
        Type::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| rust(contract, part, module)).collect();
            format!("({})", parts.join(", "))
        }
    }
}

/// Tells whether a value has bytes behind a pointer.
fn points(contract: &Contract, ty: &Type) -> bool {
    match contract.plain(ty) {
        Type::Text | Type::List(_) => true,
        Type::Option(some) => points(contract, &some),
        Type::Tuple(parts) => parts.iter().any(|part| points(contract, part)),
        Type::Named(name) => match contract.kind(&name) {
            Some(Kind::Record(fields)) => fields.iter().any(|field| points(contract, &field.ty)),
            Some(Kind::Variant(cases)) => cases.iter().any(|case| points(contract, &case.ty)),
            _ => false,
        },
        _ => false,
    }
}

/// What crosses the border beside the answers of the view, and is counted.
const COUNTED: [&str; 2] = ["finding", "rule-options"];

/// Writes how large each type is, and how it is written down.
fn records(contract: &Contract) -> String {
    let mut text = String::new();
    let counted = COUNTED.map(|name| Type::Named(name.to_owned()));
    for definition in contract.types() {
        let (name, shown) = (pascal(&definition.name), contract.is_shown(&definition.name));
        if !shown && !counted.iter().any(|ty| contract.holds(ty, &definition.name)) {
            continue;
        }
        match &definition.kind {
            Kind::Enum(words) if shown => {
                let words: String = words
                    .iter()
                    .map(|word| format!("            Self::{} => \"{word}\",\n", pascal(word)))
                    .collect();
                text += &format!(
                    "impl Written for wire::{name} {{\n    fn written(&self) -> Value {{\n        let word = match self {{\n{words}        \
                     }};\n        word.into()\n    }}\n}}\n\n"
                );
            }
            Kind::Alias(_) | Kind::Enum(_) => {}
            Kind::Record(fields) => {
                text += &record_size(contract, &name, fields);
                if shown {
                    text += &record_written(&name, fields);
                }
            }
            Kind::Variant(cases) => {
                text += &variant_size(contract, &name, cases);
                if shown {
                    text += &variant_written(&name, cases);
                }
            }
        }
    }
    text.trim_end().to_owned() + "\n"
}

fn variant_size(contract: &Contract, name: &str, cases: &[Case]) -> String {
    let pointing = cases.iter().filter(|case| points(contract, &case.ty));
    let pointing: Vec<String> = pointing.map(|case| pascal(&case.name)).collect();
    size(name, |measure| {
        if pointing.is_empty() {
            return "        0\n".to_owned();
        }
        let arm = |case| format!("            Self::{case}(held) => held.{measure}(),\n");
        let rest = if pointing.len() < cases.len() { "            _ => 0,\n" } else { "" };
        format!("        match self {{\n{}{rest}        }}\n", pointing.iter().map(arm).collect::<String>())
    })
}

/// Writes how a variant is written down: the name of its case, and what that holds.
fn variant_written(name: &str, cases: &[Case]) -> String {
    let arm = |case: &Case| {
        let (word, case) = (&case.name, pascal(&case.name));
        format!("            Self::{case}(held) => json!([\"{word}\", held.written()]),\n")
    };
    format!(
        "impl Written for wire::{name} {{\n    fn written(&self) -> Value {{\n        match self {{\n{}        }}\n    }}\n}}\n\n",
        cases.iter().map(arm).collect::<String>()
    )
}

fn record_size(contract: &Contract, name: &str, fields: &[Field]) -> String {
    let pointing = fields.iter().filter(|field| points(contract, &field.ty));
    let pointing: Vec<String> = pointing.map(|field| snake(&field.name)).collect();
    size(name, |measure| {
        let terms: Vec<String> = pointing.iter().map(|field| format!("self.{field}.{measure}()")).collect();
        let sum = if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") };
        fit(format!("        {sum}"), || format!("        {}", terms.join("\n            + "))) + "\n"
    })
}

fn record_written(name: &str, fields: &[Field]) -> String {
    let fields = fields
        .iter()
        .map(|field| format!("            \"{}\": self.{}.written(),\n", field.name, snake(&field.name)));
    let fields: String = fields.collect();
    format!(
        "impl Written for wire::{name} {{\n    fn written(&self) -> Value {{\n        json!({{\n{fields}        }})\n    }}\n}}\n\n"
    )
}

/// Writes how large the values of a type are: `body` for each of the two measures.
fn size(name: &str, body: impl Fn(&str) -> String) -> String {
    let function = |measure: &str| format!("    fn {measure}(&self) -> usize {{\n{}    }}\n", body(measure));
    format!("impl Bytes for wire::{name} {{\n{}\n{}}}\n\n", function("behind"), function("entries"))
}
