//! The rules of the host itself: about the check, not about the process.
//!
//! No plugin can say that a file was not read or that a plugin failed, so these findings are made here.

use std::path::Path;
use std::sync::Arc;

use handoff_finding::{Certainty, Finding, Place, PluginName, Severity, fingerprint};
use handoff_report::File;

use crate::config::{Date, Ignore};

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

/// An ignore that ignores nothing.
pub(crate) const STALE_IGNORE: HostRule = HostRule {
    id: "handoff/stale-ignore",
    severity: Severity::Warning,
    title: "An ignore has expired or matches no finding",
    page: include_str!("host_rules/stale-ignore.md"),
};

/// Every rule of the host.
pub(crate) const ALL: [HostRule; 3] = [UNREADABLE_EXPORT, PLUGIN_FAILED, STALE_IGNORE];

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
            witness: Vec::new(),
            related: Vec::new(),
            plugin: host(),
        }
    }
}

/// Returns the name under which the host itself speaks.
pub(crate) fn host() -> PluginName {
    PluginName { name: "handoff".into(), version: env!("CARGO_PKG_VERSION").into(), digest: "".into() }
}

/// Reports a file that was refused; `None` for one that was read.
pub(crate) fn unreadable_export(file: &File) -> Option<Finding> {
    let refusal = file.refusal.as_ref()?;
    let name = Path::new(&*file.path).file_name().unwrap_or(file.path.as_ref().as_ref());
    let place = Place {
        file: Arc::clone(&file.path),
        line: refusal.span.line,
        column: refusal.span.column,
        element: None,
        name: name.to_string_lossy().into_owned(),
    };
    let message = format!("{} was not read: {}.", file.path, refusal.reason);
    Some(UNREADABLE_EXPORT.finding(place, &[], message, sentence(&refusal.remedy)))
}

/// Reports a plugin that failed on a file (and perhaps others).
pub(crate) fn plugin_failed(plugin: &PluginName, file: Arc<str>, parts: usize, cause: &str) -> Finding {
    let place = Place { file, name: plugin.name.to_string(), ..Place::default() };
    let others = match parts {
        1 => String::new(),
        parts => format!(" (and on {} more parts of the landscape)", parts - 1),
    };
    let message =
        format!("The plugin {} failed {cause}{others}: what it would have found is missing.", plugin.name);
    let help = format!(
        "Report this to whoever keeps {} {}; `--verbose` shows where it failed.",
        plugin.name, plugin.version
    );
    PLUGIN_FAILED.finding(place, &[&plugin.name], message, help)
}

/// Reports an ignore that has expired, or that fits no finding.
pub(crate) fn stale_ignore(ignore: &Ignore, expired: Option<Date>) -> Finding {
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
    let place = Place {
        file: origin.file,
        line: origin.line,
        column: origin.column,
        element: None,
        name: format!("ignore {what}"),
    };
    STALE_IGNORE.finding(place, &[&what], message, help.to_owned())
}

/// Makes a sentence of a clause.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
