//! What the SDK for Rust knows of the lists: `plugins/sdk/rust/src/{lists.rs,testing/rows.rs}`.

use crate::contract::{Case, Contract, Field, Function, Kind, List, Type};
use crate::parts::parts;
use crate::text::{comment, fit, pascal, snake};

/// Writes what a rule reads: types, source, unit and parts.
pub(crate) fn lists(contract: &Contract) -> String {
    let head =
        "//! The lists of the contract, as a rule reads them.\n//!\n".to_owned() + &crate::origin("//!");
    let uses = "use std::cell::OnceCell;\n\nuse crate::bindings::handoff::plugin::model::View;\nuse crate::unit::Derived;\n";
    [head, uses.to_owned(), types(contract), source(contract), unit(contract), view(contract), part(contract)]
        .join("\n")
}

/// Types that only the SDK itself fills: the plugin's description.
fn is_public(contract: &Contract, name: &str) -> bool {
    let finding = Type::Named("finding".to_owned());
    let is_number = matches!(contract.kind(name), Some(Kind::Alias(_)));
    is_number || contract.is_shown(name) || contract.is_asked(name) || contract.holds(&finding, name)
}

/// What a file of rows names: what the view answers with, and the numbers by which it is asked.
fn is_row(contract: &Contract, name: &str) -> bool {
    let mut asked = contract.view().filter(|function| contract.list(function).is_none());
    let is_asked = asked.any(|function| {
        let types = function.parameters.iter().map(|(_, ty)| ty).chain(&function.result);
        types.into_iter().any(|ty| Contract::names(ty, name))
    });
    is_asked || (contract.is_shown(name) && !matches!(contract.kind(name), Some(Kind::Alias(_))))
}

fn types(contract: &Contract) -> String {
    let names = contract.types().filter(|definition| is_public(contract, &definition.name));
    import(
        "pub use crate::bindings::handoff::plugin::types",
        names.map(|definition| pascal(&definition.name)),
    )
}

/// Writes what is taken from a module, as `rustfmt` breaks it.
fn import(module: &str, names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    names.sort();
    fit(format!("{module}::{{{}}};", names.join(", ")), || {
        let mut lines = vec!["   ".to_owned()];
        for name in names {
            if lines.last().is_some_and(|line| line.len() + name.len() + 2 > 109) {
                lines.push("   ".to_owned());
            }
            if let Some(line) = lines.last_mut() {
                *line += &format!(" {name},");
            }
        }
        format!("{module}::{{\n{}\n}};", lines.join("\n"))
    }) + "\n"
}

/// Writes a type; texts and lists of a parameter are only lent.
fn rust(ty: &Type, is_lent: bool) -> String {
    let inner = |ty: &Type| rust(ty, false);
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::Text => if is_lent { "&str" } else { "String" }.to_owned(),
        Type::Named(name) => pascal(name),
        Type::List(row) if is_lent => format!("&[{}]", inner(row)),
        Type::List(row) => format!("Vec<{}>", inner(row)),
        Type::Option(some) => format!("Option<{}>", inner(some)),
        Type::Tuple(parts) => format!("({})", parts.iter().map(inner).collect::<Vec<_>>().join(", ")),
    }
}

fn signature(function: &Function) -> String {
    let parameters = function.parameters.iter();
    let parameters = parameters.map(|(name, ty)| format!(", {}: {}", snake(name), rust(ty, true)));
    let result = function.result.as_ref().map(|result| format!(" -> {}", rust(result, false)));
    let (name, parameters) = (snake(&function.name), parameters.collect::<String>());
    format!("fn {name}(&self{parameters}){}", result.unwrap_or_default())
}

fn source(contract: &Contract) -> String {
    let mut text = "/// Where a unit comes from: the sandbox for a component, anything else for a native test.\n///\n\
        /// The methods are those of `view` in the contract that answer with a list.\npub trait Source: Questions {\n"
        .to_owned();
    for List { function, .. } in contract.lists() {
        text += &comment("    /// ", &function.docs);
        text += &format!("    {};\n", signature(function));
    }
    text += "}\n\n/// What else is asked about a unit: words, and questions about the flow.\npub trait Questions {\n";
    for function in questions(contract) {
        text += &comment("    /// ", &function.docs);
        text += &format!("    {};\n", signature(function));
    }
    text + "}\n"
}

/// Lists the functions of the view that answer with no list of records.
fn questions(contract: &Contract) -> impl Iterator<Item = &Function> {
    contract.view().filter(|function| contract.list(function).is_none())
}

/// Says what a list is, and what its positions are for.
pub(crate) fn said(contract: &Contract, list: List<'_>, number: impl Fn(&str) -> String) -> String {
    let docs = &list.function.docs;
    let docs = match list.all {
        // All rows are fetched and kept.
        Some(_) => docs.split(':').next().unwrap_or_default().to_owned() + ", all of them",
        None => docs.trim_end_matches('.').to_owned(),
    };
    match contract.number_of(&list.function.name) {
        Some(name) => format!("{docs}; {} is a position here.", number(name)),
        None => docs + ".",
    }
}

fn unit(contract: &Contract) -> String {
    let mut text = "/// One unit of the landscape, read-only. Lists are fetched when a rule first asks, and shared by all rules of the call.\n\
        pub struct Unit<'s> {\n    pub(crate) source: &'s dyn Source,\n    pub(crate) derived: Derived,\n"
        .to_owned();
    for list in contract.lists() {
        text += &format!("    {}: OnceCell<Vec<{}>>,\n", snake(&list.function.name), pascal(list.row));
    }
    text += "}\n\nimpl<'s> Unit<'s> {\n    /// Opens a view of a source.\n    pub fn new(source: &'s dyn Source) -> Self {\n        Self {\n            \
        source,\n            derived: Derived::default(),\n";
    text.extend(
        contract
            .lists()
            .map(|list| format!("            {}: OnceCell::new(),\n", snake(&list.function.name))),
    );
    text += "        }\n    }\n";
    for list in contract.lists() {
        let (name, row) = (snake(&list.function.name), pascal(list.row));
        let docs = said(contract, list, |number| {
            let number = pascal(number);
            let article = if number.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
            format!("{article} [`{number}`]")
        });
        let all = if list.all.is_some() { "true" } else { "" };
        text += &format!(
            "\n    /// {docs}\n    pub fn {name}(&self) -> &[{row}] {{\n        self.{name}.get_or_init(|| self.source.{name}({all}))\n    }}\n"
        );
    }
    text + "}\n"
}

fn view(contract: &Contract) -> String {
    let lists = contract.lists().map(|list| asked(list.function, "self"));
    let questions = questions(contract).map(|function| asked(function, "self"));
    format!(
        "impl Source for View {{\n{}}}\n\nimpl Questions for View {{\n{}}}\n",
        lists.collect::<String>(),
        questions.collect::<String>()
    )
}

/// Writes a method that hands a question on.
fn asked(function: &Function, whom: &str) -> String {
    let names: Vec<String> = function.parameters.iter().map(|(name, _)| snake(name)).collect();
    let (signature, name) = (signature(function), snake(&function.name));
    format!("    {signature} {{\n        {whom}.{name}({})\n    }}\n", names.join(", "))
}

fn part(contract: &Contract) -> String {
    let parts = parts(contract);
    let mut text = "/// A part of the view without which a rule has nothing to say: where a unit lacks it, the rule is not called.\n\
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum ViewPart {\n"
        .to_owned();
    for part in &parts {
        text += &comment("    /// ", &part.docs);
        text += &format!("    {},\n", pascal(&part.name));
    }
    text += "}\n\nimpl ViewPart {\n    /// Returns its name in the contract.\n    pub fn name(self) -> &'static str {\n        match self {\n";
    text.extend(
        parts.iter().map(|part| format!("            Self::{} => \"{}\",\n", pascal(&part.name), part.name)),
    );
    text + "        }\n    }\n}\n"
}

/// Writes how a test reads the rows of a view from a file.
pub(crate) fn rows(contract: &Contract) -> String {
    let head = "//! The rows of the lists, as files hold them.\n//!\n".to_owned() + &crate::origin("//!");
    let names = contract.types().filter(|definition| is_row(contract, &definition.name));
    let names = names.map(|definition| pascal(&definition.name));
    let names = names.chain(["Place", "Questions", "Source"].map(str::to_owned));
    let uses = "use serde_json::Value;\n\nuse super::row::{FromValue, Row};\n".to_owned()
        + &import("use crate", names);
    let mut text = [head, uses, file(contract), answers(contract), cases(contract)].join("\n");
    for definition in contract.types().filter(|definition| contract.is_shown(&definition.name)) {
        let name = pascal(&definition.name);
        text += &match &definition.kind {
            Kind::Enum(words) => word(&name, words),
            Kind::Record(fields) => record(&name, fields) + &blank(contract, &name, fields),
            Kind::Variant(cases) => variant(contract, &name, cases),
            Kind::Alias(_) => continue,
        };
    }
    text
}

/// Writes the lists of a file.
fn file(contract: &Contract) -> String {
    let mut text = "/// The lists of a view, read from a file, and who answers the questions.\n#[derive(Clone, Debug)]\n\
        pub struct ReadView<Q> {\n    pub(crate) questions: Q,\n"
        .to_owned();
    for List { function, row, .. } in contract.lists() {
        text += &format!("    pub(crate) {}: Vec<{}>,\n", snake(&function.name), pascal(row));
    }
    text += "}\n\nimpl<Q> ReadView<Q> {\n    /// Reads the lists of a view; the error names the field that is wrong.\n    \
        pub fn read(view: &Value, questions: Q) -> Result<Self, String> {\n        let view = Row::new(\"the view\", view);\n        Ok(Self {\n            questions,\n";
    for List { function, .. } in contract.lists() {
        text += &format!("            {}: view.get(\"{}\")?,\n", snake(&function.name), function.name);
    }
    text + "        })\n    }\n}\n"
}

/// Writes how a file answers.
fn answers(contract: &Contract) -> String {
    let mut text = "impl<Q: Questions> Source for ReadView<Q> {\n".to_owned();
    for List { function, row, all } in contract.lists() {
        let (signature, name) = (signature(function), snake(&function.name));
        let body = match all {
            None => format!("self.{name}.clone()"),
            Some(all) => format!(
                "let rows = self.{name}.iter().filter(|row| {} || super::is_shown_{}(row));\n        rows.cloned().collect()",
                snake(all),
                snake(row)
            ),
        };
        text += &format!("    {signature} {{\n        {body}\n    }}\n");
    }
    text += "}\n\nimpl<Q: Questions> Questions for ReadView<Q> {\n";
    text.extend(questions(contract).map(|function| asked(function, "self.questions")));
    text + "}\n"
}

/// The variants that a view file is looked up by.
const LOOKED_UP: [&str; 2] = ["text-of", "place"];

/// Writes what a view file calls each case of a variant, and the numbers of the rows that it names.
fn cases(contract: &Contract) -> String {
    let mut text = "/// What a view file calls a case, and the numbers of the rows that it names.\npub(super) trait CaseKey {\n    \
        /// Returns both.\n    fn case_key(&self) -> (&'static str, Vec<u32>);\n}\n"
        .to_owned();
    for variant in LOOKED_UP {
        let Some(Kind::Variant(cases)) = contract.kind(variant) else { continue };
        text += &format!(
            "\nimpl CaseKey for {} {{\n    fn case_key(&self) -> (&'static str, Vec<u32>) {{\n        match *self {{\n",
            pascal(variant)
        );
        for Case { name, ty, .. } in cases {
            let (held, numbers) = match contract.plain(ty) {
                Type::U32 => ("number", "vec![number]"),
                Type::Tuple(_) => ("(number, other)", "vec![number, other]"),
                _ => ("_", "Vec::new()"),
            };
            text += &format!("            Self::{}({held}) => (\"{name}\", {numbers}),\n", pascal(name));
        }
        text += "        }\n    }\n}\n";
    }
    text
}

fn word(name: &str, words: &[String]) -> String {
    let words: String = words
        .iter()
        .map(|word| format!("            Some(\"{word}\") => Ok(Self::{}),\n", pascal(word)))
        .collect();
    format!(
        "\nimpl FromValue for {name} {{\n    fn read(value: &Value, place: &str) -> Result<Self, String> {{\n        match value.as_str() {{\n\
         {words}            _ => Err(format!(\"{{place}} should be a word of the contract\")),\n        }}\n    }}\n}}\n"
    )
}

/// Writes how a variant is read: the name of its case, and what that holds.
fn variant(contract: &Contract, name: &str, cases: &[Case]) -> String {
    let arms = cases.iter().map(|case| {
        let (word, case) = (&case.name, pascal(&case.name));
        format!("            \"{word}\" => FromValue::read(held, place).map(Self::{case}),\n")
    });
    let first = cases.first().map_or_else(String::new, |case| {
        format!("        Self::{}({})\n", pascal(&case.name), nothing(contract, &case.ty))
    });
    format!(
        "\nimpl FromValue for {name} {{\n    fn read(value: &Value, place: &str) -> Result<Self, String> {{\n        \
         let (case, held): (String, &Value) = super::row::case(value, place)?;\n        match case.as_str() {{\n{}            \
         _ => Err(format!(\"{{place}} should be a case of the contract\")),\n        }}\n    }}\n}}\n\n\
         impl {name} {{\n    /// Makes one with nothing in it, of which a test changes what matters.\n    pub fn blank() -> Self {{\n{first}    }}\n}}\n",
        arms.collect::<String>()
    )
}

fn record(name: &str, fields: &[Field]) -> String {
    let fields = fields.iter().map(|field| format!("{}: row.get(\"{}\")?", snake(&field.name), field.name));
    let literal = literal("Ok(Self {", &fields.collect::<Vec<_>>(), "})");
    format!(
        "
impl FromValue for {name} {{
    fn read(value: &Value, place: &str) -> Result<Self, String> {{
        \
         let row = Row::new(place, value);
{literal}    }}
}}
"
    )
}

/// Writes what a function returns, on one line where it fits.
fn literal(open: &str, fields: &[String], close: &str) -> String {
    let line = format!("        {open} {} {close}", fields.join(", "));
    fit(line, || {
        format!(
            "        {open}
            {},
        {close}",
            fields.join(
                ",
            "
            )
        )
    }) + "
"
}

/// Writes how a row with nothing in it is made.
fn blank(contract: &Contract, name: &str, fields: &[Field]) -> String {
    let fields =
        fields.iter().map(|field| format!("{}: {}", snake(&field.name), nothing(contract, &field.ty)));
    let literal = literal("Self {", &fields.collect::<Vec<_>>(), "}");
    format!(
        "
impl {name} {{
    /// Makes a row with nothing in it, of which a test changes what matters.
    \
         pub fn blank() -> Self {{
{literal}    }}
}}
"
    )
}

fn nothing(contract: &Contract, ty: &Type) -> String {
    match ty {
        Type::Bool => "false".to_owned(),
        Type::U32 | Type::U64 => "0".to_owned(),
        Type::Text => "String::new()".to_owned(),
        Type::List(_) => "Vec::new()".to_owned(),
        Type::Option(_) => "None".to_owned(),
        Type::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| nothing(contract, part)).collect();
            format!("({})", parts.join(", "))
        }
        Type::Named(name) => match contract.kind(name) {
            Some(Kind::Alias(ty)) => nothing(contract, ty),
            Some(Kind::Enum(words)) => {
                format!("{}::{}", pascal(name), pascal(words.first().map_or("", String::as_str)))
            }
            _ => format!("{}::blank()", pascal(name)),
        },
    }
}
