/**
 * Edits the samples at random in a real VS Code, and looks for exceptions, listeners and memory that stay behind.
 *
 *   npm run soak [-- --minutes 30] [--seed 1]
 */
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { giveUp } from './say.mjs';

const {
  values: { minutes = '30', seed = '1' },
} = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });

try {
  await ensureDependencies();
  Object.assign(process.env, { INIT_LENS_SOAK_MINUTES: minutes, INIT_LENS_SEED: seed });
  const { soak } = await import('./stages/hosts.mjs');
  const { failed } = await soak();
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  giveUp(error);
}
