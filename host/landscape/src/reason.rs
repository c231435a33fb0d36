//! Why nobody can tell whether a needed item arrives, and what would have to be declared to tell it.

use handoff_model::{Id, Language};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::{
    title::{GrammaticalCase, capital, quoted},
    unit::{MessageSender, Need, StepId, UndecidedReason, Unit},
};

/// Gives the needs that wait for the same declaration about one item the same number; returns, for each number, its first need.
pub(crate) fn number_sources(unit: &Unit, needs: &mut [Need]) -> Vec<u32> {
    let mut sources: IndexMap<_, u32, FxBuildHasher> = IndexMap::default();
    for (position, need) in (0..).zip(needs) {
        let Some(reason) = &need.undeclared else { continue };
        // A call says one thing of what it passes, and another of what it gives back.
        let back = matches!(reason, UndecidedReason::Call(call) if unit.gives_back(*call, need.step));
        let entry = sources.entry((need.item, reason.clone(), back));
        need.source = Some(entry.index() as u32);
        entry.or_insert(position);
    }
    sources.into_values().collect()
}

impl Unit {
    /// Says why nobody can tell whether a need is met, as one clause without a full stop, in a language;
    /// `None` where it can be told.
    pub fn undeclared(&self, need: &Need, language: Language) -> Option<String> {
        let (reason, item) = (need.undeclared.as_ref()?, quoted(self.item_name(need), language));
        let tell = match language {
            Language::German => reason_in_german,
            Language::English | Language::Other(_) => reason_in_english,
        };
        Some(tell(self, reason, &item, need.step))
    }

    /// Says why nobody can tell whether a source brings an item, as a whole sentence with its full stop; `None` where there is
    /// no such source. `source` is a position in [`Unit::sources`].
    pub fn source(&self, source: u32, language: Language) -> Option<String> {
        Some(capital(&self.undeclared(self.first_need(source)?, language)?) + ".")
    }

    /// Returns the first need that a source leaves undecided. `source` is a position in [`Unit::sources`].
    pub fn first_need(&self, source: u32) -> Option<&Need> {
        self.needs.get(*self.sources.get(source as usize)? as usize)
    }

    /// Says what would have to be declared to tell whether a need is met, as one sentence without a full stop: needs
    /// with the same sentence wait for the same source.
    pub fn declaration(&self, need: &Need, language: Language) -> Option<String> {
        let (reason, item) = (need.undeclared.as_ref()?, quoted(self.item_name(need), language));
        let tell = match language {
            Language::German => remedy_in_german,
            Language::English | Language::Other(_) => remedy_in_english,
        };
        Some(tell(self, reason, &item, need.step))
    }

    fn item_name(&self, need: &Need) -> &str {
        self.items.get(need.item.index()).map_or("", |item| &item.name)
    }

    /// Names the department of a step in quotation marks, else the step.
    fn side(&self, step: StepId, language: Language, case: GrammaticalCase) -> String {
        let owner = self.steps.get(step.index()).and_then(|step| self.departments.get(step.owner?.index()));
        owner.map_or_else(|| self.title(step, language, case), |owner| quoted(&owner.name, language))
    }

    /// Tells whether what a call gives back decides on a need, not what it passes to the process that it calls.
    fn gives_back(&self, call: StepId, need: StepId) -> bool {
        let process = |step: StepId| self.steps.get(step.index()).map(|step| step.process);
        process(call) == process(need)
    }

    /// Names the process of a step in quotation marks, where it has a name.
    fn process_of(&self, step: StepId, language: Language) -> Option<String> {
        let process = self.processes.get(self.steps.get(step.index())?.process as usize)?;
        Some(&process.name).filter(|name| !name.trim().is_empty()).map(|name| quoted(name, language))
    }
}

fn reason_in_english(unit: &Unit, reason: &UndecidedReason, item: &str, at: StepId) -> String {
    let step = |step: &StepId| unit.title(*step, Language::English, GrammaticalCase::Object);
    match reason {
        UndecidedReason::State => format!("nothing says in which state {item} arrives"),
        UndecidedReason::Store => format!("{item} may hold it from before"),
        UndecidedReason::Start => format!("{item} may be set when the process is started"),
        UndecidedReason::Code => format!("code that the export does not show may set {item}"),
        UndecidedReason::NoName => "the data object has no name".to_owned(),
        UndecidedReason::Together => "what runs at the same time cannot be told from the gateways".to_owned(),
        UndecidedReason::Unreached(to) => format!("no start leads to {}", step(to)),
        UndecidedReason::Before => "what came before is not declared".to_owned(),
        UndecidedReason::Message { signal, from, to } => {
            let what = if *signal { "signal" } else { "message" };
            let from = match from {
                MessageSender::Step(from) => step(from),
                MessageSender::Pool(name) if name.trim().is_empty() => "a pool".to_owned(),
                MessageSender::Pool(name) => quoted(name, Language::English),
            };
            format!("the {what} from {from} to {} does not say what it brings", step(to))
        }
        UndecidedReason::Received(to) => {
            format!("the message that {} receives does not say what it brings", step(to))
        }
        UndecidedReason::Call(call) if unit.gives_back(*call, at) => {
            format!("the call of {} does not say what it gives back", step(call))
        }
        UndecidedReason::Call(call) => format!("the call of {} does not say what it passes", step(call)),
        UndecidedReason::Misnamed(call) => {
            format!("the call of {} passes something under another name", step(call))
        }
        UndecidedReason::Page(at) => format!("the page from which {} goes on is not in the export", step(at)),
        UndecidedReason::Silent(start) => format!("{} does not say what it brings", step(start)),
        UndecidedReason::LooseMaker(maker) => format!("no start leads to {}, which provides it", step(maker)),
        UndecidedReason::LooseEnd(at) => format!("an arrow at {} ends loose", step(at)),
        UndecidedReason::Entered(at) => {
            format!("what is entered at {} does not stand in the export", step(at))
        }
        UndecidedReason::Decided(at) => {
            format!("what the decision of {} gives back does not stand in the export", step(at))
        }
        UndecidedReason::Scripted(at) => {
            format!("what the script of {} sets does not stand in the export", step(at))
        }
        UndecidedReason::Returned(call) => {
            format!("the call of {} passes back whatever there is", step(call))
        }
        UndecidedReason::Set(at) => format!("what {} sets does not stand in the export", step(at)),
        UndecidedReason::Crossing(from, to) => {
            format!("the flow from {} to {} crosses pools", step(from), step(to))
        }
    }
}

fn reason_in_german(unit: &Unit, reason: &UndecidedReason, item: &str, at: StepId) -> String {
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

fn remedy_in_english(unit: &Unit, reason: &UndecidedReason, item: &str, at: StepId) -> String {
    let step = |step: &StepId| unit.title(*step, Language::English, GrammaticalCase::Object);
    let side = |step: &StepId| unit.side(*step, Language::English, GrammaticalCase::Object);
    match reason {
        UndecidedReason::State => format!("Declare in which state {item} is passed on"),
        UndecidedReason::Store => format!("Declare who fills {item}"),
        UndecidedReason::Start => match unit.process_of(at, Language::English) {
            Some(process) => format!("Declare what is given when {process} is started"),
            None => "Declare what is given when the process is started".to_owned(),
        },
        UndecidedReason::Code => format!("Declare which step sets {item}"),
        UndecidedReason::NoName => "Name the data objects".to_owned(),
        UndecidedReason::Together => format!("Draw which branches run at the same time as {}", step(&at)),
        UndecidedReason::Unreached(to) | UndecidedReason::LooseMaker(to) => {
            format!("Draw what leads to {}", step(to))
        }
        UndecidedReason::Before => format!("Declare what is there before {}", step(&at)),
        UndecidedReason::Message { from: MessageSender::Step(from), to, .. }
        | UndecidedReason::Crossing(from, to) => {
            format!("Declare what {} passes to {}", side(from), side(to))
        }
        UndecidedReason::Message { from: MessageSender::Pool(name), to, .. } if !name.trim().is_empty() => {
            format!("Declare what {} passes to {}", quoted(name, Language::English), side(to))
        }
        UndecidedReason::Message { to, .. } | UndecidedReason::Received(to) => {
            format!("Declare what the message to {} brings", step(to))
        }
        UndecidedReason::Call(call) | UndecidedReason::Misnamed(call) => {
            let passes = if unit.gives_back(*call, at) { "gives back" } else { "passes" };
            format!("Declare what the call of {} {passes}", step(call))
        }
        UndecidedReason::Page(at) => {
            format!("Export that page too, or declare what is there at {}", step(at))
        }
        UndecidedReason::LooseEnd(at) => format!("Draw the loose arrow at {} to its end", step(at)),
        UndecidedReason::Silent(start) => format!("Declare what {} brings", step(start)),
        UndecidedReason::Returned(call) => format!("Declare what the call of {} passes back", step(call)),
        UndecidedReason::Entered(at)
        | UndecidedReason::Decided(at)
        | UndecidedReason::Scripted(at)
        | UndecidedReason::Set(at) => {
            format!("Declare what is set at {}", step(at))
        }
    }
}

fn remedy_in_german(unit: &Unit, reason: &UndecidedReason, item: &str, at: StepId) -> String {
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
