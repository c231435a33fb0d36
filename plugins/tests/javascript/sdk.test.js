/** The JavaScript SDK itself: what no example shows. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { component, forbidChance } from '../../sdk/javascript/component.js';
import { Argument, Place, plugin, Reporter, rule, Unit } from '../../sdk/javascript/index.js';
import { ROWS } from '../../sdk/javascript/rows.js';
import { check } from '../../sdk/javascript/testing.js';
import { origin } from '../../tools/generate.mjs';
import { contract } from './jco.js';

const found = (run, texts = { title: { en: 'A' }, a: { en: '{step} and {item}' } }) =>
  plugin({
    id: 'acme',
    version: '1.0.0',
    rules: [rule({ id: 'acme/a', severity: 'error', certainty: 'likely', needs: [], texts, check: run })],
  });

const step = { ...ROWS.steps, owner: 0, reachable: true };
const need = { ...ROWS.needs, evidence: 'data-object', availability: 'never', 'any-state': 'never', gap: 'missing', witness: [0] };
const view = {
  ...Object.fromEntries(Object.keys(ROWS).map((list) => [list, []])),
  format: 'handoff-view/2',
  rules: [{ rule: 'acme/a', options: { all: true } }],
  departments: [{ ...ROWS.departments, name: 'Sales' }],
  steps: [step],
  items: [{ ...ROWS.items, states: 1 }],
  texts: { label: ['Pack'], item: ['Order'], state: [['new']] },
  elements: { step: [['pack', null]], item: [['item', 'Order']], department: [['department', 'Sales']], entry: [['entry', 'Slaes']] },
  needs: [need],
  'stale-entries': [{ ...ROWS['stale-entries'], kind: 'department', entry: 'Slaes' }],
  questions: { path: [], 'every-path-passes': [], slowest: [], reach: [{ start: 0, lacking: null, answer: { verdict: 'none', touchpoint: null, path: [], 'repaired-by': null } }] },
};

test('types are those of their sources', () => {
  const sdk = new URL('../../sdk/javascript/', import.meta.url);
  const read = (name) => readFileSync(new URL(name, sdk), 'utf8');
  const made = readdirSync(sdk).filter((name) => name.endsWith('.d.ts') && !read(name).includes('// Generated from plugins/wit/'));
  assert.ok(made.length > 4);
  for (const name of made) {
    const source = name.replace('.d.ts', '.js');
    assert.ok(read(name).includes(`${origin(source, read(source))}\n`), `${name} is stale: npm run generate in plugins/`);
  }
});

test('the contract is written as jco writes it', async () => {
  const wit = readFileSync(new URL('../../wit/handoff.wit', import.meta.url), 'utf8');
  const text = readFileSync(new URL('../../sdk/javascript/contract.d.ts', import.meta.url), 'utf8');
  assert.equal(text.replace(/^.*\n/, ''), await contract(wit));
});

test('a view reads as the sandbox would answer', () => {
  const reads = (unit, options, report) => {
    assert.deepEqual(options, { all: true });
    assert.deepEqual(unit.steps(), [{ kind: 'task', owner: 0, process: 0, scope: undefined, reachable: true, loose: false, multiple: false, unordered: false }]);
    const [{ gap, need }] = unit.gaps();
    assert.equal(gap, 'missing');
    assert.deepEqual(need.witness, Uint32Array.of(0));
    assert.deepEqual([unit.label(0), unit.itemNames([0]), unit.stateNames(0, [0])], ['Pack', ['Order'], ['new']]);
    assert.equal(unit.reach(0).verdict, 'none');
    report.add(Place.step(0), 'a').need(need);
    report.add(Place.entry(0), 'a').with('step', Argument.step(0)).item(0, 0);
    report.add(Place.entry(0), 'b').severity('info');
  };
  const texts = { title: { en: 'A' }, a: { en: '{step} and {item}' }, b: { en: 'no {{placeholder}}' } };
  const lines = ['error acme/a entry "Order [new]"', 'error acme/a pack "Order"', 'info acme/a entry "Slaes"'];
  assert.deepEqual(check(found(reads, texts), view), lines);
});

test('what the sandbox would refuse fails here too', () => {
  const refused = (run, reason) => assert.throws(() => check(found(run), view), reason);
  refused((unit) => unit.path(0, 0), /no answer to `path`.*--views/);
  refused((unit) => unit.label(7), /number 7, of 1 shown/);
  refused((unit, options, report) => report.add(Place.step(0), 'b'), /no text `b`/);
  refused((unit, options, report) => report.add(Place.step(0), 'a').with('step', Argument.step(0)), /without an argument/);
  refused(async () => {}, /must not be asynchronous/);
  assert.throws(() => found(() => {}, { title: { en: 'A' }, a: { de: 'nur' } }), /no English/);
});

test('what is no number is refused where it is made', () => {
  const refused = (make, words) => assert.throws(make, (error) => error instanceof TypeError && error.message.includes(words));
  const numbers = [[undefined, 'undefined'], [null, 'null'], [Number.NaN, 'NaN'], [2 ** 32, '4294967296'], [-1, '-1'], [1.5, '1.5'], ['7', 'the text "7"'], [true, 'true']];
  for (const [value, shown] of numbers) {
    refused(() => Place.step(value), `Place.step: \`step\` must be a whole number from 0 to 4294967295, not ${shown}`);
    refused(() => Argument.states(0, [1, value]), `Argument.states: \`states[1]\` must be a whole number from 0 to 4294967295, not ${shown}`);
  }
  for (const seconds of [undefined, -1, 1.5, -1n, 2n ** 64n, 2 ** 64]) refused(() => Argument.seconds(seconds), 'Argument.seconds: `seconds` must be');
  assert.deepEqual(Argument.seconds(2n ** 64n - 1n), { tag: 'seconds', val: 2n ** 64n - 1n });
  assert.deepEqual(Argument.steps(new Set([1, 2])), { tag: 'steps', val: Uint32Array.of(1, 2) });
  refused(() => Argument.steps(3), '`steps` must be a list, not 3');
  refused(() => Argument.text(undefined), '`text` must be a text, not undefined');
  refused(() => Argument.date({ year: 2024, month: 1 }), 'Argument.date: `day.day` must be');
  refused(() => Place.wording({ of: { tag: 'lable', val: 0 }, start: 0, end: 1 }), '`wording.of.tag` must be one of label, ');
});

test('a draft and a question refuse what was not made', () => {
  const refused = (run, words) => assert.throws(() => check(found(run), view), (error) => error instanceof TypeError && error.message.includes(words));
  const draft = (report) => report.add(Place.step(0), 'a');
  refused((unit, options, report) => report.add(0, 'a'), 'add: `at` must be');
  refused((unit, options, report) => draft(report).with('step', 0), 'with: `argument` must be');
  refused((unit, options, report) => draft(report).reachFrom(undefined), 'reachFrom: `step` must be');
  refused((unit, options, report) => draft(report).witness([0, undefined]), 'witness: `steps[1]` must be');
  refused((unit, options, report) => draft(report).fix('a', { tag: 'declare', val: { item: 0 } }), 'fix: `change.val.handoff` must be');
  refused((unit) => unit.path(0, undefined), 'path: `goal` must be');
  refused((unit) => unit.label(undefined), 'label: `step` must be');
  refused((unit) => unit.itemNames([undefined]), 'texts: `wanted[0].val` must be');
});

test('a draft holds what the host takes', () => {
  const report = new Reporter(found(() => {}).rules[0]);
  report.add(Place.step(0), 'a').related(Array(20).keys()).witness(Array(300).keys());
  const [{ related, witness }] = report.findings;
  assert.deepEqual([related.length, witness.length, witness.at(-1)], [16, 256, 299]);
});

test('an error says its rule, its words and its place before the trap', () => {
  const said = [];
  const rules = component(found(() => { throw new TypeError('no such thing'); }), { 'acme/a': { en: '# A' } }, (...line) => said.push(line));
  assert.throws(() => rules.check({}), (thrown) => thrown.includes('configure'));
  assert.throws(() => rules.configure([{ rule: 'acme/b', options: '{}' }]), (thrown) => thrown.includes('no rule `acme/b`'));
  rules.configure([{ rule: 'acme/a', options: '{}' }]);
  assert.throws(() => rules.check({}), Error);
  assert.equal(said.length, 1);
  assert.match(said[0][1], /^acme\/a: TypeError: no such thing\n[^]*sdk\.test\.js/);
  assert.deepEqual(rules.describe().rules[0].pages, [{ language: 'en', text: '# A' }]);
});

test('a list is asked for once', () => {
  let asked = 0;
  const unit = new Unit({ steps: () => [asked++] });
  assert.equal(unit.steps(), unit.steps());
  assert.equal(asked, 1);
});

test('the first example of each reference finds what it says', async () => {
  for (const language of ['javascript', 'typescript']) {
    const page = readFileSync(new URL(`../../../docs/plugins/reference/${language}.md`, import.meta.url), 'utf8');
    const [, source] = page.match(/```(?:js|ts)\n([^]*?)```/);
    // Node takes no types out of what comes in by an address.
    const plain = source.replace(/^import type .*\n/m, '').replace('{ seconds }: Wait, most: number', '{ seconds }, most');
    const sdk = new URL('../../sdk/javascript/index.js', import.meta.url).href;
    const module = `data:text/javascript,${encodeURIComponent(plain.replace('./vendor/handoff/index.js', sdk))}`;
    const { default: example } = await import(module);
    const waits = [{ ...ROWS.waits, step: 0, limited: true, seconds: 7200 }];
    const lines = (options) => check(example, { ...view, rules: [{ rule: 'acme/slow-wait', options }], waits });
    assert.deepEqual([lines({}), lines({ hours: 1 })], [[], ['warning acme/slow-wait pack']]);
  }
});

test('time and chance are refused in a component', () => {
  const engine = { Date: class extends Date {}, Math: { random: () => 0.5 }, performance: { now: () => 0 } };
  forbidChance(engine);
  const { Date: Time, Math, performance } = engine;
  for (const ask of [() => Time(), () => new Time(), () => Time.now(), () => Math.random(), () => performance.now()]) {
    assert.throws(ask, /is not for rules/);
  }
  assert.equal(new Time(0).getTime(), 0);
  assert.equal(Time.UTC(1970, 0, 2), 86_400_000);
});
