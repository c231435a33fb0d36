/// <reference path="./contract.d.ts" />
// Generated from testing.js, sha256 13813fa3cbfde044451643b67f1b0e630215381ab3ee0fdc6940ce8eb94e363d: npm run generate in plugins/
/**
 * Runs rules over view files, in Node itself: no sandbox, no network, and a debugger works.
 *
 * `handoff plugin test --views DIR` writes these files: what each case of a rule's page shows the rules.
 *
 * @module
 */
import type { Plugin } from './rule.js';
/**
 * Makes a test of each view file: what the plugin's rules find in it is what its case expects.
 * @param {Plugin} plugin
 * @param {string} folder
 */
export declare function checkViews(plugin: Plugin, folder: string): void;
/**
 * Runs the rules of a plugin that a view names, and writes what they find as a case expects it, in order.
 * @param {Plugin} plugin
 * @param {any} view A view file, parsed.
 * @returns {string[]}
 */
export declare function check(plugin: Plugin, view: any): string[];
