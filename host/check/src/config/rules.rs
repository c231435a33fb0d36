//! Which rules run, how bad their findings are, and which findings are left out.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use handoff_finding::{Finding, Naming, Place};
use handoff_machine::{Paths, Pattern};
use handoff_sandbox::RuleChoice;
use serde_json::{Map, Value};

use super::date::Date;
use super::error::{ConfigError, ConfigErrorKind, ConfigFile};
use super::level::Level;

/// What a preset or the configuration says about one rule.
#[derive(Clone, Debug)]
pub struct RuleEntry {
    /// The id of the rule, not yet known to exist.
    pub rule: String,
    /// The severity, or off; the rule's own if not stated.
    pub level: Option<Level>,
    /// The options as written, not yet checked against the rule's schema.
    pub options: Map<String, Value>,
    /// The plugin whose entry says so, by its place in the configuration.
    pub plugin: Option<usize>,
    /// The file that says so.
    pub source: Arc<ConfigFile>,
    /// Where in that file.
    pub span: Range<usize>,
}

impl RuleEntry {
    /// Joins what it says of its rule to what was said before: its severity wins, its options are added.
    pub fn add_to(&self, choice: &mut RuleChoice) {
        choice.severity = self.level.map_or(choice.severity, Level::severity);
        if !self.options.is_empty() {
            let options = choice.options.get_or_insert_with(|| Value::Object(Map::default()));
            if let Value::Object(options) = options {
                options.extend(self.options.clone());
            }
        }
    }

    /// Tells whether it is of the preset that the configuration starts from, and not of a file.
    pub fn is_of_preset(&self) -> bool {
        self.source.path.starts_with('<')
    }

    /// Complains about the entry.
    pub fn complain(&self, kind: impl Into<ConfigErrorKind>) -> ConfigError {
        ConfigError::new(&self.source, self.span.clone(), kind)
    }

    /// Complains if there is no rule of this name.
    pub fn unknown<'r>(&self, known: impl Iterator<Item = &'r str> + Clone) -> Option<ConfigError> {
        unknown(&self.rule, &self.source, &self.span, known)
    }
}

fn unknown<'r>(
    rule: &str,
    source: &Arc<ConfigFile>,
    span: &Range<usize>,
    known: impl Iterator<Item = &'r str> + Clone,
) -> Option<ConfigError> {
    if known.clone().any(|known| known == rule) {
        return None;
    }
    let near = crate::suggest::nearest(rule, known).map(str::to_owned);
    Some(ConfigError::new(source, span.clone(), ConfigErrorKind::UnknownRule(rule.to_owned(), near)))
}

/// Which findings to leave out: those that fit every key that is given.
#[derive(Clone, Debug)]
pub struct IgnoreEntry {
    pub(crate) rule: Option<(String, Range<usize>)>,
    pub(crate) file: Option<(String, Pattern)>,
    pub(crate) element: Option<String>,
    pub(crate) department: Option<String>,
    pub(crate) item: Option<String>,
    /// Why they are left out, in the words of the configuration.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// The file that says so.
    pub source: Arc<ConfigFile>,
    /// Where in that file.
    pub span: Range<usize>,
}

impl IgnoreEntry {
    /// Has names that differ only in case told apart as the machine does.
    pub(super) fn match_as(&mut self, paths: Paths) {
        if let Some((text, pattern)) = &mut self.file
            && let Ok(same) = paths.pattern([text])
        {
            *pattern = same;
        }
    }

    /// Tells whether a finding is meant: everything stated fits it. Its rule may be meant by the ids of those that it has replaced,
    /// written out: who writes a pattern does not know what a plugin will say of the rules that it fits.
    pub fn fits(&self, finding: &Finding, former: &[String]) -> bool {
        let file = finding.place.file.as_ref();
        let is_rule = |rule: &str| like(rule, &finding.rule) || former.iter().any(|id| rule == id);
        self.rule.as_ref().is_none_or(|(rule, _)| is_rule(rule))
            && self
                .file
                .as_ref()
                .is_none_or(|(_, pattern)| pattern.fits(file.trim_start_matches("./").as_ref()))
            && self.element.as_ref().is_none_or(|element| is_element(element, &finding.place))
            && self
                .department
                .as_ref()
                .is_none_or(|name| finding.department.as_ref().is_some_and(|found| like(name, found)))
            && self
                .item
                .as_ref()
                .is_none_or(|item| finding.item.as_ref().is_some_and(|found| same_item(item, found)))
    }

    /// Complains if it names a rule that does not exist; patterns with `*` may fit none.
    pub fn unknown<'r>(&self, known: impl Iterator<Item = &'r str> + Clone) -> Option<ConfigError> {
        let (rule, span) = self.rule.as_ref().filter(|(rule, _)| !rule.contains('*'))?;
        unknown(rule, &self.source, span, known)
    }

    /// Returns what it stands for, key by key as in the file.
    pub fn keys(&self) -> [(&'static str, Option<&str>); 5] {
        [
            ("rule", self.rule.as_ref().map(|(rule, _)| rule.as_str())),
            ("file", self.file.as_ref().map(|(text, _)| text.as_str())),
            ("element", self.element.as_deref()),
            ("department", self.department.as_deref()),
            ("item", self.item.as_deref()),
        ]
    }

    /// Says what it ignores, in the words of the file.
    pub fn describe(&self) -> String {
        self.keys().into_iter().filter_map(|(_, value)| value).collect::<Vec<_>>().join(", ")
    }
}

/// Whether an element of an ignore is that of a place: by its id, or by its label.
fn is_element(pattern: &str, place: &Place) -> bool {
    place.element.as_deref().is_some_and(|id| like(pattern, id))
        || place.naming == Naming::Label && like(pattern, &place.name)
}

/// Whether an item of an ignore means the item of a finding; a state may be left out.
fn same_item(pattern: &str, item: &str) -> bool {
    like(pattern, item) || like(pattern, handoff_model::split_state(item).0)
}

/// Whether a text fits a pattern in which `*` stands for anything; letter case does not matter.
pub(crate) fn like(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (small(pattern), small(text));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut last = None;
    for piece in pieces {
        // Each piece is looked for behind the one before it; the last must stand at the end.
        if let Some(earlier) = last.replace(piece) {
            let Some(found) = rest.find(earlier) else { return false };
            rest = &rest[found + earlier.len()..];
        }
    }
    last.map_or(rest.is_empty(), |last| rest.ends_with(last))
}

/// Returns a text in small letters; most are already.
fn small(text: &str) -> Cow<'_, str> {
    let is_small = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_small { text.into() } else { text.to_lowercase().into() }
}

#[cfg(test)]
mod tests {
    use super::like;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, expected) in [
            ("data/*", "data/late-input", true),
            ("*input", "data/late-input", true),
            ("data/*input", "data/late-input", true),
            ("d*a/l*t", "data/late-input", true),
            ("data/late-input", "data/late-input", true),
            ("data", "data/late-input", false),
            ("*z*", "data", false),
            ("aba*ba", "aba", false),
            ("Order", "order", true),
        ] {
            assert_eq!(like(pattern, text), expected, "{pattern} {text}");
        }
    }
}
