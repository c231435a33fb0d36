//! Exports that were written anew: nothing is said to have changed in them.

use handoff_corpus::{Sample, corpus, shipped};
use handoff_model::Model;
use handoff_report::change::Change;

use super::{CheckedState, SHOP, check};

/// A tool may write everything anew: other ids, another order, other places.
#[test]
fn what_a_re_export_changes_is_no_change() {
    let numbered = SHOP
        .replace("| gives Order", "| id s1 | gives Order")
        .replace("order | gives D", "order | id t7 | gives D");
    check(SHOP, &numbered, &[]);
    let moved = "
pool Company

  lane Shipping
    end message Goods sent
    task Ship goods | needs Delivery address
  lane Sales
    task Confirm order | gives Delivery address
    start message Order received | gives Order
pool Customer
Goods sent ~Goods~> Customer
Ship goods -> Goods sent
Confirm order -> Ship goods
Order received -> Confirm order
Customer ~Order~> Order received
";
    check(SHOP, moved, &[]);
    // Faults and ids that change places at once: a gap stays the gap that it was.
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let swapped = faulty
        .replace("    task Confirm order", "    task Confirm order | id ship-goods")
        .replace("    task Ship goods", "    task Ship goods | id confirm-order");
    check(&faulty, &swapped, &[]);
}

/// Gives everything another id and another place, as a tool may that writes an export anew.
fn renumber(model: &mut Model) {
    for (number, step) in model.steps.rows_mut().enumerate() {
        step.id = format!("step-{number}");
        step.span.line += 1_000;
        for (number, access) in step.reads.iter_mut().chain(&mut step.writes).enumerate() {
            access.element = access.element.as_ref().map(|_| format!("{}-{number}", step.id));
        }
    }
    for (number, flow) in model.flows.rows_mut().enumerate() {
        (flow.id, flow.span.line) = (format!("flow-{number}"), flow.span.line + 1_000);
    }
    for (number, flow) in model.message_flows.rows_mut().enumerate() {
        (flow.id, flow.span.line) = (format!("message-{number}"), flow.span.line + 1_000);
    }
    for (number, lane) in model.lanes.rows_mut().enumerate() {
        lane.id = format!("lane-{number}");
    }
    for (number, item) in model.items.rows_mut().enumerate() {
        item.id = format!("item-{number}");
    }
}

/// Returns how many of the exports have handoffs to compare.
fn check_anew(samples: impl Iterator<Item = Sample>) -> usize {
    let mut compared = 0;
    for Sample { path, bytes } in samples {
        let old = CheckedState::drawn(&[(&path, &bytes)], |_| ());
        let new = CheckedState::drawn(&[(&path, &bytes)], renumber);
        let change = Change::between(old.state(), new.state());
        assert!(change.is_empty(), "{path}: {:#?}", change.entries);
        compared += usize::from(old.report.summary.handoffs > 0);
    }
    compared
}

#[test]
fn shipped_exports_written_anew_change_nothing() {
    let compared = check_anew(shipped().into_iter().map(|(sample, _)| sample));
    assert!(compared > 25, "only {compared} exports had handoffs to compare");
}

#[test]
fn corpus_written_anew_changes_nothing() {
    let Some(corpus) = corpus() else { return };
    let compared = check_anew(corpus.smoke());
    assert!(compared > 30, "only {compared} exports had handoffs to compare");
}
