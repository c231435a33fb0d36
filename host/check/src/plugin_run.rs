//! What came of one plugin over the whole landscape: what it found, how it failed, what it used.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use handoff_finding::{Finding, PluginIdentity, Severity};
use handoff_landscape::Landscape;
use handoff_report::{self as report, PluginStatus, escape::Untrusted, text};
use handoff_sandbox::{Blame, CallFailure, CallResult, Host, Log, Phase, Plugin, Selection, Usage, limits};

use crate::cache::CachedCall;
use crate::host_rules;
use crate::plugin_calls::PluginCalls;
use crate::plugin_failure::{FailureDescription, PartMention};
use crate::plugins::RefusedPlugin;
use crate::texts::HostTexts;

/// What came of one plugin over the whole landscape.
pub struct PluginRun {
    /// The plugin, its status and its failures, as reports show them.
    pub plugin: report::PluginReport,
    /// What it found, and that it failed if it did.
    pub findings: Vec<Arc<Finding>>,
    /// What its calls used of their bounds.
    pub stats: text::PluginStats,
    /// What whoever mends it wants to know of each of its failures.
    pub traces: Vec<Trace>,
}

/// What a plugin left behind when it failed; untrusted text.
#[derive(Clone, Debug)]
pub struct Trace {
    /// Plugin, rule, unit and cause.
    pub message: String,
    /// What it logged in that call.
    pub log: Log,
    /// The functions in which it stopped, innermost first.
    pub frames: Vec<String>,
}

/// Failures that are the same to whoever mends the plugin.
struct FailureGroup {
    /// The first call that failed in this way: its unit.
    unit: usize,
    failure: CallFailure,
    log: Log,
    blame: Blame,
    /// How many parts of the landscape it failed on.
    units: usize,
    /// On how many more it was not called, because of this.
    skipped: usize,
}

/// A plugin with everything its calls got.
#[derive(Clone, Copy)]
pub(crate) struct PluginContext<'a> {
    pub(crate) host: &'a Host,
    pub(crate) plugin: &'a Plugin,
    pub(crate) selection: &'a Selection,
    pub(crate) severity_cap: Option<Severity>,
    pub(crate) landscape: &'a Arc<Landscape>,
    pub(crate) texts: &'a HostTexts,
}

impl PluginRun {
    /// Reports a plugin that was not run.
    pub(crate) fn refused(refused: &RefusedPlugin, texts: &HostTexts) -> Self {
        let id = refused.id();
        let used = text::PluginStats { name: id.name.to_string(), calls: 0, meters: Vec::new() };
        let cause = Some(refused.cause(texts));
        let status = PluginStatus::Refused;
        let plugin = report::PluginReport {
            id,
            status,
            cause,
            failures: Vec::new(),
            fuel: 0,
            rules: Vec::new(),
            lowered: None,
            in_english: 0,
        };
        Self {
            plugin,
            findings: vec![host_rules::plugin_refused(refused, texts).into()],
            stats: used,
            traces: Vec::new(),
        }
    }

    /// Sums up the calls of a plugin: one for each unit, in their order, as far as it was called.
    pub(crate) fn of(asked: PluginContext<'_>, ran: &PluginCalls) -> Self {
        let answers = &ran.answers;
        let description = &asked.plugin.description;
        let id = PluginIdentity {
            name: Arc::clone(&description.id),
            version: Arc::clone(&description.version),
            digest: Arc::clone(&asked.plugin.digest),
        };
        let calls = || answers.iter().map(|answer| &answer.call);
        let used = stats(asked.plugin, &calls());
        let fuel = calls().map(|call| call.usage.fuel.used).sum();
        for line in calls().flat_map(|call| &call.log.lines) {
            tracing::debug!(plugin = &*id.name, level = ?line.level, "{}", Untrusted::new(&line.message));
        }
        let mut findings: Vec<Arc<Finding>> =
            calls().flat_map(|call| call.findings.iter().cloned()).collect();
        let lowered = asked.severity_cap.and_then(|cap| lower(&mut findings, asked.selection, cap));
        let (mut failures, mut traces) = (Vec::new(), Vec::new());
        for way in ways(asked, ran) {
            let finding = host_rules::plugin_failed(&way.describe(&id, asked.landscape), asked.texts);
            failures.push(way.reported(&finding.message, asked.landscape));
            traces.push(Trace { message: finding.message.clone(), log: way.log, frames: way.failure.frames });
            findings.push(finding.into());
        }
        let status = if failures.is_empty() { PluginStatus::Run } else { PluginStatus::Failed };
        let cause = failures.first().map(|failure| failure.message.clone());
        let in_english = calls().map(|call| call.in_english).sum();
        let rules = asked.selection.rules().map(Arc::from).collect();
        let plugin = report::PluginReport { id, status, cause, failures, fuel, rules, lowered, in_english };
        Self { plugin, findings, stats: used, traces }
    }
}

/// Lowers findings to what their plugin may say at most, and counts them. What the configuration says of a rule was said with the
/// plugin in mind, and stays.
fn lower(
    findings: &mut [Arc<Finding>],
    selection: &Selection,
    cap: Severity,
) -> Option<report::LoweredFindings> {
    let mut number = 0;
    for finding in findings {
        if finding.severity > cap && selection.severity(&finding.rule).is_none() {
            Arc::make_mut(finding).severity = cap;
            number += 1;
        }
    }
    (number > 0).then_some(report::LoweredFindings { number, cap })
}

/// Joins the failed calls that failed in the same way: at the same point, for the same cause, by the same rules.
///
/// For each text of a failure the rule is looked for once, and for the first few texts only; different texts of one
/// cause and one rule are then one way.
fn ways(asked: PluginContext<'_>, ran: &PluginCalls) -> Vec<FailureGroup> {
    let PluginContext { host, plugin, selection, landscape, .. } = asked;
    let mut blamed: BTreeMap<(&str, &str), Blame> = BTreeMap::new();
    let mut ways: Vec<FailureGroup> = Vec::new();
    let mut last = 0;
    for (unit, CachedCall { call, blame }) in ran.answers.iter().map(|answer| &**answer).enumerate() {
        let Some(failure) = &call.failure else { continue };
        let kind = (failure.phase.name(), failure.cause.name());
        let blame = match (Blame::plain(selection, failure), blamed.get(&kind)) {
            (Some(plain), _) => plain,
            (None, Some(blame)) => blame.clone(),
            (None, None) if blamed.len() < limits::BLAMED => {
                let look = || host.blame(plugin, selection, landscape, unit, failure);
                let blame = blame.get_or_init(look).clone();
                blamed.insert(kind, blame.clone());
                blame
            }
            (None, None) => Blame::OneOf(selection.rules().count()),
        };
        let same = |way: &FailureGroup| {
            let failed = (way.failure.phase, way.failure.cause.name());
            failed == (failure.phase, failure.cause.name()) && way.blame == blame
        };
        if let Some(way) = ways.iter().position(same) {
            ways[way].units += 1;
            last = way;
        } else {
            last = ways.len();
            let (failure, log) = (failure.clone(), call.log.clone());
            ways.push(FailureGroup { unit, failure, log, blame, units: 1, skipped: 0 });
        }
    }
    if let Some(cause) = &ran.ended {
        let unit = ran.answers.len().saturating_sub(1);
        let failure = CallFailure { cause: cause.clone(), phase: Phase::Check, frames: Vec::new() };
        last = ways.len();
        let (log, blame) = (Log::default(), Blame::Plugin);
        ways.push(FailureGroup { unit, failure, log, blame, units: 1, skipped: 0 });
    }
    if let Some(way) = ways.get_mut(last) {
        way.skipped = ran.skipped;
    }
    ways
}

impl FailureGroup {
    fn describe<'a>(&'a self, plugin: &'a PluginIdentity, landscape: &Landscape) -> FailureDescription<'a> {
        FailureDescription {
            plugin,
            key: format!("{} {} {:?}", self.failure.phase.name(), self.failure.cause.name(), self.rules()),
            blame: &self.blame,
            phase: self.failure.phase,
            part: mention(landscape, self.unit),
            cause: &self.failure.cause,
            others: self.units - 1,
            skipped: self.skipped,
        }
    }

    fn reported(&self, message: &str, landscape: &Landscape) -> report::PluginFailure {
        report::PluginFailure {
            message: message.to_owned(),
            cause: self.failure.cause.name(),
            phase: self.failure.phase.name(),
            rules: self.rules().to_vec(),
            unit: landscape.units.get(self.unit).map(|unit| unit.name.clone()).unwrap_or_default(),
            units: self.units,
        }
    }

    fn rules(&self) -> &[Arc<str>] {
        match &self.blame {
            Blame::Rules(rules) => rules,
            _ => &[],
        }
    }
}

/// Says which part of the landscape a unit is.
fn mention(landscape: &Landscape, unit: usize) -> PartMention {
    let Some(unit) = landscape.units.get(unit) else { return PartMention::default() };
    let mut files: Vec<&Arc<str>> = Vec::new();
    for path in unit.processes.iter().filter_map(|process| unit.file(process.file)) {
        if !files.contains(&path) {
            files.push(path);
        }
    }
    let named = unit.processes.iter().find(|process| !process.name.is_empty());
    PartMention {
        process: named.map(|process| process.name.clone()).unwrap_or_default(),
        processes: unit.processes.len(),
        file: files.first().map(|first| Arc::clone(first)).unwrap_or_default(),
        files: files.len(),
    }
}

/// Takes what the dearest call used of each bound.
pub fn stats<'c>(
    plugin: &Plugin,
    calls: &(impl Iterator<Item = &'c CallResult> + Clone),
) -> text::PluginStats {
    use text::MeterUnit::{Bytes, Number};
    text::PluginStats {
        name: plugin.description.id.to_string(),
        calls: calls.clone().filter(|call| call.called).count() as u64,
        meters: vec![
            dearest("fuel", Number, calls, |usage| usage.fuel),
            dearest("memory", Bytes, calls, |usage| usage.memory),
            dearest("queries", Number, calls, |usage| usage.queries),
            dearest("query work", Number, calls, |usage| usage.work),
            dearest("findings", Number, calls, |usage| usage.findings),
        ],
    }
}

/// Takes what the dearest call used of one bound.
pub fn dearest<'c>(
    name: &'static str,
    measure: text::MeterUnit,
    calls: &(impl Iterator<Item = &'c CallResult> + Clone),
    meter: fn(&Usage) -> handoff_sandbox::Meter,
) -> text::MeterStats {
    let used = calls.clone().filter(|call| call.called).map(|call| meter(&call.usage));
    let handoff_sandbox::Meter { used, limit } = used.max_by_key(|meter| meter.used).unwrap_or_default();
    text::MeterStats { name, measure, used, limit }
}

impl Trace {
    /// Lays out what the plugin left behind, for people.
    pub fn render(&self) -> String {
        format!("{}\n{}", Untrusted::new(&self.message), self.left_behind())
    }

    /// Lays out log and frames.
    pub fn left_behind(&self) -> String {
        let mut text = String::new();
        let mut part = |title: &str, lines: Vec<String>| {
            for (index, line) in lines.into_iter().enumerate() {
                let title = if index == 0 { title } else { "" };
                // Writing into a string cannot fail.
                let _ = writeln!(text, "  {title:<5} {}", Untrusted::new(&line).cut(LONGEST_LINE));
            }
        };
        let lines = self.log.lines.iter();
        let mut log: Vec<String> =
            lines.map(|line| format!("{}: {}", line.level.name(), line.message)).collect();
        if self.log.dropped > 0 {
            log.push(format!("({} lines more, left out or cut)", self.log.dropped));
        }
        part("log", log);
        part("at", self.frames.clone());
        text
    }
}

/// Lines from a plugin longer than this, in columns, are cut.
const LONGEST_LINE: usize = 400;

#[cfg(test)]
mod tests {
    use handoff_landscape::Unit;
    use handoff_landscape::unit::{FileId, Process};
    use handoff_model::{Id, Language};
    use handoff_sandbox::{Blame, CallFailure, FailureCause, Log, LogLevel, LogLine, Phase};

    use super::*;

    /// Says one failure over processes of these names, each in a file of its own.
    #[track_caller]
    fn check(phase: Phase, blame: Blame, processes: &[&str], units: usize, expected: &str) {
        let process =
            |(file, name): (FileId, &&str)| Process { name: (*name).to_owned(), file, ..Process::default() };
        let unit = Unit {
            name: "configuration".to_owned(),
            files: processes.iter().map(|name| format!("{name}.bpmn").into()).collect(),
            processes: FileId::number(processes).map(process).collect(),
            ..Unit::default()
        };
        let landscape = Landscape { units: vec![unit.into()], ..Landscape::default() };
        let failure =
            CallFailure { cause: FailureCause::Panic("no step 7".to_owned()), phase, frames: Vec::new() };
        let way = FailureGroup { unit: 0, failure, log: Log::default(), blame, units, skipped: 0 };
        let id = PluginIdentity { name: "acme".into(), version: "1.0.0".into(), digest: "".into() };
        assert_eq!(
            host_rules::plugin_failed(&way.describe(&id, &landscape), HostTexts::of(Language::English))
                .message,
            expected
        );
    }

    #[test]
    fn plugin_rule_unit_and_cause_are_named() {
        let rule = |rule: &str| Blame::Rules(vec![rule.into()]);
        check(
            Phase::Check,
            rule("acme/fax"),
            &["Delivery"],
            1,
            "The plugin acme failed in its rule acme/fax while it checked “Delivery” (Delivery.bpmn): it panicked: no step 7.",
        );
        check(
            Phase::Check,
            Blame::OneOf(3),
            &["Order", "Delivery", ""],
            2,
            "The plugin acme failed in one of its 3 rules while it checked “Order” and 2 more processes (Order.bpmn \
             and 2 more files): it panicked: no step 7. It failed so on 1 more part of the landscape.",
        );
        check(
            Phase::Start,
            Blame::Plugin,
            &[""],
            3,
            "The plugin acme failed while it started for .bpmn: it panicked: no step 7. It failed so on 2 more parts \
             of the landscape.",
        );
        check(
            Phase::Configure,
            Blame::Rules(vec!["acme/fax".into(), "acme/mail".into(), "acme/post".into()]),
            &[],
            1,
            "The plugin acme failed in its rule acme/fax and 2 others alike while it took its options for the \
             configuration: it panicked: no step 7.",
        );
        check(
            Phase::Check,
            Blame::Together(4),
            &["Delivery\u{1b}[2J"],
            1,
            "The plugin acme failed with its 4 rules together while it checked “Delivery⟨U+001B⟩[2J” \
             (Delivery\u{1b}[2J.bpmn): it panicked: no step 7.",
        );
    }

    #[test]
    fn what_a_plugin_leaves_behind_is_laid_out_and_harmless() {
        let line = |level, message: &str| LogLine { level, message: message.to_owned() };
        let mut log = Log::default();
        log.lines = vec![line(LogLevel::Info, "looking"), line(LogLevel::Panic, "no\nstep \u{1b}7")];
        let trace = Trace {
            message: "It failed.".to_owned(),
            log,
            frames: vec!["acme::check".to_owned(), "acme::all".to_owned()],
        };
        let expected = "It failed.\n  log   info: looking\n        panic: no step ⟨U+001B⟩7\n  at    acme::check\n        acme::all\n";
        assert_eq!(trace.render(), expected);
    }
}
