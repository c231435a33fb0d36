//! What is said of undecided needs and of steps without a label, in German.

use handoff_model::{GrammaticalCase, Language, quoted};

use super::{LandscapeTexts, TitleTexts};
use crate::title::StepNoun;
use crate::unit::{MessageSender, StepId, UndecidedReason, Unit};

pub(super) static TEXTS: LandscapeTexts = LandscapeTexts {
    reason,
    remedy,
    title: |title, case| title.say_with(&noun(title.noun, case), &TITLE, Language::German),
};

const TITLE: TitleTexts = TitleTexts {
    between: "zwischen",
    and: "und",
    or: "oder",
    after: "nach",
    before: "vor",
    of: "von",
    on: "an",
    within: "in",
    line: "Zeile",
};

const MASCULINE: [&str; 3] = ["der", "den", "dem"];
const FEMININE: [&str; 3] = ["die", "die", "der"];
const NEUTER: [&str; 3] = ["das", "das", "dem"];

fn reason(unit: &Unit, reason: &UndecidedReason, item: &str, at: StepId) -> String {
    let step = |step: &StepId| unit.title(*step, Language::German, GrammaticalCase::Dative);
    match reason {
        UndecidedReason::State => format!("nichts sagt, in welchem Zustand {item} ankommt"),
        UndecidedReason::Store => format!("{item} enthält das vielleicht von früher"),
        UndecidedReason::Start => format!("{item} wird vielleicht beim Start des Prozesses gesetzt"),
        UndecidedReason::Code => {
            format!("{item} wird vielleicht von Code gesetzt, den der Export nicht zeigt")
        }
        UndecidedReason::NoName => "das Datenobjekt hat keinen Namen".to_owned(),
        UndecidedReason::Together => "aus den Gateways geht nicht hervor, was gleichzeitig läuft".to_owned(),
        UndecidedReason::Unreached(to) => {
            format!("kein Start führt zu {}", step(to))
        }
        UndecidedReason::Before => "was davor kam, ist nicht angegeben".to_owned(),
        UndecidedReason::Message { signal, from, to } => {
            let what = if *signal { "das Signal" } else { "die Nachricht" };
            let from = match from {
                MessageSender::Step(from) => step(from),
                MessageSender::Pool(name) if name.trim().is_empty() => "einem Pool".to_owned(),
                MessageSender::Pool(name) => quoted(name, Language::German),
            };
            let brings = if *signal { "es" } else { "sie" };
            format!(
                "{what} von {from} an {} sagt nicht, was {brings} bringt",
                unit.title(*to, Language::German, GrammaticalCase::Object)
            )
        }
        UndecidedReason::Received(to) => {
            format!("die Nachricht, die bei {} ankommt, sagt nicht, was sie bringt", step(to))
        }
        UndecidedReason::Call(call) => {
            let passes = if unit.gives_back(*call, at) { "zurückgibt" } else { "übergibt" };
            format!("der Aufruf von {} sagt nicht, was er {passes}", step(call))
        }
        UndecidedReason::Misnamed(call) => {
            format!("der Aufruf von {} übergibt etwas unter anderem Namen", step(call))
        }
        UndecidedReason::Page(at) => {
            format!("die Seite, von der es bei {} weitergeht, ist nicht im Export", step(at))
        }
        UndecidedReason::Silent(start) => {
            format!("bei {} steht nicht, was damit kommt", step(start))
        }
        UndecidedReason::LooseMaker(maker) => {
            format!("kein Start führt zu {}, wo es bereitgestellt wird", step(maker))
        }
        UndecidedReason::LooseEnd(at) => {
            format!("ein Pfeil bei {} endet im Leeren", step(at))
        }
        UndecidedReason::Entered(at) => {
            format!("was bei {} eingegeben wird, steht nicht im Export", step(at))
        }
        UndecidedReason::Decided(at) => {
            format!("was die Entscheidung von {} zurückgibt, steht nicht im Export", step(at))
        }
        UndecidedReason::Scripted(at) => {
            format!("was das Skript von {} setzt, steht nicht im Export", step(at))
        }
        UndecidedReason::Returned(call) => {
            format!("der Aufruf von {} gibt alles zurück, was es dort gibt", step(call))
        }
        UndecidedReason::Set(at) => {
            format!("was bei {} gesetzt wird, steht nicht im Export", step(at))
        }
        UndecidedReason::Crossing(from, to) => {
            format!("der Fluss von {} zu {} führt über Pools", step(from), step(to))
        }
    }
}

fn remedy(unit: &Unit, reason: &UndecidedReason, item: &str, at: StepId) -> String {
    let step = |step: &StepId, case| unit.title(*step, Language::German, case);
    let side = |step: &StepId, case| unit.side(*step, Language::German, case);
    match reason {
        UndecidedReason::State => format!("Angeben, in welchem Zustand {item} weitergegeben wird"),
        UndecidedReason::Store => format!("Angeben, wer {item} füllt"),
        UndecidedReason::Start => match unit.process_of(at, Language::German) {
            Some(process) => format!("Angeben, was beim Start von {process} gegeben ist"),
            None => "Angeben, was beim Start des Prozesses gegeben ist".to_owned(),
        },
        UndecidedReason::Code => format!("Angeben, welcher Schritt {item} setzt"),
        UndecidedReason::NoName => "Den Datenobjekten Namen geben".to_owned(),
        UndecidedReason::Together => {
            format!(
                "Einzeichnen, welche Zweige gleichzeitig mit {} laufen",
                step(&at, GrammaticalCase::Dative)
            )
        }
        UndecidedReason::Unreached(to) | UndecidedReason::LooseMaker(to) => {
            format!("Einzeichnen, was zu {} führt", step(to, GrammaticalCase::Dative))
        }
        UndecidedReason::Before => format!("Angeben, was vor {} da ist", step(&at, GrammaticalCase::Dative)),
        UndecidedReason::Message { from: MessageSender::Step(from), to, .. }
        | UndecidedReason::Crossing(from, to) => format!(
            "Angeben, was von {} an {} weitergegeben wird",
            side(from, GrammaticalCase::Dative),
            side(to, GrammaticalCase::Object)
        ),
        UndecidedReason::Message { from: MessageSender::Pool(name), to, .. } if !name.trim().is_empty() => {
            format!(
                "Angeben, was von {} an {} weitergegeben wird",
                quoted(name, Language::German),
                side(to, GrammaticalCase::Object)
            )
        }
        UndecidedReason::Message { to, .. } | UndecidedReason::Received(to) => {
            format!("Angeben, was die Nachricht an {} bringt", step(to, GrammaticalCase::Object))
        }
        UndecidedReason::Call(call) | UndecidedReason::Misnamed(call) => {
            let passes = if unit.gives_back(*call, at) { "zurückgibt" } else { "übergibt" };
            format!("Angeben, was der Aufruf von {} {passes}", step(call, GrammaticalCase::Dative))
        }
        UndecidedReason::Page(at) => {
            format!(
                "Diese Seite mit exportieren, oder angeben, was bei {} da ist",
                step(at, GrammaticalCase::Dative)
            )
        }
        UndecidedReason::LooseEnd(at) => {
            format!("Den losen Pfeil bei {} zu Ende zeichnen", step(at, GrammaticalCase::Dative))
        }
        UndecidedReason::Silent(start) => {
            format!("Angeben, was mit {} kommt", step(start, GrammaticalCase::Dative))
        }
        UndecidedReason::Returned(call) => {
            format!("Angeben, was der Aufruf von {} zurückgibt", step(call, GrammaticalCase::Dative))
        }
        UndecidedReason::Entered(at)
        | UndecidedReason::Decided(at)
        | UndecidedReason::Scripted(at)
        | UndecidedReason::Set(at) => {
            format!("Angeben, was bei {} gesetzt wird", step(at, GrammaticalCase::Dative))
        }
    }
}

fn noun(noun: StepNoun, case: GrammaticalCase) -> String {
    let (name, [subject, object, dative]) = match noun {
        StepNoun::Start => ("Start", MASCULINE),
        StepNoun::End => ("Ende", NEUTER),
        StepNoun::Choice | StepNoun::Event => ("Ereignis", NEUTER),
        StepNoun::Decision => ("Entscheidung", FEMININE),
        StepNoun::Fork => ("Verzweigung", FEMININE),
        StepNoun::Merge => ("Zusammenführung", FEMININE),
        StepNoun::Task => ("Aufgabe ohne Namen", FEMININE),
        StepNoun::Call => ("Aufruf ohne Namen", MASCULINE),
        StepNoun::Scope => ("Teilprozess ohne Namen", MASCULINE),
    };
    let article = match case {
        GrammaticalCase::Subject => subject,
        GrammaticalCase::Object => object,
        GrammaticalCase::Dative => dative,
    };
    format!("{article} {name}")
}
