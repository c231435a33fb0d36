/** The component around a plugin: what the exports of the contract do. @module */

import { run } from './report.js';
import { describe } from './rule.js';
import { Unit } from './unit.js';

/** @import { emit } from 'handoff:plugin/log@0.2.0' */
/** @import { Description, Finding, RuleOptions } from 'handoff:plugin/types@0.2.0' */
/** @import { Options, Plugin, Rule } from './rule.js' */
/** @import { Source } from './unit.js' */

/**
 * Lets time and chance fail: the engine would answer with the moment and the seed of the build, the same in every run.
 * @param {any} engine The global object.
 */
export function forbidChance(engine) {
  /** @param {string} what @returns {never} */
  const refuse = (what) => {
    throw new Error(`${what} is not for rules: a rule knows the view alone`);
  };
  const Time = engine.Date;
  Time.now = () => refuse('Date.now()');
  engine.Date = new Proxy(Time, {
    apply: () => refuse('Date()'),
    construct: (_, parts) => (parts.length > 0 ? Reflect.construct(Time, parts) : refuse('new Date() without a time')),
  });
  engine.Math.random = () => refuse('Math.random()');
  if (engine.performance) engine.performance.now = () => refuse('performance.now()');
}

/**
 * Makes the exports of a plugin.
 * @param {Plugin} plugin
 * @param {Record<string, Record<string, string>>} pages The pages of each rule, by its id, then by language.
 * @param {typeof emit} log
 */
export function component(plugin, pages, log) {
  /** The rules that are switched on. @type {{ rule: Rule, options: Options }[] | undefined} */
  let switchedOn;

  /**
   * Does something, and says in the host's log why it failed: the trap that follows has no words of its own.
   * @template T
   * @param {string} what
   * @param {() => T} action
   * @returns {T}
   */
  function aloud(what, action) {
    try {
      return action();
    } catch (error) {
      // The frames of the rule: those below are ours, and the same each time.
      const [stack] = error instanceof Error ? (error.stack ?? '').split(/^run@/m) : [''];
      log('panic', `${what}: ${error}\n${stack}`.trimEnd());
      // An error of our own: what is thrown and is none, the bindings would turn into an answer.
      throw new Error(what);
    }
  }

  return {
    /** Says what the plugin holds. @returns {Description} */
    describe: () => aloud(plugin.id, () => describe(plugin, pages)),

    /** Switches rules on, with their options. @param {RuleOptions[]} configured */
    configure(configured) {
      switchedOn = configured.map(({ rule: id, options }) => {
        const rule = plugin.rules.find((rule) => rule.id === id);
        // What is thrown and is no error becomes the answer that the rules could not be switched on.
        if (!rule) throw `there is no rule \`${id}\` in \`${plugin.id}\``;
        return { rule, options: aloud(id, () => JSON.parse(options)) };
      });
    },

    /** Runs the rules that are switched on, over one unit. @param {Source} view @returns {Finding[]} */
    check(view) {
      // Silence must not look like health.
      if (!switchedOn) throw '`configure` was not called before `check`';
      const unit = new Unit(view);
      return switchedOn.flatMap(({ rule, options }) => aloud(rule.id, () => run(rule, unit, options)));
    },
  };
}
