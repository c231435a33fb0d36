//! Turns the key of a message and its arguments into one sentence, in the reader's language.

use std::collections::{BTreeMap, BTreeSet};

use handoff_finding::Naming;
use handoff_landscape::title::{GrammaticalCase, StepName, capital, quoted, short};
use handoff_landscape::unit::{DepartmentId, ExchangeKind, ItemId, StateId, StepId};

use handoff_model::{Language, LocalizedText};
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::contract::wire::Argument;
use crate::limits;
use crate::phrasing::Phrasing;
use crate::place::UnitNames;
use crate::rejection::{FindingPart, Rejection};
use crate::template::{Template, TemplatePart};
use crate::text::{bounded, cut};
use crate::wording::words;

/// The messages of one plugin: by key, then by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Catalogue(BTreeMap<String, BTreeMap<String, Template>>);

impl Catalogue {
    /// Adds a text; `false` where the key already has one in that language.
    pub(crate) fn add(&mut self, key: String, language: String, template: Template) -> bool {
        self.0.entry(key).or_default().insert(language, template).is_none()
    }

    /// Returns the keys without a text in a language.
    pub(crate) fn lacking(&self, language: Language) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(_, texts)| !texts.contains_key(language.tag()))
            .map(|(key, _)| key.as_str())
    }

    /// Adds a text in place of the one that the key has in that language.
    pub(crate) fn replace(&mut self, key: String, language: String, template: Template) {
        self.0.entry(key).or_default().insert(language, template);
    }

    /// Finds the key under which the catalogue has a text of a rule: the id of the rule, one mark, and its own key.
    pub(crate) fn key(&self, rule: &str, key: &str) -> Option<&str> {
        self.0.keys().find(|full| own_key(full, rule) == Some(key)).map(String::as_str)
    }

    /// Lists the keys of the texts of a rule, without its id.
    pub(crate) fn keys(&self, rule: &str) -> impl Iterator<Item = &str> {
        self.0.keys().filter_map(move |full| own_key(full, rule))
    }

    /// Returns the first placeholder of a text that the English one under its key does not have.
    pub(crate) fn invents<'t>(&self, key: &str, text: &'t Template) -> Option<&'t str> {
        let english = self.0.get(key).and_then(|texts| texts.get(Language::English.tag()));
        let english = english.map(Template::names).unwrap_or_default();
        text.names().into_iter().find(|name| !english.contains(name))
    }

    /// Returns the keys of texts that ask for what the English one does not, each with its language and the placeholder.
    pub(crate) fn invented(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0.iter().flat_map(|(key, texts)| {
            texts.iter().filter_map(|(language, text)| {
                Some((key.as_str(), language.as_str(), self.invents(key, text)?))
            })
        })
    }

    /// Holds every text against the English one, in the languages that the plugin speaks and in those of the reports. There
    /// may be many: a text each language and key.
    pub(crate) fn differences(&self) -> impl Iterator<Item = TextDifference> {
        let spoken = self.0.values().flat_map(BTreeMap::keys).map(String::as_str);
        let languages: BTreeSet<&str> = spoken.chain(Language::OF_REPORTS.map(Language::tag)).collect();
        let languages = languages.into_iter().filter(|tag| *tag != Language::English.tag());
        languages.flat_map(move |language| {
            let categories = categories(language);
            self.0.iter().flat_map(move |(key, texts)| {
                let english = texts.get(Language::English.tag());
                let kinds = texts.get(language).map_or_else(
                    || vec![TextDifferenceKind::Missing],
                    |text| text_differences(text, english, &categories),
                );
                kinds.into_iter().map(move |kind| TextDifference {
                    key: bounded(key.clone()),
                    language: bounded(language.to_owned()),
                    kind,
                })
            })
        })
    }

    /// Renders the message under `key` in a language, or in English where the plugin does not speak that or what it says
    /// cannot be filled; tells in which language it is. Whether it can be said at all is decided in English: no reader's language changes the verdict.
    pub(crate) fn render(
        &self,
        key: &str,
        language: Language,
        arguments: &[(String, Argument)],
        shown: UnitNames<'_>,
    ) -> Result<(String, Language), Rejection> {
        let unknown = || Rejection::UnknownMessage(bounded(key.to_owned()));
        let (spoken, template) = self.text(key, language).ok_or_else(unknown)?;
        let say = |language, template: &Template, shown| {
            let mut sentence = SentenceWriter { language, arguments, shown, sentence: String::new() };
            sentence.write(template.parts(), None)?;
            Ok(cut(sentence.sentence, limits::MESSAGE))
        };
        let english = self.0.get(key).and_then(|texts| texts.get(Language::English.tag()));
        let Some(english) = english.filter(|_| spoken != Language::English) else {
            return Ok((say(spoken, template, shown)?, spoken));
        };
        let in_english = say(Language::English, english, UnitNames { language: Language::English, ..shown })?;
        Ok(match say(spoken, template, shown) {
            Ok(sentence) => (sentence, spoken),
            Err(flaw) => {
                let language = spoken.tag();
                tracing::info!(key, language, %flaw, "said in English, because the text in this language cannot be");
                (in_english, Language::English)
            }
        })
    }

    /// Returns a text that has no placeholders; `None` where there is none.
    pub(crate) fn plain(&self, key: &str, language: Language) -> Option<&str> {
        let (_, template) = self.text(key, language)?;
        let [TemplatePart::Text(text)] = template.parts() else { return None };
        Some(text)
    }

    /// Finds the text under a key in a language, else in English, with the language it is in.
    fn text(&self, key: &str, language: Language) -> Option<(Language, &Template)> {
        let texts = self.0.get(key)?;
        let mut spoken = [language, Language::English].into_iter();
        spoken.find_map(|language| Some((language, texts.get(language.tag())?)))
    }
}

/// A text in a further language that does not say what the English one does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDifference {
    /// The key of the text; untrusted.
    pub key: String,
    /// The tag of its language; untrusted.
    pub language: String,
    /// What differs.
    pub kind: TextDifferenceKind,
}

/// How a text in a further language differs from the English one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextDifferenceKind {
    /// There is none.
    Missing,
    /// It has a placeholder of this name, and the English one has not: the finding is said in English.
    Invented(String),
    /// It has no placeholder of this name, and the English one has.
    Omitted(String),
    /// A plural in it lacks a form that its language has, by the name of CLDR.
    Plural(&'static str),
}

fn text_differences(
    text: &Template,
    english: Option<&Template>,
    categories: &BTreeSet<&'static str>,
) -> Vec<TextDifferenceKind> {
    let (own, english) = (text.names(), english.map(Template::names).unwrap_or_default());
    let invented =
        own.difference(&english).map(|name| TextDifferenceKind::Invented(bounded((*name).to_owned())));
    let omitted =
        english.difference(&own).map(|name| TextDifferenceKind::Omitted(bounded((*name).to_owned())));
    let plurals = text.parts().iter().filter_map(|part| match part {
        TemplatePart::Plural { branches, .. } => Some(branches),
        _ => None,
    });
    let lacks = |category: &&'static str| {
        plurals.clone().any(|branches| branches.iter().all(|(known, _)| known != category))
    };
    let lacking = categories.iter().copied().filter(lacks).map(TextDifferenceKind::Plural);
    invented.chain(omitted).chain(lacking).collect()
}

/// Returns the plural categories that a language has for numbers which people read in reports; the category of millions,
/// as French has one, is not worth a form.
fn categories(tag: &str) -> BTreeSet<&'static str> {
    let locale = Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN);
    let rules = PluralRules::try_new_cardinal((&locale).into());
    rules.map_or_else(
        |_| BTreeSet::new(),
        |rules| (0_usize..=101).map(|number| category(&rules, number)).collect(),
    )
}

/// Returns what the key of a text is called within its rule.
fn own_key<'k>(full: &'k str, rule: &str) -> Option<&'k str> {
    full.strip_prefix(rule)?.strip_prefix(['/', '.', '#'])
}

/// Writes one sentence.
struct SentenceWriter<'a> {
    language: Language,
    arguments: &'a [(String, Argument)],
    shown: UnitNames<'a>,
    sentence: String,
}

impl SentenceWriter<'_> {
    /// Fills the placeholders, each once: braces inside an argument stay what they are. `number` is that of the plural
    /// around the parts.
    fn write(&mut self, parts: &[TemplatePart], number: Option<usize>) -> Result<(), Rejection> {
        for part in parts {
            match part {
                TemplatePart::Text(text) => self.sentence.push_str(text),
                TemplatePart::Number => self.sentence.extend(number.map(|number| number.to_string())),
                TemplatePart::Placeholder { name, choice } => self.fill(name, *choice)?,
                TemplatePart::Plural { name, branches } => {
                    let number = count(self.argument(name)?).ok_or_else(|| not_counted(name))?;
                    let category = plural_category(number, self.language);
                    let of = |wanted| branches.iter().find(|(category, _)| category == wanted);
                    let (_, parts) = of(category).or_else(|| of("other")).ok_or_else(|| not_counted(name))?;
                    // A branch holds no plural, so that this goes no deeper.
                    self.write(parts, Some(number))?;
                }
            }
        }
        Ok(())
    }

    fn argument(&self, name: &str) -> Result<&Argument, Rejection> {
        let found = self.arguments.iter().find(|(argument, _)| argument == name);
        found.map(|(_, argument)| argument).ok_or_else(|| Rejection::MissingArgument(name.to_owned()))
    }

    /// Writes the value of a placeholder. A step without a label that begins the sentence gets its capital.
    fn fill(&mut self, name: &str, choice: bool) -> Result<(), Rejection> {
        let argument = self.argument(name)?;
        let position = ArgumentPosition { language: self.language, before: &self.sentence, choice };
        let value = value(argument, position, self.shown);
        let value = value.ok_or_else(|| Rejection::NotShown(FindingPart::Argument(name.to_owned())))?;
        let is_step = matches!(argument, Argument::Step(_) | Argument::Steps(_));
        let value = if is_step && self.sentence.is_empty() { capital(&value) } else { value };
        let contract = Phrasing::of(self.language).contract;
        let value = if is_step { contract(&mut self.sentence, &value) } else { &value };
        self.sentence.push_str(value);
        Ok(())
    }
}

fn not_counted(name: &str) -> Rejection {
    Rejection::NotCounted(name.to_owned())
}

/// Returns the number that a plural asks of an argument: a count, or the length of a list.
fn count(argument: &Argument) -> Option<usize> {
    match argument {
        Argument::Count(count) => Some(*count as usize),
        Argument::Steps(list)
        | Argument::Departments(list)
        | Argument::Items(list)
        | Argument::States((_, list)) => Some(list.len()),
        Argument::Texts(list) => Some(list.len()),
        _ => None,
    }
}

/// Where an argument stands.
#[derive(Clone, Copy)]
pub(crate) struct ArgumentPosition<'a> {
    /// The language of the sentence.
    pub(crate) language: Language,
    /// The sentence before it.
    pub(crate) before: &'a str,
    /// A list is a choice: `a, b or c`.
    pub(crate) choice: bool,
}

impl ArgumentPosition<'_> {
    /// Returns a spot that stands alone, in a language.
    pub(crate) fn alone(language: Language) -> Self {
        Self { language, before: "", choice: false }
    }

    /// Puts a name in quotation marks, unless the text has them already.
    fn quoted(self, name: &str) -> String {
        if self.before.ends_with(['“', '„', '«', '"', '‘', '‚', '`']) {
            short(name)
        } else {
            quoted(name, self.language)
        }
    }

    /// Tells what part a step plays in the sentence: German articles follow the word before them.
    fn case(self) -> GrammaticalCase {
        let word = self.before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        match word.as_str() {
            "" | "wenn" | "dass" | "weil" | "ob" | "bevor" | "solange" => GrammaticalCase::Subject,
            "bei" | "von" | "vor" | "nach" | "zu" | "aus" | "mit" | "seit" | "hinter" | "in" => {
                GrammaticalCase::Dative
            }
            _ => GrammaticalCase::Object,
        }
    }
}

/// Renders one argument; `None` where it names what the plugin was not shown.
pub(crate) fn value(argument: &Argument, spot: ArgumentPosition<'_>, shown: UnitNames<'_>) -> Option<String> {
    let called = |step: &u32| match shown.unit.called(StepId(*step))? {
        StepName::Label(label) => Some(spot.quoted(label)),
        called @ StepName::Title(_) => Some(called.say(spot.language, spot.case())),
    };
    let department = |id: &u32| shown.department(DepartmentId(*id)).map(short);
    let item = |id: u32, state| shown.item(ItemId(id), state).map(|item| spot.quoted(&item));
    let joined = |names: Option<Vec<String>>| Some(list(&names?, spot));
    Some(match argument {
        Argument::Step(step) => called(step)?,
        Argument::Department(id) => department(id)?,
        Argument::Process(process) => spot.quoted(&shown.process(*process)?),
        Argument::Item(id) => item(*id, None)?,
        Argument::State((id, state)) => item(*id, Some(StateId(*state)))?,
        Argument::Exchange(id) => {
            let exchange = shown.unit.exchanges.get(*id as usize)?;
            match exchange.name.as_str() {
                "" => exchange_kind(exchange.kind, spot.language).to_owned(),
                name => spot.quoted(name),
            }
        }
        Argument::Flow(flow) => match shown.flow(*flow, spot.language)? {
            (label, Naming::Label) => spot.quoted(&label),
            (ends, _) => ends,
        },
        Argument::Wording(wording) => spot.quoted(&words(shown.unit, wording)?),
        Argument::Handoff(handoff) => shown.handoff(*handoff, spot.language)?,
        Argument::Entry(entry) => shown.entry(*entry)?,
        Argument::Text(text) => text.clone(),
        Argument::Count(count) => count.to_string(),
        Argument::Seconds(seconds) => duration(*seconds, spot.language),
        Argument::Share(share) => percentage(*share, spot.language),
        Argument::Date(day) => format!("{:04}-{:02}-{:02}", day.year, day.month, day.day),
        Argument::Steps(steps) => {
            let is_titled = |step: &u32| matches!(shown.unit.called(StepId(*step)), Some(StepName::Title(_)));
            let names: Vec<String> = steps.iter().map(called).collect::<Option<_>>()?;
            let apart = steps.iter().any(is_titled).then(|| list_apart(&names, spot)).flatten();
            apart.unwrap_or_else(|| list(&names, spot))
        }
        Argument::Departments(ids) => joined(ids.iter().map(department).collect())?,
        Argument::Items(ids) => joined(ids.iter().map(|id| item(*id, None)).collect())?,
        Argument::States((id, states)) => {
            joined(states.iter().map(|state| item(*id, Some(StateId(*state)))).collect())?
        }
        Argument::Undeclared(source) => bounded(shown.unit.source(*source, spot.language)?),
        Argument::Texts(texts) => joined(texts.iter().map(|text| Some(spot.quoted(text))).collect())?,
    })
}

/// Says what is sent or thrown where it has no name.
fn exchange_kind(kind: ExchangeKind, language: Language) -> &'static str {
    let text = match kind {
        ExchangeKind::Message => LocalizedText { en: "a message", de: "eine Nachricht" },
        ExchangeKind::Signal => LocalizedText { en: "a signal", de: "ein Signal" },
        ExchangeKind::Error => LocalizedText { en: "an error", de: "eine Fehlermeldung" },
        ExchangeKind::Escalation => LocalizedText { en: "an escalation", de: "eine Eskalation" },
        ExchangeKind::Cancellation => LocalizedText { en: "a cancellation", de: "eine Abbruchmeldung" },
    };
    text.say(language)
}

/// Joins names as a person lists them: `a, b and c`, or `a, b or c` where it is a choice.
fn list(names: &[String], spot: ArgumentPosition<'_>) -> String {
    let locale = locale(spot.language);
    let options = ListFormatterOptions::default();
    let formatter = if spot.choice {
        ListFormatter::try_new_or((&locale).into(), options)
    } else {
        ListFormatter::try_new_and((&locale).into(), options)
    };
    formatter.map_or_else(|_| names.join(", "), |formatter| formatter.format_to_string(names.iter()))
}

/// Joins names of which one is made of several, as `at the event between A and B, and at C`: the word before the list stands before
/// each of them. `None` where that word is none that can.
fn list_apart(names: &[String], spot: ArgumentPosition<'_>) -> Option<String> {
    let Phrasing { repeatable, last, contract, .. } = Phrasing::of(spot.language);
    let word = spot.before.split_whitespace().next_back().unwrap_or_default();
    let before = repeatable.iter().find(|before| before.eq_ignore_ascii_case(word))?;
    let [all, any] = *last;
    let last = if spot.choice { any } else { all };
    let (end, first) = names.split_last().filter(|(_, first)| !first.is_empty())?;
    let mut joined = first.first()?.clone();
    let others = first.iter().skip(1).map(|name| (",", name));
    for (mark, name) in others.chain([(last, end)]) {
        joined.extend([mark, " ", before, " "]);
        let name = contract(&mut joined, name);
        joined.push_str(name);
    }
    Some(joined)
}

/// Names the plural category of a number in a language, as CLDR calls it.
fn plural_category(number: usize, language: Language) -> &'static str {
    let rules = PluralRules::try_new_cardinal((&locale(language)).into());
    rules.map_or("other", |rules| category(&rules, number))
}

/// Names the plural category of a number.
fn category(rules: &PluralRules, number: usize) -> &'static str {
    match rules.category_for(number) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Returns the locale by whose habits a language lists and counts.
fn locale(language: Language) -> Locale {
    let tag = Phrasing::of(language).locale.unwrap_or(language.tag());
    Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN)
}

/// Writes parts of ten thousand as a percentage: `85%`, `99.5%`.
fn percentage(share: u32, language: Language) -> String {
    let (whole, rest) = (share / 100, share % 100);
    let rest = format!("{rest:02}");
    let rest = rest.trim_end_matches('0');
    let Phrasing { decimal, percent, .. } = Phrasing::of(language);
    if rest.is_empty() { format!("{whole}{percent}") } else { format!("{whole}{decimal}{rest}{percent}") }
}

/// A unit of time: its seconds, and what one and several are called.
type TimeUnit = (u64, [&'static str; 2]);

/// Says a length of time as people do: `36 hours` and `90 minutes` where a unit fits, else in several units. Nothing is rounded: two
/// lengths that differ never read alike.
fn duration(seconds: u64, language: Language) -> String {
    /// From here on people take a larger unit.
    const MANY: u64 = 100;
    let units = time_units(language);
    let [day, .., second] = units;
    let fits = |unit: &TimeUnit| seconds >= unit.0 && seconds.is_multiple_of(unit.0);
    let fitting = units.into_iter().find(fits).unwrap_or(second);
    let count = seconds / fitting.0;
    if fitting == day || count < MANY {
        return counted(count, fitting);
    }
    let mut rest = seconds;
    let mut parts = Vec::new();
    for unit in units {
        parts.extend((rest >= unit.0).then(|| counted(rest / unit.0, unit)));
        rest %= unit.0;
    }
    let and = Phrasing::of(language).and;
    match parts.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} {and} {last}", first.join(", ")),
        _ => parts.concat(),
    }
}

/// Returns days, hours, minutes and seconds.
fn time_units(language: Language) -> [TimeUnit; 4] {
    let [day, hour, minute, second] = Phrasing::of(language).time;
    [(86_400, day), (3_600, hour), (60, minute), (1, second)]
}

/// Counts a unit of time: `1 day`, `3 hours`.
fn counted(count: u64, (_, [one, many]): TimeUnit) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use handoff_landscape::Unit;
    use handoff_landscape::unit::{ProcessId, Step};
    use handoff_model::{Span, StepKind};

    use crate::contract::wire;

    use handoff_model::OtherLanguage;

    use super::{Argument, Catalogue, Language, Template, TextDifferenceKind, UnitNames};

    fn catalogue(texts: &[(&str, &str)]) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for (language, text) in texts {
            assert!(catalogue.add("key".into(), (*language).into(), Template::parse(text).unwrap()));
        }
        catalogue
    }

    fn check(texts: &[(&str, &str)], language: Language, argument: Argument, expected: &str) {
        let unit = Unit::default();
        let arguments = [("x".to_owned(), argument)];
        let shown = UnitNames { unit: &unit, language, file: None };
        let outcome = catalogue(texts).render("key", language, &arguments, shown);
        let sentence = outcome.map_or_else(|flaw| flaw.to_string(), |(sentence, _)| sentence);
        assert_eq!(sentence, expected);
    }

    fn text(text: &str) -> Argument {
        Argument::Text(text.into())
    }

    #[test]
    fn what_is_not_said_in_a_language_is_said_in_english() {
        let texts = [("en", "in {x}"), ("de", "nach {x}")];
        check(&texts, Language::German, text("a"), "nach a");
        check(&texts, Language::Other(OtherLanguage::French), text("a"), "in a");
    }

    #[test]
    fn a_sentence_says_in_which_language_it_is() {
        let unit = Unit::default();
        let language = Language::German;
        let arguments = [("x".to_owned(), text("a"))];
        let spoken = |texts| {
            let shown = UnitNames { unit: &unit, language, file: None };
            catalogue(texts).render("key", language, &arguments, shown).unwrap().1
        };
        assert_eq!(spoken(&[("en", "in {x}"), ("de", "nach {x}")]), Language::German);
        assert_eq!(spoken(&[("en", "in {x}")]), Language::English);
        assert_eq!(spoken(&[("en", "in {x}"), ("de", "nach {y}")]), Language::English);
    }

    #[test]
    fn what_cannot_be_said_in_a_language_is_said_in_english() {
        check(&[("en", "in {x}"), ("de", "nach {y}")], Language::German, text("a"), "in a");
        let missing = "its message needs the argument `y`";
        check(&[("en", "in {y}"), ("de", "nach {x}")], Language::German, text("a"), missing);
    }

    #[test]
    fn texts_are_held_against_the_english_ones() {
        let plural = "{x, plural, one {# step} other {# steps}}";
        let check = |texts: &[(&str, &str)], expected: &[(&str, TextDifferenceKind)]| {
            let catalogue = catalogue(texts);
            let found = catalogue.differences().map(|found| (found.language, found.kind)).collect::<Vec<_>>();
            let expected = expected.iter().map(|(tag, kind)| ((*tag).to_owned(), kind.clone()));
            assert_eq!(found, expected.collect::<Vec<_>>());
        };
        check(&[("en", "{x}"), ("de", "{x}")], &[]);
        check(&[("en", "{x}")], &[("de", TextDifferenceKind::Missing)]);
        check(
            &[("en", "{x}"), ("de", "{y}")],
            &[
                ("de", TextDifferenceKind::Invented("y".to_owned())),
                ("de", TextDifferenceKind::Omitted("x".to_owned())),
            ],
        );
        check(&[("en", plural), ("de", plural), ("fr", plural)], &[]);
        check(
            &[("en", plural), ("de", "{x, plural, other {#}}"), ("pl", plural)],
            &[
                ("de", TextDifferenceKind::Plural("one")),
                ("pl", TextDifferenceKind::Plural("few")),
                ("pl", TextDifferenceKind::Plural("many")),
            ],
        );
    }

    #[test]
    fn arguments_are_filled_in_once() {
        check(&[("en", "{x}{x} {{x}}")], Language::English, text("{x}"), "{x}{x} {x}");
    }

    #[test]
    fn what_is_missing_is_said() {
        check(&[("en", "{y}")], Language::English, text("a"), "its message needs the argument `y`");
        check(
            &[("en", "{x}")],
            Language::English,
            Argument::Step(0),
            "argument `x` names what it was not shown",
        );
    }

    #[test]
    fn lists_and_times_read_well() {
        let texts = |texts: &[&str]| Argument::Texts(texts.iter().map(|text| (*text).to_owned()).collect());
        check(&[("en", "{x}")], Language::English, texts(&["a"]), "“a”");
        check(&[("en", "{x}")], Language::English, texts(&["a", "b", "c"]), "“a”, “b” and “c”");
        check(&[("en", "{x, or}")], Language::English, texts(&["a", "b", "c"]), "“a”, “b” or “c”");
        check(&[("en", ""), ("de", "{x}")], Language::German, texts(&["a", "b"]), "„a“ und „b“");
        check(&[("en", "“{x}”")], Language::English, texts(&["a"]), "“a”");
    }

    #[test]
    fn lengths_of_time_are_said_as_people_say_them() {
        let english =
            |seconds, said| check(&[("en", "{x}")], Language::English, Argument::Seconds(seconds), said);
        english(0, "0 seconds");
        english(5_400, "90 minutes");
        english(129_600, "36 hours");
        english(172_800, "2 days");
        english(91_800, "1 day, 1 hour and 30 minutes");
        english(432_006, "5 days and 6 seconds");
        english(172_799, "1 day, 23 hours, 59 minutes and 59 seconds");
        english(6_000, "1 hour and 40 minutes");
        english(101, "1 minute and 41 seconds");
        english(475_200, "5 days and 12 hours");
        english(u64::MAX, "213503982334601 days, 7 hours and 15 seconds");
        let text = [("en", "{x}"), ("de", "{x}"), ("fr", "{x}")];
        let german = |seconds, said| check(&text, Language::German, Argument::Seconds(seconds), said);
        german(3_600, "1 Stunde");
        german(91_800, "1 Tag, 1 Stunde und 30 Minuten");
        german(90_000, "25 Stunden");
        let french = Language::Other(OtherLanguage::French);
        check(&text, french, Argument::Seconds(91_800), "1 jour, 1 heure et 30 minutes");
    }

    #[test]
    fn numbers_choose_their_plural() {
        let text = "{x, plural, one {# step} other {# steps}}";
        check(&[("en", text)], Language::English, Argument::Count(1), "1 step");
        check(&[("en", text)], Language::English, Argument::Count(0), "0 steps");
        let french = [("en", text), ("fr", "{x, plural, one {# étape} other {# étapes}}")];
        check(&french, Language::Other(OtherLanguage::French), Argument::Count(0), "0 étape");
        let listed = "{x, plural, one {{x} is} other {{x} are}} there";
        let texts = |texts: &[&str]| Argument::Texts(texts.iter().map(|text| (*text).to_owned()).collect());
        check(&[("en", listed)], Language::English, texts(&["a"]), "“a” is there");
        check(&[("en", listed)], Language::English, texts(&["a", "b"]), "“a” and “b” are there");
        check(
            &[("en", text)],
            Language::English,
            Argument::Share(1),
            "its message counts `x`, which is no number and no list",
        );
    }

    #[test]
    fn shares_and_days_read_well() {
        check(&[("en", "{x}")], Language::English, Argument::Share(9950), "99.5%");
        check(&[("en", ""), ("de", "{x}")], Language::German, Argument::Share(8500), "85\u{a0}%");
        let day = wire::Day { year: 2026, month: 1, day: 31 };
        check(&[("en", "{x}")], Language::English, Argument::Date(day), "2026-01-31");
    }

    #[test]
    fn steps_are_quoted_or_described() {
        let step = |name: &str, kind| Step {
            id: "s1".to_owned(),
            name: name.to_owned(),
            kind,
            owner: None,
            process: ProcessId(0),
            scope: None,
            reachable: true,
            loose: false,
            multiple: false,
            unordered: false,
            span: Span { line: 7, column: 1 },
        };
        let steps = vec![step("Ship goods", StepKind::Task), step("", StepKind::UserTask)];
        let unit = Unit { steps, ..Unit::default() };
        let say = |text: &str, language| {
            let texts = catalogue(&[("en", text), ("de", text)]);
            let arguments =
                [("x".to_owned(), Argument::Steps(vec![0, 1])), ("y".to_owned(), Argument::Step(1))];
            texts
                .render("key", language, &arguments, UnitNames { unit: &unit, language, file: None })
                .unwrap()
                .0
        };
        assert_eq!(say("at {x}", Language::English), "at “Ship goods”, and at the unnamed task in line 7");
        assert_eq!(say("Do {x}", Language::English), "Do “Ship goods” and the unnamed task in line 7");
        assert_eq!(
            say("bei {x}", Language::German),
            "bei „Ship goods“ und bei der Aufgabe ohne Namen in Zeile 7"
        );
        assert_eq!(
            say("Was zu {x} führt", Language::German),
            "Was zu „Ship goods“ und zur Aufgabe ohne Namen in Zeile 7 führt"
        );
        assert_eq!(say("Zu {y}", Language::German), "Zur Aufgabe ohne Namen in Zeile 7");
        assert_eq!(say("{y} waits", Language::English), "The unnamed task in line 7 waits");
    }
}
