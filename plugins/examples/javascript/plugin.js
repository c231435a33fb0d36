import { plugin } from '../../sdk/javascript/index.js';
import twoNames from './rules/two-names.js';
import typedAgain from './rules/typed-again.js';

export default plugin({ id: 'desk', version: '0.1.0', rules: [typedAgain, twoNames] });
