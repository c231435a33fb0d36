//! The JSON report. Stable: fields are added, never renamed or taken away, while `version` is 1.
//!
//! Every field is always there; what is not known is `null`. The wire types say what each field means.

mod fill;
mod plain;
mod wire;

use std::io::{self, Write};

use handoff_model::Language;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::ser::{CompactFormatter, PrettyFormatter};

pub(crate) use self::fill::position;
use self::plain::Plain;
use self::wire::WireReport;
pub(crate) use self::wire::{WireFinding, WireHandoff, WireItem, WirePlace, WireSeverities};
use crate::Report;

/// The version of the format.
pub const VERSION: u32 = 1;

/// Writes a report as JSON, indented by two spaces and ended by a newline. Its sentences are in one language: that of the
/// findings.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, language: Language, out: &mut dyn Write) -> io::Result<()> {
    write_pretty(&WireReport::of(report, language), out)
}

/// Returns a report as [`write()`] writes it, to stand within other JSON.
pub fn view(report: &Report, language: Language) -> impl Serialize {
    WireReport::of(report, language)
}

/// Returns the JSON Schema (draft 2020-12) of what [`write()`] writes.
pub fn schema() -> serde_json::Value {
    schema_of::<WireReport<'_>>()
}

/// Writes any value as JSON, indented by two spaces and ended by a newline, so that it can be shown on a terminal: what
/// a terminal would obey stands there as `\u009b`.
///
/// # Errors
/// Only those of `out`.
pub fn write_pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let formatter = Plain::<PrettyFormatter<'_>>::default();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, formatter))?;
    out.write_all(b"\n")
}

/// Writes any value as JSON on one line, safe for a terminal like [`write_pretty()`].
///
/// # Errors
/// Only those of `out`.
pub fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let formatter = Plain::<CompactFormatter>::default();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, formatter))?;
    out.write_all(b"\n")
}

/// Returns the schema of what is written, not of what could be read: a field that may be `null` is there all the same.
pub fn schema_of<T: JsonSchema>() -> serde_json::Value {
    // `uint` and its like are no formats of JSON Schema: strict validators refuse them.
    let without_format = RecursiveTransform(|schema: &mut Schema| {
        schema.remove("format");
    });
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(without_format);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}
