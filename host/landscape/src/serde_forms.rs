//! How the parts of a unit are written down that serde has no form for.

/// The facts as a list, in order: the same unit, the same bytes.
pub(crate) mod facts {
    use rustc_hash::FxHashMap;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::unit::{FactId, ItemId, StateId};

    type Facts = FxHashMap<(ItemId, Option<StateId>), FactId>;

    pub(crate) fn serialize<S: Serializer>(facts: &Facts, out: S) -> Result<S::Ok, S::Error> {
        let mut list: Vec<_> = facts.iter().map(|((item, state), fact)| (item, state, fact)).collect();
        list.sort_unstable();
        list.serialize(out)
    }

    pub(crate) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Facts, D::Error> {
        let list: Vec<(ItemId, Option<StateId>, FactId)> = Deserialize::deserialize(from)?;
        Ok(list.into_iter().map(|(item, state, fact)| ((item, state), fact)).collect())
    }
}

/// What is made when first asked for, once it is made.
pub(crate) mod made {
    use std::sync::OnceLock;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn is_empty<T>(made: &OnceLock<Vec<T>>) -> bool {
        made.get().is_none_or(Vec::is_empty)
    }

    pub(crate) fn serialize<T: Serialize, S: Serializer>(
        made: &OnceLock<Vec<T>>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        out.collect_seq(made.get().into_iter().flatten())
    }

    pub(crate) fn deserialize<'a, T: Deserialize<'a>, D: Deserializer<'a>>(
        from: D,
    ) -> Result<OnceLock<Vec<T>>, D::Error> {
        Vec::deserialize(from).map(OnceLock::from)
    }
}

/// A shared text as a text.
pub(crate) mod text {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(text: &Arc<str>, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(text)
    }

    pub(crate) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(from).map(Arc::from)
    }
}
