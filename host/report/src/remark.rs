//! What is said about one place, be it a finding or a change, for outputs that show texts beside lines or in cases.

use std::borrow::Cow;
use std::sync::Arc;

use handoff_finding::{Finding, Place, Severity};

use crate::FindingGroup;
use crate::escape::{name, sentence};
use crate::finding_group::reaches_customer;
use crate::texts::ReportTexts;
use crate::wording::{capital, customer_line, position};

/// How many other places of a finding are named.
const PLACES: usize = 3;

/// One thing to say.
pub(crate) struct Remark<'a> {
    /// How bad it is.
    pub(crate) severity: Severity,
    /// The same in a word.
    pub(crate) label: &'static str,
    /// The customer would notice, surely or possibly.
    pub(crate) reaches: bool,
    /// Where; `None` for the run as a whole, and for what is no longer there.
    pub(crate) place: Option<Cow<'a, Place>>,
    /// The rule that says it, or the kind of change. Untrusted text.
    pub(crate) rule: &'a str,
    /// What it is known by from one run to the next.
    pub(crate) fingerprint: Cow<'a, str>,
    /// What it says, made safe: the sentence, then what else helps; never empty.
    pub(crate) lines: Vec<String>,
}

impl<'a> Remark<'a> {
    /// Says a finding.
    pub(crate) fn of(finding: &'a Finding, words: &ReportTexts) -> Self {
        Self {
            severity: finding.severity,
            label: (words.severity)(finding.severity).one,
            reaches: reaches_customer(finding),
            place: Some(Cow::Borrowed(&finding.place)),
            rule: &finding.rule,
            fingerprint: Cow::Borrowed(&finding.fingerprint),
            lines: lines(sentence(&finding.message), Some(finding), words),
        }
    }

    /// Says a finding with its other places.
    pub(crate) fn of_all(cause: &'a FindingGroup, words: &ReportTexts) -> Self {
        let mut remark = Self::of(&cause.first, words);
        let (named, counted) = cause.others.split_at(cause.others.len().min(PLACES));
        let mut places: Vec<String> = named.iter().map(|other| position(&other.place)).collect();
        places.extend((!counted.is_empty()).then(|| (words.more_places)(counted.len())));
        if cause.first.known {
            remark.lines.push(format!("{}.", words.known_findings));
        }
        if !places.is_empty() {
            remark.lines.push(format!("{}: {}", capital(words.also), places.join(", ")));
        }
        remark
    }

    /// Says it of the same place by another path of its file.
    pub(crate) fn at(self, path: &dyn Fn(&str) -> Arc<str>) -> Self {
        let place =
            self.place.map(|place| Cow::Owned(Place { file: path(&place.file), ..place.into_owned() }));
        Self { place, ..self }
    }

    /// Returns the sentence, without what else helps.
    pub(crate) fn sentence(&self) -> &str {
        self.lines.first().map_or("", String::as_str)
    }

    /// Says where, and who says it.
    pub(crate) fn source(&self) -> String {
        let rule = name(self.rule);
        self.place.as_deref().map_or_else(|| format!("({rule})"), |at| format!("{} ({rule})", position(at)))
    }
}

/// Puts a sentence before what a finding says besides.
pub(crate) fn lines(said: String, finding: Option<&Finding>, words: &ReportTexts) -> Vec<String> {
    let customer = finding.and_then(|finding| customer_line(finding, words));
    let help = finding.and_then(|finding| finding.help.as_deref());
    let remedy = help.map(|help| format!("{}: {}", capital(words.remedy), sentence(help)));
    [Some(said), customer, remedy].into_iter().flatten().collect()
}
