import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run.mjs';
import { QUIET } from './settings.mjs';

/** Whether a desktop VS Code can open a window here: not for root, who would have to give up its sandbox. */
export async function hasDesktop() {
  const screen = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (!screen || process.getuid?.() === 0) return false;
  return run('code', ['--version'], { quiet: true }).then(
    () => true,
    () => false,
  );
}

/**
 * Opens desktop VS Code with fresh data and one extension, and waits until its window is closed.
 *
 * @param {{ vsix: string, folder: string, file: string }} what
 */
export async function openDesktop({ vsix, folder, file }) {
  const home = mkdtempSync(join(tmpdir(), 'init-lens-'));
  const user = join(home, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...QUIET, 'security.workspace.trust.enabled': false }));
  const profile = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
  try {
    await run('code', [...profile, '--install-extension', vsix], { quiet: true });
    await run('code', [...profile, '--new-window', '--wait', folder, file], { quiet: true });
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
