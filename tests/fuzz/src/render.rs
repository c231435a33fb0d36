//! Hostile findings, names and causes through every renderer: nothing a terminal obeys, and JSON that says the same.

use std::sync::Arc;
use std::time::Duration;

use arbitrary::{Result, Unstructured};
use handoff_finding::{
    Certainty, Finding, MissingDeclaration, Naming, Place, PluginIdentity, Reach, Severity, Verdict,
};
use handoff_landscape::contract::Side;
use handoff_landscape::unit::{
    CarriedItem, Department, DepartmentId, FileId, Handoff, HandoffKind, Item, ItemId, Process, ProcessId,
    StateId, Step, StepId,
};
use handoff_landscape::{Landscape, Unit};
use handoff_model::{
    Diagnostic, Evidence, Exporter, Language, LinkDiagnostic, Omission, PlaceDiagnostic, Refusal,
    RefusalKind, Span, Status, StepKind, StepMention,
};
use handoff_report::text::{self, MeterStats, MeterUnit, PluginStats, Stats};
use handoff_report::{FileReport, PluginFailure, PluginReport, PluginStatus, Report, escape::Untrusted};

use crate::safe::{safe, safe_in_colour};
use crate::words::{list, maybe, text};
use crate::world;

/// Makes a report of hostile parts and writes it in every format.
pub fn render(bytes: &[u8]) {
    let _ = made(&mut Unstructured::new(bytes));
}

fn made(bytes: &mut Unstructured<'_>) -> Result<()> {
    let language = *bytes.choose(&Language::ALL)?;
    let (width, all) = (bytes.int_in_range(0..=200)?, bytes.arbitrary()?);
    let files = list(bytes, 3, file)?;
    let unit = Unit { files: vec![text(bytes)?.into()], ..one(bytes)? };
    let noted = |bytes: &mut Unstructured<'_>| Ok((name(bytes)?, note(bytes)?));
    let landscape =
        Landscape { units: vec![unit.into()], notes: list(bytes, 2, noted)?, ..Landscape::default() };
    world::sound(&landscape.units[0]);
    let findings = list(bytes, 8, finding)?;
    let plugins = list(bytes, 3, plugin)?;
    let stats = list(bytes, 2, stats)?;
    let report = Report::of(files, &landscape, findings, plugins);
    world::written(&report, language, width, all);

    let mut out = Vec::new();
    let stats = Stats { timings: vec![("read", Duration::from_nanos(bytes.arbitrary()?))], plugins: stats };
    text::write_stats(&stats, width, language, &mut out).expect("memory is writable");
    safe_in_colour(&out);
    let any = text(bytes)?;
    safe(&Untrusted::new(&any).to_string());
    safe(&Untrusted::new(&any).cut(width));
    assert!(!Untrusted::new(&any).to_string().contains('\n'));
    Ok(())
}

fn name(bytes: &mut Unstructured<'_>) -> Result<Arc<str>> {
    Ok(text(bytes)?.into())
}

fn some(bytes: &mut Unstructured<'_>) -> Result<Option<Arc<str>>> {
    Ok(maybe(bytes)?.map(Arc::from))
}

fn span(bytes: &mut Unstructured<'_>) -> Result<Span> {
    Ok(Span { line: bytes.arbitrary()?, column: bytes.arbitrary()? })
}

fn place(bytes: &mut Unstructured<'_>) -> Result<Place> {
    let Span { line, column } = span(bytes)?;
    let naming = *bytes.choose(&[Naming::Label, Naming::Around, Naming::Sign])?;
    Ok(Place { file: name(bytes)?, line, column, element: some(bytes)?, name: text(bytes)?, naming })
}

fn note(bytes: &mut Unstructured<'_>) -> Result<Diagnostic> {
    let code = *bytes.choose(&handoff_import::codes())?;
    let step = StepMention { label: text(bytes)?, id: text(bytes)? };
    let kind = match bytes.int_in_range(0..=3)? {
        0 => PlaceDiagnostic::PoolByShape(text(bytes)?).into(),
        1 => Omission::LeftOut(text(bytes)?, bytes.arbitrary()?).into(),
        2 => LinkDiagnostic::CallNowhere(step, text(bytes)?).into(),
        _ => PlaceDiagnostic::LaneConflict(step).into(),
    };
    Ok(Diagnostic { code, kind, span: span(bytes)?, element: maybe(bytes)? })
}

fn file(bytes: &mut Unstructured<'_>) -> Result<FileReport> {
    let refused = bytes.arbitrary()?;
    let refusal = if refused {
        Some(Refusal::at(span(bytes)?, RefusalKind::UnknownRoot(text(bytes)?, text(bytes)?)))
    } else {
        None
    };
    Ok(FileReport {
        path: name(bytes)?,
        format: *bytes.choose(&["bpmn", "text", "unknown"])?,
        exporter: Exporter { name: maybe(bytes)?, version: maybe(bytes)? },
        status: if refused { Status::Refused } else { *bytes.choose(&[Status::Read, Status::Repaired])? },
        notes: list(bytes, 4, note)?,
        refusal,
    })
}

/// No position, or one of the two that every list of [`one`] has.
const END: [Option<u32>; 3] = [None, Some(0), Some(1)];

/// Makes a unit whose elements are all there, under hostile names.
fn one(bytes: &mut Unstructured<'_>) -> Result<Unit> {
    let step = |bytes: &mut Unstructured<'_>| {
        Ok(Step {
            id: text(bytes)?,
            name: text(bytes)?,
            kind: *bytes.choose(&[
                StepKind::Task,
                StepKind::Start,
                StepKind::Exclusive,
                StepKind::SubProcess,
            ])?,
            owner: bytes.choose(&END)?.map(DepartmentId),
            process: ProcessId(0),
            scope: None,
            reachable: bytes.arbitrary()?,
            loose: false,
            multiple: false,
            unordered: false,
            span: span(bytes)?,
        })
    };
    let process = Process { id: text(bytes)?, name: text(bytes)?, span: span(bytes)?, ..Process::default() };
    let department = |name| Department {
        name,
        side: Side::Internal,
        certain: true,
        system: false,
        several: false,
        agreement: false,
    };
    let item = Item { name: text(bytes)?, states: vec![text(bytes)?], ..Item::default() };
    let steps = vec![step(bytes)?, step(bytes)?];
    let node = handoff_landscape::flow::Node {
        kind: handoff_landscape::flow::NodeKind::Step,
        scope: None,
        process: ProcessId(0),
        join: handoff_landscape::flow::Gate::Exclusive,
        split: handoff_landscape::flow::Gate::Exclusive,
    };
    let graph = handoff_landscape::flow::Graph { nodes: vec![node; 2], ..Default::default() };
    Ok(Unit {
        name: text(bytes)?,
        processes: vec![process],
        departments: vec![department(text(bytes)?), department(text(bytes)?)],
        steps,
        items: vec![item],
        handoffs: list(bytes, 4, handoff)?,
        graph,
        ..Unit::default()
    })
}

fn handoff(bytes: &mut Unstructured<'_>) -> Result<Handoff> {
    let kinds = [
        HandoffKind::Sequence,
        HandoffKind::Message,
        HandoffKind::Call,
        HandoffKind::Event,
        HandoffKind::Store,
    ];
    let carried = |bytes: &mut Unstructured<'_>| {
        let evidence = *bytes.choose(&[Evidence::Contract, Evidence::DataObject, Evidence::Label])?;
        Ok(CarriedItem { item: ItemId(0), state: *bytes.choose(&[None, Some(StateId(0))])?, evidence })
    };
    Ok(Handoff {
        id: text(bytes)?,
        element: maybe(bytes)?,
        span: span(bytes)?,
        file: FileId(0),
        kind: *bytes.choose(&kinds)?,
        giver: bytes.choose(&END)?.map(DepartmentId),
        receiver: bytes.choose(&END)?.map(DepartmentId),
        last: bytes.choose(&END)?.map(StepId),
        first: bytes.choose(&END)?.map(StepId),
        carries: list(bytes, 3, carried)?,
        declared: bytes.arbitrary()?,
        named: bytes.arbitrary()?,
        expected: bytes.arbitrary()?,
    })
}

fn who(bytes: &mut Unstructured<'_>) -> Result<PluginIdentity> {
    Ok(PluginIdentity { name: name(bytes)?, version: name(bytes)?, digest: name(bytes)? })
}

fn finding(bytes: &mut Unstructured<'_>) -> Result<Finding> {
    let verdicts = [Verdict::Certain, Verdict::Possible, Verdict::None, Verdict::Unknown];
    let reach = |bytes: &mut Unstructured<'_>| {
        Ok(Reach {
            verdict: *bytes.choose(&verdicts)?,
            touchpoint: list(bytes, 1, place)?.pop(),
            path: list(bytes, 4, place)?,
            repaired_by: list(bytes, 1, place)?.pop(),
        })
    };
    let undecided = |bytes: &mut Unstructured<'_>| Ok(MissingDeclaration { declare: text(bytes)? });
    let rules = ["handoff/unreadable-export", "handoff/plugin-failed", "gap/missing-item", "a/b"];
    Ok(Finding {
        rule: (*bytes.choose(&rules)?).into(),
        severity: *bytes.choose(&[Severity::Info, Severity::Warning, Severity::Error])?,
        certainty: *bytes.choose(&[Certainty::Advice, Certainty::Likely, Certainty::Certain])?,
        message: text(bytes)?,
        help: maybe(bytes)?,
        place: place(bytes)?,
        known: bytes.arbitrary()?,
        department: some(bytes)?,
        item: maybe(bytes)?,
        from: some(bytes)?,
        to: some(bytes)?,
        reach: list(bytes, 1, reach)?.pop(),
        undecided: list(bytes, 1, undecided)?.pop(),
        witness: list(bytes, 4, place)?,
        related: list(bytes, 4, place)?,
        fixes: Vec::new(),
        cause: text(bytes)?,
        fingerprint: text(bytes)?,
        plugin: who(bytes)?,
    })
}

fn failure(bytes: &mut Unstructured<'_>) -> Result<PluginFailure> {
    Ok(PluginFailure {
        message: text(bytes)?,
        cause: "panic",
        phase: "check",
        rules: list(bytes, 2, name)?,
        unit: text(bytes)?,
        units: bytes.arbitrary()?,
    })
}

fn plugin(bytes: &mut Unstructured<'_>) -> Result<PluginReport> {
    Ok(PluginReport {
        id: who(bytes)?,
        status: *bytes.choose(&[PluginStatus::Run, PluginStatus::Failed, PluginStatus::Refused])?,
        cause: maybe(bytes)?,
        failures: list(bytes, 2, failure)?,
        fuel: bytes.arbitrary()?,
        rules: list(bytes, 3, name)?,
        lowered: None,
        in_english: bytes.arbitrary()?,
    })
}

fn stats(bytes: &mut Unstructured<'_>) -> Result<PluginStats> {
    let meter = |bytes: &mut Unstructured<'_>| {
        let measure = *bytes.choose(&[MeterUnit::Number, MeterUnit::Bytes])?;
        Ok(MeterStats { name: "fuel", measure, used: bytes.arbitrary()?, limit: bytes.arbitrary()? })
    };
    Ok(PluginStats { name: text(bytes)?, calls: bytes.arbitrary()?, meters: list(bytes, 3, meter)? })
}
