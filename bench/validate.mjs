/** Prints how well predictions agree with TensorFlow.js; see accuracy/main.ts for the options. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('tsx/cjs');

const { validate } = require('./accuracy/main.ts');
await validate(process.argv.slice(2));
