//! The keys under which the parts of an export are looked up by name: made once an export, for every landscape it is in.

use std::sync::OnceLock;

use handoff_model::{Id, Item, ItemKind, Model, Participant, Process, ProcessId, Step, StepId};
use rustc_hash::FxHashMap;

use crate::{
    name::{generic, key},
    trigger::{passes_message, triggers},
};

/// The keys of an export, by the positions of what they belong to.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// Of the labels of steps.
    pub(crate) steps: Vec<String>,
    /// Of the ids of steps; only settings ask for them.
    step_ids: OnceLock<Vec<String>>,
    /// Of the names of processes.
    pub(crate) processes: Vec<String>,
    /// Of the titles of processes.
    pub(crate) process_titles: Vec<String>,
    /// Of the ids of processes.
    pub(crate) process_ids: Vec<String>,
    /// Of the names of pools.
    pub(crate) pools: Vec<String>,
    /// Of the names of pools that say which is meant; empty for all others.
    pub(crate) telling_pools: Vec<String>,
    /// Of the names of message flows.
    pub(crate) flows: Vec<String>,
    /// Of the names of messages, signals and the like.
    pub(crate) triggers: Vec<String>,
    /// Of the names of items that are stores and whose name says which; empty for all others.
    pub(crate) stores: Vec<String>,
    /// Of the labels of steps, each once, sorted.
    pub(crate) labels: Vec<String>,
    /// The steps that may be linked to another file by what they are, in order: those that call, throw, catch, or use a
    /// store.
    pub(crate) linking: Vec<StepId>,
    /// The steps that send or receive a message, in order.
    pub(crate) messaging: Vec<StepId>,
    /// The titles of processes themselves: their names, or those of their pools where they have none.
    pub(crate) titles: Vec<String>,
}

impl Keys {
    /// Returns the keys of the ids of the steps of the export.
    pub(crate) fn step_ids(&self, model: &Model) -> &[String] {
        self.step_ids.get_or_init(|| model.steps.rows().map(|step| key(&step.id)).collect())
    }

    /// Makes the keys of an export.
    pub(crate) fn of(model: &Model) -> Self {
        let steps: Vec<String> = model.steps.rows().map(|step| key(&step.name)).collect();
        let mut labels: Vec<String> = steps.iter().filter(|label| !label.is_empty()).cloned().collect();
        labels.sort_unstable();
        labels.dedup();
        let telling = |kind, name: &str| kind == ItemKind::Store && !generic(name);
        let store = |item: &Item| {
            if telling(item.kind, &item.name) { key(&item.name) } else { String::new() }
        };
        let stores: Vec<String> = model.items.rows().map(store).collect();
        let uses_store = |step: &Step| {
            let mut used = step.reads.iter().chain(&step.writes);
            used.any(|access| !Self::get(&stores, access.item.index()).is_empty())
        };
        let links =
            |step: &Step| step.called.is_some() || triggers(step).next().is_some() || uses_store(step);
        let those = |is: &dyn Fn(&Step) -> bool| -> Vec<StepId> {
            model.steps.iter().filter(|(_, step)| is(step)).map(|(id, _)| id).collect()
        };
        let (linking, messaging) = (those(&links), those(&passes_message));
        let mut pool_names: FxHashMap<ProcessId, &str> = FxHashMap::default();
        for pool in model.participants.rows() {
            pool.process.map(|process| pool_names.entry(process).or_insert(&pool.name));
        }
        let title = |(id, process): (ProcessId, &Process)| match &*process.name {
            "" => pool_names.get(&id).copied().unwrap_or_default().to_owned(),
            name => name.to_owned(),
        };
        let pools: Vec<String> = model.participants.rows().map(|pool| key(&pool.name)).collect();
        let telling_pool = |(pool, key): (&Participant, &String)| {
            if generic(&pool.name) { String::new() } else { key.clone() }
        };
        let titles: Vec<String> = model.processes.iter().map(title).collect();
        Self {
            process_titles: titles.iter().map(|title| key(title)).collect(),
            titles,
            step_ids: OnceLock::new(),
            processes: model.processes.rows().map(|process| key(&process.name)).collect(),
            process_ids: model.processes.rows().map(|process| key(&process.id)).collect(),
            telling_pools: model.participants.rows().zip(&pools).map(telling_pool).collect(),
            pools,
            flows: model.message_flows.rows().map(|flow| key(&flow.name)).collect(),
            triggers: model.triggers.rows().map(|trigger| key(&trigger.name)).collect(),
            linking,
            messaging,
            stores,
            steps,
            labels,
        }
    }

    /// Returns one of the keys above; empty where there is none.
    pub(crate) fn get(keys: &[String], position: usize) -> &str {
        keys.get(position).map_or("", String::as_str)
    }
}
