//! A change in one sentence, for terminals, pages and comments alike.

use std::sync::Arc;

use handoff_finding::{Finding, Place};

use super::words::{Told, Why, Words};
use super::{Cargo, Change, Code, Edit, Entry, Need, Reason, Unread, What};
use crate::escape::{name, path, sentence};
use crate::report::reaches_customer;
use crate::text::{capital, labelled};
use crate::{Carried, End, Handoff, words};

/// How many items or fields are named before the rest is counted.
const NAMED: usize = 4;

impl Change {
    /// Says in one sentence what matters most: the first new gap that reaches the customer, and how many there are.
    /// What comes out is safe to show on one line; names are cut where they are too long to read.
    pub fn headline(&self, language: &str) -> String {
        let words = Words::of(language);
        let (new, spared) = (self.reaching().count(), self.spared().count());
        let first = |entry: Option<&Entry>| entry.map(|entry| entry.sentence(language)).unwrap_or_default();
        match (new, spared) {
            (0, 0) if self.is_empty() => words.nothing.to_owned(),
            (0, 0) => format!("{}.", words.compatible),
            (0, spared) => format!("{}: {}", (words.spared)(spared), first(self.spared().next())),
            (new, spared) => format!("{}: {}", (words.gaps)(new, spared), first(self.reaching().next())),
        }
    }
}

impl Entry {
    /// Says the change in one sentence. What comes out is safe to show on one line.
    pub fn sentence(&self, language: &str) -> String {
        let said = Say { words: Words::of(language), plain: words::Words::of(language) };
        match &self.what {
            What::Finding(edit, need) => said.finding(edit, need.as_deref()),
            What::Need(need) => said.need(need),
            What::Handoff(edit, cargo) => said.handoff(self.code, edit, cargo),
            What::Touchpoint(edit) => {
                let step = said.place(&edit.latest().step);
                if edit.after().is_some() {
                    (said.words.touchpoint_new)(&step)
                } else {
                    (said.words.touchpoint_gone)(&step)
                }
            }
            What::Department(edit) => {
                said.edit(edit, name, said.words.department_new, said.words.department_gone)
            }
            What::File(edit) => said.edit(edit, path, said.words.file_new, said.words.file_gone),
        }
    }
}

impl Unread {
    /// Says in one sentence what is not compared.
    pub fn sentence(&self, language: &str) -> String {
        (Words::of(language).unread)(&path(&self.path), self.now)
    }
}

/// What sentences are made with.
struct Say {
    words: &'static Words,
    plain: &'static words::Words,
}

impl Say {
    fn finding(&self, edit: &Edit<Box<Finding>>, need: Option<&Need>) -> String {
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

    fn need(&self, need: &Need) -> String {
        let step = self.place(&need.step);
        let names_step = matches!(need.reason, Some(Reason::Behind { .. })) || need.department.is_none();
        let who = need.department.as_deref().map_or_else(|| capital(&step), name);
        let item = self.item(&need.item, need.state.as_deref());
        let told = Told { who: &who, item: &item, at: (!names_step).then_some(step.as_str()) };
        let said = (self.words.need)(&told, if need.broke { need.is } else { need.was }, need.broke);
        let why = need.reason.as_ref().map(|reason| (self.words.why)(&self.why(reason), need.broke));
        format!("{}.", why.map_or_else(|| said.clone(), |why| (self.words.since)(&said, &why)))
    }

    fn why(&self, reason: &Reason) -> Why {
        let place = |place: &Place| self.place(place);
        let border = |giver: &Option<Arc<str>>, receiver: &Option<Arc<str>>| {
            (self.words.border)(&self.department(giver.as_deref()), &self.department(receiver.as_deref()))
        };
        match reason {
            Reason::Behind { provider, step } => Why::Behind { provider: place(provider), step: place(step) },
            Reason::Beside { provider } => Why::Beside { provider: place(provider) },
            Reason::Bypassed { provider, via } => {
                Why::Bypassed { provider: place(provider), via: via.as_ref().map(place) }
            }
            Reason::Removed { provider } => Why::Removed { provider: place(provider) },
            Reason::Dropped { provider } => Why::Dropped { provider: place(provider) },
            Reason::Optional { provider } => Why::Optional { provider: place(provider) },
            Reason::CutOff { provider } => Why::CutOff { provider: place(provider) },
            Reason::HandoffGone { giver, receiver } => Why::HandoffGone { border: border(giver, receiver) },
            Reason::NotCarried { giver, receiver } => Why::NotCarried { border: border(giver, receiver) },
            Reason::State { provider, states } => Why::State {
                provider: provider.as_ref().map(place),
                states: self.list(states.iter().map(|state| format!("[{}]", name(state)))),
            },
            Reason::Fields { missing } => Why::Fields {
                missing: self.list(missing.iter().map(|field| self.plain.quoted(&name(field)))),
            },
            Reason::Undeclared => Why::Undeclared,
        }
    }

    fn handoff(&self, code: Code, edit: &Edit<Box<Handoff>>, cargo: &Cargo) -> String {
        let (words, handoff) = (self.words, edit.latest());
        let (said, items) = (self.passage(handoff), self.items(&handoff.items));
        match code {
            Code::HandoffNew => (words.handoff_new)(&said, &items),
            Code::HandoffGone => (words.handoff_gone)(&said, &items),
            Code::HandoffLostItems => {
                let gained = if cargo.gained.is_empty() { String::new() } else { self.items(&cargo.gained) };
                (words.handoff_lost)(&said, &self.items(&cargo.lost), &gained)
            }
            Code::HandoffGainedItems => (words.handoff_gained)(&said, &self.items(&cargo.gained)),
            Code::HandoffUndeclared => (words.handoff_undeclared)(&said),
            Code::HandoffDeclared => (words.handoff_declared)(&said, &items),
            _ => {
                let old = edit.before().map_or_else(|| said.clone(), |old| self.passage(old));
                (words.handoff_moved)(&old, &said)
            }
        }
    }

    /// Says between whom and between which steps.
    fn passage(&self, handoff: &Handoff) -> String {
        let department = |end: &End| self.department(end.department.as_deref());
        let border = (self.words.border)(&department(&handoff.from), &department(&handoff.to));
        let step = |end: &End| self.plain.step(end);
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

    fn items(&self, items: &[Carried]) -> String {
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
        labelled(place, self.plain)
    }

    fn department(&self, name: Option<&str>) -> String {
        name.map_or_else(|| self.plain.no_department.to_owned(), crate::escape::name)
    }
}
