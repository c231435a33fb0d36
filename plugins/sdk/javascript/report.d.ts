/// <reference path="./contract.d.ts" />
// Generated from report.js, sha256 8ac03feeb21f867114c5494203516e05f8a086221990b5d0b8ae720f2179c289: npm run generate in plugins/
/** Where a rule puts what it found. @module */
import type { Argument, Certainty, Change, Finding, Need, Place, Severity } from 'handoff:plugin/types@0.2.0';
import type { Options, Rule } from './rule.js';
import type { Unit } from './unit.js';
/** Collects the findings of one rule. */
export declare class Reporter {
    #private;
    /** What was found. @type {Finding[]} */
    findings: Finding[];
    /** Opens an empty list of findings of one rule. @param {Rule} rule */
    constructor(rule: Rule);
    /**
     * Adds a finding at a place, with one of the texts of the rule as its message. The draft that is returned takes the
     * details.
     * @param {Place} at
     * @param {string} message
     * @returns {FindingBuilder}
     */
    add(at: Place, message: string): FindingBuilder;
}
/** A finding that takes its details. */
export declare class FindingBuilder {
    #private;
    /**
     * @param {Rule} rule
     * @param {Finding} finding
     */
    constructor(rule: Rule, finding: Finding);
    /** Says what to do, with one of the texts of the rule. @param {string} text */
    help(text: string): this;
    /** Fills a placeholder of the message or the help. @param {string} placeholder @param {Argument} argument */
    with(placeholder: string, argument: Argument): this;
    /** Overrides the severity of the rule. @param {Severity} severity */
    severity(severity: Severity): this;
    /** Overrides the certainty of the rule. @param {Certainty} certainty */
    certainty(certainty: Certainty): this;
    /**
     * Names who gives and who receives, and fills `{giver}` and `{receiver}` with those that are known.
     * @param {number | undefined} giver
     * @param {number | undefined} receiver
     */
    between(giver: number | undefined, receiver: number | undefined): this;
    /** Names the item, and fills `{item}` with it. @param {number} item @param {number} [state] */
    item(item: number, state?: number): this;
    /** Names the step and the item of a need, shows the path that proves it, and asks for its reach. @param {Need} need */
    need(need: Need): this;
    /** Adds other steps that belong to it: the first sixteen, which is what the host takes. @param {Iterable<number>} steps */
    related(steps: Iterable<number>): this;
    /** Adds other places that belong to it: the first sixteen, which is what the host takes. @param {Iterable<Place>} places */
    places(places: Iterable<Place>): this;
    /**
     * Offers a change that would mend it, with one of the texts of the rule that says what it does. The host takes four.
     * @param {string} text
     * @param {Change} change
     */
    fix(text: string, change: Change): this;
    /** Shows a path that proves it: its last 256 steps, which is what the host takes. @param {Iterable<number>} steps */
    witness(steps: Iterable<number>): this;
    /** Lets the host tell whether the customer would notice, from the step that lacks the item. @param {number} step */
    reachFrom(step: number): this;
}
/**
 * Runs a rule over one unit.
 * @param {Rule} rule
 * @param {Unit} unit
 * @param {Options} options
 * @returns {Finding[]}
 */
export declare function run(rule: Rule, unit: Unit, options: Options): Finding[];
