//! Which columns stand beside each other.
//!
//! Columns that are wider than a page go on below, back and forth, as an ox ploughs: who works with whom stays near.

use super::layout::{COLUMN_GAP, NODE, PAGE};

/// What the turn of the last column on the left keeps clear of the line of interaction.
const CLEAR: f64 = 30.0;

/// The places of the columns of one block.
pub(super) struct Fold {
    slots: Vec<Slot>,
    /// Below the customers, who stand in the first column, there is nobody.
    customers: bool,
}

/// The place of a column: its row, the number of its place from the left, and where it begins.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Slot {
    row: usize,
    place: usize,
    left: f64,
}

impl Fold {
    /// Places columns with these gaps between them; `customers` tells whether the first holds the customers.
    pub(super) fn new(gaps: &[f64], customers: bool) -> Self {
        let all = gaps.iter().map(|gap| NODE + gap).sum::<f64>() + NODE;
        let slots = if all > PAGE { folded(gaps, usize::from(customers)) } else { beside(gaps) };
        Self { slots, customers }
    }

    /// Returns where a column begins.
    pub(super) fn left(&self, column: usize) -> f64 {
        self.slots[column].left
    }

    /// Returns the row that a column stands in.
    pub(super) fn row(&self, column: usize) -> usize {
        self.slots[column].row
    }

    /// Returns how many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.slots.last().map_or(0, |slot| slot.row + 1)
    }

    /// Returns the number of the place from the left: columns that stand below each other have the same.
    pub(super) fn place(&self, column: usize) -> usize {
        self.slots[column].place
    }

    /// Tells whether two columns stand side by side, so that lines lead across.
    pub(super) fn are_beside(&self, a: usize, b: usize) -> bool {
        a != b && self.row(a) == self.row(b)
    }

    /// Tells whether what leads from one column to another leaves it on the left.
    pub(super) fn goes_left(&self, from: usize, to: usize) -> bool {
        if self.row(from) == self.row(to) {
            self.left(to) < self.left(from)
        } else {
            // Even rows run to the right and turn there.
            self.row(from).min(self.row(to)) % 2 == 1
        }
    }

    /// Returns how much room there is beside a column, up to the next one of any row.
    pub(super) fn room(&self, column: usize, to_left: bool) -> f64 {
        let own = self.left(column);
        let gaps = self.slots.iter().filter_map(|slot| {
            let gap = if to_left { own - slot.left } else { slot.left - own } - NODE;
            (gap > 0.0).then_some(gap)
        });
        let room = gaps.reduce(f64::min).unwrap_or(COLUMN_GAP);
        if to_left && self.customers { room - CLEAR } else { room }
    }

    /// Returns where the last place ends.
    pub(super) fn right(&self) -> f64 {
        self.slots.iter().map(|slot| slot.left + NODE).fold(0.0, f64::max)
    }
}

/// Puts all columns in one row.
fn beside(gaps: &[f64]) -> Vec<Slot> {
    let mut slots = vec![Slot { row: 0, place: 0, left: 0.0 }];
    for (number, gap) in gaps.iter().enumerate() {
        slots.push(Slot { row: 0, place: number + 1, left: slots[number].left + NODE + gap });
    }
    slots
}

/// Puts columns in rows, at even distances, so that they stand below each other; the rows below begin at place `first`.
#[expect(clippy::cast_sign_loss, reason = "a page is wider than a department")]
fn folded(gaps: &[f64], first: usize) -> Vec<Slot> {
    let step = NODE + gaps.iter().copied().fold(COLUMN_GAP, f64::max);
    let last = (((PAGE - NODE) / step) as usize).max(2);
    // Where nobody stands on the left, what turns there needs room of its own.
    let turns = gaps.len() + 1 > 2 * last + 2 - first;
    let margin = if turns && first == 0 { COLUMN_GAP } else { 0.0 };
    let (mut row, mut place) = (0, 0);
    let mut next = |_| {
        let slot = Slot { row, place, left: margin + place as f64 * step };
        match row % 2 == 0 {
            true if place < last => place += 1,
            false if place > first => place -= 1,
            _ => row += 1,
        }
        slot
    };
    (0..=gaps.len()).map(&mut next).collect()
}

#[cfg(test)]
mod tests {
    use super::{Fold, Slot};

    /// Writes the places of columns, row by row.
    #[track_caller]
    fn check(columns: usize, customers: bool, expected: &[&[usize]]) {
        let fold = Fold::new(&vec![120.0; columns - 1], customers);
        let mut rows = vec![Vec::new(); fold.rows()];
        for Slot { row, place, .. } in &fold.slots {
            rows[*row].push(*place);
        }
        assert_eq!(rows, expected);
        assert!(fold.right() <= super::PAGE + super::COLUMN_GAP);
    }

    #[test]
    fn few_columns_stand_in_one_row() {
        check(1, false, &[&[0]]);
        check(4, true, &[&[0, 1, 2, 3]]);
    }

    #[test]
    fn many_go_back_and_forth() {
        check(5, false, &[&[0, 1, 2, 3], &[3]]);
        check(12, false, &[&[0, 1, 2, 3], &[3, 2, 1, 0], &[0, 1, 2, 3]]);
    }

    #[test]
    fn nobody_stands_below_the_customer() {
        check(12, true, &[&[0, 1, 2, 3], &[3, 2, 1], &[1, 2, 3], &[3, 2]]);
    }

    #[test]
    fn turns_keep_to_their_side() {
        let fold = Fold::new(&[120.0; 11], true);
        let turn = |from, to| (fold.are_beside(from, to), fold.goes_left(from, to));
        assert_eq!(turn(2, 3), (true, false));
        assert_eq!(turn(3, 4), (false, false));
        assert_eq!(turn(4, 5), (true, true));
        assert_eq!(turn(6, 7), (false, true));
        assert_eq!(turn(7, 6), (false, true));
        assert_eq!(turn(5, 5), (false, false));
    }
}
