//! The sentences of notes in English.

use super::TitleSource;
use super::kind::{
    DiagnosticKind, ElementDiagnostic, FlowDiagnostic, FlowEnd, LinkDiagnostic, Omission, PlaceDiagnostic,
    StepMention, TextDiagnostic, UnreadReason, XmlErrorKind,
};
use crate::{GrammaticalCase, Language, quoted};

/// Says a note as one sentence without a full stop.
pub(super) fn say(kind: &DiagnosticKind, titles: &TitleSource<'_>) -> String {
    match kind {
        DiagnosticKind::Text(note) => text(note),
        DiagnosticKind::Omission(note) => omission(note),
        DiagnosticKind::Element(note) => element(note),
        DiagnosticKind::Flow(note) => flow(note, titles),
        DiagnosticKind::Place(note) => place(note, titles),
        DiagnosticKind::Link(note) => link(note, titles),
        DiagnosticKind::MoreAlike(count) => format!("and {count} more of these"),
        DiagnosticKind::MoreNotes(count) => format!("and {}", counted(*count, "more note", "more notes")),
    }
}

/// Says where a text stops being XML.
pub(super) fn unreadable(cause: &XmlErrorKind) -> String {
    match cause {
        XmlErrorKind::Inside(element) => format!("the file ends inside <{element}>"),
        XmlErrorKind::WrongEnd { found, due } => format!("</{found}> stands where </{due}> is due"),
        XmlErrorKind::StrayEnd(found) => format!("</{found}> ends an element that was never begun"),
        XmlErrorKind::Syntax(words) => words.clone(),
    }
}

fn text(note: &TextDiagnostic) -> String {
    match note {
        TextDiagnostic::EncodingMismatch { declared, read } => {
            format!("declared as {declared} but the bytes are {read}: read as {read}")
        }
        TextDiagnostic::EncodingAssumed => {
            "no encoding is declared and the bytes are not UTF-8: read as windows-1252".to_owned()
        }
        TextDiagnostic::EncodingMalformed(read) => {
            format!("some bytes are no {read}: U+FFFD was put in their place")
        }
        TextDiagnostic::HtmlEntity(name, count) => {
            format!(
                "`&{name};` is no entity of XML ({}): read as the character HTML means by it",
                times(*count)
            )
        }
        TextDiagnostic::UndefinedEntity(name, count) => {
            format!("`&{name};` is defined nowhere ({}): kept as written", times(*count))
        }
        TextDiagnostic::Unescaped(letter, count) => {
            let due = if letter == "&" { "&amp;" } else { "&lt;" };
            format!("a bare `{letter}` instead of `{due}` ({}): read as itself", times(*count))
        }
        TextDiagnostic::ControlCharacters(places) => format!(
            "control characters that XML forbids, at {}: kept as they are",
            counted(*places, "place", "places")
        ),
        TextDiagnostic::MalformedAttribute(name) => {
            format!("the attribute `{name}` lacks its quotes or the space before it")
        }
        TextDiagnostic::DuplicateAttribute(name) => {
            format!("the attribute `{name}` comes twice with the same value")
        }
        TextDiagnostic::NoNamespace => "elements without namespace were read by their names".to_owned(),
        TextDiagnostic::UnboundPrefix(prefix) => {
            format!("the prefix `{prefix}` is not declared: read by its usual meaning")
        }
        TextDiagnostic::DocumentType => "the document type was not looked at".to_owned(),
        TextDiagnostic::BeforeDeclaration => {
            "something stands before the XML declaration: read all the same".to_owned()
        }
        TextDiagnostic::BeforeRoot => "text before the first element: left out".to_owned(),
        TextDiagnostic::AfterRoot => "text after the last element: left out".to_owned(),
        TextDiagnostic::Damaged(cause) => {
            format!("{}; every process before it is complete and was read", unreadable(cause))
        }
    }
}

fn omission(note: &Omission) -> String {
    match note {
        Omission::Foreign(namespace, count) => {
            let of = if namespace.is_empty() { "no namespace" } else { namespace };
            format!("{} of {of} left out", counted(*count, "element", "elements"))
        }
        Omission::LeftOut(element, count) => format!("{count} × {element} left out"),
        Omission::NotRead { element, count, why } => {
            let it = if *count == 1 { "it stands" } else { "they stand" };
            match why {
                UnreadReason::Lost(lost) => format!("{count} × {element} not read: {}", lost.en),
                UnreadReason::Misplaced => {
                    format!("{count} × {element} not read: {it} where nothing of the kind belongs")
                }
                UnreadReason::Unknown => format!("{count} × {element} not read: BPMN knows no such element"),
                UnreadReason::Wrapped => {
                    format!("{count} × {element} not read: {it} inside an element of an unknown tool")
                }
            }
        }
        Omission::AttributeNotRead(lost, count) => format!("{count} × {}: not read", lost.en),
        Omission::AttributeMisplaced(name, count) => {
            format!("{count} × attribute {name} not read: it stands on an element that has none")
        }
        Omission::LineNotRead(count) => {
            format!("{count} × association not read: what it joins says nothing to this reader")
        }
        Omission::StrayText(element, count) => {
            format!("text between the elements of {count} × {element}, where none belongs: left out")
        }
        Omission::UnnamedParameter(element, count) => {
            format!("{count} × {element} without name and connection left out")
        }
        Omission::NameCut(most) => format!("a name is longer than {most} bytes: its end was left out"),
        Omission::SharedTooOften(element, count) => {
            format!("what {count} × {element} refer to was left out: too much is shared by too many")
        }
        Omission::FormUnreadable => "an embedded form is no JSON: its fields are unknown".to_owned(),
    }
}

fn element(note: &ElementDiagnostic) -> String {
    match note {
        ElementDiagnostic::OldNamespace => {
            "the namespace is that of a draft of BPMN 2.0: read as BPMN 2.0".to_owned()
        }
        ElementDiagnostic::Fragment(element) => {
            format!("the file holds {} without a process: read as if one were around it", one(element))
        }
        ElementDiagnostic::MissingId { element, label } => {
            format!(
                "{} has no id: it is known by its place, which changes when the file does",
                called(element, label)
            )
        }
        ElementDiagnostic::DuplicateId { element, label } => {
            format!("{} has the id of another element: it is known by its place", called(element, label))
        }
        ElementDiagnostic::DanglingReference { element, label } => {
            format!("{} refers to something that is not in this file", called(element, label))
        }
        ElementDiagnostic::WrongReference { element, label } => {
            format!("{} refers to something of a kind that cannot stand there", called(element, label))
        }
        ElementDiagnostic::EmptyDataAssociation(element) => {
            format!("{} connects nothing: left out", one(element))
        }
        ElementDiagnostic::EmptyLine => "an association has only one end: left out".to_owned(),
    }
}

fn flow(note: &FlowDiagnostic, titles: &TitleSource<'_>) -> String {
    match note {
        FlowDiagnostic::EndInferred(end, step) => {
            format!("a sequence flow does not say where it {}: {} lists it", does(*end), named(step, titles))
        }
        FlowDiagnostic::EndByShape(end, step) => format!(
            "a sequence flow does not say where it {}: its arrow touches {}, which was taken",
            does(*end),
            named(step, titles)
        ),
        FlowDiagnostic::Loose => "an arrow hangs on nothing at both ends: left out".to_owned(),
        FlowDiagnostic::LooseEnd { end, other, dangling } => {
            let (towards, loose) = match end {
                FlowEnd::Source => ("to", "begins"),
                FlowEnd::Target => ("from", "ends"),
            };
            let arrow = match other {
                Some(step) => format!("the arrow {towards} {}", named(step, titles)),
                None => "an arrow".to_owned(),
            };
            let why = if *dangling {
                "it refers to something that is not in this file"
            } else {
                "it names no step there, and none lists or touches it"
            };
            format!("{arrow} {loose} loose: {why}")
        }
        FlowDiagnostic::Mismatch(ends) => format!(
            "steps list {}: only what the flows say themselves was believed",
            counted(*ends, "end of a sequence flow that is none", "ends of sequence flows that are none")
        ),
        FlowDiagnostic::AcrossPools => {
            "a sequence flow leads from one pool to another: kept as drawn".to_owned()
        }
        FlowDiagnostic::MessageInsidePool => "a message flow stays inside one pool: kept as drawn".to_owned(),
        FlowDiagnostic::MessageEndMoved => {
            "a message flow ends at something that is no step or pool: its pool was taken".to_owned()
        }
        FlowDiagnostic::MessageEndByShape(end) => {
            format!("a message flow does not say where it {}: what its arrow touches was taken", does(*end))
        }
        FlowDiagnostic::MessageWithoutEnd(end) => {
            format!("a message flow does not say where it {}: left out", does(*end))
        }
    }
}

fn place(note: &PlaceDiagnostic, titles: &TitleSource<'_>) -> String {
    match note {
        PlaceDiagnostic::BoundaryUnattached(step) => {
            format!("{} is a boundary event and sits on no step", named(step, titles))
        }
        PlaceDiagnostic::BoundaryElsewhere(step) => format!(
            "{} sits on a step of another process or sub-process: taken to lie there",
            named(step, titles)
        ),
        PlaceDiagnostic::LaneConflict(step) => {
            format!("{} is listed in two lanes: the first was taken", named(step, titles))
        }
        PlaceDiagnostic::LaneByShape(steps) => {
            let are = counted(*steps, "step is", "steps are");
            format!("{are} listed in no lane: put into the lane around {} shape", its(*steps))
        }
        PlaceDiagnostic::LanesTooMany { steps, most } => format!(
            "{} without lane: there are more than {most} lanes to search",
            counted(*steps, "step stays", "steps stay")
        ),
        PlaceDiagnostic::LaneSets { taken, left } => format!(
            "two sets of lanes divide the same steps: {} was taken for who does the work, {} was not",
            quoted(taken, Language::English),
            quoted(left, Language::English)
        ),
        PlaceDiagnostic::PoolByShape(pool) => {
            format!("{} names no process: given the one inside its shape", owned("pool", pool))
        }
        PlaceDiagnostic::PoolsSwapped(pool) => format!(
            "{} refers to the steps inside another pool: given those inside its own shape",
            owned("pool", pool)
        ),
        PlaceDiagnostic::StepByShape(step) => format!(
            "{} is drawn inside another pool, to which a sequence flow leads: taken to lie there",
            named(step, titles)
        ),
        PlaceDiagnostic::ProcessJoined { process, other } => format!(
            "sequence flows lead between {}, which has no pool, and {}: read as one process",
            owned("process", process),
            owned("process", other)
        ),
        PlaceDiagnostic::Undrawn(steps) => format!(
            "{} no shape, though the drawing shows the others: left over by the tool, not judged",
            counted(*steps, "step has", "steps have")
        ),
    }
}

fn link(note: &LinkDiagnostic, titles: &TitleSource<'_>) -> String {
    let copies = "exclude the files that are copies";
    match note {
        LinkDiagnostic::CallByName(call, process) => format!(
            "{} calls {}, which is the name of a process: that process was taken",
            named(call, titles),
            quoted(process, Language::English)
        ),
        LinkDiagnostic::CallAmbiguous(call, process, count) => format!(
            "{} calls {}, and {count} processes equally near may be meant: none was taken; {copies}, or give each \
             process an id of its own",
            named(call, titles),
            quoted(process, Language::English)
        ),
        LinkDiagnostic::CallWhenRun(call, process) => {
            format!("which process {} calls is known only when it runs (`{process}`)", named(call, titles))
        }
        LinkDiagnostic::CallUnsaid(call) => {
            format!("{} does not say which process it calls", named(call, titles))
        }
        LinkDiagnostic::CallNowhere(call, process) => format!(
            "{} calls {}, which is not in these files: add its export",
            named(call, titles),
            quoted(process, Language::English)
        ),
        LinkDiagnostic::Alone { step, name, signal, sends } => {
            let (what, step) = (event(name, *signal), named(step, titles));
            let missing = match (sends, signal) {
                (true, true) => format!("{what} of {step} is caught by no step in these files"),
                (true, false) => format!("{what} of {step} is received by no other process in these files"),
                (false, true) => format!("{what} for which {step} waits is thrown by no step in these files"),
                (false, false) => {
                    format!("{what} for which {step} waits is sent by no other process in these files")
                }
            };
            format!("{missing}: add the export that holds the other side, if there is one")
        }
        LinkDiagnostic::SendersAmbiguous { step, name, signal } => format!(
            "{} for which {} waits may come from several exports of one process: none was taken; {copies}",
            event(name, *signal),
            named(step, titles)
        ),
    }
}

/// Names a step by its label, else by its neighbours.
fn named(step: &StepMention, titles: &TitleSource<'_>) -> String {
    if !step.label.trim().is_empty() {
        return quoted(&step.label, Language::English);
    }
    titles(&step.id, GrammaticalCase::Subject).unwrap_or_else(|| "a step without a name".to_owned())
}

/// Names a pool or process.
fn owned(what: &str, name: &str) -> String {
    if name.trim().is_empty() {
        format!("a {what} without a name")
    } else {
        format!("the {what} {}", quoted(name, Language::English))
    }
}

/// Names an element of XML by its label, where it has one.
fn called(element: &str, label: &str) -> String {
    if label.trim().is_empty() {
        one(element)
    } else {
        format!("the {element} {}", quoted(label, Language::English))
    }
}

/// Names a message or signal.
fn event(name: &str, signal: bool) -> String {
    let what = if signal { "signal" } else { "message" };
    if name.is_empty() {
        format!("the {what} without a name")
    } else {
        format!("the {what} {}", quoted(name, Language::English))
    }
}

fn does(end: FlowEnd) -> &'static str {
    match end {
        FlowEnd::Source => "begins",
        FlowEnd::Target => "leads",
    }
}

/// Puts the article before the name of an element.
fn one(element: &str) -> String {
    let an = element.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {element}", if an { "an" } else { "a" })
}

fn its(count: usize) -> &'static str {
    if count == 1 { "its" } else { "their" }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
