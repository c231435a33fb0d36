//! What `customer/silent-ending` says.
//!
//! Most sentences name somebody and the place where a case ends. Each is written down once in a language, and said of whoever may
//! be meant and in three ways of the place: `at` an ending that has a name, `after` the last work before one that has none, and
//! `right after` it where only a choice lies between.

use handoff_sdk::Text;

/// Says a sentence of somebody in the three ways of the place where the case ends.
macro_rules! everywhere {
    ($key:literal, $who_key:literal, $en:ident($who:literal), $de:ident($wer:literal)) => {
        &[
            Text { language: "en", key: concat!($key, $who_key), template: $en!($who, "at {step}") },
            Text { language: "de", key: concat!($key, $who_key), template: $de!($wer, "bei {step}") },
            Text {
                language: "en",
                key: concat!($key, $who_key, "-way"),
                template: $en!($who, "after {way}"),
            },
            Text { language: "de", key: concat!($key, $who_key, "-way"), template: $de!($wer, "nach {way}") },
            Text {
                language: "en",
                key: concat!($key, $who_key, "-choice"),
                template: $en!($who, "right after {way}"),
            },
            Text {
                language: "de",
                key: concat!($key, $who_key, "-choice"),
                template: $de!($wer, "gleich nach {way}"),
            },
        ]
    };
}

macro_rules! silent {
    ($who:literal, $at:literal) => {
        concat!("A case that ", $who, " started at {start} can end ", $at, ", and nobody tells ", $who, ".")
    };
}
macro_rules! silent_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Ein Vorgang, den ",
            $wer,
            " bei {start} begonnen hat, kann ",
            $at,
            " enden, ohne dass ",
            $wer,
            " es erfährt.",
        )
    };
}

macro_rules! likely {
    ($who:literal, $at:literal) => {
        concat!(
            "A case that ",
            $who,
            " started at {start} can end ",
            $at,
            ", and nothing that is drawn tells ",
            $who,
            ".",
        )
    };
}
macro_rules! likely_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Ein Vorgang, den ",
            $wer,
            " bei {start} begonnen hat, kann ",
            $at,
            " enden, und nach der Zeichnung erfährt ",
            $wer,
            " es nicht.",
        )
    };
}

macro_rules! untold {
    ($who:literal, $at:literal) => {
        concat!(
            "Nothing that is drawn tells ",
            $who,
            " how a case ends that starts at {start}, for example ",
            $at,
            "."
        )
    };
}
macro_rules! untold_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Nach der Zeichnung erfährt ",
            $wer,
            " nie, wie ein Vorgang endet, der bei {start} beginnt, etwa ",
            $at,
            ".",
        )
    };
}

macro_rules! unanswered {
    ($who:literal, $at:literal) => {
        concat!(
            "What comes from ",
            $who,
            " at {start} is worked on, and the case can end ",
            $at,
            " without anybody telling ",
            $who,
            " what came of it.",
        )
    };
}
macro_rules! unanswered_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Was ",
            $wer,
            " bei {start} einbringt, wird bearbeitet, und der Vorgang kann ",
            $at,
            " enden, ohne dass ",
            $wer,
            " erfährt, was daraus geworden ist.",
        )
    };
}

macro_rules! objected {
    ($who:literal, $at:literal) => {
        concat!(
            "The objection at {start} is decided on, and the case can end ",
            $at,
            " without anybody telling ",
            $who,
            " what came of it.",
        )
    };
}
macro_rules! objected_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Über den Einwand bei {start} wird entschieden, und der Vorgang kann ",
            $at,
            " enden, ohne dass ",
            $wer,
            " erfährt, was daraus geworden ist.",
        )
    };
}

macro_rules! met {
    ($who:literal, $at:literal) => {
        concat!(
            "A case that begins at {start} can end ",
            $at,
            ", and nobody tells ",
            $who,
            ", who is told at {contact} on another way.",
        )
    };
}
macro_rules! met_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Ein Vorgang, der bei {start} beginnt, kann ",
            $at,
            " enden, ohne dass ",
            $wer,
            " es erfährt; auf einem anderen Weg geschieht das bei {contact}.",
        )
    };
}

macro_rules! other {
    ($who:literal, $at:literal) => {
        concat!(
            "A case that ",
            $who,
            " starts at {start} can end ",
            $at,
            ", and nobody tells ",
            $who,
            ", who is told on other ways.",
        )
    };
}
macro_rules! other_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Ein Vorgang, den ",
            $wer,
            " bei {start} beginnt, kann ",
            $at,
            " enden, ohne dass ",
            $wer,
            " es erfährt; auf anderen Wegen ist eine Antwort gezeichnet.",
        )
    };
}

macro_rules! unheard {
    ($who:literal, $at:literal) => {
        concat!("A case that begins at {start} can end ", $at, ", and no step tells ", $who, ".")
    };
}
macro_rules! unheard_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Ein Vorgang, der bei {start} beginnt, kann ",
            $at,
            " enden, und nirgends ist gezeichnet, dass ",
            $wer,
            " es erfährt.",
        )
    };
}

macro_rules! unseen {
    ($who:literal, $at:literal) => {
        concat!(
            "A case that begins at {start} can end ",
            $at,
            " without a word to ",
            $who,
            "; on other ways an answer is drawn.",
        )
    };
}
macro_rules! unseen_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Ein Vorgang, der bei {start} beginnt, kann ",
            $at,
            " enden, ohne dass ",
            $wer,
            " es erfährt; auf anderen Wegen ist eine Antwort gezeichnet.",
        )
    };
}

macro_rules! addressee {
    ($who:literal, $at:literal) => {
        concat!(
            "One outcome is told at {contact}; when a case ends ",
            $at,
            " instead, ",
            $who,
            " hear nothing."
        )
    };
}
macro_rules! addressee_de {
    ($wer:literal, $at:literal) => {
        concat!(
            "Bei {contact} wird ein Ausgang mitgeteilt; endet ein Vorgang stattdessen ",
            $at,
            ", erfahren ",
            $wer,
            " nichts.",
        )
    };
}

macro_rules! starter {
    ($who:literal, $at:literal) => {
        concat!(
            $who,
            " begins the case at {start} and meets it again at {contact}; when it ends ",
            $at,
            ", nobody tells ",
            $who,
            ".",
        )
    };
}
macro_rules! starter_de {
    ($wer:literal, $at:literal) => {
        concat!(
            $wer,
            " beginnt den Vorgang bei {start} und trifft ihn bei {contact} wieder; endet er ",
            $at,
            ", erfährt ",
            $wer,
            " nichts.",
        )
    };
}

/// Says of a customer what can be said of any: of one without a name, or whose name says no more, and of one by his name.
macro_rules! customers {
    ($($key:literal: $en:ident, $de:ident;)*) => {
        &[$(
            everywhere!($key, "", $en("the customer"), $de("der Kunde")),
            everywhere!($key, "-named", $en("{customer}"), $de("{customer}")),
        )*]
    };
}

/// Says of whoever sent what a case begins with what can be said of any, and what to do about it.
macro_rules! senders {
    ($($key:literal, $who:literal, $wer:literal;)*) => {
        &[$(
            everywhere!("unheard-", $key, unheard($who), unheard_de($wer)),
            everywhere!("unseen-", $key, unseen($who), unseen_de($wer)),
            &[
                Text {
                    language: "en",
                    key: concat!("tell-", $key),
                    template: concat!("Draw who tells ", $who, " what came of it."),
                },
                Text {
                    language: "de",
                    key: concat!("tell-", $key),
                    template: concat!("Zeichnen, durch wen ", $wer, " erfährt, was daraus geworden ist."),
                },
            ],
        )*]
    };
}

const CUSTOMERS: &[&[Text]] = customers! {
    "silent": silent, silent_de;
    "likely": likely, likely_de;
    "untold": untold, untold_de;
    "unanswered": unanswered, unanswered_de;
};

const SENDERS: &[&[Text]] = senders! {
    "asker", "{asker}", "{asker}";
    "invoice", "the sender of the invoice", "der Absender der Rechnung";
    "application", "the applicant", "der Antragsteller";
    "objection", "whoever complained", "die Gegenseite";
    "claim", "the claimant", "der Anspruchsteller";
    "order", "whoever placed the order", "der Besteller";
    "mail", "the sender", "der Absender";
    "request", "the requester", "der Anfragende";
};

const OTHERS: &[&[Text]] = &[
    everywhere!("objected", "", objected("whoever objected"), objected_de("die Gegenseite")),
    everywhere!("objected", "-asker", objected("{asker}"), objected_de("{asker}")),
    everywhere!("met", "", met("the customer"), met_de("der Kunde")),
    everywhere!("other", "", other("{asker}"), other_de("{asker}")),
    everywhere!("addressee", "", addressee("the same people"), addressee_de("dieselben Leute")),
    everywhere!("starter", "", starter("{asker}"), starter_de("{asker}")),
];

const REST: &[Text] = handoff_sdk::texts! {
    "title" {
        en: "A case that the customer started can end without telling the customer",
        de: "Ein Fall, den der Kunde begonnen hat, kann enden, ohne dass der Kunde davon erfährt",
    }
    "told-else" {
        en: "{asker} is told of one outcome at {contact}; if it comes to {way} instead, and then to {step}, nobody tells \
             {asker}.",
        de: "Von dem einen Ausgang erfährt {asker} bei {contact}; kommt es stattdessen zu {way} und dann zu {step}, erfährt \
             {asker} nichts.",
    }
    "told-else-end" {
        en: "{asker} is told of one outcome at {contact}; if it comes to {step} instead, nobody tells {asker}.",
        de: "Von dem einen Ausgang erfährt {asker} bei {contact}; kommt es stattdessen zu {step}, erfährt {asker} nichts.",
    }
    "passed-on" {
        en: "A case that the customer started at {start} is passed on to {successor} at {last}, and nobody tells the customer \
             where it is now.",
        de: "Ein Vorgang, den der Kunde bei {start} begonnen hat, geht bei {last} an {successor}, und niemand sagt dem Kunden, \
             wo er jetzt liegt.",
    }
    "unsent" {
        en: "At {steps} the customer waits for a message, and nobody is drawn who sends it.",
        de: "Bei {steps} wartet der Kunde auf eine Nachricht, und niemand ist gezeichnet, der sie sendet.",
    }
    "unsent-many" {
        en: "At {steps} the customer waits for messages, and nobody is drawn who sends them.",
        de: "Bei {steps} wartet der Kunde auf Nachrichten, und niemand ist gezeichnet, der sie sendet.",
    }
    "unasked" {
        en: "At {step} the customer is waited for, and nothing that is drawn tells the customer anything between {start} and \
             there.",
        de: "Bei {step} wird auf den Kunden gewartet, und zwischen {start} und dort sagt ihm nichts Gezeichnetes etwas.",
    }
    "tell" {
        en: "Draw who tells the customer what came of it.",
        de: "Zeichnen, durch wen der Kunde erfährt, was daraus geworden ist.",
    }
    "tell-named" {
        en: "Draw who tells {customer} what came of it.",
        de: "Zeichnen, durch wen {customer} erfährt, was daraus geworden ist.",
    }
    "tell-objector" {
        en: "Draw who tells whoever objected what came of it.",
        de: "Zeichnen, durch wen die Gegenseite erfährt, was daraus geworden ist.",
    }
    "tell-contact" {
        en: "Let {teller}, who is in touch with the customer at {contact}, tell the customer what came of it.",
        de: "{teller} hat bei {contact} mit dem Kunden zu tun und sollte ihm mitteilen, was daraus geworden ist.",
    }
    "tell-contact-named" {
        en: "Let {teller}, who is in touch with {customer} at {contact}, tell {customer} what came of it.",
        de: "{teller} hat bei {contact} mit {customer} zu tun und sollte auch mitteilen, was daraus geworden ist.",
    }
    "tell-worker" {
        en: "Let {teller}, who works on the case at {last}, tell the customer what came of it.",
        de: "{teller} bearbeitet den Vorgang bei {last} und sollte dem Kunden mitteilen, was daraus geworden ist.",
    }
    "tell-worker-named" {
        en: "Let {teller}, who works on the case at {last}, tell {customer} what came of it.",
        de: "{teller} bearbeitet den Vorgang bei {last} und sollte {customer} mitteilen, was daraus geworden ist.",
    }
    "tell-closer" {
        en: "Let {teller}, who has the case in the end, tell the customer what came of it.",
        de: "{teller} hat den Vorgang am Ende und sollte dem Kunden mitteilen, was daraus geworden ist.",
    }
    "tell-closer-named" {
        en: "Let {teller}, who has the case in the end, tell {customer} what came of it.",
        de: "{teller} hat den Vorgang am Ende und sollte {customer} mitteilen, was daraus geworden ist.",
    }
    "tell-passed" {
        en: "Tell the customer at {last} who goes on with the case.",
        de: "Dem Kunden bei {last} mitteilen, wer mit dem Vorgang weitermacht.",
    }
    "tell-addressee" {
        en: "Tell them of this outcome too.",
        de: "Ihnen auch diesen Ausgang mitteilen.",
    }
    "send" {
        en: "Draw who sends the customer what is awaited at {step}.",
        de: "Zeichnen, wer dem Kunden sendet, worauf er bei {step} wartet.",
    }
    "ask" {
        en: "Draw who tells the customer before {step} what is asked for.",
        de: "Zeichnen, wer dem Kunden vor {step} sagt, was von ihm erwartet wird.",
    }
};

const PARTS: [&[&[Text]]; 4] = [CUSTOMERS, SENDERS, OTHERS, &[REST]];

pub(super) const TEXTS: &[Text] = &joined::<{ count() }>();

const fn count() -> usize {
    let (mut count, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut list = 0;
        while list < PARTS[part].len() {
            count += PARTS[part][list].len();
            list += 1;
        }
        part += 1;
    }
    count
}

const fn joined<const COUNT: usize>() -> [Text; COUNT] {
    let mut all = [REST[0]; COUNT];
    let (mut at, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut list = 0;
        while list < PARTS[part].len() {
            let mut text = 0;
            while text < PARTS[part][list].len() {
                all[at] = PARTS[part][list][text];
                at += 1;
                text += 1;
            }
            list += 1;
        }
        part += 1;
    }
    all
}
