//! Finding in two lists what is the same thing, by one key after the other.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// When things with one key are taken for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PairingRule {
    /// Always: the first on one side with the first on the other, and so on.
    InOrder,
    /// Where each side has exactly one.
    Alone,
    /// Where both sides have as many, in order.
    AsMany,
}

/// What two lists have in common, and what only one of them has; in the order of the lists.
#[derive(Debug)]
pub(super) struct Pairs<'a, T> {
    pub(super) both: Vec<(&'a T, &'a T)>,
    pub(super) gone: Vec<&'a T>,
    pub(super) new: Vec<&'a T>,
}

impl<'a, T> Pairs<'a, T> {
    /// Starts with nothing in common.
    pub(super) fn of(old: impl IntoIterator<Item = &'a T>, new: impl IntoIterator<Item = &'a T>) -> Self {
        Self { both: Vec::new(), gone: old.into_iter().collect(), new: new.into_iter().collect() }
    }

    /// Pairs what is left and has the same key; what has none stays.
    pub(super) fn by<K: Hash + Eq>(
        &mut self,
        take: PairingRule,
        old_key: impl Fn(&'a T) -> Option<K>,
        new_key: impl Fn(&'a T) -> Option<K>,
    ) {
        if self.gone.is_empty() || self.new.is_empty() {
            return;
        }
        let mut groups: FxHashMap<K, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
        for (index, new) in self.new.iter().enumerate() {
            if let Some(key) = new_key(new) {
                groups.entry(key).or_default().1.push(index);
            }
        }
        for (index, old) in self.gone.iter().enumerate() {
            if let Some(group) = old_key(old).and_then(|key| groups.get_mut(&key)) {
                group.0.push(index);
            }
        }
        let mut partner: Vec<Option<usize>> = vec![None; self.gone.len()];
        let mut taken = vec![false; self.new.len()];
        for (old, new) in groups.into_values() {
            let fits = match take {
                PairingRule::InOrder => true,
                PairingRule::Alone => old.len() == 1 && new.len() == 1,
                PairingRule::AsMany => old.len() == new.len(),
            };
            for (old, new) in old.into_iter().zip(new).filter(|_| fits) {
                (partner[old], taken[new]) = (Some(new), true);
            }
        }
        let (both, left) = (&mut self.both, &self.new);
        let mut partners = partner.into_iter();
        self.gone.retain(|old| {
            let new = partners.next().flatten();
            both.extend(new.map(|new| (*old, left[new])));
            new.is_none()
        });
        let mut taken = taken.into_iter();
        self.new.retain(|_| !taken.next().unwrap_or(false));
    }
}

#[cfg(test)]
mod tests {
    use super::{PairingRule, Pairs};

    /// Words pair by their first letter.
    fn check<'t>(
        take: PairingRule,
        old: &[&'t str],
        new: &[&'t str],
        expected: (&[(&str, &str)], &[&str], &[&str]),
    ) {
        let first = |word: &&str| word.chars().next();
        let mut pairs = Pairs::of(old, new);
        pairs.by(take, first, first);
        let both: Vec<(&str, &str)> = pairs.both.iter().map(|(old, new)| (**old, **new)).collect();
        let words = |words: &[&&'t str]| words.iter().map(|word| **word).collect::<Vec<&str>>();
        assert_eq!((&both[..], &words(&pairs.gone)[..], &words(&pairs.new)[..]), expected);
    }

    #[test]
    fn one_after_the_other() {
        check(
            PairingRule::InOrder,
            &["a1", "b1", "a2", "a3", ""],
            &["a7", "c7", "a8", ""],
            (&[("a1", "a7"), ("a2", "a8")], &["b1", "a3", ""], &["c7", ""]),
        );
    }

    #[test]
    fn only_what_stands_alone() {
        check(
            PairingRule::Alone,
            &["a1", "b1", "b2", "c1"],
            &["c7", "c8", "b7", "a7"],
            (&[("a1", "a7")], &["b1", "b2", "c1"], &["c7", "c8", "b7"]),
        );
    }

    #[test]
    fn only_as_many() {
        check(
            PairingRule::AsMany,
            &["a1", "a2", "b1"],
            &["b7", "b8", "a7", "a8"],
            (&[("a1", "a7"), ("a2", "a8")], &["b1"], &["b7", "b8"]),
        );
    }
}
