/** Runs every benchmark of this folder; each prints a line with a ratio measured in this very run. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('tsx/cjs');

const { benchmarkSimulation } = require('./simulation.ts');
console.log(await benchmarkSimulation());
