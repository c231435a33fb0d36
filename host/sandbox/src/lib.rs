//! Runs rule plugins as sandboxed WebAssembly components; the only room that knows wasmtime.
//!
//! A plugin sees one unit of the landscape through the view and nothing else. [`Host::load`] inspects, compiles and
//! describes a plugin (or revives it from the artefacts), [`Description::select`] decides which of its rules run, and
//! [`Host::check`] runs them over one unit in a fresh store and takes over only what can be checked.

#![warn(clippy::disallowed_methods)]
#![warn(clippy::indexing_slicing)]

mod artefact;
mod blame;
mod compile_error;
mod contract;
mod description;
mod description_error;
mod encode;
mod engine;
mod failure;
mod fix;
mod frames;
mod grammar;
mod host;
mod inspect;
pub mod limits;
mod located;
mod options;
mod passage_check;
mod phrasing;
mod place;
mod plugin;
mod query_log;
mod record;
mod rejection;
mod render;
mod rule_description;
mod select;
mod state;
mod template;
mod text;
mod texts;
mod validate;
mod view;
mod view_file;
mod wording;
mod written_rule;

pub use artefact::{CompiledComponent, HashedBytes, digest};
pub use blame::Blame;
pub use compile_error::{CompileBound, CompileError};
pub use contract::lists::ViewPart;
pub use contract::{Contract, ContractRemedy, UnsupportedContract};
pub use description::{Description, PresetDescription, RetiredRule};
pub use description_error::{DescribedPart, DescribedValue, DescriptionError, PluginName, TranslationError};
pub use encode::{EncodeError, EncodedComponent, encode};
pub use failure::{CallFailure, FailureCause, MemoryUnit, Phase, RunBound};
pub use grammar::{is_kebab, is_rule_id};
pub use host::{Artefacts, CallResult, Host, HostError, LoadError, NoArtefacts, PluginCall, Usage, elements};
pub use inspect::{ComponentPart, ComponentStats, InspectError, Inspection, examine, inspect};
pub use limits::{Meter, Profile};
pub use options::{OptionProblem, OptionSize, OptionsError, OptionsSchema, SchemaError};
pub use plugin::Plugin;
pub use record::{
    RecordedFailure, RecordedOutcome, RecordedPlugin, Recording, RecordingError, ReplayError, is_notable,
};
pub use rejection::{FindingContent, FindingPart, Rejection};
pub use render::{TextDifference, TextDifferenceKind};
pub use rule_description::{Deprecation, RuleDescription};
pub use select::{ChoiceError, RuleChoice, Selection};
pub use state::{Log, LogLevel, LogLine};
pub use template::placeholders;
pub use view_file::{shown_lists, shown_view};
pub use written_rule::{WrittenRule, WrittenText};
