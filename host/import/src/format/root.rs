//! The root element of an XML text, found without reading the rest.

/// The root element: what tells formats apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RootElement<'a> {
    /// Its name without prefix.
    pub(crate) local: &'a str,
    /// The namespace it is declared in; empty if none is.
    pub(crate) namespace: &'a str,
}

impl<'a> RootElement<'a> {
    /// Finds the root element; `None` where the text holds no start tag.
    pub(crate) fn of(text: &'a str) -> Option<Self> {
        let tag = tag(text)?;
        let end = tag.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(tag.len());
        let (prefix, local) = tag[..end].split_once(':').unwrap_or(("", &tag[..end]));
        Some(Self { local, namespace: declared(&tag[end..], prefix).unwrap_or("") })
    }
}

/// Returns the root start tag from behind its `<` up to its `>`, over declarations, comments and a document type.
fn tag(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')?..];
        let end = match rest.as_bytes().get(1)? {
            b'?' => "?>",
            b'!' if rest.starts_with("<!--") => "-->",
            // An internal subset holds declarations of its own, each with a `>`.
            b'!' if rest.find(['[', '>']).is_some_and(|at| rest[at..].starts_with('[')) => "]>",
            b'!' => ">",
            _ => return Some(&rest[1..=tag_end(&rest[1..])]),
        };
        rest = rest.split_once(end)?.1;
    }
}

/// Finds the `>` that ends a tag, not one inside a quoted value.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    let ends = |letter: char| {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
        quote.is_none() && letter == '>'
    };
    tag.find(ends).unwrap_or(tag.len())
}

/// Returns what the attributes of a tag bind a prefix to.
fn declared<'a>(attributes: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, next) = after[1..].split_once(quote)?;
        let bound = name.trim().strip_prefix("xmlns").map(|name| name.strip_prefix(':').unwrap_or(name));
        if bound == Some(prefix) {
            return Some(value.trim());
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots() {
        for (text, expected) in [
            ("<a/>", Some(("a", ""))),
            ("<?xml version='1.0'?>\n<!-- <b> -->\n<a xmlns='x'>", Some(("a", "x"))),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", Some(("a", ""))),
            ("<!DOCTYPE html><html>", Some(("html", ""))),
            ("<p:a q='=\">' xmlns = \"x\" xmlns:p='y z '>", Some(("a", "y z"))),
            ("<a xmlns='x'", Some(("a", "x"))),
            ("<a xmlns=", Some(("a", ""))),
            ("<a", Some(("a", ""))),
            ("<", None),
            ("<!--", None),
            ("plain", None),
        ] {
            assert_eq!(RootElement::of(text).map(|root| (root.local, root.namespace)), expected, "{text}");
        }
    }
}
