//! What the SDK for C knows of the lists: `plugins/sdk/c/handoff_lists.h`.

use crate::contract::{Contract, Kind, List};
use crate::text::snake;

/// Writes the header.
pub(crate) fn lists(contract: &Contract) -> String {
    let origin = crate::origin("");
    let mut text = format!(
        "/*\n * The numbers, records and lists of the contract under short names. Part of handoff.h.\n *\n *{origin} */\n\
         #ifndef HANDOFF_LISTS_H\n#define HANDOFF_LISTS_H\n\n#include \"generated/rule_plugin.h\"\n\n/* Numbers, valid for one call. */\n"
    );
    for definition in contract.types() {
        if let Kind::Alias(_) = definition.kind {
            let name = snake(&definition.name);
            text += &format!("typedef handoff_plugin_types_{name}_t handoff_{name};\n");
        }
    }
    text += "\n/* Records, and the lists in which the view hands them over. */\n";
    for List { row, .. } in contract.lists() {
        let name = snake(row);
        text += &format!("typedef handoff_plugin_types_{name}_t handoff_{name};\n");
    }
    text += "\n";
    for List { function, row, .. } in contract.lists() {
        let (list, row) = (snake(&function.name), snake(row));
        text += &format!("typedef handoff_plugin_model_list_{row}_t handoff_{list};\n");
    }
    text += "\n/* The unit that a rule looks at. */\ntypedef handoff_plugin_model_borrow_view_t handoff_unit;\n\n\
        /* The flat lists of a unit. Ask once and keep the answer: each question is counted. */\n";
    for List { function, all, .. } in contract.lists() {
        let list = snake(&function.name);
        let all = all.map(snake);
        let parameter = all.as_ref().map(|all| format!(", bool {all}")).unwrap_or_default();
        let argument = all.map(|all| format!(", {all}")).unwrap_or_default();
        text += &format!(
            "/* {} */\nstatic inline handoff_{list} handoff_unit_{list}(handoff_unit unit{parameter}) {{\n  handoff_{list} list;\n  \
             handoff_plugin_model_method_view_{list}(unit{argument}, &list);\n  return list;\n}}\n",
            function.docs.replace('\n', "\n * ")
        );
    }
    text + &crate::making::c(contract) + "\n#endif\n"
}
