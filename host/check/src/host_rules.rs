//! The rules of the host itself: about the check, not about the process.
//!
//! No plugin can say that a file was not read or that a plugin failed, so these findings are made here.

use std::path::Path;
use std::sync::Arc;

use handoff_finding::{Certainty, Finding, Place, PluginIdentity, Severity, fingerprint};
use handoff_landscape::Origin;
use handoff_model::{Language, LocalizedText};
use handoff_report::FileReport;

use crate::config::{Baseline, EntryError, KnownFinding, UnreadKeys, WrittenRuleEntry};
use crate::plugin_failure::FailureDescription;
use crate::plugins::{Pin, RefusedPlugin};
use crate::texts::{HostTexts, Said};

/// A rule of the host.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HostRule {
    /// `handoff/name`.
    pub(crate) id: &'static str,
    /// How bad its findings are.
    pub(crate) severity: Severity,
    /// What it finds, in one line.
    pub(crate) title: LocalizedText,
    /// Its page, in Markdown.
    pub(crate) page: &'static str,
}

/// A file that was named and not read.
pub(crate) const UNREADABLE_EXPORT: HostRule = HostRule {
    id: "handoff/unreadable-export",
    severity: Severity::Error,
    title: LocalizedText {
        en: "A file that was to be checked could not be read",
        de: "Eine Datei, die geprüft werden sollte, war nicht zu lesen",
    },
    page: include_str!("host_rules/unreadable-export.md"),
};

/// A plugin that did not do its work.
pub(crate) const PLUGIN_FAILED: HostRule = HostRule {
    id: "handoff/plugin-failed",
    severity: Severity::Error,
    title: LocalizedText {
        en: "A rule plugin failed, so that its findings are missing",
        de: "Ein Plugin mit Regeln ist gescheitert, seine Befunde fehlen",
    },
    page: include_str!("host_rules/plugin-failed.md"),
};

/// A plugin that was not let in.
pub(crate) const PLUGIN_REFUSED: HostRule = HostRule {
    id: "handoff/plugin-refused",
    severity: Severity::Error,
    title: LocalizedText {
        en: "A rule plugin was not run, because it is not pinned, not signed or not valid",
        de: "Ein Plugin mit Regeln lief nicht, weil es nicht festgelegt, nicht signiert oder nicht gültig ist",
    },
    page: include_str!("host_rules/plugin-refused.md"),
};

/// A pin of no plugin.
pub(crate) const STALE_PIN: HostRule = HostRule {
    id: "handoff/stale-pin",
    severity: Severity::Warning,
    title: LocalizedText {
        en: "A pin belongs to no plugin of the configuration",
        de: "Eine Festlegung gehört zu keinem Plugin der Konfiguration",
    },
    page: include_str!("host_rules/stale-pin.md"),
};

/// An ignore that ignores nothing.
pub(crate) const STALE_IGNORE: HostRule = HostRule {
    id: "handoff/stale-ignore",
    severity: Severity::Warning,
    title: LocalizedText {
        en: "An ignore has expired, matches no finding or is not written as it would have to be",
        de: "Eine Ausnahme ist abgelaufen, passt auf keinen Befund oder ist nicht so geschrieben, wie sie müsste",
    },
    page: include_str!("host_rules/stale-ignore.md"),
};

/// Entries of a baseline that stand for nothing.
pub(crate) const STALE_BASELINE: HostRule = HostRule {
    id: "handoff/stale-baseline",
    severity: Severity::Info,
    title: LocalizedText {
        en: "Something that the baseline knows is not found any more",
        de: "Etwas, das der Bestand kennt, wird nicht mehr gefunden",
    },
    page: include_str!("host_rules/stale-baseline.md"),
};

/// A key that is kept and does nothing.
pub(crate) const UNREAD_KEY: HostRule = HostRule {
    id: "handoff/unread-key",
    severity: Severity::Info,
    title: LocalizedText {
        en: "A key of the configuration does nothing yet",
        de: "Ein Schlüssel der Konfiguration bewirkt noch nichts",
    },
    page: include_str!("host_rules/unread-key.md"),
};

/// A rule of the configuration that is about nothing.
pub(crate) const IDLE_RULE: HostRule = HostRule {
    id: "handoff/idle-rule",
    severity: Severity::Warning,
    title: LocalizedText {
        en: "A rule of the configuration is about nothing that the exports show",
        de: "Eine Regel der Konfiguration handelt von nichts, was die Exporte zeigen",
    },
    page: include_str!("host_rules/idle-rule.md"),
};

pub(crate) const ALL: [HostRule; 8] = [
    UNREADABLE_EXPORT,
    PLUGIN_FAILED,
    PLUGIN_REFUSED,
    STALE_PIN,
    STALE_IGNORE,
    STALE_BASELINE,
    UNREAD_KEY,
    IDLE_RULE,
];

impl HostRule {
    /// Makes a finding of this rule; `key` are the parts that tell it apart from others in the file.
    fn finding(&self, place: Place, key: &[&str], [message, help]: Said) -> Finding {
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
            known: false,
            witness: Vec::new(),
            related: Vec::new(),
            fixes: Vec::new(),
            plugin: host(),
        }
    }
}

/// Returns the name under which the host itself speaks.
pub(crate) fn host() -> PluginIdentity {
    PluginIdentity { name: "handoff".into(), version: env!("CARGO_PKG_VERSION").into(), digest: "".into() }
}

/// Reports a file that was refused; `None` for one that was read.
pub(crate) fn unreadable_export(file: &FileReport, language: Language) -> Option<Finding> {
    let refusal = file.refusal.as_ref()?;
    let name = Path::new(&*file.path).file_name().unwrap_or(file.path.as_ref().as_ref());
    let place = Place {
        file: Arc::clone(&file.path),
        line: refusal.span.line,
        column: refusal.span.column,
        name: name.to_string_lossy().into_owned(),
        ..Place::default()
    };
    let said = HostTexts::of(language).unreadable_export;
    let said = said(&file.path, &refusal.reason(language), &refusal.remedy(language));
    Some(UNREADABLE_EXPORT.finding(place, &[], said))
}

/// Reports a plugin that failed.
pub(crate) fn plugin_failed(failed: &FailureDescription<'_>, texts: &HostTexts) -> Finding {
    let name = &failed.plugin.name;
    let place = Place { file: Arc::clone(&failed.part.file), name: name.to_string(), ..Place::default() };
    PLUGIN_FAILED.finding(place, &[name, &failed.key], (texts.plugin_failed)(failed))
}

/// Reports a plugin that was not let in.
pub(crate) fn plugin_refused(refused: &RefusedPlugin, texts: &HostTexts) -> Finding {
    let place = at(&refused.origin, refused.id().name.to_string());
    PLUGIN_REFUSED.finding(place, &[&refused.source], (texts.plugin_refused)(refused))
}

/// Reports a pin that no plugin of the configuration has.
pub(crate) fn stale_pin((pin, origin): &(Pin, Origin), texts: &HostTexts) -> Finding {
    let said = (texts.stale_pin)(&pin.name, &pin.source);
    STALE_PIN.finding(at(origin, pin.name.clone()), &[&pin.source], said)
}

/// Reports keys of one file that nothing reads yet.
pub(crate) fn unread_keys(unread: &UnreadKeys, texts: &HostTexts) -> Finding {
    let place = at(&unread.origin, unread.keys.join(", "));
    let keys: Vec<&str> = unread.keys.iter().map(String::as_str).collect();
    UNREAD_KEY.finding(place, &keys, (texts.unread_keys)(&keys))
}

/// Reports rules of one place of the configuration that are about nothing.
pub(crate) fn idle_rules(entries: &[&WrittenRuleEntry], severity: Severity, texts: &HostTexts) -> Finding {
    let ids: Vec<&str> = entries.iter().map(|entry| entry.rule.id.as_str()).collect();
    let origin = entries.first().map(|entry| entry.source.origin(entry.span.start)).unwrap_or_default();
    let finding = IDLE_RULE.finding(at(&origin, ids.join(", ")), &ids, (texts.idle_rules)(&ids));
    Finding { severity, ..finding }
}

/// Returns a place in a file that people wrote.
fn at(origin: &Origin, name: String) -> Place {
    let Origin { file, line, column } = origin.clone();
    Place { file, line, column, name, ..Place::default() }
}

/// Why an ignore leaves nothing out.
pub(crate) enum StaleReason {
    /// Its last day is over: that day, and why it was written.
    Expired { until: String, reason: String },
    /// It fits no finding.
    Idle,
    /// It is not written as it would have to be.
    Wrong(EntryError),
}

/// Reports an ignore of something, be it an entry or a mark at an element (its id, and what people call it).
pub(crate) fn stale_ignore(
    what: &str,
    element: Option<(&str, &str)>,
    origin: &Origin,
    why: &StaleReason,
    language: Language,
) -> Finding {
    let texts = HostTexts::of(language);
    let shown = element.map_or_else(|| what.to_owned(), |(_, name)| (texts.ignored_at)(what, name));
    let said = match why {
        StaleReason::Expired { until, reason } => (texts.expired_ignore)(&shown, until, reason),
        StaleReason::Idle => (texts.idle_ignore)(&shown),
        StaleReason::Wrong(fault) => (texts.wrong_ignore)(&shown, &fault.clone().into()),
    };
    let place = match element {
        Some((id, name)) => Place { element: Some(id.into()), ..at(origin, name.to_owned()) },
        None => at(origin, format!("ignore {what}")),
    };
    let key: Vec<&str> = element.iter().map(|(id, _)| *id).chain([what]).collect();
    STALE_IGNORE.finding(place, &key, said)
}

/// Reports entries of a baseline that fit nothing: the first of them, with the others beside it; `None` where there are none.
pub(crate) fn stale_baseline(
    entries: &[KnownFinding],
    baseline: &Baseline,
    texts: &HostTexts,
) -> Option<Finding> {
    let (first, others) = entries.split_first()?;
    let source = baseline.source.as_ref()?;
    let place = |entry: &KnownFinding| at(&source.origin(entry.start), entry.says.clone());
    let said = (texts.stale_baseline)(&first.says, others.len());
    let finding = STALE_BASELINE.finding(place(first), &[], said);
    Some(Finding { related: others.iter().map(place).collect(), ..finding })
}

/// Tells whether a finding is about the check itself.
pub(crate) fn is_about_the_check(finding: &Finding) -> bool {
    ALL.iter().any(|rule| *rule.id == *finding.rule)
}

/// What the check could not do is never ignored: nobody knows what is behind it.
pub(crate) fn may_be_ignored(finding: &Finding) -> bool {
    !is_about_the_check(finding) || *finding.rule == *UNREAD_KEY.id
}

/// Makes a finding of a line `file element name item`, for tests.
#[cfg(test)]
pub(crate) fn example(line: &str, fingerprint: &str) -> Finding {
    let parts: Vec<&str> = line.split(' ').collect();
    let [file, element, name, item] = parts[..] else { panic!("{line}") };
    let place =
        Place { file: file.into(), element: Some(element.into()), name: name.to_owned(), ..Place::default() };
    let rule = HostRule { id: "data/late-input", ..STALE_PIN };
    let said = [format!("{name} lacks {item}."), String::new()];
    Finding {
        item: Some(item.to_owned()),
        fingerprint: fingerprint.to_owned(),
        ..rule.finding(place, &[], said)
    }
}
