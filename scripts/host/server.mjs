import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run.mjs';
import { ensureCodeServer } from './code-server.mjs';
import { ensureNode24 } from './node24.mjs';
import { writeSettings } from './settings.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {readonly string[]} [vsix] extensions to install first
 * @property {string} [token] what a visitor must show; without it the server is open to this machine's users (tests)
 * @property {boolean} [trustPrompts] whether workspace trust is on, as in Restricted Mode
 * @property {boolean} [testDriver] whether the page may name an extension under development and its tests
 * @property {Readonly<Record<string, unknown>>} [settings]
 * @property {NodeJS.ProcessEnv} [env] for the extension host
 */

/**
 * @typedef {object} Server
 * @property {string} origin `http://localhost:PORT`
 * @property {number} port
 * @property {string} log folder with the server's and the extension host's logs
 * @property {Promise<unknown>} ended settles when the server has ended, asked or not
 * @property {() => Promise<void>} stop ends the server and deletes its data
 */

const LISTENING = /Extension host agent listening on (\d+)/;
const START_DEADLINE = 60_000;

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} the port, once the server is up */
function portOf(child) {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`The VS Code server did not start:\n${printed}`)), START_DEADLINE);
    const read = (/** @type {Buffer} */ chunk) => {
      printed += chunk;
      const port = LISTENING.exec(printed)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The VS Code server ended with ${code}:\n${printed}`)));
  });
}

/**
 * Starts the VS Code server on a free port of the loopback interface, with fresh data.
 *
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const node = await ensureNode24();
  const main = join(await ensureCodeServer(), 'out', 'server-main.js');
  const home = mkdtempSync(join(tmpdir(), 'init-lens-'));
  const dataDir = join(home, 'data');
  const extensionsDir = join(home, 'extensions');
  mkdirSync(extensionsDir);
  writeSettings(dataDir, { 'security.workspace.trust.enabled': options.trustPrompts ?? false, ...options.settings });
  const env = { ...process.env, ...options.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  const folders = ['--server-data-dir', dataDir, '--extensions-dir', extensionsDir, '--accept-server-license-terms'];
  for (const vsix of options.vsix ?? []) {
    await run(node, [main, '--install-extension', vsix, ...folders], { env, quiet: true });
  }
  const child = spawn(
    node,
    [
      main,
      ...['--host', '127.0.0.1', '--port', '0', '--telemetry-level', 'off'],
      ...folders,
      ...(options.token === undefined ? ['--without-connection-token'] : ['--connection-token', options.token]),
      ...(options.trustPrompts ? [] : ['--disable-workspace-trust']),
      ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const discard = () => {
    child.kill('SIGINT');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const stop = async () => {
    process.off('exit', discard);
    child.kill('SIGINT');
    await ended;
    // Hosts outlive their server by seconds when the machine is busy, and write into their logs until then.
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  process.once('exit', discard);
  try {
    const port = await portOf(child);
    return { port, origin: `http://localhost:${port}`, log: join(dataDir, 'data', 'logs'), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
