//! The account of what was looked for in the landscape and not found, or found several times.

use std::sync::Arc;

use handoff_model::{Called, Code, Note, Step, StepId};
use rustc_hash::FxHashSet;

use crate::{
    link::{At, Party},
    recipe::Reading,
    reference::Found,
    trigger::triggers,
};

const fn code(name: &'static str, description: &'static str) -> Code {
    Code { name, description, repair: false }
}

const NO_PROCESS: Code = code(
    "call-without-process",
    "A call leads to no process among these files; only what the call itself says of it is known.",
);
const SEVERAL_PROCESSES: Code = code(
    "ambiguous-call",
    "A call fits several processes equally well, and none was taken: it is judged like one that leads nowhere.",
);
const BY_NAME: Code = code(
    "call-by-name",
    "A call gives no id of a process among these files; the process of that name was taken.",
);
const NO_SIGNAL: Code = code(
    "signal-without-partner",
    "A signal is thrown or awaited, and no step in these files is its other side.",
);
const NO_MESSAGE: Code = code(
    "message-without-partner",
    "A message that no message flow shows is sent or awaited, and no step of another process in these files is its \
     other side.",
);
const SEVERAL_SENDERS: Code = code(
    "ambiguous-partner",
    "A message or signal may come from several exports of what looks like one process, and none was taken.",
);

/// Says what became of a call, where that is not plain.
pub(crate) fn call(step: &Step, called: &Called, found: &Found) -> Option<Note> {
    let title = title(step);
    let what = match &called.namespace {
        Some(namespace) => format!("`{}` of the namespace `{namespace}`", called.element),
        None => format!("`{}`", called.element),
    };
    let (code, message) = match found {
        Found::Id(_) => return None,
        Found::Name(_) => {
            (BY_NAME, format!("{title} calls {what}, which is the name of a process: that process was taken"))
        }
        Found::Several(found) => {
            let number = found.len();
            let message = format!(
                "{title} calls {what}, and {number} processes equally near may be meant: none was taken; \
                 exclude the files that are copies, or give each process an id of its own"
            );
            (SEVERAL_PROCESSES, message)
        }
        Found::Nothing if called.dynamic => {
            (NO_PROCESS, format!("which process {title} calls is known only when it runs ({what})"))
        }
        Found::Nothing if called.element.is_empty() => {
            (NO_PROCESS, format!("{title} does not say which process it calls"))
        }
        Found::Nothing => {
            (NO_PROCESS, format!("{title} calls {what}, which is not in these files: add its export"))
        }
    };
    Some(Note { code, message, span: step.span, element: Some(step.id.clone()) })
}

/// Says of steps that throw or catch one signal or message alone that they do: one note for each file and side.
pub(crate) fn events(
    readings: &[Arc<Reading>],
    signal: bool,
    alone: impl Iterator<Item = Party>,
    doubtful: &FxHashSet<At>,
) -> Vec<(usize, Note)> {
    let mut notes: Vec<(usize, Note)> = Vec::new();
    let mut said: FxHashSet<(usize, bool)> = FxHashSet::default();
    for party in alone {
        let (file, id) = party.at;
        let Some(step) = readings[file].model.steps.get(id) else { continue };
        let name = name(&readings[file], id, signal);
        let named = if name.is_empty() { "without a name".to_owned() } else { format!("“{name}”") };
        if !said.insert((file, party.sends)) {
            continue;
        }
        let (kind, title) = (if signal { "signal" } else { "message" }, title(step));
        let (code, message) = if doubtful.contains(&party.at) {
            let message = format!(
                "the {kind} {named} for which {title} waits may come from several exports of one process: \
                 none was taken; exclude the files that are copies"
            );
            (SEVERAL_SENDERS, message)
        } else {
            let message = match (party.sends, signal) {
                (true, true) => format!("the {kind} {named} of {title} is caught by no step in these files"),
                (true, false) => {
                    format!("the {kind} {named} of {title} is received by no other process in these files")
                }
                (false, true) => {
                    format!("the {kind} {named} for which {title} waits is thrown by no step in these files")
                }
                (false, false) => {
                    format!(
                        "the {kind} {named} for which {title} waits is sent by no other process in these files"
                    )
                }
            };
            let message = format!("{message}: add the export that holds the other side, if there is one");
            (if signal { NO_SIGNAL } else { NO_MESSAGE }, message)
        };
        notes.push((file, Note { code, message, span: step.span, element: Some(step.id.clone()) }));
    }
    notes
}

/// The name of the signal or message that a step throws or catches.
fn name(reading: &Reading, step: StepId, signal: bool) -> &str {
    let triggers = reading.model.steps.get(step).into_iter().flat_map(triggers);
    let mut named = triggers.filter(|(_, is_signal)| *is_signal == signal).map(|(trigger, _)| trigger);
    named.find_map(|trigger| reading.model.triggers.get(trigger)).map_or("", |trigger| trigger.name.as_str())
}

/// How a note calls a step.
fn title(step: &Step) -> String {
    if step.name.is_empty() {
        format!("an unnamed {} (`{}`)", step.kind.name(), step.id)
    } else {
        format!("“{}”", step.name)
    }
}
