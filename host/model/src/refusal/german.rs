//! What files are refused for, in German.

use super::kind::{
    AccessRefusal, ForeignKind, ForeignRemedy, PackedForm, RefusalKind, TextFormRefusal, XmlRefusal, size,
};
use crate::Language;

/// What helps as well where a file was only met in a folder.
pub(super) const LEAVE_OUT: &str = "; oder die Datei durch `exclude` in handoff.toml weglassen";

const EXPORT: &str = "den Prozess als BPMN 2.0 XML exportieren";
const SINGLE: &str = "einzelne Prozesse statt der ganzen Ablage exportieren";
const ORIGINAL: &str = "prüfen, ob die Datei die ist, die das Werkzeug exportiert hat";
const UNESCAPED: &str =
    "den Text selbst ohne Maskierung speichern oder aus dem Werkzeug als Datei exportieren";

/// Says what is the matter.
pub(super) fn reason(kind: &RefusalKind) -> String {
    match kind {
        RefusalKind::Access(kind) => access(kind),
        RefusalKind::Foreign(kind, _) => format!("das ist {}, kein BPMN-Prozess", foreign(*kind)),
        RefusalKind::UnknownRoot(name, namespace) if namespace.is_empty() => {
            format!("das Wurzelelement `{name}` gehört zu keinem lesbaren Format")
        }
        RefusalKind::UnknownRoot(name, namespace) => {
            format!(
                "das Wurzelelement `{name}` des Namensraums `{namespace}` gehört zu keinem lesbaren Format"
            )
        }
        RefusalKind::Empty => "die Datei ist leer".to_owned(),
        RefusalKind::UnknownText => "das ist Text, aber kein lesbarer Prozess".to_owned(),
        RefusalKind::TooLarge(limit) => format!("sie hat mehr als {limit} MiB"),
        RefusalKind::MergeConflict => {
            "eine Zusammenführung ist nicht gelöst: hier beginnt ein Konflikt zwischen zwei Fassungen"
                .to_owned()
        }
        RefusalKind::Patch => "das ist ein Patch, der zwei Fassungen zugleich enthält".to_owned(),
        RefusalKind::Packed(form) => format!("der Export steht hier als {}", packed(*form)),
        RefusalKind::Xml(kind) => xml(kind),
        RefusalKind::TextForm(kind) => text_form(kind),
    }
}

/// Says what can be done about it.
pub(super) fn remedy(kind: &RefusalKind) -> String {
    let remedy = match kind {
        RefusalKind::Access(kind) => access_remedy(kind),
        RefusalKind::Foreign(_, remedy) => instead(*remedy),
        RefusalKind::UnknownRoot(..) | RefusalKind::UnknownText => EXPORT,
        RefusalKind::Empty => "erneut exportieren und auf die Größe achten",
        RefusalKind::TooLarge(_) => SINGLE,
        RefusalKind::MergeConflict => {
            "eine der beiden Fassungen wählen und die Zeilen mit den Marken löschen"
        }
        RefusalKind::Patch => "ihn anwenden und die Datei angeben, die er ändert",
        RefusalKind::Packed(_) => UNESCAPED,
        RefusalKind::Xml(kind) => xml_remedy(kind),
        RefusalKind::TextForm(kind) => return text_form_remedy(kind),
    };
    remedy.to_owned()
}

fn access(kind: &AccessRefusal) -> String {
    let reason = match kind {
        AccessRefusal::Folder => "das ist ein Ordner",
        AccessRefusal::Special => "das ist eine Pipe, ein Socket oder ein Gerät",
        AccessRefusal::TooLarge(limit) => return format!("sie hat mehr als {}", size(*limit)),
        AccessRefusal::Dangling => "das ist ein Verweis auf etwas, das es nicht gibt",
        AccessRefusal::Circle => "ihre Verweise führen im Kreis",
        AccessRefusal::LinkInRevision => {
            "das ist ein Verweis, dem in einer Revision von git nicht gefolgt wird"
        }
        AccessRefusal::Outside => {
            "sie liegt, oder ihre Verweise führen, außerhalb des Ordners, der gelesen werden darf"
        }
        AccessRefusal::Submodule => {
            "das ist ein Submodul von git, dessen Dateien in einem eigenen Repository liegen"
        }
        AccessRefusal::Pointer => {
            "das ist ein Platzhalter von Git LFS; die Datei selbst liegt nicht im Repository"
        }
        AccessRefusal::Busy => "ein anderes Programm hält sie fest",
        AccessRefusal::NotFound => "eine solche Datei gibt es nicht",
        AccessRefusal::NotPermitted => "sie zu lesen ist nicht erlaubt",
        AccessRefusal::NotAFolder => "ein Teil des Pfads ist eine Datei, kein Ordner",
        AccessRefusal::BadName => "der Name ist zu lang oder nicht erlaubt",
        AccessRefusal::System(words) => return format!("das Betriebssystem meldet „{words}“"),
        AccessRefusal::NoExport => "in diesem Ordner liegt kein lesbarer Export",
        AccessRefusal::BadPattern => "das ist weder ein Pfad noch ein Muster",
        AccessRefusal::NoMatch => "nichts passt darauf",
        AccessRefusal::Gone => "sie ist verschwunden",
    };
    reason.to_owned()
}

fn access_remedy(kind: &AccessRefusal) -> &'static str {
    match kind {
        AccessRefusal::Folder => "die Dateien darin nennen",
        AccessRefusal::Special => "den Inhalt in eine Datei schreiben, oder hineinleiten und `-` nennen",
        AccessRefusal::TooLarge(_) => SINGLE,
        AccessRefusal::Dangling | AccessRefusal::Circle => "den Verweis berichtigen oder entfernen",
        AccessRefusal::LinkInRevision => "nennen, wohin er führt",
        AccessRefusal::Outside => "sie in diesen Ordner legen oder in der Befehlszeile nennen",
        AccessRefusal::Submodule => "die Revisionen des Submoduls in dessen eigenem Ordner vergleichen",
        AccessRefusal::Pointer => "beide Revisionen auschecken und die zwei Ordner vergleichen",
        AccessRefusal::Busy => "sie dort schließen oder warten, bis sie gespeichert ist",
        AccessRefusal::NotFound | AccessRefusal::NotAFolder | AccessRefusal::BadName => "den Pfad prüfen",
        AccessRefusal::NotPermitted => "sich das Lesen erlauben",
        AccessRefusal::System(_) => "den Datenträger prüfen oder erneut exportieren",
        AccessRefusal::NoExport => "die Dateien selbst nennen, wenn ihre Namen anders enden",
        AccessRefusal::BadPattern => "die Klammern berichtigen",
        AccessRefusal::Gone => "sie zurücklegen oder eine neue Sitzung beginnen",
        AccessRefusal::NoMatch => "den Pfad prüfen; `**` geht über Ordner hinweg, `*` nicht",
    }
}

fn packed(form: PackedForm) -> String {
    match form {
        PackedForm::Markup(mark) => {
            format!("maskierter Text von XML oder HTML: `{mark}` steht für jedes `<`")
        }
        PackedForm::Address(mark) => {
            format!("maskierter Teil einer Webadresse: `{mark}` steht für jedes `<`")
        }
        PackedForm::Json(mark) => format!("Text aus JSON: `{mark}` steht für jedes `<`"),
        PackedForm::Base64 => "Base64".to_owned(),
        PackedForm::Literal => {
            "Text einer Tabelle, von JSON oder eines Programms: ein Anführungszeichen steht als `\\\"` \
                                oder doppelt, oder ein Zeilenende als `\\n`"
                .to_owned()
        }
    }
}

fn xml(kind: &XmlRefusal) -> String {
    let torn = |cause: String| format!("ein Tag ist kein wohlgeformtes XML: {cause}");
    match kind {
        XmlRefusal::NoRoot => "dieses XML hat kein Wurzelelement".to_owned(),
        XmlRefusal::NoElement => "sie enthält kein XML-Element".to_owned(),
        XmlRefusal::NoProcess => "sie definiert keinen Prozess, keinen Pool und keine Daten".to_owned(),
        XmlRefusal::BreaksOff(cause) => format!("das XML bricht ab: {}", cause.say(Language::German)),
        XmlRefusal::NulBytes => "sie enthält NUL-Bytes, die in keinem Text stehen".to_owned(),
        XmlRefusal::StrayBracket => "`<` steht, wo ein Tag weder beginnt noch endet".to_owned(),
        XmlRefusal::SecondDocument => "hier beginnt ein zweites Dokument oder ein Teil davon".to_owned(),
        XmlRefusal::TooDeep(limit) => format!("Elemente liegen mehr als {limit} Ebenen tief ineinander"),
        XmlRefusal::TooManyElements(limit) => format!("sie hat mehr als {limit} Elemente"),
        XmlRefusal::TooManyAttributes(limit) => format!("sie hat mehr als {limit} Attribute"),
        XmlRefusal::TooManyAttributesOfOne(limit) => format!("ein Element hat mehr als {limit} Attribute"),
        XmlRefusal::AttributeTwice(name) => {
            torn(format!("das Attribut `{name}` kommt zweimal mit verschiedenen Werten vor"))
        }
        XmlRefusal::NoAttribute(found) => torn(format!("`{found}` steht, wo ein Attribut stehen sollte")),
        XmlRefusal::Unquoted(name) => torn(format!("der Wert von `{name}` steht nicht in Anführungszeichen")),
    }
}

fn xml_remedy(kind: &XmlRefusal) -> &'static str {
    match kind {
        XmlRefusal::NoRoot | XmlRefusal::NoElement | XmlRefusal::NoProcess => EXPORT,
        XmlRefusal::BreaksOff(_) => {
            "erneut exportieren: ein halber Prozess würde Lücken zeigen, die es nicht gibt"
        }
        XmlRefusal::NulBytes => "erneut exportieren: ein Teil wurde überschrieben",
        XmlRefusal::StrayBracket => "als `&lt;` schreiben oder die Datei erneut exportieren",
        XmlRefusal::SecondDocument => "jedem Dokument eine eigene Datei geben oder erneut exportieren",
        XmlRefusal::TooDeep(_) | XmlRefusal::TooManyAttributes(_) | XmlRefusal::TooManyAttributesOfOne(_) => {
            ORIGINAL
        }
        XmlRefusal::TooManyElements(_) => SINGLE,
        XmlRefusal::AttributeTwice(_) | XmlRefusal::NoAttribute(_) | XmlRefusal::Unquoted(_) => {
            "erneut exportieren oder dieses Tag von Hand berichtigen"
        }
    }
}

fn text_form(kind: &TextFormRefusal) -> String {
    let reason = match kind {
        TextFormRefusal::TooLarge(size, limit) => {
            return format!("eine Textform von {size} MiB, erlaubt sind {limit} MiB");
        }
        TextFormRefusal::LongLine(bytes) => return format!("eine Zeile von {bytes} Bytes"),
        TextFormRefusal::Version => "das ist eine andere Version der Textform",
        TextFormRefusal::StrayBrace => "diese Klammer schließt nichts",
        TextFormRefusal::Unclosed => "dieser Teilprozess ist nicht geschlossen",
        TextFormRefusal::NoStatement { word, .. } => return format!("mit `{word}` beginnt keine Anweisung"),
        TextFormRefusal::NoScope => "nur in einem Teilprozess stehen Schritte",
        TextFormRefusal::TooDeep(limit) => return format!("mehr als {limit} Teilprozesse ineinander"),
        TextFormRefusal::PoolAttribute => "kein Attribut eines Pools",
        TextFormRefusal::ProcessAttribute => "kein Attribut eines Prozesses",
        TextFormRefusal::NoName => "ein Name fehlt",
        TextFormRefusal::NoLaneName => "eine Lane ohne Namen",
        TextFormRefusal::StepAttribute { word, .. } => {
            return format!("`{word}` ist kein Attribut eines Schritts");
        }
        TextFormRefusal::NoCall(word) => return format!("nur ein Aufruf hat `{word}`"),
        TextFormRefusal::AllOfWhat => "alles wovon?",
        TextFormRefusal::NoTimer => "dieser Schritt ist kein Zeitereignis",
        TextFormRefusal::NoTrigger => {
            "dieser Schritt löst nichts aus und erwartet nichts, das einen Namen hat"
        }
        TextFormRefusal::NoItemName => "ein Inhalt hat keinen Namen",
        TextFormRefusal::ItemLetter => "dieses Zeichen steht in keinem Namen eines Inhalts",
        TextFormRefusal::UsedBefore(name) => return format!("`{name}` wurde vor der Deklaration benutzt"),
        TextFormRefusal::ArrowAttribute => "Pfeile haben keine Attribute",
        TextFormRefusal::ArrowSpace(_) => "vor diesem Pfeil fehlt ein Leerzeichen",
        TextFormRefusal::ArrowNowhere => "ein Pfeil zeigt ins Leere",
        TextFormRefusal::FlowToPool => "ein Pool ist kein Schritt eines Flusses",
        TextFormRefusal::SecondDefault(name) => return format!("`{name}` hat schon einen Standardfluss"),
        TextFormRefusal::OtherScope(source, target) => {
            return format!("`{source}` und `{target}` liegen nicht im selben Prozess und Teilprozess");
        }
        TextFormRefusal::Ambiguous(name, ids) => return format!("{} Schritte heißen `{name}`", ids.len()),
        TextFormRefusal::Unknown { name, .. } => return format!("kein Schritt oder Pool heißt `{name}`"),
        TextFormRefusal::BraceInName => "eine Klammer in einem Namen",
        TextFormRefusal::NoDefinition => "ein angeheftetes Ereignis braucht eine Definition",
        TextFormRefusal::NoHost => "ein angeheftetes Ereignis braucht einen Schritt, an dem es sitzt",
        TextFormRefusal::IdTwice(id) => return format!("die Id `{id}` ist vergeben"),
    };
    reason.to_owned()
}

fn text_form_remedy(kind: &TextFormRefusal) -> String {
    let remedy = match kind {
        TextFormRefusal::TooLarge(..) => "aufteilen, oder den Prozess als BPMN 2.0 XML exportieren",
        TextFormRefusal::LongLine(_) => "eine Anweisung je Zeile schreiben",
        TextFormRefusal::Version => "dieses Programm liest `handoff text 1`",
        TextFormRefusal::StrayBrace => "einen Teilprozess mit `sub NAME {` öffnen",
        TextFormRefusal::Unclosed => "mit einer Zeile `}` schließen",
        TextFormRefusal::NoStatement { near: Some(near), .. }
        | TextFormRefusal::StepAttribute { near: Some(near), .. }
        | TextFormRefusal::Unknown { near: Some(near), .. } => return format!("ist `{near}` gemeint?"),
        TextFormRefusal::NoStatement { name, .. } => {
            return format!("die Zeile damit beginnen, was sie ist, wie in `task {name}`");
        }
        TextFormRefusal::NoScope => "`sub NAME {` schreiben",
        TextFormRefusal::TooDeep(_) => "stattdessen einen eigenen Prozess aufrufen",
        TextFormRefusal::PoolAttribute => "bekannt ist `multiple`",
        TextFormRefusal::ProcessAttribute => "bekannt sind `executable`, `shared`, `by`",
        TextFormRefusal::NoName => "`pool NAME` oder `process NAME` schreiben",
        TextFormRefusal::NoLaneName => "`lane Sales` oder `lane Sales / Inside sales` schreiben",
        TextFormRefusal::StepAttribute { known, .. } => return format!("bekannt sind {known}"),
        TextFormRefusal::NoCall(_) => "`call NAME | calls PROCESS` schreiben",
        TextFormRefusal::AllOfWhat => "`all in` oder `all out` schreiben",
        TextFormRefusal::NoTimer => "`catch timer NAME | timer PT2H` schreiben",
        TextFormRefusal::NoTrigger => {
            "`name` gehört zu Ereignissen mit Nachricht, Signal, Fehler, Eskalation oder Link, zu send und receive"
        }
        TextFormRefusal::NoItemName => "Inhalte schreiben wie in `needs Order, Invoice [approved]`",
        TextFormRefusal::ItemLetter => {
            "`Order [state] {field, field}` schreiben; eine Bedingung zählt die Inhalte auf, die sie liest, ohne Vergleich"
        }
        TextFormRefusal::UsedBefore(_) => "diese Zeile über die erste Benutzung setzen",
        TextFormRefusal::ArrowAttribute => "den Schritt auf eine eigene Zeile schreiben",
        TextFormRefusal::ArrowSpace(letter) => {
            return format!(
                "` {letter}> ` mit Leerzeichen auf beiden Seiten schreiben, oder ` {letter}label{letter}> `"
            );
        }
        TextFormRefusal::ArrowNowhere => "auf beide Seiten jedes Pfeils einen Schritt schreiben",
        TextFormRefusal::FlowToPool => {
            "einen Nachrichtenfluss mit `~>` zeichnen oder einen Schritt des Pools nennen"
        }
        TextFormRefusal::SecondDefault(_) => "`->` für alle Flüsse bis auf einen schreiben",
        TextFormRefusal::OtherScope(..) => {
            "`~>` zwischen Pools schreiben; einen Teilprozess innerhalb seiner Klammern enden lassen"
        }
        TextFormRefusal::Ambiguous(_, ids) => {
            let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
            return format!("stattdessen die Id schreiben: {}", ids.join(" oder "));
        }
        TextFormRefusal::Unknown { name, .. } => {
            return format!("auf einer eigenen Zeile deklarieren, oder gleich hier: `task {name}`");
        }
        TextFormRefusal::BraceInName => "einen Teilprozess auf einer eigenen Zeile öffnen: `sub NAME {`",
        TextFormRefusal::NoDefinition | TextFormRefusal::NoHost => {
            "`boundary timer NAME on STEP` schreiben, unter diesem Schritt"
        }
        TextFormRefusal::IdTwice(_) => "eine andere wählen",
    };
    remedy.to_owned()
}

/// Names a kind of file with its article.
fn foreign(of: ForeignKind) -> &'static str {
    match of {
        ForeignKind::Dmn => "ein DMN-Entscheidungsmodell",
        ForeignKind::Cmmn => "ein CMMN-Fallmodell",
        ForeignKind::Xpdl1 => "ein XPDL-1-Paket",
        ForeignKind::Xpdl2 => "ein XPDL-2-Paket",
        ForeignKind::Xpdl => "ein XPDL-Paket",
        ForeignKind::Pnml => "ein Petri-Netz (PNML)",
        ForeignKind::Epml => "eine ereignisgesteuerte Prozesskette (EPML)",
        ForeignKind::Aml => "ein Export der ARIS-Datenbank (AML)",
        ForeignKind::Adonis => "ein ADONIS-Export",
        ForeignKind::Bpel => "ein BPEL-Prozess",
        ForeignKind::Jpdl => "ein jPDL-Prozess",
        ForeignKind::Bpmn1 => "ein BPMN-1-Diagramm",
        ForeignKind::BonitaProject => "eine Projektdatei von Bonita",
        ForeignKind::WebPage => "eine Webseite",
        ForeignKind::Svg => "ein Bild (SVG)",
        ForeignKind::Visio => "eine Visio-Zeichnung",
        ForeignKind::GraphMl => "eine GraphML-Zeichnung",
        ForeignKind::ArchiMate => "ein ArchiMate-Modell",
        ForeignKind::Xmi => "ein UML- oder XMI-Modell",
        ForeignKind::XmlSchema => "ein XML-Schema",
        ForeignKind::Wsdl => "die Beschreibung eines Webdienstes (WSDL)",
        ForeignKind::WebXml => "ein XML-Dokument des Webs",
        ForeignKind::ProjectFile => "eine Projektdatei",
        ForeignKind::PackageList => "eine Liste von Paketen",
        ForeignKind::BonitaDiagram => "ein Bonita-Diagramm",
        ForeignKind::DrawIo => "eine draw.io-Zeichnung",
        ForeignKind::PowerDesigner => "ein Prozessmodell von PowerDesigner",
        ForeignKind::EditorJson => "das eigene JSON eines Editors (Signavio, Oryx, Activiti)",
        ForeignKind::StepFunctions => "ein Zustandsautomat von AWS",
        ForeignKind::CamundaForm => "ein Camunda-Formular",
        ForeignKind::Excalidraw => "eine Excalidraw-Zeichnung",
        ForeignKind::JsonWithExport => "ein JSON-Dokument mit einem Export in einem seiner Texte",
        ForeignKind::Json => "ein JSON-Dokument",
        ForeignKind::ServerlessWorkflow => "ein Serverless Workflow",
        ForeignKind::Adl => "ein ADONIS-Export (ADL)",
        ForeignKind::Pdf => "ein PDF-Dokument",
        ForeignKind::Png => "ein Bild (PNG)",
        ForeignKind::Jpeg => "ein Bild (JPEG)",
        ForeignKind::Gif => "ein Bild (GIF)",
        ForeignKind::Riff => "ein Bild oder eine Aufnahme",
        ForeignKind::Gzip => "ein gzip-Archiv",
        ForeignKind::Bzip2 => "ein bzip2-Archiv",
        ForeignKind::SevenZip => "ein 7-Zip-Archiv",
        ForeignKind::Rar => "ein RAR-Archiv",
        ForeignKind::Xz => "ein xz-Archiv",
        ForeignKind::Rtf => "ein Textdokument (RTF)",
        ForeignKind::Wasm => "ein WebAssembly-Modul",
        ForeignKind::Excel => "eine Excel-Arbeitsmappe",
        ForeignKind::Word => "ein Word-Dokument",
        ForeignKind::PowerPoint => "eine PowerPoint-Präsentation",
        ForeignKind::SignavioArchive => "ein Signavio-Archiv",
        ForeignKind::Bizagi => "ein Bizagi-Modell",
        ForeignKind::BonitaArchive => "ein Bonita-Archiv",
        ForeignKind::Program => "ein Programm",
        ForeignKind::ExportArchive => "ein Archiv mit Exporten",
        ForeignKind::Archive => "ein Archiv",
        ForeignKind::OldOffice => "ein altes Office-Dokument",
        ForeignKind::Binary => "eine Binärdatei",
    }
}

fn instead(of: ForeignRemedy) -> &'static str {
    match of {
        ForeignRemedy::Export => "den Prozess als BPMN 2.0 XML exportieren",
        ForeignRemedy::Drawing => {
            "ein Bild enthält keinen Ablauf, der sich prüfen ließe: den Prozess aus dem Werkzeug, das es gezeichnet hat, als BPMN 2.0 XML exportieren"
        }
        ForeignRemedy::Beside => {
            "das wird nicht geprüft: weglassen und den Prozess, der es benutzt, als BPMN 2.0 XML angeben"
        }
        ForeignRemedy::Redraw => "den Prozess in einem Werkzeug für BPMN 2.0 zeichnen und als XML speichern",
        ForeignRemedy::Case => "den Fall als Prozess zeichnen und als BPMN 2.0 XML exportieren",
        ForeignRemedy::OwnTool => {
            "in dem Werkzeug öffnen, das die Datei geschrieben hat, und als BPMN 2.0 XML exportieren"
        }
        ForeignRemedy::Aris => "ARIS: das Modell als BPMN 2.0 XML exportieren",
        ForeignRemedy::Adonis => "ADONIS: das Modell als BPMN 2.0 DI (XML) exportieren",
        ForeignRemedy::Download => {
            "vielleicht wurde eine Anmeldeseite oder Ansicht gespeichert: den Export selbst herunterladen"
        }
        ForeignRemedy::Visio => {
            "Visio: das Diagramm (mit einem Zusatzprogramm) als BPMN 2.0 XML exportieren oder in einem Werkzeug für BPMN neu zeichnen"
        }
        ForeignRemedy::Project => "die Prozessdateien des Projekts angeben: BPMN 2.0 XML",
        ForeignRemedy::Bonita => "Bonita Studio: das Diagramm als BPMN 2.0 exportieren",
        ForeignRemedy::BonitaAll => "Bonita Studio: die Diagramme als BPMN 2.0 exportieren",
        ForeignRemedy::PowerDesigner => "PowerDesigner: File > Export > BPMN 2.0 file",
        ForeignRemedy::Editor => {
            "Signavio: Import / Export > Export BPMN 2.0 XML; Activiti und Flowable: das Modell exportieren"
        }
        ForeignRemedy::Unwrap => {
            "diesen Text selbst ohne Maskierung speichern oder aus dem Werkzeug als Datei exportieren"
        }
        ForeignRemedy::Unpack => "auspacken und die Prozessdateien daraus als BPMN 2.0 XML angeben",
        ForeignRemedy::Sheet => "Tabellen werden nicht gelesen: den Prozess als BPMN 2.0 XML exportieren",
        ForeignRemedy::Plugin => "ein Plugin steht in der Konfiguration, nicht unter den Eingaben",
        ForeignRemedy::Signavio => "Signavio: Import / Export > Export BPMN 2.0 XML statt eines Archivs",
        ForeignRemedy::Bizagi => "Bizagi Modeler: Export / Import > BPMN",
    }
}
