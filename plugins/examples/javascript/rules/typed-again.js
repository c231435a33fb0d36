import { Argument, Place, rule } from '../../../sdk/javascript/index.js';

/** Ways on which an item loses its form, in English and German. */
const MEDIA = ['email', 'mail', 'phone', 'call', 'fax', 'letter', 'paper', 'print', 'telefon', 'anruf', 'brief', 'papier', 'drucken'];
/** What people do who have to type it in again. */
const TYPING = ['enter', 'type', 'record', 'copy', 'transfer', 'erfassen', 'eingeben', 'abtippen', 'übertragen'];
/** Steps that people do. */
const BY_PEOPLE = new Set(['task', 'user-task', 'manual-task', 'receive-task']);

/** `desk/typed-again`: its page, with the cases that test it, is `cases/typed-again.md`. */
export default rule({
  id: 'desk/typed-again',
  severity: 'warning',
  certainty: 'likely',
  needs: ['handoffs'],
  options: {
    type: 'object',
    properties: {
      words: {
        type: 'array',
        items: { type: 'string' },
        description: 'Further words for ways on which an item loses its form, like the name of a portal.',
      },
    },
    additionalProperties: false,
  },
  texts: {
    title: { en: 'Work arrives by mail, phone or on paper and is typed in again' },
    again: {
      en: '{receiver} types in again at {step} what {giver} sends at {sent}.',
      de: '{receiver} gibt bei {step} noch einmal ein, was {giver} bei {sent} schickt.',
    },
    hand: {
      en: 'Hand over the record itself instead of a copy of its words.',
      de: 'Den Datensatz selbst übergeben statt einer Abschrift.',
    },
  },
  check(unit, { words = [] }, report) {
    const media = [...MEDIA, ...words.map((/** @type {string} */ word) => word.toLowerCase())];
    for (const { giver, receiver, last, first } of unit.handoffs()) {
      if (giver === undefined || receiver === undefined || last === undefined || first === undefined) continue;
      if (!unit.isOurs(receiver) || !BY_PEOPLE.has(unit.steps()[first].kind)) continue;
      const [sent, typed] = unit.labels([last, first]);
      if (speaksOf(sent, media) && speaksOf(typed, TYPING)) {
        report
          .add(Place.step(first), 'again')
          .between(giver, receiver)
          .with('step', Argument.step(first))
          .with('sent', Argument.step(last))
          .related([last])
          .help('hand')
          .reachFrom(first);
      }
    }
  },
});

/**
 * Tells whether a label has one of these words.
 * @param {string} label
 * @param {string[]} words In lower case.
 */
function speaksOf(label, words) {
  // The engine in the sandbox does not know the classes of Unicode; what is no letter in a label is punctuation.
  const spoken = label.toLowerCase().split(/[\s\d!-/:-@[-`{-~„“”‚‘’–—…]+/);
  return words.some((word) => spoken.includes(word));
}
