//! Turns the key of a message and its arguments into one sentence, in the reader's language.

use std::collections::BTreeMap;

use crate::contract::wire::Argument;
use crate::failure::{bounded, cut};
use crate::lift::Flaw;
use crate::limits;
use crate::place::Shown;

/// The language that every message has a text in.
pub(crate) const FALLBACK: &str = "en";

/// A text with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
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
            pieces.push(Piece::Text(std::mem::take(&mut text)));
            pieces.push(Piece::Placeholder(name.to_owned()));
            rest = after;
        }
        text.push_str(rest);
        pieces.push(Piece::Text(text));
        (pieces.len() <= limits::ARGUMENTS * 2 + 1).then_some(Self(pieces))
    }

    /// Fills the placeholders, each once: braces inside an argument stay what they are. A step without a label that
    /// begins the sentence gets its capital.
    fn fill(&self, argument: impl Fn(&str) -> Result<(String, bool), Flaw>) -> Result<String, Flaw> {
        let sentence = self.0.iter().try_fold(String::new(), |mut sentence, piece| {
            match piece {
                Piece::Text(text) => sentence.push_str(text),
                Piece::Placeholder(name) => {
                    let (value, is_step) = argument(name)?;
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
    pub(crate) fn lacking(&self, language: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(_, texts)| !texts.contains_key(language)).map(|(key, _)| key.as_str())
    }

    /// Renders the message under `key` in the language nearest to the tag: itself, its first part, the fallback.
    pub(crate) fn render(
        &self,
        key: &str,
        language: &str,
        arguments: &[(String, Argument)],
        shown: Shown<'_>,
    ) -> Result<String, Flaw> {
        let texts = self.0.get(key).ok_or_else(|| Flaw::UnknownMessage(bounded(key.to_owned())))?;
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let (tag, template) = [language, primary, FALLBACK]
            .into_iter()
            .find_map(|tag| Some((tag, texts.get(tag)?)))
            .ok_or_else(|| Flaw::UnknownMessage(key.to_owned()))?;
        template.fill(|name| {
            let (_, argument) = arguments
                .iter()
                .find(|(argument, _)| argument == name)
                .ok_or_else(|| Flaw::MissingArgument(name.to_owned()))?;
            let is_step = matches!(argument, Argument::Step(_) | Argument::Steps(_));
            let value = value(argument, tag, shown);
            Ok((value.ok_or_else(|| Flaw::NotShown(format!("argument `{name}`")))?, is_step))
        })
    }
}

/// Renders one argument; `None` where it names what the plugin was not shown.
pub(crate) fn value(argument: &Argument, tag: &str, shown: Shown<'_>) -> Option<String> {
    match argument {
        Argument::Step(step) => called(*step, tag, shown),
        Argument::Department(department) => {
            shown.department(*department).map(|name| bounded(name.to_owned()))
        }
        Argument::Item(item) => shown.item(*item, None),
        Argument::State((item, state)) => shown.item(*item, Some(*state)),
        Argument::Text(text) => Some(text.clone()),
        Argument::Count(count) => Some(count.to_string()),
        Argument::Seconds(seconds) => Some(duration(*seconds, tag)),
        Argument::Steps(steps) => {
            let names: Option<Vec<String>> = steps.iter().map(|step| called(*step, tag, shown)).collect();
            Some(list(&names?, tag))
        }
        Argument::Texts(texts) => Some(list(texts, tag)),
    }
}

/// Calls a step by its label in the quotation marks of the language; without one, by its kind and id.
fn called(step: u32, tag: &str, shown: Shown<'_>) -> Option<String> {
    let step = shown.unit.steps.get(step as usize)?;
    if step.name.is_empty() {
        let id = bounded(step.id.clone());
        return Some(match tag {
            "de" => format!("Schritt ohne Namen ({id})"),
            "fr" => format!("étape sans nom ({id})"),
            "es" => format!("paso sin nombre ({id})"),
            _ => format!("an unnamed {} ({id})", step.kind.name()),
        });
    }
    let (open, close) = match tag {
        "de" => ("„", "“"),
        "fr" | "es" => ("«", "»"),
        _ => ("“", "”"),
    };
    Some([open, &bounded(step.name.clone()), close].concat())
}

/// Writes the first letter of a text large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Joins names as a person lists them: `a, b and c`.
fn list(names: &[String], tag: &str) -> String {
    let and = match tag {
        "de" => "und",
        "fr" => "et",
        "es" => "y",
        _ => "and",
    };
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// Says a length of time in its largest whole unit: `2 days`, `90 minutes`.
fn duration(seconds: u64, tag: &str) -> String {
    const UNITS: [u64; 4] = [86_400, 3_600, 60, 1];
    let words = match tag {
        "de" => [["Tag", "Tage"], ["Stunde", "Stunden"], ["Minute", "Minuten"], ["Sekunde", "Sekunden"]],
        "fr" => [["jour", "jours"], ["heure", "heures"], ["minute", "minutes"], ["seconde", "secondes"]],
        "es" => [["día", "días"], ["hora", "horas"], ["minuto", "minutos"], ["segundo", "segundos"]],
        _ => [["day", "days"], ["hour", "hours"], ["minute", "minutes"], ["second", "seconds"]],
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

    use super::{Argument, Catalogue, Shown, Template};

    fn catalogue(texts: &[(&str, &str)]) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for (language, text) in texts {
            assert!(catalogue.add("key".into(), (*language).into(), Template::parse(text).unwrap()));
        }
        catalogue
    }

    fn check(texts: &[(&str, &str)], language: &str, argument: Argument, expected: &str) {
        let unit = Unit::default();
        let arguments = [("x".to_owned(), argument)];
        let shown = Shown { unit: &unit };
        let outcome = catalogue(texts).render("key", language, &arguments, shown);
        assert_eq!(outcome.unwrap_or_else(|flaw| flaw.to_string()), expected);
    }

    fn text(text: &str) -> Argument {
        Argument::Text(text.into())
    }

    #[test]
    fn the_nearest_language_is_taken() {
        let texts = [("en", "in {x}"), ("de", "nach {x}"), ("de-AT", "eini {x}")];
        check(&texts, "de", text("a"), "nach a");
        check(&texts, "de-CH", text("a"), "nach a");
        check(&texts, "de-AT", text("a"), "eini a");
        check(&texts, "fr", text("a"), "in a");
    }

    #[test]
    fn arguments_are_filled_in_once() {
        check(&[("en", "{x}{x} {{x}}")], "en", text("{x}"), "{x}{x} {x}");
    }

    #[test]
    fn what_is_missing_is_said() {
        check(&[("en", "{y}")], "en", text("a"), "its message needs the argument `y`");
        check(&[("en", "{x}")], "en", Argument::Step(0), "argument `x` names what it was not shown");
    }

    #[test]
    fn lists_and_times_read_well() {
        let texts = |texts: &[&str]| Argument::Texts(texts.iter().map(|text| (*text).to_owned()).collect());
        check(&[("en", "{x}")], "en", texts(&["a"]), "a");
        check(&[("en", "{x}")], "en", texts(&["a", "b", "c"]), "a, b and c");
        check(&[("en", ""), ("de", "{x}")], "de", texts(&["a", "b"]), "a und b");
        check(&[("en", "{x}")], "en", Argument::Seconds(172_800), "2 days");
        check(&[("en", "{x}")], "en", Argument::Seconds(5_400), "90 minutes");
        check(&[("en", ""), ("de", "{x}")], "de", Argument::Seconds(3_600), "1 Stunde");
        check(&[("en", "{x}")], "en", Argument::Seconds(0), "0 seconds");
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
            span: Span::default(),
        };
        let steps = vec![step("Ship goods", StepKind::Task), step("", StepKind::UserTask)];
        let unit = Unit { steps, ..Unit::default() };
        let say = |text: &str, tag: &str| {
            let texts = catalogue(&[("en", text), ("de", text)]);
            let arguments =
                [("x".to_owned(), Argument::Steps(vec![0, 1])), ("y".to_owned(), Argument::Step(1))];
            texts.render("key", tag, &arguments, Shown { unit: &unit }).unwrap()
        };
        assert_eq!(say("at {x}", "en"), "at “Ship goods” and an unnamed user task (s1)");
        assert_eq!(say("bei {x}", "de"), "bei „Ship goods“ und Schritt ohne Namen (s1)");
        assert_eq!(say("{y} waits", "en"), "An unnamed user task (s1) waits");
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
