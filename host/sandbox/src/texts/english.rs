//! What is said of plugins that cannot be loaded or fail, in English.

use handoff_model::Language;

use super::{PluginTexts, named, panic_text};
use crate::compile_error::{CompileBound, CompileError};
use crate::contract::{Contract, ContractRemedy, UnsupportedContract};
use crate::description_error::{
    DescribedPart, DescribedValue, DescriptionError, PluginName, TranslationError,
};
use crate::encode::EncodeError;
use crate::failure::{FailureCause, MemoryUnit, Phase, RunBound};
use crate::host::{HostError, LoadError};
use crate::inspect::{ComponentPart, InspectError};
use crate::limits;
use crate::options::{OptionProblem, OptionSize, SchemaError};
use crate::record::{FORMAT, RecordingError, ReplayError};
use crate::rejection::{FindingContent, FindingPart, Rejection};
use crate::text::bounded;

pub(super) static TEXTS: PluginTexts = PluginTexts {
    phase: |phase| match phase {
        Phase::Start => "while it started",
        Phase::Describe => "while it described itself",
        Phase::Configure => "while it took its options",
        Phase::Check => "while it checked",
    },
    cause,
    load,
    compile,
    inspect,
    description,
    translation,
    schema,
    option,
    options: "options",
    rejection,
    encode,
    recording,
    replay,
    host: |error| match error {
        HostError::Engine(error) => format!("the WebAssembly engine does not start: {error:#}"),
        HostError::Ticker(error) => format!("no thread for the clock: {error}"),
    },
};

fn cause(cause: &FailureCause) -> String {
    match cause {
        FailureCause::Fuel { limit } => format!("it used up its fuel of {limit} instructions"),
        FailureCause::Time { seconds } => format!("it ran for more than {seconds} seconds"),
        FailureCause::Memory { asked, unit, limit } => {
            let unit = match unit {
                MemoryUnit::Bytes => "bytes of memory",
                MemoryUnit::TableElements => "table elements",
            };
            format!("it asked for {asked} {unit}, of {limit} allowed")
        }
        FailureCause::Stack => "it used up its stack".to_owned(),
        FailureCause::Panic(message) => format!("it panicked{}", panic_text(message)),
        FailureCause::Trap(trap) => format!("it crashed: {trap}"),
        FailureCause::Queries { limit } => format!("it asked more than {limit} questions"),
        FailureCause::Work { limit } => format!("its questions took more than {limit} steps of work"),
        FailureCause::NotShown { kind, number, shown } => {
            format!("it asked about {kind} {number}, of {shown} shown")
        }
        FailureCause::RejectedFinding { index, rule, flaw } => {
            format!("its finding {} ({rule}) is rejected: {}", index + 1, rejection(flaw))
        }
        FailureCause::TooMany { limit } => {
            format!("it has more than {limit} findings about one unit; the rest is left out")
        }
        FailureCause::OptionsRefused(message) => format!("it refuses its options: {message}"),
        FailureCause::CheckError(message) => format!("it gave up: {message}"),
        FailureCause::Run { what: RunBound::Fuel, limit } => {
            format!("in this run it used more than {limit} instructions")
        }
        FailureCause::Run { what: RunBound::Work, limit } => {
            format!("in this run its questions took more than {limit} steps of work")
        }
        FailureCause::Run { what: RunBound::Findings, limit } => {
            format!("in this run its findings have more than {} KiB of text", limit >> 10)
        }
        FailureCause::Data(message) => format!("its data could not be taken over: {message}"),
    }
}

fn load(error: &LoadError) -> String {
    match error {
        LoadError::Refused(error) => inspect(error),
        LoadError::Uncompiled(error) => compile(error),
        LoadError::Unfit { contract, error } => {
            format!("does not fit contract {}: {}", contract.version(), bounded(format!("{error:#}")))
        }
        LoadError::Failed(failure) => {
            format!("failed {}, {}", failure.phase.say(Language::English), cause(&failure.cause))
        }
        LoadError::Description(error) => description(error),
    }
}

fn compile(error: &CompileError) -> String {
    match error {
        CompileError::Refused(error) => inspect(error),
        CompileError::Engine(words) => format!("does not compile: {words}"),
        CompileError::OtherEngine => "does not compile: another engine made its code".to_owned(),
        CompileError::Unstarted(words) => {
            format!("does not compile: the compiling process does not start: {words}")
        }
        CompileError::NoCode => "does not compile: the compiling process gave back something else".to_owned(),
        CompileError::Failed { code, said } => {
            format!("does not compile: the compiling process failed with {code}: {said}")
        }
        CompileError::Exhausted { what, limit } => match what {
            CompileBound::Seconds => {
                format!("takes more than the {limit} s of processor time that its size allows to compile")
            }
            CompileBound::MemoryMib => {
                format!("takes more than the {limit} MiB of memory that its size allows to compile")
            }
            CompileBound::MachineMib => {
                format!(
                    "takes more to compile than the {limit} MiB of address space that this machine allows"
                )
            }
            CompileBound::CodeKib => {
                format!("has more than the {limit} KiB of machine code that its size allows")
            }
            CompileBound::KeptKib => {
                format!("has more machine code and says more of itself than the {limit} KiB that can be kept")
            }
        },
    }
}

fn inspect(error: &InspectError) -> String {
    match error {
        InspectError::TooLarge { size } => {
            format!("is {size} bytes long, more than the {} allowed", limits::COMPONENT_BYTES)
        }
        InspectError::Precompiled => {
            "is precompiled machine code, which is never accepted; give the WebAssembly component itself"
                .to_owned()
        }
        InspectError::CoreModule => "is a core WebAssembly module, not a component; `handoff plugin build \
                                     MODULE.wasm --out PLUGIN.wasm` makes one of it"
            .to_owned(),
        InspectError::NotWasm => {
            "is not a WebAssembly component: it does not begin with the magic bytes of one".to_owned()
        }
        InspectError::Invalid(words) => format!("is not a valid component: {words}"),
        InspectError::TooMany { what, found, limit } => {
            format!("has too many {}: {found}, of {limit} allowed", component_part(*what))
        }
        InspectError::ForeignImports(imports) => {
            let (mut names, more) = named(imports);
            if more > 0 {
                names = format!("{names} and {more} more");
            }
            format!(
                "asks for what no plugin gets: {names}; build it without them (for Rust: target \
                 wasm32-unknown-unknown)"
            )
        }
        InspectError::NoRules => {
            format!("holds no rules: it does not export `{}`", Contract::NEWEST.name("rules"))
        }
        InspectError::Contract(UnsupportedContract { found, remedy }) => {
            let found = if found.is_empty() { "without a version".to_owned() } else { found.join(" and ") };
            let spoken = Contract::ALL.map(Contract::version).join(" and ");
            let remedy = match remedy {
                ContractRemedy::BuildForOne => "build the plugin for one of them",
                ContractRemedy::BuildFromRelease => "build the plugin from a released contract",
                ContractRemedy::UpgradeHost => "upgrade handoff",
                ContractRemedy::Rebuild => "rebuild the plugin with the current SDK",
            };
            format!("is built for contract {found}, this handoff speaks {spoken}: {remedy}")
        }
    }
}

fn component_part(part: ComponentPart) -> &'static str {
    match part {
        ComponentPart::Nesting => "levels of nesting",
        ComponentPart::BodyBytes => "bytes in one function",
        ComponentPart::Links => "imports and exports",
        ComponentPart::Functions => "functions",
        ComponentPart::Types => "types",
        ComponentPart::Declarations => "declarations in types",
        ComponentPart::BranchValues => "values carried by jump tables",
        ComponentPart::Globals => "globals",
        ComponentPart::Elements => "entries in element segments",
        ComponentPart::CustomBytes => "bytes in custom sections",
        ComponentPart::Instances => "instances",
        ComponentPart::CoreInstances => "core instances",
        ComponentPart::Tables => "tables",
        ComponentPart::Memories => "memories",
    }
}

fn description(error: &DescriptionError) -> String {
    match error {
        DescriptionError::Name(name) => {
            let name = match name {
                PluginName::Id => "id: small letters, digits and hyphens",
                PluginName::Version => "version: letters, digits and `-._+`",
            };
            format!("has no plain {name}, at most 64")
        }
        DescriptionError::TooMany { what, found, limit } => {
            let what = match what {
                DescribedPart::Rules => "rules",
                DescribedPart::Texts => "texts",
                DescribedPart::SchemaBytes => "bytes of options schema",
                DescribedPart::Pages => "pages of one rule",
                DescribedPart::Tags => "tags of one rule",
                DescribedPart::RelatedRules => "related rules of one rule",
                DescribedPart::Properties => "properties",
                DescribedPart::Presets => "presets",
                DescribedPart::SettingsBytes => "bytes of settings of one preset",
                DescribedPart::RetiredRules => "retired rules",
            };
            format!("describes too many or too long {what}: {found}, of {limit} allowed")
        }
        DescriptionError::NoRules => "describes no rule".to_owned(),
        DescriptionError::RuleName(name) => format!(
            "names a rule {name:?}; a rule is named `family/name`, in small letters, digits and hyphens, and not \
             `handoff/…`"
        ),
        DescriptionError::Twice(rule) => format!("describes the rule `{rule}` twice"),
        DescriptionError::UnknownPart { rule, part } => format!(
            "needs {part:?} for `{rule}`, which contract {} does not know: upgrade handoff",
            Contract::NEWEST.version()
        ),
        DescriptionError::Schema { rule, error } => {
            format!("has a schema for `{rule}` that {}", schema(error))
        }
        DescriptionError::Text { key, language } => {
            format!("has a broken, overlong or repeated text in its catalogue: {key:?}, {language:?}")
        }
        DescriptionError::Untranslated(key) => format!("has no text in `en` for {key:?}"),
        DescriptionError::NoText { owner, key } => {
            format!("has no plain text for a title or reason of `{owner}`: {key:?}")
        }
        DescriptionError::Pages(rule) => {
            format!("has no page of `{rule}` in `en`, or two in one language")
        }
        DescriptionError::Value { owner, what, value } => {
            format!("says {value:?} of `{owner}`, which is {}", described_value(*what))
        }
        DescriptionError::Placeholder { key, language, placeholder } => format!(
            "has a placeholder in the `{language}` text {key:?} that the English one does not have: `{placeholder}`"
        ),
    }
}

fn described_value(what: DescribedValue) -> &'static str {
    match what {
        DescribedValue::Since => "no version: letters, digits and `-._+`, at most 64",
        DescribedValue::Language => "no tag of a language, like `en`",
        DescribedValue::Tag => "no tag, or one twice: small letters, digits and hyphens, at most 64",
        DescribedValue::RelatedRule => "no id of another rule, or one twice",
        DescribedValue::Replacement => "no id of another rule that is there",
        DescribedValue::RetiredRule => "no id of a rule, or that of one which is there",
        DescribedValue::Measurement => "no share of what was judged",
        DescribedValue::Link => "no plain address that begins with `https://`",
        DescribedValue::Preset => {
            "no name of a preset, or one twice: small letters, digits and hyphens, at most 64"
        }
        DescribedValue::Property => {
            "no property: a name once, in small letters, digits and hyphens, and a text"
        }
    }
}

fn translation(error: &TranslationError) -> String {
    match error {
        TranslationError::UnknownKey(key) => format!("the rule has no text `{key}`"),
        TranslationError::Broken => "its placeholders are broken, or it is too long".to_owned(),
        TranslationError::Placeholder(name) => format!("the English text has no placeholder `{name}`"),
    }
}

fn schema(error: &SchemaError) -> String {
    match error {
        SchemaError::Json(words) => format!("is no JSON: {words}"),
        SchemaError::NoObject => {
            "uses `a schema that is no object` in a way that is not supported".to_owned()
        }
        SchemaError::Keyword(keyword) => format!("uses `{keyword}` in a way that is not supported"),
    }
}

fn option(problem: &OptionProblem) -> String {
    let unit = |size: &OptionSize| match size {
        OptionSize::Number => "",
        OptionSize::Characters => " characters",
        OptionSize::Entries => " entries",
    };
    match problem {
        OptionProblem::Type(types) => format!("must be {}", types.join(" or ")),
        OptionProblem::Choice(choices) => format!("must be one of {}", choices.join(", ")),
        OptionProblem::Constant(value) => format!("must be {value}"),
        OptionProblem::AtLeast(least, size) => format!("must be at least {least}{}", unit(size)),
        OptionProblem::AtMost(most, size) => format!("must be at most {most}{}", unit(size)),
        OptionProblem::Lacks(name) => format!("lacks `{name}`"),
        OptionProblem::Unknown { name, known } => {
            format!("has no option `{name}` (known: {})", known.join(", "))
        }
        OptionProblem::NoOptions => "the rule has no options".to_owned(),
    }
}

fn rejection(rejection: &Rejection) -> String {
    match rejection {
        Rejection::UnknownRule => "the plugin describes no such rule".to_owned(),
        Rejection::RuleOff => "the rule is switched off".to_owned(),
        Rejection::UnknownMessage(key) => format!("its catalogue has no message {key:?}"),
        Rejection::MissingArgument(name) => format!("its message needs the argument `{name}`"),
        Rejection::ContradictingArguments(name) => format!("it gives the argument `{name}` two values"),
        Rejection::NotCounted(name) => {
            format!("its message counts `{name}`, which is no number and no list")
        }
        Rejection::NotShown(part) => format!("{} names what it was not shown", finding_part(part)),
        Rejection::TooMany { what, found, limit } => {
            let what = match what {
                FindingContent::Arguments => "arguments",
                FindingContent::Related => "related places",
                FindingContent::Witness => "steps of witness",
                FindingContent::TextBytes => "bytes of text",
                FindingContent::ListEntries => "entries of a list",
                FindingContent::Fixes => "fixes",
                FindingContent::FixSettings => "settings of a fix",
            };
            format!("it has too many or too long {what}: {found}, of {limit} allowed")
        }
        Rejection::BrokenWitness { from, to } => {
            format!("its witness jumps from `{from}` to `{to}`, where no flow leads")
        }
        Rejection::StateAlone => "it names a state without an item".to_owned(),
    }
}

fn finding_part(part: &FindingPart) -> String {
    match part {
        FindingPart::Place => "its place".to_owned(),
        FindingPart::Item => "its item".to_owned(),
        FindingPart::Giver => "its giver".to_owned(),
        FindingPart::Receiver => "its receiver".to_owned(),
        FindingPart::Witness => "its witness".to_owned(),
        FindingPart::Related => "a related place".to_owned(),
        FindingPart::Fix => "one of its fixes".to_owned(),
        FindingPart::ReachStart => "the step of its reach".to_owned(),
        FindingPart::Reach => "its reach".to_owned(),
        FindingPart::Argument(name) => format!("argument `{name}`"),
    }
}

fn encode(error: &EncodeError) -> String {
    match error {
        EncodeError::Broken(error) => format!("is not WebAssembly: {error}"),
        EncodeError::Module(words) => format!(
            "cannot become a component: {words}; build it with an SDK of handoff, which puts the contract into it"
        ),
        EncodeError::Refused(error) => inspect(error),
    }
}

fn recording(error: &RecordingError) -> String {
    match error {
        RecordingError::TooLarge { size } => format!(
            "has {size} bytes, more than the {} a recording may have; record a smaller part of the landscape",
            limits::RECORDING_BYTES
        ),
        RecordingError::NoRecording(error) => {
            format!("is no recording ({error}); record the call again with `handoff check --record DIR`")
        }
        RecordingError::Format { found } => format!(
            "is a recording of the format `{found}`, this handoff reads `{FORMAT}`; use the handoff that wrote it"
        ),
        RecordingError::Unsound(error) => {
            format!("holds a unit that no analysis makes ({error}); record the call again")
        }
    }
}

fn replay(error: &ReplayError) -> String {
    match error {
        ReplayError::NoRule(rule) => format!(
            "the plugin has no rule `{rule}`; name the plugin that was recorded, or another build of it"
        ),
        ReplayError::Options(error) => {
            format!("the plugin does not take the recorded options: {}", error.say(Language::English))
        }
    }
}
