//! Free places in a row.

/// Which places of a row are taken; each search costs next to nothing however full it is (a union-find with halved
/// paths, Tarjan 1975).
#[derive(Default)]
pub(super) struct Slots {
    /// For each place itself if it is free, else a place further on.
    next: Vec<usize>,
}

impl Slots {
    /// Takes the first free place from `wish` on.
    pub(super) fn take(&mut self, wish: usize) -> usize {
        let mut place = wish;
        while let Some(next) = self.next.get(place).copied() {
            if next == place {
                break;
            }
            let after = self.next.get(next).copied().unwrap_or(next);
            self.next[place] = after;
            place = after;
        }
        let known = self.next.len();
        self.next.extend(known..=place);
        self.next[place] = place + 1;
        place
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    #[test]
    fn the_next_free_place_is_taken() {
        let mut slots = Slots::default();
        let taken: Vec<usize> = [0, 0, 5, 0, 1, 5, 4].map(|wish| slots.take(wish)).into();
        assert_eq!(taken, [0, 1, 5, 2, 3, 6, 4]);
    }

    #[test]
    fn many_wish_the_same() {
        let mut slots = Slots::default();
        assert!((0..200_000).all(|place| slots.take(0) == place));
    }
}
