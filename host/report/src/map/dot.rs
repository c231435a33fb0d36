//! The map as a graph for Graphviz.

use crate::texts::Catalogue;
use std::io::{self, Write};

use handoff_landscape::contract::Side;
use handoff_model::Language;

use super::Map;
use super::mermaid::summary;
use crate::escape::Untrusted;

/// Names longer than this, in columns, are cut.
const LONGEST: usize = 80;

/// Writes the map in the DOT language.
///
/// # Errors
/// Only those of `out`.
pub fn write(map: &Map, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let words = Catalogue::of(language).map;
    writeln!(out, "digraph handoffs {{")?;
    writeln!(out, "  rankdir=LR")?;
    writeln!(
        out,
        "  node [shape=box style=\"rounded,filled\" fillcolor=\"#f3f5f8\" color=\"#c6cdd6\" fontname=\"Helvetica\"]"
    )?;
    writeln!(out, "  edge [color=\"#7d8896\" fontname=\"Helvetica\" fontsize=10]")?;
    for (number, department) in map.departments.iter().enumerate() {
        let look = match (&department.name, department.side) {
            (None, _) => " style=\"rounded,dotted\"",
            (_, Side::Internal) => "",
            (_, Side::Customer) => " fillcolor=\"#3b2a6b\" fontcolor=\"white\"",
            (_, Side::Partner) => " style=\"rounded,dashed\"",
        };
        let name = department.name.as_deref().unwrap_or(words.words.no_department);
        writeln!(out, "  d{number} [label={}{look}]", quoted(name))?;
    }
    let number = |name: &Option<_>| map.departments.binary_search_by(|one| one.name.cmp(name)).ok();
    for border in &map.borders {
        let (Some(giver), Some(receiver)) = (number(&border.giver), number(&border.receiver)) else {
            continue;
        };
        let style = if border.declared > 0 { "" } else { " style=dashed" };
        let colour = match super::svg::worst(&border.gaps) {
            "reach" => " color=\"#a3195b\" penwidth=2",
            "error" => " color=\"#b42318\" penwidth=2",
            "warning" => " color=\"#8a5a00\"",
            _ => "",
        };
        writeln!(out, "  d{giver} -> d{receiver} [label={}{style}{colour}]", quoted(&summary(border)))?;
    }
    writeln!(out, "}}")
}

/// Makes a text safe between quotation marks; a backslash would begin one of the escapes of Graphviz.
fn quoted(text: &str) -> String {
    let text = Untrusted::new(text.trim()).cut(LONGEST);
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    fn check(text: &str, expected: &str) {
        assert_eq!(quoted(text), expected);
    }

    #[test]
    fn nothing_ends_a_label() {
        check("Sales", "\"Sales\"");
        check("a\"]; b", "\"a\\\"]; b\"");
        check("a\\", "\"a\\\\\"");
        check("\\N\n", "\"\\\\N\"");
        check("<b>x</b>", "\"<b>x</b>\"");
    }
}
