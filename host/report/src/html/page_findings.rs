//! The findings of a page with the numbers they go by.

use std::collections::{BTreeSet, HashMap};

use handoff_finding::{Finding, Place};

use super::Content;
use crate::FindingGroup;
use crate::wording::{known, split, surely};

/// What several findings say alike, under one number.
pub(super) struct NumberedFinding<'a> {
    /// The number it goes by on the page, from 1.
    pub(super) number: usize,
    /// Its findings, at least one.
    pub(super) all: Vec<&'a Finding>,
    /// The finding that speaks for all.
    pub(super) first: &'a Finding,
}

impl NumberedFinding<'_> {
    /// Returns the id of its place on the page.
    pub(super) fn id(&self) -> String {
        format!("f{}", self.number)
    }
}

/// All findings of a page: what reaches the customer, then the rest, then what the baseline knows.
pub(super) struct PageFindings<'a> {
    entries: Vec<NumberedFinding<'a>>,
    /// How many of them reach the customer.
    gaps: usize,
    /// How many surely do.
    surely: usize,
    /// How many the baseline knows; they stand last.
    known: usize,
    /// The positions of entries by the fingerprints of their findings.
    by_print: HashMap<&'a str, Vec<usize>>,
    /// The positions of entries by the file they are in or name, in order.
    by_file: HashMap<&'a str, BTreeSet<usize>>,
    rules: BTreeSet<&'a str>,
}

impl<'a> PageFindings<'a> {
    pub(super) fn of(content: &Content<'a>) -> Self {
        let ((gaps, others), known) = (split(content.report), known(content.report));
        let mut book = Self {
            entries: Vec::new(),
            gaps: gaps.len(),
            surely: surely(&gaps),
            known: known.len(),
            by_print: HashMap::new(),
            by_file: HashMap::new(),
            rules: BTreeSet::new(),
        };
        for (index, cause) in gaps.into_iter().chain(others).chain(known).enumerate() {
            let all: Vec<&Finding> = FindingGroup::all(cause).map(|finding| &**finding).collect();
            for finding in &all {
                book.by_print.entry(&finding.fingerprint).or_default().push(index);
                book.by_file.entry(&finding.place.file).or_default().insert(index);
            }
            book.rules.insert(&cause.first.rule);
            book.entries.push(NumberedFinding { number: index + 1, all, first: &cause.first });
        }
        book
    }

    /// Lists what reaches the customer.
    pub(super) fn gaps(&self) -> &[NumberedFinding<'a>] {
        &self.entries[..self.gaps]
    }

    /// Returns how many surely reach the customer.
    pub(super) fn surely(&self) -> usize {
        self.surely
    }

    /// Lists everything else.
    pub(super) fn others(&self) -> &[NumberedFinding<'a>] {
        &self.entries[self.gaps..self.entries.len() - self.known]
    }

    /// Lists what the baseline knows.
    pub(super) fn known(&self) -> &[NumberedFinding<'a>] {
        &self.entries[self.entries.len() - self.known..]
    }

    /// Lists the ids of the rules that found something, sorted.
    pub(super) fn rules(&self) -> &BTreeSet<&'a str> {
        &self.rules
    }

    /// Lists the entries with a finding of this fingerprint.
    pub(super) fn with_print(&self, print: &str) -> impl Iterator<Item = &NumberedFinding<'a>> {
        self.by_print.get(print).into_iter().flatten().map(|index| &self.entries[*index])
    }

    /// Lists the entries with a finding in a file, each with its places there.
    pub(super) fn in_file(&self, file: &str) -> Vec<(&NumberedFinding<'a>, Vec<&'a Place>)> {
        let here = |entry: &NumberedFinding<'a>| {
            entry.all.iter().map(|finding| &finding.place).filter(|place| &*place.file == file).collect()
        };
        let indices = self.by_file.get(file).into_iter().flatten();
        indices.map(|index| (&self.entries[*index], here(&self.entries[*index]))).collect()
    }
}
