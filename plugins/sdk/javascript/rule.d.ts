/// <reference path="./contract.d.ts" />
// Generated from rule.js, sha256 80f996acab25f09c70953b47c1439e0d92ba945a808b805ed223ce24e3ef5021: npm run generate in plugins/
/** What a rule and a plugin say about themselves. @module */
import type { Certainty, Description, Severity } from 'handoff:plugin/types@0.2.0';
import type { ViewPart } from './lists.js';
import type { Reporter } from './report.js';
import type { Unit } from './unit.js';
export type Options = Record<string, any>;
export type Rule = {
    /**
     * `family/name`, named for the fault, so that "allow *name*" reads well.
     */
    id: string;
    /**
     * The severity of its findings, unless a finding or the configuration says otherwise.
     */
    severity: Severity;
    /**
     * The certainty of its findings, unless a finding says otherwise.
     */
    certainty: Certainty;
    /**
     * Off unless a preset or the configuration turns it on.
     */
    off?: boolean;
    /**
     * Parts of the view without which it has nothing to say: the host saves the call where one is
     * empty.
     */
    needs: ViewPart[];
    /**
     * A JSON Schema of its options; none if not given.
     */
    options?: object;
    /**
     * Its title under the key `title`, its messages and remedies: by
     * key, then by language; each has one in `en`. A `{placeholder}` is filled by the host from the arguments of a finding.
     */
    texts: Record<string, Record<string, string>>;
    /**
     * The check itself.
     */
    check: (unit: Unit, options: Options, report: Reporter) => void;
};
export type Plugin = {
    /**
     * Its id, in kebab case: the family of its rules.
     */
    id: string;
    /**
     * Its version.
     */
    version: string;
    /**
     * Its rules.
     */
    rules: Rule[];
};
/**
 * Makes a rule; what is wrong with its description is said at once, not by the host.
 * @param {Rule} rule
 * @returns {Readonly<Rule>}
 */
export declare function rule(rule: Rule): Readonly<Rule>;
/**
 * Makes a plugin.
 * @param {Plugin} plugin
 * @returns {Readonly<Plugin>}
 */
export declare function plugin(plugin: Plugin): Readonly<Plugin>;
/**
 * Returns the key of one of the texts of a rule in the catalogue of its plugin.
 * @param {Rule} rule
 * @param {string} key
 */
export declare function catalogueKey(rule: Rule, key: string): string;
/**
 * Says what a plugin holds.
 * @param {Plugin} plugin
 * @param {Record<string, string>} pages The page of each rule, by its id.
 * @returns {Description}
 */
export declare function describe(plugin: Plugin, pages: Record<string, string>): Description;
