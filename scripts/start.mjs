/**
 * Opens VS Code with the extension and a copy of the sample models; sets everything up first.
 *
 *   node scripts/start.mjs [--no-open] [--server]
 *
 * Desktop VS Code where `code` is in PATH, else the server build in a browser. `--server` asks for the latter,
 * `--no-open` too and prints its address instead of opening a browser. Ctrl-C stops it.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { hasDesktop, openDesktop } from './host/desktop.mjs';
import { openAddress } from './host/open-address.mjs';
import { pageAddress } from './host/page-address.mjs';
import { scratchSamples } from './host/scratch.mjs';
import { startServer } from './host/server.mjs';
import { packageExtension } from './host/vsix.mjs';
import { giveUp, say } from './say.mjs';

const { values: flags } = parseArgs({ options: { 'no-open': { type: 'boolean' }, server: { type: 'boolean' } } });

/** @type {import('./host/server.mjs').Server | undefined} */
let server;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    await server?.stop();
    say('Stopped');
    process.exit(0);
  });
}

/** @param {{ vsix: string, folder: string, file: string }} what */
async function serve({ vsix, folder, file }) {
  const token = randomBytes(16).toString('hex');
  server = await startServer({ vsix: [vsix], token });
  const address = pageAddress(server, { folder, token, openFile: file });
  say('VS Code is up; its address is for you alone:');
  process.stdout.write(`${address}\n`);
  if (!flags['no-open']) openAddress(address);
  say('Ctrl-C stops it');
  await server.ended;
}

try {
  await ensureDependencies();
  const vsix = await packageExtension();
  const folder = scratchSamples('start');
  say(`Opening ${folder}, a fresh copy of samples/: edit it freely`);
  const what = { vsix, folder, file: join(folder, 'mlp.ts') };
  const desktop = !flags['no-open'] && !flags.server && (await hasDesktop());
  await (desktop ? openDesktop(what) : serve(what));
} catch (error) {
  giveUp(error);
}
