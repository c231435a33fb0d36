//! Every hostile plugin of `tests/hostile/` beside the built-in rules, through the real program: it ends as the head of its
//! text says, changes nothing else, sends nothing to the terminal that a terminal obeys, and stays within its room.
//!
//! `expect:` is the outcome (`N finding`, a cause, or `load CAUSE`, `refused`, `unfit` and `description` for what is not
//! even called), `only:` where it takes the whole program to refuse it, `exit:` the exit code where it is not what follows
//! from that. `run:` is what ends it over many exports, where one call after the other is within its bounds.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails here is a failed test")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use handoff_hostile::{all, build, head};
use handoff_sandbox::{Profile, limits};
use serde_json::Value;
use tempfile::TempDir;
use wait4::Wait4;

/// What the host may need beyond the memory of the calls that it makes at once.
const MARGIN: u64 = 16 << 20;

/// What a run over a hundred exports may hold in memory, whatever the plugin does.
const MOST_MEMORY: u64 = 300 << 20;
/// What it may work longer for the plugin, and in a build that is not optimised twice that.
const MOST_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 5 });

/// One run of the program.
struct ProgramRun {
    code: i32,
    report: Value,
    /// Everything that a terminal would have got.
    shown: String,
    /// The most memory it held, in bytes.
    memory: u64,
    elapsed: Duration,
    /// The time that its threads worked, and those of its children.
    processor: Duration,
}

/// A folder with the worked example, in which everything that is compiled is kept.
struct ExampleFolder(TempDir);

impl ExampleFolder {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let example =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/exports/order-to-delivery/exports");
        fs::create_dir(place.0.path().join("exports")).unwrap();
        for file in fs::read_dir(example).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), place.0.path().join("exports").join(file.file_name())).unwrap();
        }
        place
    }

    /// Makes a folder with so many exports, each a landscape of its own.
    fn of_many(exports: usize) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir(place.0.path().join("exports")).unwrap();
        for number in 0..exports {
            let export = format!(
                "handoff text 1\npool Customer {number}\npool Company {number}\n  lane Sales {number}\n    start message \
                 Order {number} received\n    task Check order {number}\n  lane Shipping {number}\n    task Ship goods {number} \
                 | needs Address {number}\n    end Shipped {number}\nCustomer {number} ~Order {number}~> Order {number} \
                 received\nOrder {number} received -> Check order {number} -> Ship goods {number} -> Shipped {number}\n"
            );
            fs::write(place.0.path().join(format!("exports/e{number}.handoff")), export).unwrap();
        }
        place
    }

    /// Checks the example with the plugin of that name beside the built-in rules, or with these alone.
    fn check(&self, plugin: Option<(&str, &[u8])>) -> ProgramRun {
        let path = |name: &str| self.0.path().join(name);
        let mut configuration = "inputs = [\"exports\"]\n".to_owned();
        if let Some((name, bytes)) = plugin {
            fs::write(path(&format!("{name}.wasm")), bytes).unwrap();
            configuration = format!("{configuration}[[plugin]]\npath = \"{name}.wasm\"\n");
        }
        fs::write(path("handoff.toml"), configuration).unwrap();
        let shown = [path("out"), path("err")];
        let [out, err] = shown.each_ref().map(|file| Stdio::from(File::create(file).unwrap()));
        let began = Instant::now();
        let child = Command::new(assert_cmd::cargo::cargo_bin!("handoff"))
            .args([
                "check",
                "--unpinned",
                "--verbose",
                "--stats",
                "--format",
                "text",
                "--format",
                "json=report.json",
            ])
            .current_dir(self.0.path())
            .env_clear()
            .env("HOME", path("home"))
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .spawn()
            .unwrap();
        let ended = child.wait4().unwrap();
        let shown = shown.map(|file| String::from_utf8(fs::read(file).unwrap()).expect("output is UTF-8"));
        let report =
            fs::read(path("report.json")).map_err(|_| format!("no report: {}", shown.concat())).unwrap();
        ProgramRun {
            code: ended.status.code().expect("no signal ends it"),
            report: serde_json::from_slice(&report).unwrap(),
            shown: shown.concat(),
            memory: ended.rusage.maxrss,
            elapsed: began.elapsed(),
            processor: ended.rusage.utime + ended.rusage.stime,
        }
    }
}

impl ProgramRun {
    /// What the built-in rules found, whoever else was there.
    fn built_in(&self) -> Vec<&Value> {
        let findings = self.report["findings"].as_array().unwrap();
        findings.iter().filter(|finding| finding["plugin"]["name"] == "builtin").collect()
    }

    /// Compares the run with what must come of the plugin, in the words of the head of its text, and with a run without it.
    fn faults(&self, (text, expected): (&str, &str), alone: &Self, room: u64) -> Vec<String> {
        let runs = expected.ends_with(" finding");
        let code = head(text, "exit").map_or(if runs { 1 } else { 3 }, |code| code.parse().unwrap());
        let mut faults = Vec::new();
        let mut hold = |holds: bool, fault: String| {
            if !holds {
                faults.push(fault);
            }
        };
        hold(self.code == code, format!("exit code {} instead of {code}", self.code));
        hold(self.built_in() == alone.built_in(), "the built-in rules find something else".to_owned());
        let ours = |plugin: &&Value| plugin["name"] != "builtin";
        let plugins = self.report["plugins"].as_array().unwrap();
        let plugin = plugins.iter().find(ours).expect("the report accounts for every plugin");
        let rule = |name: &str| {
            let findings = self.report["findings"].as_array().unwrap().iter();
            findings
                .filter(|finding| finding["rule"] == name)
                .map(|finding| finding["message"].as_str().unwrap())
                .collect()
        };
        let told: Vec<&str> = match plugin["status"].as_str().unwrap() {
            "run" => {
                hold(runs, "it ran".to_owned());
                Vec::new()
            }
            "failed" => {
                for failure in plugin["failures"].as_array().unwrap() {
                    let cause = &failure["cause"];
                    hold(cause == expected, format!("cause {cause} instead of {expected}"));
                }
                rule("handoff/plugin-failed")
            }
            _ => {
                let never =
                    ["refused", "unfit", "description"].contains(&expected) || expected.starts_with("load ");
                hold(never, "it was refused".to_owned());
                rule("handoff/plugin-refused")
            }
        };
        hold(
            runs != told.iter().any(|message| !message.contains('\n')),
            format!("told in one line: {told:?}"),
        );
        hold(harmful(&self.shown).is_none(), format!("{:?} is shown", harmful(&self.shown)));
        hold(self.memory <= room, format!("{} MiB of memory, {} allowed", self.memory >> 20, room >> 20));
        let net = limits::TICK * u32::try_from(limits::TICKS).unwrap();
        hold(self.elapsed < net, format!("{:?} until it ended", self.elapsed));
        faults
    }
}

/// How many calls of a compact plugin run side by side here.
fn calls_at_once() -> u64 {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores.min(limits::MEMORY_AT_ONCE / Profile::Compact.room().memory) as u64
}

/// Finds what a terminal would obey, or an eye would miss.
fn harmful(shown: &str) -> Option<char> {
    let is_harmful =
        |c: &char| (c.is_control() && *c != '\n') || "\u{202e}\u{2066}\u{200b}\u{feff}".contains(*c);
    shown.chars().find(is_harmful)
}

#[test]
fn whoever_looks_at_a_hostile_plugin_sees_text() {
    let place = tempfile::tempdir().unwrap();
    let handoff = |arguments: &[&str]| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handoff"));
        command.current_dir(place.path()).args(arguments).env_clear().env("HOME", place.path());
        let output = command.stdin(Stdio::null()).output().unwrap();
        let shown = String::from_utf8([output.stdout, output.stderr].concat()).expect("output is UTF-8");
        assert_eq!(harmful(&shown), None, "{arguments:?}: {shown:?}");
        shown
    };
    let hostile: Vec<_> = all().into_iter().filter(|(name, _)| name.contains("escape")).collect();
    assert!(hostile.len() > 5);
    fs::write(place.path().join("handoff.toml"), "[[plugin]]\npath = \"a.wasm\"\n").unwrap();
    let mut seen = String::new();
    for (_, text) in hostile {
        fs::write(place.path().join("a.wasm"), build(&text)).unwrap();
        for inspect in
            [&["plugin", "inspect", "a.wasm", "--describe"][..], &["plugin", "inspect", "a.wasm", "--json"]]
        {
            seen += &handoff(inspect);
        }
        seen += &handoff(&["plugin", "check", "a.wasm"]);
        seen += &handoff(&["plugin", "pin"]);
        // What could be pinned is listed and explained; what could not is told of.
        let rules = handoff(&["rules", "--format", "json"]);
        seen += &handoff(&["rules"]);
        let rules: Value = serde_json::from_str(&rules).unwrap_or_default();
        for rule in rules.as_array().into_iter().flatten().filter(|rule| rule["plugin"]["name"] != "builtin")
        {
            seen += &handoff(&["explain", rule["id"].as_str().unwrap()]);
        }
        let _ = fs::remove_file(place.path().join("handoff.lock"));
    }
    assert!(seen.contains("U+001B"), "no plugin had anything to hide: {seen}");
}

#[test]
fn no_hostile_plugin_does_more_than_fail() {
    let place = ExampleFolder::new();
    // The first run compiles the built-in rules; what that takes is no measure for those that follow.
    place.check(None);
    let alone = place.check(None);
    assert!(!alone.built_in().is_empty() && alone.code == 1);
    let mut wrong = Vec::new();
    for (name, text) in all() {
        let ran = place.check(Some((&name, &build(&text))));
        let expected = head(&text, "expect").expect("every hostile plugin says what must come of it");
        // The child that looks at it and compiles it has bounds of its own.
        let room = match expected {
            "refused" => MOST_MEMORY,
            _ => alone.memory + calls_at_once() * Profile::Compact.room().memory as u64 + MARGIN,
        };
        let faults = ran.faults((&text, expected), &alone, room);
        wrong.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A run over a hundred exports has bounds of its own: memory, and processor time, which a busy machine does not change.
#[test]
fn no_hostile_plugin_fills_a_run() {
    let place = ExampleFolder::of_many(100);
    place.check(None);
    let alone = place.check(None);
    assert_eq!(alone.report["files"].as_array().map(Vec::len), Some(100));
    let mut wrong = Vec::new();
    for (name, text) in all() {
        let ends = head(&text, "run");
        let expected =
            ends.or_else(|| head(&text, "expect")).expect("every hostile plugin says what must come of it");
        let ran = place.check(Some((&name, &build(&text))));
        let mut faults = ran.faults((&text, expected), &alone, MOST_MEMORY);
        let mut hold = |holds: bool, fault: String| {
            if !holds {
                faults.push(fault);
            }
        };
        hold(
            ends.is_none() || ran.shown.contains("not called on"),
            "it is not told where it was not called".to_owned(),
        );
        let took = ran.processor.saturating_sub(alone.processor);
        hold(took <= MOST_TIME, format!("{took:?} of processor time"));
        println!("{name}: {took:?}, {:?} by the clock, {} MiB", ran.elapsed, ran.memory >> 20);
        wrong.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Killing the program leaves nothing behind that goes on compiling.
#[test]
fn the_compiling_child_ends_with_its_parent() {
    // The largest component there is: whatever else the machine does, it is not compiled before the child has looked up once.
    let component =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../plugins/dist/builtin.wasm")).unwrap();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("handoff"))
        .args(["plugin", "compile"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let length = (32 + component.len() as u64).to_le_bytes();
    stdin.write_all(&[&length[..], &[0; 32], &component].concat()).unwrap();
    // What a parent that is killed does.
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn a_busy_machine_changes_no_verdict() {
    let place = ExampleFolder::new();
    let spin = build(&all()["spin"]);
    // As many idle loops as there are cores, and one more.
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let alive = std::sync::atomic::AtomicBool::new(true);
    let ran = std::thread::scope(|scope| {
        for _ in 0..=cores {
            scope.spawn(|| {
                while alive.load(std::sync::atomic::Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            });
        }
        let ran = place.check(Some(("spin", &spin)));
        alive.store(false, std::sync::atomic::Ordering::Relaxed);
        ran
    });
    let failed = ran.report["plugins"].as_array().unwrap().iter().find(|plugin| plugin["status"] == "failed");
    assert_eq!(failed.unwrap()["failures"][0]["cause"], "fuel");
    assert_eq!(ran.code, 3);
}
