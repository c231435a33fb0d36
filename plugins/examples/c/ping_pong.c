/* `example/ping-pong`: work that goes back and forth between the same two departments. */
#include "handoff.h"
#include "unreceived.h"

static const char PAGE[] = {
#embed "cases/ping-pong.md"
    , 0};

/* Handoffs in a row between the same two that are still fine: there, back, and there again. */
#define AT_MOST 3

static bool same(handoff_maybe_department one, handoff_maybe_department other) {
  return one.is_some && other.is_some && one.val == other.val;
}

/* Whether one handoff gives back, later on the way, what another brought. A way that also leads back is a loop: work is done
 * again there, which is something else. */
static bool returns(handoff_unit unit, const handoff_handoff *there, const handoff_handoff *back) {
  bool between_the_same = same(there->giver, back->receiver) && same(there->receiver, back->giver);
  bool drawn = there->first.is_some && there->last.is_some && back->first.is_some && back->last.is_some;
  return between_the_same && drawn && handoff_unit_leads(unit, there->first.val, back->last.val) &&
         !handoff_unit_leads(unit, back->first.val, there->last.val);
}

static void check(handoff_unit unit, handoff_options options, handoff_report *report) {
  uint64_t at_most = handoff_option_number(options, "at-most", AT_MOST);
  handoff_handoffs handoffs = handoff_unit_handoffs(unit);
  /* The longest row that ends with each handoff. Rows cannot be circles, so that this comes to rest. */
  uint32_t *rows = handoff_memory(handoffs.len, sizeof *rows);
  bool *returned = handoff_memory(handoffs.len * handoffs.len, sizeof *returned);
  for (size_t there = 0; there < handoffs.len; there++) {
    rows[there] = 1;
    for (size_t back = 0; back < handoffs.len; back++) {
      returned[there * handoffs.len + back] = returns(unit, &handoffs.ptr[there], &handoffs.ptr[back]);
    }
  }
  for (bool grown = true; grown;) {
    grown = false;
    for (size_t there = 0; there < handoffs.len; there++) {
      for (size_t back = 0; back < handoffs.len; back++) {
        if (!returned[there * handoffs.len + back] || rows[back] > rows[there]) continue;
        rows[back] = rows[there] + 1;
        grown = rows[back] <= handoffs.len;
      }
    }
  }
  /* Reported once: where the row first grows too long. */
  for (size_t at = 0; at < handoffs.len; at++) {
    const handoff_handoff *handoff = &handoffs.ptr[at];
    if (rows[at] != at_most + 1) continue;
    handoff_finding *finding = handoff_at_step(report, handoff->first.val, "back-and-forth");
    handoff_between(finding, handoff->giver, handoff->receiver);
    handoff_with_step(finding, "step", handoff->first.val);
    handoff_with_count(finding, "times", rows[at]);
    handoff_help(report, finding, "together");
  }
}

static const handoff_rule PING_PONG = {
    .id = "example/ping-pong",
    .severity = HANDOFF_WARNING,
    .certainty = HANDOFF_ADVICE,
    .needs = (const char *const[]){"handoffs", NULL},
    .options_schema = "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {\"at-most\": {\"type\": "
                      "\"integer\", \"minimum\": 1, \"maximum\": 1000, \"default\": 3, \"description\": \"Handoffs in a row between the same two departments "
                      "that are still fine.\"}}}",
    .page = PAGE,
    .texts =
        (const handoff_text[]){
            {"en", "title", "Work goes back and forth between two departments"},
            {"en", "back-and-forth",
             "At {step} {receiver} gets the same work back from {giver}: it has changed hands between the two {times} times in a row."},
            {"de", "back-and-forth",
             "Bei {step} bekommt {receiver} dieselbe Arbeit von {giver} zurück: Sie hat zwischen beiden {times} Mal in Folge gewechselt."},
            {"en", "together", "Let one of the two do these steps together, or hand over once with all that the other needs."},
            {"de", "together", "Einen von beiden diese Schritte gemeinsam tun lassen, oder einmal mit allem übergeben, was der andere braucht."},
            {NULL, NULL, NULL}},
    .check = check,
};

const handoff_plugin HANDOFF_PLUGIN = {
    .id = "example",
    .version = "0.1.0",
    .rules = (const handoff_rule *const[]){&PING_PONG, &UNRECEIVED, NULL},
};
