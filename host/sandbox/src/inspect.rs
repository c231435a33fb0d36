//! Looks at the bytes of a plugin before anything is compiled.
//!
//! The file is walked once to hold it against the caps, then validated whole with the engine's own features.

use wasmparser::{Instance, Parser, Payload, Validator};
use wasmtime::Engine;

use crate::contract::{Contract, Unsupported};
use crate::engine::FEATURES;
use crate::limits::{self, Profile};

/// Why a file is not a plugin that could be loaded; each says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The file is larger than any plugin.
    #[error("is {size} bytes long, more than the {} allowed", limits::COMPONENT_BYTES)]
    TooLarge {
        /// Its length in bytes.
        size: usize,
    },
    /// Machine code of some engine; running it would mean to trust it.
    #[error("is precompiled machine code, which is never accepted; give the WebAssembly component itself")]
    Precompiled,
    /// A core module.
    #[error(
        "is a core WebAssembly module, not a component; `handoff plugin build MODULE.wasm --out PLUGIN.wasm` makes one of it"
    )]
    CoreModule,
    /// Something else altogether.
    #[error("is not a WebAssembly component: it does not begin with the magic bytes of one")]
    NotWasm,
    /// Broken, or made with proposals that are switched off.
    #[error("is not a valid component: {0}")]
    Invalid(#[from] wasmparser::BinaryReaderError),
    /// A cap is exceeded.
    #[error("has too many {what}: {found}, of {limit} allowed")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How much of it was found before the walk stopped.
        found: usize,
        /// The cap.
        limit: usize,
    },
    /// It asks for powers that no plugin gets.
    #[error("asks for what no plugin gets: {}; build it without them (for Rust: target wasm32-unknown-unknown)", .0.join(", "))]
    ForeignImports(Vec<String>),
    /// It exports no rules.
    #[error("holds no rules: it does not export `{}`", Contract::NEWEST.name("rules"))]
    NoRules,
    /// Its contract is not one of ours.
    #[error(transparent)]
    Contract(#[from] Unsupported),
}

/// What the bytes of a plugin say about it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Inspection {
    /// The contract it was built for.
    pub contract: Contract,
    /// What it imports, in its own order: all of its powers.
    pub imports: Vec<String>,
    /// How much room it gets.
    pub profile: Profile,
    /// Its length in bytes.
    pub size: usize,
}

/// Inspects the bytes of a plugin without running any of it.
pub fn inspect(bytes: &[u8]) -> Result<Inspection, Refusal> {
    if bytes.len() > limits::COMPONENT_BYTES {
        return Err(Refusal::TooLarge { size: bytes.len() });
    }
    if Engine::detect_precompiled(bytes).is_some() {
        return Err(Refusal::Precompiled);
    }
    if Parser::is_core_wasm(bytes) {
        return Err(Refusal::CoreModule);
    }
    if !Parser::is_component(bytes) {
        return Err(Refusal::NotWasm);
    }
    let mut census = Census::default();
    for payload in Parser::new(0).parse_all(bytes) {
        census.count(&payload?)?;
    }
    let spoken = Contract::of(census.imports.iter().chain(&census.exports))?;
    let known = |import: &&String| spoken.is_some_and(|contract| contract.offers(import));
    let foreign: Vec<String> = census.imports.iter().filter(|import| !known(import)).cloned().collect();
    if !foreign.is_empty() {
        return Err(Refusal::ForeignImports(foreign));
    }
    let rules = |contract: &Contract| census.exports.iter().any(|export| contract.names(export, "rules"));
    let contract = spoken.filter(rules).ok_or(Refusal::NoRules)?;
    Validator::new_with_features(FEATURES).validate_all(bytes)?;
    Ok(Inspection { contract, profile: census.profile(), imports: census.imports, size: bytes.len() })
}

/// Counts what a component holds, over all of its levels.
#[derive(Default)]
struct Census {
    depth: usize,
    functions: usize,
    types: usize,
    linked: usize,
    custom: usize,
    instances: usize,
    tables: usize,
    memories: usize,
    imports: Vec<String>,
    exports: Vec<String>,
}

impl Census {
    fn count(&mut self, payload: &Payload<'_>) -> Result<(), Refusal> {
        match payload {
            Payload::Version { .. } => {
                self.depth += 1;
                cap("levels of nesting", self.depth, limits::NESTING)?;
            }
            Payload::End(_) => self.depth = self.depth.saturating_sub(1),
            Payload::FunctionSection(section) => self.functions += section.count() as usize,
            Payload::CodeSectionEntry(body) => {
                cap("bytes in one function", body.as_bytes().len(), limits::BODY_BYTES)?;
            }
            Payload::TypeSection(section) => self.types += section.count() as usize,
            Payload::CoreTypeSection(section) => self.types += section.count() as usize,
            Payload::ComponentTypeSection(section) => self.types += section.count() as usize,
            Payload::ImportSection(section) => self.linked += section.count() as usize,
            Payload::ComponentImportSection(section) => {
                self.linked += section.count() as usize;
                cap("imports and exports", self.linked, limits::LINKS)?;
                if self.depth == 1 {
                    for import in section.clone() {
                        self.imports.push(import?.name.name.to_owned());
                    }
                }
            }
            Payload::ExportSection(section) => self.linked += section.count() as usize,
            Payload::ComponentExportSection(section) => {
                self.linked += section.count() as usize;
                cap("imports and exports", self.linked, limits::LINKS)?;
                if self.depth == 1 {
                    for export in section.clone() {
                        self.exports.push(export?.name.name.to_owned());
                    }
                }
            }
            Payload::InstanceSection(section) => {
                for instance in section.clone() {
                    self.instances += usize::from(matches!(instance?, Instance::Instantiate { .. }));
                }
            }
            Payload::TableSection(section) => self.tables += section.count() as usize,
            Payload::MemorySection(section) => self.memories += section.count() as usize,
            Payload::CustomSection(section) => self.custom += section.data().len(),
            _ => {}
        }
        cap("functions", self.functions, limits::FUNCTIONS)?;
        cap("types", self.types, limits::TYPES)?;
        cap("imports and exports", self.linked, limits::LINKS)?;
        cap("bytes in custom sections", self.custom, limits::CUSTOM_BYTES)
    }

    /// Chooses the smallest profile whose room the component fits.
    fn profile(&self) -> Profile {
        let room = Profile::Compact.room();
        let compact =
            self.instances <= room.instances && self.tables <= room.tables && self.memories <= room.memories;
        if compact { Profile::Compact } else { Profile::Runtime }
    }
}

/// Refuses a count over its cap.
fn cap(what: &'static str, found: usize, limit: usize) -> Result<(), Refusal> {
    if found > limit { Err(Refusal::TooMany { what, found, limit }) } else { Ok(()) }
}
