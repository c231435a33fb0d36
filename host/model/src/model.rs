//! One export as plain data.

use std::borrow::Cow;

use crate::{
    Access, FlowId, Item, ItemId, LaneId, MessageFlowId, ParticipantId, ProcessId, Span, Step, StepId, Table,
    Trigger, TriggerId,
};

/// The format of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// BPMN 2.0 XML.
    #[default]
    Bpmn,
    /// The short text form of tests and rule pages.
    Text,
}

/// The tool that wrote an export, as far as it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exporter {
    /// The attribute `exporter` of the definitions, white space folded; `None` where it is missing.
    pub name: Option<String>,
    /// The attribute `exporterVersion`, likewise.
    pub version: Option<String>,
}

/// A pool: someone who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The id as written.
    pub id: String,
    /// The name, or empty.
    pub name: String,
    /// The process inside; `None` for a black box.
    pub process: Option<ProcessId>,
    /// The reference to a process that this file does not hold, without prefix.
    pub missing_process: Option<String>,
    /// The namespace of that reference, where it has a prefix that stands for one.
    pub missing_namespace: Option<String>,
    /// Whether it stands for several of its kind.
    pub multiple: bool,
    /// The place of its opening tag.
    pub span: Span,
}

/// A process with what it is given and promises; its steps refer to it by [`Step::process`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// The id as written.
    pub id: String,
    /// The name, or empty.
    pub name: String,
    /// Whether an engine is meant to run it.
    pub executable: bool,
    /// Whether its steps may be started in any order, at any time: a case.
    pub ad_hoc: bool,
    /// It stands for a global task: its one step is work of whoever calls it.
    pub global_task: bool,
    /// The items given to it from outside (its data inputs).
    pub inputs: Vec<Access>,
    /// The items it promises to the outside (its data outputs).
    pub outputs: Vec<Access>,
    /// The candidate starter groups and process-level roles, as written.
    pub resources: Vec<String>,
    /// The place of its opening tag.
    pub span: Span,
}

/// A lane of a pool, or of another lane: the department that owns the steps in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The id as written.
    pub id: String,
    /// The name, or empty.
    pub name: String,
    /// The process it divides.
    pub process: ProcessId,
    /// The lane that it divides further; `None` directly in its pool.
    pub parent: Option<LaneId>,
    /// The place of its opening tag.
    pub span: Span,
}

/// A sequence flow: after `source`, `target` may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The id as written.
    pub id: String,
    /// The label, or empty.
    pub name: String,
    /// The step it leaves; both ends lie in the model, or the flow is left out with a note.
    pub source: StepId,
    /// The step it enters.
    pub target: StepId,
    /// Its condition as written, if any.
    pub condition: Option<String>,
    /// The items that its condition asks about.
    pub reads: Vec<Access>,
    /// The place of its opening tag.
    pub span: Span,
}

/// One end of a message flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageEnd {
    /// A step of a process.
    Step(StepId),
    /// A whole pool.
    Pool(ParticipantId),
}

/// A message flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageFlow {
    /// The id as written.
    pub id: String,
    /// The label, or empty.
    pub name: String,
    /// The step or pool that sends.
    pub source: MessageEnd,
    /// The step or pool that receives.
    pub target: MessageEnd,
    /// The message it carries, where the export says so.
    pub message: Option<TriggerId>,
    /// The place of its opening tag.
    pub span: Span,
}

/// A text annotation, with what it is attached to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The text as written, white space folded.
    pub text: String,
    /// The steps it is attached to.
    pub steps: Vec<StepId>,
    /// The place of its opening tag.
    pub span: Span,
}

/// What whoever drew an export asks to leave out of what is found: the text behind a `handoff-ignore`. What it says is not
/// looked at here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoreMark {
    /// The id of the element that it stands at; `None` where it is joined to none.
    pub element: Option<String>,
    /// What is said, white space folded: a rule, a colon, a reason, and perhaps a day.
    pub text: String,
    /// The place of the documentation or annotation that holds it.
    pub span: Span,
}

impl IgnoreMark {
    /// The word that it begins with.
    pub const WORD: &str = "handoff-ignore";

    /// Lists what a documentation or annotation asks to leave out at an element. Each mark ends where the next begins, at an
    /// empty line, or where markup of a tool does.
    pub fn list<'t>(
        text: &'t str,
        element: Option<&str>,
        span: Span,
    ) -> impl Iterator<Item = Self> + use<'t> {
        let element = element.map(str::to_owned);
        text.split(Self::WORD).skip(1).map(move |rest| {
            let words = rest[..end(rest)].split_whitespace();
            Self { element: element.clone(), text: words.collect::<Vec<_>>().join(" "), span }
        })
    }

    /// Returns what a documentation or annotation says besides: the words of a reason say nothing of the work.
    pub fn strip(text: &str) -> Cow<'_, str> {
        let Some((before, marks)) = text.split_once(Self::WORD) else { return text.into() };
        let besides = marks.split(Self::WORD).map(|rest| rest[end(rest)..].trim());
        let parts = std::iter::once(before.trim_end()).chain(besides);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n").into()
    }
}

/// Returns where what stands behind the word of a mark ends.
fn end(rest: &str) -> usize {
    let ends = ["\n\n", "\r\n\r\n", "</", "<br"];
    ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len())
}

/// Another file that an export names as the home of a namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The namespace; empty where none is named.
    pub namespace: String,
    /// Where the file lies, as written.
    pub location: String,
}

/// One export as plain data.
///
/// Everything refers to everything else by typed index; the importer has resolved all references.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The format it was read from.
    pub format: Format,
    /// The name of the whole, or empty.
    pub name: String,
    /// The namespace in which its ids are unique, or empty.
    pub namespace: String,
    /// The process models that it names as its imports.
    pub imports: Vec<Import>,
    /// The tool that wrote it.
    pub exporter: Exporter,
    /// The pools, in file order.
    pub participants: Table<ParticipantId, Participant>,
    /// The processes, in file order.
    pub processes: Table<ProcessId, Process>,
    /// Lanes, outer before inner.
    pub lanes: Table<LaneId, Lane>,
    /// Steps of all processes; a scope stands before what lies in it.
    pub steps: Table<StepId, Step>,
    /// The sequence flows of all processes.
    pub flows: Table<FlowId, Flow>,
    /// The message flows between pools.
    pub message_flows: Table<MessageFlowId, MessageFlow>,
    /// Everything that is handed over: data objects, stores, variables, parameters, messages.
    pub items: Table<ItemId, Item>,
    /// Messages, signals, errors, escalations and link names.
    pub triggers: Table<TriggerId, Trigger>,
    /// The text annotations, with what they are attached to.
    pub annotations: Vec<Annotation>,
    /// What is to be left out of what is found, in file order.
    pub ignore_marks: Vec<IgnoreMark>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_ends_where_something_else_begins() {
        let texts = |text: &str| -> Vec<String> {
            IgnoreMark::list(text, Some("t"), Span::default()).map(|mark| mark.text).collect()
        };
        assert_eq!(texts("Checks the order."), Vec::<String>::new());
        let two = "Checks it. handoff-ignore a/b: by\n phone\nhandoff-ignore c/d: by fax\n\nNothing else.";
        assert_eq!(texts(two), ["a/b: by phone", "c/d: by fax"]);
        assert_eq!(texts("<p>handoff-ignore a/b: by phone</p><p>More</p>"), ["a/b: by phone"]);
        assert_eq!(IgnoreMark::strip("Checks the order."), "Checks the order.");
        assert_eq!(IgnoreMark::strip(two), "Checks it.\nNothing else.");
    }
}
