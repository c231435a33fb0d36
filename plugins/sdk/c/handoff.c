/* The component around a plugin: what the exports of the contract do, and the friendly words of `handoff.h`. */
#include "handoff.h"

#include <stdlib.h>
#include <string.h>

/* A rule that is switched on, with its options. */
typedef struct {
  const handoff_rule *rule;
  handoff_options options;
} switched_on;

static switched_on *switched;
static size_t switched_count;
/* `check` without `configure` fails: silence must not look like health. */
static bool configured;
/* The rule that runs, so that a panic can name it. */
static const char *running;

void *handoff_memory(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) HANDOFF_PANIC("no memory is so large");
  void *block = malloc(bytes);
  if (block == NULL) abort();
  return memset(block, 0, bytes);
}

/* Joins texts, the last of which is NULL. */
static handoff_string join(const char *const *parts) {
  size_t size = 0;
  for (size_t part = 0; parts[part] != NULL; part++) size += strlen(parts[part]);
  handoff_string joined = {handoff_memory(size, 1), 0};
  for (size_t part = 0; parts[part] != NULL; part++) {
    size_t length = strlen(parts[part]);
    memcpy(joined.ptr + joined.len, parts[part], length);
    joined.len += length;
  }
  return joined;
}

static handoff_string string(const char *text) { return join((const char *const[]){text, NULL}); }

/* The key of a sentence of a rule or plugin: two rules may call theirs the same. */
static handoff_string key(const char *owner, const char *text) {
  return join((const char *const[]){owner, ".", text, NULL});
}

static rule_plugin_option_string_t perhaps(const char *text) {
  rule_plugin_option_string_t some = {.is_some = text != NULL};
  if (text != NULL) some.val = string(text);
  return some;
}

static rule_plugin_list_string_t strings(const char *const *texts) {
  rule_plugin_list_string_t list = {NULL, 0};
  while (texts != NULL && texts[list.len] != NULL) list.len++;
  list.ptr = handoff_memory(list.len, sizeof *list.ptr);
  for (size_t at = 0; at < list.len; at++) list.ptr[at] = string(texts[at]);
  return list;
}

static bool same(handoff_string text, const char *other) {
  return text.len == strlen(other) && memcmp(text.ptr, other, text.len) == 0;
}

_Noreturn void handoff_panic(const char *file, int line, const char *message) {
  /* No memory may be left, so the message is built on the stack, and cut where it is too long. */
  char digits[12], text[512];
  size_t at = sizeof digits, size = 0;
  digits[--at] = 0;
  do digits[--at] = (char)('0' + line % 10); while ((line /= 10) > 0);
  const char *parts[] = {running ? running : HANDOFF_PLUGIN.id, ", ", file, ":", &digits[at], ": ", message};
  for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
    for (const char *from = parts[part]; *from != 0 && size < sizeof text; from++) text[size++] = *from;
  }
  handoff_string said = {(uint8_t *)text, size};
  handoff_plugin_log_emit(HANDOFF_PLUGIN_LOG_LEVEL_PANIC, &said);
  __builtin_trap();
}

/* ---- What the contract asks for ---- */

static handoff_plugin_types_deprecation_t deprecation(const char *owner, const handoff_deprecation *said) {
  return (handoff_plugin_types_deprecation_t){
      .since = string(said->since), .reason = key(owner, said->reason), .replaced_by = perhaps(said->replaced_by)};
}

static rule_plugin_list_tuple2_string_string_t properties(const handoff_property *said) {
  rule_plugin_list_tuple2_string_string_t list = {NULL, 0};
  while (said != NULL && said[list.len].name != NULL) list.len++;
  list.ptr = handoff_memory(list.len, sizeof *list.ptr);
  for (size_t at = 0; at < list.len; at++) {
    list.ptr[at].f0 = string(said[at].name);
    list.ptr[at].f1 = string(said[at].text);
  }
  return list;
}

static handoff_plugin_types_list_page_t pages(const handoff_rule *rule) {
  handoff_plugin_types_list_page_t list = {NULL, 1};
  while (rule->pages != NULL && rule->pages[list.len - 1].language != NULL) list.len++;
  list.ptr = handoff_memory(list.len, sizeof *list.ptr);
  list.ptr[0] = (handoff_plugin_types_page_t){string("en"), string(rule->page)};
  for (size_t at = 1; at < list.len; at++) {
    list.ptr[at] = (handoff_plugin_types_page_t){string(rule->pages[at - 1].language), string(rule->pages[at - 1].text)};
  }
  return list;
}

static handoff_plugin_types_list_evidence_t evidence(uint32_t kinds) {
  handoff_plugin_types_list_evidence_t list = {handoff_memory(32, sizeof *list.ptr), 0};
  for (uint8_t kind = 0; kind < 32; kind++) {
    if (kinds & (1u << kind)) list.ptr[list.len++] = kind;
  }
  return list;
}

static handoff_plugin_types_rule_info_t info(const handoff_rule *rule) {
  handoff_plugin_types_rule_info_t info = {
      .id = string(rule->id),
      .severity = (uint8_t)rule->severity,
      .certainty = (uint8_t)rule->certainty,
      .off = rule->off,
      .needs = strings(rule->needs),
      .options_schema = string(rule->options_schema == NULL ? "" : rule->options_schema),
      .title = key(rule->id, "title"),
      .pages = pages(rule),
      .since = perhaps(rule->since),
      .tags = strings(rule->tags),
      .related = strings(rule->related),
      .evidence = evidence(rule->evidence),
      .link = perhaps(rule->link),
      .properties = properties(rule->properties),
  };
  if (rule->deprecated != NULL) {
    info.deprecated.is_some = true;
    info.deprecated.val = deprecation(rule->id, rule->deprecated);
  }
  if (rule->measured != NULL) {
    info.measured.is_some = true;
    info.measured.val = (handoff_plugin_types_measurement_t){rule->measured->judged, rule->measured->right};
  }
  return info;
}

static size_t texts(const handoff_text *texts) {
  size_t count = 0;
  while (texts != NULL && texts[count].key != NULL) count++;
  return count;
}

static void add_texts(exports_handoff_plugin_rules_description_t *description, const char *owner, const handoff_text *text) {
  for (; text != NULL && text->key != NULL; text++) {
    description->catalogue.ptr[description->catalogue.len++] = (handoff_plugin_types_text_t){
        .language = string(text->language), .key = key(owner, text->key), .template_ = string(text->text)};
  }
}

static void add_presets(exports_handoff_plugin_rules_description_t *description, const handoff_preset *said) {
  handoff_plugin_types_list_preset_t *list = &description->presets;
  while (said != NULL && said[list->len].name != NULL) list->len++;
  list->ptr = handoff_memory(list->len, sizeof *list->ptr);
  for (size_t at = 0; at < list->len; at++) {
    list->ptr[at] = (handoff_plugin_types_preset_t){
        .name = string(said[at].name), .title = key(HANDOFF_PLUGIN.id, said[at].title), .settings = string(said[at].settings)};
  }
}

static void add_retired(exports_handoff_plugin_rules_description_t *description, const handoff_retired *said) {
  handoff_plugin_types_list_retired_rule_t *list = &description->retired;
  while (said != NULL && said[list->len].id != NULL) list->len++;
  list->ptr = handoff_memory(list->len, sizeof *list->ptr);
  for (size_t at = 0; at < list->len; at++) {
    list->ptr[at] = (handoff_plugin_types_retired_rule_t){
        .id = string(said[at].id), .deprecation = deprecation(HANDOFF_PLUGIN.id, &said[at].deprecation)};
  }
}

void exports_handoff_plugin_rules_describe(exports_handoff_plugin_rules_description_t *description) {
  size_t rules = 0, count = texts(HANDOFF_PLUGIN.texts);
  for (; HANDOFF_PLUGIN.rules[rules] != NULL; rules++) count += texts(HANDOFF_PLUGIN.rules[rules]->texts);
  *description = (exports_handoff_plugin_rules_description_t){
      .id = string(HANDOFF_PLUGIN.id), .version = string(HANDOFF_PLUGIN.version), .link = perhaps(HANDOFF_PLUGIN.link)};
  description->rules.ptr = handoff_memory(rules, sizeof *description->rules.ptr);
  description->catalogue.ptr = handoff_memory(count, sizeof *description->catalogue.ptr);
  for (size_t at = 0; at < rules; at++) {
    const handoff_rule *rule = HANDOFF_PLUGIN.rules[at];
    description->rules.ptr[description->rules.len++] = info(rule);
    add_texts(description, rule->id, rule->texts);
  }
  add_texts(description, HANDOFF_PLUGIN.id, HANDOFF_PLUGIN.texts);
  for (const handoff_text *text = HANDOFF_PLUGIN.texts; text != NULL && text->key != NULL; text++) {
    if (!same(string(text->key), "title")) continue;
    description->title.is_some = true;
    description->title.val = key(HANDOFF_PLUGIN.id, "title");
  }
  add_presets(description, HANDOFF_PLUGIN.presets);
  add_retired(description, HANDOFF_PLUGIN.retired);
  description->properties = properties(HANDOFF_PLUGIN.properties);
}

static const handoff_rule *rule_named(handoff_string id) {
  for (const handoff_rule *const *rule = HANDOFF_PLUGIN.rules; *rule != NULL; rule++) {
    if (same(id, (*rule)->id)) return *rule;
  }
  return NULL;
}

bool exports_handoff_plugin_rules_configure(
    exports_handoff_plugin_rules_list_rule_options_t *rules, handoff_string *error) {
  switched = handoff_memory(rules->len, sizeof *switched);
  for (switched_count = 0; switched_count < rules->len; switched_count++) {
    const exports_handoff_plugin_rules_rule_options_t *asked = &rules->ptr[switched_count];
    const handoff_rule *rule = rule_named(asked->rule);
    if (rule == NULL) {
      *error = string("there is no such rule in this plugin");
      return false;
    }
    /* Kept: the lists that the host hands over are freed, but `free` gives nothing back. */
    switched[switched_count] = (switched_on){rule, {asked->options.ptr, asked->options.len}};
  }
  configured = true;
  return true;
}

bool exports_handoff_plugin_rules_check(
    handoff_unit unit, exports_handoff_plugin_rules_list_finding_t *found, handoff_string *error) {
  if (!configured) {
    *error = string("`configure` was not called before `check`");
    return false;
  }
  handoff_report report = {0};
  for (size_t at = 0; at < switched_count; at++) {
    report.rule = switched[at].rule;
    running = report.rule->id;
    report.rule->check(unit, switched[at].options, &report);
  }
  running = NULL;
  handoff_plugin_model_view_drop_borrow(unit);
  *found = (exports_handoff_plugin_rules_list_finding_t){report.findings, report.count};
  return true;
}

/* ---- Findings ---- */

static handoff_finding *add(handoff_report *report, const char *message) {
  if (report->count == report->room) {
    size_t room = report->room == 0 ? 16 : 2 * report->room;
    handoff_finding *grown = handoff_memory(room, sizeof *grown);
    if (report->count > 0) memcpy(grown, report->findings, report->count * sizeof *grown);
    report->findings = grown;
    report->room = room;
  }
  handoff_finding *finding = &report->findings[report->count++];
  finding->rule = string(report->rule->id);
  finding->message = key(report->rule->id, message);
  return finding;
}

handoff_finding *handoff_at(handoff_report *report, handoff_place place, const char *message) {
  handoff_finding *finding = add(report, message);
  finding->at = place;
  return finding;
}

handoff_finding *handoff_at_step(handoff_report *report, handoff_step_id step, const char *message) {
  return handoff_at(report, handoff_place_step(step), message);
}

handoff_finding *handoff_at_handoff(handoff_report *report, handoff_handoff_id handoff, const char *message) {
  return handoff_at(report, handoff_place_handoff(handoff), message);
}

void handoff_help(handoff_report *report, handoff_finding *finding, const char *text) {
  finding->help.is_some = true;
  finding->help.val = key(report->rule->id, text);
}

/* Appends an argument; a finding has few, so that the list is copied each time. */
void handoff_with(handoff_finding *finding, const char *placeholder, handoff_argument argument) {
  handoff_plugin_types_list_tuple2_string_argument_t *list = &finding->arguments;
  handoff_plugin_types_tuple2_string_argument_t *grown = handoff_memory(list->len + 1, sizeof *grown);
  if (list->len > 0) memcpy(grown, list->ptr, list->len * sizeof *grown);
  grown[list->len].f0 = string(placeholder);
  grown[list->len].f1 = argument;
  list->ptr = grown;
  list->len++;
}

void handoff_with_step(handoff_finding *finding, const char *placeholder, handoff_step_id step) {
  handoff_with(finding, placeholder, handoff_argument_step(step));
}

void handoff_with_department(handoff_finding *finding, const char *placeholder, handoff_department_id department) {
  handoff_with(finding, placeholder, handoff_argument_department(department));
}

void handoff_with_count(handoff_finding *finding, const char *placeholder, uint32_t count) {
  handoff_with(finding, placeholder, handoff_argument_count(count));
}

void handoff_between(handoff_finding *finding, handoff_maybe_department giver, handoff_maybe_department receiver) {
  finding->giver = giver;
  finding->receiver = receiver;
  if (giver.is_some) handoff_with_department(finding, "giver", giver.val);
  if (receiver.is_some) handoff_with_department(finding, "receiver", receiver.val);
}

void handoff_set_item(handoff_finding *finding, handoff_item_id item) {
  finding->item.is_some = true;
  finding->item.val = item;
  handoff_with(finding, "item", handoff_argument_item(item));
}

void handoff_set_witness(handoff_finding *finding, handoff_step_ids way) { finding->witness = way; }

/* ---- The view ---- */

handoff_string handoff_unit_label(handoff_unit unit, handoff_step_id step) {
  handoff_text_of label = {.tag = HANDOFF_PLUGIN_TYPES_TEXT_OF_LABEL, .val.label = step};
  return handoff_unit_texts(unit, &label, 1).ptr[0];
}

bool handoff_unit_leads(handoff_unit unit, handoff_step_id start, handoff_step_id goal) {
  handoff_step_ids path;
  return start == goal || handoff_unit_path(unit, start, goal, NULL, 0, &path);
}

/* ---- Options ---- */

/* Finds the value of a name on the first level of a JSON object that the host has checked; NULL where there is none. */
static const uint8_t *option(handoff_options options, const char *name, const uint8_t **end) {
  size_t length = strlen(name), depth = 0;
  *end = options.json + options.size;
  for (const uint8_t *at = options.json; at < *end; at++) {
    if (*at == '{' || *at == '[') depth++;
    if (*at == '}' || *at == ']') depth--;
    if (*at != '"') continue;
    const uint8_t *word = ++at;
    while (at < *end && *at != '"') at += *at == '\\' ? 2 : 1;
    if (depth != 1 || (size_t)(at - word) != length || memcmp(word, name, length) != 0) continue;
    const uint8_t *value = at + 1;
    while (value < *end && (*value == ' ' || *value == '\n' || *value == '\t' || *value == '\r')) value++;
    /* Without a colon it is a text that reads like the name. */
    if (value == *end || *value++ != ':') continue;
    while (value < *end && (*value == ' ' || *value == '\n' || *value == '\t' || *value == '\r')) value++;
    return value;
  }
  return NULL;
}

uint64_t handoff_option_number(handoff_options options, const char *name, uint64_t fallback) {
  const uint8_t *end, *value = option(options, name, &end);
  if (value == NULL || value == end || *value < '0' || *value > '9') return fallback;
  uint64_t number = 0;
  for (; value < end && *value >= '0' && *value <= '9'; value++) {
    unsigned digit = *value - '0';
    if (number > (UINT64_MAX - digit) / 10) return UINT64_MAX;
    number = number * 10 + digit;
  }
  return number;
}

bool handoff_option_flag(handoff_options options, const char *name) {
  const uint8_t *end, *value = option(options, name, &end);
  return value != NULL && end - value >= 4 && memcmp(value, "true", 4) == 0;
}

/* Returns the letter that stands behind a backslash for another one; the host writes letters alone as `\\u`, of which it gives four digits. */
static uint8_t unescaped(const uint8_t **at) {
  static const char written[] = "bfnrt", meant[] = "\b\f\n\r\t";
  uint8_t letter = *(*at)++;
  for (size_t index = 0; written[index] != 0; index++)
    if (letter == (uint8_t)written[index]) return (uint8_t)meant[index];
  if (letter != 'u') return letter;
  unsigned code = 0;
  for (int digit = 0; digit < 4; digit++) {
    uint8_t hex = *(*at)++;
    code = code * 16 + (hex <= '9' ? hex - '0' : (hex | 32) - 'a' + 10);
  }
  return (uint8_t)code;
}

/* Reads a text behind its first quotation mark; what the host writes is whole. */
static handoff_string option_text(const uint8_t **at, const uint8_t *end) {
  handoff_string text = {handoff_memory((size_t)(end - *at), 1), 0};
  while (**at != '"') {
    uint8_t letter = *(*at)++;
    text.ptr[text.len++] = letter == '\\' ? unescaped(at) : letter;
  }
  ++*at;
  return text;
}

handoff_strings handoff_option_texts(handoff_options options, const char *name) {
  const uint8_t *end, *at = option(options, name, &end);
  handoff_strings texts = {NULL, 0};
  if (at == NULL || at == end || (*at != '"' && *at != '[')) return texts;
  bool is_list = *at++ == '[';
  /* Each text takes its two quotation marks at least. */
  texts.ptr = handoff_memory((size_t)(end - at), sizeof *texts.ptr);
  if (!is_list) {
    texts.ptr[texts.len++] = option_text(&at, end);
    return texts;
  }
  while (*at != ']')
    if (*at++ == '"') texts.ptr[texts.len++] = option_text(&at, end);
  return texts;
}
