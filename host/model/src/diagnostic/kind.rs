//! Everything that a note can say, with what it says it of.

use crate::{LocalizedText, Step};

/// A step as a note names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepMention {
    /// Its label; empty where it has none.
    pub label: String,
    /// Its id, by which the landscape finds what its neighbours tell of it.
    pub id: String,
}

impl StepMention {
    /// Names a step.
    pub fn of(step: &Step) -> Self {
        Self { label: step.name.clone(), id: step.id.clone() }
    }
}

/// One end of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlowEnd {
    /// Where it begins.
    Source,
    /// Where it leads.
    Target,
}

/// Where a text stops being XML.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum XmlErrorKind {
    /// The text ends inside an element.
    Inside(String),
    /// An end tag stands where that of another element is due.
    WrongEnd {
        /// The element it ends.
        found: String,
        /// The element that should end here.
        due: String,
    },
    /// An end tag ends an element that was never begun.
    StrayEnd(String),
    /// Anything else, in the words of the parser, which are English.
    Syntax(String),
}

/// Why elements of some name are not read, though they may matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnreadReason {
    /// This is lost with them.
    Lost(LocalizedText),
    /// They stand where nothing of the kind belongs.
    Misplaced,
    /// BPMN knows no such element.
    Unknown,
    /// They stand inside an element of an unknown tool.
    Wrapped,
}

/// What happened, and to what. Elements and attributes of XML go by their own names, which are no words of a language;
/// counts are at least 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiagnosticKind {
    /// Of the letters and the XML of a file.
    Text(TextDiagnostic),
    /// Of what is left out.
    Omission(Omission),
    /// Of elements and what they refer to.
    Element(ElementDiagnostic),
    /// Of flows and their ends.
    Flow(FlowDiagnostic),
    /// Of who does what, and where it lies.
    Place(PlaceDiagnostic),
    /// Of what hangs together across processes.
    Link(LinkDiagnostic),
    /// So many more of the same code.
    MoreAlike(usize),
    /// So many more notes.
    MoreNotes(usize),
}

/// Of the letters and the XML of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextDiagnostic {
    /// The declared encoding is not that of the bytes.
    EncodingMismatch {
        /// As declared.
        declared: String,
        /// As read.
        read: &'static str,
    },
    /// No encoding is declared, and the bytes are no UTF-8.
    EncodingAssumed,
    /// Some bytes are no letters of this encoding.
    EncodingMalformed(&'static str),
    /// An entity of HTML, and how often it stands there.
    HtmlEntity(String, usize),
    /// An entity that nothing defines, and how often it stands there.
    UndefinedEntity(String, usize),
    /// A bare `&` or `<`, and how often it stands there.
    Unescaped(String, usize),
    /// Control characters, and at how many places.
    ControlCharacters(usize),
    /// An attribute lacks its quotes or the space before it.
    MalformedAttribute(String),
    /// An attribute comes twice with the same value.
    DuplicateAttribute(String),
    /// Elements have no namespace.
    NoNamespace,
    /// A prefix is not declared.
    UnboundPrefix(String),
    /// There is a document type.
    DocumentType,
    /// Something stands before the declaration.
    BeforeDeclaration,
    /// Text stands before the first element.
    BeforeRoot,
    /// Text stands after the last element.
    AfterRoot,
    /// The XML is damaged behind the last process.
    Damaged(XmlErrorKind),
}

/// Of what is left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omission {
    /// Elements of a namespace (empty for none) that are left out, and how many.
    Foreign(String, usize),
    /// Elements of a name that say nothing that matters, and how many.
    LeftOut(String, usize),
    /// Elements that may matter.
    NotRead {
        /// Their name.
        element: String,
        /// How many.
        count: usize,
        /// Why.
        why: UnreadReason,
    },
    /// Attributes that matter and are not read: what is lost, and how often.
    AttributeNotRead(LocalizedText, usize),
    /// Attributes on elements that have none of this name, and how often.
    AttributeMisplaced(String, usize),
    /// Lines that join what no line can join, and how many.
    LineNotRead(usize),
    /// Text between elements, inside elements of a name, and how many of these.
    StrayText(String, usize),
    /// Inputs or outputs of a kind without name and connection, and how many.
    UnnamedParameter(String, usize),
    /// A name is longer than so many bytes.
    NameCut(usize),
    /// What elements of a name refer to is too large to be read for each, and how many refer to it.
    SharedTooOften(String, usize),
    /// An embedded form is no JSON.
    FormUnreadable,
}

/// Of elements and what they refer to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ElementDiagnostic {
    /// The namespace is that of a draft.
    OldNamespace,
    /// An element stands in the file without a process.
    Fragment(String),
    /// An element has no id.
    MissingId {
        /// Its name in XML.
        element: String,
        /// Its label.
        label: String,
    },
    /// An element has the id of another one.
    DuplicateId {
        /// Its name in XML.
        element: String,
        /// Its label.
        label: String,
    },
    /// An element refers to what is not in the file.
    DanglingReference {
        /// Its name in XML.
        element: String,
        /// Its label.
        label: String,
    },
    /// An element refers to what cannot stand there.
    WrongReference {
        /// Its name in XML.
        element: String,
        /// Its label.
        label: String,
    },
    /// A data association of this name connects nothing.
    EmptyDataAssociation(String),
    /// A line has only one end.
    EmptyLine,
}

/// Of flows and their ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlowDiagnostic {
    /// An end of a sequence flow was told by the one step that lists it.
    EndInferred(FlowEnd, StepMention),
    /// An end of a sequence flow was told by its drawn arrow.
    EndByShape(FlowEnd, StepMention),
    /// An arrow hangs on nothing at both ends.
    Loose,
    /// An end of an arrow hangs on nothing.
    LooseEnd {
        /// Which one.
        end: FlowEnd,
        /// The step at the other end, where there is one.
        other: Option<StepMention>,
        /// It refers to what is not in the file, rather than to nothing.
        dangling: bool,
    },
    /// Steps list so many ends of flows that are none.
    Mismatch(usize),
    /// A sequence flow leads from one pool to another.
    AcrossPools,
    /// A message flow stays inside one pool.
    MessageInsidePool,
    /// A message flow ends at what is no step or pool.
    MessageEndMoved,
    /// An end of a message flow was told by its drawn arrow.
    MessageEndByShape(FlowEnd),
    /// A message flow does not say one of its ends.
    MessageWithoutEnd(FlowEnd),
}

/// Of who does what, and where it lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceDiagnostic {
    /// A boundary event sits on no step.
    BoundaryUnattached(StepMention),
    /// A boundary event stands elsewhere than its step.
    BoundaryElsewhere(StepMention),
    /// A step is listed in two lanes.
    LaneConflict(StepMention),
    /// So many steps were put into the lane around their shape.
    LaneByShape(usize),
    /// So many steps stay without lane.
    LanesTooMany {
        /// How many.
        steps: usize,
        /// The lanes that would be searched.
        most: usize,
    },
    /// Two sets of lanes divide the same steps, each told by its names.
    LaneSets {
        /// That which tells who does the work.
        taken: String,
        /// The other one.
        left: String,
    },
    /// A pool was given the process inside its shape.
    PoolByShape(String),
    /// A pool refers to the steps inside another one.
    PoolsSwapped(String),
    /// A step is drawn inside another pool.
    StepByShape(StepMention),
    /// Two processes, each by its name, are read as one.
    ProcessJoined {
        /// The one without pool.
        process: String,
        /// The other one.
        other: String,
    },
    /// So many steps have no shape.
    Undrawn(usize),
}

/// Of what hangs together across processes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkDiagnostic {
    /// A call means a process by its name.
    CallByName(StepMention, String),
    /// A call may mean any of so many processes.
    CallAmbiguous(StepMention, String, usize),
    /// What a call calls is known only when it runs.
    CallWhenRun(StepMention, String),
    /// A call does not say what it calls.
    CallUnsaid(StepMention),
    /// What a call calls is not among the files.
    CallNowhere(StepMention, String),
    /// A message or signal has no other side among the files.
    Alone {
        /// The step that sends, throws or waits.
        step: StepMention,
        /// Its name; empty for none.
        name: String,
        /// A signal, not a message.
        signal: bool,
        /// The step sends or throws it.
        sends: bool,
    },
    /// A message or signal may come from several exports of one process.
    SendersAmbiguous {
        /// The step that waits.
        step: StepMention,
        /// Its name; empty for none.
        name: String,
        /// A signal, not a message.
        signal: bool,
    },
}

impl DiagnosticKind {
    /// Returns the step that it names, if it names one.
    pub fn step(&self) -> Option<&StepMention> {
        match self {
            Self::Flow(FlowDiagnostic::EndInferred(_, step) | FlowDiagnostic::EndByShape(_, step))
            | Self::Place(
                PlaceDiagnostic::BoundaryUnattached(step)
                | PlaceDiagnostic::BoundaryElsewhere(step)
                | PlaceDiagnostic::LaneConflict(step)
                | PlaceDiagnostic::StepByShape(step),
            )
            | Self::Link(
                LinkDiagnostic::CallByName(step, _)
                | LinkDiagnostic::CallAmbiguous(step, ..)
                | LinkDiagnostic::CallWhenRun(step, _)
                | LinkDiagnostic::CallUnsaid(step)
                | LinkDiagnostic::CallNowhere(step, _)
                | LinkDiagnostic::Alone { step, .. }
                | LinkDiagnostic::SendersAmbiguous { step, .. },
            ) => Some(step),
            Self::Flow(FlowDiagnostic::LooseEnd { other, .. }) => other.as_ref(),
            _ => None,
        }
    }
}

/// Lets each group stand where a note is asked for.
macro_rules! groups {
    ($($group:ident($note:ident)),+) => {
        $(impl From<$note> for DiagnosticKind {
            fn from(note: $note) -> Self {
                Self::$group(note)
            }
        })+
    };
}

groups!(
    Text(TextDiagnostic),
    Omission(Omission),
    Element(ElementDiagnostic),
    Flow(FlowDiagnostic),
    Place(PlaceDiagnostic),
    Link(LinkDiagnostic)
);
