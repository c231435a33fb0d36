//! The drawings of the exports, with the findings pinned on them and the paths that show them.

use std::collections::{BTreeMap, HashSet};

use handoff_finding::{Finding, Place};
use handoff_model::{DrawingOrigin, Plane};
use maud::{Markup, PreEscaped, html};

use super::page_findings::{NumberedFinding, PageFindings};
use super::{Content, Context, sign};
use crate::FileReport;
use crate::drawing::{FindingPin, FindingTrail, Overlay, svg};
use crate::escape::{name, path, sentence};
use crate::texts::html::HtmlTexts;

/// Bytes of all drawings together: browsers open more, but nobody waits for it.
const MOST_BYTES: usize = 6 << 20;
/// Files with findings whose drawings stand open; more are folded.
const OPEN: usize = 8;
/// Paths that one drawing holds ready.
const MOST_TRAILS: usize = 40;

/// The drawings of a page, made before the findings that point at them.
#[derive(Default)]
pub(super) struct PageDrawings {
    files: Vec<FileDrawings>,
    /// The paths of the files that were not drawn any more.
    left_out: Vec<String>,
    /// For each finding that is pinned on a drawing, the id of the first such drawing.
    pinned: BTreeMap<usize, String>,
    /// The findings whose paths are drawn.
    trails: HashSet<usize>,
    bytes: usize,
}

/// The drawings of one file.
struct FileDrawings {
    path: String,
    markup: Markup,
    findings: usize,
}

/// The findings of one file, each with its places in it.
type FileFindings<'a, 'b> = Vec<(&'b NumberedFinding<'a>, Vec<&'a Place>)>;

impl PageDrawings {
    /// Draws the exports of a report, those with the worst findings first.
    pub(super) fn of(content: &Content<'_>, book: &PageFindings<'_>, own: &HtmlTexts) -> Self {
        let mut drawn = Self::default();
        let files = content.report.files.iter().filter(|file| file.refusal.is_none());
        let mut files: Vec<_> = files.map(|file| (book.in_file(&file.path), file)).collect();
        files.sort_by_key(|(here, _)| here.first().map_or(usize::MAX, |(entry, _)| entry.number));
        for (number, (here, file)) in files.into_iter().enumerate() {
            if drawn.bytes > MOST_BYTES {
                drawn.left_out.push(path(&file.path));
                continue;
            }
            let markup = drawn.file(number + 1, file, &here, content, own);
            let findings = here.iter().map(|(_, places)| places.len()).sum();
            drawn.files.push(FileDrawings { path: path(&file.path), markup, findings });
        }
        drawn
    }

    /// Tells whether there is nothing to draw.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.left_out.is_empty()
    }

    /// Returns where a finding is shown, as a fragment: its path, else the drawing it is pinned on.
    pub(super) fn shows(&self, number: usize) -> Option<(String, bool)> {
        if self.trails.contains(&number) {
            return Some((trail_id(number), true));
        }
        self.pinned.get(&number).map(|figure| (figure.clone(), false))
    }

    fn file(
        &mut self,
        number: usize,
        file: &FileReport,
        here: &FileFindings<'_, '_>,
        content: &Content<'_>,
        own: &HtmlTexts,
    ) -> Markup {
        let drawing = content.drawings.get(&file.path);
        let mut on_it = HashSet::new();
        let planes = drawing.map_or(&[][..], |drawing| &drawing.planes);
        let figures: Vec<Markup> = planes
            .iter()
            .enumerate()
            .map(|(sheet, plane)| {
                let id = format!("drawing{number}-{}", sheet + 1);
                self.figure(&id, plane, file, here, own, &mut on_it)
            })
            .collect();
        let undrawn = drawing.map_or(0, |drawing| drawing.undrawn.len());
        let off: Vec<_> = here.iter().filter(|(entry, _)| !on_it.contains(&entry.number)).collect();
        html! {
            @if drawing.is_none() { p class="remark" { (own.no_source) } }
            @if undrawn > 0 { p class="remark" { ((own.undrawn)(undrawn)) "." } }
            @for figure in &figures { (figure) }
            @if !off.is_empty() {
                p { (own.elsewhere) }
                ul class="here" { @for (entry, _) in off { li { (link(entry)) } } }
            }
        }
    }

    fn figure(
        &mut self,
        id: &str,
        plane: &Plane,
        file: &FileReport,
        here: &FileFindings<'_, '_>,
        own: &HtmlTexts,
        on_it: &mut HashSet<usize>,
    ) -> Markup {
        let targets: Vec<String> = here.iter().map(|(entry, _)| entry.id()).collect();
        let pins: Vec<FindingPin<'_>> = here
            .iter()
            .zip(&targets)
            .flat_map(|((entry, places), target)| {
                let elements = places.iter().filter_map(|place| place.element.as_deref());
                elements.map(|element| pin(entry, element, target))
            })
            .collect();
        let (trails, left_out) = self.trails(plane, file, here);
        let overlay = Overlay { pins, trails: trails.iter().map(FilePaths::trail).collect() };
        let called = (!plane.name.is_empty()).then(|| name(&plane.name));
        let label = (own.drawing_of)(called.as_deref().unwrap_or(&path(&file.path)));
        let picture = svg(plane, &overlay, &label);
        self.bytes += picture.markup.len();
        let pinned = overlay.pins.iter().zip(&picture.pinned).filter(|(_, pinned)| **pinned);
        let pinned: HashSet<usize> = pinned.map(|(pin, _)| pin.number).collect();
        for number in &pinned {
            self.pinned.entry(*number).or_insert_with(|| id.to_owned());
        }
        on_it.extend(&pinned);
        let laid_out = (plane.origin == DrawingOrigin::LaidOut).then_some(own.laid_out.to_owned());
        let shapes = (picture.left_out > 0).then(|| (own.left_out)(picture.left_out));
        let ways = (left_out > 0).then(|| (own.trails_left_out)(left_out));
        let remarks: Vec<String> = [laid_out, shapes, ways].into_iter().flatten().collect();
        html! {
            figure id=(id) {
                @if called.is_some() || !remarks.is_empty() {
                    figcaption {
                        @if let Some(called) = &called { strong { (called) } " " }
                        (remarks.join(" · "))
                    }
                }
                div class="canvas" role="group" tabindex="0" aria-label=(label)
                    style={ "--natural:" (picture.width.ceil()) "px" } {
                    (PreEscaped(picture.markup))
                }
                @if !pinned.is_empty() {
                    ol class="here" {
                        @for (entry, _) in here.iter().filter(|(entry, _)| pinned.contains(&entry.number)) {
                            li { (link(entry)) }
                        }
                    }
                }
            }
        }
    }

    /// Lists the paths to draw on a sheet, and counts those beyond the bound.
    fn trails<'a>(
        &mut self,
        plane: &Plane,
        file: &FileReport,
        here: &FileFindings<'a, '_>,
    ) -> (Vec<FilePaths<'a>>, usize) {
        let shown: HashSet<&str> = plane.shapes.iter().map(|shape| shape.element.as_str()).collect();
        let mut ways: Vec<FilePaths<'a>> = here
            .iter()
            .filter(|(entry, _)| !self.trails.contains(&entry.number))
            .filter_map(|(entry, _)| FilePaths::of(entry, &file.path, &shown))
            .collect();
        let left_out = ways.len().saturating_sub(MOST_TRAILS);
        ways.truncate(MOST_TRAILS);
        self.trails.extend(ways.iter().map(|way| way.number));
        (ways, left_out)
    }
}

/// The paths of one finding, as far as they lie in one file.
struct FilePaths<'a> {
    number: usize,
    id: String,
    finding: &'a Finding,
    witness: Vec<&'a str>,
    reach: Vec<&'a str>,
    touchpoint: Option<&'a str>,
}

impl<'a> FilePaths<'a> {
    /// Returns the paths of the finding that speaks for an entry, if they lead over a sheet.
    fn of(entry: &NumberedFinding<'a>, file: &str, shown: &HashSet<&str>) -> Option<Self> {
        let finding = entry.first;
        let element = |place: &'a Place| place.element.as_deref().filter(|_| &*place.file == file);
        let elements = |places: &'a [Place]| places.iter().filter_map(element).collect::<Vec<_>>();
        let reach = finding.reach.as_ref();
        let way = Self {
            number: entry.number,
            id: trail_id(entry.number),
            finding,
            witness: elements(&finding.witness),
            reach: reach.map(|reach| elements(&reach.path)).unwrap_or_default(),
            touchpoint: reach.and_then(|reach| element(reach.touchpoint.as_ref()?)),
        };
        let leads = |steps: &[&str]| steps.iter().filter(|step| shown.contains(**step)).count() > 1;
        (leads(&way.witness) || leads(&way.reach)).then_some(way)
    }

    fn trail(&self) -> FindingTrail<'_> {
        FindingTrail {
            id: &self.id,
            title: &self.finding.message,
            witness: self.witness.clone(),
            reach: self.reach.clone(),
            touchpoint: self.touchpoint,
        }
    }
}

fn trail_id(number: usize) -> String {
    format!("way{number}")
}

fn pin<'p>(entry: &NumberedFinding<'p>, element: &'p str, target: &'p str) -> FindingPin<'p> {
    let finding = entry.first;
    FindingPin { element, number: entry.number, severity: finding.severity, title: &finding.message, target }
}

fn link(entry: &NumberedFinding<'_>) -> Markup {
    html! {
        a href={ "#" (entry.id()) } {
            span class={ "number " (entry.first.severity.name()) } { (sign(entry.first.severity)) (entry.number) }
            " " (sentence(&entry.first.message))
        }
    }
}

/// Shows all drawings; but for the first with findings they are folded.
pub(super) fn all(context: Context<'_>) -> Markup {
    let (own, drawn) = (context.own, context.drawn);
    html! {
        @if !drawn.trails.is_empty() { (legend(own)) }
        @for (number, sheets) in drawn.files.iter().enumerate() {
            @if sheets.findings > 0 && number < OPEN {
                section class="file" {
                    h3 { code { (sheets.path) } }
                    (sheets.markup)
                }
            } @else {
                details class="file" {
                    summary { code { (sheets.path) } }
                    (sheets.markup)
                }
            }
        }
        @if !drawn.left_out.is_empty() {
            details {
                summary { ((own.not_drawn)(drawn.left_out.len())) }
                ul { @for path in &drawn.left_out { li { code { (path) } } } }
            }
        }
    }
}

/// Says how paths and the customer are drawn.
fn legend(own: &HtmlTexts) -> Markup {
    let line = |class: &str| html! { path class=(class) d="M2 8H46" {} };
    html! {
        ul class="legend" {
            li { svg class="drawing" viewBox="0 0 48 16" aria-hidden="true" { (line("witness")) } (own.way_to_gap) }
            li { svg class="drawing" viewBox="0 0 48 16" aria-hidden="true" { (line("reach")) } (own.way_to_customer) }
            li { svg class="drawing met-sign" viewBox="-12 -12 24 24" aria-hidden="true" { (crate::drawing::touchpoint_sign()) } (own.met_here) }
        }
    }
}
