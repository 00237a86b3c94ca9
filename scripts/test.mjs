/**
 * Sets everything up and runs every test, or only the stages named.
 *
 *   node scripts/test.mjs [types|lint|unit|oracles|vscode|folders|restricted|web|vsix|browser …] [--desktop]
 *
 * `--desktop` runs the stages `vscode` and `folders` in a desktop VS Code that @vscode/test-electron downloads.
 * Ends with the line `N passed, N failed`: Mocha's tests of all stages, types and lint counting as one each.
 */
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { giveUp, say } from './say.mjs';

const {
  positionals: wanted,
  values: { desktop = false },
} = parseArgs({ allowPositionals: true, options: { desktop: { type: 'boolean' } } });

/** @typedef {import('./stages/tally.mjs').Tally} Tally */

/** @param {import('./stages/all.mjs').Stage} stage @returns {Promise<Tally>} */
async function runStage(stage) {
  say(`${stage.name}: ${stage.title}`);
  const start = Date.now();
  try {
    return await stage.run({ desktop });
  } catch (error) {
    process.stderr.write(`✗ ${stage.name}: ${error instanceof Error ? error.message : error}\n`);
    return { passed: 0, failed: 1 };
  } finally {
    say(`${stage.name} took ${Math.round((Date.now() - start) / 1000)} s`);
  }
}

try {
  await ensureDependencies();
  const { STAGES } = await import('./stages/all.mjs');
  const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `No stage is called ${unknown.join(', ')}; there are ${STAGES.map(({ name }) => name).join(', ')}.`,
    );
  }
  const total = { passed: 0, failed: 0 };
  for (const stage of STAGES) {
    if (wanted.length > 0 && !wanted.includes(stage.name)) continue;
    const { passed, failed } = await runStage(stage);
    total.passed += passed;
    total.failed += failed;
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
} catch (error) {
  giveUp(error);
}
