//! The words of the text outputs in German.

use handoff_finding::Severity;
use handoff_landscape::unit::{CustomerReason, HandoffKind};
use handoff_model::{Evidence, Language};

use super::{ReportTexts, noun};
use crate::run::PluginStatus;

pub(super) static DE: ReportTexts = ReportTexts {
    language: Language::German,
    gaps: |surely, all| match surely {
        0 => "Lücken, die den Kunden womöglich erreichen",
        _ if surely == all => "Lücken, die den Kunden erreichen",
        _ => "Lücken, die den Kunden sicher oder womöglich erreichen",
    },
    more_gaps: |surely, all| match surely {
        0 => "Weitere Lücken, die den Kunden womöglich erreichen",
        _ if surely == all => "Weitere Lücken, die den Kunden erreichen",
        _ => "Weitere Lücken, die den Kunden sicher oder womöglich erreichen",
    },
    findings: "Befunde",
    other_findings: "Andere Befunde",
    undecided: "Offen",
    not_checked: "Nicht geprüft",
    notes: "Anmerkungen zum Einlesen",
    severity: |severity| match severity {
        Severity::Error => &const { noun("Fehler", "Fehler") },
        Severity::Warning => &const { noun("Warnung", "Warnungen") },
        Severity::Info => &const { noun("Hinweis", "Hinweise") },
    },
    handoff: "Übergabe",
    owner: "Abteilung",
    needed: "fehlt bei",
    item: "Inhalt",
    path: "Weg",
    reach: "weiter",
    repair: "Ausgleich",
    place: "Ort",
    also: "ebenso",
    see: "siehe",
    remedy: "Abhilfe",
    is_gap: "Lücke",
    is_customer: "Kunde",
    is_both: "Lücke, Kunde",
    steps_left_out: |steps| format!("… {steps} Schritte …"),
    customer_meets: |at| match at {
        "" => "Der Kunde merkt es.".to_owned(),
        at => format!("Der Kunde merkt es bei {}.", dative(at)),
    },
    customer_may_meet: |at| match at {
        "" => "Der Kunde merkt es womöglich.".to_owned(),
        at => format!("Der Kunde merkt es womöglich bei {}.", dative(at)),
    },
    repaired: |step| format!("{step} gleicht es aus, bevor der Kunde es merkt"),
    repaired_elsewhere: |step| format!("{step} gleicht es auf anderen Wegen aus"),
    likely: "wahrscheinlich: aus dem Wortlaut geschlossen",
    advice: "Rat",
    more: |number| format!("… und {number} weitere"),
    more_places: |number| format!("… und {}", noun("weiterer Ort", "weitere Orte").count(number)),
    show_places: "--all zeigt sie",
    more_alike: |number| format!("… und {number} weitere dieser Art"),
    more_rules: |findings, rules| {
        let findings = noun("Befund", "Befunde").count(findings);
        format!("… und {findings} von {}", noun("weiteren Regel", "weiteren Regeln").count(rules))
    },
    more_notes: |notes, kinds| format!("… und {notes} weitere von {kinds} anderen Arten"),
    held_back: |number| {
        let findings = noun("Befund ist", "Befunde sind").count(number);
        format!("{findings} hier nur gezählt: --all zeigt jeden, --format json listet sie auf.")
    },
    refused: "abgelehnt",
    not_read: |reason, remedy| format!("Nicht gelesen: {reason}; {remedy}."),
    plugin_status: |status| match status {
        PluginStatus::Run => "gelaufen",
        PluginStatus::Failed => "gescheitert",
        PluginStatus::Refused => "abgelehnt",
    },
    plugin: "Plugin",
    no_cause: "Es hat keinen Grund genannt.",
    name_the_customer: |line, candidates| match candidates {
        [] => format!(
            "Um einige dieser Lücken ist kein Kunde zu erkennen. Damit zu sehen ist, welche den Kunden erreichen, in \
             handoff.toml die Pools und Lanes des Kunden nennen: {line}."
        ),
        candidates => format!(
            "Kein Kunde ist zu erkennen. Ist es {}, mit dem ein Vorgang beginnt und der Antwort bekommt, dann in \
             handoff.toml schreiben: {line}.",
            candidates.join(" oder ")
        ),
    },
    nothing_to_check: |handoffs, border| {
        let handoffs = noun("Übergabe war", "Übergaben waren").count(handoffs);
        let border = border.map(|border| format!(" (am häufigsten {border})")).unwrap_or_default();
        format!("{handoffs} nicht zu prüfen{border}: Nichts sagt, was übergeben wird.")
    },
    no_gaps: "Keine Lücken gefunden",
    nothing_checked: "Was übergeben wird, war nicht zu prüfen",
    give_something_to_check: "Im Export Datenobjekte einzeichnen und Nachrichten benennen, oder in einem Vertrag \
                              aufschreiben, was eine Abteilung braucht: requires = [\"…\"].",
    only_sketches: "Es gibt nur Skizzen: den Schritten die Namen geben, die die Beteiligten benutzen, und erneut prüfen.",
    only_choreography: "Hier ist kein Prozess, nur wer mit wem Nachrichten austauscht (eine Choreografie oder Konversation), \
                        und das wird nicht gelesen: den Prozess jedes Beteiligten mit seinen Schritten exportieren.",
    no_process: "Hier ist kein Prozess mit Schritten: auch das Innere der Pools exportieren.",
    reaching: |surely, perhaps| match (surely, perhaps) {
        (0, _) => format!("{} womöglich den Kunden", noun("erreicht", "erreichen").count(perhaps)),
        (_, 0) => format!("{} den Kunden", noun("erreicht", "erreichen").count(surely)),
        _ => format!("{} den Kunden, {perhaps} womöglich", noun("erreicht", "erreichen").count(surely)),
    },
    undecided_needs: |needs, declaration| {
        let needs = noun("Bedarf ist", "Bedarfe sind").count(needs);
        format!("{needs} offen, weil eine Quelle nicht angegeben ist. {declaration}.")
    },
    undecided_count: |needs| format!("{} offen", noun("Bedarf", "Bedarfe").count(needs)),
    decides: |declare, needs| format!("{declare}: entscheidet {}", noun("Bedarf", "Bedarfe").count(needs)),
    declare_source: "Im Export angeben, was weitergegeben wird",
    list_undecided: "--undecided listet sie auf.",
    incomplete: "Die Prüfung ist unvollständig: siehe „Nicht geprüft“.",
    files: noun("Datei", "Dateien"),
    statuses: |read, repaired, refused| format!("{read} gelesen, {repaired} repariert, {refused} abgelehnt"),
    handoffs: noun("Übergabe", "Übergaben"),
    share_declared: |percent| format!("{percent} % beschrieben"),
    rules: noun("Regel", "Regeln"),
    plugins_failed: |number| format!("{} gescheitert", noun("Plugin", "Plugins").count(number)),
    ignored: |number| format!("{} ignoriert", noun("Befund", "Befunde").count(number)),
    skipped: |number| format!("{} übergangen, da kein Export", noun("Datei", "Dateien").count(number)),
    kind: |kind| match kind {
        HandoffKind::Sequence => "Ablauf",
        HandoffKind::Message => "Nachricht",
        HandoffKind::Call => "Aufruf",
        HandoffKind::Event => "Ereignis",
        HandoffKind::Store => "Speicher",
    },
    evidence: |evidence| match evidence {
        Evidence::Contract => "Vertrag",
        Evidence::IoSpecification => "Ein- und Ausgaben",
        Evidence::DataObject => "Datenobjekt",
        Evidence::Form => "Formular",
        Evidence::Message => "Nachricht",
        Evidence::Label => "Beschriftung",
        Evidence::Annotation => "Anmerkung",
    },
    no_department: "(keine Abteilung)",
    whole_pool: "(ganzer Pool)",
    nothing_declared: "nichts beschrieben",
    perhaps: "vielleicht",
    taken_for_the_customer: |department, why, first| {
        let reason = match why {
            CustomerReason::Configuration => "So steht es in der Konfiguration".to_owned(),
            CustomerReason::Name => "So sagt es der Name".to_owned(),
            CustomerReason::Beginning => format!("Der Name beginnt mit {first}"),
            CustomerReason::Pool => "Die Lane liegt in einem Pool des Kunden".to_owned(),
            CustomerReason::Starter => "Von dort kommt der Fall, und dorthin geht eine Antwort".to_owned(),
        };
        format!("{department} gilt als Kunde: {reason}.")
    },
    more_customers: |number| match number {
        1 => "Einer mehr gilt als Kunde; `--format json` nennt alle mit dem Grund.".to_owned(),
        _ => format!("{number} weitere gelten als Kunden; `--format json` nennt alle mit dem Grund."),
    },
    unowned: |processes, files| {
        let (names, it) = if processes == 1 { ("nennt", "ihm") } else { ("nennen", "ihnen") };
        format!(
            "{} in {} {names} keine Abteilung; Übergaben zwischen Abteilungen sind in {it} nicht zu erkennen: Lanes \
             zeichnen, die Pools benennen oder die Rollen angeben.",
            noun("Prozess", "Prozesse").count(processes),
            noun("Datei", "Dateien").count(files)
        )
    },
    sketches: |processes, files| {
        let (are, were) =
            if processes == 1 { ("ist eine Skizze", "wurde") } else { ("sind Skizzen", "wurden") };
        let (its, it) = if processes == 1 { ("seiner", "ihn") } else { ("ihrer", "sie") };
        format!(
            "{} in {} {are} (die meisten {its} Schritte haben keinen eigenen Namen) und {were} nicht beurteilt; \
             `--preset strict` beurteilt {it}.",
            noun("Prozess", "Prozesse").count(processes),
            noun("Datei", "Dateien").count(files)
        )
    },
    no_handoff: "Keine Übergabe: Kein Fluss, keine Nachricht und kein Aufruf führt von einer Abteilung zu einer anderen.",
    borders: noun("Grenze", "Grenzen"),
    coverage: |declared, all, percent| {
        format!("{declared} von {} beschrieben ({percent} %)", DE.handoffs.count(all))
    },
    time: "Zeit",
    calls: noun("Aufruf", "Aufrufe"),
    of: "von",
};

/// Puts what tells of a step into the case that *bei*, *von*, *vor* and *hinter* ask for; a label stays as it is.
pub(crate) fn dative(step: &str) -> String {
    let masculine = step.strip_prefix("der ").or_else(|| step.strip_prefix("das "));
    match (masculine, step.strip_prefix("die ")) {
        (Some(rest), _) => format!("dem {rest}"),
        (None, Some(rest)) => format!("der {rest}"),
        (None, None) => step.to_owned(),
    }
}
