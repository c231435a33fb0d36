//! Rows of bits, one bit a fact, in one flat allocation.

use handoff_model::Id;

use super::FactId;

/// The number of bits in a word.
const WORD: usize = u64::BITS as usize;

/// Tells how many words hold that many bits.
pub(super) fn words(bits: u32) -> usize {
    (bits as usize).div_ceil(WORD)
}

/// Tells whether a bit is set.
pub(super) fn has(row: &[u64], bit: FactId) -> bool {
    row.get(bit.index() / WORD).is_some_and(|word| word >> (bit.index() % WORD) & 1 == 1)
}

/// Sets a bit; a bit beyond the row is ignored.
pub(super) fn set(row: &mut [u64], bit: FactId) {
    if let Some(word) = row.get_mut(bit.index() / WORD) {
        *word |= 1 << (bit.index() % WORD);
    }
}

/// Clears a bit; a bit beyond the row is ignored.
pub(super) fn clear(row: &mut [u64], bit: FactId) {
    if let Some(word) = row.get_mut(bit.index() / WORD) {
        *word &= !(1 << (bit.index() % WORD));
    }
}

/// Adds the bits of the second row to the first.
pub(super) fn add(row: &mut [u64], other: &[u64]) {
    row.iter_mut().zip(other).for_each(|(word, other)| *word |= other);
}

/// Keeps the bits that both rows have.
pub(super) fn keep(row: &mut [u64], other: &[u64]) {
    row.iter_mut().zip(other).for_each(|(word, other)| *word &= other);
}

/// Removes the bits of the second row from the first.
pub(super) fn remove(row: &mut [u64], other: &[u64]) {
    row.iter_mut().zip(other).for_each(|(word, other)| *word &= !other);
}

/// A table of rows of the same width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BitMatrix {
    width: usize,
    words: Vec<u64>,
}

impl BitMatrix {
    /// Makes a table of `rows` rows of `width` words, each of them `fill`.
    pub(super) fn filled(rows: usize, width: usize, fill: u64) -> Self {
        Self { width, words: vec![fill; rows * width] }
    }

    pub(super) fn row(&self, index: usize) -> &[u64] {
        &self.words[index * self.width..][..self.width]
    }

    /// Returns a row to change.
    pub(super) fn row_mut(&mut self, index: usize) -> &mut [u64] {
        &mut self.words[index * self.width..][..self.width]
    }

    /// Overwrites a row; tells whether that changed it.
    pub(super) fn replace(&mut self, index: usize, new: &[u64]) -> bool {
        let row = self.row_mut(index);
        let changed = row != new;
        if changed {
            row.copy_from_slice(new);
        }
        changed
    }
}
