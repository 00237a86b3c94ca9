import { replaceApi } from './module-hook.ts';
import { Observation } from './observation.ts';
import { observedApi } from './observed-api.ts';

/** Observes every extension whose file's path the expression matches, from its activation on; null-safe to call once a name. */
export function observe(file: RegExp): Observation {
  const seen = new Observation();
  replaceApi((path, api) => (file.test(path) ? observedApi(api, seen) : null));
  return seen;
}

/** Our own extension's bundles, installed or under development; the suites' bundles lie elsewhere. */
export const OURS = /\/dist\/(?:extension|main)\.cjs$/;
