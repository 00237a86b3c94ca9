import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A workbench that shows the project and nothing else: no welcome page, no assistant, no reports. */
export const QUIET = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/**
 * @param {string} dataDir the server's data folder
 * @param {Readonly<Record<string, unknown>>} more settings of this run
 */
export function writeSettings(dataDir, more) {
  const text = `${JSON.stringify({ ...QUIET, ...more }, null, 2)}\n`;
  for (const scope of ['Machine', 'User']) {
    const folder = join(dataDir, 'data', scope);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'settings.json'), text);
  }
}
