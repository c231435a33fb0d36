//! What the host keeps for one call: the view, the guard over memory, the log.

use wasmtime::ResourceLimiter;

use crate::contract::v2::{log, types};
use crate::failure::{FailureCause, MemoryUnit};
use crate::limits::{self, ProfileLimits};
use crate::query_log::QueryLog;
use crate::view::{Meters, View};

/// The host's side of one store.
pub(crate) struct StoreState {
    pub(crate) view: Option<View>,
    pub(crate) meters: Meters,
    pub(crate) guard: GrowthLimiter,
    pub(crate) log: Log,
    /// The questions about the flow, where the caller wants them.
    pub(crate) queries: Option<QueryLog>,
}

impl StoreState {
    /// Makes the state of a call about so many elements.
    pub(crate) fn new(room: ProfileLimits, view: Option<View>, elements: usize) -> Self {
        let guard = GrowthLimiter { room, memory: 0 };
        Self { view, meters: Meters::new(elements), guard, log: Log::default(), queries: None }
    }
}

/// Bounds memories, tables and instances; a growth beyond its bound stops the call with a cause of its own type.
pub(crate) struct GrowthLimiter {
    room: ProfileLimits,
    /// The largest memory so far, in bytes.
    pub(crate) memory: usize,
}

impl ResourceLimiter for GrowthLimiter {
    fn memory_growing(&mut self, _: usize, asked: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        if asked > self.room.memory {
            return Err(
                FailureCause::Memory { asked, unit: MemoryUnit::Bytes, limit: self.room.memory }.into()
            );
        }
        self.memory = self.memory.max(asked);
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, asked: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        if asked > self.room.elements {
            return Err(FailureCause::Memory {
                asked,
                unit: MemoryUnit::TableElements,
                limit: self.room.elements,
            }
            .into());
        }
        Ok(true)
    }

    fn instances(&self) -> usize {
        self.room.instances
    }

    fn tables(&self) -> usize {
        self.room.tables
    }

    fn memories(&self) -> usize {
        self.room.memories
    }
}

/// How much a line of a plugin's log matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the contract")]
pub enum LogLevel {
    Trace,
    Debug,
    Info,
    Warn,
    Panic,
}

impl LogLevel {
    /// Returns the name used in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Trace => "trace",
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Panic => "panic",
        }
    }
}

/// A line of a plugin's log; untrusted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// How much the line matters, by the plugin's own word.
    pub level: LogLevel,
    /// What the plugin wrote, cut to its bound.
    pub message: String,
}

/// What one call logged, within its bounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// The first lines, up to the bound of the log.
    pub lines: Vec<LogLine>,
    /// How many lines were left out or cut short.
    pub dropped: u64,
    bytes: usize,
    /// The last panic line: the cause of the trap that follows it. Kept even when the log is full.
    pub(crate) panic: Option<String>,
}

impl Log {
    fn add(&mut self, level: LogLevel, mut message: String) {
        if level == LogLevel::Panic {
            self.panic = Some(crate::text::bounded(message.clone()));
        }
        let room = limits::LOG_BYTES.saturating_sub(self.bytes);
        if self.lines.len() >= limits::LOG_LINES || room == 0 {
            self.dropped += 1;
            return;
        }
        if message.len() > room {
            message.truncate(message.floor_char_boundary(room));
            self.dropped += 1;
        }
        self.bytes += message.len();
        self.lines.push(LogLine { level, message });
    }
}

impl types::Host for StoreState {}

impl log::Host for StoreState {
    fn emit(&mut self, level: log::Level, message: String) -> wasmtime::Result<()> {
        let level = match level {
            log::Level::Trace => LogLevel::Trace,
            log::Level::Debug => LogLevel::Debug,
            log::Level::Info => LogLevel::Info,
            log::Level::Warn => LogLevel::Warn,
            log::Level::Panic => LogLevel::Panic,
        };
        // Lines that are dropped cost the host too: each counts as a question.
        self.meters.query(message.len() / limits::WORD)?;
        self.log.add(level, message);
        Ok(())
    }
}
