//! What is known to cross each border.

use handoff_model::{Evidence, Id, StepKind};

use crate::{
    access::ItemUses,
    call,
    handoff::PendingHandoff,
    name::{self, says_nothing},
    payload::{Transfers, labelled, of},
    sketch::is_nameless,
    unit::{Availability, CarriedItem, Handoff, HandoffKind, ItemId, Need, StepId},
    unit_builder::UnitBuilder,
};

/// Completes the borders with what crosses them.
pub(crate) fn handoffs(
    draft: &mut UnitBuilder<'_>,
    borders: Vec<PendingHandoff>,
    uses: &ItemUses,
    needs: &[Need],
    transfers: &Transfers,
) -> Vec<Handoff> {
    let mut handoffs = Vec::with_capacity(borders.len());
    for border in borders {
        let mut handoff = border.handoff;
        handoff.carries = match (border.passage, handoff.kind, handoff.last, handoff.first) {
            (Some(passage), ..) => transfers.payloads[passage.index()].carries.clone(),
            (_, HandoffKind::Store, ..) => Vec::new(),
            (_, _, Some(last), Some(first)) => along(draft, (handoff.kind, last, first), uses, needs),
            _ => Vec::new(),
        };
        // What is put into a store on one side and taken out on the other is handed over, whichever way the work goes.
        let stored = border.stores.into_iter();
        let stored = stored.map(|item| CarriedItem { item, state: None, evidence: Evidence::DataObject });
        handoff.carries.extend(stored);
        if handoff.carries.iter().any(|carried| carried.evidence < Evidence::Label) {
            handoff.carries.retain(|carried| carried.evidence < Evidence::Label);
        }
        handoff.carries.sort_by_key(|carried| carried.evidence);
        handoff.declared = handoff.carries.iter().any(|carried| carried.evidence < Evidence::Label);
        let mut ends = handoff.last.into_iter().chain(handoff.first);
        handoff.named =
            border.passage.map_or(handoff.declared, |passage| transfers.payloads[passage.index()].named)
                || border.passage.is_some() && ends.any(|step| says_what(draft, step));
        // Whoever called has its inputs since before the call: of the way back it expects none.
        let returns = |first| handoff.kind == HandoffKind::Call && draft.row(first).kind == StepKind::Call;
        // What is met on the way, read from a store or kept as a variable need not come over this border.
        let awaits = |need: &Need| {
            let store = draft.items.rows[need.item.index()].store;
            let stated = need.evidence < Evidence::Form;
            stated && !need.optional && !store && need.availability != Availability::Always
        };
        handoff.expected = handoff.first.is_some_and(|first| {
            let start = needs.partition_point(|need| need.step < first);
            let mut own = needs[start..].iter().take_while(|need| need.step == first);
            !returns(first) && own.any(awaits)
        });
        handoffs.push(handoff);
    }
    handoffs
}

/// Tells whether the label of a step at the end of a message says what the message brings: it speaks of an object, or at
/// least of more than a deed.
fn says_what(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    if is_nameless(&row.name) {
        return false;
    }
    match draft.shared.lexicon.object(&row.name, true) {
        Some(object) => !says_nothing(object),
        // A verb alone says nothing; the name of a deed (billing, Lieferung) says it.
        None => match name::words(&row.name).as_slice() {
            [word] => ["ing", "ung", "tion"].iter().any(|ending| word.ends_with(ending)),
            words => words.len() > 1,
        },
    }
}

/// What goes along with the work itself: what the giver's last step makes, and what the receiver's first step needs
/// and may get; without either, what the label of the last step speaks of.
fn along(
    draft: &mut UnitBuilder<'_>,
    (kind, last, first): (HandoffKind, StepId, StepId),
    uses: &ItemUses,
    needs: &[Need],
) -> Vec<CarriedItem> {
    let mut carries: Vec<CarriedItem> = Vec::new();
    let mut add = |item: ItemId, state, evidence| {
        if !draft.items.rows[item.index()].store
            && !carries.iter().any(|known| (known.item, known.state) == (item, state))
        {
            carries.push(CarriedItem { item, state, evidence });
        }
    };
    let calls = |step: StepId| kind == HandoffKind::Call && draft.row(step).kind == StepKind::Call;
    if calls(last) {
        for read in of(&uses.needs, last) {
            add(read.item, read.state, read.evidence);
        }
    } else {
        for write in of(&uses.provisions, last) {
            add(write.item, write.state, write.evidence);
        }
    }
    if calls(first) {
        for write in of(&uses.provisions, first) {
            add(write.item, write.state, write.evidence);
        }
    } else if !(calls(last) && call::lists(draft.row(last))) {
        let start = needs.partition_point(|need| need.step < first);
        for need in needs[start..].iter().take_while(|need| need.step == first) {
            let arrives = |verdict| matches!(verdict, Availability::Always | Availability::Sometimes);
            if arrives(need.availability) {
                add(need.item, need.state, need.evidence);
            } else if arrives(need.any_state) {
                add(need.item, None, need.evidence);
            }
        }
    }
    for (step, mapped) in [(last, calls(last)), (first, calls(first))] {
        let called = draft.row(step).called.as_ref().filter(|_| mapped);
        let names = called
            .map(|called| if step == last { &called.inputs } else { &called.outputs })
            .into_iter()
            .flatten();
        for mapping in names {
            let item = draft.items.named(&mapping.to, draft.shared.lexicon);
            if !carries.iter().any(|known| known.item == item) {
                carries.push(CarriedItem { item, state: None, evidence: Evidence::Form });
            }
        }
    }
    carries.sort_by_key(|carried| carried.evidence);
    if carries.is_empty()
        && let Some(item) = labelled(draft, last)
    {
        carries.push(CarriedItem { item, state: None, evidence: Evidence::Label });
    }
    carries
}
