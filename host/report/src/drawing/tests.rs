//! Whatever the process, the picture that we lay out can be read: no step lies on another, no label runs out of its shape, nothing
//! is cut off.

use std::fmt::Write as _;

use handoff_model::{Plane, Shape, ShapeKind, StepKind};
use unicode_width::UnicodeWidthStr;

use super::pen::COLUMN;
use super::{Overlay, shape, svg};
use crate::viewer::{Dice, Scene, TextMeasure, overlap};

/// The processes that are drawn.
const PROCESSES: u64 = 500;

/// The kinds of steps that a lane holds.
const KINDS: [&str; 10] =
    ["task", "task", "user", "send", "service", "xor", "and", "catch message", "throw signal", "call"];

/// Writes a process in the short text form: some pools and lanes, steps with data, flows that also lead back, messages.
fn random_process(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let (mut text, mut flows, mut count) =
        (String::from("handoff text 1\npool Customer\n"), String::new(), 0);
    // Names of their own, without what the form reads as its signs.
    let mut named = |dice: &mut Dice| {
        count += 1;
        let name: String = dice.name().chars().filter(|letter| !"<>|~-→#/{}[]?".contains(*letter)).collect();
        format!("{} {count}", name.trim())
    };
    for _ in 0..=dice.below(2) {
        let _ = writeln!(text, "pool {}", named(&mut dice));
        let mut steps = Vec::new();
        for _ in 0..dice.below(4) {
            let _ = writeln!(text, " lane {}", named(&mut dice));
            for _ in 0..dice.below(5) {
                steps.push(named(&mut dice));
                let _ = write!(text, "  {} {}", KINDS[dice.below(KINDS.len())], steps[steps.len() - 1]);
                if dice.below(3) == 0 {
                    let _ = write!(text, " | gives {}", named(&mut dice));
                }
                text.push('\n');
                if dice.below(6) == 0 {
                    let (host, timer) = (&steps[steps.len() - 1], named(&mut dice));
                    let is_task = text.lines().last().is_some_and(|line| line.trim().starts_with("task"));
                    if is_task {
                        let _ = writeln!(text, "  boundary timer {timer} on {host}");
                    }
                }
            }
            if dice.below(4) == 0 {
                let (sub, first, second) = (named(&mut dice), named(&mut dice), named(&mut dice));
                let _ = writeln!(
                    text,
                    "  sub {sub} {{\n   task {first}\n   end {second}\n   {first} -> {second}\n  }}"
                );
                steps.push(sub);
            }
        }
        for step in 1..steps.len() {
            let from = &steps[dice.below(step)];
            let _ = writeln!(flows, "{from} -> {}", steps[step]);
            if dice.below(5) == 0 {
                let (from, to) = (dice.below(steps.len()), dice.below(steps.len()));
                let _ = writeln!(flows, "{} -{}-> {}", steps[from], named(&mut dice), steps[to]);
            }
        }
        if let Some(first) = steps.first() {
            let _ = writeln!(flows, "Customer ~{}~> {first}", named(&mut dice));
        }
    }
    text + &flows
}

/// Tells what may lie over others: frames, what is open, and what sits on the border of its host.
fn holds_others(shape: &Shape) -> bool {
    match &shape.kind {
        ShapeKind::Pool { .. } | ShapeKind::Lane { .. } | ShapeKind::Group => true,
        ShapeKind::Step(sign) => sign.expanded || sign.kind == StepKind::Boundary,
        _ => false,
    }
}

/// Tells what is large enough for its own label.
fn holds_its_label(shape: &Shape) -> bool {
    match &shape.kind {
        ShapeKind::Pool { .. } | ShapeKind::Lane { .. } | ShapeKind::Group | ShapeKind::Annotation => true,
        ShapeKind::Step(sign) => !sign.kind.is_event() && !sign.kind.is_gateway(),
        ShapeKind::Data { .. } | ShapeKind::Store => false,
    }
}

fn scene(plane: &Plane) -> Scene {
    let size = |class: &str, text: &str| {
        let width = text.width() as f64 * COLUMN;
        (if class.contains("strong") { width / shape::BOLD } else { width }, 12.0)
    };
    let measure = TextMeasure {
        size: &size,
        centred: &|_| true,
        group: &|node| node.attribute("data-element-id").map(str::to_owned),
    };
    Scene::of(&svg(plane, &Overlay::default(), "A process").markup, &measure)
}

/// Checks what holds for every picture, whoever says where things stand: all is in view, and labels in their shapes.
fn check(plane: &Plane, about: &dyn Fn() -> String) {
    let scene = scene(plane);
    scene.check_view(about);
    for shape in plane.shapes.iter().filter(|shape| holds_its_label(shape)) {
        let group = scene.groups.iter().find(|group| group.name == shape.element);
        group.unwrap_or_else(|| panic!("{}: {} is not drawn", about(), shape.element)).check_labels(about);
    }
}

/// Checks what holds besides where we say it: no two things stand in one place.
fn check_layout(plane: &Plane, about: &dyn Fn() -> String) {
    let apart: Vec<&Shape> = plane.shapes.iter().filter(|shape| !holds_others(shape)).collect();
    for (number, one) in apart.iter().enumerate() {
        for other in &apart[number + 1..] {
            assert!(
                !overlap(&one.bounds, &other.bounds),
                "{}: {} lies on {}",
                about(),
                one.element,
                other.element
            );
        }
    }
}

#[test]
fn every_process_is_drawn_so_that_it_can_be_read() {
    let mut shapes = 0;
    for seed in 0..PROCESSES {
        let text = random_process(seed);
        let about = || format!("seed {seed}:\n{text}");
        let drawing = handoff_import::read_drawn(text.as_bytes(), "a.handoff")
            .drawing
            .unwrap_or_else(|| panic!("{}", about()));
        shapes += drawing.planes.iter().map(|plane| plane.shapes.len()).sum::<usize>();
        for plane in &drawing.planes {
            check(plane, &about);
            check_layout(plane, &about);
        }
    }
    assert!(shapes > 3000, "only {shapes} shapes were looked at");
}

#[test]
fn shipped_exports_can_be_read() {
    for (sample, _) in handoff_corpus::shipped() {
        let drawing = handoff_import::read_drawn(&sample.bytes, &sample.path).drawing.expect("it is read");
        drawing.planes.iter().for_each(|plane| check(plane, &|| sample.path.clone()));
    }
}
