//! What stands behind a step: `| needs Order | calls Billing | timer P2D`.

use handoff_model::{
    Annotation, Definition, DefinitionKind, Evidence, Loop, Mapping, Refusal, StepAttribute, StepId,
    StepKind, TextFormRefusal, Timer, TimerKind, TriggerKind,
};

use super::TextReader;
use super::line_slice::LineSlice;
use super::names::nearest;

const ATTRIBUTES: [&str; 28] = [
    "ad-hoc",
    "all in",
    "all out",
    "any",
    "assigned",
    "attr",
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
    "loose",
    "multi",
    "name",
    "needs",
    "note",
    "opaque",
    "out",
    "parallel",
    "spec",
    "timer",
    "transaction",
    "undrawn",
];

impl<'a> TextReader<'a> {
    /// Reads one attribute; items have the evidence that the attributes together say.
    pub(super) fn attribute(
        &mut self,
        step: StepId,
        piece: LineSlice<'a>,
        evidence: Evidence,
    ) -> Result<(), Refusal> {
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
            "note" => self.model.annotations.push(Annotation {
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
    fn mark(&mut self, step: StepId, piece: LineSlice<'a>) -> Result<(), Refusal> {
        let (word, rest) = piece.word();
        let row = &mut self.model.steps[step];
        match word {
            "multi" => {
                let has = |wanted| rest.text().split_whitespace().any(|word| word == wanted);
                row.repeats = Loop::Each { sequential: has("sequential"), surely: has("surely") };
            }
            "loop" => row.repeats = Loop::While { test_before: false },
            "while" => row.repeats = Loop::While { test_before: true },
            "by" => {
                row.resources.extend(rest.split(',').into_iter().map(LineSlice::name));
                row.assigned = true;
            }
            "assigned" => row.assigned = true,
            "doc" => row.documentation = Some(rest.name()),
            "attr" => {
                let (name, value) = rest.text().split_once('=').unwrap_or((rest.text(), ""));
                let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
                row.attributes.push(StepAttribute { name, value });
            }
            "opaque" => row.opaque = true,
            "loose" => row.loose = true,
            "undrawn" => row.undrawn = true,
            "parallel" => row.event.iter_mut().for_each(|event| event.parallel_multiple = true),
            "compensation" => row.compensation = true,
            "instantiates" => row.instantiates = true,
            "ad-hoc" => row.ad_hoc = true,
            "transaction" => row.transaction = true,
            _ => {
                return Err(piece.error(TextFormRefusal::StepAttribute {
                    word: word.to_owned(),
                    near: nearest(word, ATTRIBUTES.into_iter()).map(str::to_owned),
                    known: ATTRIBUTES.join(", "),
                }));
            }
        }
        Ok(())
    }

    /// Reads `calls PROCESS`, `in A as B, C`, `out X as Y`, `all in`, `all out`.
    fn call(&mut self, step: StepId, piece: LineSlice<'a>) -> Result<(), Refusal> {
        let (word, rest) = piece.word();
        let Some(mut called) = self.model.steps[step].called.take() else {
            return Err(piece.error(TextFormRefusal::NoCall(word.to_owned())));
        };
        match (word, rest.text()) {
            ("calls", element) => {
                called.element = rest.name();
                called.dynamic = element.starts_with(['$', '#', '=']);
            }
            ("all", "in") => called.all_in = true,
            ("all", "out") => called.all_out = true,
            ("all", _) => return Err(rest.error(TextFormRefusal::AllOfWhat)),
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

    fn timer(&mut self, step: StepId, piece: LineSlice<'a>) -> Result<(), Refusal> {
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
                return Err(piece.error(TextFormRefusal::NoTimer));
            }
        }
        Ok(())
    }

    /// Names what an event throws or catches, or the message of a send or receive task.
    fn name(&mut self, step: StepId, piece: LineSlice<'a>) -> Result<(), Refusal> {
        let row = &self.model.steps[step];
        let kinds = row.event.iter().flat_map(|event| &event.definitions).map(|definition| definition.kind);
        let kind = match row.kind {
            StepKind::SendTask | StepKind::ReceiveTask => Some(TriggerKind::Message),
            _ => kinds.into_iter().find_map(trigger_kind),
        };
        let Some(kind) = kind else {
            return Err(piece.error(TextFormRefusal::NoTrigger));
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
    pub(super) fn name_triggers(&mut self, step: StepId) {
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

fn mappings(piece: LineSlice<'_>) -> impl Iterator<Item = (LineSlice<'_>, LineSlice<'_>)> {
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
