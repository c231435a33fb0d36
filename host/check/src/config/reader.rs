//! TOML into types, finding every fault of a file in one go.
//!
//! Serde stops at the first fault. Here a value that is at fault is remembered and skipped, and the reading starts
//! anew without it, so that derived types serve unchanged and a user sees all faults at once. Faults are told
//! apart by type, not by text, which is why this is a deserializer of its own over the parsed tree.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use handoff_model::Language;
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};
use serde_spanned::Spanned;
use serde_spanned::de::{SpannedDeserializer, is_spanned};
use toml::de::{DeString, DeTable, DeValue};

use super::error::{
    ConfigError, ConfigErrorKind, ConfigFile, ExpectedForm, ExpectedValue, FoundValue, Suggestion,
    ValueError, ValueType,
};
use super::{item, value};

/// Faults shown of one file; who has more mends these first.
const MAX_FAULTS: usize = 50;

/// Reads a file; the value lacks what the complaints are about and is absent if nothing sensible is left.
pub(crate) fn read<T: DeserializeOwned>(source: &Arc<ConfigFile>) -> (Option<T>, Vec<ConfigError>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    if !errors.is_empty() {
        let complaint = |error: &toml::de::Error| {
            let kind = ConfigErrorKind::Toml(error.message().to_owned());
            ConfigError::new(source, error.span().unwrap_or(0..0), kind)
        };
        let mut complaints: Vec<_> = errors.iter().take(MAX_FAULTS).map(complaint).collect();
        // What follows on the same line is mostly an echo of the first slip.
        complaints.dedup_by_key(|complaint| complaint.origin().line);
        return (None, complaints);
    }
    let root = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
    let mut skipped = HashSet::new();
    let mut complaints = Vec::new();
    while complaints.len() < MAX_FAULTS {
        let fault = match T::deserialize(ValueDeserializer { node: &root, skipped: &skipped }) {
            Ok(value) => return (Some(value), complaints),
            Err(fault) => fault,
        };
        let (node, span) = fault.place.clone().unwrap_or((address(&root), 0..0));
        complaints.extend(fault.complaint(source, span));
        if node == address(&root) || !skipped.insert(node) {
            break;
        }
    }
    (None, complaints)
}

/// Returns the language that a configuration states, also where it is not TOML to its end.
pub(super) fn stated_language(text: &str) -> Option<Language> {
    let (table, _) = DeTable::parse_recoverable(text);
    Language::of(table.get_ref().get("language")?.get_ref().as_str()?)
}

type Node<'t> = Spanned<DeValue<'t>>;
/// Values known to be at fault, by address: the tree does not move while it is read.
type SkippedValues = HashSet<usize>;

fn address(node: &Node<'_>) -> usize {
    std::ptr::from_ref(node) as usize
}

/// What serde found wrong.
#[derive(Debug)]
enum ReaderErrorKind {
    UnknownKey {
        key: String,
        known: &'static [&'static str],
    },
    UnknownValue {
        value: String,
        known: &'static [&'static str],
    },
    Missing(&'static str),
    /// Follows from a fault that is already reported.
    Consequence,
    Value(ValueError),
}

#[derive(Debug)]
struct ReaderError {
    kind: ReaderErrorKind,
    /// The value to skip, and the text to point at.
    place: Option<(usize, Range<usize>)>,
}

impl ReaderError {
    fn new(kind: ReaderErrorKind) -> Self {
        Self { kind, place: None }
    }

    /// Gives a place to a fault that has none yet: the innermost value wins.
    fn at(mut self, node: &Node<'_>, span: Range<usize>) -> Self {
        self.place.get_or_insert((address(node), span));
        self
    }

    fn complaint(self, source: &Arc<ConfigFile>, span: Range<usize>) -> Option<ConfigError> {
        let near = |wrong: &str, known: &[&'static str]| Suggestion::of(wrong, known.iter().copied());
        let error = match self.kind {
            ReaderErrorKind::UnknownKey { key, known } => {
                let near = near(&key, known);
                ValueError::UnknownKey(key, near)
            }
            ReaderErrorKind::UnknownValue { value, known } => {
                let near = near(&value, known);
                ValueError::UnknownValue(value, near)
            }
            ReaderErrorKind::Missing(key) => ValueError::Missing(key),
            ReaderErrorKind::Consequence => return None,
            ReaderErrorKind::Value(error) => error,
        };
        Some(ConfigError::new(source, span, error))
    }
}

impl fmt::Display for ReaderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.kind)
    }
}

impl std::error::Error for ReaderError {}

impl de::Error for ReaderError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        ValueError::Other(message.to_string()).into()
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        ValueError::Type { expected: expected_value(expected), found: found_value(found) }.into()
    }

    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        ValueError::Impossible { expected: expected_value(expected), found: found_value(found) }.into()
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::new(ReaderErrorKind::UnknownKey { key: key.to_owned(), known })
    }

    fn unknown_variant(value: &str, known: &'static [&'static str]) -> Self {
        Self::new(ReaderErrorKind::UnknownValue { value: value.to_owned(), known })
    }

    fn missing_field(key: &'static str) -> Self {
        Self::new(ReaderErrorKind::Missing(key))
    }
}

impl From<ValueError> for ReaderError {
    fn from(error: ValueError) -> Self {
        Self::new(ReaderErrorKind::Value(error))
    }
}

fn found_value(found: de::Unexpected<'_>) -> FoundValue {
    use de::Unexpected::{Bool, Float, Map, Seq, Signed, Str, Unsigned};
    match found {
        Map => FoundValue::Table,
        Seq => FoundValue::List,
        Bool(value) => FoundValue::Truth(value),
        Signed(number) => FoundValue::Integer(number.to_string()),
        Unsigned(number) => FoundValue::Integer(number.to_string()),
        Float(_) => FoundValue::Fraction(found.to_string().split('`').nth(1).unwrap_or_default().to_owned()),
        Str(text) => FoundValue::Text(text.to_owned()),
        other => FoundValue::Other(other.to_string()),
    }
}

fn expected_value(expected: &dyn de::Expected) -> ExpectedValue {
    let words = match expected.to_string() {
        // The names of our types tell nobody anything.
        expected if expected.starts_with("struct ") => "a table".to_owned(),
        expected => expected.replace("a sequence", "a list in brackets"),
    };
    let form = match words.as_str() {
        "a string" => ExpectedForm::Text,
        "a boolean" => ExpectedForm::Truth,
        "a list in brackets" => ExpectedForm::List,
        "a table" | "a map" => ExpectedForm::Table,
        "u8" | "u16" | "u32" | "u64" | "usize" | "i64" | "f64" => ExpectedForm::Number,
        item::REQUIREMENT => ExpectedForm::Requirement,
        item::PROMISE => ExpectedForm::Promise,
        item::FIELD => ExpectedForm::Field,
        value::RULE_SETTING => ExpectedForm::RuleSetting,
        _ => ExpectedForm::Other,
    };
    ExpectedValue { form, words }
}

fn value_type(value: &DeValue<'_>) -> ValueType {
    match value {
        DeValue::String(_) => ValueType::Text,
        DeValue::Integer(_) => ValueType::Integer,
        DeValue::Float(_) => ValueType::Fraction,
        DeValue::Boolean(_) => ValueType::Truth,
        DeValue::Datetime(_) => ValueType::Datetime,
        DeValue::Array(_) => ValueType::List,
        DeValue::Table(_) => ValueType::Table,
    }
}

/// Deserializes one value of the tree.
struct ValueDeserializer<'t, 's> {
    node: &'t Node<'t>,
    skipped: &'s SkippedValues,
}

impl<'t> ValueDeserializer<'t, '_> {
    /// Places a fault, and hushes the lack of a key that was there and is already complained about.
    fn place(&self, mut fault: ReaderError) -> ReaderError {
        if let (None, ReaderErrorKind::Missing(name), DeValue::Table(table)) =
            (&fault.place, &fault.kind, self.node.get_ref())
        {
            let present = table.iter().find(|(key, _)| spelling(key.get_ref()) == *name);
            if present.is_some_and(|(_, value)| self.skipped.contains(&address(value))) {
                fault.kind = ReaderErrorKind::Consequence;
            }
        }
        fault.at(self.node, self.node.span())
    }

    fn visit<V: Visitor<'t>>(&self, visitor: V) -> Result<V::Value, ReaderError> {
        let number = |text: &str, radix: u32| i64::from_str_radix(&text.replace('_', ""), radix);
        match self.node.get_ref() {
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Boolean(value) => visitor.visit_bool(*value),
            DeValue::Datetime(value) => visitor.visit_string(value.to_string()),
            DeValue::Integer(value) => match number(value.as_str(), value.radix()) {
                Ok(value) => visitor.visit_i64(value),
                Err(_) => Err(ValueError::TooLarge.into()),
            },
            DeValue::Float(value) => match value.as_str().replace('_', "").parse() {
                Ok(value) => visitor.visit_f64(value),
                Err(_) => Err(ValueError::NoNumber.into()),
            },
            DeValue::Array(list) => {
                let skipped = self.skipped;
                let live = list.iter().filter(move |node| !skipped.contains(&address(node)));
                visitor.visit_seq(ElementAccess { nodes: live, skipped })
            }
            DeValue::Table(table) => {
                let skipped = self.skipped;
                let live = table.iter().filter(move |(_, node)| !skipped.contains(&address(node)));
                visitor.visit_map(EntryAccess { pairs: live, value: None, skipped })
            }
        }
    }
}

impl<'de> de::Deserializer<'de> for ValueDeserializer<'de, '_> {
    type Error = ReaderError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReaderError> {
        self.visit(visitor).map_err(|fault| self.place(fault))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReaderError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReaderError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReaderError> {
        if is_spanned(name) {
            let span = self.node.span();
            return visitor.visit_map(SpannedDeserializer::new(self, span));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReaderError> {
        let result = match self.node.get_ref() {
            DeValue::String(text) => {
                visitor.visit_enum(IntoDeserializer::<ReaderError>::into_deserializer(text.as_ref()))
            }
            other => Err(ValueError::NoWord(value_type(other)).into()),
        };
        result.map_err(|fault| self.place(fault))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

impl<'t> IntoDeserializer<'t, ReaderError> for ValueDeserializer<'t, '_> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

struct ElementAccess<'s, I> {
    nodes: I,
    skipped: &'s SkippedValues,
}

impl<'t, I: Iterator<Item = &'t Node<'t>>> de::SeqAccess<'t> for ElementAccess<'_, I> {
    type Error = ReaderError;

    fn next_element_seed<S: DeserializeSeed<'t>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReaderError> {
        let Some(node) = self.nodes.next() else { return Ok(None) };
        seed.deserialize(ValueDeserializer { node, skipped: self.skipped })
            .map(Some)
            .map_err(|fault| fault.at(node, node.span()))
    }
}

struct EntryAccess<'t, 's, I> {
    pairs: I,
    value: Option<&'t Node<'t>>,
    skipped: &'s SkippedValues,
}

impl<'t, I> de::MapAccess<'t> for EntryAccess<'t, '_, I>
where
    I: Iterator<Item = (&'t Spanned<DeString<'t>>, &'t Node<'t>)>,
{
    type Error = ReaderError;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, ReaderError> {
        let Some((key, node)) = self.pairs.next() else { return Ok(None) };
        self.value = Some(node);
        seed.deserialize(KeyDeserializer(key)).map(Some).map_err(|fault| fault.at(node, key.span()))
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, ReaderError> {
        let Some(node) = self.value.take() else {
            return Err(de::Error::custom("a key without a value"));
        };
        seed.deserialize(ValueDeserializer { node, skipped: self.skipped })
            .map_err(|fault| fault.at(node, node.span()))
    }
}

/// The one spelling of a key: `fail_on` and `fail-on` are the same to a person.
fn spelling(key: &str) -> String {
    key.replace('_', "-")
}

/// Deserializes a key.
struct KeyDeserializer<'t>(&'t Spanned<DeString<'t>>);

impl<'de> de::Deserializer<'de> for KeyDeserializer<'de> {
    type Error = ReaderError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReaderError> {
        visitor.visit_str(self.0.get_ref())
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReaderError> {
        visitor.visit_string(spelling(self.0.get_ref()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReaderError> {
        if is_spanned(name) {
            let text: StrDeserializer<'de, ReaderError> = self.0.get_ref().as_ref().into_deserializer();
            return visitor.visit_map(SpannedDeserializer::new(text, self.0.span()));
        }
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map enum option newtype_struct ignored_any
    }
}
