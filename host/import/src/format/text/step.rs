//! Steps: `KIND NAME | attribute | attribute`.

use handoff_model::{
    Called, Definition, DefinitionKind, Event, Evidence, Loop, Mapping, MessageEnd, ProcessId, Step, StepId,
    StepKind, Timer, TimerKind, TriggerKind,
};

use super::Reader;
use super::names::{nearest, slug};
use super::piece::Piece;
use crate::Refusal;

const KINDS: [(&str, StepKind); 20] = [
    ("start", StepKind::Start),
    ("end", StepKind::End),
    ("catch", StepKind::Catch),
    ("throw", StepKind::Throw),
    ("boundary", StepKind::Boundary),
    ("task", StepKind::Task),
    ("user", StepKind::UserTask),
    ("manual", StepKind::ManualTask),
    ("service", StepKind::ServiceTask),
    ("script", StepKind::ScriptTask),
    ("send", StepKind::SendTask),
    ("receive", StepKind::ReceiveTask),
    ("decision", StepKind::DecisionTask),
    ("call", StepKind::Call),
    ("sub", StepKind::SubProcess),
    ("xor", StepKind::Exclusive),
    ("and", StepKind::Parallel),
    ("or", StepKind::Inclusive),
    ("event", StepKind::EventBased),
    ("complex", StepKind::Complex),
];

const DEFINITIONS: [(&str, DefinitionKind); 10] = [
    ("message", DefinitionKind::Message),
    ("timer", DefinitionKind::Timer),
    ("signal", DefinitionKind::Signal),
    ("error", DefinitionKind::Error),
    ("escalation", DefinitionKind::Escalation),
    ("link", DefinitionKind::Link),
    ("conditional", DefinitionKind::Conditional),
    ("compensation", DefinitionKind::Compensation),
    ("cancel", DefinitionKind::Cancel),
    ("terminate", DefinitionKind::Terminate),
];

const ATTRIBUTES: [&str; 23] = [
    "ad-hoc",
    "all in",
    "all out",
    "any",
    "by",
    "calls",
    "compensation",
    "doc",
    "form",
    "gives",
    "id",
    "in",
    "instantiates",
    "loop",
    "multi",
    "name",
    "needs",
    "note",
    "opaque",
    "out",
    "spec",
    "timer",
    "transaction",
];

/// What makes a step written inside an arrow the same as one that is there already.
pub(super) type Identity = (ProcessId, Option<StepId>, StepKind, Vec<DefinitionKind>, String);

/// What stands before the first `|`.
struct Head<'a> {
    word: &'a str,
    kind: StepKind,
    interrupting: bool,
    definitions: Vec<DefinitionKind>,
    name: String,
    host: Option<StepId>,
}

/// Tells whether a word begins a step.
pub(super) fn is_kind(word: &str) -> bool {
    KINDS.iter().any(|(known, _)| *known == word)
}

/// Lists the words that begin a step.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(word, _)| *word)
}

fn value<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

impl<'a> Reader<'a> {
    /// Reads a step on a line of its own.
    pub(super) fn step(&mut self, piece: Piece<'a>) -> Result<StepId, Refusal> {
        let parts = piece.split('|');
        let (head, attributes) = parts.split_first().map_or((piece, &[][..]), |(head, rest)| (*head, rest));
        let flag = |word: &str| attributes.iter().any(|attribute| attribute.text() == word);
        let evidence = match (flag("spec"), flag("form")) {
            (true, _) => Evidence::IoSpecification,
            (_, true) => Evidence::Form,
            _ => Evidence::DataObject,
        };
        let id = attributes.iter().find_map(|attribute| attribute.strip_word("id"));
        let head_parts = self.head(head)?;
        let step = self.add(head_parts, head, id)?;
        for attribute in attributes {
            self.attribute(step, *attribute, evidence)?;
        }
        if !flag("any") {
            self.name_triggers(step);
        }
        Ok(step)
    }

    /// Reads a step written inside an arrow, which stands for the one that is there already, if it is.
    pub(super) fn inline_step(&mut self, piece: Piece<'a>) -> Result<StepId, Refusal> {
        let head = self.head(piece)?;
        let identity = self.identity(&head);
        if let Some(&step) = self.identities.get(&identity) {
            return Ok(step);
        }
        let step = self.add(head, piece, None)?;
        self.name_triggers(step);
        Ok(step)
    }

    fn identity(&mut self, head: &Head<'_>) -> Identity {
        let scope = self.scopes.last().map(|(scope, _)| *scope);
        (self.process(), scope, head.kind, head.definitions.clone(), head.name.clone())
    }

    fn head(&mut self, piece: Piece<'a>) -> Result<Head<'a>, Refusal> {
        let (word, mut rest) = piece.word();
        let kind = value(&KINDS, word).unwrap_or(StepKind::Task);
        let mut head =
            Head { word, kind, interrupting: true, definitions: Vec::new(), name: String::new(), host: None };
        if let (StepKind::EventBased, Some(name)) = (kind, rest.strip_word("sub")) {
            (head.kind, rest) = (StepKind::EventSubProcess, name);
        }
        if kind.is_event() {
            if let Some(name) = rest.strip_word("non-interrupting") {
                (head.interrupting, rest) = (false, name);
            }
            while let Some(definition) = value(&DEFINITIONS, rest.word().0) {
                head.definitions.push(definition);
                rest = rest.word().1;
            }
        }
        if kind == StepKind::Boundary {
            (rest, head.host) = self.host(&head, rest).map(|(name, host)| (name, Some(host)))?;
        }
        if rest.text().contains(['{', '}']) {
            return Err(
                rest.error("a brace in a name", "open a sub-process on a line of its own: `sub NAME {`")
            );
        }
        head.name = rest.name();
        Ok(head)
    }

    /// Splits `NAME on STEP`; where either holds another ` on `, by the first split that names a step.
    fn host(&mut self, head: &Head<'_>, rest: Piece<'a>) -> Result<(Piece<'a>, StepId), Refusal> {
        let syntax = "write `boundary timer NAME on STEP`, below that step";
        if head.definitions.is_empty() {
            return Err(rest.error("a boundary event needs a definition", syntax));
        }
        let mut refusal = rest.error("a boundary event needs a step to sit on", syntax);
        let text = rest.text();
        for (at, _) in text.match_indices("on ").collect::<Vec<_>>().into_iter().rev() {
            if !(at == 0 || text[..at].ends_with(char::is_whitespace)) {
                continue;
            }
            match self.look_up(rest.part(at + 3, text.len()), self.process) {
                Ok(MessageEnd::Step(host)) => return Ok((rest.part(0, at), host)),
                Ok(MessageEnd::Pool(_)) => {}
                Err(unknown) => refusal = unknown,
            }
        }
        Err(refusal)
    }

    fn add(&mut self, head: Head<'a>, piece: Piece<'a>, id: Option<Piece<'a>>) -> Result<StepId, Refusal> {
        let identity = self.identity(&head);
        let id = match id {
            None => self.step_ids.make(&slug(&head.name, head.word)),
            Some(id) if self.step_ids.take(id.text()) => id.text().to_owned(),
            Some(id) => {
                return Err(id.error(format!("the id `{}` is in use", id.text()), "choose another one"));
            }
        };
        let span = piece.span();
        let definition = |&kind| Definition { kind, trigger: None, timer: None, span };
        let event = head.kind.is_event().then(|| Event {
            definitions: head.definitions.iter().map(definition).collect(),
            interrupting: head.interrupting,
            parallel_multiple: false,
        });
        let step = self.model.steps.push(Step {
            name: head.name,
            kind: head.kind,
            process: identity.0,
            scope: identity.1,
            lane: self.lane,
            event,
            attached_to: head.host,
            message: None,
            default_flow: None,
            called: (head.kind == StepKind::Call).then(Called::default),
            ad_hoc: false,
            transaction: false,
            repeats: Loop::Once,
            compensation: false,
            instantiates: false,
            resources: Vec::new(),
            reads: Vec::new(),
            writes: Vec::new(),
            opaque: false,
            documentation: None,
            span,
            id,
        });
        let row = &self.model.steps[step];
        self.steps.add(step, &row.id, &row.name, row.process);
        self.identities.entry(identity).or_insert(step);
        Ok(step)
    }

    fn attribute(&mut self, step: StepId, piece: Piece<'a>, evidence: Evidence) -> Result<(), Refusal> {
        let (word, rest) = piece.word();
        match word {
            "needs" => {
                let accesses = self.accesses(rest, evidence)?;
                self.model.steps[step].reads.extend(accesses);
            }
            "gives" => {
                let accesses = self.accesses(rest, evidence)?;
                self.model.steps[step].writes.extend(accesses);
            }
            "calls" | "in" | "out" | "all" => self.call(step, piece)?,
            "timer" => self.timer(step, rest)?,
            "name" => self.name(step, rest)?,
            "note" => self.model.annotations.push(handoff_model::Annotation {
                text: rest.name(),
                steps: vec![step],
                span: rest.span(),
            }),
            "id" | "form" | "spec" | "any" => {}
            _ => self.mark(step, piece)?,
        }
        Ok(())
    }

    /// Reads the attributes that only mark the step itself.
    fn mark(&mut self, step: StepId, piece: Piece<'a>) -> Result<(), Refusal> {
        let (word, rest) = piece.word();
        let row = &mut self.model.steps[step];
        match word {
            "multi" => {
                let has = |wanted| rest.text().split_whitespace().any(|word| word == wanted);
                row.repeats = Loop::Each { sequential: has("sequential"), surely: has("surely") };
            }
            "loop" => row.repeats = Loop::While { test_before: false },
            "while" => row.repeats = Loop::While { test_before: true },
            "by" => row.resources.extend(rest.split(',').into_iter().map(Piece::name)),
            "doc" => row.documentation = Some(rest.name()),
            "opaque" => row.opaque = true,
            "compensation" => row.compensation = true,
            "instantiates" => row.instantiates = true,
            "ad-hoc" => row.ad_hoc = true,
            "transaction" => row.transaction = true,
            _ => {
                let remedy = match nearest(word, ATTRIBUTES.into_iter()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known are {}", ATTRIBUTES.join(", ")),
                };
                return Err(piece.error(format!("`{word}` is no attribute of a step"), remedy));
            }
        }
        Ok(())
    }

    /// Reads `calls PROCESS`, `in A as B, C`, `out X as Y`, `all in`, `all out`.
    fn call(&mut self, step: StepId, piece: Piece<'a>) -> Result<(), Refusal> {
        let (word, rest) = piece.word();
        let Some(mut called) = self.model.steps[step].called.take() else {
            let remedy = "write `call NAME | calls PROCESS`";
            return Err(piece.error(format!("only a call has `{word}`"), remedy));
        };
        match (word, rest.text()) {
            ("calls", element) => {
                called.element = rest.name();
                called.dynamic = element.starts_with(['$', '#', '=']);
            }
            ("all", "in") => called.all_in = true,
            ("all", "out") => called.all_out = true,
            ("all", _) => return Err(rest.error("all of what?", "write `all in` or `all out`")),
            ("in", _) => {
                for (from, to) in mappings(rest) {
                    let access = self.accesses(from, Evidence::Form)?;
                    self.model.steps[step].reads.extend(access);
                    called.inputs.push(Mapping { from: Some(from.name()), to: to.name(), span: from.span() });
                }
            }
            _ => {
                for (from, to) in mappings(rest) {
                    let access = self.accesses(to, Evidence::Form)?;
                    self.model.steps[step].writes.extend(access);
                    called.outputs.push(Mapping {
                        from: Some(from.name()),
                        to: to.name(),
                        span: from.span(),
                    });
                }
            }
        }
        self.model.steps[step].called = Some(called);
        Ok(())
    }

    fn timer(&mut self, step: StepId, piece: Piece<'a>) -> Result<(), Refusal> {
        let definitions = self.model.steps[step].event.iter_mut().flat_map(|event| &mut event.definitions);
        let kind = match piece.text().chars().next() {
            Some('R') => TimerKind::Cycle,
            Some(digit) if digit.is_ascii_digit() => TimerKind::Date,
            _ => TimerKind::Duration,
        };
        let timer = Timer { kind, text: piece.text().to_owned() };
        let mut timers = definitions.filter(|definition| definition.kind == DefinitionKind::Timer);
        match timers.next() {
            Some(definition) => definition.timer = Some(timer),
            None => {
                return Err(
                    piece.error("this step is no timer event", "write `catch timer NAME | timer PT2H`")
                );
            }
        }
        Ok(())
    }

    /// Names what an event throws or catches, or the message of a send or receive task.
    fn name(&mut self, step: StepId, piece: Piece<'a>) -> Result<(), Refusal> {
        let row = &self.model.steps[step];
        let kinds = row.event.iter().flat_map(|event| &event.definitions).map(|definition| definition.kind);
        let kind = match row.kind {
            StepKind::SendTask | StepKind::ReceiveTask => Some(TriggerKind::Message),
            _ => kinds.into_iter().find_map(trigger_kind),
        };
        let Some(kind) = kind else {
            let remedy = "`name` is for message, signal, error, escalation and link events, send and receive";
            return Err(piece.error("this step throws and catches nothing by name", remedy));
        };
        let trigger = self.trigger(kind, &piece.name(), piece.span());
        let row = &mut self.model.steps[step];
        match &mut row.event {
            None => row.message = Some(trigger),
            Some(event) => event
                .definitions
                .iter_mut()
                .filter(|definition| trigger_kind(definition.kind) == Some(kind))
                .for_each(|definition| definition.trigger = Some(trigger)),
        }
        Ok(())
    }

    /// Lets signals, errors, escalations and links be named by their step, where nothing else names them. Messages
    /// are not: they are named by their flow.
    fn name_triggers(&mut self, step: StepId) {
        let (name, span) = (self.model.steps[step].name.clone(), self.model.steps[step].span);
        let count = self.model.steps[step].event.as_ref().map_or(0, |event| event.definitions.len());
        for index in 0..if name.is_empty() { 0 } else { count } {
            let Some(event) = &self.model.steps[step].event else { return };
            let Definition { kind, trigger: None, .. } = event.definitions[index] else { continue };
            let Some(kind) = trigger_kind(kind).filter(|kind| *kind != TriggerKind::Message) else {
                continue;
            };
            let trigger = self.trigger(kind, &name, span);
            if let Some(event) = &mut self.model.steps[step].event {
                event.definitions[index].trigger = Some(trigger);
            }
        }
    }
}

fn mappings(piece: Piece<'_>) -> impl Iterator<Item = (Piece<'_>, Piece<'_>)> {
    piece.split(',').into_iter().map(|part| part.split_once(" as ").unwrap_or((part, part)))
}

fn trigger_kind(kind: DefinitionKind) -> Option<TriggerKind> {
    match kind {
        DefinitionKind::Message => Some(TriggerKind::Message),
        DefinitionKind::Signal => Some(TriggerKind::Signal),
        DefinitionKind::Error => Some(TriggerKind::Error),
        DefinitionKind::Escalation => Some(TriggerKind::Escalation),
        DefinitionKind::Link => Some(TriggerKind::Link),
        _ => None,
    }
}
