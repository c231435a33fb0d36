//! The map as a Mermaid flowchart, for Markdown that is shown as a web page.

use crate::texts::Catalogue;
use std::fmt::Write as _;
use std::io::{self, Write};

use handoff_landscape::contract::Side;
use handoff_model::Language;

use super::{Border, Map};
use crate::escape::Untrusted;

/// Names longer than this, in columns, are cut.
const LONGEST: usize = 80;

/// Writes the map as a Mermaid flowchart.
///
/// # Errors
/// Only those of `out`.
pub fn write(map: &Map, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let words = Catalogue::of(language).map;
    writeln!(out, "flowchart LR")?;
    for (number, department) in map.departments.iter().enumerate() {
        let name = department.name.as_deref().unwrap_or(words.words.no_department);
        let name = label(name);
        let node = match (&department.name, department.side) {
            (None, _) => format!("[\"{name}\"]:::none"),
            (_, Side::Internal) => format!("[\"{name}\"]"),
            (_, Side::Customer) => format!("([\"{name}\"]):::customer"),
            (_, Side::Partner) => format!("[[\"{name}\"]]:::partner"),
        };
        writeln!(out, "  d{number}{node}")?;
    }
    let number = |name: &Option<_>| map.departments.binary_search_by(|one| one.name.cmp(name)).ok();
    let mut lines = String::new();
    let known = map
        .borders
        .iter()
        .filter_map(|border| Some((border, number(&border.giver)?, number(&border.receiver)?)));
    for (line, (border, giver, receiver)) in known.enumerate() {
        let arrow = if border.declared > 0 { "-->" } else { "-.->" };
        writeln!(out, "  d{giver} {arrow}|\"{}\"| d{receiver}", label(&summary(border)))?;
        let colour = match super::svg::worst(&border.gaps) {
            "reach" => "#a3195b",
            "error" => "#b42318",
            "warning" => "#8a5a00",
            _ => continue,
        };
        // Writing into a string does not fail.
        let _ = writeln!(lines, "  linkStyle {line} stroke:{colour}");
    }
    write!(out, "{lines}")?;
    writeln!(out, "  classDef customer fill:#3b2a6b,stroke:#3b2a6b,color:#fff")?;
    writeln!(out, "  classDef partner stroke-dasharray:6 4")?;
    writeln!(out, "  classDef none fill:none,stroke-dasharray:2 4")
}

/// Says in a few signs how many handoffs are declared, and how many gaps there are: `1/2 !3*`.
pub(super) fn summary(border: &Border) -> String {
    let mut summary = format!("{}/{}", border.declared, border.handoffs.len());
    if border.gaps.all() > 0 {
        let _ = write!(summary, " !{}", border.gaps.all());
    }
    if border.gaps.reaching > 0 {
        summary.push('*');
    }
    summary
}

/// Makes a text safe between quotation marks: what could mean something to Mermaid stands there as a number.
fn label(text: &str) -> String {
    let mut label = String::new();
    for character in Untrusted::new(text.trim()).cut(LONGEST).chars() {
        if character.is_alphanumeric() || !character.is_ascii() || " -/!*.,".contains(character) {
            label.push(character);
        } else {
            // Writing into a string does not fail.
            let _ = write!(label, "#{};", u32::from(character));
        }
    }
    // Without any text there is no node.
    if label.is_empty() { "#160;".to_owned() } else { label }
}

#[cfg(test)]
mod tests {
    use super::label;

    fn check(text: &str, expected: &str) {
        assert_eq!(label(text), expected);
    }

    #[test]
    fn nothing_ends_a_label() {
        check("Sales", "Sales");
        check("Prüfung 検査", "Prüfung 検査");
        check("a\"]; click d0 \"x", "a#34;#93;#59; click d0 #34;x");
        check("%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;");
        check("#35;<b>&amp;`x`", "#35;35#59;#60;b#62;#38;amp#59;#96;x#96;");
        check(" ", "#160;");
    }
}
