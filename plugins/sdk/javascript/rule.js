/** What a rule and a plugin say about themselves. @module */

/** @import { Certainty, Description, RuleInfo, Severity, Text } from 'handoff:plugin/types@0.2.0' */
/** @import { ViewPart } from './lists.js' */
/** @import { Reporter } from './report.js' */
/** @import { Unit } from './unit.js' */

/**
 * What the user configured for one rule, which the host has checked against the schema of the rule.
 * @typedef {Record<string, any>} Options
 */

/**
 * A check with a stable id.
 * @typedef {object} Rule
 * @property {string} id `family/name`, named for the fault, so that "allow *name*" reads well.
 * @property {Severity} severity The severity of its findings, unless a finding or the configuration says otherwise.
 * @property {Certainty} certainty The certainty of its findings, unless a finding says otherwise.
 * @property {boolean} [off] Off unless a preset or the configuration turns it on.
 * @property {ViewPart[]} needs Parts of the view without which it has nothing to say: the host saves the call where one is
 *   empty.
 * @property {object} [options] A JSON Schema of its options; none if not given.
 * @property {Record<string, Record<string, string>>} texts Its title under the key `title`, its messages and remedies: by
 *   key, then by language; each has one in `en`. A `{placeholder}` is filled by the host from the arguments of a finding.
 * @property {(unit: Unit, options: Options, report: Reporter) => void} check The check itself.
 */

/**
 * A list of rules under one name.
 * @typedef {object} Plugin
 * @property {string} id Its id, in kebab case: the family of its rules.
 * @property {string} version Its version.
 * @property {Rule[]} rules Its rules.
 */

/**
 * Makes a rule; what is wrong with its description is said at once, not by the host.
 * @param {Rule} rule
 * @returns {Readonly<Rule>}
 */
export function rule(rule) {
  if (!rule.texts.title) throw new TypeError(`\`${rule.id}\` has no text \`title\``);
  for (const [key, text] of Object.entries(rule.texts)) {
    if (!text.en) throw new TypeError(`the text \`${key}\` of \`${rule.id}\` has no English`);
  }
  return Object.freeze({ ...rule });
}

/**
 * Makes a plugin.
 * @param {Plugin} plugin
 * @returns {Readonly<Plugin>}
 */
export function plugin(plugin) {
  const ids = plugin.rules.map((rule) => rule.id);
  const twice = ids.find((id, position) => ids.indexOf(id) !== position);
  if (twice) throw new TypeError(`there are two rules \`${twice}\` in \`${plugin.id}\``);
  return Object.freeze({ ...plugin });
}

/**
 * Returns the key of one of the texts of a rule in the catalogue of its plugin.
 * @param {Rule} rule
 * @param {string} key
 */
export function catalogueKey(rule, key) {
  if (!Object.hasOwn(rule.texts, key)) throw new TypeError(`\`${rule.id}\` has no text \`${key}\``);
  return `${rule.id}/${key}`;
}

/**
 * Says what a plugin holds.
 * @param {Plugin} plugin
 * @param {Record<string, string>} pages The page of each rule, by its id.
 * @returns {Description}
 */
export function describe(plugin, pages) {
  return {
    id: plugin.id,
    version: plugin.version,
    rules: plugin.rules.map((rule) => info(rule, pages[rule.id])),
    catalogue: plugin.rules.flatMap(catalogue),
  };
}

/** @type {(rule: Rule, page: string) => RuleInfo} */
function info(rule, page) {
  const { id, severity, certainty, off = false, needs, options } = rule;
  const optionsSchema = options ? JSON.stringify(options) : '';
  return { id, title: catalogueKey(rule, 'title'), severity, certainty, off, needs, page, optionsSchema };
}

/** @type {(rule: Rule) => Text[]} */
function catalogue(rule) {
  return Object.entries(rule.texts).flatMap(([key, text]) =>
    Object.entries(text).map(([language, template]) => ({ language, key: catalogueKey(rule, key), template })),
  );
}
