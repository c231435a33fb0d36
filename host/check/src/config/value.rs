//! Values that the derived types of `raw` cannot express: with a place, or in a short and a long form.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_spanned::Spanned;

use super::level::Level;

/// A value with its place in the file.
#[derive(Clone, Debug)]
pub(crate) struct SpannedValue<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for SpannedValue<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<T>::deserialize(deserializer)?;
        Ok(Self { span: spanned.span(), value: spanned.into_inner() })
    }
}

impl<T: JsonSchema> JsonSchema for SpannedValue<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: PartialEq> PartialEq for SpannedValue<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for SpannedValue<T> {}

impl<T: Ord> PartialOrd for SpannedValue<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Ord> Ord for SpannedValue<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

/// What is due behind the id of a rule.
pub(super) const RULE_SETTING: &str =
    "\"off\", \"info\", \"warning\", \"error\", or a table of `severity` and options";

/// What a text or a table can say: a text is short for a table with one key.
pub(crate) trait Shorthand: Sized {
    type Table: for<'de> Deserialize<'de> + JsonSchema;
    const EXPECTED: &'static str;
    fn of_text(text: &str) -> Self;
    fn of_table(table: Self::Table) -> Self;
}

macro_rules! text_or_table {
    ($name:ident, $table:ident, $key:ident, $expected:expr, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug)]
        pub(crate) struct $name(pub(crate) $table);

        impl Shorthand for $name {
            type Table = $table;
            const EXPECTED: &'static str = $expected;
            fn of_text(text: &str) -> Self {
                Self($table { $key: text.to_owned(), ..$table::default() })
            }
            fn of_table(table: $table) -> Self {
                Self(table)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(ShorthandVisitor::<Self>(PhantomData))
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<$table>()] })
            }
        }
    };
}

pub(super) use text_or_table;

pub(super) struct ShorthandVisitor<T>(pub(super) PhantomData<T>);

impl<'de, T: Shorthand> Visitor<'de> for ShorthandVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(T::of_text(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::Table::deserialize(MapAccessDeserializer::new(map)).map(T::of_table)
    }
}

/// What is configured for one rule.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawRule {
    /// The severity, or off; the rule's own if not given.
    pub(crate) level: Option<Level>,
    /// Its options.
    pub(crate) options: serde_json::Map<String, serde_json::Value>,
}

impl<'de> Deserialize<'de> for RawRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RuleVisitor;

        impl<'de> Visitor<'de> for RuleVisitor {
            type Value = RawRule;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(RULE_SETTING)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<RawRule, E> {
                let level = Level::deserialize(de::value::StrDeserializer::new(text))?;
                Ok(RawRule { level: Some(level), ..RawRule::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawRule, A::Error> {
                let mut rule = RawRule::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "severity" {
                        rule.level = Some(map.next_value()?);
                    } else {
                        rule.options.insert(key, map.next_value()?);
                    }
                }
                Ok(rule)
            }
        }

        deserializer.deserialize_any(RuleVisitor)
    }
}

impl JsonSchema for RawRule {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Rule".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<Level>();
        json_schema!({ "anyOf": [level, { "type": "object", "properties": { "severity": level } }] })
    }
}
