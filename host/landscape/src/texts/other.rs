//! What a step without a label is called in languages in which plugins speak; the rest is said in English.

use handoff_model::{Language, OtherLanguage};

use super::{LandscapeTexts, TitleTexts, english};

pub(super) static FRENCH: LandscapeTexts = LandscapeTexts {
    title: |title, _| {
        title.say_with("l’étape sans nom", &FRENCH_TITLE, Language::Other(OtherLanguage::French))
    },
    ..english::TEXTS
};

pub(super) static SPANISH: LandscapeTexts = LandscapeTexts {
    title: |title, _| {
        title.say_with("el paso sin nombre", &SPANISH_TITLE, Language::Other(OtherLanguage::Spanish))
    },
    ..english::TEXTS
};

const FRENCH_TITLE: TitleTexts = TitleTexts {
    between: "entre",
    and: "et",
    or: "ou",
    after: "après",
    before: "avant",
    of: "de",
    on: "sur",
    within: "dans",
    line: "ligne",
};

const SPANISH_TITLE: TitleTexts = TitleTexts {
    between: "entre",
    and: "y",
    or: "o",
    after: "después de",
    before: "antes de",
    of: "de",
    on: "en",
    within: "en",
    line: "línea",
};
