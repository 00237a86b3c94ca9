import type { Distribution } from '../../src/model/distribution.ts';
import type { Fans } from '../../src/model/initializer.ts';

/** What is sampled for a weight of these fans (true ones). */
export type Sampler = (fans: Fans) => Distribution;

export const heNormal: Sampler = (fans) => ({ family: 'normal', mean: 0, stddev: Math.sqrt(2 / fans.in) });
export const leCunNormal: Sampler = (fans) => ({ family: 'normal', mean: 0, stddev: Math.sqrt(1 / fans.in) });
export const heUniform: Sampler = (fans) => {
  const bound = Math.sqrt(6 / fans.in);
  return { family: 'uniform', low: -bound, high: bound };
};
export const glorotUniform: Sampler = (fans) => {
  const bound = Math.sqrt(6 / (fans.in + fans.out));
  return { family: 'uniform', low: -bound, high: bound };
};
/** TensorFlow.js: truncated at two deviations without correction. */
export const glorotTruncated: Sampler = (fans) => ({
  family: 'truncatedNormal',
  mean: 0,
  stddev: Math.sqrt(2 / (fans.in + fans.out)),
});
export const heTruncated: Sampler = (fans) => ({ family: 'truncatedNormal', mean: 0, stddev: Math.sqrt(2 / fans.in) });
export const constant =
  (value: number): Sampler =>
  () => ({ family: 'constant', value });
