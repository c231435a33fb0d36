//! Whatever the landscape, its picture can be read: nobody stands on somebody else, no name runs out of its box, nothing is cut off.

use std::sync::Arc;

use handoff_finding::Place;
use handoff_landscape::contract::Side;
use handoff_landscape::unit::Availability;
use handoff_model::{Evidence, Language, StepKind};

use super::{fragment, text};
use crate::SeverityCounts;
use crate::map::{Border, Department, Gaps, Input, Map, Step};
use crate::viewer::{Dice, Scene, TextMeasure, overlap};

/// The pictures that are looked at.
const PICTURES: u64 = 150;

fn gaps(dice: &mut Dice) -> Gaps {
    let most = [1, 2, 2, 12, 1200][dice.below(5)];
    let counts =
        SeverityCounts { error: dice.below(most), warning: dice.below(most), info: dice.below(most) };
    let all = counts.error + counts.warning + counts.info;
    let reaching = dice.below(all + 1);
    Gaps { counts, reaching, surely: 0, findings: vec![String::new(); all] }
}

/// Makes a department; some have many steps, some needs that are unmet.
fn department(name: Option<Arc<str>>, dice: &mut Dice) -> Department {
    let place = Place {
        file: "a.bpmn".into(),
        line: 1,
        column: 1,
        element: None,
        name: "A".into(),
        ..Place::default()
    };
    let step = Arc::new(Step {
        place,
        department: name.clone(),
        kind: StepKind::Task,
        hears_customer: false,
        tells_customer: false,
    });
    let input = |availability| Input {
        item: "Order".into(),
        state: None,
        step: Arc::clone(&step),
        optional: false,
        evidence: Evidence::Contract,
        availability,
        arrives_in: Vec::new(),
        missing_fields: Vec::new(),
        expected_from: None,
        suppliers: Vec::new(),
        providers: Vec::new(),
        handoff: None,
        findings: Vec::new(),
    };
    let unmet = [0, 0, 3, 1234][dice.below(4)];
    Department {
        name,
        side: [Side::Internal, Side::Internal, Side::Customer, Side::Partner][dice.below(4)],
        certain: true,
        steps: vec![Arc::clone(&step); [0, 1, 17, 4711][dice.below(4)]],
        inputs: vec![input(Availability::Never); unmet],
        outputs: Vec::new(),
        gaps: gaps(dice),
    }
}

/// Makes a map: of nobody, of a few, of many; from next to no borders to one between any two.
fn random_map(seed: u64) -> Map {
    let mut dice = Dice::new(seed);
    let count = [1, 2, 4, 7, 12, 30][dice.below(6)];
    let mut names: Vec<Option<Arc<str>>> =
        (0..count).map(|number| Some(format!("{} {number}", dice.name()).into())).collect();
    names.extend((dice.below(3) == 0).then_some(None));
    names.sort();
    names.dedup();
    let departments: Vec<Department> = names.iter().map(|name| department(name.clone(), &mut dice)).collect();
    let density = 1 + dice.below(12);
    let mut borders = Vec::new();
    for giver in &names {
        for receiver in &names {
            if dice.below(density) == 0 {
                let handoffs = [0, 1, 1, 2, 90][dice.below(5)];
                borders.push(Border {
                    giver: giver.clone(),
                    receiver: receiver.clone(),
                    handoffs: vec!["a".into(); handoffs],
                    declared: dice.below(handoffs + 1),
                    items: Vec::new(),
                    gaps: gaps(&mut dice),
                });
            }
        }
    }
    Map { departments, borders, items: Vec::new(), elsewhere: gaps(&mut dice) }
}

fn scene(map: &Map, language: Language) -> Scene {
    let size = |class: &str, text: &str| {
        let size = if class.contains("name") { 13.0 } else { 11.0 };
        (text::width(text) * size, size)
    };
    let measure = TextMeasure {
        size: &size,
        centred: &|class| class.contains("name") || class.contains("middle"),
        group: &|node| {
            let class = node.attribute("class").filter(|_| node.has_tag_name("g"))?;
            let named = class.starts_with("department") || class == "badge";
            named.then(|| class.to_owned())
        },
    };
    Scene::of(&fragment(map, language), &measure)
}

#[test]
fn every_picture_can_be_read() {
    for seed in 0..PICTURES {
        let map = random_map(seed);
        for language in [Language::English, Language::German] {
            let about = || format!("seed {seed}, {language:?}");
            let scene = scene(&map, language);
            scene.check_view(&about);
            // The lines, with their room for arrow heads and badges, are drawn outside of departments.
            let (badges, departments): (Vec<_>, Vec<_>) =
                scene.groups[1..].iter().partition(|group| group.name == "badge");
            assert_eq!(departments.len(), map.departments.len(), "{}", about());
            departments.iter().chain(&badges).for_each(|group| group.check_labels(&about));
            for (number, one) in departments.iter().enumerate() {
                for other in &departments[number + 1..] {
                    let (one, other) = (&one.shapes[0], &other.shapes[0]);
                    assert!(!overlap(one, other), "{}: {one:?} lies on {other:?}", about());
                }
            }
        }
    }
}
