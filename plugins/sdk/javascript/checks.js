/** Checks of what a rule hands over: the bindings would make 0 of what is no number. @module */

// Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate

/** @typedef {(where: string, name: string, value: any) => any} Check */

/** @param {string} where @param {string} name @param {unknown} value @param {string} wanted @returns {never} */
function refuse(where, name, value, wanted) {
  let shown = String(value);
  if (typeof value === 'string') shown = `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === 'function') shown = 'a function';
  if (typeof value === 'object' && value !== null) shown = Array.isArray(value) ? 'a list' : 'an object';
  throw new TypeError(`${where}: \`${name}\` must be ${wanted}, not ${shown}`);
}

/** @type {Check} */
export const number = (where, name, value) => {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) return value;
  return refuse(where, name, value, 'a whole number from 0 to 4294967295');
};

/** @type {Check} */
export const large = (where, name, value) => {
  const is = typeof value === 'bigint' ? value >= 0n && value < 2n ** 64n : Number.isSafeInteger(value) && value >= 0;
  return is ? BigInt(value) : refuse(where, name, value, 'a whole number from 0, above 9007199254740991 as a `bigint`');
};

/** @type {Check} */
export const bool = (where, name, value) =>
  typeof value === 'boolean' ? value : refuse(where, name, value, 'true or false');

/** @type {Check} */
export const text = (where, name, value) => (typeof value === 'string' ? value : refuse(where, name, value, 'a text'));

/** @param {Check} check @returns {Check} */
export const option = (check) => (where, name, value) => (value === undefined ? value : check(where, name, value));

/** @param {Check} check @returns {Check} */
export const list = (check) => (where, name, values) => {
  if (typeof values !== 'object' || !values?.[Symbol.iterator]) refuse(where, name, values, 'a list');
  return Array.from(values, (value, at) => check(where, `${name}[${at}]`, value));
};

/** @type {Check} */
export const numbers = (where, name, values) =>
  values instanceof Uint32Array ? values : Uint32Array.from(list(number)(where, name, values));

/** @param {Check[]} checks @returns {Check} */
export const tuple = (...checks) => (where, name, value) => {
  if (!Array.isArray(value) || value.length !== checks.length) refuse(where, name, value, `a list of ${checks.length}`);
  return checks.map((check, at) => check(where, `${name}[${at}]`, value[at]));
};

/** @param {Record<string, Check>} fields @returns {Check} */
export const record = (fields) => (where, name, value) => {
  if (typeof value !== 'object' || value === null) refuse(where, name, value, `an object with ${Object.keys(fields).join(', ')}`);
  return Object.fromEntries(Object.entries(fields).map(([key, check]) => [key, check(where, `${name}.${key}`, value[key])]));
};

/** @param {Record<string, Check>} cases @returns {Check} */
export const variant = (cases) => (where, name, value) => {
  if (typeof value !== 'object' || value === null) refuse(where, name, value, 'an object with tag and val');
  const check = Object.hasOwn(cases, value.tag) ? cases[value.tag] : undefined;
  if (!check) return refuse(where, `${name}.tag`, value.tag, `one of ${Object.keys(cases).join(', ')}`);
  return { tag: value.tag, val: check(where, `${name}.val`, value.val) };
};

export const textOf = variant({
  'label': number,
  'documentation': number,
  'item': number,
  'state': tuple(number, number),
  'flow': number,
  'condition': number,
  'exchange': number,
  'kept-in': number,
  'field': tuple(number, number),
});

export const wording = record({
  of: textOf,
  start: number,
  end: number,
});

export const day = record({
  year: number,
  month: number,
  day: number,
});

export const place = variant({
  'step': number,
  'handoff': number,
  'flow': number,
  'exchange': number,
  'call': number,
  'item': number,
  'department': number,
  'process': number,
  'promise': number,
  'clause': number,
  'entry': number,
  'wording': wording,
});

export const argument = variant({
  'step': number,
  'department': number,
  'process': number,
  'item': number,
  'state': tuple(number, number),
  'handoff': number,
  'flow': number,
  'exchange': number,
  'entry': number,
  'wording': wording,
  'undeclared': number,
  'text': text,
  'count': number,
  'seconds': large,
  'share': number,
  'date': day,
  'steps': numbers,
  'departments': numbers,
  'items': numbers,
  'states': tuple(number, numbers),
  'texts': list(text),
});

export const declaration = record({
  handoff: number,
  item: number,
  state: option(number),
});

export const newEntry = record({
  table: text,
  settings: list(tuple(text, argument)),
});

export const replacement = record({
  entry: number,
  text: text,
});

export const change = variant({
  'declare': declaration,
  'add': newEntry,
  'replace': replacement,
});
