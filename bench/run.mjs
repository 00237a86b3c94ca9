/** Runs every benchmark of this folder; each prints lines with what was measured in this very run. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('tsx/cjs');

const { benchmarkSimulation } = require('./simulation.ts');
console.log(await benchmarkSimulation());
const { benchmarkReading } = require('./reading.ts');
console.log(await benchmarkReading());
