/**
 * Makes pictures of the real window, light and dark, in media/screenshots/: all of them, or the sets named.
 *
 *   node scripts/screenshots.mjs [panel|first-use|editing|gallery …]
 */
import { ensureDependencies } from './dependencies.mjs';
import { packageExtension } from './host/vsix.mjs';
import { inProject } from './project.mjs';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

try {
  await ensureDependencies();
  const vsix = await packageExtension();
  say('Taking pictures of the real window');
  const env = { ...process.env, INIT_LENS_VSIX: vsix };
  await run(
    process.execPath,
    ['--require', 'tsx/cjs', inProject('test', 'browser', 'screenshots.ts'), ...process.argv.slice(2)],
    {
      env,
    },
  );
} catch (error) {
  giveUp(error);
}
