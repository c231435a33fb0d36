//! What files are refused for, in English.

use super::kind::{
    AccessRefusal, ForeignKind, ForeignRemedy, PackedForm, RefusalKind, TextFormRefusal, XmlRefusal, size,
};
use crate::Language;

/// What helps as well where a file was only met in a folder.
pub(super) const LEAVE_OUT: &str = "; or leave the file out by `exclude` in handoff.toml";

const EXPORT: &str = "export the process as BPMN 2.0 XML";
const SINGLE: &str = "export single processes instead of the whole repository";
const ORIGINAL: &str = "check that this file is what the tool exported";
const UNESCAPED: &str = "save the text itself, unescaped, or export it from the tool as a file";

/// Says what is the matter.
pub(super) fn reason(kind: &RefusalKind) -> String {
    match kind {
        RefusalKind::Access(kind) => access(kind),
        RefusalKind::Foreign(kind, _) => format!("this is {}, not a BPMN process", foreign(*kind)),
        RefusalKind::UnknownRoot(name, namespace) if namespace.is_empty() => {
            format!("the root element `{name}` belongs to no format that can be read")
        }
        RefusalKind::UnknownRoot(name, namespace) => format!(
            "the root element `{name}` of the namespace `{namespace}` belongs to no format that can be read"
        ),
        RefusalKind::Empty => "the file is empty".to_owned(),
        RefusalKind::UnknownText => "this is text, but no process that can be read".to_owned(),
        RefusalKind::TooLarge(limit) => format!("it has more than {limit} MiB"),
        RefusalKind::MergeConflict => {
            "a merge is not resolved: here begins a conflict between two versions".to_owned()
        }
        RefusalKind::Patch => "this is a patch, which holds two versions at once".to_owned(),
        RefusalKind::Packed(form) => format!("the export stands here as {}", packed(*form)),
        RefusalKind::Xml(kind) => xml(kind),
        RefusalKind::TextForm(kind) => text_form(kind),
    }
}

/// Says what can be done about it.
pub(super) fn remedy(kind: &RefusalKind) -> String {
    let remedy = match kind {
        RefusalKind::Access(kind) => access_remedy(kind),
        RefusalKind::Foreign(_, remedy) => instead(*remedy),
        RefusalKind::UnknownRoot(..) | RefusalKind::UnknownText => EXPORT,
        RefusalKind::Empty => "export it again and look at its size",
        RefusalKind::TooLarge(_) => SINGLE,
        RefusalKind::MergeConflict => "choose one of the two versions and delete the lines with the marks",
        RefusalKind::Patch => "apply it, and give the file that it changes",
        RefusalKind::Packed(_) => UNESCAPED,
        RefusalKind::Xml(kind) => xml_remedy(kind),
        RefusalKind::TextForm(kind) => return text_form_remedy(kind),
    };
    remedy.to_owned()
}

fn access(kind: &AccessRefusal) -> String {
    let reason = match kind {
        AccessRefusal::Folder => "it is a folder",
        AccessRefusal::Special => "it is a pipe, socket or device",
        AccessRefusal::TooLarge(limit) => return format!("it has more than {}", size(*limit)),
        AccessRefusal::Dangling => "it is a link to something that does not exist",
        AccessRefusal::Circle => "its links lead in a circle",
        AccessRefusal::LinkInRevision => "it is a link, which is not followed in a git revision",
        AccessRefusal::Outside => "it lies, or its links lead, outside the folder that may be read",
        AccessRefusal::Submodule => "it is a git submodule, whose files are in a repository of their own",
        AccessRefusal::Pointer => "it is a pointer of Git LFS; the file itself is not in the repository",
        AccessRefusal::Busy => "another program holds it",
        AccessRefusal::NotFound => "there is no such file",
        AccessRefusal::NotPermitted => "reading it is not permitted",
        AccessRefusal::NotAFolder => "a part of its path is a file, not a folder",
        AccessRefusal::BadName => "its name is too long or not allowed",
        AccessRefusal::System(words) => words,
        AccessRefusal::NoExport => "there is no export that can be read in this folder",
        AccessRefusal::BadPattern => "it is neither a path nor a glob",
        AccessRefusal::NoMatch => "nothing matches it",
        AccessRefusal::Gone => "it is gone",
    };
    reason.to_owned()
}

fn access_remedy(kind: &AccessRefusal) -> &'static str {
    match kind {
        AccessRefusal::Folder => "name the files in it",
        AccessRefusal::Special => "write its content to a file, or pipe it in and name `-`",
        AccessRefusal::TooLarge(_) => SINGLE,
        AccessRefusal::Dangling | AccessRefusal::Circle => "mend or remove the link",
        AccessRefusal::LinkInRevision => "name what it leads to",
        AccessRefusal::Outside => "put it into that folder, or name it on the command line",
        AccessRefusal::Submodule => "compare the revisions of the submodule in its own folder",
        AccessRefusal::Pointer => "check both revisions out and compare the two folders",
        AccessRefusal::Busy => "close it there, or wait until it is saved",
        AccessRefusal::NotFound | AccessRefusal::NotAFolder | AccessRefusal::BadName => "check the path",
        AccessRefusal::NotPermitted => "allow yourself to read it",
        AccessRefusal::System(_) => "check the disk, or export it again",
        AccessRefusal::NoExport => "name the files themselves if their names end otherwise",
        AccessRefusal::BadPattern => "mend the brackets",
        AccessRefusal::Gone => "put it back, or begin a new session",
        AccessRefusal::NoMatch => "check the path; `**` crosses folders, `*` does not",
    }
}

fn packed(form: PackedForm) -> String {
    match form {
        PackedForm::Markup(mark) => format!("an escaped text of XML or HTML: `{mark}` stands for every `<`"),
        PackedForm::Address(mark) => {
            format!("an escaped part of a web address: `{mark}` stands for every `<`")
        }
        PackedForm::Json(mark) => format!("a text out of JSON: `{mark}` stands for every `<`"),
        PackedForm::Base64 => "Base64".to_owned(),
        PackedForm::Literal => {
            "the text of a table, of JSON or of a program: a quote stands as `\\\"` or twice, or an \
                                end of a line as `\\n`"
                .to_owned()
        }
    }
}

fn xml(kind: &XmlRefusal) -> String {
    let torn = |cause: String| format!("a tag is no well-formed XML: {cause}");
    match kind {
        XmlRefusal::NoRoot => "this XML has no root element".to_owned(),
        XmlRefusal::NoElement => "it holds no XML element".to_owned(),
        XmlRefusal::NoProcess => "it defines no process, no pool and no data".to_owned(),
        XmlRefusal::BreaksOff(cause) => format!("the XML breaks off: {}", cause.say(Language::English)),
        XmlRefusal::NulBytes => "it holds NUL bytes, which no text does".to_owned(),
        XmlRefusal::StrayBracket => "`<` stands where neither a tag begins nor ends".to_owned(),
        XmlRefusal::SecondDocument => "a second document begins here, or a part of one".to_owned(),
        XmlRefusal::TooDeep(limit) => format!("elements lie more than {limit} levels deep in each other"),
        XmlRefusal::TooManyElements(limit) => format!("it has more than {limit} elements"),
        XmlRefusal::TooManyAttributes(limit) => format!("it has more than {limit} attributes"),
        XmlRefusal::TooManyAttributesOfOne(limit) => format!("an element has more than {limit} attributes"),
        XmlRefusal::AttributeTwice(name) => {
            torn(format!("the attribute `{name}` comes twice with different values"))
        }
        XmlRefusal::NoAttribute(found) => torn(format!("`{found}` stands where an attribute is due")),
        XmlRefusal::Unquoted(name) => torn(format!("the value of `{name}` is not in quotes")),
    }
}

fn xml_remedy(kind: &XmlRefusal) -> &'static str {
    match kind {
        XmlRefusal::NoRoot | XmlRefusal::NoElement | XmlRefusal::NoProcess => EXPORT,
        XmlRefusal::BreaksOff(_) => "export it again: half a process would show gaps that are not there",
        XmlRefusal::NulBytes => "export it again: a part of it was overwritten",
        XmlRefusal::StrayBracket => "write it as `&lt;`, or export the file again",
        XmlRefusal::SecondDocument => "give each document a file of its own, or export it again",
        XmlRefusal::TooDeep(_) | XmlRefusal::TooManyAttributes(_) | XmlRefusal::TooManyAttributesOfOne(_) => {
            ORIGINAL
        }
        XmlRefusal::TooManyElements(_) => SINGLE,
        XmlRefusal::AttributeTwice(_) | XmlRefusal::NoAttribute(_) | XmlRefusal::Unquoted(_) => {
            "export it again, or mend this tag by hand"
        }
    }
}

fn text_form(kind: &TextFormRefusal) -> String {
    let reason = match kind {
        TextFormRefusal::TooLarge(size, limit) => {
            return format!("a text form of {size} MiB, the limit is {limit} MiB");
        }
        TextFormRefusal::LongLine(bytes) => return format!("a line of {bytes} bytes"),
        TextFormRefusal::Version => "this is another version of the text form",
        TextFormRefusal::StrayBrace => "this brace closes nothing",
        TextFormRefusal::Unclosed => "this sub-process is not closed",
        TextFormRefusal::NoStatement { word, .. } => return format!("`{word}` begins no statement"),
        TextFormRefusal::NoScope => "only a sub-process has steps inside",
        TextFormRefusal::TooDeep(limit) => {
            return format!("more than {limit} sub-processes inside each other");
        }
        TextFormRefusal::PoolAttribute => "no attribute of a pool",
        TextFormRefusal::ProcessAttribute => "no attribute of a process",
        TextFormRefusal::NoName => "a name is missing",
        TextFormRefusal::NoLaneName => "a lane without a name",
        TextFormRefusal::StepAttribute { word, .. } => return format!("`{word}` is no attribute of a step"),
        TextFormRefusal::NoCall(word) => return format!("only a call has `{word}`"),
        TextFormRefusal::AllOfWhat => "all of what?",
        TextFormRefusal::NoTimer => "this step is no timer event",
        TextFormRefusal::NoTrigger => "this step throws and catches nothing by name",
        TextFormRefusal::NoItemName => "an item has no name",
        TextFormRefusal::ItemLetter => "an item's name does not hold this letter",
        TextFormRefusal::UsedBefore(name) => return format!("`{name}` was used before it was declared"),
        TextFormRefusal::ArrowAttribute => "arrows have no attributes",
        TextFormRefusal::ArrowSpace(_) => "this arrow has no space before it",
        TextFormRefusal::ArrowNowhere => "an arrow points at nothing",
        TextFormRefusal::FlowToPool => "a pool is no step of a flow",
        TextFormRefusal::SecondDefault(name) => return format!("`{name}` has a default flow already"),
        TextFormRefusal::OtherScope(source, target) => {
            return format!("`{source}` and `{target}` do not lie in the same process and sub-process");
        }
        TextFormRefusal::Ambiguous(name, ids) => return format!("{} steps are called `{name}`", ids.len()),
        TextFormRefusal::Unknown { name, .. } => return format!("no step or pool is called `{name}`"),
        TextFormRefusal::BraceInName => "a brace in a name",
        TextFormRefusal::NoDefinition => "a boundary event needs a definition",
        TextFormRefusal::NoHost => "a boundary event needs a step to sit on",
        TextFormRefusal::IdTwice(id) => return format!("the id `{id}` is in use"),
    };
    reason.to_owned()
}

fn text_form_remedy(kind: &TextFormRefusal) -> String {
    let remedy = match kind {
        TextFormRefusal::TooLarge(..) => "split it, or export the process as BPMN 2.0 XML",
        TextFormRefusal::LongLine(_) => "write one statement a line",
        TextFormRefusal::Version => "this program reads `handoff text 1`",
        TextFormRefusal::StrayBrace => "open a sub-process with `sub NAME {`",
        TextFormRefusal::Unclosed => "close it with a line `}`",
        TextFormRefusal::NoStatement { near: Some(near), .. }
        | TextFormRefusal::StepAttribute { near: Some(near), .. }
        | TextFormRefusal::Unknown { near: Some(near), .. } => return format!("did you mean `{near}`?"),
        TextFormRefusal::NoStatement { name, .. } => {
            return format!("begin the line with what it is, as in `task {name}`");
        }
        TextFormRefusal::NoScope => "write `sub NAME {`",
        TextFormRefusal::TooDeep(_) => "call a process of its own instead",
        TextFormRefusal::PoolAttribute => "known is `multiple`",
        TextFormRefusal::ProcessAttribute => "known are `executable`, `shared`, `by`",
        TextFormRefusal::NoName => "write `pool NAME` or `process NAME`",
        TextFormRefusal::NoLaneName => "write `lane Sales` or `lane Sales / Inside sales`",
        TextFormRefusal::StepAttribute { known, .. } => return format!("known are {known}"),
        TextFormRefusal::NoCall(_) => "write `call NAME | calls PROCESS`",
        TextFormRefusal::AllOfWhat => "write `all in` or `all out`",
        TextFormRefusal::NoTimer => "write `catch timer NAME | timer PT2H`",
        TextFormRefusal::NoTrigger => {
            "`name` is for message, signal, error, escalation and link events, send and receive"
        }
        TextFormRefusal::NoItemName => "write items as `needs Order, Invoice [approved]`",
        TextFormRefusal::ItemLetter => {
            "write `Order [state] {field, field}`; a condition lists the items it reads, no comparison"
        }
        TextFormRefusal::UsedBefore(_) => "move this line above its first use",
        TextFormRefusal::ArrowAttribute => "write the step on a line of its own",
        TextFormRefusal::ArrowSpace(letter) => {
            return format!("write ` {letter}> ` with a space on both sides, or ` {letter}label{letter}> `");
        }
        TextFormRefusal::ArrowNowhere => "write a step on both sides of every arrow",
        TextFormRefusal::FlowToPool => "draw a message flow with `~>`, or name a step of the pool",
        TextFormRefusal::SecondDefault(_) => "write `->` for all but one of its flows",
        TextFormRefusal::OtherScope(..) => "write `~>` between pools; end a sub-process inside its braces",
        TextFormRefusal::Ambiguous(_, ids) => {
            let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
            return format!("write its id instead: {}", ids.join(" or "));
        }
        TextFormRefusal::Unknown { name, .. } => {
            return format!("declare it on a line of its own, or right here: `task {name}`");
        }
        TextFormRefusal::BraceInName => "open a sub-process on a line of its own: `sub NAME {`",
        TextFormRefusal::NoDefinition | TextFormRefusal::NoHost => {
            "write `boundary timer NAME on STEP`, below that step"
        }
        TextFormRefusal::IdTwice(_) => "choose another one",
    };
    remedy.to_owned()
}

/// Names a kind of file with its article.
fn foreign(of: ForeignKind) -> &'static str {
    match of {
        ForeignKind::Dmn => "a DMN decision model",
        ForeignKind::Cmmn => "a CMMN case model",
        ForeignKind::Xpdl1 => "an XPDL 1 package",
        ForeignKind::Xpdl2 => "an XPDL 2 package",
        ForeignKind::Xpdl => "an XPDL package",
        ForeignKind::Pnml => "a Petri net (PNML)",
        ForeignKind::Epml => "an event-driven process chain (EPML)",
        ForeignKind::Aml => "an ARIS database export (AML)",
        ForeignKind::Adonis => "an ADONIS export",
        ForeignKind::Bpel => "a BPEL process",
        ForeignKind::Jpdl => "a jPDL process",
        ForeignKind::Bpmn1 => "a BPMN 1 diagram",
        ForeignKind::BonitaProject => "a Bonita project file",
        ForeignKind::WebPage => "a web page",
        ForeignKind::Svg => "a picture (SVG)",
        ForeignKind::Visio => "a Visio drawing",
        ForeignKind::GraphMl => "a GraphML drawing",
        ForeignKind::ArchiMate => "an ArchiMate model",
        ForeignKind::Xmi => "a UML or XMI model",
        ForeignKind::XmlSchema => "an XML schema",
        ForeignKind::Wsdl => "a web service description (WSDL)",
        ForeignKind::WebXml => "an XML document of the web",
        ForeignKind::ProjectFile => "a project file",
        ForeignKind::PackageList => "a list of packages",
        ForeignKind::BonitaDiagram => "a Bonita diagram",
        ForeignKind::DrawIo => "a draw.io drawing",
        ForeignKind::PowerDesigner => "a PowerDesigner process model",
        ForeignKind::EditorJson => "an editor's own JSON (Signavio, Oryx, Activiti)",
        ForeignKind::StepFunctions => "an AWS state machine",
        ForeignKind::CamundaForm => "a Camunda form",
        ForeignKind::Excalidraw => "an Excalidraw drawing",
        ForeignKind::JsonWithExport => "a JSON document with an export in one of its texts",
        ForeignKind::Json => "a JSON document",
        ForeignKind::ServerlessWorkflow => "a serverless workflow",
        ForeignKind::Adl => "an ADONIS export (ADL)",
        ForeignKind::Pdf => "a PDF document",
        ForeignKind::Png => "a picture (PNG)",
        ForeignKind::Jpeg => "a picture (JPEG)",
        ForeignKind::Gif => "a picture (GIF)",
        ForeignKind::Riff => "a picture or recording",
        ForeignKind::Gzip => "a gzip archive",
        ForeignKind::Bzip2 => "a bzip2 archive",
        ForeignKind::SevenZip => "a 7-Zip archive",
        ForeignKind::Rar => "a RAR archive",
        ForeignKind::Xz => "an xz archive",
        ForeignKind::Rtf => "a text document (RTF)",
        ForeignKind::Wasm => "a WebAssembly module",
        ForeignKind::Excel => "an Excel workbook",
        ForeignKind::Word => "a Word document",
        ForeignKind::PowerPoint => "a PowerPoint presentation",
        ForeignKind::SignavioArchive => "a Signavio archive",
        ForeignKind::Bizagi => "a Bizagi model",
        ForeignKind::BonitaArchive => "a Bonita archive",
        ForeignKind::Program => "a program",
        ForeignKind::ExportArchive => "an archive of exports",
        ForeignKind::Archive => "an archive",
        ForeignKind::OldOffice => "an old Office document",
        ForeignKind::Binary => "a binary file",
    }
}

fn instead(of: ForeignRemedy) -> &'static str {
    match of {
        ForeignRemedy::Export => "export the process as BPMN 2.0 XML",
        ForeignRemedy::Drawing => {
            "a picture holds no flow to check: export the process as BPMN 2.0 XML from the tool that drew it"
        }
        ForeignRemedy::Beside => {
            "it is not checked: leave it out, and give the process that uses it as BPMN 2.0 XML"
        }
        ForeignRemedy::Redraw => "draw the process in a BPMN 2.0 modeller and save it as XML",
        ForeignRemedy::Case => "draw the case as a process and export BPMN 2.0 XML",
        ForeignRemedy::OwnTool => "open it in the tool that wrote it and export it as BPMN 2.0 XML",
        ForeignRemedy::Aris => "ARIS: export the model as BPMN 2.0 XML",
        ForeignRemedy::Adonis => "ADONIS: export the model as BPMN 2.0 DI (XML)",
        ForeignRemedy::Download => "a login page or a viewer may have been saved: download the export itself",
        ForeignRemedy::Visio => {
            "Visio: export the diagram as BPMN 2.0 XML (by an add-in), or redraw it in a BPMN modeller"
        }
        ForeignRemedy::Project => "give the process files of the project: BPMN 2.0 XML",
        ForeignRemedy::Bonita => "Bonita Studio: export the diagram as BPMN 2.0",
        ForeignRemedy::BonitaAll => "Bonita Studio: export the diagrams as BPMN 2.0",
        ForeignRemedy::PowerDesigner => "PowerDesigner: File > Export > BPMN 2.0 file",
        ForeignRemedy::Editor => {
            "Signavio: Import / Export > Export BPMN 2.0 XML; Activiti and Flowable: export the model"
        }
        ForeignRemedy::Unwrap => "save that text itself, unescaped, or export it from the tool as a file",
        ForeignRemedy::Unpack => "unpack it and give the process files inside, as BPMN 2.0 XML",
        ForeignRemedy::Sheet => "tables are not read: export the process as BPMN 2.0 XML",
        ForeignRemedy::Plugin => "a plugin is named in the configuration, not given as input",
        ForeignRemedy::Signavio => "Signavio: Import / Export > Export BPMN 2.0 XML, instead of an archive",
        ForeignRemedy::Bizagi => "Bizagi Modeler: Export / Import > BPMN",
    }
}
