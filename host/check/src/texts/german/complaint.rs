//! What is said of a configuration, a contract file or a lock, in German.

use handoff_model::{AccessRefusal, Language, Refusal};

use crate::config::{
    ConfigAccessError, ConfigErrorKind, DurationError, EntryError, ExpectedForm, ExpectedValue, FoundValue,
    NamedPart, PinError, PinPart, Suggestion, ValueError, ValueType, WrittenRuleError,
};

pub(super) fn complaint(kind: &ConfigErrorKind) -> String {
    match kind {
        ConfigErrorKind::Toml(words) => format!("das ist kein TOML: „{words}“"),
        ConfigErrorKind::Value(error) => value(error),
        ConfigErrorKind::Entry(error) => entry(error),
        ConfigErrorKind::UnknownRule(rule, _) => format!("eine Regel `{rule}` gibt es nicht"),
        ConfigErrorKind::HostRule => {
            "diese Regel handelt von der Prüfung selbst und lässt sich nicht ändern".to_owned()
        }
        ConfigErrorKind::ForeignRule(rule) => format!("`{rule}` ist keine Regel dieses Plugins"),
        ConfigErrorKind::OwnFamily(family) => {
            format!("die Familie `{family}` gehört den Regeln von handoff selbst")
        }
        ConfigErrorKind::UnknownPlugin(plugin, _) => format!("ein Plugin `{plugin}` läuft nicht"),
        ConfigErrorKind::UnknownPluginPreset(preset, _) => {
            format!("das Plugin hat keine Voreinstellung `{preset}`")
        }
        ConfigErrorKind::NoShared(path) => format!("{path} ist keine Datei mit Einstellungen"),
        ConfigErrorKind::Options(error) if error.path.is_empty() => error.problem.say(Language::German),
        ConfigErrorKind::Options(error) => {
            format!("`{}`: {}", error.path, error.problem.say(Language::German))
        }
        ConfigErrorKind::NoMatch => "keine Datei passt darauf".to_owned(),
        ConfigErrorKind::Unread(path, reason) => format!("{path} ist nicht lesbar: {}", unread(reason)),
        ConfigErrorKind::NoContracts(path) => format!("in {path} stehen keine Vereinbarungen"),
        ConfigErrorKind::Translation { text, error, .. } => {
            let [rule, key] = &**text;
            format!("`{rule}`, `{key}`: {}", error.say(Language::German))
        }
        ConfigErrorKind::Written(error) => written(error),
        ConfigErrorKind::Lock(error) => pin(error),
    }
}

fn value(error: &ValueError) -> String {
    match error {
        ValueError::UnknownKey(key, _) => format!("einen Schlüssel `{key}` gibt es hier nicht"),
        ValueError::UnknownValue(value, _) => format!("`{value}` ist hier nicht möglich"),
        ValueError::Missing(key) => format!("der Schlüssel `{key}` fehlt"),
        ValueError::Type { expected: due, found: value } => {
            format!("erwartet wird {}, hier steht {}", expected(due), found(value))
        }
        ValueError::Impossible { expected: due, found: value } => {
            format!("{} ist hier nicht möglich, erwartet wird {}", found(value), expected(due))
        }
        ValueError::NoWord(found) => {
            let found = match found {
                ValueType::Text => "ein Text",
                ValueType::Integer | ValueType::Fraction => "eine Zahl",
                ValueType::Truth => "ein Wahrheitswert",
                ValueType::Datetime => "ein Tag oder eine Uhrzeit",
                ValueType::List => "eine Liste",
                ValueType::Table => "eine Tabelle",
            };
            format!("erwartet wird ein Wort in Anführungszeichen, hier steht {found}")
        }
        ValueError::TooLarge => "diese Zahl ist zu groß".to_owned(),
        ValueError::NoNumber => "das ist keine Zahl".to_owned(),
        ValueError::Other(words) => format!("das geht hier nicht: „{words}“"),
    }
}

fn expected(value: &ExpectedValue) -> String {
    let due = match value.form {
        ExpectedForm::Text => "ein Text in Anführungszeichen",
        ExpectedForm::Number => "eine Zahl, die hier möglich ist",
        ExpectedForm::Truth => "`true` oder `false`",
        ExpectedForm::List => "eine Liste in eckigen Klammern",
        ExpectedForm::Table => "eine Tabelle",
        ExpectedForm::Requirement => {
            "der Name eines Inhalts oder eine Tabelle wie `{ item = \"Bestellung\", state = \"geprüft\" }`"
        }
        ExpectedForm::Promise => {
            "der Name eines Inhalts oder eine Tabelle wie `{ item = \"Bestellung\", to = \"Vertrieb\" }`"
        }
        ExpectedForm::Field => {
            "der Name eines Feldes oder eine Tabelle wie `{ name = \"Gewicht\", unit = \"kg\" }`"
        }
        ExpectedForm::RuleSetting => {
            "`\"off\"`, `\"info\"`, `\"warning\"`, `\"error\"` oder eine Tabelle aus `severity` und Optionen"
        }
        ExpectedForm::Other => return format!("„{}“", value.words),
    };
    due.to_owned()
}

fn found(value: &FoundValue) -> String {
    match value {
        FoundValue::Table => "eine Tabelle".to_owned(),
        FoundValue::List => "eine Liste".to_owned(),
        FoundValue::Truth(value) => format!("der Wahrheitswert `{value}`"),
        FoundValue::Integer(number) | FoundValue::Fraction(number) => format!("die Zahl `{number}`"),
        FoundValue::Text(text) => format!("der Text „{text}“"),
        FoundValue::Other(words) => format!("„{words}“"),
    }
}

fn entry(error: &EntryError) -> String {
    match error {
        EntryError::BothSides(name) => format!("`{name}` ist zugleich Kunde und Partner"),
        EntryError::NoName(part) => {
            let what = match part {
                NamedPart::Pattern => "der Name",
                NamedPart::Department => "der Name der Abteilung",
                NamedPart::Term => "der Name des Begriffs",
                NamedPart::Synonym => "das andere Wort für den Begriff",
                NamedPart::Item => "der Name des Inhalts",
                NamedPart::Subject => "der Name dessen, wem die Vereinbarung gehört,",
                NamedPart::Key => "der Name des Schlüssels",
                NamedPart::Plugin => "der Pfad des Plugins",
            };
            format!("{what} ist leer")
        }
        EntryError::FitsAll => "das passt auf jeden Namen".to_owned(),
        EntryError::NameTwice { name, part, other, line } => {
            let what = if *part == NamedPart::Term { "den Begriff" } else { "die Abteilung" };
            format!("`{name}` steht in Zeile {line} schon für {what} `{other}`")
        }
        EntryError::Share => "ein Anteil liegt zwischen 0 und 1".to_owned(),
        EntryError::EmptyContract => "diese Vereinbarung sagt nichts zu".to_owned(),
        EntryError::NoSubject => "diese Vereinbarung sagt nicht, wem sie gehört".to_owned(),
        EntryError::TwoSubjects => {
            "eine Vereinbarung gehört einer Abteilung, einem Schritt oder einem Prozess, nicht zweien davon"
                .to_owned()
        }
        EntryError::TwoStates(name, state) => {
            format!("der Inhalt ist nach seinem Namen `{name}` und nach seinem Zustand `{state}`")
        }
        EntryError::NoDuration(text, _) => format!("`{text}` ist keine Dauer"),
        EntryError::IgnoresAll => "das nähme jeden Befund aus".to_owned(),
        EntryError::NoReason => "die Begründung ist leer".to_owned(),
        EntryError::BaselineFormat(found, known) => {
            format!("das ist ein Bestand im Format {found}, und dieses handoff kennt {known}")
        }
        EntryError::NoBaseline(path) => format!("{path} ist kein Bestand bekannter Befunde"),
        EntryError::NoElement => "ihre Anmerkung ist mit keinem Element verbunden".to_owned(),
        EntryError::NoDate(text) => format!("`{text}` ist kein Tag des Kalenders"),
        EntryError::NoPattern(words) => format!("das ist kein Muster für Pfade: „{words}“"),
        EntryError::ManyPatterns(kib) => {
            format!("hiermit sind die Muster der Liste länger als {kib} KiB")
        }
        EntryError::NoPath => "der Pfad ist leer".to_owned(),
        EntryError::ControlCharacter => {
            "der Pfad enthält einen Zeilenumbruch, einen Tabulator oder Ähnliches".to_owned()
        }
        EntryError::UnknownPreset(name, _) => format!("eine Vorgabe `{name}` gibt es nicht"),
        EntryError::UnknownLanguage(tag, _) => format!("in `{tag}` gibt es keine Meldungen"),
        EntryError::NoPublicKey => "das ist kein öffentlicher Schlüssel von minisign".to_owned(),
        EntryError::NoKebab(name) => format!("`{name}` ist kein Name einer Familie oder eines Plugins"),
        EntryError::UnknownPack(name, _) => format!("ein Paket `{name}` gibt es nicht"),
        EntryError::NoPluginPreset(name) => format!("`{name}` nennt keine Voreinstellung eines Plugins"),
        EntryError::PresetExtends => "eine Voreinstellung eines Plugins baut auf nichts auf".to_owned(),
        EntryError::ExtendsItself(path) => format!("{path} baut auf sich selbst auf"),
        EntryError::ExtendsDeep(most) => format!("Dateien bauen mehr als {most} Stufen tief aufeinander auf"),
        EntryError::ExtendsMany(most) => format!("es wird auf mehr als {most} Dateien aufgebaut"),
        EntryError::PluginPattern => {
            "ein Plugin wird mit seinem Pfad genannt, nicht mit einem Muster".to_owned()
        }
        EntryError::PluginTwice(path, line) => format!("`{path}` steht schon in Zeile {line}"),
        EntryError::NoSigner => "niemand könnte dieses Plugin signieren".to_owned(),
        EntryError::UnknownSigner(name, _) => format!("einen Schlüssel `{name}` gibt es nicht"),
    }
}

fn written(error: &WrittenRuleError) -> String {
    match error {
        WrittenRuleError::NoId(id) => format!("`{id}` ist keine Kennung einer Regel"),
        WrittenRuleError::IdTaken(id, plugin) => format!("`{id}` ist eine Regel des Plugins `{plugin}`"),
        WrittenRuleError::IdTwice(id, file, line) => {
            format!("die Regel `{id}` steht schon in Zeile {line} von {file}")
        }
        WrittenRuleError::FamilyTaken(family) => {
            format!("die Familie `{family}` gehört den Regeln von handoff selbst")
        }
        WrittenRuleError::FamilyOwned(family, owners) => {
            format!("die Familie `{family}` gehört {}", owners.join(", "))
        }
        WrittenRuleError::NoSubject => "diese Regel sagt nicht, wovon sie handelt".to_owned(),
        WrittenRuleError::TwoSubjects => {
            "eine Regel handelt von Schritten, Übergaben oder Gegenständen, nicht von zweien davon".to_owned()
        }
        WrittenRuleError::NoDemand(_) => "diese Regel sagt nicht, was gelten muss".to_owned(),
        WrittenRuleError::TwoDemands => "eine Regel verlangt eines".to_owned(),
        WrittenRuleError::ForeignDemand { demand, subject, .. } => {
            format!("`{demand}` kann eine Regel mit `{subject}` nicht verlangen")
        }
        WrittenRuleError::WithinAlone => "`within` sagt nicht, was in dieser Zeit kommen muss".to_owned(),
        WrittenRuleError::FitsAll => "das passt auf jeden Schritt".to_owned(),
        WrittenRuleError::NoEnglish => "der englische Text fehlt".to_owned(),
        WrittenRuleError::BrokenText => {
            "die Klammern dieses Textes passen nicht zueinander, oder er ist zu lang".to_owned()
        }
        WrittenRuleError::UnknownPlaceholder(name, _) => format!("`{{{name}}}` wird hier von nichts gefüllt"),
        WrittenRuleError::OnlyTranslated(name) => format!("im englischen Text fehlt `{{{name}}}`"),
        WrittenRuleError::UnknownWords(name, _) => format!("eine Wortliste `{name}` gibt es nicht"),
        WrittenRuleError::TooMany(most) => format!("es sind mehr als {most} Regeln"),
        WrittenRuleError::Undescribed(error) => error.say(Language::German),
    }
}

fn written_remedy(error: &WrittenRuleError) -> Option<String> {
    Some(match error {
        WrittenRuleError::NoId(_) => {
            "`familie/name` in kleinen Buchstaben, Ziffern und Bindestrichen schreiben, wie `acme/fax-order`"
                .to_owned()
        }
        WrittenRuleError::IdTaken(..) | WrittenRuleError::IdTwice(..) => {
            "ihr einen anderen Namen geben".to_owned()
        }
        WrittenRuleError::FamilyTaken(_) => {
            "ihr eine eigene Familie geben, etwa den Namen der Firma".to_owned()
        }
        WrittenRuleError::FamilyOwned(..) => {
            "dort in `[families]` `written` ergänzen oder eine andere nehmen".to_owned()
        }
        WrittenRuleError::NoSubject => "`step = …`, `handoff = …` oder `item = …` ergänzen".to_owned(),
        WrittenRuleError::TwoSubjects | WrittenRuleError::TwoDemands => "zwei Regeln schreiben".to_owned(),
        WrittenRuleError::NoDemand(can) => format!("eines davon ergänzen: {}", keys(can)),
        WrittenRuleError::ForeignDemand { can, .. } => format!("möglich ist eines davon: {}", keys(can)),
        WrittenRuleError::WithinAlone => "`followed-by = …` ergänzen".to_owned(),
        WrittenRuleError::FitsAll => "`label`, `words`, `department` oder anderes ergänzen".to_owned(),
        WrittenRuleError::NoEnglish => {
            "`en = \"…\"` ergänzen; er steht, wo eine Sprache keinen Text hat".to_owned()
        }
        WrittenRuleError::BrokenText => {
            "`{{` und `}}` für Klammern schreiben, die kein Platzhalter sind".to_owned()
        }
        WrittenRuleError::UnknownPlaceholder(_, []) => "ein Titel hat keine Platzhalter".to_owned(),
        WrittenRuleError::UnknownPlaceholder(_, known) => format!("es gibt: {}", keys(known)),
        WrittenRuleError::OnlyTranslated(_) => "ihn auch dort verwenden oder hier weglassen".to_owned(),
        WrittenRuleError::UnknownWords(_, near) => return suggestion(near),
        WrittenRuleError::TooMany(_) => "für so viele ein Plugin schreiben".to_owned(),
        WrittenRuleError::Undescribed(_) => return None,
    })
}

fn keys(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

fn pin(error: &PinError) -> String {
    match error {
        PinError::Format(found, known) => {
            format!("diese Festlegungen haben das Format {found}, dieses handoff kennt {known}")
        }
        PinError::Conflict => "zwei Zweige haben das geändert, und git hat beides stehen lassen".to_owned(),
        PinError::Text => "ein Text dieser Festlegung ist leer, zu lang oder nicht schlicht".to_owned(),
        PinError::Digest => "`sha256` besteht nicht aus 64 kleinen Hexadezimalziffern".to_owned(),
        PinError::Size => "`size` ist größer als jedes Plugin".to_owned(),
        PinError::Imports(most) => format!("es sind mehr als {most} `imports`"),
        PinError::Rules(most) => format!("es sind mehr als {most} `rules`"),
        PinError::Plugins(most) => format!("es sind mehr als {most} Plugins"),
        PinError::Twice { part, text, line } => {
            let what = match part {
                PinPart::Name => "der Name",
                PinPart::Rule => "die Regel",
            };
            format!("{what} `{text}` ist auch in Zeile {line} festgelegt")
        }
    }
}

pub(super) fn remedy(kind: &ConfigErrorKind) -> Option<String> {
    let near = |near: &Option<String>, all: String| Some(near.as_ref().map_or(all, |near| meant(near)));
    let remedy = match kind {
        ConfigErrorKind::Translation { near, .. } => return near.as_deref().map(meant),
        ConfigErrorKind::Value(ValueError::UnknownKey(_, near) | ValueError::UnknownValue(_, near))
        | ConfigErrorKind::Entry(
            EntryError::UnknownPreset(_, near)
            | EntryError::UnknownLanguage(_, near)
            | EntryError::UnknownPack(_, near),
        ) => {
            return suggestion(near);
        }
        ConfigErrorKind::Value(ValueError::Missing(key)) => return Some(format!("`{key} = …` ergänzen")),
        ConfigErrorKind::Entry(EntryError::UnknownSigner(name, key)) => {
            return near(key, format!("`{name} = \"RW…\"` in `[keys]` ergänzen"));
        }
        ConfigErrorKind::Entry(EntryError::NoDuration(_, error)) => return Some(duration(error)),
        ConfigErrorKind::Entry(error) => return entry_remedy(error).map(str::to_owned),
        ConfigErrorKind::UnknownRule(_, rule) => {
            return near(rule, "`handoff rules` nennt alle".to_owned());
        }
        ConfigErrorKind::UnknownPlugin(_, plugin) => {
            return near(plugin, "`[[plugin]]` nennt die, die laufen".to_owned());
        }
        ConfigErrorKind::UnknownPluginPreset(_, preset) => {
            return near(preset, "`handoff plugin inspect --describe` nennt alle".to_owned());
        }
        ConfigErrorKind::Written(error) => return written_remedy(error),
        ConfigErrorKind::OwnFamily(_) => "sie entfernen: Niemand sonst kann Regeln davon haben",
        ConfigErrorKind::NoShared(_) => {
            "darin darf nur `extends`, `[rules]`, `[[rule]]` oder `[vocabulary]` stehen"
        }
        ConfigErrorKind::HostRule => {
            "Dateien mit `exclude` auslassen, und Ausnahmen entfernen, die nichts mehr ausnehmen"
        }
        ConfigErrorKind::ForeignRule(_) => "sie in `[rules]` einstellen",
        ConfigErrorKind::NoMatch => {
            "Pfade gehen von dieser Datei aus; `**` reicht über Ordner hinweg, `*` nicht"
        }
        ConfigErrorKind::NoContracts(_) => {
            "darin müssten `[[contract]]`, `[[source]]` oder `[[term]]` stehen"
        }
        ConfigErrorKind::Lock(PinError::Conflict) => {
            "die Zeilen eines der beiden behalten, die Marken entfernen und `handoff plugin pin` aufrufen"
        }
        ConfigErrorKind::Lock(PinError::Format(found, known)) if found > known => {
            "ein neueres handoff verwenden, wie das, das sie schrieb"
        }
        ConfigErrorKind::Toml(_)
        | ConfigErrorKind::Value(_)
        | ConfigErrorKind::Options(_)
        | ConfigErrorKind::Unread(..)
        | ConfigErrorKind::Lock(_) => return None,
    };
    Some(remedy.to_owned())
}

fn meant(near: &str) -> String {
    format!("gemeint ist vielleicht `{near}`")
}

pub(super) fn suggestion(suggestion: &Suggestion) -> Option<String> {
    match suggestion {
        Suggestion::Near(near) => Some(meant(near)),
        Suggestion::All(all) => Some(format!("möglich sind: `{}`", all.join("`, `"))),
        Suggestion::None => None,
    }
}

fn entry_remedy(error: &EntryError) -> Option<&'static str> {
    Some(match error {
        EntryError::BothSides(_) => "ihn nur in einer der beiden Listen lassen",
        EntryError::NoName(_) => "den Namen schreiben, oder den Eintrag weglassen",
        EntryError::FitsAll => "einen Teil des Namens ergänzen, wie `Kund*`",
        EntryError::NameTwice { .. } => {
            "ein Name kann nur eines davon bedeuten; ihn an einer Stelle entfernen"
        }
        EntryError::Share => "85 % als `0.85` schreiben",
        EntryError::EmptyContract => "`requires`, `provides`, `within` oder `complete_and_accurate` ergänzen",
        EntryError::NoSubject => "`department = …`, `step = …` oder `process = …` ergänzen",
        EntryError::TwoSubjects => "zwei Vereinbarungen schreiben",
        EntryError::TwoStates(..) => "den Zustand nur einmal schreiben",
        EntryError::IgnoresAll => "`rule`, `file`, `element`, `department` oder `item` ergänzen",
        EntryError::NoReason => "sagen, warum das jetzt nicht behoben wird",
        EntryError::BaselineFormat(..) | EntryError::NoBaseline(_) => {
            "die Datei beiseitelegen und mit `handoff check --update-baseline` neu schreiben"
        }
        EntryError::NoElement => {
            "eine Linie von der Anmerkung zu dem Element ziehen, für das sie gedacht ist"
        }
        EntryError::NoDate(_) => "ihn wie `2027-03-31` schreiben",
        EntryError::NoPath => "für den Ordner dieser Datei `.` schreiben",
        EntryError::ControlCharacter => {
            "zwischen seine Teile `/` setzen, oder den Pfad in einfache Anführungszeichen"
        }
        EntryError::NoPublicKey => {
            "die zweite Zeile der `.pub`-Datei schreiben, die `minisign -G` gemacht hat; sie beginnt mit `RW`"
        }
        EntryError::NoKebab(_) => {
            "kleine Buchstaben, Ziffern und Bindestriche schreiben, zuerst einen Buchstaben"
        }
        EntryError::NoPluginPreset(_) => "`plugin:ID/NAME` schreiben",
        EntryError::PresetExtends => "bei denen nachfragen, die das Plugin pflegen",
        EntryError::ExtendsItself(_) => "den Eintrag in einer der Dateien entfernen",
        EntryError::ExtendsDeep(_) | EntryError::ExtendsMany(_) => "das in weniger Dateien schreiben",
        EntryError::PluginPattern => "den Ordner nennen, um jedes `*.wasm` darin zu nehmen",
        EntryError::ManyPatterns(_) => {
            "Ordner nennen, wo viele Muster in einem liegen, oder Dateien ohne `*` nennen"
        }
        EntryError::PluginTwice(..) => "es einmal nennen",
        EntryError::NoSigner => {
            "einen Schlüssel aus `[keys]` nennen, oder `signed-by` entfernen, um keine Signatur zu verlangen"
        }
        EntryError::NoPattern(_)
        | EntryError::NoDuration(..)
        | EntryError::UnknownPreset(..)
        | EntryError::UnknownLanguage(..)
        | EntryError::UnknownPack(..)
        | EntryError::UnknownSigner(..) => return None,
    })
}

fn duration(error: &DurationError) -> String {
    let like = "sie wie `2d`, `4h 30m` oder `P2D` schreiben";
    match error {
        DurationError::OutOfRange => "sie muss mehr als nichts und weniger als 30.000 Jahre sein".to_owned(),
        DurationError::Calendar(days) => {
            format!("Monate und Jahre sind nicht immer gleich lang; Tage schreiben, wie `{days}`")
        }
        DurationError::NoUnit => format!("die Einheit fehlt; {like}"),
        DurationError::UnknownUnit(unit) => format!("`{unit}` ist keine Einheit der Zeit; {like}"),
        DurationError::Empty => format!("sie ist leer; {like}"),
        DurationError::NoNumber(text) => format!("`{text}` beginnt nicht mit einer Zahl; {like}"),
    }
}

/// Says why a configuration cannot be read, and what to do.
pub(super) fn unread(reason: &ConfigAccessError) -> String {
    let remedy = match reason {
        ConfigAccessError::NotUtf8 => "sie als UTF-8 speichern".to_owned(),
        ConfigAccessError::LinkedAway => "die Datei, zu der sie führt, mit `--config` nennen".to_owned(),
        ConfigAccessError::Access(access) => match access {
            AccessRefusal::Folder => "die Datei darin nennen".to_owned(),
            AccessRefusal::Special => "den Inhalt in eine Datei schreiben".to_owned(),
            AccessRefusal::TooLarge(_) => "Vereinbarungen in eigene Dateien schreiben".to_owned(),
            AccessRefusal::Outside => {
                "eine Konfiguration darf nennen, was in ihrem Repository liegt, ohne eines in ihrem eigenen Ordner"
                    .to_owned()
            }
            access => Refusal::of_file(access.clone()).remedy(Language::German),
        },
    };
    format!("{}; {remedy}", unread_reason(reason))
}

/// Says why a configuration or a lock cannot be read.
pub(super) fn unread_reason(reason: &ConfigAccessError) -> String {
    match reason {
        ConfigAccessError::NotUtf8 => "die Datei ist nicht in UTF-8".to_owned(),
        ConfigAccessError::LinkedAway => {
            "sie ist ein Verweis auf etwas, das keine Konfiguration dieses Repositorys ist".to_owned()
        }
        ConfigAccessError::Access(access) => not_had(access),
    }
}

pub(super) fn not_had(access: &AccessRefusal) -> String {
    Refusal::of_file(access.clone()).reason(Language::German)
}
