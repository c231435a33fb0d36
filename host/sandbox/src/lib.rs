//! Runs rule plugins as sandboxed WebAssembly components; the only room that knows wasmtime.
//!
//! A plugin sees one unit of the landscape through the view and nothing else. [`Host::load`] inspects, compiles and
//! describes a plugin (or revives it from the artefacts), [`Description::select`] decides which of its rules run, and
//! [`Host::check`] runs them over one unit in a fresh store and takes over only what can be checked.

#![warn(clippy::disallowed_methods)]
#![warn(clippy::indexing_slicing)]

mod artefact;
mod blame;
mod contract;
mod description;
mod encode;
mod engine;
mod failure;
mod flaw;
mod follow;
mod frames;
mod host;
mod inspect;
mod lift;
pub mod limits;
mod options;
mod place;
mod plugin;
mod record;
mod render;
mod select;
mod state;
mod text;
mod view;
mod view_file;

pub use artefact::{Code, Hashed, digest};
pub use blame::Blame;
pub use contract::{Contract, Unsupported};
pub use description::{Description, DescriptionError, Part, Rule};
pub use encode::{EncodeError, Encoded, encode};
pub use failure::{Cause, Failure, Phase};
pub use flaw::Flaw;
pub use host::{Artefacts, Call, Host, HostError, LoadError, Task, Uncached, Usage};
pub use inspect::{Anatomy, Inspection, Refusal, examine, inspect};
pub use limits::{Meter, Profile};
pub use options::{OptionsError, Schema, SchemaError};
pub use plugin::Plugin;
pub use record::{Outcome, Recorded, RecordedFailure, Recording, RecordingError, ReplayError, is_notable};
pub use select::{Choice, ChoiceError, Selection};
pub use state::{Level, Line, Log};
