/** Which fault a need is: one need, one fault, so that no two rules report the same thing. @module */

/** @import { Need } from 'handoff:plugin/types@0.1.0' */

/**
 * How a need may go unmet.
 * @typedef {'missing' | 'possibly-missing' | 'late' | 'racing' | 'undecidable' | 'wrong-state' | 'missing-field'} GapKind
 */

export const Gap = Object.freeze({
  /**
   * Judges a need; `undefined` where it is met, optional, or known from wording alone.
   * @param {Need} need
   * @returns {GapKind | undefined}
   */
  of(need) {
    if (need.optional || need.evidence === 'label' || need.evidence === 'annotation') return undefined;
    const arrives = need.anyState === 'always' || need.anyState === 'sometimes';
    switch (need.availability) {
      case 'never':
      case 'elsewhere':
      case 'late':
        if (need.state !== undefined && arrives) return 'wrong-state';
        return need.availability === 'late' ? 'late' : 'missing';
      case 'racing':
        return 'racing';
      case 'unknown':
        return 'undecidable';
      default:
        if (need.missingFields.length > 0) return 'missing-field';
        return need.availability === 'sometimes' ? 'possibly-missing' : undefined;
    }
  },
});
