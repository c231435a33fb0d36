//! Texts and the elements they become.

use std::fmt::Write;

use super::{Namespace, Retention, parse};
use crate::diagnostics::DiagnosticSink;

/// Two namespaces are enough: `a:` is read, everything else is not.
#[derive(Clone, Copy, PartialEq)]
enum Ns {
    A,
    Other,
}

impl Namespace for Ns {
    fn of_uri(uri: &str) -> Self {
        if uri == "urn:a" { Self::A } else { Self::Other }
    }

    fn of_unbound(prefix: &str, _local: Option<&str>) -> Option<Self> {
        (prefix == "lost").then_some(Self::A)
    }

    fn matters(self, local: &str) -> bool {
        self == Self::A && local == "b"
    }
}

fn keep(space: Ns, local: &str) -> Retention {
    match space {
        Ns::A if local == "jump" => Retention::Jump,
        Ns::A => Retention::Yes,
        Ns::Other => Retention::No,
    }
}

/// Compares the kept elements as `name(attribute=value)line:column"text"`, then damage, then the codes of the notes.
#[track_caller]
fn check(text: &str, expected: &str) {
    let mut out = Vec::new();
    let mut notes = DiagnosticSink::new(&mut out);
    let document = parse(text, keep, &mut notes).unwrap();
    notes.finish();
    let mut found = String::new();
    if let Some(root) = document.root() {
        for node in [root].into_iter().chain(root.descendants()) {
            let span = node.span();
            write!(found, "{}", node.local()).unwrap();
            if let Some(value) = node.attribute("x") {
                write!(found, "(x={value})").unwrap();
            }
            write!(found, "{}:{}", span.line, span.column).unwrap();
            if !node.text().is_empty() {
                write!(found, "{:?}", node.text()).unwrap();
            }
            found.push(' ');
        }
    }
    if let Some(damage) = document.damage {
        write!(found, "whole={} {}:{} ", damage.whole, damage.span.line, damage.span.column).unwrap();
    }
    for note in out {
        write!(found, "{} ", note.code.name).unwrap();
    }
    assert_eq!(found.trim_end(), expected, "{text}");
}

#[test]
fn elements_attributes_and_texts() {
    check(
        "<a xmlns='urn:a'><b x=' 1 '/>\n <c>t<d>u</d>&amp;<![CDATA[<v>]]></c></a>",
        "a1:1 b(x=1)1:18 c2:2\"t&<v>\" d2:6\"u\"",
    );
    check("<p:a xmlns:p='urn:a' p:x='no'><p:b xmlns:p='urn:b'/><p:c/></p:a>", "a1:1 c1:53 foreign-extension");
    check("<a xmlns='urn:a' x='a&#10;b&lt;&#x41;'/>", "a(x=a\nb<A)1:1");
    check("", "");
    check("no markup", "leading-content");
}

#[test]
fn jumps_do_not_look_inside() {
    check("<a xmlns='urn:a'><jump><<<\n&</jump\n><jump/><jumps/></a>", "a1:1 jumps3:9");
    check("<a xmlns='urn:a'><jump><b></jump></a", "a1:1 whole=true 1:34");
    check("<a xmlns='urn:a'><b/><jump><b>", "a1:1 b1:18 whole=true 1:31");
}

#[test]
fn damage_tells_whether_everything_read_is_whole() {
    check("<a xmlns='urn:a'><b></a>", "a1:1 b1:18 whole=false 1:21");
    check("<a xmlns='urn:a'><b/></c>", "a1:1 b1:18 whole=true 1:22");
    check("<a xmlns='urn:a'><o:b xmlns:o='urn:o'><o:c></o:b></a>", "a1:1 whole=false 1:44 foreign-extension");
    check("<a xmlns='urn:a'><b><c", "a1:1 b1:18 whole=false 1:21");
}

#[test]
fn faults_are_noted() {
    check("<a xmlns='urn:a' x='1' x='1'y=1/>", "a(x=1)1:1 duplicate-attribute malformed-attribute");
    check(
        "<lost:a x='&eacute;&what; & &toolongtobeaname'/>",
        "a(x=é&what; & &toolongtobeaname)1:1 html-entity unbound-prefix undefined-entity unescaped-character",
    );
    check(
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a xmlns='urn:a'>&b;</a><!-- x --> <?p?>",
        "a1:31\"&b;\" doctype-ignored undefined-entity",
    );
    check("<a xmlns='urn:a'/> b", "a1:1 trailing-content");
    check("<a xmlns='urn:a'>\u{2}</a>", "a1:1\"\\u{2}\" control-character");
}

#[test]
fn what_unknown_elements_wrap_is_told() {
    check(
        "<a xmlns='urn:a' xmlns:o='urn:o'><o:x><y><b/></y><c/></o:x></a>",
        "a1:1 foreign-extension wrapped-element",
    );
    check(
        "<a xmlns='urn:a'><x xmlns='urn:o'><b/><y xmlns='urn:a'><c/></y></x></a>",
        "a1:1 foreign-extension",
    );
    check(
        "<a xmlns='urn:a'><x xmlns='urn:o'><y xmlns='urn:a'><b/></y></x></a>",
        "a1:1 foreign-extension wrapped-element",
    );
}

#[test]
fn a_thousand_declarations_slow_nothing_down() {
    let declared = (0..1_000).fold(String::new(), |all, n| all + " xmlns:p" + &n.to_string() + "='urn:b'");
    let text = format!("<a xmlns='urn:a'{declared}>{}</a>", "<p0:b/>".repeat(200_000));
    check(&text, "a1:1 foreign-extension");
}
