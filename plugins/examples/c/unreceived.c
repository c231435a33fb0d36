/* `example/unreceived`: a message that nobody receives. */
#include "unreceived.h"

static const char PAGE[] = {
#embed "cases/unreceived.md"
    , 0};

static void check(handoff_unit unit, handoff_options options, handoff_report *report) {
  (void)options;
  handoff_exchanges exchanges = handoff_unit_exchanges(unit);
  for (size_t at = 0; at < exchanges.len; at++) {
    const handoff_exchange *exchange = &exchanges.ptr[at];
    bool is_message = exchange->kind == HANDOFF_PLUGIN_TYPES_EXCHANGE_KIND_MESSAGE;
    bool is_missed = exchange->partner == HANDOFF_PLUGIN_TYPES_PARTNER_MISSING;
    if (!is_message || !is_missed || !exchange->thrower.is_some || !exchange->giver.is_some) continue;
    handoff_finding *finding = handoff_at_step(report, exchange->thrower.val, "nobody");
    handoff_between(finding, exchange->giver, (handoff_maybe_department){0});
    handoff_with_step(finding, "step", exchange->thrower.val);
    handoff_help(report, finding, "draw");
  }
}

const handoff_rule UNRECEIVED = {
    .id = "example/unreceived",
    .severity = HANDOFF_ERROR,
    .certainty = HANDOFF_CERTAIN,
    .needs = (const char *const[]){"exchanges", NULL},
    .page = PAGE,
    .texts =
        (const handoff_text[]){
            {"en", "title", "A message is sent, and nobody is drawn who receives it"},
            {"en", "nobody", "{giver} sends a message at {step}, and nobody is drawn who receives it."},
            {"de", "nobody", "{giver} sendet bei {step} eine Nachricht, und niemand ist gezeichnet, der sie empfängt."},
            {"en", "draw", "Draw the message flow to whoever receives it."},
            {"de", "draw", "Den Nachrichtenfluss zum Empfänger zeichnen."},
            {NULL, NULL, NULL}},
    .check = check,
};
