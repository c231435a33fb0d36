//! Ids made from names, and names found again.

use handoff_model::{ProcessId, StepId};
use rustc_hash::{FxHashMap, FxHashSet};

/// How far apart two names may be to be suggested for each other (Jaro-Winkler, 1 is equal).
const SIMILAR: f64 = 0.8;

/// Names beyond this many bytes are not compared: comparing takes the product of both lengths.
const COMPARED: usize = 100;

/// Ids of one kind of element, each used once.
#[derive(Debug, Default)]
pub(super) struct IdGenerator {
    used: FxHashSet<String>,
    /// How often a stem was asked for, so that the thousandth `task` does not try 999 numbers.
    stems: FxHashMap<String, usize>,
}

impl IdGenerator {
    /// Makes an unused id: `ship-goods`, then `ship-goods-2`.
    pub(super) fn make(&mut self, stem: &str) -> String {
        let count = self.stems.entry(stem.to_owned()).or_default();
        loop {
            *count += 1;
            let id = if *count == 1 { stem.to_owned() } else { format!("{stem}-{count}") };
            if self.used.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Takes an id as written; false if it is in use.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.used.insert(id.to_owned())
    }
}

/// Writes a name as an id: small letters and digits, joined by hyphens; `fallback` where nothing is left.
pub(super) fn slug(name: &str, fallback: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    if slug.is_empty() { fallback.to_owned() } else { slug }
}

/// Steps by name and by id.
#[derive(Debug, Default)]
pub(super) struct StepNames {
    named: FxHashMap<String, Vec<StepId>>,
    /// The step of a name in one process; `None` where several share it.
    in_process: FxHashMap<(ProcessId, String), Option<StepId>>,
    ids: FxHashMap<String, StepId>,
}

impl StepNames {
    pub(super) fn add(&mut self, step: StepId, id: &str, name: &str, process: ProcessId) {
        self.ids.insert(id.to_owned(), step);
        if !name.is_empty() {
            self.named.entry(name.to_owned()).or_default().push(step);
            self.in_process
                .entry((process, name.to_owned()))
                .and_modify(|only| *only = None)
                .or_insert(Some(step));
        }
    }

    /// Finds the step that alone has this name in the process.
    pub(super) fn only_named(&self, name: &str, process: Option<ProcessId>) -> Option<StepId> {
        *self.in_process.get(&(process?, name.to_owned()))?
    }

    pub(super) fn named(&self, name: &str) -> &[StepId] {
        self.named.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn with_id(&self, id: &str) -> Option<StepId> {
        self.ids.get(id).copied()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }
}

/// Finds the known name that was probably meant; of equally near ones the first in the alphabet.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    known
        .filter(|_| name.len() <= COMPARED)
        .filter(|known| known.len() <= COMPARED)
        .map(|known| (strsim::jaro_winkler(&wanted, &known.to_lowercase()), known))
        .filter(|(similarity, _)| *similarity >= SIMILAR)
        .max_by(|(left, a), (right, b)| left.total_cmp(right).then(b.cmp(a)))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (name, expected) in [
            ("Ship goods", "ship-goods"),
            ("In stock?", "in-stock"),
            (" Prüfung (Ärger) ", "prüfung-ärger"),
            ("?!", "task"),
        ] {
            assert_eq!(slug(name, "task"), expected);
        }
    }

    #[test]
    fn ids_are_unique() {
        let mut ids = IdGenerator::default();
        assert!(ids.take("a-2"));
        assert!(!ids.take("a-2"));
        assert_eq!([ids.make("a"), ids.make("a"), ids.make("a")], ["a", "a-3", "a-4"]);
    }

    #[test]
    fn the_nearest_name_is_suggested() {
        assert_eq!(nearest("Ship good", ["Check order", "Ship goods"].into_iter()), Some("Ship goods"));
        assert_eq!(nearest("Rejected", ["Check order", "Ship goods"].into_iter()), None);
    }
}
