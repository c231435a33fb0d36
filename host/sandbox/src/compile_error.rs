//! Why there is no machine code of a plugin.

use crate::inspect::InspectError;

/// Why there is no machine code of a plugin, as one process of ours tells it to another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum CompileError {
    /// Its bytes are not acceptable.
    Refused(#[from] InspectError),
    /// The engine refuses it, in its words.
    Engine(String),
    /// Another engine made its code.
    OtherEngine,
    /// The process that compiles does not start, in the words of the operating system.
    Unstarted(String),
    /// The process that compiles gave back no code.
    NoCode,
    /// The process that compiles failed.
    Failed {
        /// The code it ended with.
        code: i32,
        /// What it said, which may be nothing.
        said: String,
    },
    /// Looking at it and compiling it take more than its size allows.
    Exhausted {
        /// What it took too much of.
        what: CompileBound,
        /// The most of it that a component of this size may take.
        limit: u64,
    },
}

/// What a component may take when it is looked at and compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum CompileBound {
    /// Seconds of processor time.
    Seconds,
    /// MiB of memory.
    MemoryMib,
    /// MiB of address space that the machine allows a process, which may be more tomorrow.
    MachineMib,
    /// KiB of machine code.
    CodeKib,
    /// KiB of machine code together with everything that it says of itself, as both are kept.
    KeptKib,
}

impl CompileError {
    /// Tells whether the same component would be refused again, so that the refusal is worth keeping.
    pub(crate) fn is_lasting(&self) -> bool {
        match self {
            Self::Refused(_) | Self::Engine(_) => true,
            Self::Exhausted { what, .. } => *what != CompileBound::MachineMib,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CompileBound, CompileError};

    #[test]
    fn a_refusal_is_kept_where_no_other_machine_would_take_it() {
        let exhausted = |what| CompileError::Exhausted { what, limit: 7 };
        assert!(
            exhausted(CompileBound::MemoryMib).is_lasting() && exhausted(CompileBound::Seconds).is_lasting()
        );
        assert!(!exhausted(CompileBound::MachineMib).is_lasting() && !CompileError::NoCode.is_lasting());
    }
}
