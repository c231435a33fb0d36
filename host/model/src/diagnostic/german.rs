//! The sentences of notes in German.

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
        DiagnosticKind::MoreAlike(count) => format!("und {count} weitere dieser Art"),
        DiagnosticKind::MoreNotes(count) => {
            format!("und {}", counted(*count, "weitere Anmerkung", "weitere Anmerkungen"))
        }
    }
}

/// Says where a text stops being XML.
pub(super) fn unreadable(cause: &XmlErrorKind) -> String {
    match cause {
        XmlErrorKind::Inside(element) => format!("die Datei endet innerhalb von <{element}>"),
        XmlErrorKind::WrongEnd { found, due } => format!("</{found}> steht, wo </{due}> stehen müsste"),
        XmlErrorKind::StrayEnd(found) => format!("</{found}> beendet ein Element, das nie begonnen hat"),
        // What the parser says is English; the place says enough.
        XmlErrorKind::Syntax(_) => "ab hier ist die Datei kein lesbares XML".to_owned(),
    }
}

fn text(note: &TextDiagnostic) -> String {
    match note {
        TextDiagnostic::EncodingMismatch { declared, read } => {
            format!("als {declared} angegeben, aber die Bytes sind {read}: als {read} gelesen")
        }
        TextDiagnostic::EncodingAssumed => {
            "keine Zeichenkodierung ist angegeben, und die Bytes sind kein UTF-8: als windows-1252 gelesen"
                .to_owned()
        }
        TextDiagnostic::EncodingMalformed(read) => {
            format!("einige Bytes sind kein {read}: durch U+FFFD ersetzt")
        }
        TextDiagnostic::HtmlEntity(name, count) => format!(
            "`&{name};` kennt XML nicht ({}): als das Zeichen gelesen, das HTML damit meint",
            times(*count)
        ),
        TextDiagnostic::UndefinedEntity(name, count) => {
            format!("`&{name};` ist nirgends festgelegt ({}): so stehen gelassen", times(*count))
        }
        TextDiagnostic::Unescaped(letter, count) => {
            let due = if letter == "&" { "&amp;" } else { "&lt;" };
            format!("ein bloßes `{letter}` statt `{due}` ({}): als das Zeichen selbst gelesen", times(*count))
        }
        TextDiagnostic::ControlCharacters(places) => format!(
            "Steuerzeichen, die XML verbietet, an {}: so stehen gelassen",
            counted(*places, "Stelle", "Stellen")
        ),
        TextDiagnostic::MalformedAttribute(name) => {
            format!("dem Attribut `{name}` fehlen die Anführungszeichen oder der Zwischenraum davor")
        }
        TextDiagnostic::DuplicateAttribute(name) => {
            format!("das Attribut `{name}` steht zweimal mit demselben Wert da")
        }
        TextDiagnostic::NoNamespace => "Elemente ohne Namensraum wurden nach ihrem Namen gelesen".to_owned(),
        TextDiagnostic::UnboundPrefix(prefix) => {
            format!("das Präfix `{prefix}` ist nicht vereinbart: in der üblichen Bedeutung gelesen")
        }
        TextDiagnostic::DocumentType => "die Dokumenttyp-Angabe wurde nicht beachtet".to_owned(),
        TextDiagnostic::BeforeDeclaration => {
            "etwas steht vor der XML-Deklaration: trotzdem gelesen".to_owned()
        }
        TextDiagnostic::BeforeRoot => "Text vor dem ersten Element: weggelassen".to_owned(),
        TextDiagnostic::AfterRoot => "Text nach dem letzten Element: weggelassen".to_owned(),
        TextDiagnostic::Damaged(cause) => {
            format!("{}; jeder Prozess davor ist vollständig und wurde gelesen", unreadable(cause))
        }
    }
}

fn omission(note: &Omission) -> String {
    match note {
        Omission::Foreign(namespace, count) => {
            let elements = counted(*count, "Element", "Elemente");
            if namespace.is_empty() {
                format!("{elements} ohne Namensraum weggelassen")
            } else {
                format!("{elements} von {namespace} weggelassen")
            }
        }
        Omission::LeftOut(element, count) => format!("{count} × {element} weggelassen"),
        Omission::NotRead { element, count, why } => {
            let it = if *count == 1 { "es steht" } else { "sie stehen" };
            match why {
                UnreadReason::Lost(lost) => format!("{count} × {element} nicht gelesen: {}", lost.de),
                UnreadReason::Misplaced => {
                    format!("{count} × {element} nicht gelesen: {it}, wo nichts dergleichen hingehört")
                }
                UnreadReason::Unknown => {
                    format!("{count} × {element} nicht gelesen: BPMN kennt kein solches Element")
                }
                UnreadReason::Wrapped => format!(
                    "{count} × {element} nicht gelesen: {it} innerhalb eines Elements eines unbekannten Werkzeugs"
                ),
            }
        }
        Omission::AttributeNotRead(lost, count) => format!("{count} × {}: nicht gelesen", lost.de),
        Omission::AttributeMisplaced(name, count) => {
            format!(
                "{count} × Attribut {name} nicht gelesen: es steht an einem Element, das keines dieses Namens hat"
            )
        }
        Omission::LineNotRead(count) => {
            format!("{count} × association nicht gelesen: was verbunden wird, besagt für die Prüfung nichts")
        }
        Omission::StrayText(element, count) => {
            format!("Text zwischen den Elementen von {count} × {element}, wo keiner hingehört: weggelassen")
        }
        Omission::UnnamedParameter(element, count) => {
            format!("{count} × {element} ohne Namen und Verbindung weggelassen")
        }
        Omission::NameCut(most) => {
            format!("ein Name ist länger als {most} Bytes: sein Ende wurde weggelassen")
        }
        Omission::SharedTooOften(element, count) => {
            format!("worauf {count} × {element} verweist, wurde weggelassen: zu viele verweisen auf zu viel")
        }
        Omission::FormUnreadable => {
            "ein eingebettetes Formular ist kein JSON: seine Felder sind unbekannt".to_owned()
        }
    }
}

fn element(note: &ElementDiagnostic) -> String {
    match note {
        ElementDiagnostic::OldNamespace => {
            "der Namensraum ist der eines Entwurfs von BPMN 2.0: als BPMN 2.0 gelesen".to_owned()
        }
        ElementDiagnostic::Fragment(element) => {
            format!("in der Datei steht {element} ohne Prozess: gelesen, als läge ein Prozess darum")
        }
        ElementDiagnostic::MissingId { element, label } => format!(
            "{} hat keine Id: über seine Stelle in der Datei bezeichnet, die sich mit der Datei ändert",
            called(element, label)
        ),
        ElementDiagnostic::DuplicateId { element, label } => format!(
            "{} hat die Id eines anderen Elements: über seine Stelle in der Datei bezeichnet",
            called(element, label)
        ),
        ElementDiagnostic::DanglingReference { element, label } => {
            format!("{} verweist auf etwas, das nicht in dieser Datei ist", called(element, label))
        }
        ElementDiagnostic::WrongReference { element, label } => {
            format!("{} verweist auf etwas, das dort nicht stehen kann", called(element, label))
        }
        ElementDiagnostic::EmptyDataAssociation(element) => {
            format!("{element} verbindet nichts: weggelassen")
        }
        ElementDiagnostic::EmptyLine => "eine Assoziation hat nur ein Ende: weggelassen".to_owned(),
    }
}

fn flow(note: &FlowDiagnostic, titles: &TitleSource<'_>) -> String {
    let step = |step| named(step, titles, GrammaticalCase::Object);
    match note {
        FlowDiagnostic::EndInferred(end, at) => {
            format!("ein Sequenzfluss sagt nicht, {}: er ist bei {} aufgeführt", does(*end), named(at, titles, GrammaticalCase::Dative))
        }
        FlowDiagnostic::EndByShape(end, at) => format!(
            "ein Sequenzfluss sagt nicht, {}: angenommen wurde, was sein Pfeil berührt, nämlich {}",
            does(*end),
            named(at, titles, GrammaticalCase::Subject)
        ),
        FlowDiagnostic::Loose => "ein Pfeil hängt an beiden Enden an nichts: weggelassen".to_owned(),
        FlowDiagnostic::LooseEnd { end, other, dangling } => {
            let arrow = match (other, end) {
                (Some(other), FlowEnd::Source) => format!("der Pfeil auf {}", step(other)),
                (Some(other), FlowEnd::Target) => {
                    format!("der Pfeil von {}", named(other, titles, GrammaticalCase::Dative))
                }
                (None, _) => "ein Pfeil".to_owned(),
            };
            let loose = match end {
                FlowEnd::Source => "beginnt im Leeren",
                FlowEnd::Target => "endet im Leeren",
            };
            let why = if *dangling {
                "er verweist dort auf etwas, das nicht in dieser Datei ist"
            } else {
                "er nennt dort keinen Schritt, und keiner führt ihn auf oder wird von ihm berührt"
            };
            format!("{arrow} {loose}: {why}")
        }
        FlowDiagnostic::Mismatch(ends) => format!(
            "Schritte führen {}: nur was die Flüsse selbst sagen, gilt",
            counted(
                *ends,
                "Ende eines Sequenzflusses auf, das keines ist",
                "Enden von Sequenzflüssen auf, die keine sind"
            )
        ),
        FlowDiagnostic::AcrossPools => {
            "ein Sequenzfluss führt von einem Pool in einen anderen: so gelassen, wie er gezeichnet ist".to_owned()
        }
        FlowDiagnostic::MessageInsidePool => {
            "ein Nachrichtenfluss bleibt innerhalb eines Pools: so gelassen, wie er gezeichnet ist".to_owned()
        }
        FlowDiagnostic::MessageEndMoved => {
            "ein Nachrichtenfluss endet an etwas, das weder Schritt noch Pool ist: dessen Pool wurde angenommen"
                .to_owned()
        }
        FlowDiagnostic::MessageEndByShape(end) => {
            format!("ein Nachrichtenfluss sagt nicht, {}: angenommen wurde, was sein Pfeil berührt", does(*end))
        }
        FlowDiagnostic::MessageWithoutEnd(end) => {
            format!("ein Nachrichtenfluss sagt nicht, {}: weggelassen", does(*end))
        }
    }
}

fn place(note: &PlaceDiagnostic, titles: &TitleSource<'_>) -> String {
    let step = |step| named(step, titles, GrammaticalCase::Subject);
    match note {
        PlaceDiagnostic::BoundaryUnattached(at) => {
            format!("{} ist ein angeheftetes Ereignis und sitzt an keinem Schritt", step(at))
        }
        PlaceDiagnostic::BoundaryElsewhere(at) => format!(
            "{} sitzt an einem Schritt eines anderen Prozesses oder Teilprozesses: dorthin gerechnet",
            step(at)
        ),
        PlaceDiagnostic::LaneConflict(at) => {
            format!("{} ist in zwei Lanes aufgeführt: die erste gilt", step(at))
        }
        PlaceDiagnostic::LaneByShape(steps) => {
            let are = counted(*steps, "Schritt ist", "Schritte sind");
            let its = if *steps == 1 { "seine" } else { "ihre" };
            format!("{are} in keiner Lane aufgeführt: in die Lane gelegt, die um {its} Form herum liegt")
        }
        PlaceDiagnostic::LanesTooMany { steps, most } => format!(
            "{} ohne Lane: mehr als {most} Lanes wären zu durchsuchen",
            counted(*steps, "Schritt bleibt", "Schritte bleiben")
        ),
        PlaceDiagnostic::LaneSets { taken, left } => format!(
            "zwei Sätze von Lanes teilen dieselben Schritte auf: {} sagt, wer die Arbeit tut, {} wurde weggelassen",
            quoted(taken, Language::German),
            quoted(left, Language::German)
        ),
        PlaceDiagnostic::PoolByShape(pool) => format!(
            "{} nennt keinen Prozess: der innerhalb seiner Form wurde angenommen",
            owned("Pool", pool)
        ),
        PlaceDiagnostic::PoolsSwapped(pool) => format!(
            "{} verweist auf die Schritte innerhalb eines anderen Pools: die innerhalb seiner Form gelten",
            owned("Pool", pool)
        ),
        PlaceDiagnostic::StepByShape(at) => format!(
            "{} ist innerhalb eines anderen Pools gezeichnet, in den ein Sequenzfluss führt: dorthin gerechnet",
            step(at)
        ),
        PlaceDiagnostic::ProcessJoined { process, other } => format!(
            "{} hat keinen Pool, und Sequenzflüsse verbinden ihn mit einem anderen{}: als ein Prozess gelesen",
            owned("Prozess", process),
            if other.trim().is_empty() {
                String::new()
            } else {
                format!(", {}", quoted(other, Language::German))
            }
        ),
        PlaceDiagnostic::Undrawn(steps) => format!(
            "{} keine Form, obwohl die Zeichnung die anderen zeigt: vom Werkzeug übrig gelassen, nicht beurteilt",
            counted(*steps, "Schritt hat", "Schritte haben")
        ),
    }
}

fn link(note: &LinkDiagnostic, titles: &TitleSource<'_>) -> String {
    let copies = "Dateien, die Kopien sind, ausschließen";
    let dative = |step| named(step, titles, GrammaticalCase::Dative);
    match note {
        LinkDiagnostic::CallByName(call, process) => format!(
            "bei {} wird {} aufgerufen, was der Name eines Prozesses ist: dieser wurde angenommen",
            dative(call),
            quoted(process, Language::German)
        ),
        LinkDiagnostic::CallAmbiguous(call, process, count) => format!(
            "bei {} wird {} aufgerufen, und {count} gleich nahe Prozesse können gemeint sein: keiner wurde angenommen; \
             {copies}, oder jedem Prozess eine eigene Id geben",
            dative(call),
            quoted(process, Language::German)
        ),
        LinkDiagnostic::CallWhenRun(call, process) => format!(
            "welcher Prozess bei {} aufgerufen wird, steht erst fest, wenn er läuft (`{process}`)",
            dative(call)
        ),
        LinkDiagnostic::CallUnsaid(call) => {
            format!("bei {} steht nicht, welcher Prozess aufgerufen wird", dative(call))
        }
        LinkDiagnostic::CallNowhere(call, process) => format!(
            "bei {} wird {} aufgerufen, was nicht in diesen Dateien ist: den Export dazugeben",
            dative(call),
            quoted(process, Language::German)
        ),
        LinkDiagnostic::Alone { step, name, signal, sends } => {
            let (what, step) = (event(name, *signal), dative(step));
            let missing = match (sends, signal) {
                (true, true) => format!(
                    "{what}, das von {step} ausgeht, wird von keinem Schritt in diesen Dateien gefangen"
                ),
                (true, false) => {
                    format!("{what}, die von {step} ausgeht, empfängt kein anderer Prozess in diesen Dateien")
                }
                (false, true) => {
                    format!(
                        "{what}, auf das bei {step} gewartet wird, löst kein Schritt in diesen Dateien aus"
                    )
                }
                (false, false) => {
                    format!(
                        "{what}, auf die bei {step} gewartet wird, sendet kein anderer Prozess in diesen Dateien"
                    )
                }
            };
            format!("{missing}: den Export mit der anderen Seite dazugeben, falls es einen gibt")
        }
        LinkDiagnostic::SendersAmbiguous { step, name, signal } => {
            let which = if *signal { "das" } else { "die" };
            format!(
                "{}, auf {which} bei {} gewartet wird, kann aus mehreren Exporten eines Prozesses kommen: keiner wurde \
                 angenommen; {copies}",
                event(name, *signal),
                dative(step)
            )
        }
    }
}

/// Names a step by its label, else by its neighbours.
fn named(step: &StepMention, titles: &TitleSource<'_>, case: GrammaticalCase) -> String {
    if !step.label.trim().is_empty() {
        return quoted(&step.label, Language::German);
    }
    let nameless = match case {
        GrammaticalCase::Subject => "ein Schritt ohne Namen",
        GrammaticalCase::Object => "einen Schritt ohne Namen",
        GrammaticalCase::Dative => "einem Schritt ohne Namen",
    };
    titles(&step.id, case).unwrap_or_else(|| nameless.to_owned())
}

/// Names a pool or process.
fn owned(what: &str, name: &str) -> String {
    if name.trim().is_empty() {
        format!("ein {what} ohne Namen")
    } else {
        format!("der {what} {}", quoted(name, Language::German))
    }
}

/// Names an element of XML by its label, where it has one.
fn called(element: &str, label: &str) -> String {
    if label.trim().is_empty() {
        format!("ein Element {element}")
    } else {
        format!("das Element {element} {}", quoted(label, Language::German))
    }
}

/// Names a message or signal.
fn event(name: &str, signal: bool) -> String {
    let what = if signal { "das Signal" } else { "die Nachricht" };
    if name.is_empty() {
        format!("{what} ohne Namen")
    } else {
        format!("{what} {}", quoted(name, Language::German))
    }
}

fn does(end: FlowEnd) -> &'static str {
    match end {
        FlowEnd::Source => "wo er beginnt",
        FlowEnd::Target => "wohin er führt",
    }
}

fn times(count: usize) -> String {
    if count == 1 { "einmal".to_owned() } else { format!("{count}-mal") }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
