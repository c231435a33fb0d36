//! A process as it is drawn.
//!
//! Positions are in the units of the export, which are pixels for nearly all tools; `x` grows to the right and `y`
//! downward. Every number is finite.

use crate::{DefinitionKind, Loop, StepKind};

/// A point of a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// The distance from the left, in units of the export.
    pub x: f64,
    /// The distance from the top, in units of the export.
    pub y: f64,
}

/// An upright rectangle of a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The distance of its left side from the left, in units of the export.
    pub x: f64,
    /// The distance of its upper side from the top, in units of the export.
    pub y: f64,
    /// The width in units of the export; not negative.
    pub width: f64,
    /// The height in units of the export; not negative.
    pub height: f64,
}

impl Rect {
    /// Returns the point in its middle.
    pub fn centre(&self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }

    /// Returns `x` of its right side.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Returns `y` of its lower side.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Returns its area, in square units of the export.
    pub fn area(&self) -> f64 {
        self.width * self.height
    }

    /// Tells whether a point lies in it or on its border.
    pub fn holds(&self, point: Point) -> bool {
        self.x <= point.x && point.x <= self.right() && self.y <= point.y && point.y <= self.bottom()
    }

    /// Tells whether the insides of both have a point in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Returns the smallest rectangle around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Self { x, y, width: right - x, height: bottom - y }
    }

    /// Returns where the line from its middle to `towards` crosses its border; the middle itself where there is no
    /// such line.
    pub fn dock(&self, towards: Point) -> Point {
        let centre = self.centre();
        let (dx, dy) = (towards.x - centre.x, towards.y - centre.y);
        let reach = |half: f64, way: f64| if way == 0.0 { f64::INFINITY } else { half / way.abs() };
        let share = reach(self.width / 2.0, dx).min(reach(self.height / 2.0, dy)).min(1.0);
        Point { x: centre.x + dx * share, y: centre.y + dy * share }
    }
}

/// What decides how a step is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The kind of step, which decides the shape.
    pub kind: StepKind,
    /// For events: what is thrown or caught.
    pub definitions: Vec<DefinitionKind>,
    /// For boundary events and starts of event sub-processes: whether the host is stopped; true for everything else.
    pub interrupting: bool,
    /// For events: all definitions must happen, not one.
    pub parallel_multiple: bool,
    /// How often it runs: the loop marker.
    pub repeats: Loop,
    /// It only runs to undo other work.
    pub compensation: bool,
    /// Its steps may run in any order.
    pub ad_hoc: bool,
    /// It is a transaction: its line is double.
    pub transaction: bool,
    /// For receive tasks and event-based gateways: it starts the process.
    pub instantiates: bool,
    /// For sub-processes: what lies in it is drawn in it.
    pub expanded: bool,
}

/// What a shape shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    /// A pool.
    Pool {
        /// Work runs from left to right, and the name stands at the left side.
        horizontal: bool,
        /// It is a black box: nothing is shown in it.
        closed: bool,
        /// It stands for several of its kind.
        multiple: bool,
    },
    /// A lane.
    Lane {
        /// Work runs from left to right, and the name stands at the left side.
        horizontal: bool,
    },
    /// A step.
    Step(Sign),
    /// A data object, input or output.
    Data {
        /// It stands for several of its kind.
        collection: bool,
    },
    /// A data store.
    Store,
    /// A text annotation.
    Annotation,
    /// A frame around what belongs together.
    Group,
}

/// One shape of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The id of the element it shows, as in the model; empty where the element has none.
    pub element: String,
    /// The kind of element it shows.
    pub kind: ShapeKind,
    /// Where it is drawn, its label left out.
    pub bounds: Rect,
    /// The label, white space folded; empty where there is none.
    pub label: String,
    /// Where the label is drawn, where the export says so and the label is not inside.
    pub label_bounds: Option<Rect>,
}

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// A sequence flow.
    Sequence {
        /// It leaves an activity under a condition.
        conditional: bool,
        /// It is taken where no condition holds.
        default: bool,
    },
    /// A message flow between pools.
    Message,
    /// An association with its directions.
    Association {
        /// It has an arrow at its source.
        to_source: bool,
        /// It has an arrow at its target.
        to_target: bool,
    },
}

/// One line of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The id of the element it shows, as in the model; empty where the element has none.
    pub element: String,
    /// The kind of connection it shows.
    pub kind: EdgeKind,
    /// The id of the element it comes from; empty where that is unknown.
    pub source: String,
    /// The id of the element it leads to; empty where that is unknown.
    pub target: String,
    /// Its course: at least two points, from source to target.
    pub points: Vec<Point>,
    /// The label, white space folded; empty where there is none.
    pub label: String,
    /// Where the label is drawn, where that is known.
    pub label_bounds: Option<Rect>,
}

/// Where the positions of a plane come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawingOrigin {
    /// The diagram of the export itself.
    Export,
    /// A layout of ours, since the export has none.
    LaidOut,
}

/// One sheet of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// The id of the collaboration, process or sub-process it shows; empty where it shows the whole file.
    pub element: String,
    /// What people call it, or empty.
    pub name: String,
    /// Where the positions come from.
    pub origin: DrawingOrigin,
    /// The shapes in the order in which they are drawn: what lies in another comes after it.
    pub shapes: Vec<Shape>,
    /// The lines that join the shapes; pictures draw them beneath.
    pub edges: Vec<Edge>,
}

/// An export as it is drawn: on its own diagrams, else on a layout of ours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Its sheets, none of them empty.
    pub planes: Vec<Plane>,
    /// The ids of the steps that stand on no sheet, in file order: their export draws others of their process, but not
    /// them.
    pub undrawn: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect};

    const RECT: Rect = Rect { x: 10.0, y: 10.0, width: 20.0, height: 10.0 };

    #[track_caller]
    fn check(towards: (f64, f64), expected: (f64, f64)) {
        let docked = RECT.dock(Point { x: towards.0, y: towards.1 });
        assert_eq!((docked.x, docked.y), expected);
    }

    #[test]
    fn lines_end_at_the_border() {
        check((100.0, 15.0), (30.0, 15.0));
        check((20.0, -100.0), (20.0, 10.0));
        check((40.0, 25.0), (30.0, 20.0));
        check((20.0, 15.0), (20.0, 15.0));
        check((21.0, 15.0), (21.0, 15.0));
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let right = Rect { x: 30.0, ..RECT };
        assert!(!RECT.overlaps(&right) && RECT.overlaps(&Rect { x: 29.0, ..RECT }));
        assert_eq!(RECT.union(&right), Rect { width: 40.0, ..RECT });
    }
}
