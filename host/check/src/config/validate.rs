//! From the file as written to settings that mean something.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use handoff_landscape::contract::{
    Clause, Contract, DepartmentEntry, GivenItem, ItemField, Pattern, Side, Subject, Term, TouchpointEntry,
};
use handoff_landscape::{Origin, Settings};
use handoff_machine::Paths;

use super::date::Date;
use super::duration;
use super::entry::PatternBudget;
use super::error::{ConfigError, ConfigFile, EntryError, NamedPart};
use super::item::{FieldTable, PromiseTable, RawField, RawPromise, RawRequirement, RequirementTable};
use super::raw::{
    RawConfig, RawContract, RawContracts, RawDepartment, RawDirection, RawIgnore, RawSource, RawTerm,
    RawTouchpoint,
};
use super::rules::IgnoreEntry;
use super::side::RawSide;
use super::value::SpannedValue;
use crate::path::slashed;

/// Turns raw entries of one file into settings, collecting complaints.
pub(crate) struct Validator<'a> {
    pub(crate) source: Arc<ConfigFile>,
    pub(crate) complaints: &'a mut Vec<ConfigError>,
    /// Some values were at fault and are left out, so that a lack may only follow from a fault already told.
    pub(crate) partial: bool,
}

impl Validator<'_> {
    /// Takes what describes the company out of a configuration.
    pub(crate) fn config(&mut self, raw: &mut RawConfig, settings: &mut Settings) {
        settings.customers.extend(self.patterns(&raw.customers));
        settings.partners.extend(self.patterns(&raw.partners));
        let customers: HashMap<String, &SpannedValue<String>> =
            raw.customers.iter().rev().map(|customer| (folded(&customer.value), customer)).collect();
        for partner in &raw.partners {
            if let Some(customer) = customers.get(&folded(&partner.value)) {
                let second = if partner.span.start > customer.span.start { partner } else { customer };
                self.complain(&second.span, EntryError::BothSides(second.value.clone()));
            }
        }
        settings.touchpoints.extend(raw.touchpoint.iter().filter_map(|raw| self.touchpoint(raw)));
        settings.departments.extend(raw.department.iter().filter_map(|raw| self.department(raw)));
        self.unique_departments(&raw.department);
        super::vocabulary::extend(&mut settings.vocabulary, std::mem::take(&mut raw.vocabulary));
        let described = RawContracts {
            contract: std::mem::take(&mut raw.contract),
            source: std::mem::take(&mut raw.source),
            term: std::mem::take(&mut raw.term),
        };
        self.contracts(&described, settings);
    }

    /// Takes over what a contract file holds.
    pub(crate) fn contracts(&mut self, raw: &RawContracts, settings: &mut Settings) {
        settings.glossary.extend(raw.term.iter().filter_map(|raw| self.term(raw)));
        self.unique_terms(&raw.term);
        settings.given.extend(raw.source.iter().filter_map(|raw| self.given(raw)));
        settings.contracts.extend(raw.contract.iter().filter_map(|raw| self.contract(raw)));
    }

    /// Takes over ignores.
    pub(crate) fn ignores(&mut self, raw: &[SpannedValue<RawIgnore>]) -> Vec<IgnoreEntry> {
        let mut budget = PatternBudget::new();
        let mut ignores = Vec::with_capacity(raw.len());
        for raw in raw {
            let file = raw.value.file.as_ref();
            if let Some((file, Err(error))) = file.map(|file| (file, budget.spend(&file.value))) {
                self.complain(&file.span, error);
                break;
            }
            ignores.push(self.ignore(raw));
        }
        ignores
    }

    pub(super) fn complain(&mut self, span: &Range<usize>, error: EntryError) {
        self.complaints.push(ConfigError::new(&self.source, span.clone(), error));
    }

    /// Complains that something is not there, unless it may have been and was at fault.
    fn lack(&mut self, span: &Range<usize>, error: EntryError) {
        if !self.partial {
            self.complain(span, error);
        }
    }

    pub(super) fn origin<T>(&self, at: &SpannedValue<T>) -> Origin {
        self.source.origin(at.span.start)
    }

    /// Returns the text without white space around it; complains if nothing is left.
    pub(super) fn name(&mut self, at: &SpannedValue<String>, part: NamedPart) -> Option<String> {
        let name = at.value.trim();
        if name.is_empty() {
            self.complain(&at.span, EntryError::NoName(part));
            return None;
        }
        Some(name.to_owned())
    }

    fn pattern(&mut self, at: &SpannedValue<String>) -> Option<Pattern> {
        let text = self.name(at, NamedPart::Pattern)?;
        if text.chars().all(|c| c == '*') {
            self.complain(&at.span, EntryError::FitsAll);
            return None;
        }
        Some(Pattern { text, origin: self.origin(at) })
    }

    fn patterns(&mut self, list: &[SpannedValue<String>]) -> Vec<Pattern> {
        list.iter().filter_map(|at| self.pattern(at)).collect()
    }

    fn department(&mut self, raw: &SpannedValue<RawDepartment>) -> Option<DepartmentEntry> {
        let aliases = self.patterns(&raw.value.aliases);
        let side = raw.value.side.map(|side| match side {
            RawSide::Internal => Side::Internal,
            RawSide::Customer => Side::Customer,
            RawSide::Partner => Side::Partner,
        });
        let name = self.name(&raw.value.name, NamedPart::Department)?;
        let agreement = raw.value.agreement;
        Some(DepartmentEntry { name, aliases, side, agreement, origin: self.origin(&raw.value.name) })
    }

    /// Complains about names and aliases that stand for two departments.
    fn unique_departments(&mut self, departments: &[SpannedValue<RawDepartment>]) {
        let names = departments.iter().flat_map(|department| {
            let RawDepartment { name, aliases, .. } = &department.value;
            std::iter::once(name).chain(aliases).map(move |alias| (name, alias))
        });
        self.unique(names, NamedPart::Department);
    }

    fn unique_terms(&mut self, terms: &[SpannedValue<RawTerm>]) {
        let names = terms.iter().flat_map(|term| {
            let RawTerm { name, synonyms, .. } = &term.value;
            std::iter::once(name).chain(synonyms).map(move |synonym| (name, synonym))
        });
        self.unique(names, NamedPart::Term);
    }

    fn unique<'n>(
        &mut self,
        names: impl Iterator<Item = (&'n SpannedValue<String>, &'n SpannedValue<String>)>,
        part: NamedPart,
    ) {
        let mut owners: HashMap<String, &SpannedValue<String>> = HashMap::new();
        for (owner, name) in names {
            let other = *owners.entry(folded(&name.value)).or_insert(owner);
            if other.span != owner.span {
                let line = self.origin(other).line;
                let (owner, twin) = (other.value.clone(), name.value.clone());
                self.complain(&name.span, EntryError::NameTwice { name: twin, part, other: owner, line });
            }
        }
    }

    fn touchpoint(&mut self, raw: &SpannedValue<RawTouchpoint>) -> Option<TouchpointEntry> {
        let step = self.pattern(&raw.value.step)?;
        Some(TouchpointEntry { step, inbound: raw.value.direction == RawDirection::FromCustomer })
    }

    fn term(&mut self, raw: &SpannedValue<RawTerm>) -> Option<Term> {
        let synonyms =
            raw.value.synonyms.iter().filter_map(|synonym| self.name(synonym, NamedPart::Synonym)).collect();
        let name = self.name(&raw.value.name, NamedPart::Term)?;
        let steward = raw.value.steward.as_ref();
        let steward = steward.and_then(|steward| self.name(steward, NamedPart::Department));
        Some(Term { name, synonyms, steward, origin: self.origin(&raw.value.name) })
    }

    fn given(&mut self, raw: &SpannedValue<RawSource>) -> Option<GivenItem> {
        let RawSource { item, from, process } = &raw.value;
        let name = self.name(item, NamedPart::Item)?;
        Some(GivenItem {
            item: name,
            from: from.clone(),
            process: process.clone(),
            origin: self.origin(item),
        })
    }

    fn contract(&mut self, raw: &SpannedValue<RawContract>) -> Option<Contract> {
        let entry = &raw.value;
        let requires: Vec<Clause> = entry.requires.iter().filter_map(|at| self.requirement(at)).collect();
        let provides: Vec<Clause> = entry.provides.iter().filter_map(|at| self.promise(at)).collect();
        let within = entry.within.as_ref().and_then(|at| self.duration(at));
        let share = entry.complete_and_accurate.as_ref();
        if let Some(share) = share.filter(|share| !(0.0..=1.0).contains(&share.value)) {
            self.complain(&share.span, EntryError::Share);
        }
        let subject = self.subject(raw)?;
        if entry.requires.is_empty() && entry.provides.is_empty() && entry.within.is_none() && share.is_none()
        {
            self.lack(&raw.span, EntryError::EmptyContract);
            return None;
        }
        let complete_and_accurate = share.map(|share| share.value);
        Some(Contract {
            subject,
            requires,
            provides,
            within,
            complete_and_accurate,
            origin: self.origin(raw),
        })
    }

    fn subject(&mut self, raw: &SpannedValue<RawContract>) -> Option<Subject> {
        let RawContract { department, step, process, .. } = &raw.value;
        let department = department.as_ref().map(|at| (at, Subject::Department as fn(String) -> Subject));
        let step = step.as_ref().map(|at| (at, Subject::Step as _));
        let process = process.as_ref().map(|at| (at, Subject::Process as _));
        let mut stated = department.into_iter().chain(step).chain(process);
        let Some((at, subject)) = stated.next() else {
            self.lack(&raw.span, EntryError::NoSubject);
            return None;
        };
        if let Some((second, _)) = stated.next() {
            self.complain(&second.span, EntryError::TwoSubjects);
        }
        self.name(at, NamedPart::Subject).map(subject)
    }

    fn requirement(&mut self, at: &SpannedValue<RawRequirement>) -> Option<Clause> {
        let RequirementTable { item, state, fields, from, data_type, unit, many, format, evidence, optional } =
            &at.value.0;
        let (item, state) = self.item(&at.span, item, state.as_deref())?;
        Some(Clause {
            item,
            state,
            fields: fields.iter().map(field).collect(),
            data_type: data_type.clone(),
            unit: unit.clone(),
            many: *many,
            optional: *optional,
            party: from.clone(),
            format: format.clone(),
            evidence: evidence.clone(),
            origin: self.origin(at),
        })
    }

    fn promise(&mut self, at: &SpannedValue<RawPromise>) -> Option<Clause> {
        let PromiseTable { item, state, fields, to, data_type, unit, many, format, evidence, optional } =
            &at.value.0;
        let (item, state) = self.item(&at.span, item, state.as_deref())?;
        Some(Clause {
            item,
            state,
            fields: fields.iter().map(field).collect(),
            data_type: data_type.clone(),
            unit: unit.clone(),
            many: *many,
            optional: *optional,
            party: to.clone(),
            format: format.clone(),
            evidence: evidence.clone(),
            origin: self.origin(at),
        })
    }

    /// Takes `Order [approved]` apart; a state may stand in either place, not differently in both.
    fn item(
        &mut self,
        span: &Range<usize>,
        item: &str,
        state: Option<&str>,
    ) -> Option<(String, Option<String>)> {
        let (name, written) = handoff_model::split_state(item);
        if name.is_empty() {
            self.complain(span, EntryError::NoName(NamedPart::Item));
            return None;
        }
        let state = state.map(str::trim).filter(|state| !state.is_empty());
        if let (Some(written), Some(state)) = (written, state)
            && folded(written) != folded(state)
        {
            self.complain(span, EntryError::TwoStates(written.to_owned(), state.to_owned()));
        }
        Some((name.to_owned(), written.or(state).map(str::to_owned)))
    }

    fn duration(&mut self, at: &SpannedValue<String>) -> Option<u64> {
        match duration::seconds(&at.value) {
            Ok(seconds) => Some(seconds),
            Err(error) => {
                self.complain(&at.span, EntryError::NoDuration(at.value.clone(), error));
                None
            }
        }
    }

    fn ignore(&mut self, raw: &SpannedValue<RawIgnore>) -> IgnoreEntry {
        let RawIgnore { rule, file, element, department, item, reason, until } = &raw.value;
        let given = [rule, file, element, department, item];
        if given.into_iter().all(Option::is_none) {
            self.lack(&raw.span, EntryError::IgnoresAll);
        }
        if reason.value.trim().is_empty() {
            self.complain(&reason.span, EntryError::NoReason);
        }
        let until = until.as_ref().and_then(|until| {
            let date = Date::parse(&until.value);
            if date.is_none() {
                self.complain(&until.span, EntryError::NoDate(until.value.clone()));
            }
            date
        });
        let file = file.as_ref().and_then(|file| match Paths::Unix.pattern([slashed(&file.value)]) {
            Ok(pattern) => Some((slashed(&file.value), pattern)),
            Err(error) => {
                self.complain(&file.span, EntryError::NoPattern(error.kind().to_string()));
                None
            }
        });
        let text = |at: &Option<SpannedValue<String>>| at.as_ref().map(|at| at.value.clone());
        IgnoreEntry {
            rule: rule.clone().map(|rule| (rule.value, rule.span)),
            file,
            element: text(element),
            department: text(department),
            item: text(item),
            reason: reason.value.trim().to_owned(),
            until,
            source: Arc::clone(&self.source),
            span: raw.span.clone(),
        }
    }
}

/// Makes one of names that are one to a person. The analysis knows more (umlauts, plural); this only finds slips.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn field(raw: &RawField) -> ItemField {
    let FieldTable { name, data_type, format, unit, optional } = &raw.0;
    ItemField {
        name: name.clone(),
        data_type: data_type.clone(),
        format: format.clone(),
        unit: unit.clone(),
        optional: *optional,
    }
}
