//! The titles of the rules that come with the program, in every language. What a plugin calls a rule is English.

use handoff_model::{Language, Text};

/// Returns the title of a rule in a language: that of a rule of our own is known in all of them, that of another plugin
/// stays as it is.
pub fn title<'a>(own: &'a str, language: &str) -> &'a str {
    let known = TITLES.iter().find(|title| title.en == own);
    known.map_or(own, |title| title.say(Language::of(language)))
}

const TITLES: [Text; 21] = [
    Text {
        en: "The receiver needs a field that the giver's item does not have",
        de: "Der Empfänger braucht ein Feld, das der Inhalt vom Geber nicht hat",
    },
    Text {
        en: "An entry of the configuration matches nothing",
        de: "Ein Eintrag der Konfiguration passt auf nichts",
    },
    Text {
        en: "An item arrives, but never in the state that the receiver needs",
        de: "Ein Inhalt kommt an, aber nie in dem Zustand, den der Empfänger braucht",
    },
    Text {
        en: "A case that the customer started can end without telling the customer",
        de: "Ein Fall, den der Kunde begonnen hat, kann enden, ohne dass der Kunde davon erfährt",
    },
    Text {
        en: "A required item is provided only after the step that needs it",
        de: "Ein benötigter Inhalt wird erst nach dem Schritt bereitgestellt, der ihn braucht",
    },
    Text {
        en: "A required item is provided on no path before the step that needs it",
        de: "Ein benötigter Inhalt wird auf keinem Weg vor dem Schritt bereitgestellt, der ihn braucht",
    },
    Text {
        en: "Some path reaches a step without an item that it requires",
        de: "Ein Weg erreicht einen Schritt ohne einen Inhalt, den er braucht",
    },
    Text {
        en: "A required item is provided only in a branch that runs at the same time",
        de: "Ein benötigter Inhalt wird nur in einem Zweig bereitgestellt, der gleichzeitig läuft",
    },
    Text {
        en: "Whether a required item arrives cannot be told, because a source on the way is not declared",
        de: "Ob ein benötigter Inhalt ankommt, ist nicht zu sagen, weil eine Quelle auf dem Weg nicht angegeben ist",
    },
    Text {
        en: "An item is provided and nobody uses it",
        de: "Ein Inhalt wird bereitgestellt, und niemand benutzt ihn",
    },
    Text { en: "A step has no department", de: "Ein Schritt hat keine Abteilung" },
    Text {
        en: "No path from a start leads to a step",
        de: "Kein Weg von einem Start führt zu einem Schritt",
    },
    Text {
        en: "A step waits for another party without a time limit",
        de: "Ein Schritt wartet ohne Frist auf andere",
    },
    Text {
        en: "Work crosses a border and nothing says what is handed over",
        de: "Arbeit geht über eine Grenze, und nichts sagt, was übergeben wird",
    },
    Text { en: "Nothing says what a message brings", de: "Nichts sagt, was eine Nachricht bringt" },
    Text {
        en: "A file that was to be checked could not be read",
        de: "Eine Datei, die geprüft werden sollte, war nicht zu lesen",
    },
    Text {
        en: "A rule plugin failed, so that its findings are missing",
        de: "Ein Plugin mit Regeln ist gescheitert, seine Befunde fehlen",
    },
    Text {
        en: "A rule plugin was not run, because it is not pinned, not signed or not valid",
        de: "Ein Plugin mit Regeln lief nicht, weil es nicht festgelegt, nicht signiert oder nicht gültig ist",
    },
    Text {
        en: "A pin belongs to no plugin of the configuration",
        de: "Eine Festlegung gehört zu keinem Plugin der Konfiguration",
    },
    Text {
        en: "An ignore has expired or matches no finding",
        de: "Eine Ausnahme ist abgelaufen oder passt auf keinen Befund",
    },
    Text {
        en: "A key of the configuration does nothing yet",
        de: "Ein Schlüssel der Konfiguration bewirkt noch nichts",
    },
];
