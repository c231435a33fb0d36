//! The words in which a change is told, one catalogue for each language. Text that goes in has been made safe.

use handoff_landscape::unit::Availability;
use handoff_model::Language;

use crate::texts::german::dative;

/// What a need is said of: who, what, and the step, where the reason does not name it already.
pub(super) struct NeedSubject<'t> {
    pub(super) who: &'t str,
    pub(super) item: &'t str,
    pub(super) at: Option<&'t str>,
}

/// A reason with its names shown.
pub(super) enum ReasonText {
    Behind { provider: String, step: String },
    Beside { provider: String },
    Bypassed { provider: String, via: Option<String> },
    Removed { provider: String },
    Dropped { provider: String },
    Optional { provider: String },
    CutOff { provider: String },
    HandoffGone { border: String },
    NotCarried { border: String },
    State { provider: Option<String>, states: String },
    Fields { missing: String },
    Undeclared,
}

/// Everything that is said about changes.
pub(super) struct ChangeTexts {
    /// What stands before the sentence about the first of so many new gaps that reach the customer, and spared ones.
    pub(super) gaps: fn(usize, usize) -> String,
    pub(super) spared: fn(usize) -> String,
    pub(super) nothing: &'static str,
    pub(super) compatible: &'static str,
    /// So many changes besides, by their effect.
    pub(super) need: fn(&NeedSubject<'_>, Availability, bool) -> String,
    pub(super) since: fn(&str, &str) -> String,
    /// Why a need broke, or with `false` why it was mended: a clause.
    pub(super) why: fn(&ReasonText, bool) -> String,
    pub(super) no_longer: fn(&str) -> String,
    pub(super) now_reaches: fn(&str) -> String,
    pub(super) reaches_no_more: fn(&str) -> String,
    pub(super) now: fn(&str, &str, &str) -> String,
    pub(super) border: fn(&str, &str) -> String,
    pub(super) handoff_new: fn(&str, &str) -> String,
    pub(super) handoff_gone: fn(&str, &str) -> String,
    pub(super) handoff_lost: fn(&str, &str, &str) -> String,
    pub(super) handoff_gained: fn(&str, &str) -> String,
    pub(super) handoff_undeclared: fn(&str) -> String,
    pub(super) handoff_declared: fn(&str, &str) -> String,
    pub(super) handoff_moved: fn(&str, &str) -> String,
    pub(super) touchpoint_new: fn(&str) -> String,
    pub(super) touchpoint_gone: fn(&str) -> String,
    pub(super) department_new: fn(&str) -> String,
    pub(super) department_gone: fn(&str) -> String,
    pub(super) file_new: fn(&str) -> String,
    pub(super) file_gone: fn(&str) -> String,
    pub(super) renamed: fn(&str, &str) -> String,
    pub(super) unread: fn(&str, bool) -> String,
    pub(super) and: &'static str,
}

impl ChangeTexts {
    /// Returns the words of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &DE,
            Language::English | Language::Other(_) => &EN,
        }
    }
}

static EN: ChangeTexts = ChangeTexts {
    gaps: |new, spared| {
        let gaps = if new == 1 { "gap that reaches" } else { "gaps that reach" };
        let spared = if spared > 0 { format!(" (and −{spared})") } else { String::new() };
        format!("+{new} {gaps} the customer{spared}")
    },
    spared: |number| {
        let gaps = if number == 1 { "gap that reached" } else { "gaps that reached" };
        format!("−{number} {gaps} the customer")
    },
    nothing: "Nothing changed.",
    compatible: "No new gap that reaches the customer",
    need: |NeedSubject { who, item, at }, verdict, broke| {
        let at = at.map(|at| format!(" at {at}")).unwrap_or_default();
        match (verdict, broke) {
            (Availability::Unknown, true) => {
                format!("Nobody can tell any more whether {who} gets {item}{at}")
            }
            (Availability::Sometimes, true) => format!("{who} no longer always gets {item}{at}"),
            (_, true) => format!("{who} no longer gets {item}{at}"),
            (Availability::Sometimes | Availability::Unknown, false) => {
                format!("{who} now surely gets {item}{at}")
            }
            (_, false) => format!("{who} now gets {item}{at}"),
        }
    },
    since: |said, why| format!("{said} since {why}"),
    why: |why, broke| match (why, broke) {
        (ReasonText::Behind { provider, step }, true) => format!("{provider} moved behind {step}"),
        (ReasonText::Behind { provider, step }, false) => format!("{provider} moved before {step}"),
        (ReasonText::Beside { provider }, true) => format!("{provider} runs at the same time"),
        (ReasonText::Beside { provider }, false) => format!("{provider} no longer runs at the same time"),
        (ReasonText::Bypassed { provider, via: None }, true) => {
            format!("{provider} no longer lies on every path there")
        }
        (ReasonText::Bypassed { provider, via: Some(via) }, true) => {
            format!("{via} lies on a path around {provider}")
        }
        (ReasonText::Bypassed { provider, .. }, false) => format!("{provider} lies on every path there"),
        (ReasonText::Removed { provider }, true) => format!("{provider} is gone"),
        (ReasonText::Removed { provider }, false) => format!("{provider} was added"),
        (ReasonText::Dropped { provider }, true) => format!("{provider} no longer provides it"),
        (ReasonText::Dropped { provider }, false) => format!("{provider} provides it"),
        (ReasonText::Optional { provider }, true) => format!("{provider} may leave it out"),
        (ReasonText::Optional { provider }, false) => format!("{provider} may not leave it out any more"),
        (ReasonText::CutOff { provider }, true) => format!("nothing passes it on from {provider} any more"),
        (ReasonText::CutOff { provider }, false) => format!("it is passed on from {provider}"),
        (ReasonText::HandoffGone { border }, true) => format!("the handoff {border} is gone"),
        (ReasonText::HandoffGone { border }, false) => format!("there is a handoff {border}"),
        (ReasonText::NotCarried { border }, true) => format!("the handoff {border} no longer carries it"),
        (ReasonText::NotCarried { border }, false) => format!("the handoff {border} carries it"),
        (ReasonText::State { provider: Some(provider), states }, true) => {
            format!("it arrives as {states}, not as {provider} left it")
        }
        (ReasonText::State { provider: None, states }, true) => format!("it arrives as {states}"),
        (ReasonText::State { states, .. }, false) => format!("it no longer arrives as {states}"),
        (ReasonText::Fields { missing }, true) => format!("it comes without {missing}"),
        (ReasonText::Fields { missing }, false) => format!("it comes with {missing}"),
        (ReasonText::Undeclared, true) => "a source on the way is not declared any more".to_owned(),
        (ReasonText::Undeclared, false) => "every source on the way is declared".to_owned(),
    },
    no_longer: |message| format!("No longer so: {message}"),
    now_reaches: |message| format!("{message} This now reaches the customer."),
    reaches_no_more: |message| format!("{message} This no longer reaches the customer."),
    now: |message, old, new| format!("{message} (now {new}, before {old})"),
    border: |giver, receiver| format!("from {giver} to {receiver}"),
    handoff_new: |handoff, items| format!("A new handoff {handoff} carries {items}."),
    handoff_gone: |handoff, items| format!("The handoff {handoff} is gone; it carried {items}."),
    handoff_lost: |handoff, lost, gained| match gained {
        "" => format!("The handoff {handoff} no longer carries {lost}."),
        gained => format!("The handoff {handoff} no longer carries {lost}; it now carries {gained}."),
    },
    handoff_gained: |handoff, gained| format!("The handoff {handoff} now also carries {gained}."),
    handoff_undeclared: |handoff| format!("Nothing says any more what the handoff {handoff} carries."),
    handoff_declared: |handoff, items| {
        format!("It is now declared that the handoff {handoff} carries {items}.")
    },
    handoff_moved: |old, new| format!("The handoff {old} is now {new}."),
    touchpoint_new: |step| format!("{step} now meets the customer."),
    touchpoint_gone: |step| format!("{step} no longer meets the customer."),
    department_new: |name| format!("The department {name} is new."),
    department_gone: |name| format!("The department {name} is gone."),
    file_new: |path| format!("The file {path} is new."),
    file_gone: |path| format!("The file {path} is gone."),
    renamed: |old, new| format!("{old} is now called {new}."),
    unread: |path, now| {
        let when = if now { "cannot be read now" } else { "could not be read before" };
        format!("{path} {when}; what stands in it is not compared.")
    },
    and: "and",
};

static DE: ChangeTexts = ChangeTexts {
    gaps: |new, spared| {
        let gaps =
            if new == 1 { "Lücke, die den Kunden erreicht" } else { "Lücken, die den Kunden erreichen" };
        let spared = if spared > 0 { format!(" (und −{spared})") } else { String::new() };
        format!("+{new} {gaps}{spared}")
    },
    spared: |number| match number {
        1 => "−1 Lücke, die den Kunden erreichte".to_owned(),
        number => format!("−{number} Lücken, die den Kunden erreichten"),
    },
    nothing: "Nichts hat sich geändert.",
    compatible: "Keine neue Lücke, die den Kunden erreicht",
    need: |NeedSubject { who, item, at }, verdict, broke| {
        let at = at.map(|at| format!(" bei {}", dative(at))).unwrap_or_default();
        match (verdict, broke) {
            (Availability::Unknown, true) => {
                format!("Es ist nicht mehr zu erkennen, ob {who} {item}{at} bekommt")
            }
            (Availability::Sometimes, true) => format!("{who} bekommt {item}{at} nicht mehr immer"),
            (_, true) => format!("{who} bekommt {item}{at} nicht mehr"),
            (Availability::Sometimes | Availability::Unknown, false) => {
                format!("{who} bekommt {item}{at} jetzt sicher")
            }
            (_, false) => format!("{who} bekommt {item}{at} jetzt"),
        }
    },
    since: |said, why| format!("{said}, seit {why}"),
    why: |why, broke| match (why, broke) {
        (ReasonText::Behind { provider, step }, true) => format!("{provider} hinter {} liegt", dative(step)),
        (ReasonText::Behind { provider, step }, false) => format!("{provider} vor {} liegt", dative(step)),
        (ReasonText::Beside { provider }, true) => format!("{provider} gleichzeitig läuft"),
        (ReasonText::Beside { provider }, false) => format!("{provider} nicht mehr gleichzeitig läuft"),
        (ReasonText::Bypassed { provider, via: None }, true) => {
            format!("{provider} nicht mehr auf jedem Weg dorthin liegt")
        }
        (ReasonText::Bypassed { provider, via: Some(via) }, true) => {
            format!("{via} auf einem Weg um {provider} herum liegt")
        }
        (ReasonText::Bypassed { provider, .. }, false) => format!("{provider} auf jedem Weg dorthin liegt"),
        (ReasonText::Removed { provider }, true) => format!("es {provider} nicht mehr gibt"),
        (ReasonText::Removed { provider }, false) => format!("es {provider} gibt"),
        (ReasonText::Dropped { provider }, true) => format!("{provider} das nicht mehr bereitstellt"),
        (ReasonText::Dropped { provider }, false) => format!("{provider} das bereitstellt"),
        (ReasonText::Optional { provider }, true) => format!("{provider} das weglassen darf"),
        (ReasonText::Optional { provider }, false) => format!("{provider} das nicht mehr weglassen darf"),
        (ReasonText::CutOff { provider }, true) => {
            format!("nichts das mehr von {} weitergibt", dative(provider))
        }
        (ReasonText::CutOff { provider }, false) => {
            format!("das von {} weitergegeben wird", dative(provider))
        }
        (ReasonText::HandoffGone { border }, true) => format!("es die Übergabe {border} nicht mehr gibt"),
        (ReasonText::HandoffGone { border }, false) => format!("es die Übergabe {border} gibt"),
        (ReasonText::NotCarried { border }, true) => format!("die Übergabe {border} das nicht mehr enthält"),
        (ReasonText::NotCarried { border }, false) => format!("die Übergabe {border} das enthält"),
        (ReasonText::State { provider: Some(provider), states }, true) => {
            format!("das als {states} ankommt und nicht, wie {provider} es hinterließ")
        }
        (ReasonText::State { provider: None, states }, true) => format!("das als {states} ankommt"),
        (ReasonText::State { states, .. }, false) => format!("das nicht mehr als {states} ankommt"),
        (ReasonText::Fields { missing }, true) => format!("das ohne {missing} kommt"),
        (ReasonText::Fields { missing }, false) => format!("das mit {missing} kommt"),
        (ReasonText::Undeclared, true) => "eine Quelle auf dem Weg nicht mehr beschrieben ist".to_owned(),
        (ReasonText::Undeclared, false) => "jede Quelle auf dem Weg beschrieben ist".to_owned(),
    },
    no_longer: |message| format!("Nicht mehr so: {message}"),
    now_reaches: |message| format!("{message} Das erreicht jetzt den Kunden."),
    reaches_no_more: |message| format!("{message} Das erreicht den Kunden nicht mehr."),
    now: |message, old, new| format!("{message} (jetzt {new}, vorher {old})"),
    border: |giver, receiver| format!("von {giver} an {receiver}"),
    handoff_new: |handoff, items| format!("Eine neue Übergabe {handoff} enthält {items}."),
    handoff_gone: |handoff, items| {
        format!("Die Übergabe {handoff} gibt es nicht mehr; sie enthielt {items}.")
    },
    handoff_lost: |handoff, lost, gained| match gained {
        "" => format!("Die Übergabe {handoff} enthält {lost} nicht mehr."),
        gained => format!("Die Übergabe {handoff} enthält {lost} nicht mehr, dafür {gained}."),
    },
    handoff_gained: |handoff, gained| format!("Die Übergabe {handoff} enthält jetzt auch {gained}."),
    handoff_undeclared: |handoff| format!("Nichts sagt mehr, was die Übergabe {handoff} enthält."),
    handoff_declared: |handoff, items| {
        format!("Es ist jetzt beschrieben, dass die Übergabe {handoff} {items} enthält.")
    },
    handoff_moved: |old, new| format!("Die Übergabe {old} geht jetzt {new}."),
    touchpoint_new: |step| format!("{step} trifft jetzt den Kunden."),
    touchpoint_gone: |step| format!("{step} trifft den Kunden nicht mehr."),
    department_new: |name| format!("Die Abteilung {name} ist neu."),
    department_gone: |name| format!("Die Abteilung {name} gibt es nicht mehr."),
    file_new: |path| format!("Die Datei {path} ist neu."),
    file_gone: |path| format!("Die Datei {path} gibt es nicht mehr."),
    renamed: |old, new| format!("{old} heißt jetzt {new}."),
    unread: |path, now| {
        let when = if now { "ist jetzt nicht zu lesen" } else { "war vorher nicht zu lesen" };
        format!("{path} {when}; was darin steht, ist nicht verglichen.")
    },
    and: "und",
};
