/**
 * Runs the benchmarks of this folder, or only the parts named; each prints lines with what was measured in this very run.
 *
 *   npm run bench [-- mlp|lstm|cnn|small-cnn|resnet|wide-mlp|cancel|reading|panel|editing …]
 */
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { alias } from '../scripts/build/bundles.mjs';
import { inProject } from '../scripts/project.mjs';

/**
 * Reading is small functions in many files, which a bundle joins: measured is what is shipped.
 */
async function bundledReading() {
  const outfile = inProject('dist', 'bench', 'reading.cjs');
  const form = { bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' };
  await build({ ...form, entryPoints: [inProject('bench', 'reading.ts')], outfile, alias });
  return outfile;
}

const require = createRequire(import.meta.url);
require('tsx/cjs');

const { benchmarkSimulation, SIMULATION_PARTS } = require('./simulation/main.ts');
const all = [...SIMULATION_PARTS, 'cancel', 'reading', 'panel', 'editing'];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}; there are ${all.join(', ')}.`);
  process.exitCode = 2;
} else {
  const parts = wanted.length > 0 ? wanted : all;
  const simulations = parts.filter((name) => SIMULATION_PARTS.includes(name));
  if (simulations.length > 0) await benchmarkSimulation(simulations, console.log);
  if (parts.includes('cancel')) {
    const { benchmarkCancel } = require('./simulation/cancel.ts');
    await benchmarkCancel(console.log);
  }
  if (parts.includes('reading')) {
    const { benchmarkReading } = require(await bundledReading());
    console.log(await benchmarkReading());
  }
  if (parts.includes('panel')) {
    const { benchmarkPanel } = require('./panel/main.ts');
    await benchmarkPanel(console.log);
  }
  if (parts.includes('editing')) {
    const { benchmarkEditing } = require('./editing/main.ts');
    await benchmarkEditing();
  }
}
