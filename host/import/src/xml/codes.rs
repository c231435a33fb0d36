//! The notes on the XML itself.

use handoff_model::{DiagnosticCode, LocalizedText};

pub(super) const CONTROL_CHARACTER: DiagnosticCode = DiagnosticCode {
    name: "control-character",
    description: LocalizedText {
        en: "The text holds control characters that XML forbids; they were kept as they are.",
        de: "Der Text enthält Steuerzeichen, die XML verbietet; sie blieben stehen.",
    },
    repair: true,
};
pub(super) const DOCTYPE_IGNORED: DiagnosticCode = DiagnosticCode {
    name: "doctype-ignored",
    description: LocalizedText {
        en: "The file holds a document type; what it defines is never expanded.",
        de: "Die Datei enthält eine Dokumenttyp-Angabe; was sie festlegt, wird nie eingesetzt.",
    },
    repair: false,
};
pub(super) const HTML_ENTITY: DiagnosticCode = DiagnosticCode {
    name: "html-entity",
    description: LocalizedText {
        en: "The text uses an entity of HTML that XML does not define; it was read as the character it means.",
        de: "Der Text benutzt ein Zeichenkürzel aus HTML, das XML nicht kennt; es wurde als das Zeichen gelesen, das es meint.",
    },
    repair: true,
};
pub(super) const UNDEFINED_ENTITY: DiagnosticCode = DiagnosticCode {
    name: "undefined-entity",
    description: LocalizedText {
        en: "The text uses an entity or character number that nothing defines; it was kept as written.",
        de: "Der Text benutzt ein Zeichenkürzel oder eine Zeichennummer, die nirgends festgelegt ist; sie blieb stehen.",
    },
    repair: true,
};
pub(super) const UNESCAPED: DiagnosticCode = DiagnosticCode {
    name: "unescaped-character",
    description: LocalizedText {
        en: "A bare & or < stands where XML wants &amp; or &lt;; it was read as itself.",
        de: "Ein bloßes & oder < steht, wo XML &amp; oder &lt; verlangt; es wurde als das Zeichen selbst gelesen.",
    },
    repair: true,
};
pub(super) const MALFORMED_ATTRIBUTE: DiagnosticCode = DiagnosticCode {
    name: "malformed-attribute",
    description: LocalizedText {
        en: "An attribute lacks its quotes or the space before it; it was read in the only way there is.",
        de: "Einem Attribut fehlen die Anführungszeichen oder der Zwischenraum davor; es wurde auf die einzig mögliche Art gelesen.",
    },
    repair: true,
};
pub(super) const DUPLICATE_ATTRIBUTE: DiagnosticCode = DiagnosticCode {
    name: "duplicate-attribute",
    description: LocalizedText {
        en: "An element carries one attribute twice with the same value; it was taken once.",
        de: "Ein Element trägt ein Attribut zweimal mit demselben Wert; es gilt einmal.",
    },
    repair: true,
};
pub(super) const UNBOUND_PREFIX: DiagnosticCode = DiagnosticCode {
    name: "unbound-prefix",
    description: LocalizedText {
        en: "A namespace prefix is not declared; it was read by the usual meaning of its name.",
        de: "Ein Namensraum-Präfix ist nicht vereinbart; es wurde in der üblichen Bedeutung gelesen.",
    },
    repair: true,
};
pub(super) const FOREIGN_EXTENSION: DiagnosticCode = DiagnosticCode {
    name: "foreign-extension",
    description: LocalizedText {
        en: "What a tool has written into the export for itself was left out; what a department needs of it, draw as data or as a comment.",
        de: "Was ein Werkzeug für sich in den Export geschrieben hat, wurde weggelassen; was eine Abteilung davon braucht, als Daten oder Kommentar einzeichnen.",
    },
    repair: false,
};
pub(super) const WRAPPED: DiagnosticCode = DiagnosticCode {
    name: "wrapped-element",
    description: LocalizedText {
        en: "Elements that matter stand inside those of an unknown tool; they were left out with them.",
        de: "Elemente, auf die es ankommt, stehen innerhalb derer eines unbekannten Werkzeugs; sie wurden mit ihnen weggelassen.",
    },
    repair: false,
};
pub(super) const LEADING_CONTENT: DiagnosticCode = DiagnosticCode {
    name: "leading-content",
    description: LocalizedText {
        en: "Something stands before the beginning of the document; it was left out.",
        de: "Etwas steht vor dem Anfang des Dokuments; es wurde weggelassen.",
    },
    repair: true,
};
pub(super) const TRAILING_CONTENT: DiagnosticCode = DiagnosticCode {
    name: "trailing-content",
    description: LocalizedText {
        en: "Text follows the end of the document; it was left out.",
        de: "Nach dem Ende des Dokuments folgt Text; er wurde weggelassen.",
    },
    repair: true,
};

/// The codes of this module's notes.
pub(crate) const CODES: &[DiagnosticCode] = &[
    CONTROL_CHARACTER,
    DOCTYPE_IGNORED,
    HTML_ENTITY,
    UNDEFINED_ENTITY,
    UNESCAPED,
    MALFORMED_ATTRIBUTE,
    DUPLICATE_ATTRIBUTE,
    UNBOUND_PREFIX,
    FOREIGN_EXTENSION,
    WRAPPED,
    LEADING_CONTENT,
    TRAILING_CONTENT,
];
