//! A change in one sentence, for terminals, pages and comments alike.

use crate::texts::Catalogue;
use std::sync::Arc;

use handoff_finding::{Finding, Place};
use handoff_model::Language;

use super::{
    BreakReason, CarriedChange, Change, ChangeCode, ChangeEntry, ChangeSubject, Edit, NeedChange,
    UncomparedCause, UncomparedFile,
};
use crate::escape::{name, path, sentence};
use crate::finding_group::reaches_customer;
use crate::texts::change::{ChangeTexts, NeedSubject, ReasonText};
use crate::wording::{capital, quoted};
use crate::{CarriedName, Handoff, HandoffEnd, texts};

/// How many items or fields are named before the rest is counted.
const NAMED: usize = 4;

impl Change {
    /// Says in one sentence what matters most: the first new gap that reaches the customer, and how many there are.
    /// What comes out is safe to show on one line; names are cut where they are too long to read.
    pub fn headline(&self, language: Language) -> String {
        let words = Catalogue::of(language).change;
        let (new, spared) = (self.reaching().count(), self.spared().count());
        let first =
            |entry: Option<&ChangeEntry>| entry.map(|entry| entry.sentence(language)).unwrap_or_default();
        match (new, spared) {
            (0, 0) if self.is_empty() => words.nothing.to_owned(),
            (0, 0) if self.uncompared.iter().any(|file| file.cause == UncomparedCause::JudgesAsNow) => {
                words.judged_as_now.to_owned()
            }
            (0, 0) => format!("{}.", words.compatible),
            (0, spared) => format!("{}: {}", (words.spared)(spared), first(self.spared().next())),
            (new, spared) => format!("{}: {}", (words.gaps)(new, spared), first(self.reaching().next())),
        }
    }
}

impl ChangeEntry {
    /// Says the change in one sentence. What comes out is safe to show on one line.
    pub fn sentence(&self, language: Language) -> String {
        let said = SentenceWriter {
            words: Catalogue::of(language).change,
            plain: texts::Catalogue::of(language).report,
        };
        match &self.subject {
            ChangeSubject::Finding(edit, need) => said.finding(edit, need.as_deref()),
            ChangeSubject::Need(need) => said.need(need),
            ChangeSubject::Handoff(edit, cargo) => said.handoff(self.code, edit, cargo),
            ChangeSubject::Touchpoint(edit) => {
                let step = said.place(&edit.latest().step);
                if edit.after().is_some() {
                    (said.words.touchpoint_new)(&step)
                } else {
                    (said.words.touchpoint_gone)(&step)
                }
            }
            ChangeSubject::Department(edit) => {
                said.edit(edit, name, said.words.department_new, said.words.department_gone)
            }
            ChangeSubject::File(edit) => said.edit(edit, path, said.words.file_new, said.words.file_gone),
        }
    }
}

impl UncomparedFile {
    /// Says in one sentence what is not compared.
    pub fn sentence(&self, language: Language) -> String {
        (Catalogue::of(language).change.uncompared)(&path(&self.path), self.cause)
    }
}

/// What sentences are made with.
struct SentenceWriter {
    words: &'static ChangeTexts,
    plain: &'static texts::ReportTexts,
}

impl SentenceWriter {
    fn finding(&self, edit: &Edit<Box<Finding>>, need: Option<&NeedChange>) -> String {
        let message = || sentence(&edit.latest().message);
        match edit {
            // Rules say how things are; that they were otherwise, and why they changed, says the need.
            Edit::New(_) => need.filter(|need| need.broke).map_or_else(message, |need| self.need(need)),
            Edit::Gone(_) => need
                .filter(|need| !need.broke)
                .map_or_else(|| (self.words.no_longer)(&message()), |need| self.need(need)),
            Edit::Changed { old, new } => match (reaches_customer(old), reaches_customer(new)) {
                (false, true) => (self.words.now_reaches)(&message()),
                (true, false) => (self.words.reaches_no_more)(&message()),
                _ if old.severity == new.severity => message(),
                _ => {
                    let severity = |finding: &Finding| (self.plain.severity)(finding.severity).one;
                    (self.words.now)(&message(), severity(old), severity(new))
                }
            },
        }
    }

    fn need(&self, need: &NeedChange) -> String {
        let step = self.place(&need.step);
        let names_step = matches!(need.reason, Some(BreakReason::Behind { .. })) || need.department.is_none();
        let who = need.department.as_deref().map_or_else(|| capital(&step), name);
        let item = self.item(&need.item, need.state.as_deref());
        let told = NeedSubject { who: &who, item: &item, at: (!names_step).then_some(step.as_str()) };
        let said = (self.words.need)(&told, if need.broke { need.is } else { need.was }, need.broke);
        let why = need.reason.as_ref().map(|reason| (self.words.why)(&self.why(reason), need.broke));
        format!("{}.", why.map_or_else(|| said.clone(), |why| (self.words.since)(&said, &why)))
    }

    fn why(&self, reason: &BreakReason) -> ReasonText {
        let place = |place: &Place| self.place(place);
        let border = |giver: &Option<Arc<str>>, receiver: &Option<Arc<str>>| {
            (self.words.border)(&self.department(giver.as_deref()), &self.department(receiver.as_deref()))
        };
        match reason {
            BreakReason::Behind { provider, step } => {
                ReasonText::Behind { provider: place(provider), step: place(step) }
            }
            BreakReason::Beside { provider } => ReasonText::Beside { provider: place(provider) },
            BreakReason::Bypassed { provider, via } => {
                ReasonText::Bypassed { provider: place(provider), via: via.as_ref().map(place) }
            }
            BreakReason::Removed { provider } => ReasonText::Removed { provider: place(provider) },
            BreakReason::Dropped { provider } => ReasonText::Dropped { provider: place(provider) },
            BreakReason::Optional { provider } => ReasonText::Optional { provider: place(provider) },
            BreakReason::CutOff { provider } => ReasonText::CutOff { provider: place(provider) },
            BreakReason::HandoffGone { giver, receiver } => {
                ReasonText::HandoffGone { border: border(giver, receiver) }
            }
            BreakReason::NotCarried { giver, receiver } => {
                ReasonText::NotCarried { border: border(giver, receiver) }
            }
            BreakReason::State { provider, states } => ReasonText::State {
                provider: provider.as_ref().map(place),
                states: self.list(states.iter().map(|state| format!("[{}]", name(state)))),
            },
            BreakReason::Fields { missing } => ReasonText::Fields {
                missing: self.list(missing.iter().map(|field| self.plain.quoted(&name(field)))),
            },
            BreakReason::Undeclared => ReasonText::Undeclared,
        }
    }

    fn handoff(&self, code: ChangeCode, edit: &Edit<Box<Handoff>>, cargo: &CarriedChange) -> String {
        let (words, handoff) = (self.words, edit.latest());
        let (said, items) = (self.passage(handoff), self.items(&handoff.items));
        match code {
            ChangeCode::HandoffNew => (words.handoff_new)(&said, &items),
            ChangeCode::HandoffGone => (words.handoff_gone)(&said, &items),
            ChangeCode::HandoffLostItems => {
                let gained = if cargo.gained.is_empty() { String::new() } else { self.items(&cargo.gained) };
                (words.handoff_lost)(&said, &self.items(&cargo.lost), &gained)
            }
            ChangeCode::HandoffGainedItems => (words.handoff_gained)(&said, &self.items(&cargo.gained)),
            ChangeCode::HandoffUndeclared => (words.handoff_undeclared)(&said),
            ChangeCode::HandoffDeclared => (words.handoff_declared)(&said, &items),
            _ => {
                let old = edit.before().map_or_else(|| said.clone(), |old| self.passage(old));
                (words.handoff_moved)(&old, &said)
            }
        }
    }

    /// Says between whom and between which steps.
    fn passage(&self, handoff: &Handoff) -> String {
        let department = |end: &HandoffEnd| self.department(end.department.as_deref());
        let border = (self.words.border)(&department(&handoff.from), &department(&handoff.to));
        let step = |end: &HandoffEnd| self.plain.step(end);
        match (step(&handoff.from), step(&handoff.to)) {
            (None, None) => border,
            (Some(one), None) | (None, Some(one)) => format!("{border} ({one})"),
            (Some(last), Some(first)) => format!("{border} ({last} → {first})"),
        }
    }

    fn edit(
        &self,
        edit: &Edit<Arc<str>>,
        show: fn(&str) -> String,
        new: fn(&str) -> String,
        gone: fn(&str) -> String,
    ) -> String {
        match edit {
            Edit::New(it) => new(&show(it)),
            Edit::Gone(it) => gone(&show(it)),
            Edit::Changed { old, new } => (self.words.renamed)(&show(old), &show(new)),
        }
    }

    fn items(&self, items: &[CarriedName]) -> String {
        if items.is_empty() {
            return self.plain.nothing_declared.to_owned();
        }
        self.list(items.iter().map(|item| self.item(&item.name, item.state.as_deref())))
    }

    fn item(&self, item: &str, state: Option<&str>) -> String {
        let state = state.map(|state| format!(" [{}]", name(state)));
        self.plain.quoted(&format!("{}{}", name(item), state.unwrap_or_default()))
    }

    /// Lists the first few names and counts the others.
    fn list(&self, names: impl Iterator<Item = String>) -> String {
        let names: Vec<String> = names.collect();
        match &names[..] {
            [names @ .., last] if !names.is_empty() && names.len() < NAMED => {
                format!("{} {} {last}", names.join(", "), self.words.and)
            }
            names if names.len() > NAMED => {
                format!("{} {}", names[..NAMED].join(", "), (self.plain.more)(names.len() - NAMED))
            }
            names => names.join(", "),
        }
    }

    fn place(&self, place: &Place) -> String {
        quoted(place, self.plain)
    }

    fn department(&self, name: Option<&str>) -> String {
        name.map_or_else(|| self.plain.no_department.to_owned(), crate::escape::name)
    }
}
