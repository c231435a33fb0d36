/**
 * Runs rules over view files, in Node itself: no sandbox, no network, and a debugger works.
 *
 * `handoff plugin test --views DIR` writes these files: what each case of a rule's page shows the rules.
 *
 * @module
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { run } from './report.js';
import { NUMBERS, ROWS, VARIANTS } from './rows.js';
import { Unit } from './unit.js';

/** @import { Finding, Place } from 'handoff:plugin/types@0.2.0' */
/** @import { Plugin } from './rule.js' */
/** @import { Source } from './lists.js' */

const AGAIN = 'run `handoff plugin test --views` again';

/**
 * Makes a test of each view file: what the plugin's rules find in it is what its case expects.
 * @param {Plugin} plugin
 * @param {string} folder
 */
export function checkViews(plugin, folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  test('there are views to test with', () => assert.ok(names.length > 0, `${folder} has no view: ${AGAIN}`));
  for (const name of names.sort()) {
    test(name, () => {
      const view = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
      assert.deepEqual(check(plugin, view), view.expected.filter(isOf(plugin)).sort(), view.case);
    });
  }
}

/**
 * Runs the rules of a plugin that a view names, and writes what they find as a case expects it, in order.
 * @param {Plugin} plugin
 * @param {any} view A view file, parsed.
 * @returns {string[]}
 */
export function check(plugin, view) {
  assert.equal(view.format, 'handoff-view/2', `a view of another format: ${AGAIN}`);
  const unit = new Unit(source(view));
  return plugin.rules
    .flatMap((rule) => {
      const configured = view.rules.find((/** @type {any} */ entry) => entry.rule === rule.id);
      if (!configured) return [];
      return run(rule, unit, configured.options).map((finding) => {
        for (const key of [finding.message, finding.help]) assertFilled(rule.texts, rule.id, key, finding);
        return line(view, finding.severity ?? rule.severity, finding);
      });
    })
    .sort();
}

/** Tells whether an expectation is about a rule of this plugin. @param {Plugin} plugin */
function isOf(plugin) {
  const ids = new Set(plugin.rules.map((rule) => rule.id));
  return (/** @type {string} */ line) => ids.has(line.split(' ')[1]);
}

/**
 * Makes sure that each placeholder of a text has its argument, as the host does.
 * @param {Record<string, Record<string, string>>} texts
 * @param {string} rule
 * @param {string | undefined} key
 * @param {Finding} finding
 */
function assertFilled(texts, rule, key, finding) {
  if (key === undefined) return;
  const filled = new Set(finding.arguments.map(([name]) => name));
  for (const [language, text] of Object.entries(texts[key.slice(rule.length + 1)])) {
    const bare = text.includes(', plural,') ? text : text.replaceAll('{{', '').replaceAll('}}', '');
    const missing = [...bare.matchAll(/\{([\w-]+)(?:, or\}|, plural,|\})/g)].map(([, name]) => name).filter((name) => !filled.has(name));
    assert.deepEqual(missing, [], `\`${key}\` (${language}) has placeholders without an argument`);
  }
}

/** Writes a finding as a case expects it: `severity rule element "item"`. @param {any} view @param {string} severity @param {Finding} finding */
function line(view, severity, { rule, at, item, state }) {
  const name = item === undefined ? undefined : view.texts.item[item];
  const shown = state === undefined ? name : `${name} [${view.texts.state[/** @type {number} */ (item)][state]}]`;
  const [element, own] = place(view, at);
  const about = shown ?? own ?? undefined;
  return `${severity} ${rule} ${element}${about === undefined ? '' : ` "${about}"`}`;
}

/** What has a text, where that is called otherwise. @type {Record<string, string>} */
const HOLDERS = {
  label: 'step',
  documentation: 'step',
  state: 'item',
  condition: 'flow',
  'kept-in': 'clause',
  field: 'clause',
};

/** Says how pages name a place: its element, and the name of what has none. @param {any} view @param {Place} at @returns {[string, string | null]} */
function place(view, at) {
  const { tag, val } = at.tag === 'wording' ? at.val.of : at;
  return view.elements[HOLDERS[tag] ?? tag][[val].flat()[0]];
}

/**
 * Answers as the sandbox would, from a view file.
 * @param {any} view
 * @returns {Source}
 */
function source(view) {
  const list = (/** @type {string} */ name) => view[name].map((/** @type {any} */ row) => record(row));
  const lists = Object.fromEntries(Object.keys(ROWS).map((name) => [camel(name), () => list(name)]));
  return /** @type {Source} */ ({
    ...lists,
    needs: (all) => list('needs').filter((/** @type {any} */ need) => all || isGap(need)),
    texts: (wanted) => wanted.map(({ tag, val }) => /** @type {any} */ ([val].flat().reduce(at, view.texts[tag]))),
    path: (start, goal, avoiding) => answer(view, 'path', { start, goal, avoiding: [...avoiding] }),
    everyPathPasses: (start, goal, through) =>
      answer(view, 'every-path-passes', { start, goal, through: [...through] }),
    slowest: (start, goal) => answer(view, 'slowest', { start, goal }),
    concurrent: (pairs) => pairs.map(([one, other]) => answer(view, 'concurrent', { one, other })),
    reach: (start, lacking) => answer(view, 'reach', { start, lacking: lacking ?? null }),
  });
}

/** A need that is not met on every path, in the wrong state or without a field. @param {import('handoff:plugin/types@0.2.0').Need} need */
function isGap(need) {
  return need.availability !== 'always' || need.missingFields.length > 0;
}

/** @param {any[]} list @param {number} id */
function at(list, id) {
  assert.ok(id < list.length, `the rule asked about number ${id}, of ${list.length} shown`);
  return list[id];
}

/** Finds the recorded answer to a question about the flow. @param {any} view @param {string} kind @param {Record<string, unknown>} question */
function answer(view, kind, question) {
  const asked = view.questions[kind].find((/** @type {any} */ known) =>
    Object.entries(question).every(([name, value]) => JSON.stringify(known[name]) === JSON.stringify(value)),
  );
  assert.ok(asked, `the view holds no answer to \`${kind}\` ${JSON.stringify(question)}: ${AGAIN}`);
  return kind === 'path' && asked.answer ? Uint32Array.from(asked.answer) : record(asked.answer);
}

/** Turns the contract's own words into those of JavaScript: `anyState` for `any-state`, `undefined` for what is not there. @param {any} value @param {string} [name] @returns {any} */
function record(value, name) {
  if (value === null) return undefined;
  if (name && VARIANTS.has(name)) return { tag: value[0], val: record(value[1]) };
  if (Array.isArray(value)) return name && NUMBERS.has(name) ? Uint32Array.from(value) : value.map((entry) => record(entry));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, value]) => [camel(name), record(value, name)]));
}

/** @param {string} name */
function camel(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}
