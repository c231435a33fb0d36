/* `{{id}}`. Its page, with the cases that test it, is `cases/{{fault}}.md`. */
#include "handoff.h"

static const char PAGE[] = {
#embed "cases/{{fault}}.md"
    , 0};

static void check(handoff_unit unit, handoff_options options, handoff_report *report) {
  (void)options;
  handoff_handoffs handoffs = handoff_unit_handoffs(unit);
  handoff_departments departments = handoff_unit_departments(unit);
  handoff_steps steps = handoff_unit_steps(unit);
  for (size_t at = 0; at < handoffs.len; at++) {
    const handoff_handoff *handoff = &handoffs.ptr[at];
    if (!handoff->first.is_some || !handoff->giver.is_some || !handoff->receiver.is_some) continue;
    handoff_step_id first = handoff->first.val;
    bool by_hand = steps.ptr[first].kind == HANDOFF_PLUGIN_TYPES_STEP_KIND_MANUAL_TASK;
    bool ours = departments.ptr[handoff->receiver.val].side == HANDOFF_PLUGIN_TYPES_SIDE_INTERNAL;
    if (!by_hand || !ours) continue;
    handoff_finding *finding = handoff_at_step(report, first, "by-hand");
    handoff_between(finding, handoff->giver, handoff->receiver);
    handoff_with_step(finding, "step", first);
    handoff_help(report, finding, "record");
  }
}

const handoff_rule {{fault_snake}} = {
    .id = "{{id}}",
    .severity = HANDOFF_WARNING,
    .certainty = HANDOFF_CERTAIN,
    .needs = (const char *const[]){"handoffs", NULL},
    .page = PAGE,
    .texts =
        (const handoff_text[]){
            {"en", "title", "Work goes on by hand after a handoff"},
            {"en", "by-hand", "{receiver} goes on by hand at {step} with what {giver} hands over."},
            {"de", "by-hand", "{receiver} macht bei {step} von Hand weiter mit dem, was {giver} übergibt."},
            {"en", "record", "Let {receiver} record what arrived."},
            {"de", "record", "{receiver} erfassen lassen, was ankam."},
            {NULL, NULL, NULL}},
    .check = check,
};
