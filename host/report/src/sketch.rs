//! What of a landscape is read and not judged, or cannot be: sketches, and processes without any department.

use std::sync::Arc;

use handoff_finding::{Naming, Place};
use handoff_landscape::{Landscape, Unit};
use handoff_model::Id;

/// A process most of whose steps have no names of their own: drawn to try something out, not to describe work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Where it stands.
    pub place: Place,
    /// How many of the steps that tell have a default name of a tool, or none.
    pub nameless: usize,
    /// How many steps tell: the activities; where there are none, the events.
    pub steps: usize,
}

/// Lists the files of the processes that have work in them and name no department at all, sketches left out.
pub(crate) fn unowned_files(unit: &Unit) -> Vec<&str> {
    let mut unowned = vec![false; unit.processes.len()];
    for step in unit.steps.iter().filter(|step| step.kind.is_activity()) {
        unowned[step.process.index()] = true;
    }
    let owned = unit.steps.iter().filter(|step| step.owner.is_some()).map(|step| step.process);
    for process in owned.chain(unit.sketches.iter().map(|sketch| sketch.process)) {
        unowned[process.index()] = false;
    }
    let all = unit.processes.iter().zip(unowned).filter(|(_, unowned)| *unowned);
    all.filter_map(|(process, _)| unit.file(process.file).map(|file| &**file)).collect()
}

/// Lists the sketches of a landscape.
pub(crate) fn sketches(landscape: &Landscape) -> Vec<Sketch> {
    let of_unit = |unit: &Arc<Unit>| {
        let resolved = unit.sketches.iter().filter_map(|sketch| {
            let process = unit.processes.get(sketch.process.index())?;
            let place = Place {
                file: unit.file(process.file).cloned().unwrap_or_default(),
                line: process.span.line,
                column: process.span.column,
                element: Some(process.id.as_str().into()),
                name: process.name.clone(),
                naming: Naming::Label,
            };
            Some(Sketch { place, nameless: sketch.nameless as usize, steps: sketch.all as usize })
        });
        resolved.collect::<Vec<_>>()
    };
    let mut sketches: Vec<Sketch> = landscape.units.iter().flat_map(of_unit).collect();
    sketches.sort_by(|a, b| a.place.cmp(&b.place));
    sketches
}
