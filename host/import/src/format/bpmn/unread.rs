//! Says aloud what of a file is not read, by the table of all that BPMN knows.

use handoff_model::{DiagnosticKind, Omission, UnreadReason};

use super::code;
use super::element::Element;
use super::namespace::Ns;
use super::schema::{self, Handling};
use crate::diagnostics::DiagnosticSink;

/// An element whose inside is being looked at.
struct OpenElement<'d, I> {
    node: Element<'d>,
    children: I,
    /// It is left out, or says nothing itself.
    silent: bool,
    /// It, or what it stands in, is lost.
    lost: bool,
}

/// Notes every element and attribute of BPMN that is not read, and returns the first text that stands where only
/// elements belong.
pub(super) fn report_unread<'d>(
    root: Element<'d>,
    notes: &mut DiagnosticSink<'d, '_>,
) -> Option<Element<'d>> {
    let mut stray = None;
    look(root, &mut stray, notes);
    let mut open = vec![OpenElement { node: root, children: root.children(), silent: false, lost: false }];
    while let Some(around) = open.last_mut() {
        let (parent, silent, lost) = (around.node, around.silent, around.lost);
        let Some(node) = around.children.next() else {
            open.pop();
            continue;
        };
        if node.space() != Ns::Bpmn {
            // What a tool wraps in elements of its own is lost with them.
            open.push(OpenElement { node, children: node.children(), silent: true, lost: true });
            continue;
        }
        let local = node.local();
        let outer = open.len().checked_sub(2).and_then(|outer| open.get(outer)).map(|outer| outer.node);
        let fate = fate(node, outer);
        let is_read = parent.space() == Ns::Bpmn && fate.is_some_and(|fate| fate.is_read_in(parent.local()));
        if is_read {
            look(node, &mut stray, notes);
        }
        // What is lost with its surroundings is told where it would mean something by itself.
        let is_part = lost && !fate.is_some_and(Handling::is_whole);
        match fate {
            Some(Handling::Read(_)) if is_read && (!lost || is_part) => {}
            Some(Handling::Harmless(_)) if silent => {}
            Some(Handling::Harmless(_)) => notes.tally(code::ELEMENT, local, node.span(), |local, count| {
                Omission::LeftOut(local.to_owned(), count).into()
            }),
            _ if is_part => {}
            _ => notes.tally(code::NOT_READ, local, node.span(), not_read),
        }
        // What stands in a text is markup of that text.
        if !matches!(local, "documentation" | "text" | "script") {
            let lost = lost || !is_read && !matches!(fate, Some(Handling::Harmless(_)));
            open.push(OpenElement { node, children: node.children(), silent: !is_read, lost });
        }
    }
    stray
}

/// Tells what becomes of an element, whose parent stands inside `outer`.
fn fate<'d>(node: Element<'d>, outer: Option<Element<'d>>) -> Option<Handling> {
    let several = |set| {
        outer.is_some_and(|outer| outer.children().filter(|child| child.local() == set).nth(1).is_some())
    };
    match node.local() {
        "import" if node.attribute("importType").is_some_and(|kind| !kind.contains("/BPMN/")) => {
            Some(Handling::Harmless("types and services of another file, which name no process"))
        }
        "inputSetRefs" | "outputSetRefs" if !several("inputSet") && !several("outputSet") => {
            Some(Handling::Harmless("the one set of inputs leads to the one set of outputs"))
        }
        local => Handling::of(local),
    }
}

/// Looks at the attributes and the text of one element.
fn look<'d>(node: Element<'d>, stray: &mut Option<Element<'d>>, notes: &mut DiagnosticSink<'d, '_>) {
    for missed in schema::missed_attributes(node.local()) {
        if node.attribute(missed.name).is_some_and(|value| value != missed.usual) {
            notes.tally(code::NOT_READ, missed.lost.en, node.span(), |lost, count| {
                let omission = match schema::lost_attribute(lost) {
                    Some(lost) => Omission::AttributeNotRead(lost, count),
                    None => Omission::LeftOut(lost.to_owned(), count),
                };
                omission.into()
            });
        }
    }
    for name in node.attribute_names() {
        let says = || node.attribute(name).is_some_and(|value| value != "false");
        if schema::is_read_elsewhere(name, node.local()) && says() {
            notes.tally(code::NOT_READ, name, node.span(), |name, count| {
                Omission::AttributeMisplaced(name.to_owned(), count).into()
            });
        }
    }
    if !node.text().is_empty() && schema::is_container(node.local()) {
        notes.tally(code::STRAY_TEXT, node.local(), node.span(), |local, count| {
            Omission::StrayText(local.to_owned(), count).into()
        });
        stray.get_or_insert(node);
    }
}

/// Says what is lost with elements of one name.
fn not_read(local: &str, count: usize) -> DiagnosticKind {
    let why = match Handling::of(local) {
        Some(Handling::Missed(lost)) => UnreadReason::Lost(lost),
        Some(_) => UnreadReason::Misplaced,
        None => UnreadReason::Unknown,
    };
    Omission::NotRead { element: local.to_owned(), count, why }.into()
}

#[cfg(test)]
mod tests {
    use handoff_model::{Diagnostic, Language};

    use super::*;
    use crate::format::bpmn::namespace;
    use crate::xml;

    #[track_caller]
    fn check(inside: &str, expected: &[&str]) {
        let text = format!(
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn'>{inside}</definitions>"
        );
        let mut out = Vec::new();
        let mut notes = DiagnosticSink::new(&mut out);
        let document = xml::parse(&text, namespace::keep, &mut notes).unwrap();
        report_unread(document.root().unwrap(), &mut notes);
        notes.finish();
        let said = |note: &Diagnostic| note.say(Language::English, &|_, _| None);
        let found: Vec<_> = out.iter().map(|note| format!("{}: {}", note.code.name, said(note))).collect();
        assert_eq!(found, expected, "{inside}");
    }

    #[test]
    fn what_is_read_is_not_spoken_of() {
        check(
            "<collaboration><participant id='c' processRef='p'/></collaboration><process id='p' isExecutable='true'>
             <laneSet><lane name='A'><flowNodeRef>a</flowNodeRef></lane></laneSet>
             <userTask id='a' name='A'><documentation>in <task>b</task></documentation><incoming>f</incoming></userTask></process>",
            &[],
        );
    }

    #[test]
    fn what_says_nothing_is_counted_once() {
        check(
            "<category><categoryValue value='x'/></category><process><group/><group/></process>",
            &["element-not-read: 1 × category left out", "element-not-read: 2 × group left out"],
        );
    }

    #[test]
    fn what_matters_and_is_not_read_is_said() {
        check(
            "<collaboration><conversationLink sourceRef='a'/></collaboration>",
            &["not-read: 1 × conversationLink not read: who talks with whom"],
        );
        check(
            "<process><userTask startQuantity='2' completionQuantity='1'/></process>",
            &["not-read: 1 × `startQuantity`, how often work must arrive before a step begins: not read"],
        );
    }

    #[test]
    fn what_stands_in_an_unusual_place_is_said_with_all_it_holds() {
        check(
            "<collaboration><participant><subProcess><task/><incoming/></subProcess></participant></collaboration>",
            &[
                "not-read: 1 × subProcess not read: it stands where nothing of the kind belongs",
                "not-read: 1 × task not read: it stands where nothing of the kind belongs",
            ],
        );
        check(
            "<process><part><lane/></part></process>",
            &[
                "not-read: 1 × part not read: BPMN knows no such element",
                "not-read: 1 × lane not read: it stands where nothing of the kind belongs",
            ],
        );
        check(
            "<process><extensionElements><camunda:list><sequenceFlow/></camunda:list></extensionElements></process>",
            &["not-read: 1 × sequenceFlow not read: it stands where nothing of the kind belongs"],
        );
        check(
            "<process><task attachedToRef='b'/></process>",
            &["not-read: 1 × attribute attachedToRef not read: it stands on an element that has none"],
        );
    }
}
