//! The one door to files, environment, clock, terminal and other programs, with its twin in memory.
//!
//! Everything else goes through [`System`], so that a test can stand a whole machine up in memory, and so that each danger
//! of the outside (a pipe that never ends, a file that vanishes) is met in one place.

#![warn(clippy::disallowed_methods)]

mod console;
mod memory;
mod os;
mod paths;
mod system;

pub use console::{Color, Console, Stream};
pub use memory::{MemorySystem, ProgramFn, Scene};
pub use os::OsSystem;
pub use paths::{Paths, Pattern, is_glob, literal_start};
pub use system::{
    FileKind, FileStamp, FileWatcher, Patience, Program, ProgramOutput, ReadError, System, WalkEntry,
    WatchError, WatchSignal, WatchedFolder, is_about_path, without_number,
};
