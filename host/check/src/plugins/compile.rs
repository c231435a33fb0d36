//! Compiling in a child process with bounds: there, and only there, can the bytes of a plugin burn the machine.

use std::time::Duration;

use handoff_machine::{Program, System};
use handoff_sandbox::{Artefacts, CompileError, Host, LoadError, MachineCode, inspect, limits};

use crate::access::access;
use crate::artefact_store::ArtefactStore;
use crate::exit::Exit;
use crate::failure::CommandError;

/// Seconds of processor time, over all threads. The largest known components took 27 s (12 MB of JavaScript) and 20 s (18 MB
/// of Python), and 82 s in a build that is hardly optimised; the cap on components is twice their size, and some machines
/// are slower.
const SECONDS: u64 = 600;
/// Bytes of address space. The one of 12 MB took 0.7 GB of it, with 0.45 GB in use, and that of 18 MB used no more.
const MEMORY: u64 = 4 << 30;
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

    fn compile(&self, _: &Host, bytes: &[u8]) -> Result<MachineCode, LoadError> {
        tracing::info!(plugin = self.name, "compiling");
        let unstarted =
            |error: std::io::Error| LoadError::Uncompiled(CompileError::Unstarted(error.to_string()));
        let mut secret = [0; SECRET];
        self.system.random(&mut secret).map_err(unstarted)?;
        let program = Program {
            name: self.system.own_path().map_err(unstarted)?,
            arguments: vec!["plugin".into(), "compile".into()],
            input: [secret.as_slice(), bytes].concat(),
            patience: Some(PATIENCE),
            progress: Some(format!("compiling {}", self.name)),
            ..Program::default()
        };
        let ended = self.system.execute(&program).map_err(unstarted)?;
        let said = || String::from_utf8_lossy(&ended.error).trim().to_owned();
        let failed = |why| Err(LoadError::Uncompiled(why));
        match ended.code {
            Some(code) if code == Exit::Clean as i32 => {
                MachineCode::open(&secret, ended.output).ok_or(LoadError::Uncompiled(CompileError::NoCode))
            }
            Some(code) if code == Exit::Incomplete as i32 => failed(CompileError::Engine(said())),
            Some(code) => failed(CompileError::Failed { code, said: said() }),
            None => failed(CompileError::OutOfBounds {
                seconds: SECONDS,
                memory: MEMORY >> 30,
                minutes: PATIENCE.as_secs() / 60,
            }),
        }
    }
}

/// Does the work of the child: bounds this process, takes secret and component from standard input, and returns sealed
/// code, or says why there is none.
pub fn child(system: &dyn System) -> Result<Result<Vec<u8>, String>, CommandError> {
    system.limit_process(SECONDS, MEMORY)?;
    let input = system.read_stdin(SECRET + limits::COMPONENT_BYTES);
    let input = input.map_err(|problem| CommandError::NoComponent(access(&problem)))?;
    let Some((secret, bytes)) = input.split_first_chunk::<SECRET>() else {
        return Err(CommandError::OwnCommand);
    };
    Ok(compile(bytes).map(|code| code.seal(secret)))
}

fn compile(bytes: &[u8]) -> Result<MachineCode, String> {
    inspect(bytes).map_err(|refusal| refusal.to_string())?;
    let host = Host::new().map_err(|error| error.to_string())?;
    host.compile(bytes).map_err(|error| match error {
        LoadError::Uncompiled(CompileError::Engine(why)) => why,
        error => error.to_string(),
    })
}
