//! Texts of rules in further languages: `texts/<tag>.toml` beside the configuration, so that no plugin is touched for one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use handoff_machine::System;
use handoff_model::Language;
use handoff_sandbox::Description;

use crate::config::{self, Config, ConfigError, ConfigErrorKind, ConfigFile, SpannedValue};
use crate::suggest;

/// The folder beside the configuration.
const FOLDER: &str = "texts";

/// Each text by rule and key.
type RawTexts = BTreeMap<String, BTreeMap<String, SpannedValue<String>>>;

/// Adds the texts in the language of the run to the plugins whose rules they are of; returns what is wrong with them.
pub(super) fn translate(
    plugins: &mut [&mut Description],
    config: &Config,
    system: &dyn System,
) -> Vec<ConfigError> {
    let language = config.language.value;
    let file = Path::new(FOLDER).join(format!("{}.toml", language.tag()));
    let path = system.paths().join(&config.base, &file);
    if config.file.is_none() || system.kind(&path).is_err() {
        return Vec::new();
    }
    match config::read_file(system, &path) {
        Ok(source) => add(plugins, language, &source),
        Err(reason) => {
            let source = ConfigFile::new(&path.to_string_lossy(), "");
            let path = path.display().to_string();
            vec![ConfigError::new(&source, 0..0, ConfigErrorKind::Unread(path, reason))]
        }
    }
}

fn add(plugins: &mut [&mut Description], language: Language, source: &Arc<ConfigFile>) -> Vec<ConfigError> {
    let (texts, mut complaints) = config::read::<RawTexts>(source);
    for (rule, texts) in texts.unwrap_or_default() {
        // A plugin that is not there today may have the rule; its texts wait for it.
        let holder = plugins.iter_mut().find(|plugin| plugin.rule(&rule).is_some());
        let Some(plugin) = holder else { continue };
        for (key, text) in texts {
            let translated = plugin.translate(language, (&rule, &key), &text.value);
            if let Err(error) = translated {
                let near = suggest::nearest(&key, plugin.keys(&rule));
                let near = near.filter(|near| *near != key).map(str::to_owned);
                let kind = ConfigErrorKind::Translation { text: Box::new([rule.clone(), key]), error, near };
                complaints.push(ConfigError::new(source, text.span, kind));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use handoff_model::{Language, OtherLanguage};
    use handoff_sandbox::{Host, NoArtefacts};

    use super::{ConfigFile, add};

    const FRENCH: Language = Language::Other(OtherLanguage::French);

    /// The rules that come with the program: no word of them is changed.
    const BUILT_IN: &[u8] = include_bytes!("../../../../plugins/dist/builtin.wasm");

    fn check(text: &str, expected: &str) -> String {
        let mut plugin = Host::new().unwrap().load(BUILT_IN, &NoArtefacts).unwrap();
        let complaints = add(&mut [&mut plugin.description], FRENCH, &ConfigFile::new("texts/fr.toml", text));
        let said: String = complaints.iter().map(|complaint| complaint.sentence(Language::English)).collect();
        assert!(said.contains(expected) && said.is_empty() == expected.is_empty(), "{said}");
        let rule = plugin.description.rule("data/late-input").unwrap();
        plugin.description.title(rule, FRENCH).to_owned()
    }

    #[test]
    fn a_further_language_touches_no_plugin() {
        let text = "[\"data/late-input\"]\ntitle = \"Une donnée arrive trop tard\"\nbefore = \"{item} avant {step}\"\n";
        assert_eq!(check(text, ""), "Une donnée arrive trop tard");
        let english = "A required item is provided only after the step that needs it";
        assert_eq!(check("[\"other/rule\"]\ntitle = \"Titre\"\n", ""), english);
    }

    #[test]
    fn it_is_held_against_the_english_texts() {
        let wrong = |key: &str, text: &str, expected: &str| {
            check(&format!("[\"data/late-input\"]\n{key} = \"{text}\"\n"), expected);
        };
        wrong("befor", "avant", "did you mean `before`?");
        wrong("before", "{", "broken");
        wrong("before", "{étape}", "no placeholder `étape`");
    }
}
