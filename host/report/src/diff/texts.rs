//! The words around a comparison, one catalogue for each language.

use crate::change::Effect;
use handoff_model::Language;

/// What stands around the sentences about changes.
pub(super) struct DiffTexts {
    pub(super) title: fn(Effect) -> &'static str,
    /// So many changes of an effect.
    pub(super) count: fn(Effect, usize) -> String,
    pub(super) not_compared: &'static str,
    pub(super) more: fn(usize) -> String,
    /// So many changes are only counted in the text.
    pub(super) held_back: fn(usize) -> String,
    pub(super) incomplete: &'static str,
    pub(super) unchanged: fn(usize) -> String,
    /// Labels of figures: files, handoffs, their share that is declared, findings, those that reach the customer.
    pub(super) figures: [&'static str; 5],
    /// Above the figures of the old state and of the new one.
    pub(super) before: &'static str,
    pub(super) after: &'static str,
    /// Titles of the page, and of the picture on it.
    pub(super) page: &'static str,
    pub(super) landscape: &'static str,
}

impl DiffTexts {
    /// Returns the words of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &DE,
            Language::English | Language::Other(_) => &EN,
        }
    }
}

static EN: DiffTexts = DiffTexts {
    title: |effect| match effect {
        Effect::BreakingForCustomer => "New gaps that reach the customer",
        Effect::Breaking => "Breaking changes",
        Effect::Degrading => "Degrading changes",
        Effect::Compatible => "Compatible changes",
        Effect::Improving => "Improvements",
    },
    count: |effect, number| match (effect, number) {
        (Effect::BreakingForCustomer, 1) => "1 new gap that reaches the customer".to_owned(),
        (Effect::BreakingForCustomer, number) => format!("{number} new gaps that reach the customer"),
        (Effect::Breaking, number) => format!("{number} breaking"),
        (Effect::Degrading, number) => format!("{number} degrading"),
        (Effect::Compatible, number) => format!("{number} compatible"),
        (Effect::Improving, number) => format!("{number} improving"),
    },
    not_compared: "Not compared",
    more: |number| format!("… and {number} more"),
    held_back: |number| {
        let changes = if number == 1 { "change is" } else { "changes are" };
        format!("{number} {changes} only counted here: --all shows every one, --format json lists them.")
    },
    incomplete: "The comparison is incomplete: not everything could be read and checked.",
    unchanged: |number| match number {
        1 => "1 finding as before".to_owned(),
        number => format!("{number} findings as before"),
    },
    figures: ["files", "handoffs", "declared", "findings", "reach the customer"],
    before: "before",
    after: "now",
    page: "What changed in what is handed over",
    landscape: "The landscape now",
};

static DE: DiffTexts = DiffTexts {
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
