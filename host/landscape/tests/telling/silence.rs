//! Whether a case can end in silence, against every way that small random models can be gone.
//!
//! A shop's case is begun by a message of the customer. It has decisions, forks with a branch beside, tasks that an error may
//! interrupt, errors that an event sub-process catches, messages to the customer, and to a carrier who surely tells him, or
//! never does. *Silence* is this: the case can go a way to the ending on which no step behind its first decision tells the
//! customer (on a way without decisions: no step at all); for a bad ending, no step behind its last decision. A decision is a
//! step from which the case may go several ways that lead to different endings. A step tells him by a message to him, by one
//! to the carrier who surely tells him, or as a fork whose branch beside surely does.

use std::{collections::BTreeSet, fmt::Write as _, sync::Arc};

use handoff_landscape::{Export, Landscape, Settings, contract::Vocabulary, unit::StepId};
use handoff_model::Id;

use super::Random;

/// What stands at a step of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Tells,
    Ships { surely: bool },
    Choice,
    Fork { tells: bool },
    End { bad: bool },
    Throw,
}

/// A step: what it is, what may follow, and the step behind an error that interrupts it.
#[derive(Debug)]
struct Step {
    kind: Kind,
    next: Vec<usize>,
    broken: Option<usize>,
}

/// The shop's process, and the steps of its handler.
#[derive(Debug, Default)]
struct Shop {
    steps: Vec<Step>,
    handler: Option<usize>,
}

impl Shop {
    fn new(random: &mut Random) -> Self {
        loop {
            let mut shop = Self::default();
            if random.one_in(2) {
                shop.handler = Some(shop.sequence(random, 0));
            }
            shop.sequence(random, 3);
            // What nothing drawn throws, something else may.
            if shop.handler.is_none() || shop.steps.iter().any(|row| row.kind == Kind::Throw) {
                return shop;
            }
        }
    }

    fn step(&mut self, kind: Kind, next: Vec<usize>) -> usize {
        self.steps.push(Step { kind, next, broken: None });
        self.steps.len() - 1
    }

    /// Adds steps, last first, and returns the first of them.
    fn sequence(&mut self, random: &mut Random, depth: u32) -> usize {
        let mut at = if depth > 0 && !random.one_in(4) {
            let ways = vec![self.sequence(random, depth - 1), self.sequence(random, depth - 1)];
            self.step(Kind::Choice, ways)
        } else if depth > 0 && self.handler.is_some() && random.one_in(3) {
            self.step(Kind::Throw, Vec::new())
        } else {
            self.step(Kind::End { bad: random.one_in(3) }, Vec::new())
        };
        for _ in 0..random.below(3) {
            let kind = match random.below(8) {
                0 | 1 => Kind::Tells,
                2 => Kind::Ships { surely: random.one_in(2) },
                // What a caught error may stop beside is known less surely.
                3 if depth > 0 && self.handler.is_none() => Kind::Fork { tells: random.one_in(2) },
                _ => Kind::Plain,
            };
            at = self.step(kind, vec![at]);
            if kind == Kind::Plain && depth > 0 && random.one_in(4) {
                let end = self.step(Kind::End { bad: true }, Vec::new());
                let told = if random.one_in(2) { self.step(Kind::Tells, vec![end]) } else { end };
                self.steps[at].broken = Some(told);
            }
        }
        at
    }

    fn after(&self, step: usize) -> Vec<usize> {
        let row = &self.steps[step];
        let caught = self.handler.filter(|_| row.kind == Kind::Throw);
        row.next.iter().copied().chain(row.broken).chain(caught).collect()
    }

    fn ends(&self, step: usize) -> BTreeSet<usize> {
        let after = self.after(step);
        if after.is_empty() {
            BTreeSet::from([step])
        } else {
            after.iter().flat_map(|next| self.ends(*next)).collect()
        }
    }

    fn decides(&self, step: usize) -> bool {
        let ends: BTreeSet<_> = self.after(step).into_iter().map(|next| self.ends(next)).collect();
        ends.len() > 1
    }

    fn tells(&self, step: usize) -> bool {
        matches!(
            self.steps[step].kind,
            Kind::Tells | Kind::Ships { surely: true } | Kind::Fork { tells: true }
        )
    }

    /// Lists every way from a step to an ending.
    fn ways(&self, step: usize) -> Vec<Vec<usize>> {
        let after = self.after(step);
        if after.is_empty() {
            return vec![vec![step]];
        }
        let on = after.into_iter().flat_map(|next| self.ways(next));
        on.map(|way| [vec![step], way].concat()).collect()
    }

    /// The endings that can be reached in silence.
    fn silent(&self, start: usize) -> BTreeSet<usize> {
        let mut silent = BTreeSet::new();
        for way in self.ways(start) {
            let Some(&end) = way.last() else { continue };
            let untold = |from: usize| !way[from..].iter().any(|step| self.tells(*step));
            let decides = |step: &usize| self.decides(*step);
            let first = way.iter().position(decides).map_or(0, |at| at + 1);
            let last = way.iter().rposition(decides).map(|at| at + 1);
            let bad = self.steps[end].kind == Kind::End { bad: true };
            if untold(first) || bad && last.is_some_and(untold) {
                silent.insert(end);
            }
        }
        silent
    }

    fn name(&self, step: usize) -> String {
        match self.steps[step].kind {
            Kind::End { bad: true } => format!("Rejected x{step}"),
            _ => format!("Zed x{step}"),
        }
    }

    /// Writes it in the text form, with the pools around it.
    fn text(&self, start: usize) -> String {
        let (mut steps, mut flows, mut inner) = (String::new(), String::new(), String::new());
        let handler: BTreeSet<usize> =
            self.handler.into_iter().flat_map(|at| self.ways(at)).flatten().collect();
        let mut messages = String::from("Customer ~Order~> Begin\n");
        for (at, row) in self.steps.iter().enumerate() {
            let name = self.name(at);
            let kind = match row.kind {
                Kind::Choice => "xor",
                Kind::Fork { .. } => "and",
                Kind::End { .. } => "end",
                Kind::Throw => "end error",
                _ => "task",
            };
            let named = if row.kind == Kind::Throw { " | name Trouble" } else { "" };
            let place = if handler.contains(&at) { &mut inner } else { &mut steps };
            let _ = writeln!(place, " {kind} {name}{named}");
            for next in &row.next {
                let flow = format!(" {name} -> {}\n", self.name(*next));
                if handler.contains(&at) { inner.push_str(&flow) } else { flows.push_str(&flow) }
            }
            if let Some(next) = row.broken {
                let _ = writeln!(steps, " boundary error Broken x{at} on {name}");
                let _ = writeln!(flows, " Broken x{at} -> {}", self.name(next));
            }
            let _ = match row.kind {
                Kind::Tells => writeln!(messages, "{name} ~News~> Customer"),
                Kind::Ships { surely: true } => writeln!(messages, "{name} ~Box~> Taken"),
                Kind::Ships { surely: false } => writeln!(messages, "{name} ~Box~> Stored"),
                Kind::Fork { tells } => {
                    let _ = writeln!(steps, " task Beside x{at}");
                    let _ = writeln!(flows, " {name} -> Beside x{at}");
                    if tells { writeln!(messages, "Beside x{at} ~News~> Customer") } else { Ok(()) }
                }
                _ => Ok(()),
            };
        }
        if let Some(first) = self.handler {
            let _ = writeln!(
                steps,
                " event sub Mend {{\n start error Caught | name Trouble\n{inner} Caught -> {}\n }}",
                self.name(first)
            );
        }
        // Another process that speaks with the customer, and that nothing sets going, may go on with the case.
        let shipped = self.steps.iter().any(|row| row.kind == Kind::Ships { surely: true });
        let carrier = "pool Carrier\n start message Taken\n xor Far x\n task Van x\n task Plane x\n Taken -> Far x -> Van x\n \
                       Far x -> Plane x\n";
        if shipped {
            messages.push_str("Van x ~Goods~> Customer\nPlane x ~Goods~> Customer\n");
        }
        format!(
            "pool Customer\npool Shop\n start message Begin\n{steps} Begin -> {}\n{flows}{}pool Depot\n start message \
             Stored\n task Keep x\n Stored -> Keep x\n{messages}",
            self.name(start),
            if shipped { carrier } else { "" },
        )
    }
}

/// The endings that the analysis finds silent, and those it knows of, by their names.
fn found(text: &str) -> Option<(BTreeSet<String>, BTreeSet<String>)> {
    let import = handoff_import::read(text.as_bytes(), "case.handoff");
    let model = Arc::new(import.model?);
    let export = Export { path: Arc::from("case.handoff"), model: Arc::clone(&model) };
    let vocabulary = Vocabulary {
        customer: vec!["customer".to_owned()],
        negative: vec!["rejected".to_owned()],
        ..Vocabulary::default()
    };
    let settings = Settings { vocabulary, ..Settings::default() };
    let landscape = Landscape::of(vec![export], &settings);
    let unit = &landscape.units[0];
    let rows = unit.endings.iter().filter(|row| row.started_at.is_some());
    let name =
        |step: StepId| model.steps.rows().nth(step.index()).map(|row| row.name.clone()).unwrap_or_default();
    let all = rows.clone().map(|row| name(row.step)).collect();
    Some((rows.filter(|row| row.silent).map(|row| name(row.step)).collect(), all))
}

#[test]
fn a_case_ends_in_silence_when_some_way_to_its_ending_tells_the_customer_nothing() {
    let (mut played, mut silences, mut alone) = (0, 0, 0);
    for seed in 1..=700u64 {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let shop = Shop::new(&mut random);
        let start = shop.steps.len() - 1;
        let mut start = start;
        // An error's way may have been added last.
        while shop.steps.iter().any(|row| row.next.contains(&start) || row.broken == Some(start)) {
            start -= 1;
        }
        let text = shop.text(start);
        let silent: BTreeSet<String> = shop.silent(start).into_iter().map(|end| shop.name(end)).collect();
        let ends: BTreeSet<String> = shop.ends(start).into_iter().map(|end| shop.name(end)).collect();
        let Some((said, known)) = found(&text) else { panic!("seed {seed}: not read\n{text}") };
        assert!(ends.is_subset(&known), "seed {seed}: {ends:?} {known:?}\n{text}");
        if ends.iter().all(|end| silent.contains(end)) {
            // No ending tells anything: at most one place stands for all.
            alone += 1;
            assert!(said.is_subset(&silent), "seed {seed}: {said:?} of {silent:?}\n{text}");
            continue;
        }
        played += 1;
        silences += silent.len();
        assert_eq!(said, silent, "seed {seed}\n{text}");
    }
    println!(
        "{played} models compared, with {silences} silences; {alone} in which nobody is told of any ending"
    );
    assert!(played > 200 && silences > 200, "{played} {silences}");
}
