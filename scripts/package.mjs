/**
 * Makes init-lens-VERSION.vsix from a production build.
 *
 *   node scripts/package.mjs
 */

import { ensureDependencies } from './dependencies.mjs';
import { packageExtension } from './host/vsix.mjs';
import { giveUp } from './say.mjs';

try {
  await ensureDependencies();
  await packageExtension();
} catch (error) {
  giveUp(error);
}
