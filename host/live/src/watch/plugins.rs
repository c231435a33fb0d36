//! What became of the plugins of the configuration: none is ever exchanged without a word.

use std::path::Path;

use handoff_check::Rulebook;
use handoff_check::config::Config;
use handoff_check::plugins::{self, RefusalCause, short};
use handoff_machine::System;
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use schemars::JsonSchema;
use serde::Serialize;

/// A plugin of the configuration at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PluginState {
    /// Its path as configured.
    source: String,
    /// What it calls itself, as far as it or its pin tells.
    name: Option<String>,
    /// The sha256 of its bytes, where they can be read.
    sha256: Option<String>,
    status: Standing,
    /// Why it is not pinned, or refused, with the plugin as the subject: "it …".
    why: Option<String>,
}

/// Whether a plugin runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is pinned, and runs.
    Pinned,
    /// It is not pinned, and runs because that was asked for.
    Unpinned,
    /// It does not run.
    Refused,
    /// It is no longer there.
    Gone,
}

/// What became of a plugin from one state to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PluginChange {
    /// Its path as configured.
    pub source: String,
    /// What it calls itself, as far as it or its pin tells.
    pub name: Option<String>,
    /// The sha256 of its bytes in the state before; `null` where there were none.
    pub old_sha256: Option<String>,
    /// The sha256 of its bytes; `null` where there are none.
    pub new_sha256: Option<String>,
    /// Whether it runs.
    pub standing: Standing,
    /// Why it is not pinned, or refused.
    pub why: Option<String>,
}

/// Lists the plugins of the configuration, by path; `sha256` knows the digests of their files.
pub(super) fn list(
    book: &Rulebook,
    config: &Config,
    sha256: impl Fn(&Path) -> Option<String>,
    system: &dyn System,
) -> Vec<PluginState> {
    let running = book.third_party().map(|(plugin, from)| PluginState {
        source: from.source.clone(),
        name: Some(plugin.description.id.to_string()),
        sha256: Some(plugin.digest.to_string()),
        status: if from.doubt.is_some() { Standing::Unpinned } else { Standing::Pinned },
        why: from.doubt.as_ref().map(why),
    });
    let located = plugins::locate(config, system);
    let refused = book.refused.iter().map(|refused| {
        let path = located.iter().find(|located| located.source == refused.source);
        PluginState {
            source: refused.source.clone(),
            name: refused.pin.as_ref().map(|pin| pin.name.clone()),
            sha256: path.and_then(|located| sha256(&located.path)),
            status: Standing::Refused,
            why: Some(why(&refused.cause)),
        }
    });
    let mut all: Vec<PluginState> = running.chain(refused).collect();
    all.sort_by(|a, b| a.source.cmp(&b.source));
    all
}

/// Says why. The digests stand beside it already.
fn why(cause: &RefusalCause) -> String {
    match cause {
        RefusalCause::Changed { .. } => "has changed since it was pinned".to_owned(),
        cause => cause.to_string(),
    }
}

/// Compares two lists.
pub(super) fn changes(old: &[PluginState], new: &[PluginState]) -> Vec<PluginChange> {
    let of = |plugins: &'_ [PluginState], source: &str| {
        plugins.iter().find(|plugin| plugin.source == source).cloned()
    };
    let vanished = old.iter().filter(|plugin| of(new, &plugin.source).is_none());
    let gone = vanished.map(|plugin| PluginState {
        sha256: None,
        status: Standing::Gone,
        why: None,
        ..plugin.clone()
    });
    let change = |plugin: PluginState| {
        let before = of(old, &plugin.source);
        (before.as_ref() != Some(&plugin)).then(|| PluginChange::of(before, plugin))
    };
    new.iter().cloned().chain(gone).filter_map(change).collect()
}

/// Names the plugins that run without being pinned, each with the reason, as `handoff check` does.
pub(super) fn unpinned(plugins: &[PluginState]) -> impl Iterator<Item = (&str, &str)> {
    let unpinned = plugins.iter().filter(|plugin| plugin.status == Standing::Unpinned);
    unpinned.filter_map(|plugin| Some((plugin.source.as_str(), plugin.why.as_deref()?)))
}

impl PluginChange {
    fn of(before: Option<PluginState>, plugin: PluginState) -> Self {
        let name = plugin.name.or_else(|| before.as_ref()?.name.clone());
        Self {
            source: plugin.source,
            name,
            old_sha256: before.and_then(|before| before.sha256),
            new_sha256: plugin.sha256,
            standing: plugin.status,
            why: plugin.why,
        }
    }

    /// Says it in one line, safe for a terminal.
    pub fn sentence(&self, language: Language) -> String {
        let words = match language {
            Language::German => &DE,
            Language::English | Language::Other(_) => &EN,
        };
        let named = match &self.name {
            Some(name) => format!("{name} ({})", self.source),
            None => self.source.clone(),
        };
        let what = match (&self.old_sha256, &self.new_sha256) {
            (Some(old), Some(new)) if old == new => format!("{} {}", words.same, short(new)),
            (Some(old), Some(new)) => format!("{} {} → {}", words.changed, short(old), short(new)),
            (None, Some(new)) => format!("{} {}", words.new, short(new)),
            (Some(old), None) => format!("{} {}", words.gone, short(old)),
            (None, None) => words.absent.to_owned(),
        };
        let standing = match self.standing {
            Standing::Pinned => words.pinned,
            Standing::Unpinned => words.unpinned,
            Standing::Refused => words.refused,
            Standing::Gone => words.left,
        };
        let why = self.why.as_ref().map(|why| format!(": it {why}")).unwrap_or_default();
        Untrusted::new(&format!("{} {named} {what}; {standing}{why}.", words.plugin)).to_string()
    }
}

/// The words of one language; what refuses a plugin is said in English, as in the finding.
struct PluginTexts {
    plugin: &'static str,
    same: &'static str,
    changed: &'static str,
    new: &'static str,
    gone: &'static str,
    absent: &'static str,
    pinned: &'static str,
    unpinned: &'static str,
    refused: &'static str,
    left: &'static str,
}

static EN: PluginTexts = PluginTexts {
    plugin: "The plugin",
    same: "has the same bytes, sha256",
    changed: "is another: sha256",
    new: "is new: sha256",
    gone: "is gone: its sha256 was",
    absent: "is not there",
    pinned: "it is pinned and runs",
    unpinned: "it runs UNPINNED",
    refused: "it is refused",
    left: "it is no longer in the configuration or its folder",
};

static DE: PluginTexts = PluginTexts {
    plugin: "Das Plugin",
    same: "hat dieselben Bytes, sha256",
    changed: "ist ein anderes: sha256",
    new: "ist neu: sha256",
    gone: "ist weg: sein sha256 war",
    absent: "ist nicht da",
    pinned: "es ist freigegeben (gepinnt) und läuft",
    unpinned: "es läuft, OHNE freigegeben (gepinnt) zu sein",
    refused: "es wird abgelehnt",
    left: "es steht nicht mehr in der Konfiguration oder ihrem Ordner",
};

#[cfg(test)]
mod tests {
    use super::*;

    fn plugin(
        name: Option<&str>,
        sha256: Option<&str>,
        standing: Standing,
        why: Option<&str>,
    ) -> PluginState {
        PluginState {
            source: "acme.wasm".to_owned(),
            name: name.map(str::to_owned),
            sha256: sha256.map(|digit| digit.repeat(64)),
            status: standing,
            why: why.map(str::to_owned),
        }
    }

    #[track_caller]
    fn check(old: impl Into<Option<PluginState>>, new: impl Into<Option<PluginState>>, expected: &[&str]) {
        let (old, new): (Vec<_>, Vec<_>) =
            (old.into().into_iter().collect(), new.into().into_iter().collect());
        let said: Vec<String> =
            changes(&old, &new).iter().map(|change| change.sentence(Language::English)).collect();
        assert_eq!(said, expected);
    }

    fn pinned(sha256: &str) -> PluginState {
        plugin(Some("acme"), Some(sha256), Standing::Pinned, None)
    }

    #[test]
    fn other_bytes_are_told_with_both_digests() {
        check(pinned("a"), pinned("a"), &[]);
        check(
            pinned("a"),
            pinned("b"),
            &[
                "The plugin acme (acme.wasm) is another: sha256 aaaaaaaaaaaa → bbbbbbbbbbbb; it is pinned and runs.",
            ],
        );
        let changed = Some("has changed since it was pinned");
        check(
            pinned("a"),
            Some(plugin(Some("acme"), Some("b"), Standing::Unpinned, changed)),
            &[
                "The plugin acme (acme.wasm) is another: sha256 aaaaaaaaaaaa → bbbbbbbbbbbb; it runs UNPINNED: it has \
               changed since it was pinned.",
            ],
        );
        check(
            pinned("a"),
            Some(plugin(None, Some("b"), Standing::Refused, changed)),
            &[
                "The plugin acme (acme.wasm) is another: sha256 aaaaaaaaaaaa → bbbbbbbbbbbb; it is refused: it has \
               changed since it was pinned.",
            ],
        );
    }

    #[test]
    fn the_same_bytes_may_stand_otherwise() {
        check(
            pinned("a"),
            Some(plugin(Some("acme"), Some("a"), Standing::Refused, Some("is not pinned"))),
            &[
                "The plugin acme (acme.wasm) has the same bytes, sha256 aaaaaaaaaaaa; it is refused: it is not pinned.",
            ],
        );
    }

    #[test]
    fn plugins_come_and_go() {
        check(
            pinned("a"),
            Some(plugin(
                Some("acme"),
                None,
                Standing::Refused,
                Some("cannot be read: there is no such file"),
            )),
            &[
                "The plugin acme (acme.wasm) is gone: its sha256 was aaaaaaaaaaaa; it is refused: it cannot be read: \
               there is no such file.",
            ],
        );
        check(
            pinned("a"),
            None,
            &["The plugin acme (acme.wasm) is gone: its sha256 was aaaaaaaaaaaa; it is no longer in the \
               configuration or its folder."],
        );
        check(
            None,
            pinned("b"),
            &["The plugin acme (acme.wasm) is new: sha256 bbbbbbbbbbbb; it is pinned and runs."],
        );
    }

    #[test]
    fn a_name_that_a_terminal_would_obey_is_harmless() {
        let hostile = Some(plugin(Some("a\u{1b}[2J\nb"), Some("a"), Standing::Pinned, None));
        check(
            None,
            hostile,
            &["The plugin a⟨U+001B⟩[2J b (acme.wasm) is new: sha256 aaaaaaaaaaaa; it is pinned and runs."],
        );
    }
}
