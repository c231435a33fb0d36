//! Arrows: `A -> B -yes-> C`, `A =else=> B`, `A -when Amount-> B`, `Customer ~Order~> A`.

use handoff_model::{
    Evidence, Flow, MessageEnd, MessageFlow, ProcessId, Refusal, Step, StepId, TextFormRefusal, TriggerKind,
};

use super::TextReader;
use super::line_slice::LineSlice;
use super::names::nearest;

/// What an arrow stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrow {
    Flow,
    Default,
    Message,
}

/// The letter before the point of each arrow; a label stands between two of it.
const ARROWS: [(char, Arrow); 3] = [('-', Arrow::Flow), ('=', Arrow::Default), ('~', Arrow::Message)];

/// One end of an arrow: a step declared on the spot, or a name to look up when everything is known.
#[derive(Clone, Copy)]
enum ArrowEnd<'a> {
    Step(StepId),
    Named(LineSlice<'a>),
}

/// One arrow with its ends, looked up after the last line so that flows may stand above their steps.
pub(super) struct PendingArrow<'a> {
    arrow: Arrow,
    label: LineSlice<'a>,
    ends: [ArrowEnd<'a>; 2],
    /// Where the flow was written: names are looked up there first.
    process: Option<ProcessId>,
}

/// Tells whether a statement has an arrow.
pub(super) fn has_arrow(piece: LineSlice<'_>) -> bool {
    next_head(piece.text(), 0).is_some()
}

/// Finds the next arrow head that ends a word.
fn next_head(text: &str, from: usize) -> Option<(usize, char, Arrow)> {
    text[from..].match_indices('>').map(|(point, _)| from + point).find_map(|point| {
        let letter = text[from..point].chars().next_back()?;
        let (_, arrow) = ARROWS.into_iter().find(|(known, _)| *known == letter)?;
        let ends_word = text[point + 1..].chars().next().is_none_or(char::is_whitespace);
        ends_word.then_some((point - 1, letter, arrow))
    })
}

/// Splits what stands before an arrow head into the step and the label; `None` if no space comes before the arrow.
fn split_label(before: LineSlice<'_>, letter: char) -> Option<(LineSlice<'_>, LineSlice<'_>)> {
    let text = before.text();
    let (at, _) = text.match_indices(letter).find(|&(at, _)| {
        (at == 0 || text[..at].ends_with(char::is_whitespace))
            && text[at + 1..].starts_with(|next: char| !next.is_whitespace())
    })?;
    Some((before.part(0, at), before.part(at + 1, text.len())))
}

impl<'a> TextReader<'a> {
    /// Reads a chain of arrows.
    pub(super) fn chain(&mut self, piece: LineSlice<'a>) -> Result<(), Refusal> {
        let text = piece.text();
        if let Some((_, attribute)) = piece.split_once("|") {
            return Err(attribute.error(TextFormRefusal::ArrowAttribute));
        }
        let (mut from, mut pending) = (0, None);
        while let Some((at, letter, arrow)) = next_head(text, from) {
            let before = piece.part(from, at);
            let is_plain = before.is_empty() || text[..at].ends_with(char::is_whitespace);
            let parts =
                if is_plain { Some((before, piece.part(at, at))) } else { split_label(before, letter) };
            let Some((name, label)) = parts else {
                return Err(piece.part(at, at + 2).error(TextFormRefusal::ArrowSpace(letter)));
            };
            let end = self.end(name)?;
            self.link(pending.replace((arrow, label, end)), end);
            from = at + 2;
        }
        let last = self.end(piece.part(from, text.len()))?;
        self.link(pending, last);
        Ok(())
    }

    fn link(&mut self, pending: Option<(Arrow, LineSlice<'a>, ArrowEnd<'a>)>, target: ArrowEnd<'a>) {
        if let Some((arrow, label, source)) = pending {
            self.links.push(PendingArrow { arrow, label, ends: [source, target], process: self.process });
        }
    }

    /// Reads one end; `task Ship goods` declares a step on the spot unless it is there already.
    fn end(&mut self, piece: LineSlice<'a>) -> Result<ArrowEnd<'a>, Refusal> {
        if piece.is_empty() {
            return Err(piece.error(TextFormRefusal::ArrowNowhere));
        }
        if !self.steps.named(&piece.name()).is_empty() || !super::step::is_kind(piece.word().0) {
            return Ok(ArrowEnd::Named(piece));
        }
        Ok(ArrowEnd::Step(self.inline_step(piece)?))
    }

    /// Turns every arrow into a flow, now that every step is known.
    pub(super) fn connect(&mut self) -> Result<(), Refusal> {
        for link in std::mem::take(&mut self.links) {
            let source = self.resolve(link.ends[0], link.process)?;
            let target = self.resolve(link.ends[1], link.process)?;
            match link.arrow {
                Arrow::Message => self.message_flow(&link, source, target),
                Arrow::Flow | Arrow::Default => self.flow(&link, source, target)?,
            }
        }
        Ok(())
    }

    fn message_flow(&mut self, link: &PendingArrow<'a>, source: MessageEnd, target: MessageEnd) {
        let name = link.label.name();
        let span = link.label.span();
        let message = (!name.is_empty()).then(|| self.trigger(TriggerKind::Message, &name, span));
        let stem = format!("message-{}-{}", self.end_id(source), self.end_id(target));
        let id = self.flow_ids.make(&stem);
        self.model.message_flows.push(MessageFlow { id, name, source, target, message, span });
    }

    fn flow(
        &mut self,
        link: &PendingArrow<'a>,
        source: MessageEnd,
        target: MessageEnd,
    ) -> Result<(), Refusal> {
        let (MessageEnd::Step(source), MessageEnd::Step(target)) = (source, target) else {
            return Err(link.label.error(TextFormRefusal::FlowToPool));
        };
        self.same_scope(link, source, target)?;
        let (label, reads) = split_condition(link.label);
        let process = self.process.replace(self.model.steps[source].process);
        let accesses = reads.map(|reads| self.accesses(reads, Evidence::Form)).transpose()?;
        self.process = process;
        let [from, to] = [source, target].map(|step| self.model.steps[step].id.as_str());
        let flow = self.model.flows.push(Flow {
            id: self.flow_ids.make(&format!("flow-{from}-{to}")),
            name: label.name(),
            source,
            target,
            condition: reads.map(|reads| reads.text().to_owned()),
            reads: accesses.unwrap_or_default(),
            span: link.label.span(),
        });
        if link.arrow == Arrow::Default && self.model.steps[source].default_flow.replace(flow).is_some() {
            let name = self.model.steps[source].name.clone();
            return Err(link.label.error(TextFormRefusal::SecondDefault(name)));
        }
        Ok(())
    }

    /// Refuses flows that leave a process or a sub-process: in BPMN only messages and events do.
    fn same_scope(&self, link: &PendingArrow<'a>, source: StepId, target: StepId) -> Result<(), Refusal> {
        let [source, target] = [source, target].map(|step| &self.model.steps[step]);
        let home = |step: &Step| (step.process, step.scope);
        if home(source) == home(target) {
            return Ok(());
        }
        Err(link.label.error(TextFormRefusal::OtherScope(source.name.clone(), target.name.clone())))
    }

    fn end_id(&self, end: MessageEnd) -> &str {
        match end {
            MessageEnd::Step(step) => &self.model.steps[step].id,
            MessageEnd::Pool(pool) => &self.model.participants[pool].id,
        }
    }

    fn resolve(&self, end: ArrowEnd<'a>, process: Option<ProcessId>) -> Result<MessageEnd, Refusal> {
        match end {
            ArrowEnd::Step(step) => Ok(MessageEnd::Step(step)),
            ArrowEnd::Named(piece) => self.look_up(piece, process),
        }
    }

    /// Looks up a step by name (first in this process) or id, then a pool by name or id.
    pub(super) fn look_up(
        &self,
        piece: LineSlice<'a>,
        process: Option<ProcessId>,
    ) -> Result<MessageEnd, Refusal> {
        let name = piece.name();
        let named = self.steps.named(&name);
        let step = match (self.steps.only_named(&name, process), named) {
            (Some(step), _) => Some(step),
            (None, [only]) => Some(*only),
            (None, _) => self.steps.with_id(&name),
        };
        if let Some(step) = step {
            return Ok(MessageEnd::Step(step));
        }
        if named.len() > 1 {
            let ids = named.iter().map(|step| self.model.steps[*step].id.clone()).collect();
            return Err(piece.error(TextFormRefusal::Ambiguous(name, ids)));
        }
        if let Some(&pool) = self.pools.get(&name) {
            return Ok(MessageEnd::Pool(pool));
        }
        let known = self.steps.names().chain(self.pools.keys().map(String::as_str));
        let near = nearest(&name, known).map(str::to_owned);
        Err(piece.error(TextFormRefusal::Unknown { name, near }))
    }
}

/// Splits `big when Amount, Order` into the label and the items that the condition reads.
fn split_condition(label: LineSlice<'_>) -> (LineSlice<'_>, Option<LineSlice<'_>>) {
    if let Some(reads) = label.strip_word("when") {
        return (label.part(0, 0), Some(reads));
    }
    match label.split_once(" when ") {
        Some((label, reads)) => (label, Some(reads)),
        None => (label, None),
    }
}
