//! A name for a finding that survives edits which do not touch the fault.

use sha2::{Digest, Sha256};

/// Makes 16 hex digits out of the parts that identify a finding: its rule, file, element, item, giver and receiver.
///
/// Line, column and wording are left out on purpose: moving or rewording does not make a finding new. The same
/// parts met again in one run are told apart by `occurrence`, counted from 0 in report order.
pub fn fingerprint(parts: &[&str], occurrence: usize) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    digest.update((occurrence as u64).to_le_bytes());
    let head = digest.finalize().into_iter().take(8).fold(0_u64, |head, byte| head << 8 | u64::from(byte));
    format!("{head:016x}")
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(fingerprint(&["ab", "c"], 0), fingerprint(&["a", "bc"], 0));
        assert_ne!(fingerprint(&["ab"], 0), fingerprint(&["ab"], 1));
        assert_eq!(fingerprint(&["ab"], 0).len(), 16);
    }
}
