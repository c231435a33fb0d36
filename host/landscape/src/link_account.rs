//! The account of what was looked for in the landscape and not found, or found several times.

use std::sync::Arc;

use handoff_model::{
    CallTarget, Diagnostic, DiagnosticCode, LinkDiagnostic, LocalizedText, Step, StepId, StepMention,
};
use rustc_hash::FxHashSet;

use crate::{
    indexed_export::{IndexedExport, StepRef},
    reference::Resolution,
    trigger::triggers,
};

const fn code(name: &'static str, description: LocalizedText) -> DiagnosticCode {
    DiagnosticCode { name, description, repair: false }
}

const NO_PROCESS: DiagnosticCode = code(
    "call-without-process",
    LocalizedText {
        en: "A call leads to no process among these files; only what the call itself says of it is known.",
        de: "Ein Aufruf führt zu keinem Prozess in diesen Dateien; bekannt ist nur, was der Aufruf selbst sagt.",
    },
);
const SEVERAL_PROCESSES: DiagnosticCode = code(
    "ambiguous-call",
    LocalizedText {
        en: "A call fits several processes equally well, and none was taken: it is judged like one that leads nowhere.",
        de: "Ein Aufruf passt auf mehrere Prozesse gleich gut, und keiner wurde angenommen; er gilt wie einer, der nirgendwohin führt.",
    },
);
const BY_NAME: DiagnosticCode = code(
    "call-by-name",
    LocalizedText {
        en: "A call gives no id of a process among these files; the process of that name was taken.",
        de: "Ein Aufruf nennt keine Id eines Prozesses in diesen Dateien; der Prozess dieses Namens wurde angenommen.",
    },
);
const NO_SIGNAL: DiagnosticCode = code(
    "signal-without-partner",
    LocalizedText {
        en: "A signal is thrown or awaited, and no step in these files is its other side.",
        de: "Ein Signal wird ausgelöst oder erwartet, und kein Schritt in diesen Dateien ist die andere Seite.",
    },
);
const NO_MESSAGE: DiagnosticCode = code(
    "message-without-partner",
    LocalizedText {
        en: "A message that no message flow shows is sent or awaited, and no step of another process in these files is its \
     other side.",
        de: "Eine Nachricht, die kein Nachrichtenfluss zeigt, wird gesendet oder erwartet, und kein Schritt eines anderen Prozesses in diesen Dateien ist die andere Seite.",
    },
);
const SEVERAL_SENDERS: DiagnosticCode = code(
    "ambiguous-partner",
    LocalizedText {
        en: "A message or signal may come from several exports of what looks like one process, and none was taken.",
        de: "Eine Nachricht oder ein Signal kann aus mehreren Exporten kommen, die nach einem Prozess aussehen, und keiner wurde angenommen.",
    },
);

/// Says what became of a call, where that is not plain.
pub(crate) fn call(step: &Step, called: &CallTarget, found: &Resolution) -> Option<Diagnostic> {
    let (call, process) = (StepMention::of(step), called.element.clone());
    let (code, kind) = match found {
        Resolution::Id(_) => return None,
        Resolution::Name(_) => (BY_NAME, LinkDiagnostic::CallByName(call, process)),
        Resolution::Several(found) => {
            (SEVERAL_PROCESSES, LinkDiagnostic::CallAmbiguous(call, process, found.len()))
        }
        Resolution::Nothing if called.dynamic => (NO_PROCESS, LinkDiagnostic::CallWhenRun(call, process)),
        Resolution::Nothing if process.is_empty() => (NO_PROCESS, LinkDiagnostic::CallUnsaid(call)),
        Resolution::Nothing => (NO_PROCESS, LinkDiagnostic::CallNowhere(call, process)),
    };
    Some(Diagnostic { code, kind: kind.into(), span: step.span, element: Some(step.id.clone()) })
}

/// Says of steps that throw (`true`) or catch one signal or message alone that they do: one note for each file and side.
pub(crate) fn events(
    readings: &[Arc<IndexedExport>],
    signal: bool,
    alone: impl Iterator<Item = (StepRef, bool)>,
    doubtful: &FxHashSet<StepRef>,
) -> Vec<(usize, Diagnostic)> {
    let mut notes: Vec<(usize, Diagnostic)> = Vec::new();
    let mut said: FxHashSet<(usize, bool)> = FxHashSet::default();
    for (at, sends) in alone {
        let (file, id) = at;
        let Some(row) = readings[file].model.steps.get(id) else { continue };
        if !said.insert((file, sends)) {
            continue;
        }
        let (step, name) = (StepMention::of(row), name(&readings[file], id, signal).to_owned());
        let (code, kind) = if doubtful.contains(&at) {
            (SEVERAL_SENDERS, LinkDiagnostic::SendersAmbiguous { step, name, signal })
        } else {
            let code = if signal { NO_SIGNAL } else { NO_MESSAGE };
            (code, LinkDiagnostic::Alone { step, name, signal, sends })
        };
        notes.push((
            file,
            Diagnostic { code, kind: kind.into(), span: row.span, element: Some(row.id.clone()) },
        ));
    }
    notes
}

/// The name of the signal or message that a step throws or catches.
fn name(reading: &IndexedExport, step: StepId, signal: bool) -> &str {
    let triggers = reading.model.steps.get(step).into_iter().flat_map(triggers);
    let mut named = triggers.filter(|(_, is_signal)| *is_signal == signal).map(|(trigger, _)| trigger);
    named.find_map(|trigger| reading.model.triggers.get(trigger)).map_or("", |trigger| trigger.name.as_str())
}
