//! Looks at the bytes of a plugin before anything is compiled.
//!
//! The file is walked once to hold it against the caps, then validated whole with the engine's own features.

use std::collections::BTreeSet;

use wasmparser::{
    ComponentInstance, ComponentType, ComponentTypeDeclaration, CustomSectionReader, ElementItems,
    FunctionBody, Instance, InstanceTypeDeclaration, KnownCustom, Operator, Parser, Payload, Validator,
};
use wasmtime::Engine;

use crate::contract::{Contract, UnsupportedContract};
use crate::engine::FEATURES;
use crate::limits::{self, Profile};
use crate::text::bounded;

/// Why a file is not a plugin that could be loaded; each says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum InspectError {
    /// The file is larger than any plugin.
    TooLarge {
        /// The length of the file in bytes.
        size: usize,
    },
    /// Machine code of some engine; running it would mean to trust it.
    Precompiled,
    /// A core module.
    CoreModule,
    /// Something else altogether.
    NotWasm,
    /// Broken, or made with proposals that are switched off; in the words of the parser.
    Invalid(String),
    /// A cap is exceeded.
    TooMany {
        /// What there is too much of.
        what: ComponentPart,
        /// How much of it was found before the walk stopped.
        found: usize,
        /// The most that any plugin may have of it.
        limit: usize,
    },
    /// It asks for powers that no plugin gets.
    ForeignImports(Vec<String>),
    /// It exports no rules.
    NoRules,
    /// Its contract is not one of ours.
    Contract(#[from] UnsupportedContract),
}

impl From<wasmparser::BinaryReaderError> for InspectError {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self::Invalid(bounded(error.to_string()))
    }
}

/// What a component can have too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ComponentPart {
    /// Levels of modules and components in each other.
    Nesting,
    /// Bytes of one function.
    BodyBytes,
    /// Imports and exports.
    Links,
    /// Functions.
    Functions,
    /// Types.
    Types,
    /// Declarations within types of components and instances, at all depths.
    Declarations,
    /// Values that the branches of jump tables carry.
    BranchValues,
    /// Globals.
    Globals,
    /// Entries of element segments.
    Elements,
    /// Bytes in custom sections.
    CustomBytes,
    /// Instances that its parts ask for when they are multiplied.
    Instances,
    /// Instances of core modules.
    CoreInstances,
    /// Tables.
    Tables,
    /// Memories.
    Memories,
}

/// What the bytes of a plugin say about it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Inspection {
    /// The contract it was built for.
    pub contract: Contract,
    /// What it imports, in its own order: all of its powers.
    pub imports: Vec<String>,
    /// The kind of plugin, which sets the limits of its calls.
    pub profile: Profile,
    /// The length of the component in bytes.
    pub size: usize,
}

/// What a component is made of, over all of its levels: for people, and of no weight for what it may do.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ComponentStats {
    /// How many core modules it holds.
    pub modules: usize,
    /// How many instances of core modules it makes.
    pub instances: usize,
    /// How many linear memories it defines.
    pub memories: usize,
    /// How many tables it defines.
    pub tables: usize,
    /// How many functions its core modules define.
    pub functions: usize,
    /// Whether its functions have names, so that traces can be read.
    pub names: bool,
    /// What it was made with: each field (`language`, `processed-by`), name and version, as the tools wrote them.
    pub producers: BTreeSet<(String, String, String)>,
}

/// Inspects the bytes of a plugin without running any of it.
pub fn inspect(bytes: &[u8]) -> Result<Inspection, InspectError> {
    examine(bytes).map(|(inspection, _)| inspection).map_err(|mut refusals| refusals.remove(0))
}

/// Inspects the bytes of a plugin and says what it is made of, or every reason why it is none; there is at least one.
pub fn examine(bytes: &[u8]) -> Result<(Inspection, ComponentStats), Vec<InspectError>> {
    let census = census(bytes).map_err(|refusal| vec![refusal])?;
    let mut refusals = Vec::new();
    let spoken = Contract::of(census.imports.iter().chain(&census.exports));
    if let Err(unsupported) = &spoken {
        refusals.push(unsupported.clone().into());
    }
    let known = |import: &&String| match &spoken {
        Ok(spoken) => spoken.is_some_and(|contract| contract.offers(import)),
        Err(_) => Contract::claims(import),
    };
    let foreign: Vec<String> = census.imports.iter().filter(|import| !known(import)).cloned().collect();
    if !foreign.is_empty() {
        refusals.push(InspectError::ForeignImports(foreign));
    }
    let rules = |contract: &Contract| census.exports.iter().any(|export| contract.names(export, "rules"));
    let contract = spoken.as_ref().ok().copied().flatten().filter(rules);
    if spoken.is_ok() && contract.is_none() {
        refusals.push(InspectError::NoRules);
    }
    if let Err(error) = Validator::new_with_features(FEATURES).validate_all(bytes) {
        refusals.push(error.into());
    }
    match contract {
        Some(contract) if refusals.is_empty() => {
            let profile = census.profile();
            let inspection = Inspection { contract, profile, imports: census.imports, size: bytes.len() };
            Ok((inspection, census.anatomy))
        }
        _ => Err(refusals),
    }
}

/// Walks a component once, as far as its caps allow.
fn census(bytes: &[u8]) -> Result<ComponentCounter, InspectError> {
    if bytes.len() > limits::COMPONENT_BYTES {
        return Err(InspectError::TooLarge { size: bytes.len() });
    }
    if Engine::detect_precompiled(bytes).is_some() {
        return Err(InspectError::Precompiled);
    }
    if Parser::is_core_wasm(bytes) {
        return Err(InspectError::CoreModule);
    }
    if !Parser::is_component(bytes) {
        return Err(InspectError::NotWasm);
    }
    let mut census = ComponentCounter::default();
    for payload in Parser::new(0).parse_all(bytes) {
        census.count(&payload?)?;
    }
    census.multiplied()?;
    Ok(census)
}

/// Counts what a component holds, over all of its levels.
#[derive(Default)]
struct ComponentCounter {
    depth: usize,
    types: usize,
    /// Declarations within component types.
    declarations: usize,
    /// The most values that a function of any module takes or gives, so that a branch may carry them.
    values: usize,
    /// Values that the branches of jump tables carry.
    branched: usize,
    linked: usize,
    globals: usize,
    /// Entries of element segments.
    elements: usize,
    /// Bytes of the bodies of functions.
    code: usize,
    custom: usize,
    anatomy: ComponentStats,
    /// Modules and components.
    bodies: usize,
    /// For each module or component around the present place, how many components it instantiates.
    open: Vec<usize>,
    /// The same of those that have ended, where it is more than one.
    branches: Vec<usize>,
    imports: Vec<String>,
    exports: Vec<String>,
}

impl ComponentCounter {
    fn count(&mut self, payload: &Payload<'_>) -> Result<(), InspectError> {
        match payload {
            Payload::Version { .. } => {
                self.depth += 1;
                self.bodies += 1;
                self.open.push(0);
                cap(ComponentPart::Nesting, self.depth, limits::NESTING)?;
            }
            Payload::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.branches.extend(self.open.pop().filter(|branches| *branches > 1));
            }
            Payload::ImportSection(section) => self.linked += section.count() as usize,
            Payload::ComponentImportSection(section) => {
                self.linked += section.count() as usize;
                cap(ComponentPart::Links, self.linked, limits::LINKS)?;
                if self.depth == 1 {
                    for import in section.clone() {
                        self.imports.push(import?.name.name.to_owned());
                    }
                }
            }
            Payload::ExportSection(section) => self.linked += section.count() as usize,
            Payload::ComponentExportSection(section) => {
                self.linked += section.count() as usize;
                cap(ComponentPart::Links, self.linked, limits::LINKS)?;
                if self.depth == 1 {
                    for export in section.clone() {
                        self.exports.push(export?.name.name.to_owned());
                    }
                }
            }
            Payload::InstanceSection(section) => {
                for instance in section.clone() {
                    self.anatomy.instances += usize::from(matches!(instance?, Instance::Instantiate { .. }));
                }
            }
            Payload::ComponentInstanceSection(section) => {
                for instance in section.clone() {
                    let count = usize::from(matches!(instance?, ComponentInstance::Instantiate { .. }));
                    self.open.iter_mut().next_back().into_iter().for_each(|body| *body += count);
                }
            }
            Payload::ModuleSection { .. } => self.anatomy.modules += 1,
            Payload::CustomSection(section) => {
                self.custom += section.data().len();
                self.anatomy.note(section);
            }
            _ => self.count_module(payload)?,
        }
        cap(ComponentPart::Functions, self.anatomy.functions, limits::FUNCTIONS)?;
        cap(ComponentPart::Types, self.types, limits::TYPES)?;
        cap(ComponentPart::Globals, self.globals, limits::GLOBALS)?;
        cap(ComponentPart::Elements, self.elements, limits::ELEMENTS)?;
        cap(ComponentPart::Links, self.linked, limits::LINKS)?;
        cap(ComponentPart::CustomBytes, self.custom, limits::CUSTOM_BYTES)
    }

    /// Counts what modules, and types on every level, are made of.
    fn count_module(&mut self, payload: &Payload<'_>) -> Result<(), InspectError> {
        match payload {
            Payload::TypeSection(section) => {
                self.types += section.count() as usize;
                for ty in section.clone().into_iter_err_on_gc_types() {
                    let ty = ty?;
                    self.values = self.values.max(ty.results().len()).max(ty.params().len());
                }
            }
            Payload::CoreTypeSection(section) => self.types += section.count() as usize,
            Payload::ComponentTypeSection(section) => {
                self.types += section.count() as usize;
                for ty in section.clone() {
                    self.declarations += declarations(&ty?);
                    cap(ComponentPart::Declarations, self.declarations, limits::DECLARATIONS)?;
                }
            }
            Payload::FunctionSection(section) => self.anatomy.functions += section.count() as usize,
            Payload::CodeSectionEntry(body) => {
                self.code += body.as_bytes().len();
                self.count_branches(body)?;
                cap(ComponentPart::BodyBytes, body.as_bytes().len(), limits::BODY_BYTES)?;
            }
            Payload::GlobalSection(section) => self.globals += section.count() as usize,
            Payload::ElementSection(section) => {
                for element in section.clone() {
                    self.elements += match element?.items {
                        ElementItems::Functions(items) => items.count() as usize,
                        ElementItems::Expressions(_, items) => items.count() as usize,
                    };
                }
            }
            Payload::TableSection(section) => self.anatomy.tables += section.count() as usize,
            Payload::MemorySection(section) => self.anatomy.memories += section.count() as usize,
            _ => {}
        }
        Ok(())
    }

    /// Counts what the jump tables of a function carry.
    fn count_branches(&mut self, body: &FunctionBody<'_>) -> Result<(), InspectError> {
        for operator in body.get_operators_reader()? {
            if let Operator::BrTable { targets } = operator? {
                self.branched += (targets.len() as usize + 1) * self.values.max(1);
            }
        }
        cap(ComponentPart::BranchValues, self.branched, limits::BRANCH_VALUES)
    }

    /// Holds against the caps what only the whole component tells: how often its parts are instantiated.
    ///
    /// Each component may instantiate others several times, these again others, and the compiler follows every one of
    /// these ways: a few hundred bytes can ask for millions. No way meets a component twice, so the product of what each
    /// instantiates bounds their number.
    fn multiplied(&self) -> Result<(), InspectError> {
        let ways = self.branches.iter().fold(1_usize, |ways, branches| ways.saturating_mul(*branches));
        let all = ways.saturating_mul(self.bodies + self.anatomy.instances);
        cap(ComponentPart::Instances, all, limits::INSTANCES)?;
        let room = self.profile().room();
        cap(ComponentPart::CoreInstances, self.anatomy.instances, room.instances)?;
        cap(ComponentPart::Tables, self.anatomy.tables, room.tables)?;
        cap(ComponentPart::Memories, self.anatomy.memories, room.memories)
    }

    /// Chooses the profile by how much code there is.
    fn profile(&self) -> Profile {
        if self.code > limits::RUNTIME_CODE { Profile::Runtime } else { Profile::Compact }
    }
}

/// Counts the declarations of a type, at all depths.
fn declarations(ty: &ComponentType<'_>) -> usize {
    let (mut open, mut count) = (vec![ty], 0);
    while let Some(ty) = open.pop() {
        match ty {
            ComponentType::Component(within) => {
                count += within.len();
                open.extend(within.iter().filter_map(|declaration| match declaration {
                    ComponentTypeDeclaration::Type(ty) => Some(ty),
                    _ => None,
                }));
            }
            ComponentType::Instance(within) => {
                count += within.len();
                open.extend(within.iter().filter_map(|declaration| match declaration {
                    InstanceTypeDeclaration::Type(ty) => Some(ty),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    count
}

impl ComponentStats {
    /// Reads the custom sections that say something to people; one that is broken says nothing.
    fn note(&mut self, section: &CustomSectionReader<'_>) {
        match section.as_known() {
            KnownCustom::Name(_) => self.names = true,
            KnownCustom::Producers(fields) => {
                for field in fields.into_iter().flatten() {
                    for value in field.values.into_iter().flatten() {
                        if self.producers.len() < limits::PRODUCERS {
                            let texts = [field.name, value.name, value.version];
                            let [field, name, version] = texts.map(|text| bounded(text.to_owned()));
                            self.producers.insert((field, name, version));
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// Refuses a count over its cap.
fn cap(what: ComponentPart, found: usize, limit: usize) -> Result<(), InspectError> {
    if found > limit { Err(InspectError::TooMany { what, found, limit }) } else { Ok(()) }
}
