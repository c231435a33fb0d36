//! Findings that are left out because somebody said so: an entry of the configuration, or a mark in an export.
//!
//! Nothing is left out in silence: each is counted, and says on whose word; what is said and leaves nothing out is found.

use std::collections::HashMap;
use std::sync::Arc;

use handoff_finding::Finding;
use handoff_landscape::{Landscape, Origin};
use handoff_model::{Id, IgnoreMark, Language};
use handoff_report::{IgnoreReason, IgnoredFinding};

use crate::config::{Config, Date, EntryError, IgnoreEntry, like};
use crate::host_rules::{self, StaleReason};

/// A mark in an export, as far as it makes sense.
struct MarkedIgnore<'a> {
    file: &'a Arc<str>,
    mark: &'a IgnoreMark,
    /// The rules that it names, patterns among them; at least one, which may be empty.
    rules: Vec<&'a str>,
    /// Why, and the last day on which it holds; or what is wrong with it.
    content: Result<(&'a str, Option<Date>), EntryError>,
}

impl<'a> MarkedIgnore<'a> {
    /// Reads `RULE, RULE: reason until 2027-06-30`.
    fn new((file, mark): &'a (Arc<str>, IgnoreMark)) -> Self {
        let (rules, reason) = mark.text.split_once(':').unwrap_or((&mark.text, ""));
        let content = match &mark.element {
            None => Err(EntryError::NoElement),
            Some(_) => content(reason),
        };
        Self { file, mark, rules: rules.split(',').map(str::trim).collect(), content }
    }

    /// Returns what holds today.
    fn live(&self, today: Date) -> Option<(&'a str, Option<Date>)> {
        self.content.as_ref().ok().copied().filter(|(_, until)| is_live(*until, today))
    }

    fn fits(&self, finding: &Finding, former: &[String]) -> bool {
        self.rules.iter().any(|rule| like(rule, &finding.rule) || former.iter().any(|id| id == rule))
    }

    /// Returns what people call the element that it stands at.
    fn name(&self, landscape: &Landscape) -> Option<String> {
        let id = self.mark.element.as_deref()?;
        let step = landscape.units.iter().find_map(|unit| {
            let file = |process: usize| unit.file(unit.processes.get(process)?.file);
            let is_it = |step: &&handoff_landscape::unit::Step| {
                *step.id == *id && file(step.process.index()).is_some_and(|file| file == self.file)
            };
            unit.steps.iter().find(is_it)
        });
        Some(step.map(|step| step.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(id).to_owned())
    }

    fn origin(&self) -> Origin {
        let span = self.mark.span;
        Origin { file: Arc::clone(self.file), line: span.line, column: span.column }
    }
}

/// Splits the text behind the rule into the reason and the last day on which it holds.
fn content(text: &str) -> Result<(&str, Option<Date>), EntryError> {
    let is_dated = |(start, word): &(usize, &str)| {
        let before = text[..*start].chars().next_back();
        let behind = text[start + word.len()..].trim_start().chars().next();
        before.is_none_or(|letter| !letter.is_alphanumeric())
            && behind.is_some_and(|one| one.is_ascii_digit())
    };
    let dated = text.match_indices("until ").filter(is_dated).last();
    let (reason, until) = match dated {
        None => (text, None),
        Some((start, word)) => {
            let rest = text[start + word.len()..].trim_start();
            let end =
                rest.find(|letter: char| !letter.is_ascii_digit() && letter != '-').unwrap_or(rest.len());
            let date = Date::parse(&rest[..end]).ok_or_else(|| EntryError::NoDate(rest[..end].to_owned()))?;
            (&text[..start], Some(date))
        }
    };
    let reason =
        reason.trim_end_matches(|letter: char| letter.is_whitespace() || ",;(".contains(letter)).trim();
    if reason.is_empty() { Err(EntryError::NoReason) } else { Ok((reason, until)) }
}

fn is_live(until: Option<Date>, today: Date) -> bool {
    until.is_none_or(|until| today <= until)
}

impl IgnoreEntry {
    fn reason(&self) -> IgnoreReason {
        IgnoreReason {
            text: self.reason.clone(),
            until: self.until.map(|until| until.to_string()),
            origin: self.source.origin(self.span.start),
            in_export: false,
        }
    }
}

/// Every ignore of a run, with what it was used for.
struct IgnoreList<'a> {
    entries: Vec<(&'a IgnoreEntry, bool)>,
    marks: Vec<(MarkedIgnore<'a>, bool)>,
    /// The positions of marks by file and element.
    by_element: HashMap<(&'a str, &'a str), Vec<usize>>,
    today: Date,
}

impl<'a> IgnoreList<'a> {
    fn new(config: &'a Config, landscape: &'a Landscape, today: Date) -> Self {
        let marks: Vec<_> =
            landscape.ignore_marks.iter().map(|one| (MarkedIgnore::new(one), false)).collect();
        let mut by_element: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, (file, mark)) in landscape.ignore_marks.iter().enumerate() {
            if let Some(element) = mark.element.as_deref() {
                by_element.entry((&**file, element)).or_default().push(index);
            }
        }
        Self {
            entries: config.ignores.iter().map(|entry| (entry, false)).collect(),
            marks,
            by_element,
            today,
        }
    }

    /// Says why a finding is left out; nothing where it stays. Its rule may be meant by the ids of those that it has replaced.
    fn reasons(&mut self, finding: &Finding, former: &[String]) -> Vec<IgnoreReason> {
        let mut reasons = Vec::new();
        for (entry, used) in &mut self.entries {
            if is_live(entry.until, self.today) && entry.fits(finding, former) {
                *used = true;
                reasons.push(entry.reason());
            }
        }
        let place = finding.place.element.as_deref().map(|element| (&*finding.place.file, element));
        for index in place.and_then(|place| self.by_element.get(&place)).into_iter().flatten() {
            let (mark, used) = &mut self.marks[*index];
            let Some((reason, until)) = mark.live(self.today).filter(|_| mark.fits(finding, former)) else {
                continue;
            };
            *used = true;
            reasons.push(IgnoreReason {
                text: reason.to_owned(),
                until: until.map(|until| until.to_string()),
                origin: mark.origin(),
                in_export: true,
            });
        }
        reasons
    }

    /// Finds those that say nothing, have expired or, in a check that is `complete`, fit nothing.
    fn stale(&self, landscape: &Landscape, complete: bool, language: Language) -> Vec<Finding> {
        let reason = |until: Option<Date>, reason: &str, used: bool| match until {
            Some(until) if until < self.today => {
                Some(StaleReason::Expired { until: until.to_string(), reason: reason.to_owned() })
            }
            _ => (complete && !used).then_some(StaleReason::Idle),
        };
        let entries = self.entries.iter().filter_map(|(entry, used)| {
            let why = reason(entry.until, &entry.reason, *used)?;
            let (what, origin) = (entry.describe(), entry.source.origin(entry.span.start));
            Some(host_rules::stale_ignore(&what, None, &origin, &why, language))
        });
        let marks = self.marks.iter().filter_map(|(mark, used)| {
            let why = match &mark.content {
                Err(fault) => StaleReason::Wrong(fault.clone()),
                Ok((said, until)) => reason(*until, said, *used)?,
            };
            let (what, name) = (mark.rules.join(", "), mark.name(landscape));
            let place = mark.mark.element.as_deref().zip(name.as_deref());
            Some(host_rules::stale_ignore(&what, place, &mark.origin(), &why, language))
        });
        entries.chain(marks).collect()
    }
}

/// Takes out what is ignored, and adds what is wrong with the ignores themselves. `former` gives the ids of the rules that a rule
/// has replaced; where the check is not `complete`, nobody knows which ignores fit nothing.
pub(crate) fn apply<'r>(
    findings: Vec<Arc<Finding>>,
    (config, landscape): (&Config, &Landscape),
    former: impl Fn(&str) -> &'r [String],
    complete: bool,
    today: Date,
) -> (Vec<Arc<Finding>>, Vec<IgnoredFinding>) {
    let mut list = IgnoreList::new(config, landscape, today);
    let (mut kept, mut ignored) = (Vec::new(), Vec::new());
    for finding in findings {
        let may_be = host_rules::may_be_ignored(&finding);
        let reasons = if may_be { list.reasons(&finding, former(&finding.rule)) } else { Vec::new() };
        if reasons.is_empty() {
            kept.push(finding);
        } else {
            ignored.push(IgnoredFinding { finding, reasons });
        }
    }
    let stale = list.stale(landscape, complete, config.language.value);
    kept.extend(stale.into_iter().map(Arc::new));
    (kept, ignored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, rules: &[&str], expected: Result<(&str, Option<&str>), EntryError>) {
        let mark = IgnoreMark {
            element: Some("t".to_owned()),
            text: text.to_owned(),
            span: handoff_model::Span::default(),
        };
        let marked = ("a.bpmn".into(), mark);
        let read = MarkedIgnore::new(&marked);
        let content = read.content.map(|(reason, until)| (reason, until.map(|until| until.to_string())));
        let expected = expected.map(|(reason, until)| (reason, until.map(str::to_owned)));
        assert_eq!((&read.rules[..], content), (rules, expected), "{text}");
    }

    #[test]
    fn a_mark_says_which_rules_why_and_how_long() {
        check("a/b: by phone", &["a/b"], Ok(("by phone", None)));
        check("a/b, a/c: by phone", &["a/b", "a/c"], Ok(("by phone", None)));
        check("a/*: by phone until 2027-06-30", &["a/*"], Ok(("by phone", Some("2027-06-30"))));
        check("a/b: by phone (until 2027-06-30)", &["a/b"], Ok(("by phone", Some("2027-06-30"))));
        check(
            "a/b: waits until 9: nobody is there until noon",
            &["a/b"],
            Err(EntryError::NoDate("9".to_owned())),
        );
        check("a/b: until further notice", &["a/b"], Ok(("until further notice", None)));
    }

    #[test]
    fn a_mark_that_lacks_something_says_what() {
        check("a/b", &["a/b"], Err(EntryError::NoReason));
        check("a/b: until 2027-06-30", &["a/b"], Err(EntryError::NoReason));
        check("a/b: by phone until 2027-06-31", &["a/b"], Err(EntryError::NoDate("2027-06-31".to_owned())));
    }
}
