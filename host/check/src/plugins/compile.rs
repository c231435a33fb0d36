//! Looking at components and compiling them in a child process with bounds: there, and only there, can the bytes of a
//! plugin burn the machine.

use std::time::Duration;

use handoff_machine::{Program, System};
use handoff_sandbox::{
    Artefacts, CompileBound, CompileError, CompiledComponent, ComponentStats, Host, InspectError, Inspection,
    examine, limits,
};

use crate::access::access;
use crate::artefact_store::ArtefactStore;
use crate::exit::Exit;
use crate::failure::{CommandError, RulebookError};

/// Seconds of processor time, over all threads, for the smallest component.
const SECONDS_BASE: u64 = 3;
/// Further seconds for each MiB. The largest known components took 27 s (12 MB of JavaScript) and 20 s (18 MB of Python), and
/// 82 s in a build that is hardly optimised; some machines are slower. More would let a small file that is made for it take long.
const SECONDS_SHARE: u64 = 8;
/// Bytes of address space for the smallest component: what the program and the stacks and heaps of its threads reserve, some 400 MiB
/// of which little is ever used.
const MEMORY_BASE: u64 = 576 << 20;
/// Further bytes for each byte of the component. The one of 12 MB took 0.7 GB, with 0.45 GB in use, and that of 18 MB used no
/// more.
const MEMORY_SHARE: u64 = 64;
/// How long the child may take by the clock: a net for a child that waits instead of working.
const PATIENCE: Duration = Duration::from_mins(30);
/// Threads of the child: more would each reserve address space.
pub const THREADS: usize = 4;
/// The bytes of the secret under which the child seals what it made.
const SECRET: usize = 32;

/// Keeps compiled plugins as the store does, and compiles them in a child process.
pub struct ChildCompiler<'a> {
    system: &'a dyn System,
    store: ArtefactStore<'a>,
    /// The plugin, as progress names it.
    name: &'a str,
}

impl<'a> ChildCompiler<'a> {
    /// Keeps what the user's cache keeps; `name` is what progress calls the plugin.
    pub fn new(system: &'a dyn System, name: &'a str) -> Self {
        Self { system, store: ArtefactStore::new(system), name }
    }
}

impl Artefacts for ChildCompiler<'_> {
    fn secret(&self) -> Option<[u8; SECRET]> {
        self.store.secret()
    }

    fn load(&self, key: &str) -> Option<Vec<u8>> {
        self.store.load(key)
    }

    fn store(&self, key: &str, entry: &[u8]) {
        self.store.store(key, entry);
    }

    fn largest(&self) -> usize {
        self.store.largest()
    }

    fn compile(&self, _: &Host, bytes: &[u8]) -> Result<CompiledComponent, CompileError> {
        tracing::info!(plugin = self.name, "compiling");
        let mut secret = [0; SECRET];
        self.system.random(&mut secret).map_err(|error| CompileError::Unstarted(error.to_string()))?;
        let output = run(self.system, &["compile"], &secret, bytes, format!("compiling {}", self.name))?;
        CompiledComponent::open(&secret, &output).ok_or(CompileError::NoCode)
    }
}

/// Looks at a component in a child process: what it is made of, or every reason why it is no plugin.
pub fn examine_bounded(
    bytes: &[u8],
    system: &dyn System,
) -> Result<(Inspection, ComponentStats), Vec<CompileError>> {
    let progress = "looking at the component".to_owned();
    let output = run(system, &["compile", "--inspect"], &[0; SECRET], bytes, progress);
    let output = output.map_err(|error| vec![error])?;
    let examined: Option<Result<_, Vec<InspectError>>> = serde_json::from_slice(&output).ok();
    let examined = examined.ok_or_else(|| vec![CompileError::NoCode])?;
    examined.map_err(|refusals| refusals.into_iter().map(CompileError::Refused).collect())
}

/// Has a child process work on a component; returns what it gives back.
fn run(
    system: &dyn System,
    verb: &[&str],
    secret: &[u8; SECRET],
    bytes: &[u8],
    progress: String,
) -> Result<Vec<u8>, CompileError> {
    let unstarted = |error: std::io::Error| CompileError::Unstarted(error.to_string());
    let program = Program {
        name: system.own_path().map_err(unstarted)?,
        arguments: ["plugin"].iter().chain(verb).map(Into::into).collect(),
        input: [secret.as_slice(), bytes].concat(),
        bound: true,
        patience: Some(PATIENCE),
        progress: Some(progress),
        ..Program::default()
    };
    let ended = system.execute(&program).map_err(unstarted)?;
    let said = || String::from_utf8_lossy(&ended.error).trim().to_owned();
    match ended.code {
        Some(code) if code == Exit::Clean as i32 => Ok(ended.output),
        Some(code) if code == Exit::Findings as i32 => {
            Err(serde_json::from_slice(&ended.output).unwrap_or(CompileError::NoCode))
        }
        Some(code) => Err(CompileError::Failed { code, said: said() }),
        None => Err(exhausted(&said(), bytes.len(), system.address_space())),
    }
}

/// Names the bound that ended a child process: ours, or a smaller one of address space that the machine has.
fn exhausted(said: &str, size: usize, machine: Option<u64>) -> CompileError {
    let (seconds, memory) = bounds(size as u64);
    if said.contains("memory allocation") {
        match machine.filter(|machine| *machine < memory) {
            Some(machine) => CompileError::Exhausted { what: CompileBound::MachineMib, limit: machine >> 20 },
            None => CompileError::Exhausted { what: CompileBound::MemoryMib, limit: memory >> 20 },
        }
    } else {
        CompileError::Exhausted { what: CompileBound::Seconds, limit: seconds }
    }
}

/// Returns the seconds of processor time and bytes of address space for a component of so many bytes.
fn bounds(size: u64) -> (u64, u64) {
    let size = size.min(limits::COMPONENT_BYTES as u64);
    (SECONDS_BASE + size * SECONDS_SHARE / (1 << 20), MEMORY_BASE + size * MEMORY_SHARE)
}

/// What a child process is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildTask {
    /// Say what the component is made of, or every reason why it is no plugin, as JSON.
    Inspect,
    /// Compile it, and give back sealed code.
    Compile,
}

/// Does the work of the child: bounds this process, takes secret and component from standard input, and returns
/// what was asked for, or as JSON why there is none.
pub fn child(task: ChildTask, system: &dyn System) -> Result<Result<Vec<u8>, Vec<u8>>, CommandError> {
    let input = system.read_parent(SECRET + limits::COMPONENT_BYTES);
    let input = input.map_err(|problem| CommandError::NoComponent(access(&problem)))?;
    let Some((secret, bytes)) = input.split_first_chunk::<SECRET>() else {
        return Err(CommandError::OwnCommand);
    };
    let (seconds, memory) = bounds(bytes.len() as u64);
    system.limit_process(seconds, memory)?;
    if task == ChildTask::Inspect {
        return Ok(Ok(serde_json::to_vec(&examine(bytes)).map_err(std::io::Error::from)?));
    }
    let host = Host::new().map_err(RulebookError::Host)?;
    let compiled = host.compile(bytes).and_then(|compiled| compiled.seal(secret).ok_or(CompileError::NoCode));
    match compiled {
        Ok(code) => Ok(Ok(code)),
        Err(refusal) => Ok(Err(serde_json::to_vec(&refusal).map_err(std::io::Error::from)?)),
    }
}
