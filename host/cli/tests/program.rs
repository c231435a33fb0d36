//! The whole program, as a shell sees it: exit codes, streams, files. What can be tested lower is tested lower.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Shipping needs what is only asked for later (an error); the customer never hears of the case again (a warning).
const FAULTY: &str = "handoff text 1
pool Customer
pool Company
  lane Sales
    start message Order received
    task Check order
  lane Shipping
    task Ship goods | needs Delivery address
    task Ask customer for address | gives Delivery address
    end Shipped
Customer ~Order~> Order received
Order received -> Check order -> Ship goods -> Ask customer for address -> Shipped
";

/// Slower than the day that somebody may promise.
const SLOW: &str = "handoff text 1
pool Customer
pool Company
  lane Service
    start message Repair ordered
    catch timer Wait for parts | timer P3D
    send Send it back
    end Repaired
  Repair ordered -> Wait for parts -> Send it back -> Repaired
Customer ~Order~> Repair ordered
Send it back ~Device~> Customer
";

/// Nothing wrong: one department, and nobody waits.
const CLEAN: &str = "handoff text 1
pool Company
  lane Sales
    start Begin
    task Check order
    end Done
Begin -> Check order -> Done
";

/// Runs `handoff` in a folder.
fn handoff(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let state = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handoff"));
    command.current_dir(folder).args(arguments).env_clear();
    command.env("HANDOFF_CACHE_DIR", state.join("cache")).env("XDG_STATE_HOME", state.join("state"));
    command.stdin(Stdio::null());
    command
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs `handoff` and compares its exit code and a part of what it says.
#[track_caller]
fn check(files: &[(&str, &str)], arguments: &[&str], code: i32, said: &str) {
    let output = handoff(folder(files).path(), arguments);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
    assert!(out.contains(said) || err.contains(said), "{arguments:?}: no {said:?} in\n{out}\n{err}");
}

const FILES: &[(&str, &str)] =
    &[("faulty.handoff", FAULTY), ("clean.handoff", CLEAN), ("broken.bpmn", "<definitions><proc")];

#[test]
fn the_exit_code_says_how_it_went() {
    check(FILES, &["check", "clean.handoff"], 0, "");
    check(FILES, &["check", "faulty.handoff"], 1, "data/late-input");
    check(FILES, &["check", "faulty.handoff", "--fail-on", "never"], 0, "data/late-input");
    check(FILES, &["check", "faulty.handoff", "broken.bpmn"], 2, "broken.bpmn");
    check(FILES, &["check", "faulty.handoff", "broken.bpmn", "--fail-on", "never"], 2, "broken.bpmn");
    check(FILES, &["check", "nowhere.bpmn", "clean.handoff"], 2, "here is no such file");
    check(FILES, &["check", "no*.bpmn"], 2, "othing matches it");
    check(FILES, &["list", "nowhere.bpmn"], 2, "here is no such file");
    check(FILES, &["chekc"], 2, "check");
    check(&[], &["check"], 2, "here is no export that can be read in this folder");
    check(&[("pom.xml", "<project/>")], &["check"], 2, "nothing to check");
}

#[test]
fn the_configuration_is_found_and_its_faults_are_shown() {
    let strict = ("handoff.toml", "inputs = [\"clean.handoff\"]\n");
    check(&[FILES[0], FILES[1], strict], &["check"], 0, "1 file");
    check(&[FILES[1], ("handoff.toml", "input = []")], &["check"], 2, "did you mean `inputs`?");
    check(&[FILES[1], ("handoff.toml", "input = []")], &["check", "--isolated"], 0, "");
    check(
        &[FILES[1], ("handoff.toml", "[rules]\n\"data/late-inputs\" = \"off\"")],
        &["check"],
        2,
        "data/late-input",
    );
    check(&[("a.toml", "presett = 1")], &["config", "--config", "a.toml"], 2, "did you mean `preset`?");
    check(&[], &["check", "--preset", "strikt"], 2, "did you mean `strict`?");
    let options = "[rules]\n\"data/missing-input\" = { severity = \"error\", nonsense = 1 }";
    check(&[FILES[1], ("handoff.toml", options)], &["check"], 2, "handoff.toml:2");
}

#[test]
fn severities_ignores_and_presets_decide_what_counts() {
    let with = |text| [FILES[0], ("handoff.toml", text)];
    check(&with("[rules]\n\"data/late-input\" = \"warning\""), &["check"], 0, "data/late-input");
    check(&with("[rules]\n\"data/*\" = \"off\""), &["check"], 2, "there is no rule");
    check(&with("fail-on = \"never\""), &["check"], 0, "data/late-input");
    check(&with("preset = \"adopt\""), &["check"], 0, "data/late-input");
    let contract =
        "preset = \"adopt\"\n[[contract]]\ndepartment = \"Shipping\"\nrequires = [\"Delivery address\"]";
    check(&with(contract), &["check"], 1, "data/late-input");
    let promise = "preset = \"adopt\"\n[[contract]]\nprocess = \"Company\"\nwithin = \"1d\"";
    check(&[("slow.handoff", SLOW), ("handoff.toml", promise)], &["check"], 1, "timing/promise-exceeded");
    let ignore = "[[ignore]]\nrule = \"data/*\"\nreason = \"by letter\"";
    check(&with(ignore), &["check"], 0, "left out by `[[ignore]]`");
    check(&with(ignore), &["check", "--format", "html"], 0, "by letter");
    check(&with(ignore), &["check", "--format", "sarif", "--all"], 0, "\"justification\": \"by letter\"");
    let stale = "[[ignore]]\nrule = \"timing/unlimited-wait\"\nreason = \"so\"";
    check(&with(stale), &["check"], 1, "handoff/stale-ignore");
    let expired = "[[ignore]]\nrule = \"data/*\"\nreason = \"by letter\"\nuntil = 2020-01-01";
    check(&with(expired), &["check", "--all"], 1, "expired on 2020-01-01");
    check(&with("[rules]\n\"handoff/plugin-failed\" = \"off\""), &["check"], 2, "cannot be changed");
}

#[test]
fn what_cannot_be_read_is_in_the_account_and_holds_nothing_up() {
    let folder = folder(FILES);
    let path = |name: &str| folder.path().join(name);
    symlink("nowhere", path("dangling.bpmn")).unwrap();
    symlink(".", path("circle")).unwrap();
    assert!(Command::new("mkfifo").arg(path("pipe.bpmn")).status().unwrap().success());
    fs::write(path("empty.bpmn"), "").unwrap();
    fs::write(path("notes.txt"), "no export").unwrap();
    fs::write(path("pom.xml"), "<project/>").unwrap();
    let output = handoff(folder.path(), &["check", ".", "--format", "json=report.json"]);
    assert_eq!(output.status.code(), Some(2));
    let report: Value = serde_json::from_slice(&fs::read(path("report.json")).unwrap()).unwrap();
    let status =
        |file: &Value| format!("{} {}", file["path"].as_str().unwrap(), file["status"].as_str().unwrap());
    let files: Vec<String> = report["files"].as_array().unwrap().iter().map(status).collect();
    assert_eq!(
        files,
        [
            "broken.bpmn refused",
            "circle refused",
            "clean.handoff read",
            "dangling.bpmn refused",
            "empty.bpmn refused",
            "faulty.handoff read",
            "pipe.bpmn refused",
        ]
    );
    assert_eq!(report["summary"]["complete"], false);
    let unread = |finding: &&Value| finding["rule"] == "handoff/unreadable-export";
    assert_eq!(report["findings"].as_array().unwrap().iter().filter(unread).count(), 5);
    assert!(String::from_utf8_lossy(&output.stderr).contains("2 files in the folders are no exports"));
}

#[test]
fn what_finds_no_partner_is_in_the_account() {
    let caller = "handoff text 1\npool Shop\n start S\n call Pack goods | calls Packing\n S -> Pack goods\n";
    let packing = "handoff text 1\nprocess Packing\n start T\n task Wrap | by Packer\n T -> Wrap\n";
    let note = "“Packing”, which is not in these files";
    check(&[("a.handoff", caller)], &["check", "--isolated", "--all", "a.handoff"], 0, note);
    let both = folder(&[("a.handoff", caller), ("b.handoff", packing)]);
    let output = handoff(both.path(), &["check", "--isolated", "--format", "json=-", "."]);
    assert!(!String::from_utf8_lossy(&output.stdout).contains("call-without-process"));
}

#[test]
fn process_models_of_other_formats_are_not_read_unless_excluded() {
    let others = [
        ("clean.handoff", CLEAN),
        ("order.dat", "<Package xmlns='http://www.wfmc.org/2009/XPDL2.2'/>"),
        ("old/flow", "<mxfile host='x'/>"),
        ("pom.xml", "<project/>"),
        ("readme.md", "# Orders"),
    ];
    check(&others, &["check"], 2, "old/flow");
    check(&others, &["check"], 2, "This is an XPDL 2 package");
    check(&others, &["check", "clean.handoff"], 0, "");
    let exclude = [&others[..], &[("handoff.toml", "exclude = [\"old\", \"*.dat\"]\n")]].concat();
    check(&exclude, &["check"], 0, "2 files left out by `exclude`");
}

#[test]
fn pipelines_are_told_paths_from_the_root_of_the_repository() {
    let folder = folder(&[("exports/faulty.handoff", FAULTY), (".git/HEAD", "")]);
    let told = |here: &str, workspace: Option<&Path>| {
        let mut command = command(&folder.path().join(here), &["check", ".", "--format", "github"]);
        if let Some(root) = workspace {
            command.env("GITHUB_WORKSPACE", root);
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    for (here, workspace) in [("", None), ("exports", None), ("exports", Some(folder.path()))] {
        assert!(told(here, workspace).contains("file=exports/faulty.handoff,"), "{here} {workspace:?}");
    }
    let inner = folder.path().join("exports");
    assert!(told("exports", Some(&inner)).contains("file=faulty.handoff,"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let copies: Vec<(String, &str)> = (0..20).map(|number| (format!("{number}.handoff"), FAULTY)).collect();
    let copies: Vec<(&str, &str)> = copies.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = folder(&copies);
    let run = |jobs| handoff(folder.path(), &["check", ".", "--format", "json", "--jobs", jobs]).stdout;
    let first = run("1");
    assert!(!first.is_empty());
    for jobs in ["1", "2", "7"] {
        assert_eq!(run(jobs), first, "{jobs} jobs");
    }
}

#[test]
fn standard_input_is_an_input() {
    let folder = folder(&[("a.handoff", FAULTY)]);
    let piped = |arguments| {
        let mut command = command(folder.path(), arguments);
        command.stdin(fs::File::open(folder.path().join("a.handoff")).unwrap());
        command.output().unwrap()
    };
    let output = piped(&["check", "-", "--stdin-name", "order.handoff", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["files"][0]["path"], "order.handoff");
    // It cannot be read again, and is drawn all the same.
    let page = String::from_utf8(piped(&["check", "-", "--format", "html"]).stdout).unwrap();
    assert!(page.contains("data-element-id"));
}

/// The log has a line for each time that an export is taken apart.
#[test]
fn each_export_is_taken_apart_once_whatever_is_written_of_it() {
    let folder = folder(FILES);
    let exports: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
    let taken_apart = |command: &str, outputs: &[&str]| {
        let outputs: Vec<&str> = outputs.iter().flat_map(|output| ["--format", output]).collect();
        let output = handoff(folder.path(), &[&["-v", command], &exports[..], &outputs].concat());
        let told = String::from_utf8(output.stderr).unwrap();
        told.lines().filter(|line| line.contains("handoff_import::import: read ")).count()
    };
    assert_eq!(taken_apart("check", &[]), FILES.len());
    let all = ["text=a.txt", "json=a.json", "html=a.html", "sarif=a.sarif", "markdown=a.md", "csv=a.csv"];
    assert_eq!(taken_apart("check", &all), FILES.len());
    assert!(fs::read_to_string(folder.path().join("a.html")).unwrap().contains("data-element-id"));
    assert_eq!(taken_apart("map", &["html=map.html", "json=map.json"]), FILES.len());
    assert_eq!(taken_apart("list", &[]), FILES.len());
}

#[test]
fn what_does_not_go_together_is_refused() {
    check(FILES, &["check", ""], 2, "a value is required");
    check(FILES, &["check", "clean.handoff", "--stdin-name", "x"], 2, "`-` is not among the paths");
    check(
        FILES,
        &["check", "clean.handoff", "--format", "json=./clean.handoff"],
        2,
        "is an input of this run",
    );
    check(FILES, &["list", "--format", "json=clean.handoff"], 2, "is an input of this run");
    check(FILES, &["check", "--format", "json=a", "--format", "text=./a"], 2, "two formats go to ./a");
    check(
        FILES,
        &["check", "--format", "json=-", "--format", "text"],
        2,
        "two formats go to standard output",
    );
    check(FILES, &["check", "clean.handoff", "--format", "json=."], 2, "it is a folder; name a file in it");
    check(FILES, &["check", "clean.handoff/x"], 2, "part of its path is a file");
}

#[test]
fn nothing_is_written_over_what_is_read() {
    let folder = folder(&[
        FILES[0],
        ("handoff.toml", "[[plugin]]\npath = \"own.wasm\"\n"),
        ("own.wasm", "own"),
        ("handoff.lock", ""),
    ]);
    for file in ["handoff.toml", "handoff.lock", "own.wasm", "own.wasm.minisig"] {
        let report = format!("json=./{file}");
        for arguments in [&["check", "--format", &report][..], &["plugin", "save", file]] {
            let output = handoff(folder.path(), arguments);
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
            assert!(told.contains("is an input of this run"), "{arguments:?}: {told}");
        }
    }
    assert_eq!(fs::read(folder.path().join("own.wasm")).unwrap(), b"own");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_out_of_the_repository() {
    use std::os::unix::fs::symlink;
    let (folder, outside) = (folder(&[("a.handoff", FAULTY)]), folder(&[("profile", "mine")]));
    fs::create_dir(folder.path().join(".git")).unwrap();
    symlink(outside.path().join("profile"), folder.path().join("summary.md")).unwrap();
    symlink(outside.path().join("absent"), folder.path().join("absent.md")).unwrap();
    symlink(outside.path(), folder.path().join("reports")).unwrap();
    fs::write(folder.path().join("target.md"), "").unwrap();
    symlink("target.md", folder.path().join("within.md")).unwrap();
    for (file, code) in [("summary.md", 2), ("absent.md", 2), ("reports/a.md", 2), ("within.md", 1)] {
        let output = handoff(folder.path(), &["check", "a.handoff", "--format", &format!("markdown={file}")]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{file}: {told}");
        assert_eq!(
            told.contains("is a link to nothing or out of the repository"),
            code == 2,
            "{file}: {told}"
        );
    }
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    assert_eq!(fs::read(outside.path().join("profile")).unwrap(), b"mine");
    // What is named outside is written there.
    let named = format!("markdown={}", outside.path().join("named.md").display());
    assert_eq!(handoff(folder.path(), &["check", "a.handoff", "--format", &named]).status.code(), Some(1));
    assert!(outside.path().join("named.md").exists());
}

/// Whoever names a folder names what lies in it, not what somebody else has linked there.
#[cfg(unix)]
#[test]
fn links_in_a_named_folder_lead_nowhere_else() {
    use std::os::unix::fs::symlink;
    let (folder, outside) = (folder(&[("exports/a.handoff", FAULTY)]), folder(&[("secret.handoff", FAULTY)]));
    fs::create_dir(folder.path().join(".git")).unwrap();
    symlink(outside.path(), folder.path().join("exports/sub")).unwrap();
    symlink(outside.path().join("secret.handoff"), folder.path().join("exports/x.handoff")).unwrap();
    for named in ["exports", "exports/**/*.handoff"] {
        let listed = handoff(folder.path(), &["list", "--format", "json", named]);
        let listed = String::from_utf8(listed.stdout).unwrap();
        assert!(listed.contains("exports/a.handoff") && !listed.contains("secret"), "{named}: {listed}");
    }
    // What is named itself is read.
    let named = handoff(folder.path(), &["list", "--format", "json", "exports/sub/secret.handoff"]);
    assert!(String::from_utf8(named.stdout).unwrap().contains("secret.handoff"));
}

/// Whoever switches every rule off, in whatever file, is not told that all is well.
#[test]
fn nothing_is_well_where_every_rule_is_off() {
    let rules: Value =
        serde_json::from_slice(&handoff(Path::new("."), &["rules", "--format", "json"]).stdout).unwrap();
    let rules = rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap());
    let off: Vec<String> =
        rules.filter(|id| !id.starts_with("handoff/")).map(|id| format!("\"{id}\" = \"off\"\n")).collect();
    let all = format!("[rules]\n{}", off.concat());
    let folder =
        folder(&[("a.handoff", FAULTY), ("all.toml", &all), ("handoff.toml", "extends = [\"all.toml\"]")]);
    let text = String::from_utf8(handoff(folder.path(), &["check"]).stdout).unwrap();
    assert!(
        text.contains("Every rule is off: nothing was checked.") && !text.contains("No gaps found"),
        "{text}"
    );
    let report: Value =
        serde_json::from_slice(&handoff(folder.path(), &["check", "--format", "json"]).stdout).unwrap();
    assert_eq!(report["summary"]["headline"], "Every rule is off: nothing was checked.");
}

/// Files left out, in the report itself and not only beside it.
#[test]
fn a_report_says_how_many_files_were_left_out() {
    let folder = folder(&[FILES[0], ("b.handoff", FAULTY), ("handoff.toml", "exclude = [\"b.*\"]")]);
    let text = handoff(folder.path(), &["check"]);
    assert!(String::from_utf8(text.stdout).unwrap().contains("1 file left out by `exclude`"));
    let report: Value =
        serde_json::from_slice(&handoff(folder.path(), &["check", "--format", "json"]).stdout).unwrap();
    assert_eq!(report["summary"]["excluded"], 1);
}

#[test]
fn a_name_may_hold_any_byte() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder(&[]);
    let name = OsStr::from_bytes(b"-n\n\x1b[31m\xff.bpmn");
    fs::write(folder.path().join(name), "<x/>").unwrap();
    let named = command(folder.path(), &["check", "--"]).arg(name).output().unwrap();
    let met = handoff(folder.path(), &["check"]);
    for output in [named, met] {
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(2), "{out}");
        assert!(out.contains("31m\u{fffd}.bpmn") && !out.contains('\x1b'), "{out}");
    }
}

#[test]
fn a_configuration_that_leads_nowhere_is_not_passed_over() {
    let folder = folder(&FILES[1..2]);
    symlink("nowhere", folder.path().join("handoff.toml")).unwrap();
    let output = handoff(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a link to something that does not exist"));
}

#[test]
fn several_reports_come_from_one_run() {
    let folder = folder(FILES);
    let both = ["check", "faulty.handoff", "--format", "text", "--format", "json=report.json"];
    let output = handoff(folder.path(), &both);
    assert!(String::from_utf8_lossy(&output.stdout).contains("data/late-input"));
    assert!(folder.path().join("report.json").exists());
    check(FILES, &["check", "--format", "text", "--format", "json"], 2, "two formats go to standard output");
    check(FILES, &["check", "clean.handoff", "--format", "json=no/such/folder.json"], 2, "cannot be written");
}

#[test]
fn findings_go_to_standard_output_and_stay_plain_in_a_pipe() {
    let folder = folder(FILES);
    let output = handoff(folder.path(), &["check", "faulty.handoff"]);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!output.stdout.contains(&0x1b));
    let output = handoff(folder.path(), &["check", "faulty.handoff", "--color", "always"]);
    assert!(output.stdout.contains(&0x1b));
    let output = handoff(folder.path(), &["check", "clean.handoff", "--quiet"]);
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    let output = handoff(folder.path(), &["check", "faulty.handoff", "--stats"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("fuel"));
}

#[test]
fn a_reader_that_leaves_early_is_no_fault() {
    let folder = folder(FILES);
    let mut child = command(folder.path(), &["check", "faulty.handoff", "--all"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_other_commands_answer() {
    check(&[], &["--version"], 0, "handoff 0.1.0");
    check(&[], &["--help"], 0, "Exit codes:");
    check(&[], &["rules"], 0, "data/missing-input");
    check(&[], &["rules", "--format", "json"], 0, "\"default_severity\"");
    check(&[], &["explain", "data/missing-input"], 0, "data/missing-input:");
    check(&[], &["explain", "unreadable-export"], 0, "handoff/unreadable-export:");
    check(&[], &["explain", "data/mising-input"], 2, "did you mean `data/missing-input`?");
    check(&[], &["config"], 0, "preset = \"recommended\"");
    check(&[("handoff.toml", "fail-on = \"info\"")], &["config"], 0, "# handoff.toml:1:11");
    check(&[], &["config", "--schema"], 0, "\"complete-and-accurate\"");
    check(&[], &["schema", "report"], 0, "reaching_customer");
    check(&[], &["schema", "contracts"], 0, "requires");
    check(&[], &["completions", "bash"], 0, "handoff");
    check(&[], &["man"], 0, ".TH handoff");
    check(&[], &["man", "check"], 0, "fail");
    check(&[], &["man", "plugin", "load"], 0, "force");
    check(&[], &["man", "plugin", "lod"], 2, "there is no command `lod`; did you mean `load`?");
    check(FILES, &["list", "faulty.handoff"], 0, "Sales → Shipping");
    check(FILES, &["list", "faulty.handoff", "--format", "json"], 0, "\"borders\"");
}

#[test]
fn sketches_are_judged_when_asked_for() {
    let sketch = FAULTY.replace("Check order", "Task 1").replace("Ship goods", "Task 2");
    let folder = folder(&[("a.handoff", &sketch)]);
    let report = |preset: &str| -> Value {
        let asked =
            ["check", "--isolated", "--format", "json", "--fail-on", "never", "--preset", preset, "."];
        serde_json::from_slice(&handoff(folder.path(), &asked).stdout).unwrap()
    };
    let (plain, strict) = (report("recommended"), report("strict"));
    assert_eq!(plain["findings"].as_array().map(Vec::len), Some(0), "{plain}");
    assert_eq!((&plain["sketches"][0]["nameless"], &plain["sketches"][0]["steps"]), (&2.into(), &3.into()));
    assert_eq!(
        (&plain["sketches"][0]["judged"], &strict["sketches"][0]["judged"]),
        (&false.into(), &true.into())
    );
    assert_ne!(strict["findings"].as_array().map(Vec::len), Some(0), "{strict}");
}
