import { plugin } from '../../sdk/javascript/index.js';
import lostAtCall from './rules/lost-at-call.js';
import tooManyHands from './rules/too-many-hands.js';

export default plugin({ id: 'relay', version: '0.1.0', rules: [tooManyHands, lostAtCall] });
