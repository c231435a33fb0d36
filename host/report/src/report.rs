//! A finished check as every output gets it: names resolved, lists sorted, everything counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use handoff_finding::{Finding, Severity};
use handoff_landscape::Landscape;

use crate::cache::ReportCache;
use crate::customer::{Customer, customers};
use crate::diagnostic::DiagnosticTitles;
use crate::finding_group::{self, FindingGroup, UndecidedGroup};
use crate::handoff::Handoff;
use crate::ignored::IgnoredFinding;
use crate::mend::MendPlan;
use crate::run::{FileReport, PluginReport};
use crate::summary::{OmissionCounts, Sketch, Summary, candidates, sketches};

/// A finished check.
///
/// Made by [`Report::of`], which sorts every list but the files (they stay as given): the same check gives the same
/// report, whatever order the work was done in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was read, found and run, in figures.
    pub summary: Summary,
    /// Every input, also what could not be read.
    pub files: Vec<Arc<FileReport>>,
    /// Every handoff, by file and place.
    pub handoffs: Vec<Arc<Handoff>>,
    /// Every finding; what the baseline does not know comes first, of this what reaches the customer, then what is worse; at last
    /// what is undecided.
    pub findings: Vec<Arc<Finding>>,
    /// The same by cause, in the same order, but for what is undecided: what is counted and shown.
    pub causes: Vec<FindingGroup>,
    /// What is undecided, by the source that would have to be declared; what decides most comes first.
    pub open: Vec<UndecidedGroup>,
    /// The few changes that close most of the gaps.
    pub plan: MendPlan,
    /// What is left out of the lists above, by place.
    pub ignored: Vec<IgnoredFinding>,
    /// Who may be the customer, where none is recognised: who begins cases and gets answers.
    pub candidates: Vec<Arc<str>>,
    /// Who is taken for the customer, by name, with the reason.
    pub customers: Vec<Customer>,
    /// Every plugin of the run, by name.
    pub plugins: Vec<PluginReport>,
    /// Every process that is a sketch, by file and place.
    pub sketches: Vec<Sketch>,
    /// What people call the steps without a label that notes on files name.
    pub titles: DiagnosticTitles,
}

/// The border between a giver and a receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Border<'a> {
    /// The giving department, where one is known.
    pub giver: Option<&'a str>,
    /// The receiving department, where one is known.
    pub receiver: Option<&'a str>,
    /// What crosses it, in the order of the report; never empty.
    pub handoffs: Vec<&'a Handoff>,
    /// How many of these something says of what is handed over.
    pub declared: usize,
}

impl Report {
    /// Makes the report of a check: resolves names, sorts, counts.
    pub fn of(
        files: Vec<FileReport>,
        landscape: &Landscape,
        findings: Vec<Finding>,
        plugins: Vec<PluginReport>,
    ) -> Self {
        let files = files.into_iter().map(Arc::new).collect();
        let findings = findings.into_iter().map(Arc::new).collect();
        let omitted = OmissionCounts::default();
        Self::update(files, landscape, (findings, Vec::new()), plugins, omitted, &mut ReportCache::default())
    }

    /// Makes the same as [`Report::of`] of files and findings that others hold too, and of those that are left out, and takes
    /// over from the last report what is of the same unit (that of the same [`Arc`]), and the order of findings.
    pub fn update(
        files: Vec<Arc<FileReport>>,
        landscape: &Landscape,
        (findings, mut ignored): (Vec<Arc<Finding>>, Vec<IgnoredFinding>),
        mut plugins: Vec<PluginReport>,
        omitted: OmissionCounts,
        cache: &mut ReportCache,
    ) -> Self {
        plugins.sort_by(|a, b| {
            (&a.id.name, &a.id.version, &a.id.digest).cmp(&(&b.id.name, &b.id.version, &b.id.digest))
        });
        for plugin in &mut plugins {
            plugin.rules.sort();
        }
        ignored.sort_by(|IgnoredFinding { finding: a, .. }, IgnoredFinding { finding: b, .. }| {
            (&a.place, &a.rule, &a.fingerprint).cmp(&(&b.place, &b.rule, &b.fingerprint))
        });
        let (handoffs, findings) = cache.lists(landscape, findings);
        let (causes, open) = (finding_group::causes(&findings), finding_group::open(&findings));
        let summary = Summary::of(&files, landscape, (&causes, &open, &ignored), &plugins, omitted);
        let plan = MendPlan::of(&findings);
        let (candidates, customers) = (candidates(landscape), customers(landscape));
        let (sketches, titles) = (sketches(landscape), DiagnosticTitles::of(&files, landscape));
        Self {
            summary,
            files,
            handoffs,
            findings,
            causes,
            open,
            plan,
            ignored,
            candidates,
            customers,
            plugins,
            sketches,
            titles,
        }
    }

    /// Lists the ids of the rules that were run or have found something, sorted.
    pub(crate) fn rules(&self) -> BTreeSet<&str> {
        let ran = self.plugins.iter().flat_map(|plugin| &plugin.rules);
        let found = self.findings.iter().map(|finding| &finding.rule);
        ran.chain(found).map(|rule| &**rule).collect()
    }

    /// Takes out of the lists what the baseline knows; it stays counted.
    pub fn drop_known(&mut self) {
        self.findings.retain(|finding| !finding.known);
        self.causes.retain(|cause| !cause.first.known);
    }

    /// Counts the findings at all their places; what is undecided is none.
    pub fn decided(&self) -> usize {
        self.findings.iter().filter(|finding| finding.undecided.is_none()).count()
    }

    /// Returns every border that work crosses, by giver and receiver.
    pub fn borders(&self) -> Vec<Border<'_>> {
        let mut borders: BTreeMap<_, Vec<&Handoff>> = BTreeMap::new();
        for handoff in &self.handoffs {
            let ends = (handoff.from.department.as_deref(), handoff.to.department.as_deref());
            borders.entry(ends).or_default().push(handoff);
        }
        let borders = borders.into_iter().map(|((giver, receiver), handoffs)| {
            let declared = handoffs.iter().filter(|handoff| handoff.declared).count();
            Border { giver, receiver, handoffs, declared }
        });
        borders.collect()
    }
}

/// A rule that could be run: its own words, written by whoever wrote the plugin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RulePage<'a> {
    /// Its id, `family/name`.
    pub id: &'a str,
    /// Its own severity; the configuration may have given it another.
    pub severity: Severity,
    /// What it finds, in one line. Untrusted text.
    pub title: &'a str,
    /// Its page, in Markdown. Untrusted text.
    pub page: &'a str,
    /// Words by which people find rules, in kebab case.
    pub tags: &'a [String],
    /// The ids of rules that are worth knowing beside it; some may not be there.
    pub related: &'a [String],
    /// An `https` address where more is said.
    pub link: Option<&'a str>,
    /// Whether it is on its way out.
    pub deprecated: bool,
    /// What else is said of it, by names. Untrusted text.
    pub properties: &'a [(String, String)],
}
