//! Other programs, and the bounds of this one.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use crate::system::{Program, ProgramOutput, ReadError};

/// How often a program with a bound is looked at.
const BEAT: Duration = Duration::from_millis(10);
/// How long a program that was asked to end may take to do so.
#[cfg(unix)]
const GRACE: Duration = Duration::from_secs(2);

/// Bytes of stack of a thread that only waits.
const STACK: usize = 64 << 10;
/// The exit code of a process whose parent is gone; nobody is there to see it.
const ORPHAN: i32 = 130;

/// Runs a program to its end, or to the end of our patience; `beat` is called while that lasts.
pub(super) fn execute(program: &Program, beat: impl Fn()) -> io::Result<ProgramOutput> {
    let mut command = Command::new(&program.name);
    add_arguments(&mut command, program);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    command.stderr(if program.shown { Stdio::inherit() } else { Stdio::piped() });
    if let Some(folder) = &program.folder {
        command.current_dir(folder);
    }
    for (name, value) in &program.env {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let mut child = command.spawn()?;
    let (input, output, error) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let ended = thread::scope(|scope| {
        // All pipes at once: a program that waits for one would hold the others.
        let input = waiting().spawn_scoped(scope, move || {
            let mut input = input?;
            // A program that does not read its input is not at fault.
            if program.bound {
                let _ = input.write_all(&(program.input.len() as u64).to_le_bytes());
            }
            let _ = input.write_all(&program.input);
            // It is closed when this process ends, whichever way, and that ends the other.
            program.bound.then_some(input)
        })?;
        let output = waiting().spawn_scoped(scope, move || drain(output))?;
        let error = waiting().spawn_scoped(scope, move || drain(error))?;
        let status = wait(&mut child, program.patience, beat)?;
        drop(input.join());
        let joined = |thread: thread::ScopedJoinHandle<'_, io::Result<Vec<u8>>>| {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a reading thread failed")))
        };
        Ok(ProgramOutput { code: status.code(), output: joined(output)?, error: joined(error)? })
    });
    if ended.is_err() {
        // Where the machine gives no thread, nobody takes what the other program makes; one that has ended is none to kill.
        let _ = child.kill();
        let _ = child.wait();
    }
    ended
}

/// Makes a thread that only waits; there may be none to be had.
fn waiting() -> thread::Builder {
    thread::Builder::new().stack_size(STACK)
}

#[cfg(not(windows))]
fn add_arguments(command: &mut Command, program: &Program) {
    command.args(&program.arguments);
}

/// Adds arguments as most programs of Windows take them apart. Its shell does not: it gets the rest of the line as it is.
#[cfg(windows)]
fn add_arguments(command: &mut Command, program: &Program) {
    use std::os::windows::process::CommandExt as _;
    for argument in &program.arguments {
        if program.name.as_os_str() == "cmd" {
            command.raw_arg(argument);
        } else {
            command.arg(argument);
        }
    }
}

/// Runs a program to its end, or until told to stop: then it is ended with all that it has started.
pub(super) fn execute_until(program: &Program, stop: &AtomicBool) -> io::Result<ProgramOutput> {
    let mut command = Command::new(&program.name);
    add_arguments(&mut command, program);
    command.stdin(Stdio::piped()).stdout(io::stderr()).stderr(Stdio::inherit());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        // A group of its own, so that it can be ended whole, and is not ended by a key that is meant for us.
        command.process_group(0);
    }
    let mut child = command.spawn()?;
    let input = child.stdin.take();
    thread::scope(|scope| {
        waiting().spawn_scoped(scope, move || {
            // A program that does not read its input is not at fault.
            let _ = input.map(|mut input| input.write_all(&program.input));
        })?;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if stop.load(Relaxed) {
                end_group(&mut child)?;
                break child.wait()?;
            }
            thread::sleep(BEAT);
        };
        Ok(ProgramOutput { code: status.code(), output: Vec::new(), error: Vec::new() })
    })
}

/// Ends a program and all that it has started: first with a word, then by force.
#[cfg(unix)]
fn end_group(child: &mut Child) -> io::Result<()> {
    use rustix::process::{Pid, Signal, kill_process_group};

    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let send = |signal| group.map_or(Ok(()), |group| kill_process_group(group, signal));
    // A group that is gone needs no signal.
    let _ = send(Signal::TERM);
    let started = Instant::now();
    while started.elapsed() < GRACE && child.try_wait()?.is_none() {
        thread::sleep(BEAT);
    }
    let _ = send(Signal::KILL);
    Ok(())
}

#[cfg(not(unix))]
fn end_group(child: &mut Child) -> io::Result<()> {
    // What Windows ends whole trees of programs with; where it does not, the one that was started is ended.
    let id = child.id().to_string();
    let mut tree = Command::new("taskkill");
    tree.args(["/T", "/F", "/PID", &id]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let _ = tree.status();
    child.kill()
}

fn drain(pipe: Option<impl Read>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pipe.map(|mut pipe| pipe.read_to_end(&mut bytes)).transpose()?;
    Ok(bytes)
}

fn wait(
    child: &mut Child,
    patience: Option<Duration>,
    beat: impl Fn(),
) -> io::Result<std::process::ExitStatus> {
    let Some(patience) = patience else { return child.wait() };
    let started = Instant::now();
    while started.elapsed() < patience {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        beat();
        thread::sleep(BEAT);
    }
    child.kill()?;
    child.wait()
}

/// Reads what the process sends that started this one, and ends this process when that one is gone: nobody would take what
/// it makes.
pub(super) fn read_parent(limit: usize) -> Result<Vec<u8>, ReadError> {
    let mut stdin = io::stdin();
    let mut length = [0; size_of::<u64>()];
    stdin.read_exact(&mut length)?;
    let length = usize::try_from(u64::from_le_bytes(length)).unwrap_or(usize::MAX);
    if length > limit {
        return Err(ReadError::TooLarge { limit });
    }
    let mut bytes = Vec::new();
    stdin.by_ref().take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    waiting().name("parent".into()).spawn(move || {
        // Nothing more is sent: whatever comes, and be it an error, the other end is closed.
        let _ = stdin.read(&mut [0]);
        std::process::exit(ORPHAN);
    })?;
    Ok(bytes)
}

/// Bounds this process, as `setrlimit(2)` does.
#[cfg(unix)]
pub(super) fn limit(seconds: u64, bytes: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    // A process of that size that is ended is not to be written to the disk.
    for (resource, bound) in [(Resource::Cpu, seconds), (Resource::As, bytes), (Resource::Core, 0)] {
        // Nobody may raise a bound that somebody else has set.
        let bound = Some(getrlimit(resource).maximum.map_or(bound, |maximum| maximum.min(bound)));
        setrlimit(resource, Rlimit { current: bound, maximum: bound })?;
    }
    Ok(())
}

/// Returns the bytes of address space that this process may take, as `getrlimit(2)` tells; `None` without a bound.
#[cfg(unix)]
pub(super) fn address_space() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::As).current
}

/// Elsewhere there is no such bound.
#[cfg(not(unix))]
pub(super) fn address_space() -> Option<u64> {
    None
}

/// Elsewhere only the patience of whoever started this process bounds it.
#[cfg(not(unix))]
pub(super) fn limit(_: u64, _: u64) -> io::Result<()> {
    Ok(())
}
