/**
 * Runs the web suite in VS Code for the Web.
 *
 *   node scripts/host/web-tests.mjs EXTENSION-FOLDER TESTS (path of the bundle below that folder)
 */
import { runPage } from './automation.mjs';
import { openBrowser } from './browser.mjs';
import { ensureCodeServer } from './code-server.mjs';
import { startWebServer } from './web-server.mjs';

const [extension, tests] = process.argv.slice(2);
if (extension === undefined || tests === undefined) throw new Error('The extension and its tests are needed.');

const server = await startWebServer({ vscode: await ensureCodeServer(), extension, tests });
const browser = await openBrowser();
try {
  process.exitCode = await runPage(await browser.newPage(), server.origin);
} finally {
  await browser.close();
  await server.stop();
}
