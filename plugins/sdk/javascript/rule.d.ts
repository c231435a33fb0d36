/// <reference path="./contract.d.ts" />
// Generated from rule.js, sha256 6fabcfaf4cbf1ab5a8b22de95e8316ce9e54a29e324410866c0e478c927a0cbe: npm run generate in plugins/
/** What a rule and a plugin say about themselves. @module */
import type { Certainty, Description, Evidence, Measurement, Severity } from 'handoff:plugin/types@0.2.0';
import type { ViewPart } from './lists.js';
import type { Reporter } from './report.js';
import type { Unit } from './unit.js';
export type Options = Record<string, any>;
export type Texts = Record<string, Record<string, string>>;
export type Deprecation = {
    /**
     * The version of the plugin from which on it is.
     */
    since: string;
    /**
     * The key of a text that says why, and what to do.
     */
    reason: string;
    /**
     * The id of the rule that does its work now. Ignores of the old id hold for one of this plugin too.
     */
    replacedBy?: string;
};
export type Preset = {
    /**
     * In kebab case.
     */
    name: string;
    /**
     * The key of a text of the plugin that says in one line what it is for.
     */
    title: string;
    /**
     * TOML, as in `handoff.toml`: the table `rules`, with rules of this plugin only.
     */
    settings: string;
};
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
     * Its title under the key `title`, its messages and remedies. A `{placeholder}` is filled by the host
     * from the arguments of a finding.
     */
    texts: Texts;
    /**
     * The version of the plugin with which it came.
     */
    since?: string;
    /**
     * Why it is on its way out; its reason is one of its texts.
     */
    deprecated?: Deprecation;
    /**
     * Words in kebab case by which people find rules.
     */
    tags?: string[];
    /**
     * The ids of rules that are worth knowing beside it, in this plugin or others.
     */
    related?: string[];
    /**
     * What it judges must be known from one of these; none where the drawing alone is enough.
     */
    evidence?: Evidence[];
    /**
     * How often it was right where people read its findings one by one.
     */
    measured?: Measurement;
    /**
     * An `https` address where more is said.
     */
    link?: string;
    /**
     * What else is said of it, by names in kebab case.
     */
    properties?: Record<string, string>;
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
    /**
     * Texts about it: under the key `title`, what it is for; titles of presets and reasons of retired rules.
     */
    texts?: Texts;
    /**
     * An `https` address where more is said.
     */
    link?: string;
    /**
     * Settings that go together.
     */
    presets?: Preset[];
    /**
     * Rules that earlier versions held, by their ids; the reasons are among `texts`.
     */
    retired?: Record<string, Deprecation>;
    /**
     * What else is said of it, by names in kebab case: `maintainer`, `license`.
     */
    properties?: Record<string, string>;
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
 * Returns the key of one of the texts of a rule or plugin in the catalogue.
 * @param {{ id: string, texts?: Texts }} owner
 * @param {string} key
 */
export declare function catalogueKey({ id, texts }: {
    id: string;
    texts?: Texts;
}, key: string): string;
/**
 * Says what a plugin holds.
 * @param {Plugin} plugin
 * @param {Record<string, Record<string, string>>} pages The pages of each rule, by its id, then by language; each has one in `en`.
 * @returns {Description}
 */
export declare function describe(plugin: Plugin, pages: Record<string, Record<string, string>>): Description;
