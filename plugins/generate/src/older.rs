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
        let takes = newest.kind(name).is_some_and(|kind| takes(&definition.kind, kind));
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

/// Tells whether a value of the newest contract says all that an older one wants to know.
fn is_part((old, older): (&Contract, &Kind), (new, newest): (&Contract, &Kind)) -> bool {
    match (older, newest) {
        (Kind::Record(older), Kind::Record(newest)) => older.iter().all(|field| {
            let known = newest.iter().find(|known| known.name == field.name);
            known.is_some_and(|known| old.plain(&field.ty) == new.plain(&known.ty))
        }),
        _ => older == newest,
    }
}

/// Tells whether the newest contract takes whatever an older one says: it may know more cases, and no other fields.
fn takes(older: &Kind, newest: &Kind) -> bool {
    match (older, newest) {
        (Kind::Variant(older), Kind::Variant(newest)) => older.iter().all(|case| newest.contains(case)),
        _ => older == newest,
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
        let is_same =
            newest.view().any(|new| new.name == function.name && new.parameters == function.parameters);
        text += &answer(older, function, is_same);
    }
    text + "    fn drop(&mut self, _: Resource<View>) -> ViewResult<()> {\n        Ok(())\n    }\n}\n"
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
    let asked = if is_same {
        format!("HostView::{name}(self, {})?", names.join(", "))
    } else {
        format!("self.older_{name}({})?", names[1..].join(", "))
    };
    let answered = function.result.as_ref().map_or_else(String::new, |ty| over(older, ty, "answer"));
    let body = if answered == "answer" {
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
