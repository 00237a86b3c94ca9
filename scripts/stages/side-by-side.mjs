import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { inProject, ROOT } from '../project.mjs';
import { mochaRun } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {{ path: string, text: string }} TestFile path below the project, with slashes */

const MOCHA = inProject('node_modules', 'mocha', 'bin', 'mocha.js');

/** The cores of the machine that CI has. */
const AT_ONCE = ['--parallel', '--jobs', '2'];

/**
 * A file that reads a clock or its process's memory holds something to a limit, which a neighbour would use up; one whose code
 * under test does so near its limit says `@alone` in a comment.
 */
const MEASURES = /\b(?:performance|Date)\.now\(|\bmemoryUsage\(|@alone\b/;

/** A file with a time limit of its own has tests that take long. */
const TAKES_LONG = /\.timeout\(/;

/**
 * Which test files run beside others, and which after them one by one. Long ones begin: one that began last would leave the
 * other core with nothing to do.
 *
 * @param {readonly TestFile[]} files
 * @returns {{ together: string[], alone: string[] }} paths in the order in which they run
 */
export function planOf(files) {
  const paths = (/** @type {readonly TestFile[]} */ some) => some.map(({ path }) => path);
  const [alone, rest] = split(files, MEASURES);
  const [long, short] = split(rest, TAKES_LONG);
  return { together: [...paths(long), ...paths(short)], alone: paths(alone) };
}

/** @param {readonly TestFile[]} files @param {RegExp} pattern @returns {[TestFile[], TestFile[]]} those whose text has it, and the others */
function split(files, pattern) {
  return [files.filter(({ text }) => pattern.test(text)), files.filter(({ text }) => !pattern.test(text))];
}

/** @param {string} pattern */
function testFiles(pattern) {
  const paths = globSync(pattern, { cwd: ROOT }).sort();
  return paths.map((path) => ({ path, text: readFileSync(inProject(path), 'utf8') }));
}

/**
 * Runs all test files of a pattern, two at a time where they measure neither time nor memory.
 *
 * @param {string} pattern
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Tally>}
 */
export async function runSideBySide(pattern, env = process.env) {
  const { together, alone } = planOf(testFiles(pattern));
  const runs = [
    { flags: AT_ONCE, files: together },
    { flags: [], files: alone },
  ].filter(({ files }) => files.length > 0);
  const total = { passed: 0, failed: 0 };
  // No test anywhere is a mistake, which Mocha reports.
  for (const { flags, files } of runs.length > 0 ? runs : [{ flags: [], files: [pattern] }]) {
    const { passed, failed } = await mochaRun(process.execPath, [MOCHA, ...flags, ...files], env);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}
