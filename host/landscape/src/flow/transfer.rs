//! What a stretch of work does to the facts, and how stretches combine.
//!
//! A stretch maps the facts before it to those after it: `after = gain ∪ (before ∩ keep)`. It is kept as two rows in
//! one, `[gain | keep]`, with gain ⊆ keep. In the *must* reading `gain` holds the facts that every run of the stretch
//! makes and `keep` those that no run ends; in the *may* reading, those that some run makes, and those that some run
//! does not end. Both readings compose in the same way and differ in one point only: of several alternatives, *must*
//! takes what all have in common and *may* what any has.

use super::bit_matrix;

/// Which question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FixpointMode {
    /// What holds in every run.
    Must,
    /// What holds in some run.
    May,
}

impl FixpointMode {
    /// The word to start a fixpoint from: the greatest for *must*, the least for *may*.
    pub(super) fn start(self) -> u64 {
        match self {
            Self::Must => u64::MAX,
            Self::May => 0,
        }
    }

    /// Adds an alternative; works for rows of facts and for transfers.
    pub(super) fn choose(self, row: &mut [u64], other: &[u64]) {
        match self {
            Self::Must => bit_matrix::keep(row, other),
            Self::May => bit_matrix::add(row, other),
        }
    }
}

/// The transfer of doing nothing, for rows of this many words.
pub(super) fn identity(words: usize) -> Vec<u64> {
    let mut row = vec![0; 2 * words];
    row[words..].fill(u64::MAX);
    row
}

/// Applies a transfer to a row of facts, or to several laid side by side (a transfer among them: `row` first, then
/// `transfer`).
pub(super) fn apply(transfer: &[u64], row: &mut [u64]) {
    let (gain, keep) = transfer.split_at(transfer.len() / 2);
    if gain.is_empty() {
        return;
    }
    for lane in row.chunks_exact_mut(gain.len()) {
        for ((word, gain), keep) in lane.iter_mut().zip(gain).zip(keep) {
            *word = gain | (*word & keep);
        }
    }
}

/// Returns the transfer of `first` and then `second`.
pub(super) fn then(first: &[u64], second: &[u64]) -> Vec<u64> {
    let mut row = first.to_vec();
    apply(second, &mut row);
    row
}

/// Adds a stretch that runs beside this one, both awaited: what either makes is there, and what either ends is gone
/// unless the other made it.
pub(super) fn beside(transfer: &mut [u64], other: &[u64]) {
    let (gain, keep) = transfer.split_at_mut(transfer.len() / 2);
    let (other_gain, other_keep) = other.split_at(other.len() / 2);
    bit_matrix::add(gain, other_gain);
    bit_matrix::keep(keep, other_keep);
    bit_matrix::add(keep, gain);
}

/// Returns the transfer of a stretch that may be left out.
pub(super) fn optional(mode: FixpointMode, transfer: &[u64]) -> Vec<u64> {
    let mut row = identity(transfer.len() / 2);
    mode.choose(&mut row, transfer);
    row
}
