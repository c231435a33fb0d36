//! The account of what was looked for in the landscape and not found, or found several times.

use std::sync::Arc;

use handoff_model::{Called, Code, LinkNote, Named, Note, Step, StepId, Text};
use rustc_hash::FxHashSet;

use crate::{
    link::{At, Party},
    recipe::Reading,
    reference::Found,
    trigger::triggers,
};

const fn code(name: &'static str, description: Text) -> Code {
    Code { name, description, repair: false }
}

const NO_PROCESS: Code = code(
    "call-without-process",
    Text {
        en: "A call leads to no process among these files; only what the call itself says of it is known.",
        de: "Ein Aufruf führt zu keinem Prozess in diesen Dateien; bekannt ist nur, was der Aufruf selbst sagt.",
    },
);
const SEVERAL_PROCESSES: Code = code(
    "ambiguous-call",
    Text {
        en: "A call fits several processes equally well, and none was taken: it is judged like one that leads nowhere.",
        de: "Ein Aufruf passt auf mehrere Prozesse gleich gut, und keiner wurde angenommen; er gilt wie einer, der nirgendwohin führt.",
    },
);
const BY_NAME: Code = code(
    "call-by-name",
    Text {
        en: "A call gives no id of a process among these files; the process of that name was taken.",
        de: "Ein Aufruf nennt keine Id eines Prozesses in diesen Dateien; der Prozess dieses Namens wurde angenommen.",
    },
);
const NO_SIGNAL: Code = code(
    "signal-without-partner",
    Text {
        en: "A signal is thrown or awaited, and no step in these files is its other side.",
        de: "Ein Signal wird ausgelöst oder erwartet, und kein Schritt in diesen Dateien ist die andere Seite.",
    },
);
const NO_MESSAGE: Code = code(
    "message-without-partner",
    Text {
        en: "A message that no message flow shows is sent or awaited, and no step of another process in these files is its \
     other side.",
        de: "Eine Nachricht, die kein Nachrichtenfluss zeigt, wird gesendet oder erwartet, und kein Schritt eines anderen Prozesses in diesen Dateien ist die andere Seite.",
    },
);
const SEVERAL_SENDERS: Code = code(
    "ambiguous-partner",
    Text {
        en: "A message or signal may come from several exports of what looks like one process, and none was taken.",
        de: "Eine Nachricht oder ein Signal kann aus mehreren Exporten kommen, die nach einem Prozess aussehen, und keiner wurde angenommen.",
    },
);

/// Says what became of a call, where that is not plain.
pub(crate) fn call(step: &Step, called: &Called, found: &Found) -> Option<Note> {
    let (call, process) = (Named::of(step), called.element.clone());
    let (code, kind) = match found {
        Found::Id(_) => return None,
        Found::Name(_) => (BY_NAME, LinkNote::CallByName(call, process)),
        Found::Several(found) => (SEVERAL_PROCESSES, LinkNote::CallAmbiguous(call, process, found.len())),
        Found::Nothing if called.dynamic => (NO_PROCESS, LinkNote::CallWhenRun(call, process)),
        Found::Nothing if process.is_empty() => (NO_PROCESS, LinkNote::CallUnsaid(call)),
        Found::Nothing => (NO_PROCESS, LinkNote::CallNowhere(call, process)),
    };
    Some(Note { code, kind: kind.into(), span: step.span, element: Some(step.id.clone()) })
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
        let Some(row) = readings[file].model.steps.get(id) else { continue };
        if !said.insert((file, party.sends)) {
            continue;
        }
        let (step, name) = (Named::of(row), name(&readings[file], id, signal).to_owned());
        let (code, kind) = if doubtful.contains(&party.at) {
            (SEVERAL_SENDERS, LinkNote::SendersAmbiguous { step, name, signal })
        } else {
            let code = if signal { NO_SIGNAL } else { NO_MESSAGE };
            (code, LinkNote::Alone { step, name, signal, sends: party.sends })
        };
        notes.push((file, Note { code, kind: kind.into(), span: row.span, element: Some(row.id.clone()) }));
    }
    notes
}

/// The name of the signal or message that a step throws or catches.
fn name(reading: &Reading, step: StepId, signal: bool) -> &str {
    let triggers = reading.model.steps.get(step).into_iter().flat_map(triggers);
    let mut named = triggers.filter(|(_, is_signal)| *is_signal == signal).map(|(trigger, _)| trigger);
    named.find_map(|trigger| reading.model.triggers.get(trigger)).map_or("", |trigger| trigger.name.as_str())
}
