//! How many bytes cross between host and plugin, as the canonical ABI lays them out.

use wasmtime::component::ComponentType;

use super::wire::{self, Argument};

/// A value of the contract as it lies in a plugin's memory.
pub(crate) trait Bytes: ComponentType {
    /// Counts the bytes behind the pointers of the value: its texts and lists.
    fn behind(&self) -> usize;

    /// Counts all of its bytes.
    fn bytes(&self) -> usize {
        Self::SIZE32 + self.behind()
    }
}

impl Bytes for u32 {
    fn behind(&self) -> usize {
        0
    }
}

impl Bytes for String {
    fn behind(&self) -> usize {
        self.len()
    }
}

impl<T: Bytes> Bytes for Vec<T> {
    fn behind(&self) -> usize {
        self.iter().map(T::bytes).sum()
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn behind(&self) -> usize {
        self.as_ref().map_or(0, T::behind)
    }
}

impl Bytes for (String, Argument) {
    fn behind(&self) -> usize {
        self.0.behind() + self.1.behind()
    }
}

impl Bytes for Argument {
    fn behind(&self) -> usize {
        match self {
            Self::Text(text) => text.behind(),
            Self::Steps(steps) => steps.behind(),
            Self::Texts(texts) => texts.behind(),
            Self::Step(_)
            | Self::Department(_)
            | Self::Item(_)
            | Self::State(_)
            | Self::Count(_)
            | Self::Seconds(_) => 0,
        }
    }
}

/// Names the texts and lists of each record.
macro_rules! records {
    ($($record:ident: $($field:ident)*;)*) => {$(
        impl Bytes for wire::$record {
            fn behind(&self) -> usize {
                0 $(+ self.$field.behind())*
            }
        }
    )*};
}

records! {
    Department: name;
    Step: ;
    Carried: ;
    Handoff: carries;
    Need: arrives_in missing_fields expected_from witness providers undeclared;
    Provision: used_by;
    Touchpoint: ;
    Ending: witness;
    Wait: ;
    StaleEntry: kind entry suggestion;
    Reach: path;
    RuleOptions: rule options;
    Finding: rule message help arguments related witness;
}

#[cfg(test)]
mod tests {
    use super::{Argument, Bytes, wire};

    #[test]
    fn values_are_counted_as_the_canonical_abi_lays_them_out() {
        assert_eq!(7_u32.bytes(), 4);
        assert_eq!("four".to_owned().bytes(), 8 + 4);
        assert_eq!(vec![1_u32, 2].bytes(), 8 + 8);
        assert_eq!(Some(vec![1_u32]).bytes(), 12 + 4);
        let department = wire::Department { name: "Sales".into(), side: wire::Side::Internal };
        assert_eq!(department.bytes(), 12 + 5);
        assert_eq!(("n".to_owned(), Argument::Text("ab".into())).bytes(), 8 + 16 + 1 + 2);
    }
}
