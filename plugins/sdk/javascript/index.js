/// <reference path="./contract.d.ts" />
/**
 * Write rules for `handoff` in JavaScript: a view of the process landscape in, findings out.
 *
 * A rule is one function with a description, a plugin is a list of rules:
 *
 * ```js
 * import { Argument, Place, plugin, rule } from './vendor/handoff/index.js';
 *
 * const endlessWait = rule({
 *   id: 'example/endless-wait',
 *   title: 'A step waits for another party without a time limit',
 *   severity: 'warning',
 *   certainty: 'certain',
 *   needs: ['waits'],
 *   texts: { endless: { en: '{step} waits without a limit.' } },
 *   check(unit, options, report) {
 *     for (const wait of unit.waits()) {
 *       if (!wait.limited) report.add(Place.step(wait.step), 'endless').with('step', Argument.step(wait.step));
 *     }
 *   },
 * });
 *
 * export default plugin({ id: 'example', version: '1.0.0', rules: [endlessWait] });
 * ```
 *
 * @module
 */

/** @import { Argument as Value, Place as Where } from 'handoff:plugin/types@0.2.0' */

export { plugin, rule } from './rule.js';
export { Unit } from './unit.js';
export { FindingBuilder, Reporter } from './report.js';

/** Where a finding points. */
export const Place = Object.freeze({
  /** @type {(id: number) => Where} */
  step: (id) => ({ tag: 'step', val: id }),
  /** A position in `unit.handoffs()`. @type {(id: number) => Where} */
  handoff: (id) => ({ tag: 'handoff', val: id }),
  /** A position in `unit.staleEntries()`. @type {(id: number) => Where} */
  entry: (id) => ({ tag: 'entry', val: id }),
});

/** A value for a placeholder of a message. */
export const Argument = Object.freeze({
  /** Rendered as its label in quotation marks. @type {(id: number) => Value} */
  step: (id) => ({ tag: 'step', val: id }),
  /** @type {(id: number) => Value} */
  department: (id) => ({ tag: 'department', val: id }),
  /** @type {(id: number) => Value} */
  item: (id) => ({ tag: 'item', val: id }),
  /** An item in a state. @type {(item: number, state: number) => Value} */
  state: (item, state) => ({ tag: 'state', val: [item, state] }),
  /** Why nobody can tell, as a whole sentence: `undeclared` of a need. @type {(source: number) => Value} */
  undeclared: (source) => ({ tag: 'undeclared', val: source }),
  /** @type {(text: string) => Value} */
  text: (text) => ({ tag: 'text', val: text }),
  /** @type {(count: number) => Value} */
  count: (count) => ({ tag: 'count', val: count }),
  /** @type {(seconds: number | bigint) => Value} */
  seconds: (seconds) => ({ tag: 'seconds', val: BigInt(seconds) }),
  /** Rendered with commas and `and`. @type {(ids: Iterable<number>) => Value} */
  steps: (ids) => ({ tag: 'steps', val: Uint32Array.from(ids) }),
  /** Rendered with commas and `and`. @type {(texts: Iterable<string>) => Value} */
  texts: (texts) => ({ tag: 'texts', val: [...texts] }),
});
