/// <reference path="./contract.d.ts" />
// Generated from unit.js, sha256 dbf1a8adfdb435b0c13099668391acc513fe242ad50e409b81127a7fab3e7b3c: npm run generate in plugins/
/** What a rule sees: one unit of the landscape, fetched list by list and kept. @module */
import { Lists } from './lists.js';
import type { Concurrency, GapKind, Need, Reach, SlowestPath, TextOf } from 'handoff:plugin/types@0.2.0';
/** One unit of the landscape, read-only. Lists are fetched when a rule first asks, and shared by all rules of the call. */
export declare class Unit extends Lists {
    /**
     * Returns the needs that may go unmet, each with the one kind of gap it is.
     * @returns {readonly { gap: GapKind, need: Need }[]}
     */
    gaps(): readonly {
        gap: GapKind;
        need: Need;
    }[];
    /** Returns texts of the model, in the order asked. @param {TextOf[]} wanted @returns {string[]} */
    texts(wanted: TextOf[]): string[];
    /** Returns the label of a step. @param {number} step @returns {string} */
    label(step: number): string;
    /** Returns the labels of steps, in the order asked. @param {Iterable<number>} steps @returns {string[]} */
    labels(steps: Iterable<number>): string[];
    /** Returns the names of items, in the order asked. @param {Iterable<number>} items @returns {string[]} */
    itemNames(items: Iterable<number>): string[];
    /**
     * Returns the names of states of one item, in the order asked.
     * @param {number} item
     * @param {Iterable<number>} states
     * @returns {string[]}
     */
    stateNames(item: number, states: Iterable<number>): string[];
    /**
     * Finds a shortest path from one step to another that avoids some steps, both ends included; messages and calls are followed.
     * @param {number} start
     * @param {number} goal
     * @param {Iterable<number>} [avoiding]
     * @returns {Uint32Array | undefined}
     */
    path(start: number, goal: number, avoiding?: Iterable<number>): Uint32Array | undefined;
    /**
     * Tells whether every path from one step to another passes one of some steps. Also true where no path leads there.
     * @param {number} start
     * @param {number} goal
     * @param {Iterable<number>} through
     * @returns {boolean}
     */
    everyPathPasses(start: number, goal: number, through: Iterable<number>): boolean;
    /**
     * Finds the slowest way from one step to another by what is stated, both ends included.
     * @param {number} start
     * @param {number} goal
     * @returns {SlowestPath | undefined}
     */
    slowest(start: number, goal: number): SlowestPath | undefined;
    /**
     * Tells whether the customer would notice what a step lacks. A finding does not need to ask: `reachFrom` of its draft
     * lets the host answer.
     * @param {number} start
     * @param {number} [lacking]
     * @returns {Reach}
     */
    reach(start: number, lacking?: number): Reach;
    /**
     * Tells of each pair of steps whether they can run at the same time in one case, in the order asked.
     * @param {Iterable<[number, number]>} pairs
     * @returns {Concurrency[]}
     */
    concurrent(pairs: Iterable<[number, number]>): Concurrency[];
    /** Returns who owns a step. @param {number} step @returns {number | undefined} */
    owner(step: number): number | undefined;
    /**
     * Tells whether a department is our own. Work that names no department is ours too.
     * @param {number | undefined} department
     * @returns {boolean}
     */
    isOurs(department: number | undefined): boolean;
    /** Returns the one department that owns all of these steps, if it is one. @param {Iterable<number>} steps @returns {number | undefined} */
    commonOwner(steps: Iterable<number>): number | undefined;
}
