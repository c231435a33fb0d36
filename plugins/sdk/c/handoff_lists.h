/*
 * The numbers, records and lists of the contract under short names. Part of handoff.h.
 *
 * Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
 */
#ifndef HANDOFF_LISTS_H
#define HANDOFF_LISTS_H

#include "generated/rule_plugin.h"

/* Numbers, valid for one call. */
typedef handoff_plugin_types_department_id_t handoff_department_id;
typedef handoff_plugin_types_process_id_t handoff_process_id;
typedef handoff_plugin_types_step_id_t handoff_step_id;
typedef handoff_plugin_types_item_id_t handoff_item_id;
typedef handoff_plugin_types_state_id_t handoff_state_id;
typedef handoff_plugin_types_flow_id_t handoff_flow_id;
typedef handoff_plugin_types_handoff_id_t handoff_handoff_id;
typedef handoff_plugin_types_call_id_t handoff_call_id;
typedef handoff_plugin_types_exchange_id_t handoff_exchange_id;
typedef handoff_plugin_types_promise_id_t handoff_promise_id;
typedef handoff_plugin_types_clause_id_t handoff_clause_id;
typedef handoff_plugin_types_entry_id_t handoff_entry_id;
typedef handoff_plugin_types_source_id_t handoff_source_id;

/* Lists of numbers. */
typedef handoff_plugin_types_list_department_id_t handoff_department_ids;
typedef handoff_plugin_types_list_step_id_t handoff_step_ids;
typedef handoff_plugin_types_list_item_id_t handoff_item_ids;
typedef handoff_plugin_types_list_state_id_t handoff_state_ids;
typedef handoff_plugin_types_list_handoff_id_t handoff_handoff_ids;

/* Texts. */
typedef rule_plugin_string_t handoff_string;
typedef rule_plugin_list_string_t handoff_strings;

/* Records and words, and the lists in which the view hands records over. */
typedef handoff_plugin_types_evidence_t handoff_evidence;
typedef handoff_plugin_types_availability_t handoff_availability;
typedef handoff_plugin_types_gap_kind_t handoff_gap_kind;
typedef handoff_plugin_types_side_t handoff_side;
typedef handoff_plugin_types_handoff_kind_t handoff_handoff_kind;
typedef handoff_plugin_types_step_kind_t handoff_step_kind;
typedef handoff_plugin_types_event_kind_t handoff_event_kind;
typedef handoff_plugin_types_timer_kind_t handoff_timer_kind;
typedef handoff_plugin_types_exchange_kind_t handoff_exchange_kind;
typedef handoff_plugin_types_partner_t handoff_partner;
typedef handoff_plugin_types_glossary_status_t handoff_glossary_status;
typedef handoff_plugin_types_concurrency_t handoff_concurrency;
typedef handoff_plugin_types_reach_verdict_t handoff_reach_verdict;
typedef handoff_plugin_types_text_of_t handoff_text_of;
typedef handoff_plugin_types_wording_t handoff_wording;
typedef handoff_plugin_types_day_t handoff_day;
typedef handoff_plugin_types_department_t handoff_department;
typedef handoff_plugin_types_process_t handoff_process;
typedef handoff_plugin_types_step_t handoff_step;
typedef handoff_plugin_types_item_t handoff_item;
typedef handoff_plugin_types_flow_t handoff_flow;
typedef handoff_plugin_types_event_t handoff_event;
typedef handoff_plugin_types_carried_t handoff_carried;
typedef handoff_plugin_types_handoff_t handoff_handoff;
typedef handoff_plugin_types_call_t handoff_call;
typedef handoff_plugin_types_exchange_t handoff_exchange;
typedef handoff_plugin_types_need_t handoff_need;
typedef handoff_plugin_types_provision_t handoff_provision;
typedef handoff_plugin_types_slowest_path_t handoff_slowest_path;
typedef handoff_plugin_types_promise_t handoff_promise;
typedef handoff_plugin_types_field_t handoff_field;
typedef handoff_plugin_types_clause_t handoff_clause;
typedef handoff_plugin_types_touchpoint_t handoff_touchpoint;
typedef handoff_plugin_types_leg_t handoff_leg;
typedef handoff_plugin_types_ending_t handoff_ending;
typedef handoff_plugin_types_wait_t handoff_wait;
typedef handoff_plugin_types_spelling_t handoff_spelling;
typedef handoff_plugin_types_hint_t handoff_hint;
typedef handoff_plugin_types_attribute_t handoff_attribute;
typedef handoff_plugin_types_stale_entry_t handoff_stale_entry;
typedef handoff_plugin_types_reach_t handoff_reach;
typedef handoff_plugin_types_declaration_t handoff_declaration;
typedef handoff_plugin_types_new_entry_t handoff_new_entry;
typedef handoff_plugin_types_replacement_t handoff_replacement;
typedef handoff_plugin_types_change_t handoff_change;
typedef handoff_plugin_types_fix_t handoff_fix;
typedef handoff_plugin_types_finding_t handoff_finding;

typedef handoff_plugin_model_list_department_t handoff_departments;
typedef handoff_plugin_model_list_process_t handoff_processes;
typedef handoff_plugin_model_list_step_t handoff_steps;
typedef handoff_plugin_model_list_item_t handoff_items;
typedef handoff_plugin_model_list_flow_t handoff_flows;
typedef handoff_plugin_model_list_event_t handoff_events;
typedef handoff_plugin_model_list_handoff_t handoff_handoffs;
typedef handoff_plugin_model_list_exchange_t handoff_exchanges;
typedef handoff_plugin_model_list_call_t handoff_calls;
typedef handoff_plugin_model_list_need_t handoff_needs;
typedef handoff_plugin_model_list_provision_t handoff_provisions;
typedef handoff_plugin_model_list_clause_t handoff_clauses;
typedef handoff_plugin_model_list_promise_t handoff_promises;
typedef handoff_plugin_model_list_touchpoint_t handoff_touchpoints;
typedef handoff_plugin_model_list_leg_t handoff_legs;
typedef handoff_plugin_model_list_ending_t handoff_endings;
typedef handoff_plugin_model_list_wait_t handoff_waits;
typedef handoff_plugin_model_list_spelling_t handoff_spellings;
typedef handoff_plugin_model_list_hint_t handoff_hints;
typedef handoff_plugin_model_list_attribute_t handoff_attributes;
typedef handoff_plugin_model_list_stale_entry_t handoff_stale_entries;

/* The unit that a rule looks at. */
typedef handoff_plugin_model_borrow_view_t handoff_unit;

/* The flat lists of a unit. Ask once and keep the answer: each question is counted. */
/* Lists who takes part, sorted by name. */
static inline handoff_departments handoff_unit_departments(handoff_unit unit) {
  handoff_departments list;
  handoff_plugin_model_method_view_departments(unit, &list);
  return list;
}
/* Lists the processes. */
static inline handoff_processes handoff_unit_processes(handoff_unit unit) {
  handoff_processes list;
  handoff_plugin_model_method_view_processes(unit, &list);
  return list;
}
/* Lists the steps. */
static inline handoff_steps handoff_unit_steps(handoff_unit unit) {
  handoff_steps list;
  handoff_plugin_model_method_view_steps(unit, &list);
  return list;
}
/* Lists the items. */
static inline handoff_items handoff_unit_items(handoff_unit unit) {
  handoff_items list;
  handoff_plugin_model_method_view_items(unit, &list);
  return list;
}
/* Lists the arrows of the sequence flow. */
static inline handoff_flows handoff_unit_flows(handoff_unit unit) {
  handoff_flows list;
  handoff_plugin_model_method_view_flows(unit, &list);
  return list;
}
/* Lists what events wait for and bring about. */
static inline handoff_events handoff_unit_events(handoff_unit unit) {
  handoff_events list;
  handoff_plugin_model_method_view_events(unit, &list);
  return list;
}
/* Lists the handoffs. */
static inline handoff_handoffs handoff_unit_handoffs(handoff_unit unit) {
  handoff_handoffs list;
  handoff_plugin_model_method_view_handoffs(unit, &list);
  return list;
}
/* Lists what is sent and received, thrown and caught. */
static inline handoff_exchanges handoff_unit_exchanges(handoff_unit unit) {
  handoff_exchanges list;
  handoff_plugin_model_method_view_exchanges(unit, &list);
  return list;
}
/* Lists the calls of other processes. */
static inline handoff_calls handoff_unit_calls(handoff_unit unit) {
  handoff_calls list;
  handoff_plugin_model_method_view_calls(unit, &list);
  return list;
}
/* Lists the needs: only those that are a gap (not `always`, a wrong state, a missing field), unless `all`. */
static inline handoff_needs handoff_unit_needs(handoff_unit unit, bool all) {
  handoff_needs list;
  handoff_plugin_model_method_view_needs(unit, all, &list);
  return list;
}
/* Lists the provisions. */
static inline handoff_provisions handoff_unit_provisions(handoff_unit unit) {
  handoff_provisions list;
  handoff_plugin_model_method_view_provisions(unit, &list);
  return list;
}
/* Lists what is said of the form of items. */
static inline handoff_clauses handoff_unit_clauses(handoff_unit unit) {
  handoff_clauses list;
  handoff_plugin_model_method_view_clauses(unit, &list);
  return list;
}
/* Lists what contracts promise beside items. */
static inline handoff_promises handoff_unit_promises(handoff_unit unit) {
  handoff_promises list;
  handoff_plugin_model_method_view_promises(unit, &list);
  return list;
}
/* Lists the touchpoints. */
static inline handoff_touchpoints handoff_unit_touchpoints(handoff_unit unit) {
  handoff_touchpoints list;
  handoff_plugin_model_method_view_touchpoints(unit, &list);
  return list;
}
/* Lists the parts of the journeys of customers. Made when first asked for. */
static inline handoff_legs handoff_unit_legs(handoff_unit unit) {
  handoff_legs list;
  handoff_plugin_model_method_view_legs(unit, &list);
  return list;
}
/* Lists the endings of cases that a customer may have started. */
static inline handoff_endings handoff_unit_endings(handoff_unit unit) {
  handoff_endings list;
  handoff_plugin_model_method_view_endings(unit, &list);
  return list;
}
/* Lists the steps that wait for another party. */
static inline handoff_waits handoff_unit_waits(handoff_unit unit) {
  handoff_waits list;
  handoff_plugin_model_method_view_waits(unit, &list);
  return list;
}
/* Lists the ways in which items are written, sorted by item. */
static inline handoff_spellings handoff_unit_spellings(handoff_unit unit) {
  handoff_spellings list;
  handoff_plugin_model_method_view_spellings(unit, &list);
  return list;
}
/* Lists what the texts of the unit hint at, text by text. Made when first asked for. */
static inline handoff_hints handoff_unit_hints(handoff_unit unit) {
  handoff_hints list;
  handoff_plugin_model_method_view_hints(unit, &list);
  return list;
}
/* Lists what tools wrote about steps beside BPMN, step by step, in the order of the export. */
static inline handoff_attributes handoff_unit_attributes(handoff_unit unit) {
  handoff_attributes list;
  handoff_plugin_model_method_view_attributes(unit, &list);
  return list;
}
/* Lists the configuration entries that matched nothing. */
static inline handoff_stale_entries handoff_unit_stale_entries(handoff_unit unit) {
  handoff_stale_entries list;
  handoff_plugin_model_method_view_stale_entries(unit, &list);
  return list;
}

/* Questions. Each is counted. */
/* Returns texts of the model, in the order asked. */
static inline handoff_strings handoff_unit_texts(handoff_unit unit, const handoff_text_of *wanted, size_t wanted_len) {
  handoff_plugin_model_list_text_of_t asked = {(handoff_text_of *)wanted, wanted_len};
  handoff_strings answer;
  handoff_plugin_model_method_view_texts(unit, &asked, &answer);
  return answer;
}
/* Finds a shortest path from one step to another that avoids some steps, both ends included; messages and calls are followed. */
static inline bool handoff_unit_path(handoff_unit unit, handoff_step_id start, handoff_step_id goal, const handoff_step_id *avoiding, size_t avoiding_len, handoff_step_ids *answer) {
  handoff_plugin_model_list_step_id_t asked = {(handoff_step_id *)avoiding, avoiding_len};
  handoff_plugin_model_list_step_id_t found;
  if (!handoff_plugin_model_method_view_path(unit, start, goal, &asked, &found)) return false;
  *answer = (handoff_step_ids){found.ptr, found.len};
  return true;
}
/* Tells whether every path from one step to another passes one of some steps. Also true where no path leads there. */
static inline bool handoff_unit_every_path_passes(handoff_unit unit, handoff_step_id start, handoff_step_id goal, const handoff_step_id *through, size_t through_len) {
  handoff_plugin_model_list_step_id_t asked = {(handoff_step_id *)through, through_len};
  return handoff_plugin_model_method_view_every_path_passes(unit, start, goal, &asked);
}
/* Tells whether the customer would notice what a step lacks. A finding does not need to ask: with `reach-from` the host
 * answers. */
static inline handoff_reach handoff_unit_reach(handoff_unit unit, handoff_step_id start, const handoff_item_id *lacking) {
  handoff_reach answer;
  handoff_plugin_model_method_view_reach(unit, start, (handoff_item_id *)lacking, &answer);
  return answer;
}
/* Finds the slowest way from one step to another by what is stated, both ends included; messages are followed. Absent where no path
 * leads there. */
static inline bool handoff_unit_slowest(handoff_unit unit, handoff_step_id start, handoff_step_id goal, handoff_slowest_path *answer) {
  handoff_plugin_model_slowest_path_t found;
  if (!handoff_plugin_model_method_view_slowest(unit, start, goal, &found)) return false;
  *answer = found;
  return true;
}
/* Tells of each pair of steps whether they can run at the same time in one case, in the order asked. */
static inline handoff_plugin_model_list_concurrency_t handoff_unit_concurrent(handoff_unit unit, const handoff_plugin_model_tuple2_step_id_step_id_t *pairs, size_t pairs_len) {
  handoff_plugin_model_list_tuple2_step_id_step_id_t asked = {(handoff_plugin_model_tuple2_step_id_step_id_t *)pairs, pairs_len};
  handoff_plugin_model_list_concurrency_t answer;
  handoff_plugin_model_method_view_concurrent(unit, &asked, &answer);
  return answer;
}

/* Where a finding points. */
typedef handoff_plugin_types_place_t handoff_place;
static inline handoff_place handoff_place_step(handoff_plugin_types_step_id_t step) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_STEP, .val.step = step};
}
static inline handoff_place handoff_place_handoff(handoff_plugin_types_handoff_id_t handoff) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_HANDOFF, .val.handoff = handoff};
}
/* A pair of link events stands at the first of them. */
static inline handoff_place handoff_place_flow(handoff_plugin_types_flow_id_t flow) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_FLOW, .val.flow = flow};
}
/* Where it is sent; else where it is received. */
static inline handoff_place handoff_place_exchange(handoff_plugin_types_exchange_id_t exchange) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_EXCHANGE, .val.exchange = exchange};
}
static inline handoff_place handoff_place_call(handoff_plugin_types_call_id_t call) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_CALL, .val.call = call};
}
/* The first step that needs or provides it. */
static inline handoff_place handoff_place_item(handoff_plugin_types_item_id_t item) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_ITEM, .val.item = item};
}
/* The first step that it owns. */
static inline handoff_place handoff_place_department(handoff_plugin_types_department_id_t department) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_DEPARTMENT, .val.department = department};
}
static inline handoff_place handoff_place_process(handoff_plugin_types_process_id_t process) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_PROCESS, .val.process = process};
}
/* Where the contract is written. */
static inline handoff_place handoff_place_promise(handoff_plugin_types_promise_id_t promise) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_PROMISE, .val.promise = promise};
}
/* Where it is written: in a contract, else in the export. */
static inline handoff_place handoff_place_clause(handoff_plugin_types_clause_id_t clause) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_CLAUSE, .val.clause = clause};
}
static inline handoff_place handoff_place_entry(handoff_plugin_types_entry_id_t entry) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_ENTRY, .val.entry = entry};
}
/* Whatever has the text. */
static inline handoff_place handoff_place_wording(handoff_plugin_types_wording_t wording) {
  return (handoff_place){.tag = HANDOFF_PLUGIN_TYPES_PLACE_WORDING, .val.wording = wording};
}

/* A value for a placeholder of a message. */
typedef handoff_plugin_types_argument_t handoff_argument;
/* Rendered as its label in quotation marks; without a label, by what is around it. */
static inline handoff_argument handoff_argument_step(handoff_plugin_types_step_id_t step) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_STEP, .val.step = step};
}
static inline handoff_argument handoff_argument_department(handoff_plugin_types_department_id_t department) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_DEPARTMENT, .val.department = department};
}
/* Rendered as its name in quotation marks; without a name, by its pool or file. */
static inline handoff_argument handoff_argument_process(handoff_plugin_types_process_id_t process) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_PROCESS, .val.process = process};
}
static inline handoff_argument handoff_argument_item(handoff_plugin_types_item_id_t item) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_ITEM, .val.item = item};
}
/* An item in a state. */
static inline handoff_argument handoff_argument_state(handoff_plugin_types_tuple2_item_id_state_id_t state) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_STATE, .val.state = state};
}
/* Rendered by its two sides. */
static inline handoff_argument handoff_argument_handoff(handoff_plugin_types_handoff_id_t handoff) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_HANDOFF, .val.handoff = handoff};
}
/* Rendered as its label in quotation marks, else by its two ends. */
static inline handoff_argument handoff_argument_flow(handoff_plugin_types_flow_id_t flow) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_FLOW, .val.flow = flow};
}
/* Rendered as its name in quotation marks, else by its kind. */
static inline handoff_argument handoff_argument_exchange(handoff_plugin_types_exchange_id_t exchange) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_EXCHANGE, .val.exchange = exchange};
}
/* A configuration entry as written, with its kind. */
static inline handoff_argument handoff_argument_entry(handoff_plugin_types_entry_id_t entry) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_ENTRY, .val.entry = entry};
}
/* Words of the model, in quotation marks. */
static inline handoff_argument handoff_argument_wording(handoff_plugin_types_wording_t wording) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_WORDING, .val.wording = wording};
}
/* Why nobody can tell: a whole sentence, with its full stop. */
static inline handoff_argument handoff_argument_undeclared(handoff_plugin_types_source_id_t undeclared) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_UNDECLARED, .val.undeclared = undeclared};
}
static inline handoff_argument handoff_argument_text(rule_plugin_string_t text) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_TEXT, .val.text = text};
}
static inline handoff_argument handoff_argument_count(uint32_t count) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_COUNT, .val.count = count};
}
static inline handoff_argument handoff_argument_seconds(uint64_t seconds) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_SECONDS, .val.seconds = seconds};
}
/* In parts of ten thousand; rendered as a percentage. */
static inline handoff_argument handoff_argument_share(uint32_t share) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_SHARE, .val.share = share};
}
static inline handoff_argument handoff_argument_date(handoff_plugin_types_day_t date) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_DATE, .val.date = date};
}
/* Rendered as the language lists things, as all lists are; a placeholder like `{steps, or}` makes a choice of them. */
static inline handoff_argument handoff_argument_steps(handoff_plugin_types_list_step_id_t steps) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_STEPS, .val.steps = steps};
}
static inline handoff_argument handoff_argument_departments(handoff_plugin_types_list_department_id_t departments) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_DEPARTMENTS, .val.departments = departments};
}
static inline handoff_argument handoff_argument_items(handoff_plugin_types_list_item_id_t items) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_ITEMS, .val.items = items};
}
static inline handoff_argument handoff_argument_states(handoff_plugin_types_tuple2_item_id_list_state_id_t states) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_STATES, .val.states = states};
}
static inline handoff_argument handoff_argument_texts(rule_plugin_list_string_t texts) {
  return (handoff_argument){.tag = HANDOFF_PLUGIN_TYPES_ARGUMENT_TEXTS, .val.texts = texts};
}

#endif
