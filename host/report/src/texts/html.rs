//! The words of the HTML report.

use handoff_landscape::contract::Side;
use handoff_landscape::unit::Availability;
use handoff_model::{Language, Status};

/// What the HTML report says besides the words of the text report.
pub(crate) struct HtmlTexts {
    pub(crate) language: Language,
    pub(crate) title: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) contents: &'static str,
    // Sections.
    pub(crate) summary: &'static str,
    pub(crate) landscape: &'static str,
    pub(crate) departments: &'static str,
    pub(crate) processes: &'static str,
    pub(crate) ignored: &'static str,
    pub(crate) handoffs: &'static str,
    pub(crate) files: &'static str,
    pub(crate) plugins: &'static str,
    pub(crate) rules: &'static str,
    // The summary.
    /// Gaps that surely reach the customer, and all that at least may.
    pub(crate) reach_customer: fn(usize, usize) -> &'static str,
    pub(crate) say_what: &'static str,
    pub(crate) no_reach: &'static str,
    // Findings.
    pub(crate) show_path: &'static str,
    pub(crate) show_place: &'static str,
    pub(crate) explain: &'static str,
    pub(crate) folded: fn(usize) -> String,
    // Departments.
    pub(crate) side: fn(Side) -> Option<&'static str>,
    pub(crate) needs_of: fn(&str) -> String,
    pub(crate) needs: &'static str,
    pub(crate) at_step: &'static str,
    pub(crate) verdict: &'static str,
    pub(crate) giver: &'static str,
    pub(crate) finding: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) availability: fn(Availability) -> &'static str,
    pub(crate) fields_missing: fn(&str) -> String,
    pub(crate) optional: &'static str,
    pub(crate) all_met: fn(usize) -> String,
    pub(crate) met: fn(usize) -> String,
    pub(crate) no_needs: &'static str,
    // Drawings.
    pub(crate) drawing_of: fn(&str) -> String,
    pub(crate) laid_out: &'static str,
    pub(crate) left_out: fn(usize) -> String,
    pub(crate) undrawn: fn(usize) -> String,
    pub(crate) not_drawn: fn(usize) -> String,
    pub(crate) no_source: &'static str,
    pub(crate) trails_left_out: fn(usize) -> String,
    pub(crate) elsewhere: &'static str,
    pub(crate) way_to_gap: &'static str,
    pub(crate) way_to_customer: &'static str,
    pub(crate) met_here: &'static str,
    // Tables.
    pub(crate) file: &'static str,
    pub(crate) format: &'static str,
    pub(crate) tool: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) status: fn(Status) -> &'static str,
    pub(crate) plugin: &'static str,
    pub(crate) rules_run: &'static str,
    pub(crate) fuel: &'static str,
    pub(crate) none: &'static str,
}

impl HtmlTexts {
    /// Returns the words of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &DE,
            Language::English | Language::Other(_) => &EN,
        }
    }
}

/// Counts what is there in words.
fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

static EN: HtmlTexts = HtmlTexts {
    language: Language::English,
    title: "What is handed over, and what is not",
    skip: "Skip to the summary",
    contents: "Contents",
    summary: "Summary",
    landscape: "The landscape",
    departments: "Departments",
    processes: "Processes",
    ignored: "Ignored",
    handoffs: "Handoffs",
    files: "Files",
    plugins: "Plugins",
    rules: "The rules explained",
    reach_customer: |surely, all| match surely {
        0 if all > 0 => "may reach the customer",
        _ if surely == all => "reach the customer",
        _ => "reach the customer, or may",
    },
    say_what: "of the handoffs say what is handed over",
    no_reach: "No gap was found that reaches the customer.",
    show_path: "Show the path in the drawing",
    show_place: "Show it in the drawing",
    explain: "What the rule means",
    folded: |number| counted(number, "finding, folded", "findings, folded"),
    side: |side| match side {
        Side::Internal => None,
        Side::Customer => Some("customer"),
        Side::Partner => Some("partner"),
    },
    needs_of: |name| format!("What {name} needs, and who does not deliver it"),
    needs: "needs",
    at_step: "at the step",
    verdict: "arrives",
    giver: "from",
    reason: "Why it is ignored",
    finding: "finding",
    nobody: "nobody",
    availability: |availability| match availability {
        Availability::Always => "always",
        Availability::Sometimes => "not on every path",
        Availability::Racing => "perhaps too late",
        Availability::Late => "too late",
        Availability::Elsewhere => "only elsewhere",
        Availability::Never => "never",
        Availability::Unknown => "undecidable",
    },
    fields_missing: |fields| format!("without {fields}"),
    optional: "optional",
    all_met: |number| format!("Gets everything it is known to need ({number})."),
    met: |number| counted(number, "need is met", "needs are met"),
    no_needs: "Nothing says what it needs.",
    drawing_of: |name| format!("Drawing of {name}"),
    laid_out: "laid out by handoff: the export has no drawing of it",
    left_out: |number| {
        format!(
            "{} left out: this is too much for one picture",
            counted(number, "shape or line is", "shapes and lines are")
        )
    },
    undrawn: |number| {
        format!("{} missing in the export’s own drawing", counted(number, "step is", "steps are"))
    },
    not_drawn: |number| {
        format!(
            "{} not drawn here, to keep this page small enough to open:",
            counted(number, "process file is", "process files are")
        )
    },
    no_source: "It cannot be drawn: its file can no longer be read.",
    trails_left_out: |number| {
        format!("the paths of {} are not drawn here", counted(number, "more finding", "more findings"))
    },
    elsewhere: "Found here, but about nothing that is drawn:",
    way_to_gap: "path to the gap",
    way_to_customer: "path on to the customer",
    met_here: "the customer meets it",
    file: "file",
    format: "format",
    tool: "tool",
    outcome: "outcome",
    status: |status| match status {
        Status::Read => "read",
        Status::Repaired => "repaired",
        Status::Refused => "refused",
    },
    plugin: "plugin",
    rules_run: "rules",
    fuel: "fuel",
    none: "none",
};

static DE: HtmlTexts = HtmlTexts {
    language: Language::German,
    title: "Was übergeben wird, und was nicht",
    skip: "Zur Übersicht springen",
    contents: "Inhalt",
    summary: "Übersicht",
    landscape: "Die Landschaft",
    departments: "Abteilungen",
    processes: "Prozesse",
    ignored: "Ignoriert",
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
    folded: |number| counted(number, "Befund, eingeklappt", "Befunde, eingeklappt"),
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
    met: |number| counted(number, "Bedarf ist gedeckt", "Bedarfe sind gedeckt"),
    no_needs: "Nichts sagt, was gebraucht wird.",
    drawing_of: |name| format!("Zeichnung von {name}"),
    laid_out: "von handoff angeordnet: der Export hat keine Zeichnung davon",
    left_out: |number| {
        format!(
            "{} weggelassen: es ist zu viel für ein Bild",
            counted(number, "Form oder Linie ist", "Formen und Linien sind")
        )
    },
    undrawn: |number| {
        format!("{} in der Zeichnung des Exports", counted(number, "Schritt fehlt", "Schritte fehlen"))
    },
    not_drawn: |number| {
        format!(
            "{} hier nicht gezeichnet, damit sich die Seite noch öffnen lässt:",
            counted(number, "Prozessdatei ist", "Prozessdateien sind")
        )
    },
    no_source: "Sie kann nicht gezeichnet werden: die Datei ist nicht mehr lesbar.",
    trails_left_out: |number| {
        format!(
            "die Wege von {} sind hier nicht gezeichnet",
            counted(number, "weiterem Befund", "weiteren Befunden")
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
