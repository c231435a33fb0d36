//! Which process lies in which pool, where references and shapes disagree or references are missing, and what is
//! drawn at all.

use handoff_model::{FlowDiagnostic, Id, ParticipantId, PlaceDiagnostic, ProcessId, StepId, StepMention};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::code;
use super::namespace::local_name;
use super::reader::BpmnReader;
use super::shapes::ShapeIndex;

/// Pools whose shapes are searched: the largest public export has some dozens.
const MAX_POOLS: usize = 100;

impl BpmnReader<'_, '_> {
    /// Gives pools their processes and processes their steps, by shapes where nothing else tells.
    pub(super) fn settle_pools(&mut self) {
        let open =
            |pool: &handoff_model::Participant| pool.process.is_none() && pool.missing_process.is_none();
        let pools = self.model.participants.len();
        let filled = self.model.participants.rows().filter(|pool| pool.process.is_some()).count();
        let loose = self.inhabited.len() > filled && self.model.participants.rows().any(open);
        if pools <= MAX_POOLS && (loose || filled > 1 && self.may_be_astray()) {
            let sheet = self.sheet();
            let homes = self.homes(&sheet);
            self.swap_back(&homes, &sheet);
            self.fill_open(&homes);
        }
        self.join();
        self.note_crossings();
        self.mark_leftovers();
    }

    /// For each process the one pool around all of its drawn steps.
    fn homes(&self, sheet: &ShapeIndex) -> FxHashMap<ProcessId, ParticipantId> {
        let pools: Vec<_> = self
            .model
            .participants
            .ids()
            .filter_map(|pool| Some((pool, sheet.shape(self.participant_nodes[pool.index()])?)))
            .collect();
        let mut homes = FxHashMap::<ProcessId, Option<ParticipantId>>::default();
        for (id, step) in self.model.steps.iter().filter(|(_, step)| step.scope.is_none()) {
            let Some(shape) = sheet.shape(self.step_nodes[id.index()]) else { continue };
            let mut around =
                pools.iter().filter(|(_, pool)| pool.encloses_centre_of(&shape)).map(|(pool, _)| *pool);
            let only = around.next().filter(|_| around.next().is_none());
            homes
                .entry(step.process)
                .and_modify(|home| *home = home.filter(|_| *home == only))
                .or_insert(only);
        }
        homes.into_iter().filter_map(|(process, home)| Some((process, home?))).collect()
    }

    /// Believes the shapes where each of some pools has the steps of another.
    fn swap_back(&mut self, homes: &FxHashMap<ProcessId, ParticipantId>, sheet: &ShapeIndex) {
        let astray: Vec<(ParticipantId, ProcessId, ParticipantId)> = self
            .model
            .participants
            .iter()
            .filter(|(id, _)| sheet.shape(self.participant_nodes[id.index()]).is_some())
            .filter_map(|(id, pool)| Some((id, pool.process?, *homes.get(&pool.process?)?)))
            .filter(|(pool, _, home)| pool != home)
            .collect();
        let left: FxHashSet<_> = astray.iter().map(|(pool, ..)| *pool).collect();
        let reached: FxHashSet<_> = astray.iter().map(|(.., home)| *home).collect();
        if left != reached || reached.len() != astray.len() {
            return;
        }
        for (_, process, home) in astray {
            let pool = &mut self.model.participants[home];
            pool.process = Some(process);
            self.notes.add(code::POOLS_SWAPPED, pool.span, Some(&pool.id), || {
                PlaceDiagnostic::PoolsSwapped(pool.name.clone()).into()
            });
        }
    }

    /// Gives pools that name no process the one inside their shape.
    fn fill_open(&mut self, homes: &FxHashMap<ProcessId, ParticipantId>) {
        let referred: FxHashSet<ProcessId> =
            self.model.participants.rows().filter_map(|participant| participant.process).collect();
        let loose: Vec<ProcessId> = self
            .model
            .processes
            .ids()
            .filter(|id| self.inhabited.contains(id) && !referred.contains(id))
            .collect();
        for process in loose {
            let Some(pool) = homes.get(&process) else { continue };
            let participant = &mut self.model.participants[*pool];
            if participant.process.is_some() || participant.missing_process.is_some() {
                continue;
            }
            participant.process = Some(process);
            self.notes.add(code::POOL_BY_SHAPE, participant.span, Some(&participant.id), || {
                PlaceDiagnostic::PoolByShape(participant.name.clone()).into()
            });
        }
    }

    /// Brings the ends of a sequence flow into one process, where only the file keeps them apart: a process without pool
    /// belongs to the other end, a step in the rectangle of the other end's pool lies there.
    fn join(&mut self) {
        let crossing: Vec<_> = self.crossings().map(|flow| (flow.source, flow.target)).collect();
        if crossing.is_empty() {
            return;
        }
        let pools = self.pools();
        let called: FxHashSet<&str> = self
            .step_nodes
            .iter()
            .filter_map(|node| node.attribute("calledElement"))
            .map(local_name)
            .collect();
        let mut joined = FxHashMap::<ProcessId, ProcessId>::default();
        let mut mixed = FxHashSet::default();
        for (source, target) in crossing {
            let (from, to) = (self.model.steps[source].process, self.model.steps[target].process);
            let homeless = |process| {
                !pools.contains_key(&process) && !called.contains(self.model.processes[process].id.as_str())
            };
            match (homeless(from), homeless(to)) {
                (true, true) => _ = joined.entry(from.max(to)).or_insert(from.min(to)),
                (true, false) => _ = joined.entry(from).or_insert(to),
                (false, true) => _ = joined.entry(to).or_insert(from),
                (false, false) => mixed.extend([(from, to), (to, from)]),
            }
        }
        let moved = self.astray(&mixed, &pools);
        for step in self.step_ids() {
            let known = &self.model.steps[step];
            let process = match known.scope {
                Some(scope) => self.model.steps[scope].process,
                None => match moved.get(&step) {
                    Some(process) => *process,
                    None => end_of(&joined, known.process),
                },
            };
            self.model.steps[step].process = process;
        }
        self.move_belongings(&joined);
    }

    /// Lists the steps of some processes that are drawn inside the pool of another, with the process of that pool.
    fn astray(
        &mut self,
        mixed: &FxHashSet<(ProcessId, ProcessId)>,
        pools: &FxHashMap<ProcessId, ParticipantId>,
    ) -> FxHashMap<StepId, ProcessId> {
        let mut moved = FxHashMap::default();
        if mixed.is_empty() || mixed.len() > MAX_POOLS {
            return moved;
        }
        let sheet = self.sheet();
        let shape_of = |process: &ProcessId| sheet.shape(self.participant_nodes[pools.get(process)?.index()]);
        let mut pairs: Vec<_> = mixed.iter().collect();
        pairs.sort_unstable();
        let mut others = FxHashMap::<ProcessId, Vec<_>>::default();
        for (from, to) in pairs {
            if let Some(other) = shape_of(to) {
                others.entry(*from).or_default().push((shape_of(from), other, *to));
            }
        }
        for (id, step) in self.model.steps.iter().filter(|(_, step)| step.scope.is_none()) {
            let Some(shape) = sheet.shape(self.step_nodes[id.index()]) else { continue };
            let inside = others.get(&step.process).into_iter().flatten();
            let mut inside = inside.filter(|(own, other, _)| {
                other.encloses_centre_of(&shape) && !own.is_some_and(|own| own.encloses_centre_of(&shape))
            });
            if let Some((.., process)) = inside.next() {
                moved.insert(id, *process);
            }
        }
        for step in self.step_ids().filter(|step| moved.contains_key(step)) {
            let row = &self.model.steps[step];
            self.notes.add(code::STEP_BY_SHAPE, row.span, Some(&row.id), || {
                PlaceDiagnostic::StepByShape(StepMention::of(row)).into()
            });
        }
        moved
    }

    /// Moves what belongs to joined processes along with their steps.
    fn move_belongings(&mut self, joined: &FxHashMap<ProcessId, ProcessId>) {
        for from in self.model.processes.ids().filter(|id| joined.contains_key(id)) {
            let into = end_of(joined, from);
            if into == from {
                continue;
            }
            let row = &mut self.model.processes[from];
            let (inputs, outputs, resources) = (
                std::mem::take(&mut row.inputs),
                std::mem::take(&mut row.outputs),
                std::mem::take(&mut row.resources),
            );
            let (span, id, process) = (row.span, row.id.clone(), row.name.clone());
            let row = &mut self.model.processes[into];
            row.inputs.extend(inputs);
            row.outputs.extend(outputs);
            row.resources.extend(resources);
            self.inhabited.remove(&from);
            let other = row.name.clone();
            self.notes.add(code::PROCESS_JOINED, span, Some(&id), || {
                PlaceDiagnostic::ProcessJoined { process, other }.into()
            });
        }
        for item in self.model.items.ids() {
            let row = &mut self.model.items[item];
            let Some(from) = row.process.filter(|process| joined.contains_key(process)) else { continue };
            let into = end_of(joined, from);
            row.process = Some(into);
            let (id, name) = (row.id.clone(), row.name.clone());
            if row.scope.is_none() {
                self.name_variable(into, &name, item);
                self.name_variable(into, &id, item);
            }
        }
        for set in &mut self.lane_sets {
            set.process = end_of(joined, set.process);
        }
    }

    fn pools(&self) -> FxHashMap<ProcessId, ParticipantId> {
        let mut pools = FxHashMap::default();
        for (id, participant) in self.model.participants.iter() {
            if let Some(process) = participant.process {
                pools.entry(process).or_insert(id);
            }
        }
        pools
    }

    fn crossings(&self) -> impl Iterator<Item = &handoff_model::Flow> {
        let process = |step| self.model.steps[step].process;
        self.model.flows.rows().filter(move |flow| process(flow.source) != process(flow.target))
    }

    fn note_crossings(&mut self) {
        let crossing: Vec<_> = self.crossings().map(|flow| (flow.span, flow.id.clone())).collect();
        for (span, id) in crossing {
            self.notes.add(code::FLOW_ACROSS_POOLS, span, Some(&id), || FlowDiagnostic::AcrossPools.into());
        }
    }

    /// Marks the steps that have no shape beside others that have one, if no flow ties them to what is drawn.
    fn mark_leftovers(&mut self) {
        let drawn = drawn(self.text, self.step_nodes.len());
        if drawn.is_empty() {
            return;
        }
        let has_shape: Vec<bool> = self
            .step_nodes
            .iter()
            .map(|node| node.attribute("id").is_none_or(|id| drawn.contains(local_name(id))))
            .collect();
        if has_shape.iter().all(|shown| *shown) {
            return;
        }
        let mut shown = FxHashSet::default();
        for (_, step) in self.model.steps.iter().filter(|(id, _)| has_shape[id.index()]) {
            shown.insert((step.process, step.scope));
        }
        let mut pieces = UnionFind::of(self.model.steps.len());
        for flow in self.model.flows.rows() {
            pieces.unite(flow.source.index(), flow.target.index());
        }
        for (id, step) in self.model.steps.iter() {
            if let Some(host) = step.attached_to {
                pieces.unite(id.index(), host.index());
            }
        }
        let tied: FxHashSet<usize> =
            (0..has_shape.len()).filter(|at| has_shape[*at]).map(|at| pieces.root(at)).collect();
        for step in self.step_ids() {
            let row = &self.model.steps[step];
            let inside = row.scope.is_some_and(|scope| self.model.steps[scope].undrawn);
            let alone =
                !tied.contains(&pieces.root(step.index())) && shown.contains(&(row.process, row.scope));
            if has_shape[step.index()] || !(inside || alone) {
                continue;
            }
            let span = row.span;
            self.model.steps[step].undrawn = true;
            self.notes.tally(code::UNDRAWN, "", span, |_, count| PlaceDiagnostic::Undrawn(count).into());
        }
    }
}

/// Follows processes that were joined to the one that holds them all.
fn end_of(joined: &FxHashMap<ProcessId, ProcessId>, process: ProcessId) -> ProcessId {
    let mut at = process;
    for _ in 0..joined.len().min(MAX_POOLS) {
        match joined.get(&at) {
            Some(next) if *next != process => at = *next,
            _ => break,
        }
    }
    at
}

/// Lists the ids of what is drawn, without reading the diagrams, of a file with so many steps.
fn drawn(text: &str, steps: usize) -> FxHashSet<&str> {
    const NAME: &str = "bpmnElement";
    let values = memchr::memmem::find_iter(text.as_bytes(), NAME).filter_map(|at| {
        let value = text[at + NAME.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = *value.as_bytes().first().filter(|quote| matches!(quote, b'"' | b'\''))?;
        let inside = &value[1..];
        let end = memchr::memchr(quote, inside.as_bytes()).unwrap_or(inside.len());
        Some(local_name(&inside[..end]))
    });
    // Beside the steps, the flows between them are drawn.
    let mut drawn = FxHashSet::with_capacity_and_hasher(2 * steps, FxBuildHasher);
    drawn.extend(values);
    drawn
}

/// Steps that hang together by flows.
struct UnionFind {
    parents: Vec<usize>,
}

impl UnionFind {
    fn of(count: usize) -> Self {
        Self { parents: (0..count).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The lower number leads, so that the order of flows does not matter.
        let (low, high) = (a.min(b), a.max(b));
        self.parents[high] = low;
    }
}
