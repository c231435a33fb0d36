//! `handoff schema`, and the schema that `handoff config` prints.

use handoff_check::Exit;
use handoff_machine::Console;

use crate::args::SchemaKind;

use super::output;

pub(super) fn run(what: SchemaKind, console: &mut Console<'_>) -> anyhow::Result<Exit> {
    let schema = match what {
        SchemaKind::Report => handoff_report::json::schema(),
        SchemaKind::List => handoff_report::list::schema(),
        SchemaKind::Diff => handoff_report::diff::json::schema(),
        SchemaKind::Map => handoff_report::map::json::schema(),
        SchemaKind::Watch => handoff_live::watch::schema(),
        SchemaKind::Config => handoff_check::config::schema(),
        SchemaKind::Contracts => handoff_check::config::contracts_schema(),
    };
    output::finish(console, format!("{schema:#}\n").as_bytes())
}
