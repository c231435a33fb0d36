//! The changes that a finding offers, in the words of the configuration: names of elements unquoted, as it expects them.

use std::sync::Arc;

use handoff_finding::{Fix, FixChange, SettingValue};
use handoff_landscape::unit::{DepartmentId, ItemId, StepId};

use crate::contract::wire::{self, Argument};
use crate::limits;
use crate::place::UnitNames;
use crate::rejection::{FindingContent, FindingPart, Rejection};
use crate::wording::words;

/// Takes over the fixes of a finding; `render` writes the text under a key.
pub(crate) fn fixes(
    said: &[wire::Fix],
    shown: UnitNames<'_>,
    render: impl Fn(&str) -> Result<String, Rejection>,
) -> Result<Vec<Fix>, Rejection> {
    let cap = |what, found, limit| {
        if found > limit { Err(Rejection::TooMany { what, found, limit }) } else { Ok(()) }
    };
    cap(FindingContent::Fixes, said.len(), limits::FIXES)?;
    let fix = |said: &wire::Fix| {
        if let wire::Change::Add(entry) = &said.change {
            cap(FindingContent::FixSettings, entry.settings.len(), limits::ARGUMENTS)?;
        }
        let change = change(&said.change, shown);
        let change = change.ok_or(Rejection::NotShown(FindingPart::Fix))?;
        Ok(Fix { text: render(&said.text)?, change })
    };
    said.iter().map(fix).collect()
}

fn change(said: &wire::Change, shown: UnitNames<'_>) -> Option<FixChange> {
    Some(match said {
        wire::Change::Declare(said) => declaration(said, shown)?,
        wire::Change::Add(entry) => {
            let settings = entry.settings.iter();
            let settings = settings.map(|(key, value)| Some((key.clone(), setting(value, shown)?)));
            FixChange::Add { table: entry.table.clone(), settings: settings.collect::<Option<_>>()? }
        }
        wire::Change::Replace(said) => {
            let entry = shown.unit.stale_entries.get(said.entry as usize)?;
            FixChange::Replace {
                file: Arc::clone(&entry.origin.file),
                line: entry.origin.line,
                column: entry.origin.column,
                old: entry.entry.clone(),
                new: said.text.clone(),
            }
        }
    })
}

/// Says in a contract of the giver that an item goes over a border.
fn declaration(said: &wire::Declaration, shown: UnitNames<'_>) -> Option<FixChange> {
    let handoff = shown.unit.handoffs.get(said.handoff as usize)?;
    let text = |text: &str| SettingValue::Text(text.to_owned());
    let item = shown.unit.items.get(said.item as usize)?;
    let mut promise = vec![("item".to_owned(), text(&item.name))];
    if let Some(state) = said.state {
        promise.push(("state".to_owned(), text(item.states.get(state as usize)?)));
    }
    if let Some(receiver) = handoff.receiver {
        promise.push(("to".to_owned(), text(shown.department(receiver)?)));
    }
    let giver = shown.department(handoff.giver?)?;
    let provides = SettingValue::List(vec![SettingValue::Table(promise)]);
    let settings = vec![("department".to_owned(), text(giver)), ("provides".to_owned(), provides)];
    Some(FixChange::Add { table: "contract".to_owned(), settings })
}

/// Returns a value as the configuration writes it; `None` where it names what the plugin was not shown.
fn setting(argument: &Argument, shown: UnitNames<'_>) -> Option<SettingValue> {
    let text = |text: &str| SettingValue::Text(text.to_owned());
    let step = |id: &u32| shown.unit.steps.get(StepId(*id).0 as usize).map(|step| text(&step.name));
    let department = |id: &u32| shown.department(DepartmentId(*id)).map(text);
    let item = |id: &u32| shown.item(ItemId(*id), None).map(SettingValue::Text);
    let state = |id: u32, state: u32| {
        shown.unit.items.get(id as usize)?.states.get(state as usize).map(|state| text(state))
    };
    let list = |values: Option<Vec<SettingValue>>| values.map(SettingValue::List);
    match argument {
        Argument::Step(id) => step(id),
        Argument::Department(id) => department(id),
        Argument::Process(id) => shown.process(*id).map(SettingValue::Text),
        Argument::Item(id) => item(id),
        Argument::State((id, of)) => state(*id, *of),
        // The configuration names none of these.
        Argument::Handoff(_) | Argument::Flow(_) | Argument::Exchange(_) | Argument::Undeclared(_) => None,
        Argument::Wording(wording) => words(shown.unit, wording).map(SettingValue::Text),
        Argument::Entry(id) => shown.unit.stale_entries.get(*id as usize).map(|entry| text(&entry.entry)),
        Argument::Text(said) => Some(text(said)),
        Argument::Count(number) | Argument::Share(number) => Some(SettingValue::Number((*number).into())),
        Argument::Seconds(seconds) => Some(SettingValue::Text(format!("{seconds}s"))),
        Argument::Date(day) => {
            Some(SettingValue::Text(format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)))
        }
        Argument::Steps(ids) => list(ids.iter().map(step).collect()),
        Argument::Departments(ids) => list(ids.iter().map(department).collect()),
        Argument::Items(ids) => list(ids.iter().map(item).collect()),
        Argument::States((id, states)) => list(states.iter().map(|of| state(*id, *of)).collect()),
        Argument::Texts(texts) => Some(SettingValue::List(texts.iter().map(|said| text(said)).collect())),
    }
}
