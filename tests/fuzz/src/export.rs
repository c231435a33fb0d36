//! Any bytes as an export: read or refused, never dropped in silence.

use handoff_import::{ImportResult, limits, read};
use handoff_model::{Language, MessageEnd, Model, Status, Table};

/// The names under which bytes come in, by the first byte.
const NAMES: [&str; 4] = ["a.bpmn", "a.handoff", "a.xml", "-"];

/// Reads bytes as an export, after one byte that chooses the name of the file.
pub fn export(bytes: &[u8]) {
    let Some((name, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*name) % NAMES.len()];
    let import = read(bytes, name);
    whole(&import);
    assert_eq!(read(bytes, name), import, "the same bytes give the same model");
}

/// Panics where what was read contradicts itself.
pub fn whole(import: &ImportResult) {
    assert_eq!(import.model.is_none(), import.refusal.is_some());
    assert_eq!(import.status == Status::Refused, import.refusal.is_some());
    assert!(import.diagnostics.len() <= limits::MAX_NOTES + 1);
    let repaired = import.diagnostics.iter().any(|note| note.code.repair);
    assert!(!repaired || import.status != Status::Read, "a repair is told");
    for note in &import.diagnostics {
        assert!(handoff_import::codes().contains(&note.code), "{}", note.code.name);
    }
    if let Some(refusal) = &import.refusal {
        assert!(Language::ALL.iter().all(|language| !refusal.reason(*language).is_empty()));
    }
    import.model.iter().for_each(resolved);
}

/// Panics where a model refers to what it does not hold.
fn resolved(model: &Model) {
    fn holds<I: handoff_model::Id, T>(table: &Table<I, T>, id: I) {
        assert!(table.get(id).is_some(), "{} of {}", id.index(), table.len());
    }
    for (_, flow) in model.flows.iter() {
        holds(&model.steps, flow.source);
        holds(&model.steps, flow.target);
    }
    for (_, participant) in model.participants.iter() {
        participant.process.into_iter().for_each(|process| holds(&model.processes, process));
    }
    for (_, lane) in model.lanes.iter() {
        holds(&model.processes, lane.process);
        lane.parent.into_iter().for_each(|parent| holds(&model.lanes, parent));
    }
    for (_, flow) in model.message_flows.iter() {
        for end in [flow.source, flow.target] {
            match end {
                MessageEnd::Step(step) => holds(&model.steps, step),
                MessageEnd::Pool(pool) => holds(&model.participants, pool),
            }
        }
        flow.message.into_iter().for_each(|message| holds(&model.triggers, message));
    }
    model.annotations.iter().flat_map(|note| &note.steps).for_each(|step| holds(&model.steps, *step));
}
