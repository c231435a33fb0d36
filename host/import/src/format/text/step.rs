//! Steps: `KIND NAME`, on a line of their own or inside an arrow.

use handoff_model::{
    CallTarget, Definition, DefinitionKind, Event, Evidence, Loop, MessageEnd, ProcessId, Refusal, Step,
    StepId, StepKind, TextFormRefusal,
};

use super::TextReader;
use super::line_slice::LineSlice;
use super::names::slug;

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

/// What makes a step written inside an arrow the same as one that is there already.
pub(super) type StepIdentity = (ProcessId, Option<StepId>, StepKind, Vec<DefinitionKind>, String);

/// What stands before the first `|`.
struct StepHead<'a> {
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

impl<'a> TextReader<'a> {
    /// Reads a step on a line of its own.
    pub(super) fn step(&mut self, piece: LineSlice<'a>) -> Result<StepId, Refusal> {
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
    pub(super) fn inline_step(&mut self, piece: LineSlice<'a>) -> Result<StepId, Refusal> {
        let head = self.head(piece)?;
        let identity = self.identity(&head);
        if let Some(&step) = self.identities.get(&identity) {
            return Ok(step);
        }
        let step = self.add(head, piece, None)?;
        self.name_triggers(step);
        Ok(step)
    }

    fn identity(&mut self, head: &StepHead<'_>) -> StepIdentity {
        let scope = self.scopes.last().map(|(scope, _)| *scope);
        (self.process(), scope, head.kind, head.definitions.clone(), head.name.clone())
    }

    fn head(&mut self, piece: LineSlice<'a>) -> Result<StepHead<'a>, Refusal> {
        let (word, mut rest) = piece.word();
        let kind = value(&KINDS, word).unwrap_or(StepKind::Task);
        let mut head = StepHead {
            word,
            kind,
            interrupting: true,
            definitions: Vec::new(),
            name: String::new(),
            host: None,
        };
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
            return Err(rest.error(TextFormRefusal::BraceInName));
        }
        head.name = rest.name();
        Ok(head)
    }

    /// Splits `NAME on STEP`; where either holds another ` on `, by the first split that names a step.
    fn host(&mut self, head: &StepHead<'_>, rest: LineSlice<'a>) -> Result<(LineSlice<'a>, StepId), Refusal> {
        if head.definitions.is_empty() {
            return Err(rest.error(TextFormRefusal::NoDefinition));
        }
        let mut refusal = rest.error(TextFormRefusal::NoHost);
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

    fn add(
        &mut self,
        head: StepHead<'a>,
        piece: LineSlice<'a>,
        id: Option<LineSlice<'a>>,
    ) -> Result<StepId, Refusal> {
        let identity = self.identity(&head);
        let id = match id {
            None => self.step_ids.make(&slug(&head.name, head.word)),
            Some(id) if self.step_ids.take(id.text()) => id.text().to_owned(),
            Some(id) => {
                return Err(id.error(TextFormRefusal::IdTwice(id.text().to_owned())));
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
            called: (head.kind == StepKind::Call).then(CallTarget::default),
            ad_hoc: false,
            transaction: false,
            repeats: Loop::Once,
            compensation: false,
            undoes: None,
            instantiates: false,
            resources: Vec::new(),
            assigned: false,
            reads: Vec::new(),
            writes: Vec::new(),
            opaque: false,
            closed: false,
            loose: false,
            undrawn: false,
            documentation: None,
            attributes: Vec::new(),
            span,
            id,
        });
        let row = &self.model.steps[step];
        self.steps.add(step, &row.id, &row.name, row.process);
        self.identities.entry(identity).or_insert(step);
        Ok(step)
    }
}
