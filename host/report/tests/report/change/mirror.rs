//! Any two states: one way, the comparison says the opposite of what it says the other way; and it says the same whether
//! or not it is told where to look.

use handoff_report::change::{Change, DifferingFiles};

use super::{CheckedState, between};

/// Numbers that only look random, so that a failure comes again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A process with some steps that need and provide, in some order.
fn random(dice: &mut Dice) -> String {
    let names = ["Check", "Confirm", "Pack", "Ship", "Bill", "Close"];
    let mut order: Vec<usize> = (0..names.len()).filter(|_| dice.roll(5) > 0).collect();
    if !order.is_empty() {
        let (one, other) = (dice.roll(order.len()), dice.roll(order.len()));
        order.swap(one, other);
    }
    let items = ["Order", "Address", "Price [final]"];
    let mut text = "pool Customer\npool Company\n".to_owned();
    for (lane, steps) in [("Sales", 0..3), ("Shipping", 3..6)] {
        text = format!("{text}lane {lane}\n");
        for step in steps.filter(|step| order.contains(step)) {
            let attribute = match dice.roll(3) {
                0 => String::new(),
                1 => format!(" | needs {}", items[dice.roll(3)]),
                _ => format!(" | gives {}", items[dice.roll(3)]),
            };
            text = format!("{text}task {}{attribute}\n", names[step]);
        }
    }
    text += "lane Sales\nstart message Begin\nend message Done\n";
    let path: Vec<&str> = order.iter().map(|step| names[*step]).collect();
    let middle = if path.is_empty() { String::new() } else { format!("{} -> ", path.join(" -> ")) };
    text + &format!("Begin -> {middle}Done\nCustomer ~Order~> Begin\nDone ~> Customer\n")
}

#[test]
fn any_two_states_mirror_each_other() {
    let mut dice = Dice(7);
    for _ in 0..300 {
        let (old, new) = (random(&mut dice), random(&mut dice));
        between(&[("a.handoff", &old)], &[("a.handoff", &new)]);
    }
}

#[test]
fn where_nothing_differs_nothing_is_missed() {
    let mut dice = Dice(11);
    let names = ["a.handoff", "b.handoff", "c.handoff"];
    let nothing = CheckedState::of(&[]);
    for _ in 0..60 {
        let mut texts = names.map(|_| random(&mut dice));
        let check = |texts: &[String; 3]| {
            let files: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().map(String::as_str)).collect();
            CheckedState::of(&files)
        };
        let first = check(&texts);
        let (mut last, mut met) = (check(&texts), DifferingFiles::default());
        for _ in 0..4 {
            texts[dice.roll(3)] = random(&mut dice);
            let now = check(&texts);
            let step = DifferingFiles::between(last.state(), now.state());
            met.extend(&step);
            let mut all = DifferingFiles::between(first.state(), nothing.state());
            all.extend(&DifferingFiles::between(nothing.state(), now.state()));
            let change = Change::between(first.state(), now.state());
            for differing in [&met, &met.narrow(first.state(), now.state()), &all] {
                assert_eq!(Change::within(first.state(), now.state(), differing), change, "{differing:?}");
            }
            met = met.narrow(first.state(), now.state());
            last = now;
        }
    }
}
