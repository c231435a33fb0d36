//! The rows of a sheet: which pool and lane each band of its grid belongs to.

use handoff_model::{LaneId, Model, ParticipantId, ProcessId, StepId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::grid::Band;

/// Between two pools.
const POOL_GAP: f64 = 48.0;
/// The height of a pool in which nothing is shown.
const CLOSED: f64 = 60.0;
/// The least height of a lane.
const LANE: f64 = 110.0;

/// The rows of a sheet, from top to bottom.
#[derive(Default)]
pub(super) struct SheetRows {
    pub(super) bands: Vec<Band>,
    pub(super) processes: Vec<ProcessId>,
    /// The first band of each pool, and the first that is not its own.
    pub(super) pools: Vec<(ParticipantId, usize, usize)>,
    /// The lanes, outer before inner: how many are around each, its first band, and the first that is not its own.
    pub(super) lanes: Vec<(LaneId, usize, usize, usize)>,
    /// The band of each lane and, without a lane, of each process that holds steps directly.
    bands_of: FxHashMap<(ProcessId, Option<LaneId>), usize>,
}

impl SheetRows {
    /// Makes the rows of some pools and of some processes without one; `used` are the lanes that steps stand in.
    pub(super) fn of(
        model: &Model,
        pools: &[ParticipantId],
        processes: &[ProcessId],
        used: &FxHashSet<(ProcessId, Option<LaneId>)>,
    ) -> Self {
        let mut rows = Self::default();
        let mut lanes: FxHashMap<(ProcessId, Option<LaneId>), Vec<LaneId>> = FxHashMap::default();
        for (id, lane) in model.lanes.iter() {
            lanes.entry((lane.process, lane.parent)).or_default().push(id);
        }
        for pool in pools {
            let first = rows.bands.len();
            // Several pools may name one process: it is shown in the first.
            let process =
                model.participants[*pool].process.filter(|process| !rows.processes.contains(process));
            match process {
                Some(process) => rows.process(process, &lanes, used),
                None => rows.bands.push(Band { before: 0.0, least: CLOSED }),
            }
            if let Some(band) = rows.bands.get_mut(first).filter(|_| first > 0) {
                band.before = POOL_GAP;
            }
            rows.pools.push((*pool, first, rows.bands.len()));
        }
        for process in processes {
            rows.process(*process, &lanes, used);
        }
        rows
    }

    fn process(
        &mut self,
        process: ProcessId,
        lanes: &FxHashMap<(ProcessId, Option<LaneId>), Vec<LaneId>>,
        used: &FxHashSet<(ProcessId, Option<LaneId>)>,
    ) {
        self.processes.push(process);
        let outer = lanes.get(&(process, None));
        if used.contains(&(process, None)) || outer.is_none() {
            self.band((process, None), 0.0);
        }
        // What is open, innermost last: a lane to begin, or one to end.
        let mut open: Vec<(LaneId, usize, Option<usize>)> = Vec::new();
        let inner = |lane: Option<LaneId>, depth: usize| {
            lanes.get(&(process, lane)).into_iter().flatten().rev().map(move |lane| (*lane, depth, None))
        };
        open.extend(inner(None, 0));
        while let Some((lane, depth, begun)) = open.pop() {
            if let Some(begun) = begun {
                self.lanes[begun].3 = self.bands.len();
                continue;
            }
            open.push((lane, depth, Some(self.lanes.len())));
            self.lanes.push((lane, depth, self.bands.len(), 0));
            let inside = lanes.contains_key(&(process, Some(lane)));
            if !inside || used.contains(&(process, Some(lane))) {
                self.band((process, Some(lane)), LANE);
            }
            open.extend(inner(Some(lane), depth + 1));
        }
    }

    fn band(&mut self, key: (ProcessId, Option<LaneId>), least: f64) {
        self.bands_of.insert(key, self.bands.len());
        self.bands.push(Band { before: 0.0, least });
    }

    /// Returns the band of a step.
    pub(super) fn band_of(&self, model: &Model, step: StepId) -> usize {
        let step = &model.steps[step];
        self.bands_of.get(&(step.process, step.lane)).copied().unwrap_or(0)
    }

    /// Returns how many lanes lie in each other at most.
    pub(super) fn depth(&self) -> usize {
        self.lanes.iter().map(|(_, depth, ..)| depth + 1).max().unwrap_or(0)
    }
}
