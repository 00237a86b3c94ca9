import 'mocha/mocha.js';
import { markOutput } from '../host/marked-output.ts';

/** Loads the suites into Mocha's browser build and runs them; rejects if a test failed. */
export async function runSuites(load: () => Promise<void>): Promise<void> {
  markOutput(Mocha.reporters.Base);
  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 30_000 });
  await load();
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
