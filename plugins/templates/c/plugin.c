/* The rules of `{{family}}`: a new one is a file beside this one, a page in `cases/`, and a line here. */
#include "handoff.h"

extern const handoff_rule {{fault_snake}};

const handoff_plugin HANDOFF_PLUGIN = {
    .id = "{{family}}",
    .version = "0.1.0",
    .rules = (const handoff_rule *const[]){&{{fault_snake}}, NULL},
};
