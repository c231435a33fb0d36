//! How many bytes and items cross between host and plugin: bytes as the canonical ABI lays them out.

use wasmtime::component::ComponentType;

use crate::limits;

/// A value of the contract as it lies in a plugin's memory.
pub(crate) trait Bytes: ComponentType {
    /// Counts the bytes behind the pointers of the value: its texts and lists.
    fn behind(&self) -> usize;

    /// Counts the items that it brings along: each entry of its lists, and each [`limits::WORD`] bytes of its texts.
    fn entries(&self) -> usize;

    /// Counts all of its bytes.
    fn bytes(&self) -> usize {
        Self::SIZE32 + self.behind()
    }
}

impl Bytes for u32 {
    fn behind(&self) -> usize {
        0
    }

    fn entries(&self) -> usize {
        0
    }
}

impl Bytes for String {
    fn behind(&self) -> usize {
        self.len()
    }

    fn entries(&self) -> usize {
        self.len() / limits::WORD
    }
}

impl<T: Bytes> Bytes for Vec<T> {
    fn behind(&self) -> usize {
        self.iter().map(T::bytes).sum()
    }

    fn entries(&self) -> usize {
        self.iter().map(|row| 1 + row.entries()).sum()
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn behind(&self) -> usize {
        self.as_ref().map_or(0, T::behind)
    }

    fn entries(&self) -> usize {
        self.as_ref().map_or(0, T::entries)
    }
}

impl<A: Bytes, B: Bytes> Bytes for (A, B)
where
    (A, B): ComponentType,
{
    fn behind(&self) -> usize {
        self.0.behind() + self.1.behind()
    }

    fn entries(&self) -> usize {
        self.0.entries() + self.1.entries()
    }
}

#[cfg(test)]
mod tests {
    use super::Bytes;
    use crate::contract::wire::{self, Argument};

    #[test]
    fn values_are_counted_as_the_canonical_abi_lays_them_out() {
        assert_eq!(7_u32.bytes(), 4);
        assert_eq!("four".to_owned().bytes(), 8 + 4);
        assert_eq!(vec![1_u32, 2].bytes(), 8 + 8);
        assert_eq!(Some(vec![1_u32]).bytes(), 12 + 4);
        let entry = wire::StaleEntry { kind: "Sales".into(), entry: String::new(), suggestion: None };
        assert_eq!(entry.bytes(), 28 + 5);
        assert_eq!(("n".to_owned(), Argument::Text("ab".into())).bytes(), 8 + 32 + 1 + 2);
    }
    #[test]
    fn entries_of_lists_and_long_texts_are_items() {
        assert_eq!(vec![1_u32, 2].entries(), 2);
        assert_eq!("a".repeat(200).entries(), 3);
        assert_eq!(vec!["a".repeat(200), String::new()].entries(), 3 + 2);
        let wait = wire::Wait { step: 0, party: Some(1), limited: true, seconds: None };
        assert_eq!(wait.entries(), 0);
    }
}
