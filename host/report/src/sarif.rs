//! SARIF 2.1.0, the format in which code scanning takes results (OASIS Standard, 2020).
//!
//! Messages are shown to people and so made safe to look at; ids, names of rules and paths are data and stay as they are.

mod wire;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use handoff_finding::{Finding, Fix, FixChange, Place, Severity};
use handoff_landscape::Origin;
use handoff_model::{Language, Span};

use self::wire::{
    Artifact, ArtifactChange, ArtifactLocation, CodeFlow, DeletedRegion, Descriptor, Driver, Help, Id,
    InsertedContent, Invocation, Location, Log, LogicalLocation, Message, Notification, PhysicalLocation,
    Plugin, PluginProperties, Properties, Region, Relationship, ReportingConfiguration, RuleProperties,
    RuleReference, Run, Step, Suppression, ThreadFlow, Tool, WireFix, WireReplacement,
};
use crate::escape::Untrusted;
use crate::texts::{Catalogue, ReportTexts};
use crate::wording::{causes, in_sentences, unchecked};
use crate::{FindingGroup, IgnoreReason, IgnoredFinding, PluginStatus, Report, RulePage, fix, json};

/// The schema that says what may stand in the output.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes a report as SARIF, with the pages of the rules in it. `rules` are those that could have been run. Where it is asked
/// for, what is `ignored` stands there as suppressed: code scanning of GitHub shows that as open.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    report: &Report,
    ignored: bool,
    rules: &[RulePage<'_>],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let context = Context::of(report, language);
    let since = |finding: &Finding| {
        let state = if finding.known { "unchanged" } else { "new" };
        report.summary.baseline.as_ref().map(|_| ResultBaseline { state, change: None })
    };
    let found = report.causes.iter().map(|cause| with_places(cause, since(&cause.first).as_ref(), &context));
    let open = report.open.iter().flat_map(|open| &open.findings);
    let found = found.chain(open.map(|finding| result(finding, since(finding).as_ref(), &context)));
    let ignored = if ignored { &report.ignored[..] } else { &[] };
    let suppressed = ignored.iter().map(|ignored| suppressed(ignored, &context));
    let runs = [run(report, rules, found.chain(suppressed).collect(), &context)];
    json::write_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs }, out)
}

/// What became of a finding since another state.
pub(crate) struct ResultBaseline {
    /// `new`, `unchanged`, `updated` or `absent`.
    pub(crate) state: &'static str,
    /// The effect of the change, and the sentence about it.
    pub(crate) change: Option<(&'static str, String)>,
}

/// What became of a place, without the sentence about it: the state, and the effect of the change.
type BaselineKey = (&'static str, Option<&'static str>);

/// Says what became of a finding; and what is in the other state only.
type Comparison<'a> = (&'a dyn Fn(&Finding) -> Option<ResultBaseline>, &'a [(&'a Finding, ResultBaseline)]);

/// Writes a report as [`write()`] does, compared with another state.
pub(crate) fn write_since(
    report: &Report,
    rules: &[RulePage<'_>],
    language: Language,
    (since, absent): Comparison<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let context = Context::of(report, language);
    let there = report.causes.iter().flat_map(|cause| compared(cause, since, &context));
    let open = report.open.iter().flat_map(|open| &open.findings);
    let there = there.chain(open.map(|finding| result(finding, since(finding).as_ref(), &context)));
    let gone = absent.iter().map(|(finding, since)| result(finding, Some(since), &context));
    let runs = [run(report, rules, there.chain(gone).collect(), &context)];
    json::write_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs }, out)
}

/// What a result refers to by number, and the words around it.
struct Context<'a> {
    words: &'static ReportTexts,
    rules: BTreeMap<&'a str, usize>,
    files: BTreeMap<&'a str, usize>,
}

impl<'a> Context<'a> {
    fn of(report: &'a Report, language: Language) -> Self {
        let files = report.files.iter().enumerate().map(|(index, file)| (&*file.path, index));
        Self {
            words: Catalogue::of(language).report,
            rules: report.rules().into_iter().zip(0..).collect(),
            files: files.collect(),
        }
    }

    fn location(&self, place: &Place) -> Location {
        let file = Some(&*place.file).filter(|file| !file.is_empty());
        let element = place.element.as_deref().filter(|element| !element.is_empty());
        let name = Some(place.name.as_str()).filter(|name| !name.is_empty());
        let logical = (name.or(element)).map(|name| LogicalLocation {
            name: name.to_owned(),
            fully_qualified_name: element.map(str::to_owned),
            kind: "element",
        });
        Location {
            physical_location: file.map(|file| PhysicalLocation {
                artifact_location: self.artifact(file),
                region: region(Span { line: place.line, column: place.column }),
            }),
            logical_locations: logical.into_iter().collect(),
            message: name.map(Message::of),
        }
    }

    fn artifact(&self, file: &str) -> ArtifactLocation {
        ArtifactLocation { uri: uri(file), index: self.files.get(file).copied() }
    }
}

fn region(span: Span) -> Option<Region> {
    let known = |number| Some(number).filter(|number| *number > 0);
    known(span.line).map(|start_line| Region { start_line, start_column: known(span.column) })
}

fn run<'a>(
    report: &'a Report,
    rules: &[RulePage<'a>],
    results: Vec<wire::Result<'a>>,
    context: &Context<'a>,
) -> Run<'a> {
    let artifact = |file: &'a Arc<crate::FileReport>| Artifact {
        location: ArtifactLocation { uri: uri(&file.path), index: None },
        roles: ["analysisTarget"],
    };
    Run {
        tool: Tool { driver: driver(rules, context), extensions: plugins(report) },
        invocations: [Invocation {
            execution_successful: report.summary.complete,
            tool_execution_notifications: notifications(report, context),
        }],
        artifacts: report.files.iter().map(artifact).collect(),
        results,
        column_kind: "unicodeCodePoints",
    }
}

fn driver<'a>(rules: &[RulePage<'a>], context: &Context<'a>) -> Driver<'a> {
    let pages: BTreeMap<&str, &RulePage<'a>> = rules.iter().map(|rule| (rule.id, rule)).collect();
    let descriptor = |id: &&'a str| {
        let rule = pages.get(id);
        let title = |rule: &&&RulePage<'_>| Message::of(rule.title);
        Descriptor {
            id,
            short_description: rule.as_ref().map(title),
            help: rule.map(|rule| Help { text: title(&rule).text, markdown: rule.page }),
            default_configuration: rule.map(|rule| ReportingConfiguration { level: level(rule.severity) }),
            help_uri: rule.and_then(|rule| rule.link),
            relationships: rule.map(|rule| relationships(rule, context)).unwrap_or_default(),
            properties: rule.and_then(|rule| rule_properties(rule)),
        }
    };
    Driver {
        name: "handoff",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: context.rules.keys().map(descriptor).collect(),
    }
}

/// Names the rules beside a rule, as far as they are in the list.
fn relationships<'a>(rule: &RulePage<'a>, context: &Context<'a>) -> Vec<Relationship<'a>> {
    let beside = rule.related.iter().filter_map(|id| {
        let target = RuleReference { id, index: *context.rules.get(id.as_str())? };
        Some(Relationship { target, kinds: ["relevant"] })
    });
    beside.collect()
}

fn rule_properties<'a>(rule: &RulePage<'a>) -> Option<RuleProperties<'a>> {
    let RulePage { tags, deprecated, properties, .. } = *rule;
    let about = properties.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let says = !tags.is_empty() || deprecated || !properties.is_empty();
    says.then_some(RuleProperties { tags, deprecated, about })
}

fn plugins(report: &Report) -> Vec<Plugin<'_>> {
    let digest = |plugin: &'_ crate::PluginReport| {
        Some(plugin.id.digest.to_string()).filter(|digest| !digest.is_empty())
    };
    let plugin = |plugin| {
        let &crate::PluginReport { ref id, status, .. } = plugin;
        let properties = PluginProperties { sha256: digest(plugin), status: status.name() };
        Plugin { name: &id.name, version: &id.version, properties }
    };
    report.plugins.iter().map(plugin).collect()
}

/// Says what was not read, not run or mended.
fn notifications<'a>(report: &'a Report, context: &Context<'_>) -> Vec<Notification<'a>> {
    let mut notifications = Vec::new();
    for file in &report.files {
        let at = |span| Location {
            physical_location: Some(PhysicalLocation {
                artifact_location: context.artifact(&file.path),
                region: region(span),
            }),
            ..Location::default()
        };
        notifications.extend(file.refusal.as_ref().map(|refusal| Notification {
            descriptor: Id { id: "handoff/unreadable-export" },
            level: "error",
            message: Message::of(&(context.words.not_read)(
                &refusal.reason(context.words.language),
                &refusal.remedy(context.words.language),
            )),
            locations: vec![at(refusal.span)],
        }));
        notifications.extend(file.notes.iter().map(|note| Notification {
            descriptor: Id { id: note.code.name },
            level: if note.code.repair { "warning" } else { "note" },
            message: Message::of(&report.titles.say(note, file, context.words.language)),
            locations: vec![at(note.span)],
        }));
    }
    let words = context.words;
    notifications.extend(unchecked(report, words).map(|unchecked| Notification {
        descriptor: Id { id: "handoff/unchecked" },
        level: "note",
        message: Message::of(&format!("{unchecked}. {}", words.give_something_to_check)),
        locations: Vec::new(),
    }));
    for plugin in &report.plugins {
        let id = match plugin.status {
            PluginStatus::Run => continue,
            PluginStatus::Failed => "handoff/plugin-failed",
            PluginStatus::Refused => "handoff/plugin-refused",
        };
        notifications.extend(causes(plugin, context.words).into_iter().map(|cause| Notification {
            descriptor: Id { id },
            level: "error",
            message: Message::of(&format!("{} {}: {cause}", plugin.id.name, plugin.id.version)),
            locations: Vec::new(),
        }));
    }
    notifications
}

/// Makes a result of a finding with its other places, each named for what it is.
fn with_places<'a>(
    cause: &'a FindingGroup,
    since: Option<&ResultBaseline>,
    context: &Context<'_>,
) -> wire::Result<'a> {
    let mut result = result(&cause.first, since, context);
    result.related_locations.extend(cause.others.iter().map(|other| context.location(&other.place)));
    result
}

/// Makes results of a finding in a comparison: its places stand together as far as the same became of them.
fn compared<'a>(
    cause: &'a FindingGroup,
    since: &dyn Fn(&Finding) -> Option<ResultBaseline>,
    context: &Context<'_>,
) -> Vec<wire::Result<'a>> {
    // The sentences about them may differ: that of the first place stands for all.
    let kind = |since: &ResultBaseline| -> BaselineKey {
        (since.state, since.change.as_ref().map(|(effect, _)| *effect))
    };
    let mut results: Vec<(Option<BaselineKey>, wire::Result<'a>)> = Vec::new();
    for finding in cause.all() {
        let since = since(finding);
        let became = since.as_ref().map(kind);
        match results.iter_mut().find(|(known, _)| *known == became) {
            Some((_, result)) => result.related_locations.push(context.location(&finding.place)),
            None => results.push((became, result(finding, since.as_ref(), context))),
        }
    }
    results.into_iter().map(|(_, result)| result).collect()
}

/// Returns a fix that changes a file that there is; a new entry may go into any, and is told in JSON.
fn replacement(fix: &Fix, context: &Context<'_>) -> Option<WireFix> {
    let FixChange::Replace { file, line, column, old, new } = &fix.change else { return None };
    let length = u32::try_from(old.chars().count()).ok()?.checked_add(2)?;
    let deleted_region =
        DeletedRegion { start_line: *line, start_column: *column, end_column: column.checked_add(length)? };
    let inserted_content = InsertedContent { text: fix::quoted(new) };
    Some(WireFix {
        description: Message::of(&fix.text),
        artifact_changes: [ArtifactChange {
            artifact_location: context.artifact(file),
            replacements: [WireReplacement { deleted_region, inserted_content }],
        }],
    })
}

fn result<'a>(
    finding: &'a Finding,
    since: Option<&ResultBaseline>,
    context: &Context<'_>,
) -> wire::Result<'a> {
    let change = since.and_then(|since| since.change.as_ref());
    let path = finding.reach.as_ref().map_or(&[][..], |reach| &reach.path);
    let flows = [(context.words.path, &finding.witness[..]), (context.words.reach, path)];
    wire::Result {
        rule_id: &finding.rule,
        rule_index: context.rules.get(&*finding.rule).copied(),
        level: if finding.undecided.is_some() { "none" } else { level(finding.severity) },
        // The standard has a word for what could not be decided.
        kind: finding.undecided.is_some().then_some("open"),
        baseline_state: since.map(|since| since.state),
        message: Message::of(&in_sentences(finding, context.words)),
        locations: [Location { message: None, ..context.location(&finding.place) }],
        related_locations: finding.related.iter().map(|place| context.location(place)).collect(),
        code_flows: flows
            .into_iter()
            .filter(|(_, places)| !places.is_empty())
            .map(|(title, places)| flow(title, places, context))
            .collect(),
        // Code scanning of GitHub knows a result again by the second name alone.
        partial_fingerprints: BTreeMap::from([
            ("handoff/v1", &*finding.fingerprint),
            ("primaryLocationLineHash", &*finding.fingerprint),
        ]),
        fixes: finding.fixes.iter().filter_map(|fix| replacement(fix, context)).collect(),
        suppressions: Vec::new(),
        properties: Properties {
            certainty: finding.certainty.name(),
            reach: finding.reach.as_ref().map(|reach| reach.verdict.name()),
            department: finding.department.as_deref(),
            item: finding.item.as_deref(),
            from: finding.from.as_deref(),
            to: finding.to.as_deref(),
            effect: change.map(|(effect, _)| *effect),
            change: change.map(|(_, sentence)| sentence.clone()),
            plugin: &finding.plugin.name,
        },
    }
}

fn suppressed<'a>(ignored: &'a IgnoredFinding, context: &Context<'_>) -> wire::Result<'a> {
    let suppression = |reason: &IgnoreReason| {
        let Origin { file, line, column } = reason.origin.clone();
        Suppression {
            kind: if reason.in_export { "inSource" } else { "external" },
            status: "accepted",
            justification: Untrusted::new(&reason.text).to_string(),
            location: context.location(&Place { file, line, column, ..Place::default() }),
        }
    };
    wire::Result {
        suppressions: ignored.reasons.iter().map(suppression).collect(),
        ..result(&ignored.finding, None, context)
    }
}

fn flow(title: &'static str, places: &[Place], context: &Context<'_>) -> CodeFlow {
    let step = |place| Step { location: context.location(place) };
    CodeFlow {
        message: Message { text: title.to_owned() },
        thread_flows: [ThreadFlow { locations: places.iter().map(step).collect() }],
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

impl Message {
    /// Makes a message of text that means nothing but itself: brackets would be a link, and braces a placeholder.
    fn of(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        for character in Untrusted::new(text).to_string().chars() {
            match character {
                '\\' | '[' | ']' => escaped.push('\\'),
                '{' | '}' => escaped.push(character),
                _ => {}
            }
            escaped.push(character);
        }
        Self { text: escaped }
    }
}

/// Makes the URI of a file: relative for a relative path, `file:` for one from the root or from a drive.
fn uri(path: &str) -> String {
    let bytes = path.as_bytes();
    let is_drive = bytes.len() > 2
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && matches!(bytes[2], b'\\' | b'/');
    let is_share = path.starts_with("//") && !path.starts_with("//?");
    let mut uri = match (is_drive, bytes.first()) {
        (true, _) => format!("file:///{}:", &path[..1]),
        // The name of the machine that it is on follows.
        (false, _) if is_share => "file:".to_owned(),
        (false, Some(b'/')) => "file://".to_owned(),
        (false, _) => String::new(),
    };
    for &byte in &bytes[if is_drive { 2 } else { 0 }..] {
        match byte {
            b'\\' if is_drive => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing into a string does not fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    fn check(path: &str, expected: &str) {
        assert_eq!(uri(path), expected);
    }

    #[test]
    fn relative_paths_stay_relative() {
        check("exports/order.bpmn", "exports/order.bpmn");
        check("../a b.bpmn", "../a%20b.bpmn");
        check("C:x", "C%3Ax");
        check("Prüfung/100%.bpmn", "Pr%C3%BCfung/100%25.bpmn");
        check("a?b#c", "a%3Fb%23c");
        check("", "");
    }

    #[test]
    fn paths_from_the_root_name_their_scheme() {
        check("/tmp/a.bpmn", "file:///tmp/a.bpmn");
        check("C:\\Temp\\a b.bpmn", "file:///C:/Temp/a%20b.bpmn");
        check("C:/Temp/a.bpmn", "file:///C:/Temp/a.bpmn");
        check("//server/share/a.bpmn", "file://server/share/a.bpmn");
    }

    #[test]
    fn nothing_is_a_scheme_by_accident() {
        check("javascript:alert(1)", "javascript%3Aalert%281%29");
        check("<stdin>", "%3Cstdin%3E");
    }
}
