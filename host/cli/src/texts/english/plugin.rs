//! What `handoff plugin …` says, in English.

use handoff_machine::WatchError;
use handoff_model::{AccessRefusal, Language, Refusal};
use handoff_sandbox::{ComponentStats, RecordedOutcome, TextDifferenceKind};

use crate::commands::plugin::new::package::StepPurpose;
use crate::harness::case_error::CaseErrorKind;
use crate::harness::case_run::{AnswerPart, CaseVerdict, PluginViolation};
use crate::harness::remark::{PinStatus, Remark};
use crate::texts::plugin::{
    BenchTexts, BuildTexts, InspectTexts, LineNames, NewTexts, PinTexts, PluginTexts, ReplayTexts, TestTexts,
};
use crate::usage::{
    BaselineError, BuildError, HarnessError, ManifestError, MissingTool, PackageError, RuleIdProblem,
};

pub(super) static TEXTS: PluginTexts = PluginTexts {
    case,
    remark,
    problem: "problem",
    advice: "advice",
    verdict: |file, problems| match problems {
        0 => format!("{file} is ready to pin"),
        1 => format!("{file} is not ready to pin: 1 problem"),
        count => format!("{file} is not ready to pin: {count} problems"),
    },
    unbuilt,
    no_package,
    saved: |count, archive, size, digest| {
        format!("{} saved in {archive}: {size} bytes, sha256 {digest}.", plugins(count))
    },
    left_out: |source| format!("{source} was left out: the configuration does not name it."),
    loaded: |count, lock| format!("{} loaded and pinned in {lock}.", plugins(count)),
    pin: &PinTexts {
        unkept: "What was compiled could not be kept, so each check compiles it again. Make room, or let \
                 `HANDOFF_CACHE_DIR` name a folder that can be written, and `XDG_STATE_HOME` one for its key.",
        unwritten: |lock| format!("{lock} stays as it is."),
        problems: |source, count| {
            let problems =
                if count == 1 { "this problem".to_owned() } else { format!("these {count} problems") };
            format!("{source} has {problems}; `handoff plugin check` shows its authors the same.")
        },
        unchanged: |count, lock| format!("Nothing has changed: {} pinned in {lock}.", plugins(count)),
        pinned: |count, lock| {
            format!("{} pinned in {lock}; commit it together with the change.", plugins(count))
        },
        outdated: |lock| format!("{lock} is not up to date; `handoff plugin pin` writes it."),
    },
    inspect: &InspectTexts {
        names: LineNames {
            size: "size",
            pinned: "pinned",
            reported: "reported",
            contract: "contract",
            powers: "powers",
            import: "import",
            profile: "profile",
            holds: "holds",
            names: "names",
            plugin: "plugin",
            purpose: "for",
            link: "more",
            preset: "preset",
        },
        size: |size, most| format!("{size} bytes, of {most} allowed"),
        pin: |status| match status {
            PinStatus::NoConfiguration => "no: there is no handoff.toml here or above".to_owned(),
            PinStatus::Unknown(error) => format!("not known: {}", error.say(Language::English)),
            PinStatus::Pinned(source, lock) => format!("yes, as {source} in {}", lock.display()),
            PinStatus::OtherDigest(source, lock) => {
                format!("no: {source} is pinned in {} with another sha256", lock.display())
            }
            PinStatus::Unpinned(lock) => format!("no, not in {}", lock.display()),
        },
        cap: |cap| format!("as {} at most: `severity-cap` of the configuration", cap.name()),
        reads_model: "reads the process model",
        writes_log: "writes log lines",
        no_power: "nothing at all",
        no_other_power: "nothing else",
        profile: |profile| {
            let room = profile.room();
            format!(
                "{}: {} MiB of memory, {} core instances, {} of fuel and {} more an element",
                profile.name(),
                room.memory >> 20,
                room.instances,
                room.fuel_base,
                room.fuel_share
            )
        },
        holds: |ComponentStats { modules, instances, memories, tables, functions, .. }| {
            format!(
                "core modules {modules}, core instances {instances}, memories {memories}, tables {tables}, functions \
                 {functions}"
            )
        },
        readable_traces: "yes: traces can be read",
        numbered_traces: "no: traces show numbers only",
        not_run: "It was not run; `--describe` lets it say in the sandbox what it holds.",
        off: ", off by default",
        deprecated: ", deprecated",
        retired: |since, reason, next| {
            let next = next.map(|next| format!("; now {next}")).unwrap_or_default();
            format!("gone since {since}: {reason}{next}")
        },
    },
    build: &BuildTexts {
        built: |file, size, share| format!("{file}: {size} bytes ({share} % of what is allowed)"),
        digest: |digest| format!("  digest   sha256:{digest}"),
        contract: |version, profile| format!("  contract {version}, profile {profile}"),
        powers: |imports| format!("  powers   {imports}: the process model and nothing else"),
        next: "Next: `handoff plugin test` runs its cases; `handoff plugin pin` allows it where handoff.toml names it.",
    },
    new: &NewTexts {
        written: |folder, files, rule| format!("{folder}: {files} files, with the rule {rule}"),
        next: "Next:",
        step: |purpose| match purpose {
            StepPurpose::TestViews => "runs the rule over views/, in its own language".to_owned(),
            StepPurpose::BuildAndTest => "makes the component and runs cases/ in the sandbox".to_owned(),
            StepPurpose::Fetch { tool, compiler } => {
                let compiler = if compiler { "the compiler and " } else { "" };
                format!("fetches {compiler}{}, once", tool.unwrap_or("what builds it"))
            }
            StepPurpose::Build => "makes the component".to_owned(),
            StepPurpose::TestCases => "runs cases/ in the sandbox".to_owned(),
        },
    },
    replay: &ReplayTexts {
        plugin: "plugin",
        other_build: |id, version| format!("not the build that was recorded, {id} {version}"),
        unit: "unit",
        recorded: "recorded",
        now: "now",
        same: "the same as recorded",
        differs: "not the same as recorded",
        fuel: "fuel",
        fuel_before: |used, before| format!("{used}, recorded {before}"),
        finding: "finding",
        outcome: |RecordedOutcome { failure, findings }| {
            let failed = failure.as_ref().map(|failure| format!("it failed {}; ", failure.message));
            let findings = match findings.len() {
                1 => "1 finding".to_owned(),
                count => format!("{count} findings"),
            };
            failed.unwrap_or_default() + &findings
        },
    },
    no_harness,
    test: &TestTexts {
        verdict,
        updated: "Updated",
        line: "line",
        frame: "at",
        violation,
        note: "note",
        no_wrong_case: |rule| format!("{rule} has no wrong case; write one on its page"),
        no_right_case: |rule| format!("{rule} has no right case; write one on its page"),
        outdated_page: |page| format!("{page} is not the page within the component; build the plugin again"),
        updated_page: |page| format!("{page} is updated; read what changed before you keep it"),
        views: |count, folder| format!("{count} views written to {folder}"),
        stale_view: |file| format!("{file} shows no case any more; remove it"),
        summary: |cases, counted, updated, seed| {
            let cases = if cases == 1 { "1 case".to_owned() } else { format!("{cases} cases") };
            let counted =
                counted.iter().map(|(how, count)| format!("{count} {}", verdict(*how).to_lowercase()));
            let updated = (updated > 0).then(|| format!("{updated} updated"));
            let parts: Vec<String> = counted.chain(updated).collect();
            format!("{cases}: {}; `--seed {seed}` repeats their order", parts.join(", "))
        },
        waiting: "Waiting for a change of the component or its pages.",
        whole: "it has what a plugin needs",
    },
    bench: &BenchTexts {
        head: ["fuel", "of limit", "p50", "p99", "bytes in", "bytes out", "queries", "memory", "call"],
        summary: |calls, plugin, runs, [half, most]| {
            let calls = if calls == 1 { "1 call".to_owned() } else { format!("{calls} calls") };
            format!(
                "{calls} of {plugin}, each {runs} times in a fresh instance; an instance alone takes {half} (p50), {most} \
                 (p99)"
            )
        },
        written: |file| format!("the baseline {file} is written; commit it"),
        new: |call| format!("new: {call}; `--update` takes it over"),
        gone: |call| format!("gone: {call}; `--update` takes it over"),
        grown: ["grown", "before", "now", ""],
        too_much: |file| format!("more fuel than {file} allows; spend less, or take it over with `--update`"),
    },
};

fn verdict(verdict: CaseVerdict) -> &'static str {
    match verdict {
        CaseVerdict::Validated => "Validated",
        CaseVerdict::Reported => "Reported",
        CaseVerdict::Noisy => "Noisy",
        CaseVerdict::Missing => "Missing",
        CaseVerdict::Failed => "Failed",
    }
}

fn violation(violation: &PluginViolation) -> String {
    let other = |part: &AnswerPart| match part {
        AnswerPart::Findings => "findings",
        AnswerPart::Failures => "failures",
        AnswerPart::LogLines => "log lines",
        AnswerPart::Fuel => "fuel",
    };
    match violation {
        PluginViolation::Failed(failure) => format!("it failed {failure}"),
        PluginViolation::Undetermined(part) => {
            format!(
                "not deterministic: the same call again gave other {}; rules know only the view",
                other(part)
            )
        }
        PluginViolation::Kept(part) => format!(
            "it keeps something between calls: after other calls in one instance it gave other {}; set everything anew in \
             `configure` and `check`",
            other(part)
        ),
    }
}

fn no_harness(error: &HarnessError) -> String {
    match error {
        HarnessError::NoMatch(only) => {
            format!("no page, heading or title of a case holds `{}`", only.escape_debug())
        }
        HarnessError::NoWrittenRules => {
            "no rule is written in the configuration; add `[[rule]]`, or a pack like `extends = [\"pack:quotes-in-time\"]`".to_owned()
        }
        HarnessError::NoCases(component) => format!(
            "there are no cases for {}; write `cases/FAULT.md` beside it with a `handoff` block and an `expect` block",
            component.display()
        ),
        HarnessError::Faults(faults) => {
            faults.iter().map(|fault| fault.say(Language::English)).collect::<Vec<_>>().join("\n")
        }
        HarnessError::Unwatched(error) => {
            let why = match error {
                WatchError::TooManyFolders => "the system allows no more watches",
                WatchError::TooManyPrograms => "too many programs watch already",
                WatchError::System(words) => words,
            };
            format!("the pages cannot be watched: {why}; run it without `--watch`")
        }
        HarnessError::UnreadPage(path, access) => {
            format!("{} cannot be read: {}", path.display(), not_had(access))
        }
        HarnessError::NoText(path) => {
            format!("{} cannot be read: it is no UTF-8 text; save it as such", path.display())
        }
        HarnessError::PageInside(page) => {
            format!("the page of `{page}` lies within the component; name the pages to update with `--cases`")
        }
        HarnessError::NoRandomNumbers(words) => format!("no random numbers: {words}; give a `--seed`"),
        HarnessError::NothingToMeasure => {
            "there is nothing to measure: no rule of the plugin has anything to look at in these processes"
                .to_owned()
        }
        HarnessError::StandardInput => "name the exports; `-` is not read here".to_owned(),
        HarnessError::Export(path, refusal) => format!(
            "{path} is refused: {}; {}",
            refusal.reason(Language::English),
            refusal.remedy(Language::English)
        ),
        HarnessError::Failed(call, failure) => {
            let call = call.as_ref().map(|call| format!("{call}: ")).unwrap_or_default();
            format!("{call}it failed {failure}; mend it before you measure it")
        }
        HarnessError::Undetermined(call) => format!(
            "{call}: the same call cost something else; run `handoff plugin test` to see what differs"
        ),
        HarnessError::Baseline(path, error) => {
            let why = match error {
                BaselineError::Unread(access) => not_had(access),
                BaselineError::Unreadable(words) => words.clone(),
                BaselineError::Format(found, due) => format!("its format is `{found}`, not `{due}`"),
            };
            format!("the baseline {} cannot be read: {why}", path.display())
        }
    }
}

fn plugins(count: usize) -> String {
    if count == 1 { "1 plugin".to_owned() } else { format!("{count} plugins") }
}

fn case(kind: &CaseErrorKind) -> (String, String) {
    match kind {
        CaseErrorKind::UnclosedBlock => {
            pair("a block that does not end", "close it with ``` on a line of its own")
        }
        CaseErrorKind::NoExportPath => pair("an `export` block without a path", "name one export a line"),
        CaseErrorKind::SecondConfiguration => {
            pair("a second configuration of one case", "join the two blocks")
        }
        CaseErrorKind::ConfigurationAlone => {
            pair("a configuration without a process", "put it after the process it is for")
        }
        CaseErrorKind::ExpectationAlone => {
            pair("an `expect` block without a process", "put a `handoff` or `export` block before it")
        }
        CaseErrorKind::ProcessAlone => {
            pair("a process without an `expect` block", "add one below it, empty where nothing is found")
        }
        CaseErrorKind::NoExpectation(line) => (
            format!("`{line}` expects nothing that can be found"),
            "write `severity rule element \"item\"`".to_owned(),
        ),
        CaseErrorKind::NeitherWrongNorRight => {
            pair("a case that is neither wrong nor right", "put it under a heading `## Wrong` or `## Right`")
        }
        CaseErrorKind::Configuration(error) => {
            let (problem, remedy) = error.clauses(Language::English);
            (problem, remedy.unwrap_or("write what `handoff.toml` may hold".to_owned()))
        }
        CaseErrorKind::ContractFiles => {
            pair("a configuration that names contract files", "write the contracts into the block itself")
        }
        CaseErrorKind::NothingBeside(path) => (
            format!("`{path}` lies beside the page, and this page lies in the component"),
            "name the pages with `--cases`".to_owned(),
        ),
        CaseErrorKind::UnreadExport(path, access) => {
            not_read(path, "cannot be read", &Refusal::of_file(access.clone()))
        }
        CaseErrorKind::RefusedExport(path, refusal) => not_read(path, "is refused", refusal),
        CaseErrorKind::ForeignRule { rule, plugin, near } => (
            format!("a case that expects `{rule}`, which `{plugin}` does not hold"),
            near.as_ref()
                .map_or("name a rule of this plugin".to_owned(), |near| format!("is `{near}` meant?")),
        ),
        CaseErrorKind::Misplaced { heading, is_wrong, fits } => {
            let what = if *is_wrong { "expects a finding" } else { "expects no finding of the page's rule" };
            (
                format!("a case under `{heading}` that {what}"),
                format!("put it under `{fits}`, or mend what it expects"),
            )
        }
        CaseErrorKind::ForeignConfiguration { rule, plugin } => (
            format!("a configuration of `{rule}`, which `{plugin}` does not hold"),
            "configure rules of this plugin only".to_owned(),
        ),
        CaseErrorKind::Options(error) => (
            format!("options that do not fit: {}", error.say(Language::English)),
            "write what the rule's schema allows".to_owned(),
        ),
    }
}

fn pair(problem: &str, remedy: &str) -> (String, String) {
    (problem.to_owned(), remedy.to_owned())
}

fn not_read(path: &str, what: &str, refusal: &Refusal) -> (String, String) {
    (format!("`{path}` {what}: {}", refusal.reason(Language::English)), refusal.remedy(Language::English))
}

fn remark(remark: &Remark) -> String {
    match remark {
        Remark::Refused(error) => format!("it {}", error.say(Language::English)),
        Remark::Unloaded(error) => error.say(Language::English),
        Remark::NoFunctionNames => "it holds no names of functions: traces show numbers only".to_owned(),
        Remark::SeveralFamilies(families) => {
            format!("its rules are of several families: {}", families.join(", "))
        }
        Remark::Text(difference) => {
            let (language, key) = (&difference.language, &difference.key);
            match &difference.kind {
                TextDifferenceKind::Missing => format!("no text in `{language}` for: {key}"),
                TextDifferenceKind::Invented(name) => format!(
                    "its `{language}` text {key:?} has a placeholder that the English one does not have: `{name}`"
                ),
                TextDifferenceKind::Omitted(name) => {
                    format!("its `{language}` text {key:?} leaves out what the English one says: `{name}`")
                }
                TextDifferenceKind::Plural(category) => format!(
                    "a plural in its `{language}` text {key:?} lacks the form `{category}` of that language"
                ),
            }
        }
        Remark::MissingTexts { language, keys } => {
            format!("no text in `{language}` for: {}", keys.join(", "))
        }
        Remark::Preset(error) => error.sentence(Language::English),
        Remark::Title(rule) => format!("{rule}: its title is not one line"),
        Remark::NoNeeds(rule) => format!("{rule}: it names no needs, so it is called for every unit"),
        Remark::Option { rule, option, field } => format!("{rule}: its option `{option}` has no {field}"),
        Remark::UntitledPage(rule) => format!("{rule}: its page does not begin with a title, `# …`"),
        Remark::NoWrongCase(rule) => format!("{rule}: its page has no wrong case"),
        Remark::NoRightCase(rule) => format!("{rule}: its page has no right case"),
        Remark::Case(error) => error.say(Language::English),
    }
}

fn unbuilt(error: &BuildError) -> String {
    match error {
        BuildError::Unread(path, access) => format!("{} cannot be read: {}", path.display(), not_had(access)),
        BuildError::NoPackage(folder) => format!(
            "{} holds no package: no Cargo.toml, package.json, pyproject.toml or Makefile; `handoff plugin new` writes one",
            folder.display()
        ),
        BuildError::Manifest(path, error) => {
            let reason = match error {
                ManifestError::Unreadable(words) => words.clone(),
                ManifestError::NoName(Some(table)) => format!("it has no `name` in `[{table}]`"),
                ManifestError::NoName(None) => "it has no `name`".to_owned(),
                ManifestError::NoNameLine => "it has no line `NAME = …`".to_owned(),
                ManifestError::BadName(name) => format!("`{name}` cannot be the name of a component"),
                ManifestError::NoComponent => {
                    "it makes no component; give it `crate-type = [\"cdylib\", \"rlib\"]` in `[lib]`"
                        .to_owned()
                }
            };
            format!("{}: {reason}", path.display())
        }
        BuildError::NoOut => {
            "a module is encoded into another file; name it with `--out PLUGIN.wasm`".to_owned()
        }
        BuildError::Missing(tools) => {
            let lines = tools.iter().map(|tool| {
                let (name, get) = missing(*tool);
                format!("\n  {name}: {get}")
            });
            format!("this is missing to build the package:{}", lines.collect::<String>())
        }
        BuildError::Unstarted(program, error) => format!("`{program}` cannot be started: {error}"),
        BuildError::Failed { program, code, output } => {
            let ended = code.map_or("was stopped".to_owned(), |code| format!("ended with {code}"));
            format!("{output}`{program}` {ended}: what it says above has to be mended first")
        }
        BuildError::Encode(path, error) => {
            format!("{}: what was built {}", path.display(), error.say(Language::English))
        }
    }
}

/// Names a tool, and says how to get it.
fn missing(tool: MissingTool) -> (&'static str, String) {
    let (name, get) = match tool {
        MissingTool::Cargo => {
            ("`cargo`", "install Rust, as https://rustup.rs or your system's packages offer it")
        }
        MissingTool::RustTarget(target) => {
            return ("its target for plugins", format!("`rustup target add {target}`"));
        }
        MissingTool::Node => {
            ("`node`", "install Node.js 20 or newer, from nodejs.org or your system's packages")
        }
        MissingTool::NodeModules => {
            ("its tools in `node_modules`", "`npm install` in the folder of the package")
        }
        MissingTool::Typescript => {
            ("`typescript`", "`npm install --save-dev typescript` in the folder of the package")
        }
        MissingTool::ComponentizePy => (
            "componentize-py",
            "`python3 -m venv .venv && .venv/bin/pip install componentize-py==0.25.1` in the folder of the package",
        ),
        MissingTool::Make => ("`make`", "install it from your system's packages"),
        MissingTool::CCompiler => ("zig, or a clang for wasm32", "`pip install ziglang==0.17.1`"),
    };
    (name, get.to_owned())
}

fn no_package(error: &PackageError) -> String {
    match error {
        PackageError::Id(id, problem) => {
            let reason = match problem {
                RuleIdProblem::NoSlash => "it has no `/`".to_owned(),
                RuleIdProblem::TooLong(most) => format!("it has more than {most} characters"),
                RuleIdProblem::NotKebab => "both parts are words of a-z and 0-9, joined by `-`".to_owned(),
                RuleIdProblem::Reserved(name) => {
                    format!("`{name}` means something else to programming languages")
                }
            };
            format!("`{id}` is no id of a rule: {reason}; write `family/fault`, like `acme/order-by-fax`")
        }
        PackageError::TakenFamily(family) => format!(
            "the rules of `{family}` come with handoff; choose a family of your own, like the name of your company"
        ),
        PackageError::Occupied(path) => format!(
            "{} exists already, and nothing is overwritten; name another folder with `--path`",
            path.display()
        ),
        PackageError::Unpublished => "C has no registry of packages; leave `--sdk published` out".to_owned(),
        PackageError::Template(name) => {
            format!("the template {name} of this handoff is broken; install it anew")
        }
    }
}

/// Says why something cannot be read, and what to do.
pub(super) fn not_had(access: &AccessRefusal) -> String {
    let refusal = Refusal::of_file(access.clone());
    format!("{}; {}", refusal.reason(Language::English), refusal.remedy(Language::English))
}
