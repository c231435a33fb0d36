//! What commands say beside their outputs, in English.

mod plugin;

use handoff_check::plugins::RefusedPlugin;
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_sandbox::LoadError;

use super::{CliTexts, ExplainTexts, SHOWN};
use crate::usage::{ArchiveError, ComponentError, ForeignEntry, IgnoreError, UsageError};

pub(super) static TEXTS: CliTexts = CliTexts {
    usage,
    tool: str::to_owned,
    arguments: None,
    unread: |path, reason, remedy| format!("{path} was not read: {reason}; {remedy}"),
    not_run: |plugin, failed, cause| {
        let what = if failed { "failed" } else { "refused" };
        format!("the plugin {plugin} {what}: {}", cause.unwrap_or("it gave no cause"))
    },
    nothing: "nothing to check: there is no export in the folders",
    skipped: |count| {
        let what = if count == 1 { "is no export" } else { "are no exports" };
        format!("{} in the folders {what} by name or content; name one to see why", files(count))
    },
    excluded: |count| format!("{} left out by `exclude`", files(count)),
    ignored: |count| {
        let findings = if count == 1 { "finding" } else { "findings" };
        format!("{count} {findings} left out by `[[ignore]]`")
    },
    ignored_in_exports: |count| {
        let findings = if count == 1 { "finding" } else { "findings" };
        format!("{count} {findings} left out by `handoff-ignore` in the exports; `--all` shows where")
    },
    ignore_written: |message, place, fits| {
        let more = match fits {
            0 | 1 => String::new(),
            2 => " It leaves out 1 more finding that cannot be told apart from this one.".to_owned(),
            _ => {
                format!(" It leaves out {} more findings that cannot be told apart from this one.", fits - 1)
            }
        };
        format!("{place} leaves this out now: {message}{more}")
    },
    baseline_written: |path, count| {
        let findings = if count == 1 { "finding" } else { "findings" };
        format!("{path} knows {count} {findings} now; look at the difference before you commit it")
    },
    left_open: "What is undecided has no place beside lines: --format github and gitlab leave it out. --format text, json \
                or csv list it.",
    recorded: |count, folder| {
        let calls = if count == 1 { "1 call".to_owned() } else { format!("{count} calls") };
        format!("{calls} recorded in {folder}; `handoff plugin replay FILE` runs one again")
    },
    cached: |count, bytes, most, folder| {
        let entries = if count == 1 { "entry" } else { "entries" };
        format!("{count} {entries} with {bytes} bytes, of {most} at most, in {folder}")
    },
    cache_used: |days| match days {
        0 => "needed less than a day ago".to_owned(),
        1 => "needed a day ago".to_owned(),
        days => format!("needed {days} days ago"),
    },
    cache_cleaned: |count, bytes, folder| {
        let entries = if count == 1 { "entry" } else { "entries" };
        format!("{count} {entries} with {bytes} bytes taken away from {folder}")
    },
    compiled: |plugin, size| {
        format!(
            "{plugin} ({size} MiB) was compiled for this run; a cache folder that outlives it spares the next one that \
             (`handoff cache size` names it)"
        )
    },
    rules_missing: |message, remedy| format!("{message} Its rules are missing here. {remedy}"),
    plugin: &plugin::TEXTS,
    update: &super::update::ENGLISH,
    explain: &ExplainTexts {
        off: ", off unless turned on",
        severity_cap: |cap| format!("Reported as `{}` at most: `severity-cap` of its plugin.", cap.name()),
        found: "Found:",
        found_nothing: "Found: nothing.",
        options: "Options:",
        default: |value| format!(" (default {value})"),
        evidence: "Judges what is known from one of",
        measured: |right, judged| {
            format!("True and worth reading, where people read it: {right} of {judged}")
        },
        related: "See also",
        tags: "Tags",
        since: "Since",
        link: "More",
    },
};

/// Says which rule does the work of another.
fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}

const NO_BASELINE: &str =
    "no baseline is named; give it with --baseline FILE, or as `baseline` in handoff.toml";
const INCOMPLETE_BASELINE: &str =
    "the baseline was not written, since not everything was checked: nobody knows what is mended";

fn usage(error: &UsageError) -> String {
    match error {
        UsageError::UnreadStdin => {
            "`--stdin-name` names what comes in by `-`, and `-` is not among the paths; add it".to_owned()
        }
        UsageError::WatchedStdin => "standard input cannot be watched; name files or folders".to_owned(),
        UsageError::ComparedStdin => "`-` has only one state; name files, folders or globs".to_owned(),
        UsageError::Unread(path, access) => {
            format!("{} cannot be read: {}", path.display(), plugin::not_had(access))
        }
        UsageError::OutputIsInput(file) => {
            format!("{} is an input of this run; write to another file", file.display())
        }
        UsageError::OutputLinkedAway(file) => format!(
            "{} is a link to nothing or out of the repository, through which nothing is written; name the place itself",
            file.display()
        ),
        UsageError::TwoFormats(file) => {
            let place = file.as_ref().map_or("standard output".to_owned(), |file| file.display().to_string());
            format!("two formats go to {place}; write one to a file of its own: `FORMAT=FILE`")
        }
        UsageError::UnknownRule(name, near) => unknown("rule", name, near.as_deref(), "rules"),
        UsageError::UnknownPlugin(name, near) => {
            unknown("plugin", name, near.as_deref(), "rules --format json")
        }
        UsageError::UnknownCommand(name, near) => unknown("command", name, near.as_deref(), "help"),
        UsageError::RefusedPlugin(refused) => {
            let (message, remedy) = (refused.message(Language::English), refused.remedy(Language::English));
            Untrusted::new(&format!("{message} {remedy}")).to_string()
        }
        UsageError::UnsavedPlugin(refused) => unsaved(refused),
        UsageError::PathBeforeRevision(path, revision) => {
            format!("`{}` is a path and `{revision}` a git revision; name the revision first", path.display())
        }
        UsageError::OnePath(path) => format!(
            "`{}` is a path: name a second one to compare it with, or a git revision before it",
            path.display()
        ),
        UsageError::PathAndRevision(name) => {
            format!("`{name}` is a path and a git revision; write `./{name}` or `git:{name}`")
        }
        UsageError::Serve(error) => error.say(Language::English),
        UsageError::OlderPlugin { name, pinned, found } => (TEXTS.update.older)(name, pinned, found),
        UsageError::Ignore(error) => ignore(error),
        UsageError::NoBaseline => NO_BASELINE.to_owned(),
        UsageError::IncompleteBaseline => INCOMPLETE_BASELINE.to_owned(),
        UsageError::NothingToPin => {
            "there is no handoff.toml here or above, so there is no plugin to pin; write one \
                                     with a `[[plugin]]`"
                .to_owned()
        }
        UsageError::AddressSpace { found, needed } => address_space(*found >> 20, *needed >> 20),
        UsageError::NoCache => {
            "nothing is kept of plugins that were compiled: no home folder is known; set `HANDOFF_CACHE_DIR`"
                .to_owned()
        }
        UsageError::NoConfiguration => {
            "there is no handoff.toml here or above; write one that names the plugins".to_owned()
        }
        UsageError::NoPlugin => "handoff.toml names no plugin; add a `[[plugin]]`, then pin it".to_owned(),
        UsageError::Component(error) => component(error),
        UsageError::Build(error) => (plugin::TEXTS.unbuilt)(error),
        UsageError::Package(error) => (plugin::TEXTS.no_package)(error),
        UsageError::Harness(error) => (plugin::TEXTS.no_harness)(error),
        UsageError::Archive(path, error) => {
            format!("{} {}; nothing was written", path.display(), archive(error))
        }
    }
}

/// Says why a finding cannot be left out.
fn ignore(error: &IgnoreError) -> String {
    match error {
        IgnoreError::NoReason => "the reason is empty; say why this is not to be mended now".to_owned(),
        IgnoreError::NoDate(text) => {
            format!("`{text}` is no day of the calendar; write it like `2027-06-30`")
        }
        IgnoreError::Over(text) => format!("`{text}` is over; name a day to come"),
        IgnoreError::NoFinding(print) => format!(
            "no finding has the fingerprint `{print}`; `handoff check --fingerprints` shows them, with the same paths"
        ),
        IgnoreError::Ignored(print) => format!("the finding `{print}` is left out already"),
        IgnoreError::Several(print) => {
            format!("several findings have fingerprints that begin with `{print}`; write more of it")
        }
        IgnoreError::AboutTheCheck(print) => {
            format!("the finding `{print}` is about the check itself, and is never left out; do what it says")
        }
        IgnoreError::NotUtf8(path) => format!("{} is not UTF-8; save it as UTF-8", path.display()),
        IgnoreError::NoRoom(path, lines) => format!(
            "nothing can be added at the end of {}; put this where it belongs:\n{lines}",
            path.display()
        ),
    }
}

fn unsaved(refused: &RefusedPlugin) -> String {
    format!(
        "{} {} Nothing was written.",
        refused.message(Language::English),
        refused.remedy(Language::English)
    )
}

/// Says how many MiB of address space there are, and how many are needed.
fn address_space(found: u64, needed: u64) -> String {
    format!(
        "this machine gives programs {found} MiB of address space, and {needed} MiB are needed: calls of rules reserve it and use little \
             of it; lift the bound (`ulimit -v unlimited`), or bound memory itself"
    )
}

fn component(error: &ComponentError) -> String {
    match error {
        ComponentError::NoComponent(folder) => format!(
            "there is no component in {}; build it with `handoff plugin build`, or name it",
            folder.display()
        ),
        ComponentError::SeveralComponents(folder) => {
            format!("there are several components in {}; name one", folder.display())
        }
        ComponentError::TooLarge(path, limit) => format!(
            "{} cannot be read: a plugin has at most {limit} MiB; build it without debug information",
            path.display()
        ),
        ComponentError::Unloaded(path, error) => {
            let mut text = format!("{} {}", path.display(), Untrusted::new(&error.say(Language::English)));
            text.extend(frames(error));
            text
        }
        ComponentError::NoPluginFile(path, refusals) => {
            let reasons = refusals.iter().map(|reason| reason.say(Language::English));
            let reasons = reasons.map(|reason| format!("\n  it {}", Untrusted::new(&reason)));
            format!("{} is refused:{}", path.display(), reasons.collect::<String>())
        }
        ComponentError::NoRecording(path, error) => {
            format!("{} {}", path.display(), Untrusted::new(&error.say(Language::English)))
        }
        ComponentError::NoReplay(error) => {
            format!("the call cannot be run again: {}", Untrusted::new(&error.say(Language::English)))
        }
        ComponentError::UnknownRecorded(named) => format!(
            "the recorded plugin {named} is not among those of the configuration; name it with `--plugin FILE`"
        ),
    }
}

/// Says why an archive is refused, to stand behind its name.
fn archive(error: &ArchiveError) -> String {
    let shown = |name: &str| format!("`{}`", Untrusted::new(name).cut(SHOWN));
    match error {
        ArchiveError::Unreadable(words) => format!("is not an archive that can be read: {words}"),
        ArchiveError::Broken(words) => format!("is broken: {words}"),
        ArchiveError::Entries(found, most) => {
            format!("has {found} entries, more than the {most} of the largest set of plugins")
        }
        ArchiveError::Twins => "has two entries of one name".to_owned(),
        ArchiveError::Foreign(name, entry) => {
            let why = match entry {
                ForeignEntry::Encrypted => "is encrypted",
                ForeignEntry::Link => "is a link",
                ForeignEntry::NoFile => "is no file",
                ForeignEntry::Name => "no archive of plugins holds",
            };
            format!("holds {}, which {why}", shown(name))
        }
        ArchiveError::TooLarge(name, limit) => {
            format!("holds more than {limit} bytes in `{name}`, the most allowed")
        }
        ArchiveError::AllTooLarge(limit) => format!("holds more than {limit} bytes in all, the most allowed"),
        ArchiveError::Changed(name, found) => {
            format!("holds `{name}` with the sha256 {found}: it was changed")
        }
        ArchiveError::NoLock => "holds no `handoff.lock`".to_owned(),
        ArchiveError::NoText => "holds a `handoff.lock` that is not UTF-8".to_owned(),
        ArchiveError::Unheld(source) => format!("pins {} and does not hold it", shown(source)),
        ArchiveError::NoPlugin(source, error) => {
            format!("holds {}, which {}", shown(source), error.say(Language::English))
        }
        ArchiveError::Misdescribed(source) => {
            format!("holds {}, which is not what its pin says", shown(source))
        }
        ArchiveError::Outside(source) => format!(
            "holds {}, whose place lies, or leads by links, outside of what the configuration may name",
            shown(source)
        ),
        ArchiveError::Unpinned(digest) => format!("holds `{digest}`, which its lock does not pin"),
        ArchiveError::Refused(source, cause) => {
            format!("holds {}, which {}", shown(source), cause.say(Language::English))
        }
        ArchiveError::OtherDigest(source) => format!(
            "holds {} with another digest than is pinned here; replace it with `--force`",
            shown(source)
        ),
        ArchiveError::Occupied(source) => {
            format!("holds {}, and something else lies there; replace it with `--force`", shown(source))
        }
        ArchiveError::Unnamed(source) => format!(
            "holds {}, which the configuration does not name; add a `[[plugin]]` with this path, or leave it out with \
             `--force`",
            shown(source)
        ),
        ArchiveError::Clash(error) => {
            format!("does not go together with what is pinned here: {}", error.say(Language::English))
        }
    }
}

fn unknown(what: &str, name: &str, near: Option<&str>, command: &str) -> String {
    let help = near
        .map_or_else(|| format!("`handoff {command}` lists them"), |near| format!("did you mean `{near}`?"));
    format!("there is no {what} `{}`; {help}", name.escape_debug())
}

/// Lists the functions in which a component stopped, each on a line of its own.
fn frames(error: &LoadError) -> Vec<String> {
    let LoadError::Failed(failure) = error else { return Vec::new() };
    failure.frames.iter().map(|frame| format!("\n  at {}", Untrusted::new(frame))).collect()
}
