//! The comparison as JSON. Stable: fields are added, never renamed or taken away, while `version` is 1.

use std::io::{self, Write};

use handoff_model::Language;
use schemars::JsonSchema;
use serde::Serialize;

use handoff_finding::Place;

use super::Diff;
use crate::change::{
    BreakReason, CarriedChange, Change, ChangeEntry, ChangeSubject, Edit, Effect, NeedChange, UncomparedCause,
};
use crate::json::{self, VERSION, WireFinding, WireHandoff, WireItem, WirePlace};
use crate::{Report, names};

/// Writes a comparison as JSON, indented by two spaces and ended by a newline.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let [before, after] = [diff.before.report, diff.after.report];
    let wire = WireDiff {
        version: VERSION,
        before: WireState::of(diff.names[0], before),
        after: WireState::of(diff.names[1], after),
        change: WireChange::of(diff.change, diff.language),
    };
    json::write_pretty(&wire, out)
}

/// Returns the JSON Schema (draft 2020-12) of what [`write()`] writes.
pub fn schema() -> serde_json::Value {
    json::schema_of::<WireDiff<'_>>()
}

/// Returns a change as it is written, for programs that send it on with something else.
pub fn changed(change: &Change, language: Language) -> impl Serialize + JsonSchema + '_ {
    WireChange::of(change, language)
}

/// A comparison of two states.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "handoff diff")]
struct WireDiff<'a> {
    /// The version of this format. Fields may be added within a version; none is renamed or taken away.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    /// The old state.
    before: WireState<'a>,
    /// The new state.
    after: WireState<'a>,
    /// What changed.
    change: WireChange<'a>,
}

/// One of the two states.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "State")]
struct WireState<'a> {
    /// What people call it: a path, a revision, or `now`.
    name: &'a str,
    /// Inputs given.
    files: usize,
    /// Handoffs.
    handoffs: usize,
    /// Handoffs for which something stronger than a label says what is handed over.
    declared_handoffs: usize,
    /// Findings at all their places; what is undecided is not among them.
    findings: usize,
    /// Findings that certainly or possibly reach the customer.
    reaching_customer: usize,
    /// No input was refused and no plugin failed.
    complete: bool,
}

/// What changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Change")]
struct WireChange<'a> {
    /// What matters most, in one sentence.
    headline: String,
    /// The effect of the worst entry; null where nothing changed.
    #[schemars(extend("enum" = EFFECTS))]
    worst: Option<&'a str>,
    /// Findings that are in both states and as bad as before.
    unchanged: usize,
    /// Every change, the worst first.
    entries: Vec<WireEntry<'a>>,
    /// What is not compared, by file.
    uncompared: Vec<WireUncompared<'a>>,
}

const EFFECTS: [Option<&str>; 6] = [
    Some("breaking-for-customer"),
    Some("breaking"),
    Some("degrading"),
    Some("compatible"),
    Some("improving"),
    None,
];

/// One change. Of the fields from `finding` on, those are not null that it is about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Entry")]
struct WireEntry<'a> {
    /// What it means.
    #[schemars(extend("enum" = ["breaking-for-customer", "breaking", "degrading", "compatible", "improving"]))]
    effect: &'a str,
    /// The kind of change, like `finding-new`.
    code: &'a str,
    /// The change in one sentence.
    sentence: String,
    /// The finding.
    finding: Option<WireEdit<WireFinding<'a>>>,
    /// The need that broke or was mended.
    need: Option<WireNeed<'a>>,
    /// The handoff.
    handoff: Option<WireEdit<WireHandoff<'a>>>,
    /// What the handoff no longer carries.
    lost: Vec<WireItem<'a>>,
    /// What the handoff carries now.
    gained: Vec<WireItem<'a>>,
    /// The step where the customer is met.
    touchpoint: Option<WireEdit<WirePlace<'a>>>,
    /// The department.
    department: Option<WireEdit<&'a str>>,
    /// The file.
    file: Option<WireEdit<&'a str>>,
}

/// Something as it was and as it is.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EditOf{T}")]
struct WireEdit<T> {
    /// As it was; null where it is new.
    before: Option<T>,
    /// As it is; null where it is gone.
    after: Option<T>,
}

/// A need that broke or was mended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Need")]
struct WireNeed<'a> {
    /// Who needs it; null if nobody owns the step.
    department: Option<&'a str>,
    /// The step that needs it.
    step: WirePlace<'a>,
    /// What is needed.
    item: &'a str,
    /// In which state.
    state: Option<&'a str>,
    /// The verdict as it was: `always`, `sometimes`, `racing`, `late`, `elsewhere`, `never` or `unknown`.
    before: &'a str,
    /// The verdict as it is.
    after: &'a str,
    /// It broke; else it was mended.
    broke: bool,
    /// Why, as far as the two states tell.
    reason: Option<WireReason<'a>>,
}

/// Why a need broke; for one that was mended the mirror image.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reason")]
struct WireReason<'a> {
    /// What happened to the provider, the handoff or the item.
    #[schemars(extend("enum" = ["behind", "beside", "bypassed", "removed", "dropped", "optional", "cut-off",
        "handoff-gone", "not-carried", "state", "fields", "undeclared"]))]
    code: &'a str,
    /// Who provides the item, or did.
    provider: Option<WirePlace<'a>>,
    /// For `bypassed` a step on the way around the provider.
    via: Option<WirePlace<'a>>,
    /// For a handoff who gives.
    from: Option<&'a str>,
    /// For a handoff who receives.
    to: Option<&'a str>,
    /// The states in which the item arrives while the need is not met.
    states: Vec<&'a str>,
    /// The fields that are missing while the need is not met.
    fields: Vec<&'a str>,
}

/// A file that could be read in one of the states only.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Uncompared")]
struct WireUncompared<'a> {
    /// Its path.
    file: &'a str,
    /// Why.
    cause: UncomparedCause,
}

impl<'a> WireState<'a> {
    fn of(name: &'a str, report: &Report) -> Self {
        let summary = &report.summary;
        Self {
            name,
            files: summary.files,
            handoffs: summary.handoffs,
            declared_handoffs: summary.declared_handoffs,
            findings: report.decided(),
            reaching_customer: summary.reaching_customer,
            complete: summary.complete,
        }
    }
}

impl<'a> WireChange<'a> {
    fn of(change: &'a Change, language: Language) -> Self {
        Self {
            headline: change.headline(language),
            worst: change.worst().map(Effect::name),
            unchanged: change.unchanged,
            entries: change.entries.iter().map(|entry| WireEntry::of(entry, language)).collect(),
            uncompared: change
                .uncompared
                .iter()
                .map(|file| WireUncompared { file: &file.path, cause: file.cause })
                .collect(),
        }
    }
}

impl<'a> WireEntry<'a> {
    fn of(entry: &'a ChangeEntry, language: Language) -> Self {
        let mut wire = Self {
            effect: entry.effect.name(),
            code: entry.code.name(),
            sentence: entry.sentence(language),
            finding: None,
            need: None,
            handoff: None,
            lost: Vec::new(),
            gained: Vec::new(),
            touchpoint: None,
            department: None,
            file: None,
        };
        match &entry.subject {
            ChangeSubject::Finding(edit, need) => {
                wire.finding = Some(WireEdit::of(edit, |finding| WireFinding::of(finding)));
                wire.need = need.as_deref().map(WireNeed::of);
            }
            ChangeSubject::Need(need) => wire.need = Some(WireNeed::of(need)),
            ChangeSubject::Handoff(edit, CarriedChange { lost, gained }) => {
                wire.handoff = Some(WireEdit::of(edit, |handoff| WireHandoff::of(handoff)));
                wire.lost = lost.iter().map(WireItem::of).collect();
                wire.gained = gained.iter().map(WireItem::of).collect();
            }
            ChangeSubject::Touchpoint(edit) => {
                wire.touchpoint = Some(WireEdit::of(edit, |touchpoint| WirePlace::of(&touchpoint.step)));
            }
            ChangeSubject::Department(edit) => wire.department = Some(WireEdit::of(edit, |name| &**name)),
            ChangeSubject::File(edit) => wire.file = Some(WireEdit::of(edit, |path| &**path)),
        }
        wire
    }
}

impl<T> WireEdit<T> {
    fn of<'a, S>(edit: &'a Edit<S>, wire: impl Fn(&'a S) -> T) -> Self {
        Self { before: edit.before().map(&wire), after: edit.after().map(&wire) }
    }
}

impl<'a> WireNeed<'a> {
    fn of(need: &'a NeedChange) -> Self {
        Self {
            department: need.department.as_deref(),
            step: WirePlace::of(&need.step),
            item: &need.item,
            state: need.state.as_deref(),
            before: names::availability(need.was),
            after: names::availability(need.is),
            broke: need.broke,
            reason: need.reason.as_ref().map(WireReason::of),
        }
    }
}

impl<'a> WireReason<'a> {
    fn of(reason: &'a BreakReason) -> Self {
        let wire = |code, provider: Option<&'a Place>| Self {
            code,
            provider: provider.map(WirePlace::of),
            via: None,
            from: None,
            to: None,
            states: Vec::new(),
            fields: Vec::new(),
        };
        match reason {
            BreakReason::Behind { provider, .. } => wire("behind", Some(provider)),
            BreakReason::Beside { provider } => wire("beside", Some(provider)),
            BreakReason::Bypassed { provider, via } => {
                Self { via: via.as_ref().map(WirePlace::of), ..wire("bypassed", Some(provider)) }
            }
            BreakReason::Removed { provider } => wire("removed", Some(provider)),
            BreakReason::Dropped { provider } => wire("dropped", Some(provider)),
            BreakReason::Optional { provider } => wire("optional", Some(provider)),
            BreakReason::CutOff { provider } => wire("cut-off", Some(provider)),
            BreakReason::HandoffGone { giver, receiver } => {
                Self { from: giver.as_deref(), to: receiver.as_deref(), ..wire("handoff-gone", None) }
            }
            BreakReason::NotCarried { giver, receiver } => {
                Self { from: giver.as_deref(), to: receiver.as_deref(), ..wire("not-carried", None) }
            }
            BreakReason::State { provider, states } => Self {
                states: states.iter().map(|state| &**state).collect(),
                ..wire("state", provider.as_ref())
            },
            BreakReason::Fields { missing } => {
                Self { fields: missing.iter().map(String::as_str).collect(), ..wire("fields", None) }
            }
            BreakReason::Undeclared => wire("undeclared", None),
        }
    }
}
