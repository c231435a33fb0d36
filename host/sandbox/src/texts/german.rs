//! What is said of plugins that cannot be loaded or fail, in German.

use handoff_model::Language;

use super::{PluginTexts, named, panic_text};
use crate::compile_error::{CompileBound, CompileError};
use crate::contract::{Contract, ContractRemedy, UnsupportedContract};
use crate::description_error::{
    DescribedPart, DescribedValue, DescriptionError, PluginName, TranslationError,
};
use crate::encode::EncodeError;
use crate::failure::{FailureCause, MemoryUnit, Phase, RunBound};
use crate::host::{HostError, LoadError};
use crate::inspect::{ComponentPart, InspectError};
use crate::limits;
use crate::options::{OptionProblem, OptionSize, SchemaError};
use crate::record::{FORMAT, RecordingError, ReplayError};
use crate::rejection::{FindingContent, FindingPart, Rejection};
use crate::text::bounded;

pub(super) static TEXTS: PluginTexts = PluginTexts {
    phase: |phase| match phase {
        Phase::Start => "beim Start",
        Phase::Describe => "beim Beschreiben seiner Regeln",
        Phase::Configure => "bei der Übernahme seiner Optionen",
        Phase::Check => "beim Prüfen",
    },
    cause,
    load,
    compile,
    inspect,
    description,
    translation,
    schema,
    option,
    options: "Optionen",
    rejection,
    encode,
    recording,
    replay,
    host: |error| match error {
        HostError::Engine(error) => format!("die WebAssembly-Umgebung startet nicht: „{error:#}“"),
        HostError::Ticker(error) => format!("es gibt keinen Thread für die Uhr: „{error}“"),
    },
};

fn cause(cause: &FailureCause) -> String {
    match cause {
        FailureCause::Fuel { limit } => {
            format!("es hat seinen Vorrat von {limit} Rechenschritten verbraucht")
        }
        FailureCause::Time { seconds } => format!("es lief länger als {seconds} Sekunden"),
        FailureCause::Memory { asked, unit, limit } => {
            let unit = match unit {
                MemoryUnit::Bytes => "Bytes Speicher",
                MemoryUnit::TableElements => "Tabelleneinträge",
            };
            format!("es verlangte {asked} {unit}, erlaubt sind {limit}")
        }
        FailureCause::Stack => "es hat seinen Stapel verbraucht".to_owned(),
        FailureCause::Panic(message) => format!("es brach ab{}", panic_text(message)),
        FailureCause::Trap(trap) => format!("es stürzte ab: „{trap}“"),
        FailureCause::Queries { limit } => format!("es stellte mehr als {limit} Fragen"),
        FailureCause::Work { limit } => {
            format!("seine Fragen verlangten mehr als {limit} Arbeitsschritte")
        }
        FailureCause::NotShown { kind, number, shown } => {
            format!("es fragte nach `{kind}` {number}, gezeigt wurden {shown}")
        }
        FailureCause::RejectedFinding { index, rule, flaw } => {
            format!("sein Befund {} ({rule}) wird verworfen: {}", index + 1, rejection(flaw))
        }
        FailureCause::TooMany { limit } => {
            format!("es hat mehr als {limit} Befunde zu einem Teil; der Rest ist weggelassen")
        }
        FailureCause::OptionsRefused(message) => format!("es lehnt seine Optionen ab: „{message}“"),
        FailureCause::CheckError(message) => format!("es gab auf: „{message}“"),
        FailureCause::Run { what: RunBound::Fuel, limit } => {
            format!("es hat in diesem Lauf mehr als {limit} Rechenschritte verbraucht")
        }
        FailureCause::Run { what: RunBound::Work, limit } => {
            format!("seine Fragen verlangten in diesem Lauf mehr als {limit} Arbeitsschritte")
        }
        FailureCause::Run { what: RunBound::Findings, limit } => {
            format!("seine Befunde haben in diesem Lauf mehr als {} KiB Text", limit >> 10)
        }
        FailureCause::Data(message) => format!("seine Daten ließen sich nicht übernehmen: „{message}“"),
    }
}

fn load(error: &LoadError) -> String {
    match error {
        LoadError::Refused(error) => inspect(error),
        LoadError::Uncompiled(error) => compile(error),
        LoadError::Unfit { contract, error } => {
            format!("passt nicht zum Vertrag {}: „{}“", contract.version(), bounded(format!("{error:#}")))
        }
        LoadError::Failed(failure) => {
            format!("scheiterte {}: {}", failure.phase.say(Language::German), cause(&failure.cause))
        }
        LoadError::Description(error) => description(error),
    }
}

fn compile(error: &CompileError) -> String {
    match error {
        CompileError::Refused(error) => inspect(error),
        CompileError::Engine(words) => format!("lässt sich nicht übersetzen: „{words}“"),
        CompileError::OtherEngine => {
            "lässt sich nicht übersetzen: der Code stammt von einer anderen WebAssembly-Umgebung".to_owned()
        }
        CompileError::Unstarted(words) => {
            format!("lässt sich nicht übersetzen: der Prozess dafür startet nicht: „{words}“")
        }
        CompileError::NoCode => {
            "lässt sich nicht übersetzen: der Prozess dafür gab etwas anderes zurück".to_owned()
        }
        CompileError::Failed { code, said } => {
            format!("lässt sich nicht übersetzen: der Prozess dafür scheiterte mit {code}: „{said}“")
        }
        CompileError::Exhausted { what, limit } => match what {
            CompileBound::Seconds => {
                format!("braucht zum Übersetzen mehr als die {limit} s Rechenzeit, die seine Größe erlaubt")
            }
            CompileBound::MemoryMib => {
                format!("braucht zum Übersetzen mehr als die {limit} MiB Speicher, die seine Größe erlaubt")
            }
            CompileBound::MachineMib => {
                format!(
                    "braucht zum Übersetzen mehr als die {limit} MiB Adressraum, die diese Maschine erlaubt"
                )
            }
            CompileBound::CodeKib => {
                format!("hat mehr als die {limit} KiB Maschinencode, die seine Größe erlaubt")
            }
            CompileBound::KeptKib => format!(
                "hat mehr Maschinencode und sagt mehr von sich, als in die {limit} KiB passt, die aufbewahrt werden können"
            ),
        },
    }
}

fn inspect(error: &InspectError) -> String {
    match error {
        InspectError::TooLarge { size } => {
            format!("ist {size} Bytes lang, erlaubt sind {}", limits::COMPONENT_BYTES)
        }
        InspectError::Precompiled => {
            "ist übersetzter Maschinencode, der nie angenommen wird; die WebAssembly-Komponente selbst angeben"
                .to_owned()
        }
        InspectError::CoreModule => "ist ein WebAssembly-Modul, keine Komponente; `handoff plugin build \
                                     MODULE.wasm --out PLUGIN.wasm` macht daraus eine"
            .to_owned(),
        InspectError::NotWasm => {
            "ist keine WebAssembly-Komponente: die Bytes, mit denen eine beginnt, fehlen".to_owned()
        }
        InspectError::Invalid(words) => format!("ist keine gültige Komponente: „{words}“"),
        InspectError::TooMany { what, found, limit } => {
            format!("hat zu viele {}: {found}, erlaubt sind {limit}", component_part(*what))
        }
        InspectError::ForeignImports(imports) => {
            let (mut names, more) = named(imports);
            if more > 0 {
                names = format!("{names} und {more} weitere");
            }
            format!(
                "verlangt, was kein Plugin bekommt: {names}; es ohne das bauen (in Rust: Ziel wasm32-unknown-unknown)"
            )
        }
        InspectError::NoRules => {
            format!("enthält keine Regeln: es exportiert `{}` nicht", Contract::NEWEST.name("rules"))
        }
        InspectError::Contract(UnsupportedContract { found, remedy }) => {
            let found = if found.is_empty() { "ohne Version".to_owned() } else { found.join(" und ") };
            let spoken = Contract::ALL.map(Contract::version).join(" und ");
            let remedy = match remedy {
                ContractRemedy::BuildForOne => "das Plugin für einen davon bauen",
                ContractRemedy::BuildFromRelease => "das Plugin für einen veröffentlichten Vertrag bauen",
                ContractRemedy::UpgradeHost => "ein neueres handoff verwenden",
                ContractRemedy::Rebuild => "das Plugin mit dem aktuellen SDK neu bauen",
            };
            format!("ist für den Vertrag {found} gebaut, dieses handoff spricht {spoken}: {remedy}")
        }
    }
}

fn component_part(part: ComponentPart) -> &'static str {
    match part {
        ComponentPart::Nesting => "Ebenen ineinander",
        ComponentPart::BodyBytes => "Bytes in einer Funktion",
        ComponentPart::Links => "Importe und Exporte",
        ComponentPart::Functions => "Funktionen",
        ComponentPart::Types => "Typen",
        ComponentPart::Declarations => "Erklärungen in Typen",
        ComponentPart::BranchValues => "Werte, die Sprungtabellen weitergeben",
        ComponentPart::Globals => "globale Variablen",
        ComponentPart::Elements => "Einträge in Elementsegmenten",
        ComponentPart::CustomBytes => "Bytes in eigenen Abschnitten",
        ComponentPart::Instances => "Instanzen",
        ComponentPart::CoreInstances => "Instanzen von Modulen",
        ComponentPart::Tables => "Tabellen",
        ComponentPart::Memories => "Speicher",
    }
}

fn description(error: &DescriptionError) -> String {
    match error {
        DescriptionError::Name(name) => {
            let name = match name {
                PluginName::Id => "Id: kleine Buchstaben, Ziffern und Bindestriche",
                PluginName::Version => "Version: Buchstaben, Ziffern und `-._+`",
            };
            format!("hat keine schlichte {name}, höchstens 64 Zeichen")
        }
        DescriptionError::TooMany { what, found, limit } => {
            let what = match what {
                DescribedPart::Rules => "Regeln",
                DescribedPart::Texts => "Texte",
                DescribedPart::SchemaBytes => "Bytes im Schema der Optionen",
                DescribedPart::Pages => "Seiten einer Regel",
                DescribedPart::Tags => "Schlagworte einer Regel",
                DescribedPart::RelatedRules => "verwandte Regeln einer Regel",
                DescribedPart::Properties => "Eigenschaften",
                DescribedPart::Presets => "Voreinstellungen",
                DescribedPart::SettingsBytes => "Bytes in einer Voreinstellung",
                DescribedPart::RetiredRules => "weggefallene Regeln",
            };
            format!("beschreibt zu viele oder zu lange {what}: {found}, erlaubt sind {limit}")
        }
        DescriptionError::NoRules => "beschreibt keine Regel".to_owned(),
        DescriptionError::RuleName(name) => format!(
            "nennt eine Regel „{}“; eine Regel heißt `familie/name`, in kleinen Buchstaben, Ziffern und Bindestrichen, \
             und nicht `handoff/…`",
            name.escape_debug()
        ),
        DescriptionError::Twice(rule) => format!("beschreibt die Regel `{rule}` zweimal"),
        DescriptionError::UnknownPart { rule, part } => format!(
            "braucht „{}“ für `{rule}`, was der Vertrag {} nicht kennt: ein neueres handoff verwenden",
            part.escape_debug(),
            Contract::NEWEST.version()
        ),
        DescriptionError::Schema { rule, error } => {
            format!("hat für `{rule}` ein unbrauchbares Schema: es {}", schema(error))
        }
        DescriptionError::Text { key, language } => format!(
            "hat in seinem Katalog einen kaputten, zu langen oder wiederholten Text: „{}“, `{}`",
            key.escape_debug(),
            language.escape_debug()
        ),
        DescriptionError::Untranslated(key) => {
            format!("hat keinen Text in `en` für „{}“", key.escape_debug())
        }
        DescriptionError::NoText { owner, key } => {
            format!(
                "hat keinen schlichten Text für einen Titel oder Grund von `{owner}`: „{}“",
                key.escape_debug()
            )
        }
        DescriptionError::Pages(rule) => {
            format!("hat keine Seite von `{rule}` in `en`, oder zwei in einer Sprache")
        }
        DescriptionError::Value { owner, what, value } => {
            format!("sagt „{}“ über `{owner}`, das ist {}", value.escape_debug(), described_value(*what))
        }
        DescriptionError::Placeholder { key, language, placeholder } => format!(
            "hat im Text „{}“ in `{language}` einen Platzhalter, den der englische nicht hat: `{placeholder}`",
            key.escape_debug()
        ),
    }
}

fn described_value(what: DescribedValue) -> &'static str {
    match what {
        DescribedValue::Since => "keine Version: Buchstaben, Ziffern und `-._+`, höchstens 64 Zeichen",
        DescribedValue::Language => "kein Kürzel einer Sprache wie `en`",
        DescribedValue::Tag => {
            "kein Schlagwort, oder eines zweimal: kleine Buchstaben, Ziffern und Bindestriche, höchstens 64 Zeichen"
        }
        DescribedValue::RelatedRule => "keine Id einer anderen Regel, oder eine zweimal",
        DescribedValue::Replacement => "keine Id einer anderen Regel, die es gibt",
        DescribedValue::RetiredRule => "keine Id einer Regel, oder die einer Regel, die es gibt",
        DescribedValue::Measurement => "kein Anteil an dem, was beurteilt wurde",
        DescribedValue::Link => "keine schlichte Adresse, die mit `https://` beginnt",
        DescribedValue::Preset => {
            "kein Name einer Voreinstellung, oder einer zweimal: kleine Buchstaben, Ziffern und Bindestriche, höchstens 64 \
             Zeichen"
        }
        DescribedValue::Property => {
            "keine Eigenschaft: ein Name einmal, in kleinen Buchstaben, Ziffern und Bindestrichen, und ein Text"
        }
    }
}

fn translation(error: &TranslationError) -> String {
    match error {
        TranslationError::UnknownKey(key) => format!("die Regel hat keinen Text `{key}`"),
        TranslationError::Broken => "seine Platzhalter sind kaputt, oder er ist zu lang".to_owned(),
        TranslationError::Placeholder(name) => {
            format!("der englische Text hat keinen Platzhalter `{name}`")
        }
    }
}

fn schema(error: &SchemaError) -> String {
    match error {
        SchemaError::Json(words) => format!("ist kein JSON: „{words}“"),
        SchemaError::NoObject => "oder ein Teil davon ist kein Objekt".to_owned(),
        SchemaError::Keyword(keyword) => format!("verwendet `{keyword}` so, wie es hier nicht geht"),
    }
}

fn option(problem: &OptionProblem) -> String {
    let unit = |size: &OptionSize| match size {
        OptionSize::Number => "sein",
        OptionSize::Characters => "Zeichen haben",
        OptionSize::Entries => "Einträge haben",
    };
    match problem {
        OptionProblem::Type(types) => {
            let types: Vec<String> = types.iter().map(|name| format!("`{name}`")).collect();
            format!("muss vom Typ {} sein", types.join(" oder "))
        }
        OptionProblem::Choice(choices) => format!("muss eines hiervon sein: `{}`", choices.join("`, `")),
        OptionProblem::Constant(value) => format!("muss `{value}` sein"),
        OptionProblem::AtLeast(least, size) => format!("muss mindestens {least} {}", unit(size)),
        OptionProblem::AtMost(most, size) => format!("darf höchstens {most} {}", unit(size)),
        OptionProblem::Lacks(name) => format!("es fehlt `{name}`"),
        OptionProblem::Unknown { name, known } => {
            format!("die Option `{name}` gibt es nicht (bekannt: `{}`)", known.join("`, `"))
        }
        OptionProblem::NoOptions => "die Regel hat keine Optionen".to_owned(),
    }
}

fn rejection(rejection: &Rejection) -> String {
    match rejection {
        Rejection::UnknownRule => "das Plugin beschreibt keine solche Regel".to_owned(),
        Rejection::RuleOff => "die Regel ist ausgeschaltet".to_owned(),
        Rejection::UnknownMessage(key) => {
            format!("sein Katalog hat keine Meldung „{}“", key.escape_debug())
        }
        Rejection::MissingArgument(name) => format!("seiner Meldung fehlt das Argument `{name}`"),
        Rejection::ContradictingArguments(name) => format!("sie gibt dem Argument `{name}` zwei Werte"),
        Rejection::NotCounted(name) => {
            format!("seine Meldung zählt `{name}`, was weder Zahl noch Liste ist")
        }
        Rejection::NotShown(part) => {
            format!("{} nennt, was ihm nicht gezeigt wurde", finding_part(part))
        }
        Rejection::TooMany { what, found, limit } => {
            let what = match what {
                FindingContent::Arguments => "Argumente",
                FindingContent::Related => "zugehörige Orte",
                FindingContent::Witness => "Schritte des Wegs",
                FindingContent::TextBytes => "Bytes Text",
                FindingContent::ListEntries => "Einträge einer Liste",
                FindingContent::Fixes => "Abhilfen",
                FindingContent::FixSettings => "Einstellungen einer Abhilfe",
            };
            format!("er hat zu viele {what}: {found}, erlaubt sind {limit}")
        }
        Rejection::BrokenWitness { from, to } => {
            format!("sein Weg springt von `{from}` zu `{to}`, wohin kein Fluss führt")
        }
        Rejection::StateAlone => "er nennt einen Zustand ohne Inhalt".to_owned(),
    }
}

fn finding_part(part: &FindingPart) -> String {
    match part {
        FindingPart::Place => "sein Ort".to_owned(),
        FindingPart::Item => "sein Inhalt".to_owned(),
        FindingPart::Giver => "sein Geber".to_owned(),
        FindingPart::Receiver => "sein Empfänger".to_owned(),
        FindingPart::Witness => "sein Weg".to_owned(),
        FindingPart::Related => "ein zugehöriger Ort".to_owned(),
        FindingPart::Fix => "eine seiner Abhilfen".to_owned(),
        FindingPart::ReachStart => "der Schritt seiner Reichweite".to_owned(),
        FindingPart::Reach => "seine Reichweite".to_owned(),
        FindingPart::Argument(name) => format!("das Argument `{name}`"),
    }
}

fn encode(error: &EncodeError) -> String {
    match error {
        EncodeError::Broken(error) => format!("ist kein WebAssembly: „{error}“"),
        EncodeError::Module(words) => format!(
            "kann keine Komponente werden: „{words}“; es mit einem SDK von handoff bauen, das den Vertrag hineinlegt"
        ),
        EncodeError::Refused(error) => inspect(error),
    }
}

fn recording(error: &RecordingError) -> String {
    match error {
        RecordingError::TooLarge { size } => format!(
            "hat {size} Bytes, eine Aufzeichnung darf {} haben; einen kleineren Teil der Landschaft aufzeichnen",
            limits::RECORDING_BYTES
        ),
        RecordingError::NoRecording(error) => format!(
            "ist keine Aufzeichnung („{error}“); den Aufruf mit `handoff check --record DIR` neu aufzeichnen"
        ),
        RecordingError::Format { found } => format!(
            "ist eine Aufzeichnung des Formats `{found}`, dieses handoff liest `{FORMAT}`; das handoff verwenden, das \
             sie schrieb"
        ),
        RecordingError::Unsound(error) => {
            format!("enthält einen Teil, den keine Analyse macht („{error}“); den Aufruf neu aufzeichnen")
        }
    }
}

fn replay(error: &ReplayError) -> String {
    match error {
        ReplayError::NoRule(rule) => format!(
            "das Plugin hat keine Regel `{rule}`; das aufgezeichnete Plugin nennen oder einen anderen Bau davon"
        ),
        ReplayError::Options(error) => {
            format!("das Plugin nimmt die aufgezeichneten Optionen nicht an: {}", error.say(Language::German))
        }
    }
}
