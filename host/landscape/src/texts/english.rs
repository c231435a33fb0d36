//! What is said of undecided needs and of steps without a label, in English.

use handoff_model::{GrammaticalCase, Language, quoted};

use super::{LandscapeTexts, TitleTexts};
use crate::title::StepNoun;
use crate::unit::{MessageSender, StepId, UndecidedReason, Unit};

pub(super) const TEXTS: LandscapeTexts = LandscapeTexts {
    reason,
    remedy,
    title: |title, _| title.say_with(&format!("the {}", noun(title.noun)), &TITLE, Language::English),
};

const TITLE: TitleTexts = TitleTexts {
    between: "between",
    and: "and",
    or: "or",
    after: "after",
    before: "before",
    of: "of",
    on: "on",
    within: "in",
    line: "line",
};

fn reason(unit: &Unit, reason: &UndecidedReason, item: &str, at: StepId) -> String {
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

fn remedy(unit: &Unit, reason: &UndecidedReason, item: &str, at: StepId) -> String {
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

fn noun(noun: StepNoun) -> &'static str {
    match noun {
        StepNoun::Start => "start",
        StepNoun::End => "end",
        StepNoun::Choice | StepNoun::Event => "event",
        StepNoun::Decision => "decision",
        StepNoun::Fork => "fork",
        StepNoun::Merge => "merge",
        StepNoun::Task => "unnamed task",
        StepNoun::Call => "unnamed call",
        StepNoun::Scope => "unnamed sub-process",
    }
}
