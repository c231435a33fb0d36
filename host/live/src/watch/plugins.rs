//! What became of the plugins of the configuration: none is ever exchanged without a word.

use std::path::Path;

use handoff_check::Rulebook;
use handoff_check::config::Config;
use handoff_check::plugins::{self, RefusalCause};
use handoff_machine::System;
use handoff_model::Language;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

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
    why: Option<PluginDoubt>,
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
    #[schemars(with = "Option<String>")]
    pub why: Option<PluginDoubt>,
}

/// Why a plugin is not pinned, or refused, to stand behind a pronoun for the plugin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluginDoubt {
    /// The language in which the state is told.
    language: Language,
    /// In each language of the reports.
    sentences: Vec<(Language, String)>,
}

impl PluginDoubt {
    /// Says why. The digests stand beside it already.
    fn of(cause: &RefusalCause, language: Language) -> Self {
        let say = |language| (language, cause.without_digests(language));
        Self { language, sentences: Language::OF_REPORTS.into_iter().map(say).collect() }
    }

    /// Says it, to stand behind a pronoun.
    pub(crate) fn say(&self, language: Language) -> &str {
        let said = self.sentences.iter().find(|(known, _)| *known == language).or(self.sentences.first());
        said.map_or("", |(_, sentence)| sentence)
    }
}

/// Says it in the language in which the state is told.
impl Serialize for PluginDoubt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.say(self.language))
    }
}

/// Lists the plugins of the configuration, by path; `sha256` knows the digests of their files.
pub(super) fn list(
    book: &Rulebook,
    config: &Config,
    sha256: impl Fn(&Path) -> Option<String>,
    system: &dyn System,
) -> Vec<PluginState> {
    let why = |cause: &RefusalCause| PluginDoubt::of(cause, config.language.value);
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
    unpinned.filter_map(|plugin| {
        Some((plugin.source.as_str(), plugin.why.as_ref()?))
            .map(|(source, why)| (source, why.say(why.language)))
    })
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
}

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
            why: why.map(|why| PluginDoubt {
                language: Language::English,
                sentences: vec![(Language::English, why.to_owned())],
            }),
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
