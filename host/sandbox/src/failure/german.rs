//! Why a call failed, in German. What plugin and engine say of themselves stands as they said it.

use super::{FailureCause, Phase, panic_text};

/// Says what a plugin was doing.
pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Start => "beim Start",
        Phase::Describe => "beim Beschreiben seiner Regeln",
        Phase::Configure => "bei der Übernahme seiner Optionen",
        Phase::Check => "beim Prüfen",
    }
}

/// Says why it failed, as one clause.
pub(super) fn cause(cause: &FailureCause) -> String {
    match cause {
        FailureCause::Fuel { limit } => {
            format!("es hat seinen Vorrat von {limit} Rechenschritten verbraucht")
        }
        FailureCause::Time { seconds } => format!("es lief länger als {seconds} Sekunden"),
        FailureCause::Memory { asked, unit, limit } => {
            let unit = if *unit == "bytes of memory" { "Bytes Speicher" } else { "Tabelleneinträge" };
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
            format!("sein Befund {} ({rule}) wird verworfen: „{flaw}“", index + 1)
        }
        FailureCause::TooMany { limit } => {
            format!("es hat mehr als {limit} Befunde zu einem Teil; der Rest ist weggelassen")
        }
        FailureCause::OptionsRefused(message) => format!("es lehnt seine Optionen ab: „{message}“"),
        FailureCause::CheckError(message) => format!("es gab auf: „{message}“"),
        FailureCause::Data(message) => format!("seine Daten ließen sich nicht übernehmen: „{message}“"),
    }
}
