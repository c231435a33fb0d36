/*
 * Write rules for handoff in C: a view of the process landscape in, findings out.
 *
 * A rule is one function with a description, a plugin is a list of rules named `HANDOFF_PLUGIN`. The words are those of the
 * contract; each list and record of it is a type here: `handoff_steps`, `handoff_step`. See plugins/examples/c.
 */
#ifndef HANDOFF_H
#define HANDOFF_H

#include "handoff_lists.h"

typedef handoff_plugin_types_finding_t handoff_finding;
typedef handoff_plugin_types_option_department_id_t handoff_maybe_department;

typedef enum { HANDOFF_INFO, HANDOFF_WARNING, HANDOFF_ERROR } handoff_severity;
typedef enum { HANDOFF_ADVICE, HANDOFF_LIKELY, HANDOFF_CERTAIN } handoff_certainty;

/* The label of one step; empty where it has none. */
handoff_string handoff_unit_label(handoff_unit unit, handoff_step_id step);
/* Whether a path leads from one step to another; every step leads to itself. */
bool handoff_unit_leads(handoff_unit unit, handoff_step_id start, handoff_step_id goal);

/* What the user configured for one rule: JSON that the host has checked against the schema of the rule. */
typedef struct { const uint8_t *json; size_t size; } handoff_options;
/* A whole number of the options, or `fallback` where it is not given. */
uint64_t handoff_option_number(handoff_options options, const char *name, uint64_t fallback);
/* Whether a switch is on; one that is not given is off. */
bool handoff_option_flag(handoff_options options, const char *name);
/* A list of texts, or the one text that is given in its place; empty where none is. */
handoff_strings handoff_option_texts(handoff_options options, const char *name);

/* A sentence of a rule: `{placeholders}` are filled by the host. */
typedef struct { const char *language, *key, *text; } handoff_text;
/* A page in one language. */
typedef struct { const char *language, *text; } handoff_page;
/* What else is said of a rule or plugin: a name in kebab case, and any text. */
typedef struct { const char *name, *text; } handoff_property;
/* That a rule is on its way out, or is gone: from which version of the plugin on, the key of a text that says why, and the id of the
 * rule that does its work now, or NULL. */
typedef struct { const char *since, *reason, *replaced_by; } handoff_deprecation;
/* A rule that earlier versions held. */
typedef struct { const char *id; handoff_deprecation deprecation; } handoff_retired;
/* Settings that go together: a name in kebab case, the key of a text of the plugin that says what they are for, and TOML as in
 * `handoff.toml`: the table `rules`, with rules of this plugin only. */
typedef struct { const char *name, *title, *settings; } handoff_preset;
/* How many findings of a rule people read one by one, and how many of them were true and worth reading. */
typedef struct { uint32_t judged, right; } handoff_measurement;

typedef struct handoff_rule handoff_rule;
/* Where a rule puts what it found. */
typedef struct {
  const handoff_rule *rule;
  handoff_finding *findings;
  size_t count, room;
} handoff_report;

struct handoff_rule {
  /* `family/fault`. */
  const char *id;
  handoff_severity severity;
  handoff_certainty certainty;
  /* Off unless the configuration turns it on. */
  bool off;
  /* Parts of the view without which the rule has nothing to say, ended by NULL. */
  const char *const *needs;
  /* A JSON Schema; NULL or "" for no options. */
  const char *options_schema;
  /* The rule's page in English, which is its test: cases/<fault>.md. */
  const char *page;
  /* The title under "title", and the sentences, ended by one whose key is NULL. Every key has one in "en". */
  const handoff_text *texts;
  void (*check)(handoff_unit unit, handoff_options options, handoff_report *report);
  /* All that follows may be left out. */
  /* The page in other languages, ended by one whose language is NULL. */
  const handoff_page *pages;
  /* The version of the plugin with which it came. */
  const char *since;
  /* Why it is on its way out; its reason is one of its texts. */
  const handoff_deprecation *deprecated;
  /* Words in kebab case by which people find rules, and the ids of rules that are worth knowing beside it; each ended by NULL. */
  const char *const *tags, *const *related;
  /* What it judges must be known from one of these: bits, `HANDOFF_EVIDENCE(CONTRACT) | …`; 0 where the drawing is enough. */
  uint32_t evidence;
  /* How often it was right; NULL where nobody counted. */
  const handoff_measurement *measured;
  /* An `https` address where more is said. */
  const char *link;
  /* What else is said of it, ended by one whose name is NULL. */
  const handoff_property *properties;
};
#define HANDOFF_EVIDENCE(kind) (1u << HANDOFF_PLUGIN_TYPES_EVIDENCE_##kind)

/* What the plugin holds; rules end with NULL. Every plugin defines it; all behind the rules may be left out. */
typedef struct {
  const char *id, *version;
  const handoff_rule *const *rules;
  /* Texts about it, ended by one whose key is NULL: under "title", what it is for; titles of presets, reasons of retired rules. */
  const handoff_text *texts;
  /* An `https` address where more is said. */
  const char *link;
  /* Ended by one whose name is NULL. */
  const handoff_preset *presets;
  /* Ended by one whose id is NULL. */
  const handoff_retired *retired;
  /* `maintainer`, `license`, ended by one whose name is NULL. */
  const handoff_property *properties;
} handoff_plugin;
extern const handoff_plugin HANDOFF_PLUGIN;

/* Adds a finding with one of the rule's sentences, at any place: `handoff_place_…`. What is returned takes the details, until
 * the next is added; what has no function here is a field of it. */
handoff_finding *handoff_at(handoff_report *report, handoff_place place, const char *message);
/* The same at a step, and at a handoff. */
handoff_finding *handoff_at_step(handoff_report *report, handoff_step_id step, const char *message);
handoff_finding *handoff_at_handoff(handoff_report *report, handoff_handoff_id handoff, const char *message);
/* Says what to do, with one of the rule's sentences. */
void handoff_help(handoff_report *report, handoff_finding *finding, const char *text);
/* Names who gives and who receives, and fills {giver} and {receiver} with those that are known. */
void handoff_between(handoff_finding *finding, handoff_maybe_department giver, handoff_maybe_department receiver);
/* Names the item, and fills {item}. */
void handoff_set_item(handoff_finding *finding, handoff_item_id item);
/* Shows the way that the fault takes, as `handoff_unit_path` gives it: the flow leads from each of its steps to the next. */
void handoff_set_witness(handoff_finding *finding, handoff_step_ids way);
/* Fills a placeholder with any argument: `handoff_argument_…`. */
void handoff_with(handoff_finding *finding, const char *placeholder, handoff_argument argument);
/* The same with a step, a department, a count. */
void handoff_with_step(handoff_finding *finding, const char *placeholder, handoff_step_id step);
void handoff_with_department(handoff_finding *finding, const char *placeholder, handoff_department_id department);
void handoff_with_count(handoff_finding *finding, const char *placeholder, uint32_t count);

/* Memory of this call; it is never given back, and never NULL. */
void *handoff_memory(size_t count, size_t size);
/* Says in the host's log why the plugin cannot go on, and stops it: the host names rule and message. */
_Noreturn void handoff_panic(const char *file, int line, const char *message);
#define HANDOFF_PANIC(message) handoff_panic(__FILE__, __LINE__, message)
#define HANDOFF_ASSERT(condition) ((condition) ? (void)0 : HANDOFF_PANIC("not so: " #condition))

#endif
