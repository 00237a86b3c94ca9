import { spawn } from 'node:child_process';

/** @type {Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>>} */
const OPENERS = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] };

/**
 * Opens an address in the person's own browser, if there is a screen; the address has been printed in any case.
 *
 * @param {string} address
 */
export function openAddress(address) {
  const screen = process.platform !== 'linux' || (process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (!screen) return;
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', (error) =>
    process.stderr.write(`No browser could be opened (${error.message}); open the address above.\n`),
  );
  child.unref();
}
