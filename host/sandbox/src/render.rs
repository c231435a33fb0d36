//! Turns the key of a message and its arguments into one sentence, in the reader's language.

use std::collections::BTreeMap;

use handoff_landscape::title::{GrammaticalCase, StepName, capital, quoted, short};
use handoff_landscape::unit::{DepartmentId, ItemId, StepId};

use handoff_model::{Language, OtherLanguage};

use crate::contract::wire::Argument;
use crate::limits;
use crate::place::UnitNames;
use crate::rejection::Rejection;
use crate::text::{bounded, cut};

/// What a placeholder ends with whose list is a choice, like `{states|or}`.
const CHOICE: &str = "|or";

/// A text with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template(Vec<TemplatePart>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum TemplatePart {
    Text(String),
    Placeholder(String),
}

impl Template {
    /// Reads `Text with {placeholders}`; `{{` and `}}` stand for braces. `None` where braces do not match, a name is
    /// empty, or there is more of it than a message may hold.
    pub(crate) fn parse(template: &str) -> Option<Self> {
        if template.len() > limits::TEXT {
            return None;
        }
        let (mut pieces, mut text) = (Vec::new(), String::new());
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, brace) = rest.split_at(at);
            text.push_str(before);
            if let Some(after) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
                text.extend(brace.chars().next());
                rest = after;
                continue;
            }
            let (name, after) = brace.strip_prefix('{')?.split_once('}')?;
            if name.is_empty() || name.contains('{') {
                return None;
            }
            pieces.push(TemplatePart::Text(std::mem::take(&mut text)));
            pieces.push(TemplatePart::Placeholder(name.to_owned()));
            rest = after;
        }
        text.push_str(rest);
        pieces.push(TemplatePart::Text(text));
        (pieces.len() <= limits::ARGUMENTS * 2 + 1).then_some(Self(pieces))
    }

    /// Fills the placeholders, each once: braces inside an argument stay what they are. A step without a label that
    /// begins the sentence gets its capital. `argument` gets the name of a placeholder and what stands before it.
    fn fill(
        &self,
        argument: impl Fn(&str, &str) -> Result<(String, bool), Rejection>,
    ) -> Result<String, Rejection> {
        let sentence = self.0.iter().try_fold(String::new(), |mut sentence, piece| {
            match piece {
                TemplatePart::Text(text) => sentence.push_str(text),
                TemplatePart::Placeholder(name) => {
                    let (value, is_step) = argument(name, &sentence)?;
                    let begins = is_step && sentence.is_empty();
                    sentence.push_str(&if begins { capital(&value) } else { value });
                }
            }
            Ok(sentence)
        })?;
        Ok(cut(sentence, limits::MESSAGE))
    }
}

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

    /// Renders the message under `key` in a language, or in English where the plugin does not speak that.
    pub(crate) fn render(
        &self,
        key: &str,
        language: Language,
        arguments: &[(String, Argument)],
        shown: UnitNames<'_>,
    ) -> Result<String, Rejection> {
        let texts = self.0.get(key).ok_or_else(|| Rejection::UnknownMessage(bounded(key.to_owned())))?;
        let (language, template) = [language, Language::English]
            .into_iter()
            .find_map(|language| Some((language, texts.get(language.tag())?)))
            .ok_or_else(|| Rejection::UnknownMessage(key.to_owned()))?;
        template.fill(|placeholder, before| {
            let name = placeholder.strip_suffix(CHOICE).unwrap_or(placeholder);
            let (_, argument) = arguments
                .iter()
                .find(|(argument, _)| argument == name)
                .ok_or_else(|| Rejection::MissingArgument(name.to_owned()))?;
            let is_step = matches!(argument, Argument::Step(_) | Argument::Steps(_));
            let value =
                value(argument, ArgumentPosition { language, before, choice: name != placeholder }, shown);
            Ok((value.ok_or_else(|| Rejection::NotShown(format!("argument `{name}`")))?, is_step))
        })
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
    match argument {
        Argument::Step(step) => called(step),
        Argument::Department(department) => shown.department(DepartmentId(*department)).map(short),
        Argument::Item(item) => shown.item(ItemId(*item), None).map(|item| spot.quoted(&item)),
        Argument::State((item, state)) => {
            shown.item(ItemId(*item), Some(*state)).map(|item| spot.quoted(&item))
        }
        Argument::Undeclared(source) => shown.unit.source(*source, spot.language).map(bounded),
        Argument::Text(text) => Some(text.clone()),
        Argument::Count(count) => Some(count.to_string()),
        Argument::Seconds(seconds) => Some(duration(*seconds, spot.language)),
        Argument::Steps(steps) => {
            let names: Option<Vec<String>> = steps.iter().map(called).collect();
            Some(list(&names?, spot))
        }
        Argument::Texts(texts) => {
            let names: Vec<String> = texts.iter().map(|text| spot.quoted(text)).collect();
            Some(list(&names, spot))
        }
    }
}

/// Joins names as a person lists them: `a, b and c`, or `a, b or c` where it is a choice.
fn list(names: &[String], spot: ArgumentPosition<'_>) -> String {
    let [and, or] = match spot.language {
        Language::German => ["und", "oder"],
        Language::Other(OtherLanguage::French) => ["et", "ou"],
        Language::Other(OtherLanguage::Spanish) => ["y", "o"],
        Language::English | Language::Other(_) => ["and", "or"],
    };
    let and = if spot.choice { or } else { and };
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// Says a length of time in its largest whole unit: `2 days`, `90 minutes`.
fn duration(seconds: u64, language: Language) -> String {
    const UNITS: [u64; 4] = [86_400, 3_600, 60, 1];
    let words = match language {
        Language::German => {
            [["Tag", "Tage"], ["Stunde", "Stunden"], ["Minute", "Minuten"], ["Sekunde", "Sekunden"]]
        }
        Language::Other(OtherLanguage::French) => {
            [["jour", "jours"], ["heure", "heures"], ["minute", "minutes"], ["seconde", "secondes"]]
        }
        Language::Other(OtherLanguage::Spanish) => {
            [["día", "días"], ["hora", "horas"], ["minuto", "minutos"], ["segundo", "segundos"]]
        }
        Language::English | Language::Other(_) => {
            [["day", "days"], ["hour", "hours"], ["minute", "minutes"], ["second", "seconds"]]
        }
    };
    let whole = |(unit, _): &(u64, [&str; 2])| seconds >= *unit && seconds.is_multiple_of(*unit);
    let (unit, [one, many]) = UNITS.into_iter().zip(words).find(whole).unwrap_or((1, words[3]));
    let count = seconds / unit;
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use handoff_landscape::Unit;
    use handoff_landscape::unit::Step;
    use handoff_model::{Span, StepKind};

    use super::{Argument, Catalogue, Language, OtherLanguage, Template, UnitNames};

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
        assert_eq!(outcome.unwrap_or_else(|flaw| flaw.to_string()), expected);
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
        check(&[("en", "{x|or}")], Language::English, texts(&["a", "b", "c"]), "“a”, “b” or “c”");
        check(&[("en", ""), ("de", "{x}")], Language::German, texts(&["a", "b"]), "„a“ und „b“");
        check(&[("en", "“{x}”")], Language::English, texts(&["a"]), "“a”");
        check(&[("en", "{x}")], Language::English, Argument::Seconds(172_800), "2 days");
        check(&[("en", "{x}")], Language::English, Argument::Seconds(5_400), "90 minutes");
        check(&[("en", ""), ("de", "{x}")], Language::German, Argument::Seconds(3_600), "1 Stunde");
        check(&[("en", "{x}")], Language::English, Argument::Seconds(0), "0 seconds");
    }

    #[test]
    fn steps_are_quoted_or_described() {
        let step = |name: &str, kind| Step {
            id: "s1".to_owned(),
            name: name.to_owned(),
            kind,
            owner: None,
            process: 0,
            scope: None,
            reachable: true,
            loose: false,
            multiple: false,
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
        };
        assert_eq!(say("at {x}", Language::English), "at “Ship goods” and the unnamed task in line 7");
        assert_eq!(
            say("bei {x}", Language::German),
            "bei „Ship goods“ und der Aufgabe ohne Namen in Zeile 7"
        );
        assert_eq!(say("{y} waits", Language::English), "The unnamed task in line 7 waits");
    }

    #[test]
    fn broken_templates_are_refused() {
        for broken in ["{", "}", "{}", "{a", "a}", "{a{b}", "{{}"] {
            assert_eq!(Template::parse(broken), None, "{broken}");
        }
        assert_eq!(Template::parse(&"{a}".repeat(17)), None);
        assert!(Template::parse(&"{a}".repeat(16)).is_some());
        assert_eq!(Template::parse(&"a".repeat(3000)), None);
    }
}
