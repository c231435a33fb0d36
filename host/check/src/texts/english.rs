//! What the rules of the host say, in English.

use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_sandbox::{Blame, Phase};

use super::{HostTexts, Said, sentence};
use crate::plugin_failure::{FailureDescription, PartMention};

pub(super) static TEXTS: HostTexts = HostTexts {
    unreadable_export: |path, reason, remedy| [format!("{path} was not read: {reason}."), sentence(remedy)],
    plugin_failed,
    plugin_refused: |refused| {
        [format!("{} What it would have found is missing.", refused.message()), refused.cause.remedy()]
    },
    refusal_cause: |refused| format!("it {}", refused.cause),
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
};

fn plugin_failed(failed: &FailureDescription<'_>) -> Said {
    let FailureDescription { plugin, phase, .. } = failed;
    let others = match failed.others {
        0 => String::new(),
        1 => " It failed so on 1 more part of the landscape.".to_owned(),
        others => format!(" It failed so on {others} more parts of the landscape."),
    };
    let (cause, whose, part) = (failed.cause.say(Language::English), whose(failed.blame), part(&failed.part));
    let (phase, with) = (phase.say(Language::English), if *phase == Phase::Check { "" } else { "for " });
    [
        format!(
            "The plugin {} failed{whose} {phase} {with}{part}: {}.{others}",
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
