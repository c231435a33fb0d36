//! The rules of the host itself: about the check, not about the process.
//!
//! No plugin can say that a file was not read or that a plugin failed, so these findings are made here.

use std::path::Path;
use std::sync::Arc;

use handoff_finding::{Certainty, Finding, Place, PluginIdentity, Severity, fingerprint};
use handoff_landscape::Origin;
use handoff_report::FileReport;

use crate::config::{Date, IgnoreEntry, UnreadKeys};
use crate::plugins::{Pin, RefusedPlugin};

/// A rule of the host.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HostRule {
    /// `handoff/name`.
    pub(crate) id: &'static str,
    /// How bad its findings are.
    pub(crate) severity: Severity,
    /// One line.
    pub(crate) title: &'static str,
    /// Its page, in Markdown.
    pub(crate) page: &'static str,
}

/// A file that was named and not read.
pub(crate) const UNREADABLE_EXPORT: HostRule = HostRule {
    id: "handoff/unreadable-export",
    severity: Severity::Error,
    title: "A file that was to be checked could not be read",
    page: include_str!("host_rules/unreadable-export.md"),
};

/// A plugin that did not do its work.
pub(crate) const PLUGIN_FAILED: HostRule = HostRule {
    id: "handoff/plugin-failed",
    severity: Severity::Error,
    title: "A rule plugin failed, so that its findings are missing",
    page: include_str!("host_rules/plugin-failed.md"),
};

/// A plugin that was not let in.
pub(crate) const PLUGIN_REFUSED: HostRule = HostRule {
    id: "handoff/plugin-refused",
    severity: Severity::Error,
    title: "A rule plugin was not run, because it is not pinned, not signed or not valid",
    page: include_str!("host_rules/plugin-refused.md"),
};

/// A pin of no plugin.
pub(crate) const STALE_PIN: HostRule = HostRule {
    id: "handoff/stale-pin",
    severity: Severity::Warning,
    title: "A pin belongs to no plugin of the configuration",
    page: include_str!("host_rules/stale-pin.md"),
};

/// An ignore that ignores nothing.
pub(crate) const STALE_IGNORE: HostRule = HostRule {
    id: "handoff/stale-ignore",
    severity: Severity::Warning,
    title: "An ignore has expired or matches no finding",
    page: include_str!("host_rules/stale-ignore.md"),
};

/// A key that is kept and does nothing.
pub(crate) const UNREAD_KEY: HostRule = HostRule {
    id: "handoff/unread-key",
    severity: Severity::Info,
    title: "A key of the configuration does nothing yet",
    page: include_str!("host_rules/unread-key.md"),
};

pub(crate) const ALL: [HostRule; 6] =
    [UNREADABLE_EXPORT, PLUGIN_FAILED, PLUGIN_REFUSED, STALE_PIN, STALE_IGNORE, UNREAD_KEY];

impl HostRule {
    /// Makes a finding of this rule; `key` are the parts that tell it apart from others in the file.
    fn finding(&self, place: Place, key: &[&str], message: String, help: String) -> Finding {
        let parts: Vec<&str> = [self.id, &*place.file].iter().chain(key).copied().collect();
        Finding {
            rule: self.id.into(),
            severity: self.severity,
            certainty: Certainty::Certain,
            message,
            help: Some(help),
            fingerprint: fingerprint(&parts, 0),
            place,
            department: None,
            item: None,
            from: None,
            to: None,
            reach: None,
            undecided: None,
            cause: String::new(),
            witness: Vec::new(),
            related: Vec::new(),
            plugin: host(),
        }
    }
}

/// Returns the name under which the host itself speaks.
pub(crate) fn host() -> PluginIdentity {
    PluginIdentity { name: "handoff".into(), version: env!("CARGO_PKG_VERSION").into(), digest: "".into() }
}

/// Reports a file that was refused; `None` for one that was read.
pub(crate) fn unreadable_export(file: &FileReport) -> Option<Finding> {
    let refusal = file.refusal.as_ref()?;
    let name = Path::new(&*file.path).file_name().unwrap_or(file.path.as_ref().as_ref());
    let place = Place {
        file: Arc::clone(&file.path),
        line: refusal.span.line,
        column: refusal.span.column,
        name: name.to_string_lossy().into_owned(),
        ..Place::default()
    };
    let message = format!("{} was not read: {}.", file.path, refusal.reason);
    Some(UNREADABLE_EXPORT.finding(place, &[], message, sentence(&refusal.remedy)))
}

/// One way in which a plugin failed, in words.
pub(crate) struct FailureDescription {
    /// The first file of the part of the landscape it failed on.
    pub(crate) file: Arc<str>,
    /// What tells this way apart from others of the plugin.
    pub(crate) key: String,
    /// Whose fault it is: ` in its rule a/b`, or nothing.
    pub(crate) whose: String,
    /// What it was doing, with which part of the landscape: `while it checked “Delivery” (delivery.bpmn)`.
    pub(crate) when: String,
    /// Why, as one clause.
    pub(crate) cause: String,
    /// On how many more parts of the landscape it failed in this way.
    pub(crate) others: usize,
}

/// Reports a plugin that failed.
pub(crate) fn plugin_failed(plugin: &PluginIdentity, failed: &FailureDescription) -> Finding {
    let place = Place { file: Arc::clone(&failed.file), name: plugin.name.to_string(), ..Place::default() };
    let FailureDescription { whose, when, cause, .. } = failed;
    let others = match failed.others {
        0 => String::new(),
        1 => " It failed so on 1 more part of the landscape.".to_owned(),
        others => format!(" It failed so on {others} more parts of the landscape."),
    };
    let cause = cause.trim_end_matches('.');
    let message = format!("The plugin {} failed{whose} {when}: {cause}.{others}", plugin.name);
    let help = format!(
        "What it would have found there is missing. Report this to whoever keeps {} {}: `--verbose` shows where it \
         failed, `--record` writes the call down for them.",
        plugin.name, plugin.version
    );
    PLUGIN_FAILED.finding(place, &[&plugin.name, &failed.key], message, help)
}

/// Reports a plugin that was not let in.
pub(crate) fn plugin_refused(refused: &RefusedPlugin) -> Finding {
    let place = at(&refused.origin, refused.id().name.to_string());
    let message = format!("{} What it would have found is missing.", refused.message());
    PLUGIN_REFUSED.finding(place, &[&refused.source], message, refused.cause.remedy())
}

/// Reports a pin that no plugin of the configuration has.
pub(crate) fn stale_pin((pin, origin): &(Pin, Origin)) -> Finding {
    let message =
        format!("{} ({}) is pinned, and no plugin of the configuration is that.", pin.name, pin.source);
    let help = "Name it in a `[[plugin]]` if it is to run, or take its pin away with `handoff plugin pin`.";
    STALE_PIN.finding(at(origin, pin.name.clone()), &[&pin.source], message, help.to_owned())
}

/// Reports keys of one file that nothing reads yet.
pub(crate) fn unread_keys(unread: &UnreadKeys) -> Finding {
    let keys: Vec<String> = unread.keys.iter().map(|key| format!("`{key}`")).collect();
    let (does, object, subject) = if keys.len() == 1 { ("does", "it", "it") } else { ("do", "them", "they") };
    let message = format!("{} {does} nothing yet: no rule reads {object}.", keys.join(", "));
    let help = format!(
        "Do not rely on {object}: what {subject} promise{} is not checked.",
        if keys.len() == 1 { "s" } else { "" }
    );
    UNREAD_KEY.finding(at(&unread.origin, unread.keys.join(", ")), &unread.keys, message, help)
}

/// Returns a place in a file that people wrote.
fn at(origin: &Origin, name: String) -> Place {
    let Origin { file, line, column } = origin.clone();
    Place { file, line, column, name, ..Place::default() }
}

/// Reports an ignore that has expired, or that fits no finding.
pub(crate) fn stale_ignore(ignore: &IgnoreEntry, expired: Option<Date>) -> Finding {
    let origin = ignore.source.origin(ignore.span.start);
    let what = ignore.describe();
    let (message, help) = match expired {
        Some(until) => (
            format!("The ignore of {what} expired on {until}: {}.", ignore.reason.trim_end_matches('.')),
            "Mend what it ignored, or give it a new day and say why.",
        ),
        None => (
            format!("The ignore of {what} matches no finding."),
            "Remove it, or mend its names: what it once ignored may be mended, renamed or no longer checked.",
        ),
    };
    let place = at(&origin, format!("ignore {what}"));
    STALE_IGNORE.finding(place, &[&what], message, help.to_owned())
}

/// Makes a sentence of a clause.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
