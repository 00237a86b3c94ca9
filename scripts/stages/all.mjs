import { inProject } from '../project.mjs';
import { checkRun, mochaRun } from './tally.mjs';

/** @typedef {{ name: string, title: string, run: () => Promise<import('./tally.mjs').Tally> }} Stage */

const MOCHA = inProject('node_modules', 'mocha', 'bin', 'mocha.js');

/** @param {string} pattern */
const mocha = (pattern) => mochaRun(process.execPath, [MOCHA, pattern]);

/** In the order in which they run: the quick ones first. @type {readonly Stage[]} */
export const STAGES = [
  {
    name: 'types',
    title: 'each runtime against its own tsconfig',
    run: () => checkRun([inProject('scripts', 'typecheck.mjs')]),
  },
  {
    name: 'lint',
    title: 'Biome, the import table included',
    run: () => checkRun([inProject('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '.']),
  },
  { name: 'unit', title: 'the pure parts', run: () => mocha('test/unit/**/*.test.ts') },
  { name: 'oracles', title: 'against the real frameworks', run: () => mocha('test/oracles/**/*.test.ts') },
];
