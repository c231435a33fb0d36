//! The signs inside shapes, drawn on a field of 24 by 24 around its middle.

use handoff_model::{DefinitionKind, Point, StepKind};
use maud::{Markup, html};

use crate::pixels::Pixels;

/// A sign: what is stroked, and whether it is filled with the colour of its lines.
#[derive(Clone, Copy)]
pub(super) struct Icon(&'static str, bool);

impl Icon {
    /// Draws it around a point, so many times its size.
    pub(super) fn draw(self, at: Point, size: f64) -> Markup {
        let scale = (size * 100.0).round() / 100.0;
        let class = if self.1 { "icon full" } else { "icon" };
        html! {
            path class=(class) d=(self.0) transform=(format!("translate({} {}) scale({scale})", Pixels(at.x), Pixels(at.y))) {}
        }
    }

    /// Fills it: what is thrown is filled, what is caught is not.
    fn thrown(self, thrown: bool) -> Self {
        Self(self.0, self.1 || thrown)
    }
}

/// Returns the sign of an event; `None` for a plain one.
pub(super) fn event(definitions: &[DefinitionKind], all: bool, thrown: bool) -> Option<Icon> {
    let [definition] = definitions else {
        let many = if all { "M-3-9h6v6h6v6h-6v6h-6v-6h-6v-6h6z" } else { "M0-9L9-2L5.5 8H-5.5L-9-2z" };
        return (!definitions.is_empty()).then(|| Icon(many, false).thrown(thrown));
    };
    Some(
        match definition {
            DefinitionKind::Message => return Some(message(thrown)),
            DefinitionKind::Timer => CLOCK,
            DefinitionKind::Signal => Icon("M0-9L9 7H-9z", false),
            DefinitionKind::Error => Icon("M-9 8L-4-8L2 2L8-9L4 8L-2-1z", false),
            DefinitionKind::Escalation => Icon("M0-9L7 9L0 2L-7 9z", false),
            DefinitionKind::Link => Icon("M-9-4h9v-5l9 9l-9 9v-5h-9z", false),
            DefinitionKind::Conditional => Icon("M-7-9h14v18h-14zM-4-5h8M-4 0h8M-4 5h8", false),
            DefinitionKind::Compensation => COMPENSATION,
            DefinitionKind::Cancel => Icon("M-9-6L-6-9L0-3L6-9L9-6L3 0L9 6L6 9L0 3L-6 9L-9 6L-3 0z", false),
            DefinitionKind::Terminate => Icon("M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0", true),
        }
        .thrown(thrown && !matches!(definition, DefinitionKind::Timer | DefinitionKind::Conditional)),
    )
}

const CLOCK: Icon =
    Icon("M-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0M0-10v3M0 10v-3M-10 0h3M10 0h-3M5-4L0 0L2 5", false);
const COMPENSATION: Icon = Icon("M0-7v14l-9-7zM9-7v14l-9-7z", false);

/// An envelope, dark where it is sent.
fn message(sent: bool) -> Icon {
    // The flap of a dark envelope is cut out of it.
    if sent {
        Icon("M-10-7h20L0 1zM-10-4.500v11.500h20v-11.500L0 3.500z", true)
    } else {
        Icon("M-10-7h20v14h-20zM-10-7L0 1L10-7", false)
    }
}

/// Returns the sign of a kind of task; `None` where it has none.
pub(super) fn task(kind: StepKind) -> Option<Icon> {
    Some(match kind {
        StepKind::UserTask => Icon(
            "M-4-4a4.500 4.500 0 1 0 8 0a4.500 4.500 0 1 0-8 0M-9 10v-4q0-5 5-5.500q4 3 8 0q5 .5 5 5.500v4zM-5 10v-3M5 10v-3",
            false,
        ),
        StepKind::ManualTask => {
            Icon("M-9-2l5-6q2-1 3 0h9v3h-8h9v3.300h-9h8.500v3.300h-8.500h7v3.300h-11q-3 .5-5-2.500z", false)
        }
        StepKind::ServiceTask => Icon(
            "M-1.700-10h3.400l.6 2.700l2.300 1l2.400-1.500l2.400 2.400l-1.500 2.400l1 2.300l2.700.6v3.400l-2.700.6l-1 2.300l1.500 2.400l-2.400 2.400l-2.400-1.500l-2.300 1l-.6 2.700h-3.400l-.6-2.700l-2.300-1l-2.400 1.500l-2.400-2.400l1.500-2.400l-1-2.300l-2.700-.6v-3.400l2.700-.6l1-2.300l-1.500-2.400l2.400-2.400l2.400 1.500l2.300-1zM-3.500 1.600a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0",
            false,
        ),
        StepKind::ScriptTask => {
            Icon("M-4-9h12q-7 5-1 9q5 5-2 9h-12q7-4 1-9q-5-5 2-9M-3-5h6M-3-1.500h6M0 2h6M0 5.500h6", false)
        }
        StepKind::SendTask => message(true),
        StepKind::ReceiveTask => message(false),
        StepKind::DecisionTask => Icon("M-10-8h20v16h-20zM-10-4h20M-10 2h20M-4-4v12", false),
        _ => return None,
    })
}

/// Returns the sign of a gateway.
pub(super) fn gateway(kind: StepKind) -> Icon {
    match kind {
        StepKind::Parallel => Icon("M-2-11h4v9h9v4h-9v9h-4v-9h-9v-4h9z", true),
        StepKind::Inclusive => Icon(
            "M-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0M-8.500 0a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0",
            false,
        ),
        StepKind::EventBased => Icon(
            "M-12 0a12 12 0 1 0 24 0a12 12 0 1 0-24 0M-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0M0-6L6-1.500L3.500 5.500H-3.500L-6-1.500z",
            false,
        ),
        StepKind::Complex => Icon(
            "M-1.500-11h3v8l6-5.500l2 2l-5.500 6h8v3h-8l5.500 6l-2 2l-6-5.500v8h-3v-8l-6 5.500l-2-2l5.500-6h-8v-3h8l-5.500-6l2-2l6 5.500z",
            true,
        ),
        _ => Icon("M-8-10h4.500L0-3.500L3.500-10H8L2.300 0L8 10H3.500L0 3.500L-3.500 10H-8L-2.300 0z", true),
    }
}

/// What stands at the lower side of an activity.
#[derive(Clone, Copy)]
pub(super) enum Marker {
    /// It runs again.
    While,
    /// Several run at once.
    Parallel,
    /// Several run one after the other.
    Sequential,
    /// It undoes.
    Compensation,
    /// More lies inside.
    Inside,
    /// What lies inside has no order.
    AdHoc,
}

/// Returns the sign of a marker.
pub(super) fn marker(marker: Marker) -> Icon {
    match marker {
        Marker::While => Icon("M-4 8a9 9 0 1 1 8 0M-4 8v-7M-4 8h-7", false),
        Marker::Parallel => Icon("M-6-8v16M0-8v16M6-8v16", false),
        Marker::Sequential => Icon("M-8-6h16M-8 0h16M-8 6h16", false),
        Marker::Compensation => COMPENSATION,
        Marker::Inside => Icon("M-10-10h20v20h-20zM0-6v12M-6 0h12", false),
        Marker::AdHoc => Icon("M-10 3q5-10 10-3t10-3q-5 10-10 3t-10 3", true),
    }
}

/// A person: where the customer is met.
pub(super) const PERSON: Icon = Icon("M-4-5a4 4 0 1 0 8 0a4 4 0 1 0-8 0M-8 9q0-9 8-9t8 9z", true);
