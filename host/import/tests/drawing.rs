//! Exports are drawn, those that are shipped and every public one beside the workspace: by their own diagrams, and by ours once
//! these are cut off.

use std::collections::HashSet;

use handoff_corpus::{Sample, corpus, shipped};
use handoff_import::{read, read_drawn};
use handoff_model::{Drawing, DrawingOrigin, Plane, Shape, ShapeKind, StepKind};

/// Cuts all diagrams off.
fn without_diagrams(bytes: &[u8]) -> Option<Vec<u8>> {
    let (text, mut kept) = (std::str::from_utf8(bytes).ok()?, String::new());
    let mut rest = text;
    while let Some(at) = rest.find("BPMNDiagram") {
        let start = rest[..at].rfind('<')?;
        kept += &rest[..start];
        let end = rest[at + 1..].find("BPMNDiagram>")? + at + 1 + "BPMNDiagram>".len();
        rest = &rest[end..];
    }
    Some((kept + rest).into_bytes())
}

fn steps(plane: &Plane) -> impl Iterator<Item = (&Shape, StepKind, bool)> {
    plane.shapes.iter().filter_map(|shape| match &shape.kind {
        ShapeKind::Step(sign) => Some((shape, sign.kind, sign.expanded)),
        _ => None,
    })
}

/// What holds for every drawing.
fn check(path: &str, bytes: &[u8]) -> Option<Drawing> {
    let import = read(bytes, path);
    let drawn = read_drawn(bytes, path);
    // Who draws is told the same.
    assert_eq!((&import.model, &import.diagnostics), (&drawn.model, &drawn.diagnostics), "{path}");
    assert_eq!(import.model.is_some(), drawn.drawing.is_some(), "{path}");
    let (model, drawing) = (import.model?, drawn.drawing?);
    let mut known: HashSet<&str> = drawing.undrawn.iter().map(String::as_str).collect();
    for plane in &drawing.planes {
        assert!(!plane.shapes.is_empty(), "{path}");
        known.extend(plane.shapes.iter().map(|shape| shape.element.as_str()));
        for edge in &plane.edges {
            assert!(edge.points.len() > 1, "{path}: {}", edge.element);
        }
        let points = plane.edges.iter().flat_map(|edge| &edge.points).map(|point| [point.x, point.y]);
        let corners = plane.shapes.iter().map(|shape| [shape.bounds.right(), shape.bounds.bottom()]);
        assert!(points.chain(corners).flatten().all(f64::is_finite), "{path}");
    }
    for step in model.steps.rows() {
        assert!(known.contains(step.id.as_str()), "{path}: {} is nowhere", step.id);
    }
    Some(drawing)
}

/// What holds for a layout of ours besides: everything has its place.
fn check_layout(path: &str, plane: &Plane) {
    let nodes: Vec<_> = steps(plane).filter(|(_, kind, _)| *kind != StepKind::Boundary).collect();
    for (number, (a, _, a_is_open)) in nodes.iter().enumerate() {
        for (b, _, b_is_open) in &nodes[number + 1..] {
            let (a_in_b, b_in_a) =
                (b.bounds.union(&a.bounds) == b.bounds, a.bounds.union(&b.bounds) == a.bounds);
            let apart = !a.bounds.overlaps(&b.bounds);
            let inside = *a_is_open && b_in_a || *b_is_open && a_in_b;
            assert!(apart || inside, "{path}: {} lies on {}", a.element, b.element);
        }
    }
}

fn check_drawn(samples: impl Iterator<Item = Sample>) {
    for Sample { path, bytes } in samples {
        let Some(drawing) = check(&path, &bytes) else { continue };
        drawing.planes.iter().filter(|plane| plane.origin == DrawingOrigin::LaidOut).for_each(|plane| {
            check_layout(&path, plane);
        });
    }
}

fn check_laid_out(samples: impl Iterator<Item = Sample>) {
    let (mut laid_out, mut all) = (0, 0);
    for Sample { path, bytes } in samples {
        let Some(bytes) = without_diagrams(&bytes) else { continue };
        let Some(drawing) = check(&path, &bytes) else { continue };
        all += 1;
        assert_eq!(drawing.undrawn, [""; 0], "{path}");
        laid_out += usize::from(drawing.planes.iter().all(|plane| plane.origin == DrawingOrigin::LaidOut));
        drawing.planes.iter().for_each(|plane| check_layout(&path, plane));
    }
    assert!(all > 0);
    assert_eq!(laid_out, all);
}

#[test]
fn shipped_exports_are_drawn() {
    check_drawn(shipped().into_iter().map(|(sample, _)| sample));
}

#[test]
fn corpus_is_drawn() {
    let Some(corpus) = corpus() else { return };
    check_drawn(corpus.exports());
}

#[test]
fn shipped_exports_can_be_laid_out() {
    check_laid_out(shipped().into_iter().map(|(sample, _)| sample));
}

#[test]
fn corpus_can_be_laid_out() {
    let Some(corpus) = corpus() else { return };
    check_laid_out(corpus.exports());
}
