//! A comparison as remarks, for outputs that show texts beside lines or in cases.

use std::borrow::Cow;
use std::collections::HashMap;

use handoff_finding::{Place, Severity, fingerprint};
use handoff_model::Language;

use super::{Diff, called, ends, finding, place};
use crate::change::{ChangeCode, ChangeEntry, Effect, UncomparedFile};
use crate::remark::{Remark, lines};
use crate::texts::Catalogue;

/// Says every change, the worst first; not what could not be compared.
pub(super) fn of<'a>(diff: &'a Diff<'_>) -> impl Iterator<Item = (&'a ChangeEntry, Remark<'a>)> {
    let mut met = HashMap::new();
    let words = Catalogue::of(diff.language).report;
    diff.change.entries.iter().map(move |entry| {
        let said = entry.sentence(diff.language);
        let about = finding(entry).filter(|_| ends(entry).1);
        let remark = Remark {
            severity: severity(entry.effect),
            label: entry.effect.name(),
            reaches: entry.effect == Effect::BreakingForCustomer,
            // Lines of the old state say nothing about the new one.
            place: place(entry).filter(|_| ends(entry).1).map(Cow::Borrowed),
            rule: called(entry),
            fingerprint: print(entry, &mut met),
            lines: lines(said, about, words),
        };
        (entry, remark)
    })
}

/// Says what is new or worse, and what is not compared.
pub(super) fn worse<'a>(diff: &'a Diff<'_>) -> impl Iterator<Item = Remark<'a>> {
    let is_worse = |entry: &ChangeEntry| {
        entry.effect < Effect::Compatible
            || matches!(entry.code, ChangeCode::FindingNew | ChangeCode::FindingWorse)
    };
    let worse = of(diff).filter(move |(entry, _)| is_worse(entry)).map(|(_, remark)| remark);
    worse.chain(diff.change.uncompared.iter().map(|file| uncompared(file, diff.language)))
}

fn uncompared(file: &UncomparedFile, language: Language) -> Remark<'_> {
    let place = Place { file: file.path.clone(), ..Place::default() };
    Remark {
        severity: Severity::Warning,
        label: Severity::Warning.name(),
        reaches: false,
        fingerprint: fingerprint(&["not-compared", &file.path], 0).into(),
        place: Some(Cow::Owned(place)),
        rule: "not-compared",
        lines: vec![file.sentence(language)],
    }
}

/// Returns how bad a change of an effect is.
pub(super) fn severity(effect: Effect) -> Severity {
    match effect {
        Effect::BreakingForCustomer | Effect::Breaking => Severity::Error,
        Effect::Degrading => Severity::Warning,
        Effect::Compatible | Effect::Improving => Severity::Info,
    }
}

/// Makes a name for a change that it has in the next run too: that of the finding, else one of its kind and its words.
fn print<'a>(entry: &'a ChangeEntry, met: &mut HashMap<String, usize>) -> Cow<'a, str> {
    if let Some(finding) = finding(entry) {
        return Cow::Borrowed(&finding.fingerprint);
    }
    let said = entry.sentence(Language::English);
    let file = place(entry).map_or("", |place| &place.file);
    let occurrence = met.entry(format!("{file} {said}")).or_default();
    *occurrence += 1;
    fingerprint(&[entry.code.name(), file, &said], *occurrence - 1).into()
}
