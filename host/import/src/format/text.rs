//! The short text form of tests and rule pages: one statement a line. `docs/text-form.md` describes it.

mod attribute;
mod flow;
mod items;
mod line_slice;
mod names;
mod step;

use handoff_model::{
    Evidence, Format, IgnoreMark, ItemId, ItemKind, Lane, LaneId, Model, Participant, ParticipantId, Process,
    ProcessId, Refusal, Span, StepId, TextFormRefusal, Trigger, TriggerId, TriggerKind,
};
use rustc_hash::{FxHashMap, FxHashSet};

use self::flow::PendingArrow;
use self::line_slice::LineSlice;
use self::names::{IdGenerator, StepNames, nearest, slug};
use crate::limits;

/// The bytes of one text: it is for small processes, written by hand.
const MAX_TEXT: usize = 16 * 1024 * 1024;

/// The bytes of one line. Columns are counted per element, so that an endless line would cost its length squared.
const MAX_LINE: usize = 4 * 1024;

/// The words that begin a statement, besides the kinds of steps.
const STATEMENTS: [&str; 7] = ["pool", "process", "lane", "store", "variable", "given", "returns"];

/// Recognises the short text form by the file name or by its first statement.
pub(crate) fn recognises(text: &str, name: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("handoff"))
        || first.is_some_and(|line| line.starts_with("handoff text "))
}

/// Reads the short text form.
pub(crate) fn read(text: &str) -> Result<Model, Refusal> {
    if text.len() > MAX_TEXT {
        return Err(Refusal::of_file(TextFormRefusal::TooLarge(text.len() >> 20, MAX_TEXT >> 20)));
    }
    let mut reader = TextReader::default();
    for (index, line) in text.lines().enumerate() {
        let piece = LineSlice::of_line(line, index as u32 + 1);
        if line.len() > MAX_LINE {
            return Err(piece.error(TextFormRefusal::LongLine(line.len())));
        }
        if !piece.is_empty() {
            reader.statement(piece)?;
        }
    }
    reader.finish()
}

/// The model so far, and where the next line belongs.
#[derive(Default)]
struct TextReader<'a> {
    model: Model,
    pool: Option<ParticipantId>,
    process: Option<ProcessId>,
    lane: Option<LaneId>,
    /// The open sub-processes, each with its line.
    scopes: Vec<(StepId, LineSlice<'a>)>,
    /// The arrows, kept until every step is known.
    links: Vec<PendingArrow<'a>>,
    steps: StepNames,
    identities: FxHashMap<step::StepIdentity, StepId>,
    pools: FxHashMap<String, ParticipantId>,
    processes: FxHashMap<String, ProcessId>,
    lanes: FxHashMap<(ProcessId, String), LaneId>,
    items: FxHashMap<(Option<ProcessId>, String), ItemId>,
    /// Where each name is in use: with `None`, anywhere.
    item_names: FxHashSet<(Option<ProcessId>, String)>,
    fields: FxHashSet<(ItemId, String)>,
    triggers: FxHashMap<(TriggerKind, String), TriggerId>,
    step_ids: IdGenerator,
    flow_ids: IdGenerator,
    item_ids: IdGenerator,
    pool_ids: IdGenerator,
    process_ids: IdGenerator,
    lane_ids: IdGenerator,
    trigger_ids: IdGenerator,
}

impl<'a> TextReader<'a> {
    fn statement(&mut self, piece: LineSlice<'a>) -> Result<(), Refusal> {
        let (word, rest) = piece.word();
        match word {
            _ if piece.split('|').first().is_some_and(|head| flow::has_arrow(*head)) => self.chain(piece),
            "handoff" => version(rest),
            "pool" => self.pool(rest),
            "process" => self.named_process(rest),
            "lane" => self.lane(rest),
            "store" => self.declare(rest, ItemKind::Store),
            "variable" => self.declare(rest, ItemKind::Variable),
            "given" => {
                let accesses = self.accesses(rest, Evidence::IoSpecification)?;
                let process = self.process();
                self.model.processes[process].inputs.extend(accesses);
                Ok(())
            }
            "returns" => {
                let accesses = self.accesses(rest, Evidence::IoSpecification)?;
                let process = self.process();
                self.model.processes[process].outputs.extend(accesses);
                Ok(())
            }
            "}" if rest.is_empty() => match self.scopes.pop() {
                Some(_) => Ok(()),
                None => Err(piece.error(TextFormRefusal::StrayBrace)),
            },
            _ if step::is_kind(word) => self.step_or_scope(piece),
            _ => {
                let near = nearest(word, STATEMENTS.into_iter().chain(step::kinds())).map(str::to_owned);
                let word = word.to_owned();
                Err(piece.error(TextFormRefusal::NoStatement { word, near, name: piece.name() }))
            }
        }
    }

    fn step_or_scope(&mut self, piece: LineSlice<'a>) -> Result<(), Refusal> {
        let Some(head) = piece.strip_suffix('{') else { return self.step(piece).map(drop) };
        let step = self.step(head)?;
        if !self.model.steps[step].kind.is_scope() {
            return Err(piece.error(TextFormRefusal::NoScope));
        }
        if self.scopes.len() == limits::MAX_DEPTH {
            return Err(piece.error(TextFormRefusal::TooDeep(limits::MAX_DEPTH)));
        }
        self.scopes.push((step, piece));
        Ok(())
    }

    /// Opens a pool, or goes on with one.
    fn pool(&mut self, piece: LineSlice<'a>) -> Result<(), Refusal> {
        let parts = self.top_level(piece)?;
        let (name, attributes) = name_of(&parts, piece)?;
        let known = self.pools.get(&name).copied();
        let pool = known.unwrap_or_else(|| {
            let id = self.pool_ids.make(&slug(&name, "pool"));
            let pool = self.model.participants.push(Participant {
                id: id.clone(),
                name: name.clone(),
                process: None,
                missing_process: None,
                missing_namespace: None,
                multiple: false,
                span: piece.span(),
            });
            self.pools.insert(name, pool);
            self.pools.entry(id).or_insert(pool);
            pool
        });
        self.pool = Some(pool);
        self.process = self.model.participants[pool].process;
        for attribute in attributes {
            match attribute.text() {
                "multiple" => self.model.participants[pool].multiple = true,
                _ => return Err(attribute.error(TextFormRefusal::PoolAttribute)),
            }
        }
        Ok(())
    }

    /// Opens a process without a pool, or goes on with one.
    fn named_process(&mut self, piece: LineSlice<'a>) -> Result<(), Refusal> {
        let parts = self.top_level(piece)?;
        let (name, attributes) = name_of(&parts, piece)?;
        let process = match self.processes.get(&name) {
            Some(&process) => process,
            None => self.add_process(name, piece.span()),
        };
        self.pool = None;
        self.process = Some(process);
        for attribute in attributes {
            match attribute.word() {
                ("executable", _) => self.model.processes[process].executable = true,
                ("shared", _) => self.model.processes[process].global_task = true,
                ("by", roles) => {
                    let roles = roles.split(',').into_iter().map(LineSlice::name);
                    self.model.processes[process].resources.extend(roles);
                }
                _ => {
                    return Err(attribute.error(TextFormRefusal::ProcessAttribute));
                }
            }
        }
        Ok(())
    }

    /// Leaves the lane; pools and processes do not stand inside sub-processes.
    fn top_level(&mut self, piece: LineSlice<'a>) -> Result<Vec<LineSlice<'a>>, Refusal> {
        self.lane = None;
        match self.scopes.last() {
            None => Ok(piece.split('|')),
            Some((_, open)) => Err(unclosed(*open)),
        }
    }

    /// Returns the current process, made on first use: a pool without steps is a black box.
    fn process(&mut self) -> ProcessId {
        if let Some(process) = self.process {
            return process;
        }
        let pool = self.pool.map(|pool| &self.model.participants[pool]);
        let (name, span) =
            pool.map_or((String::new(), Span::default()), |pool| (pool.name.clone(), pool.span));
        let process = self.add_process(name, span);
        if let Some(pool) = self.pool {
            self.model.participants[pool].process = Some(process);
        }
        self.process = Some(process);
        process
    }

    fn add_process(&mut self, name: String, span: Span) -> ProcessId {
        let process = self.model.processes.push(Process {
            id: self.process_ids.make(&slug(&name, "process")),
            name: name.clone(),
            executable: false,
            ad_hoc: false,
            global_task: false,
            inputs: Vec::new(),
            outputs: Vec::new(),
            resources: Vec::new(),
            span,
        });
        self.processes.entry(name).or_insert(process);
        process
    }

    /// Opens `Outer / Inner`, or goes on with it.
    fn lane(&mut self, piece: LineSlice<'a>) -> Result<(), Refusal> {
        let process = self.process();
        let (mut rest, mut parent, mut path) = (Some(piece), None, String::new());
        while let Some(piece) = rest {
            let (part, inner) =
                piece.split_once(" / ").map_or((piece, None), |(part, inner)| (part, Some(inner)));
            let name = part.name();
            if name.is_empty() {
                return Err(part.error(TextFormRefusal::NoLaneName));
            }
            path = path + "/" + &name;
            let known = self.lanes.get(&(process, path.clone())).copied();
            let lane = known.unwrap_or_else(|| {
                let id = self.lane_ids.make(&slug(&name, "lane"));
                let lane = self.model.lanes.push(Lane { id, name, process, parent, span: part.span() });
                self.lanes.insert((process, path.clone()), lane);
                lane
            });
            parent = Some(lane);
            rest = inner;
        }
        self.lane = parent;
        Ok(())
    }

    /// Finds the message, signal, error, escalation or link of this name, or makes it.
    fn trigger(&mut self, kind: TriggerKind, name: &str, span: Span) -> TriggerId {
        let key = (kind, name.to_owned());
        if let Some(&trigger) = self.triggers.get(&key) {
            return trigger;
        }
        let stem = format!("{kind:?}-{}", slug(name, "unnamed")).to_lowercase();
        let (id, name) = (self.trigger_ids.make(&stem), name.to_owned());
        let trigger = self.model.triggers.push(Trigger { kind, id, name, code: None, data_type: None, span });
        self.triggers.insert(key, trigger);
        trigger
    }

    fn finish(mut self) -> Result<Model, Refusal> {
        if let Some((_, open)) = self.scopes.last() {
            return Err(unclosed(*open));
        }
        self.connect()?;
        self.model.format = Format::Text;
        for called in self.model.steps.rows_mut().filter_map(|step| step.called.as_mut()) {
            if let Some(&process) = self.processes.get(&called.element) {
                called.element.clone_from(&self.model.processes[process].id);
            }
        }
        self.list_ignore_marks();
        Ok(self.model)
    }

    /// Lists what the documentation of steps and the notes at them ask to leave out.
    fn list_ignore_marks(&mut self) {
        let Model { steps, annotations, ignore_marks, .. } = &mut self.model;
        let documented =
            steps.rows().filter_map(|step| Some((step.documentation.as_deref()?, step, step.span)));
        let noted = annotations
            .iter()
            .flat_map(|note| note.steps.iter().map(|step| (note.text.as_str(), &steps[*step], note.span)));
        let marks = documented.chain(noted);
        ignore_marks
            .extend(marks.flat_map(|(text, step, span)| IgnoreMark::list(text, Some(&step.id), span)));
        ignore_marks.sort_by_key(|mark| mark.span);
    }
}

fn unclosed(open: LineSlice<'_>) -> Refusal {
    open.error(TextFormRefusal::Unclosed)
}

fn version(piece: LineSlice<'_>) -> Result<(), Refusal> {
    match piece.text() {
        "text 1" => Ok(()),
        _ => Err(piece.error(TextFormRefusal::Version)),
    }
}

/// Splits the parts of a statement into its name and its attributes.
fn name_of<'p, 'a>(
    parts: &'p [LineSlice<'a>],
    piece: LineSlice<'a>,
) -> Result<(String, &'p [LineSlice<'a>]), Refusal> {
    match parts.split_first() {
        Some((name, attributes)) if !name.is_empty() => Ok((name.name(), attributes)),
        _ => Err(piece.error(TextFormRefusal::NoName)),
    }
}

#[cfg(test)]
mod tests;
