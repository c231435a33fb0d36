//! What a step without a label is called in languages in which plugins speak; the rest is said in English.

use handoff_model::{Language, OtherLanguage};

use super::{LandscapeTexts, TitleTexts, english};

pub(super) static FRENCH: LandscapeTexts = LandscapeTexts {
    title: |title, _| {
        format!("l’étape sans nom {}", title.tie.say(&FRENCH_TITLE, Language::Other(OtherLanguage::French)))
    },
    ..english::TEXTS
};

pub(super) static SPANISH: LandscapeTexts = LandscapeTexts {
    title: |title, _| {
        format!(
            "el paso sin nombre {}",
            title.tie.say(&SPANISH_TITLE, Language::Other(OtherLanguage::Spanish))
        )
    },
    ..english::TEXTS
};

const FRENCH_TITLE: TitleTexts = TitleTexts {
    between: "entre",
    and: "et",
    or: "ou",
    after: "après",
    before: "avant",
    awaiting: "avant",
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
    awaiting: "antes de",
    of: "de",
    on: "en",
    within: "en",
    line: "línea",
};
