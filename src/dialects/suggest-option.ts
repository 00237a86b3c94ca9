import { nearestName, reduce } from './nearest-name.ts';

/** What people write for the options of other frameworks, reduced to letters and digits. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  initialization: ['kernelInitializer', 'depthwiseInitializer'],
  initializer: ['kernelInitializer', 'depthwiseInitializer'],
  init: ['kernelInitializer', 'depthwiseInitializer'],
  kernelinit: ['kernelInitializer', 'depthwiseInitializer'],
  kernelinitializer: ['kernelInitializer', 'depthwiseInitializer'],
  weightinitializer: ['kernelInitializer', 'depthwiseInitializer'],
  weightsinitializer: ['kernelInitializer', 'depthwiseInitializer'],
  bias: ['useBias'],
  stride: ['strides'],
  dilation: ['dilationRate'],
  negativeslope: ['alpha'],
  alpha: ['negativeSlope'],
};

/** The option of the layer that a written one most likely means, null if none is near. */
export function suggestOption(written: string, known: readonly string[]): string | null {
  const meant = (MEANT[reduce(written)] ?? []).map(reduce);
  return known.find((option) => meant.includes(reduce(option))) ?? nearestName(written, known);
}
