import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../run.mjs';
import { say } from '../say.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'msedge',
  'microsoft-edge',
];

const PLACES = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | undefined} */
function findChromium() {
  const named = process.env.CHROME_PATH ? [process.env.CHROME_PATH] : [];
  const inPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...named, ...inPath, ...PLACES].find(isExecutable);
}

const isRoot = process.getuid?.() === 0;

async function installWithApt() {
  say('Installing Chromium with apt-get (a few minutes at most)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, quiet: true });
  await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
    env,
    quiet: true,
  });
}

const ADVICE = 'No Chromium found: install Chromium or Chrome, or set CHROME_PATH to its executable.';

/**
 * A Chromium, Chrome or Edge: the installed one, else Debian's.
 *
 * @returns {Promise<string>} path of the executable
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (isRoot && isExecutable('/usr/bin/apt-get')) {
    await installWithApt().catch((cause) => {
      throw new Error(`${ADVICE} apt-get said:\n${cause.message}`, { cause });
    });
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(ADVICE);
}
