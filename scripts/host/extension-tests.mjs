/**
 * Runs one suite inside VS Code's extension host through @vscode/test-electron; needs Node >= 22.
 *
 *   node scripts/host/extension-tests.mjs [--desktop] --tests FILE --extension FOLDER --folder FOLDER [--install-vsix FILE]
 *
 * `--desktop` lets @vscode/test-electron download desktop VS Code instead of using the server build.
 */
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { makeExecutable } from './executable.mjs';

const { values } = parseArgs({
  options: {
    desktop: { type: 'boolean' },
    tests: { type: 'string' },
    extension: { type: 'string' },
    folder: { type: 'string' },
    'install-vsix': { type: 'string' },
  },
});
const { tests, extension, folder, 'install-vsix': vsix } = values;
if (tests === undefined || extension === undefined || folder === undefined) {
  throw new Error('--tests, --extension and --folder are needed.');
}

process.exitCode = await runTests({
  ...(values.desktop ? {} : { vscodeExecutablePath: makeExecutable(process.execPath) }),
  extensionDevelopmentPath: extension,
  extensionTestsPath: tests,
  launchArgs: [folder, ...(vsix === undefined ? [] : [`--install-vsix=${vsix}`])],
});
