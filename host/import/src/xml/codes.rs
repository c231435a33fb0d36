//! The notes on the XML itself.

use handoff_model::Code;

pub(super) const CONTROL_CHARACTER: Code = Code {
    name: "control-character",
    description: "The text holds control characters that XML forbids; they were kept as they are.",
    repair: true,
};
pub(super) const DOCTYPE_IGNORED: Code = Code {
    name: "doctype-ignored",
    description: "The file holds a document type; what it defines is never expanded.",
    repair: false,
};
pub(super) const HTML_ENTITY: Code = Code {
    name: "html-entity",
    description: "The text uses an entity of HTML that XML does not define; it was read as the character it means.",
    repair: true,
};
pub(super) const UNDEFINED_ENTITY: Code = Code {
    name: "undefined-entity",
    description: "The text uses an entity or character number that nothing defines; it was kept as written.",
    repair: true,
};
pub(super) const UNESCAPED: Code = Code {
    name: "unescaped-character",
    description: "A bare & or < stands where XML wants &amp; or &lt;; it was read as itself.",
    repair: true,
};
pub(super) const MALFORMED_ATTRIBUTE: Code = Code {
    name: "malformed-attribute",
    description: "An attribute lacks its quotes or the space before it; it was read in the only way there is.",
    repair: true,
};
pub(super) const DUPLICATE_ATTRIBUTE: Code = Code {
    name: "duplicate-attribute",
    description: "An element carries one attribute twice with the same value; it was taken once.",
    repair: true,
};
pub(super) const UNBOUND_PREFIX: Code = Code {
    name: "unbound-prefix",
    description: "A namespace prefix is not declared; it was read by the usual meaning of its name.",
    repair: true,
};
pub(super) const FOREIGN_EXTENSION: Code = Code {
    name: "foreign-extension",
    description: "Elements of a namespace unknown to this reader were left out; they usually hold settings of a tool.",
    repair: false,
};
pub(super) const WRAPPED: Code = Code {
    name: "wrapped-element",
    description: "Elements that matter stand inside those of an unknown tool; they were left out with them.",
    repair: false,
};
pub(super) const LEADING_CONTENT: Code = Code {
    name: "leading-content",
    description: "Something stands before the beginning of the document; it was left out.",
    repair: true,
};
pub(super) const TRAILING_CONTENT: Code = Code {
    name: "trailing-content",
    description: "Text follows the end of the document; it was left out.",
    repair: true,
};

/// The codes of this module's notes.
pub(crate) const CODES: &[Code] = &[
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
