import { nearestName, reduce } from '../nearest-name.ts';
import type { InitializerKind, InitializerNames } from './kinds.ts';

/** Names that other frameworks, papers and older versions use, reduced to letters and digits. */
const MEANT: Readonly<Record<string, InitializerKind>> = {
  xavier: 'glorotUniform',
  xavieruniform: 'glorotUniform',
  xaviernormal: 'glorotNormal',
  glorot: 'glorotUniform',
  kaiming: 'heUniform',
  kaiminguniform: 'heUniform',
  kaimingnormal: 'heNormal',
  msra: 'heNormal',
  he: 'heUniform',
  lecun: 'leCunUniform',
  normal: 'randomNormal',
  gaussian: 'randomNormal',
  uniform: 'randomUniform',
  zero: 'zeros',
  one: 'ones',
  eye: 'identity',
  identityinitializer: 'identity',
  orthogonalinitializer: 'orthogonal',
};

/** The accepted name that a refused one most likely means, null if none is near. */
export function suggestInitializer(written: string, accepted: InitializerNames): string | null {
  const kind = MEANT[reduce(written)];
  const names = Object.keys(accepted);
  const meant = kind === undefined ? undefined : names.find((name) => accepted[name] === kind);
  return meant ?? nearestName(written, names);
}
