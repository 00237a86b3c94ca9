import { nearestName, reduce } from './nearest-name.ts';

const KERNELS = ['kernelInitializer', 'depthwiseInitializer', 'embeddingsInitializer'];

/** What people write for the options of other frameworks, reduced to letters and digits. */
const MEANT: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    initialization: KERNELS,
    initializer: KERNELS,
    init: KERNELS,
    kernelinit: KERNELS,
    kernelinitializer: KERNELS,
    weightinitializer: KERNELS,
    weightsinitializer: KERNELS,
    bias: ['useBias'],
    stride: ['strides'],
    dilation: ['dilationRate'],
    negativeslope: ['alpha'],
    alpha: ['negativeSlope'],
    embeddinginitializer: ['embeddingsInitializer'],
  }),
);

/** The option of the layer that a written one most likely means, null if none is near. */
export function suggestOption(written: string, known: readonly string[]): string | null {
  const meant = (MEANT.get(reduce(written)) ?? []).map(reduce);
  // A slip seldom hits the first letter, and `type` is a word that wrappers take for themselves, not half a `dtype`.
  const alike = known.filter((option) => option.charAt(0) === written.charAt(0).toLowerCase());
  return known.find((option) => meant.includes(reduce(option))) ?? nearestName(written, alike);
}
