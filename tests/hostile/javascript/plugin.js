import { Argument, Place, plugin, rule } from '../../sdk/javascript/index.js';

/** What a rule may do wrong with values, by the name under which its option asks for it. */
const WRONG = {
  undefined: () => Place.step(undefined),
  null: () => Place.step(null),
  'not a number': () => Place.step(Number.NaN),
  large: () => Place.step(2 ** 32),
  negative: () => Place.step(-1),
  broken: () => Place.step(1.5),
  department: () => Argument.department(undefined),
  seconds: () => Argument.seconds(-1),
  now: () => Date.now(),
  today: () => new Date(),
  chance: () => Math.random(),
};

const badValue = rule({
  id: 'script/bad-value',
  severity: 'warning',
  certainty: 'certain',
  needs: ['steps'],
  options: { type: 'object', properties: { value: { enum: Object.keys(WRONG) } }, additionalProperties: false },
  texts: { title: { en: 'A value that is none' } },
  check(_unit, { value }) {
    WRONG[value]?.();
  },
});

export default plugin({ id: 'script', version: '1.0.0', rules: [badValue] });
