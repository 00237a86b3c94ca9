import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { markOutput } from './marked-output.ts';

/** Runs every bundled `*.test.cjs` below a folder; rejects if a test failed, which ends the host with a failure. */
export function runSuites(folder: string): Promise<void> {
  markOutput(Mocha.reporters.Base);
  const mocha = new Mocha({ ui: 'bdd', color: process.env.FORCE_COLOR !== undefined, timeout: 30_000 });
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.cjs')) mocha.addFile(join(folder, file));
  }
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
