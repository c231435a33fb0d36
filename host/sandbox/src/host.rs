//! The host: loads plugins and runs them, each call in a store of its own.

mod plugin_call;

use std::sync::Arc;

use handoff_finding::Finding;
use handoff_landscape::{Landscape, Unit};
use wasmtime::component::{Component, Linker};
use wasmtime::{Engine, Store};

use crate::artefact::{self, ArtefactManifest, CompiledComponent, HashedBytes, KeptComponent};
use crate::compile_error::{CompileBound, CompileError};
use crate::contract::bytes::Bytes;
use crate::contract::linked::{self, LinkedPlugin, PluginInstance};
use crate::contract::lists;
use crate::contract::{Contract, wire};
use crate::description::Description;
use crate::description_error::DescriptionError;
use crate::engine::{self, Ticker};
use crate::failure::{CallFailure, FailureCause, Phase};
use crate::inspect::{self, InspectError, Inspection};
use crate::limits::{self, Meter};
use crate::place::UnitNames;
use crate::plugin::Plugin;
use crate::select::Selection;
use crate::state::{Log, StoreState};
use crate::text::bounded;
use crate::validate::{FindingValidator, ValidatedFindings};
use crate::view::View;

pub use plugin_call::PluginCall;

/// Everything that runs plugins. A process needs one; all methods may be called from many threads.
///
/// Threads that call [`Host::check`] or [`Host::load`] should have [`limits::NATIVE_STACK`] bytes of stack.
pub struct Host {
    engine: Engine,
    linker: Linker<StoreState>,
    _ticker: Ticker,
}

/// The host could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HostError {
    /// The engine does not run on this machine.
    Engine(wasmtime::Error),
    /// The operating system gives no thread.
    Ticker(#[from] std::io::Error),
}

/// A plugin could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// Its bytes are not acceptable.
    Refused(#[from] InspectError),
    /// It does not compile, or not within the bounds of compiling.
    Uncompiled(CompileError),
    /// Its imports and exports do not have the contract's types.
    Unfit {
        /// The version of the contract that the plugin names.
        contract: Contract,
        /// What does not fit, as the engine says it.
        error: wasmtime::Error,
    },
    /// It failed to describe itself.
    Failed(CallFailure),
    /// What it says about itself is not acceptable.
    Description(#[from] DescriptionError),
}

impl From<CompileError> for LoadError {
    fn from(error: CompileError) -> Self {
        match error {
            CompileError::Refused(refusal) => Self::Refused(refusal),
            error => Self::Uncompiled(error),
        }
    }
}

/// Where compiled plugins are kept; the library itself touches no file.
pub trait Artefacts: Sync {
    /// Returns the secret that entries are sealed with, which no one else can read; `None` keeps nothing.
    fn secret(&self) -> Option<[u8; 32]>;
    /// Reads an entry whole; the key is a plain file name.
    fn load(&self, key: &str) -> Option<Vec<u8>>;
    /// Writes an entry, in one step for whoever reads at the same time; may fail silently.
    fn store(&self, key: &str, entry: &[u8]);
    /// Returns how many bytes an entry may have to be read again. What has more is refused as a plugin: else each run would
    /// compile it anew.
    fn largest(&self) -> usize {
        usize::MAX
    }
    /// Inspects and compiles a component. There a hostile component can burn the host, so whoever does not trust it has
    /// [`Host::compile`] done elsewhere, within bounds, and opens what comes back with [`CompiledComponent::open`].
    fn compile(&self, host: &Host, bytes: &[u8]) -> Result<CompiledComponent, CompileError> {
        host.compile(bytes)
    }
}

/// A store that keeps nothing: every plugin is compiled anew.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoArtefacts;

impl Artefacts for NoArtefacts {
    fn secret(&self) -> Option<[u8; 32]> {
        None
    }
    fn load(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
    fn store(&self, _: &str, _: &[u8]) {}
}

/// What came of one plugin and one unit.
#[derive(Debug, Default)]
pub struct CallResult {
    /// Whether the plugin was called; it is not where the unit has nothing its rules need.
    pub called: bool,
    /// What it found; empty after a failure, unless the failure is only that it found too much.
    pub findings: Vec<Arc<Finding>>,
    /// How many of them say something in English for want of a text in the language of the reader.
    pub in_english: usize,
    /// Why its answer is missing or incomplete.
    pub failure: Option<CallFailure>,
    /// What it used of its bounds.
    pub usage: Usage,
    /// The lines that it logged, within their bounds.
    pub log: Log,
    /// The findings as the plugin made them, of which those above are the sentences in one language.
    said: Vec<wire::Finding>,
}

impl CallResult {
    /// Says what was found as another selection wants it, in its language and with its severities, without another run of the
    /// plugin. The selection must ask it the same ([`Selection::asks_as`]). `None` where only the plugin itself can tell: it
    /// failed, or its contract shows it sentences.
    pub fn restated(&self, plugin: &Plugin, selection: &Selection, unit: &Unit) -> Option<Self> {
        if self.failure.is_some() || plugin.inspection.contract == Contract::V1 {
            return None;
        }
        let shown = UnitNames { unit, language: selection.language, file: None };
        let ValidatedFindings { findings, in_english } =
            FindingValidator { plugin, selection, shown }.validate_all(&self.said).ok()?;
        Some(Self {
            called: self.called,
            findings: findings.into_iter().map(Arc::new).collect(),
            in_english,
            failure: None,
            usage: self.usage,
            log: self.log.clone(),
            said: self.said.clone(),
        })
    }
}

/// What one call used of its bounds: it depends on nothing but the plugin and the unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Usage {
    /// Fuel, about one unit an instruction.
    pub fuel: Meter,
    /// Bytes of its largest linear memory.
    pub memory: Meter,
    /// Questions and log lines.
    pub queries: Meter,
    /// Work that its questions caused in the host.
    pub work: Meter,
    /// How many findings it returned.
    pub findings: Meter,
    /// Bytes handed to the plugin: lists, words, answers and options. What questions may hand over is bounded by
    /// their work.
    pub shown: u64,
    /// Bytes of the findings it returned.
    pub output_bytes: Meter,
}

impl Host {
    /// Starts the engine and its clock.
    pub fn new() -> Result<Self, HostError> {
        let engine = engine::engine().map_err(HostError::Engine)?;
        let linker = linked::linker(&engine).map_err(HostError::Engine)?;
        let ticker = Ticker::start(&engine)?;
        Ok(Self { engine, linker, _ticker: ticker })
    }

    /// Loads a plugin: from the artefacts where they hold it, else by inspecting, compiling and describing it.
    pub fn load<'b>(
        &self,
        bytes: impl Into<HashedBytes<'b>>,
        artefacts: &dyn Artefacts,
    ) -> Result<Plugin, LoadError> {
        let HashedBytes { bytes, digest } = bytes.into();
        let key = artefact::key(&digest, &self.engine);
        let secret = artefacts.secret();
        if let Some(kept) = secret.as_ref().and_then(|secret| self.kept(secret, &key, &digest, artefacts)) {
            return kept;
        }
        let keep_refusal = |error: &CompileError| {
            let refused = error.is_lasting().then(|| KeptComponent::Refused(error.clone()));
            let entry =
                secret.zip(refused).and_then(|(secret, kept)| artefact::seal(&secret, &key, &kept, &[]));
            if let Some(entry) = entry {
                artefacts.store(&key, &entry);
            }
        };
        let CompiledComponent { inspection, code } =
            artefacts.compile(self, bytes).inspect_err(keep_refusal)?;
        let component = self.load_compiled(&code).ok_or(CompileError::OtherEngine)?;
        let linked = self.link(&component, inspection.contract);
        let linked = linked.map_err(|error| LoadError::Unfit { contract: inspection.contract, error })?;
        let description = self.describe(&linked, &inspection).map_err(LoadError::Failed)?;
        let manifest = ArtefactManifest { inspection, description };
        let entry = secret.and_then(|secret| {
            artefact::seal(&secret, &key, &KeptComponent::Plugin(Box::new(manifest.clone())), &code)
        });
        let limit = artefacts.largest();
        if entry.as_ref().is_some_and(|entry| entry.len() > limit) {
            let error = CompileError::Exhausted { what: CompileBound::KeptKib, limit: limit as u64 >> 10 };
            keep_refusal(&error);
            return Err(error.into());
        }
        let mut plugin = self.ready(&component, manifest, &digest)?;
        plugin.is_fresh = true;
        // Only what can be used again is kept.
        if let Some(entry) = entry {
            artefacts.store(&key, &entry);
        }
        Ok(plugin)
    }

    /// Inspects a component and compiles it.
    pub fn compile(&self, bytes: &[u8]) -> Result<CompiledComponent, CompileError> {
        let inspection = inspect::inspect(bytes)?;
        let code = self.engine.precompile_component(bytes);
        let code = code.map_err(|error| CompileError::Engine(bounded(format!("{error:#}"))))?;
        let limit = limits::CODE_BASE + limits::CODE_SHARE * bytes.len();
        if code.len() > limit {
            return Err(CompileError::Exhausted { what: CompileBound::CodeKib, limit: limit as u64 >> 10 });
        }
        Ok(CompiledComponent { inspection, code })
    }

    /// Tells whether the artefacts hold a plugin, so that the next start compiles nothing.
    pub fn keeps(&self, plugin: &Plugin, artefacts: &dyn Artefacts) -> bool {
        let key = artefact::key(&plugin.digest, &self.engine);
        let kept = artefacts.secret().and_then(|secret| self.kept(&secret, &key, &plugin.digest, artefacts));
        kept.is_some_and(|kept| kept.is_ok())
    }

    /// Takes a plugin, or what it was refused for, from the artefacts; `None` where there is nothing, or nothing
    /// that can be trusted and used.
    fn kept(
        &self,
        secret: &[u8; 32],
        key: &str,
        digest: &str,
        artefacts: &dyn Artefacts,
    ) -> Option<Result<Plugin, LoadError>> {
        let entry = artefacts.load(key)?;
        let kept = artefact::open(secret, key, &entry).and_then(|(kept, code)| match kept {
            KeptComponent::Refused(error) => Some(Err(error.into())),
            KeptComponent::Plugin(manifest) => {
                let component = self.load_compiled(code)?;
                self.ready(&component, *manifest, digest).ok().map(Ok)
            }
        });
        if kept.is_none() {
            tracing::warn!(key, "a kept artefact is damaged or not ours; compiling the plugin again");
        }
        kept
    }

    /// Brings compiled code back; `None` where it does not fit this engine.
    fn load_compiled(&self, code: &[u8]) -> Option<Component> {
        #[expect(
            unsafe_code,
            reason = "machine code is revived; we have just compiled it, or a keyed hash proves that we did"
        )]
        // SAFETY: the bytes are those that `Engine::precompile_component` gave us: they are a `CompiledComponent`, or
        // `artefact::open` has verified the whole entry with a secret that only this user can read. The engine itself
        // checks that version and settings match.
        unsafe {
            Component::deserialize(&self.engine, code).ok()
        }
    }

    fn link(&self, component: &Component, contract: Contract) -> wasmtime::Result<LinkedPlugin> {
        LinkedPlugin::new(contract, &self.linker, component)
    }

    fn ready(
        &self,
        component: &Component,
        manifest: ArtefactManifest,
        digest: &str,
    ) -> Result<Plugin, LoadError> {
        let ArtefactManifest { inspection, description } = manifest;
        let linked = self.link(component, inspection.contract);
        let linked = linked.map_err(|error| LoadError::Unfit { contract: inspection.contract, error })?;
        let description = Description::of(description, inspection.contract)?;
        Ok(Plugin { description, inspection, digest: digest.into(), is_fresh: false, linked })
    }

    /// Asks a plugin what it holds.
    fn describe(
        &self,
        linked: &LinkedPlugin,
        inspection: &Inspection,
    ) -> Result<wire::Description, CallFailure> {
        let mut session = StoreSession::open(&self.engine, inspection, None, 0);
        session.store.set_hostcall_fuel(limits::DESCRIPTION);
        let instance = session.run(Phase::Start, |store| linked.instantiate(store))?;
        session.run(Phase::Describe, |store| instance.describe(store))
    }

    /// Runs the selected rules of a plugin over one unit of the landscape, in a fresh store.
    pub fn check(
        &self,
        plugin: &Plugin,
        selection: &Selection,
        landscape: &Arc<Landscape>,
        index: usize,
    ) -> CallResult {
        match concerned(selection, landscape, index) {
            Some(_) => self.call(plugin, selection, landscape, index),
            None => CallResult::default(),
        }
    }

    /// Calls a plugin whether or not its rules have anything to look at in the unit.
    pub(crate) fn call(
        &self,
        plugin: &Plugin,
        selection: &Selection,
        landscape: &Arc<Landscape>,
        index: usize,
    ) -> CallResult {
        let Some(unit) = landscape.units.get(index) else { return CallResult::default() };
        let (view, elements) = (View::of(landscape, index, selection.language), lists::elements(unit));
        let mut session = StoreSession::open(&self.engine, &plugin.inspection, Some(view), elements);
        session.call(plugin, selection, UnitNames { unit, language: selection.language, file: None })
    }
}

/// Counts the elements of a unit, by which the bounds of calls and runs grow.
pub fn elements(unit: &Unit) -> usize {
    lists::elements(unit)
}

/// Returns the unit if at least one of the rules has something to look at in it.
fn concerned<'a>(selection: &Selection, landscape: &'a Landscape, index: usize) -> Option<&'a Unit> {
    landscape.units.get(index).map(|unit| &**unit).filter(|unit| selection.concerns(unit))
}

/// One store, from its opening to its end.
struct StoreSession {
    store: Store<StoreState>,
    instance: Option<PluginInstance>,
    fuel: u64,
    memory: usize,
    elements: usize,
}

impl StoreSession {
    fn open(engine: &Engine, inspection: &Inspection, view: Option<View>, elements: usize) -> Self {
        let room = inspection.profile.room();
        let fuel = room.fuel_base + room.fuel_share.saturating_mul(elements as u64);
        let mut store = Store::new(engine, StoreState::new(room, view, elements));
        store.limiter(|state| &mut state.guard);
        store.set_max_component_handles(limits::HANDLES);
        let mut session = Self { store, instance: None, fuel, memory: room.memory, elements };
        session.set_bounds();
        session
    }

    /// Gives the store the bounds of one call; its fuel is set when the call begins.
    fn set_bounds(&mut self) {
        self.store.set_epoch_deadline(limits::ticks(self.fuel));
        self.store.set_hostcall_fuel(transfer(self.elements));
    }

    /// Runs one phase; what stops it is read by type.
    fn run<T>(
        &mut self,
        phase: Phase,
        action: impl FnOnce(&mut Store<StoreState>) -> wasmtime::Result<T>,
    ) -> Result<T, CallFailure> {
        let outcome = match phase {
            Phase::Start => self.store.set_fuel(self.fuel).and_then(|()| action(&mut self.store)),
            _ => action(&mut self.store),
        };
        outcome.map_err(|error| {
            CallFailure::of(&error, phase, self.store.data_mut().log.panic.take(), self.fuel)
        })
    }

    /// Lets a plugin check one unit, takes over what it found, and reads the meters.
    fn call(&mut self, plugin: &Plugin, selection: &Selection, shown: UnitNames<'_>) -> CallResult {
        let mut call = CallResult { called: true, ..CallResult::default() };
        let limit = limits::FINDINGS_BASE + limits::FINDINGS_SHARE * self.elements;
        call.usage.findings = Meter::new(limit as u64);
        call.usage.output_bytes = Meter::new(transfer(self.elements) as u64);
        let found = self.check(plugin, selection).and_then(|mut said| {
            call.usage.findings.used = said.len() as u64;
            call.usage.output_bytes.used = said.bytes() as u64;
            if said.len() > limit {
                said.truncate(limit);
                call.failure = Some(CallFailure::new(Phase::Check, FailureCause::TooMany { limit }));
            }
            let validator = FindingValidator { plugin, selection, shown };
            let findings = validator.validate_all(&said).map_err(|(index, rule, flaw)| {
                CallFailure::new(Phase::Check, FailureCause::RejectedFinding { index, rule, flaw })
            })?;
            Ok((findings, said))
        });
        match found {
            Ok((findings, said)) => {
                let ValidatedFindings { findings, in_english } = findings;
                call.findings = findings.into_iter().map(Arc::new).collect();
                call.in_english = in_english;
                call.said = said;
            }
            Err(failure) => call.failure = Some(failure),
        }
        self.close(&mut call);
        call
    }

    /// Starts the plugin where it does not run yet, gives it its options, and lets it check.
    fn check(&mut self, plugin: &Plugin, selection: &Selection) -> Result<Vec<wire::Finding>, CallFailure> {
        let instance = if let Some(instance) = self.instance.take() {
            instance
        } else {
            let started = self.run(Phase::Start, |store| plugin.linked.instantiate(store))?;
            // What the start costs depends on the machine: some map a memory that others fill byte by byte. The engine
            // counts fuel: this cannot fail.
            let _ = self.store.set_fuel(self.fuel);
            started
        };
        self.store.data_mut().meters.count_answer(&selection.options);
        let taken = self.run(Phase::Configure, |store| instance.configure(store, &selection.options))?;
        taken
            .map_err(|why| CallFailure::new(Phase::Configure, FailureCause::OptionsRefused(bounded(why))))?;
        let said = self.run(Phase::Check, |store| instance.check(store))?;
        let said =
            said.map_err(|why| CallFailure::new(Phase::Check, FailureCause::CheckError(bounded(why))))?;
        self.instance = Some(instance);
        Ok(said)
    }

    /// Reads the meters at the end of a call.
    fn close(&mut self, call: &mut CallResult) {
        let left = self.store.get_fuel().unwrap_or_default();
        let state = self.store.data_mut();
        call.log = std::mem::take(&mut state.log);
        call.usage.queries = state.meters.queries;
        call.usage.work = state.meters.work;
        call.usage.shown = state.meters.shown;
        call.usage.memory = Meter { used: state.guard.memory as u64, limit: self.memory as u64 };
        call.usage.fuel = Meter { used: self.fuel.saturating_sub(left), limit: self.fuel };
    }
}

/// Returns how many bytes a plugin may hand over in one go.
fn transfer(elements: usize) -> usize {
    limits::TRANSFER_BASE + limits::TRANSFER_SHARE.saturating_mul(elements)
}
