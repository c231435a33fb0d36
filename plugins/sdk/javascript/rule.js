/** What a rule and a plugin say about themselves. @module */

/** @import { Certainty, Description, Evidence, Measurement, RuleInfo, Severity, Text } from 'handoff:plugin/types@0.2.0' */
/** @import { ViewPart } from './lists.js' */
/** @import { Reporter } from './report.js' */
/** @import { Unit } from './unit.js' */

/**
 * What the user configured for one rule, which the host has checked against the schema of the rule.
 * @typedef {Record<string, any>} Options
 */

/**
 * Sentences by key, then by language; each has one in `en`.
 * @typedef {Record<string, Record<string, string>>} Texts
 */

/**
 * That a rule is on its way out, or is gone.
 * @typedef {object} Deprecation
 * @property {string} since The version of the plugin from which on it is.
 * @property {string} reason The key of a text that says why, and what to do.
 * @property {string} [replacedBy] The id of the rule that does its work now. Ignores of the old id hold for one of this plugin too.
 */

/**
 * Settings that go together, under a name: `extends = ["plugin:ID/NAME"]` takes them over.
 * @typedef {object} Preset
 * @property {string} name In kebab case.
 * @property {string} title The key of a text of the plugin that says in one line what it is for.
 * @property {string} settings TOML, as in `handoff.toml`: the table `rules`, with rules of this plugin only.
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
 * @property {Texts} texts Its title under the key `title`, its messages and remedies. A `{placeholder}` is filled by the host
 *   from the arguments of a finding.
 * @property {string} [since] The version of the plugin with which it came.
 * @property {Deprecation} [deprecated] Why it is on its way out; its reason is one of its texts.
 * @property {string[]} [tags] Words in kebab case by which people find rules.
 * @property {string[]} [related] The ids of rules that are worth knowing beside it, in this plugin or others.
 * @property {Evidence[]} [evidence] What it judges must be known from one of these; none where the drawing alone is enough.
 * @property {Measurement} [measured] How often it was right where people read its findings one by one.
 * @property {string} [link] An `https` address where more is said.
 * @property {Record<string, string>} [properties] What else is said of it, by names in kebab case.
 * @property {(unit: Unit, options: Options, report: Reporter) => void} check The check itself.
 */

/**
 * A list of rules under one name.
 * @typedef {object} Plugin
 * @property {string} id Its id, in kebab case: the family of its rules.
 * @property {string} version Its version.
 * @property {Rule[]} rules Its rules.
 * @property {Texts} [texts] Texts about it: under the key `title`, what it is for; titles of presets and reasons of retired rules.
 * @property {string} [link] An `https` address where more is said.
 * @property {Preset[]} [presets] Settings that go together.
 * @property {Record<string, Deprecation>} [retired] Rules that earlier versions held, by their ids; the reasons are among `texts`.
 * @property {Record<string, string>} [properties] What else is said of it, by names in kebab case: `maintainer`, `license`.
 */

/**
 * Makes a rule; what is wrong with its description is said at once, not by the host.
 * @param {Rule} rule
 * @returns {Readonly<Rule>}
 */
export function rule(rule) {
  if (!rule.texts.title) throw new TypeError(`\`${rule.id}\` has no text \`title\``);
  inEnglish(rule, rule.texts);
  return Object.freeze({ ...rule });
}

/** @type {(owner: { id: string }, texts: Texts) => void} */
function inEnglish({ id }, texts) {
  for (const [key, text] of Object.entries(texts)) {
    if (!text.en) throw new TypeError(`the text \`${key}\` of \`${id}\` has no English`);
  }
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
  inEnglish(plugin, plugin.texts ?? {});
  return Object.freeze({ ...plugin });
}

/**
 * Returns the key of one of the texts of a rule or plugin in the catalogue.
 * @param {{ id: string, texts?: Texts }} owner
 * @param {string} key
 */
export function catalogueKey({ id, texts = {} }, key) {
  if (!Object.hasOwn(texts, key)) throw new TypeError(`\`${id}\` has no text \`${key}\``);
  return `${id}/${key}`;
}

/**
 * Says what a plugin holds.
 * @param {Plugin} plugin
 * @param {Record<string, Record<string, string>>} pages The pages of each rule, by its id, then by language; each has one in `en`.
 * @returns {Description}
 */
export function describe(plugin, pages) {
  const { id, version, link, presets = [], retired = {}, properties = {} } = plugin;
  return {
    id,
    version,
    link,
    rules: plugin.rules.map((rule) => info(rule, pages[rule.id])),
    catalogue: [...plugin.rules, plugin].flatMap(catalogue),
    title: plugin.texts?.title && catalogueKey(plugin, 'title'),
    presets: presets.map(({ name, title, settings }) => ({ name, title: catalogueKey(plugin, title), settings })),
    retired: Object.entries(retired).map(([id, gone]) => ({ id, deprecation: deprecation(plugin, gone) })),
    properties: Object.entries(properties),
  };
}

/** @type {(rule: Rule, pages: Record<string, string>) => RuleInfo} */
function info(rule, pages) {
  const { id, severity, certainty, off = false, needs, options, since, deprecated, measured, link } = rule;
  const { tags = [], related = [], evidence = [], properties = {} } = rule;
  return {
    ...{ id, severity, certainty, off, needs, since, tags, related, evidence, measured, link },
    title: catalogueKey(rule, 'title'),
    optionsSchema: options ? JSON.stringify(options) : '',
    pages: Object.entries(pages).map(([language, text]) => ({ language, text })),
    deprecated: deprecated && deprecation(rule, deprecated),
    properties: Object.entries(properties),
  };
}

/** @type {(owner: { id: string, texts?: Texts }, said: Deprecation) => import('handoff:plugin/types@0.2.0').Deprecation} */
function deprecation(owner, { since, reason, replacedBy }) {
  return { since, reason: catalogueKey(owner, reason), replacedBy };
}

/** @type {(owner: { id: string, texts?: Texts }) => Text[]} */
function catalogue(owner) {
  return Object.entries(owner.texts ?? {}).flatMap(([key, text]) =>
    Object.entries(text).map(([language, template]) => ({ language, key: catalogueKey(owner, key), template })),
  );
}
