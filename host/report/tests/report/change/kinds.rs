//! Every kind of change happens with every effect that it may have, and no other.

use std::collections::BTreeSet;

use handoff_report::change::{ChangeCode, Effect};

use super::{SHOP, SILENT, between};

/// Pairs of states in which everything happens that can happen, forth and back.
fn everything() -> Vec<[Vec<(&'static str, String)>; 2]> {
    let one = |text: &str| vec![("a.handoff", text.to_owned())];
    let shop = |from: &str, to: &str| [one(SHOP), one(&SHOP.replace(from, to))];
    // Without a customer no gap reaches one; who is never answered is none.
    let inside = |text: &str| {
        let text = text.replace("pool Customer", "pool Carrier").replace("Customer", "Carrier");
        text.replace("Goods sent ~Goods~> Carrier\n", "")
    };
    let indoors = |from: &str, to: &str| [one(&inside(SHOP)), one(&inside(&SHOP.replace(from, to)))];
    let silent = |need: &str, give: &str| {
        let needs = SHOP.replace("needs Delivery address", need).replace("gives Delivery address", give);
        [one(&needs), one(&needs.replace(&format!(" | {give}"), ""))]
    };
    let opaque = |item: &str| {
        let shop = inside(SHOP)
            .replace("  lane Sales", &format!("  variable {item}\n  lane Sales"))
            .replace("Delivery address", item);
        let script =
            shop.replace(&format!("task Confirm order | gives {item}"), "script Confirm order | opaque");
        [one(&shop), one(&script)]
    };
    let optional = SHOP.replace("gives Delivery address", "gives Delivery address?");
    let never = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let labels =
        SHOP.replace(" | gives Delivery address", " | id c").replace(" | needs Delivery address", "");
    let inserted = SHOP.replace("    task Confirm order", "    task Greet\n    task Confirm order");
    vec![
        shop("Confirm order | gives Delivery address", "Confirm order"),
        indoors("Confirm order | gives Delivery address", "Confirm order"),
        indoors("gives Delivery address", "gives Delivery address?"),
        [one(&inside(&never)), one(&never)],
        [one(&inside(&optional)), one(&inside(&never))],
        [one(&optional), one(&never)],
        opaque("Address"),
        [vec![], opaque("Address")[1].clone()],
        opaque(SILENT),
        silent(&format!("needs {SILENT}"), &format!("gives {SILENT}")),
        silent(&format!("needs {SILENT}?"), &format!("gives {SILENT}")),
        shop("gives Delivery address", "gives Delivery address, Note"),
        [one(&labels), one(&labels.replace("Confirm order", "Write letter"))],
        [one(&labels.replace("order | id c", "order | id c | gives Order")), one(&labels)],
        [one(&inserted), one(&inserted.replace("Confirm order -> Ship", "Confirm order -> Greet -> Ship"))],
        shop("Goods sent ~Goods~> Customer\n", ""),
        shop("Confirm order -> Ship goods ->", "Ship goods -> Confirm order ->"),
        shop("lane Sales", "lane Vertrieb"),
        shop("    task Confirm order", "  lane Desk\n    task Confirm order"),
        [one(SHOP), vec![("b.handoff", SHOP.to_owned())]],
        [vec![], one(SHOP)],
    ]
}

#[test]
fn every_category() {
    let mut seen = BTreeSet::new();
    for [old, new] in everything() {
        for (old, new) in [(&old, &new), (&new, &old)] {
            let [old, new] = [old, new].map(|files| files.iter().map(|(path, text)| (*path, text.as_str())));
            let change = between(&old.collect::<Vec<_>>(), &new.collect::<Vec<_>>());
            seen.extend(change.entries.iter().map(|entry| (entry.code, entry.effect)));
        }
    }
    let expected: BTreeSet<(ChangeCode, Effect)> = [
        (ChangeCode::FindingNew, Effect::BreakingForCustomer),
        (ChangeCode::FindingNew, Effect::Breaking),
        (ChangeCode::FindingNew, Effect::Degrading),
        (ChangeCode::FindingNew, Effect::Compatible),
        (ChangeCode::FindingWorse, Effect::BreakingForCustomer),
        (ChangeCode::FindingWorse, Effect::Breaking),
        (ChangeCode::FindingWorse, Effect::Degrading),
        (ChangeCode::FindingBetter, Effect::Improving),
        (ChangeCode::FindingGone, Effect::Improving),
        (ChangeCode::NeedBroken, Effect::Breaking),
        (ChangeCode::NeedBroken, Effect::Degrading),
        (ChangeCode::NeedUndecided, Effect::Degrading),
        (ChangeCode::NeedMended, Effect::Improving),
        (ChangeCode::HandoffNew, Effect::Degrading),
        (ChangeCode::HandoffNew, Effect::Compatible),
        (ChangeCode::HandoffGone, Effect::Degrading),
        (ChangeCode::HandoffGone, Effect::Compatible),
        (ChangeCode::HandoffLostItems, Effect::Degrading),
        (ChangeCode::HandoffLostItems, Effect::Compatible),
        (ChangeCode::HandoffGainedItems, Effect::Compatible),
        (ChangeCode::HandoffUndeclared, Effect::Degrading),
        (ChangeCode::HandoffDeclared, Effect::Improving),
        (ChangeCode::HandoffMoved, Effect::Compatible),
        (ChangeCode::TouchpointGone, Effect::Degrading),
        (ChangeCode::TouchpointNew, Effect::Compatible),
        (ChangeCode::DepartmentNew, Effect::Compatible),
        (ChangeCode::DepartmentGone, Effect::Compatible),
        (ChangeCode::DepartmentRenamed, Effect::Compatible),
        (ChangeCode::FileNew, Effect::Compatible),
        (ChangeCode::FileGone, Effect::Compatible),
        (ChangeCode::FileRenamed, Effect::Compatible),
    ]
    .into();
    let missing: Vec<_> = expected.difference(&seen).collect();
    let unknown: Vec<_> = seen.difference(&expected).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "missing: {missing:?}, unknown: {unknown:?}");
    // The page names every kind, and no other.
    let page = include_str!("../../../../../docs/diff.md");
    let (_, kinds) = page.split_once("The kinds, as JSON names them: ").expect("the kinds");
    let (kinds, _) = kinds.split_once(".\n").expect("their end");
    let named: BTreeSet<&str> = kinds.split('`').skip(1).step_by(2).collect();
    assert_eq!(named, expected.iter().map(|(code, _)| code.name()).collect());
}
