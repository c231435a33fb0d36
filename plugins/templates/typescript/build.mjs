// `handoff plugin build` runs this, and names the file to write.
import { spawnSync } from 'node:child_process';
import { argv, execPath, exit } from 'node:process';
import { fileURLToPath } from 'node:url';

import { componentize } from '@bytecodealliance/componentize-js';

import { build } from './{{sdk_path}}/build.mjs';

const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
const compiled = spawnSync(execPath, [tsc], { cwd: import.meta.dirname, stdio: 'inherit' });
if (compiled.status !== 0) exit(1);
await build(componentize, import.meta.dirname, 'plugin.js', argv[2] ?? '{{family}}.wasm');
