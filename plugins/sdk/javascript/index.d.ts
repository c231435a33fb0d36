/// <reference path="./contract.d.ts" />
// Generated from index.js, sha256 7af0e174a81f8e37a3b3cd7e1aab3d32d0b3eec76387f8714fcedd05e1d39f82: npm run generate in plugins/
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
export { plugin, rule } from './rule.js';
export { Unit } from './unit.js';
export { FindingBuilder, Reporter } from './report.js';
export { Argument, Place } from './place.js';
