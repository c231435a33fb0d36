//! Every element and attribute of the schemas of BPMN 2.0, and what becomes of it.
//!
//! One table decides what a note may call harmless: only what says nothing about work, its order, its owners, data or
//! messages. `unread` beside it goes through a file with this table, so that nothing is lost because nobody looked.

mod attributes;
mod elements;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use handoff_model::LocalizedText;
use rustc_hash::FxHashMap;

pub(super) use attributes::MissedAttribute;

/// What becomes of an element or attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handling {
    /// It is read where it stands in one of these elements or families of elements.
    Read(&'static [&'static str]),
    /// It says nothing about work, order, owners, data or messages, for this reason.
    Harmless(&'static str),
    /// It matters and is not read; this is what is lost.
    Missed(LocalizedText),
}

/// Whatever the element.
const ANYWHERE: &str = "*";
/// The root of a file.
const ROOT: &str = "definitions";
/// What holds steps; some tools write them beside or into the lane that does them.
const SCOPE: &str = "(scope)";
/// Processes and sub-processes.
const PROCESS: &str = "(process)";
/// What holds pools.
const MEETING: &str = "(meeting)";
/// Tasks, calls and sub-processes.
const ACTIVITY: &str = "(activity)";
/// Events.
const EVENT: &str = "(event)";
/// Activities, events and gateways.
const STEP: &str = "(step)";
/// Events, and the root of a file, whose definitions events refer to.
const TRIGGERED: &str = "(triggered)";
/// What somebody performs: activities, processes and global tasks.
const WORK: &str = "(work)";
/// What says who performs.
const ROLE: &str = "(role)";

impl Handling {
    /// Looks up an element of the semantic model; `None` where BPMN knows no such name.
    pub(super) fn of(element: &str) -> Option<Self> {
        static TABLE: LazyLock<FxHashMap<&str, Handling>> =
            LazyLock::new(|| elements::ELEMENTS.iter().copied().collect());
        TABLE.get(element).copied()
    }

    /// Tells whether an element of this fate is read right inside `parent`.
    pub(super) fn is_read_in(self, parent: &str) -> bool {
        let Self::Read(places) = self else { return false };
        places.iter().any(|place| is_of(parent, place))
    }

    /// Tells whether it owns, orders or carries something by itself, rather than being a part of what does.
    pub(super) fn is_whole(self) -> bool {
        let Self::Read(places) = self else { return false };
        places.iter().any(|place| matches!(*place, ROOT | SCOPE | MEETING | "laneSet"))
    }
}

/// Tells whether an attribute is read on other elements than this one.
pub(super) fn is_read_elsewhere(attribute: &str, element: &str) -> bool {
    static TABLE: LazyLock<FxHashMap<&str, Handling>> =
        LazyLock::new(|| attributes::ATTRIBUTES.iter().copied().collect());
    let Some(Handling::Read(owners)) = TABLE.get(attribute) else { return false };
    !owners.iter().any(|owner| is_of(element, owner))
        && !missed_attributes(element).iter().any(|missed| missed.name == attribute)
}

/// Lists the attributes of an element of BPMN that matter and are not read.
pub(super) fn missed_attributes(element: &str) -> &'static [&'static MissedAttribute] {
    static TABLE: LazyLock<FxHashMap<&str, Vec<&MissedAttribute>>> = LazyLock::new(|| {
        let of = |element: &str| {
            let bears = |missed: &&MissedAttribute| missed.owners.iter().any(|owner| is_of(element, owner));
            attributes::MISSED.iter().filter(bears).collect::<Vec<_>>()
        };
        let rows = elements::ELEMENTS.iter().map(|(element, _)| (*element, of(element)));
        rows.filter(|(_, missed)| !missed.is_empty()).collect()
    });
    TABLE.get(element).map(Vec::as_slice).unwrap_or_default()
}

/// Says what is lost with an attribute that matters, by what is said of it in English.
pub(super) fn lost_attribute(lost: &str) -> Option<LocalizedText> {
    attributes::MISSED.iter().map(|missed| missed.lost).find(|text| text.en == lost)
}

/// Tells whether nothing but elements belongs into an element.
pub(super) fn is_container(element: &str) -> bool {
    is_of(element, SCOPE) || is_of(element, MEETING) || matches!(element, ROOT | "laneSet" | "lane")
}

/// Tells whether an element is of this name or family.
fn is_of(element: &str, place: &str) -> bool {
    // Most places are plain names, and only families are written in this way.
    if !place.starts_with(['(', '*']) {
        return element == place;
    }
    match place {
        ANYWHERE => true,
        PROCESS => matches!(element, "process" | "subProcess" | "adHocSubProcess" | "transaction"),
        SCOPE => {
            is_of(element, PROCESS)
                || matches!(element, "laneSet" | "childLaneSet" | "lane" | "collaboration" | ROOT)
        }
        MEETING => is_of(element, SCOPE) || matches!(element, "choreography" | "globalConversation"),
        ACTIVITY => {
            element == "task"
                || element.ends_with("Task") && !element.starts_with("global") && !element.starts_with("chor")
                || matches!(element, "callActivity" | "subProcess" | "adHocSubProcess" | "transaction")
        }
        EVENT => element.ends_with("Event"),
        STEP => is_of(element, ACTIVITY) || is_of(element, EVENT) || element.ends_with("Gateway"),
        TRIGGERED => element == ROOT || is_of(element, EVENT),
        WORK => {
            is_of(element, ACTIVITY)
                || element == "process"
                || element.starts_with("global") && element.ends_with("Task")
        }
        ROLE => matches!(element, "resourceRole" | "performer" | "humanPerformer" | "potentialOwner"),
        _ => false,
    }
}
