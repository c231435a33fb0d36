//! What the reports say in German.

use handoff_finding::Severity;
use handoff_landscape::contract::Side;
use handoff_landscape::unit::{Availability, CustomerReason, HandoffKind};
use handoff_model::{Evidence, Language, Status};

use super::change::{ChangeTexts, DiffTexts, NeedSubject, ReasonText};
use super::html::HtmlTexts;
use super::map::MapTexts;
use super::{Catalogue, ReportTexts, noun};
use crate::change::{Effect, UncomparedCause};
use crate::run::{LoweredFindings, PluginStatus};

pub(super) static CATALOGUE: Catalogue =
    Catalogue { report: &REPORT, html: &HTML, map: &MAP, diff: &DIFF, change: &CHANGE };

static REPORT: ReportTexts = ReportTexts {
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
    idle_notes: |notes| {
        let notes = noun("Anmerkung", "Anmerkungen").count(notes);
        format!("{notes} zu dem, was neben der Arbeit in den Dateien steht: --all zeigt, wo.")
    },
    more_notes: |notes, kinds| format!("… und {notes} weitere von {kinds} anderen Arten"),
    held_back: |number| {
        let findings = noun("Befund ist", "Befunde sind").count(number);
        format!("{findings} hier nur gezählt: --all zeigt jeden, --format json listet sie auf.")
    },
    lowered: |plugin, LoweredFindings { number, cap }| {
        let findings = noun("Befund", "Befunde").count(number);
        format!(
            "{plugin} stuft {findings} höher ein, als `severity-cap` zulässt; hier als `{}` gezeigt.",
            cap.name()
        )
    },
    in_english: |plugin, number| {
        let findings = noun("Befund", "Befunde").count(number);
        format!(
            "{plugin} sagt {findings} auf Englisch: ein deutscher Text fehlt oder lässt sich nicht füllen."
        )
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
    no_new_gaps: "Keine neuen Lücken gefunden",
    known: |number, baseline| {
        format!("{} aus dem Bestand {baseline} bekannt.", noun("Befund ist", "Befunde sind").count(number))
    },
    known_findings: "Aus dem Bestand bekannt",
    no_rule_ran: "Alle Regeln sind aus: Nichts wurde geprüft",
    nothing_checked: "Was übergeben wird, war nicht zu prüfen",
    no_handoff_checked: |handoffs| match handoffs {
        1 => "Die einzige Übergabe war nicht zu prüfen; sonst keine Lücken gefunden".to_owned(),
        _ => format!("Keine der {handoffs} Übergaben war zu prüfen; sonst keine Lücken gefunden"),
    },
    give_something_to_check: "Im Export Datenobjekte einzeichnen und Nachrichten benennen, oder in einem Vertrag \
                              aufschreiben, was eine Abteilung braucht: requires = [\"…\"].",
    says_nothing: "Nicht geprüft: Nichts sagt, was übergeben wird.",
    only_sketches: "Es gibt nur Skizzen: den Schritten die Namen geben, die die Beteiligten benutzen, und erneut prüfen.",
    only_choreography: "Hier ist kein Prozess, nur wer mit wem Nachrichten austauscht (eine Choreografie oder Konversation), \
                        und das wird nicht gelesen: den Prozess jedes Beteiligten mit seinen Schritten exportieren.",
    no_process: "Hier ist kein Prozess mit Schritten: auch das Innere der Pools exportieren.",
    mend: |item, from, closes| match from {
        Some(from) => format!("{item} in {from} bereitstellen ({closes})"),
        None => format!("sagen, wer {item} bereitstellt ({closes})"),
    },
    begin_with: |mends, closes, gaps| {
        let these = match mends.len() {
            1 => "Diese Änderung schließt".to_owned(),
            number => format!("Diese {number} Änderungen schließen"),
        };
        format!("{these} {closes} von {gaps} Lücken: {}.", mends.join(", "))
    },
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
    ignored: |number, in_exports| {
        let marks = match in_exports {
            0 => String::new(),
            _ if in_exports == number => " durch Vermerke in Exporten".to_owned(),
            _ => format!(", davon {in_exports} durch Vermerke in Exporten"),
        };
        format!("{} ignoriert{marks}", noun("Befund", "Befunde").count(number))
    },
    ignored_findings: "Ignoriert",
    reason: "Grund",
    until: |day| format!("bis {day}"),
    skipped: |number| format!("{} übergangen, da kein Export", noun("Datei", "Dateien").count(number)),
    excluded: |number| format!("{} durch `exclude` ausgelassen", noun("Datei", "Dateien").count(number)),
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
        format!("{declared} von {} beschrieben ({percent} %)", REPORT.handoffs.count(all))
    },
    time: "Zeit",
    calls: noun("Aufruf", "Aufrufe"),
    of: "von",
};

static HTML: HtmlTexts = HtmlTexts {
    language: Language::German,
    title: "Was übergeben wird, und was nicht",
    skip: "Zur Übersicht springen",
    contents: "Inhalt",
    summary: "Übersicht",
    landscape: "Die Landschaft",
    departments: "Abteilungen",
    processes: "Prozesse",
    handoffs: "Übergaben",
    files: "Dateien",
    plugins: "Plugins",
    rules: "Die Regeln erklärt",
    reach_customer: |surely, all| match surely {
        0 if all > 0 => "erreichen womöglich den Kunden",
        _ if surely == all => "erreichen den Kunden",
        _ => "erreichen sicher oder womöglich den Kunden",
    },
    say_what: "der Übergaben sagen, was übergeben wird",
    no_reach: "Es wurde keine Lücke gefunden, die den Kunden erreicht.",
    show_path: "Weg in der Zeichnung zeigen",
    show_place: "In der Zeichnung zeigen",
    explain: "Was die Regel bedeutet",
    folded: |number| noun("Befund, eingeklappt", "Befunde, eingeklappt").count(number),
    side: |side| match side {
        Side::Internal => None,
        Side::Customer => Some("Kunde"),
        Side::Partner => Some("Partner"),
    },
    needs_of: |name| format!("Was {name} braucht, und wer es nicht liefert"),
    needs: "braucht",
    at_step: "im Schritt",
    verdict: "kommt an",
    giver: "von",
    reason: "Warum ignoriert",
    finding: "Befund",
    nobody: "niemand",
    availability: |availability| match availability {
        Availability::Always => "immer",
        Availability::Sometimes => "nicht auf jedem Weg",
        Availability::Racing => "vielleicht zu spät",
        Availability::Late => "zu spät",
        Availability::Elsewhere => "nur anderswo",
        Availability::Never => "nie",
        Availability::Unknown => "nicht zu entscheiden",
    },
    fields_missing: |fields| format!("ohne {fields}"),
    optional: "entbehrlich",
    all_met: |number| format!("Bekommt alles, was es bekanntlich braucht ({number})."),
    met: |number| noun("Bedarf ist gedeckt", "Bedarfe sind gedeckt").count(number),
    no_needs: "Nichts sagt, was gebraucht wird.",
    drawing_of: |name| format!("Zeichnung von {name}"),
    laid_out: "von handoff angeordnet: der Export hat keine Zeichnung davon",
    left_out: |number| {
        format!(
            "{} weggelassen: es ist zu viel für ein Bild",
            noun("Form oder Linie ist", "Formen und Linien sind").count(number)
        )
    },
    undrawn: |number| {
        format!("{} in der Zeichnung des Exports", noun("Schritt fehlt", "Schritte fehlen").count(number))
    },
    not_drawn: |number| {
        format!(
            "{} hier nicht gezeichnet, damit sich die Seite noch öffnen lässt:",
            noun("Prozessdatei ist", "Prozessdateien sind").count(number)
        )
    },
    no_source: "Sie kann nicht gezeichnet werden: die Datei ist nicht mehr lesbar.",
    trails_left_out: |number| {
        format!(
            "die Wege von {} sind hier nicht gezeichnet",
            noun("weiterem Befund", "weiteren Befunden").count(number)
        )
    },
    elsewhere: "Hier gefunden, aber zu nichts Gezeichnetem:",
    way_to_gap: "Weg zur Lücke",
    way_to_customer: "Weg weiter zum Kunden",
    met_here: "der Kunde merkt es",
    file: "Datei",
    format: "Format",
    tool: "Werkzeug",
    outcome: "Ergebnis",
    status: |status| match status {
        Status::Read => "gelesen",
        Status::Repaired => "repariert",
        Status::Refused => "abgelehnt",
    },
    plugin: "Plugin",
    rules_run: "Regeln",
    fuel: "Fuel",
    none: "keine",
};

static MAP: MapTexts = MapTexts {
    words: &REPORT,
    title: "Karte der Übergaben",
    side: |side| match side {
        Side::Internal => "Abteilung",
        Side::Customer => "Kunde",
        Side::Partner => "Partner",
    },
    availability: |availability| match availability {
        Availability::Always => "immer",
        Availability::Sometimes => "manchmal",
        Availability::Racing => "gleichzeitig",
        Availability::Late => "zu spät",
        Availability::Elsewhere => "anderswo",
        Availability::Never => "nie",
        Availability::Unknown => "unbekannt",
    },
    departments: noun("Abteilung", "Abteilungen"),
    steps: noun("Schritt", "Schritte"),
    unmet: |unmet, all| format!("{unmet} von {} offen", noun("Eingabe", "Eingaben").count(all)),
    no_gaps: "keine Lücken",
    interaction: "Linie der Begegnung",
    idle: "Ohne jede Übergabe",
    nothing_crosses: "nichts wird übergeben, obwohl etwas sollte",
    all_declared: "jede Übergabe beschrieben",
    some_declared: "manche beschrieben",
    none_declared: "keine beschrieben",
    more_handoffs: "mehr Übergaben",
    reaches: "erreicht den Kunden",
    elsewhere: "Zu keiner Abteilung",
    gives_gets: "gibt ↓  erhält →",
    matrix_legend: "1/2: eine von zwei Übergaben sagt, was übergeben wird. !3: drei Befunde. *: mindestens einen davon \
                    merkt der Kunde. 0/0: nichts wird übergeben, obwohl etwas sollte.",
    more_borders: |number| {
        format!("und {}; `--format html` zeigt alle", noun("weitere Grenze", "weitere Grenzen").count(number))
    },
    more_departments: |number| {
        format!(
            "und {}; `--format html` zeigt alle",
            noun("weitere Abteilung", "weitere Abteilungen").count(number)
        )
    },
    department: "Abteilung",
    sipoc: ["Lieferant", "Eingabe", "Ist sie da?", "Prozess", "Ausgabe", "Kunde"],
    border_columns: ["Von", "An", "Beschrieben", "Inhalte", "Lücken"],
    missing_fields: "ohne",
    optional: "freiwillig",
    leaves: "verlässt den Prozess",
    unused: "niemand",
};

static DIFF: DiffTexts = DiffTexts {
    title: |effect| match effect {
        Effect::BreakingForCustomer => "Neue Lücken, die den Kunden erreichen",
        Effect::Breaking => "Brüche",
        Effect::Degrading => "Verschlechterungen",
        Effect::Compatible => "Verträgliche Änderungen",
        Effect::Improving => "Verbesserungen",
    },
    count: |effect, number| match (effect, number) {
        (Effect::BreakingForCustomer, 1) => "1 neue Lücke, die den Kunden erreicht".to_owned(),
        (Effect::BreakingForCustomer, number) => format!("{number} neue Lücken, die den Kunden erreichen"),
        (Effect::Breaking, 1) => "1 Bruch".to_owned(),
        (Effect::Breaking, number) => format!("{number} Brüche"),
        (Effect::Degrading, 1) => "1 Verschlechterung".to_owned(),
        (Effect::Degrading, number) => format!("{number} Verschlechterungen"),
        (Effect::Compatible, number) => format!("{number} verträglich"),
        (Effect::Improving, 1) => "1 Verbesserung".to_owned(),
        (Effect::Improving, number) => format!("{number} Verbesserungen"),
    },
    not_compared: "Nicht verglichen",
    more: |number| format!("… und {number} weitere"),
    held_back: |number| {
        let changes = if number == 1 { "Änderung ist" } else { "Änderungen sind" };
        format!("{number} {changes} hier nur gezählt: --all zeigt jede, --format json listet sie auf.")
    },
    incomplete: "Der Vergleich ist unvollständig: nicht alles ließ sich lesen und prüfen.",
    unchanged: |number| match number {
        1 => "1 Befund wie zuvor".to_owned(),
        number => format!("{number} Befunde wie zuvor"),
    },
    figures: ["Dateien", "Übergaben", "beschrieben", "Befunde", "erreichen den Kunden"],
    before: "vorher",
    after: "jetzt",
    page: "Was sich an dem geändert hat, was übergeben wird",
    landscape: "Die Landschaft jetzt",
};

static CHANGE: ChangeTexts = ChangeTexts {
    gaps: |new, spared| {
        let gaps =
            if new == 1 { "Lücke, die den Kunden erreicht" } else { "Lücken, die den Kunden erreichen" };
        let spared = if spared > 0 { format!(" (und −{spared})") } else { String::new() };
        format!("+{new} {gaps}{spared}")
    },
    spared: |number| match number {
        1 => "−1 Lücke, die den Kunden erreichte".to_owned(),
        number => format!("−{number} Lücken, die den Kunden erreichten"),
    },
    nothing: "Nichts hat sich geändert.",
    judged_as_now: "Keine neue Lücke, die den Kunden erreicht, doch wonach beurteilt wird, ist nicht wie zuvor.",
    compatible: "Keine neue Lücke, die den Kunden erreicht",
    need: |NeedSubject { who, item, at }, verdict, broke| {
        let at = at.map(|at| format!(" bei {}", dative(at))).unwrap_or_default();
        match (verdict, broke) {
            (Availability::Unknown, true) => {
                format!("Es ist nicht mehr zu erkennen, ob {who} {item}{at} bekommt")
            }
            (Availability::Sometimes, true) => format!("{who} bekommt {item}{at} nicht mehr immer"),
            (_, true) => format!("{who} bekommt {item}{at} nicht mehr"),
            (Availability::Sometimes | Availability::Unknown, false) => {
                format!("{who} bekommt {item}{at} jetzt sicher")
            }
            (_, false) => format!("{who} bekommt {item}{at} jetzt"),
        }
    },
    since: |said, why| format!("{said}, seit {why}"),
    why: |why, broke| match (why, broke) {
        (ReasonText::Behind { provider, step }, true) => format!("{provider} hinter {} liegt", dative(step)),
        (ReasonText::Behind { provider, step }, false) => format!("{provider} vor {} liegt", dative(step)),
        (ReasonText::Beside { provider }, true) => format!("{provider} gleichzeitig läuft"),
        (ReasonText::Beside { provider }, false) => format!("{provider} nicht mehr gleichzeitig läuft"),
        (ReasonText::Bypassed { provider, via: None }, true) => {
            format!("{provider} nicht mehr auf jedem Weg dorthin liegt")
        }
        (ReasonText::Bypassed { provider, via: Some(via) }, true) => {
            format!("{via} auf einem Weg um {provider} herum liegt")
        }
        (ReasonText::Bypassed { provider, .. }, false) => format!("{provider} auf jedem Weg dorthin liegt"),
        (ReasonText::Removed { provider }, true) => format!("es {provider} nicht mehr gibt"),
        (ReasonText::Removed { provider }, false) => format!("es {provider} gibt"),
        (ReasonText::Dropped { provider }, true) => format!("{provider} das nicht mehr bereitstellt"),
        (ReasonText::Dropped { provider }, false) => format!("{provider} das bereitstellt"),
        (ReasonText::Optional { provider }, true) => format!("{provider} das weglassen darf"),
        (ReasonText::Optional { provider }, false) => format!("{provider} das nicht mehr weglassen darf"),
        (ReasonText::CutOff { provider }, true) => {
            format!("nichts das mehr von {} weitergibt", dative(provider))
        }
        (ReasonText::CutOff { provider }, false) => {
            format!("das von {} weitergegeben wird", dative(provider))
        }
        (ReasonText::HandoffGone { border }, true) => format!("es die Übergabe {border} nicht mehr gibt"),
        (ReasonText::HandoffGone { border }, false) => format!("es die Übergabe {border} gibt"),
        (ReasonText::NotCarried { border }, true) => format!("die Übergabe {border} das nicht mehr enthält"),
        (ReasonText::NotCarried { border }, false) => format!("die Übergabe {border} das enthält"),
        (ReasonText::State { provider: Some(provider), states }, true) => {
            format!("das als {states} ankommt und nicht, wie {provider} es hinterließ")
        }
        (ReasonText::State { provider: None, states }, true) => format!("das als {states} ankommt"),
        (ReasonText::State { states, .. }, false) => format!("das nicht mehr als {states} ankommt"),
        (ReasonText::Fields { missing }, true) => format!("das ohne {missing} kommt"),
        (ReasonText::Fields { missing }, false) => format!("das mit {missing} kommt"),
        (ReasonText::Undeclared, true) => "eine Quelle auf dem Weg nicht mehr beschrieben ist".to_owned(),
        (ReasonText::Undeclared, false) => "jede Quelle auf dem Weg beschrieben ist".to_owned(),
    },
    no_longer: |message| format!("Nicht mehr so: {message}"),
    now_reaches: |message| format!("{message} Das erreicht jetzt den Kunden."),
    reaches_no_more: |message| format!("{message} Das erreicht den Kunden nicht mehr."),
    now: |message, old, new| format!("{message} (jetzt {new}, vorher {old})"),
    border: |giver, receiver| format!("von {giver} an {receiver}"),
    handoff_new: |handoff, items| format!("Eine neue Übergabe {handoff} enthält {items}."),
    handoff_gone: |handoff, items| {
        format!("Die Übergabe {handoff} gibt es nicht mehr; sie enthielt {items}.")
    },
    handoff_lost: |handoff, lost, gained| match gained {
        "" => format!("Die Übergabe {handoff} enthält {lost} nicht mehr."),
        gained => format!("Die Übergabe {handoff} enthält {lost} nicht mehr, dafür {gained}."),
    },
    handoff_gained: |handoff, gained| format!("Die Übergabe {handoff} enthält jetzt auch {gained}."),
    handoff_undeclared: |handoff| format!("Nichts sagt mehr, was die Übergabe {handoff} enthält."),
    handoff_declared: |handoff, items| {
        format!("Es ist jetzt beschrieben, dass die Übergabe {handoff} {items} enthält.")
    },
    handoff_moved: |old, new| format!("Die Übergabe {old} geht jetzt {new}."),
    touchpoint_new: |step| format!("{step} trifft jetzt den Kunden."),
    touchpoint_gone: |step| format!("{step} trifft den Kunden nicht mehr."),
    department_new: |name| format!("Die Abteilung {name} ist neu."),
    department_gone: |name| format!("Die Abteilung {name} gibt es nicht mehr."),
    file_new: |path| format!("Die Datei {path} ist neu."),
    file_gone: |path| format!("Die Datei {path} gibt es nicht mehr."),
    renamed: |old, new| format!("{old} heißt jetzt {new}."),
    uncompared: |path, cause| match cause {
        UncomparedCause::UnreadBefore => {
            format!("{path} war vorher nicht zu lesen; was darin steht, ist nicht verglichen.")
        }
        UncomparedCause::UnreadNow => {
            format!("{path} ist jetzt nicht zu lesen; was darin steht, ist nicht verglichen.")
        }
        UncomparedCause::JudgesAsNow => {
            format!(
                "{path} ist nicht wie zuvor; beide Stände sind nach dem beurteilt, was jetzt darin steht."
            )
        }
    },
    and: "und",
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
