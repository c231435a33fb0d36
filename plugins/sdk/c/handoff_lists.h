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
typedef handoff_plugin_types_entry_id_t handoff_entry_id;
typedef handoff_plugin_types_source_id_t handoff_source_id;

/* Records, and the lists in which the view hands them over. */
typedef handoff_plugin_types_department_t handoff_department;
typedef handoff_plugin_types_process_t handoff_process;
typedef handoff_plugin_types_step_t handoff_step;
typedef handoff_plugin_types_item_t handoff_item;
typedef handoff_plugin_types_flow_t handoff_flow;
typedef handoff_plugin_types_event_t handoff_event;
typedef handoff_plugin_types_handoff_t handoff_handoff;
typedef handoff_plugin_types_exchange_t handoff_exchange;
typedef handoff_plugin_types_call_t handoff_call;
typedef handoff_plugin_types_need_t handoff_need;
typedef handoff_plugin_types_provision_t handoff_provision;
typedef handoff_plugin_types_promise_t handoff_promise;
typedef handoff_plugin_types_touchpoint_t handoff_touchpoint;
typedef handoff_plugin_types_ending_t handoff_ending;
typedef handoff_plugin_types_wait_t handoff_wait;
typedef handoff_plugin_types_spelling_t handoff_spelling;
typedef handoff_plugin_types_stale_entry_t handoff_stale_entry;

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
typedef handoff_plugin_model_list_promise_t handoff_promises;
typedef handoff_plugin_model_list_touchpoint_t handoff_touchpoints;
typedef handoff_plugin_model_list_ending_t handoff_endings;
typedef handoff_plugin_model_list_wait_t handoff_waits;
typedef handoff_plugin_model_list_spelling_t handoff_spellings;
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
/* Lists the messages and signals that are sent and received. */
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
/* Lists the configuration entries that matched nothing. */
static inline handoff_stale_entries handoff_unit_stale_entries(handoff_unit unit) {
  handoff_stale_entries list;
  handoff_plugin_model_method_view_stale_entries(unit, &list);
  return list;
}

#endif
