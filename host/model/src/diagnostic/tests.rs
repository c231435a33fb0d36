//! Every note in every language.

use crate::{DiagnosticKind, GrammaticalCase, Language, LocalizedText, PlaceDiagnostic, Span, StepMention};

use super::{Diagnostic, DiagnosticCode, FlowDiagnostic, FlowEnd, LinkDiagnostic, Omission, UnreadReason};

fn note(kind: impl Into<DiagnosticKind>) -> Diagnostic {
    let code = DiagnosticCode {
        name: "sample",
        description: LocalizedText { en: "A sample.", de: "Eine Probe." },
        repair: true,
    };
    Diagnostic { code, kind: kind.into(), span: Span::default(), element: None }
}

#[track_caller]
fn check(kind: impl Into<DiagnosticKind>, english: &str, german: &str) {
    let end = |id: &str, title: &str| (id == "end").then(|| title.to_owned());
    let dative = |case| if case == GrammaticalCase::Dative { "dem Ende" } else { "das Ende" };
    let note = note(kind);
    assert_eq!(note.say(Language::English, &|id, _| end(id, "the end")), english);
    assert_eq!(note.say(Language::German, &|id, case| end(id, dative(case))), german);
}

fn step(label: &str, id: &str) -> StepMention {
    StepMention { label: label.to_owned(), id: id.to_owned() }
}

#[test]
fn steps_go_by_their_label_else_by_what_the_landscape_calls_them() {
    check(
        PlaceDiagnostic::LaneConflict(step("Ship\n goods", "a")),
        "“Ship goods” is listed in two lanes: the first was taken",
        "„Ship goods“ ist in zwei Lanes aufgeführt: die erste gilt",
    );
    check(
        FlowDiagnostic::LooseEnd { end: FlowEnd::Target, other: Some(step("", "end")), dangling: true },
        "the arrow from the end ends loose: it refers to something that is not in this file",
        "der Pfeil von dem Ende endet im Leeren: er verweist dort auf etwas, das nicht in dieser Datei ist",
    );
    check(
        LinkDiagnostic::CallUnsaid(step(" ", "call")),
        "a step without a name does not say which process it calls",
        "bei einem Schritt ohne Namen steht nicht, welcher Prozess aufgerufen wird",
    );
}

#[test]
fn one_is_no_plural() {
    check(
        PlaceDiagnostic::Undrawn(1),
        "1 step has no shape, though the drawing shows the others: left over by the tool, not judged",
        "1 Schritt hat keine Form, obwohl die Zeichnung die anderen zeigt: vom Werkzeug übrig gelassen, nicht beurteilt",
    );
    check(
        PlaceDiagnostic::LaneByShape(2),
        "2 steps are listed in no lane: put into the lane around their shape",
        "2 Schritte sind in keiner Lane aufgeführt: in die Lane gelegt, die um ihre Form herum liegt",
    );
    check(
        Omission::Foreign(String::new(), 1),
        "1 element of no namespace left out",
        "1 Element ohne Namensraum weggelassen",
    );
    let not_read =
        |count| Omission::NotRead { element: "task".to_owned(), count, why: UnreadReason::Misplaced };
    check(
        not_read(2),
        "2 × task not read: they stand where nothing of the kind belongs",
        "2 × task nicht gelesen: sie stehen, wo nichts dergleichen hingehört",
    );
}

#[test]
fn pools_without_a_name_have_no_id_either() {
    check(
        PlaceDiagnostic::PoolByShape(String::new()),
        "a pool without a name names no process: given the one inside its shape",
        "ein Pool ohne Namen nennt keinen Prozess: der innerhalb seiner Form wurde angenommen",
    );
    check(
        PlaceDiagnostic::ProcessJoined { process: String::new(), other: "Sales".to_owned() },
        "sequence flows lead between a process without a name, which has no pool, and the process “Sales”: read as one \
         process",
        "ein Prozess ohne Namen hat keinen Pool, und Sequenzflüsse verbinden ihn mit einem anderen, „Sales“: als ein \
         Prozess gelesen",
    );
}
