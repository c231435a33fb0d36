//! Rules that people write: read, held against what can be asked, and made ready for the plugin that runs them.

pub(super) mod raw;

use std::ops::Range;
use std::sync::Arc;

use handoff_finding::{Certainty, Severity};
use handoff_landscape::contract::Vocabulary;
use handoff_model::Language;
use handoff_sandbox::{ViewPart, WrittenRule, WrittenText, is_rule_id, placeholders};
use serde_json::{Map, Value};

use self::raw::{RawCase, RawItemPattern, RawParty, RawStepPattern, RawTexts, RawWrittenRule};
use super::duration;
use super::entry::PatternBudget;
use super::error::{ConfigError, ConfigErrorKind, ConfigFile, EntryError, Suggestion, WrittenRuleError};
use super::level::SeverityCap;
use super::several::Several;
use super::value::SpannedValue;

/// The most rules that may be written: a plugin has no more, and more is a case for one.
pub(crate) const MOST: usize = 128;

/// A rule that people wrote, with its place.
#[derive(Clone, Debug)]
pub struct WrittenRuleEntry {
    /// What the plugin and reports need of it.
    pub rule: WrittenRule,
    /// Lists of words that it asks for, not yet known to exist.
    pub(crate) words: Vec<String>,
    /// It is of a pack, and the place is that of the entry that names the pack.
    pub(crate) is_of_pack: bool,
    /// The file that says so.
    pub source: Arc<ConfigFile>,
    /// Where its id stands in that file.
    pub span: Range<usize>,
}

impl WrittenRuleEntry {
    /// Complains about the rule.
    pub(crate) fn complain(&self, kind: impl Into<ConfigErrorKind>) -> ConfigError {
        ConfigError::new(&self.source, self.span.clone(), kind)
    }

    /// Complains about lists of words that nobody has.
    pub(crate) fn unknown_words(&self, vocabulary: &Vocabulary) -> impl Iterator<Item = ConfigError> {
        const BESIDE_HINTS: [&str; 2] = ["contact", "informal"];
        let known = || BESIDE_HINTS.into_iter().chain(vocabulary.hints.keys().map(String::as_str));
        let unknown = self.words.iter().filter(move |word| !known().any(|known| known == **word));
        unknown.map(move |word| {
            self.complain(WrittenRuleError::UnknownWords(word.clone(), Suggestion::of(word, known())))
        })
    }
}

/// Reads the rules of one file; what is wrong with one leaves it out.
pub(super) fn entries(
    rules: &[SpannedValue<RawWrittenRule>],
    source: &Arc<ConfigFile>,
    complaints: &mut Vec<ConfigError>,
) -> Vec<WrittenRuleEntry> {
    let mut reader = RuleReader { source, complaints, budget: PatternBudget::new() };
    if let Some(extra) = rules.get(MOST) {
        reader.complain(&extra.span, WrittenRuleError::TooMany(MOST));
        return Vec::new();
    }
    rules.iter().filter_map(|rule| reader.rule(rule)).collect()
}

/// What a rule can be about, with the keys that say what must be so.
const DEMANDS: [(&str, &[&str]); 3] = [
    ("step", &["after", "followed-by", "way-to", "apart-from", "together-with", "never"]),
    ("handoff", &["carries", "never"]),
    ("item", &["stays-with"]),
];

/// Returns the placeholders that the texts of a rule may have.
fn known_placeholders(demand: &str, subject: &str, has_limit: bool) -> &'static [&'static str] {
    match (subject, demand) {
        ("handoff", _) => &["giver", "receiver", "step"],
        ("item", _) => &["giver", "receiver", "step", "item"],
        (_, "followed-by") if has_limit => &["step", "department", "other", "time", "limit"],
        (_, "followed-by") => &["step", "department", "end"],
        (_, "apart-from" | "together-with") => &["step", "department", "other", "other-department"],
        _ => &["step", "department"],
    }
}

struct RuleReader<'a> {
    source: &'a Arc<ConfigFile>,
    complaints: &'a mut Vec<ConfigError>,
    budget: PatternBudget,
}

impl RuleReader<'_> {
    fn complain(&mut self, span: &Range<usize>, error: impl Into<ConfigErrorKind>) {
        self.complaints.push(ConfigError::new(self.source, span.clone(), error));
    }

    fn rule(&mut self, at: &SpannedValue<RawWrittenRule>) -> Option<WrittenRuleEntry> {
        let before = self.complaints.len();
        let (raw, id) = (&at.value, &at.value.id);
        if !is_rule_id(&id.value) {
            self.complain(&id.span, WrittenRuleError::NoId(id.value.clone()));
        }
        let (subject, demand) = self.subject_and_demand(at)?;
        let within = self.within(raw);
        let texts = self.texts(raw, known_placeholders(demand, subject, within.is_some()));
        let patterns = self.step_patterns(raw);
        let mut words: Vec<String> = patterns.iter().flat_map(|one| all(one.words.as_ref())).collect();
        words.extend(raw.item.iter().flat_map(|at| all(at.value.words.as_ref())));
        self.names(raw);
        if self.complaints.len() > before {
            return None;
        }
        let severity = raw.severity.map_or(Severity::Warning, SeverityCap::severity);
        let pages = pages(raw, severity);
        let is_about_customer = patterns.iter().any(|one| one.touchpoint.is_some());
        let rule = WrittenRule {
            id: id.value.clone(),
            severity,
            certainty: certainty(&patterns, raw.item.as_ref()),
            needs: needs(raw, is_about_customer),
            tags: is_about_customer.then(|| "customer".to_owned()).into_iter().collect(),
            texts,
            pages,
            conditions: conditions(raw, within),
        };
        let (source, span) = (Arc::clone(self.source), id.span.clone());
        Some(WrittenRuleEntry { rule, words, is_of_pack: false, source, span })
    }

    /// Finds what a rule is about and what it asks for: exactly one of each, that go together.
    fn subject_and_demand(
        &mut self,
        at: &SpannedValue<RawWrittenRule>,
    ) -> Option<(&'static str, &'static str)> {
        let raw = &at.value;
        let subjects = [
            ("step", raw.step.as_ref().map(|at| &at.span)),
            ("handoff", raw.handoff.as_ref().map(|at| &at.span)),
            ("item", raw.item.as_ref().map(|at| &at.span)),
        ];
        let (subject, _) =
            self.only(&subjects, at, WrittenRuleError::NoSubject, WrittenRuleError::TwoSubjects)?;
        let demands = [
            ("after", raw.after.as_ref().map(|at| &at.span)),
            ("followed-by", raw.followed_by.as_ref().map(|at| &at.span)),
            ("way-to", raw.way_to.as_ref().map(|at| &at.span)),
            ("apart-from", raw.apart_from.as_ref().map(|at| &at.span)),
            ("together-with", raw.together_with.as_ref().map(|at| &at.span)),
            ("carries", raw.carries.as_ref().map(|at| &at.span)),
            ("stays-with", raw.stays_with.as_ref().map(|at| &at.span)),
            ("never", raw.never.as_ref().filter(|at| at.value).map(|at| &at.span)),
        ];
        let can = DEMANDS.into_iter().find(|(known, _)| *known == subject).map_or(&[][..], |(_, can)| can);
        let lacks = WrittenRuleError::NoDemand(can);
        let (demand, span) = self.only(&demands, at, lacks, WrittenRuleError::TwoDemands)?;
        if !can.contains(&demand) {
            let error = WrittenRuleError::ForeignDemand { demand, subject, can };
            self.complain(span, error);
            return None;
        }
        Some((subject, demand))
    }

    /// Returns the only one of some keys that is given, with its place.
    fn only<'k>(
        &mut self,
        keys: &[(&'static str, Option<&'k Range<usize>>)],
        at: &SpannedValue<RawWrittenRule>,
        lacks: WrittenRuleError,
        twice: WrittenRuleError,
    ) -> Option<(&'static str, &'k Range<usize>)> {
        let mut given = keys.iter().filter_map(|(key, span)| Some((*key, (*span)?)));
        match (given.next(), given.next()) {
            (Some(one), None) => return Some(one),
            (None, _) => self.complain(&at.value.id.span, lacks),
            (_, Some((_, span))) => self.complain(span, twice),
        }
        None
    }

    fn within(&mut self, raw: &RawWrittenRule) -> Option<u64> {
        let at = raw.within.as_ref()?;
        if raw.followed_by.is_none() {
            self.complain(&at.span, WrittenRuleError::WithinAlone);
        }
        match duration::seconds(&at.value) {
            Ok(seconds) => Some(seconds),
            Err(error) => {
                self.complain(&at.span, EntryError::NoDuration(at.value.clone(), error));
                None
            }
        }
    }

    fn texts(&mut self, raw: &RawWrittenRule, known: &'static [&'static str]) -> Vec<WrittenText> {
        let mut texts = Vec::new();
        let given = [("title", Some(&raw.title), &[][..]), ("message", Some(&raw.message), known)];
        for (key, at, known) in given.into_iter().chain([("remedy", raw.remedy.as_ref(), known)]) {
            let Some(at) = at else { continue };
            self.languages(at);
            let english = at.value.0.get(Language::English.tag()).and_then(|text| placeholders(text));
            for (language, template) in &at.value.0 {
                self.text(&at.span, template, known);
                let said = placeholders(template).unwrap_or_default();
                let beyond = |name: &&String| english.as_ref().is_some_and(|english| !english.contains(name));
                if let Some(name) = said.iter().find(beyond) {
                    self.complain(&at.span, WrittenRuleError::OnlyTranslated(name.clone()));
                }
                texts.push(WrittenText {
                    language: language.clone(),
                    key,
                    template: template.trim().to_owned(),
                });
            }
        }
        if let Some(why) = &raw.why {
            self.languages(why);
        }
        texts
    }

    fn languages(&mut self, at: &SpannedValue<RawTexts>) {
        let RawTexts(texts) = &at.value;
        for tag in texts.keys().filter(|tag| Language::of(tag).is_none()) {
            let near = Suggestion::of(tag, Language::ALL.into_iter().map(Language::tag));
            self.complain(&at.span, EntryError::UnknownLanguage(tag.clone(), near));
        }
        if texts.get(Language::English.tag()).is_none_or(|text| text.trim().is_empty()) {
            self.complain(&at.span, WrittenRuleError::NoEnglish);
        }
    }

    fn text(&mut self, span: &Range<usize>, template: &str, known: &'static [&'static str]) {
        let Some(asked) = placeholders(template) else {
            return self.complain(span, WrittenRuleError::BrokenText);
        };
        for name in asked.into_iter().filter(|name| !known.contains(&name.as_str())) {
            self.complain(span, WrittenRuleError::UnknownPlaceholder(name, known));
        }
    }

    /// Lists the patterns of steps; complains about those that fit every step.
    fn step_patterns<'r>(&mut self, raw: &'r RawWrittenRule) -> Vec<&'r RawStepPattern> {
        let given = step_patterns(raw);
        for (_, at) in &given {
            let is_empty = |one: &RawStepPattern| {
                serde_json::to_value(one).is_ok_and(|value| value == Value::Object(Map::new()))
            };
            if at.value.0.is_empty() || at.value.0.iter().any(is_empty) {
                self.complain(&at.span, WrittenRuleError::FitsAll);
            }
        }
        given.into_iter().flat_map(|(_, at)| &at.value.0).collect()
    }

    /// Holds the names of a rule to what a list may hold.
    fn names(&mut self, raw: &RawWrittenRule) {
        let mut texts: Vec<(Range<usize>, String)> = Vec::new();
        let steps =
            step_patterns(raw).into_iter().flat_map(|(_, at)| at.value.0.iter().map(move |one| (at, one)));
        for (at, one) in steps {
            let lists = [&one.label, &one.department, &one.needs, &one.provides].into_iter().flatten();
            let parties =
                [&one.to, &one.from].into_iter().flatten().filter_map(|party| party.department.as_ref());
            texts.extend(
                lists.chain(parties).flat_map(|list| &list.0).map(|text| (at.span.clone(), text.clone())),
            );
        }
        if let Some(at) = &raw.handoff {
            let parties = [&at.value.from, &at.value.to].into_iter().flatten();
            let lists =
                parties.filter_map(|party| party.department.as_ref()).chain(at.value.carries.as_ref());
            texts.extend(lists.flat_map(|list| &list.0).map(|text| (at.span.clone(), text.clone())));
        }
        if let Some(at) = &raw.item {
            texts.extend(all(at.value.name.as_ref()).map(|text| (at.span.clone(), text)));
        }
        if let Some(at) = &raw.carries {
            texts.extend(at.value.0.iter().map(|text| (at.span.clone(), text.clone())));
        }
        for (span, text) in texts {
            if text.trim().is_empty() || text.chars().all(|c| c == '*') {
                self.complain(&span, EntryError::FitsAll);
            } else if let Err(error) = self.budget.spend(&text) {
                return self.complain(&span, error);
            }
        }
    }
}

/// Lists the patterns of steps of a rule, with their keys.
fn step_patterns(raw: &RawWrittenRule) -> Vec<(&'static str, &SpannedValue<Several<RawStepPattern>>)> {
    let keys = [
        ("step", &raw.step),
        ("after", &raw.after),
        ("followed-by", &raw.followed_by),
        ("way-to", &raw.way_to),
        ("apart-from", &raw.apart_from),
        ("together-with", &raw.together_with),
    ];
    keys.into_iter().filter_map(|(key, at)| Some((key, at.as_ref()?))).collect()
}

fn all(list: Option<&Several<String>>) -> impl Iterator<Item = String> + use<> {
    list.map(|list| list.0.clone()).unwrap_or_default().into_iter()
}

/// What rests on words alone is likely.
fn certainty(patterns: &[&RawStepPattern], item: Option<&SpannedValue<RawItemPattern>>) -> Certainty {
    let by_words = |one: &&RawStepPattern| {
        one.label.is_some() || one.words.is_some() || one.touchpoint.is_some() || one.system.is_some()
    };
    let is_likely = patterns.iter().any(by_words) || item.is_some_and(|at| at.value.words.is_some());
    if is_likely { Certainty::Likely } else { Certainty::Certain }
}

/// Returns what a rule has nothing to say without: what its subject is told by, and somebody who is met.
fn needs(raw: &RawWrittenRule, is_about_customer: bool) -> Vec<ViewPart> {
    let steps = raw.step.as_ref().map_or(&[][..], |at| &at.value.0);
    let all_by_words = !steps.is_empty() && steps.iter().all(|step| step.words.is_some());
    let parts = [
        (all_by_words || raw.item.as_ref().is_some_and(|at| at.value.words.is_some()), ViewPart::Hints),
        (is_about_customer, ViewPart::Customer),
        (raw.step.is_none(), ViewPart::Handoffs),
    ];
    parts.into_iter().filter(|(needed, _)| *needed).map(|(_, part)| part).collect()
}

/// Writes what the plugin gets.
fn conditions(raw: &RawWrittenRule, within: Option<u64>) -> Value {
    let mut all = Map::new();
    let mut add = |key: &str, value: Option<Result<Value, serde_json::Error>>| {
        // These types are lists, texts and truths: writing them cannot fail.
        all.extend(value.and_then(Result::ok).map(|value| (key.to_owned(), value)));
    };
    for (key, at) in step_patterns(raw) {
        add(key, Some(serde_json::to_value(&at.value)));
    }
    add("handoff", raw.handoff.as_ref().map(|at| serde_json::to_value(&at.value)));
    add("item", raw.item.as_ref().map(|at| serde_json::to_value(&at.value)));
    add("carries", raw.carries.as_ref().map(|at| serde_json::to_value(&at.value)));
    add(
        "stays-with",
        raw.stays_with.as_ref().map(|at| serde_json::to_value::<&Several<RawParty>>(&at.value)),
    );
    add("never", raw.never.as_ref().map(|at| serde_json::to_value(at.value)));
    add("within", within.map(serde_json::to_value));
    add("remedy", raw.remedy.as_ref().map(|_| serde_json::to_value(true)));
    Value::Object(all)
}

/// Makes the page of a rule in each language in which it says why it hurts: that, and its cases.
fn pages(raw: &RawWrittenRule, severity: Severity) -> Vec<(String, String)> {
    let english = Language::English.tag();
    let text = |texts: Option<&SpannedValue<RawTexts>>, tag: &str| {
        let texts = texts.map(|at| &at.value.0);
        texts
            .and_then(|texts| texts.get(tag).or_else(|| texts.get(english)))
            .map(|text| text.trim().to_owned())
    };
    let mut tags: Vec<&str> = raw.why.iter().flat_map(|at| at.value.0.keys().map(String::as_str)).collect();
    if !tags.contains(&english) {
        tags.push(english);
    }
    let page = |tag: &str| {
        let title = text(Some(&raw.title), tag).unwrap_or_default();
        let why = text(raw.why.as_ref(), tag).map(|why| format!("{why}\n\n")).unwrap_or_default();
        let cases = |is_wrong: bool| {
            let cases =
                raw.case.iter().map(|at| &at.value).filter(move |case| case.finds.is_empty() != is_wrong);
            cases.map(|case| written_case(case, &raw.id.value, severity)).collect::<String>()
        };
        let part = |heading: &str, cases: String| {
            if cases.is_empty() { cases } else { format!("## {heading}\n\n{cases}") }
        };
        let (wrong, right) = (part("Wrong", cases(true)), part("Right", cases(false)));
        (tag.to_owned(), format!("# {title}\n\n{why}{wrong}{right}"))
    };
    tags.into_iter().map(page).collect()
}

/// Writes a case as pages of rules have it.
fn written_case(case: &RawCase, rule: &str, severity: Severity) -> String {
    let title = case.title.as_ref().map(|title| format!("### {}\n\n", title.trim())).unwrap_or_default();
    let line = |element: &String| format!("{} {rule} {}\n", severity.name(), element.trim());
    let expected: String = case.finds.iter().map(line).collect();
    format!("{title}```handoff\n{}\n```\n\n```expect\n{expected}```\n\n", case.model.value.trim_matches('\n'))
}

#[cfg(test)]
mod tests;
