//! What the host says, in English.

mod complaint;

use std::io;

use handoff_landscape::Origin;
use handoff_machine::{ReadError, without_number};
use handoff_model::{Language, Refusal};
use handoff_report::escape::Untrusted;
use handoff_sandbox::{Blame, Phase};

use self::complaint::{complaint, not_had, remedy, suggestion, unread, unread_reason};
use super::{HostTexts, Said, sentence};
use crate::access::access;
use crate::config::ConfigLoadError;
use crate::failure::{CommandError, RulebookError};
use crate::git::GitError;
use crate::plugin_failure::{FailureDescription, PartMention};
use crate::plugins::{LockError, NameOwner, RefusalCause, short};
use crate::rule_notice::RuleNotice;

pub(super) static TEXTS: HostTexts = HostTexts {
    unreadable_export: |path, reason, remedy| [format!("{path} was not read: {reason}."), sentence(remedy)],
    plugin_failed,
    plugin_refused: |refused| {
        let message = refused.message(Language::English);
        [format!("{message} What it would have found is missing."), refusal_remedy(&refused.cause)]
    },
    stale_pin: |name, source| {
        [
            format!("{name} ({source}) is pinned, and no plugin of the configuration is that."),
            "Name it in a `[[plugin]]` if it is to run, or take its pin away with `handoff plugin pin`."
                .to_owned(),
        ]
    },
    unread_keys: |keys| {
        let one = keys.len() == 1;
        let (does, object, subject) = if one { ("does", "it", "it") } else { ("do", "them", "they") };
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        let promise = if one { "promises" } else { "promise" };
        [
            format!("{} {does} nothing yet: no rule reads {object}.", keys.join(", ")),
            format!("Do not rely on {object}: what {subject} {promise} is not checked."),
        ]
    },
    idle_rules: |rules| {
        let (is, has) = if rules.len() == 1 { ("is", "it has") } else { ("are", "they have") };
        let rules: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
        [
            format!("{} {is} about nothing that the exports show: {has} looked at nothing.", rules.join(", ")),
            "Look whether the names in `[[rule]]` are those of the exports, which `handoff list` shows. What is not meant for these exports \
             can be switched off in `[rules]`."
                .to_owned(),
        ]
    },
    expired_ignore: |what, until, reason| {
        [
            format!("The ignore of {what} expired on {until}: {}.", reason.trim_end_matches('.')),
            "Mend what it ignored, or give it a new day and say why.".to_owned(),
        ]
    },
    idle_ignore: |what| {
        [
            format!("The ignore of {what} matches no finding."),
            "Remove it, or mend its names: what it once ignored may be mended, renamed or no longer checked."
                .to_owned(),
        ]
    },
    wrong_ignore: |what, fault| {
        [
            format!("The ignore of {what} leaves nothing out: {}.", complaint(fault)),
            remedy(fault).map(|remedy| sentence(&remedy)).unwrap_or_default(),
        ]
    },
    stale_baseline: |says, others| {
        let more = match others {
            0 => String::new(),
            1 => " The same is true of 1 more entry.".to_owned(),
            _ => format!(" The same is true of {others} more entries."),
        };
        [
            format!("The baseline knows “{says}”, and that is not found any more.{more}"),
            "Write the baseline anew with `handoff check --update-baseline`, so that the fault does not come back unseen."
                .to_owned(),
        ]
    },
    ignored_at: |rule, name| format!("{rule} at “{name}”"),
    refusal_cause,
    changed: "has changed since it was pinned",
    pronoun: "it",
    refusal_remedy,
    refused: |plugin, cause| format!("The plugin {plugin} was refused: it {cause}."),
    rule_notice: |notice| {
        let works = |next: &Option<String>| {
            next.as_ref().map(|next| format!(" `{next}` does its work now.")).unwrap_or_default()
        };
        let place = |origin: &Origin| format!("{}:{}", origin.file, origin.line);
        match notice {
            RuleNotice::Deprecated { rule, since, reason, next } => {
                format!("`{rule}` is on its way out since {since}: {reason}{}", works(next))
            }
            RuleNotice::Replaced { rule, next, origin } => {
                format!("`{rule}` is `{next}` now, and {} holds for that; write the new name", place(origin))
            }
            RuleNotice::Gone { rule, since, reason, next, origin } => {
                let works = works(next);
                format!("`{rule}` is gone since {since}, and {} does nothing: {reason}{works}", place(origin))
            }
        }
    },
    unpinned: |source, doubt| {
        format!("UNPINNED: {source} runs, although it {doubt}; `handoff plugin pin` allows it")
    },
    complaint,
    remedy,
    lock_remedy: LOCK_REMEDY,
    more_complaints: |more| format!("and {more} more"),
    complaint_titles: ["error", "help"],
    config: |error| match error {
        ConfigLoadError::Unread { path, reason } => {
            format!("the configuration {} cannot be read: {}", path.display(), unread(reason))
        }
        ConfigLoadError::Preset { name, near } => {
            let help = suggestion(near).map(|help| format!("; {help}")).unwrap_or_default();
            format!("there is no preset `{name}`{help}")
        }
        ConfigLoadError::Wrong(_) => "the configuration is wrong".to_owned(),
    },
    lock: |error| match error {
        LockError::Unread { path, reason } => {
            format!("{} cannot be read: {}; {LOCK_REMEDY}", path.display(), unread_reason(reason))
        }
        LockError::NoLock(path) => format!("{} is no lock; {LOCK_REMEDY}", path.display()),
        LockError::Wrong(_) => "the lock is wrong".to_owned(),
    },
    git,
    command,
    rulebook: |error| match error {
        RulebookError::Host(error) => error.say(Language::English),
        RulebookError::BuiltIn(error) => format!("the built-in rules {}", error.say(Language::English)),
    },
};

/// What to do about a lock that is not as it was written.
const LOCK_REMEDY: &str =
    "if a merge left it so, mend that; else restore it, or delete it and run `handoff plugin pin`";

fn plugin_failed(failed: &FailureDescription<'_>) -> Said {
    let FailureDescription { plugin, phase, .. } = failed;
    let others = match failed.others {
        0 => String::new(),
        1 => " It failed so on 1 more part of the landscape.".to_owned(),
        others => format!(" It failed so on {others} more parts of the landscape."),
    };
    let skipped = match failed.skipped {
        0 => String::new(),
        1 => " After that it was not called on 1 more part.".to_owned(),
        skipped => format!(" After that it was not called on {skipped} more parts."),
    };
    let (cause, whose, part) = (failed.cause.say(Language::English), whose(failed.blame), part(&failed.part));
    let (phase, with) = (phase.say(Language::English), if *phase == Phase::Check { "" } else { "for " });
    [
        format!(
            "The plugin {} failed{whose} {phase} {with}{part}: {}.{others}{skipped}",
            plugin.name,
            cause.trim_end_matches('.')
        ),
        format!(
            "What it would have found there is missing. Report this to whoever keeps {} {}: `--verbose` shows where it \
             failed, `--record` writes the call down for them.",
            plugin.name, plugin.version
        ),
    ]
}

/// Says whose fault it is, to stand behind *failed*.
fn whose(blame: &Blame) -> String {
    match blame {
        Blame::Rules(rules) => match &rules[..] {
            [only] => format!(" in its rule {only}"),
            [first, others @ ..] => format!(" in its rule {first} and {} others alike", others.len()),
            [] => String::new(),
        },
        Blame::Together(1) | Blame::OneOf(1) | Blame::Plugin => String::new(),
        Blame::Together(rules) => format!(" with its {rules} rules together"),
        Blame::OneOf(rules) => format!(" in one of its {rules} rules"),
    }
}

/// Says what a part of the landscape is to people: `“Delivery” (delivery.bpmn)`.
fn part(part: &PartMention) -> String {
    if part.file.is_empty() && part.files == 0 {
        return "the configuration".to_owned();
    }
    let more = |count: usize, one: &str, many: &str| match count {
        0 | 1 => String::new(),
        2 => format!(" and 1 more {one}"),
        count => format!(" and {} more {many}", count - 1),
    };
    let files = format!("{}{}", part.file, more(part.files, "file", "files"));
    if part.process.is_empty() {
        return files;
    }
    let name = Untrusted::new(&part.process).cut(PartMention::LONGEST);
    format!("“{name}”{} ({files})", more(part.processes, "process", "processes"))
}

/// Says why a plugin may not run, to stand behind *it*.
fn refusal_cause(cause: &RefusalCause) -> String {
    let any = |names: &[String]| names.join(" or ");
    match cause {
        RefusalCause::NotPinned => "is not pinned".to_owned(),
        RefusalCause::Changed { pinned, found } => format!(
            "has changed since it was pinned: its sha256 is {} and was {}",
            short(found),
            short(pinned)
        ),
        RefusalCause::Misdescribed => "is not what its pin says, though its digest is right".to_owned(),
        RefusalCause::Lock(error) => format!("is not known to be pinned: {}", error.say(Language::English)),
        RefusalCause::NoComponent => {
            "is a folder without a component: no `*.wasm` lies right in it".to_owned()
        }
        RefusalCause::UnplainPath => {
            "has a path with characters that no line of `handoff.lock` can hold".to_owned()
        }
        RefusalCause::Unread(problem) => format!("cannot be read: {}", not_had(&access(problem))),
        RefusalCause::Unsigned { problem, names } => format!(
            "is not known to be signed by {}: its signature cannot be read: {}",
            any(names),
            not_had(&access(problem))
        ),
        RefusalCause::SentUnsigned { names } => {
            format!("came without the signature of {} that the configuration asks for", any(names))
        }
        RefusalCause::NoSignature => "has a `.minisig` beside it that is no signature of minisign".to_owned(),
        RefusalCause::Forged { names } => format!(
            "does not bear a right signature of {}: somebody else signed it, or it was changed",
            any(names)
        ),
        RefusalCause::Load(error) => error.say(Language::English),
        RefusalCause::NameTaken { name, by } => format!("calls itself `{name}` as {} does", owner(by)),
        RefusalCause::FamilyTaken(family) => {
            format!(
                "holds, or says that it held, rules of the family `{family}`, which are those of the built-in plugin"
            )
        }
        RefusalCause::FamilyOwned { family, owners } if owners.is_empty() => {
            format!(
                "holds, or says that it held, rules of the family `{family}`, which `[families]` gives to nobody"
            )
        }
        RefusalCause::FamilyOwned { family, owners } => {
            format!(
                "holds, or says that it held, rules of the family `{family}`, which `[families]` gives to {}",
                owners.join(", ")
            )
        }
        RefusalCause::RuleTaken { rule, by } => format!("holds a rule `{rule}` as {} does", owner(by)),
        RefusalCause::RetiredTaken { rule, by } => {
            format!("says what became of the rule `{rule}`, as {} does", owner(by))
        }
    }
}

fn owner(owner: &NameOwner) -> &str {
    match owner {
        NameOwner::Program => "the program itself",
        NameOwner::BuiltIn => "the built-in plugin",
        NameOwner::Plugin(source) => source,
    }
}

fn refusal_remedy(cause: &RefusalCause) -> String {
    let remedy = match cause {
        RefusalCause::NotPinned => {
            "Look at it with `handoff plugin inspect`, then allow it with `handoff plugin pin`."
        }
        RefusalCause::Changed { .. } => {
            "Find out who changed it; `handoff plugin pin` shows what is new and allows it."
        }
        RefusalCause::Misdescribed => {
            "Somebody edited the lock, or this version of handoff sees it otherwise; `handoff plugin pin` shows the \
             differences and writes it anew."
        }
        RefusalCause::Lock(_) => "Then run `handoff plugin pin`, which says what has changed.",
        RefusalCause::NoComponent => {
            "Build or fetch it, mend the path in the configuration, then run `handoff plugin pin`."
        }
        RefusalCause::UnplainPath => "Rename it, then run `handoff plugin pin`.",
        RefusalCause::Unread(ReadError::TooLarge { .. }) => {
            "Whoever keeps it builds it without debug information; a new one has to be pinned with `handoff plugin pin`."
        }
        RefusalCause::Unread(problem) => {
            let remedy = Refusal::of_file(access(problem)).remedy(Language::English);
            return format!("Fetch it or {remedy}; a new one has to be pinned with `handoff plugin pin`.");
        }
        RefusalCause::Unsigned { .. } | RefusalCause::NoSignature => {
            "Put the signature, named as the plugin with `.minisig` behind it, beside the plugin; whoever keeps the \
             plugin makes it with `minisign -S -m PLUGIN`."
        }
        RefusalCause::SentUnsigned { .. } => {
            "Put the signature, named as the plugin with `.minisig` behind it, beside the plugin where the archive is \
             made, and run `handoff plugin save` again there."
        }
        RefusalCause::Forged { .. } => {
            "Do not run it before you know where it comes from. Fetch plugin and signature anew, or name the new key \
             in `[keys]`; then run `handoff plugin pin`."
        }
        RefusalCause::Load(_) => {
            "Ask whoever keeps it for one that loads, and run `handoff plugin pin`; `handoff plugin check` says more."
        }
        RefusalCause::FamilyTaken(_) => "Have its rules named for a family of their own.",
        RefusalCause::FamilyOwned { .. } => {
            "Have its rules named for a family of its own, or name it in `[families]`."
        }
        RefusalCause::NameTaken { .. }
        | RefusalCause::RuleTaken { .. }
        | RefusalCause::RetiredTaken { .. } => {
            "Remove one of the two from the configuration, or have one renamed."
        }
    };
    remedy.to_owned()
}

fn git(error: &GitError) -> String {
    let said = |said: &str| if said.is_empty() { "it said nothing".to_owned() } else { said.to_owned() };
    match error {
        GitError::NotInstalled => {
            "git cannot be run (it is not installed, or not in `PATH`); install it, or compare two folders"
                .to_owned()
        }
        GitError::NotRun(words) => {
            format!("git cannot be run ({words}); install it, or compare two folders")
        }
        GitError::NoRepository(words) => format!(
            "this folder is in no git repository ({}); compare two folders, or go into one that is",
            said(words)
        ),
        GitError::Option(name) => format!("`{name}` is no revision: none begins with `-`"),
        GitError::Range(name) => {
            format!("`{name}` names two revisions; write them apart: `handoff diff OLD NEW`")
        }
        GitError::Unknown { name, shallow } => {
            let help = if *shallow {
                "this clone is shallow: fetch more of it, as by `git fetch --unshallow`"
            } else {
                "`git branch --all` and `git tag` list what there is"
            };
            format!("`{name}` is neither a path nor a git revision; {help}")
        }
        GitError::Bare => {
            "this repository is bare and has no files of its own; name a second revision".to_owned()
        }
        GitError::TooLarge { name, limit } => {
            format!("the exports of `{name}` have more than {} MiB together; name fewer paths", limit >> 20)
        }
        GitError::Failed { name, said: words } => format!(
            "git could not read `{name}` ({}); `git fsck` tells whether the repository is sound",
            said(words)
        ),
    }
}

fn command(error: &CommandError) -> String {
    match error {
        CommandError::Config(error) => error.say(Language::English),
        CommandError::Unwritten { path, error } => {
            format!("{} cannot be written: {}", path.display(), unwritten(error))
        }
        CommandError::NoComponent(access) => format!("no component comes in: {}", not_had(access)),
        CommandError::OwnCommand => {
            "this command is for `handoff` itself; use `handoff plugin pin`".to_owned()
        }
        CommandError::NoConfiguration => "there is no configuration".to_owned(),
        CommandError::Output(error) => format!("standard output cannot be written: {}", unwritten(error)),
        CommandError::Lock(error) => error.say(Language::English),
        CommandError::Git(error) => error.say(Language::English),
        CommandError::Rules(error) => error.say(Language::English),
    }
}

/// Says why something could not be written, and what to do, as two clauses.
fn unwritten(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist; make it first".to_owned(),
        io::ErrorKind::PermissionDenied => "writing it is not permitted; choose another place".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder; name a file in it".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full; make room, or choose another place".to_owned(),
        _ => format!("{}; choose another place", without_number(error)),
    }
}
