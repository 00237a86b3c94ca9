import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A workspace of two empty folders, `web` and `server`, the second under the name "The server"; the suite fills them. It
 * lies outside of the project, so that no `.gitignore` of ours is above it.
 *
 * @returns {{ workspace: string, remove: () => void }} absolute path of the `.code-workspace` file
 */
export function severalFolders() {
  const home = mkdtempSync(join(tmpdir(), 'init-lens-folders-'));
  for (const name of ['web', 'server']) mkdirSync(join(home, name));
  const workspace = join(home, 'both.code-workspace');
  const folders = [{ path: 'web' }, { path: 'server', name: 'The server' }];
  writeFileSync(workspace, `${JSON.stringify({ folders }, null, 2)}\n`);
  return { workspace, remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }) };
}
