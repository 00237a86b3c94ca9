/** Checks the types of every runtime: one tsconfig each, found by pattern. */
import { spawnSync } from 'node:child_process';
import { dirname, relative } from 'node:path';
import { globSync } from 'tinyglobby';
import { inProject, ROOT } from './project.mjs';

const TSC = inProject('node_modules', 'typescript', 'bin', 'tsc');
const configs = globSync('**/tsconfig.json', {
  cwd: ROOT,
  absolute: true,
  ignore: ['**/node_modules', 'samples', 'dist'],
});

for (const config of configs.sort()) {
  const { status, error } = spawnSync(process.execPath, [TSC, '-p', config], { cwd: ROOT, stdio: 'inherit' });
  if (error) throw error;
  console.log(`${status === 0 ? '✓' : '✗'} types of ${relative(ROOT, dirname(config)) || 'the core'}`);
  if (status !== 0) process.exitCode = 1;
}
