/**
 * Takes desktop VS Code's place: the command line that @vscode/test-electron gives an executable, run in the server build.
 *
 * Understood: `--extensionDevelopmentPath`, `--extensionTestsPath`, `--disable-workspace-trust`, `--install-vsix` (our own),
 * and the folder to open as the only bare argument. The rest concerns a desktop.
 */
import { runPage } from './automation.mjs';
import { openBrowser } from './browser.mjs';
import { pageAddress } from './page-address.mjs';
import { startServer } from './server.mjs';
import { WITHOUT_SCRIPT_CHECKS } from './settings.mjs';

const args = process.argv.slice(2);

/** @param {string} name */
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);

const folder = args.find((arg) => !arg.startsWith('--'));
const extension = option('extensionDevelopmentPath');
const tests = option('extensionTestsPath');
const vsix = option('install-vsix');
if (folder === undefined || extension === undefined || tests === undefined) {
  throw new Error('A folder, --extensionDevelopmentPath and --extensionTestsPath are needed.');
}

const server = await startServer({
  testDriver: true,
  trustPrompts: !args.includes('--disable-workspace-trust'),
  settings: {
    'security.workspace.trust.startupPrompt': 'never',
    // The workbench itself reads this one out of sight in every new window, which would wake whoever is there for JSON.
    'files.associations': { 'chatLanguageModels.json': 'plaintext' },
    // A workbench in a browser saves a second after an edit, a desktop one does not: what a test types must not reach the disk.
    'files.autoSave': 'off',
    // No test looks at it, and to paint it takes a small machine's time.
    'editor.minimap.enabled': false,
    ...WITHOUT_SCRIPT_CHECKS,
  },
  vsix: vsix === undefined ? [] : [vsix],
});
const browser = await openBrowser();
try {
  process.exitCode = await runPage(await browser.newPage(), pageAddress(server, { folder, extension, tests }));
} finally {
  await browser.close();
  await server.stop();
}
