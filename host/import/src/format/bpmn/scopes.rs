//! What one diagram draws on top of each other, on sheets of their own.
//!
//! Older exports draw what lies in a collapsed sub-process somewhere on the same plane; bpmn-js gives it a plane of its
//! own, and so do we.

use handoff_model::{DrawingOrigin, Model, Plane, Point, Shape, ShapeKind, StepId, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// The largest box of a sub-process that shows nothing of what lies in it.
const LARGEST_CLOSED: (f64, f64) = (150.0, 110.0);

/// Where the elements of an export lie.
pub(super) struct ElementScopes<'d> {
    /// The steps by their ids.
    pub(super) steps: FxHashMap<&'d str, StepId>,
    /// The sub-process around each element that lies in one.
    pub(super) scopes: FxHashMap<&'d str, StepId>,
}

/// Parts a plane: first what stays, then one plane for each collapsed sub-process with something drawn in it. On each,
/// what lies in another is put behind it.
pub(super) fn part(mut plane: Plane, model: &Model, homes: &ElementScopes<'_>) -> Vec<Plane> {
    let collapsed = collapse(&mut plane.shapes, homes);
    let home = |element: &str| {
        let mut scope = homes.scopes.get(element).copied();
        while let Some(around) = scope.filter(|around| !collapsed.contains(around)) {
            scope = model.steps[around].scope;
        }
        scope
    };
    let (shapes, edges) = (std::mem::take(&mut plane.shapes), std::mem::take(&mut plane.edges));
    let mut planes = vec![plane];
    let mut sheets: FxHashMap<StepId, usize> = FxHashMap::default();
    for shape in shapes {
        let at = home(&shape.element).map_or(0, |scope| {
            *sheets.entry(scope).or_insert_with(|| {
                planes.push(sheet(model, scope));
                planes.len() - 1
            })
        });
        planes[at].shapes.push(shape);
    }
    for edge in edges {
        let at = |end: &str| home(end).and_then(|scope| sheets.get(&scope).copied());
        let at = at(&edge.source).or_else(|| at(&edge.target)).unwrap_or(0);
        planes[at].edges.push(edge);
    }
    for plane in &mut planes {
        plane.shapes.sort_by(|a, b| {
            (layer(a), b.bounds.area())
                .partial_cmp(&(layer(b), a.bounds.area()))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    planes
}

/// Marks the sub-processes that are drawn without what lies in them, and returns them.
fn collapse(shapes: &mut [Shape], homes: &ElementScopes<'_>) -> FxHashSet<StepId> {
    let mut inside: FxHashMap<StepId, Vec<Point>> = FxHashMap::default();
    for shape in shapes.iter() {
        if let Some(scope) = homes.scopes.get(shape.element.as_str()) {
            inside.entry(*scope).or_default().push(shape.bounds.centre());
        }
    }
    let mut collapsed = FxHashSet::default();
    for shape in shapes {
        let (ShapeKind::Step(sign), Some(step)) = (&mut shape.kind, homes.steps.get(shape.element.as_str()))
        else {
            continue;
        };
        if !sign.kind.is_scope() {
            continue;
        }
        let large = shape.bounds.width > LARGEST_CLOSED.0 || shape.bounds.height > LARGEST_CLOSED.1;
        let shows = |points: &Vec<Point>| points.iter().any(|point| shape.bounds.holds(*point));
        sign.expanded &= large || inside.get(step).is_some_and(shows);
        if !sign.expanded {
            collapsed.insert(*step);
        }
    }
    collapsed
}

fn sheet(model: &Model, scope: StepId) -> Plane {
    let step = &model.steps[scope];
    Plane {
        element: step.id.clone(),
        name: step.name.clone(),
        origin: DrawingOrigin::Export,
        shapes: Vec::new(),
        edges: Vec::new(),
    }
}

/// Tells what is drawn first; of one layer the largest is.
fn layer(shape: &Shape) -> u8 {
    match &shape.kind {
        ShapeKind::Pool { .. } => 0,
        ShapeKind::Lane { .. } => 1,
        ShapeKind::Group => 2,
        ShapeKind::Step(sign) if sign.expanded => 3,
        ShapeKind::Step(sign) if sign.kind == StepKind::Boundary => 5,
        _ => 4,
    }
}
