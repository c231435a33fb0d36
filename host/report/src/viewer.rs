//! A viewer of pictures for tests: it sees what a reader sees, boxes and texts in their places, and knows nothing of layouts.

use handoff_model::{Point, Rect};
use roxmltree::{Document, Node};

/// The share of the size of a text that lies above its base line, and below.
const ASCENT: f64 = 0.78;
const DESCENT: f64 = 0.22;
/// What rounding may move: pictures are written with one decimal.
const ROUNDING: f64 = 0.2;
/// The points of a curve that are looked at.
const SAMPLES: u32 = 16;

/// What a picture shows.
#[derive(Debug, Default)]
pub(crate) struct Scene {
    /// What of the plane is shown.
    pub(crate) view: Rect,
    /// The groups that bear a name, in drawing order, and before them one of all that lies in none.
    pub(crate) groups: Vec<SceneGroup>,
}

/// What is drawn of one thing.
#[derive(Debug, Default)]
pub(crate) struct SceneGroup {
    pub(crate) name: String,
    /// Rectangles, circles, and what lines lie in; the shape of the thing itself comes first.
    pub(crate) shapes: Vec<Rect>,
    pub(crate) texts: Vec<SceneText>,
}

/// A line of text.
#[derive(Debug)]
pub(crate) struct SceneText {
    pub(crate) text: String,
    pub(crate) bounds: Rect,
}

/// How a renderer measures text.
pub(crate) struct TextMeasure<'m> {
    /// Returns how wide a text of a class is, and how large.
    pub(crate) size: &'m dyn Fn(&str, &str) -> (f64, f64),
    /// Tells whether a class is centred; else its text begins at its place.
    pub(crate) centred: &'m dyn Fn(&str) -> bool,
    /// Names the group of an element; what has no name belongs to what it lies in.
    pub(crate) group: &'m dyn Fn(Node<'_, '_>) -> Option<String>,
}

/// Where the origin lies, and whether text runs upward.
#[derive(Clone, Copy, Default)]
struct Frame {
    x: f64,
    y: f64,
    upright: bool,
}

impl Scene {
    /// Looks at a picture.
    pub(crate) fn of(svg: &str, measure: &TextMeasure<'_>) -> Self {
        let document = Document::parse(svg).expect("a picture is well-formed");
        let root = document.root_element();
        let numbers = numbers(root.attribute("viewBox").expect("a view box"));
        let &[x, y, width, height] = numbers.as_slice() else { panic!("four numbers: {numbers:?}") };
        let view = Rect { x, y, width, height };
        let mut scene = Self { view, groups: vec![SceneGroup::default()] };
        scene.visit(root, Frame::default(), 0, measure);
        scene
    }

    fn visit(&mut self, node: Node<'_, '_>, frame: Frame, group: usize, measure: &TextMeasure<'_>) {
        for child in node.children().filter(Node::is_element) {
            let frame = frame.moved(child.attribute("transform").unwrap_or_default());
            let group = match (measure.group)(child) {
                Some(name) => {
                    self.groups.push(SceneGroup { name, ..SceneGroup::default() });
                    self.groups.len() - 1
                }
                None => group,
            };
            let at = |name: &str| child.attribute(name).and_then(|number| number.parse().ok()).unwrap_or(0.0);
            match child.tag_name().name() {
                "rect" if child.attribute("class") != Some("page") => {
                    let (width, height) = (at("width"), at("height"));
                    self.groups[group].shapes.push(frame.place(at("x"), at("y"), width, height));
                }
                "circle" => {
                    let (x, y, radius) = (at("cx"), at("cy"), at("r"));
                    self.groups[group].shapes.push(frame.place(
                        x - radius,
                        y - radius,
                        2.0 * radius,
                        2.0 * radius,
                    ));
                }
                "path" => {
                    self.groups[group].shapes.extend(course(child.attribute("d").unwrap_or_default(), frame));
                }
                "text" => self.write(child, frame, group, measure),
                "title" | "desc" | "style" => continue,
                _ => {}
            }
            self.visit(child, frame, group, measure);
        }
    }

    /// Takes the lines of a text: its own, or those of its spans.
    fn write(&mut self, node: Node<'_, '_>, frame: Frame, group: usize, measure: &TextMeasure<'_>) {
        let class = node.attribute("class").unwrap_or_default();
        let spans: Vec<_> = node.children().filter(|child| child.has_tag_name("tspan")).collect();
        let lines = if spans.is_empty() { vec![node] } else { spans };
        for line in lines {
            let text: String =
                line.descendants().filter_map(|part| part.text().filter(|_| part.is_text())).collect();
            let at = |name: &str| line.attribute(name).and_then(|number| number.parse().ok()).unwrap_or(0.0);
            let (width, size) = (measure.size)(class, &text);
            let left = if (measure.centred)(class) { at("x") - width / 2.0 } else { at("x") };
            let bounds = frame.place(left, at("y") - ASCENT * size, width, (ASCENT + DESCENT) * size);
            self.groups[group].texts.push(SceneText { text, bounds });
        }
    }

    /// Checks that everything that is shown can be seen.
    pub(crate) fn check_view(&self, about: &dyn Fn() -> String) {
        for group in &self.groups {
            for shape in &group.shapes {
                assert!(
                    lies_in(shape, &self.view),
                    "{}: {shape:?} of “{}” in {:?}",
                    about(),
                    group.name,
                    self.view
                );
            }
            for text in &group.texts {
                let SceneText { text, bounds } = text;
                assert!(
                    lies_in(bounds, &self.view),
                    "{}: “{text}” at {bounds:?} in {:?}",
                    about(),
                    self.view
                );
            }
        }
    }
}

impl SceneGroup {
    /// Checks that every text of the group lies in its shape.
    pub(crate) fn check_labels(&self, about: &dyn Fn() -> String) {
        let Self { name, shapes, texts } = self;
        for SceneText { text, bounds } in texts {
            let shape = &shapes[0];
            assert!(lies_in(bounds, shape), "{}: “{text}” of “{name}” at {bounds:?} in {shape:?}", about());
        }
    }
}

/// Tells whether a rectangle lies in another, but for rounding.
fn lies_in(inner: &Rect, outer: &Rect) -> bool {
    inner.x >= outer.x - ROUNDING
        && inner.y >= outer.y - ROUNDING
        && inner.right() <= outer.right() + ROUNDING
        && inner.bottom() <= outer.bottom() + ROUNDING
}

/// Tells whether two rectangles lie over each other, but for rounding.
pub(crate) fn overlap(a: &Rect, b: &Rect) -> bool {
    let smaller = Rect {
        x: a.x + ROUNDING,
        y: a.y + ROUNDING,
        width: (a.width - 2.0 * ROUNDING).max(0.0),
        height: (a.height - 2.0 * ROUNDING).max(0.0),
    };
    smaller.overlaps(b)
}

impl Frame {
    fn moved(self, transform: &str) -> Self {
        let Some(moved) = transform.strip_prefix("translate(") else { return self };
        let numbers = numbers(moved.split(')').next().unwrap_or_default());
        let &[x, y] = numbers.as_slice() else { panic!("two numbers: {transform}") };
        Self { x: self.x + x, y: self.y + y, upright: self.upright || transform.contains("rotate(-90)") }
    }

    fn place(self, x: f64, y: f64, width: f64, height: f64) -> Rect {
        if self.upright {
            return Rect { x: self.x + y, y: self.y - x - width, width: height, height: width };
        }
        Rect { x: self.x + x, y: self.y + y, width, height }
    }
}

fn numbers(text: &str) -> Vec<f64> {
    text.split([' ', ',']).filter_map(|number| number.parse().ok()).collect()
}

/// Returns what a course of absolute moves, lines and curves lies in; nothing for others, which draw small signs.
fn course(course: &str, frame: Frame) -> Option<Rect> {
    let is_sign = course.chars().any(|letter| letter.is_ascii_lowercase());
    let (mut points, mut at): (Vec<Point>, Point) = (Vec::new(), Point::default());
    let mut rest = course;
    while let Some(command) = rest.chars().next().filter(|_| !is_sign) {
        let end =
            rest[1..].find(|letter: char| letter.is_ascii_alphabetic()).map_or(rest.len(), |end| end + 1);
        let numbers = numbers(&rest[1..end]);
        let pairs: Vec<Point> =
            numbers.chunks_exact(2).map(|pair| Point { x: pair[0], y: pair[1] }).collect();
        match command {
            'V' => points.extend(numbers.first().map(|y| Point { y: *y, ..at })),
            'C' => points
                .extend((0..=SAMPLES).map(|part| bezier(at, &pairs, f64::from(part) / f64::from(SAMPLES)))),
            _ => points.extend(&pairs),
        }
        at = points.last().copied().unwrap_or_default();
        rest = &rest[end..];
    }
    let boxes = points.iter().map(|point| frame.place(point.x, point.y, 0.0, 0.0));
    boxes.reduce(|a, b| a.union(&b))
}

/// Returns a point of a cubic curve that leads from `at` by two others to the last.
fn bezier(at: Point, points: &[Point], part: f64) -> Point {
    let &[a, b, end] = points else { panic!("three points: {points:?}") };
    let rest = 1.0 - part;
    let weights =
        [rest * rest * rest, 3.0 * rest * rest * part, 3.0 * rest * part * part, part * part * part];
    [at, a, b, end].iter().zip(weights).fold(Point::default(), |sum, (point, weight)| Point {
        x: sum.x + point.x * weight,
        y: sum.y + point.y * weight,
    })
}

/// A source of numbers and names that is the same in every run.
pub(crate) struct Dice(u64);

/// What people call things, the worst of it included: long, without spaces, wide, empty.
const NAMES: [&str; 16] = [
    "Sales",
    "Customer Service Centre",
    "Donaudampfschifffahrtsgesellschaftskapitänsverwaltung",
    "Versand",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "検査記録検査記録検査記録検査記録検査記録検査記録検査記録",
    "A very long name of a very small department that nobody ever calls by it",
    "i",
    "Qualität & Prüfung <Werk 2>",
    "Straße, Öl und Übermut",
    "Accounts (receivable) / dunning – 3rd level",
    "➀➁➂➃➄➅➆➇➈➉",
    "IT",
    "Отдел продаж и сопровождения ключевых клиентов",
    "a\u{202e}b\u{0301}c",
    "Mm Ww @ % …",
];

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3_037_000_493))
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % limit.max(1)
    }

    pub(crate) fn name(&mut self) -> &'static str {
        NAMES[self.below(NAMES.len())]
    }
}
