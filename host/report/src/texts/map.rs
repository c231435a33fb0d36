//! The words of the map.

use handoff_landscape::contract::Side;
use handoff_landscape::unit::Availability;
use handoff_model::Language;

use super::{Noun, ReportTexts, noun};

/// Everything the outputs of the map say of their own, besides the [`ReportTexts`] of all outputs.
pub(crate) struct MapTexts {
    pub(crate) words: &'static ReportTexts,
    pub(crate) title: &'static str,
    pub(crate) side: fn(Side) -> &'static str,
    pub(crate) availability: fn(Availability) -> &'static str,
    pub(crate) departments: Noun,
    pub(crate) steps: Noun,
    /// Needs unmet, and all.
    pub(crate) unmet: fn(usize, usize) -> String,
    pub(crate) no_gaps: &'static str,
    pub(crate) interaction: &'static str,
    pub(crate) idle: &'static str,
    pub(crate) nothing_crosses: &'static str,
    pub(crate) elsewhere: &'static str,
    // The matrix.
    pub(crate) gives_gets: &'static str,
    pub(crate) matrix_legend: &'static str,
    /// Borders, and departments, that are not listed.
    pub(crate) more_borders: fn(usize) -> String,
    pub(crate) more_departments: fn(usize) -> String,
    // The tables.
    pub(crate) department: &'static str,
    /// Supplier, input, whether it is there, process, output, customer.
    pub(crate) sipoc: [&'static str; 6],
    /// Giver, receiver, coverage, items, gaps.
    pub(crate) border_columns: [&'static str; 5],
    pub(crate) missing_fields: &'static str,
    pub(crate) optional: &'static str,
    pub(crate) leaves: &'static str,
    pub(crate) unused: &'static str,
    // The legend.
    pub(crate) all_declared: &'static str,
    pub(crate) some_declared: &'static str,
    pub(crate) none_declared: &'static str,
    pub(crate) more_handoffs: &'static str,
    pub(crate) reaches: &'static str,
}

impl MapTexts {
    /// Returns the words of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &DE,
            Language::English | Language::Other(_) => &EN,
        }
    }

    /// Says how many handoffs of a border are declared.
    pub(crate) fn coverage(&self, border: &crate::map::Border) -> String {
        match border.handoffs.len() {
            0 => self.nothing_crosses.to_owned(),
            all => (self.words.coverage)(border.declared, all, crate::names::percent(border.declared, all)),
        }
    }

    /// Counts findings by severity, and those that reach the customer.
    pub(crate) fn gaps(&self, gaps: &crate::map::Gaps) -> String {
        use handoff_finding::Severity::{Error, Info, Warning};
        if gaps.all() == 0 {
            return self.no_gaps.to_owned();
        }
        let counts = [(Error, gaps.counts.error), (Warning, gaps.counts.warning), (Info, gaps.counts.info)];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let mut said: Vec<String> =
            counts.map(|(severity, count)| (self.words.severity)(severity).count(count)).collect();
        if gaps.reaching > 0 {
            said.push((self.words.reaching)(gaps.surely, gaps.reaching - gaps.surely));
        }
        said.join(", ")
    }
}

static EN: MapTexts = MapTexts {
    words: &super::EN,
    title: "Map of handoffs",
    side: |side| match side {
        Side::Internal => "department",
        Side::Customer => "customer",
        Side::Partner => "partner",
    },
    availability: crate::names::availability,
    departments: noun("department", "departments"),
    steps: noun("step", "steps"),
    unmet: |unmet, all| format!("{unmet} of {} unmet", noun("need", "needs").count(all)),
    no_gaps: "no gaps",
    interaction: "line of interaction",
    idle: "Without any handoff",
    nothing_crosses: "nothing is handed over, though something should be",
    all_declared: "every handoff declared",
    some_declared: "some declared",
    none_declared: "none declared",
    more_handoffs: "more handoffs",
    reaches: "reaches the customer",
    elsewhere: "About no department",
    gives_gets: "gives ↓  gets →",
    matrix_legend: "1/2: one of two handoffs says what is handed over. !3: three findings. *: the customer meets at least \
                    one of them. 0/0: nothing is handed over, though something should be.",
    more_borders: |number| {
        format!("and {}; `--format html` shows all", noun("more border", "more borders").count(number))
    },
    more_departments: |number| {
        format!(
            "and {}; `--format html` shows all",
            noun("more department", "more departments").count(number)
        )
    },
    department: "Department",
    sipoc: ["Supplier", "Input", "Is it there?", "Process", "Output", "Customer"],
    border_columns: ["From", "To", "Declared", "Items", "Gaps"],
    missing_fields: "without",
    optional: "optional",
    leaves: "leaves the process",
    unused: "nobody",
};

static DE: MapTexts = MapTexts {
    words: &super::DE,
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
