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

/** The checks of the editor's own language features, on or off: no test looks at them, and they take half a core of a small machine. */
const scriptChecks = (/** @type {boolean} */ enable) => ({
  'javascript.validate.enable': enable,
  'typescript.validate.enable': enable,
});

export const WITHOUT_SCRIPT_CHECKS = scriptChecks(false);

/** As a user has it: what is measured must bear it. */
export const WITH_SCRIPT_CHECKS = scriptChecks(true);

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
