import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from '../project.mjs';

/** @typedef {{ passed: number, failed: number }} Tally */

/** @param {string} printed @param {'passing' | 'failing'} word as Mocha's closing lines spell it */
function sum(printed, word) {
  const lines = printed.matchAll(new RegExp(String.raw`^[│\s]*(\d+) ${word}\b(?: \(\w+\))?\s*$`, 'gm'));
  return [...lines].reduce((total, [, count]) => total + Number(count), 0);
}

/**
 * Counts a run from what Mocha prints last, which is the same in every host. A run that ended badly without a failed test,
 * or without any test, counts as one failure.
 *
 * @param {string} printed
 * @param {number | null} status
 * @returns {Tally}
 */
export function tallyOf(printed, status) {
  const text = stripVTControlCharacters(printed);
  const passed = sum(text, 'passing');
  const failed = sum(text, 'failing');
  const brokeDown = failed === 0 && (status !== 0 || passed === 0);
  return { passed, failed: brokeDown ? 1 : failed };
}

/**
 * Runs a program that runs Mocha, shows its output and counts its tests.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Tally>}
 */
export function mochaRun(command, args, env = process.env) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...colour }, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      printed += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve(tallyOf(printed, status)));
  });
}

/**
 * Runs a check that either holds or does not.
 *
 * @param {readonly string[]} args of the Node that runs this
 * @returns {Promise<Tally>}
 */
export function checkRun(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (status) => resolve(status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }));
  });
}
