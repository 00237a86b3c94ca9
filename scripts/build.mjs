/**
 * Builds dist/: the extension for Node and for the web, the panel and its worker, the command line.
 *
 *   node scripts/build.mjs [--production] [--tests] [--watch]
 *
 * `--production` minifies, `--tests` adds the suites that run inside VS Code, `--watch` keeps building.
 */
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { copyAssets } from './build/assets.mjs';
import { PRODUCT } from './build/bundles.mjs';
import { buildKernels } from './build/kernels.mjs';
import { writeNotices } from './build/notices.mjs';
import { testBundles } from './build/tests.mjs';
import { giveUp } from './say.mjs';

const { values: flags } = parseArgs({
  options: { production: { type: 'boolean' }, tests: { type: 'boolean' }, watch: { type: 'boolean' } },
});

/** @type {import('esbuild').BuildOptions} */
const flavour = flags.production ? { minify: true } : { sourcemap: 'linked' };

const product = PRODUCT.map((options) => ({ ...options, ...flavour }));
const bundles = [...product, ...(flags.tests ? testBundles() : [])];

async function buildOnce() {
  const results = await Promise.all(bundles.map((options) => build(options)));
  writeNotices(results.flatMap(({ metafile }) => (metafile ? [metafile] : [])));
}

async function watch() {
  const contexts = await Promise.all(bundles.map((options) => context({ ...options, logLevel: 'info' })));
  await Promise.all(contexts.map((each) => each.watch()));
}

try {
  await buildKernels();
  await (flags.watch ? watch() : buildOnce());
  copyAssets();
} catch (error) {
  giveUp(error);
}
