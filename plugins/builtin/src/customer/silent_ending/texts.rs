//! What `customer/silent-ending` says.

use handoff_sdk::Text;

/// Makes the list: first what is said whoever is meant; then, for each kind of sender, what is said of him where he is not
/// drawn.
macro_rules! texts {
    ([$($key:literal, $en:literal, $de:literal;)*] [$($sender:literal, $whoever:literal, $rest:literal;)*]) => {
        &[
            $(
                Text { language: "en", key: $key, template: $en },
                Text { language: "de", key: $key, template: $de },
            )*
            $(
                Text {
                    language: "en",
                    key: concat!("unheard-", $sender),
                    template: concat!(
                        "A case that begins at {start} can end badly at {step}, and nobody is drawn who tells ", $whoever, ".",
                    ),
                },
                Text {
                    language: "de",
                    key: concat!("unheard-", $sender),
                    template: concat!(
                        "Ein Vorgang, der bei {start} beginnt, kann bei {step} schlecht enden, und nirgends ist gezeichnet, dass \
                         es erfährt, wer ", $rest, ".",
                    ),
                },
                Text {
                    language: "en",
                    key: concat!("refused-", $sender),
                    template: concat!(
                        "A case that begins at {start} can end badly straight after {way}, and nobody is drawn who tells ",
                        $whoever, ".",
                    ),
                },
                Text {
                    language: "de",
                    key: concat!("refused-", $sender),
                    template: concat!(
                        "Ein Vorgang, der bei {start} beginnt, kann gleich nach {way} schlecht enden, und nirgends ist \
                         gezeichnet, dass es erfährt, wer ", $rest, ".",
                    ),
                },
                Text {
                    language: "en",
                    key: concat!("unseen-", $sender),
                    template: concat!(
                        "A case that begins at {start} can end at {step} without a word to ", $whoever, "; on other ways an answer \
                         is drawn.",
                    ),
                },
                Text {
                    language: "de",
                    key: concat!("unseen-", $sender),
                    template: concat!(
                        "Ein Vorgang, der bei {start} beginnt, kann bei {step} enden, ohne dass es erfährt, wer ", $rest, "; auf \
                         anderen Wegen ist eine Antwort gezeichnet.",
                    ),
                },
                Text {
                    language: "en",
                    key: concat!("answer-", $sender),
                    template: concat!("Draw who answers ", $whoever, " before {step}."),
                },
                Text {
                    language: "de",
                    key: concat!("answer-", $sender),
                    template: concat!("Zeichnen, wer vor {step} dem antwortet, der ", $rest, "."),
                },
                Text {
                    language: "en",
                    key: concat!("answer-after-", $sender),
                    template: concat!("Draw who answers ", $whoever, " after {way}."),
                },
                Text {
                    language: "de",
                    key: concat!("answer-after-", $sender),
                    template: concat!("Zeichnen, wer nach {way} dem antwortet, der ", $rest, "."),
                },
            )*
        ]
    };
}

pub(super) const TEXTS: &[Text] = texts! {
    [
        "title",
        "A case that the customer started can end without telling the customer",
        "Ein Fall, den der Kunde begonnen hat, kann enden, ohne dass der Kunde davon erfährt";
        "silent",
        "A case that the customer started at {start} can end at {step}, and nobody tells the customer.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann bei {step} enden, ohne dass der Kunde es \
                 erfährt.";
        "negative",
        "A case that the customer started at {start} can end badly at {step}, and nobody tells the customer.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann bei {step} schlecht enden, ohne dass der \
                 Kunde es erfährt.";
        "likely",
        "It seems that a case that the customer started at {start} can end at {step} without anybody telling \
                 the customer.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann wohl bei {step} enden, ohne dass der Kunde \
                 es erfährt.";
        "untold",
        "Nothing that is drawn tells the customer how a case that starts at {start} ends, for example at {step}.",
        "Nichts Gezeichnetes sagt dem Kunden, wie ein Vorgang endet, der bei {start} beginnt, etwa bei {step}.";
        "silent-way",
        "A case that the customer started at {start} can end without a word to the customer on the way over {way}.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann auf dem Weg über {way} enden, ohne dass der \
                 Kunde es erfährt.";
        "negative-way",
        "A case that the customer started at {start} can end badly without a word to the customer on the way over \
                 {way}.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann auf dem Weg über {way} schlecht enden, ohne \
                 dass der Kunde es erfährt.";
        "likely-way",
        "It seems that a case that the customer started at {start} can end on the way over {way} without anybody \
                 telling the customer.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann wohl auf dem Weg über {way} enden, ohne dass \
                 der Kunde es erfährt.";
        "tell",
        "Draw who tells the customer before {step} how the case ends.",
        "Zeichnen, wer dem Kunden vor {step} mitteilt, wie der Vorgang endet.";
        "tell-by",
        "Let {teller}, who meets the customer at {contact}, tell the customer too when a case ends at {step}.",
        "{teller} trifft den Kunden bei {contact} und sollte ihm auch mitteilen, wenn ein Vorgang bei {step} \
                 endet.";
        "unsent",
        "At {steps} the customer waits for a message, and nobody is drawn who sends it.",
        "Bei {steps} wartet der Kunde auf eine Nachricht, und niemand ist gezeichnet, der sie sendet.";
        "unsent-many",
        "At {steps} the customer waits for messages, and nobody is drawn who sends them.",
        "Bei {steps} wartet der Kunde auf Nachrichten, und niemand ist gezeichnet, der sie sendet.";
        "unasked",
        "At {step} the customer is waited for, and nothing that is drawn tells the customer anything between {start} and \
                 there.",
        "Bei {step} wird auf den Kunden gewartet, und zwischen {start} und dort sagt ihm nichts Gezeichnetes etwas.";
        "ask",
        "Draw who tells the customer before {step} what is asked for.",
        "Zeichnen, wer dem Kunden vor {step} sagt, was von ihm erwartet wird.";
        "send",
        "Draw who sends the customer what is awaited at {step}.",
        "Zeichnen, wer dem Kunden sendet, worauf er bei {step} wartet.";
        "silent-choice",
        "A case that the customer started at {start} can end straight after {way}, and nobody tells the customer.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann gleich nach {way} enden, ohne dass der Kunde \
                 es erfährt.";
        "negative-choice",
        "A case that the customer started at {start} can end badly straight after {way}, and nobody tells the \
                 customer.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann gleich nach {way} schlecht enden, ohne dass \
                 der Kunde es erfährt.";
        "likely-choice",
        "It seems that a case that the customer started at {start} can end straight after {way} without anybody \
                 telling the customer.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann wohl gleich nach {way} enden, ohne dass der \
                 Kunde es erfährt.";
        "tell-way",
        "Draw who tells the customer on the way over {way} how the case ends.",
        "Zeichnen, wer dem Kunden auf dem Weg über {way} mitteilt, wie der Vorgang endet.";
        "tell-who",
        "Let {teller}, who works on the case at {last}, tell the customer how it ends.",
        "{teller} bearbeitet den Vorgang bei {last} und sollte dem Kunden mitteilen, wie er endet.";
        "tell-met",
        "Let {teller}, who meets the customer at {contact}, tell the customer how such a case ends.",
        "{teller} trifft den Kunden bei {contact} und sollte ihm mitteilen, wie ein solcher Vorgang endet.";
        "other",
        "A case that {asker} starts at {start} can end at {step}, and nobody tells {asker}, who is told on other ways.",
        "Ein Vorgang, den {asker} bei {start} beginnt, kann bei {step} enden, ohne dass {asker} es erfährt; auf \
                 anderen Wegen ist eine Antwort gezeichnet.";
        "other-bad",
        "A case that {asker} starts at {start} can end badly at {step}, and nobody tells {asker}, who is told on \
                 other ways.",
        "Ein Vorgang, den {asker} bei {start} beginnt, kann bei {step} schlecht enden, ohne dass {asker} es \
                 erfährt; auf anderen Wegen ist eine Antwort gezeichnet.";
        "unheard-by",
        "A case that {asker} starts at {start} can end badly at {step}, and nobody is drawn who tells {asker}.",
        "Ein Vorgang, den {asker} bei {start} beginnt, kann bei {step} schlecht enden, und niemand ist gezeichnet, \
                 der es {asker} sagt.";
        "unanswered",
        "What comes from the customer at {start} is worked on, and the case can end at {step} without anybody telling \
                 the customer what came of it.",
        "Was bei {start} vom Kunden kommt, wird bearbeitet, und der Vorgang kann bei {step} enden, ohne dass ihm \
                 jemand sagt, was daraus geworden ist.";
        "unanswered-after",
        "What comes from the customer at {start} is worked on, and the case can end after {way} without anybody telling \
                 the customer what came of it.",
        "Was bei {start} vom Kunden kommt, wird bearbeitet, und der Vorgang kann nach {way} enden, ohne dass ihm \
                 jemand sagt, was daraus geworden ist.";
        "objected",
        "The objection at {start} is decided on, and the case can end at {step} without anybody telling whoever \
                 objected what came of it.",
        "Über den Einwand bei {start} wird entschieden, und der Vorgang kann bei {step} enden, ohne dass erfährt, \
                 was daraus geworden ist, wer ihn erhoben hat.";
        "objected-by",
        "The objection at {start} is decided on, and the case can end at {step} without anybody telling {asker} what \
                 came of it.",
        "Über den Einwand bei {start} wird entschieden, und der Vorgang kann bei {step} enden, ohne dass {asker} \
                 erfährt, was daraus geworden ist.";
        "objected-after",
        "The objection at {start} is decided on, and the case can end after {way} without anybody telling whoever \
                 objected what came of it.",
        "Über den Einwand bei {start} wird entschieden, und der Vorgang kann nach {way} enden, ohne dass erfährt, \
                 was daraus geworden ist, wer ihn erhoben hat.";
        "objected-by-after",
        "The objection at {start} is decided on, and the case can end after {way} without anybody telling {asker} what \
                 came of it.",
        "Über den Einwand bei {start} wird entschieden, und der Vorgang kann nach {way} enden, ohne dass {asker} \
                 erfährt, was daraus geworden ist.";
        "met",
        "A case that begins at {start} can end at {step}, and nobody tells the customer, who is told at {contact} on \
                 another way.",
        "Ein Vorgang, der bei {start} beginnt, kann bei {step} enden, ohne dass der Kunde es erfährt; auf einem \
                 anderen Weg erfährt er es bei {contact}.";
        "met-bad",
        "A case that begins at {start} can end badly at {step}, and nobody tells the customer, who is told at \
                 {contact} on another way.",
        "Ein Vorgang, der bei {start} beginnt, kann bei {step} schlecht enden, ohne dass der Kunde es erfährt; auf \
                 einem anderen Weg erfährt er es bei {contact}.";
        "answer",
        "Draw who tells {asker} before {step} how the case ends.",
        "Zeichnen, wer {asker} vor {step} mitteilt, wie der Vorgang endet.";
        "answer-after",
        "Draw who tells {asker} after {way} how the case ends.",
        "Zeichnen, wer {asker} nach {way} mitteilt, wie der Vorgang endet.";
        "answer-objector",
        "Draw who tells whoever objected before {step} what came of it.",
        "Zeichnen, wer dem, der den Einwand erhoben hat, vor {step} mitteilt, was daraus geworden ist.";
        "answer-objector-after",
        "Draw who tells whoever objected after {way} what came of it.",
        "Zeichnen, wer dem, der den Einwand erhoben hat, nach {way} mitteilt, was daraus geworden ist.";
        "told-else",
        "{asker} is told of one outcome at {contact}; of the other one, over {way} to {step}, nobody tells {asker}.",
        "Von dem einen Ausgang erfährt {asker} bei {contact}; von dem anderen, über {way} bis {step}, erfährt {asker} nichts.";
        "told-else-end",
        "{asker} is told of one outcome at {contact}; if the case ends at {step} instead, nobody tells {asker}.",
        "Von dem einen Ausgang erfährt {asker} bei {contact}; endet der Vorgang stattdessen bei {step}, erfährt {asker} nichts.";
        "passed-on",
        "A case that the customer started at {start} is passed on to {successor} at {last}, and nobody tells the customer \
                 where it is now.",
        "Ein Vorgang, den der Kunde bei {start} begonnen hat, geht bei {last} an {successor}, und niemand sagt dem Kunden, \
                 wo er jetzt liegt.";
        "tell-passed",
        "Tell the customer at {last} who goes on with the case.",
        "Dem Kunden bei {last} mitteilen, wer mit dem Vorgang weitermacht.";
        "addressee",
        "Whoever is told at {contact} hears nothing when a case ends at {step}.",
        "Wer bei {contact} benachrichtigt wird, erfährt nichts, wenn ein Vorgang bei {step} endet.";
        "addressee-way",
        "Whoever is told at {contact} hears nothing when a case ends behind {way}.",
        "Wer bei {contact} benachrichtigt wird, erfährt nichts, wenn ein Vorgang nach {way} endet.";
        "starter",
        "{asker} begins the case at {start} and meets it again at {contact}; when it ends at {step}, nobody tells {asker}.",
        "{asker} beginnt den Vorgang bei {start} und trifft ihn bei {contact} wieder; endet er bei {step}, erfährt {asker} \
                 nichts.";
        "starter-way",
        "{asker} begins the case at {start} and meets it again at {contact}; when it ends behind {way}, nobody tells {asker}.",
        "{asker} beginnt den Vorgang bei {start} und trifft ihn bei {contact} wieder; endet er nach {way}, erfährt {asker} \
                 nichts.";
        "answer-addressee",
        "Draw that whoever is told at {contact} is told before {step} too.",
        "Zeichnen, dass es auch vor {step} erfährt, wer bei {contact} benachrichtigt wird.";
    ]
    [
        "invoice", "whoever sent the invoice", "die Rechnung geschickt hat";
        "application", "whoever applied", "den Antrag gestellt hat";
        "objection", "whoever complained", "sich beschwert hat";
        "claim", "whoever made the claim", "den Anspruch erhoben hat";
        "order", "whoever placed the order", "bestellt hat";
        "mail", "whoever wrote", "geschrieben hat";
        "request", "whoever asked for it", "darum gebeten hat";
    ]
};
