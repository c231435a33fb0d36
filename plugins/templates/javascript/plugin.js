import { plugin } from './{{sdk_path}}/index.js';
import {{fault_camel}} from './rules/{{fault}}.js';

/** All rules: a new one is a file in `rules/`, a page in `cases/`, and a name here. */
export default plugin({ id: '{{family}}', version: '0.1.0', rules: [{{fault_camel}}] });
