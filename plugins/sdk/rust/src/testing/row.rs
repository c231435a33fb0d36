//! Reads the rows of a view: every field must be there, and be what the contract says.

use serde_json::Value;

use super::words::Word;

/// One JSON object; its errors name it and the field.
#[derive(Clone, Copy)]
pub(super) struct Row<'v> {
    name: &'v str,
    value: &'v Value,
}

impl<'v> Row<'v> {
    /// Opens the outermost object.
    pub(super) fn new(value: &'v Value) -> Self {
        Self { name: "the view", value }
    }

    fn wrong(self, field: &str, what: &str) -> String {
        format!("{}: `{field}` should be {what}", self.name)
    }

    /// Returns a field that must be there.
    pub(super) fn field(self, field: &str) -> Result<&'v Value, String> {
        self.value.get(field).ok_or_else(|| format!("{}: `{field}` is missing", self.name))
    }

    fn read<T>(self, field: &str, what: &str, read: impl Fn(&'v Value) -> Option<T>) -> Result<T, String> {
        read(self.field(field)?).ok_or_else(|| self.wrong(field, what))
    }

    /// Reads a field that may be `null`.
    fn maybe<T>(
        self,
        field: &str,
        what: &str,
        read: impl Fn(&'v Value) -> Option<T>,
    ) -> Result<Option<T>, String> {
        self.read(field, what, |value| if value.is_null() { Some(None) } else { read(value).map(Some) })
    }

    fn list<T>(
        self,
        field: &str,
        what: &str,
        read: impl Fn(&'v Value) -> Option<T>,
    ) -> Result<Vec<T>, String> {
        self.read(field, what, |value| value.as_array()?.iter().map(&read).collect())
    }

    pub(super) fn flag(self, field: &str) -> Result<bool, String> {
        self.read(field, "true or false", Value::as_bool)
    }

    pub(super) fn number(self, field: &str) -> Result<u32, String> {
        self.read(field, "a number", number)
    }

    pub(super) fn maybe_number(self, field: &str) -> Result<Option<u32>, String> {
        self.maybe(field, "a number or null", number)
    }

    pub(super) fn numbers(self, field: &str) -> Result<Vec<u32>, String> {
        self.list(field, "a list of numbers", number)
    }

    pub(super) fn maybe_numbers(self, field: &str) -> Result<Option<Vec<u32>>, String> {
        self.maybe(field, "a list of numbers or null", |value| value.as_array()?.iter().map(number).collect())
    }

    pub(super) fn text(self, field: &str) -> Result<String, String> {
        self.read(field, "a text", text)
    }

    pub(super) fn maybe_text(self, field: &str) -> Result<Option<String>, String> {
        self.maybe(field, "a text or null", text)
    }

    pub(super) fn texts(self, field: &str) -> Result<Vec<String>, String> {
        self.list(field, "a list of texts", text)
    }

    pub(super) fn word<T: Word>(self, field: &str) -> Result<T, String> {
        self.read(field, "a word of the contract", |value| T::of(value.as_str()?))
    }

    /// Reads a field that is one object.
    pub(super) fn row(self, field: &'v str) -> Result<Row<'v>, String> {
        Ok(Row { name: field, value: self.field(field)? })
    }

    /// Reads a list of objects.
    pub(super) fn rows<T>(
        self,
        field: &'v str,
        read: impl Fn(Row<'v>) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let rows = self.read(field, "a list", Value::as_array)?;
        rows.iter().map(|value| read(Row { name: field, value })).collect()
    }
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64()?.try_into().ok()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
