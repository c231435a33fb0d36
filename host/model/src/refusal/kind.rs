//! Everything that an input can be refused for, with what it says it of.

use crate::XmlErrorKind;

/// What is the matter with an input, and with what of it. What files and people wrote stands in it as they wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// It cannot be had.
    Access(AccessRefusal),
    /// It is a known kind of file that holds no process, or one in a format that is not read.
    Foreign(ForeignKind, ForeignRemedy),
    /// It is XML of a root element that belongs to no known format: its name and namespace, which may be empty.
    UnknownRoot(String, String),
    /// It is empty.
    Empty,
    /// It is text of no known format.
    UnknownText,
    /// It has more MiB than this.
    TooLarge(usize),
    /// A merge is not resolved.
    MergeConflict,
    /// It is the difference between two versions.
    Patch,
    /// The export stands in it as the text of something else.
    Packed(PackedForm),
    /// It is no XML that can be read, or says nothing.
    Xml(XmlRefusal),
    /// It is no statement of the short text form.
    TextForm(TextFormRefusal),
}

/// Why an input cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessRefusal {
    /// A folder stands where a file is due.
    Folder,
    /// It is a pipe, socket or device, which may never end.
    Special,
    /// It has more bytes than this.
    TooLarge(usize),
    /// It is a link to something that does not exist.
    Dangling,
    /// Links lead in a circle.
    Circle,
    /// It is a link in a revision of a git repository.
    LinkInRevision,
    /// The configuration names it, or a link leads to it, and it lies where that may not look.
    Outside,
    /// It is a submodule of a git repository.
    Submodule,
    /// It is what Git LFS keeps in the place of a file.
    Pointer,
    /// Another program holds it.
    Busy,
    /// There is no such file.
    NotFound,
    /// Reading it is not permitted.
    NotPermitted,
    /// A part of its path is a file.
    NotAFolder,
    /// Its name is too long or not allowed.
    BadName,
    /// Anything else, in the words of the operating system.
    System(String),
    /// A folder holds no export.
    NoExport,
    /// What was named is neither a path nor a pattern.
    BadPattern,
    /// A pattern fits nothing.
    NoMatch,
    /// It was there, and is not any more.
    Gone,
}

/// How an export is packed into the text of something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackedForm {
    /// As a text of XML or HTML, in which this stands for every `<`.
    Markup(&'static str),
    /// As a part of a web address, in which this stands for every `<`.
    Address(&'static str),
    /// As a text of JSON, in which this stands for every `<`.
    Json(&'static str),
    /// As Base64.
    Base64,
    /// As the text of a table, of JSON or of a program.
    Literal,
}

/// What is the matter with XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XmlRefusal {
    /// There is no root element.
    NoRoot,
    /// There is no element at all.
    NoElement,
    /// It defines nothing that is read.
    NoProcess,
    /// It breaks off.
    BreaksOff(XmlErrorKind),
    /// There are NUL bytes in it.
    NulBytes,
    /// A `<` stands in a text.
    StrayBracket,
    /// A second document begins.
    SecondDocument,
    /// Elements lie deeper in each other than this.
    TooDeep(usize),
    /// It has more elements than this.
    TooManyElements(usize),
    /// It has more attributes than this.
    TooManyAttributes(usize),
    /// One element has more attributes than this.
    TooManyAttributesOfOne(usize),
    /// An attribute comes twice with different values.
    AttributeTwice(String),
    /// This stands where an attribute is due.
    NoAttribute(String),
    /// The value of an attribute is not in quotes.
    Unquoted(String),
}

/// What is the matter with a statement of the short text form. Names and words are as they stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextFormRefusal {
    /// The text has so many MiB, of so many allowed.
    TooLarge(usize, usize),
    /// A line has so many bytes.
    LongLine(usize),
    /// It is another version of the form.
    Version,
    /// A brace closes nothing.
    StrayBrace,
    /// A sub-process is not closed.
    Unclosed,
    /// A word begins no statement.
    NoStatement {
        /// The word.
        word: String,
        /// The statement that is most like it.
        near: Option<String>,
        /// The line, as the name of a step.
        name: String,
    },
    /// Steps stand inside what is no sub-process.
    NoScope,
    /// More sub-processes than this lie inside each other.
    TooDeep(usize),
    /// A pool has an attribute that pools do not have.
    PoolAttribute,
    /// A process has an attribute that processes do not have.
    ProcessAttribute,
    /// A pool or process has no name.
    NoName,
    /// A lane has no name.
    NoLaneName,
    /// A step has an attribute that steps do not have.
    StepAttribute {
        /// The attribute.
        word: String,
        /// The attribute that is most like it.
        near: Option<String>,
        /// All attributes that steps have, separated by commas.
        known: String,
    },
    /// An attribute of calls stands at another step.
    NoCall(String),
    /// It is not said whether all goes in or out.
    AllOfWhat,
    /// A timer stands at what is no timer event.
    NoTimer,
    /// A trigger is named at a step that throws and catches none.
    NoTrigger,
    /// An item has no name.
    NoItemName,
    /// A letter stands in the name of an item that no name holds.
    ItemLetter,
    /// An item was used before it was declared.
    UsedBefore(String),
    /// An arrow has attributes.
    ArrowAttribute,
    /// The letter of an arrow that has no space before it.
    ArrowSpace(char),
    /// An arrow points at nothing.
    ArrowNowhere,
    /// A sequence flow leads to a pool.
    FlowToPool,
    /// A step has a default flow already.
    SecondDefault(String),
    /// Two steps do not lie in the same process and sub-process.
    OtherScope(String, String),
    /// Several steps have this name: their ids.
    Ambiguous(String, Vec<String>),
    /// No step or pool has a name.
    Unknown {
        /// The name.
        name: String,
        /// The name that is most like it.
        near: Option<String>,
    },
    /// A name holds a brace.
    BraceInName,
    /// A boundary event has no definition.
    NoDefinition,
    /// A boundary event sits on no step.
    NoHost,
    /// An id is in use.
    IdTwice(String),
}

impl From<AccessRefusal> for RefusalKind {
    fn from(kind: AccessRefusal) -> Self {
        Self::Access(kind)
    }
}

impl From<XmlRefusal> for RefusalKind {
    fn from(kind: XmlRefusal) -> Self {
        Self::Xml(kind)
    }
}

impl From<TextFormRefusal> for RefusalKind {
    fn from(kind: TextFormRefusal) -> Self {
        Self::TextForm(kind)
    }
}

/// What a file is that is recognised and holds no process that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignKind {
    /// A DMN decision model.
    Dmn,
    /// A CMMN case model.
    Cmmn,
    /// An XPDL 1 package.
    Xpdl1,
    /// An XPDL 2 package.
    Xpdl2,
    /// An XPDL package.
    Xpdl,
    /// A Petri net (PNML).
    Pnml,
    /// An event-driven process chain (EPML).
    Epml,
    /// An ARIS database export (AML).
    Aml,
    /// An ADONIS export.
    Adonis,
    /// A BPEL process.
    Bpel,
    /// A jPDL process.
    Jpdl,
    /// A BPMN 1 diagram.
    Bpmn1,
    /// A Bonita project file.
    BonitaProject,
    /// A web page.
    WebPage,
    /// A picture (SVG).
    Svg,
    /// A Visio drawing.
    Visio,
    /// A `GraphML` drawing.
    GraphMl,
    /// An `ArchiMate` model.
    ArchiMate,
    /// A UML or XMI model.
    Xmi,
    /// An XML schema.
    XmlSchema,
    /// A web service description (WSDL).
    Wsdl,
    /// An XML document of the web.
    WebXml,
    /// A project file.
    ProjectFile,
    /// A list of packages.
    PackageList,
    /// A Bonita diagram.
    BonitaDiagram,
    /// A draw.io drawing.
    DrawIo,
    /// A `PowerDesigner` process model.
    PowerDesigner,
    /// An editor's own JSON (Signavio, Oryx, Activiti).
    EditorJson,
    /// An AWS state machine.
    StepFunctions,
    /// A Camunda form.
    CamundaForm,
    /// An Excalidraw drawing.
    Excalidraw,
    /// A JSON document with an export in one of its texts.
    JsonWithExport,
    /// A JSON document.
    Json,
    /// A serverless workflow.
    ServerlessWorkflow,
    /// An ADONIS export (ADL).
    Adl,
    /// A PDF document.
    Pdf,
    /// A picture (PNG).
    Png,
    /// A picture (JPEG).
    Jpeg,
    /// A picture (GIF).
    Gif,
    /// A picture or recording.
    Riff,
    /// A gzip archive.
    Gzip,
    /// A bzip2 archive.
    Bzip2,
    /// A 7-Zip archive.
    SevenZip,
    /// A RAR archive.
    Rar,
    /// An xz archive.
    Xz,
    /// A text document (RTF).
    Rtf,
    /// A WebAssembly module.
    Wasm,
    /// An Excel workbook.
    Excel,
    /// A Word document.
    Word,
    /// A `PowerPoint` presentation.
    PowerPoint,
    /// A Signavio archive.
    SignavioArchive,
    /// A Bizagi model.
    Bizagi,
    /// A Bonita archive.
    BonitaArchive,
    /// A program.
    Program,
    /// An archive of exports.
    ExportArchive,
    /// An archive.
    Archive,
    /// An old Office document.
    OldOffice,
    /// A binary file.
    Binary,
}

/// What to do instead of giving such a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignRemedy {
    /// Export the process as BPMN 2.0 XML.
    Export,
    /// A picture holds no flow to check: export the process as BPMN 2.0 XML from the tool that drew it.
    Drawing,
    /// It is not checked: leave it out, and give the process that uses it as BPMN 2.0 XML.
    Beside,
    /// Draw the process in a BPMN 2.0 modeller and save it as XML.
    Redraw,
    /// Draw the case as a process and export BPMN 2.0 XML.
    Case,
    /// Open it in the tool that wrote it and export it as BPMN 2.0 XML.
    OwnTool,
    /// ARIS: export the model as BPMN 2.0 XML.
    Aris,
    /// ADONIS: export the model as BPMN 2.0 DI (XML).
    Adonis,
    /// A login page or a viewer may have been saved: download the export itself.
    Download,
    /// Visio: export the diagram as BPMN 2.0 XML (by an add-in), or redraw it in a BPMN modeller.
    Visio,
    /// Give the process files of the project: BPMN 2.0 XML.
    Project,
    /// Bonita Studio: export the diagram as BPMN 2.0.
    Bonita,
    /// Bonita Studio: export the diagrams as BPMN 2.0.
    BonitaAll,
    /// `PowerDesigner`: File > Export > BPMN 2.0 file.
    PowerDesigner,
    /// Signavio: Import / Export > Export BPMN 2.0 XML; Activiti and Flowable: export the model.
    Editor,
    /// Save that text itself, unescaped, or export it from the tool as a file.
    Unwrap,
    /// Unpack it and give the process files inside, as BPMN 2.0 XML.
    Unpack,
    /// Tables are not read: export the process as BPMN 2.0 XML.
    Sheet,
    /// A plugin is named in the configuration, not given as input.
    Plugin,
    /// Signavio: Import / Export > Export BPMN 2.0 XML, instead of an archive.
    Signavio,
    /// Bizagi Modeler: Export / Import > BPMN.
    Bizagi,
}

/// Says how large something is, in the largest unit of which it has one.
pub(super) fn size(bytes: usize) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{} KiB", bytes >> 10) }
}
