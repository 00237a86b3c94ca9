import type { InitializerName } from '../../model/initializer.ts';

/** An initialiser that a framework offers, whatever it is called there. */
export type InitializerKind = Exclude<InitializerName, 'unknown'>;

export const INITIALIZER_KINDS: readonly InitializerKind[] = [
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'leCunUniform',
  'leCunNormal',
  'varianceScaling',
  'orthogonal',
  'identity',
  'randomNormal',
  'randomUniform',
  'truncatedNormal',
  'constant',
  'zeros',
  'ones',
];

/** Names to kinds, preferred spelling first. */
export type InitializerNames = Readonly<Record<string, InitializerKind>>;
