//! What is kept by a shared value itself.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// What follows from shared values, by the value: the same [`Arc`], not an equal one, which costs a look at an address and
/// no comparison. It keeps the values alive, so that no address is given away twice.
#[derive(Debug)]
pub struct ArcMap<K, V>(FxHashMap<usize, (Arc<K>, V)>);

impl<K, V> ArcMap<K, V> {
    /// Returns what is kept by a value.
    pub fn get(&self, key: &Arc<K>) -> Option<&V> {
        self.0.get(&Arc::as_ptr(key).addr()).map(|(_, value)| value)
    }

    /// Keeps something by a value, in place of what was kept by it.
    pub fn insert(&mut self, key: &Arc<K>, value: V) {
        self.0.insert(Arc::as_ptr(key).addr(), (Arc::clone(key), value));
    }

    /// Takes out what is kept by a value.
    pub fn remove(&mut self, key: &Arc<K>) -> Option<V> {
        self.0.remove(&Arc::as_ptr(key).addr()).map(|(_, value)| value)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<K, V> Default for ArcMap<K, V> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<K, V> FromIterator<(Arc<K>, V)> for ArcMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (Arc<K>, V)>>(pairs: I) -> Self {
        let kept = pairs.into_iter().map(|(key, value)| (Arc::as_ptr(&key).addr(), (key, value)));
        Self(kept.collect())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::ArcMap;

    #[test]
    fn an_equal_value_is_another_one() {
        let (one, other) = (Arc::new(1), Arc::new(1));
        let mut map: ArcMap<i32, &str> = [(Arc::clone(&one), "one")].into_iter().collect();
        assert_eq!((map.get(&one), map.get(&other)), (Some(&"one"), None));
        map.insert(&other, "other");
        assert_eq!((map.remove(&one), map.get(&one), map.get(&other)), (Some("one"), None, Some(&"other")));
    }

    #[test]
    fn what_is_kept_lives() {
        let mut map = ArcMap::default();
        let value = Arc::new(7);
        map.insert(&value, ());
        assert_eq!(Arc::strong_count(&value), 2);
    }
}
