//! Texts with placeholders, as plugins and whoever translates them write them.

use std::collections::BTreeSet;

use crate::limits;

/// A text with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template(Vec<TemplatePart>);

/// Lists the placeholders of a text, sorted and each once; `None` where its braces do not match or it is too long.
pub fn placeholders(text: &str) -> Option<Vec<String>> {
    let template = Template::parse(text)?;
    Some(template.names().into_iter().map(str::to_owned).collect())
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TemplatePart {
    Text(String),
    Placeholder {
        name: String,
        /// A list is a choice: `a, b or c`.
        choice: bool,
    },
    /// The number that decides between the branches of the plural around it.
    Number,
    Plural {
        name: String,
        /// Each with the name of its plural category; `other` is among them. None holds a plural.
        branches: Vec<(String, Vec<TemplatePart>)>,
    },
}

/// The names of the plural categories, as in CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Template {
    /// Reads `Text with {placeholders}`, `{lists, or}` and `{count, plural, one {# thing} other {# things}}`; `{{` and
    /// `}}` stand for braces, but inside a plural. `None` where braces do not match, a name is empty, or there is more of
    /// it than a message may hold.
    pub(crate) fn parse(template: &str) -> Option<Self> {
        if template.len() > limits::TEXT {
            return None;
        }
        let (mut parts, mut text) = (Vec::new(), String::new());
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, brace) = rest.split_at(at);
            text.push_str(before);
            if let Some(after) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
                text.extend(brace.chars().next());
                rest = after;
                continue;
            }
            let (inner, after) = braced(brace)?;
            parts.push(TemplatePart::Text(std::mem::take(&mut text)));
            parts.push(plural(inner).or_else(|| placeholder(inner))?);
            rest = after;
        }
        text.push_str(rest);
        parts.push(TemplatePart::Text(text));
        (parts.len() <= limits::ARGUMENTS * 2 + 1).then_some(Self(parts))
    }

    /// Makes a template of a text that has no placeholders, whatever braces it has.
    pub(crate) fn literal(text: &str) -> String {
        text.replace('{', "{{").replace('}', "}}")
    }

    pub(crate) fn parts(&self) -> &[TemplatePart] {
        &self.0
    }

    /// Returns the names that its placeholders ask for.
    pub(crate) fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for part in &self.0 {
            names.extend(part.name());
            if let TemplatePart::Plural { branches, .. } = part {
                names.extend(branches.iter().flat_map(|(_, parts)| parts).filter_map(TemplatePart::name));
            }
        }
        names
    }
}

impl TemplatePart {
    fn name(&self) -> Option<&str> {
        match self {
            Self::Placeholder { name, .. } | Self::Plural { name, .. } => Some(name),
            Self::Text(_) | Self::Number => None,
        }
    }
}

/// Splits what stands between the brace that a text begins with and the one that closes it from what stands behind.
fn braced(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(1..at)?, text.get(at + 1..)?));
        }
    }
    None
}

/// Reads `name` or `name, or`.
fn placeholder(inner: &str) -> Option<TemplatePart> {
    let (name, choice) = match inner.split_once(',') {
        Some((name, format)) if format.trim() == "or" => (name, true),
        Some(_) => return None,
        None => (inner, false),
    };
    let is_name = !name.is_empty() && !name.contains(['{', '}', '|']);
    is_name.then(|| TemplatePart::Placeholder { name: name.to_owned(), choice })
}

/// Reads `name, plural, one {…} other {…}`.
fn plural(inner: &str) -> Option<TemplatePart> {
    let (name, format) = inner.split_once(',')?;
    let mut rest = format.trim_start().strip_prefix("plural")?.trim_start().strip_prefix(',')?.trim_start();
    let mut branches = Vec::new();
    while !rest.is_empty() {
        let (category, branch) = rest.split_at(rest.find('{')?);
        let (text, after) = braced(branch)?;
        let category = CATEGORIES.into_iter().find(|known| *known == category.trim())?;
        branches.push((category.to_owned(), branch_parts(text)?));
        rest = after.trim_start();
    }
    let whole = branches.iter().any(|(category, _)| category == "other") && !name.is_empty();
    whole.then(|| TemplatePart::Plural { name: name.to_owned(), branches })
}

fn branch_parts(mut text: &str) -> Option<Vec<TemplatePart>> {
    let mut parts = Vec::new();
    while let Some(at) = text.find(['{', '}', '#']) {
        let (before, mark) = text.split_at(at);
        parts.push(TemplatePart::Text(before.to_owned()));
        if let Some(after) = mark.strip_prefix('#') {
            parts.push(TemplatePart::Number);
            text = after;
        } else {
            let (inner, after) = braced(mark)?;
            parts.push(placeholder(inner)?);
            text = after;
        }
    }
    parts.push(TemplatePart::Text(text.to_owned()));
    (parts.len() <= limits::ARGUMENTS * 2 + 1).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::{Template, limits};

    #[test]
    fn broken_templates_are_refused() {
        for broken in [
            "{",
            "}",
            "{}",
            "{a",
            "a}",
            "{a{b}",
            "{{}",
            "{a|or}",
            "{a, and}",
            "{a, plural}",
            "{a, plural, one {b}}",
            "{a, plural, some {b} other {c}}",
            "{a, plural, other {b}",
            "{, plural, other {b}}",
            "{a, plural, other {{b, plural, other {c}}}}",
        ] {
            assert_eq!(Template::parse(broken), None, "{broken}");
        }
        assert_eq!(Template::parse(&"{a}".repeat(limits::ARGUMENTS + 1)), None);
        assert!(Template::parse(&"{a}".repeat(limits::ARGUMENTS)).is_some());
        assert_eq!(Template::parse(&"a".repeat(limits::TEXT + 1)), None);
    }

    #[test]
    fn every_placeholder_has_a_name() {
        let names =
            |text: &str| Template::parse(text).unwrap().names().into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(names("{a} {{b}} {c, or} {d, plural, one {#} other {# {e}}}"), "a c d e");
        assert_eq!(names(&Template::literal("{a}")), "");
    }
}
