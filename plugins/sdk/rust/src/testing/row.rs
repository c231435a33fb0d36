//! Reads the values of a file: every field must be there, and be what the contract says.

use serde_json::Value;

/// A value that a file holds.
pub(super) trait FromValue: Sized {
    /// Reads it; `place` says in the error where it stands.
    fn read(value: &Value, place: &str) -> Result<Self, String>;
}

/// One JSON object; its errors name it and the field.
#[derive(Clone, Copy)]
pub(crate) struct Row<'v> {
    place: &'v str,
    value: &'v Value,
}

impl<'v> Row<'v> {
    /// Opens an object.
    pub(super) fn new(place: &'v str, value: &'v Value) -> Self {
        Self { place, value }
    }

    /// Returns a field that must be there.
    pub(super) fn field(self, field: &str) -> Result<&'v Value, String> {
        self.value.get(field).ok_or_else(|| format!("{}: `{field}` is missing", self.place))
    }

    /// Reads a field.
    pub(super) fn get<T: FromValue>(self, field: &str) -> Result<T, String> {
        T::read(self.field(field)?, &format!("{}: `{field}`", self.place))
    }
}

fn wrong(place: &str, what: &str) -> String {
    format!("{place} should be {what}")
}

impl FromValue for bool {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        value.as_bool().ok_or_else(|| wrong(place, "true or false"))
    }
}

impl FromValue for u32 {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let number = value.as_u64().and_then(|number| number.try_into().ok());
        number.ok_or_else(|| wrong(place, "a number"))
    }
}

impl<A: FromValue, B: FromValue> FromValue for (A, B) {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let [one, other] = pair(value, place)?;
        Ok((A::read(one, place)?, B::read(other, place)?))
    }
}

/// Reads the name of a case of a variant, and returns it with what the case holds.
pub(super) fn case<'v>(value: &'v Value, place: &str) -> Result<(String, &'v Value), String> {
    let [case, held] = pair(value, place)?;
    Ok((String::read(case, place)?, held))
}

fn pair<'v>(value: &'v Value, place: &str) -> Result<&'v [Value; 2], String> {
    let pair = value.as_array().and_then(|list| list.as_slice().try_into().ok());
    pair.ok_or_else(|| wrong(place, "two values"))
}

impl FromValue for String {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        value.as_str().map(str::to_owned).ok_or_else(|| wrong(place, "a text"))
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        if value.is_null() { Ok(None) } else { T::read(value, place).map(Some) }
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn read(value: &Value, place: &str) -> Result<Self, String> {
        let rows = value.as_array().ok_or_else(|| wrong(place, "a list"))?;
        rows.iter().map(|row| T::read(row, place)).collect()
    }
}
