//! Every bound on a plugin, each with its reason.
//!
//! A verdict must not depend on the machine: work is bounded by fuel and by counted queries, and the clock is only a
//! net. What grows with an honest unit (findings, data handed back, fuel, queries' work) is a base plus a share for
//! each element of the unit, so that a large landscape is never *incomplete* merely because it is large.

use std::time::Duration;

/// Largest component, in bytes: twice the largest that was measured (Python with its runtime, 18 MB).
pub const COMPONENT_BYTES: usize = 32 << 20;
/// Most functions in one component: room for an interpreter, at some two hundred bytes a function.
pub const FUNCTIONS: usize = 100_000;
/// Largest function body, in bytes: compiling takes more than linear time in it, and a rule's largest has a few kB.
pub const BODY_BYTES: usize = 1 << 20;
/// Most types in one component.
pub const TYPES: usize = 20_000;
/// Most declarations within component types, at all depths: those of the contract have some two hundred.
pub const DECLARATIONS: usize = 50_000;
/// Values that all branches of jump tables carry, together: validating follows each. An interpreter has some hundred
/// thousand branches, which carry nothing.
pub const BRANCH_VALUES: usize = 10_000_000;
/// Most imports and exports, summed over all levels: the parts of one component link to each other by them.
pub const LINKS: usize = 20_000;
/// Most instances, counted on every way that leads to them: the compiler follows each. Python has some forty.
pub const INSTANCES: usize = 1_000;
/// Most imports that a refusal names.
pub const IMPORTS_NAMED: usize = 16;
/// Deepest nesting of modules and components: encoders write two or three levels.
pub const NESTING: usize = 8;
/// Most globals in one component, over all of its levels: an instance holds each, and so do all others of its module.
pub const GLOBALS: usize = 20_000;
/// Most entries in element segments: instances write them without fuel. Interpreters have some ten thousand.
pub const ELEMENTS: usize = 200_000;
/// Most bytes of machine code of the smallest component.
pub const CODE_BASE: usize = 8 << 20;
/// Further bytes of machine code for each byte of the component: JavaScript and Python need between three and four.
pub const CODE_SHARE: usize = 10;
/// Most bytes in custom sections (names, debug information): they are only ever read for traces.
pub const CUSTOM_BYTES: usize = 24 << 20;
/// Tools that a component may name as its makers, as far as they are shown.
pub const PRODUCERS: usize = 32;

/// Most bytes of stack for WebAssembly frames: rules do not recurse deeply, and the host's own frames need room too.
pub const WASM_STACK: usize = 512 << 10;
/// Stack that a thread calling [`Host::check`](crate::Host::check) should have, in bytes: WebAssembly frames, the
/// host functions they call, and a wide margin.
pub const NATIVE_STACK: usize = 4 << 20;
/// Most frames that are read of a stack: half of them may be the machinery of a panic.
pub const FRAMES: usize = 16;
/// Most frames that are kept of them: enough to find the fault, few enough to read.
pub const FRAMES_KEPT: usize = 8;
/// Bytes of the name of one frame: types and their parameters at length.
pub const FRAME: usize = 256;

/// How often the epoch advances. Coarse, because it only carries the net below.
pub const TICK: Duration = Duration::from_millis(100);
/// Ticks until a call is stopped by the clock, whatever its fuel: 30 s.
pub const TICKS: u64 = 300;
/// Fuel that lasts for a tick at least: instructions that each miss every cache, on a machine that is busy besides.
pub const TICK_FUEL: u64 = 1_000_000;

/// Returns after how many ticks a call with so much fuel is stopped by the clock: later than its fuel lasts.
pub fn ticks(fuel: u64) -> u64 {
    TICKS + fuel / TICK_FUEL
}

/// Bytes of address space, none of them in use, that a call reserves for its memory and the gaps around it, as the engine does
/// where nobody tells it otherwise.
pub const RESERVED: u64 = (4 << 30) + (64 << 20);

/// Live component handles: a call holds one, its view. Runtimes of other languages hold a few more.
pub const HANDLES: usize = 256;

/// Bytes that cross from plugin to host in one go: 200 findings of 2 kB each and as much again.
pub const TRANSFER_BASE: usize = 1 << 20;
/// Further bytes for each element of the unit: one finding with its texts and witness.
pub const TRANSFER_SHARE: usize = 4 << 10;

/// Queries of a call: rules ask a few dozen, a rule that asks about each of its steps some thousands.
pub const QUERIES_BASE: u64 = 10_000;
/// Further queries for each element of the unit.
pub const QUERIES_SHARE: u64 = 4;
/// Work that queries may cause in the host, in graph steps of some 10 ns.
pub const WORK_BASE: u64 = 10_000_000;
/// Further work for each element of the unit.
pub const WORK_SHARE: u64 = 2_000;
/// Work of one item handed to the plugin: it is built, copied and placed in the plugin's memory.
pub const WORK_ITEM: u64 = 20;
/// Bytes of a word or log line that count as one more item.
pub const WORD: usize = 64;

/// Findings of a call: more from one small process is noise.
pub const FINDINGS_BASE: usize = 200;
/// Further findings for each element of the unit.
pub const FINDINGS_SHARE: usize = 1;
/// Arguments of one finding: a sentence has room for far fewer.
pub const ARGUMENTS: usize = 16;
/// Bytes of one text from a plugin (argument, template, reason of a refusal) and of one name from an export, as far as
/// messages show it: a long sentence.
pub const TEXT: usize = 2 << 10;
/// Bytes of one rendered message: a paragraph.
pub const MESSAGE: usize = 16 << 10;
/// Entries of one list in a message: no one reads further.
pub const LIST: usize = 256;
/// Related places of one finding.
pub const RELATED: usize = 16;
/// Fixes of one finding: who offers more has not decided.
pub const FIXES: usize = 4;
/// Steps of one witness; of longer paths a plugin sees, and shows, the end.
pub const WITNESS: usize = 256;

/// Ways of failing for which the rule is looked for by calling again: who fails in more ways is broken as a whole.
pub const BLAMED: usize = 2;
/// How many times the fuel of one call may go into finding the rule to blame: the guilty rule spends it once, the
/// others what they spent before.
pub const BLAME_CALLS: u64 = 2;

/// Failures that are equal but for their figures, after which a plugin is not called again in a run: the first may be
/// one odd unit.
pub const RUN_EQUAL_FAILURES: usize = 3;
/// Failures of whatever kind after which it is not called again.
pub const RUN_FAILURES: usize = 8;
/// Calls to the limit, of fuel and of questions' work, that the units of a run may need beside their shares.
pub const RUN_CALLS: u64 = 4;
/// Bytes of findings of one plugin in a run, as reports show them: some thousand long ones.
pub const RUN_SAID_BASE: u64 = 8 << 20;
/// Further bytes for each element of the landscape: a sentence, which is more than anybody reads about each step.
pub const RUN_SAID_SHARE: u64 = 512;
/// How many plugins may use up these bytes in one run.
pub const RUN_SAID_PLUGINS: u64 = 3;
/// Bytes of memory of all calls that are made at once, whatever the number of cores.
pub const MEMORY_AT_ONCE: usize = 192 << 20;

/// A call is slow, and recorded where that is asked for, when it uses more than this part of its fuel: a tenth.
pub const SLOW_SHARE: u64 = 10;

/// Bytes of one recorded call: a unit of a hundred thousand steps, with room to spare.
pub const RECORDING_BYTES: usize = 64 << 20;

/// Lines a plugin may log in one call.
pub const LOG_LINES: usize = 64;
/// Bytes a plugin may log in one call.
pub const LOG_BYTES: usize = 16 << 10;

/// Bytes of the name of a plugin, a version or a rule.
pub const NAME: usize = 64;
/// Rules of one plugin.
pub const RULES: usize = 256;
/// Texts in the catalogue of one plugin: some four keys a rule in ten languages.
pub const CATALOGUE: usize = 10_240;
/// Bytes of one options schema.
pub const SCHEMA: usize = 256 << 10;
/// Pages of one rule: one a language.
pub const PAGES: usize = 32;
/// Tags of one rule, and related rules of one.
pub const TAGS: usize = 16;
/// Properties of one rule, and of a plugin.
pub const PROPERTIES: usize = 16;
/// Bytes of the address of a documentation.
pub const LINK: usize = 1 << 10;
/// Presets of one plugin.
pub const PRESETS: usize = 32;
/// Bytes of the settings of one preset: a line for each of many rules.
pub const SETTINGS: usize = 64 << 10;
/// Bytes of the whole answer of `describe`: pages, schemas, presets and catalogue.
pub const DESCRIPTION: usize = 8 << 20;

/// Bytes of code from which on a component is taken to bring the interpreter of a language along. All shipped rules have
/// some 300 kB, JavaScript and Python several million; unlike a count, whoever wants more room has to have it compiled
/// and to show it at the pin.
pub const RUNTIME_CODE: usize = 2 << 20;

/// What kind of plugin it is, which decides how much room it gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Profile {
    /// A compiled language: a few core modules and one small memory.
    Compact,
    /// A language that brings its interpreter along (JavaScript, Python).
    Runtime,
}

/// The room of one [`Profile`].
#[derive(Clone, Copy, Debug)]
pub struct ProfileLimits {
    /// The most bytes of one linear memory.
    pub memory: usize,
    /// The most linear memories.
    pub memories: usize,
    /// The most tables.
    pub tables: usize,
    /// The most elements of one table.
    pub elements: usize,
    /// The most core instances.
    pub instances: usize,
    /// Fuel of a call, about one unit an instruction.
    pub fuel_base: u64,
    /// Further fuel for each element of the unit.
    pub fuel_share: u64,
    /// Fuel for each element of the landscape in a run, beside some calls to the limit.
    pub run_fuel_share: u64,
}

impl Profile {
    /// Returns the name shown to users.
    pub fn name(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Runtime => "runtime",
        }
    }

    /// Returns the room of the profile.
    ///
    /// `Compact`: all shipped rules together have 453 functions and spend 50,000 to 1,100,000 instructions on a real
    /// export, in 2 MiB; a hundred times that still ends in a fraction of a second.
    ///
    /// `Runtime`: measured with rules that read every list, ask for the label of every border and report every gap
    /// (componentize-js 0.23.0, componentize-py 0.25.1; see decision 0010), in a unit of 5 borders, and for each element
    /// of one of 5,000:
    ///
    /// | | JavaScript | Python | allowed |
    /// |---|---|---|---|
    /// | instances, tables, table elements | 3, 2, 7,721 | 38, 2, 5,819 | 64, 4, 20,000 |
    /// | memory at first, and in the large unit | 9, 31 MiB | 12, 17 MiB | 96 MiB, three times |
    /// | fuel of the small unit | 10,700,000 | 2,300,000 | 300,000,000, thirty times |
    /// | fuel of each element of the large unit | 632,000 | 96,000 | 2,500,000, four times |
    pub fn room(self) -> ProfileLimits {
        match self {
            Self::Compact => ProfileLimits {
                memory: 64 << 20,
                memories: 1,
                tables: 4,
                elements: 20_000,
                instances: 8,
                fuel_base: 100_000_000,
                fuel_share: 100_000,
                run_fuel_share: 100_000,
            },
            Self::Runtime => ProfileLimits {
                memory: 96 << 20,
                memories: 1,
                tables: 4,
                elements: 20_000,
                instances: 64,
                fuel_base: 300_000_000,
                fuel_share: 2_500_000,
                run_fuel_share: 1_250_000,
            },
        }
    }
}

/// A bound that one call was held to, and how much of it was used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Meter {
    /// How much was used; above `limit` the call was stopped.
    pub used: u64,
    /// The most that may be used.
    pub limit: u64,
}

impl Meter {
    /// Makes a meter at zero.
    pub(crate) fn new(limit: u64) -> Self {
        Self { used: 0, limit }
    }

    /// Adds to the meter and tells whether it is still within its bound.
    pub(crate) fn add(&mut self, amount: u64) -> bool {
        self.used = self.used.saturating_add(amount);
        self.used <= self.limit
    }
}
