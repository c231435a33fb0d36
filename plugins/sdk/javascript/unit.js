/** What a rule sees: one unit of the landscape, fetched list by list and kept. @module */

import * as checks from './checks.js';
import { Lists } from './lists.js';

/** @import { Concurrency, GapKind, Need, Reach, SlowestPath, TextOf } from 'handoff:plugin/types@0.2.0' */

/** @param {string} where @param {number} start @param {number} goal @returns {[number, number]} */
const ends = (where, start, goal) => [checks.number(where, 'start', start), checks.number(where, 'goal', goal)];

/** One unit of the landscape, read-only. Lists are fetched when a rule first asks, and shared by all rules of the call. */
export class Unit extends Lists {
  /**
   * Returns the needs that may go unmet, each with the one kind of gap it is.
   * @returns {readonly { gap: GapKind, need: Need }[]}
   */
  gaps() {
    return this.kept('gaps', () => this.source.needs(false).flatMap((need) => (need.gap ? [{ gap: need.gap, need }] : [])));
  }

  /** Returns texts of the model, in the order asked. @param {TextOf[]} wanted @returns {string[]} */
  texts(wanted) {
    return this.source.texts(checks.list(checks.textOf)('texts', 'wanted', wanted));
  }

  /** Returns the label of a step. @param {number} step @returns {string} */
  label(step) {
    return this.labels([checks.number('label', 'step', step)])[0] ?? '';
  }

  /** Returns the labels of steps, in the order asked. @param {Iterable<number>} steps @returns {string[]} */
  labels(steps) {
    return this.texts(Array.from(steps, (step) => ({ tag: 'label', val: step })));
  }

  /** Returns the names of items, in the order asked. @param {Iterable<number>} items @returns {string[]} */
  itemNames(items) {
    return this.texts(Array.from(items, (item) => ({ tag: 'item', val: item })));
  }

  /**
   * Returns the names of states of one item, in the order asked.
   * @param {number} item
   * @param {Iterable<number>} states
   * @returns {string[]}
   */
  stateNames(item, states) {
    return this.texts(Array.from(states, (state) => ({ tag: 'state', val: [item, state] })));
  }

  /**
   * Finds a shortest path from one step to another that avoids some steps, both ends included; messages and calls are followed.
   * @param {number} start
   * @param {number} goal
   * @param {Iterable<number>} [avoiding]
   * @returns {Uint32Array | undefined}
   */
  path(start, goal, avoiding = []) {
    return this.source.path(...ends('path', start, goal), checks.numbers('path', 'avoiding', avoiding));
  }

  /**
   * Tells whether every path from one step to another passes one of some steps. Also true where no path leads there.
   * @param {number} start
   * @param {number} goal
   * @param {Iterable<number>} through
   * @returns {boolean}
   */
  everyPathPasses(start, goal, through) {
    return this.source.everyPathPasses(...ends('everyPathPasses', start, goal), checks.numbers('everyPathPasses', 'through', through));
  }

  /**
   * Finds the slowest way from one step to another by what is stated, both ends included.
   * @param {number} start
   * @param {number} goal
   * @returns {SlowestPath | undefined}
   */
  slowest(start, goal) {
    return this.source.slowest(...ends('slowest', start, goal));
  }

  /**
   * Tells whether the customer would notice what a step lacks. A finding does not need to ask: `reachFrom` of its draft
   * lets the host answer.
   * @param {number} start
   * @param {number} [lacking]
   * @returns {Reach}
   */
  reach(start, lacking) {
    return this.source.reach(checks.number('reach', 'start', start), checks.option(checks.number)('reach', 'lacking', lacking));
  }

  /**
   * Tells of each pair of steps whether they can run at the same time in one case, in the order asked.
   * @param {Iterable<[number, number]>} pairs
   * @returns {Concurrency[]}
   */
  concurrent(pairs) {
    return this.source.concurrent(checks.list(checks.tuple(checks.number, checks.number))('concurrent', 'pairs', pairs));
  }

  /** Returns who owns a step. @param {number} step @returns {number | undefined} */
  owner(step) {
    return this.steps()[step]?.owner;
  }

  /**
   * Tells whether a department is our own. Work that names no department is ours too.
   * @param {number | undefined} department
   * @returns {boolean}
   */
  isOurs(department) {
    return department === undefined || this.departments()[department]?.side === 'internal';
  }

  /** Returns the one department that owns all of these steps, if it is one. @param {Iterable<number>} steps @returns {number | undefined} */
  commonOwner(steps) {
    const [first, ...others] = Array.from(steps, (step) => this.owner(step));
    return others.every((owner) => owner === first) ? first : undefined;
  }
}
