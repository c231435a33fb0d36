/** Where a rule puts what it found. @module */

import * as checks from './checks.js';
import { Argument as Value, Place as Where } from './place.js';
import { catalogueKey } from './rule.js';

/** @import { Argument, Certainty, Change, Finding, Need, Place, Severity } from 'handoff:plugin/types@0.2.0' */
/** @import { Options, Rule } from './rule.js' */
/** @import { Unit } from './unit.js' */

/** Related places of one finding that the host takes. */
const RELATED = 16;
/** Steps of one witness that the host takes. */
const WITNESS = 256;

/** Collects the findings of one rule. */
export class Reporter {
  #rule;
  /** What was found. @type {Finding[]} */
  findings = [];

  /** Opens an empty list of findings of one rule. @param {Rule} rule */
  constructor(rule) {
    this.#rule = rule;
  }

  /**
   * Adds a finding at a place, with one of the texts of the rule as its message. The draft that is returned takes the
   * details.
   * @param {Place} at
   * @param {string} message
   * @returns {FindingBuilder}
   */
  add(at, message) {
    /** @type {Finding} */
    const finding = {
      rule: this.#rule.id,
      message: catalogueKey(this.#rule, message),
      at: checks.place('add', 'at', at),
      arguments: [],
      related: [],
      witness: new Uint32Array(),
      fixes: [],
    };
    this.findings.push(finding);
    return new FindingBuilder(this.#rule, finding);
  }
}

/** A finding that takes its details. */
export class FindingBuilder {
  #rule;
  #finding;

  /**
   * @param {Rule} rule
   * @param {Finding} finding
   */
  constructor(rule, finding) {
    this.#rule = rule;
    this.#finding = finding;
  }

  /** @param {Partial<Finding>} details */
  #set(details) {
    Object.assign(this.#finding, details);
    return this;
  }

  /** Says what to do, with one of the texts of the rule. @param {string} text */
  help(text) {
    return this.#set({ help: catalogueKey(this.#rule, text) });
  }

  /** Fills a placeholder of the message or the help. @param {string} placeholder @param {Argument} argument */
  with(placeholder, argument) {
    this.#finding.arguments.push([checks.text('with', 'placeholder', placeholder), checks.argument('with', 'argument', argument)]);
    return this;
  }

  /** Overrides the severity of the rule. @param {Severity} severity */
  severity(severity) {
    return this.#set({ severity });
  }

  /** Overrides the certainty of the rule. @param {Certainty} certainty */
  certainty(certainty) {
    return this.#set({ certainty });
  }

  /**
   * Names who gives and who receives, and fills `{giver}` and `{receiver}` with those that are known.
   * @param {number | undefined} giver
   * @param {number | undefined} receiver
   */
  between(giver, receiver) {
    if (giver !== undefined) this.with('giver', Value.department(giver));
    if (receiver !== undefined) this.with('receiver', Value.department(receiver));
    return this.#set({ giver, receiver });
  }

  /** Names the item, and fills `{item}` with it. @param {number} item @param {number} [state] */
  item(item, state) {
    this.with('item', state === undefined ? Value.item(item) : Value.state(item, state));
    return this.#set({ item, state });
  }

  /** Names the step and the item of a need, shows the path that proves it, and asks for its reach. @param {Need} need */
  need(need) {
    return this.item(need.item, need.state)
      .with('step', Value.step(need.step))
      .witness(need.witness)
      .reachFrom(need.step);
  }

  /** Adds other steps that belong to it: the first sixteen, which is what the host takes. @param {Iterable<number>} steps */
  related(steps) {
    return this.places(Array.from(checks.numbers('related', 'steps', steps), Where.step));
  }

  /** Adds other places that belong to it: the first sixteen, which is what the host takes. @param {Iterable<Place>} places */
  places(places) {
    return this.#set({ related: [...this.#finding.related, ...checks.list(checks.place)('places', 'places', places)].slice(0, RELATED) });
  }

  /**
   * Offers a change that would mend it, with one of the texts of the rule that says what it does. The host takes four.
   * @param {string} text
   * @param {Change} change
   */
  fix(text, change) {
    this.#finding.fixes.push({ text: catalogueKey(this.#rule, text), change: checks.change('fix', 'change', change) });
    return this;
  }

  /** Shows a path that proves it: its last 256 steps, which is what the host takes. @param {Iterable<number>} steps */
  witness(steps) {
    return this.#set({ witness: checks.numbers('witness', 'steps', steps).slice(-WITNESS) });
  }

  /** Lets the host tell whether the customer would notice, from the step that lacks the item. @param {number} step */
  reachFrom(step) {
    return this.#set({ reachFrom: checks.number('reachFrom', 'step', step) });
  }
}

/**
 * Runs a rule over one unit.
 * @param {Rule} rule
 * @param {Unit} unit
 * @param {Options} options
 * @returns {Finding[]}
 */
export function run(rule, unit, options) {
  const report = new Reporter(rule);
  /** @type {any} */
  const outcome = rule.check(unit, options, report);
  // What it finds later would be lost in silence.
  if (typeof outcome?.then === 'function') throw new TypeError('a check must not be asynchronous');
  return report.findings;
}
