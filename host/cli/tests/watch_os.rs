//! Watch mode on the real machine: commands, signals, links, polling, folders that come and go.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group, test_kill_process_group};
use serde_json::Value;
use tempfile::TempDir;

/// Longer than anything takes, on a machine however busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// A session of `handoff watch --json`, and its folder.
struct Session {
    folder: TempDir,
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

/// An export in which Shipping needs what so many tasks stand between.
fn export(tasks: usize) -> String {
    let names: Vec<String> = (0..tasks).map(|task| format!("Task {task}")).collect();
    let lines: String = names.iter().fold(String::new(), |lines, name| lines + "  task " + name + "\n");
    format!(
        "handoff text 1\npool Shop\n lane Sales\n  start S\n{lines} lane Shipping\n  task Ship | needs Address\n\
         S -> {} -> Ship\n",
        names.join(" -> ")
    )
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
    });
    lines
}

impl Session {
    /// Begins, once `prepare` has filled the folder, and waits for the first state.
    fn start(prepare: impl FnOnce(&Path), arguments: &[&str]) -> (Self, Value) {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handoff"));
        command.current_dir(folder.path()).args(["watch", "in", "--json"]).args(arguments).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HANDOFF_CACHE_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"));
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (out, err) = (lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap()));
        let session = Self { folder, child, out, err };
        let first = session.event("state");
        (session, first)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    /// Waits for the next event of a kind.
    #[track_caller]
    fn event(&self, kind: &str) -> Value {
        loop {
            let line = self.out.recv_timeout(PATIENCE).unwrap();
            let event: Value = serde_json::from_str(&line).unwrap();
            if event["event"] == kind {
                return event;
            }
        }
    }

    /// Saves, and waits until that is shown.
    #[track_caller]
    fn save(&self, path: &str, text: &str) -> Value {
        self.write(path, text);
        self.event("state")
    }

    /// Waits for a line on standard error.
    #[track_caller]
    fn told(&self, part: &str) {
        while !self.err.recv_timeout(PATIENCE).unwrap().contains(part) {}
    }

    /// Waits for a file that a command writes, and for its end of the line.
    fn written(&self, path: &str) -> String {
        let begun = Instant::now();
        loop {
            let text = fs::read_to_string(self.path(path)).unwrap_or_default();
            if text.ends_with('\n') {
                return text;
            }
            assert!(begun.elapsed() < PATIENCE, "{path} is not written");
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Interrupts the program; returns how it ended.
    fn interrupt(&mut self) -> Option<i32> {
        self.signal(Signal::INT);
        self.child.wait().unwrap().code()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn one_export(folder: &Path) {
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/a.handoff"), export(1)).unwrap();
}

/// The files that were given, those that were not read, and the handoffs.
fn figures(state: &Value) -> (u64, u64, u64) {
    let figure = |name: &str| state["summary"][name].as_u64().unwrap();
    (figure("files"), figure("refused"), figure("handoffs"))
}

#[test]
fn a_command_that_fails_is_reported_at_once_and_ends_nothing() {
    let (mut session, _) = Session::start(one_export, &["--exec", "cat >> told; exit 3"]);
    session.save("in/a.handoff", &export(2));
    session.told("`cat >> told; exit 3` ended with 3");
    session.save("in/a.handoff", &export(3));
    session.told("ended with 3");
    let told = session.written("told");
    let numbers: Vec<u64> = told
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [2, 3]);
    assert_eq!(session.interrupt(), Some(0));
}

#[test]
fn a_command_that_does_not_exist_is_reported() {
    let (mut session, _) = Session::start(one_export, &["--exec", "no-such-command-here"]);
    session.save("in/a.handoff", &export(2));
    session.told("`no-such-command-here` ended with 127");
    session.save("in/a.handoff", &export(3));
    assert_eq!(session.interrupt(), Some(0));
}

#[test]
fn a_slow_command_is_told_the_newest_only_and_holds_nothing_up() {
    let wait = "cat >> told; until test -e go; do sleep 0.05; done";
    let (mut session, _) = Session::start(one_export, &["--exec", wait]);
    session.save("in/a.handoff", &export(2));
    let first = session.written("told");
    for tasks in 3..7 {
        let state = session.save("in/a.handoff", &export(tasks));
        assert_eq!(state["number"], tasks as u64);
    }
    assert_eq!(session.written("told"), first);
    session.write("go", "");
    let begun = Instant::now();
    while session.written("told").lines().count() < 2 && begun.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(10));
    }
    session.save("in/a.handoff", &export(7));
    while session.written("told").lines().count() < 3 && begun.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(10));
    }
    let told = session.written("told");
    let numbers: Vec<Value> =
        told.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["number"].clone()).collect();
    assert_eq!(numbers, [2, 6, 7], "between the second and the sixth, nobody had time");
    assert_eq!(session.interrupt(), Some(0));
}

#[test]
fn an_interruption_ends_the_command_and_a_second_one_does_not_wait_for_it() {
    let (mut session, _) = Session::start(one_export, &["--exec", "echo $$ > pid; exec sleep 600"]);
    session.save("in/a.handoff", &export(2));
    let group = |session: &Session| Pid::from_raw(session.written("pid").trim().parse().unwrap()).unwrap();
    let command = group(&session);
    assert_eq!(session.interrupt(), Some(0));
    assert!(test_kill_process_group(command).is_err(), "the command goes on");

    let stubborn = "trap '' TERM; echo $$ > pid; while true; do sleep 1; done";
    let (mut session, _) = Session::start(one_export, &["--exec", stubborn]);
    session.save("in/a.handoff", &export(2));
    let command = group(&session);
    session.signal(Signal::INT);
    thread::sleep(Duration::from_millis(300));
    assert_eq!(session.child.try_wait().unwrap(), None, "nobody waits for the command");
    assert_eq!(session.interrupt(), Some(130));
    // It has been asked to end, and nobody forces it any more.
    let _ = kill_process_group(command, Signal::KILL);
}

#[test]
fn links_lead_to_what_is_watched() {
    let prepare = |folder: &Path| {
        one_export(folder);
        fs::create_dir_all(folder.join("far/away")).unwrap();
        fs::write(folder.join("far/file.handoff"), export(1)).unwrap();
        fs::write(folder.join("far/away/deep.handoff"), export(1)).unwrap();
        symlink("../far/file.handoff", folder.join("in/file.handoff")).unwrap();
        symlink("../far/away", folder.join("in/folder")).unwrap();
        symlink("../later.handoff", folder.join("in/nowhere.handoff")).unwrap();
        symlink("../in", folder.join("in/loop")).unwrap();
    };
    let (mut session, first) = Session::start(prepare, &[]);
    // What leads nowhere and what leads in a circle cannot be read.
    assert_eq!(figures(&first), (5, 2, 3), "{first}");
    let changed = |state: &Value| state["since_last"].to_string();
    let state = session.save("far/file.handoff", &export(1).replace("Sales", "Desk"));
    assert!(changed(&state).contains("Desk"), "{state}");
    let state = session.save("far/away/deep.handoff", &export(1).replace("Sales", "Counter"));
    assert!(changed(&state).contains("Counter"), "{state}");
    let state = session.save("later.handoff", &export(1).replace("Sales", "Nowhere"));
    assert_eq!(figures(&state), (5, 1, 4), "{state}");
    assert_eq!(session.interrupt(), Some(0));
}

#[test]
fn polling_sees_what_nobody_tells() {
    let (mut session, _) = Session::start(one_export, &["--poll=0.1"]);
    session.save("in/a.handoff", &export(2));
    let state = session.save("in/b.handoff", &export(1));
    assert_eq!(figures(&state), (2, 0, 2), "{state}");
    fs::remove_file(session.path("in/b.handoff")).unwrap();
    assert_eq!(figures(&session.event("state")), (1, 0, 1));
    assert_eq!(session.interrupt(), Some(0));
}

#[test]
fn a_folder_that_goes_has_lost_nothing_and_is_watched_when_it_comes_back() {
    let (mut session, first) = Session::start(one_export, &[]);
    fs::rename(session.path("in"), session.path("away")).unwrap();
    assert_eq!(session.event("torn")["files"], serde_json::json!(["in/a.handoff"]));
    let gone = session.event("state");
    let said = ["in cannot be read now; what stands in it is not compared."];
    assert_eq!(gone["since_last"]["not_compared"], serde_json::json!(said), "{gone}");
    assert_eq!(gone["since_last"]["changes"], serde_json::json!([]), "{gone}");
    assert_eq!(gone["complete"], false);
    fs::rename(session.path("away"), session.path("in")).unwrap();
    let back = session.event("state");
    assert_eq!(back["summary"], first["summary"]);
    assert_eq!(back["since_start"]["changes"], serde_json::json!([]), "{back}");
    let state = session.save("in/a.handoff", &export(1).replace("Sales", "Desk"));
    assert!(state["since_last"].to_string().contains("Desk"), "{state}");
    assert_eq!(session.interrupt(), Some(0));
}
