/// <reference path="./contract.d.ts" />
// Generated from index.js, sha256 fa3e07404e4a10c03c9036517c337e6d8329123a04475123b7d4101b3fa933ab: npm run generate in plugins/
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
import type { Argument as Value, Place as Where } from 'handoff:plugin/types@0.2.0';
export { plugin, rule } from './rule.js';
export { Unit } from './unit.js';
export { FindingBuilder, Reporter } from './report.js';
/** Where a finding points. */
export declare const Place: Readonly<{
    /** @type {(id: number) => Where} */
    step: (id: number) => Where;
    /** A position in `unit.handoffs()`. @type {(id: number) => Where} */
    handoff: (id: number) => Where;
    /** A position in `unit.staleEntries()`. @type {(id: number) => Where} */
    entry: (id: number) => Where;
}>;
/** A value for a placeholder of a message. */
export declare const Argument: Readonly<{
    /** Rendered as its label in quotation marks. @type {(id: number) => Value} */
    step: (id: number) => Value;
    /** @type {(id: number) => Value} */
    department: (id: number) => Value;
    /** @type {(id: number) => Value} */
    item: (id: number) => Value;
    /** An item in a state. @type {(item: number, state: number) => Value} */
    state: (item: number, state: number) => Value;
    /** Why nobody can tell, as a whole sentence: `undeclared` of a need. @type {(source: number) => Value} */
    undeclared: (source: number) => Value;
    /** @type {(text: string) => Value} */
    text: (text: string) => Value;
    /** @type {(count: number) => Value} */
    count: (count: number) => Value;
    /** @type {(seconds: number | bigint) => Value} */
    seconds: (seconds: number | bigint) => Value;
    /** Rendered with commas and `and`. @type {(ids: Iterable<number>) => Value} */
    steps: (ids: Iterable<number>) => Value;
    /** Rendered with commas and `and`. @type {(texts: Iterable<string>) => Value} */
    texts: (texts: Iterable<string>) => Value;
}>;
