//! The comparison as `JUnit` XML: one case for each handoff of the new state, with what changed for the worse or the
//! better there.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Diff, remarks};
use crate::change::{ChangeEntry, ChangeSubject, Effect};
use crate::junit::{HandoffIndex, HandoffRemark, cases};
use crate::texts::Catalogue;

/// Writes a comparison as `JUnit` XML. Changes of the effect `least` and worse fail the case they belong to, as they fail
/// the comparison; what changed besides is written into the case. What belongs to no handoff of the new state has a case
/// of its own.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, least: Option<Effect>, out: &mut dyn Write) -> io::Result<()> {
    let after = diff.after.report;
    let belongs = HandoffIndex::of(after);
    let positions = after.handoffs.iter().enumerate();
    let positions: BTreeMap<(&str, &str), usize> =
        positions.map(|(index, handoff)| ((&*handoff.place.file, &*handoff.id), index)).collect();
    let handoff = |entry: &ChangeEntry| match &entry.subject {
        ChangeSubject::Finding(edit, _) => belongs.handoff(edit.after()?),
        ChangeSubject::Handoff(edit, _) => {
            edit.after().and_then(|new| positions.get(&(&*new.place.file, &*new.id)).copied())
        }
        _ => None,
    };
    let said = remarks::of(diff).map(|(entry, remark)| HandoffRemark {
        handoff: handoff(entry),
        fails: least.is_some_and(|least| entry.effect <= least),
        remark,
    });
    let states = [(diff.names[0], diff.before.report), (diff.names[1], after)];
    cases(said.collect(), "other changes", &states, Catalogue::of(diff.language).report, out)
}
