//! How an older contract sees the newest: `host/sandbox/src/contract/v1/rows.rs`.

use crate::contract::{Contract, Function, Kind, Type};
use crate::text::{fit, pascal, snake};

/// What goes up from a plugin of the older contract; all other types go down to it.
const SAID: [&str; 2] = ["description", "finding"];

/// What goes up by hand: a title has become a text of the catalogue.
const BY_HAND: [&str; 2] = ["rule-info", "description"];

/// Writes the file. A type that both know by the same fields goes over by itself; another wants a conversion written by hand.
pub(crate) fn rows(older: &Contract, newest: &Contract) -> String {
    let head =
        "//! What goes over between the older contract and the newest, because both say it alike.\n//!\n";
    let origin = "//! Generated from plugins/wit/v1/handoff.wit and plugins/wit/handoff.wit:\n//! "
        .to_owned()
        + crate::AGAIN;
    let uses = "use wasmtime::component::Resource;\n\nuse super::{model, types};\nuse crate::contract::v2::model::HostView;\n\
        use crate::contract::wire;\nuse crate::state::StoreState;\nuse crate::view::{View, ViewResult};\n";
    let mut text = [head, &origin, "\n\n", uses].concat();
    for definition in older.types().filter(|definition| !matches!(definition.kind, Kind::Alias(_))) {
        let name = &definition.name;
        let takes = newest.kind(name).is_some_and(|kind| takes((older, &definition.kind), (newest, kind)));
        // What is shown may have grown: an older plugin sees the part that it knows.
        let is_part =
            newest.kind(name).is_some_and(|kind| is_part((older, &definition.kind), (newest, kind)));
        let said = SAID.iter().any(|said| older.holds(&Type::Named((*said).to_owned()), name));
        let shown = older.is_shown(name) || name == "rule-options";
        for (from, to, wanted) in [
            ("wire", "types", shown && is_part),
            ("types", "wire", said && takes && !BY_HAND.contains(&name.as_str())),
        ] {
            if wanted {
                text += &conversion(older, &pascal(name), &definition.kind, (from, to));
            }
        }
    }
    text + &view(older, newest)
}

/// A type of a contract.
type Of<'c> = (&'c Contract, &'c Kind);

/// Tells whether a value of the newest contract says all that an older one wants to know.
fn is_part((older, old): Of<'_>, (newest, new): Of<'_>) -> bool {
    match (old, new) {
        (Kind::Record(old), Kind::Record(new)) => old.iter().all(|field| {
            let mut named = new.iter().filter(|new| new.name == field.name);
            named.any(|new| newest.plain(&new.ty) == older.plain(&field.ty))
        }),
        _ => old == new,
    }
}

/// Tells whether the newest contract takes whatever an older one says: it may know more cases, and no other fields.
fn takes((older, old): Of<'_>, (newest, new): Of<'_>) -> bool {
    match (old, new) {
        (Kind::Variant(old), Kind::Variant(new)) => old.iter().all(|case| {
            let mut named = new.iter().filter(|new| new.name == case.name);
            named.any(|new| newest.plain(&new.ty) == older.plain(&case.ty))
        }),
        _ => old == new,
    }
}

fn conversion(older: &Contract, name: &str, kind: &Kind, (from, to): (&str, &str)) -> String {
    let body = match kind {
        Kind::Enum(words) => {
            let arm =
                |word: &String| format!("            {from}::{name}::{0} => Self::{0},\n", pascal(word));
            format!("        match row {{\n{}        }}\n", words.iter().map(arm).collect::<String>())
        }
        Kind::Variant(cases) => {
            let arm = |case: &crate::Case| {
                let (case, held) = (pascal(&case.name), over(older, &case.ty, "held"));
                format!("            {from}::{name}::{case}(held) => Self::{case}({held}),\n")
            };
            format!("        match row {{\n{}        }}\n", cases.iter().map(arm).collect::<String>())
        }
        Kind::Record(fields) => {
            let fields = fields.iter().map(|field| {
                let name = snake(&field.name);
                format!("{name}: {}", over(older, &field.ty, &format!("row.{name}")))
            });
            let fields: Vec<String> = fields.collect();
            fit(format!("        Self {{ {} }}", fields.join(", ")), || {
                format!("        Self {{\n            {},\n        }}", fields.join(",\n            "))
            }) + "\n"
        }
        Kind::Alias(_) => String::new(),
    };
    format!(
        "\nimpl From<{from}::{name}> for {to}::{name} {{\n    fn from(row: {from}::{name}) -> Self {{\n{body}    }}\n}}\n"
    )
}

/// Writes how a value goes over: as it is, or what it holds of the contract's types one by one.
fn over(older: &Contract, ty: &Type, value: &str) -> String {
    match older.plain(ty) {
        Type::Named(_) => format!("{value}.into()"),
        Type::Option(some) if matches!(*some, Type::Named(_)) => format!("{value}.map(Into::into)"),
        Type::List(row) if matches!(*row, Type::Named(_)) => {
            format!("{value}.into_iter().map(Into::into).collect()")
        }
        Type::List(row) => match *row {
            Type::Tuple(parts) if parts.iter().any(|part| matches!(part, Type::Named(_))) => {
                format!("{value}.into_iter().map(|(name, value)| (name, value.into())).collect()")
            }
            _ => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}

/// Writes what the view answers an older plugin: as the newest does, where both are asked alike.
fn view(older: &Contract, newest: &Contract) -> String {
    let mut text =
        "\nimpl model::Host for StoreState {}\n\nimpl model::HostView for StoreState {\n".to_owned();
    for function in older.view() {
        let mut same = newest.view().filter(|new| is_asked((older, function), (newest, new)));
        let is_same = same.any(|_| function.result.as_ref().is_none_or(|ty| is_shown_by(older, newest, ty)));
        text += &answer(older, function, is_same);
    }
    text + "    fn drop(&mut self, _: Resource<View>) -> ViewResult<()> {\n        Ok(())\n    }\n}\n"
}

/// Tells whether both contracts ask by the same name and numbers.
fn is_asked((older, old): (&Contract, &Function), (newest, new): (&Contract, &Function)) -> bool {
    let plain = |contract: &Contract, function: &Function| -> Vec<Type> {
        function.parameters.iter().map(|(_, ty)| contract.plain(ty)).collect()
    };
    old.name == new.name && plain(older, old) == plain(newest, new)
}

/// Tells whether an answer of the newest contract says all that an older one wants to know.
fn is_shown_by(older: &Contract, newest: &Contract, answer: &Type) -> bool {
    let held = older.types().filter(|definition| older.holds(answer, &definition.name));
    let mut held = held.filter(|definition| !matches!(definition.kind, Kind::Alias(_)));
    held.all(|definition| {
        let new = newest.kind(&definition.name);
        new.is_some_and(|new| is_part((older, &definition.kind), (newest, new)))
    })
}

fn answer(older: &Contract, function: &Function, is_same: bool) -> String {
    let name = snake(&function.name);
    let result =
        function.result.as_ref().map_or_else(|| "()".to_owned(), |ty| crate::host::rust(older, ty, "types"));
    let own = ["&mut self".to_owned(), "view: Resource<View>".to_owned()];
    let parameters = function.parameters.iter();
    let parameters =
        parameters.map(|(name, ty)| format!("{}: {}", snake(name), crate::host::rust(older, ty, "types")));
    let parameters: Vec<String> = own.into_iter().chain(parameters).collect();
    let names = function.parameters.iter().map(|(name, _)| snake(name));
    let names: Vec<String> = std::iter::once("view".to_owned()).chain(names).collect();
    let asked = format!("HostView::{name}(self, {})?", names.join(", "));
    let answered = function.result.as_ref().map_or_else(String::new, |ty| over(older, ty, "answer"));
    let body = if !is_same {
        format!("        self.older_{name}({})\n", names.join(", "))
    } else if answered == "answer" {
        format!("        {}\n", asked.trim_end_matches('?'))
    } else {
        format!("        let answer = {asked};\n        Ok({answered})\n")
    };
    let head = |parameters: &str| format!("    fn {name}({parameters}) -> ViewResult<{result}> {{");
    fit(head(&parameters.join(", ")), || {
        head(&format!("\n        {},\n    ", parameters.join(",\n        ")))
    }) + "\n"
        + &body
        + "    }\n\n"
}
