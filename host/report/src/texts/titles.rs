//! The titles of the rules that come with the program, in every language. What a plugin calls a rule is English.

use handoff_model::{Language, LocalizedText};

/// Returns the title of a rule in a language: that of a rule of our own is known in all of them, that of another plugin
/// stays as it is.
pub fn title(own: &str, language: Language) -> &str {
    let known = TITLES.iter().find(|title| title.en == own);
    known.map_or(own, |title| title.say(language))
}

const TITLES: [LocalizedText; 21] = [
    LocalizedText {
        en: "The receiver needs a field that the giver's item does not have",
        de: "Der Empfänger braucht ein Feld, das der Inhalt vom Geber nicht hat",
    },
    LocalizedText {
        en: "An entry of the configuration matches nothing",
        de: "Ein Eintrag der Konfiguration passt auf nichts",
    },
    LocalizedText {
        en: "An item arrives, but never in the state that the receiver needs",
        de: "Ein Inhalt kommt an, aber nie in dem Zustand, den der Empfänger braucht",
    },
    LocalizedText {
        en: "A case that the customer started can end without telling the customer",
        de: "Ein Fall, den der Kunde begonnen hat, kann enden, ohne dass der Kunde davon erfährt",
    },
    LocalizedText {
        en: "A required item is provided only after the step that needs it",
        de: "Ein benötigter Inhalt wird erst nach dem Schritt bereitgestellt, der ihn braucht",
    },
    LocalizedText {
        en: "A required item is provided on no path before the step that needs it",
        de: "Ein benötigter Inhalt wird auf keinem Weg vor dem Schritt bereitgestellt, der ihn braucht",
    },
    LocalizedText {
        en: "Some path reaches a step without an item that it requires",
        de: "Ein Weg erreicht einen Schritt ohne einen Inhalt, den er braucht",
    },
    LocalizedText {
        en: "A required item is provided only in a branch that runs at the same time",
        de: "Ein benötigter Inhalt wird nur in einem Zweig bereitgestellt, der gleichzeitig läuft",
    },
    LocalizedText {
        en: "Whether a required item arrives cannot be told, because a source on the way is not declared",
        de: "Ob ein benötigter Inhalt ankommt, ist nicht zu sagen, weil eine Quelle auf dem Weg nicht angegeben ist",
    },
    LocalizedText {
        en: "An item is provided and nobody uses it",
        de: "Ein Inhalt wird bereitgestellt, und niemand benutzt ihn",
    },
    LocalizedText { en: "A step has no department", de: "Ein Schritt hat keine Abteilung" },
    LocalizedText {
        en: "No path from a start leads to a step",
        de: "Kein Weg von einem Start führt zu einem Schritt",
    },
    LocalizedText {
        en: "A step waits for another party without a time limit",
        de: "Ein Schritt wartet ohne Frist auf andere",
    },
    LocalizedText {
        en: "Work crosses a border and nothing says what is handed over",
        de: "Arbeit geht über eine Grenze, und nichts sagt, was übergeben wird",
    },
    LocalizedText { en: "Nothing says what a message brings", de: "Nichts sagt, was eine Nachricht bringt" },
    LocalizedText {
        en: "A file that was to be checked could not be read",
        de: "Eine Datei, die geprüft werden sollte, war nicht zu lesen",
    },
    LocalizedText {
        en: "A rule plugin failed, so that its findings are missing",
        de: "Ein Plugin mit Regeln ist gescheitert, seine Befunde fehlen",
    },
    LocalizedText {
        en: "A rule plugin was not run, because it is not pinned, not signed or not valid",
        de: "Ein Plugin mit Regeln lief nicht, weil es nicht festgelegt, nicht signiert oder nicht gültig ist",
    },
    LocalizedText {
        en: "A pin belongs to no plugin of the configuration",
        de: "Eine Festlegung gehört zu keinem Plugin der Konfiguration",
    },
    LocalizedText {
        en: "An ignore has expired or matches no finding",
        de: "Eine Ausnahme ist abgelaufen oder passt auf keinen Befund",
    },
    LocalizedText {
        en: "A key of the configuration does nothing yet",
        de: "Ein Schlüssel der Konfiguration bewirkt noch nichts",
    },
];
