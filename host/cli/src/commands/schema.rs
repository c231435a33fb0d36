//! `handoff schema`, and the schema that `handoff config` prints.

use handoff_check::{Exit, Failure};
use handoff_machine::Console;

use crate::args::SchemaOf;

use super::output;

pub(super) fn run(what: SchemaOf, console: &mut Console<'_>) -> Result<Exit, Failure> {
    let schema = match what {
        SchemaOf::Report => handoff_report::json::schema(),
        SchemaOf::List => handoff_report::list::schema(),
        SchemaOf::Diff => handoff_report::diff::json::schema(),
        SchemaOf::Map => handoff_report::map::json::schema(),
        SchemaOf::Watch => handoff_live::watch::schema(),
        SchemaOf::Config => handoff_check::config::schema(),
        SchemaOf::Contracts => handoff_check::config::contracts_schema(),
    };
    output::finish(console, format!("{schema:#}\n").as_bytes())
}
