// `handoff plugin build` runs this, and names the file to write.
import { argv } from 'node:process';

import { componentize } from '@bytecodealliance/componentize-js';

import { build } from '../../sdk/javascript/build.mjs';

await build(componentize, import.meta.dirname, 'plugin.js', argv[2] ?? 'script.wasm');
